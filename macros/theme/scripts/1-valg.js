// A choice that stands in the address: what an old id is called today, by the place in a choice where it stood.
(function (root) {
  "use strict";
  root.handbokvalg = function (form, place, name) {
    var moved = form.dataset.flyttet.split(" ").filter(function (one) { return one.indexOf(place + "/" + name + "/") === 0; })[0];
    return moved ? moved.split("/")[2] : name;
  };
})(this);
