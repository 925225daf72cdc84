"""The order of the stages: the only package that knows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from syndetect import plugins
from syndetect.columns import Fingerprints
from syndetect.errors import InputError
from syndetect.families import find_families
from syndetect.fingerprint import fingerprint, joined
from syndetect.model import Document, Pair, Report, Skipped, at_least
from syndetect.normalise import batches
from syndetect.pipeline.judging import judged
from syndetect.pipeline.reading import DEFAULTS, NOT_MAPPED, Source, collected, read, single, with_words
from syndetect.pipeline.watch import Watch
from syndetect.plugins import Progress
from syndetect.settings import Settings

__all__ = ["candidate_pairs", "compare", "compare_pairs", "read", "render", "scan"]

_SIDES = ("left", "right")


def scan(
    *sources: Source,
    settings: Settings = DEFAULTS,
    fields: Mapping[str, str] = NOT_MAPPED,
    jobs: int = 1,
    progress: Progress | None = None,
) -> Report:
    """Every relation inside a corpus, given as paths, as articles, or both.

    `jobs` processes share the work; the report does not depend on them. With more than one, a script of your
    own must call this under ``if __name__ == "__main__"``, as for every pool of processes. Raises InputError
    when no article could be read at all.
    """
    run = Watch(progress)
    documents, skipped = collected(sources, settings, fields, run)
    pairs, counted, counts = _scanned(documents, settings, jobs, run)
    documents = [replace(one, words=count) for one, count in zip(documents, counted.tolist(), strict=True)]
    with run.stage("families"):
        pairs, families = find_families(documents, pairs)
    listed = [pair for pair in pairs if at_least(pair.relation, settings.min_relation)]
    run.counts |= counts | {"pairs": len(listed), "families": len(families)}
    return run.report(settings, documents, skipped, listed, families)


def compare(
    left: str | Path | Document, right: str | Path | Document, *, settings: Settings = DEFAULTS
) -> Report:
    """One pair in full, whatever its relation, the sides as given.

    Raises InputError when a side is not one article.
    """
    run = Watch(None)
    with run.stage("read"):
        sides = [single(side, settings) for side in (left, right)]
        if sides[0].id == sides[1].id:
            sides = [
                replace(side, id=f"{place}: {side.id}") for side, place in zip(sides, _SIDES, strict=True)
            ]
    return _compared([(sides[0].id, sides[1].id)], sides, [], settings, 1, run)


def compare_pairs(
    pairs: str | Path | Iterable[tuple[str, str]],
    docs: Source,
    *,
    settings: Settings = DEFAULTS,
    fields: Mapping[str, str] = NOT_MAPPED,
    jobs: int = 1,
    progress: Progress | None = None,
) -> Report:
    """The listed pairs, each whatever its relation, sides as listed; nothing else is searched.

    A pair with an id that no document has is reported under `skipped`. Raises InputError when a list cannot
    be read, or no pair of it can be compared.
    """
    run = Watch(progress)
    documents, skipped = collected((docs,), settings, fields, run)
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
    documents: Sequence[Document], settings: Settings = DEFAULTS
) -> tuple[list[str], NDArray[np.int64]]:
    """The documents' ids in the order searched, and the candidate pairs as row numbers into them, (n, 2)."""
    ordered = sorted(documents, key=lambda document: document.id)
    engine: plugins.Engine = plugins.load("engines", settings.engine)
    found = _fingerprinted(ordered, settings, 1, Watch(None))
    return [document.id for document in ordered], engine(found, settings)


def _scanned(
    documents: list[Document], settings: Settings, jobs: int, run: Watch
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
    pairs = judged(documents, rows, vocabulary, settings, jobs, run)
    related = [pair for pair in pairs if pair.relation != "unrelated"]
    counts = {"documents": len(documents), "words": int(words.sum()), "candidates": len(rows)}
    return related, words, counts


def _fingerprinted(documents: Sequence[Document], settings: Settings, jobs: int, run: Watch) -> Fingerprints:
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
    run: Watch,
) -> Report:
    documents = with_words(documents)
    row_of = {document.id: row for row, document in enumerate(documents)}
    rows = np.array([(row_of[left], row_of[right]) for left, right in listed], np.int64)
    pairs = judged(documents, rows, None, settings, jobs, run)
    with run.stage("families"):
        pairs, families = find_families(documents, pairs)
    named = {id for pair in pairs for id in (pair.left, pair.right)}
    counts = {"documents": len(documents), "pairs": len(pairs), "families": len(families)}
    run.counts |= counts
    used = [document for document in documents if document.id in named]
    return run.report(settings, used, skipped, pairs, families)
