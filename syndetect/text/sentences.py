"""Where sentences begin, in any language: by sentencex (Wikimedia), with corrections."""

from __future__ import annotations

import re
from collections.abc import Iterator

from syndetect.model import Span

_SPACE = re.compile(r"[^\S ]")
_SHORT = 60
"""A paragraph of fewer characters is one sentence; in _DENSE languages, of a third of them."""

_DENSE = ("zh", "ja", "ko")

_CLAUSE = {"th": 40, "lo": 40}
"""Languages in which a space ends sentences, and also clauses: the characters of a sentence, at least."""

_ABBREVIATED = re.compile(
    r"(?:(?:^|[\s(])(?:\w|dr|dna|dl|prof|doc|doç|inż|ing|mgr|mr|mrs|ms|sr|sra|mme|mlle|st|ul|godz|tzw|nr|no|kl|"
    r"t\.ex|bl\.a|m\.m|ca|bzw|usw|тис|млн|млрд|грн|руб|ул|вул|ст|им|ім|тов|гр|стр|см|av|cad|sok|örn)\.\s*)$",
    re.IGNORECASE,
)
"""Words with a full stop that does not end a sentence."""

_END = re.compile(r"[.!?…][”\"»’')\]]*(?=\s)|[。！？｡][”’」』）]*|\n")
_LEAST = 20
"""Code points of a rough sentence, at least."""


def sentence_starts(block: str, language: str) -> list[int]:
    """The offsets of the sentences of a paragraph, in code points from its begin."""
    import sentencex

    if len(block) * (3 if language in _DENSE else 1) < _SHORT and language not in _CLAUSE:
        return [0]
    # The splitter takes UTF-8 only, so a mark of the same length replaces a lone surrogate. After a capital
    # and before a full stop ("vitamin C .") it fails on a space of more than one byte.
    flat = _SPACE.sub(" ", block).encode("utf-8", "replace").decode("utf-8")
    starts = [border["start_index"] for border in sentencex.get_sentence_boundaries(language, flat)]
    if language != "en":
        # The splitter knows only the abbreviations of English.
        starts = [start for start in starts if not start or not _goes_on(flat, start)]
    if language in _CLAUSE:
        starts = _clauses(flat, starts, _CLAUSE[language])
    return starts


def _goes_on(text: str, start: int) -> bool:
    """Whether the sentence goes on at `start`: in lower case, or after an abbreviation."""
    return (
        text[start : start + 1].islower() or _ABBREVIATED.search(text[max(0, start - 12) : start]) is not None
    )


def _clauses(text: str, starts: list[int], least: int) -> list[int]:
    clauses: list[int] = []
    for begin, end in zip(starts, [*starts[1:], len(text)], strict=True):
        clauses.append(begin)
        space = text.find(" ", begin + least, end)
        while space >= 0 and end - space > least:
            clauses.append(space + 1)
            space = text.find(" ", space + 1 + least, end)
    return clauses


def rough_sentences(text: str) -> Iterator[Span]:
    """The sentences of a text, found quickly and only roughly."""
    begin = 0
    for match in (*_END.finditer(text), None):
        end = match.end() if match is not None else len(text)
        sentence = text[begin:end]
        start = begin + len(sentence) - len(sentence.lstrip())
        stop = begin + len(sentence.rstrip())
        if stop - start >= _LEAST:
            yield Span(start, stop)
            begin = end
        elif match is not None and match[0] == "\n":
            begin = end
