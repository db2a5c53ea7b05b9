// The page of what is chosen for print: its order, and one print of it all. Each sheet is a script of the site's own, since
// a page may fetch nothing else, least of all from a folder.
(function (root) {
  "use strict";
  var known = {}, asked = {}, last = null;
  // Each sheet or card by its id: {slag, tittel, html}.
  root.handbokark = function (sheets) {
    Object.keys(sheets).forEach(function (id) { last = known[id] = sheets[id]; });
  };
  document.addEventListener("DOMContentLoaded", function () {
    var part = document.querySelector("[data-valgt][data-kort]"), words = root.handbokord, kurv = root.handbokkurv;
    if (!part) return;
    var list = part.querySelector("ol"), tools = part.querySelector("[data-verktøy]"), none = part.querySelector("[data-tomt]");
    var paper = document.querySelector("[data-papir]"), cards = part.dataset.kort.split(" ");
    function fileOf(id) { return cards.indexOf(id.split("-")[0]) < 0 ? id : id.split("-")[0]; }
    function fetch(id) {
      var file = fileOf(id);
      if (asked[file] || !/^[\w-]+$/.test(file)) return;
      asked[file] = "spurt";
      var script = document.createElement("script");
      script.src = file + ".js";
      script.onload = function () {
        asked[file] = "lest";
        if (file === id) known[id] = known[id] || last;  // the file under an old id says today's
        show();
      };
      script.onerror = function () { asked[file] = "lest"; show(); };
      document.head.append(script);
    }
    function tool(what, id, name, sign) {
      var button = root.handbok.make("button", "", sign);
      button.append(root.handbok.unseen(" – " + name));
      button.dataset.gjør = what;
      button.dataset.id = id;
      return button;
    }
    function show() {
      var ids = kurv.ids();
      list.textContent = paper.textContent = "";
      none.hidden = ids.length > 0;
      tools.hidden = !ids.length;
      tools.querySelector("[data-lenke]").dataset.lenke = "#liste=" + ids.join(",");
      ids.forEach(function (id) {
        var one = known[id], line = root.handbok.make("li", ""), name = one ? one.tittel : id;
        fetch(id);
        line.append(root.handbok.make("span", "slag", one ? one.slag : asked[fileOf(id)] === "lest" ? words.finnes_ikke : "…"), " ", name, " ");
        line.append(tool("opp", id, name, words.opp), tool("ned", id, name, words.ned), tool("fjern", id, name, words.fjern));
        list.append(line);
        if (!one) return;
        var sheet = root.handbok.make("article", one.ark ? "valgt-ark " + one.ark : "valgt-kort");
        sheet.innerHTML = one.html;  // the site's own, where all text is escaped
        paper.append(sheet);
      });
    }
    // A link to a choice: #liste=<ids>.
    function follow() {
      var given = /^#liste=(.*)$/.exec(decodeURIComponent(root.handbokkurv.hash()));
      if (!given) return;
      kurv.show("");
      kurv.set(given[1].split(",").filter(function (id, at, ids) { return id && ids.indexOf(id) === at; }));
    }
    part.addEventListener("click", function (event) {
      var button = event.target.closest("[data-gjør]"), ids = kurv.ids();
      if (!button) return;
      var what = button.dataset.gjør, at = ids.indexOf(button.dataset.id), to = at + (what === "opp" ? -1 : 1);
      if (what === "tøm") ids = [];
      if (what === "fjern") ids.splice(at, 1);
      if ((what === "opp" || what === "ned") && to >= 0 && to < ids.length) ids.splice(to, 0, ids.splice(at, 1)[0]);
      kurv.set(ids);
      if (what === "opp" || what === "ned") {
        var name = known[button.dataset.id] ? known[button.dataset.id].tittel : button.dataset.id, place = ids.indexOf(button.dataset.id);
        root.handbok.say(words.flyttet.replace("NAVN", name).replace("NUMMER", place + 1).replace("ANTALL", ids.length));
        list.children[place].querySelector('[data-gjør="' + what + '"]').focus();
      } else {
        root.handbok.say(words.tatt_ut.replace("ANTALL", ids.length));
        (list.querySelector("button") || part.querySelector("h2")).focus();
      }
    });
    document.addEventListener("kurv", show);
    window.addEventListener("hashchange", follow);
    follow();
    show();
  });
})(this);
