"""Damaged files of an index: told, and never answered from wrongly.

    python -m benchmarks.damage [--times N] [--from N] [--seed S]

Each time a file of a small index, with texts or without, is cut off, or some of its bytes are changed,
shifted, zeroed or exchanged for others of it. Then `verify` must name the file where a byte that says
something has changed; and whatever asks or changes the index ends in a sentence, or in what it says of the
whole index but for articles that it names as unread. Nothing may be an error of ours, and no file may be made
elsewhere.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks.kills import articles, task
from syndetect import check
from syndetect.archive.container import Container
from syndetect.archive.manifest import NAME
from syndetect.errors import SyndetectError
from syndetect.model import Document, Report
from syndetect.pipeline import indexing
from syndetect.pipeline.index_contents import info, verify

_KEPT = 24
"""Articles of an index."""


def damaged(raw: bytes, chance: random.Random) -> bytes:
    """The same bytes, but for one accident."""
    place, other = chance.randrange(len(raw)), chance.randrange(len(raw))
    size = chance.choice((1, 2, 8, 64, 999, 5000))
    kind = chance.choice(("bit", "cut", "zeros", "noise", "other", "lost", "doubled"))
    behind = raw[place + size :]
    if kind == "bit":
        return raw[:place] + bytes([raw[place] ^ 1 << chance.randrange(8)]) + raw[place + 1 :]
    if kind == "cut":
        return raw[:place]
    if kind == "doubled":
        return raw[:place] + raw[place : place + size] * 2 + behind
    filler = {"zeros": bytes(size), "noise": chance.randbytes(size), "other": raw[other : other + size]}
    return raw[:place] + filler.get(kind, b"") + behind


def says_the_same(before: Path, after: Path) -> bool:
    """Whether two files of an index differ in bytes alone that say nothing."""
    one, two = before.read_bytes(), after.read_bytes()
    if len(one) != len(two):
        return False
    file = Container(before, before.name.partition("-")[0])
    return not any(file.holds(at) for at in range(len(one)) if one[at] != two[at])


def wrong(whole: Path, index: Path, target: str, asked: list[Document], told: Report) -> Iterator[str]:
    """What does not hold of a damaged copy of an index, of which `told` is what a check says."""
    said = list(verify(index))
    if target != NAME and not says_the_same(whole / target, index / target) and target not in "".join(said):
        yield f"verify does not name {target}"
    try:
        report = check(asked, against=index)
    except SyndetectError:
        pass
    else:
        if report.faults:
            yield f"a check has a fault: {report.faults[0]}"
        pairs = set(report.pairs) - set(told.pairs)
        if pairs and not report.skipped:
            yield "a check tells pairs that the whole index does not have"
        if report.pairs != told.pairs and not report.skipped:
            yield "a check leaves out pairs, and does not say so"
    for change in (
        lambda: info(index),
        lambda: indexing.add(index, [articles()[_KEPT : _KEPT + 2]], task()),
        lambda: indexing.remove(index, lambda rows: [row.key for row in rows][:2], task()),
        lambda: indexing.merge(index, task()),
    ):
        try:
            change()
        except SyndetectError:
            continue


def main() -> int:
    """Damage, look, and say how often something was wrong; 1 when it ever was."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--from", type=int, default=0, dest="first", help="the number of the first accident")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    count = 0
    with tempfile.TemporaryDirectory() as folder:
        asked = [replace(articles()[3], id="asked")]
        wholes = []
        for name, texts in (("texts", True), ("no-texts", False)):
            path = Path(folder) / name / "index"
            path.parent.mkdir()
            indexing.build(path, [articles()[: _KEPT // 2]], task(), texts=texts)
            indexing.add(path, [articles()[_KEPT // 2 : _KEPT]], task())
            wholes.append((path, check(asked, against=path)))
        for number in range(given.first, given.first + given.times):
            chance = random.Random(given.seed * 1_000_000 + number)  # noqa: S311 (no secret)
            whole, told = wholes[number % 2]
            index = Path(folder) / "damaged" / "index"
            shutil.rmtree(index.parent, ignore_errors=True)
            shutil.copytree(whole, index)
            target = chance.choice(sorted(file.name for file in index.iterdir()))
            (index / target).write_bytes(damaged((index / target).read_bytes(), chance))
            try:
                problems = list(wrong(whole, index, target, asked, told))
            except Exception as error:  # noqa: BLE001 (it is what is looked for)
                problems = [f"{type(error).__name__}: {error}"]
            if [file.name for file in index.parent.iterdir()] != ["index"]:
                problems.append("there are files beside the index")
            for problem in problems:
                count += 1
                print(f"{number}, {target}: {problem}", flush=True)
    print(f"{given.times} damaged from {given.first} on, seed {given.seed}; {count} things wrong")
    return min(count, 1)


if __name__ == "__main__":
    sys.exit(main())
