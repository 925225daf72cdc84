"""Persons that a text introduces, and persons that it only speaks of."""

import re

from hypothesis import given
from hypothesis import strategies as st

from syndetect.attribution.introductions import dangling, introductions

WHOLE = "The weir held, said Ida Brannock of the river board. Later Brannock went home."
CUT = "“It held,” said Brannock. Nobody else was there."


def test_a_surname_without_its_introduction_dangles() -> None:
    """The shorter text speaks of somebody whom only the longer one introduces, never the reverse."""
    (found,) = dangling(introductions(WHOLE), introductions(CUT))
    assert found[0] == "Brannock"
    assert CUT[found[1].begin : found[1].end] == "Brannock"
    assert WHOLE[found[2].begin : found[2].end] == "Ida Brannock"
    assert dangling(introductions(CUT), introductions(WHOLE)) == ()


def test_headlines_and_sentence_openers_introduce_nobody() -> None:
    """A run of capitals in a headline is no name, and a capital that opens a sentence says nothing."""
    assert introductions("River Board Closes Old Weir Near Tarn Mill\n\nWater rose.").full == {}
    assert "Brannock" not in introductions("It rose. Brannock left.").bare


def test_names_of_outlets_are_no_persons() -> None:
    """A barred word is neither introduced nor missed."""
    assert introductions("It held, Kelp Courier reports.").without({"Courier"}).full == {}


@given(st.text(max_size=200))
def test_spans_hold_the_names(text: str) -> None:
    """Whatever the text, each span ends with the name it is listed under."""
    found = introductions(text)
    for names in (found.full, found.bare):
        assert all(text[span.begin : span.end].endswith(name) for name, span in names.items())


@given(
    st.lists(st.sampled_from(["Ode Marl", "marl", "X-marl", "x-marl", "marls", "'marl", ", ", " ", "_", "’"]))
)
def test_a_name_that_is_also_a_word_is_no_persons(parts: list[str]) -> None:
    """Somebody is introduced unless the text has the surname as a word in small letters, by itself."""
    text = "Later came Ode Marl. " + "".join(parts)
    words = re.findall(r"\b[a-z][\w'’-]*", text)
    assert ("Marl" in introductions(text).full) == ("marl" not in words)
