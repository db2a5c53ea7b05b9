// Opens and closes the menu on a narrow screen. Without scripts the menu is simply open.
(function () {
  "use strict";
  document.documentElement.classList.add("med-skript");
  document.addEventListener("DOMContentLoaded", function () {
    var button = document.querySelector("[data-meny]");
    if (!button) return;
    var menu = document.getElementById(button.getAttribute("aria-controls"));
    var narrow = window.matchMedia("(max-width: 52rem)");
    function set(open) {
      button.setAttribute("aria-expanded", String(open));
      menu.toggleAttribute("data-åpen", open);
    }
    function fit() { button.hidden = !narrow.matches; }
    button.addEventListener("click", function () { set(button.getAttribute("aria-expanded") !== "true"); });
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && button.getAttribute("aria-expanded") === "true") { set(false); button.focus(); }
    });
    narrow.addEventListener("change", fit);
    fit();
    set(false);
  });
})();
