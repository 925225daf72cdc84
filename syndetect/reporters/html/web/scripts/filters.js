// What a list is narrowed down to: relations, an outlet, a credit, words; kept in the address.

const CREDITS = ["none", "vague", "credited"];

function filterOf(query) {
  return {
    relations: new Set((query.get("relation") || "").split(",").filter(Boolean)),
    outlet: query.get("outlet") || "",
    credit: query.get("credit") || "",
    words: (query.get("words") || "").toLocaleLowerCase().split(/\s+/u).filter(Boolean),
    family: query.get("family"),
    mark: query.get("mark") || "",
    least: Math.min(100, Number.parseInt(query.get("least"), 10) || 0) / 100,
    page: Math.max(1, Number.parseInt(query.get("page"), 10) || 1),
  };
}

function hasWords(filter, numbers) {
  if (!filter.words.length) return true;
  const text = numbers.map((number) => report.documents[number].slice(0, 3).join(" ")).join(" ").toLocaleLowerCase();
  return filter.words.every((word) => text.includes(word));
}

function hasOutlet(filter, numbers) {
  return !filter.outlet || numbers.some((number) => report.documents[number][1] === filter.outlet);
}

function pairPasses(filter, pair) {
  const both = [pair.left, pair.right];
  return (!filter.relations.size || filter.relations.has(pair.relation))
    && (!filter.credit || CREDITS[pair.credit] === filter.credit)
    && (filter.family === null || (pair.family >= 0 && report.families[pair.family].id === filter.family))
    && hasOutlet(filter, both) && hasWords(filter, both) && (!filter.mark || (markOf(pair).mark || "none") === filter.mark);
}

const creditClass = (kind) => (["none", "vague", "unread"].includes(kind) ? kind : "credited");

// A family passes when one of its derived members has the relation and the credit, and one member the outlet.
function familyPasses(filter, family) {
  const numbers = family.members.map((member) => member.document);
  const derived = family.members.filter((member) => member.document !== family.source);
  return hasOutlet(filter, numbers) && hasWords(filter, numbers)
    && ((!filter.relations.size && !filter.credit) || derived.some((member) =>
      (!filter.relations.size || filter.relations.has(member.relation))
      && (!filter.credit || (filter.credit === "none" ? member.silent : creditClass(member.credit) === filter.credit))));
}

function queryOfForm(form, kept) {
  const query = new URLSearchParams();
  const relations = [...form.querySelectorAll("[name=relation]:checked")].map((box) => box.value);
  if (relations.length) query.set("relation", relations.join(","));
  if (form.elements.mark?.value) query.set("mark", form.elements.mark.value);
  if (form.elements.least && form.elements.least.value !== "0") query.set("least", form.elements.least.value);
  for (const name of ["outlet", "credit", "words"]) {
    if (form.elements[name].value) query.set(name, form.elements[name].value);
  }
  if (kept.get("family") !== null) query.set("family", kept.get("family"));
  return query;
}

function showInForm(form, query) {
  const relations = new Set((query.get("relation") || "").split(","));
  for (const box of form.querySelectorAll("[name=relation]")) box.checked = relations.has(box.value);
  for (const name of ["outlet", "credit", "words", "mark"]) {
    if (form.elements[name] && form.elements[name].value !== (query.get(name) || "")) form.elements[name].value = query.get(name) || "";
  }
}

// Fill a form with the outlets there are, and call `changed` with the new query when a reader turns something.
function startFilters(form, part, outlets) {
  form.elements.outlet.append(...outlets.map((name) => el("option", { value: name }, name)));
  const changed = () => {
    const query = queryOfForm(form, placeOf(location.hash)?.query || new URLSearchParams());
    history.replaceState(null, "", `#${part}${query.size ? `?${query}` : ""}`);
    arrive({ focus: false });
  };
  form.addEventListener("input", changed);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => {
    history.replaceState(null, "", `#${part}`);
    arrive({ focus: false });
  }));
}
