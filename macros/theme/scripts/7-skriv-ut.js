// Any button that prints the page as it stands.
document.addEventListener("click", function (event) {
  "use strict";
  if (event.target.closest("[data-skriv-ut]")) window.print();
});
// What the reader has opened is printed; what Material opens for the print is not.
document.addEventListener("click", function (event) {
  "use strict";
  var fold = event.target.closest("details.hvor > summary") && event.target.closest("details");
  if (fold) setTimeout(function () { fold.toggleAttribute("data-åpnet", fold.open); });
});
