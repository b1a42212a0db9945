// On a phone the filters are a panel that its address opens: the new one stays open where the old one was.
(() => {
  const PANEL = "#affiner";
  let wasOpen;

  document.addEventListener("htmx:beforeSwap", () => {
    wasOpen = document.querySelector(`${PANEL}:target`) ? document.activeElement.id : undefined;
  });
  document.addEventListener("htmx:afterSettle", () => {
    if (wasOpen === undefined || document.querySelector(`${PANEL}:target`)) return;
    const chosen = wasOpen && document.getElementById(wasOpen);
    location.replace(PANEL);
    chosen?.focus();
    wasOpen = undefined;
  });
})();
