// What htmx leaves to the browser on the search page. Without JavaScript, links and forms do all of it.
(() => {
  // A click on the map does what the link of the same département does in the table: links of a drawing are not swapped.
  addEventListener("click", (event) => {
    const link = event.target.closest(".map a[id^='carte-']");
    const twin = link && document.getElementById(link.id.replace("carte-", "dep-"));
    if (!twin || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    twin.click();
  });

  // On a phone, the panel of filters that the address opened stays open.
  let chosen;
  const open = () => document.querySelector("#affiner:target");
  addEventListener("htmx:beforeSwap", () => {
    chosen = open() && document.activeElement;
  });
  addEventListener("htmx:afterSettle", () => {
    if (!chosen || open()) return;
    location.replace("#affiner");
    document.getElementById(chosen.id)?.focus();
  });
})();
