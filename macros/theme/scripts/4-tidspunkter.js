// Works out dates from the dates of events. Everything stays in memory: nothing is stored, sent or put in the address.
(function () {
  "use strict";
  var days = { timer: 1 / 24, dager: 1, uker: 7 };
  function moved(date, number, unit) {
    var result = new Date(date.getTime());
    if (unit === "måneder" || unit === "år") {
      var months = result.getMonth() + number * (unit === "år" ? 12 : 1);
      var day = result.getDate();
      result.setDate(1);
      result.setMonth(months);
      result.setDate(Math.min(day, new Date(result.getFullYear(), result.getMonth() + 1, 0).getDate()));
    } else if (unit === "virkedager") {
      var step = number < 0 ? -1 : 1;
      for (var left = Math.abs(number); left > 0;) {
        result.setDate(result.getDate() + step);
        if (result.getDay() % 6) left -= 1;
      }
    } else {
      result.setDate(result.getDate() + Math.trunc(number * days[unit]));
    }
    return result;
  }
  function shown(date) {
    return date.toLocaleDateString("nb-NO", { weekday: "short", day: "numeric", month: "long", year: "numeric" });
  }
  document.addEventListener("DOMContentLoaded", function () {
    var form = document.querySelector("[data-datoer]");
    var table = document.querySelector("[data-tider]");
    if (!form || !table) return;
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("input", function () {
      var today = new Date();
      today.setHours(0, 0, 0, 0);
      table.querySelectorAll("tr[data-hendelse]").forEach(function (row) {
        var input = row.dataset.hendelse && form.querySelector('[data-hendelse="' + row.dataset.hendelse + '"]');
        var cell = row.querySelector("[data-beregnet]");
        cell.textContent = "";
        if (!input || !input.value) return;
        var parts = input.value.split("-").map(Number);
        var date = new Date(parts[0], parts[1] - 1, parts[2]);
        var sign = row.dataset.retning === "før" ? -1 : row.dataset.retning === "ved" ? 0 : 1;
        var numbers = [row.dataset.fra, row.dataset.til].filter(Boolean).map(Number);
        if (!numbers.length) numbers = [0];
        var dates = numbers.map(function (n) { return moved(date, sign * n, row.dataset.enhet || "dager"); });
        dates.sort(function (a, b) { return a - b; });
        cell.textContent = dates.map(shown).join(" – ");
        if (dates[0] < today && sign < 0) cell.textContent += " · " + table.dataset["startNå"];
      });
    });
    form.hidden = false;
  });
})();
