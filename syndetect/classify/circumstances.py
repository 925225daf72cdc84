"""What bears on a verdict beside the shared wording: texts in different languages, and manipulated texts."""

from __future__ import annotations

from dataclasses import replace

from syndetect.classify.measures import aligned, coverage
from syndetect.classify.verdict import DOUBTFUL, Verdict
from syndetect.model import DERIVED, Evidence
from syndetect.text.language_words import language_words

LEAST_TRIGRAMS = 0.2
LEAST_RUN = 8
"""Share of three-word runs, or words in one equal run, that two texts in different languages must have in
common to be called derived: less is names, figures and cognates, as in translations and in any report."""

LEAST_TOLD, LISTED = 12, 3
"""Words of passages, figures and names aside, below which two texts in different languages have a list in
common where all their words are so many times as many: a squad, a table, a programme, which both may have
from whoever made it."""

LEAST_DISGUISED = 3
LEAST_DISGUISED_SHARE = 0.01
"""Disguised words, and their share of a text's words, from which a pair's reasons speak of manipulation."""

ONE_EVENT_NAMED, LITTLE_TOLD = 0.5, 0.4
LITTLE_NAMED, QUOTED = 0.25, 0.6
PART, ALL = 0.15, 0.9
"""From this likeness of all figures and names on two reports of one event are shown with no more than the
quotations and figures that both have; so too where less than this of what their passages tell, those aside,
stands on the other side. Texts of less than LITTLE_NAMED of that likeness speak of one event only by what is
QUOTED in their passages, so much of them. What is this PART of one text and ALL of the other stands in it."""

_UNKNOWN = "und"


def with_circumstances(
    verdict: Verdict,
    evidence: Evidence,
    words: tuple[int, int],
    languages: tuple[str, str],
) -> Verdict:
    """The verdict with what lengths, in words, and languages of the two texts change in it, with reasons."""
    reasons = (*_apart(verdict, evidence, languages), *verdict.reasons, *manipulated(evidence, *words))
    if len(reasons) == len(verdict.reasons):
        return verdict
    if verdict.relation in DERIVED and _translated(evidence, languages):
        return replace(
            verdict, relation="same-story", confidence=max(0.5, 1 - verdict.derived), reasons=reasons
        )
    return replace(verdict, reasons=reasons)


def only_in_common(verdict: Verdict, evidence: Evidence, languages: tuple[str, str]) -> bool:
    """Whether no more is shown of a pair than what anybody who reports the event would have.

    Passages that may have been taken after all stay as they were found.
    """
    if verdict.relation in DERIVED or not coverage(evidence):
        return False
    if _translated(evidence, languages):
        # Between two languages the words carry nothing else.
        return True
    answered = max(evidence.answered_left, evidence.answered_right)
    event = evidence.named >= ONE_EVENT_NAMED and verdict.derived < DOUBTFUL
    # What stands in texts on different things is no event's, nor is one text told inside another.
    alike = evidence.named >= LITTLE_NAMED or evidence.quoted >= QUOTED
    lesser, greater = sorted(aligned(evidence))
    inside = lesser <= PART and greater >= ALL
    return verdict.relation == "same-story" and not inside and (event or (alike and answered < LITTLE_TOLD))


def _translated(evidence: Evidence, languages: tuple[str, str]) -> bool:
    # A list of names may be in any language: where none is recognised, it is not in two.
    known = _UNKNOWN not in languages
    return languages[0] != languages[1] and (
        (known and evidence.told_words < LEAST_TOLD and evidence.matched_words >= LISTED * LEAST_TOLD)
        or (
            max(evidence.trigrams_left, evidence.trigrams_right) < LEAST_TRIGRAMS
            and evidence.longest_told_run < LEAST_RUN
        )
    )


def _apart(verdict: Verdict, evidence: Evidence, languages: tuple[str, str]) -> tuple[str, ...]:
    if verdict.relation not in DERIVED or not _translated(evidence, languages):
        return ()
    left, right = map(language_words, languages)
    run = evidence.longest_told_run
    shared = f"they share names, figures and cognates, in runs of at most {run} words"
    return (f"the left text is written in {left}, the right one in {right}: {shared}",)


def manipulated(evidence: Evidence, words_left: int, words_right: int) -> tuple[str, ...]:
    """A sentence for each side on which enough words are disguised."""
    remarks = []
    for side, count, total in (
        ("left", evidence.disguised_left, words_left),
        ("right", evidence.disguised_right, words_right),
    ):
        if count >= LEAST_DISGUISED and count >= LEAST_DISGUISED_SHARE * total:
            remarks.append(
                f"manipulated_text: {count} words of the {side} text ({100 * count / total:.0f} %) hide "
                "characters or mix letters of different scripts that look alike"
            )
    return tuple(remarks)
