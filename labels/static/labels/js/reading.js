// Marking by keyboard: Enter goes to the first criterion without a note, a figure marks the criterion that has the
// focus, Enter goes to the next one, and to one's words at last. Without it, the Tab key and the arrows of radio
// buttons do the same. Figures act inside a criterion only, and Enter outside of it where nothing has the focus, so
// that nothing is typed by surprise. In the list that says how sure one is, first letters choose, and Enter goes on
// instead of opening it: an open list keeps the keyboard.
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

  // What the dossier says stays beside a longer grid, where all of it fits on the screen.
  const read = document.querySelector(".desk > .read");
  const place = () => read.classList.toggle("stays", read.offsetHeight <= innerHeight);
  new ResizeObserver(place).observe(read);
  addEventListener("resize", place);

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.repeat) return;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      form.requestSubmit(form.querySelector("[name=suite]") ?? undefined);
    } else if (event.target === document.body) {
      event.preventDefault();
      const left = criteria.find((criterion) => !radios(criterion).some((radio) => radio.checked));
      if (left) enter(left);
      else form.querySelector("textarea")?.focus();
    }
  });

  form.addEventListener("keydown", (event) => {
    const criterion = event.target.closest("[data-criterion]");
    const marks = ["radio", "select-one"].includes(event.target.type);
    if (!criterion || !marks || event.ctrlKey || event.altKey || event.metaKey) return;
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
