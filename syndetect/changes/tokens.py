"""Words of a passage with what they are: figures, dates, names, negations, words of doubt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Literal

import msgspec

from syndetect.changes.lists import WordLists, lists
from syndetect.model import Span
from syndetect.text.numbers import digits_of, spelled

Sort = Literal["number", "date", "name", "negation", "hedge", "plain"]

_TOKEN = re.compile(
    r"\d+(?:[.,\u00a0\u202f ]\d{3})+(?:[.,]\d+)?|\d+(?:[.,:]\d+)*|[^\W\d_]+(?:[-'’][^\W\d_]+)*"
)
_OPENS = re.compile(r"(?:^|[.!?:;…“”„\"»«\n–—•*#|]|[^\W\d_][.!?]\d)[\s“”„\"»«‘’'(\[]*$")
_ROMAN = re.compile(r"(X{0,3}(?:I[XV]|V?I{0,3}))(?<=[IVX]{2})(?:e|er|ème)?")
"""A century, a king or a round; one letter alone means too much else."""


class Token(msgspec.Struct, frozen=True, gc=False):
    """A word: its folded form (of a figure, its value), its sort and where it begins and ends.

    A `weak` figure is told in a word that often means something else, such as *second*. Texts have so many
    words that a dataclass would take ten times as long to make.
    """

    form: str
    sort: Sort
    begin: int
    end: int
    weak: bool = False

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.begin, self.end)


@lru_cache(maxsize=1 << 15)
def sorts_of(word: str) -> frozenset[Sort]:
    """The sorts that tokens of a word, as white space cuts it, may have beside words like it."""
    if word.isascii() and word.isalpha() and word.islower():
        # Most words by far: one token, which no word beside it makes anything else.
        listed = _listed(word, lists(), capital=False)
        if listed is None and is_part_of_figure(word):
            # Million and billion make other figures of what stands before them.
            return _SORTS["number"]
        return _SORTS[listed] if listed is not None else _NONE
    tokens = tokens_of(word, Span(0, len(word)))
    found: set[Sort] = {token.sort for token in tokens} - {"plain"}
    if any(is_part_of_figure(token.form) for token in tokens):
        found.add("number")
    if "number" in found:
        found.add("date")
    # Here it opens a text, and so does not show as a name.
    if any(word[token.begin].isupper() for token in tokens):
        found.add("name")
    return frozenset(found)


def _spelled(word: str) -> str | None:
    """The digits of a number word; None for any other."""
    value = lists().figures.value(word)
    return None if value is None else spelled(value)


def is_part_of_figure(word: str) -> bool:
    """Whether a folded word multiplies a figure before it, or is counted once by an article."""
    known = lists().figures
    return word in known.scales or word in known.sets


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
    found: list[Token] = []
    for match in _TOKEN.finditer(text, span.begin, span.end):
        word, (begin, end) = match[0], match.span()
        if word[0].isdecimal():
            sort: Sort = "plain" if _hangs(text, begin, span.begin) else "number"
            found.append(Token(digits_of(word), sort, begin, end))
            continue
        if (roman := _ROMAN.fullmatch(word)) is not None:
            found.append(Token(str(_roman(roman[1])), "number", begin, end, weak=True))
            continue
        form, listed, weak = _word(word)
        if listed == "plain" and word[0].isupper() and not _opens(text, begin):
            listed = "name"
        found.append(Token(form, listed, begin, end, weak))
    return _dated(found)


@lru_cache(maxsize=1 << 15)
def _word(word: str) -> tuple[str, Sort, bool]:
    """Form, sort and weakness of a word, whatever stands around it: none is a name yet."""
    known = lists()
    folded = word.casefold().replace("’", "'")
    if folded.endswith("n't"):
        return folded, "negation", False
    folded = folded.removesuffix("'s")
    value = _spelled(folded) or known.ordinals.get(folded)
    listed = _listed(folded, known, capital=word[0].isupper())
    return value or folded, listed or "plain", folded in known.ordinals


def _opens(text: str, at: int) -> bool:
    """Whether a word opens a sentence or a quotation, where any is written with a capital."""
    return _OPENS.search(text, max(0, at - 6), at) is not None


def _roman(letters: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[letter] for letter in letters]
    return sum(
        -value if value < max(values[at + 1 :], default=0) else value for at, value in enumerate(values)
    )


def _hangs(text: str, at: int, begin: int) -> bool:
    """Whether a figure hangs on a word, as of a footnote or a model: COVID-19, B12, laws.1."""
    before = text[max(begin, at - 2) : at]
    return bool(before) and (before[-1].isalpha() or (before[-1] in "-.–" and before[0].isalpha()))


def _listed(folded: str, known: WordLists, *, capital: bool) -> Sort | None:
    if folded in known.ordinals or _spelled(folded) is not None:
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
        if token.sort != "number" or not token.form.isdecimal() or len(token.form) > 2:
            continue
        near = tokens[max(0, at - 1) : at + 2]
        if int(token.form) <= 31 and any(other.sort == "date" and other.form in months for other in near):
            found[at] = Token(token.form, "date", token.begin, token.end)
    return found
