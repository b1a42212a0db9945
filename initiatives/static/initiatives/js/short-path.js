// Saves the five questions as they are answered. Without it the form is a plain one, and its buttons do the same.
//
// Each field is sent with what it was when it was read, so that the server merges what two people write. What is not
// on the server yet is kept in this browser, whatever happens to the page, the session or the network.
(() => {
  const form = document.querySelector("[data-short-path]");
  const QUIET = 1_000;
  const RETRY = 10_000;
  const LARGEST_SIDE = 2_048;
  const HEAVY = 400_000;

  const one = (selector) => document.querySelector(selector);
  const names = [...form.querySelectorAll("[data-field]")].map((field) => field.dataset.field);
  const wrapper = (name) => form.querySelector(`[data-field="${name}"]`);
  const bare = (values) => values.map((value) => value.replaceAll("\r\n", "\n").trim()).sort().join("\u0000");
  const same = (some, others) => bare(some) === bare(others);
  const show = (name, shown = true) => (one(`[data-${name}]`).hidden = !shown);

  // -- Fields, and what they were.

  const valuesOf = (name) => new FormData(form).getAll(name);
  const every = (prefix) => {
    const data = new FormData(form);
    return Object.fromEntries(names.map((name) => [name, data.getAll(`${prefix}${name}`)]));
  };
  const everyValue = () => every("");
  const everyInitial = () => every("initial-");

  const setValues = (name, values) => {
    for (const control of wrapper(name).querySelectorAll(`[name="${name}"]`)) {
      if (control.type === "checkbox") control.checked = values.includes(control.value);
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
    const { most } = control.dataset;
    let counter = wrapper(name).querySelector(".count");
    if (!counter) {
      counter = document.createElement("p");
      counter.className = "count";
      control.after(counter);
    }
    const [before, between] = form.dataset.left.split("{}");
    counter.textContent = control.value.length > most * 0.6 ? `${before}${control.value.length}${between}${most}` : "";
  };

  // What was last sent of each field: what differs is not on the server.
  const sentLast = everyInitial();
  const isUnsent = () => Object.entries(everyValue()).some(([name, values]) => !same(values, sentLast[name]));

  // -- In this browser, until it is on the server.

  let place = new URL(form.action).pathname;
  const keepHere = () => {
    const copy = { values: everyValue(), initials: everyInitial(), key: form.elements.cle?.value };
    try {
      localStorage.setItem(place, JSON.stringify(copy));
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
      if (name in copy.initials) setInitials(name, copy.initials[name]);
    }
    if (copy.key && form.elements.cle) form.elements.cle.value = copy.key;
    show("restored");
    // Before more is typed: what the closing page sent may be on the server already.
    save();
  };

  // -- On the server.

  let timer, saving, closed;
  let lacking = [];
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(save, QUIET);
  };

  const body = () => {
    const data = new FormData(form);
    data.delete("photo");
    return data;
  };

  const post = async (address, data) => {
    const headers = { Accept: "application/json" };
    const answer = await fetch(address, { method: "POST", body: data, headers, redirect: "manual" }).catch(() => null);
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
    const told = await post(form.action, body());
    if (!told) return status("");
    if (told.address) moveTo(told);
    if (told.written) form.elements.written.value = told.written;
    for (const name of names) {
      if (told.address) settle(name, sent, told);
      else showErrors(name, told.errors[name] ?? []);
    }
    const isNew = Boolean(form.elements.cle);
    status(isNew ? form.dataset.nameNeeded : told.saved, !isNew && !Object.keys(told.errors).length);
    lacking = told.lacking;
    one("[data-taken] span").textContent = told.taken.text;
    show("taken", Boolean(told.taken.text));
    one("[data-why]").textContent = told.why_not;
    show("why", Boolean(told.why_not));
    const button = one("[data-submit]");
    if (told.why_not) button.setAttribute("aria-disabled", "true");
    else button.removeAttribute("aria-disabled");
    if (told.address && !isUnsent()) {
      forgetHere();
      show("restored", false);
    } else keepHere();
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

  const lines = (errors) =>
    errors.map((error) => Object.assign(document.createElement("p"), { className: "error", textContent: error }));

  const showErrors = (name, errors) => {
    const place = wrapper(name).querySelector("[data-error]");
    const control = wrapper(name).querySelector(`[name="${name}"]`);
    // Wrong while nothing is typed yet is only missing.
    const shown = control?.value === "" && form.elements.cle ? [] : errors;
    place.replaceChildren(...lines(shown));
    if (!control || control.type === "checkbox") return;
    const described = new Set((control.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean));
    described[shown.length ? "add" : "delete"](place.id);
    control.toggleAttribute("aria-invalid", shown.length > 0);
    if (shown.length) control.setAttribute("aria-invalid", "true");
    if (described.size) control.setAttribute("aria-describedby", [...described].join(" "));
    else control.removeAttribute("aria-describedby");
  };

  const showConflict = (name, html, theirs) => {
    const place = wrapper(name).querySelector("[data-conflict]");
    if (place.dataset.shown === html) return;
    place.dataset.shown = html;
    place.innerHTML = html;
    const settled = (values) => {
      if (values) setValues(name, values);
      setInitials(name, theirs);
      showConflict(name, "", theirs);
      wrapper(name).querySelector(`[name="${name}"]`).focus();
      save();
    };
    for (const [button, values] of [["take", theirs], ["keep", null]]) {
      place.querySelector(`[data-${button}]`)?.addEventListener("click", (event) => {
        event.preventDefault();
        settled(values);
      });
    }
  };

  // A sheet that was just begun has an address of its own from now on.
  const moveTo = ({ address, photo_url, preview_url, editor_url, discard_url }) => {
    form.dataset.photo = photo_url;
    one("[data-preview]").href = preview_url;
    one("[data-editor]").href = editor_url;
    one("[data-discard]").href = discard_url || address;
    one("[data-discard]").hidden = !discard_url;
    show("after");
    for (const element of document.querySelectorAll("[data-before]")) element.remove();
    if (new URL(form.action).pathname === address) return;
    forgetHere();
    form.action = address;
    place = address;
    form.elements.cle.remove();
    form.elements.genre.remove();
    history.replaceState(null, "", address);
  };

  const status = (text, isDone = false) => {
    const place = one("[data-status]");
    place.textContent = text;
    place.classList.toggle("done", isDone);
  };

  // -- The photo: upright and light before it leaves, because the telephone's network is slow.

  const lighter = async (file) => {
    try {
      const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
      const scale = Math.min(1, LARGEST_SIDE / Math.max(picture.width, picture.height));
      if (scale === 1 && file.size < HEAVY) return file;
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(picture.width * scale);
      canvas.height = Math.round(picture.height * scale);
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
      return blob && blob.size < file.size ? new File([blob], "photo.jpg", { type: "image/jpeg" }) : file;
    } catch {
      // The server says what it is.
      return file;
    }
  };

  const photo = form.elements.photo;
  const say = (errors) => one("[data-photo-error]").replaceChildren(...lines(errors));

  const sendPhoto = async (file) => {
    say([]);
    if (!form.dataset.photo && !(await save())?.address) return say([form.dataset.nameFirst]);
    status(form.dataset.saving);
    const data = new FormData();
    for (const name of ["csrfmiddlewaretoken", "written"]) data.set(name, form.elements[name].value);
    if (file) data.set("photo", await lighter(file));
    const told = await post(form.dataset.photo, data);
    status("");
    if (!told) return say([form.dataset.photoWaits]);
    if (told.errors) return say(told.errors);
    form.elements.written.value = told.written;
    photo.value = "";
    const picture = Object.assign(document.createElement("img"), { src: told.photo, alt: "" });
    one("[data-shot]").replaceChildren(...(told.photo ? [picture] : []));
    show("shot", Boolean(told.photo));
    show("without", Boolean(told.photo));
    status(told.saved, true);
  };
  photo.addEventListener("change", () => photo.files[0] && sendPhoto(photo.files[0]));
  one("[data-without] button").addEventListener("click", (event) => {
    event.preventDefault();
    sendPhoto(null);
  });

  // -- What the person does.

  form.addEventListener("input", ({ target }) => {
    const name = target.closest("[data-field]")?.dataset.field;
    if (!name) return;
    count(name);
    keepHere();
    soon();
  });
  // The next field: what was typed in this one leaves at once.
  form.addEventListener("change", ({ target }) => target.closest("[data-field]") && save());

  let isLeaving = false;
  form.addEventListener("submit", async (event) => {
    const { submitter } = event;
    // A choice that the server proposed is made there.
    if (["prendre", "garder"].includes(submitter?.name)) isLeaving = true;
    if (isLeaving) return;
    event.preventDefault();
    const told = await save();
    if (!told || submitter?.name !== "soumettre") return;
    const wrong = form.querySelector("[aria-invalid], [data-conflict] .alert");
    if (told.why_not || Object.keys(told.errors).length || wrong) {
      const place = wrong?.closest("[data-field]") ?? wrapper(lacking[0] ?? names[0]);
      place.querySelector("input:not([type=hidden]), textarea").focus();
      return;
    }
    // What is chosen and not sent yet leaves with the form.
    isLeaving = true;
    forgetHere();
    form.requestSubmit(submitter);
  });

  one("[data-forget]").addEventListener("click", () => {
    isLeaving = true;
    forgetHere();
    location.reload();
  });

  const leave = () => isUnsent() && fetch(form.action, { method: "POST", body: body(), keepalive: true, headers: { Accept: "application/json" } }).catch(() => {});
  addEventListener("pagehide", () => isLeaving || leave());
  addEventListener("online", async () => {
    await save();
    if (photo.files[0]) sendPhoto(photo.files[0]);
  });
  addEventListener("pageshow", ({ persisted }) => persisted && save());

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
