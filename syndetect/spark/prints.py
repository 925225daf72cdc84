"""Articles to fingerprints in cells, furniture and the words of the corpus: what the local engine gathers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from syndetect.boilerplate.common_lines import SecondLook
from syndetect.boilerplate.learned_lines import NO_FURNITURE, Furniture, learn, owner, owners_of, recurring
from syndetect.candidates import bands_and_rows
from syndetect.columns import WordCounts
from syndetect.errors import InputError
from syndetect.fingerprint import RARE_SHARE, SeenTexts, vocabulary_of
from syndetect.kernels.join import PLACE_BITS, ROW_BITS, band_keys, postings
from syndetect.kernels.minhash import NOTHING
from syndetect.kernels.words import I64, U64, Bools
from syndetect.model import Document, Fault
from syndetect.normalise import batches
from syndetect.pipeline.articles import hours
from syndetect.pipeline.run_log import RunLog
from syndetect.pipeline.searching import printed
from syndetect.pipeline.task import Task
from syndetect.settings import Settings
from syndetect.spark.cells import (
    CELLS,
    ROWS,
    Row,
    folded,
    hash_cells,
    mapped,
    packed,
    rows_frame,
    unfolded,
    unpacked,
)
from syndetect.spark.inputs import decoded
from syndetect.spark.posting_cells import row_bits
from syndetect.spill import MEMORY, Budget, SortedRuns
from syndetect.text.lexicon import code
from syndetect.views import RARE_VIEWS

LINES, BANDS, WORDS, ABOUT, SIGNED, NAMES, FAULTS, COUNTED = range(len(RARE_VIEWS), len(RARE_VIEWS) + 8)
"""Kinds of cells. Those of the postings of each view by rare features come first; then postings of lines,
keys of bands with their rows, words with their counts, columns about articles, signatures, names of outlets,
faults, how many words were counted."""

AGAIN = 100
"""Is added to the kind of what was made again without furniture, or is to be taken off the words."""

_ABOUT = np.dtype(
    [
        ("row", np.int64), ("words", np.int64), ("digest", np.uint64), ("owner", np.uint64),
        ("published", np.float64), ("size", np.int64), ("language", np.int8), ("first", np.bool_),
        ("declared", "S2"),
    ]
)  # fmt: skip
"""What the driver knows of an article: 52 bytes."""

_HELD = 1 << 22
"""Numbers that a task holds before it puts them into cells."""


@dataclass(frozen=True, slots=True)
class JobPlan:
    """How a job is cut up: `offsets` is the row of the first article of each part of the sorted ids."""

    offsets: tuple[int, ...]
    buckets: int
    settings: Settings
    base: U64


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """What the driver knows of all articles: columns by row, int64 but for those of other kinds in `_ABOUT`.

    `counted`: words without furniture, `words`: with it. `declared`: two letters, the language that
    the input names. `anew`: bool, has furniture. `outlets`: by the hash
    of their names.
    """

    words: I64
    counted: I64
    digests: U64
    owners: U64
    published: NDArray[np.float64]
    sizes: I64
    languages: NDArray[np.int8]
    declared: NDArray[np.bytes_]
    first: Bools
    anew: Bools
    outlets: Mapping[int, str]
    furniture: Furniture
    vocabulary: WordCounts


def printed_cells(articles: Any, plan: JobPlan) -> Any:
    """The cells of all articles, furniture counted in."""
    return mapped(articles, partial(_prints, plan=plan), CELLS)


def _prints(rows: Iterator[Row], plan: JobPlan) -> Iterator[Row]:
    names: set[str] = set()
    cells = _Cells(plan, 0)
    for some in _batched(_documents(rows, plan)):
        yield from cells.taken(some, None, counted=True)
        names |= {one.outlet for _, _, one in some if one.outlet}
    yield from cells.rest()
    if names:
        yield NAMES, 0, "\0".join(sorted(names)).encode("utf-8", "surrogatepass")


def printed_again(articles: Any, plan: JobPlan, furniture: U64, anew: Bools, repeated: Bools) -> Any:
    """The cells of the articles that are `anew`, without furniture, and the words of those `repeated`."""
    session = articles.sparkSession
    if not (anew.any() or repeated.any()):
        return rows_frame(session, [], CELLS)
    held = session.sparkContext.broadcast((furniture, np.packbits(anew), np.packbits(repeated)))
    return mapped(articles, partial(_prints_again, plan=plan, broadcast=held), CELLS)


def _prints_again(rows: Iterator[Row], plan: JobPlan, broadcast: Any) -> Iterator[Row]:
    furniture, anew, repeated = broadcast.value
    cells = _Cells(plan, AGAIN)
    wanted = anew | repeated
    for some in _batched(_documents(rows, plan, wanted)):
        again = [one for one in some if _bit(anew, one[0])]
        if again:
            yield from cells.taken(again, furniture, counted=False)
        texts = [one.text for row, _, one in some if _bit(repeated, row)]
        if texts:
            cells.count(vocabulary_of(texts, plan.settings, plan.base))
    yield from cells.rest()


def _bit(bits: NDArray[np.uint8], row: int) -> bool:
    return bool(bits[row >> 3] >> (7 - (row & 7)) & 1)


def _documents(
    rows: Iterator[Row], plan: JobPlan, wanted: NDArray[np.uint8] | None = None
) -> Iterator[tuple[int, bool, Document]]:
    for part, at, first, data, *_ in rows:
        row = plan.offsets[part] + at
        if wanted is None or _bit(wanted, row):
            yield row, bool(first), decoded(data)


def _batched(
    documents: Iterable[tuple[int, bool, Document]],
) -> Iterator[list[tuple[int, bool, Document]]]:
    waiting: list[tuple[int, bool, Document]] = []

    def noted() -> Iterator[Document]:
        for one in documents:
            waiting.append(one)
            yield one[2]

    for batch in batches(noted()):
        some, waiting[:] = waiting[: len(batch)], waiting[len(batch) :]
        yield some


class _All(SeenTexts):
    """Every text is new: what comes again is taken off the words later."""

    def new(self, digests: Sequence[int]) -> NDArray[np.bool_]:
        return np.ones(len(digests), np.bool_)


class _Cells:
    """Fingerprints of a task on their way into cells."""

    def __init__(self, plan: JobPlan, shift: int) -> None:
        self._plan, self._shift = plan, shift
        self._task = Task(plan.settings, RunLog(None), Budget(0), base=plan.base)
        self._values: dict[int, list[U64]] = {}
        self._rows: list[I64] = []
        self._words: list[NDArray[np.uint64]] = []
        self._size = self._counted = 0
        settings = plan.settings
        self._bands = bands_and_rows(settings.num_perm, settings.least_resemblance, settings.target_recall)

    def taken(
        self, some: Sequence[tuple[int, bool, Document]], furniture: U64 | None, *, counted: bool
    ) -> Iterator[Row]:
        """Take in a batch; what is ready is given back."""
        documents = [document for _, _, document in some]
        rows = np.array([row for row, _, _ in some], np.int64)
        # Rows of the corpus may be more than a posting has room for; those of what is held here are few.
        first = sum(map(len, self._rows))
        self._rows.append(rows)
        prints, faults = printed(documents, first, _All() if counted else None, furniture, self._task)
        for kind, values in (*enumerate(prints.views), (LINES, prints.lines)):
            self._hold(kind, values)
        signed = np.flatnonzero(~(prints.signatures == NOTHING).all(axis=1))
        keys = band_keys(prints.signatures[signed], *self._bands)
        self._hold(BANDS, postings(keys.ravel(), np.repeat(first + signed, keys.shape[1])))
        if counted:
            self.count(prints.vocabulary)
        about = np.zeros(len(rows), _ABOUT)
        about["row"], about["words"], about["digest"] = rows, prints.words, prints.digests
        about["owner"] = [owner(one.outlet) for one in documents]
        about["published"] = [hours(one.published) for one in documents]
        about["size"] = [len(one.text.encode("utf-8", "surrogatepass")) for one in documents]
        about["declared"] = [(one.language and code(one.language)) or "" for one in documents]
        about["language"], about["first"] = prints.languages, [first for _, first, _ in some]
        yield self._shift + ABOUT, 0, packed(about)
        yield self._shift + SIGNED, 0, packed(rows) + packed(prints.signatures)
        if faults:
            import msgspec

            yield self._shift + FAULTS, 0, msgspec.msgpack.encode(faults)
        if self._size > _HELD:
            yield from self.rest()

    def count(self, words: WordCounts) -> None:
        """Take in words and how often they occur."""
        self._words.append(np.stack((words.hashes, words.counts.astype(np.uint64)), axis=1))
        self._size += len(words.hashes)
        self._counted += words.total

    def _hold(self, kind: int, values: U64) -> None:
        self._values.setdefault(kind, []).append(values)
        self._size += len(values)

    def rest(self) -> Iterator[Row]:
        """Everything that is held, in cells."""
        buckets, rows = self._plan.buckets, np.concatenate([np.empty(0, np.int64), *self._rows])
        for kind, parts in self._values.items():
            yield from hash_cells(self._shift + kind, np.concatenate(parts), rows, buckets)
        if self._words:
            yield self._shift + COUNTED, 0, packed(np.array([self._counted], np.int64))
            yield from _word_cells(self._shift + WORDS, np.concatenate(self._words), buckets)
        self._values, self._rows, self._words, self._size = {}, [], [], 0
        self._counted = 0


def _word_cells(kind: int, counts: U64, buckets: int) -> Iterator[Row]:
    """Words and how often they occur, each once, in cells by the hash of the word."""
    hashes, summed = _summed(counts[:, 0], counts[:, 1].astype(np.int64))
    # By their high bits: these are even.
    places = (hashes >> np.uint64(32)) * np.uint64(buckets) >> np.uint64(32)
    cuts = np.searchsorted(places, np.arange(buckets + 1, dtype=np.uint64))
    for bucket in np.flatnonzero(np.diff(cuts)).tolist():
        part = slice(cuts[bucket], cuts[bucket + 1])
        yield kind, bucket, folded(hashes[part], summed[part].astype(np.uint64))


def _summed(hashes: U64, counts: I64) -> tuple[U64, I64]:
    """The distinct hashes, sorted, and the sum of the counts of each."""
    distinct, inverse = np.unique(hashes, return_inverse=True)
    return distinct, np.bincount(inverse, counts.astype(np.float64), len(distinct)).astype(np.int64)


@dataclass(frozen=True, slots=True)
class ArticleColumns:
    """What comes to the driver of a frame of cells: columns by row, outlets by their hashes, faults.

    `counted`: how many words its word counts are of.
    """

    columns: NDArray[Any]
    outlets: Mapping[int, str]
    faults: list[Fault]
    counted: int


def article_columns(prints: Any) -> ArticleColumns:
    """What a frame of cells tells of its articles."""
    import msgspec

    kinds = ", ".join(str(kind + shift) for kind in (ABOUT, NAMES, FAULTS, COUNTED) for shift in (0, AGAIN))
    columns = [np.empty(0, _ABOUT)]
    outlets: dict[int, str] = {}
    faults: list[Fault] = []
    counted = 0
    for row in prints.where(f"kind in ({kinds})").collect():
        kind, cell = row.kind % AGAIN, bytes(row.cell)
        if kind == ABOUT:
            columns.append(unpacked(cell, _ABOUT))
        elif kind == NAMES:
            names = cell.decode("utf-8", "surrogatepass").split("\0")
            outlets |= {owner(name): name for name in names}
        elif kind == COUNTED:
            counted += int(unpacked(cell, np.int64)[0])
        else:
            faults += msgspec.msgpack.decode(cell, type=list[Fault])
    found = np.concatenate(columns)
    return ArticleColumns(found[np.argsort(found["row"], kind="stable")], outlets, faults, counted)


def numbered(owners: U64) -> I64:
    """A number for each outlet, -1 where there is none."""
    return np.where(owners == 0, -1, np.unique(owners, return_inverse=True)[1]).astype(np.int64)


def furniture_of(
    prints: Any, told: NDArray[Any], plan: JobPlan, texts: Callable[[I64], Mapping[int, str]]
) -> Furniture:
    """The lines that recur, as in the local engine; `texts`: those of some rows."""
    least = plan.settings.furniture_articles
    if not least:
        return NO_FURNITURE
    owners = owners_of(numbered(told["owner"]), told["first"])
    held = prints.sparkSession.sparkContext.broadcast(owners)
    lines = prints.where(f"kind = {LINES}").repartition(plan.buckets, "bucket")
    found = mapped(lines, partial(_recurring, broadcast=held, least=least), CELLS)
    hashes, rows = _both(unfolded(row.cell) for row in found.select("cell").collect())
    # Who has such a line comes first, so that only these have to be few enough for postings.
    with_any = np.zeros(len(told), np.bool_)
    with_any[rows.astype(np.int64)] = True
    order = np.argsort(~with_any, kind="stable")
    numbers = np.empty(len(order), np.int64)
    numbers[order] = np.arange(len(order))
    runs = SortedRuns(1 << 64, ROW_BITS, Budget(MEMORY))
    runs.append(postings(hashes << np.uint64(ROW_BITS), numbers[rows.astype(np.int64)]))

    def learned(recall: Callable[[I64], Sequence[str]]) -> Furniture:
        look = SecondLook(told["digest"][order], lambda asked: recall(order[asked]))
        return learn(runs, told["words"][order], owners[order], least, look)

    furniture = with_texts(learned, texts)
    runs.close()
    return Furniture(furniture.keys, np.sort(order[furniture.rows]), furniture.witnesses[numbers])


def with_texts(
    learned: Callable[[Callable[[I64], Sequence[str]]], Furniture], texts: Callable[[I64], Mapping[int, str]]
) -> Furniture:
    """What is `learned` by somebody who asks for the texts of rows now and then, though they are far away.

    All that one attempt asks for is brought together before the next one. Whom it asks for next depends on
    the texts, so the last attempt is the one that has all of them.
    """
    known: dict[int, str] = {}
    missing: set[int] = set()

    def recall(rows: I64) -> list[str]:
        missing.update(row for row in rows.tolist() if row not in known)
        return [known.get(row, "") for row in rows.tolist()]

    while True:
        furniture = learned(recall)
        if not missing:
            return furniture
        brought = texts(np.array(sorted(missing), np.int64))
        known.update((row, brought[row]) for row in missing)
        missing.clear()


def _recurring(rows: Iterator[Row], broadcast: Any, least: int) -> Iterator[Row]:
    hashes, held = _both(unfolded(cell) for _, _, cell in rows)
    numbered_rows, numbers = np.unique(held, return_inverse=True)
    own = numbered_rows.astype(np.int64)
    posted = np.sort(postings(hashes << np.uint64(ROW_BITS), numbers))
    found = recurring(posted, broadcast.value[own], least)
    shown = own[(found & ROWS).astype(np.int64)].astype(np.uint64)
    yield LINES, 0, folded(found >> np.uint64(ROW_BITS), shown)


def _both(columns: Iterable[tuple[U64, U64]]) -> tuple[U64, U64]:
    """Pairs of columns, one after the other."""
    nothing = np.empty(0, np.uint64)
    one, other = zip((nothing, nothing), *columns, strict=True)
    return np.concatenate(one), np.concatenate(other)


def vocabulary_in(prints: Any, again: Any, total: int, plan: JobPlan) -> WordCounts:
    """The words common enough for their count to matter, of equal texts those of one; `total`: of words."""
    cells = prints.where(f"kind = {WORDS}").unionAll(again.where(f"kind = {AGAIN + WORDS}"))
    least = max(2.0, total * RARE_SHARE)
    counted = mapped(cells.repartition(plan.buckets, "bucket"), partial(_common, least=least), CELLS)
    parts = [unpacked(row.cell).reshape(-1, 2) for row in counted.select("cell").collect()]
    found = np.concatenate([np.empty((0, 2), np.uint64), *parts])
    found = found[np.argsort(found[:, 0])]
    return WordCounts(found[:, 0].copy(), found[:, 1].astype(np.int64), total)


def _common(rows: Iterator[Row], least: float) -> Iterator[Row]:
    hashes, counts = [np.empty(0, np.uint64)], [np.empty(0, np.int64)]
    for kind, _, cell in rows:
        words, times = unfolded(cell)
        hashes.append(words)
        counts.append(times.astype(np.int64) * (1 if kind < AGAIN else -1))
    words, summed = _summed(np.concatenate(hashes), np.concatenate(counts))
    kept = summed >= least
    yield WORDS, 0, packed(np.stack((words[kept], summed[kept].astype(np.uint64)), axis=1))


def require_room(articles: int, buckets: int) -> None:
    """Raise InputError for more articles than the postings of one of so many buckets have room for."""
    if articles > (most := 1 << row_bits(buckets)):
        raise InputError(
            f"{articles:,} articles are more than stages of {buckets} tasks can hold ({most:,}); cut them "
            f"into more (spark.default.parallelism), or, beyond {1 << PLACE_BITS:,}, scan in parts"
        )
