// Outlets or articles as dots, and an arrow from each text to the one made from it. Own drawing: the page loads nothing.

const MOST_DOTS = 300, MOST_EDGES = 300, TABBED = 60, SPACING = 75;
let drawn = null;

function showNetwork(query) {
  const form = byId("network-filters");
  const asked = { of: query.get("of") === "articles" ? "articles" : "outlets", family: query.get("family"), least: (Number.parseInt(query.get("least"), 10) || 0) / 100 };
  for (const box of form.querySelectorAll("[name=of]")) box.checked = box.value === asked.of;
  form.elements.family.value = asked.family || "";
  showLeast(form, asked.least);
  const graph = graphOf(asked);
  const node = byId("network");
  if (!graph.dots.length) {
    drawn = null;
    fill(node, el("p", { class: "lead" }, "No link passes the filter."));
    fill(byId("network-legend"));
    fill(byId("network-says"));
    return;
  }
  const width = Math.max(300, node.clientWidth || document.documentElement.clientWidth - 40);
  const height = Math.max(320, Math.min(720, innerHeight * 0.7, width * 1.15));
  const layout = layoutOf(graph.dots.length, graph.edges, SPACING, width / height);
  drawn = { graph, layout, width, height, view: null };
  fill(node, networkSvg());
  zoomTo(null);
  fill(byId("network-legend"), networkLegend(graph));
  fill(byId("network-says"), networkWords(graph, asked));
}

// The families that are drawn: the largest, as long as there is room for all of one.
function drawnFamilies(asked) {
  const wanted = report.families.filter((family) => !asked.family || family.id === asked.family);
  if (asked.of === "outlets") return wanted;
  let room = MOST_DOTS;
  return wanted.filter((family, place) => {
    room -= family.members.length;
    return place === 0 || room >= 0;
  });
}

const spelt = (name) => (Object.hasOwn(report.spelt, name) ? report.spelt[name] : name);

function graphOf(asked) {
  const families = drawnFamilies(asked);
  const dots = [], numbers = new Map(), edges = new Map();
  const dot = (key, make) => {
    if (!numbers.has(key)) { numbers.set(key, dots.length); dots.push(make()); }
    return numbers.get(key);
  };
  const ofDocument = (number) => (asked.of === "outlets"
    ? dot(spelt(outletOf(number)), () => ({ name: spelt(outletOf(number)), href: report.documents[number][1] ? `#pairs?${new URLSearchParams({ outlet: report.documents[number][1] })}` : articleHref(number), weight: 0 }))
    : dot(number, () => ({ name: outletOf(number), title: report.documents[number][2] || idOf(number), href: articleHref(number), weight: 0, number })));
  const outside = (family) => dot(asked.of === "outlets" ? spelt(family.name) : `outside ${family.id}`, () => ({ name: family.name || "not known", outside: true, weight: 0 }));
  for (const family of families) {
    for (const member of family.members) {
      if (member.document === family.source || member.coverage < asked.least) continue;
      const firm = firmness(member, family);
      if (asked.of === "outlets" && firm === "open") continue;
      const home = member.from >= 0 ? ofDocument(member.from) : family.source >= 0 ? ofDocument(family.source) : family.name ? outside(family) : -1;
      const to = ofDocument(member.document);
      if (home < 0 || home === to) continue;
      const key = `${home} ${to}`;
      if (!edges.has(key)) edges.set(key, { from: home, to, firm, count: 0, relation: member.relation });
      const edge = edges.get(key);
      edge.count += 1;
      // The surest of several links.
      if (firm === "solid") edge.firm = firm;
      dots[home].weight += 1;
      if (asked.of === "articles") dots[to].relation = member.relation;
    }
    if (asked.of === "articles" && family.source >= 0 && numbers.has(family.source)) dots[numbers.get(family.source)].source = true;
  }
  return strongest(dots, [...edges.values()], { of: asked.of, families: families.length });
}

// As many links as can be told apart, those with the most articles, and the dots that these join.
function strongest(dots, edges, about) {
  const kept = [...edges].sort((a, b) => b.count - a.count || a.from - b.from || a.to - b.to).slice(0, MOST_EDGES);
  const used = [...new Set(kept.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  const place = new Map(used.map((number, at) => [number, at]));
  return { ...about, dots: used.map((number) => dots[number]), edges: kept.map((edge) => ({ ...edge, from: place.get(edge.from), to: place.get(edge.to) })), weaker: edges.length - kept.length };
}

function networkSvg() {
  const { graph, layout, width, height } = drawn;
  const tab = graph.dots.length <= TABBED ? null : -1;
  const most = Math.max(1, ...graph.dots.map((dot) => dot.weight));
  graph.dots.forEach((dot) => { dot.radius = graph.of === "outlets" ? 7 + 13 * Math.sqrt(dot.weight / most) : dot.source ? 9 : 7; });
  const root = svg("svg", { class: "network", width, height, tabindex: 0, role: "group", "aria-label": visible(`Network of ${counted(graph.dots.length, graph.of === "outlets" ? "outlet" : "article")} with ${counted(graph.edges.length, "link")}; plus, minus, arrows and 0 move the picture`) },
    svg("defs", {}, svg("marker", { id: "tip", viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto", markerUnits: "userSpaceOnUse" }, svg("path", { class: "tip", d: "M0 0L8 4L0 8Z" }))),
    svg("g", {}, graph.edges.map((edge) => edgeNode(edge, layout.places))),
    svg("g", { class: "dots" }, graph.dots.map((dot, number) => dotNode(dot, layout.places[number], number, tab))));
  startMoving(root);
  return root;
}

function edgeNode({ from, to, firm, count, relation }, places) {
  const a = places[from], b = places[to];
  const { radius } = drawn.graph.dots[to];
  const far = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  // A little to the side, so that both ways between two dots are seen.
  const bend = drawn.graph.of === "outlets" ? 0.12 : 0;
  const cx = (a.x + b.x) / 2 - (b.y - a.y) * bend, cy = (a.y + b.y) / 2 + (b.x - a.x) * bend;
  const back = Math.hypot(b.x - cx, b.y - cy) || far;
  const x = b.x - ((b.x - cx) / back) * (radius + 2), y = b.y - ((b.y - cy) / back) * (radius + 2);
  return svg("path", { class: `net-edge is-${firm}${drawn.graph.of === "articles" ? ` e-${relation}` : ""}`, d: `M${a.x} ${a.y}Q${cx} ${cy} ${x} ${y}`, "stroke-width": 1.2 + Math.min(4, Math.log2(count)), "marker-end": firm === "open" ? null : "url(#tip)", "data-from": from, "data-to": to },
    svg("title", {}, visible(`${drawn.graph.dots[to].name} from ${drawn.graph.dots[from].name}: ${firm === "open" ? "open" : counted(count, "article")}`)));
}

function dotNode(dot, { x, y }, number, tab) {
  const shape = drawn.graph.of === "articles" && !dot.source ? SHAPES[dot.relation] || CIRCLE : null;
  const css = `net-dot${dot.outside ? " is-outside" : ""}${dot.source ? " is-source" : ""}${shape ? ` e-${dot.relation}` : ""}`;
  const picture = shape ? svg("path", { class: css, d: shape, transform: `translate(${x} ${y}) scale(1.25)` }) : svg("circle", { class: css, cx: x, cy: y, r: dot.radius });
  const label = svg("text", { x, y: y + dot.radius, dy: "1.05em" }, cut(visible(dot.name), 24));
  const title = svg("title", {}, visible(dot.title ? `${dot.name}: ${dot.title}` : `${dot.name}${dot.outside ? ", not among the articles" : ""}`));
  return svg(dot.href ? "a" : "g", { class: "net-node", href: dot.href || null, tabindex: dot.href ? tab : null, "data-dot": number }, title, picture, label);
}

// The picture is moved by its viewBox; labels and lines keep their size.
function zoomTo(view) {
  const { layout, width, height } = drawn;
  // Room for half a name on either side, however small the picture is.
  const whole = Math.max(layout.width / Math.max(200, width - 90), layout.height / (height - 30), 0.75);
  const middle = { x: layout.width / 2, y: layout.height / 2 };
  const next = view || { scale: whole, ...middle };
  next.scale = Math.max(0.1, Math.min(whole * 1.5, next.scale));
  drawn.view = next;
  drawn.whole = whole;
  const root = byId("network").querySelector("svg");
  root.setAttribute("viewBox", `${next.x - (width * next.scale) / 2} ${next.y - (height * next.scale) / 2} ${width * next.scale} ${height * next.scale}`);
  root.setAttribute("font-size", 12.5 * next.scale);
  showLabels(root, next.scale);
}

// Names that would lie upon those of dots from which more was taken are left out until one comes nearer.
function showLabels(root, scale) {
  const { graph, layout } = drawn;
  const order = graph.dots.map((_, number) => number).sort((a, b) => graph.dots[b].weight - graph.dots[a].weight || a - b);
  const kept = [];
  const labels = root.querySelectorAll(".net-node text");
  for (const number of order) {
    const half = (Array.from(labels[number].textContent).length * 7.2 * scale) / 2;
    const { x, y } = layout.places[number];
    const top = y + graph.dots[number].radius;
    const box = { left: x - half, right: x + half, top, bottom: top + 15 * scale };
    const free = kept.every((other) => box.right < other.left || box.left > other.right || box.bottom < other.top || box.top > other.bottom);
    if (free) kept.push(box);
    labels[number].classList.toggle("is-under", !free);
  }
}

function zoomBy(factor, at) {
  const { view, width, height } = drawn;
  const point = at || { x: width / 2, y: height / 2 };
  const scale = Math.max(0.1, Math.min(drawn.whole * 1.5, view.scale * factor));
  const dx = (point.x - width / 2), dy = (point.y - height / 2);
  zoomTo({ scale, x: view.x + dx * (view.scale - scale), y: view.y + dy * (view.scale - scale) });
}

const MOVES = { ArrowLeft: [-60, 0], ArrowRight: [60, 0], ArrowUp: [0, -60], ArrowDown: [0, 60] };

function startMoving(root) {
  let held = null, moved = false;
  root.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const box = root.getBoundingClientRect();
    zoomBy(event.deltaY > 0 ? 1.2 : 1 / 1.2, { x: event.clientX - box.left, y: event.clientY - box.top });
  }, { passive: false });
  root.addEventListener("pointerdown", (event) => { held = { x: event.clientX, y: event.clientY, view: { ...drawn.view } }; moved = false; });
  root.addEventListener("pointermove", (event) => {
    if (!held || !(event.buttons & 1)) { held = null; return; }
    const dx = event.clientX - held.x, dy = event.clientY - held.y;
    if (Math.hypot(dx, dy) > 4) moved = true;
    if (moved) zoomTo({ ...held.view, x: held.view.x - dx * held.view.scale, y: held.view.y - dy * held.view.scale });
  });
  root.addEventListener("dragstart", (event) => event.preventDefault());
  root.addEventListener("click", (event) => { if (moved) { event.preventDefault(); event.stopPropagation(); } moved = false; }, true);
  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { view } = drawn;
    if (event.key === "+" || event.key === "=") zoomBy(1 / 1.3);
    else if (event.key === "-") zoomBy(1.3);
    else if (event.key === "0") zoomTo(null);
    else if (MOVES[event.key]) zoomTo({ ...view, x: view.x + MOVES[event.key][0] * view.scale, y: view.y + MOVES[event.key][1] * view.scale });
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  for (const name of ["pointerover", "focusin"]) root.addEventListener(name, (event) => light(root, event.target.closest("[data-dot]")));
  for (const name of ["pointerleave", "focusout"]) root.addEventListener(name, () => light(root, null));
}

// A dot and its neighbours stand out while it is pointed at.
function light(root, node) {
  root.classList.toggle("is-lit", Boolean(node));
  for (const lit of root.querySelectorAll(".lit")) lit.classList.remove("lit");
  if (!node) return;
  const own = node.dataset.dot;
  node.classList.add("lit");
  for (const edge of root.querySelectorAll(`[data-from="${own}"], [data-to="${own}"]`)) {
    edge.classList.add("lit");
    root.querySelector(`[data-dot="${edge.dataset.from === own ? edge.dataset.to : edge.dataset.from}"]`)?.classList.add("lit");
  }
}

function networkWords(graph, asked) {
  const kinds = counted(graph.dots.length, graph.of === "outlets" ? "outlet" : "article");
  const rest = asked.family ? 0 : report.families.length - graph.families;
  return `${kinds}, ${counted(graph.edges.reduce((sum, edge) => sum + edge.count, 0), "link")}${rest > 0 ? `; ${counted(rest, "smaller family", "smaller families")} left out, each can be chosen above` : ""}${graph.weaker ? `; ${counted(graph.weaker, "way", "ways")} with fewer articles left out` : ""}`;
}

function networkLegend(graph) {
  return el("p", { class: "legend" }, firmLegend(new Set(graph.edges.map((edge) => edge.firm)), null),
    graph.dots.some((dot) => dot.outside) ? el("span", {}, sign("is-outside", CIRCLE), " not among the articles") : null,
    graph.of === "articles" ? report.relations.filter(([name]) => graph.dots.some((dot) => dot.relation === name && !dot.source)).map(([name, words]) => el("span", {}, sign(`e-${name}`, SHAPES[name] || CIRCLE), ` ${words}`)) : null,
    graph.of === "articles" ? el("span", {}, sign("is-source", CIRCLE), " source") : el("span", {}, "The larger a dot, the more was taken from it."));
}

function startNetwork() {
  const form = byId("network-filters");
  fill(form.elements.family, el("option", { value: "" }, "all"), report.families.slice(0, 500).map((family) => el("option", { value: family.id }, cut(visible(family.title), 60))));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => {
    const query = new URLSearchParams();
    if (form.elements.of.value === "articles") query.set("of", "articles");
    if (form.elements.family.value) query.set("family", form.elements.family.value);
    if (form.elements.least.value !== "0") query.set("least", form.elements.least.value);
    history.replaceState(null, "", `#network${query.size ? `?${query}` : ""}`);
    arrive({ focus: false });
  });
  for (const button of byId("part-network").querySelectorAll("[data-zoom]")) {
    button.addEventListener("click", () => {
      if (!drawn) return;
      if (button.dataset.zoom === "all") zoomTo(null);
      else zoomBy(button.dataset.zoom === "in" ? 1 / 1.4 : 1.4);
    });
  }
}
