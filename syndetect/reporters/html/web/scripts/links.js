// The links of a family: what speaks for and against each, what its credit is worth, what changed on the way.

async function linksOf(family, members) {
  const place = shownFamily;
  const links = members.filter((member) => member.document !== family.source).map(async (member) =>
    linkOf(family, member, await linkOfMember(place, family.members.indexOf(member))));
  return Promise.all(links);
}

function linkOf(family, member, link) {
  const source = member.from >= 0 ? labelOf(family, { document: member.from }) : family.source < 0 && member.audited && family.name ? family.name : "an open source";
  const words = link.uncredited ? el("small", { class: "note" }, `${counted(link.uncredited, "derived word")} uncredited`) : null;
  return el("details", { class: "link" },
    el("summary", {}, el("b", {}, el("bdi", {}, labelOf(family, member))), " from ", el("bdi", {}, source), " ",
      el("span", { class: "audit" }, `${member.mark} ${link.verdict || member.credits}`), words),
    el("div", { class: "link-body" }, auditOf(member, link), ledgerOf(member, source, link), changesOf(member, link)));
}

function auditOf(member, link) {
  const taken = `${link.uncredited.toLocaleString("en-GB")} of ${counted(link.derived, "derived word")} uncredited.`;
  return el("section", {}, el("h3", {}, "Credit"),
    el("p", {}, `${member.mark} ${link.verdict ? `${link.verdict}: ` : ""}`, link.why || member.credits, member.says ? [" – ", el("q", {}, el("bdi", {}, member.says))] : null),
    link.reach || link.derived ? el("p", { class: "note" }, link.reach ? `${link.reach}. ` : "", link.derived ? taken : "") : null);
}

const OUTSIDE = "No article here is told to be its source; what is known of the source stands at the head of this page.";
const SIGNS = { for: ["+", "for"], against: ["−", "against"], neutral: ["±", "neither way"] };

function ledgerOf(member, source, link) {
  const head = el("h3", {}, "Evidence that it was made from ", el("bdi", {}, source));
  if (!link.clues.length) return el("section", {}, head, el("p", {}, member.from < 0 ? OUTSIDE : "None was recorded."));
  const most = Math.max(...link.clues.map(([, weight]) => weight), 1);
  const heads = ["Speaks", "Weight", "What", "Why"].map((words, place) => el("th", { scope: "col", class: place === 1 ? "number" : null }, words));
  return el("section", {}, head,
    el("p", { class: "note" }, `Weights are log odds. That its source is the right one: ${certainty(link.certainty)}.`),
    el("table", { class: "ledger" }, el("thead", {}, el("tr", {}, heads)), el("tbody", {}, link.clues.map((clue) => clueRow(clue, most)))));
}

function clueRow([sign, weight, kind, reason, quoted, number], most) {
  return el("tr", { class: `is-${sign}` },
    el("td", {}, SIGNS[sign][1]),
    el("td", { class: "number" }, `${SIGNS[sign][0]}${weight.toFixed(1)}`, weightBar(weight / most)),
    el("td", {}, kind),
    el("td", {}, reason, quoted ? el("small", { class: "note" }, el("q", {}, el("bdi", {}, quoted)), number >= 0 ? [" – ", el("bdi", {}, outletOf(number))] : null) : null));
}

function weightBar(share) {
  return svg("svg", { class: "weight", width: 48, height: 6, viewBox: "0 0 48 6", "aria-hidden": "true" },
    svg("rect", { class: "weight-part", width: Math.max(0, Math.min(1, share)) * 48, height: 6, rx: 1 }));
}

function changesOf(member, link) {
  const head = el("h3", {}, "What changed on the way");
  if (member.from < 0) return el("section", {}, head, el("p", {}, "Without the source’s text that cannot be told."));
  const rows = link.altered.map(([kind, before, after]) => el("li", {}, `${kind}: `, el("q", {}, el("bdi", {}, before)),
    after ? [" became ", el("q", {}, el("bdi", {}, after))] : " was left out"));
  if (link.cut) rows.push(el("li", {}, `${counted(link.cut, "word")} of its source in sentences that it left out`));
  if (link.added) rows.push(el("li", {}, `${counted(link.added, "word")} in sentences of its own`));
  for (const [number, share] of link.also) rows.push(el("li", {}, "also from ", nameOf(number), `, which alone has ${percent(share)} of its wording`));
  if (link.total[1]) rows.push(el("li", {}, `${percent(link.total[0])} of it (${counted(link.total[1], "word")}) from all its sources together`));
  return el("section", {}, head, rows.length ? el("ul", { class: "reasons" }, rows) : el("p", {}, "Nothing that was looked for: no number, date, name, negation or quotation."));
}

function openLinks(open) {
  for (const link of byId("family-links").querySelectorAll("details")) link.open = open;
}

function startLinks() {
  byId("links-all").addEventListener("click", () => openLinks(!byId("family-links").querySelector("details[open]")));
  // Paper cannot be clicked.
  let before = [];
  addEventListener("beforeprint", () => {
    before = [...byId("view").querySelectorAll("details:not([open])")];
    for (const closed of before) closed.open = true;
  });
  addEventListener("afterprint", () => { for (const link of before) link.open = false; });
}
