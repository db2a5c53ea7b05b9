// Who may tell whom what: shows what somebody may tell, or be told. The choice stands in the address: #fra-<who>, #til-<who>.
(function () {
  "use strict";
  document.addEventListener("DOMContentLoaded", function () {
    var form = document.querySelector("[data-deling]");
    if (!form) return;
    var who = form.elements.jeg, end = form.elements.vil, status = form.querySelector("[data-status]");
    var rows = Array.prototype.slice.call(document.querySelectorAll("[data-fra]"));
    function show() {
      var chosen = who.selectedOptions[0], names = who.value ? chosen.dataset.som.split(" ") : null, shown = 0;
      function means(text) { return !names || text.split(" ").some(function (name) { return names.indexOf(name) >= 0; }); }
      rows.forEach(function (row) {
        row.hidden = !(end.value ? [end.value] : ["fra", "til"]).some(function (one) { return means(row.dataset[one]); });
        shown += row.hidden ? 0 : 1;
      });
      var said = (shown ? status.dataset.mal : status.dataset.ingen).replace("ANTALL", shown);
      var about = chosen.textContent + (end.value ? " – " + end.selectedOptions[0].textContent : "");
      status.textContent = who.value ? said.replace("HVEM", about) : "";
      document.querySelector("[data-spør]").hidden = shown > 0;
      var hash = who.value ? "#" + (end.value || "fra-til") + "-" + who.value : "";
      handbokvalg.innhold();
      handbok.share(status, hash);
      return hash;
    }
    function follow() {
      var asked = /^#(fra|til|fra-til)-(.+)$/.exec(decodeURIComponent(handbokkurv.hash()));
      if (!asked) return;
      who.value = handbokvalg.idag(form, 0, asked[2]);
      if (who.selectedIndex < 0) who.value = "";
      end.value = asked[1].length > 3 ? "" : asked[1];
      show();
      if (!who.value) status.textContent = status.dataset.ukjent;
    }
    form.addEventListener("change", function () { handbokkurv.show(show()); });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    window.addEventListener("hashchange", follow);
    form.reset();
    show();
    follow();
  });
})();
