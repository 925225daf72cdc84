"""What a gate makes of a report: findings, and what they were judged by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from syndetect.model.pairs import Relation

Status = Literal["new", "known", "suppressed", "licensed"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a gate made of one pair: the document it judged, and the one that it was held against.

    Only what is `new` can fail. `reason` says why it is not, or what a licence lacks.
    """

    submission: str
    source: str
    relation: Relation
    status: Status = "new"
    fails: bool = False
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the findings were judged by: the policy as typed, or None where every new derivation counts.

    `notes` tell what else the gate has to say, such as suppressions that have expired.
    """

    policy: str | None = None
    notes: tuple[str, ...] = ()
