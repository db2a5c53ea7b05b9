// The menu as a drawer on a narrow screen, opened by a real button. Without scripts it stands at the end of the page.
// Material asks for these before it keeps anything in the browser; here nothing is kept.
window.__md_get = window.__md_set = function () { return null; };
window.__md_hash = function () { return 0; };
(function () {
  "use strict";
  document.documentElement.className = "js";
  document.addEventListener("DOMContentLoaded", function () {
    var button = document.querySelector("[data-meny]"), menu = document.getElementById("meny");
    var box = document.getElementById("__drawer");
    if (!button || !menu) return;
    var behind = document.querySelectorAll(".md-skip, .md-header, .md-content, .md-sidebar--secondary, .md-top, .md-footer");
    function show() {
      button.setAttribute("aria-expanded", String(box.checked));
      behind.forEach(function (part) { part.inert = box.checked; });
      (box.checked ? menu.querySelector("button") : button).focus();
      var here = menu.querySelector("[aria-current]");
      if (box.checked && here) here.scrollIntoView({ block: "center" });
    }
    function set(open) {
      if (box.checked === open) return;
      box.checked = open;
      box.dispatchEvent(new Event("change"));
    }
    box.addEventListener("change", show);
    button.addEventListener("click", function () { set(true); });
    menu.addEventListener("click", function (event) { if (event.target.closest("[data-lukk]")) set(false); });
    document.addEventListener("keydown", function (event) { if (event.key === "Escape") set(false); });
    window.matchMedia("(min-width: 76.25em)").addEventListener("change", function () { set(false); });
  });
})();
