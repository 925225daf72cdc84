"""The fields of a policy: each name with its kind, its meaning and how its value is read from a case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from syndetect.gates.cases import Case, Way
from syndetect.model import RELATIONS, CreditKind

Kind = Literal["relation", "choice", "share", "count"]


@dataclass(frozen=True, slots=True)
class Field:
    """A field; `of` reads its value from a case, `choices` are the values of a relation or a choice."""

    kind: Kind
    of: Callable[[Case], Any]
    help: str
    choices: tuple[str, ...] = ()


def _share(of: Callable[[Case], float], help: str) -> Field:
    return Field("share", of, help)


def _count(of: Callable[[Case], int], help: str) -> Field:
    return Field("count", of, help)


FIELDS: Mapping[str, Field] = {
    "relation": Field(
        "relation",
        lambda case: case.pair.relation,
        "relation; a stronger one is greater",
        RELATIONS[:-1],
    ),
    "confidence": _share(lambda case: case.pair.confidence, "calibrated probability of the relation"),
    "derivation": _share(
        lambda case: case.pair.derivation, "calibrated probability that the pair is derived, of any relation"
    ),
    "coverage": _share(lambda case: case.coverage, "share of the submission's words inside passages"),
    "source_coverage": _share(
        lambda case: case.source_coverage, "share of the source's words inside passages"
    ),
    "derived_words": _count(lambda case: case.derived_words, "words of the submission inside passages"),
    "total_coverage": _share(
        lambda case: round(case.submission.total_coverage, 4),
        "share of the submission's words inside passages with any of its sources",
    ),
    "total_derived_words": _count(
        lambda case: case.submission.total_derived_words,
        "words of the submission inside passages with any of its sources",
    ),
    "words": _count(lambda case: case.submission.words, "words of the submission"),
    "credit": Field(
        "choice",
        lambda case: case.credit.kind,
        "how the submission says whose report it is",
        get_args(CreditKind),
    ),
    "direction": Field(
        "choice",
        lambda case: case.way,
        "which of the two was made from the other, seen from the submission",
        get_args(Way),
    ),
    "containment": _share(
        lambda case: case.containment, "share of the submission's word shingles that the source has"
    ),
    "resemblance": _share(
        lambda case: case.pair.evidence.resemblance, "Jaccard coefficient of the word shingles"
    ),
    "verbatim": _share(
        lambda case: case.pair.evidence.verbatim, "share of the words inside passages in equal runs"
    ),
    "reworded": _share(
        lambda case: case.pair.evidence.reworded, "share of the words inside passages in other words"
    ),
    "translated": _share(
        lambda case: case.pair.evidence.translated,
        "share of the words inside passages in sentences of another language",
    ),
    "quoted": _share(
        lambda case: case.pair.evidence.quoted, "share of the words inside passages in quotation marks"
    ),
    "longest_run": _count(
        lambda case: case.pair.evidence.longest_run, "words in the longest run equal on both sides"
    ),
    "passages": _count(lambda case: case.pair.evidence.passages, "passages"),
}
