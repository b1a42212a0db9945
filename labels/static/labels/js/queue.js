// The list of dossiers by keyboard: J or the arrow down goes to the next one, K or the arrow up to the one before, and
// Enter opens it, as it does any link. Nothing while something is typed.
(() => {
  const links = [...document.querySelectorAll("[data-queue] tbody th a")];
  const steps = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };
  document.addEventListener("keydown", (event) => {
    const step = steps[event.key];
    if (!step || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.closest("input, select, textarea")) return;
    const place = links.indexOf(document.activeElement);
    const next = links[place < 0 ? 0 : place + step];
    if (!next) return;
    // Arrows scroll the page as usual until somebody goes into the list.
    if (place < 0 && event.key.startsWith("Arrow")) return;
    event.preventDefault();
    next.focus();
  });
})();
