// A family as a tree on an axis of time: a row for each member, lines from each text to those made from it.

const ROW = 30, TOP = 34, MOST_ROWS = 120;
const HOUR = 60, DAY = 24 * HOUR;
const STEPS = [[1, "1 min"], [10, "10 min"], [HOUR, "1 h"], [3 * HOUR, "3 h"], [6 * HOUR, "6 h"], [12 * HOUR, "12 h"], [DAY, "1 day"],
  [2 * DAY, "2 days"], [4 * DAY, "4 days"], [7 * DAY, "1 week"], [14 * DAY, "2 weeks"], [30 * DAY, "1 month"], [90 * DAY, "3 months"],
  [182 * DAY, "6 months"], [365 * DAY, "1 year"], [2 * 365 * DAY, "2 years"], [5 * 365 * DAY, "5 years"], [10 * 365 * DAY, "10 years"],
  [50 * 365 * DAY, "50 years"]];
const SHAPES = {
  copy: "M-5 -5H5V5H-5Z", paraphrase: "M0 -6L6 5H-6Z", translation: "M-6 -5H0L6 0L0 5H-6Z", rewrite: "M0 -7L7 0L0 7L-7 0Z", excerpt: "M-6 -2H-2V-6H2V-2H6V2H2V6H-2V2H-6Z",
};
const CIRCLE = "M-5.5 0A5.5 5.5 0 1 0 5.5 0A5.5 5.5 0 1 0 -5.5 0Z";

function timelineOf(family, width) {
  const members = family.members.slice(0, MOST_ROWS);
  const longest = Math.max(...members.map((member) => Array.from(labelOf(family, member)).length * 7.2 + Math.min(member.depth, 4) * 12 + 30));
  const labels = Math.max(120, Math.min(longest, width * 0.36));
  const source = members.find((member) => member.document === family.source);
  const axis = axisOf(members, labels + 14, width - 16, source?.minutes === null);
  const outside = family.source < 0;
  const first = TOP + (outside ? ROW : 0);
  const middle = (row) => first + row * ROW + ROW / 2;
  const height = first + members.length * ROW + 6;
  const origin = outside ? { x: axis.begin, y: TOP + ROW / 2 } : null;
  return svg("svg", { class: "timeline", width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": timelineWords(family, members) },
    axis.undated === null ? null : svg("rect", { class: "undated", x: axis.undated[0], y: 0, width: axis.undated[1] - axis.undated[0], height }),
    axis.ticks.map(({ x, words }) => svg("g", { class: "tick" }, svg("line", { x1: x, x2: x, y1: TOP - 8, y2: height }),
      svg("text", { x, y: 14, "text-anchor": x > width - 60 ? "end" : "middle" }, words))),
    outside ? outsideRow(family, origin, labels) : null,
    members.map((member, row) => edgeOf(family, member, row, { axis, members, middle, origin })),
    members.map((member, row) => rowOf(family, member, middle(row), axis, labels)));
}

// Delays since the first publication. Long spans are drawn so that the first hours keep their room. Articles without a
// date have a band of their own: at the end, or where the source has none at the beginning.
function axisOf(members, from, to, leading) {
  const times = members.map((member) => member.minutes).filter((minutes) => minutes !== null);
  const undated = times.length < members.length;
  const begin = undated && leading ? from + 64 : from, end = to;
  const aside = leading ? from + 24 : end - 24;
  const first = Math.min(...times), span = times.length ? Math.max(...times) - first : 0;
  const room = end - begin - (undated && !leading ? 80 : 20);
  const bent = span > 3 * DAY ? (minutes) => Math.log1p(minutes / HOUR) : (minutes) => minutes;
  const at = (minutes) => (minutes === null ? aside : begin + 8 + (span ? bent(minutes - first) / bent(span) : 0) * room);
  const ticks = times.length ? [{ x: at(first), words: "first" }] : [];
  for (const [minutes, words] of STEPS) {
    const x = minutes <= span ? at(first + minutes) : null;
    if (x !== null && x - ticks[ticks.length - 1].x > 58) ticks.push({ x, words: `+${words}` });
  }
  if (undated) ticks.push({ x: aside, words: "no date" });
  const band = leading ? [from - 8, from + 56] : [end - 56, to + 16];
  return { at, ticks, begin: begin + 8, undated: undated ? band : null };
}

// How sure a link is, and so how it is drawn: solid, dashed, or not at all.
function firmness(member, family) {
  const sure = member.from >= 0 ? member.certainty : family.source < 0 && family.name && member.audited ? family.confidence : 0;
  return sure >= report.firm[0] ? "solid" : sure >= report.firm[1] ? "dashed" : "open";
}

function edgeOf(family, member, row, { axis, members, middle, origin }) {
  const parent = member.parent >= 0 && member.parent < members.length ? members[member.parent] : null;
  if (!parent && (member.document === family.source || !origin)) return null;
  const from = parent ? { x: axis.at(parent.minutes), y: middle(member.parent) } : origin;
  return svg("path", { class: `edge e-${member.relation} is-${firmness(member, family)}`, d: `M${from.x} ${from.y}V${middle(row)}H${axis.at(member.minutes)}` });
}

function rowOf(family, member, y, axis, labels) {
  const pair = member.from >= 0 ? pairOfDocuments(member.from, member.document) : null;
  const isSource = member.document === family.source;
  const open = !isSource && firmness(member, family) === "open";
  const room = labels - 18 - Math.min(member.depth, 4) * 12;
  const shape = isSource ? CIRCLE : SHAPES[member.relation] || CIRCLE;
  return svg("g", { class: "member", "data-href": pair ? pairHref(pair) : null },
    svg("rect", { class: "hit", x: 0, y: y - ROW / 2, width: "100%", height: ROW }),
    svg("text", { class: isSource ? "source" : null, x: 12 + Math.min(member.depth, 4) * 12, y: y + 4 }, cut(visible(labelOf(family, member)), room / 7.2)),
    svg("path", { class: `dot ${isSource ? "is-source" : `e-${member.relation}`}${open ? " is-open" : ""}`, d: shape, transform: `translate(${axis.at(member.minutes)} ${y})` }),
    svg("title", {}, `${outletOf(member.document)}: ${isSource ? "source" : `${wordsOf.relation.get(member.relation)}, ${percent(member.coverage)}`}${member.delay ? `, ${member.delay}` : ""}${open ? ", from whom is open" : ""}`));
}

// An outlet with several articles in the family needs the names of their files as well.
function labelOf(family, { document: number }) {
  const outlet = outletOf(number);
  if (!family.repeated) {
    const seen = new Map();
    for (const member of family.members) seen.set(outletOf(member.document), (seen.get(outletOf(member.document)) || 0) + 1);
    family.repeated = seen;
  }
  const id = idOf(number);
  return (family.repeated.get(outlet) || 0) > 1 && outlet !== id ? `${outlet} · ${id.slice(id.lastIndexOf("/") + 1)}` : outlet;
}

function outsideRow(family, origin, labels) {
  return [
    svg("text", { class: "outside", x: 12, y: origin.y + 4 }, cut(visible(family.name || "a source not known"), labels / 7.2)),
    svg("path", { class: "dot is-outside", d: CIRCLE, transform: `translate(${origin.x} ${origin.y})` }),
    svg("text", { class: "outside", x: origin.x + 12, y: origin.y + 4 }, "not among these articles"),
  ];
}

function cut(text, characters) {
  const points = Array.from(text);
  return points.length <= characters ? text : `${points.slice(0, Math.max(1, Math.floor(characters) - 1)).join("")}…`;
}

function timelineWords(family, members) {
  const source = family.source >= 0 ? outletOf(family.source) : family.name || "a source that is not known";
  return visible(`Tree of ${counted(members.length, "article")} from ${source} on an axis of time; the table below holds the same.`);
}

function timelineLegend(family) {
  const used = report.relations.filter(([name]) => family.members.some((member) => member.relation === name && member.document !== family.source));
  const firm = new Set(family.members.filter((member) => member.document !== family.source).map((member) => firmness(member, family)));
  return el("p", { class: "legend" },
    family.source >= 0 ? el("span", {}, sign("is-source", CIRCLE), " source") : null,
    used.map(([name, words]) => el("span", {}, sign(`e-${name}`, SHAPES[name] || CIRCLE), ` ${words}`)),
    firmLegend(firm));
}

const sign = (css, shape) => svg("svg", { width: 18, height: 16, viewBox: "-9 -8 18 16", "aria-hidden": "true" }, svg("path", { class: `dot ${css}`, d: shape }));

// `open` is what stands for an open link: a hollow mark, or in the network a dotted line.
function firmLegend(used, open = sign("is-open e-same-story", CIRCLE)) {
  const line = (firm) => svg("svg", { width: 30, height: 12, viewBox: "0 0 30 12", "aria-hidden": "true" }, svg("path", { class: `edge is-${firm}`, d: "M1 6H29" }));
  const words = {
    solid: `link ${percent(report.firm[0])} sure or more`,
    dashed: `less sure, at least ${percent(report.firm[1])}`,
    open: "open: from whom could not be told",
  };
  return ["solid", "dashed", "open"].filter((firm) => used.has(firm)).map((firm) => el("span", {}, firm === "open" ? open || line(firm) : line(firm), ` ${words[firm]}`));
}
