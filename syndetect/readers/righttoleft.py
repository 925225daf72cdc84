"""Lines of right-to-left scripts in the order in which they are read, from where their letters stand."""

from __future__ import annotations

import re
import unicodedata
from typing import Any, NamedTuple

RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
"""Letters of Hebrew, Arabic, Syriac, Thaana and N'Ko, and their forms inside words."""

_FORMS = re.compile("[\ufb1d-\ufdff\ufe70-\ufefc]")
_ALEF = "\u0627\u0622\u0623\u0625\u0671"
_LAM = "\u0644"
_WORDS = (
    "\u0644\u0644\u0647",
    "\u0627\u0644\u0644\u0647",
    "\u0645\u062d\u0645\u062f",
    "\u0631\u06cc\u0627\u0644",
)
"""Words that fonts have one sign for."""

_MIRRORED = str.maketrans("()[]{}«»<>", ")(][}{»«><")
"""Signs that fonts turn round where a line is read from the right."""

_JOINERS = "\u200c\u200d"
_CLOSING = ".!?:;,)\u061f\u060c\u061b\u06d4"
"""What ends a sentence or a part of it: where it stands on the right, the line is read from the left."""

_LEFT_TO_RIGHT = re.compile(
    r"(?:[^\W\d_\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]|\d)"
    r"(?:[\w.,:;/%+@&'’()-]*(?:[ ](?=[A-Za-z\u00c0-\u024f]))?"
    r"(?:[^\W_\u0590-\u065f\u066a-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]))*"
)


class _Sign(NamedTuple):
    """One letter, with the marks on it, and the sides of its box."""

    text: str
    left: float
    right: float


def in_order(part: str, begin: int, page: Any) -> str:
    """The letters of one line, whose signs begin at `begin` on the page, as they are read.

    The library keeps words apart, but gives their letters, and them, in the order in which they were drawn.
    """
    words: list[tuple[float, list[str]]] = []
    for match in re.finditer(r"[^\s\0]+", part):
        signs = sorted(_signs(match[0], begin + match.start(), page), key=_middle)
        if signs:
            words.append((_middle(signs[0]), [sign.text for sign in signs]))
    seen: list[str] = []
    for _, texts in sorted(words, key=lambda word: word[0]):
        seen += [" ", *texts] if seen else texts
    return _FORMS.sub(lambda form: unicodedata.normalize("NFKC", form[0]), _read(seen))


def _read(seen: list[str]) -> str:
    """What stands from left to right, as it is read."""
    text = "".join(seen)
    if 2 * len(RIGHT_TO_LEFT.findall(text)) < sum(map(str.isalpha, text)):
        return _from_the_left(seen)
    end = len(seen)
    if seen[0][0].isalnum():
        # Set by a program that takes every line for one from the left, which puts the full stop on the right.
        while end > 1 and seen[end - 1] in _CLOSING:
            end -= 1
    return _from_the_right(seen[:end]) + "".join(seen[end:])


def _middle(sign: _Sign) -> float:
    return (sign.left + sign.right) / 2


def _signs(word: str, begin: int, page: Any) -> list[_Sign]:
    """The letters of a word with their boxes; several letters of one box are one sign."""
    signs: list[_Sign] = []
    marks: list[tuple[str, float]] = []
    for at, sign in enumerate(word, begin):
        if unicodedata.category(sign) in ("Cc", "Cf") and sign not in _JOINERS:
            continue
        left, _, right, _ = page.get_charbox(at, loose=True)
        if unicodedata.combining(sign):
            marks.append((sign, (left + right) / 2))
        elif sign in _JOINERS:
            if signs:
                signs[-1] = signs[-1]._replace(text=signs[-1].text + sign)
        elif signs and (signs[-1].left, signs[-1].right) == (left, right):
            signs[-1] = signs[-1]._replace(text=signs[-1].text + sign)
        else:
            signs.append(_Sign(sign, left, right))
    signs = [sign._replace(text=_ligature(sign.text)) if len(sign.text) > 1 else sign for sign in signs]
    for mark, middle in marks:
        if signs:
            near = min(range(len(signs)), key=lambda at: abs(_middle(signs[at]) - middle))
            signs[near] = signs[near]._replace(text=signs[near].text + mark)
    return signs


def _ligature(text: str) -> str:
    """The letters of one sign as they are read; some programs give them from left to right."""
    if text[-1] == _LAM and text[0] in _ALEF:
        return text[::-1]
    return text[::-1] if text[::-1] in _WORDS else text


def _from_the_right(seen: list[str]) -> str:
    """A line read from the right; what is written from the left inside of it is turned back."""
    text = "".join(reversed(seen)).translate(_MIRRORED)
    return _LEFT_TO_RIGHT.sub(lambda found: found[0][::-1], text)


def _from_the_left(seen: list[str]) -> str:
    """A line read from the left, with the words of the other direction turned round."""
    found: list[str] = []
    at = 0
    while at < len(seen):
        end = at + 1
        if RIGHT_TO_LEFT.match(seen[at]):
            last = at
            while end < len(seen) and (RIGHT_TO_LEFT.match(seen[end]) or not seen[end][0].isalnum()):
                last = end if RIGHT_TO_LEFT.match(seen[end]) else last
                end += 1
            end = last + 1
        found += reversed(seen[at:end])
        at = end
    return "".join(found)
