// Who takes from whom: a row for each outlet that gave, a column for each that took.

function matrixOf({ names, cells, left }) {
  if (!cells.length) return el("p", { class: "note" }, "No member's text could be traced to an outlet.");
  const counts = new Map(cells.map(([from, by, count]) => [`${from} ${by}`, count]));
  const givers = names.map((_, number) => number).filter((from) => cells.some((cell) => cell[0] === from));
  const takers = names.map((_, number) => number).filter((by) => cells.some((cell) => cell[1] === by));
  const most = Math.max(...cells.map((cell) => cell[2]));
  const label = (number) => el("bdi", {}, names[number] || "without an outlet");
  const cell = (from, by) => {
    const count = counts.get(`${from} ${by}`);
    if (!count) return el("td", {});
    const title = visible(`${counted(count, "article")} of ${names[by] || "no outlet"} from ${names[from] || "no outlet"}`);
    return el("td", { class: `heat h${Math.ceil((count / most) * 4)}`, title }, count.toLocaleString("en-GB"));
  };
  const table = el("table", { class: "matrix" },
    el("thead", {}, el("tr", {}, el("td", {}), takers.map((by) => el("th", { scope: "col" }, el("span", {}, label(by)))))),
    el("tbody", {}, givers.map((from) => el("tr", {}, el("th", { scope: "row" }, label(from)), takers.map((by) => cell(from, by))))));
  return [
    el("p", { class: "note" }, "Articles taken: from the outlet on the left, by the outlet on top."),
    el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Who takes from whom" }, table),
    left ? el("p", { class: "note" }, `${counted(left, "article")} between other outlets: there is no room for all of them here.`) : null,
  ];
}
