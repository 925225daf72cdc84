// Who takes from whom: a row for each outlet that gave, a column for each that took.

function matrixOf({ names, cells, left }) {
  if (!cells.length) return el("p", { class: "note" }, "No member's text could be traced to an outlet.");
  const counts = new Map(cells.map(([from, by, count, derived, uncredited]) => [`${from} ${by}`, [count, derived, uncredited]]));
  const givers = names.map((_, number) => number).filter((from) => cells.some((cell) => cell[0] === from));
  const takers = names.map((_, number) => number).filter((by) => cells.some((cell) => cell[1] === by));
  const most = Math.max(...cells.map((cell) => cell[2]));
  const label = (number) => el("bdi", {}, names[number] || "without an outlet");
  const cell = (from, by) => {
    const [count, derived, uncredited] = counts.get(`${from} ${by}`) || [];
    if (!count) return el("td", {});
    const title = visible(`${counted(count, "article")} of ${names[by] || "no outlet"} from ${names[from] || "no outlet"}: ${uncredited} of ${counted(derived, "derived word")} uncredited`);
    return el("td", { class: `heat h${Math.ceil((count / most) * 4)}`, title }, count.toLocaleString("en-GB"));
  };
  const table = el("table", { class: "matrix" },
    el("thead", {}, el("tr", {}, el("td", {}), takers.map((by) => el("th", { scope: "col" }, el("span", {}, label(by)))))),
    el("tbody", {}, givers.map((from) => el("tr", {}, el("th", { scope: "row" }, label(from)), takers.map((by) => cell(from, by))))));
  return [
    el("p", { class: "note" }, "Articles taken: from the outlet on the left, by the outlet on top."),
    el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Who takes from whom" }, table),
    el("details", {}, el("summary", {}, "Derived words, and how many of them are uncredited"), wordsTable(names, cells, takers)),
    left ? el("p", { class: "note" }, `${counted(left, "article")} between other outlets: there is no room for all of them here.`) : null,
  ];
}

// A row for each outlet that took, all its sources together, and one for each of these where there are several.
function wordsTable(names, cells, takers) {
  const row = (by, from, [articles, derived, uncredited], kind) => el("tr", { class: kind },
    el("th", { scope: "row" }, by), el("td", {}, from),
    [articles, derived, uncredited].map((count) => el("td", { class: "number" }, count.toLocaleString("en-GB"))));
  const label = (number) => el("bdi", {}, names[number] || "without an outlet");
  const rows = takers.flatMap((by) => {
    const mine = cells.filter((cell) => cell[1] === by);
    const sums = [2, 3, 4].map((place) => mine.reduce((sum, cell) => sum + cell[place], 0));
    const single = mine.map((cell) => row(mine.length > 1 ? "" : label(by), label(cell[0]), cell.slice(2), mine.length > 1 ? "part-row" : null));
    return mine.length > 1 ? [row(label(by), counted(mine.length, "source"), sums, null), ...single] : single;
  });
  const heads = ["Outlet", "Took from", "Articles", "Derived words", "Uncredited"];
  return el("table", { class: "list words" },
    el("thead", {}, el("tr", {}, heads.map((words, place) => el("th", { scope: "col", class: place > 1 ? "number" : null }, words)))),
    el("tbody", {}, rows));
}

function exchangesOf(rows) {
  if (!rows.length) return null;
  const share = (part, whole, [low, high]) => `${part} of ${whole} (${percent(low).replace(" %", "")}–${percent(high)})`;
  const heads = ["Outlet", "Took from", "Of its articles", "Credited", "Delay"];
  return el("details", {}, el("summary", {}, "Outlets with three articles or more, with 95 % intervals"),
    el("p", { class: "note" }, "By name: intervals that overlap bear no ranking."),
    el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Outlets with intervals" },
      el("table", { class: "list" },
        el("thead", {}, el("tr", {}, heads.map((words) => el("th", { scope: "col" }, words)))),
        el("tbody", {}, rows.map(([outlet, source, articles, taken, takenIn, credited, creditedIn, delay]) => el("tr", {},
          el("th", { scope: "row" }, el("bdi", {}, outlet)), el("td", {}, el("bdi", {}, source)),
          el("td", {}, share(taken, articles, takenIn)), el("td", {}, share(credited, taken, creditedIn)), el("td", {}, delay)))))));
}
