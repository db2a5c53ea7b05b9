// A page that only leads on: takes what follows # along, to today's place of it where the page knows it.
(function () {
  "use strict";
  document.addEventListener("DOMContentLoaded", function () {
    var on = document.querySelector("a[data-flyttet-til]");
    if (!on) return;
    var hash = handbokkurv.hash(), line = document.getElementById(hash.slice(1));
    if (line) on = line.querySelector("a");
    else if (hash) on.hash = hash;
    location.replace(handbokkurv.along(on.href));
  });
})();
