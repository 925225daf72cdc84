"""Words of a passage with what they are: figures, dates, names, negations, words of doubt."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from syndetect.model import Span

Sort = Literal["number", "date", "name", "negation", "hedge", "plain"]

_TOKEN = re.compile(
    r"\d+(?:[.,\u00a0\u202f ]\d{3})+(?:[.,]\d+)?|\d+(?:[.,:]\d+)*|[^\W\d_]+(?:[-'’][^\W\d_]+)*"
)
_OPENS = re.compile(r"(?:^|[.!?:…“”„\"»«\n–—])[\s“”„\"»«‘’'(\[]*$")
_GROUPS = re.compile(r"[.,\u00a0\u202f ](?=\d{3}(?!\d))")


@dataclass(frozen=True, slots=True)
class Token:
    """A word: its folded form (of a figure, its value), its sort and where it stands."""

    form: str
    sort: Sort
    span: Span


@dataclass(frozen=True, slots=True)
class _Lists:
    numbers: dict[str, str]
    days: frozenset[str]
    months: frozenset[str]
    negations: frozenset[str]
    hedges: frozenset[str]


@lru_cache(maxsize=1)
def _lists() -> _Lists:
    data = json.loads(files("syndetect").joinpath("data/changes.json").read_text("utf-8"))
    barred = set(data["not_numbers"])
    numbers = {
        word: str(value)
        for words in data["numbers"].values()
        for value, word in enumerate(words, 1)
        if word not in barred
    }
    names = ("days", "months", "negations", "hedges")
    return _Lists(numbers, *(frozenset(data[name]) for name in names))


@lru_cache(maxsize=1 << 15)
def sorts_of(word: str) -> frozenset[Sort]:
    """The sorts that tokens of a word, as white space cuts it, may have beside words like it."""
    if word.isascii() and word.isalpha() and word.islower():
        # Most words by far: one token, which no word beside it makes anything else.
        listed = _listed(word, _lists(), capital=False)
        return _SORTS[listed] if listed is not None else _NONE
    tokens = tokens_of(word, Span(0, len(word)))
    found: set[Sort] = {token.sort for token in tokens} - {"plain"}
    if "number" in found:
        found.add("date")
    # Here it opens a text, and so does not show as a name.
    if any(word[token.span.begin].isupper() for token in tokens):
        found.add("name")
    return frozenset(found)


_NONE: frozenset[Sort] = frozenset()
_SORTS: Mapping[Sort, frozenset[Sort]] = {
    "number": frozenset({"number", "date"}),
    "date": frozenset({"date"}),
    "negation": frozenset({"negation"}),
    "hedge": frozenset({"hedge"}),
}


def forms_in(words: Iterable[str], sort: Literal["negation", "hedge"]) -> list[str]:
    """The forms of the negations, or of the words of doubt, among words as white space cuts them."""
    return [
        token.form
        for word in words
        if sort in sorts_of(word)
        for token in tokens_of(word, Span(0, len(word)))
        if token.sort == sort
    ]


def tokens_of(text: str, span: Span) -> list[Token]:
    """The words of a stretch of `text`; spans are code points of the whole text."""
    lists = _lists()
    found: list[Token] = []
    for match in _TOKEN.finditer(text, span.begin, span.end):
        word = match[0]
        folded = word.casefold().replace("’", "'")
        if word[0].isdecimal():
            found.append(Token(_GROUPS.sub("", word).replace(",", "."), "number", Span(*match.span())))
        elif folded.endswith("n't"):
            found.append(Token(folded, "negation", Span(*match.span())))
        else:
            found.append(
                Token(
                    lists.numbers.get(folded, folded), _sort(text, match, folded, lists), Span(*match.span())
                )
            )
    return _dated(found)


def _sort(text: str, match: re.Match[str], folded: str, lists: _Lists) -> Sort:
    capital = match[0][0].isupper()
    if (listed := _listed(folded, lists, capital=capital)) is not None:
        return listed
    if capital and not _OPENS.search(text, max(0, match.start() - 6), match.start()):
        return "name"
    return "plain"


def _listed(folded: str, lists: _Lists, *, capital: bool) -> Sort | None:
    if folded in lists.numbers:
        return "number"
    if folded in lists.days or (folded in lists.months and (capital or folded not in {"may", "mai", "mars"})):
        return "date"
    if folded in lists.negations:
        return "negation"
    return "hedge" if folded in lists.hedges else None


def _dated(tokens: Sequence[Token]) -> list[Token]:
    """Figures beside a month are of a date."""
    months = _lists().months
    found = list(tokens)
    for at, token in enumerate(tokens):
        near = tokens[max(0, at - 1) : at + 2]
        if (
            token.sort == "number"
            and token.form.isdecimal()
            and int(token.form) <= 31
            and any(other.sort == "date" and other.form in months for other in near)
        ):
            found[at] = Token(token.form, "date", token.span)
    return found
