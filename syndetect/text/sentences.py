"""Where sentences begin, in any language: sentencex (Wikimedia), and what it does not do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from syndetect.model import Span

_SPACE = re.compile(r"[^\S ]")
_SHORT = 60
"""A paragraph of fewer characters is one sentence; of _DENSE languages a third of them."""

_DENSE = ("zh", "ja", "ko")

_CLAUSE = {"th": 40, "lo": 40}
"""Languages that end sentences with a space, as they do clauses: characters from which a space is taken for
an end."""

_ABBREVIATED = re.compile(
    r"(?:(?:^|[\s(])(?:\w|dr|dna|dl|prof|doc|doç|inż|ing|mgr|mr|mrs|ms|sr|sra|mme|mlle|st|ul|godz|tzw|nr|no|kl|"
    r"t\.ex|bl\.a|m\.m|ca|bzw|usw|тис|млн|млрд|грн|руб|ул|вул|ст|им|ім|тов|гр|стр|см|av|cad|sok|örn)\.\s*)$",
    re.IGNORECASE,
)
"""Words that end with a full stop and no sentence."""

_END = re.compile(r"[.!?…][”\"»’')\]]*(?=\s)|[。！？｡][”’」』）]*|\n")
_LEAST = 20
"""Code points of a sentence to cut by."""


def sentence_starts(block: str, language: str) -> list[int]:
    """Where the sentences of a paragraph begin, in code points."""
    import sentencex

    if len(block) * (3 if language in _DENSE else 1) < _SHORT and language not in _CLAUSE:
        return [0]
    # The splitter takes UTF-8 only; a lone surrogate gives way to a mark of the same length. Behind a capital
    # and before a full stop ("vitamin C .") it bears no space of more than one byte.
    flat = _SPACE.sub(" ", block).encode("utf-8", "replace").decode("utf-8")
    starts = [found["start_index"] for found in sentencex.get_sentence_boundaries(language, flat)]
    if language != "en":
        # The splitter knows the abbreviations of English.
        starts = [start for start in starts if not start or not _goes_on(flat, start)]
    if language in _CLAUSE:
        starts = _clauses(flat, starts, _CLAUSE[language])
    return starts


def _goes_on(text: str, start: int) -> bool:
    """Whether what begins at `start` only follows an abbreviation."""
    return (
        text[start : start + 1].islower() or _ABBREVIATED.search(text[max(0, start - 12) : start]) is not None
    )


def _clauses(text: str, starts: list[int], least: int) -> list[int]:
    found: list[int] = []
    for begin, end in zip(starts, [*starts[1:], len(text)], strict=True):
        found.append(begin)
        space = text.find(" ", begin + least, end)
        while space >= 0 and end - space > least:
            found.append(space + 1)
            space = text.find(" ", space + 1 + least, end)
    return found


def rough_sentences(text: str) -> Iterator[Span]:
    """The sentences of a text, roughly: good enough to cut by, and quick."""
    begin = 0
    for match in (*_END.finditer(text), None):
        end = match.end() if match is not None else len(text)
        part = text[begin:end]
        start = begin + len(part) - len(part.lstrip())
        stop = begin + len(part.rstrip())
        if stop - start >= _LEAST:
            yield Span(start, stop)
            begin = end
        elif match is not None and match[0] == "\n":
            begin = end
