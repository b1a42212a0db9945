// « Imprimer »: without JavaScript the button is hidden by CSS, and the browser's own command does the same.
(() => {
  for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => window.print());
})();
