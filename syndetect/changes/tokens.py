"""Words of a passage with what they are: figures, dates, names, negations, words of doubt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from syndetect.changes.lists import Lists, lists
from syndetect.model import Span

Sort = Literal["number", "date", "name", "negation", "hedge", "plain"]

_TOKEN = re.compile(
    r"\d+(?:[.,\u00a0\u202f ]\d{3})+(?:[.,]\d+)?|\d+(?:[.,:]\d+)*|[^\W\d_]+(?:[-'’][^\W\d_]+)*"
)
_OPENS = re.compile(r"(?:^|[.!?:;…“”„\"»«\n–—•*#|]|[^\W\d_][.!?]\d)[\s“”„\"»«‘’'(\[]*$")
_GROUPS = re.compile(r"[.,\u00a0\u202f ](?=\d{3}(?!\d))")


@dataclass(frozen=True, slots=True)
class Token:
    """A word: its folded form (of a figure, its value), its sort and where it stands.

    A `weak` figure is told in a word that often means something else, such as *second*.
    """

    form: str
    sort: Sort
    span: Span
    weak: bool = False


@lru_cache(maxsize=1 << 15)
def sorts_of(word: str) -> frozenset[Sort]:
    """The sorts that tokens of a word, as white space cuts it, may have beside words like it."""
    if word.isascii() and word.isalpha() and word.islower():
        # Most words by far: one token, which no word beside it makes anything else.
        listed = _listed(word, lists(), capital=False)
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
    known = lists()
    found: list[Token] = []
    for match in _TOKEN.finditer(text, span.begin, span.end):
        word, place = match[0], Span(*match.span())
        folded = word.casefold().replace("’", "'")
        if word[0].isdecimal():
            sort: Sort = "plain" if _hangs(text, place.begin, span.begin) else "number"
            found.append(Token(_figure(word), sort, place))
        elif folded.endswith("n't"):
            found.append(Token(folded, "negation", place))
        else:
            folded = folded.removesuffix("'s")
            value = known.numbers.get(folded) or known.ordinals.get(folded)
            weak = folded in known.ordinals
            found.append(Token(value or folded, _sort(text, match, folded, known), place, weak))
    return _dated(found)


def _figure(word: str) -> str:
    """A figure in one spelling: no thousands marked, a point before decimals, no zero behind them."""
    plain = _GROUPS.sub("", word).replace(",", ".")
    return plain.rstrip("0").rstrip(".") if plain.count(".") == 1 else plain


def _hangs(text: str, at: int, begin: int) -> bool:
    """Whether a figure hangs on a word, as of a footnote or a model: COVID-19, B12, laws.1."""
    before = text[max(begin, at - 2) : at]
    return bool(before) and (before[-1].isalpha() or (before[-1] in "-.–" and before[0].isalpha()))


def _sort(text: str, match: re.Match[str], folded: str, known: Lists) -> Sort:
    capital = match[0][0].isupper()
    if (listed := _listed(folded, known, capital=capital)) is not None:
        return listed
    if capital and not _OPENS.search(text, max(0, match.start() - 6), match.start()):
        return "name"
    return "plain"


def _listed(folded: str, known: Lists, *, capital: bool) -> Sort | None:
    if folded in known.numbers or folded in known.ordinals:
        return "number"
    if folded in known.days or (folded in known.months and (capital or folded not in {"may", "mai", "mars"})):
        return "date"
    if folded in known.negations:
        return "negation"
    return "hedge" if folded in known.hedges else None


def _dated(tokens: Sequence[Token]) -> list[Token]:
    """Figures beside a month are of a date."""
    months = lists().months
    found = list(tokens)
    for at, token in enumerate(tokens):
        near = tokens[max(0, at - 1) : at + 2]
        if (
            token.sort == "number"
            and token.form.isdecimal()
            and len(token.form) <= 2
            and int(token.form) <= 31
            and any(other.sort == "date" and other.form in months for other in near)
        ):
            found[at] = Token(token.form, "date", token.span)
    return found
