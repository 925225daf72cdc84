// A pair: both articles side by side, and a passage chosen on one side is found on the other.

let shown = null;
const calm = matchMedia("(prefers-reduced-motion: reduce)");
// As in narrow.css: below this width the two sides stand one above the other.
const stacked = matchMedia("(max-width: 46rem)");

async function showPair(pair, passage) {
  const [full, left, right] = await Promise.all([inFull(pair), textOf(pair.left), textOf(pair.right)]);
  const passages = passagesOf(full);
  const texts = { left, right };
  for (const passage of passages) passage.steps = stepsOf(passage, texts);
  shown = { pair, passages, chosen: -1, sentence: -1, names: { left: full.names[0], right: full.names[1] } };
  const facts = full.facts.map(([kind, words, onLeft, onRight], number) => ({ kind, words, number, places: { left: onLeft, right: onRight } }));
  showHead(pair, full);
  for (const side of ["left", "right"]) showSide(pair, side, full.certainty >= report.firm[1]);
  const lengths = ["left", "right"].map((side) => showArticle(byId(`${side}-text`), texts[side], passages, side, factsOn(facts, side))
    || Math.max(0, ...passages.map((found) => found[side][1])));
  fill(byId("strip"), stripOf(passages, lengths));
  for (const side of ["left", "right"]) {
    fill(byId(`strip-${side}`), el("bdi", {}, shown.names[side]));
    byId(`${side}-text`).setAttribute("aria-label", visible(`Text of ${shown.names[side]}`));
  }
  showFacts(facts);
  showMark(pair);
  byId("pair-legend").hidden = !passages.length;
  fill(byId("pair-reasons"), full.reasons.map((reason) => el("li", {}, reason)));
  fill(byId("pair-quoted"), quotedList(passages, texts));
  fill(byId("pair-figures"), evidenceOf(full.figures));
  fill(byId("pair-passages"), passageList(passages, texts));
  for (const side of ["left", "right"]) byId(`${side}-text`).scrollTop = 0;
  choose(-1);
  return { name: visible(`${shown.names.left} and ${shown.names.right}`), settle: () => passage >= 0 && choose(passage) };
}

// Where on that side facts stand that the other side tells otherwise.
function factsOn(facts, side) {
  return facts.filter((fact) => fact.places[side].length)
    .map(({ kind, words, number, places }) => ({ kind, words, number, begin: places[side][0], end: places[side][1] }));
}

function showFacts(facts) {
  byId("pair-facts-changed").hidden = !facts.length;
  byId("fact-sample").hidden = !facts.length;
  fill(byId("pair-altered"), facts.map((fact) => {
    const words = [el("b", {}, `${fact.kind}: `), el("bdi", {}, fact.words)];
    if (!fact.places.left.length && !fact.places.right.length) return el("li", {}, words);
    const go = el("button", { type: "button", class: "plain" }, words);
    go.addEventListener("click", () => {
      for (const side of ["left", "right"]) {
        const node = byId(`${side}-text`).querySelector(`[data-fact="${fact.number}"]`);
        if (node) scrollSide(side, node, 90);
      }
    });
    return el("li", {}, go);
  }));
}

function passagesOf(full) {
  return full.passages.map(([leftBegin, leftEnd, rightBegin, rightEnd, kind, similarity, leftChanges, rightChanges]) => ({
    left: [leftBegin, leftEnd], right: [rightBegin, rightEnd], kind: report.kinds[kind][0], similarity, leftChanges, rightChanges,
  }));
}

function showHead(pair, full) {
  const { before, after, at, total } = around(pair);
  fill(byId("pair-trail"), el("a", { href: "#overview" }, "Overview"), " › ",
    pair.family >= 0 ? [el("a", { href: familyHref(pair.family) }, report.families[pair.family].title), " › "] : null,
    el("a", { href: listed.query ? `#pairs?${listed.query}` : "#pairs" }, `pair ${at + 1} of ${total.toLocaleString("en-GB")}`));
  fill(byId("pair-title"), relationBadge(pair.relation, pair.doubtful), " ", full.verdict);
  fill(byId("pair-facts"), certainty(pair.confidence), pair.doubtful ? ", and uncertain by its reasons (?)" : "",
    full.certainty ? `, direction ${certainty(full.certainty)}` : "", `, ${delayOf(pair)}`.replace(/^, $/u, ""));
  for (const [id, other] of [["pair-before", before], ["pair-after", after]]) {
    if (other) byId(id).setAttribute("href", pairHref(other));
    byId(id).hidden = !other;
  }
}

// How much later the derived one was published, where its family knows.
function delayOf(pair) {
  if (pair.family < 0) return "";
  const member = report.families[pair.family].members.find((found) =>
    (found.document === pair.left && found.from === pair.right) || (found.document === pair.right && found.from === pair.left));
  return member?.delay ? `published ${member.delay} than its source`.replace(/(the same day|at the same time) than its source/u, "$1") : "";
}

// `firm`: whether it is sure enough to say which of the two was made from the other.
function showSide(pair, side, firm) {
  const [id, outlet, title, date, words, url, language] = report.documents[pair[side]];
  const derived = !firm ? null : pair.direction === "left-from-right" ? "left" : pair.direction === "right-from-left" ? "right" : null;
  const role = derived === null ? "" : side === derived ? " · derived" : " · source";
  fill(byId(`${side}-part`), el("b", {}, el("bdi", {}, outlet || shown.names[side])), role);
  fill(byId(`${side}-title`), el("bdi", {}, title || id));
  const share = side === "left" ? pair.onLeft : pair.onRight;
  fill(byId(`${side}-facts`), date ? `${date} · ` : "", words ? `${counted(words, "word")} · ` : "", language ? [el("bdi", {}, language), " · "] : "", `${percent(share)} in common · `,
    el("bdi", {}, id), " · ", el("a", { href: articleHref(pair[side]) }, "all its sources"), creditOf(pair[side], pair.family), url ? [" · ", el("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, "page")] : null);
}

function creditOf(number, family) {
  const member = family < 0 ? null : report.families[family].members.find((found) => found.document === number);
  // Of an article whose source is open nothing is said of its credits.
  if (!member?.credits || number === report.families[family].source) return null;
  const words = member.uncredited ? `, ${counted(member.uncredited, "derived word")} of ${member.derived.toLocaleString("en-GB")} uncredited` : "";
  return ` · ${member.mark} ${member.credits}${words}`;
}

// Mark a passage on both sides; with `from`, the other side scrolls until it stands at the same height.
function choose(number, from) {
  if (!shown) return;
  shown.chosen = number >= 0 && number < shown.passages.length ? number : -1;
  for (const node of byId("part-pair").querySelectorAll("[data-passage]")) {
    node.classList.toggle("chosen", Number(node.dataset.passage) === shown.chosen);
  }
  const total = shown.passages.length;
  fill(byId("passage-at"), shown.chosen < 0 ? counted(total, "passage") : `${shown.chosen + 1} of ${counted(total, "passage")}`);
  chooseSentence(-1);
  byId("passage-before").disabled = !total || shown.chosen <= 0;
  byId("passage-after").disabled = !total || shown.chosen === total - 1;
  if (shown.chosen < 0) return;
  scrollToChosen(from);
  const passage = shown.passages[shown.chosen];
  fill(byId("said"), `Passage ${shown.chosen + 1} of ${total}, ${wordsOf.kind.get(passage.kind)}`);
  history.replaceState(null, "", `${pairHref(shown.pair)}/${shown.chosen + 1}`);
}

function scrollToChosen(from) {
  const height = from ? topOf(from) : 60;
  for (const side of ["left", "right"]) {
    const badge = byId(`${side}-${shown.chosen}`);
    if (side === from || !badge) continue;
    scrollSide(side, badge, height);
    if (from && stacked.matches) byId(`${side}-text`).scrollIntoView({ block: "nearest", behavior: calm.matches ? "auto" : "smooth" });
  }
}

// Scroll one side until the node stands so far below its upper edge.
function scrollSide(side, node, height) {
  const pane = byId(`${side}-text`);
  const wanted = Math.max(12, Math.min(height, pane.clientHeight - 60));
  const top = node.getBoundingClientRect().top - pane.getBoundingClientRect().top;
  pane.scrollTo({ top: pane.scrollTop + top - wanted, behavior: calm.matches ? "auto" : "smooth" });
}

// How far the chosen passage's number stands below the upper edge of its side.
function topOf(side) {
  return byId(`${side}-${shown.chosen}`).getBoundingClientRect().top - byId(`${side}-text`).getBoundingClientRect().top;
}

function startPair() {
  byId("part-pair").addEventListener("click", (event) => {
    const node = event.target.closest("[data-passage]");
    if (!node || (!getSelection().isCollapsed && !event.target.closest("button"))) return;
    const side = node.closest("#left-text") ? "left" : node.closest("#right-text") ? "right" : null;
    choose(Number(node.dataset.passage), side);
  });
  byId("sentence-before").addEventListener("click", () => chooseSentence(shown.sentence - 1));
  byId("sentence-after").addEventListener("click", () => chooseSentence(shown.sentence + 1));
  byId("passage-before").addEventListener("click", () => choose(shown.chosen - 1));
  byId("passage-after").addEventListener("click", () => choose(shown.chosen + 1));
}
