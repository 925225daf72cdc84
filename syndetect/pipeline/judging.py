"""Candidate pairs to judged pairs: chunks that share articles, worked on here or by workers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from syndetect.align import align, in_common, prepare, shown, slices
from syndetect.boilerplate.base_texts import NO_BASE
from syndetect.boilerplate.base_texts import stretches as in_base
from syndetect.boilerplate.learned_lines import spans
from syndetect.boilerplate.repeats import repeated
from syndetect.classify import Verdict, as_shown, judge, measure, only_in_common, with_circumstances
from syndetect.columns import Alignments, Prepared, TokenBatch, WordCounts
from syndetect.faults import attempted
from syndetect.kernels.words import U64
from syndetect.model import Document, Evidence, Pair, Passage
from syndetect.normalise import batches, tokenise
from syndetect.pipeline.across import CrossLanguageChunk, TwoReports, evidence_across, passages_across
from syndetect.pipeline.articles import Shelf
from syndetect.pipeline.chunks import Chunk, chunks
from syndetect.pipeline.extracts import Extract, ExtractedPair
from syndetect.pipeline.isolation import JudgedChunk, judged_apart
from syndetect.pipeline.run_log import RunLog, thread_seconds
from syndetect.plugins import Executor
from syndetect.settings import Settings


@dataclass(frozen=True, slots=True)
class Corpus:
    """What a whole corpus tells about its articles: its words, its furniture lines, base texts."""

    vocabulary: WordCounts | None
    furniture: U64
    base: U64 = field(default_factory=lambda: NO_BASE)


NO_CORPUS = Corpus(None, np.empty(0, np.uint64))


def judged(
    articles: Shelf,
    places: NDArray[np.int64],
    corpus: Corpus,
    settings: Settings,
    executor: Executor,
    run: RunLog,
    *,
    whole: bool = False,
    every: bool = False,
) -> Iterator[Pair]:
    """Pairs of places aligned, measured and judged, in the order of the work.

    Unrelated ones are left out unless `every` pair is asked for. Of a very long document only those parts
    are aligned that share something with the other side, and a pair without any is left out; not so if all
    is to be looked at as a `whole`, and every pair is then told.
    """
    executor.start(len(places))
    done = 0
    work = chunks(articles, places, settings, whole=whole)
    judging = partial(judge_chunk, corpus=corpus, settings=settings, every=every or whole)
    results = executor.mapped(judging, work)
    while True:
        spent: dict[str, float] = {}
        with run.shared(spent, executor):
            result = next(results, None)
            spent |= {} if result is None else result.seconds
        if result is None:
            return
        yield from result.pairs
        run.faults += result.faults
        done += result.looked_at
        run.tick("align", done, len(places))


def judge_chunk(chunk: Chunk, corpus: Corpus, settings: Settings, *, every: bool = False) -> JudgedChunk:
    """Align and judge the pairs of a chunk; where that fails, all of them that do not fail alone.

    Unrelated ones are told only if `every` pair is asked for.
    """
    with attempted():
        return _judged(chunk, corpus, settings, every=every)

    def read(chunk: Chunk) -> object:
        parts = [chunk.extracts.get(row) for row in range(len(chunk.documents))]
        return prepare(_tokens(chunk.documents, parts, corpus), settings.shingle_words)

    return judged_apart(chunk, read, partial(_judged, corpus=corpus, settings=settings, every=every))


def _judged(chunk: Chunk, corpus: Corpus, settings: Settings, *, every: bool) -> JudgedChunk:
    """Align and judge the pairs of a chunk; equal texts are worked on once."""
    clock = thread_seconds
    begun = clock()
    # What is furniture depends on the outlet, everything else on the text alone.
    keys = [
        (one.text, one.outlet if len(corpus.furniture) else None, chunk.extracts.get(row))
        for row, one in enumerate(chunk.documents)
    ]
    distinct = dict(zip(keys, chunk.documents, strict=True))
    place = {key: row for row, key in enumerate(distinct)}
    parts = [key[2] for key in distinct]
    articles = prepare(_tokens(distinct.values(), parts, corpus), settings.shingle_words)
    normalised = clock()
    wanted = [(place[keys[i]], place[keys[j]]) for i, j in chunk.pairs]
    asked = {sides: row for row, sides in enumerate(dict.fromkeys(wanted))}
    rows, words = np.array(list(asked), np.int64), np.diff(articles.firsts).tolist()
    languages = articles.tokens.languages
    across = CrossLanguageChunk(articles, list(distinct.values()), settings.glossary)
    passages: list[tuple[Passage, ...]] = []
    measured: list[Evidence] = []
    verdicts: list[Verdict] = []
    reports: dict[int, TwoReports] = {}
    aligning = 0.0
    # What is held for a pair is many times its texts, so few pairs go through all stages at a time.
    for part in slices(articles, rows):
        before = clock()
        found = align(articles, rows[part])
        shares = shown(articles, found)
        aligning += clock() - before
        evidence = measure(articles, found)
        judged = _verdicts(evidence, rows[part], words, parts, languages, every=every)
        judged, translated, told = across.judged(rows[part], judged, evidence)
        reports |= {len(verdicts) + row: one for row, one in told.items()}
        verdicts += judged
        shares, evidence = _independent(articles, found, judged, shares, evidence)
        for row, pair in translated.items():
            shares[row], evidence[row] = passages_across(pair), evidence_across(pair, evidence[row])
        for one, shared, (left, right) in zip(evidence, shares, rows[part].tolist(), strict=True):
            taken = ExtractedPair((words[left], words[right]), (parts[left], parts[right]))
            measured.append(taken.evidence(one))
            passages.append(taken.placed(shared))
    pairs = []
    for (i, j), sides in zip(chunk.pairs, wanted, strict=True):
        row = asked[sides]
        verdict = verdicts[row]
        if row in reports:
            verdict = reports[row].judged(verdict, chunk.documents[i], chunk.documents[j])
        if verdict.relation == "unrelated" and not every:
            continue
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
                verdict.derived,
                ledger=verdict.ledger,
            )
        )
    seconds = {
        "normalise": normalised - begun,
        "align": aligning,
        "classify": clock() - normalised - aligning,
    }
    return JudgedChunk(pairs, seconds, looked_at=len(chunk.pairs))


def _verdicts(
    evidence: Sequence[Evidence],
    rows: NDArray[np.int64],
    words: Sequence[int],
    parts: Sequence[Extract | None],
    languages: Sequence[str],
    *,
    every: bool,
) -> list[Verdict]:
    verdicts = []
    for one, (left, right) in zip(evidence, rows.tolist(), strict=True):
        taken = ExtractedPair((words[left], words[right]), (parts[left], parts[right]))
        whole, sizes, spoken = taken.evidence(one), taken.words, (languages[left], languages[right])
        # Of two languages the verdict is found anew, and keeps reasons.
        verdict = judge(whole, *sizes, brief=not every and spoken[0] == spoken[1])
        verdicts.append(with_circumstances(verdict, whole, sizes, spoken))
    return verdicts


def _independent(
    articles: Prepared,
    alignments: Alignments,
    verdicts: Sequence[Verdict],
    passages: Sequence[tuple[Passage, ...]],
    evidence: Sequence[Evidence],
) -> tuple[list[tuple[Passage, ...]], list[Evidence]]:
    """Passages and evidence, those of independent reports cut down to what both quote and count."""
    shown_passages, shares = list(passages), list(evidence)
    spoken = [
        (articles.tokens.languages[near], articles.tokens.languages[far])
        for near, far in zip(alignments.near.tolist(), alignments.far.tolist(), strict=True)
    ]
    rows = [
        row for row, verdict in enumerate(verdicts) if only_in_common(verdict, evidence[row], spoken[row])
    ]
    if rows:
        common = in_common(articles, alignments, np.array(rows, np.int64))
        measured = as_shown(articles, common, [evidence[row] for row in rows])
        for row, some, one in zip(rows, shown(articles, common), measured, strict=True):
            shown_passages[row], shares[row] = some, one
    return shown_passages, shares


def _tokens(
    documents: Iterable[Document], parts: Sequence[Extract | None], corpus: Corpus
) -> list[TokenBatch]:
    """The documents' tokens in batches, with the corpus's furniture marked, and what stands between parts."""
    found: list[TokenBatch] = []
    row = 0
    for batch in batches(documents):
        tokens = tokenise(batch, corpus.vocabulary)
        marked = _furniture(batch, corpus)
        for place, part in enumerate(parts[row : row + len(batch)]):
            marked[place] += [(mark, mark + 1) for mark in part.marks] if part else []
        found.append(_marked(tokens, marked) if any(marked) else tokens)
        row += len(batch)
    return found


def _furniture(batch: Sequence[Document], corpus: Corpus) -> list[list[tuple[int, int]]]:
    texts, outlets = [document.text for document in batch], [document.outlet for document in batch]
    found: list[list[tuple[int, int]]] = [[] for _ in batch]
    if len(corpus.furniture):
        found = spans(texts, outlets, corpus.furniture)
    if len(corpus.base):
        found = [[*one, *other] for one, other in zip(found, in_base(texts, corpus.base), strict=True)]
    return [[*one, *repeated(text)] for one, text in zip(found, texts, strict=True)]


def _marked(tokens: TokenBatch, marked: Sequence[Sequence[tuple[int, int]]]) -> TokenBatch:
    """The tokens with the stretches of each text marked as furniture."""
    marks = tokens.furniture.copy()
    for row, stretches in enumerate(marked):
        begin, end = tokens.firsts[row], tokens.firsts[row + 1]
        inside = np.searchsorted(tokens.begins[begin:end], np.array(stretches, np.int64).reshape(-1, 2))
        for low, high in inside.tolist():
            marks[begin + low : begin + high] = True
    return replace(tokens, furniture=marks)
