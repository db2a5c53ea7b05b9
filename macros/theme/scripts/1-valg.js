// What pages that narrow themselves share: what an old id in the address is called today, by the place in a choice where it
// stood; and a list of contents that has only what is shown.
(function (root) {
  "use strict";
  root.handbokvalg = {
    idag: function (form, place, name) {
      var moved = form.dataset.flyttet.split(" ").filter(function (one) { return one.indexOf(place + "/" + name + "/") === 0; })[0];
      return moved ? moved.split("/")[2] : name;
    },
    innhold: function () {
      document.querySelectorAll(".overskrifter a").forEach(function (link) {
        var heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
        link.parentNode.hidden = Boolean(heading && heading.closest("[hidden]"));
      });
    }
  };
})(this);
