"""The order of the stages: the only module that knows it, and the only one that looks at the clock."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import accumulate
from pathlib import Path
from typing import IO, Any

import numpy as np
import xxhash
from numpy.typing import NDArray

from syndetect import __version__, plugins
from syndetect.align import align, prepare
from syndetect.classify import judge, measure
from syndetect.columns import Fingerprints, WordCounts
from syndetect.errors import InputError, SyndetectError
from syndetect.families import find_families
from syndetect.fingerprint import fingerprint, joined
from syndetect.kernels.text import words
from syndetect.model import Document, Pair, Report, Run, Skipped, at_least
from syndetect.normalise import batches, tokenise
from syndetect.plugins import Progress
from syndetect.settings import Settings

Item = Document | Skipped
Source = str | Path | Iterable[Item]

_CHUNK_PAIRS = 1000
_CHUNK_CHARACTERS = 4_000_000
_DEFAULTS = Settings()
_NOT_MAPPED: Mapping[str, str] = {}


def read(
    *sources: str | Path,
    settings: Settings = _DEFAULTS,
    fields: Mapping[str, str] = _NOT_MAPPED,
    stdin: IO[bytes] | None = None,
) -> Iterator[Item]:
    """Every article under the paths, and a `Skipped` for everything that is none.

    Raises InputError for a path that does not exist.
    """
    items: Iterator[Item] = plugins.load_input("articles")(
        *sources, settings=settings, fields=fields, stdin=stdin
    )
    return items


def scan(
    *sources: Source,
    settings: Settings = _DEFAULTS,
    fields: Mapping[str, str] = _NOT_MAPPED,
    jobs: int = 1,
    progress: Progress | None = None,
) -> Report:
    """Every relation inside a corpus, given as paths, as articles, or both.

    `jobs` processes share the work; the report does not depend on them. With more than one, a script of your
    own must call this under ``if __name__ == "__main__"``, as for every pool of processes. Raises InputError
    when no article could be read at all.
    """
    run = _Watch(progress)
    documents, skipped = _collected(sources, settings, fields, run)
    pairs, counted, counts = _scanned(documents, settings, jobs, run)
    documents = [replace(one, words=count) for one, count in zip(documents, counted.tolist(), strict=True)]
    with run.stage("families"):
        pairs, families = find_families(documents, pairs)
    listed = [pair for pair in pairs if at_least(pair.relation, settings.min_relation)]
    run.counts |= counts | {"pairs": len(listed), "families": len(families)}
    return run.report(settings, documents, skipped, listed, families)


def compare(
    left: str | Path | Document, right: str | Path | Document, *, settings: Settings = _DEFAULTS
) -> Report:
    """One pair in full, whatever its relation, the sides as given.

    Raises InputError when a side is not one article.
    """
    run = _Watch(None)
    with run.stage("read"):
        sides = [_single(side, settings) for side in (left, right)]
        if sides[0].id == sides[1].id:
            sides = [
                replace(side, id=f"{place}: {side.id}") for side, place in zip(sides, _SIDES, strict=True)
            ]
    return _compared([(sides[0].id, sides[1].id)], sides, [], settings, 1, run)


def compare_pairs(
    pairs: str | Path | Iterable[tuple[str, str]],
    docs: Source,
    *,
    settings: Settings = _DEFAULTS,
    fields: Mapping[str, str] = _NOT_MAPPED,
    jobs: int = 1,
    progress: Progress | None = None,
) -> Report:
    """The listed pairs, each whatever its relation, sides as listed; nothing else is searched.

    A pair with an id that no document has is reported under `skipped`. Raises InputError when a list cannot
    be read, or no pair of it can be compared.
    """
    run = _Watch(progress)
    documents, skipped = _collected((docs,), settings, fields, run)
    listed: dict[tuple[str, str], None] = {}
    known = {document.id for document in documents}
    for place, item in enumerate(
        plugins.load_input("pairs")(pairs) if isinstance(pairs, str | Path) else pairs
    ):
        if isinstance(item, Skipped):
            skipped.append(item)
        elif missing := [side for side in item if side not in known]:
            reason = f"no article has the id {missing[0]!r}, or it was skipped"
            skipped.append(Skipped(f"pair {place + 1}: {item[0]!r} and {item[1]!r}", reason))
        else:
            listed[item] = None
    if not listed:
        raise InputError("no listed pair could be compared; the ids must be those of the documents")
    return _compared(list(listed), documents, skipped, settings, jobs, run)


def render(
    report: Report, format: str = "terminal", *, width: int = 100, colour: bool = False, explain: bool = False
) -> str:
    """A report in one of the formats. Raises UnknownNameError, with the valid names, for any other."""
    reporter: plugins.Reporter = plugins.load("reporters", format)
    return "".join(reporter(report, width=width, colour=colour, explain=explain))


def candidate_pairs(
    documents: Sequence[Document], settings: Settings = _DEFAULTS
) -> tuple[list[str], NDArray[np.int64]]:
    """The documents' ids in the order searched, and the candidate pairs as row numbers into them, (n, 2)."""
    ordered = sorted(documents, key=lambda document: document.id)
    engine: plugins.Engine = plugins.load("engines", settings.engine)
    found = _fingerprinted(ordered, settings, 1, _Watch(None))
    return [document.id for document in ordered], engine(found, settings)


# --- reading ------------------------------------------------------------------------------------------------

_SIDES = ("left", "right")


def _collected(
    sources: Iterable[Source], settings: Settings, fields: Mapping[str, str], run: _Watch
) -> tuple[list[Document], list[Skipped]]:
    """All articles, sorted by id, and what was left out."""
    paths = [source for source in sources if isinstance(source, str | Path)]
    items: list[Iterable[Item]] = [source for source in sources if not isinstance(source, str | Path)]
    documents: list[Document] = []
    skipped: list[Skipped] = []
    with run.stage("read"):
        if paths:
            items.insert(0, read(*paths, settings=settings, fields=fields))
        for item in (item for source in items for item in source):
            if isinstance(item, Skipped):
                skipped.append(item)
            else:
                documents.append(item)
                run.tick("read", len(documents), 0)
        documents, unusable = _usable(documents, settings)
        skipped += unusable
    if not documents:
        raise InputError(_nothing(skipped))
    return documents, skipped


def _nothing(skipped: list[Skipped]) -> str:
    told = "; ".join(f"{item.source}: {item.reason}" for item in skipped[:3])
    more = f"; and {len(skipped) - 3} more" if len(skipped) > 3 else ""
    return f"no article could be read{': ' + told if told else ''}{more}"


def _usable(documents: list[Document], settings: Settings) -> tuple[list[Document], list[Skipped]]:
    """Articles long enough and with an id of their own, sorted by id."""
    kept: dict[str, Document] = {}
    skipped = []
    for document in documents:
        if (count := _few_words(document.text, settings.min_words)) is not None:
            of = "word" if count == 1 else "words"
            reason = f"has {count} {of}; an article needs {settings.min_words} (min_words)"
            skipped.append(Skipped(document.path or document.id, reason))
            continue
        rival = kept.get(document.id)
        if rival is None:
            kept[document.id] = document
            continue
        # Which of two claims an id must not depend on the order of reading.
        first, other = sorted((document, rival), key=_claim)
        kept[document.id] = first
        holder = first.path or "another article"
        reason = f"has the id {other.id!r}, as {holder} has; give it one of its own"
        skipped.append(Skipped(other.path or other.id, reason))
    return [kept[id] for id in sorted(kept)], skipped


_PLAIN = 20


def _few_words(text: str, least: int) -> int | None:
    """How many words a text has, if fewer than `least`."""
    # Most texts show at a glance that they have enough: that many stretches begin with a plain letter.
    if sum(part[:1].isalpha() for part in text.split(None, least + _PLAIN)[: least + _PLAIN]) >= least:
        return None
    count = len(words([text]).begins)
    return count if count < least else None


def _with_words(documents: Sequence[Document]) -> list[Document]:
    """The documents with their words counted."""
    return [
        replace(document, words=count)
        for batch in batches(documents)
        for document, count in zip(
            batch, np.diff(words([document.text for document in batch]).firsts).tolist(), strict=True
        )
    ]


def _claim(document: Document) -> tuple[str, int]:
    return document.path or "", xxhash.xxh3_64_intdigest(document.text.encode("utf-8", "surrogatepass"))


def _single(side: str | Path | Document, settings: Settings) -> Document:
    if isinstance(side, Document):
        found, skipped = _usable([side], settings)
    else:
        items = list(read(side, settings=settings))
        read_documents = [item for item in items if isinstance(item, Document)]
        found, skipped = _usable(read_documents, settings)
        skipped = [*(item for item in items if isinstance(item, Skipped)), *skipped]
    if len(found) == 1:
        return found[0]
    name = side.id if isinstance(side, Document) else str(side)
    if found:
        raise InputError(
            f"{name} holds {len(found)} articles; compare takes one on each side, scan takes many"
        )
    raise InputError(_nothing(skipped) if skipped else f"{name} holds no article")


# --- the stages in order -----------------------------------------------------------------------------------


def _scanned(
    documents: list[Document], settings: Settings, jobs: int, run: _Watch
) -> tuple[list[Pair], NDArray[np.int64], dict[str, int]]:
    engine: plugins.Engine = plugins.load("engines", settings.engine)
    with run.stage("fingerprint"):
        found = _fingerprinted(documents, settings, jobs, run)
    with run.stage("candidates"):
        run.tick("candidates", 0, 0)
        rows = engine(found, settings)
    words, vocabulary = found.words, found.vocabulary
    # The postings are by far the largest thing held, and nobody needs them any more.
    del found
    pairs = _judged(documents, rows, vocabulary, settings, jobs, run)
    related = [pair for pair in pairs if pair.relation != "unrelated"]
    counts = {"documents": len(documents), "words": int(words.sum()), "candidates": len(rows)}
    return related, words, counts


def _fingerprinted(documents: Sequence[Document], settings: Settings, jobs: int, run: _Watch) -> Fingerprints:
    """Fingerprints of all documents, batches side by side: the kernels let go of the interpreter's lock."""
    from concurrent.futures import ThreadPoolExecutor

    texts = [[document.text for document in batch] for batch in batches(documents)]
    firsts = list(accumulate((len(batch) for batch in texts), initial=0))

    def ticked(parts: Iterable[Fingerprints]) -> Iterator[Fingerprints]:
        for done, part in enumerate(parts, 1):
            run.tick("fingerprint", firsts[done], len(documents))
            yield part

    with ThreadPoolExecutor(max(1, jobs)) as pool:
        return joined(ticked(pool.map(fingerprint, texts, firsts, [settings] * len(texts))), settings)


def _compared(
    listed: list[tuple[str, str]],
    documents: list[Document],
    skipped: list[Skipped],
    settings: Settings,
    jobs: int,
    run: _Watch,
) -> Report:
    documents = _with_words(documents)
    row_of = {document.id: row for row, document in enumerate(documents)}
    rows = np.array([(row_of[left], row_of[right]) for left, right in listed], np.int64)
    pairs = _judged(documents, rows, None, settings, jobs, run)
    with run.stage("families"):
        pairs, families = find_families(documents, pairs)
    named = {id for pair in pairs for id in (pair.left, pair.right)}
    counts = {"documents": len(documents), "pairs": len(pairs), "families": len(families)}
    run.counts |= counts
    used = [document for document in documents if document.id in named]
    return run.report(settings, used, skipped, pairs, families)


def _judged(
    documents: Sequence[Document],
    rows: NDArray[np.int64],
    corpus: WordCounts | None,
    settings: Settings,
    jobs: int,
    run: _Watch,
) -> list[Pair]:
    """Every row pair aligned, measured and judged; sorted by the ids."""
    chunks = list(_chunks(documents, rows))
    done = 0
    pairs: list[Pair] = []
    for result in _mapped(chunks, corpus, settings, jobs):
        pairs.extend(result.pairs)
        done += len(result.pairs)
        for stage, seconds in result.seconds.items():
            run.stages[stage] = run.stages.get(stage, 0.0) + seconds
        run.tick("align", done, len(rows))
    return sorted(pairs, key=lambda pair: (pair.left, pair.right))


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Pairs to compare and the documents they need, so that another process needs nothing else."""

    documents: tuple[Document, ...]
    pairs: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Judged:
    pairs: list[Pair]
    seconds: dict[str, float]


def _chunks(documents: Sequence[Document], rows: NDArray[np.int64]) -> Iterator[_Chunk]:
    """Pairs in runs that share documents, so that an article is analysed in few chunks."""
    if not len(rows):
        return
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import reverse_cuthill_mckee

    size = len(documents)
    ends = np.concatenate((rows, rows[:, ::-1]))
    links = coo_matrix((np.ones(len(ends), np.int8), (ends[:, 0], ends[:, 1])), shape=(size, size)).tocsr()
    # Neighbours in the graph get neighbouring places, whatever their ids.
    place = np.empty(size, np.int64)
    place[reverse_cuthill_mckee(links, symmetric_mode=True)] = np.arange(size)
    places = np.sort(place[rows], axis=1)
    order = np.lexsort((rows[:, 1], rows[:, 0], places[:, 1], places[:, 0]))
    local: dict[int, int] = {}
    pairs: list[tuple[int, int]] = []
    characters = 0
    for left, right in rows[order].tolist():
        for row in (left, right):
            if row not in local:
                local[row] = len(local)
                characters += len(documents[row].text)
        pairs.append((local[left], local[right]))
        if len(pairs) >= _CHUNK_PAIRS or characters >= _CHUNK_CHARACTERS:
            yield _Chunk(tuple(documents[row] for row in local), tuple(pairs))
            local, pairs, characters = {}, [], 0
    if pairs:
        yield _Chunk(tuple(documents[row] for row in local), tuple(pairs))


def _mapped(
    chunks: list[_Chunk], corpus: WordCounts | None, settings: Settings, jobs: int
) -> Iterator[_Judged]:
    if jobs <= 1 or len(chunks) <= 1:
        for chunk in chunks:
            yield judge_chunk(chunk, corpus, settings)
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(min(jobs, len(chunks)), mp_context=context, initializer=_leave_interrupts)
    try:
        yield from pool.map(judge_chunk, chunks, [corpus] * len(chunks), [settings] * len(chunks))
    except BrokenProcessPool as error:
        raise SyndetectError(
            "a worker process ended unexpectedly; run with one job, or, in a script of your own, call scan "
            "under if __name__ == '__main__'"
        ) from error
    except BaseException:
        # Whoever interrupts does not want to wait for the work that is still queued.
        for process in multiprocessing.active_children():
            process.terminate()
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    pool.shutdown()


def _leave_interrupts() -> None:
    """In a worker: an interrupt is the parent's to handle."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


def judge_chunk(chunk: _Chunk, corpus: WordCounts | None, settings: Settings) -> _Judged:
    """Align and judge the pairs of a chunk; equal texts are worked on once."""
    clock = time.perf_counter
    seconds = {"normalise": 0.0, "align": 0.0, "classify": 0.0}
    begun = clock()
    distinct = list({document.text: document for document in chunk.documents}.values())
    sides = {}
    for batch in batches(distinct):
        for document, tokens in zip(batch, tokenise(batch, corpus), strict=True):
            sides[document.text] = prepare(tokens, settings.shingle_words)
    seconds["normalise"] = clock() - begun
    known: dict[tuple[str, str], Pair] = {}
    pairs = []
    for i, j in chunk.pairs:
        left, right = chunk.documents[i], chunk.documents[j]
        pair = known.get((left.text, right.text))
        if pair is None:
            begun = clock()
            found = align(sides[left.text], sides[right.text])
            aligned = clock()
            evidence = measure(sides[left.text], sides[right.text], found)
            verdict = judge(evidence, len(sides[left.text]), len(sides[right.text]))
            pair = Pair(
                left.id,
                right.id,
                verdict.relation,
                verdict.confidence,
                "undetermined",
                evidence,
                found.passages,
                verdict.reasons,
            )
            known[left.text, right.text] = pair
            seconds["align"] += aligned - begun
            seconds["classify"] += clock() - aligned
        pairs.append(replace(pair, left=left.id, right=right.id))
    return _Judged(pairs, seconds)


# --- the watch ----------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Watch:
    """What a run notes about itself while it goes on."""

    progress: Progress | None
    started: datetime = field(default_factory=lambda: datetime.now(UTC))
    begun: float = field(default_factory=time.perf_counter)
    stages: dict[str, float] = field(
        default_factory=lambda: dict.fromkeys(
            ("read", "normalise", "fingerprint", "candidates", "align", "classify", "families"), 0.0
        )
    )
    counts: dict[str, int] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        begun = time.perf_counter()
        try:
            yield
        finally:
            self.stages[name] += time.perf_counter() - begun

    def tick(self, stage: str, done: int, total: int) -> None:
        if self.progress is not None:
            self.progress(stage, done, total)

    def report(
        self,
        settings: Settings,
        documents: Iterable[Document],
        skipped: Iterable[Skipped],
        pairs: Iterable[Pair],
        families: Iterable[Any],
    ) -> Report:
        run = Run(
            version=__version__,
            started=self.started.isoformat(timespec="seconds"),
            seconds=time.perf_counter() - self.begun,
            stages=self.stages,
            counts=self.counts,
        )
        return Report(
            run=run,
            settings=settings.as_dict(),
            documents=tuple(sorted(documents, key=lambda document: document.id)),
            skipped=tuple(sorted(skipped, key=lambda item: (item.source, item.reason))),
            pairs=tuple(sorted(pairs, key=lambda pair: (pair.left, pair.right))),
            families=tuple(families),
        )
