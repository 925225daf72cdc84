// Single keys, none of them while a reader types, and all of them can be switched off.

const KEYS = {
  "?": () => {
    byId("keys").showModal();
    byId("keys-close").focus();
  },
  o: () => { location.hash = "#overview"; },
  p: () => { location.hash = "#pairs"; },
  n: () => { location.hash = "#network"; },
  r: () => { location.hash = "#review"; },
  y: () => { if (current().id === "part-pair") toggleMark(shown.pair, "fine"); },
  l: () => { if (current().id === "part-pair") toggleMark(shown.pair, "look"); },
  ".": () => { if (current().id === "part-pair") stepSentence(1); },
  ",": () => { if (current().id === "part-pair") stepSentence(-1); },
  s: () => { location.hash = "#settings"; },
  d: () => switchTheme(),
  u: () => { location.hash = upwards(); },
  j: () => step(1),
  k: () => step(-1),
  "]": () => follow("pair-after"),
  "[": () => follow("pair-before"),
  "/": () => current().querySelector("input[type=search]")?.focus(),
};

const current = () => document.querySelector("main > section:not([hidden])");

function upwards() {
  const { part } = placeOf(location.hash) || {};
  if (part === "article" && patched && memberOf(patched.number)) return familyHref(memberOf(patched.number).family);
  return part === "pair" && shown && shown.pair.family >= 0 ? familyHref(shown.pair.family) : "#overview";
}

function step(by) {
  if (current().id === "part-pair") {
    choose(Math.max(0, Math.min(shown.passages.length - 1, shown.chosen + by)));
    return;
  }
  const lines = [...current().querySelectorAll("a.go")];
  const at = lines.indexOf(document.activeElement);
  lines[Math.max(0, Math.min(lines.length - 1, at < 0 ? 0 : at + by))]?.focus();
}

// Where no passage is chosen yet, the first one with sentences is.
function stepSentence(by) {
  if (shown.chosen < 0) {
    const first = shown.passages.findIndex((passage) => passage.steps);
    if (first >= 0) choose(first);
  }
  chooseSentence(shown.sentence + by < 0 ? 0 : shown.sentence + by);
}

function follow(id) {
  if (current().id === "part-pair" && !byId(id).hidden) location.hash = byId(id).getAttribute("href");
}

function switchTheme() {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  fill(byId("theme"), dark ? "Dark" : "Light");
}

function startKeys() {
  if (matchMedia("(prefers-color-scheme: dark)").matches) fill(byId("theme"), "Light");
  byId("theme").addEventListener("click", switchTheme);
  byId("show-keys").addEventListener("click", KEYS["?"]);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || byId("keys").open) return;
    if (event.target.closest("input, select, textarea")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const action = byId("keys-on").checked || event.key === "?" ? KEYS[event.key] : undefined;
    if (action && current()) {
      event.preventDefault();
      action();
    }
  });
}
