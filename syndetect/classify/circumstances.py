"""What bears on a verdict beside the shared wording: texts in different languages, and manipulated texts."""

from __future__ import annotations

from dataclasses import replace

from syndetect.classify.verdict import Verdict
from syndetect.model import DERIVED, Evidence

LEAST_TRIGRAMS = 0.2
LEAST_RUN = 8
"""Share of three-word runs, or words in one equal run, that two texts in different languages must have in
common to be called derived: less is names, figures and cognates, as in translations and in any report."""

LEAST_DISGUISED = 3
LEAST_DISGUISED_SHARE = 0.01
"""Disguised words, and their share of a text's words, from which a pair's reasons speak of manipulation."""


def with_circumstances(
    verdict: Verdict,
    evidence: Evidence,
    words: tuple[int, int],
    languages: tuple[str, str],
) -> Verdict:
    """The verdict on two texts of so many words in two languages, told apart and with the reasons for it."""
    reasons = (*_apart(verdict, evidence, languages), *verdict.reasons, *manipulated(evidence, *words))
    if len(reasons) == len(verdict.reasons):
        return verdict
    if verdict.relation in DERIVED and _translated(evidence, languages):
        return replace(
            verdict, relation="same-story", confidence=max(0.5, 1 - verdict.derived), reasons=reasons
        )
    return replace(verdict, reasons=reasons)


def _translated(evidence: Evidence, languages: tuple[str, str]) -> bool:
    return (
        languages[0] != languages[1]
        and max(evidence.trigrams_left, evidence.trigrams_right) < LEAST_TRIGRAMS
        and evidence.longest_told_run < LEAST_RUN
    )


def _apart(verdict: Verdict, evidence: Evidence, languages: tuple[str, str]) -> tuple[str, ...]:
    if verdict.relation not in DERIVED or not _translated(evidence, languages):
        return ()
    left, right = languages
    run = evidence.longest_told_run
    shared = f"they share names, figures and cognates, in runs of at most {run} words"
    return (f"the left text is written in {left}, the right one in {right}: {shared}",)


def manipulated(evidence: Evidence, words_left: int, words_right: int) -> tuple[str, ...]:
    """A sentence for each side on which enough words are disguised."""
    told = []
    for side, count, total in (
        ("left", evidence.disguised_left, words_left),
        ("right", evidence.disguised_right, words_right),
    ):
        if count >= LEAST_DISGUISED and count >= LEAST_DISGUISED_SHARE * total:
            told.append(
                f"manipulated_text: {count} words of the {side} text ({100 * count / total:.0f} %) hide "
                "characters or mix letters of different scripts that look alike"
            )
    return tuple(told)
