// Opens the folded part that a link's target lies in, so that the target is seen.
(function () {
  "use strict";
  function reveal() {
    var id = decodeURIComponent(handbokkurv.hash().slice(1));
    var target = id && document.getElementById(id);
    for (var box = target; box; box = box.parentElement) if (box.tagName === "DETAILS") { box.open = true; box.setAttribute("data-åpnet", ""); }
    if (target) target.scrollIntoView();
    // An old id: show today's in the address, and mark what has it.
    if (target && "flyttet" in target.dataset) location.replace("#" + target.parentElement.closest("[id]").id);
  }
  window.addEventListener("hashchange", reveal);
  document.addEventListener("DOMContentLoaded", reveal);
})();
