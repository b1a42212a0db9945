/* Keeps Wagtail's editor from taking for saved what is not: it would neither be saved by itself nor warned about.

   Wagtail 8.0 compares the form with a copy, and takes that copy late: two seconds after the editor opened, and when the
   answer to a save arrives. What a person changed meanwhile is in the copy too. Here the form is read before the first
   gesture, and when a save is sent; where Wagtail's copy says something else, this one takes its place.

   Delete this file when tests/browser/test_autosave.py passes without it. It does nothing where Wagtail keeps no copy. */
(() => {
  const GESTURES = ["pointerdown", "mousedown", "keydown", "beforeinput"];
  // Added to the form once it is open, by nobody.
  const LATE = ["comment_notifications"];
  let saved;
  let sent;

  const watcher = () => {
    const form = document.querySelector("form[data-edit-form]");
    const controller = form && window.wagtail?.app?.getControllerForElementAndIdentifier?.(form, "w-unsaved");
    const known = controller && "initialFormData" in controller && typeof controller.formData === "string";
    return known ? controller : null;
  };

  const readForm = () => watcher()?.formData;

  const readOnce = () => {
    saved ??= readForm();
  };

  // The editor of formatted text writes it anew when it opens: same words, other notation.
  const words = (value) => {
    try {
      const blocks = JSON.parse(value)?.blocks ?? [];
      const styled = ({ type, text, inlineStyleRanges, entityRanges }) =>
        [type, text, inlineStyleRanges.length, entityRanges.length].join();
      return value.startsWith("{") || value === "null" ? blocks.filter(({ text }) => text).map(styled).join() : value;
    } catch {
      return value;
    }
  };

  const meaning = (data) => {
    const fields = [...new URLSearchParams(data)].filter(([name]) => !LATE.includes(name));
    return JSON.stringify(fields.map(([name, value]) => [name, words(value)]));
  };

  // The answer to a save numbers new rows: in the form, and here in what was sent.
  const answered = (data, updates = {}) => {
    const fields = new URLSearchParams(data);
    for (const [name, value] of Object.entries(updates)) if (fields.has(name)) fields.set(name, value);
    return fields.toString();
  };

  for (const gesture of GESTURES) document.addEventListener(gesture, readOnce, { capture: true });

  document.addEventListener("w-autosave:save", () => {
    sent = readForm();
  });

  // Captured, to come before Wagtail's own copy.
  document.addEventListener(
    "w-autosave:success",
    ({ detail }) => {
      if (sent !== undefined) saved = answered(sent, detail.response?.field_updates);
    },
    { capture: true },
  );

  document.addEventListener("w-unsaved:watch-edits", ({ target, detail }) => {
    const controller = watcher();
    if (controller?.element !== target) return;
    readOnce();
    if (meaning(saved) === meaning(detail.initialFormData)) saved = detail.initialFormData;
    controller.initialFormData = saved;
  });
})();
