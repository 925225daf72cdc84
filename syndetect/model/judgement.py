"""What a gate adds to a report: findings, and the policy that judged them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from syndetect.model.pairs import Relation

Status = Literal["new", "known", "suppressed", "licensed"]


@dataclass(frozen=True, slots=True)
class Finding:
    """A gate's result for one pair: the document that it judged, and the one it was compared with.

    Only a `new` finding can fail. `reason` is why it is not new, or what a licence lacks.
    """

    submission: str
    source: str
    relation: Relation
    status: Status = "new"
    fails: bool = False
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Ruling:
    """The policy that judged the findings, as it was typed, or None where every new derivation counts.

    `notes` are further messages of the gate, such as suppressions that have expired.
    """

    policy: str | None = None
    notes: tuple[str, ...] = ()
