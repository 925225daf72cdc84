"""Leftovers: traces of another outlet in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndetect.attribution.credits import find_credits
from syndetect.attribution.leftovers import find_leftovers

TRACES = [
    ("“We never saw the letter,” the baker told the BBC.", "told", "BBC", "told the BBC"),
    ("Speaking to Reuters, she denied it.", "told", "Reuters", "Speaking to Reuters"),
    ("A memo seen by Reuters names the price.", "told", "Reuters", "seen by Reuters"),
    ("He wept in an interview with CNN.", "told", "CNN", "in an interview with CNN"),
    (
        "She told the Spanish newspaper El País about it.",
        "told",
        "El País",
        "told the Spanish newspaper El País",
    ),
    ("« Non », a déclaré le préfet à l'AFP.", "told", "AFP", "a déclaré le préfet à l'"),
    ("«No», ha detto il parroco all'ANSA.", "told", "ANSA", "ANSA"),
    ("El portavoz declaró a EFE que no.", "told", "EFE", "declaró a EFE"),
    ("„Nein“, sagte der Wirt der dpa.", "told", "dpa", "dpa"),
    ("Em declarações à Lusa, negou tudo.", "told", "Lusa", "Em declarações à Lusa"),
    ("Primarul a declarat pentru Reuters că nu.", "told", "Reuters", "a declarat pentru Reuters"),
    ("The BBC was able to establish that it stood.", "knows", "BBC", "BBC was able to establish"),
    ("The BBC understands that he has gone.", "knows", "BBC", "BBC understands"),
    ("Sky News has learned who paid.", "knows", "Sky News", "Sky News has learned"),
    ("Associated Press writer John Marrow helped.", "staff", "Associated Press", "Associated Press writer"),
    ("Photo: Reuters", "photo", "Reuters", "Photo: Reuters"),
    ("Our correspondent in Kelsby waited.", "nameless", None, "Our correspondent"),
    ("Image caption The pier at dawn", "nameless", None, "Image caption"),
    ("Notre envoyé spécial a vu le feu.", "nameless", None, "Notre envoyé spécial"),
]


@pytest.mark.parametrize(("text", "kind", "name", "wording"), TRACES)
def test_a_trace_is_found_with_its_outlet_and_place(
    text: str, kind: str, name: str | None, wording: str
) -> None:
    """Kind and name are right, and the offsets hold the wording."""
    (leftover,) = find_leftovers(text)
    assert (leftover.kind, leftover.name) == (kind, name)
    assert wording in text[leftover.begin : leftover.end]


@pytest.mark.parametrize("text", [text for text, *_ in TRACES])
def test_a_trace_is_no_credit(text: str) -> None:
    """To have been told something is not to be credited with the report."""
    assert find_credits(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "The mayor told reporters in BBC Radio's new studio.",
        "The dam is cracked, the BBC reports.",
        "She told nobody. Reuters has an office here.",
        "Photos of the old tower are for sale.",
        "He told the Guardian Angels to wait.",
    ],
)
def test_what_only_looks_like_a_trace_is_none(text: str) -> None:
    """A name nearby, a credit, or a longer name than the outlet's says nothing about the text."""
    assert find_leftovers(text) == ()


def test_an_outlets_own_traces_are_left_out() -> None:
    """In the BBC's text "told the BBC" betrays nobody; other outlets and nameless traces stay."""
    text = "He told the BBC. She told Reuters. Our correspondent slept."
    assert [leftover.name for leftover in find_leftovers(text, own="bbc.com")] == ["Reuters", None]


def test_the_callers_outlets_are_looked_for() -> None:
    """A name from the corpus counts like one of the table."""
    text = "“It was dark,” she told Kelp & Kin."
    assert find_leftovers(text) == ()
    assert [leftover.name for leftover in find_leftovers(text, ["Kelp & Kin"])] == ["Kelp & Kin"]


@given(st.lists(st.sampled_from([text for text, *_ in TRACES]), max_size=6), st.text(max_size=20))
def test_traces_lie_in_order_inside_the_text(texts: list[str], tail: str) -> None:
    """Whatever is joined, all traces are found, sorted, and inside the text."""
    text = "\n\n".join([*texts, tail])
    found = find_leftovers(text)
    assert len(found) >= len(texts)
    assert list(found) == sorted(found, key=lambda leftover: (leftover.begin, leftover.end))
    assert all(0 <= leftover.begin < leftover.end <= len(text) for leftover in found)


@pytest.mark.parametrize("piece", ["told the BBC ", "told ", "our correspondent ", "photo: ", "le à "])
def test_a_hostile_repetition_is_read_in_one_go(piece: str) -> None:
    """A text of one piece over and over is finished, whatever the piece."""
    text = piece * (150_000 // len(piece))
    assert all(leftover.end <= len(text) for leftover in find_leftovers(text))
