"""The page's data: an index that is opened at once, and chunks of texts and of pairs in full that are not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from functools import partial
from pathlib import PurePath
from typing import Any

from syndetect.attribution.mentions import identity
from syndetect.families.family import LEAST_CERTAIN
from syndetect.model import RELATIONS, Evidence, Exchange, Pair
from syndetect.normalise.quotation_marks import quotations
from syndetect.reporters.headlines import pair_headline, shown
from syndetect.reporters.html.about import common_path
from syndetect.reporters.html.catalogue import Catalogue, credit_of_pair, document_row, family_of_pair
from syndetect.reporters.html.change_data import altered_facts, changed
from syndetect.reporters.html.kinship import family_record
from syndetect.reporters.html.link_data import link_records
from syndetect.reporters.html.matrix import taken
from syndetect.reporters.html.packing import chunks, packed
from syndetect.reporters.outline import is_comparison, is_doubtful, unrelated
from syndetect.reporters.readable import called_apart, sided
from syndetect.reporters.wording import (
    CERTAINTY,
    KIND_WORDS,
    RELATION_WORDS,
    SOLID,
    hours_words,
)
from syndetect.text.language_words import in_several_languages

TEXTS, PAIRS, LINKS = 40, 100, 200
"""Texts, pairs in full, and links of families, of a chunk; quotations come with their texts."""

CLEAN = 1000
"""Articles without a relation that are named; the JSON report names all of them."""

_DIRECTIONS = ("undetermined", "left-from-right", "right-from-left", "common-source")
_KINDS = tuple(KIND_WORDS)
_FIGURES = tuple(item.name for item in fields(Evidence))


def data(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Ids and packed contents of all data elements, the index first."""
    yield "index", packed(_index(catalogue))
    yield "clean", packed(_clean(catalogue))
    yield from chunks("texts", catalogue.documents, TEXTS, lambda document: document.text)
    yield from chunks("quotes", catalogue.documents, TEXTS, lambda document: _steps(document.text))
    yield from chunks("pairs", catalogue.report.pairs, PAIRS, partial(pair_in_full, catalogue))
    yield from chunks("links", link_records(catalogue), LINKS, lambda link: link)


def _index(catalogue: Catalogue) -> dict[str, Any]:
    # In a report in one language, the language needs no column.
    spoken = in_several_languages(document.language for document in catalogue.documents)
    return {
        "documents": [document_row(document, spoken=spoken) for document in catalogue.documents],
        "families": [family_record(catalogue, family) for family in catalogue.families],
        "pairs": [_pair_row(catalogue, pair) for pair in catalogue.report.pairs],
        "taken": taken(catalogue, catalogue.families),
        "exchanges": [_exchange(row) for row in catalogue.report.outlets],
        "comparison": is_comparison(catalogue.report),
        "chunks": {"texts": TEXTS, "pairs": PAIRS, "links": LINKS},
        "relations": [[name, RELATION_WORDS[name]] for name in RELATIONS],
        "kinds": [[name, KIND_WORDS[name]] for name in _KINDS],
        "certainty": [list(step) for step in CERTAINTY],
        "firm": [SOLID, LEAST_CERTAIN],
        "spelt": {
            name: catalogue.spelt[key]
            for name, key in _outlets(catalogue)
            if catalogue.spelt.get(key, name) != name
        },
        "judged": [
            catalogue.number[name] for name in catalogue.report.submissions or () if name in catalogue.number
        ],
        "place": common_path(catalogue.report.documents),
        "absolute": any(
            PurePath(document.path).is_absolute() for document in catalogue.documents if document.path
        ),
        "directions": list(_DIRECTIONS),
        "figures": list(_FIGURES),
    }


def _outlets(catalogue: Catalogue) -> list[tuple[str, str]]:
    """Each outlet's name with its identity, which different spellings of one outlet have in common."""
    names = {document.outlet for document in catalogue.documents if document.outlet}
    return [(name, identity(name)) for name in sorted(names)]


def _clean(catalogue: Catalogue) -> list[list[str]]:
    """Outlet, title and id of the first articles without a relation."""
    return [
        [document.outlet or "", document.title or "", document.id]
        for document in unrelated(catalogue.report)[:CLEAN]
    ]


def _exchange(row: Exchange) -> list[Any]:
    """A row of the table of outlets with three articles or more, intervals beside the counts."""
    return [
        row.outlet,
        row.source,
        row.articles,
        row.taken,
        [round(row.taken_low, 4), round(row.taken_high, 4)],
        row.credited,
        [round(row.credited_low, 4), round(row.credited_high, 4)],
        hours_words(row.delay),
    ]


def _pair_row(catalogue: Catalogue, pair: Pair) -> list[Any]:
    """What lists of pairs show and filter by; relation and direction as their numbers in the index."""
    return [
        catalogue.number[pair.left],
        catalogue.number[pair.right],
        RELATIONS.index(pair.relation),
        round(pair.confidence, 4),
        _DIRECTIONS.index(pair.direction),
        round(pair.evidence.coverage_left, 4),
        round(pair.evidence.coverage_right, 4),
        family_of_pair(catalogue, pair),
        credit_of_pair(catalogue, pair),
        int(is_doubtful(pair)),
    ]


def pair_in_full(catalogue: Catalogue, pair: Pair) -> dict[str, Any]:
    """The verdict in a sentence, its reasons, every figure, and the passages with their changed words.

    The two articles have the names of their outlets or files, never left and right.
    """
    documents = [catalogue.documents[catalogue.number[side]] for side in (pair.left, pair.right)]
    texts = [document.text for document in documents]
    called = called_apart(documents)
    names = [shown(called[document.id]) for document in documents]
    return {
        "verdict": pair_headline(pair, documents[0], documents[1]),
        "names": names,
        "certainty": round(pair.certainty, 4),
        "reasons": [sided(reason, *names) for reason in pair.reasons],
        "figures": [round(getattr(pair.evidence, name), 4) for name in _FIGURES],
        "passages": [
            [
                item.left.begin,
                item.left.end,
                item.right.begin,
                item.right.end,
                _KINDS.index(item.kind),
                round(item.similarity, 4),
                *changed(
                    texts[0][item.left.begin : item.left.end], texts[1][item.right.begin : item.right.end]
                ),
            ]
            for item in pair.passages
        ],
        "facts": altered_facts(catalogue.member_of, pair),
    }


def _steps(text: str) -> list[int]:
    """The quotations as steps in characters: up to the first one, its length, up to the next one ..."""
    steps: list[int] = []
    behind = 0
    for begin, end in quotations(text):
        steps += [begin - behind, end - begin]
        behind = end
    return steps
