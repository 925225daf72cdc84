// The list of pairs, and the steps from one pair to the next in the order of that list.

let listed = { query: "", pairs: null, all: [] };

function pairsOf(query) {
  const asked = query.toString();
  if (listed.pairs === null || listed.query !== asked || query.has("mark")) {
    const filter = filterOf(query);
    const rank = new Map(report.relations.map(([name], number) => [name, number]));
    const all = report.pairs.filter((pair) => pairPasses(filter, pair));
    const pairs = filter.least ? all.filter((pair) => similarity(pair) >= filter.least) : [...all];
    pairs.sort((a, b) => rank.get(a.relation) - rank.get(b.relation) || b.confidence - a.confidence || a.number - b.number);
    listed = { query: asked, pairs, all };
  }
  return listed.pairs;
}

function showPairs(query) {
  showInForm(byId("pairs-filters"), query);
  const family = query.get("family");
  const number = family === null ? undefined : familyOfId(family);
  byId("pairs-of").hidden = number === undefined;
  if (number !== undefined) {
    fill(byId("pairs-of"), "Only pairs of the family ", el("a", { href: familyHref(number) }, report.families[number].title), ". ",
      el("a", { href: "#pairs" }, "Show all pairs"));
  }
  const page = pageOf(pairsOf(withoutPage(query)), filterOf(query).page);
  showLeast(byId("pairs-filters"), filterOf(query).least);
  fill(byId("pairs-bars"), histogramOf(listed.all, filterOf(query).least));
  fill(byId("pairs-passing"), passingWords(listed.all, filterOf(query).least));
  fillRows(byId("pairs"), page.rows.map(pairRow),
    page.total ? null : el("tr", {}, el("td", { colspan: 7 }, report.pairs.length ? "No pair passes the filter." : "The report has no pair.")));
  showPager(byId("pairs-pager"), page, "pair", "pairs", (to) => turnTo("pairs", to));
}

function withoutPage(query) {
  const kept = new URLSearchParams(query);
  kept.delete("page");
  return kept;
}

const LINKS = { "left-from-right": ["←", "is from"], "right-from-left": ["→", "is the source of"], "common-source": ["↔", "has a common source with"], undetermined: ["–", "and"] };

function pairRow(pair) {
  const [arrow, words] = LINKS[pair.direction];
  return el("tr", {},
    el("td", {}, el("a", { class: "go", href: pairHref(pair), "aria-label": visible(`${wordsOf.relation.get(pair.relation)}: ${idOf(pair.left)} ${words} ${idOf(pair.right)}`) }, relationBadge(pair.relation, pair.doubtful)), markBadge(pair)),
    el("td", {}, nameOf(pair.left)),
    el("td", { class: "arrow" }, el("span", { "aria-hidden": "true" }, arrow), el("span", { class: "unseen-text" }, words)),
    el("td", {}, nameOf(pair.right)),
    el("td", { class: "number" }, `${percent(pair.onLeft)} / ${percent(pair.onRight)}`),
    el("td", { class: "number" }, pair.confidence.toFixed(2)),
    el("td", { class: "short" }, ["✗ none", "~ vague", "✓ credited"][pair.credit] || ""));
}

// The neighbours of a pair in the list last shown, or in the whole list when it is not in that one.
function around(pair) {
  let pairs = listed.pairs || pairsOf(new URLSearchParams());
  let at = pairs.indexOf(pair);
  if (at < 0) {
    pairs = pairsOf(new URLSearchParams());
    at = pairs.indexOf(pair);
  }
  return { before: pairs[at - 1], after: pairs[at + 1], at, total: pairs.length };
}
