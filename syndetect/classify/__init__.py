"""Passages to evidence, evidence to a verdict with reasons and a calibrated confidence."""

from __future__ import annotations

from syndetect.classify.circumstances import with_circumstances
from syndetect.classify.evidence import measure
from syndetect.classify.verdict import Entry, Verdict, judge, ledger

__all__ = ["Entry", "Verdict", "judge", "ledger", "measure", "with_circumstances"]
