"""Habits of spelling: a text that slips into another's habit shows whose words it kept."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from string import ascii_lowercase

from syndetect.model import Span

Habits = Mapping[tuple[str, int], tuple[Span, ...]]
"""Where a text follows one side (0 or 1) of a habit, by habit and side."""

_LETTERS = bytes(code if chr(code) in ascii_lowercase else ord(" ") for code in range(256))
"""What is no letter of ASCII as a space; the single words of habits have no others."""


@lru_cache(maxsize=1)
def _table() -> tuple[Mapping[str, tuple[str, int]], tuple[tuple[str, str, int], ...]]:
    """Single words with their habit and side, and the few wordings of two words."""
    data = json.loads(files("syndetect").joinpath("data/varieties.json").read_text("utf-8"))
    words: dict[str, tuple[str, int]] = {}
    wordings: dict[tuple[str, str, int], None] = {}
    for habit, pairs in data["habits"].items():
        for pair in pairs:
            for side, text in enumerate(pair):
                if " " in text:
                    wordings[text, habit, side] = None
                else:
                    words.setdefault(text, (habit, side))
    return words, tuple(wordings)


def habits(text: str) -> Habits:
    """Every place where `text` follows a side of a habit."""
    words, wordings = _table()
    found: dict[tuple[str, int], list[Span]] = {}
    folded = text.lower()
    if len(folded) != len(text):
        return {}
    # Quicker than to look up every word: most texts have hardly any.
    likely = _likely().intersection(folded.encode("utf-8", "surrogatepass").translate(_LETTERS).split())
    for begin, end in sorted(place for word in likely for place in _places(folded, word.decode())):
        found.setdefault(words[folded[begin:end]], []).append(Span(begin, end))
    for wording, habit, side in wordings:
        begin = folded.find(wording)
        while begin >= 0:
            found.setdefault((habit, side), []).append(Span(begin, begin + len(wording)))
            begin = folded.find(wording, begin + len(wording))
    return {key: tuple(spans) for key, spans in found.items()}


@lru_cache(maxsize=1)
def _likely() -> frozenset[bytes]:
    return frozenset(word.encode() for word in _table()[0])


def _places(text: str, word: str) -> Iterator[tuple[int, int]]:
    """Where a word stands with no letter beside it."""
    begin = text.find(word)
    while begin >= 0:
        end = begin + len(word)
        if not (begin and _letter(text[begin - 1])) and not _letter(text[end : end + 1]):
            yield begin, end
        begin = text.find(word, end)


def _letter(sign: str) -> bool:
    return sign.isalnum() and not sign.isdecimal()


def slips(source: Habits, target: Habits) -> tuple[tuple[str, Span], ...]:
    """Habits in which `target` is mixed and `source` is not: the habit, and a place where `target` slips.

    The slip is on the source's side, which the rest of the target has more often given up.
    """
    found = []
    for habit in sorted({habit for habit, _ in target}):
        mine = [len(target.get((habit, side), ())) for side in (0, 1)]
        theirs = [len(source.get((habit, side), ())) for side in (0, 1)]
        if min(mine) and (min(theirs) == 0) and max(theirs) >= 2:
            side = theirs.index(max(theirs))
            if mine[side] <= mine[1 - side]:
                found.append((habit, target[habit, side][0]))
    return tuple(found)
