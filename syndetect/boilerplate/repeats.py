"""Paragraphs of a text that was doubled, as some extractions do: each counts once."""

from __future__ import annotations

LEAST_WORDS = 12
"""Words of a paragraph that is no refrain, slogan or button when it comes again."""

LEAST_SHARE = 0.45
"""Of a text's characters, the share in paragraphs that came before from which it was doubled.

A stanza or a notice that comes again in a long text is part of it.
"""

LONGEST = 10_000
"""Characters of a text that is an article; what comes again in a longer one is a list or a form."""

MOST_TIMES = 4
"""How often what comes again stands in a text, on the average, that an extraction doubled. What says the same
more often is a list, a form or a refrain, and each time has its own counterpart in a copy."""

_LEAST_CHARACTERS = 2 * LEAST_WORDS


def repeated(text: str) -> list[tuple[int, int]]:
    """Where the lines of a doubled text begin and end that stood in it before, in code points."""
    lines = [line for line in text.split("\n") if len(line) >= _LEAST_CHARACTERS]
    if len(set(lines)) == len(lines) or len(text) > LONGEST:
        # So it is in nearly every text.
        return []
    seen: set[str] = set()
    again: set[str] = set()
    found = []
    at = 0
    for line in text.split("\n"):
        words = " ".join(line.split())
        if words in seen:
            found.append((at, at + len(line)))
            again.add(words)
        elif len(line) >= _LEAST_CHARACTERS and words.count(" ") >= LEAST_WORDS - 1:
            seen.add(words)
        at += len(line) + 1
    characters = sum(end - begin for begin, end in found)
    often = characters > (MOST_TIMES - 1) * sum(map(len, again))
    return found if characters >= LEAST_SHARE * len(text) and not often else []
