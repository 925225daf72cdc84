"""A scan of articles in five languages beside one of as many in one language, in processor seconds.

    python -m benchmarks.speed.tongues [--data reuters21578 bbc] [--articles 1500] [--runs 3] [--words 120]

Of the articles, which tell different things, every fifth stays English and the others are translated by
Apertium (Spanish, French, Italian, Portuguese), so that no pair is a translation of another. They are scanned
beside themselves in English alone and in Spanish alone, by turns, with one process. The fifths are scanned
by themselves, too: they tell what an article of each language costs where there is no other. Without Apertium
the run ends with 2.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from random import Random

from benchmarks.quality import data
from benchmarks.quality.options import BESIDE
from benchmarks.quality.translated import MODES, ONWARD, can_translate, translation
from benchmarks.speed.turns import measure, median

LANGUAGES = ("English", "Spanish", "Italian", "French", "Portuguese")
"""The languages of the fifths, in the order of their first articles."""

_BATCH = 100
_MARK = re.compile(r"@@\s*(\d+)\s*@@")


def translated(texts: Sequence[str], mode: str) -> list[str]:
    """The texts in another language, a hundred at a time: to start the program takes longer than a text."""
    made: list[str] = []
    for first in range(0, len(texts), _BATCH):
        some = texts[first : first + _BATCH]
        joined = "\n\n".join(f"@@{number}@@\n\n{text}" for number, text in enumerate(some))
        made += (part.strip() for part in _MARK.split(translation(joined, mode))[2::2])
    return made


def corpora(texts: Sequence[str]) -> dict[str, list[str]]:
    """The same articles in English, in Spanish, in five languages by turns, and each fifth of these."""
    spanish = translated(texts, MODES[0])
    mixed = list(texts)
    for place, mode in enumerate((None, *ONWARD.values()), start=1):
        rows = range(place, len(texts), len(ONWARD) + 2)
        some = [spanish[row] for row in rows]
        for row, text in zip(rows, translated(some, mode) if mode else some, strict=True):
            mixed[row] = text
    fifths = {f"a fifth: {name}": mixed[place :: len(LANGUAGES)] for place, name in enumerate(LANGUAGES)}
    return {"English": list(texts), "Spanish": spanish, "five languages": mixed, **fifths}


def main() -> int:
    """Print the table; 2 where Apertium or the articles are missing."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", nargs="+", default=["reuters21578"])
    parser.add_argument("--words", type=int, default=120, help="of each article at least")
    parser.add_argument("--articles", type=int, default=1500, metavar="N")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    root = Path(os.environ.get("SYNDETECT_DATA") or BESIDE)
    directories = [root / name for name in options.data]
    if not can_translate() or not all(directory.is_dir() for directory in directories):
        print("there is no Apertium, or no such data", file=sys.stderr)
        return 2
    texts = [one.text for directory in directories for one in data.documents(directory)]
    long = [text for text in texts if len(text.split()) >= options.words]
    Random(5).shuffle(long)  # noqa: S311
    with tempfile.TemporaryDirectory() as place:
        commands = {}
        for name, texts in corpora(long[: options.articles]).items():
            path = Path(place) / f"{name}.jsonl"
            rows = (
                {"id": f"a{row}", "text": text, "outlet": f"o{row % 50}"} for row, text in enumerate(texts)
            )
            path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
            command = [sys.executable, "-m", "syndetect", "scan", str(path), "--format", "json"]
            commands[name] = [*command, "-o", f"{path}.report", "--jobs", "1", "--quiet"]
        medians = {name: median(turns) for name, turns in measure(commands, options.runs).items()}
    print("| | cpu s | to English |", "|---|---:|---:|", sep="\n")
    for name, used in medians.items():
        base = medians["a fifth: English" if name.startswith("a fifth") else "English"].cpu
        print(f"| {name} | {used.cpu:.1f} | {used.cpu / base:.2f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
