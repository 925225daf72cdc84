// How similar the listed pairs are, and a threshold under the bars.

const BINS = 20;
const similarity = (pair) => Math.max(pair.onLeft, pair.onRight);

function histogramOf(pairs, least) {
  const bins = new Array(BINS).fill(0);
  for (const pair of pairs) bins[Math.min(BINS - 1, Math.floor(similarity(pair) * BINS + 1e-9))] += 1;
  const most = Math.max(1, ...bins);
  const width = 600, high = 70, step = width / BINS;
  return svg("svg", { viewBox: `-12 0 ${width + 24} ${high + 18}`, role: "img", "aria-label": `How many pairs have how much in common: ${bins.map((count, bin) => (count ? `${bin * 5} to ${bin * 5 + 5} %: ${count}` : "")).filter(Boolean).join(", ") || "none"}` },
    bins.map((count, bin) => {
      const height = count ? Math.max(2, (count / most) * (high - 14)) : 0;
      return svg("g", { class: (bin + 1) / BINS <= least + 1e-9 ? "is-out" : null },
        svg("rect", { class: "bin", x: bin * step + 1, y: high - height, width: step - 2, height }, svg("title", {}, `${bin * 5} to ${bin * 5 + 5} %: ${counted(count, "pair")}`)),
        count ? svg("text", { x: bin * step + step / 2, y: high - height - 3 }, count.toLocaleString("en-GB")) : null);
    }),
    svg("path", { class: "threshold", d: `M${least * width} 4V${high}` }),
    [0, 25, 50, 75, 100].map((at) => svg("text", { class: "scale", x: (at / 100) * width, y: high + 14 }, String(at))));
}

function passingWords(pairs, least) {
  const passing = pairs.filter((pair) => similarity(pair) >= least).length;
  const of = `${passing.toLocaleString("en-GB")} of ${counted(pairs.length, "pair")}`;
  return `or more in common: ${of}. The larger of the two articles’ shares counts.`;
}

function showLeast(form, least) {
  const box = form.elements.least;
  if (!box) return;
  if (Number(box.value) !== Math.round(least * 100)) box.value = Math.round(least * 100);
  fill(form.querySelector("output"), `${box.value} %`);
}
