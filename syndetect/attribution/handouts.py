"""Hand-outs: what a press release has around its text, and the papers that print it leave away."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from syndetect.attribution.credit_wording import wording
from syndetect.model import Span

MarkKind = Literal["head", "embargo", "about", "contact", "end"]

_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_LEAST_NAME = 3

_TOP = 6
"""Lines from the top among which a head or an embargo stands."""

_LONGEST = {"head": 9, "embargo": 16, "about": 9, "contact": 30, "end": 6}
"""Words that a line of each kind has at most: a longer one is a sentence that speaks of such a thing."""

_CLEAR, _SHORT = 11, 7
"""Letters of a head that is clear by itself, and words of a line that names whose it is."""

_DIGIT = re.compile(r"\d")

_LONGEST_LINE = 300

_BOTTOM = 0.5
"""Share of a text behind which its contacts, its ends and what it says about its giver stand."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A line that only a hand-out has; `kind` says which."""

    kind: MarkKind
    span: Span


@lru_cache(maxsize=1)
def _phrases() -> Mapping[str, tuple[str, ...]]:
    data = json.loads(files("syndetect").joinpath("data", "handouts.json").read_text("utf-8"))
    lists = {
        "head": "heads",
        "embargo": "embargoes",
        "about": "abouts",
        "contact": "contacts",
        "end": "ends",
        "giver": "givers",
    }
    # The longest first: of two that begin alike, the one that says more.
    return {
        kind: tuple(sorted(map(_plain, data[name]), key=len, reverse=True)) for kind, name in lists.items()
    }


def find_handout(text: str) -> tuple[Mark, ...]:
    """The marks of a hand-out in a text, the first of each kind; mostly none."""
    found: dict[MarkKind, Mark] = {}
    for number, line in enumerate(_LINE.finditer(text)):
        top, bottom = number < _TOP, line.start() >= _BOTTOM * len(text)
        if not (top or bottom) or line.end() - line.start() > _LONGEST_LINE:
            continue
        for kind in _kinds(line[0], text, top=top, bottom=bottom):
            found.setdefault(kind, Mark(kind, Span(line.start(), line.end())))
    return tuple(found.values())


def is_about(text: str, outlet: str | None) -> bool:
    """Whether a hand-out speaks of the outlet that gives it out, by its whole name, and more than once."""
    name = (outlet or "").casefold()
    return len(name) >= _LEAST_NAME and text.casefold().count(name) > 1


def gives_out(outlet: str | None) -> bool:
    """Whether an outlet is an authority or a firm by its name, and no paper: it prints notices of its own."""
    return giver(outlet) is not None


@lru_cache(maxsize=4096)
def giver(outlet: str | None) -> str | None:
    """The word in its name by which an outlet is an authority or a firm; None of a paper."""
    words = [word.casefold() for word in _NAMED.findall(outlet or "")]
    press = wording().press
    known = {word.casefold() for name in ("last", "first") for word in press[name]}
    if any(word in known or word.endswith(press["suffixes"]) for word in words):
        return None
    plain = f" {' '.join(words)} "
    for word in _phrases()["giver"]:
        if f" {word} " in plain or (len(word) >= _COMPOUND and word in plain):
            return word
    return None


_NAMED = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*")
_COMPOUND = 7
"""Letters of a word for a giver that may be a part of another word: Polizeiinspektion, Kultusministerium."""


def _kinds(line: str, text: str, *, top: bool, bottom: bool) -> Iterator[MarkKind]:
    plain = _plain(line)
    words = len(plain.split())
    if top and words <= _LONGEST["head"] and _headed(plain):
        yield "head"
    # An embargo that ends has a time; one on grain has none.
    if (
        top
        and words <= _LONGEST["embargo"]
        and _opens(plain, "embargo")
        and (_DIGIT.search(plain) or ":" in plain)
    ):
        yield "embargo"
    if bottom and words <= _LONGEST["contact"] and _opens(plain, "contact"):
        yield "contact"
    if bottom and words <= _LONGEST["end"] and plain in _phrases()["end"]:
        yield "end"
    if bottom and words <= _LONGEST["about"] and _about(line, plain, text):
        yield "about"


def _headed(plain: str) -> bool:
    """Whether a line is the head of a hand-out: alone, set apart from what follows, or with whose it is."""
    if not plain.startswith(_phrases()["head"]):
        return False
    phrase = next(one for one in _phrases()["head"] if plain.startswith(one))
    rest = plain[len(phrase) :].lstrip(" ")
    if not rest or not rest[0].isalpha():
        return True
    # "Comunicado de los sindicatos" may be a headline; "nota de prensa de los sindicatos" is hardly one.
    return plain[len(phrase)] == " " and len(phrase) >= _CLEAR and len(plain.split()) <= _SHORT


def _opens(plain: str, kind: str) -> bool:
    """Whether a line begins with a phrase of that kind, as whole words."""
    return plain.startswith(_phrases()[kind]) and any(
        plain.startswith(phrase) and not plain[len(phrase) : len(phrase) + 1].isalpha()
        for phrase in _phrases()[kind]
    )


def _about(line: str, plain: str, text: str) -> bool:
    """Whether a line is the heading "About X", of an X that the text speaks of before."""
    if not plain.startswith(_phrases()["about"]) or line.rstrip()[-1:] in ".!?…":
        return False
    phrase = next(one for one in _phrases()["about"] if plain.startswith(one))
    words = [word for word in _WORD.findall(line) if word[:1].isupper() or not word[:1].islower()]
    names = [word for word in words if len(word) >= _LEAST_NAME and word.casefold() not in phrase]
    # A name in the heading, one before it in the text, and one in what follows.
    return any(text.count(name) >= 3 for name in names)


def _plain(line: str) -> str:
    """A line in small letters with one space between words, without what frames it."""
    return " ".join(line.casefold().replace("’", "'").split()).strip(" *_>[]()|•·–—:")
