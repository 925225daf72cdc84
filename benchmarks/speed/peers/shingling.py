"""Texts to word 5-grams, for libraries that leave shingling to their users; and files in and out."""

from __future__ import annotations

import argparse
import json
import re
import string
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from pathlib import Path

SHINGLE = 5

_WORD = re.compile(r"\w+")
_LOWER = bytes.maketrans(string.ascii_uppercase.encode(), string.ascii_lowercase.encode())
_BLANK = bytes.maketrans(string.punctuation.encode(), b" " * len(string.punctuation))
_TABLE = _LOWER.translate(_BLANK)


def documented(text: str) -> list[bytes]:
    """The set of runs of five lower-case words, made as strings and encoded one by one."""
    words = _WORD.findall(text.lower())
    runs = {" ".join(words[begin : begin + SHINGLE]) for begin in range(max(1, len(words) - SHINGLE + 1))}
    return [run.encode("utf8") for run in runs]


def quick(text: str) -> list[bytes]:
    """Runs of five lower-case words, repeated ones as often as they come; a shorter text is one shingle.

    The quickest plain Python that we found: words from one `bytes.translate` and `split`, joined by `zip`.
    Repeated shingles are not looked for, since they do not change a minimum.
    """
    words = text.encode().translate(_TABLE).split()
    if len(words) < SHINGLE:
        return [b" ".join(words)]
    return list(map(b" ".join, zip(words, words[1:], words[2:], words[3:], words[4:], strict=False)))


Shingler = Callable[[str], list[bytes]]
SHINGLERS: dict[str, Shingler] = {"quick": quick, "documented": documented}


def arguments(description: str | None) -> argparse.ArgumentParser:
    """The options that every peer has."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("docs", type=Path)
    parser.add_argument("--pairs", type=Path, metavar="FILE", required=True)
    return parser


def articles(path: Path) -> Iterator[tuple[str, str]]:
    """The id and the text of every line."""
    with path.open("rb") as lines:
        for line in lines:
            record = json.loads(line)
            yield record["id"], record["text"]


def write_pairs(path: Path, ids: list[str], found: Iterable[tuple[int, int]]) -> None:
    """Write pairs of places, each once, as pairs of ids."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(
            json.dumps([ids[left], ids[right]]) + "\n" for left, right in dict.fromkeys(found) if left < right
        )


def within(buckets: Iterable[list[int]]) -> Iterator[tuple[int, int]]:
    """Every two members of every bucket."""
    for bucket in buckets:
        yield from combinations(sorted(bucket), 2)
