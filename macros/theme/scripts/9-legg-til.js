// «Legg til utskrift» on what there is on paper, and how much is chosen, in the head of each page.
(function (root) {
  "use strict";
  var words = root.handbokord, kurv = root.handbokkurv;
  function all(selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); }
  function offer(place, id, about) {
    var button = root.handbok.make("button", "lenke");
    button.dataset.kurv = id;
    button.dataset.om = about || "";
    place.append(" · ", button);
  }
  function show() {
    var ids = kurv.ids(), search = document.querySelector("[data-sok]"), count = document.querySelector(".kurvknapp");
    all("[data-kurv]").forEach(function (button) {
      button.textContent = ids.indexOf(button.dataset.kurv) < 0 ? words.legg_til : words.ta_ut;
      if (button.dataset.om) button.append(root.handbok.unseen(": " + button.dataset.om));
    });
    if (!search) return;
    if (!count && ids.length) {
      count = root.handbok.make("a", "søkeknapp kurvknapp");
      count.href = new URL("../utskrift/" + (location.protocol === "file:" ? "index.html" : ""), search.href).href;
      search.before(count);
    }
    if (count) {
      count.textContent = words.utskrift.replace("ANTALL", ids.length);
      count.hidden = !ids.length;
    }
  }
  document.addEventListener("DOMContentLoaded", function () {
    all("[data-ark]").forEach(function (place) {
      var name = place.querySelector(".kort a, strong");
      offer(place, place.dataset.ark, name && name.textContent);
    });
    all(".adresse").forEach(function (place) {
      var card = place.closest("article[id]");
      if (card) offer(place, card.id, card.querySelector(".oppgave-tittel").textContent);
    });
    show();
  });
  document.addEventListener("kurv", show);
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-kurv]");
    if (!button) return;
    var ids = kurv.ids(), at = ids.indexOf(button.dataset.kurv);
    if (at < 0) ids.push(button.dataset.kurv); else ids.splice(at, 1);
    kurv.set(ids);
    root.handbok.say((at < 0 ? words.lagt_til : words.tatt_ut).replace("ANTALL", ids.length));
  });
})(this);
