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
    document.querySelectorAll("[data-frist-til]").forEach(function (line) {
      var over = line.dataset.fristTil === "over", files = 0;
      list.querySelectorAll(":scope > [data-frist]").forEach(function (row) {
        if (over ? row.dataset.frist >= today : row.dataset.frist > limit) return;
        line.nextElementSibling.appendChild(row);
        row.querySelectorAll("details").forEach(function (fold) { fold.classList.add("gruppe"); });  // its files are printed
        files += Number(row.dataset.filer);
      });
      line.textContent = files > 1 ? line.dataset.mal.replace("ANTALL", files) : files ? line.dataset.en : line.dataset.ingen;
      line.hidden = false;
    });
  });
})();
