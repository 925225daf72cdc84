// Long lists a page at a time.

const ROWS = 50;

function pageOf(rows, page) {
  const last = Math.max(1, Math.ceil(rows.length / ROWS));
  const shown = Math.min(page, last);
  return { shown, last, rows: rows.slice((shown - 1) * ROWS, shown * ROWS), total: rows.length };
}

function showPager(node, page, noun, many, go) {
  const { shown, last, total } = page;
  const from = (shown - 1) * ROWS;
  const count = last === 1 ? counted(total, noun, many)
    : `${(from + 1).toLocaleString("en-GB")} to ${(from + page.rows.length).toLocaleString("en-GB")} of ${counted(total, noun, many)}`;
  const step = (words, to) => {
    const button = el("button", { type: "button", disabled: to < 1 || to > last }, words);
    button.addEventListener("click", () => go(to));
    return button;
  };
  fill(node, el("span", {}, count), last > 1 ? [step("‹ Before", shown - 1), step("After ›", shown + 1)] : null);
}

// To another page of a list, its filter kept.
function turnTo(part, page) {
  const query = placeOf(location.hash)?.query || new URLSearchParams();
  query.set("page", page);
  location.hash = `#${part}?${query}`;
}
