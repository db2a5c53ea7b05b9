// Puts one list together from the situations that are ticked, and says what was left out; with none ticked there is no list.
// Nothing is stored or sent.
(function () {
  "use strict";
  document.addEventListener("DOMContentLoaded", function () {
    var form = document.querySelector("[data-situasjoner]");
    if (!form) return;
    var said = document.querySelector("[data-valgt-linje]");
    var status = form.querySelector("[data-status]"), left = document.querySelector("[data-utelatt]");
    var things = Array.prototype.map.call(document.querySelectorAll("[data-ting]"), function (item) {
      return { item: item, home: item.parentNode };
    });
    function holds(words, ticked) {
      return words.split("|").some(function (id) { return ticked.indexOf(id) >= 0; });
    }
    function list(text) { return text ? text.split(" ") : []; }
    function update() {
      var boxes = Array.prototype.slice.call(form.querySelectorAll("[value]:checked"));
      var ticked = boxes.map(function (box) { return box.value; }), out = 0;
      things.forEach(function (thing) {
        var stays = list(thing.item.dataset["når"]).every(function (words) { return holds(words, ticked); }) &&
          !list(thing.item.dataset.ikke).some(function (words) { return holds(words, ticked); });
        (stays ? thing.home : left.querySelector("ul")).appendChild(thing.item);
        out += stays ? 0 : 1;
      });
      document.querySelectorAll("[data-gruppe]").forEach(function (group) { group.hidden = !boxes.length || !group.querySelector("[data-ting]"); });
      left.hidden = !out || !boxes.length;
      var chosen = boxes.map(function (box) { return box.parentNode.textContent.trim(); });
      said.textContent = chosen.length ? status.dataset.valgt.replace("VALG", chosen.join(" · ")) : "";
      status.textContent = !boxes.length ? status.dataset.tom : status.dataset.mal.replace("ANTALL", things.length - out).replace("UTELATT", out);
    }
    form.addEventListener("change", function (event) {
      var group = event.target.dataset.gruppeNavn, none = form.querySelector("[data-ingen-av]");
      if (event.target === none && none.checked) form.querySelectorAll("[value]").forEach(function (box) { box.checked = box === none; });
      else if (event.target.checked) none.checked = false;
      if (group && event.target.checked) {
        form.querySelectorAll("[data-gruppe-navn]").forEach(function (box) {
          if (box !== event.target && box.dataset.gruppeNavn === group) box.checked = false;
        });
      }
      update();
    });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("reset", function () {
      setTimeout(function () {
        things.forEach(function (thing) { thing.item.querySelector("input").checked = false; });
        update();
      });
    });
    form.reset();
    update();
  });
})();
