// How much of an article stands in its sources, and what credits and quotation marks say of it; counted anew
// whenever something is left out.

// Turnitin's four match groups, the one that asks for a look first.
const GROUPS = [
  ["neither", "neither credited nor quoted"],
  ["quoted", "quoted, not credited"],
  ["credited", "credited, not quoted"],
  ["both", "credited and quoted"],
];
const switches = { quotes: false, least: 0, off: new Set() };

// Languages without spaces are counted by characters.
const UNSPACED = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}";
const COUNTED = new RegExp(`[${UNSPACED}]|(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}])+(?:['’.,-](?:(?![${UNSPACED}])[\\p{L}\\p{N}])+)*`, "gu");

// Where each word begins, in code points.
function wordsIn(text) {
  const begins = [];
  let points = 0, behind = 0;
  const plain = !/[\u{10000}-\u{10ffff}]/u.test(text);
  for (const found of text.matchAll(COUNTED)) {
    if (!plain) points += Array.from(text.slice(behind, found.index)).length;
    behind = found.index;
    begins.push(plain ? found.index : points);
  }
  return begins;
}

function pairsByDocument() {
  if (!known.byDocument) {
    known.byDocument = new Map();
    for (const pair of report.pairs) {
      for (const side of [pair.left, pair.right]) {
        if (!known.byDocument.has(side)) known.byDocument.set(side, []);
        known.byDocument.get(side).push(pair);
      }
    }
  }
  return known.byDocument;
}

function memberOf(number) {
  if (!known.members) {
    known.members = new Map();
    report.families.forEach((family, place) => family.members.forEach((member, row) => known.members.set(member.document, { family: place, member, row })));
  }
  return known.members.get(number);
}

// The pairs through which an article has text of others: those of its sources, or, where none is told, all that
// share text with it and were not made from it.
function sourcesOf(number, also) {
  const from = memberOf(number)?.member.from ?? -1;
  const told = new Set([...(from >= 0 ? [from] : []), ...also]);
  const found = (pairsByDocument().get(number) || []).map((pair) => {
    const other = pair.left === number ? pair.right : pair.left;
    const derived = pair.left === number ? "left-from-right" : "right-from-left";
    const given = pair.direction !== derived && pair.direction.includes("-from-");
    return { pair, other, share: pair.left === number ? pair.onLeft : pair.onRight, told: told.has(other) || pair.direction === derived, given };
  }).filter(({ pair, given, told: named }) => DERIVED.has(pair.relation) && (named || !given));
  const own = found.some((source) => source.told);
  return found.map((source) => ({ ...source, own: source.told || !own }))
    .sort((a, b) => Number(b.own) - Number(a.own) || Number(b.other === from) - Number(a.other === from) || b.share - a.share || a.other - b.other);
}

const DERIVED = new Set(["copy", "paraphrase", "translation", "rewrite", "excerpt"]);
const MOST_SOURCES = 60;

// Everything that counting needs of an article. With `own`, only its sources are opened, and not all that share text.
async function accountOf(number, own) {
  const place = memberOf(number);
  const link = place ? await linkOfMember(place.family, place.row) : null;
  const wanted = sourcesOf(number, link ? link.also.map(([other]) => other) : []).filter((source) => source.own || !own).slice(0, MOST_SOURCES);
  const [text, quotes, ...fulls] = await Promise.all([textOf(number), quotesOf(number), ...wanted.map(({ pair }) => inFull(pair))]);
  const words = wordsIn(text);
  const sources = wanted.map((source, at) => {
    const side = source.pair.left === number ? "left" : "right";
    return { ...source, passages: passagesOf(fulls[at]).map((passage) => ({ begin: passage[side][0], end: passage[side][1], kind: passage.kind })) };
  });
  for (const source of sources) for (const passage of source.passages) passage.words = between(words, passage).length;
  const credited = [];
  for (let at = 0; link && at < link.credited.length; at += 2) credited.push({ begin: link.credited[at], end: link.credited[at + 1] });
  const quoted = spansOfSteps(quotes).map(([begin, end]) => ({ begin, end }));
  return { number, text, words, sources, credited, quoted, open: !place?.member.audited };
}

// The numbers of the words that begin inside a span: the first, and one behind the last.
function between(words, { begin, end }) {
  const at = (offset) => {
    let low = 0, high = words.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (words[middle] < offset) low = middle + 1; else high = middle;
    }
    return low;
  };
  const first = at(begin), behind = at(end);
  return { first, behind, length: Math.max(0, behind - first) };
}

function counts(passage, left) {
  return passage.words >= left.least && !(left.quotes && passage.kind === "quote");
}

// Words that stand in a source that is counted, by group; `left` says what is left out.
function sumOf(account, left) {
  const marks = new Uint8Array(account.words.length);
  const put = (span, bit) => {
    const { first, behind } = between(account.words, span);
    for (let word = first; word < behind; word += 1) marks[word] |= bit;
  };
  for (const source of account.sources) {
    if (left.off.has(source.other)) continue;
    for (const passage of source.passages) if (counts(passage, left)) put(passage, 1);
  }
  for (const span of account.quoted) put(span, 2);
  for (const span of account.credited) put(span, 4);
  const groups = { neither: 0, quoted: 0, credited: 0, both: 0 };
  const names = { 1: "neither", 3: "quoted", 5: "credited", 7: "both" };
  for (const mark of marks) {
    if (mark & 1 && !(left.quotes && mark & 2)) groups[names[mark]] += 1;
  }
  return { groups, covered: groups.neither + groups.quoted + groups.credited + groups.both };
}

// In the report's own figures: the page counts words a little differently, and only its ratios are used.
function told(account, left) {
  const others = new Set(account.sources.filter((source) => !source.own).map((source) => source.other));
  const all = sumOf(account, { quotes: false, least: 0, off: others });
  const [, , , , total, , , , share, derived] = report.documents[account.number];
  if (!account.text) return { groups: {}, words: derived, share };
  const sum = sumOf(account, left);
  const known = derived > 0 && all.covered > 0;
  const factor = known ? derived / all.covered : 1;
  const whole = known && share > 0 ? derived / share : total || account.words.length || 1;
  const groups = Object.fromEntries(GROUPS.map(([name]) => [name, Math.round(sum.groups[name] * factor)]));
  const words = known && sum.covered === all.covered ? derived : Math.round(sum.covered * factor);
  return { groups, words, share: known && sum.covered === all.covered ? share : Math.min(1, words / whole) };
}

function groupsBar(groups, width) {
  const total = Math.max(1, GROUPS.reduce((sum, [name]) => sum + groups[name], 0));
  let x = 0;
  return svg("svg", { class: "groups-bar", width, height: 12, viewBox: `0 0 ${width} 12`, role: "img", "aria-label": GROUPS.map(([name, words]) => `${words}: ${groups[name]}`).join(", ") },
    GROUPS.map(([name]) => {
      const part = svg("rect", { class: `g-${name}`, x, width: (groups[name] / total) * width, height: 12 });
      x += (groups[name] / total) * width;
      return part;
    }));
}

function groupsList(groups) {
  return el("ul", { class: "groups" }, GROUPS.map(([name, words]) => el("li", {},
    svg("svg", { width: 14, height: 14, viewBox: "0 0 14 14", "aria-hidden": "true" }, svg("rect", { class: `g-${name}`, width: 14, height: 14 })),
    ` ${words}: `, el("b", {}, counted(groups[name], "word")))));
}

// What the switches of a view are set to; both views share them.
function startSwitches(form, changed) {
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => {
    switches.quotes = form.elements.quotes.checked;
    switches.least = Math.max(0, Number.parseInt(form.elements.least.value, 10) || 0);
    changed();
  });
}

function showSwitches(form) {
  form.elements.quotes.checked = switches.quotes;
  if (document.activeElement !== form.elements.least) form.elements.least.value = switches.least;
}
