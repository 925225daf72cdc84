"""A finding in one line, for people who read it in a list, in a log or next to an article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from syndetect.counting import percent, plural
from syndetect.gates import Case
from syndetect.gates.cases import Way
from syndetect.model import RELATIONS, Finding, Report
from syndetect.reporters.escape import clip_middle, visible
from syndetect.reporters.wording import CREDIT_WORDS, RELATION_WORDS, certainty, change_words

WAY_WORDS: Mapping[Way, str] = {
    "from-source": "made from",
    "to-source": "the source of",
    "common-source": "made from the same text as",
    "undetermined": "shares text with",
}

_LONGEST_NAME = 160
_CHANGES = 8
"""Altered facts of a finding that are written out."""


def shown(name: str) -> str:
    """An id or a title without line breaks, of at most 160 terminal cells."""
    return clip_middle(visible(name), _LONGEST_NAME)


def headline(case: Case) -> str:
    """`paraphrased: made from wire/ferry.txt`."""
    words = RELATION_WORDS[case.pair.relation]
    if case.pair.relation == "same-story":
        return f"{words}: {shown(case.source.id)}"
    return f"{words}: {WAY_WORDS[case.way]} {shown(case.source.id)}"


def figures(case: Case) -> str:
    """`86 % of its words (243) stand in wire/ferry.txt; no credit; very likely (0.93)`, with the outlet."""
    outlet = f"{shown(case.source.outlet)}, " if case.source.outlet else ""
    share = f"{percent(case.coverage)} of its words ({case.derived_words:,}) stand in"
    known = ", known by its fingerprints alone" if case.source.masked else ""
    return f"{share} {outlet}{shown(case.source.id)}{known}; {credit(case)}; {sure(case)}"


def sure(case: Case) -> str:
    """`very likely (0.93)`: how certain the relation is, and the direction where one is known."""
    relation = certainty(case.pair.confidence)
    return f"{relation}; direction {certainty(case.pair.certainty)}" if case.pair.certainty else relation


def credit(case: Case) -> str:
    """The submission's credit in words."""
    return CREDIT_WORDS[case.credit.kind].format(shown(case.credit.name or "another outlet"))


def altered(case: Case, most: int = _CHANGES) -> str:
    """`told otherwise: 1,240 → 1,420; “Ida Brannock” → “Olaf Severin”`, at most `most` changes.

    Empty where nothing was changed.
    """
    if not case.altered:
        return ""
    worded = [change_words(change) for change in case.altered[:most]]
    more = len(case.altered) - len(worded)
    return f"told otherwise: {'; '.join(worded)}{f' and {more:,} more' if more else ''}"


def standing(finding: Finding) -> str:
    """The finding's status, with its reason where there is one."""
    return f"{finding.status}: {visible(finding.reason)}" if finding.reason else finding.status


def ranked(cases: Iterable[tuple[Case, Finding]]) -> list[tuple[Case, Finding]]:
    """The findings in the order of their weight.

    Those that fail come first, then the strongest relation, a known source and the largest coverage.
    """

    def key(judged: tuple[Case, Finding]) -> tuple[bool, int, bool, float]:
        case, finding = judged
        relation = RELATIONS.index(finding.relation)
        return not finding.fails, relation, case.way != "from-source", -case.coverage

    return sorted(cases, key=key)


def tally(report: Report, cases: Iterable[tuple[Case, Finding]]) -> str:
    """`39 articles · 12 findings · 3 fail · 2 known`."""
    listed = [finding for _, finding in cases]
    judged = report.documents if report.submissions is None else report.submissions
    noun = "article" if report.submissions is None else "submission"
    counts = [plural(len(judged), noun), plural(len(listed), "finding")]
    failing = sum(finding.fails for finding in listed)
    counts.append(f"{failing:,} fail" if report.gate and report.gate.policy else f"{failing:,} derived")
    statuses = Counter(finding.status for finding in listed if finding.status != "new")
    counts += [f"{count:,} {status}" for status, count in sorted(statuses.items())]
    if report.skipped:
        counts.append(f"{len(report.skipped):,} skipped")
    if report.faults:
        counts.append(f"{plural(len(report.faults), 'error')} in syndetect")
    return " · ".join(counts)
