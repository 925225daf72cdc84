"""A text that is doubled inside its file counts once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from syndetect import compare
from syndetect.boilerplate.repeats import LEAST_WORDS, repeated
from syndetect.model import Document

PARAGRAPHS = (
    "The night ferry turned back off Skarholm because sea water had reached the engines below the car deck.",
    "A tug from the northern harbour towed the vessel through heavy swell until the early morning of Monday.",
    "Mechanics replaced the cracked cooling pipe within a day, the company said in a note to its passengers.",
    "Nobody on board was hurt, and most of the lorries had left the island by the time the water was out.",
)
ONCE = "\n\n".join(PARAGRAPHS)


def test_a_doubled_text_is_covered_as_a_whole() -> None:
    """Whether an extraction doubled each paragraph or the text, and on whichever side."""
    for doubled in (f"{ONCE}\n\n{ONCE}", "\n\n".join(part for one in PARAGRAPHS for part in (one, one))):
        for sides in ((doubled, ONCE), (ONCE, doubled), (doubled, doubled)):
            (pair,) = compare(*(Document(name, text) for name, text in zip("ab", sides, strict=True))).pairs
            assert pair.relation == "copy"
            assert min(pair.evidence.coverage_left, pair.evidence.coverage_right) > 0.95


def test_own_words_beside_a_doubled_text_are_still_its_own() -> None:
    """Only what came before is left out."""
    own = " ".join(f"plank{number} gull{number} weir{number}" for number in range(2))
    texts = (f"{ONCE}\n\n{ONCE}\n\n{own}", ONCE)
    (pair,) = compare(*(Document(name, text) for name, text in zip("ab", texts, strict=True))).pairs
    assert 0.8 < pair.evidence.coverage_left < 0.97


def test_a_refrain_is_part_of_its_text() -> None:
    """Short lines that come again, and a paragraph that comes again in a long text, stay."""
    assert repeated("O come away, away.\n" * 20) == []
    long = [f"{one} {number}" for number in range(9) for one in PARAGRAPHS]
    assert repeated("\n".join([*long, PARAGRAPHS[0], PARAGRAPHS[0]])) == []


LINES = st.lists(st.sampled_from([*PARAGRAPHS, "short", ""]), max_size=9)


@given(LINES)
def test_what_is_left_out_stood_there_before(lines: list[str]) -> None:
    """Every stretch is a line of some length that an earlier line was as well."""
    text = "\n".join(lines)
    for begin, end in repeated(text):
        line = text[begin:end]
        assert len(line.split()) >= LEAST_WORDS
        assert line in text[:begin].split("\n")


def test_what_is_said_again_and_again_is_not_doubled() -> None:
    """The lines of a list or a form each count, and answer the one in their place in a copy."""
    for times in (10, 40):
        list_of = "\n\n".join([ONCE] * times)
        assert repeated(list_of[:9_000]) == []
        changed = list_of.replace("Monday", "Sunday", times // 2)
        (pair,) = compare(Document("a", list_of), Document("b", changed)).pairs
        assert pair.relation == "copy"
        assert min(pair.evidence.coverage_left, pair.evidence.coverage_right) > 0.95
