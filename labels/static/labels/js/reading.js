// Marking by keyboard: a figure marks the criterion that has the focus, Enter goes to the next one. Without it, the
// arrows of radio buttons do the same. Keys act inside a criterion only, so that nothing is typed by surprise.
(() => {
  const form = document.querySelector("[data-reading]");
  const criteria = [...form.querySelectorAll("[data-criterion]")];
  const radios = (criterion) => [...criterion.querySelectorAll("input[type=radio]")];
  const enter = (criterion) => (radios(criterion).find((radio) => radio.checked) ?? radios(criterion)[0])?.focus();

  const mark = (criterion, value) => {
    const radio = radios(criterion).find((one) => one.value === value);
    if (!radio) return false;
    radio.focus();
    if (!radio.checked) radio.click();
    return true;
  };

  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit(form.querySelector("[name=suite]") ?? undefined);
      return;
    }
    const criterion = event.target.closest("[data-criterion]");
    if (!criterion || event.target.type !== "radio" || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Enter") {
      event.preventDefault();
      const next = criteria[criteria.indexOf(criterion) + 1];
      if (next) enter(next);
      else form.querySelector("textarea")?.focus();
    } else if (mark(criterion, event.key === "–" ? "-" : event.key)) {
      event.preventDefault();
    }
  });
})();
