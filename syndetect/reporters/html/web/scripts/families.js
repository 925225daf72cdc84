// The overview's list of families.

function showFamilies(query) {
  if (!byId("families")) return;
  showInForm(byId("families-filters"), query);
  const filter = filterOf(query);
  const numbers = report.families.map((_, number) => number).filter((number) => familyPasses(filter, report.families[number]));
  const page = pageOf(numbers, filter.page);
  fillRows(byId("families"), page.rows.map(familyRow),
    page.total ? null : el("tr", {}, el("td", { colspan: 7 }, "No family passes the filter.")));
  showPager(byId("families-pager"), page, "family", "families", (to) => turnTo("overview", to));
}

function familyRow(number) {
  const family = report.families[number];
  const derived = family.members.filter((member) => member.document !== family.source);
  const silent = derived.filter((member) => member.silent).length;
  return el("tr", {},
    el("td", {}, el("a", { class: "go", href: familyHref(number) }, el("bdi", {}, family.title)), el("small", { class: "note" }, family.headline)),
    el("td", { class: "number" }, family.members.length),
    el("td", {}, sourceWords(family)),
    el("td", { class: "badges" }, relationCounts(derived)),
    el("td", { class: "number" }, silent ? `${silent} of ${derived.length}` : "0"),
    el("td", { class: "number" }, uncreditedWords(derived)),
    el("td", { class: "number" }, family.origins));
}

function uncreditedWords(members) {
  const all = members.reduce((sum, member) => sum + member.derived, 0);
  const uncredited = members.reduce((sum, member) => sum + member.uncredited, 0);
  return all ? [uncredited.toLocaleString("en-GB"), el("small", { class: "note" }, `of ${all.toLocaleString("en-GB")}`)] : "–";
}

function sourceWords(family) {
  if (family.source >= 0) return el("bdi", {}, outletOf(family.source));
  return family.name ? [el("bdi", {}, family.name), el("span", { class: "note" }, " (not among the articles)")] : "not known";
}

function relationCounts(members) {
  return report.relations.map(([name]) => {
    const count = members.filter((member) => member.relation === name).length;
    return count ? el("span", {}, relationBadge(name), ` ${count}`) : null;
  });
}
