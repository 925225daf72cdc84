// What a pair's verdict rests on: figures in words, all figures by name, and the passages as a list.

const TWO_SIDED = [
  ["coverage", "words inside passages", percent],
  ["narrative", "narrative that the other has too, quotations left out", percent],
  ["containment", "word shingles in common", percent],
  ["trigrams", "runs of three words in common, quotations left out", percent],
  ["boilerplate", "words of page furniture, left out", (count) => count.toLocaleString("en-GB")],
];

function figuresOf(values) {
  return Object.fromEntries(report.figures.map((name, place) => [name, values[place]]));
}

function evidenceOf(values) {
  const figures = figuresOf(values);
  return [
    el("table", { class: "figures" },
      el("thead", {}, el("tr", {}, el("td", {}), el("th", { scope: "col" }, el("bdi", {}, shown.names.left)), el("th", { scope: "col" }, el("bdi", {}, shown.names.right)))),
      el("tbody", {}, TWO_SIDED.filter(([name]) => `${name}_left` in figures).map(([name, words, shown]) =>
        el("tr", {}, el("th", { scope: "row" }, words), el("td", {}, shown(figures[`${name}_left`])), el("td", {}, shown(figures[`${name}_right`])))))),
    figures.matched_words ? el("ul", { class: "reasons" }, oneSided(figures).map((words) => el("li", {}, words))) : null,
    el("details", {}, el("summary", {}, "All figures by name"),
      el("p", { class: "note" }, "Named as in the JSON report: _left is ", el("bdi", {}, shown.names.left), ", _right is ", el("bdi", {}, shown.names.right), "."),
      el("dl", { class: "all-figures" }, report.figures.map((name) => el("div", {}, el("dt", {}, name), el("dd", {}, String(figures[name])))))),
  ];
}

function oneSided(figures) {
  return [
    `${counted(figures.passages, "passage")} with ${counted(figures.matched_words, "word")}: ${percent(figures.verbatim)} word for word, ${percent(figures.edited)} edited, ${percent(figures.reworded)} in other words${figures.translated ? `, ${percent(figures.translated)} in another language` : ""}`,
    `${percent(figures.quoted)} of these words stand inside quotation marks`,
    `longest run of equal words: ${figures.longest_run.toLocaleString("en-GB")}`,
    `order of the passages: ${figures.order.toFixed(2)}, where 1 is the same on both sides`,
    `surprise of the wording: ${Math.round(figures.bits).toLocaleString("en-GB")} bits against everyday language`,
  ];
}

function passageList(passages, texts) {
  if (!passages.length) return el("p", {}, "The two have no passage in common.");
  return el("ol", { class: "passages" }, passages.map((passage, number) => {
    const words = texts.left ? opening(texts.left, passage.left) : `characters ${passage.left.join(" to ")}`;
    const there = texts.right ? null : ` – characters ${passage.right.join(" to ")} in ${shown.names.right}`;
    return el("li", {}, jumpTo(number), ` ${wordsOf.kind.get(passage.kind)}, ${percent(passage.similarity)} alike: `, words, there);
  }));
}

function quotedList(passages, texts) {
  const quotes = passages.map((passage, number) => ({ passage, number })).filter(({ passage }) => passage.kind === "quote");
  if (!quotes.length) return null;
  return [
    el("h3", {}, "Quoted in both"),
    el("p", { class: "note" }, "Two articles may quote the same speaker independently: quotations are the weaker evidence."),
    el("ul", { class: "passages" }, quotes.map(({ passage, number }) => el("li", {}, jumpTo(number), " ",
      texts.left ? opening(texts.left, passage.left) : `characters ${passage.left.join(" to ")}`))),
  ];
}

function jumpTo(number) {
  return el("button", { type: "button", class: `badge p${number % COLOURS}`, "data-passage": number, "aria-label": `Go to passage ${number + 1}` }, String(number + 1));
}

function opening(text, [begin, end]) {
  const most = 90;
  const words = stretchOf(text)(begin, Math.min(end, begin + most));
  return el("bdi", {}, end - begin > most ? `${words.trim()}…` : words);
}
