"""How much of what was planted was found, and how much of what was found had been planted."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.speed.corpus import SIBLINGS
from benchmarks.speed.edits import EXPECTED, KINDS
from syndetect.model import DERIVED

Names = tuple[str, str]

BANDS = (0.7, 0.5, 0.3)


@dataclass(frozen=True, slots=True)
class Planted:
    """Two articles of one family: how one was made from the other, and their exact resemblance."""

    pair: Names
    kind: str
    resemblance: float


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    def __str__(self) -> str:
        if not self.whole:
            return "-"
        return f"{self.part / self.whole:.3f} ({self.part}/{self.whole})"


def ordered(left: str, right: str) -> Names:
    """A pair without a direction."""
    return (left, right) if left < right else (right, left)


def read_truth(path: Path) -> list[Planted]:
    """The planted pairs of a truth file."""
    with path.open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    return [
        Planted(ordered(item["left"], item["right"]), item["kind"], item["resemblance"]) for item in records
    ]


def read_report(path: Path) -> dict[Names, str]:
    """The derived pairs of a report in JSON, each with its relation."""
    with path.open(encoding="utf-8") as file:
        pairs = json.load(file)["pairs"]
    return {
        ordered(pair["left"], pair["right"]): pair["relation"]
        for pair in pairs
        if pair["relation"] in DERIVED
    }


def read_pairs(path: Path) -> dict[Names, str]:
    """The pairs that a peer wrote, which knows no relations."""
    with path.open(encoding="utf-8") as lines:
        return {ordered(*json.loads(line)): "" for line in lines}


def recall(planted: Iterable[Planted], given: dict[Names, str]) -> dict[str, Share]:
    """Planted pairs found: by kind, then by exact resemblance, and the precision of all that was given."""
    planted = list(planted)
    groups = {kind: [item for item in planted if item.kind == kind] for kind in (*KINDS, SIBLINGS)}
    for least in BANDS:
        groups[f"resemblance >= {least}"] = [item for item in planted if item.resemblance >= least]
    shares = {
        name: Share(sum(item.pair in given for item in group), len(group)) for name, group in groups.items()
    }
    families = {item.pair for item in planted}
    return {**shares, "precision": Share(sum(pair in families for pair in given), len(given))}


def named_as_expected(planted: Iterable[Planted], given: dict[Names, str]) -> dict[str, Share]:
    """By kind, the share of the found pairs that carry the relation a reader would give."""
    shares = {}
    planted = list(planted)
    for kind, relation in EXPECTED.items():
        relations = [given[item.pair] for item in planted if item.kind == kind and item.pair in given]
        shares[kind] = Share(relations.count(relation), len(relations))
    return shares
