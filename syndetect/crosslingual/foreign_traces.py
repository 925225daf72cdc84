"""What a translator left as the other language has it: names, units, figures, quotation marks.

Everything counts that stands in both texts in the same form, where that is usual in the language of the one
and not in that of the other. The forms are in ``data/foreign_traces.json``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

from syndetect.crosslingual.glosses import own
from syndetect.kernels.code_points import folded
from syndetect.model import Span

TraceKind = Literal["name", "unit", "figure", "marks", "phrase", "script"]

_WORD = re.compile(r"[^\W\d_]+")
_PARTED = re.compile(r"(?<![\d.,])\d{1,3}(?:[.,]\d{3})+(?![\d.,]\d|\d)")
_DECIMAL = re.compile(r"(?<![\d.,:])\d{1,3}[.,]\d{1,2}(?![\d.,:]*\d)")
_OPENING = '“”„«»"‚‘'
_FIGURE_BEFORE = re.compile(r"\d\s(?:de\s|d')?\Z")
"""The end of a figure, as it stands before its unit."""
_NEAR = 24
"""Characters in which a figure stands before its unit, and what makes it one of seamen's behind."""

_LEAST_MARKS = 2
"""Quotation marks of a kind that are a habit."""

_JOINING = 3
"""Letters of a word without a capital inside a name, at most."""

_LEAST_LETTERS = 3
_BEHIND_LATIN = "\u0370"
"""The first letter of another script."""


@dataclass(frozen=True, slots=True)
class ForeignTrace:
    """A stretch of a text, in code points, that is as the other language has it."""

    kind: TraceKind
    span: Span
    words: str


@lru_cache(maxsize=1)
def _held() -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(
        files("syndetect").joinpath("data/foreign_traces.json").read_bytes()
    )
    return found


@lru_cache(maxsize=64)
def _foreign_names(language: str, spoken: str) -> frozenset[str]:
    """Forms of names that are usual in `spoken` and not in `language`."""
    return frozenset(
        form
        for row in _held()["names"]
        if language in row and spoken in row
        for form in row[spoken]
        if form not in row[language]
    )


def foreign_traces(text: str, language: str, other: str, spoken: str) -> tuple[ForeignTrace, ...]:
    """What of `text`, of a `language`, is as `spoken` has it, the language of the other text; by place."""
    if language == spoken:
        return ()
    found = [
        *_names(text, other, _foreign_names(language, spoken)),
        *_units(text, language, other, spoken),
        *_figures(text, language, other, spoken),
        *_marks(text, language, other, spoken),
        *_phrases(text, language, other, spoken),
        *_scripts(text, other),
    ]
    return tuple(sorted(found, key=lambda trace: (trace.span.begin, trace.kind)))


def _names(text: str, other: str, forms: frozenset[str]) -> Iterator[ForeignTrace]:
    """Names alone: what stands beside another capital is part of a title, which nobody translates."""
    if not forms or not any(form in text for form in forms):
        return
    words = list(_WORD.finditer(text))
    theirs = set(_WORD.findall(other))
    for at, word in enumerate(words):
        if word.group() in forms and word.group() in theirs and not _beside_capital(text, words, at):
            yield ForeignTrace("name", Span(*word.span()), word.group())


def _beside_capital(text: str, words: list[re.Match[str]], at: int) -> bool:
    for before, after in ((at - 1, at), (at, at + 1)):
        if before >= 0 and after < len(words):
            between = text[words[before].end() : words[after].start()]
            near = words[before if after == at else after].group()
            if between.strip(" \u00a0-'’&") == "" and near[:1].isupper():
                return True
    return False


def _units(text: str, language: str, other: str, spoken: str) -> Iterator[ForeignTrace]:
    """Miles and acres behind a figure, by which only English measures on land."""
    units = _held()["miles"]
    if spoken != "en" or language == "en" or language not in units:
        return
    theirs = {word.lower() for word in _WORD.findall(other)}
    if theirs.isdisjoint(units["en"]):
        return
    for word in _WORD.finditer(text):
        if word.group().lower() in units[language]:
            behind = text[word.end() : word.end() + _NEAR].lower().lstrip()
            counted = _FIGURE_BEFORE.search(text[max(0, word.start() - _NEAR) : word.start()])
            if counted and not behind.startswith(tuple(_held()["at_sea"])):
                yield ForeignTrace("unit", Span(*word.span()), word.group())


def _figures(text: str, language: str, other: str, spoken: str) -> Iterator[ForeignTrace]:
    """Figures with the other language's marks of thousands and decimals."""
    english, commas = "en", _held()["figures_with_commas"]
    if (language == english) == (spoken == english) or (language in commas and spoken in commas):
        return
    thousands, decimals = (".", ",") if language == english else (",", ".")
    for pattern, mark in ((_PARTED, thousands), (_DECIMAL, decimals)):
        theirs = set(pattern.findall(other))
        for figure in pattern.finditer(text):
            marks = {sign for sign in figure.group() if not sign.isdigit()}
            told = pattern is _PARTED or _measured(text, figure.end())
            if marks == {mark} and told and figure.group() in theirs:
                yield ForeignTrace("figure", Span(*figure.span()), figure.group())


def _measured(text: str, end: int) -> bool:
    """Whether a word for a million or per cent follows: else it may be a time, or a version."""
    behind = text[end : end + 10].lstrip(" \u00a0").lower()
    return behind.startswith(("%", "m", "bil", "м", "per", "por", "pro", "pour", "la sut"))


def _marks(text: str, language: str, other: str, spoken: str) -> Iterator[ForeignTrace]:
    """Quotation marks that only the other language opens with."""
    usual = _held()["quotation_marks"]
    signs = [place for place, sign in enumerate(text) if sign in _OPENING]
    if language not in usual or spoken not in usual or len(signs) < _LEAST_MARKS:
        return
    first = text[signs[0]]
    if first not in usual[language] and first in usual[spoken] and first in other:
        yield ForeignTrace("marks", Span(signs[0], signs[0] + 1), first)


def _phrases(text: str, language: str, other: str, spoken: str) -> Iterator[ForeignTrace]:
    """Names of two words and more that stand in the other text, with a word that only its language has."""
    words = list(_WORD.finditer(text))
    at = 0
    while at < len(words):
        last = _last_of_name(text, words, at)
        # A sentence may open with an article of its own: "Le River Trust".
        for first in range(at, min(at + 2, last)):
            span = Span(words[first].start(), words[last].end())
            phrase = text[span.begin : span.end]
            if phrase in other and _only_theirs(words[first : last + 1], language, spoken):
                yield ForeignTrace("phrase", span, phrase)
                break
        at = last + 1


def _last_of_name(text: str, words: list[re.Match[str]], at: int) -> int:
    """The last of the words with capitals that `at` opens, short ones between them left over; else `at`."""
    if not words[at].group()[0].isupper():
        return at
    last = end = at
    while end + 1 < len(words) and text[words[end].end() : words[end + 1].start()] == " ":
        end += 1
        if words[end].group()[0].isupper():
            last = end
        elif len(words[end].group()) > _JOINING:
            break
    return last


def _only_theirs(words: list[re.Match[str]], language: str, spoken: str) -> bool:
    """Whether one of some words is an everyday word of `spoken`, and none means anything in `language`."""
    glosses = own()
    bare = [folded(word.group()) for word in words]
    tables = [table.get(spoken, {}) for table in (glosses.words, glosses.stems)]
    # The whole of an opening: of most names some letters open a word.
    everyday = any("~@" not in table.get(word, "~@") for word in bare for table in tables)
    # What is English may stand in any two languages.
    barred = {language, "en"} - {spoken}
    return everyday and not any(glosses.meanings(word, one) for word in bare for one in barred)


def _scripts(text: str, other: str) -> Iterator[ForeignTrace]:
    """Words of another script in a text of Latin letters; names in Latin letters stand in any."""
    if _script(text) != "Latin" or _script(other) == "Latin":
        return
    theirs = set(_WORD.findall(other))
    for word in _WORD.finditer(text):
        if (
            len(word.group()) >= _LEAST_LETTERS
            and _script(word.group()) != "Latin"
            and word.group() in theirs
        ):
            yield ForeignTrace("script", Span(*word.span()), word.group())


def _script(text: str) -> str:
    """Latin where most letters are, else any other."""
    letters = [sign for sign in text if sign.isalpha()]
    return "Latin" if 2 * sum(sign < _BEHIND_LATIN for sign in letters) >= len(letters) else "other"
