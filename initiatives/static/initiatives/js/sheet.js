// Prints and shares a sheet. Without JavaScript the two buttons are hidden by CSS.
(() => {
  const share = document.querySelector("[data-share]");
  document.querySelector("[data-print]").addEventListener("click", () => window.print());
  if (!navigator.share) return;
  share.hidden = false;
  share.addEventListener("click", async () => {
    try {
      await navigator.share({ title: document.title, url: document.querySelector("link[rel=canonical]").href });
    } catch {
      // The reader closed the list of applications: nothing to do.
    }
  });
})();
