// What has changed: shows what is about a topic and somebody, from a day on. The topic and who stand in the address as
// kinds only (#tema-<id>/hvem-<id>), and go along to other months. The day stays in memory: never stored, never sent.
(function () {
  "use strict";
  document.addEventListener("DOMContentLoaded", function () {
    var form = document.querySelector("[data-endringer]");
    if (!form) return;
    function all(selector, inside) { return Array.prototype.slice.call((inside || document).querySelectorAll(selector)); }
    var topic = form.elements.tema, who = form.elements.hvem, since = form.querySelector("input");
    var status = form.querySelector("[data-status]"), days = all("[data-dag]");
    function means(said, names) {
      if (!names.length) return true;
      return names[0] === "-" ? !said : said.split(" ").some(function (one) { return names.indexOf(one) >= 0; });
    }
    function chosen(select) {
      return select.value ? (select.selectedOptions[0].dataset.som || select.value).split(" ") : [];
    }
    function show() {
      var count = 0, topics = chosen(topic), people = chosen(who);
      days.forEach(function (day) {
        var here = 0, late = !since.value || day.dataset.dag >= since.value;
        all("[data-endring]", day).forEach(function (note) {
          var places = all("[data-om]", note), fold = note.querySelector("[data-steder]");
          places.forEach(function (one) {
            one.hidden = !(means(one.dataset.tema, topics) && means(one.dataset.hvem, people));
          });
          var left = places.filter(function (one) { return !one.hidden; }).length;
          if (fold) fold.firstElementChild.textContent = fold.dataset.steder.replace("ANTALL", left);
          note.hidden = !(left && late);
          here += note.hidden ? 0 : 1;
        });
        day.hidden = !here;
        count += here;
      });
      var narrowed = topic.value || who.value || since.value, oldest = days.length ? days[days.length - 1].dataset.dag : "";
      var more = since.value && since.value < oldest ? " " + status.dataset.eldre : "";
      status.textContent = narrowed ? (count ? status.dataset.mal.replace("ANTALL", count) : status.dataset.ingen) + more : "";
      var hash = [topic.value && "tema-" + topic.value, who.value && "hvem-" + who.value].filter(Boolean).join("/");
      all("[data-videre]").forEach(function (link) { link.hash = hash; });
      all("[data-måned]").forEach(function (month) { month.hidden = month.dataset["måned"] < since.value.slice(0, 7); });
      return hash;
    }
    function follow() {
      var moved = form.dataset.flyttet.split(" ");
      decodeURIComponent(handbokkurv.hash().slice(1)).split("/").forEach(function (part) {
        var asked = /^(tema|hvem)-(.+)$/.exec(part);
        if (!asked) return;
        var place = asked[1] === "tema" ? "2/" : "0/";
        var old = moved.filter(function (one) { return one.indexOf(place + asked[2] + "/") === 0; })[0];
        form.elements[asked[1]].value = old ? old.split("/")[2] : asked[2];
      });
      show();
    }
    form.addEventListener("input", function () {
      var hash = show();
      handbokkurv.show(hash ? "#" + hash : "");
    });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    window.addEventListener("hashchange", follow);
    form.reset();
    follow();
  });
})();
