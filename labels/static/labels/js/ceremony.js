// The stage: one slide at a time, by keyboard, clicker, mouse or touch. Everything it shows is in the page already.
(() => {
  const root = document.documentElement;
  const at = (id) => document.getElementById(id);
  const slides = [...document.querySelectorAll(".slide")];
  const [stage, scene, counter, said, map, mark, halo] = ["stage", "scene", "counter", "said", "map", "mark", "halo"].map(at);
  const [curtain, keys, typed, letters, ready] = ["curtain", "keys", "typed", "letters", "ready"].map(at);
  const HALF = 48;
  const PATIENCE = 8000;
  let current = 0;
  let digits = "";
  let forgetting = 0;
  let awake = false;
  let lock;

  function show(index) {
    // An address that says no number leads to the title.
    current = Math.min(Math.max(index || 0, 0), slides.length - 1);
    const slide = slides[current];
    for (const one of slides) one.hidden = one !== slide;
    const { x, y, counter: place = "", said: words } = slide.dataset;
    counter.textContent = place;
    map.toggleAttribute("hidden", x === undefined);
    if (x !== undefined) {
      mark.setAttribute("x", x - HALF);
      mark.setAttribute("y", y - HALF);
      halo.setAttribute("cx", x);
      halo.setAttribute("cy", y);
    }
    stage.classList.toggle("pictured", slide.classList.contains("pictured"));
    if (curtain.hidden) said.textContent = words;
    // Where the address says, a page that is loaded again goes on.
    history.replaceState(null, "", `#${current + 1}`);
  }

  function draw(closed) {
    curtain.hidden = !closed;
    stage.inert = closed;
    document.querySelector("[data-do=curtain]").setAttribute("aria-pressed", String(closed));
    said.textContent = closed ? curtain.dataset.said : slides[current].dataset.said;
  }

  // To the envelope of a card, where it has one: a name is never shown by mistake.
  function jump(number) {
    const found = slides.findIndex((slide) => slide.dataset.number === String(Number(number)));
    forget();
    if (found >= 0) show(found);
    else refuse(number);
  }

  // A speech between two envelopes may be longer than a computer stays awake. It is asked again of a page that comes back.
  async function stayAwake() {
    if (awake && document.visibilityState === "visible") lock = await navigator.wakeLock?.request("screen").catch(() => {});
  }

  function maySleep() {
    awake = false;
    lock?.release();
  }

  function fullScreen() {
    if (document.fullscreenElement) return document.exitFullscreen();
    awake = true;
    stayAwake();
    return root.requestFullscreen?.().catch(() => {});
  }

  const acts = {
    next: () => show(current + 1),
    previous: () => show(current - 1),
    first: () => show(0),
    last: () => show(slides.length - 1),
    curtain: () => draw(curtain.hidden),
    screen: fullScreen,
    keys: () => (keys.open ? keys.close() : keys.showModal()),
  };
  const KEYS = {
    ArrowRight: "next", ArrowDown: "next", PageDown: "next", " ": "next", Enter: "next",
    ArrowLeft: "previous", ArrowUp: "previous", PageUp: "previous", Backspace: "previous",
    Home: "first", End: "last", F5: "screen",
  };
  const STEPS = ["next", "previous"];
  const LEAPS = ["first", "last"];
  const LETTERS = { b: "curtain", ".": "curtain", f: "screen", "?": "keys" };

  function type(digit) {
    digits = (digits + digit).slice(-3);
    tell();
  }
  // Said for a while, to who leads and to who listens.
  function refuse(number) {
    typed.textContent = said.textContent = typed.dataset.unknown.replace("{}", number);
    typed.classList.add("is-unknown");
    typed.hidden = false;
    forgetting = setTimeout(forget, PATIENCE);
  }
  function tell() {
    typed.classList.remove("is-unknown");
    typed.textContent = digits;
    typed.hidden = !digits;
    clearTimeout(forgetting);
    if (digits) forgetting = setTimeout(forget, PATIENCE);
  }
  function forget() {
    digits = "";
    tell();
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || keys.open) return;
    const { key } = event;
    const onControl = event.target.closest("button") && (key === "Enter" || key === " ");
    if (onControl) return;
    let act = KEYS[key] ?? (letters.checked ? LETTERS[key.toLowerCase()] : undefined);
    if (letters.checked && /^[0-9]$/.test(key)) act = "digit";
    if (digits && key === "Enter") act = "jump";
    if (digits && (key === "Escape" || key === "Backspace")) act = "forget";
    if (!act) return;
    event.preventDefault();
    if (act === "digit") return type(key);
    if (act === "jump") return jump(digits);
    if (act === "forget") return forget();
    // Whatever moves behind a closed curtain would be a surprise for the speaker: a step opens it, a leap does nothing.
    // A number that is typed leads to an envelope, which is closed.
    if (!curtain.hidden && STEPS.includes(act)) return draw(false);
    if (!curtain.hidden && LEAPS.includes(act)) return;
    acts[act]();
  });

  for (const button of document.querySelectorAll("[data-do]")) {
    button.addEventListener("click", (event) => {
      acts[button.dataset.do]();
      // After the mouse, the keys belong to the stage again.
      if (event.detail) scene.focus();
    });
  }
  scene.addEventListener("click", (event) => {
    if (event.clientX < innerWidth / 3) acts.previous();
    else acts.next();
  });
  curtain.addEventListener("click", () => draw(false));
  at("jump").addEventListener("submit", (event) => {
    event.preventDefault();
    jump(at("number").value);
    keys.close();
  });
  addEventListener("hashchange", () => show(Number(location.hash.slice(1)) - 1));

  document.addEventListener("visibilitychange", stayAwake);
  document.addEventListener("fullscreenchange", () => document.fullscreenElement || maySleep());

  let still = 0;
  addEventListener("pointermove", () => {
    root.classList.remove("is-still");
    clearTimeout(still);
    still = setTimeout(() => root.classList.add("is-still"), 2500);
  });

  // It is said only once it is true: every image is decoded, and the typeface is there.
  async function settle() {
    const images = [...document.images].map((image) => image.decode());
    const done = await Promise.allSettled([...images, document.fonts.load("800 40px 'Bricolage Grotesque'")]);
    const isWhole = done.every((one) => one.status === "fulfilled") && done.at(-1).value.length > 0;
    ready.textContent = isWhole ? ready.dataset.ready : ready.dataset.lacking;
    ready.classList.toggle("is-lacking", !isWhole);
  }

  show(Number(location.hash.slice(1)) - 1);
  scene.focus();
  if (document.readyState === "complete") settle();
  else addEventListener("load", settle);
})();
