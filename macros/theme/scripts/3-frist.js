// By this browser's date: tells where a day of review has passed, and puts what is past its day and what soon is first.
(function () {
  "use strict";
  var SOON = 60;
  function written(date) {
    return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(function (part) { return String(part).padStart(2, "0"); }).join("-");
  }
  document.addEventListener("DOMContentLoaded", function () {
    var now = new Date(), today = written(now), list = document.querySelector("[data-frister]");
    var limit = written(new Date(now.getFullYear(), now.getMonth(), now.getDate() + SOON));
    document.querySelectorAll("p[data-frist]").forEach(function (line) { line.hidden = line.dataset.frist >= today; });
    if (!list) return;
    document.querySelectorAll("[data-frist-til]").forEach(function (part) {
      var over = part.dataset.fristTil === "over", files = 0;
      list.querySelectorAll(":scope > [data-frist]").forEach(function (row) {
        if (over ? row.dataset.frist >= today : row.dataset.frist > limit) return;
        part.querySelector("ul").appendChild(row);
        files += Number(row.dataset.filer);
      });
      part.querySelector("[data-antall]").textContent = files;
      part.hidden = false;
    });
  });
})();
