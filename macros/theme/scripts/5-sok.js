// Opens search by its link, / or Ctrl+K. The engine and its index are fetched when it is first touched, not before.
(function () {
  "use strict";
  var ready = null;
  function load(src) {
    return new Promise(function (done, failed) {
      var script = document.createElement("script");
      script.src = src;
      script.onload = done;
      script.onerror = failed;
      document.head.append(script);
    });
  }
  document.addEventListener("DOMContentLoaded", function () {
    var link = document.querySelector("[data-sok]");
    if (!link) return;
    var base = new URL("../", link.href).href;
    var place = document.querySelector("[data-sokeside]");
    function open(event) {
      event.preventDefault();
      ready = ready || link.dataset.sok.split(" ").reduce(function (before, path) {
        return before.then(function () { return load(base + path); });
      }, Promise.resolve());
      ready.then(function () {
        var sok = window.handboksok;
        if (place) (place.field = place.field || sok.settle(base, place)).focus();
        else sok.open(base);
      }, function () { location.href = link.href; });
    }
    document.addEventListener("click", function (event) {
      var plain = !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey;
      if (plain && event.target.closest("[data-sok], [data-sokefelt]")) open(event);
    });
    document.addEventListener("keydown", function (event) {
      var writing = event.target.closest("input, textarea, select, [contenteditable]");
      var slash = event.key === "/" && !writing && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (slash || (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey))) open(event);
    });
    if (place) open(new Event("load", { cancelable: true }));
  });
})();
