"""Figures and names: which agree, which clash, and how alike all of them are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from stories import SUBJECTS, article
from test_align import documents, prepared
from test_evidence import all_measured, evidence, swapped

NOTICE = (
    "The board of {name} declared a quarterly dividend of {sum} cents a share this morning. "
    "It will be paid on the {day} of the month to holders whom the register in {town} lists on that day. "
    "A spokesman said that earnings had developed as the directors expected in their last statement."
)


def notice(name: str, sum: str, day: str, town: str) -> str:
    """A report filled into a form."""
    return NOTICE.format(name=name, sum=sum, day=day, town=town)


ONE = notice("Halvorsen Timber", "1.85", "14th", "Drammen")
OTHER = notice("Castellan Foods", "0.62", "29th", "Perugia")


def test_a_form_filled_in_twice_clashes_in_what_was_filled_in() -> None:
    """Two notices in the same words agree in hardly a figure or name, and clash in what the passages hold."""
    found = evidence(ONE, OTHER)
    assert found["coverage_left"] > 0.7
    assert found["facts"] < 0.5
    assert found["clashes"] >= 2
    assert found["named"] == 0


def test_a_copy_with_one_figure_changed_agrees_in_the_rest() -> None:
    """One changed figure is one clash, and most of the others still agree."""
    changed = evidence(ONE, ONE.replace("1.85", "1.58"))
    assert changed["clashes"] == 1
    assert evidence(ONE, OTHER)["facts"] < changed["facts"] < evidence(ONE, ONE)["facts"]


def test_a_copy_clashes_in_nothing() -> None:
    """A text and itself agree in all figures and names, and share all of them."""
    found = evidence(ONE, ONE)
    assert found["clashes"] == 0
    assert found["facts"] > 0.8
    assert found["named"] > 0.99


def test_what_one_side_tells_beyond_the_other_is_no_clash() -> None:
    """A short text whose figures and names stand in a longer one agrees with it, whatever else that tells."""
    longer = f"{ONE}\n\n{article(*SUBJECTS[1])}"
    found = evidence(ONE, longer)
    assert found["clashes"] == 0
    assert found["facts"] == evidence(ONE, ONE)["facts"]


def test_names_outside_the_passages_count_where_a_text_is_mostly_inside() -> None:
    """Of two short notices the headlines' names count against agreement, though no passage holds them."""
    plain = evidence(ONE, ONE)["facts"]
    headed = evidence(f"Halvorsen Rindal Oksval Tveit\n\n{ONE}", f"Castellan Moretti Bruno Vasari\n\n{ONE}")
    assert headed["facts"] < plain


@given(documents(), documents(), st.booleans())
def test_both_sides_count_alike(one: str, two: str, form: bool) -> None:  # noqa: FBT001
    """Which document comes first changes neither agreement, nor clashes, nor likeness."""
    one, two = (f"{ONE} {one}", f"{OTHER} {two}") if form else (one, two)
    there, back = all_measured(prepared(one, two), (0, 1), (1, 0))
    back = swapped(back)
    assert (there["facts"], there["clashes"]) == (back["facts"], back["clashes"])
    assert abs(there["named"] - back["named"]) < 1e-9
