// What is not ticked on a list that gathers it, as a table to share out and print. Nothing is stored.
(function () {
  "use strict";
  document.addEventListener("DOMContentLoaded", function () {
    var part = document.querySelector("[data-mangler]");
    var boxes = Array.prototype.slice.call(document.querySelectorAll("[data-kryss]"));
    if (!part || !boxes.length) return;
    var rows = part.querySelector("tbody"), status = part.querySelector("[role=status]");
    function gather() {
      var left = boxes.filter(function (box) { return !box.checked; });
      rows.textContent = "";
      left.forEach(function (box) {
        var row = rows.insertRow();
        row.insertCell().textContent = box.parentNode.textContent.trim();
        row.insertCell();
        row.insertCell();
      });
      status.textContent = left.length ? status.dataset.mal.replace("ANTALL", left.length) : status.dataset.ingen;
    }
    part.addEventListener("click", function (event) {
      if (event.target.dataset["gjør"] !== "mangler") return;
      document.documentElement.classList.add("skriv-mangler");
      window.print();
      document.documentElement.classList.remove("skriv-mangler");
    });
    boxes.forEach(function (box) { box.addEventListener("change", gather); });
    document.querySelector("[data-liste]").addEventListener("click", function () { setTimeout(gather); });
    gather();
  });
})();
