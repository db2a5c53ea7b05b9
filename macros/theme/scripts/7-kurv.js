// What is chosen for print, across pages. Nothing is stored or sent: it stands last in the address (`#…&utskrift=<number>:<ids>`)
// and the links one follows take it along. Going back to an address from before finds the newest choice of this tab by its
// number. Other scripts read and write what follows # here, without it.
(function (root) {
  "use strict";
  var CHOICE = /[#&]utskrift=(\d+):([\w,-]*)$/, now = null;
  function read(address) {
    var found = CHOICE.exec(address || "");
    return found ? { number: Number(found[1]), ids: found[2].split(",").filter(Boolean) } : null;
  }
  function without(hash) { return hash.replace(CHOICE, ""); }
  function withChoice(hash) {
    var own = without(hash).slice(1);
    return now ? "#" + own + (own ? "&" : "") + "utskrift=" + now.number + ":" + now.ids.join(",") : own && "#" + own;
  }
  function newest() {
    var been = root.navigation && root.navigation.entries ? root.navigation.entries() : [];
    return been.map(function (one) { return read(one.url); }).concat(now, read(location.hash)).reduce(function (best, one) {
      return one && (!best || one.number > best.number) ? one : best;
    }, null);
  }
  function write(hash) { history.replaceState(history.state, "", location.pathname + location.search + hash); }
  // The address of another page of the site, with the choice.
  function along(address) {
    var url = new URL(address, location.href);
    var own = url.protocol === location.protocol && url.host === location.host && /(\/|\.html)$/.test(url.pathname);
    if (own && now) url.hash = withChoice(url.hash);
    return url.href;
  }
  function told() {
    write(withChoice(location.hash));
    document.dispatchEvent(new Event("kurv"));
  }
  function take() {
    var found = newest();
    if (!found || (now && found.number === now.number)) return;
    now = found;
    told();
  }
  root.handbokkurv = {
    along: along,
    hash: function () { return without(location.hash); },
    show: function (hash) { history.replaceState(history.state, "", location.pathname + withChoice(hash)); },
    ids: function () { return now ? now.ids.slice() : []; },
    set: function (ids) {
      var before = newest();
      now = { number: (before ? before.number : 0) + 1, ids: ids };
      told();
    }
  };
  // The browser looks for the place that # names while it reads the page: it gets that alone, and the choice comes back after.
  now = newest();
  if (read(location.hash)) write(without(location.hash));
  window.addEventListener("load", function () { if (now) setTimeout(told); });
  window.addEventListener("pageshow", function (event) { if (event.persisted) take(); });
  window.addEventListener("hashchange", function () { if (now) write(withChoice(location.hash)); });
  // Before any way to follow a link: a press, a menu, a key. A place on the same page is the browser's own to find.
  ["pointerdown", "click"].forEach(function (kind) {
    document.addEventListener(kind, function (event) {
      var link = event.target.closest && event.target.closest("a[href]");
      if (link && now && link.href.split("#")[0] !== location.href.split("#")[0]) link.href = along(link.href);
    }, true);
  });
})(this);
