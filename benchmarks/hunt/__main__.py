"""Runs the hunt: many corpora at once, some of them alone, and prints what broke a promise."""

from __future__ import annotations

import argparse
import gc
import random
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence

from benchmarks.hunt import __doc__ as about
from benchmarks.hunt import promises
from benchmarks.hunt.corpora import Corpus, corpus
from syndetect.model import Document, Report

_TOGETHER = 100
"""Corpora of one run: most of a small run's time is the same for a large one."""

_SHUFFLED = 5
"""One run in so many is made again with its articles in another order."""

_ALONE = 20
"""One corpus in so many is also looked at by itself, in every way."""


def hunted(corpora: Sequence[Corpus], round: int) -> Iterator[str]:
    """What is wrong with some corpora taken together, and with the first ones by themselves."""
    documents = [document for one in corpora for document in one.documents]
    yield from _said("scan", lambda: _together(documents, round))
    yield from _said("compare", lambda: _compared(corpora))
    yield from _said("check", lambda: _checked(corpora))
    for one in corpora[::_ALONE]:
        yield from (f"corpus {one.number}: {said}" for said in _said("alone", lambda one=one: _alone(one)))  # type: ignore[misc]


def _said(what: str, work: Callable[[], Iterator[str]]) -> Iterator[str]:
    try:
        yield from (f"{what}: {said}" for said in work())
    except Exception:  # noqa: BLE001 - finding these is what this is for
        yield f"{what}: {traceback.format_exc()}"


def _together(documents: list[Document], round: int) -> Iterator[str]:
    report = promises.scanned(documents)
    if report is None:
        yield "no article could be used"
        return
    yield from promises.broken(report)
    yield from promises.shown(report, promises.FORMATS[round % len(promises.FORMATS)])
    if round % _SHUFFLED:
        return
    shuffled = documents[:]
    random.Random(round).shuffle(shuffled)  # noqa: S311 - not for secrets
    again = promises.scanned(shuffled)
    if again is not None and promises.bare(again) != promises.bare(report):
        yield f"shuffled articles make another report: {_differing(report, again)}"


def _compared(corpora: Sequence[Corpus]) -> Iterator[str]:
    documents = [document for one in corpora for document in one.documents]
    pairs = [pair for one in corpora for pair in promises.every_pair(one.documents)]
    report = promises.compared(documents, pairs)
    yield from promises.broken(report) if report is not None else ()


def _checked(corpora: Sequence[Corpus]) -> Iterator[str]:
    ours = [document for one in corpora for document in one.documents[: one.submitted]]
    theirs = [document for one in corpora for document in one.documents[one.submitted :]]
    report = promises.checked(ours, theirs)
    yield from promises.broken(report) if report is not None else ()


def _alone(one: Corpus) -> Iterator[str]:
    documents = list(one.documents)
    report = promises.scanned(documents)
    if report is not None:
        yield from promises.broken(report)
        yield from promises.shown(report, promises.FORMATS[one.number // _ALONE % len(promises.FORMATS)])
        again = promises.scanned(documents[::-1])
        if again is not None and promises.bare(again) != promises.bare(report):
            yield f"shuffled articles make another report: {_differing(report, again)}"
    listed = promises.compared(documents, promises.every_pair(documents))
    if listed is not None:
        yield from promises.broken(listed)
    yield from _checked([one])
    yield from promises.asked(documents)


def _differing(one: Report, other: Report) -> str:
    texts = promises.bare(one), promises.bare(other)
    at = next((at for at, signs in enumerate(zip(*texts, strict=False)) if len({*signs}) > 1), 0)
    return " | ".join(text[max(0, at - 150) : at + 150] for text in texts)


def main() -> int:
    """Run the hunt and print what it found."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--minutes", type=float, default=1e9, help="stop after so many")
    asked = parser.parse_args()
    begun, failures, done = time.monotonic(), 0, 0
    for first in range(asked.first, asked.first + asked.corpora, _TOGETHER):
        numbers = range(first, min(first + _TOGETHER, asked.first + asked.corpora))
        for said in hunted([corpus(asked.seed, number) for number in numbers], first // _TOGETHER):
            failures += 1
            print(f"seed {asked.seed}, corpora {numbers.start} to {numbers.stop - 1}: {said}", flush=True)
        done += len(numbers)
        gc.collect()
        if time.monotonic() - begun > 60 * asked.minutes:
            break
    print(f"{done:,} corpora, {failures:,} failures, {time.monotonic() - begun:.0f} s")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
