// « Copier »: puts the text of a field into the clipboard, and says so. Where the browser has none, or refuses it, the
// text is copied by hand: selected, and said to be, in the second case.
(() => {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const field = document.getElementById(button.dataset.copy);
    const box = button.closest("[data-copied]");
    const say = (text) => {
      box.querySelector("[role=status]").textContent = text;
    };
    try {
      await navigator.clipboard.writeText(field.value);
      say(box.dataset.copied);
    } catch {
      field.focus();
      field.select();
      say(box.dataset.refused);
    }
  });
})();
