"""Slips in spelling: whose words a text kept."""

import re

from hypothesis import given
from hypothesis import strategies as st

from syndetect.attribution.varieties import habits, slips

BRITISH = "The harbour board organised a programme at the centre. Neighbours were sceptical of the colour."
MIXED = "The harbor board organized a meeting at the center; neighbors stayed away. One was sceptical."


def test_a_mixed_text_slips_into_its_sources_habit() -> None:
    """The one British word in an American text points at the British one, and not the other way round."""
    ((habit, span),) = slips(habits(BRITISH), habits(MIXED))
    assert "spelling" in habit
    assert MIXED[span.begin : span.end] == "sceptical"
    assert slips(habits(MIXED), habits(BRITISH)) == ()


def test_two_texts_of_one_habit_say_nothing() -> None:
    """Where nobody slips there is no clue."""
    assert slips(habits(BRITISH), habits(BRITISH)) == ()


def test_a_text_whose_length_changes_when_folded_is_left_alone() -> None:
    """Offsets would not fit, so nothing is claimed."""
    assert habits("İ " + MIXED) == {}


@given(st.lists(st.sampled_from(["colour", "Color", "colours", "centre", "é", "1", "_", " ", "’", "“", "-"])))
def test_a_word_counts_where_no_letter_stands_beside_it(parts: list[str]) -> None:
    """Marks and digits end a word, letters of any script go on."""
    text = "".join(parts)
    runs = [match.span() for match in re.finditer(r"[^\W\d_]+", text)]
    kept = [run for run in runs if text[run[0] : run[1]].lower() in {"colour", "color", "colours", "centre"}]
    found = [(span.begin, span.end) for spans in habits(text).values() for span in spans]
    assert sorted(found) == kept
