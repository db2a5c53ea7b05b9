// Any button that prints the page as it stands.
document.addEventListener("click", function (event) {
  "use strict";
  if (event.target.closest("[data-skriv-ut]")) window.print();
});
