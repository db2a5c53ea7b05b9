// Shows what a word means beside it: by pointer, by focus, and by the first tap. Escape or a tap elsewhere takes it away.
// What the words mean lies beside their pages, and is fetched when the first of them is touched.
(function () {
  "use strict";
  var shown = null, wanted = null, asked = false, box = null, touched = false, waiting = 0;
  function fetched(link) {
    wanted = link;
    if (asked) return;
    asked = true;
    var script = document.createElement("script");
    script.src = new URL("../ord.js", link.href).href;
    script.onload = function () { if (wanted) show(wanted); };
    document.head.append(script);
  }
  function meaning(link) { return window.handbokforklart[/begreper\/([^/]+)\/[^/]*$/.exec(link.href)[1]]; }
  function hide() {
    wanted = null;
    clearTimeout(waiting);
    if (!shown) return;
    shown.removeAttribute("aria-describedby");
    box.remove();
    shown = null;
  }
  function later() { clearTimeout(waiting); waiting = setTimeout(hide, 250); }
  function show(link) {
    clearTimeout(waiting);
    if (shown === link) return;
    if (!window.handbokforklart) { fetched(link); return; }
    hide();
    shown = link;
    box = document.createElement("span");
    box.id = "ordforklaring";
    box.className = "ordforklaring";
    box.setAttribute("role", "tooltip");
    box.textContent = meaning(link);
    document.body.appendChild(box);
    link.setAttribute("aria-describedby", box.id);
    var at = link.getClientRects()[0], wide = document.documentElement.clientWidth;
    var left = Math.max(8, Math.min(at.left, wide - box.offsetWidth - 8));
    var under = at.bottom + box.offsetHeight + 8 < window.innerHeight || at.top < box.offsetHeight + 8;
    box.style.left = left + window.scrollX + "px";
    box.style.top = (under ? at.bottom + 4 : at.top - box.offsetHeight - 4) + window.scrollY + "px";
    box.addEventListener("pointerenter", function () { clearTimeout(waiting); });
    box.addEventListener("pointerleave", later);
  }
  function word(event) { return event.target.closest && event.target.closest("a.ord"); }
  document.addEventListener("pointerover", function (event) { if (event.pointerType !== "touch" && word(event)) show(word(event)); });
  document.addEventListener("pointerout", function (event) { if (event.pointerType !== "touch" && word(event)) later(); });
  document.addEventListener("pointerdown", function (event) {
    touched = event.pointerType === "touch" && word(event) && word(event) !== shown;
    if (!word(event) && shown && !box.contains(event.target)) hide();
  });
  document.addEventListener("click", function (event) {
    if (touched && word(event)) { event.preventDefault(); show(word(event)); }
    touched = false;
  });
  document.addEventListener("focusin", function (event) { if (word(event)) show(word(event)); else hide(); });
  document.addEventListener("focusout", function (event) { if (word(event)) later(); });
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") hide(); });
})();
