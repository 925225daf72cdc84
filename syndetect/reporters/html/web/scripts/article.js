// One article in full, its passages coloured and numbered, the words that differ marked.

const COLOURS = 5;

// Fill `node`; `side` is "left" or "right", passages are in the order of their numbers; `facts` are the places
// of facts that the other side tells otherwise.
function showArticle(node, text, passages, side, facts) {
  if (!text) {
    fill(node, el("p", { class: "note" }, passages.length
      ? "The text is not in this report; the list of passages below says where they stand, in characters."
      : "The text is not in this report."));
    return 0;
  }
  const stretch = stretchOf(text);
  const length = lengthOf(text);
  fill(node, runsOf(passages, side, length).map((run) => runNode(run, passages, side, stretch, facts)));
  return length;
}

// The article cut wherever a passage begins or ends; each run belongs to the first passage that covers it.
function runsOf(passages, side, length) {
  const edges = new Set([0, length]);
  passages.forEach((passage) => passage[side].forEach((edge) => edges.add(Math.min(edge, length))));
  const cuts = [...edges].sort((a, b) => a - b);
  const runs = [];
  for (let place = 0; place + 1 < cuts.length; place += 1) {
    const [begin, end] = [cuts[place], cuts[place + 1]];
    const owner = passages.findIndex((passage) => passage[side][0] <= begin && end <= passage[side][1]);
    const starting = passages.map((_, number) => number).filter((number) => passages[number][side][0] === begin);
    runs.push({ begin, end, owner, starting });
  }
  return runs;
}

function runNode({ begin, end, owner, starting }, passages, side, stretch, facts) {
  const badges = starting.map((number) => badgeOf(number, passages[number], side));
  if (owner < 0) return [badges, withFacts(begin, end, stretch, facts)];
  const passage = passages[owner];
  const words = bySentence(begin, end, passage.steps?.[side]).map((part) => {
    const nodes = wordsWithChanges(part.begin, part.end, passage[side][0], passage[`${side}Changes`], stretch, facts);
    return part.number < 0 ? nodes : el("span", { class: "sentence", "data-sentence": `${owner}-${part.number}` }, nodes);
  });
  return el("span", { class: `passage p${owner % COLOURS} k-${passage.kind}`, "data-passage": owner }, badges, words);
}

function badgeOf(number, passage, side) {
  const other = side === "left" ? "right" : "left";
  return el("button", {
    type: "button", class: `badge p${number % COLOURS}`, id: `${side}-${number}`, "data-passage": number,
    "aria-label": `Passage ${number + 1}, ${wordsOf.kind.get(passage.kind)}: show it in ${visible(shown.names[other])}`,
  }, `${number + 1}${passage.kind === "quote" ? " ”" : ""}`);
}

// `changes` are steps from `origin`, the beginning of the passage: characters that stayed, that changed, that stayed ...
function wordsWithChanges(begin, end, origin, changes, stretch, facts) {
  const nodes = [];
  let at = begin, behind = origin;
  for (let place = 0; place < changes.length; place += 2) {
    const changed = behind + changes[place];
    behind = changed + changes[place + 1];
    const from = Math.max(changed, begin), to = Math.min(behind, end);
    if (from >= to) continue;
    if (from > at) nodes.push(withFacts(at, from, stretch, facts));
    nodes.push(el("span", { class: "changed" }, withFacts(from, to, stretch, facts)));
    at = to;
  }
  if (at < end) nodes.push(withFacts(at, end, stretch, facts));
  return nodes;
}

// A stretch, with the facts in it that were told otherwise.
function withFacts(begin, end, stretch, facts) {
  const nodes = [];
  let at = begin;
  for (const fact of facts.filter((one) => one.begin < end && one.end > begin).sort((a, b) => a.begin - b.begin)) {
    const from = Math.max(fact.begin, at), to = Math.min(fact.end, end);
    if (from >= to) continue;
    if (from > at) nodes.push(written(stretch(at, from)));
    nodes.push(el("strong", { class: `fact f-${fact.kind}`, "data-fact": fact.number, title: `${fact.kind}: ${visible(fact.words)}` }, written(stretch(from, to))));
    at = to;
  }
  if (at < end) nodes.push(written(stretch(at, end)));
  return nodes;
}
