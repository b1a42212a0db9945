// A click on the map does what the link of the same département does in the table, which htmx swaps; htmx leaves the
// links of a drawing to the browser. Without JavaScript they are links like others.
document.addEventListener("click", (event) => {
  const link = event.target.closest(".map a[id^='carte-']");
  const twin = link && document.getElementById(link.id.replace("carte-", "dep-"));
  if (!twin || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  twin.click();
});
