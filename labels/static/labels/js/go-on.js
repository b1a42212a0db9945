/* What is done a part at a time goes on by itself; without this script, a button does. */
(() => {
  const form = document.querySelector("form[data-go-on]");
  if (!form) return;
  const timer = setTimeout(() => form.requestSubmit(), 800);
  // Who takes the keyboard or the pointer into the form decides.
  form.addEventListener("focusin", () => clearTimeout(timer));
  form.addEventListener("pointerdown", () => clearTimeout(timer));
})();
