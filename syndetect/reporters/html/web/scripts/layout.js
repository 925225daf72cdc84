// Where the dots of a network stand: each connected part is laid out by forces, then all are packed in rows.
// No chance is in it: the same report gives the same picture.

function partsOfGraph(count, edges) {
  const root = Array.from({ length: count }, (_, number) => number);
  const find = (number) => {
    let at = number;
    while (root[at] !== at) { root[at] = root[root[at]]; at = root[at]; }
    return at;
  };
  for (const { from, to } of edges) root[find(from)] = find(to);
  const parts = new Map();
  for (let number = 0; number < count; number += 1) {
    if (!parts.has(find(number))) parts.set(find(number), []);
    parts.get(find(number)).push(number);
  }
  return [...parts.values()].sort((a, b) => b.length - a.length || a[0] - b[0]);
}

// Fruchterman and Reingold, 1991, from a spiral.
function spread(numbers, edges, spacing) {
  const place = new Map(numbers.map((number, at) => [number, at]));
  const points = numbers.map((_, at) => {
    const angle = at * 2.399963, far = spacing * 0.7 * Math.sqrt(at);
    return { x: far * Math.cos(angle), y: far * Math.sin(angle) };
  });
  const ties = edges.filter(({ from, to }) => place.has(from) && from !== to).map(({ from, to }) => [place.get(from), place.get(to)]);
  // Dots with many links would draw all others into one heap.
  const degree = points.map(() => 0);
  for (const [a, b] of ties) { degree[a] += 1; degree[b] += 1; }
  const rounds = numbers.length > 200 ? 80 : numbers.length > 60 ? 160 : 300;
  for (let round = 0; round < rounds; round += 1) {
    const moves = points.map(() => ({ x: 0, y: 0 }));
    for (let a = 0; a < points.length; a += 1) {
      for (let b = a + 1; b < points.length; b += 1) {
        const dx = points[a].x - points[b].x || 0.01, dy = points[a].y - points[b].y || 0.01;
        const push = (spacing * spacing) / (dx * dx + dy * dy);
        moves[a].x += dx * push; moves[a].y += dy * push;
        moves[b].x -= dx * push; moves[b].y -= dy * push;
      }
    }
    for (const [a, b] of ties) {
      const dx = points[a].x - points[b].x, dy = points[a].y - points[b].y;
      const pull = Math.hypot(dx, dy) / spacing / Math.cbrt(degree[a] * degree[b]);
      moves[a].x -= dx * pull; moves[a].y -= dy * pull;
      moves[b].x += dx * pull; moves[b].y += dy * pull;
    }
    const most = spacing * (1 - round / rounds);
    points.forEach((point, at) => {
      const far = Math.hypot(moves[at].x, moves[at].y) || 1;
      point.x += (moves[at].x / far) * Math.min(far, most);
      point.y += (moves[at].y / far) * Math.min(far, most);
    });
  }
  return points;
}

// A place for every dot, and the size of the whole picture.
function layoutOf(count, edges, spacing, aspect) {
  const places = new Array(count);
  const boxes = partsOfGraph(count, edges).map((numbers) => {
    const points = spread(numbers, edges, spacing);
    const left = Math.min(...points.map((point) => point.x)), top = Math.min(...points.map((point) => point.y));
    const width = Math.max(...points.map((point) => point.x)) - left + spacing * 1.7;
    const height = Math.max(...points.map((point) => point.y)) - top + spacing * 0.9;
    return { numbers, points, left, top, width, height };
  });
  const room = Math.max(...boxes.map((box) => box.width), Math.sqrt(boxes.reduce((sum, box) => sum + box.width * box.height, 0) * aspect) * 1.1, spacing);
  let x = 0, y = 0, row = 0, wide = 0;
  for (const box of boxes) {
    if (x > 0 && x + box.width > room) { x = 0; y += row; row = 0; }
    box.numbers.forEach((number, at) => {
      places[number] = { x: x + box.points[at].x - box.left + spacing * 0.5, y: y + box.points[at].y - box.top + spacing * 0.45 };
    });
    x += box.width;
    row = Math.max(row, box.height);
    wide = Math.max(wide, x);
  }
  return { places, width: Math.max(wide, spacing), height: Math.max(y + row, spacing) };
}
