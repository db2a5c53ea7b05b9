// Shows the dates that follow from the dates of events. Everything stays in memory: nothing is stored, sent or put in the
// address. A shared link says whose times and about what (#<who>/<topic>), never a date or a situation.
(function () {
  "use strict";
  var day = handbokdatoer.day, holiday = handbokdatoer.holiday;
  document.addEventListener("DOMContentLoaded", function () {
    var form = document.querySelector("[data-datoer]"), table = document.querySelector("[data-tider]");
    if (!form || !table) return;
    var names = table.dataset.helligdager.split("|"), status = form.querySelector("[data-status]");
    var body = table.tBodies[0], order = Array.prototype.slice.call(body.rows), dated = [];
    function all(selector, inside) { return Array.prototype.slice.call((inside || form).querySelectorAll(selector)); }
    function shown(date) {
      var note = holiday(date, names) || (date.getDay() % 6 ? "" : table.dataset.helg);
      var words = date.toLocaleDateString((document.documentElement.lang || "nb") + "-NO", { weekday: "short", day: "numeric", month: "long", year: "numeric" });
      return words + (note ? " (" + note + ")" : "");
    }
    var who = form.querySelector("[data-velg=hvem]"), topic = form.querySelector("[data-velg=tema]");
    function follow() {
      var asked = decodeURIComponent(handbokkurv.hash().slice(1)).split("/");
      if (asked.length !== 2) return;
      all("option", who).forEach(function (one) { if (asked[0] && one.dataset.id === asked[0]) one.selected = true; });
      all("option", topic).forEach(function (one) { if (asked[1] && one.value === asked[1]) one.selected = true; });
      update();
    }
    function update() {
      var today = new Date(), barred = {}, out = {};
      today.setHours(0, 0, 0, 0);
      all("[data-uten-dato]").forEach(function (box) { barred[box.dataset.utenDato] = box.checked; });
      all("[data-situasjon]").forEach(function (select) {
        select.dataset.situasjon.split(" ").forEach(function (id) { out[id] = select.value && select.value !== id; });
      });
      function chosen(row) {
        return all("[data-velg]").every(function (select) {
          var names = select.value.split(" ");
          return !select.value || row.dataset[select.dataset.velg].split(" ").some(function (one) { return names.indexOf(one) >= 0; });
        });
      }
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
          var found = handbokdatoer.dates(time.dataset, date, names), last = found[found.length - 1], begins = time.dataset.slag === "start" && date >= today;
          var late = begins ? found[0] < today : last < today;
          cell.textContent = found.map(shown).join(" – ") +
            (late ? " · " + (begins ? table.dataset["startNå"] : table.dataset.passert) : "") + ". ";
          days.push(found[0]);
        });
        row.hidden = !chosen(row) || all("[data-tid]", row).every(function (time) { return time.hidden; });
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
      var none = order.every(function (row) { return row.hidden; });
      status.textContent = none ? status.dataset.tom : dated.length ? status.dataset.antall.replace("ANTALL", dated.length)
        : form.querySelector("[data-uten-dato]:checked") ? status.dataset.finnesIkke : status.dataset.ingen;
      handbok.share(status, who.value || topic.value ? "#" + (who.selectedOptions[0].dataset.id || "") + "/" + topic.value : "");
    }
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("input", update);
    form.addEventListener("reset", function () { setTimeout(update); });
    form.querySelector("[data-kalender]").addEventListener("click", function (event) {
      if (!dated.length) return;
      var today = new Date(), now = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
      today.setHours(0, 0, 0, 0);
      var words = { title: event.target.dataset.tittel, text: event.target.dataset.tekst };
      handbok.download("kalender.ics", "text/calendar", handbokdatoer.calendar(dated, words, today, now, now + "-" + Math.random().toString(36).slice(2)));
    });
    form.reset();
    update();
    follow();
    window.addEventListener("hashchange", follow);
  });
})();
