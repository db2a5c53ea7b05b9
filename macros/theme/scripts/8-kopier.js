// Copies links: the permanent address of a card or line, the page's own, and that of a look-up with its choice (kinds only).
(function (root) {
  "use strict";
  var words = root.handbokord, box = null, line = null, field = null, asked = null, waiting = 0;
  function make(name, kind, text) {
    var element = document.createElement(name);
    element.className = kind;
    element.textContent = text || "";
    if (name === "button") element.type = "button";
    return element;
  }
  function unseen(text) { return make("span", "kun-skjermleser", text); }
  // The address that others can use: the site's own where it is known. An example leads nowhere (RFC 2606), but is still
  // better than the place of a file on somebody's disk.
  function absolute(href) {
    var known = document.querySelector("link[rel=canonical]"), here = location.href.split(/[?#]/)[0];
    var other = known && (location.protocol === "file:" || !/\.example$/.test(new URL(known.href).hostname));
    return new URL(other ? href.replace(/index\.html(?=$|#)/, "") : href, other ? known.href : here).href;
  }
  function close() {
    clearTimeout(waiting);
    line.textContent = "";
    if (!field.parentNode.hidden && asked) asked.focus();
    field.parentNode.hidden = true;
  }
  // Says what was done at the foot of the window and to a screen reader. *address*: what the reader has to copy by hand.
  function say(text, address) {
    var again = line.textContent === text;  // the same words must be taken away to be heard again
    clearTimeout(waiting);
    field.parentNode.hidden = !address;
    field.value = address || "";
    if (address) field.select();
    if (again) line.textContent = "";
    setTimeout(function () { line.textContent = text; }, again ? 50 : 0);
    if (!address) waiting = setTimeout(close, 8000);
  }
  function copy(href, button) {
    var address = absolute(href);
    asked = button;
    function done() { say(words.kopiert); }
    function refused() { say(words.kopier_selv, address); }
    if (navigator.clipboard) return navigator.clipboard.writeText(address).then(done, refused);
    field.parentNode.hidden = false;  // without a secure connection there is only the older way, from a field that is seen
    field.value = address;
    field.select();
    var copied = document.execCommand("copy");
    if (copied) { button.focus(); done(); } else refused();
  }
  // A button that copies the address of this page with *hash* after it, below *status*; none where nothing is chosen.
  function share(status, hash) {
    var button = status.deling = status.deling || make("button", "lenke deling", words.del);
    button.dataset.lenke = hash;
    button.hidden = !hash;
    if (!button.parentNode) status.insertAdjacentElement("afterend", button);
  }
  function title(link) {
    var about = link.closest("article, .punkt, section");
    var name = about && about.querySelector("h2, h3, h4, .punkt-tekst");
    return name ? ": " + name.textContent.trim() : "";
  }
  root.handbok = { make: make, unseen: unseen, say: say, copy: copy, share: share };

  document.addEventListener("DOMContentLoaded", function () {
    box = make("div", "kvittering");
    line = make("p", "");
    line.setAttribute("role", "status");
    field = make("input", "");
    field.readOnly = true;
    field.setAttribute("aria-label", words.kopier);
    var shut = make("button", "", words.lukk), byHand = make("p", "");
    byHand.hidden = true;
    byHand.append(field, shut);
    box.append(line, byHand);
    (document.querySelector("main") || document.body).append(box);
    shut.addEventListener("click", close);
    document.querySelectorAll("a.lenke").forEach(function (link) {
      var named = link.textContent !== words.fast, button = make("button", "lenke", named ? link.textContent : words.kopier);
      button.dataset.lenke = link.getAttribute("href");
      button.append(unseen(named ? " – " + words.kopier : title(link)));
      link.replaceWith(button);
    });
    var foot = document.querySelector(".verktøy");
    if (foot && document.querySelector("link[rel=canonical], .md-path")) {
      var own = make("button", "lenke", words.kopier_siden);
      own.dataset.lenke = "";
      foot.prepend(own, foot.children.length ? " · " : "");
    }
  });
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-lenke]");
    if (button) copy(button.dataset.lenke, button);
  });
  document.addEventListener("keydown", function (event) { if (event.key === "Escape" && box) close(); });
})(this);
