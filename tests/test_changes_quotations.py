"""Quotations in great numbers, as in data that was saved as text."""

from __future__ import annotations

from syndetect.changes import quotations
from syndetect.changes.quotations import altered_quotations
from syndetect.model import Span


def quoted(number: int, word: str = "seen") -> str:
    """A quotation like no other of its kind."""
    return f'"keeper{number} had {word} gate{number % 97} from tower{number} on that day"'


def test_an_altered_quotation_is_found_among_many() -> None:
    """Of more quotations than can all be compared, the one that is meant shares the rarest words."""
    source = ", ".join(map(quoted, range(2_000)))
    target = ", ".join(quoted(number, "left" if number == 1_234 else "seen") for number in range(2_000))
    found = list(altered_quotations(source, target, Span(0, len(source)), Span(0, len(target))))
    assert [change.after for change in found] == [quoted(1_234, "left")[1:-1]]


def test_few_are_tried_for_each_of_many() -> None:
    """The comparisons grow with the number of quotations, not with its square."""
    given = [quoted(number).split() for number in range(2_000)]
    holding = quotations._holding(given)
    assert max(len(quotations._likely(words, holding, len(given))) for words in given) <= 10
    assert list(quotations._likely(given[0], holding, 3)) == [0, 1, 2]
