"""Texts in different languages, and manipulated ones."""

from __future__ import annotations

from dataclasses import replace

import pytest

from syndetect.classify import Verdict, with_circumstances
from syndetect.classify.circumstances import LEAST_DISGUISED, LEAST_RUN, manipulated
from syndetect.model import Evidence

DERIVED = Verdict("rewrite", 0.7, 0.8, ("some passages",))
FEW = Evidence(trigrams_left=0.1, trigrams_right=0.12, longest_told_run=4, passages=2)


def test_cognates_and_names_derive_nothing() -> None:
    """Two languages with little equal wording are the same story at most, with both languages named."""
    found = with_circumstances(DERIVED, FEW, (100, 100), ("es", "pt"))
    assert (found.relation, found.confidence) == ("same-story", 0.5)
    assert "is written in Spanish, the right one in Portuguese" in found.reasons[0]
    assert "runs of at most 4 words" in found.reasons[0]
    assert found.reasons[1:] == DERIVED.reasons


@pytest.mark.parametrize(
    ("evidence", "languages"),
    [
        (FEW, ("es", "es")),
        (replace(FEW, trigrams_left=0.3), ("es", "pt")),
        (replace(FEW, longest_told_run=LEAST_RUN), ("es", "pt")),
    ],
)
def test_shared_wording_counts_in_any_language(evidence: Evidence, languages: tuple[str, str]) -> None:
    """One language, many runs of three words, or a long run leave the verdict alone."""
    assert with_circumstances(DERIVED, evidence, (100, 100), languages) is DERIVED


def test_weaker_relations_stay() -> None:
    """What is no derivation needs no cap."""
    verdict = Verdict("same-story", 0.9, 0.1, ())
    assert with_circumstances(verdict, FEW, (100, 100), ("de", "nl")) is verdict


@pytest.mark.parametrize(
    ("count", "words", "told"),
    [(LEAST_DISGUISED, 100, True), (LEAST_DISGUISED - 1, 100, False), (9, 1000, False), (10, 1000, True)],
)
def test_manipulation_takes_three_words_and_one_in_a_hundred(count: int, words: int, told: bool) -> None:  # noqa: FBT001
    """Fewer may be an accident; each side is spoken of apart."""
    assert bool(manipulated(Evidence(disguised_left=count), words, 1)) is told
    both = manipulated(Evidence(disguised_left=count, disguised_right=count), words, words)
    assert len(both) == (2 if told else 0)
