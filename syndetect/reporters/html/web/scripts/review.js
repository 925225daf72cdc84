// Marks and notes of the reader, kept in this browser, and what is excused as a file for --suppressions.

const MARKS = { fine: "no issue", look: "look again" };
const MOST_NOTE = 2000;
let review = new Map();
let keptWhere = "browser";

const storeName = () => `syndetect review of ${report.place}`;
const reviewKey = (pair) => JSON.stringify([idOf(pair.left), idOf(pair.right)]);

function openReview() {
  try {
    review = marksOf(JSON.parse(localStorage.getItem(storeName()) || "[]"));
  } catch {
    keptWhere = "page";
  }
  countReview();
}

// What was stored or read, as far as it is of the form that it is written in.
function marksOf(stored) {
  const found = new Map();
  for (const entry of Array.isArray(stored) ? stored : []) {
    const [key, item] = Array.isArray(entry) ? entry : [];
    if (typeof key !== "string" || !item || typeof item.note !== "string" || !(item.mark === "" || Object.hasOwn(MARKS, item.mark))) continue;
    const words = Array.isArray(item.words) ? item.words.slice(0, 2).map(Number) : undefined;
    found.set(key, { mark: item.mark, note: item.note.slice(0, MOST_NOTE), words });
  }
  return found;
}

function keepReview() {
  try {
    if (review.size) localStorage.setItem(storeName(), JSON.stringify([...review]));
    else localStorage.removeItem(storeName());
    keptWhere = "browser";
  } catch {
    keptWhere = "page";
  }
  countReview();
}

function countReview() {
  fill(byId("review-count"), review.size ? ` (${review.size})` : null);
}

function markOf(pair) {
  return review.get(reviewKey(pair)) || { mark: "", note: "" };
}

function setMark(pair, item) {
  const key = reviewKey(pair);
  if (item.mark || item.note.trim()) review.set(key, { mark: item.mark, note: item.note, words: wordsOfPair(pair) });
  else review.delete(key);
  keepReview();
}

const wordsOfPair = (pair) => [report.documents[pair.left][4], report.documents[pair.right][4]];

// The same pair with other texts than those that were marked.
function isStale(pair, item) {
  return Array.isArray(item.words) && wordsOfPair(pair).some((count, side) => count !== item.words[side]);
}

function markBadge(pair) {
  const { mark, note } = markOf(pair);
  if (!mark && !note) return null;
  return el("span", { class: `mark m-${mark || "note"}`, title: visible(note || MARKS[mark]) }, mark === "fine" ? "✓ no issue" : mark === "look" ? "● look again" : "✎ note");
}

function showMark(pair) {
  const item = markOf(pair);
  for (const box of byId("pair-review").querySelectorAll("[name=mark]")) box.checked = box.value === item.mark;
  if (byId("pair-note").value !== item.note) byId("pair-note").value = item.note;
  sayMark(pair, item);
}

function sayMark(pair, item) {
  byId("pair-review").classList.toggle("is-empty", !item.mark && !item.note.trim());
  const where = keptWhere === "browser" ? "Kept in this browser only; the page’s file stays as it is. " : "This browser keeps nothing for files: what you mark is lost when the page is closed. ";
  fill(byId("pair-mark-says"), isStale(pair, item) ? "The texts are not those that were marked. " : "", where, el("a", { href: "#review" }, "All marks, and the file of suppressions"));
}

function toggleMark(pair, mark) {
  const item = markOf(pair);
  setMark(pair, { ...item, mark: item.mark === mark ? "" : mark });
  showMark(pair);
  fill(byId("said"), markOf(pair).mark ? `Marked: ${MARKS[mark]}` : "Mark taken off");
}

function reviewedPairs() {
  return [...review].map(([key, item]) => {
    let names = [];
    try { names = JSON.parse(key); } catch { /* Not one of ours. */ }
    return { key, item, pair: Array.isArray(names) && names.length === 2 ? pairOfIds(String(names[0]), String(names[1])) : undefined };
  });
}

function showReview() {
  const rows = reviewedPairs();
  const here = rows.filter(({ pair }) => pair);
  fillRows(byId("reviewed"), here.map(({ item, pair }) => el("tr", {},
    el("td", {}, nameOf(pair.left), " – ", nameOf(pair.right)),
    el("td", {}, el("a", { class: "go", href: pairHref(pair), "aria-label": visible(`${wordsOf.relation.get(pair.relation)}: ${idOf(pair.left)} and ${idOf(pair.right)}`) }, relationBadge(pair.relation, pair.doubtful))),
    el("td", {}, MARKS[item.mark] || "", isStale(pair, item) ? el("small", { class: "note" }, "of other texts than these") : null),
    el("td", {}, el("bdi", {}, item.note)), el("td", {}, removing(pair)))),
    here.length ? null : el("tr", {}, el("td", { colspan: 5 }, "No pair is marked. Open a pair and mark it there, or press y for “no issue” and l for “look again”.")));
  const lost = rows.length - here.length;
  fill(byId("review-kept"), keptWhere === "browser" ? "Marks and notes are kept in this browser, for reports of the same folder or file. " : "This browser keeps nothing for files: marks last until the page is closed. ",
    lost ? `${counted(lost, "mark")} of pairs that are not in this report.` : null);
  if (!byId("review-until").value) byId("review-until").value = inAYear();
  fill(byId("review-where"), report.absolute ? "Its names fit wherever the file is kept." : "Keep it in the folder that syndetect was run from: its names are paths from there.");
  byId("review-file").value = suppressions(here, byId("review-until").value);
}

function removing(pair) {
  const button = el("button", { type: "button", "aria-label": visible(`remove the mark of ${idOf(pair.left)} and ${idOf(pair.right)}`) }, "Remove");
  button.addEventListener("click", () => {
    setMark(pair, { mark: "", note: "" });
    showReview();
    byId("part-review").querySelector("h1").focus();
  });
  return button;
}

function inAYear() {
  const day = new Date();
  day.setUTCFullYear(day.getUTCFullYear() + 1);
  return day.toISOString().slice(0, 10);
}

// A TOML file: one table for each pair without an issue, and one each way where it is open who was first.
function suppressions(rows, until) {
  const excused = rows.filter(({ item }) => item.mark === "fine").sort((a, b) => a.pair.number - b.pair.number);
  const expires = /^\d{4}-\d{2}-\d{2}$/u.test(until) ? until : inAYear();
  const tables = excused.flatMap(({ pair, item }) => ways(pair).map(([submission, source]) => [
    "[[suppress]]",
    `submission = ${toml(patternOf(submission))}`,
    `source = ${toml(patternOf(source))}`,
    `relation = [${toml(pair.relation)}]`,
    `reason = ${toml(item.note.trim() || "looked at in the report, no issue")}`,
    `expires = ${expires}`,
  ].join("\n")));
  return tables.length ? `${tables.join("\n\n")}\n` : "# No pair is marked “no issue”.\n";
}

// Which of the two a gate judges: a check's submission, else the derived one, else either.
function ways(pair) {
  const judged = new Set(report.judged);
  const both = [[pair.left, pair.right], [pair.right, pair.left]];
  if (judged.has(pair.left) !== judged.has(pair.right)) return [judged.has(pair.left) ? both[0] : both[1]];
  if (pair.direction === "left-from-right") return [both[0]];
  return pair.direction === "right-from-left" ? [both[1]] : both;
}

// A name as a gate knows it; where paths are absolute, its end, since a file of suppressions tells them from its own folder.
function patternOf(number) {
  const name = report.documents[number][7] || idOf(number);
  const exact = name.replace(/[*?[]/gu, "[$&]");
  if (!report.absolute || !name.startsWith("/") && !/^[A-Za-z]:\//u.test(name)) return exact;
  const above = report.place.slice(0, report.place.lastIndexOf("/") + 1);
  return above && name.startsWith(above) ? `*${name.slice(above.length).replace(/[*?[]/gu, "[$&]")}` : `*${exact.slice(exact.lastIndexOf("/") + 1)}`;
}

// A TOML string; whatever cannot be seen is written by its number.
function toml(text) {
  const whole = text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
  const plain = Array.from(whole, (character) => {
    if (character === '"' || character === "\\") return `\\${character}`;
    if (character === "\n") return "\\n";
    const code = character.codePointAt(0);
    if (!/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u.test(character)) return character;
    return code > 0xffff ? `\\U${code.toString(16).padStart(8, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
  });
  return `"${plain.join("")}"`;
}

function saveAs(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  el("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

// Marks that are here already give way to those that are read.
async function readMarks(file) {
  let read = new Map();
  try { read = marksOf(JSON.parse(await file.text())); } catch { /* Said below. */ }
  if (!read.size) return "No marks were found in this file; save one with “Save marks.json”.";
  review = new Map([...review, ...read]);
  keepReview();
  showReview();
  return `${counted(read.size, "mark")} read.`;
}

function startReview() {
  openReview();
  const box = byId("pair-review");
  box.addEventListener("input", () => {
    if (!shown) return;
    const mark = box.querySelector("[name=mark]:checked")?.value || "";
    setMark(shown.pair, { mark, note: byId("pair-note").value });
    sayMark(shown.pair, markOf(shown.pair));
  });
  byId("review-until").addEventListener("input", showReview);
  byId("review-save").addEventListener("click", () => {
    saveAs("suppressions.toml", byId("review-file").value);
  });
  byId("marks-save").addEventListener("click", () => saveAs("marks.json", JSON.stringify([...review], null, 1)));
  byId("marks-read").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    if (file) fill(byId("marks-said"), await readMarks(file));
    event.target.value = "";
  });
  byId("review-clear").addEventListener("click", () => {
    review.clear();
    keepReview();
    showReview();
  });
}
