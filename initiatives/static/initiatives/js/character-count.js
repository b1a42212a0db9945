/* Shows how much of a limited field is used, while it is being typed.
   The browser's own limit is lifted: it would cut a pasted text without a word, where the form says what to shorten. */
(() => {
  const { left, over } = document.currentScript.dataset;
  const LIMITED = "input[type='text'][maxlength], textarea[maxlength]";
  const NEARLY_FULL = 0.9;

  const attach = (field) => {
    const limit = Number(field.getAttribute("maxlength"));
    if (!limit) return;
    field.removeAttribute("maxlength");
    const count = document.createElement("p");
    count.className = "character-count";
    count.setAttribute("aria-hidden", "true");
    const status = document.createElement("p");
    status.className = "w-sr-only";
    status.setAttribute("role", "status");
    const update = () => {
      const used = [...field.value].length;
      count.textContent = `${used} / ${limit}`;
      count.classList.toggle("character-count--over", used > limit);
      const words = used > limit ? over.replace("{}", used - limit) : left.replace("{}", limit - used);
      status.textContent = used >= limit * NEARLY_FULL ? words : "";
    };
    field.after(count, status);
    field.addEventListener("input", update);
    update();
  };

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll(`#page-edit-form :is(${LIMITED})`).forEach(attach);
  });
  document.addEventListener("focusin", ({ target }) => {
    if (target.closest("#page-edit-form") && target.matches(LIMITED)) attach(target);
  });
})();
