"""The report as a graph: an article is a node, a pair is an edge from the source to the derived article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from syndetect.gates import findings_of, rounded
from syndetect.model import Document, Family, Member, Pair, Report

Kind = Literal["string", "int", "double", "boolean"]

NODE: Mapping[str, Kind] = {
    "label": "string",
    "title": "string",
    "outlet": "string",
    "published": "string",
    "url": "string",
    "language": "string",
    "path": "string",
    "words": "int",
    "family": "string",
    "role": "string",
    "credit": "string",
    "submission": "boolean",
    "masked": "boolean",
}
EDGE: Mapping[str, Kind] = {
    "weight": "double",
    "relation": "string",
    "confidence": "double",
    "direction": "string",
    "certainty": "double",
    "coverage": "double",
    "source_coverage": "double",
    "resemblance": "double",
    "matched_words": "int",
    "longest_run": "int",
    "passages": "int",
    "status": "string",
    "fails": "boolean",
}
"""Attributes by name, with their types; the readers of both formats need them before the first value."""


_LEAST_WEIGHT = 0.01
"""The weight of an edge without a passage: Gephi leaves out edges of weight 0."""


@dataclass(frozen=True, slots=True)
class Node:
    """An article that belongs to a pair or a family."""

    id: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Edge:
    """A pair, from its source to the derived article; from left to right where the direction is unknown."""

    source: str
    target: str
    values: Mapping[str, Any]


def nodes(report: Report) -> Iterator[Node]:
    """A node for each article with a relation, in the order of the documents."""
    member_of: dict[str, tuple[Family, Member]] = {}
    aside: dict[str, Family] = {}
    for family in report.families:
        member_of |= {member.document: (family, member) for member in family.members}
        aside |= dict.fromkeys(family.same_story, family)
    related = (
        {side for pair in report.pairs for side in (pair.left, pair.right)} | member_of.keys() | aside.keys()
    )
    judged = frozenset(report.submissions or ())
    for document in report.documents:
        if document.id not in related:
            continue
        home = member_of.get(document.id)
        of, member = home if home is not None else (aside.get(document.id), None)
        yield Node(document.id, _node(document, of, member) | {"submission": document.id in judged})


def edges(report: Report) -> Iterator[Edge]:
    """An edge for each pair, in the order of the pairs."""
    finding_of = {(case.pair.left, case.pair.right): finding for case, finding in findings_of(report)}
    for pair in report.pairs:
        finding = finding_of.get((pair.left, pair.right))
        judged = {"status": finding.status, "fails": finding.fails} if finding is not None else {}
        yield _edge(rounded(pair), judged)


def _node(document: Document, family: Family | None, member: Member | None) -> dict[str, Any]:
    role = "same-story" if family is not None and member is None else None
    if family is not None and member is not None:
        role = "source" if family.source.document == document.id else "member"
    return {
        "label": document.title or document.id,
        "title": document.title,
        "outlet": document.outlet,
        "published": document.published,
        "url": document.url,
        "language": document.language,
        "path": document.path,
        "words": document.words,
        "family": family.id if family is not None else None,
        "role": role,
        "credit": member.credit.kind if member is not None else None,
        "masked": document.masked or None,
    }


def _edge(pair: Pair, judged: Mapping[str, Any]) -> Edge:
    evidence = pair.evidence
    ends = (pair.left, pair.right), (evidence.coverage_left, evidence.coverage_right)
    # Undirected edges among directed ones are more than some readers take, so every edge has a direction.
    (source, target), (theirs, ours) = (
        (side[::-1] for side in ends) if pair.direction == "left-from-right" else ends
    )
    known = pair.direction in ("left-from-right", "right-from-left")
    values = {
        "weight": max(theirs, ours, _LEAST_WEIGHT),
        "relation": pair.relation,
        "confidence": pair.confidence,
        "direction": "known" if known else pair.direction,
        "certainty": pair.certainty,
        "coverage": ours,
        "source_coverage": theirs,
        "resemblance": evidence.resemblance,
        "matched_words": evidence.matched_words,
        "longest_run": evidence.longest_run,
        "passages": evidence.passages,
        **judged,
    }
    return Edge(str(source), str(target), values)
