// Opens and closes the menu on a narrow screen. Without scripts the menu is simply open, and no button is seen.
(function () {
  "use strict";
  document.documentElement.classList.add("med-skript");
  document.addEventListener("DOMContentLoaded", function () {
    var button = document.querySelector("[data-meny]");
    if (!button) return;
    var menu = document.getElementById(button.getAttribute("aria-controls"));
    function set(open) {
      button.setAttribute("aria-expanded", String(open));
      menu.toggleAttribute("data-åpen", open);
    }
    button.addEventListener("click", function () { set(button.getAttribute("aria-expanded") !== "true"); });
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && button.getAttribute("aria-expanded") === "true") { set(false); button.focus(); }
    });
    set(false);
  });
})();
