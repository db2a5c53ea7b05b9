// Material puts a frame that scrolls around a table in a written page: let the keyboard reach it, by a name.
window.addEventListener("load", function () {
  "use strict";
  document.querySelectorAll(".md-typeset__scrollwrap").forEach(function (frame) {
    frame.tabIndex = 0;
    frame.setAttribute("role", "region");
    frame.setAttribute("aria-label", document.getElementById("innhold").dataset.tabell);
  });
});
