// Opens search by its link, / or Ctrl+K. The engine and its index are fetched when it is first touched, not before.
// What is written while they are on their way is kept for the field.
(function () {
  "use strict";
  var ready = null;
  var waiting = false;
  var written = "";
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
      waiting = true;
      ready = ready || link.dataset.sok.split(" ").reduce(function (before, path) {
        return before.then(function () { return load(base + path); });
      }, Promise.resolve());
      ready.then(function () {
        var sok = window.handboksok;
        var field = place ? (place.field = place.field || sok.settle(base, place)) : sok.open(base);
        if (event.type !== "load" || !field.value) field.focus();  // who comes to hits has no use for a keyboard
        if (written) {
          field.value = written;
          field.dispatchEvent(new Event("input"));
        }
        waiting = false;
        written = "";
      }, function () { location.href = link.href; });
    }
    document.addEventListener("click", function (event) {
      var plain = !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey;
      if (plain && event.target.closest("[data-sok], [data-sokefelt]")) open(event);
    });
    document.addEventListener("keydown", function (event) {
      var writing = event.target.closest("input, textarea, select, [contenteditable]");
      var plain = !writing && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (waiting && plain && (event.key.length === 1 || event.key === "Backspace")) {
        event.preventDefault();
        written = event.key === "Backspace" ? written.slice(0, -1) : written + event.key;
        return;
      }
      if ((plain && event.key === "/") || (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey))) open(event);
    });
    if (place) open(new Event("load", { cancelable: true }));
  });
})();
