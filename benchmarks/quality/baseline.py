"""A plain 5-gram detector, to hold the measure against published figures: it must score as such detectors do.

Equal runs of words, found by their 5-grams and joined where they adjoin on both sides; runs shorter than
`LEAST_CHARACTERS` are dropped, as chance shares short runs.
"""

from __future__ import annotations

import re

from benchmarks.quality.measures.plagdet import Match

WORDS = 5
LEAST_CHARACTERS = 60
_WORD = re.compile(r"\w+")

Run = tuple[int, int, int, int]
"""First and last-plus-one word on the left, then on the right."""


def detect(left: str, right: str) -> list[Match]:
    """The equal runs of words of two texts, as offsets."""
    left_words, right_words = list(_WORD.finditer(left)), list(_WORD.finditer(right))
    found = [
        Match(
            (left_words[begin].start(), left_words[end - 1].end()),
            (right_words[right_begin].start(), right_words[right_end - 1].end()),
        )
        for begin, end, right_begin, right_end in _runs(_lower(left_words), _lower(right_words))
    ]
    return [match for match in found if match.left[1] - match.left[0] >= LEAST_CHARACTERS]


def _lower(words: list[re.Match[str]]) -> list[str]:
    return [word.group().lower() for word in words]


def _runs(left: list[str], right: list[str]) -> list[Run]:
    first_at: dict[tuple[str, ...], int] = {}
    for place in range(len(right) - WORDS + 1):
        first_at.setdefault(tuple(right[place : place + WORDS]), place)
    runs: list[Run] = []
    answer: int | None = None
    for place in range(len(left) - WORDS + 1):
        gram = left[place : place + WORDS]
        following = answer + 1 if answer is not None else len(right)
        # A run goes on where it can, even if the same 5-gram stands earlier in the text too.
        goes_on = right[following : following + WORDS] == gram
        answer = following if goes_on else first_at.get(tuple(gram))
        if answer is not None:
            _add(runs, place, answer)
    return runs


def _add(runs: list[Run], place: int, answer: int) -> None:
    """Lengthen the last run by the 5-gram at `place` and `answer` if it adjoins, or open one."""
    begin, end, right_begin, right_end = runs[-1] if runs else (0, -1, 0, -1)
    if place <= end and right_begin <= answer <= right_end:
        runs[-1] = (begin, place + WORDS, right_begin, max(right_end, answer + WORDS))
    else:
        runs.append((place, place + WORDS, answer, answer + WORDS))
