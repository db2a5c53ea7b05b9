// Counts the ticks of a list, prints it blank or as ticked, and resets it. Nothing is stored.
(function () {
  "use strict";
  document.addEventListener("DOMContentLoaded", function () {
    var tools = document.querySelector("[data-liste]");
    var boxes = Array.prototype.slice.call(document.querySelectorAll("[data-kryss]"));
    if (!tools || !boxes.length) return;
    var status = tools.querySelector("[data-status]");
    function count() {
      var done = boxes.filter(function (box) { return box.checked; }).length;
      status.textContent = status.dataset.mal.replace("GJORT", done).replace("ALLE", boxes.length);
    }
    function print(blank) {
      document.documentElement.classList.toggle("skriv-tom", blank);
      window.print();
      document.documentElement.classList.remove("skriv-tom");
    }
    tools.addEventListener("click", function (event) {
      var what = event.target.dataset["gjør"];
      if (what === "tom") print(true);
      if (what === "kryss") print(false);
      if (what === "nullstill") { boxes.forEach(function (box) { box.checked = false; }); count(); }
    });
    boxes.forEach(function (box) { box.checked = false; box.addEventListener("change", count); });
    count();
  });
})();
