"""Stretches of a text."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from syndetect.model import Span
from syndetect.spans import covered, held, longer_words, sentences, told, union

SPANS = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)).map(lambda pair: (min(pair), max(pair))))


@given(SPANS)
def test_the_union_is_counted_once(spans: list[tuple[int, int]]) -> None:
    """As many places as stand in any of the stretches."""
    assert covered(spans) == len({place for begin, end in spans for place in range(begin, end)})


@given(SPANS)
def test_a_union_has_gaps_between_its_stretches(spans: list[tuple[int, int]]) -> None:
    """They are in order, none is empty, none touches the next, and together they are all places."""
    begins, ends = union(spans)
    assert all(begin < end for begin, end in zip(begins, ends, strict=True))
    assert all(end < begin for end, begin in zip(ends, begins[1:], strict=False))
    assert covered(list(zip(begins, ends, strict=True))) == covered(spans)


@given(SPANS, st.integers(0, 40), st.integers(1, 10))
def test_a_share_is_of_the_stretch(spans: list[tuple[int, int]], begin: int, length: int) -> None:
    """What lies inside the others, by its length."""
    places = {place for first, last in spans for place in range(first, last)}
    inside = len(places & set(range(begin, begin + length)))
    assert held(Span(begin, begin + length), union(spans)) == inside / length


@given(st.text(alphabet="abc. !\n”", max_size=200))
def test_sentences_are_in_order_and_trimmed(text: str) -> None:
    """They do not overlap, and none begins or ends with white space."""
    found = list(sentences(text))
    assert all(one.end <= two.begin for one, two in pairwise(found))
    assert all(text[span.begin : span.end] == text[span.begin : span.end].strip() for span in found)


def test_a_text_falls_into_its_sentences() -> None:
    """Stops, marks behind them and line ends close a sentence; scraps are left out."""
    text = "Headline of the day's report\n\n“It is over and done,” he said. So it was at last!\nOk."
    cut = [text[span.begin : span.end] for span in sentences(text)]
    assert cut[:2] == ["Headline of the day's report", "“It is over and done,” he said."]
    assert "Ok." not in cut


def test_what_is_told_is_told_in_longer_words() -> None:
    """Short words say nothing of whether two texts tell the same."""
    assert told(longer_words("The weir at Tarn was repaired."), frozenset({"repaired"})) == 1.0
    assert told(longer_words("Painters finished early."), frozenset({"early"})) == 1 / 3
    assert told(longer_words("So it is."), frozenset()) == 1.0
