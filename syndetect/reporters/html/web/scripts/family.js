// A family: its source and why, the tree on a time axis, its members, and who took from whom.

let shownFamily = null;
const MOST_OPEN = 12;

async function showFamily(number, query) {
  const family = report.families[number];
  shownFamily = number;
  fill(byId("family-title"), el("bdi", {}, family.title));
  fill(byId("family-headline"), family.headline);
  fill(byId("family-facts"), familyFacts(family));
  fill(byId("family-reasons"), family.reasons.map((reason) => el("li", {}, reason)));
  drawTimeline();
  const page = pageOf(family.members, filterOf(query).page);
  fillRows(byId("members"), page.rows.map((member) => memberRow(family, member)));
  showPager(byId("members-pager"), page, "member", "members", (to) => { location.hash = `${familyHref(number)}?page=${to}`; });
  const links = await linksOf(family, page.rows);
  fill(byId("family-links"), links);
  byId("family-evidence").hidden = !links.length;
  byId("family-groups").hidden = !links.length;
  // Where there are many, a reader first sees that there is more below.
  for (const part of ["groups", "evidence"]) byId(`family-${part}`).open = links.length <= MOST_OPEN;
  fill(byId("groups"));
  // After the view stands: it opens the texts.
  setTimeout(() => shownFamily === number && showGroups(family, page.rows));
  fill(byId("family-same"), sameStory(family));
  fill(byId("family-taken"), matrixOf(family.taken));
  byId("family-pairs").setAttribute("href", `#pairs?${new URLSearchParams({ family: family.id })}`);
  return visible(family.title);
}

function drawTimeline() {
  if (shownFamily === null) return;
  const family = report.families[shownFamily];
  const hidden = family.members.length - MOST_ROWS;
  const width = Math.max(300, byId("timeline").clientWidth || 900);
  fill(byId("timeline"), timelineOf(family, width), timelineLegend(family),
    hidden > 0 ? el("p", { class: "note" }, `The first ${MOST_ROWS} members; the table below holds all ${family.members.length.toLocaleString("en-GB")}.`) : null);
}

function familyFacts(family) {
  const source = family.source >= 0 ? [nameOf(family.source)] : family.name ? [el("b", {}, family.name), ", which is not among these articles"] : ["not known"];
  const owner = family.source >= 0 && family.name && family.name !== report.documents[family.source][1] ? `; its text is ${family.name}’s` : "";
  return ["Source: ", source, owner, ` – ${certainty(family.confidence)}. ${counted(family.members.length, "article")}, ${counted(family.origins, "independent origin")}.`, creditFacts(family)];
}

function creditFacts(family) {
  const derived = family.members.reduce((sum, member) => sum + member.derived, 0);
  const uncredited = family.members.reduce((sum, member) => sum + member.uncredited, 0);
  return derived ? ` ${uncredited.toLocaleString("en-GB")} of ${counted(derived, "derived word")} uncredited.` : "";
}

function memberRow(family, member) {
  const [id, , , date, , , language] = report.documents[member.document];
  const pair = member.from >= 0 ? pairOfDocuments(member.from, member.document) : null;
  const isSource = member.document === family.source;
  const badge = isSource ? el("span", { class: "relation r-source" }, "source") : relationBadge(member.relation, pair?.doubtful);
  const outside = family.source < 0 && member.audited ? family.name : "";
  const from = member.from >= 0 ? el("bdi", {}, labelOf(family, { document: member.from })) : isSource ? "" : outside || "open";
  return el("tr", { "data-document": visible(id) },
    el("td", { class: `deep d${Math.min(member.depth, 4)}` }, nameOf(member.document), member.submitted ? el("b", { class: "submitted" }, "▶ submission") : null, el("small", { class: "note" }, el("bdi", {}, id), language ? [" · ", el("bdi", {}, language)] : null)),
    el("td", {}, pair ? el("a", { class: "go", href: pairHref(pair), "aria-label": visible(`compare ${id} with its source`) }, badge) : badge, pair ? markBadge(pair) : null),
    el("td", {}, from, isSource ? null : el("small", { class: "note" }, el("a", { href: articleHref(member.document), "aria-label": visible(`all sources of ${id}`) }, "all sources"))),
    el("td", { class: "number" }, isSource ? "" : [bar(member.coverage), ` ${percent(member.coverage)}`]),
    el("td", {}, date, member.delay ? el("small", { class: "note" }, member.delay) : null),
    el("td", {}, isSource && member.credit === "none" ? "" : creditWords(member)),
    el("td", {}, isSource ? certainty(family.confidence) : member.from >= 0 ? certainty(member.certainty) : "open"));
}

function creditWords(member) {
  return [
    `${member.mark} ${member.credits}`,
    member.says ? el("small", { class: "note" }, el("q", {}, el("bdi", {}, member.says))) : null,
    member.uncredited ? el("small", { class: "note" }, `${counted(member.uncredited, "word")} uncredited`) : null,
  ];
}

function sameStory(family) {
  if (!family.same.length) return null;
  const row = (number) => {
    const pair = family.members.map((member) => pairOfDocuments(number, member.document)).find(Boolean);
    const date = report.documents[number][3];
    const language = report.documents[number][6];
    return el("li", {}, nameOf(number), date ? ` (${date})` : "", language ? [" · ", el("bdi", {}, language)] : null, " ", pair ? el("a", { href: pairHref(pair) }, "compare") : null);
  };
  return [
    el("h2", {}, "Tell the same story independently"),
    el("p", { class: "note" }, "The same event with shared names, figures and quotations only; these are no members."),
    el("ul", { class: "same" }, family.same.slice(0, 200).map(row)),
    family.same.length > 200 ? el("p", { class: "note" }, `and ${counted(family.same.length - 200, "more such article")}`) : null,
  ];
}
