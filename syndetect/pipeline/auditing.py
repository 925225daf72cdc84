"""The pipeline about itself: the way of one pair through it, and what its index finds of what is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from syndetect import plugins
from syndetect.candidates import Search, bands_and_rows, search
from syndetect.candidates.bands import Scored, band_probability
from syndetect.candidates.exact import Overlaps, overlaps, would_be_found
from syndetect.candidates.rules import allowed
from syndetect.candidates.tracing import steps
from syndetect.counting import wilson
from syndetect.errors import InputError
from syndetect.faults import contained, ordered
from syndetect.fingerprint import fingerprint
from syndetect.kernels.join import ROW_BITS, pair_keys
from syndetect.kernels.words import I64, U64, Bools
from syndetect.kernels.words import words as words_of
from syndetect.model import Audit, Missed, Pair, Rate, Skipped, Step, Trace, at_least
from syndetect.pipeline.arguments import Source, given_settings, require_counts
from syndetect.pipeline.articles import Articles
from syndetect.pipeline.crossing import NO_PAIRS, languages_of
from syndetect.pipeline.judging import Corpus, judged
from syndetect.pipeline.reading import NOT_MAPPED, numbered
from syndetect.pipeline.run_log import RunLog
from syndetect.pipeline.searching import SearchedCorpus, shingles_of, taken_in, with_crossing
from syndetect.pipeline.task import Task, opened
from syndetect.pipeline.workers import HERE
from syndetect.plugins import LOCAL, Progress
from syndetect.settings import Settings
from syndetect.spill import MEMORY, Budget
from syndetect.text.language_words import language_words
from syndetect.views import ACROSS_LANGUAGES

EXCERPT_WORDS = 40
"""Words of an excerpt that must not be missed."""

LENGTHS = (15, 25, 40, 60, 100)
"""Words of the excerpts that are imagined inside other articles."""

RESEMBLANCES = (0.7, 0.5, 0.3)
_CURVE = tuple(step / 10 for step in range(1, 11))


def why(
    left: str,
    right: str,
    *sources: Source,
    settings: Settings | Mapping[str, Any] | None = None,
    fields: Mapping[str, str] = NOT_MAPPED,
    ignore: Sequence[str | Path] = (),
    jobs: int = 1,
    memory: int = MEMORY,
    progress: Progress | None = None,
    **named: Any,
) -> Trace:
    """Tell at which step of a scan a pair is found or dropped, with the figures.

    Args:
        left: the id of one article, or the path of its file.
        right: the id or path of the other.
        sources: what the scan would read; all kinds of sources that `scan` takes.
        settings, fields, ignore, jobs, memory, progress, named: as in `scan`.

    Returns:
        The steps in order, up to the verdict that the pair has or would have had.

    Raises:
        InputError: an article is not among those read; the message says why, when it was skipped.
        ArgumentError, SettingsError: as in `scan`.

    >>> trace = why("newsbrook/2024-0371", "alder-press/inquiry-after-ferry-crash.txt", "corpus/")
    >>> trace.steps[0].name, trace.pair is not None
    ('read', True)
    """
    settings = given_settings(settings, named)
    task = opened(settings, fields, jobs, memory, progress, ignore)
    articles, found = taken_in(sources, task)
    run = task.run
    low, high = sorted(_article_place(articles, side, run.skipped) for side in (left, right))
    if low == high:
        raise InputError(f"{left!r} is given twice; why takes the ids of two articles")
    places = low, high
    left, right = (articles.document(place).id for place in places)
    way: Sequence[Step] = ()
    with contained(run.faults, "candidates", "the steps of the search", (left, right)):
        way = _crossed(_way(found, places, settings, task.budget), found, articles, places, task)
    corpus = Corpus(found.prints.vocabulary, found.furniture.keys, found.base)
    wanted = np.array([places], np.int64)
    pair = next(judged(articles, wanted, corpus, settings, HERE, run, every=True), None)
    if pair is None:
        # No part of a very long document is near the other one: the verdict is on all of it.
        pair = next(judged(articles, wanted, corpus, settings, HERE, run, whole=True), None)
    steps = (_read(articles, found, places), *way, _verdict(pair, settings))
    return Trace(left, right, steps, pair, run.left_out(), ordered(run.faults))


def _verdict(pair: Pair | None, settings: Settings) -> Step:
    """The last step; None is a pair with which judging failed."""
    if pair is None:
        return Step("verdict", passed=False, text="could not be judged because of an error in syndetect")
    listed = at_least(pair.relation, settings.min_relation)
    text = f"judged {pair.relation} ({pair.confidence:.2f}): {'; '.join(pair.reasons) or 'nothing shared'}"
    figures = {"confidence": pair.confidence, "passages": len(pair.passages)}
    return Step("verdict", passed=listed, text=text, figures=figures)


def _way(corpus: SearchedCorpus, places: tuple[int, int], settings: Settings, budget: Budget) -> list[Step]:
    """The steps of our own search; of another engine no more is known than what it lists."""
    if settings.engine == LOCAL:
        return steps(corpus.prints, search(corpus.prints, settings, budget), *places, settings)
    pairs = plugins.load("engines", settings.engine)(corpus.prints, settings, budget)
    listed = bool((pairs == np.array(places)).all(axis=1).any())
    verb = "lists" if listed else "does not list"
    return [Step("engine", passed=listed, text=f"the engine {settings.engine!r} {verb} the pair", figures={})]


def _crossed(
    way: list[Step], corpus: SearchedCorpus, articles: Articles, places: tuple[int, int], task: Task
) -> list[Step]:
    """The steps with that of the search across languages, where the two are written in two."""
    languages, names = languages_of(corpus.languages, corpus.words, articles.declared())
    spoken = [int(languages[place]) for place in places]
    if min(spoken) < 0 or spoken[0] == spoken[1]:
        return way
    pairs = with_crossing(NO_PAIRS, articles, corpus, task)
    listed = bool((pairs == np.array(places)).all(axis=1).any())
    language_names = " and ".join(language_words(names[number]) for number in spoken)
    verb = "share" if listed else "do not share"
    text = f"written in {language_names}, they {verb} enough names, figures and what stands by them"
    step = Step(ACROSS_LANGUAGES.name, passed=listed, text=text, figures={})
    if not listed:
        return [*way[:-1], step, *way[-1:]]
    return [*way[:-1], step, Step("candidates", passed=True, text="a candidate: aligned and judged")]


def _article_place(articles: Articles, name: str, skipped: Iterable[Skipped]) -> int:
    """Where the article stands that has this id, or alone comes from this file."""
    places = articles.named(name)
    if len(places) == 1:
        return places[0]
    if places:
        raise InputError(f"{name} holds {len(places)} articles; name one by its id, as a report has it")
    reasons = [item.reason for item in skipped if item.source == name]
    if reasons:
        raise InputError(f"{name!r} was skipped: {reasons[0]}")
    raise InputError(f"no article has the id {name!r}; ids are those that a report names")


def _read(articles: Articles, corpus: SearchedCorpus, places: tuple[int, int]) -> Step:
    words = [int(corpus.words[place]) for place in places]
    lost = [count - int(corpus.prints.words[place]) for count, place in zip(words, places, strict=True)]
    text = f"{words[0]:,} and {words[1]:,} words, {lost[0]:,} and {lost[1]:,} of them in lines that recur"
    figures = {"words_left": words[0], "words_right": words[1], "articles": len(articles)}
    return Step("read", passed=True, text=text, figures=figures)


def doctor(
    *sources: Source,
    settings: Settings | Mapping[str, Any] | None = None,
    fields: Mapping[str, str] = NOT_MAPPED,
    ignore: Sequence[str | Path] = (),
    sample: int = 200,
    jobs: int = 1,
    memory: int = MEMORY,
    progress: Progress | None = None,
    **named: Any,
) -> Audit:
    """Measure how much of what exact search finds the index finds, on a corpus of your own.

    Args:
        sources: the corpus; all kinds of sources that `scan` takes.
        sample: articles that are searched for exactly; they follow from the settings' seed.
        settings, fields, ignore, jobs, memory, progress, named: as in `scan`.

    Returns:
        The audit: shares that were found, with their 95 % intervals, and the pairs that were missed.

    Raises:
        InputError: no article could be read.
        ArgumentError, SettingsError: as in `scan`.

    >>> doctor("corpus/", sample=20).missed
    ()
    """
    require_counts(sample=sample)
    settings = given_settings(settings, named)
    task = opened(settings, fields, jobs, memory, progress, ignore)
    articles, corpus = taken_in(sources, task)
    run = task.run
    generator = np.random.default_rng(settings.seed)
    chosen = np.sort(generator.permutation(len(articles))[:sample])
    run.tick("exact search", 0, len(articles))
    bands, rows = bands_and_rows(settings.num_perm, settings.least_resemblance, settings.target_recall)
    audit = Audit(
        documents=len(articles),
        sampled=len(chosen),
        candidates=0,
        bands=bands,
        rows=rows,
        curve=tuple((step, band_probability(step, bands, rows)) for step in _CURVE),
        exact=(),
        excerpts=(),
        missed=(),
        skipped=run.left_out(),
    )
    with contained(run.faults, "candidates", "all that the index finds"):
        made = search(corpus.prints, settings, task.budget) if settings.engine == LOCAL else None
        pairs = (
            made.pairs
            if made
            else plugins.load("engines", settings.engine)(corpus.prints, settings, task.budget)
        )
        with contained(run.faults, "candidates", "what the index finds of what exact search finds"):
            truth = _exact(articles, corpus, chosen, settings, run)
            hits = _known(made, truth) if made else _listed(pairs, truth)
            audit = _held(audit, truth, hits, articles.ids(), settings)
        audit = replace(audit, candidates=len(pairs))
        with contained(run.faults, "candidates", "what the index finds of excerpts"):
            # How another engine would meet an article that is only thought of cannot be told.
            thought = _excerpts(articles, corpus, made, chosen, settings) if made else ()
            audit = replace(audit, excerpts=tuple(thought))
    return replace(audit, faults=ordered(run.faults))


def _held(audit: Audit, truth: Overlaps, hits: Bools, ids: Sequence[str], settings: Settings) -> Audit:
    """The audit with what exact search finds held against the index, which has the `hits` of it."""
    return replace(
        audit,
        exact=tuple(_rates(truth, hits, settings)),
        missed=tuple(_missed(truth, row, ids) for row in np.flatnonzero(~hits).tolist()),
    )


def _missed(truth: Overlaps, row: int, ids: Sequence[str]) -> Missed:
    left, right = sorted((ids[truth.sample[row]], ids[truth.other[row]]))
    return Missed(left, right, float(truth.resemblance[row]), int(truth.shared[row]))


def _listed(pairs: I64, truth: Overlaps) -> Bools:
    """Whether another engine lists each pair."""
    known: Bools = np.isin(pair_keys(truth.sample, truth.other), pair_keys(pairs[:, 0], pairs[:, 1]))
    return known


def _known(made: Search, truth: Overlaps) -> Bools:
    """Whether the search lists each pair, or the pair of those who stand for the two."""
    stands = [np.arange(len(made.first_of))]
    stands += [group[made.first_of] for group in (made.hub, made.crowd, made.groups)]
    listed = np.unique(pair_keys(made.pairs[:, 0], made.pairs[:, 1]))
    known = np.zeros(len(truth.sample), np.bool_)
    for ours in stands:
        for theirs in stands:
            one, two = ours[truth.sample], theirs[truth.other]
            known |= (one == two) | np.isin(pair_keys(one, two), listed)
    return known


def _exact(
    articles: Articles, corpus: SearchedCorpus, chosen: I64, settings: Settings, run: RunLog
) -> Overlaps:
    """All overlaps of the chosen places with any other that the rules allow, each pair once."""
    keys, base = corpus.furniture.keys, corpus.base
    picked, starts = shingles_of(
        [articles.document(place) for place in chosen.tolist()], keys, base, settings
    )

    def everything() -> Iterator[tuple[int, U64, I64]]:
        for first, batch in numbered(map(articles.document, range(len(articles))), 0):
            run.tick("exact search", first, len(articles))
            yield first, *shingles_of(batch, keys, base, settings)

    sample = [picked[low:high] for low, high in pairwise(starts.tolist())]
    least_common = EXCERPT_WORDS - settings.shingle_words + 1
    truth = overlaps(sample, everything(), least_common, min(*RESEMBLANCES, settings.least_resemblance))
    own = chosen[truth.sample]
    # A pair of two sampled articles is found from both sides.
    twice = np.isin(truth.other, chosen) & (truth.other < own)
    ruled = allowed(Scored(own, truth.other, truth.resemblance), corpus.prints, settings)
    inside = np.isin(pair_keys(own, truth.other), pair_keys(ruled.left, ruled.right))
    kept = (own != truth.other) & ~twice & inside
    return Overlaps(own[kept], truth.other[kept], truth.shared[kept], truth.resemblance[kept])


def _rates(truth: Overlaps, hits: Bools, settings: Settings) -> Iterator[Rate]:
    for least in sorted({*RESEMBLANCES, settings.least_resemblance}, reverse=True):
        if least >= settings.least_resemblance:
            yield _rate(f"resemblance {least:g} or more", hits[truth.resemblance >= least])
    common = truth.shared >= EXCERPT_WORDS - settings.shingle_words + 1
    yield _rate(f"{EXCERPT_WORDS} words or more in common runs", hits[common])


def _excerpts(
    articles: Articles, corpus: SearchedCorpus, made: Search, chosen: I64, settings: Settings
) -> Iterator[Rate]:
    """Excerpts from the middle of each chosen article, in the next one's place; then of popular ones."""
    yield from _thought(articles, corpus, made, (chosen, chosen), "", settings)
    prints = np.bincount(made.groups, minlength=len(made.groups))
    popular = np.flatnonzero(prints > settings.rare_documents)
    if len(popular):
        popular = popular[np.argsort(-prints[popular], kind="stable")][: len(chosen)]
        name = f" of a text with {settings.rare_documents} prints or more"
        yield from _thought(articles, corpus, made, (popular, chosen), name, settings)


def _thought(
    articles: Articles,
    corpus: SearchedCorpus,
    made: Search,
    places: tuple[I64, I64],
    name: str,
    settings: Settings,
) -> Iterator[Rate]:
    """The share found of excerpts of some articles, each imagined inside another one, by length."""
    sources, hosts = places
    hosts = np.resize(np.roll(hosts, 1), len(sources))
    for length in LENGTHS:
        taken, words = [], []
        for place, other in zip(sources.tolist(), hosts.tolist(), strict=True):
            if corpus.words[place] >= 2 * length and place != other:
                taken.append(_middle(articles.document(place).text, length))
                words.append(min(int(corpus.words[place]), int(corpus.words[other]) + length))
        features = [_features(text, settings) for text in taken]
        hits = would_be_found(corpus.prints, made, features, np.array(words, np.int64), settings)
        yield _rate(f"{length} words{name}", hits)


def _middle(text: str, length: int) -> str:
    batch = words_of([text])
    first = (len(batch.begins) - length) // 2
    return text[batch.begins[first] : batch.ends[first + length - 1]]


def _features(text: str, settings: Settings) -> tuple[U64, ...]:
    prints = fingerprint([text], np.zeros(1, np.uint64), 0, settings, None)
    low = np.uint64((1 << ROW_BITS) - 1)
    return tuple(view & ~low for view in prints.views)


def _rate(name: str, hits: Bools) -> Rate:
    """The share with its interval."""
    part, whole = int(hits.sum()), len(hits)
    return Rate(name, part, whole, *wilson(part, whole))
