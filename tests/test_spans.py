"""Stretches of a text."""

from hypothesis import given
from hypothesis import strategies as st

from syndetect.model import Span
from syndetect.spans import covered, meets, share_inside, union

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
    assert share_inside(Span(begin, begin + length), union(spans)) == inside / length


@given(SPANS, st.integers(0, 40), st.integers(1, 10))
def test_stretches_meet_where_they_share_a_place(
    spans: list[tuple[int, int]], begin: int, length: int
) -> None:
    """One place is enough, and none is too little."""
    span, inside = Span(begin, begin + length), union(spans)
    assert meets(span, inside) == (share_inside(span, inside) > 0)
