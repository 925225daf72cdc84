"""Passages to evidence, evidence to a verdict with reasons and a calibrated confidence."""

from __future__ import annotations

from syndetect.classify.circumstances import only_in_common, with_circumstances
from syndetect.classify.evidence import as_shown, measure
from syndetect.classify.verdict import LedgerLine, Verdict, judge, ledger

__all__ = [
    "LedgerLine",
    "Verdict",
    "as_shown",
    "judge",
    "ledger",
    "measure",
    "only_in_common",
    "with_circumstances",
]
