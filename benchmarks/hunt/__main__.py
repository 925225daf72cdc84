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
from syndetect.faults import is_error
from syndetect.model import Report

_TOGETHER = 100
"""Corpora of one run: most of a small run's time is the same for a large one."""

_SHUFFLED = 5
"""One scan in so many is made again with its articles in another order."""

_ALONE = 50
"""One corpus in so many is also looked at by itself, in every way."""

_SHOWN = 3
"""One report in so many is written in a format, the formats by turns."""


def hunted(corpora: Sequence[Corpus], round: int, *, all_ways: bool = False) -> Iterator[str]:
    """What is wrong with some corpora taken together, one way or in all, and with the first ones by themselves."""
    for way in _WAYS if all_ways else [_WAYS[round % len(_WAYS)]]:
        yield from _said(way.__name__, lambda way=way: _kept(way(corpora, round), round))  # type: ignore[misc]
    for one in corpora[::_ALONE]:
        yield from (f"corpus {one.number}: {said}" for said in _said("alone", lambda one=one: _alone(one)))  # type: ignore[misc]


def _said(what: str, work: Callable[[], Iterator[str]]) -> Iterator[str]:
    try:
        yield from (f"{what}: {said}" for said in work())
    except BaseException as error:
        if not is_error(error):
            raise
        yield f"{what}: {traceback.format_exc()}"


def _kept(report: Report | str | None, round: int) -> Iterator[str]:
    """What is wrong with a report, or what was said in its stead."""
    if report is None or isinstance(report, str):
        yield report or "no article could be used"
        return
    yield from promises.broken(report)
    number, rest = divmod(round, _SHOWN)
    if not rest:
        format = promises.FORMATS[number % len(promises.FORMATS)]
        yield from promises.shown(report, format, explain=number // len(promises.FORMATS) % 2 > 0)


def scan(corpora: Sequence[Corpus], round: int) -> Report | str | None:
    """All of them as one corpus, now and then in another order as well."""
    documents = [document for one in corpora for document in one.documents]
    report = promises.scanned(documents)
    if report is None or round // len(_WAYS) % _SHUFFLED:
        return report
    shuffled = documents[:]
    random.Random(round).shuffle(shuffled)  # noqa: S311 - not for secrets
    return _differing(report, promises.scanned(shuffled)) or report


def compare(corpora: Sequence[Corpus], _: int) -> Report | None:
    """All pairs of each."""
    documents = [document for one in corpora for document in one.documents]
    return promises.compared(
        documents, [pair for one in corpora for pair in promises.every_pair(one.documents)]
    )


def check(corpora: Sequence[Corpus], _: int) -> Report | None:
    """The first articles of each held against its others."""
    ours = [document for one in corpora for document in one.documents[: one.submitted]]
    theirs = [document for one in corpora for document in one.documents[one.submitted :]]
    return promises.checked(ours, theirs)


_WAYS: Sequence[Callable[[Sequence[Corpus], int], Report | str | None]] = (
    scan,
    compare,
    scan,
    compare,
    check,
)


def _alone(one: Corpus) -> Iterator[str]:
    documents, round = list(one.documents), one.number // _ALONE * _SHOWN
    if (report := promises.scanned(documents)) is not None:
        yield from _kept(_differing(report, promises.scanned(documents[::-1])) or report, round)
    for other in (compare([one], 0), check([one], 0)):
        if other is not None:
            yield from _kept(other, 1)
    yield from promises.asked(documents)


def _differing(one: Report, other: Report | None) -> str | None:
    """Where two reports that should be equal are not."""
    texts = promises.bare(one), "" if other is None else promises.bare(other)
    if texts[0] == texts[1]:
        return None
    at = next((at for at, signs in enumerate(zip(*texts, strict=False)) if len({*signs}) > 1), 0)
    parts = " | ".join(text[max(0, at - 150) : at + 150] for text in texts)
    return f"shuffled articles make another report: {parts}"


def main() -> int:
    """Run the hunt and print what it found."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--from", type=int, default=0, dest="first", help="number of the first corpus")
    parser.add_argument("--minutes", type=float, default=1e9, help="stop after so many")
    parser.add_argument(
        "--all-ways", action="store_true", help="each corpus in every way, not in one by turns"
    )
    parser.add_argument("--stop", action="store_true", help="stop at the first failure")
    asked = parser.parse_args()
    # Millions of values that live as long as a round are no garbage: it is looked for between rounds.
    gc.disable()
    begun, failures, done = time.monotonic(), 0, 0
    for first in range(asked.first, asked.first + asked.corpora, _TOGETHER):
        numbers = range(first, min(first + _TOGETHER, asked.first + asked.corpora))
        corpora = [corpus(asked.seed, number) for number in numbers]
        for said in hunted(corpora, first // _TOGETHER, all_ways=asked.all_ways):
            failures += 1
            print(f"seed {asked.seed}, corpora {numbers.start} to {numbers.stop - 1}: {said}", flush=True)
        done += len(numbers)
        gc.collect()
        if time.monotonic() - begun > 60 * asked.minutes or (asked.stop and failures):
            break
    print(
        f"hunt: seed {asked.seed} from {asked.first} to {asked.first + done - 1}, {done} corpora, {failures} failures, "
        f"{time.process_time():.0f} cpu s, {time.monotonic() - begun:.0f} s",
        flush=True,
    )
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
