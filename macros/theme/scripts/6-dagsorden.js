// An agenda of open points: those of whom one is to meet, and those one ticks. The ticks live in the page alone; who one
// is to meet stands in the address as a kind: #med-<who>.
(function () {
  "use strict";
  document.addEventListener("DOMContentLoaded", function () {
    var form = document.querySelector("[data-dagsorden]");
    if (!form) return;
    var who = form.elements.hvem, status = form.querySelector("[data-status]"), line = document.querySelector("[data-valgt-linje]");
    function all(selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); }
    var rows = all("[data-med]").map(function (item) { return { item: item, box: item.querySelector("input"), own: false }; });
    function count() {
      var taken = rows.filter(function (row) {
        row.item.classList.toggle("tatt-med", row.box.checked);
        return row.box.checked;
      }).length;
      all("[data-gruppe]").forEach(function (group) {
        group.hidden = !group.querySelector("article:not([hidden])");
        group.classList.toggle("tatt-med", Boolean(group.querySelector(".tatt-med")));
      });
      handbokvalg.innhold();
      document.querySelector(".dagsorden").classList.toggle("noe-tatt-med", taken > 0);
      status.textContent = taken ? status.dataset.mal.replace("ANTALL", taken) : status.dataset.ingen;
      line.textContent = who.value ? line.dataset.mal.replace("HVEM", who.selectedOptions[0].dataset.navn) : "";
    }
    function choose() {
      var names = who.value ? who.selectedOptions[0].dataset.som.split(" ") : [];
      rows.forEach(function (row) {
        row.box.checked = row.own || row.item.dataset.med.split(" ").some(function (name) { return names.indexOf(name) >= 0; });
        row.item.hidden = names.length > 0 && !row.box.checked;
      });
      all("[data-avklart]").forEach(function (item) { item.hidden = names.length > 0; });
      count();
    }
    function follow() {
      var asked = /^#med-(.+)$/.exec(decodeURIComponent(handbokkurv.hash()));
      if (!asked) return;
      who.value = handbokvalg.idag(form, 0, asked[1]);
      if (who.selectedIndex < 0) who.value = "";
      choose();
      if (!who.value) status.textContent = status.dataset.ukjent;
    }
    who.addEventListener("change", function () {
      choose();
      handbokkurv.show(who.value ? "#med-" + who.value : "");
    });
    rows.forEach(function (row) {
      row.box.addEventListener("change", function () { row.own = row.box.checked; count(); });
    });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("reset", function () {
      setTimeout(function () {
        rows.forEach(function (row) { row.own = false; });
        choose();
        handbokkurv.show("");
      });
    });
    window.addEventListener("hashchange", follow);
    who.value = "";
    choose();
    follow();
  });
})();
