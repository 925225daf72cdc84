"""Which of two texts quotes the other: fact checks, commented speeches, answers line by line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndetect import scan
from syndetect.attribution.set_off import set_off
from syndetect.model import Document, Report
from tests import stories

SAID = [line for line in stories.PIER.split("\n") if '"' not in line][:8]
REMARKS = [line for line in stories.CHESS.split("\n") if '"' not in line][:8]
STYLES = {
    "curved": "“{}”",
    "straight": '"{}"',
    "low": "„{}“",
    "angled": "«{}»",
    "block": "> {}",
    "italics": "*{}*",
    "claim": "CLAIM: {}",
    "numbered": "**Behauptung 2:** {}",
    "headed": "Afirmación 3\n{}",
    "in Russian": "Утверждение 2: {}",
}


def checked(style: str, dates: tuple[str | None, str | None] = (None, None)) -> Report:
    """A speech, and an article that has every sentence of it set off, with a remark behind each."""
    quoted = [
        part
        for said, remark in zip(SAID, REMARKS, strict=True)
        for part in (STYLES[style].format(said), remark)
    ]
    return scan(
        [
            Document("a-check", "\n\n".join(quoted), "County Checker", None, dates[1]),
            Document("b-speech", "\n\n".join(SAID), "Town Hall", None, dates[0]),
        ]
    )


@pytest.mark.parametrize("style", STYLES)
def test_the_check_is_from_the_speech(style: str) -> None:
    """Without dates, who sets off what the other says itself has it from there; that one is not blamed."""
    family = checked(style).families[0]
    assert family.source.document == "b-speech"
    assert [(one.document, one.source) for one in family.members] == [
        ("a-check", "b-speech"),
        ("b-speech", None),
    ]
    assert family.members[1].audit is None


def test_a_quotation_is_held_against_the_speech_even_where_the_clock_is_silent_or_agrees() -> None:
    """With dates that agree the link is no less sure."""
    unsure, sure = checked("curved"), checked("curved", ("2026-03-02T18:00:00Z", "2026-03-03T12:00:00Z"))
    first, second = (report.families[0].members[0].certainty for report in (unsure, sure))
    assert second >= first > 0.6


def test_two_articles_that_quote_the_same_are_no_check() -> None:
    """Where both have a statement in quotation marks, the marks say nothing of who came first."""
    told = "\n\n".join(f"“{line}”" for line in SAID)
    documents = [Document(name, f"{told}\n\n{REMARKS[at]}", name) for at, name in enumerate("ab")]
    report = scan(documents)
    clues = [clue.kind for family in report.families for one in family.members for clue in one.evidence]
    assert "quoted" not in clues


@given(st.text(alphabet='ab “”"«»>\n*_.', max_size=200))
def test_what_is_set_off_lies_inside_the_text(text: str) -> None:
    """Stretches are apart, in order, and never reach over a line."""
    begins, ends = set_off(text)
    assert all(0 <= begin < end <= len(text) for begin, end in zip(begins, ends, strict=True))
    assert all(end < begin for end, begin in zip(ends, list(begins)[1:], strict=False))


def test_a_stray_mark_ends_with_its_paragraph() -> None:
    """A mark that nothing closes sets off its own line at most."""
    text = "He said “that it was late.\n\nNobody answered him.\n\nThe boat left."
    _, ends = set_off(text)
    assert max(ends, default=0) <= text.index("\n")
