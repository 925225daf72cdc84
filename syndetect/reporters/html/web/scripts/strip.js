// Two bars, one an article, and a band from each passage to its counterpart.

const STRIP = { width: 1000, bar: 16, gap: 46 };

function stripOf(passages, lengths) {
  const height = 2 * STRIP.bar + STRIP.gap;
  const at = (offset, side) => (lengths[side] ? (offset / lengths[side]) * STRIP.width : 0);
  return svg("svg", { viewBox: `0 0 ${STRIP.width} ${height}`, preserveAspectRatio: "none", role: "img", "aria-label": stripWords(passages) },
    svg("rect", { class: "article-bar", width: STRIP.width, height: STRIP.bar }),
    svg("rect", { class: "article-bar", y: STRIP.bar + STRIP.gap, width: STRIP.width, height: STRIP.bar }),
    passages.map((passage, number) => bandOf(passage, number, at, height)));
}

function bandOf(passage, number, at, height) {
  const [a, b] = [at(passage.left[0], 0), Math.max(at(passage.left[1], 0), at(passage.left[0], 0) + 2)];
  const [c, d] = [at(passage.right[0], 1), Math.max(at(passage.right[1], 1), at(passage.right[0], 1) + 2)];
  const low = height - STRIP.bar;
  return svg("g", { class: `band p${number % COLOURS} k-${passage.kind}`, "data-passage": number },
    svg("path", { class: "link", d: `M${a} ${STRIP.bar}L${b} ${STRIP.bar}L${d} ${low}L${c} ${low}Z` }),
    svg("rect", { class: "part", x: a, y: 0, width: b - a, height: STRIP.bar }),
    svg("rect", { class: "part", x: c, y: low, width: d - c, height: STRIP.bar }),
    svg("title", {}, `passage ${number + 1}, ${wordsOf.kind.get(passage.kind)}`));
}

function stripWords(passages) {
  if (!passages.length) return "The two have no passage in common.";
  return `${counted(passages.length, "common passage")}; the list of passages below holds the same.`;
}
