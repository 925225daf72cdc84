// From the address to the view.

const PARTS = ["overview", "pairs", "family", "pair", "network", "article", "review", "settings", "missing"];
let arrivals = 0;

async function arrive({ focus }) {
  arrivals += 1;
  const mine = arrivals;
  byId("view").setAttribute("aria-busy", "true");
  const place = location.hash.length > 1 ? placeOf(location.hash) : { part: startingPart(), names: [], query: new URLSearchParams() };
  const view = await viewOf(place);
  if (mine !== arrivals) return;
  for (const part of PARTS) byId(`part-${part}`).hidden = part !== view.part;
  for (const link of document.querySelectorAll("nav [data-part]")) {
    if (link.dataset.part === view.part) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  document.title = view.name && view.name !== document.body.dataset.title ? `${view.name} – ${document.body.dataset.title}` : document.body.dataset.title;
  if (view.part === "family") drawTimeline();
  if (view.part === "network") showNetwork(place.query);
  if (focus) {
    scrollTo(0, 0);
    byId(`part-${view.part}`).querySelector("h1").focus({ preventScroll: true });
  }
  view.settle?.();
  byId("view").setAttribute("aria-busy", "false");
}

function startingPart() {
  return report.comparison ? "pair" : "overview";
}

async function viewOf(place) {
  const part = place?.part;
  if (part === "overview") {
    showFamilies(place.query);
    return { part, name: "" };
  }
  if (part === "pairs") {
    showPairs(place.query);
    return { part, name: "Pairs" };
  }
  if (part === "settings") {
    await showClean();
    return { part, name: "Read and settings" };
  }
  if (part === "network") return { part, name: "Network" };
  if (part === "review") {
    showReview();
    return { part, name: "Review" };
  }
  if (part === "article" && documentOfId(place.names[0]) !== undefined) {
    return { part, name: await showPatchwork(documentOfId(place.names[0])) };
  }
  if (part === "family" && familyOfId(place.names[0]) !== undefined) {
    return { part, name: await showFamily(familyOfId(place.names[0]), place.query) };
  }
  if (part === "pair") {
    const [left, right, passage] = place.names;
    const pair = place.names.length ? pairOfIds(left, right) : report.pairs[0];
    if (pair) return { part, ...await showPair(pair, Number.parseInt(passage, 10) - 1) };
  }
  fill(byId("missing-what"), "The address names a view, a family, a pair or an article that this report does not have.");
  return { part: "missing", name: "Not in this report" };
}

// The articles that were read and are related to no other one.
async function showClean() {
  const list = byId("clean-list");
  if (!list || list.firstChild) return;
  const rows = await unpacked("clean");
  const more = Number(list.dataset.count) - rows.length;
  fill(list, rows.map(([outlet, title, id]) => el("li", {}, outlet ? [el("b", {}, el("bdi", {}, outlet)), " "] : null, title ? [el("bdi", {}, title), " "] : null, el("bdi", { class: "note" }, id))),
    more > 0 ? el("li", {}, `and ${counted(more, "more", "more")}: the JSON report names all of them`) : null);
}

function outlets() {
  const names = new Set(report.documents.map(([, outlet]) => outlet));
  names.delete("");
  return [...names].sort((a, b) => a.localeCompare(b, "en"));
}

async function start() {
  await openReport();
  for (const part of ["families", "pairs"]) {
    if (byId(`${part}-filters`)) startFilters(byId(`${part}-filters`), part === "families" ? "overview" : part, outlets());
  }
  if (byId("taken")) fill(byId("taken"), matrixOf(report.taken));
  if (byId("exchanges")) fill(byId("exchanges"), exchangesOf(report.exchanges));
  startLinks();
  startPair();
  startPatchwork();
  startNetwork();
  startReview();
  byId("print").addEventListener("click", () => print());
  startKeys();
  byId("view").addEventListener("click", (event) => {
    const row = event.target.closest("[data-href]");
    if (row) location.hash = row.dataset.href;
  });
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    byId("view").focus();
  });
  addEventListener("hashchange", () => arrive({ focus: true }));
  addEventListener("resize", () => { if (!byId("part-family").hidden) drawTimeline(); });
  await arrive({ focus: false });
  byId("waiting").remove();
}

start().catch((error) => {
  fill(byId("waiting"), `This page could not open its data (${error.message}); it needs a browser of 2023 or newer.`);
  throw error;
});
