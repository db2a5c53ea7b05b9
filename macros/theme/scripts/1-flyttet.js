// A page that only leads on: takes what follows # along, to today's place of it where the page knows it.
(function () {
  "use strict";
  document.addEventListener("DOMContentLoaded", function () {
    var on = document.querySelector("a[data-flyttet-til]");
    if (!on) return;
    var line = document.getElementById(location.hash.slice(1));
    if (line) on = line.querySelector("a");
    else if (location.hash) on.hash = location.hash;
    location.replace(on.href);
  });
})();
