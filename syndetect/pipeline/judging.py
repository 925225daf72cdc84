"""Candidate pairs to judged pairs: chunks that share articles, worked on here or by other processes."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from syndetect.align import align, prepare, shown, slices
from syndetect.classify import Verdict, judge, measure, with_circumstances
from syndetect.columns import TokenBatch, WordCounts
from syndetect.errors import SyndetectError
from syndetect.furniture import spans
from syndetect.kernels.allocation import keep_freed_memory
from syndetect.kernels.text import U64
from syndetect.model import Document, Evidence, Pair, Passage
from syndetect.normalise import batches, tokenise
from syndetect.pipeline.articles import Articles
from syndetect.pipeline.watch import Watch
from syndetect.settings import Settings

if TYPE_CHECKING:
    from concurrent.futures import Future

_FEW = 1000
"""Pairs that one process is done with before others have started."""

_CHUNK_PAIRS = 5000
_CHUNK_CHARACTERS = 2_000_000


@dataclass(frozen=True, slots=True)
class Corpus:
    """What a whole corpus tells about its articles: its words, and the keys of its furniture lines."""

    vocabulary: WordCounts | None
    furniture: U64


NO_CORPUS = Corpus(None, np.empty(0, np.uint64))


def judged(
    articles: Articles,
    places: NDArray[np.int64],
    corpus: Corpus,
    settings: Settings,
    jobs: int,
    run: Watch,
) -> Iterator[Pair]:
    """Every pair of places aligned, measured and judged, in the order of the work."""
    done = 0
    for result in _mapped(_chunks(articles, places), corpus, settings, jobs if len(places) > _FEW else 1):
        yield from result.pairs
        done += len(result.pairs)
        for stage, seconds in result.seconds.items():
            run.stages[stage] = run.stages.get(stage, 0.0) + seconds
        run.tick("align", done, len(places))


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Pairs to compare and the documents they need, so that another process needs nothing else."""

    documents: tuple[Document, ...]
    pairs: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Judged:
    pairs: list[Pair]
    seconds: dict[str, float]


def _chunks(articles: Articles, places: NDArray[np.int64]) -> Iterator[_Chunk]:
    """Pairs in runs that share documents, so that an article is analysed in few chunks; made when needed."""
    if not len(places):
        return
    sizes = articles.sizes()
    local: dict[int, int] = {}
    pairs: list[tuple[int, int]] = []
    characters = 0
    for left, right in _neighbourly(places, len(articles)).tolist():
        for place in (left, right):
            if place not in local:
                local[place] = len(local)
                characters += int(sizes[place])
        pairs.append((local[left], local[right]))
        if len(pairs) >= _CHUNK_PAIRS or characters >= _CHUNK_CHARACTERS:
            yield _Chunk(tuple(map(articles.one, local)), tuple(pairs))
            local, pairs, characters = {}, [], 0
    if pairs:
        yield _Chunk(tuple(map(articles.one, local)), tuple(pairs))


def _neighbourly(places: NDArray[np.int64], size: int) -> NDArray[np.int64]:
    """The pairs ordered so that those of one neighbourhood of the graph come together, whatever the ids."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import reverse_cuthill_mckee

    ends = np.concatenate((places, places[:, ::-1]))
    links = coo_matrix((np.ones(len(ends), np.int8), (ends[:, 0], ends[:, 1])), shape=(size, size)).tocsr()
    rank = np.empty(size, np.int64)
    rank[reverse_cuthill_mckee(links, symmetric_mode=True)] = np.arange(size)
    ranked = np.sort(rank[places], axis=1)
    return places[np.lexsort((places[:, 1], places[:, 0], ranked[:, 1], ranked[:, 0]))]


def _mapped(chunks: Iterator[_Chunk], corpus: Corpus, settings: Settings, jobs: int) -> Iterator[_Judged]:
    if jobs <= 1:
        for chunk in chunks:
            yield judge_chunk(chunk, corpus, settings)
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin_work)
    try:
        waiting: deque[Future[_Judged]] = deque()
        for chunk in chunks:
            waiting.append(pool.submit(judge_chunk, chunk, corpus, settings))
            # A few chunks ahead keep everybody busy; more would only hold texts.
            if len(waiting) > 2 * jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
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


def _begin_work() -> None:
    """In a worker: an interrupt is the parent's to handle, and freed memory is kept for the next batch."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    keep_freed_memory()


def judge_chunk(chunk: _Chunk, corpus: Corpus, settings: Settings) -> _Judged:
    """Align and judge the pairs of a chunk; equal texts are worked on once."""
    clock = time.perf_counter
    begun = clock()
    # What is furniture depends on the outlet, everything else on the text alone.
    keys = [(one.text, one.outlet if len(corpus.furniture) else None) for one in chunk.documents]
    distinct = dict(zip(keys, chunk.documents, strict=True))
    place = {key: row for row, key in enumerate(distinct)}
    articles = prepare(
        [_tokens(batch, corpus) for batch in batches(distinct.values())], settings.shingle_words
    )
    normalised = clock()
    wanted = [(place[keys[i]], place[keys[j]]) for i, j in chunk.pairs]
    asked = {sides: row for row, sides in enumerate(dict.fromkeys(wanted))}
    rows, words = np.array(list(asked), np.int64), np.diff(articles.firsts).tolist()
    languages = articles.tokens.languages
    passages: list[tuple[Passage, ...]] = []
    measured: list[Evidence] = []
    verdicts: list[Verdict] = []
    aligning = 0.0
    # What is held for a pair is many times its texts, so few pairs go through all stages at a time.
    for part in slices(articles, rows):
        before = clock()
        found = align(articles, rows[part])
        passages += shown(articles, found)
        aligning += clock() - before
        evidence = measure(articles, found)
        measured += evidence
        for one, (left, right) in zip(evidence, rows[part].tolist(), strict=True):
            sizes, spoken = (words[left], words[right]), (languages[left], languages[right])
            verdicts.append(with_circumstances(judge(one, *sizes), one, sizes, spoken))
    pairs = []
    for (i, j), sides in zip(chunk.pairs, wanted, strict=True):
        row = asked[sides]
        verdict = verdicts[row]
        pairs.append(
            Pair(
                chunk.documents[i].id,
                chunk.documents[j].id,
                verdict.relation,
                verdict.confidence,
                "undetermined",
                measured[row],
                passages[row],
                verdict.reasons,
            )
        )
    seconds = {
        "normalise": normalised - begun,
        "align": aligning,
        "classify": clock() - normalised - aligning,
    }
    return _Judged(pairs, seconds)


def _tokens(batch: list[Document], corpus: Corpus) -> TokenBatch:
    """The documents' tokens, with the corpus's furniture marked."""
    found = tokenise(batch, corpus.vocabulary)
    if not len(corpus.furniture):
        return found
    texts, outlets = [document.text for document in batch], [document.outlet for document in batch]
    marks = found.furniture.copy()
    for row, lines in enumerate(spans(texts, outlets, corpus.furniture)):
        begin, end = found.firsts[row], found.firsts[row + 1]
        for low, high in np.searchsorted(found.begins[begin:end], np.array(lines).reshape(-1, 2)).tolist():
            marks[begin + low : begin + high] = True
    return replace(found, furniture=marks)
