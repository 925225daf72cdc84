"""Passages to evidence, evidence to a verdict with reasons and a calibrated confidence."""

from __future__ import annotations

from syndetect.classify.circumstances import only_in_common, with_circumstances
from syndetect.classify.evidence import as_shown, measure
from syndetect.classify.translation import judged_across, stays, with_event, with_stretch
from syndetect.classify.verdict import Verdict, judge, ledger

__all__ = [
    "Verdict",
    "as_shown",
    "judge",
    "judged_across",
    "ledger",
    "measure",
    "only_in_common",
    "stays",
    "with_circumstances",
    "with_event",
    "with_stretch",
]
