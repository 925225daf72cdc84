"""Datelines: the place, the day and the agency that open a report's first paragraph."""

from __future__ import annotations

import re

from syndetect.boilerplate.vocabulary import Vocabulary

_DASH = r"[^\S\n]*(?P<dash>--|–-|[–—]|\.[-–—]|-(?=\s)|_(?=\s)|(?<=\))-|:(?=\s))?[^\S\n]*"
_WIRED = re.compile(
    r"(?P<place>[^\n()\[\];!?\"“”«»]{0,70}?)[^\S\n]*\([^\S\n]*+(?P<wire>[^()\n]{1,50}?)[^\S\n]*+\)" + _DASH
)
_PLACED = re.compile(
    r"(?P<place>[^\n()\[\];:!?\"“”«»–—_]{3,60}?)[^\S\n]*(?P<dash>--|–-|[–—]|\s-\s|\s_\s)[^\S\n]*"
)
_SIGNED = re.compile(r"[.!?…”\"»“][^\S\n]*(?P<mark>[(/][^\S\n]*(?P<wire>[^()/\n]{2,40}?)[^\S\n]*[)/])\.?$")
_LETTERS = re.compile(r"[^\W\d_]+")
# A run of blanks is begun at its first one only: from each of its signs it would be walked again and again.
_PARTS = re.compile(r"(?:(?<!\s)\s++)?+[/,;&+|]\s*+|(?<!\s)\s++(?:and|und|et|y|e|и|і|та)\s++", re.IGNORECASE)
_SENTENCE = re.compile(r"[^\W\d_]{5}\.$|[!?]$")
_MARKS = (")", "/", ").", "/.")
_FURTHEST = 80
_HEAD = 400
"""Characters of a line within which a dateline ends, however many blanks it holds."""
_LEAST_WORDS = 4
_PLACE_WORDS = 8
_LEAST_CAPITALS = 4


def dateline(line: str, words: Vocabulary) -> int:
    """Where the text begins that follows a dateline at the head of the line; 0 where there is none."""
    end = _wired(line, words) or _other(line, words) or _dateline_end(line, words)
    if not end:
        return 0
    # "(ANSA) - ROME, MAY 5 - ": the place may stand behind the agency.
    again = _dateline_end(line[end:], words)
    end += again
    rest = line[end:]
    letters = _LETTERS.findall(rest)
    if len(letters) < _LEAST_WORDS and not _unspaced(rest):
        return 0
    return end if not rest[0].islower() and not rest.isupper() else 0


def signed(line: str, words: Vocabulary) -> tuple[int, int] | None:
    """Where an agency signs at the end of a paragraph, as in ``... said. (dpa)``."""
    if not line.endswith(_MARKS):
        return None
    found = _SIGNED.search(line, max(0, len(line) - _FURTHEST))
    return found.span("mark") if found is not None and _agencies(found["wire"], words) else None


def _wired(line: str, words: Vocabulary) -> int:
    match = _WIRED.match(line, 0, _HEAD) if "(" in line[:_FURTHEST] else None
    if match is None:
        return 0
    place, wire, dashed = match["place"].strip(), match["wire"], match["dash"] is not None
    known = _agencies(wire, words)
    if not place:
        return match.end() if known and dashed else 0
    if not _is_place(place, words):
        return 0
    if _in_capitals(place, words):
        named = len(wire.split()) <= _PLACE_WORDS // 2 and not wire[0].islower()
        return match.end() if (known or named) and dashed else 0
    return match.end() if known and dashed else 0


def _dateline_end(line: str, words: Vocabulary) -> int:
    """``BRUSSELS, May 5 — ``: without an agency the place must be in capitals."""
    if len(line) < 2 or not line[1].isupper():
        return 0
    match = _PLACED.match(line, 0, _HEAD)
    if match is None:
        return 0
    place = match["place"].strip()
    head = _LETTERS.findall(place.split(",")[0])
    known = sum(map(len, head)) >= _LEAST_CAPITALS and words.labelling.isdisjoint(map(str.casefold, head))
    return match.end() if known and _in_capitals(place, words) and _is_place(place, words) else 0


def _other(line: str, words: Vocabulary) -> int:
    # Those with Latin letters alone are the usual ones.
    match = None if line[:_FURTHEST].isascii() else words.datelines.match(line, 0, _HEAD)
    return match.end() if match is not None else 0


def _agencies(wire: str, words: Vocabulary) -> bool:
    """Whether all that stands in a pair of brackets are agencies or outlets."""
    parts = [part.casefold() for part in _PARTS.split(wire.strip()) if part]
    return bool(parts) and all(part in words.outlets for part in parts)


def _is_place(place: str, words: Vocabulary) -> bool:
    """A dateline's place: capitals or capitalised words, figures, days and months; no sentence."""
    tokens = _LETTERS.findall(place)
    small = [word for word in tokens if word[0].islower() and word.casefold() not in words.times]
    known = {*words.particles, *words.tail}
    return 0 < len(tokens) <= _PLACE_WORDS and known.issuperset(small) and not _SENTENCE.search(place)


def _in_capitals(place: str, words: Vocabulary) -> bool:
    """Whether the place itself is; a state, a country or a date may follow it."""
    head = re.split(r"[,/]", place, maxsplit=1)[0]
    tokens = [word for word in _LETTERS.findall(head) if word.casefold() not in words.months]
    return bool(tokens) and all(word.isupper() for word in tokens) and sum(map(len, tokens)) > 1


def _unspaced(text: str) -> bool:
    return len(text) > 10 and text[len(text) // 2] > "\u3000"
