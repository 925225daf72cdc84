"""Related pairs to families: whatever hangs together by pairs is on one task, with all its texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np

from syndetect.attribution.phrases import NO_PHRASES, OUTLETS, SAMPLED, Phrases, learned_from
from syndetect.batching import batched
from syndetect.changes import with_changes
from syndetect.families import exchanged, find_families, groups_of, with_totals
from syndetect.faults import contained
from syndetect.kernels.traversal import components
from syndetect.kernels.words import I64
from syndetect.model import NO_CREDIT, Document, Exchange, Family, Fault, Pair, Report, Run, at_least
from syndetect.pipeline.articles import counted
from syndetect.records.flat_tables import tables
from syndetect.settings import Settings
from syndetect.spark.cells import Columns, Row, Work, mapped, packed, unpacked
from syndetect.spark.chunk_judging import documents_at, keyed, pair_of
from syndetect.spark.inputs import decoded, heading
from syndetect.spark.prints import ArticleFacts, JobPlan
from syndetect.spark.routing import routed
from syndetect.text.identify import named

RELATED: Columns = {"chunk": "int", "cell": "binary"}
"""Some connected articles and their pairs, as `_Connected`."""

RECORDS: Columns = {"name": "string", "key": "string", "at": "long", "data": "binary"}
"""A row of a table of the report, by what it is sorted by there; other names are for the driver."""

SLIM, FAULT = "slim families", "fault"

Spellings = Sequence[Sequence[str]]

_CHUNK_BYTES = 2_000_000
_TOLD_TOGETHER = 256
_LISTED = ("documents", "pairs", "passages", "families", "members")


@dataclass(frozen=True, slots=True)
class _Connected:
    """`rows`, `words` and `languages` are packed; `documents` and `pairs` as the stages before left them."""

    rows: bytes
    words: bytes
    languages: bytes
    documents: list[bytes]
    pairs: list[bytes]


@dataclass(frozen=True, slots=True)
class CommonGround:
    """What every family is judged by."""

    phrases: Phrases
    several: bool
    spellings: Spellings
    settings: Settings


def related(articles: Any, judged: Any, facts: ArticleFacts, plan: JobPlan) -> Any:
    """The frame RELATED of all connected articles, those that hang together in one cell."""
    found = judged.where("left >= 0")
    sides = found.select("left", "right").toArrow()
    left, right = (np.asarray(sides.column(name), np.int64) for name in ("left", "right"))
    rows = np.unique(np.concatenate((left, right)))
    chunks = []
    for some in _together(rows, np.searchsorted(rows, left), np.searchsorted(rows, right), facts.sizes):
        task = _Connected(packed(some), packed(facts.words[some]), packed(facts.languages[some]), [], [])
        chunks.append((_encoded(task), some))
    sources: list[tuple[Any, Work]] = [(found, _by_left), (articles, partial(keyed, offsets=plan.offsets))]
    return routed(sources, chunks, _gathered, RELATED, plan.buckets)


def _encoded(value: Any) -> bytes:
    import msgspec

    return msgspec.msgpack.encode(value)


def _decoded(data: bytes, kind: Any) -> Any:
    import msgspec

    return msgspec.msgpack.decode(data, type=kind)


def _together(rows: I64, left: I64, right: I64, sizes: I64) -> Iterator[I64]:
    """The rows of whole components, in runs whose texts are not many; ends of pairs are ranks of rows."""
    labels = components(left, right, len(rows))
    order = np.argsort(labels, kind="stable")
    borders = np.flatnonzero(np.diff(labels[order], prepend=-1))
    ends = np.append(borders[1:], len(rows))
    total = np.append(0, np.cumsum(sizes[rows[order]]))
    begin = 0
    for end in ends.tolist():
        if total[end] - total[begin] >= _CHUNK_BYTES or end == len(rows):
            yield np.sort(rows[order[begin:end]])
            begin = end


def _by_left(rows: Iterator[Row]) -> Iterator[Row]:
    for left, _, _, data in rows:
        yield left, 0, data


def _gathered(chunk: int, task: bytes, needed: list[Row]) -> Iterator[Row]:
    made = replace(
        _decoded(task, _Connected),
        documents=[cell for kind, _, cell in needed if kind],
        pairs=[cell for kind, _, cell in needed if not kind],
    )
    yield chunk, _encoded(made)


def _opened(cell: bytes) -> tuple[I64, list[Document], list[Pair]]:
    held: _Connected = _decoded(cell, _Connected)
    languages = named(unpacked(held.languages, np.int8))
    documents = []
    for data, words, language in zip(
        held.documents, unpacked(held.words, np.int64).tolist(), languages, strict=True
    ):
        one = decoded(data)
        documents.append(counted(one, one.text, words, language))
    pairs = sorted(map(pair_of, held.pairs), key=lambda pair: (pair.left, pair.right))
    return unpacked(held.rows, np.int64), documents, pairs


def phrases(
    connected: Any, articles: Any, facts: ArticleFacts, plan: JobPlan, faults: list[Fault]
) -> Phrases:
    """The wordings by which an outlet is known, as the local engine learns them from a sample."""
    with contained(faults, "families", "the wordings by which an outlet is known"):
        cells = mapped(connected, _groups, {"cell": "binary"}).collect()
        parts = [unpacked(row.cell, np.int64).reshape(-1, 2) for row in cells]
        members = np.concatenate([np.empty((0, 2), np.int64), *parts])
        story = dict(members.tolist())
        owners = set(facts.owners[members[:, 0]].tolist()) - {0}
        wanted = sorted((facts.outlets[one], one) for one in owners)[:OUTLETS]
        order = np.flatnonzero(facts.first)
        rows = [order[facts.owners[order] == np.uint64(one)][:SAMPLED] for _, one in wanted]
        texts = _texts(connected, articles, np.concatenate([np.empty(0, np.int64), *rows]), plan)
        sampled = {
            name: [texts[row] for row in some.tolist()] for (name, _), some in zip(wanted, rows, strict=True)
        }
        homes = {texts[row].id: str(home) for row, home in story.items() if row in texts}
        return learned_from(sampled, homes)
    return NO_PHRASES


def _groups(rows: Iterator[Row]) -> Iterator[Row]:
    """The members of each group, and by which of them it is called."""
    for _, cell in rows:
        numbers, documents, pairs = _opened(cell)
        by_id = {one.id: one for one in documents}
        row_of = dict(zip(by_id, numbers.tolist(), strict=True))
        groups = groups_of(by_id, (pair for pair in pairs if pair.derived))
        found = [(row_of[id], row_of[members[0]]) for members in groups.members for id in members]
        yield (packed(np.array(found, np.int64).reshape(-1, 2)),)


def _texts(connected: Any, articles: Any, rows: I64, plan: JobPlan) -> dict[int, Document]:
    """The articles of some rows, with the texts of those that are related."""
    wanted = frozenset(rows.tolist())
    found = mapped(connected, partial(_rows_in, wanted=wanted), {"row": "long"}).collect()
    found_rows = {row.row for row in found}
    documents = documents_at(articles, plan, rows)
    return {row: one if row in found_rows else replace(one, text="") for row, one in documents.items()}


def _rows_in(rows: Iterator[Row], wanted: frozenset[int]) -> Iterator[Row]:
    for _, cell in rows:
        for row in unpacked(_decoded(cell, _Connected).rows, np.int64).tolist():
            if row in wanted:
                yield (row,)


def families(connected: Any, shared: CommonGround) -> Any:
    """The frame RECORDS of what is told of related articles."""
    held = connected.sparkSession.sparkContext.broadcast(shared)
    return mapped(connected, partial(_families, broadcast=held), RECORDS)


def _families(rows: Iterator[Row], broadcast: Any) -> Iterator[Row]:
    shared: CommonGround = broadcast.value
    settings = shared.settings
    for _, cell in rows:
        _, documents, pairs = _opened(cell)
        faults: list[Fault] = []
        pairs, found = find_families(
            documents,
            pairs,
            settings.credits,
            spellings=shared.spellings,
            faults=faults,
            several=shared.several,
            phrases=shared.phrases,
        )
        found = with_changes(found, documents, pairs, faults=faults)
        with contained(faults, "families", "what articles have from all their sources together"):
            documents = with_totals(documents, pairs, found)
        listed = [pair for pair in pairs if at_least(pair.relation, settings.min_relation)]
        yield from recorded(documents, listed, found)
        members = {member.document for family in found for member in family.members}
        slim = [
            replace(one, text="", meta={}, title=None, url=None, path=None)
            for one in documents
            if one.id in members
        ]
        yield SLIM, "", 0, _encoded((slim, [_slim(family) for family in found]))
        for fault in faults:
            yield FAULT, "", 0, _encoded(fault)


def _slim(family: Family) -> Family:
    """A family with what the figures of outlets need."""
    return replace(
        family,
        members=tuple(
            replace(one, credit=NO_CREDIT, also=(), evidence=(), changes=None) for one in family.members
        ),
        bridges=(),
        same_story=(),
    )


def recorded(
    documents: Iterable[Document] = (), pairs: Iterable[Pair] = (), families: Iterable[Family] = ()
) -> Iterator[Row]:
    """The rows of the report's tables for these."""
    part = Report(Run("", "", 0.0), {}, tuple(documents), (), tuple(pairs), tuple(families))
    made = tables(part)
    for name in _LISTED:
        for at, row in enumerate(made[name]):
            yield name, _key(name, row), at, _encoded(row)


def _key(name: str, row: Mapping[str, Any]) -> str:
    """What a row is sorted by, before its place among those that are told together."""
    if name in ("pairs", "passages"):
        return f"{row['left']}\0{row['right']}"
    return str(row["family"] if name == "members" else row["id"])


def others(articles: Any, connected: Any, facts: ArticleFacts, plan: JobPlan) -> Any:
    """The frame RECORDS of the articles that are related to nobody."""
    alone = facts.first.copy()
    for row in mapped(connected, _all_rows, {"cell": "binary"}).collect():
        alone[unpacked(row.cell, np.int64)] = False
    held = articles.sparkSession.sparkContext.broadcast((np.packbits(alone), facts.words, facts.languages))
    return mapped(articles, partial(_listed, offsets=plan.offsets, broadcast=held), RECORDS)


def _all_rows(rows: Iterator[Row]) -> Iterator[Row]:
    for _, cell in rows:
        yield (_decoded(cell, _Connected).rows,)


def _listed(rows: Iterator[Row], offsets: Sequence[int], broadcast: Any) -> Iterator[Row]:
    alone, words, languages = broadcast.value

    def listed() -> Iterator[Document]:
        for row, _, data in keyed(rows, offsets):
            if alone[row >> 3] >> (7 - (row & 7)) & 1:
                language = named(languages[row : row + 1])[0]
                yield counted(heading(data), "", int(words[row]), language)

    # The tables of one article take nearly as long as those of many.
    for some in batched(listed(), _TOLD_TOGETHER):
        yield from recorded(some)


def exchanges_in(records: Any, facts: ArticleFacts) -> tuple[Exchange, ...]:
    """The figures of the outlets; of each member of a family the driver holds some hundred bytes."""
    counts: Counter[str] = Counter()
    owners, times = np.unique(facts.owners[facts.first], return_counts=True)
    for one, count in zip(owners.tolist(), times.tolist(), strict=True):
        if one:
            counts[facts.outlets[one]] += count
    by_id: dict[str, Document] = {}
    found: list[Family] = []
    for row in records.where(f"name = '{SLIM}'").select("data").collect():
        documents, some = _decoded(row.data, tuple[list[Document], list[Family]])
        by_id |= {one.id: one for one in documents}
        found += some
    return exchanged(counts, by_id, sorted(found, key=lambda family: family.id))


def faults_in(records: Any) -> list[Fault]:
    """What could not be told of families."""
    rows = records.where(f"name = '{FAULT}'").select("data").collect()
    return [_decoded(row.data, Fault) for row in rows]
