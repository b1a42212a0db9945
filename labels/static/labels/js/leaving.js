// Who is ticked as out of the room is named where the boxes fold, as they are when the page is read.
(() => {
  const room = document.querySelector("[data-leaving]");
  const said = room?.querySelector("[data-out]");
  if (!said) return;
  room.addEventListener("change", () => {
    const out = [...room.querySelectorAll("[data-name]:checked")].map((box) => box.dataset.name);
    said.textContent = out.join(", ") || said.dataset.nobody;
  });
})();
