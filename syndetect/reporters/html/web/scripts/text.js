// Text of articles is hostile: it only ever becomes text nodes, and what cannot be seen is shown by its number.

// A joiner between letters or pictures belongs to their spelling; the first branch lets it through.
const KEPT = "(?<=[\\p{Lo}\\p{M}\\p{Extended_Pictographic}\\p{Emoji_Modifier}])[\\u200c\\u200d](?=[\\p{Lo}\\p{Extended_Pictographic}])";
const UNSEEN = "[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u2800\\u3164\\uffa0\\ufe00-\\ufe0e\\u{e0100}-\\u{e01ef}]";
const HIDDEN = new RegExp(`${KEPT}|(?![\\n\\t])(${UNSEEN})`, "gu");

function codeOf(character) {
  return `U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
}

// One line of text, for titles, names and sentences.
function visible(text) {
  return String(text).replace(/\s+/gu, " ").replace(HIDDEN, (found, unseen) => (unseen ? `<${codeOf(unseen)}>` : found));
}

// A stretch of an article as nodes, line breaks kept.
function written(text) {
  const nodes = [];
  let from = 0;
  const plain = text.replace(/\r\n?/gu, (ends) => (ends.length === 2 ? " \n" : "\n"));
  for (const found of plain.matchAll(HIDDEN)) {
    if (!found[1]) continue;
    if (found.index > from) nodes.push(document.createTextNode(plain.slice(from, found.index)));
    nodes.push(el("span", { class: "hidden-character", title: "a character that cannot be seen" }, codeOf(found[0])));
    from = found.index + found[0].length;
  }
  if (from < plain.length) nodes.push(document.createTextNode(plain.slice(from)));
  return nodes;
}

// Offsets are code points; a JavaScript string counts UTF-16 units, which are the same unless a character needs two.
function stretchOf(text) {
  if (!/[\u{10000}-\u{10ffff}]/u.test(text)) return (begin, end) => text.slice(begin, end);
  const points = Array.from(text);
  return (begin, end) => points.slice(begin, end).join("");
}

// Stretches as they are sent: by turns how far it is to the next one, and how long that is.
function spansOfSteps(steps) {
  const spans = [];
  let at = 0;
  for (let place = 0; place < steps.length; place += 2) {
    at += steps[place];
    spans.push([at, at + steps[place + 1]]);
    at += steps[place + 1];
  }
  return spans;
}

function lengthOf(text) {
  return /[\u{10000}-\u{10ffff}]/u.test(text) ? Array.from(text).length : text.length;
}

function percent(share) {
  if (share > 0 && share < 0.01) return "<1 %";
  return `${share < 1 ? Math.min(Math.round(share * 100), 99) : 100} %`;
}

function certainty(confidence) {
  const step = report.certainty.find(([least]) => confidence >= least);
  return `${step ? step[1] : "unsure"} (${confidence.toFixed(2)})`;
}

function counted(count, one, many) {
  return `${count.toLocaleString("en-GB")} ${count === 1 ? one : many || `${one}s`}`;
}
