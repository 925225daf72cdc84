"""Candidate pairs to judged pairs: chunks that share articles, worked on here or by other processes."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from syndetect.align import align, prepare
from syndetect.classify import judge, measure
from syndetect.columns import WordCounts
from syndetect.errors import SyndetectError
from syndetect.model import Document, Pair
from syndetect.normalise import batches, tokenise
from syndetect.pipeline.watch import Watch
from syndetect.settings import Settings

_CHUNK_PAIRS = 1000
_CHUNK_CHARACTERS = 4_000_000


def judged(
    documents: Sequence[Document],
    rows: NDArray[np.int64],
    corpus: WordCounts | None,
    settings: Settings,
    jobs: int,
    run: Watch,
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
