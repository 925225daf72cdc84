"""Reports made by hand for the reporters' tests, from sentences written for them."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from syndetect.classify import ledger
from syndetect.model import (
    Change,
    Changes,
    Clue,
    Credit,
    CreditAudit,
    Document,
    Evidence,
    Family,
    Member,
    Pair,
    Passage,
    Report,
    Run,
    SecondSource,
    Skipped,
    Source,
    Span,
)

WIRE = (
    "The last ferry to Skarholm was called back on Tuesday night after the crew noticed water in the "
    "engine room, the harbour office said. All 84 passengers were taken off by two pilot boats within "
    "forty minutes, and nobody was hurt. “We had trained for exactly this in January,” said harbour "
    "master Ingrid Voll. The ship, built in 1987, had passed its yearly inspection three weeks earlier. "
    "Divers will examine the hull on Thursday, and until then a smaller boat will make the crossing twice"
    " a day."
)
COPY = (
    "(NPA) The last ferry to Skarholm was called back on Tuesday night after the crew noticed water in "
    "the engine room, the harbour office said. All 84 passengers were taken off by two pilot boats within"
    " forty minutes, and nobody was hurt. The ship, built in 1987, had passed its yearly inspection three"
    " weeks earlier."
)
PARAPHRASE = (
    "Tuesday night's last ferry to Skarholm had to turn back when the crew found water in the engine "
    "room, according to the harbour office. Two pilot boats took all 84 passengers off within forty "
    "minutes; nobody was hurt. Nordvik Press Agency reports that the ship, built in 1987, had passed its "
    "yearly inspection only three weeks before. Divers are to look at the hull on Thursday, and a smaller"
    " boat will cross twice a day until then."
)
REWRITE = (
    "A leak has put the Skarholm line out of service. Eighty-four people had to leave the ship for pilot "
    "boats on Tuesday, all of them unharmed. The vessel is almost forty years old, yet inspectors had "
    "found no fault in it last month. A replacement sails mornings and evenings while divers search for "
    "the hole."
)
OWN = (
    "I was pouring coffee when the floor began to hum, says Tore Lind, who was on the Skarholm ferry on "
    "Tuesday. “We had trained for exactly this in January,” harbour master Ingrid Voll told us on the "
    "quay at midnight."
)
BREAD = (
    "Bakers in Nordvik will raise the price of rye bread from May. Flour has become a fifth dearer since "
    "autumn, the guild wrote to its members, and ovens cost more to heat."
)
BREAD_COPY = (
    "Bakers in Nordvik will raise the price of rye bread from May. Flour has become a fifth dearer since "
    "autumn."
)

RUN = Run("0.1.0", "2026-03-05T09:00:00+00:00", 1.25, {"read": 0.5, "align": 0.25}, {"documents": 8})


def document(
    name: str, outlet: str | None, text: str, title: str | None, published: str | None = None
) -> Document:
    """A document whose path is its id."""
    return Document(name, text, outlet, title, published, None, "en", name, {}, len(text.split()))


def passage(left: str, right: str, texts: tuple[str, str], kind: str, similarity: float) -> Passage:
    """The passage that stands where the two strings stand in the two texts."""
    begins = texts[0].index(left), texts[1].index(right)
    spans = (Span(begin, begin + len(part)) for begin, part in zip(begins, (left, right), strict=True))
    return Passage(*spans, kind, similarity)  # type: ignore[arg-type]


DOCUMENTS = (
    document("bay/own.txt", "Bay Times", OWN, "Midnight on the quay", "2026-03-04"),
    document("bread/guild.txt", "Nordvik Post", BREAD, "Rye bread to cost more", "2026-03-02T07:00:00Z"),
    document("bread/short.txt", None, BREAD_COPY, None),
    document(
        "coast/ferry.txt",
        "Coast Herald",
        PARAPHRASE,
        "Ferry turns back with water on board",
        "2026-03-04T09:45:00Z",
    ),
    document(
        "lantern/ferry.txt", "Daily Lantern", COPY, "Skarholm ferry called back", "2026-03-04T06:50:00Z"
    ),
    document(
        "north/garden.txt", "North Weekly", "Prune roses before the sap rises, and cut above a bud.", "Roses"
    ),
    document("sund/leak.txt", "Sund Radio", REWRITE, "Leak stops the Skarholm line", "2026-03-05T08:00:00Z"),
    document(
        "wire/ferry.txt",
        "Nordvik Press Agency",
        WIRE,
        "Ferry to Skarholm called back after leak",
        "2026-03-04T06:10:00Z",
    ),
)

PAIRS = (
    Pair(
        "bay/own.txt",
        "wire/ferry.txt",
        "same-story",
        0.91,
        "undetermined",
        Evidence(
            0.01,
            0.03,
            0.02,
            0.22,
            0.1,
            1.0,
            quoted=1.0,
            order=1.0,
            longest_run=8,
            passages=1,
            matched_words=8,
        ),
        (passage(OWN[109:157], WIRE[224:272], (OWN, WIRE), "quote", 1.0),),
        ("the only passage in common is a quotation of 8 words",),
    ),
    Pair(
        "bread/guild.txt",
        "bread/short.txt",
        "copy",
        0.58,
        "right-from-left",
        Evidence(0.5, 0.6, 1.0, 0.64, 1.0, 1.0, longest_run=20, passages=1, matched_words=20, order=1.0),
        (passage(BREAD_COPY[:-1], BREAD_COPY[:-1], (BREAD, BREAD_COPY), "verbatim", 1.0),),
        ("100 % of the words of the right stand on the left", "uncertain: only 20 words to judge by"),
    ),
    Pair(
        "coast/ferry.txt",
        "wire/ferry.txt",
        "paraphrase",
        0.93,
        "left-from-right",
        Evidence(
            0.08,
            0.18,
            0.14,
            0.86,
            0.71,
            0.41,
            0.34,
            0.25,
            0.0,
            1.0,
            11,
            passages=4,
            matched_words=71,
            narrative_left=0.66,
            narrative_right=0.58,
            bits=214.5,
            boilerplate_left=12,
        ),
        (
            passage(
                PARAPHRASE[: PARAPHRASE.index(" Two pilot")],
                WIRE[: WIRE.index(" All 84")],
                (PARAPHRASE, WIRE),
                "edited",
                0.74,
            ),
            passage(
                "Two pilot boats took all 84 passengers off within forty minutes; nobody was hurt.",
                (
                    "All 84 passengers were taken off by two pilot boats within forty minutes, and "
                    "nobody was hurt."
                ),
                (PARAPHRASE, WIRE),
                "reworded",
                0.68,
            ),
            passage(
                "the ship, built in 1987, had passed its yearly inspection only three weeks before.",
                "The ship, built in 1987, had passed its yearly inspection three weeks earlier.",
                (PARAPHRASE, WIRE),
                "edited",
                0.9,
            ),
            passage(
                (
                    "Divers are to look at the hull on Thursday, and a smaller boat will cross twice a "
                    "day until then."
                ),
                (
                    "Divers will examine the hull on Thursday, and until then a smaller boat will make "
                    "the crossing twice a day."
                ),
                (PARAPHRASE, WIRE),
                "reworded",
                0.62,
            ),
        ),
        ("86 % of the left narrative stands in the right, in the same order", "11 equal words in a row"),
    ),
    Pair(
        "lantern/ferry.txt",
        "wire/ferry.txt",
        "copy",
        0.99,
        "left-from-right",
        Evidence(
            0.7,
            0.97,
            0.71,
            0.98,
            0.72,
            1.0,
            order=1.0,
            longest_run=42,
            passages=2,
            matched_words=54,
            bits=820.1,
        ),
        (
            passage(
                COPY[6 : COPY.index(" The ship")], WIRE[: WIRE.index(" “We")], (COPY, WIRE), "verbatim", 1.0
            ),
            passage(
                "The ship, built in 1987, had passed its yearly inspection three weeks earlier.",
                "The ship, built in 1987, had passed its yearly inspection three weeks earlier.",
                (COPY, WIRE),
                "verbatim",
                1.0,
            ),
        ),
        ("98 % of the left stands word for word in the right",),
    ),
    Pair(
        "sund/leak.txt",
        "wire/ferry.txt",
        "rewrite",
        0.72,
        "left-from-right",
        Evidence(
            0.0,
            0.01,
            0.01,
            0.46,
            0.37,
            0.1,
            0.1,
            0.8,
            0.0,
            0.67,
            3,
            passages=1,
            matched_words=31,
            narrative_left=0.48,
            narrative_right=0.4,
            bits=61.2,
        ),
        (
            passage(
                "Eighty-four people had to leave the ship for pilot boats on Tuesday, all of them unharmed.",
                (
                    "All 84 passengers were taken off by two pilot boats within forty minutes, and "
                    "nobody was hurt."
                ),
                (REWRITE, WIRE),
                "reworded",
                0.41,
            ),
        ),
        (
            "4 facts in the same selection, little wording in common",
            "uncertain: order concordance is only 0.67",
        ),
    ),
)

_DIRECTED = frozenset({"left-from-right", "right-from-left"})
_WORDS = {one.id: one.words for one in DOCUMENTS}
PAIRS = tuple(
    replace(
        pair,
        certainty=0.88 if pair.direction in _DIRECTED else pair.certainty,
        ledger=tuple(
            replace(line, value=round(line.value, 4), adds=round(line.adds, 4))
            for line in ledger(
                pair.evidence,
                _WORDS[pair.left] - pair.evidence.boilerplate_left,
                _WORDS[pair.right] - pair.evidence.boilerplate_right,
            )
        ),
    )
    for pair in PAIRS
)

_AT = COPY.index("(NPA)")
_REPORTS = PARAPHRASE.index("Nordvik Press Agency reports")

FAMILIES = (
    Family(
        "bread/guild.txt",
        Source("bread/guild.txt", "Nordvik Post", 0.64, ("it is the longer one",)),
        (
            Member("bread/guild.txt", "copy", None, 1.0, 0.64),
            Member("bread/short.txt", "copy", "bread/guild.txt", 1.0, 0.58),
        ),
    ),
    Family(
        "coast/ferry.txt",
        Source(
            "wire/ferry.txt",
            "Nordvik Press Agency",
            0.97,
            (
                "it covers the others by 46 to 98 %, and none of them covers it as far",
                "2 of 3 credit it",
                "it is the first",
            ),
        ),
        (
            Member(
                "coast/ferry.txt",
                "paraphrase",
                "wire/ferry.txt",
                0.86,
                0.93,
                Credit("named", "Nordvik Press Agency", _REPORTS, _REPORTS + 28),
            ),
            Member(
                "lantern/ferry.txt",
                "copy",
                "wire/ferry.txt",
                0.98,
                0.99,
                Credit("wire", "Nordvik Press Agency", _AT, _AT + 5),
            ),
            Member("sund/leak.txt", "rewrite", "wire/ferry.txt", 0.46, 0.72),
            Member("wire/ferry.txt", "copy", None, 1.0, 0.97),
        ),
        ("bay/own.txt",),
        2,
    ),
)

SKIPPED = (
    Skipped("notes/empty.txt", "the file is empty"),
    Skipped("notes/old.txt", "the file is empty"),
    Skipped("photos/quay.jpg", "not a text: it holds NUL bytes"),
)


FAMILIES = tuple(
    replace(
        family,
        members=tuple(
            replace(member, certainty=0.88) if member.source is not None else member
            for member in family.members
        ),
    )
    for family in FAMILIES
)


def scan_report() -> Report:
    """Two families, a same-story pair, an unrelated article and three skipped files."""
    return Report(RUN, {"min_relation": "same-story", "seed": 1}, DOCUMENTS, SKIPPED, PAIRS, FAMILIES)


def audited_report() -> Report:
    """The scan with a ledger, an audit and changes for every link of the ferry's family."""
    family = FAMILIES[1]
    links = {
        "coast/ferry.txt": {
            "audit": CreditAudit(
                "part", 71, 20, "paragraph", "body", "it credits Nordvik Press Agency in part"
            ),
            "evidence": (
                Clue("time", "for", 2.9, "wire/ferry.txt was published before coast/ferry.txt"),
                Clue("leftover", "for", 1.5, "coast/ferry.txt says so", "coast/ferry.txt", 0, 12),
                Clue("style", "against", 0.4, "coast/ferry.txt spells otherwise"),
            ),
            "also": (SecondSource("bay/own.txt", 0.12),),
        },
        "lantern/ferry.txt": {
            "audit": CreditAudit("full", 54, 0, "text", "opening", "it credits all"),
            "evidence": (Clue("coverage", "neutral", 0.0, "both have the very same words"),),
        },
        "sund/leak.txt": {
            "audit": CreditAudit("uncredited", 31, 31, reason="it credits nobody"),
            "evidence": (Clue("dangling", "for", 1.0, "sund/leak.txt speaks of Voll"),),
            "changes": Changes(
                (Change("number", "84", "eighty"), Change("negation", "nobody", "")), (), (), 9, 14
            ),
        },
    }
    members = tuple(replace(member, **links.get(member.document, {})) for member in family.members)  # type: ignore[arg-type]
    return replace(scan_report(), families=(FAMILIES[0], replace(family, members=members)))


def compare_report(number: int = 2) -> Report:
    """One pair of the scan and its two documents."""
    pair = PAIRS[number]
    both = tuple(item for item in DOCUMENTS if item.id in {pair.left, pair.right})
    return Report(RUN, {}, both, (), (pair,), ())


def nothing_report() -> Report:
    """Articles that have nothing to do with each other."""
    return replace(scan_report(), documents=DOCUMENTS[5:7], skipped=(), pairs=(), families=())


def large_report(families: int = 300, loose: int = 3000) -> Report:
    """Many families of four, and as many pairs outside them."""
    documents, pairs, groups = [], [], []
    for number in range(families):
        prefix = f"f{number:04}/"
        names = {item.id: prefix + item.id for item in DOCUMENTS}
        documents += [replace(item, id=names[item.id], path=names[item.id]) for item in DOCUMENTS]
        pairs += [replace(pair, left=names[pair.left], right=names[pair.right]) for pair in PAIRS]
        groups += [_renamed(family, prefix) for family in FAMILIES]
    names_of_loose = [f"z{number:05}" for number in range(loose + 1)]
    documents += [document(name, "Loose Leaf", OWN, "Loose") for name in names_of_loose]
    pairs += [replace(PAIRS[0], left=left, right=right) for left, right in pairwise(names_of_loose)]
    ordered = (
        sorted(documents, key=lambda item: item.id),
        sorted(pairs, key=lambda pair: (pair.left, pair.right)),
    )
    return Report(RUN, {}, tuple(ordered[0]), SKIPPED * 500, tuple(ordered[1]), tuple(groups))


def _renamed(family: Family, prefix: str) -> Family:
    source = replace(family.source, document=f"{prefix}{family.source.document}")
    members = tuple(
        replace(member, document=prefix + member.document, source=member.source and prefix + member.source)
        for member in family.members
    )
    same = tuple(prefix + name for name in family.same_story)
    return replace(family, id=prefix + family.id, source=source, members=members, same_story=same)
