// Every view has an address behind the #, made from ids, so that a link outlives a new run of the report.

const encoded = (text) => encodeURIComponent(text.replace(/[\ud800-\udfff]/gu, "\ufffd"));
const familyHref = (number) => `#family/${encoded(report.families[number].id)}`;
const idOf = (number) => report.documents[number][0];
const pairHref = (pair) => `#pair/${encoded(idOf(pair.left))}/${encoded(idOf(pair.right))}`;
const articleHref = (number) => `#article/${encoded(idOf(number))}`;

// What a hash asks for: { part, names, query }; null when it is not spelled as one of ours.
function placeOf(hash) {
  const [path, query] = hash.replace(/^#/u, "").split("?", 2);
  try {
    const [part, ...names] = path.split("/").map(decodeURIComponent);
    return { part, names, query: new URLSearchParams(query || "") };
  } catch {
    return null;
  }
}

const known = { pairs: null, families: null, documents: null };

function pairOfDocuments(first, second) {
  known.pairs ||= new Map(report.pairs.map((pair) => [`${pair.left} ${pair.right}`, pair]));
  return known.pairs.get(`${first} ${second}`) || known.pairs.get(`${second} ${first}`);
}

function documentOfId(id) {
  known.documents ||= new Map(report.documents.map(([name], number) => [decodeURIComponent(encoded(name)), number]));
  return known.documents.get(id);
}

function pairOfIds(left, right) {
  return pairOfDocuments(documentOfId(left), documentOfId(right));
}

function familyOfId(id) {
  known.families ||= new Map(report.families.map((family, number) => [decodeURIComponent(encoded(family.id)), number]));
  return known.families.get(id);
}
