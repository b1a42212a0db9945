// Saves the answers of a section as they are given. Without it the form is a plain one, and its buttons do the same.
//
// Each answer is sent with what it was when it was read, so that the server merges what two people write. What is not
// on the server yet is kept in this browser, whatever happens to the page, the session or the network.
(() => {
  const form = document.querySelector("[data-dossier]");
  const QUIET = 1_000;
  const RETRY = 10_000;

  const one = (selector) => document.querySelector(selector);
  const names = [...form.querySelectorAll("[data-field]")].map((field) => field.dataset.field);
  const wrapper = (name) => form.querySelector(`[data-field="${name}"]`);
  const controls = (name) => wrapper(name).querySelectorAll(`[name="${name}"]`);
  const bare = (values) => values.map((value) => value.replaceAll("\r\n", "\n").trim()).filter(Boolean).sort().join("\u0000");
  const same = (some, others) => bare(some) === bare(others);
  const show = (name, shown = true) => (one(`[data-${name}]`).hidden = !shown);
  const place = new URL(form.action).pathname;

  // -- Answers, and what they were.

  const valuesOf = (name) => new FormData(form).getAll(name);
  const every = (prefix) => {
    const data = new FormData(form);
    return Object.fromEntries(names.map((name) => [name, data.getAll(`${prefix}${name}`)]));
  };
  const everyValue = () => every("");
  const everyInitial = () => every("initial-");

  const setValues = (name, values) => {
    for (const control of controls(name)) {
      if (["checkbox", "radio"].includes(control.type)) control.checked = values.includes(control.value);
      else control.value = values[0] ?? "";
    }
    count(name);
  };

  const setInitials = (name, values) => {
    for (const old of form.querySelectorAll(`[name="initial-${name}"]`)) old.remove();
    for (const value of values) {
      const input = document.createElement("input");
      Object.assign(input, { type: "hidden", name: `initial-${name}`, value });
      wrapper(name).append(input);
    }
  };

  const count = (name) => {
    const control = wrapper(name).querySelector("[data-most]");
    if (!control) return;
    let counter = wrapper(name).querySelector(".count");
    if (!counter) {
      counter = Object.assign(document.createElement("p"), { className: "count" });
      control.after(counter);
    }
    const [before, between] = form.dataset.left.split("{}");
    counter.textContent = `${before}${control.value.length}${between}${control.dataset.most}`;
  };

  // What was last sent of each answer: what differs is not on the server.
  const sentLast = everyInitial();
  const isUnsent = () => Object.entries(everyValue()).some(([name, values]) => !same(values, sentLast[name]));

  // -- In this browser, until it is on the server.

  const keepHere = () => {
    try {
      localStorage.setItem(place, JSON.stringify({ values: everyValue(), initials: everyInitial() }));
    } catch {
      // A browser that keeps nothing: the page itself does.
    }
  };
  const forgetHere = () => localStorage.removeItem(place);

  const restore = () => {
    let copy;
    try {
      copy = JSON.parse(localStorage.getItem(place));
    } catch {
      // Nothing that can be read.
    }
    if (!copy) return;
    const changed = names.filter((name) => {
      const typed = copy.values[name];
      return typed && !same(typed, copy.initials[name] ?? []) && !same(typed, valuesOf(name));
    });
    if (!changed.length) return forgetHere();
    for (const name of changed) {
      setValues(name, copy.values[name]);
      setInitials(name, copy.initials[name] ?? []);
    }
    show("restored");
    save();
  };

  // -- On the server.

  let timer, saving, closed;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(save, QUIET);
  };

  const post = async () => {
    const answer = await fetch(form.action, {
      method: "POST", body: new FormData(form), headers: { Accept: "application/json" }, redirect: "manual",
    }).catch(() => null);
    // Cut off, or restarted perhaps: what is typed leaves with the next try.
    const isLost = !answer || answer.status >= 500;
    show("offline", isLost);
    if (isLost) {
      timer = setTimeout(save, RETRY);
      return;
    }
    const isOut = answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403;
    show("signed-out", isOut);
    if (isOut) return;
    const isOurs = answer.headers.get("Content-Type")?.startsWith("application/json");
    const told = isOurs ? await answer.json() : {};
    if (told.closed || !isOurs) {
      closed = true;
      if (told.closed) one("[data-closed] span").textContent = told.closed;
      show("closed");
      return;
    }
    return told;
  };

  const saveOnce = async () => {
    const sent = everyValue();
    status(form.dataset.saving);
    const told = await post();
    if (!told) return status("");
    for (const name of names) settle(name, sent, told);
    status(told.saved, ![told.errors, told.conflicts].some((kept) => Object.keys(kept).length));
    one("[data-taken] span").textContent = told.taken.text;
    show("taken", Boolean(told.taken.text));
    for (const name of told.fresh) wrapper(name)?.querySelector("[data-carried]")?.remove();
    for (const [name, html] of Object.entries(told.parts)) refresh(name, html);
    if (isUnsent()) keepHere();
    else {
      forgetHere();
      show("restored", false);
    }
    return told;
  };

  // One at a time: what is typed meanwhile leaves with the next.
  const save = async () => {
    clearTimeout(timer);
    if (closed) return;
    while (saving) await saving;
    saving = saveOnce();
    try {
      return await saving;
    } finally {
      saving = undefined;
    }
  };

  const settle = (name, sent, told) => {
    const errors = told.errors[name] ?? [];
    showErrors(name, errors);
    showConflict(name, told.conflicts[name] ?? "", told.values[name]);
    const isTyping = !same(valuesOf(name), sent[name]);
    if (errors.length || name in told.conflicts || !(name in told.values)) return;
    if (told.taken.names.includes(name)) {
      // Written by somebody else. What is being typed here meets it at the next save.
      if (isTyping) return;
      setValues(name, told.values[name]);
      sent[name] = valuesOf(name);
    }
    sentLast[name] = sent[name];
    setInitials(name, told.values[name]);
  };

  // The steps and the figures follow; who stands on one of their links keeps it.
  const refresh = (name, html) => {
    for (const part of document.querySelectorAll(`[data-part="${name}"]`)) {
      if (!part.contains(document.activeElement)) part.innerHTML = html;
    }
  };

  const lines = (errors) =>
    errors.map((error) => Object.assign(document.createElement("p"), { className: "error", textContent: error }));

  const showErrors = (name, errors) => {
    const shown = wrapper(name).querySelector("[data-error]");
    shown.replaceChildren(...lines(errors));
    for (const control of controls(name)) {
      if (errors.length) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
      if (["checkbox", "radio"].includes(control.type)) continue;
      const described = new Set((control.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean));
      described[errors.length ? "add" : "delete"](shown.id);
      if (described.size) control.setAttribute("aria-describedby", [...described].join(" "));
      else control.removeAttribute("aria-describedby");
    }
  };

  const showConflict = (name, html, theirs) => {
    const shown = wrapper(name).querySelector("[data-conflict]");
    if (shown.dataset.shown === html) return;
    shown.dataset.shown = html;
    shown.innerHTML = html;
    const settled = (values) => {
      if (values) setValues(name, values);
      setInitials(name, theirs);
      showConflict(name, "", theirs);
      first(name)?.focus();
      save();
    };
    for (const [button, values] of [["take", theirs], ["keep", null]]) {
      shown.querySelector(`[data-${button}]`)?.addEventListener("click", (event) => {
        event.preventDefault();
        settled(values);
      });
    }
  };

  const first = (name) => wrapper(name).querySelector(`[name="${name}"]:checked, textarea, input:not([type=hidden])`);

  const status = (text, isDone = false) => {
    const shown = one("[data-status]");
    shown.textContent = text;
    shown.classList.toggle("done", isDone);
  };

  // -- What the person does.

  form.addEventListener("input", ({ target }) => {
    const name = target.closest("[data-field]")?.dataset.field;
    if (!name) return;
    count(name);
    keepHere();
    soon();
  });
  // The next question: what was answered to this one leaves at once.
  form.addEventListener("change", ({ target }) => target.closest("[data-field]") && save());

  let isLeaving = false;
  form.addEventListener("submit", async (event) => {
    const { submitter } = event;
    // A choice that the server proposed is made there.
    if (["prendre", "garder"].includes(submitter?.name)) isLeaving = true;
    if (isLeaving) return;
    event.preventDefault();
    const told = await save();
    if (!told) return;
    const wrong = form.querySelector("[aria-invalid], [data-conflict] .alert");
    if (wrong) return first(wrong.closest("[data-field]").dataset.field)?.focus();
    if (!submitter || submitter.name === "enregistrer") return;
    isLeaving = true;
    forgetHere();
    form.requestSubmit(submitter);
  });

  one("[data-forget]").addEventListener("click", () => {
    isLeaving = true;
    forgetHere();
    location.reload();
  });

  const leave = () =>
    fetch(form.action, {
      method: "POST", body: new FormData(form), keepalive: true, headers: { Accept: "application/json" },
    }).catch(() => {});
  addEventListener("pagehide", () => !isLeaving && !closed && isUnsent() && leave());
  addEventListener("online", () => save());
  addEventListener("pageshow", ({ persisted }) => {
    if (!persisted) return;
    isLeaving = false;
    save();
  });

  // Signed in again in another tab: the form needs the mark that session gives to forms.
  addEventListener("focus", async () => {
    if (one("[data-signed-out]").hidden) return;
    const answer = await fetch(location.href, { redirect: "manual" });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    form.elements.csrfmiddlewaretoken.value = page.querySelector("[name=csrfmiddlewaretoken]").value;
    save();
  });

  for (const name of names) count(name);
  restore();
})();
