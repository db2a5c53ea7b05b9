// Works out dates from the dates of events. Everything stays in memory: nothing is stored, sent or put in the address.
(function () {
  "use strict";
  var DAYS = { timer: 1 / 24, dager: 1, uker: 7 };
  function day(year, month, date) { return new Date(year, month, date); }
  function key(date) { return date.getFullYear() * 10000 + (date.getMonth() + 1) * 100 + date.getDate(); }
  // Easter Sunday of the Gregorian calendar, by the anonymous algorithm (Meeus 1991).
  function easter(year) {
    var a = year % 19, b = Math.floor(year / 100), c = year % 100, d = Math.floor(b / 4), e = b % 4;
    var g = Math.floor((8 * b + 13) / 25), h = (19 * a + b - d - g + 15) % 30, i = Math.floor(c / 4), k = c % 4;
    var l = (32 + 2 * e + 2 * i - h - k) % 7, m = Math.floor((a + 11 * h + 22 * l) / 451), n = h + l - 7 * m + 114;
    return day(year, Math.floor(n / 31) - 1, n % 31 + 1);
  }
  // The days of lov om 1. og 17. mai and helligdagsfredloven § 2, in the order of the names in the page.
  function holidays(year, names) {
    var e = easter(year), found = {};
    function from(days) { return day(year, e.getMonth(), e.getDate() + days); }
    [day(year, 0, 1), from(-3), from(-2), from(0), from(1), day(year, 4, 1), day(year, 4, 17), from(39), from(49),
      from(50), day(year, 11, 25), day(year, 11, 26)].forEach(function (date, n) { found[key(date)] = names[n]; });
    return found;
  }
  function holiday(date, names) { return holidays(date.getFullYear(), names)[key(date)] || ""; }
  function moved(date, number, unit, names) {
    var result = new Date(date.getTime());
    if (unit === "måneder" || unit === "år") {
      var months = result.getMonth() + number * (unit === "år" ? 12 : 1), date31 = result.getDate();
      result.setDate(1);
      result.setMonth(months);
      result.setDate(Math.min(date31, day(result.getFullYear(), result.getMonth() + 1, 0).getDate()));
    } else if (unit === "virkedager") {
      for (var left = Math.abs(number); left > 0;) {
        result.setDate(result.getDate() + (number < 0 ? -1 : 1));
        if (result.getDay() % 6 && !holiday(result, names)) left -= 1;
      }
    } else {
      result.setDate(result.getDate() + Math.trunc(number * DAYS[unit]));
    }
    return result;
  }
  function calendar(rows, button) {
    function stamp(date) { return String(key(date)); }
    var today = new Date();
    today.setHours(0, 0, 0, 0);
    var now = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
    var lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Kalender//NO", "METHOD:PUBLISH"];
    rows.forEach(function (row) { row.days.forEach(function (date) {
      if (date < today) return;
      var next = day(date.getFullYear(), date.getMonth(), date.getDate() + 1);
      lines.push("BEGIN:VEVENT", "UID:" + now + "-" + lines.length + "-" + Math.random().toString(36).slice(2), "DTSTAMP:" + now,
        "DTSTART;VALUE=DATE:" + stamp(date), "DTEND;VALUE=DATE:" + stamp(next),
        "SUMMARY:" + button.dataset.tittel.replace("NUMMER", row.number),
        "DESCRIPTION:" + button.dataset.tekst.replace("NUMMER", row.number), "CLASS:PRIVATE", "TRANSP:TRANSPARENT", "END:VEVENT");
    }); });
    var link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([lines.concat("END:VCALENDAR", "").join("\r\n")], { type: "text/calendar" }));
    link.download = "kalender.ics";
    link.click();
    URL.revokeObjectURL(link.href);
  }
  document.addEventListener("DOMContentLoaded", function () {
    var form = document.querySelector("[data-datoer]"), table = document.querySelector("[data-tider]");
    if (!form || !table) return;
    var names = table.dataset.helligdager.split("|"), status = form.querySelector("[data-status]");
    var body = table.tBodies[0], order = Array.prototype.slice.call(body.rows), dated = [];
    function all(selector, inside) { return Array.prototype.slice.call((inside || form).querySelectorAll(selector)); }
    function shown(date) {
      var note = holiday(date, names) || (date.getDay() % 6 ? "" : table.dataset.helg);
      var words = date.toLocaleDateString("nb-NO", { weekday: "short", day: "numeric", month: "long", year: "numeric" });
      return words + (note ? " (" + note + ")" : "");
    }
    function dates(time, given) {
      var sign = { "før": -1, ved: 0, etter: 1 }[time.dataset.retning];
      var numbers = [time.dataset.fra, time.dataset.til].filter(Boolean).map(Number);
      return (numbers.length ? numbers : [0]).map(function (number) {
        return moved(given, sign * number, time.dataset.enhet || "dager", names);
      }).sort(function (a, b) { return a - b; });
    }
    function update() {
      var today = new Date(), barred = {}, out = {};
      today.setHours(0, 0, 0, 0);
      all("[data-uten-dato]").forEach(function (box) { barred[box.dataset.utenDato] = box.checked; });
      all("[data-situasjon]").forEach(function (select) {
        select.dataset.situasjon.split(" ").forEach(function (id) { out[id] = select.value && select.value !== id; });
      });
      var given = {};
      all("input[type=date]").forEach(function (input) {
        var never = input.dataset.finnesIkke.split(" ").some(function (id) { return barred[id]; });
        input.disabled = never;
        var parts = input.value.split("-").map(Number);
        if (input.value && !never) given[input.dataset.hendelse] = day(parts[0], parts[1] - 1, parts[2]);
        all('[data-hendelse="' + input.dataset.hendelse + '"]', body).forEach(function (time) { time.hidden = never; });
      });
      dated = [];
      order.forEach(function (row) {
        var days = [];
        all("[data-tid]", row).forEach(function (time) {
          var cell = time.querySelector("[data-beregnet]"), date = given[time.dataset.hendelse];
          cell.textContent = "";
          if ((time.dataset["når"] || "").split(" ").some(function (id) { return out[id]; })) time.hidden = true;
          else if (!time.dataset.hendelse) time.hidden = false;
          if (!date || time.hidden) return;
          var found = dates(time, date), last = found[found.length - 1], begins = time.dataset.slag === "start" && date >= today;
          var late = begins ? found[0] < today : last < today;
          cell.textContent = found.map(shown).join(" – ") +
            (late ? " · " + (begins ? table.dataset["startNå"] : table.dataset.passert) : "") + ". ";
          days.push(found[0]);
        });
        row.hidden = all("[data-tid]", row).every(function (time) { return time.hidden; });
        row.querySelector("[data-nummer]").textContent = "";
        days.sort(function (a, b) { return a - b; });
        if (days.length && !row.hidden) dated.push({ date: days[0], days: days, row: row });
      });
      dated.sort(function (a, b) { return a.date - b.date; });
      dated.forEach(function (one, n) { one.number = n + 1; one.row.querySelector("[data-nummer]").textContent = one.number + ". "; });
      table.toggleAttribute("data-har-datoer", dated.length > 0);
      var inputs = all("input[type=date], select").filter(function (input) { return input.value && !input.disabled; });
      document.querySelector("[data-valgt-linje]").textContent = inputs.map(function (input) {
        var name = input.previousElementSibling.textContent;
        return name + ": " + (input.selectedOptions ? input.selectedOptions[0].textContent : shown(given[input.dataset.hendelse]));
      }).join(" · ");
      var rows = dated.map(function (one) { return one.row; });
      rows.concat(order.filter(function (row) { return rows.indexOf(row) < 0; })).forEach(function (row) { body.appendChild(row); });
      status.textContent = dated.length ? status.dataset.antall.replace("ANTALL", dated.length)
        : form.querySelector("[data-uten-dato]:checked") ? status.dataset.finnesIkke : status.dataset.ingen;
    }
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("input", update);
    form.addEventListener("reset", function () { setTimeout(update); });
    form.querySelector("[data-kalender]").addEventListener("click", function (event) {
      if (dated.length) calendar(dated, event.target);
    });
    form.reset();
    update();
  });
})();
