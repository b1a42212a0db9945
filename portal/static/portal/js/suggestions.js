// Proposes what begins with what is typed. Without it the field is a plain one, and its form searches.
(() => {
  const WAIT = 150;
  const SHORTEST = 2;
  const { library } = document.currentScript.dataset;
  let loaded;

  // Most readers never type here: what leads the list by keyboard comes with the first focus.
  const load = () => {
    loaded ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = library;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });
    return loaded;
  };

  const enhance = async (input) => {
    const before = input.value;
    input.dataset.enhanced = "";
    await load();
    const list = document.createElement("div");
    list.id = `${input.id}-suggestions`;
    list.className = "suggestions";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", input.dataset.suggestionsLabel);
    const status = document.createElement("span");
    status.className = "vh";
    status.setAttribute("role", "status");
    input.parentElement.append(list, status);

    const combobox = new ComboboxNav.default(input, list, { tabInsertsSuggestions: false });
    let timer, request;

    const close = () => {
      if (!list.hidden) combobox.stop();
      list.hidden = true;
      status.textContent = "";
    };

    const propose = async (text) => {
      request?.abort();
      request = new AbortController();
      const query = new URLSearchParams({ q: text });
      const answer = await fetch(`${input.dataset.suggestions}?${query}`, { signal: request.signal });
      if (!answer.ok) return close();
      list.innerHTML = await answer.text();
      const content = list.firstElementChild;
      if (!content || document.activeElement !== input) return close();
      if (list.hidden) combobox.start();
      list.hidden = false;
      status.textContent = content.dataset.status;
    };

    const change = () => {
      clearTimeout(timer);
      const text = input.value.trim();
      if (text.length < SHORTEST) {
        request?.abort();
        return close();
      }
      // What fails is not missed: the form still searches.
      timer = setTimeout(() => propose(text).catch(close), WAIT);
    };
    input.addEventListener("input", change);
    if (input.value !== before) change();
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || list.hidden) return;
      // The first press closes the list, the next one empties the field.
      event.preventDefault();
      close();
    });
    input.addEventListener("blur", close);
    // A press on a proposal leaves the field focused until the link is followed.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    input.form.addEventListener("submit", close);
  };

  const start = (input) =>
    enhance(input).catch(() => {
      // Not loaded: the field stays a plain one.
    });

  // The field may be replaced with the results around it.
  document.addEventListener("focusin", ({ target }) => {
    if (target.matches("[data-suggestions]:not([data-enhanced])")) start(target);
  });
  const focused = document.activeElement;
  if (focused?.matches("[data-suggestions]")) start(focused);
})();
