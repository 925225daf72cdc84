// A long passage sentence by sentence: each sentence on the one side, and the one that answers it on the other.

const ALONE = "\\u0e00-\\u0eff\\u3040-\\u30ff\\u3400-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{2ffff}";
const TOKEN = new RegExp(`[${ALONE}]|[^\\s${ALONE}]+`, "gu");

// Begin and end of each sentence of a stretch, in code points from its beginning.
function sentencesOf(text) {
  const parts = typeof Intl.Segmenter === "function"
    ? [...new Intl.Segmenter(undefined, { granularity: "sentence" }).segment(text)].map(({ segment }) => segment)
    : text.match(/[^.!?。！？\n]+[.!?。！？\n]*\s*|[.!?。！？\n]+\s*/gu) || [];
  const spans = [];
  let at = 0;
  for (const part of parts) {
    const length = lengthOf(part);
    // What has hardly a word, an initial or a number, goes with the sentence before it.
    if (spans.length && lengthOf(part.trim()) < 8) spans[spans.length - 1][1] = at + length;
    else spans.push([at, at + length]);
    at += length;
  }
  return spans;
}

// For each of the words that stayed, in their order, the number of the sentence that it stands in.
function stayedIn(text, sentences, changes) {
  const edges = spansOfSteps(changes);
  const found = [];
  const plain = lengthOf(text) === text.length;
  let points = 0, behind = 0, edge = 0, sentence = 0;
  for (const token of text.matchAll(TOKEN)) {
    points = plain ? token.index : points + Array.from(text.slice(behind, token.index)).length;
    behind = token.index;
    while (edge < edges.length && edges[edge][1] <= points) edge += 1;
    while (sentence + 1 < sentences.length && sentences[sentence][1] <= points) sentence += 1;
    if (edge >= edges.length || points < edges[edge][0]) found.push(sentence);
  }
  return found;
}

// The sentences of both sides, and for each on the left the number of the one on the right.
function stepsOf(passage, texts) {
  if (!texts.left || !texts.right) return null;
  const [left, right] = ["left", "right"].map((side) => stretchOf(texts[side])(...passage[side]));
  const [mine, theirs] = [left, right].map(sentencesOf);
  if (mine.length < 2 || !theirs.length) return null;
  const [a, b] = [stayedIn(left, mine, passage.leftChanges), stayedIn(right, theirs, passage.rightChanges)];
  const votes = mine.map(() => new Map());
  for (let word = 0; word < Math.min(a.length, b.length); word += 1) votes[a[word]].set(b[word], (votes[a[word]].get(b[word]) || 0) + 1);
  let last = 0;
  const answers = votes.map((found, number) => {
    const best = [...found].sort((one, other) => other[1] - one[1] || one[0] - other[0])[0];
    // Where no word stayed, as far through the passage as this one is.
    last = best ? best[0] : Math.max(last, Math.min(theirs.length - 1, Math.round((number / mine.length) * theirs.length)));
    return last;
  });
  const placed = (spans, begin) => spans.map(([from, to]) => [from + begin, to + begin]);
  return { left: placed(mine, passage.left[0]), right: placed(theirs, passage.right[0]), answers };
}

// The parts of a run that belong to one sentence each.
function bySentence(begin, end, sentences) {
  if (!sentences) return [{ begin, end, number: -1 }];
  return sentences.map(([from, to], number) => ({ begin: Math.max(from, begin), end: Math.min(to, end), number })).filter((part) => part.begin < part.end);
}

function chooseSentence(number) {
  const steps = shown && shown.chosen >= 0 ? shown.passages[shown.chosen].steps : null;
  byId("sentences").hidden = !steps;
  if (!steps) return;
  shown.sentence = Math.max(-1, Math.min(steps.left.length - 1, number));
  for (const node of byId("part-pair").querySelectorAll(".sentence.said")) node.classList.remove("said");
  const at = shown.sentence;
  fill(byId("sentence-at"), at < 0 ? counted(steps.left.length, "sentence") : `${at + 1} of ${counted(steps.left.length, "sentence")}`);
  byId("sentence-before").disabled = at <= 0;
  byId("sentence-after").disabled = at === steps.left.length - 1;
  if (at < 0) return;
  for (const [side, place] of [["left", at], ["right", steps.answers[at]]]) {
    const nodes = byId(`${side}-text`).querySelectorAll(`[data-sentence="${shown.chosen}-${place}"]`);
    nodes.forEach((node) => node.classList.add("said"));
    if (nodes[0]) scrollSide(side, nodes[0], 90);
  }
}
