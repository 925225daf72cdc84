"""Credits that are a line above the text: a name, and beside it no more than a day, a place or a newsroom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from syndetect.attribution.agency_signs import is_ordinary, is_sign
from syndetect.attribution.credit_wording import Wording, phrase
from syndetect.attribution.mentions import Mention
from syndetect.model import Credit
from syndetect.text.dates import single_date

_LINE = re.compile(r"[^\n]+")
_HEAD, _LONGEST = 5, 90
"""Lines above a text, and characters of one, at most: what is longer is prose."""

_SEPARATORS = "|/·•,;–—-"
_PARTS = re.compile(f"[{re.escape(_SEPARATORS)}]+")
_PLACE = 3
"""Words of a place at most."""


def name_lines(text: str, mentions: Sequence[Mention], words: Wording) -> Iterator[Credit]:
    """Lines of the head such as "Agencia Norte | 5/3/2024", "Madrid / EFE" or "Redaktion, dpa"."""
    for begin, end in _head(text):
        named = [one for one in mentions if begin <= one.begin and one.end <= end]
        if named and _is_of_names(text, begin, end, named, words):
            for one in named:
                yield Credit("source-line", one.name, begin, end)


def _head(text: str) -> Iterator[tuple[int, int]]:
    """The short lines ahead of the first long one; none where there is no long one."""
    found: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        if not (said := line[0].strip()):
            continue
        if len(said) > _LONGEST:
            yield from found
            return
        if len(found) == _HEAD:
            return
        found.append(line.span())


def _is_of_names(text: str, begin: int, end: int, named: Sequence[Mention], words: Wording) -> bool:
    """Whether nothing stands beside the names that makes the line a headline or a sentence."""
    known = {outlet.name for outlet in words.outlets}
    # A sign, which may be a short form of anything in a sentence, is a credit in capitals beside a date.
    dated = single_date(text[begin:end]) is not None
    if any(one.surname or one.open for one in named):
        return False
    if any(one.common and not (dated and _is_signed(text, one)) for one in named):
        return False
    if any(is_ordinary(one.name) for one in named if one.name not in known):
        return False
    bounds = [begin, *(place for one in named for place in (one.begin, one.end)), end]
    gaps = [
        text[left:right].strip(" \t\u00a0*_.") for left, right in zip(bounds[::2], bounds[1::2], strict=True)
    ]
    return all(
        _is_beside(gap, words, ahead=number > 0, behind=number < len(gaps) - 1)
        for number, gap in enumerate(gaps)
    )


def _is_signed(text: str, mention: Mention) -> bool:
    return text[mention.begin : mention.end].isupper() and is_sign(mention.name)


def _is_beside(gap: str, words: Wording, *, ahead: bool, behind: bool) -> bool:
    """Whether a text may stand by a name, which is `ahead` of it, `behind` it or both."""
    if dated := single_date(gap):
        gap = dated[1]
    elif gap and ((ahead and gap[0] not in _SEPARATORS) or (behind and gap[-1] not in _SEPARATORS)):
        return False
    return all(_is_place_or_newsroom(part.strip(" \t\u00a0."), words) for part in _PARTS.split(gap))


def _is_place_or_newsroom(part: str, words: Wording) -> bool:
    if not part or phrase(part) in words.lists["desks"]:
        return True
    if phrase(part) in words.lists["photo"] | words.lists["labels"]:
        return False
    tokens = part.split()
    return len(tokens) <= _PLACE and all(token[0].isupper() and token.isalpha() for token in tokens)
