"""Gates: which findings of a report are new, which are excused, and whether a run fails because of them."""

from __future__ import annotations

from syndetect.gates.baseline import KnownFinding, baseline_text, read_baseline
from syndetect.gates.cases import Case, cases, rounded
from syndetect.gates.partners import read_partners
from syndetect.gates.policy import Policy, parse
from syndetect.gates.ruling import Excuses, findings_of, gate
from syndetect.gates.stable_names import name_of
from syndetect.gates.suppressions import read_suppressions

__all__ = [
    "Case",
    "Excuses",
    "KnownFinding",
    "Policy",
    "baseline_text",
    "cases",
    "findings_of",
    "gate",
    "name_of",
    "parse",
    "read_baseline",
    "read_partners",
    "read_suppressions",
    "rounded",
]
