// One article over all its sources: whose text each part of it is, and how it is credited and quoted.

let patched = null;

async function showPatchwork(number) {
  const [id, outlet, title, date, words, url, language] = report.documents[number];
  patched = null;
  const place = memberOf(number);
  fill(byId("article-trail"), el("a", { href: "#overview" }, "Overview"), " › ",
    place ? [el("a", { href: familyHref(place.family) }, report.families[place.family].title), " › "] : null, "one article over all its sources");
  fill(byId("article-title"), outlet ? [el("bdi", {}, outlet), ": "] : null, el("bdi", {}, title || id));
  fill(byId("article-facts"), date ? `${date} · ` : "", words ? `${counted(words, "word")} · ` : "", language ? [el("bdi", {}, language), " · "] : "", el("bdi", {}, id),
    url ? [" · ", el("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, "page")] : null);
  const account = await accountOf(number, false);
  switches.off = new Set(account.sources.filter((source) => !source.own).map((source) => source.other));
  patched = account;
  showSwitches(byId("article-switches"));
  drawPatchwork();
  byId("article-text").scrollTop = 0;
  return visible(`${outletOf(number)}, all sources`);
}

function drawPatchwork() {
  if (!patched.text) {
    drawWithoutText();
    return;
  }
  const sum = told(patched, switches);
  const on = patched.sources.filter((source) => !switches.off.has(source.other));
  fill(byId("article-share"), sum.words
    ? `${percent(sum.share)} of it (${counted(sum.words, "word")}) stands in ${on.length === 1 ? "one other article" : `${on.length} other articles`}.`
    : "Nothing of it stands in an article that is counted.");
  fill(byId("article-groups"), patched.open ? el("p", { class: "note" }, "Whose text it is could not be told, so no credit is counted.") : null, groupsBar(sum.groups, 260), groupsList(sum.groups));
  const length = lengthOf(patched.text);
  const parts = partsOf(length);
  fill(byId("article-strip"), patchStrip(parts, length));
  const stretch = stretchOf(patched.text);
  fill(byId("article-text"), parts.map((part) => partNode(part, stretch)));
  fill(byId("article-sources"), sourceList());
}

// Without a text nothing can be counted anew: the report's own share stands there.
function drawWithoutText() {
  const [, , , , , , , , share, derived] = report.documents[patched.number];
  fill(byId("article-share"), derived ? `${percent(share)} of it (${counted(derived, "word")}) stands in other articles.` : null);
  const length = Math.max(0, ...patched.sources.flatMap((source) => source.passages.map((passage) => passage.end)));
  fill(byId("article-strip"), length ? patchStrip(partsOf(length), length) : null);
  fill(byId("article-groups"), el("p", { class: "note" }, "The text is not in this report."));
  fill(byId("article-text"), el("p", { class: "note" }, "The text is not in this report."));
  fill(byId("article-sources"), sourceList());
}

// The article cut wherever something begins or ends; each part belongs to the first source on the list that has it.
function partsOf(length) {
  const passages = patched.sources.flatMap((source, place) => (switches.off.has(source.other) ? []
    : source.passages.filter((passage) => counts(passage, switches)).map((passage) => ({ ...passage, place }))));
  const spans = [...passages, ...patched.quoted, ...patched.credited];
  const cuts = [...new Set([0, length, ...spans.flatMap(({ begin, end }) => [begin, Math.min(end, length)])])].filter((cut) => cut <= length).sort((a, b) => a - b);
  const holders = owners(passages, cuts), quoted = owners(patched.quoted, cuts), credited = owners(patched.credited, cuts);
  const parts = [];
  for (let at = 0; at + 1 < cuts.length; at += 1) {
    const place = switches.quotes && quoted[at] ? null : holders[at]?.place ?? null;
    const part = { begin: cuts[at], end: cuts[at + 1], place, pale: place !== null && Boolean(quoted[at] || credited[at]) };
    const last = parts[parts.length - 1];
    if (last && last.place === part.place && last.pale === part.pale) last.end = part.end;
    else parts.push(part);
  }
  return parts;
}

// For each stretch between two cuts, the first of the spans that covers it.
function owners(spans, cuts) {
  const at = new Map(cuts.map((cut, place) => [cut, place]));
  const found = new Array(Math.max(0, cuts.length - 1)).fill(null);
  const last = cuts[cuts.length - 1];
  for (const span of spans) {
    for (let place = at.get(span.begin); place < (at.get(Math.min(span.end, last)) ?? 0); place += 1) found[place] ||= span;
  }
  return found;
}

function partNode({ begin, end, place, pale }, stretch) {
  const text = written(stretch(begin, end));
  if (place === null) return text;
  return el("span", { class: `patch p${place % COLOURS}${pale ? " pale" : ""}`, "data-source": place, title: `in ${visible(outletOf(patched.sources[place].other))}` }, text);
}

function patchStrip(parts, length) {
  return svg("svg", { viewBox: "0 0 1000 22", preserveAspectRatio: "none", role: "img", "aria-label": "The parts that stand in sources; the list of sources holds the shares." },
    svg("rect", { class: "article-bar", width: 1000, height: 22 }),
    parts.filter((part) => part.place !== null).map(({ begin, end, place, pale }) => svg("rect", {
      class: `part p${place % COLOURS}${pale ? " pale" : ""}`, x: (begin / length) * 1000, width: Math.max(1, ((end - begin) / length) * 1000), height: 22,
    }, svg("title", {}, outletOf(patched.sources[place].other)))));
}

function sourceList() {
  if (!patched.sources.length) return el("p", {}, "No other article has text of it, as far as could be told.");
  const others = patched.sources.some((source) => source.own) && patched.sources.some((source) => !source.own);
  return [
    el("ol", { class: "sources" }, patched.sources.map((source, place) => sourceRow(source, place))),
    others ? el("p", { class: "note" }, "Those without a tick have the same text, and are not told to be its source.") : null,
  ];
}

function sourceRow(source, place) {
  const alone = sumOf(patched, { ...switches, off: new Set(patched.sources.filter((other) => other !== source).map((other) => other.other)) });
  const box = el("input", { type: "checkbox", checked: !switches.off.has(source.other) });
  box.addEventListener("change", () => {
    if (box.checked) switches.off.delete(source.other); else switches.off.add(source.other);
    drawPatchwork();
    byId("article-sources").querySelectorAll("input")[place].focus();
  });
  const share = patched.words.length ? alone.covered / patched.words.length : source.share;
  return el("li", { class: switches.off.has(source.other) ? "is-off" : null }, el("label", { class: "tick" }, box, el("span", { class: `swatch p${place % COLOURS}`, "aria-hidden": "true" }), nameOf(source.other)),
    " ", el("span", { class: "note" }, `${percent(share)} `, el("a", { class: "go", href: pairHref(source.pair), "aria-label": visible(`compare with ${idOf(source.other)}`) }, "compare")));
}

// The same of every member of a family, in a table.
async function showGroups(family, members) {
  const wanted = members.filter((member) => member.document !== family.source);
  const mine = shownFamily;
  const accounts = await Promise.all(wanted.map((member) => accountOf(member.document, true)));
  if (mine !== shownFamily) return;
  const sources = [...new Set(accounts.flatMap((account) => account.sources.map((source) => source.other)))].sort((a, b) => a - b);
  const select = byId("family-switches").elements.source;
  fill(select, el("option", { value: "" }, "none"), sources.map((number) => el("option", { value: number }, labelOf(family, { document: number }))));
  grouped = { family, accounts };
  switches.off = new Set();
  showSwitches(byId("family-switches"));
  drawGroups();
}

let grouped = null;

// Why the words of an article are in none of the four groups.
function ungrouped(account) {
  if (!account.text) return "its text is not in this report";
  return account.open ? "whose text it is could not be told, so no credit is counted" : "";
}

function drawGroups() {
  if (!grouped) return;
  const { family, accounts } = grouped;
  const table = el("table", { class: "list" },
    el("thead", {}, el("tr", {}, ["Article", "From sources", "", ...GROUPS.map(([, words]) => words)].map((words, place) => el("th", { scope: "col", class: place === 1 || place > 2 ? "number" : null }, words)))),
    el("tbody", {}, accounts.map((account) => {
      const sum = told(account, switches);
      return el("tr", {}, el("td", {}, el("a", { class: "go", href: articleHref(account.number) }, el("bdi", {}, labelOf(family, { document: account.number })))),
        el("td", { class: "number" }, `${percent(sum.share)}`, el("small", { class: "note" }, counted(sum.words, "word"))),
        el("td", {}, ungrouped(account) ? null : groupsBar(sum.groups, 140)),
        ungrouped(account) ? el("td", { class: "note", colspan: 4 }, ungrouped(account))
          : GROUPS.map(([name, words]) => el("td", { class: "number", "data-head": words }, sum.groups[name].toLocaleString("en-GB"))));
    })));
  const sums = accounts.filter((account) => !ungrouped(account)).map((account) => told(account, switches).groups);
  const all = Object.fromEntries(GROUPS.map(([name]) => [name, sums.reduce((sum, groups) => sum + groups[name], 0)]));
  fill(byId("groups-sum"), sums.length ? [groupsBar(all, 320), groupsList(all)] : null);
  fill(byId("groups"), el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Credited and quoted" }, table));
}

function startPatchwork() {
  startSwitches(byId("article-switches"), () => patched && drawPatchwork());
  const form = byId("family-switches");
  startSwitches(form, () => {
    switches.off = new Set(form.elements.source.value === "" ? [] : [Number(form.elements.source.value)]);
    drawGroups();
  });
}
