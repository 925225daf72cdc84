// Elements are made one by one and filled with text nodes: no markup is ever made from a string.

function el(name, attributes, ...children) {
  return made(document.createElement(name), attributes, children);
}

function svg(name, attributes, ...children) {
  return made(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}

function made(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(9).filter((child) => child !== null && child !== undefined && child !== "").map(asNode));
  return node;
}

function asNode(child) {
  return child instanceof Node ? child : document.createTextNode(visible(child));
}

function fill(node, ...children) {
  node.replaceChildren(...children.flat(9).filter((child) => child !== null && child !== undefined && child !== "").map(asNode));
  return node;
}

// The rows of a list; each cell learns the head of its column, which phones show beside it.
function fillRows(table, ...rows) {
  const heads = [...table.tHead.rows[0].cells].map((cell) => cell.textContent);
  fill(table.tBodies[0], ...rows);
  for (const row of table.tBodies[0].rows) {
    [...row.cells].forEach((cell, place) => { if (place && heads[place] && cell.colSpan === 1) cell.dataset.head = heads[place]; });
  }
}

const byId = (id) => document.getElementById(id);

function relationBadge(name, doubtful) {
  const words = name === "same-story" ? "same story" : wordsOf.relation.get(name);
  const mark = doubtful ? el("abbr", { title: "uncertain, by the pair's own reasons" }, "?") : null;
  return el("span", { class: `relation r-${name}` }, words, mark);
}

function bar(share) {
  const width = Math.max(0, Math.min(1, share)) * 60;
  return svg("svg", { class: "share", width: 60, height: 8, viewBox: "0 0 60 8", "aria-hidden": "true" },
    svg("rect", { class: "share-all", width: 60, height: 8, rx: 2 }),
    svg("rect", { class: "share-part", width, height: 8, rx: 2 }));
}

// Outlet and title of a document, the id as its title where it has none.
function nameOf(number) {
  const [id, outlet, title] = report.documents[number];
  return el("span", { class: "named" },
    outlet ? el("b", {}, el("bdi", {}, outlet)) : null, outlet ? " " : null,
    el("bdi", { title: visible(id) }, title || id));
}

// What to call an article: its outlet, or the name of its file.
function outletOf(number) {
  const [id, outlet] = report.documents[number];
  return outlet.trim() || id.slice(id.lastIndexOf("/") + 1).trim() || id;
}
