"""Paragraphs that a text has twice, because of a faulty extraction: each counts once."""

from __future__ import annotations

LEAST_WORDS = 12
"""Words of a repeated paragraph, at least; a shorter one is a refrain, a slogan or a button."""

LEAST_SHARE = 0.45
"""The share of a text's characters in repeated paragraphs, at least, for it to be a doubled text.

A single stanza or notice that a long text repeats is part of it.
"""

LONGEST = 10_000
"""Characters of an article, at most; in a longer text, repetitions are those of a list or a form."""

MOST_TIMES = 4
"""How often a doubled text has each repeated paragraph, on average, at most. More often, it is a list, a form
or a refrain, and each repetition has its own counterpart in a copy."""

_LEAST_CHARACTERS = 2 * LEAST_WORDS


def repeated(text: str) -> list[tuple[int, int]]:
    """Begin and end, in code points, of the lines of a doubled text that it had before; else empty."""
    lines = [line for line in text.split("\n") if len(line) >= _LEAST_CHARACTERS]
    if len(set(lines)) == len(lines) or len(text) > LONGEST:
        # This is the case for nearly every text.
        return []
    seen: set[str] = set()
    again: set[str] = set()
    spans = []
    at = 0
    for line in text.split("\n"):
        words = " ".join(line.split())
        if words in seen:
            spans.append((at, at + len(line)))
            again.add(words)
        elif len(line) >= _LEAST_CHARACTERS and words.count(" ") >= LEAST_WORDS - 1:
            seen.add(words)
        at += len(line) + 1
    characters = sum(end - begin for begin, end in spans)
    often = characters > (MOST_TIMES - 1) * sum(map(len, again))
    return spans if characters >= LEAST_SHARE * len(text) and not often else []
