// The list of headings is open beside a page on a wide screen; on a narrow one it folds again when a heading is chosen.
(function () {
  "use strict";
  document.addEventListener("DOMContentLoaded", function () {
    var list = document.querySelector("[data-innhold]"), wide = window.matchMedia("(min-width: 60em)");
    if (!list) return;
    function fit() { list.open = wide.matches; }
    list.addEventListener("click", function (event) { if (!wide.matches && event.target.closest("a")) list.open = false; });
    wide.addEventListener("change", fit);
    fit();
  });
})();
