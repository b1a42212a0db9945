/* Wagtail's editor of formatted text is a box without a name: give it that of its field, wherever the box appears. */
(() => {
  const UNNAMED = ".public-DraftEditor-content:not([aria-label])";
  const LABEL = ":scope > .w-field__label, :scope > .w-panel__header [data-panel-heading]";

  const labelOf = (box) => {
    for (let place = box.parentElement; place; place = place.parentElement) {
      const label = place.querySelector(LABEL);
      if (label) return label.textContent.replace("*", "").trim();
    }
    return "";
  };

  const nameAll = () => {
    for (const box of document.querySelectorAll(UNNAMED)) box.setAttribute("aria-label", labelOf(box));
  };

  document.addEventListener("DOMContentLoaded", () => {
    nameAll();
    new MutationObserver(nameAll).observe(document.body, { childList: true, subtree: true });
  });
})();
