"""Articles to candidate pairs: fingerprints while the articles come in, then the search."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from syndetect import plugins
from syndetect.candidates import bands_and_rows
from syndetect.columns import Fingerprints, Prints
from syndetect.fingerprint import Gathering, Seen, fingerprint
from syndetect.pipeline.articles import Articles
from syndetect.pipeline.reading import Source, collected
from syndetect.pipeline.watch import Watch
from syndetect.settings import Settings
from syndetect.spill import Budget

if TYPE_CHECKING:
    from concurrent.futures import Future


def fingerprinted(
    sources: Iterable[Source],
    settings: Settings,
    fields: Mapping[str, str],
    articles: Articles,
    jobs: int,
    budget: Budget,
    run: Watch,
) -> Fingerprints:
    """Read everything into `articles` and fingerprint it meanwhile; kernels let go of the interpreter."""
    gathering = Gathering(settings, budget)
    batches = collected(sources, settings, fields, articles, run)
    for part in _side_by_side(batches, settings, jobs, run):
        with run.stage("fingerprint"):
            gathering.append(part)
    with run.stage("fingerprint"):
        return gathering.done(articles.order, articles.published(), articles.outlets())


def _side_by_side(
    batches: Iterable[tuple[int, list[str]]], settings: Settings, jobs: int, run: Watch
) -> Iterator[Prints]:
    from concurrent.futures import ThreadPoolExecutor

    seen = Seen()
    waiting: deque[Future[Prints]] = deque()
    with ThreadPoolExecutor(max(1, jobs)) as pool:
        for first_row, texts in batches:
            waiting.append(pool.submit(fingerprint, texts, first_row, settings, seen))
            if len(waiting) > jobs:
                yield _result(waiting.popleft(), run)
        while waiting:
            yield _result(waiting.popleft(), run)


def _result(future: Future[Prints], run: Watch) -> Prints:
    with run.stage("fingerprint"):
        return future.result()


def searched_for(found: Fingerprints, settings: Settings, budget: Budget, run: Watch) -> NDArray[np.int64]:
    """Places of the candidate pairs, (n, 2); the fingerprints are let go."""
    bands, rows = bands_and_rows(settings.num_perm, settings.least_resemblance, settings.target_recall)
    run.counts |= {"bands": bands, "rows": rows}
    engine: plugins.Engine = plugins.load("engines", settings.engine)
    with run.stage("candidates"):
        run.tick("candidates", 0, 0)
        places = engine(found, settings, budget)
        found.close()
    return places
