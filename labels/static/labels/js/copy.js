// « Copier »: puts the text of a field into the clipboard, and says so. Without it, the field is selected and copied by hand.
(() => {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const field = document.getElementById(button.dataset.copy);
    await navigator.clipboard.writeText(field.value);
    const box = button.closest("[data-copied]");
    box.querySelector("[role=status]").textContent = box.dataset.copied;
  });
})();
