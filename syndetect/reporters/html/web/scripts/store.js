// The data elements hold JSON, compressed, in base64; each is opened when a view first needs it.

let report = null;
const wordsOf = { relation: new Map(), kind: new Map() };
const opened = new Map();

function unpacked(id) {
  if (!opened.has(id)) opened.set(id, unpack(id));
  return opened.get(id);
}

async function unpack(id) {
  const packed = atob(byId(id).textContent);
  const bytes = Uint8Array.from(packed, (character) => character.charCodeAt(0));
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(plain).text());
}

async function openReport() {
  report = await unpacked("index");
  wordsOf.relation = new Map(report.relations);
  wordsOf.kind = new Map(report.kinds);
  report.pairs = report.pairs.map(pairOf);
  return report;
}

function pairOf([left, right, relation, confidence, direction, onLeft, onRight, family, credit, doubtful], number) {
  return {
    number, left, right, confidence, family, credit, onLeft, onRight,
    relation: report.relations[relation][0],
    direction: report.directions[direction],
    doubtful: doubtful === 1,
  };
}

async function textOf(number) {
  const size = report.chunks.texts;
  return (await unpacked(`texts-${Math.floor(number / size)}`))[number % size];
}

async function quotesOf(number) {
  const size = report.chunks.texts;
  return (await unpacked(`quotes-${Math.floor(number / size)}`))[number % size];
}

async function linkOfMember(family, row) {
  if (!known.firstLinks) {
    let first = 0;
    known.firstLinks = report.families.map((other) => { first += other.members.length; return first - other.members.length; });
  }
  const number = known.firstLinks[family] + row, size = report.chunks.links;
  return (await unpacked(`links-${Math.floor(number / size)}`))[number % size];
}

async function inFull(pair) {
  const size = report.chunks.pairs;
  return (await unpacked(`pairs-${Math.floor(pair.number / size)}`))[pair.number % size];
}
