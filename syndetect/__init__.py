"""Near-duplicate and syndication detection: who took which text from whom, with the evidence.

Articles go in as paths, as `Document` values, as mappings with a "text", or as tables of pandas, polars or
Arrow; settings go in as keywords.

>>> from syndetect import scan
>>> report = scan("corpus/")
>>> sorted({member.relation for family in report.families for member in family.members})[0]
'copy'
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from syndetect._version import __version__

if TYPE_CHECKING:
    from syndetect.errors import (
        ArchiveError,
        ArgumentError,
        GateError,
        InputError,
        MissingExtraError,
        PolicyError,
        ReportError,
        SettingsError,
        SyndetectError,
        UnknownNameError,
    )
    from syndetect.model import (
        Audit,
        Credit,
        Document,
        Evidence,
        Family,
        Member,
        Missed,
        Pair,
        Passage,
        Rate,
        Report,
        Run,
        Skipped,
        Source,
        Span,
        Step,
        Trace,
    )
    from syndetect.pipeline import check, compare, compare_pairs, read, render, scan
    from syndetect.pipeline.auditing import doctor, why
    from syndetect.pipeline.indexes import Index
    from syndetect.records import load_report
    from syndetect.settings import Settings

_HOME = {
    **dict.fromkeys(
        (
            "Audit",
            "Credit",
            "Document",
            "Evidence",
            "Family",
            "Step",
            "Member",
            "Missed",
            "Pair",
            "Passage",
            "Rate",
            "Report",
            "Run",
            "Skipped",
            "Source",
            "Span",
            "Trace",
        ),
        "syndetect.model",
    ),
    **dict.fromkeys(("check", "compare", "compare_pairs", "read", "render", "scan"), "syndetect.pipeline"),
    **dict.fromkeys(("doctor", "why"), "syndetect.pipeline.auditing"),
    "Index": "syndetect.pipeline.indexes",
    "load_report": "syndetect.records",
    "Settings": "syndetect.settings",
    **dict.fromkeys(
        (
            "ArchiveError",
            "ArgumentError",
            "GateError",
            "InputError",
            "MissingExtraError",
            "PolicyError",
            "ReportError",
            "SettingsError",
            "SyndetectError",
            "UnknownNameError",
        ),
        "syndetect.errors",
    ),
}

__all__ = [
    "ArchiveError",
    "ArgumentError",
    "Audit",
    "Credit",
    "Document",
    "Evidence",
    "Family",
    "GateError",
    "Index",
    "InputError",
    "Member",
    "Missed",
    "MissingExtraError",
    "Pair",
    "Passage",
    "PolicyError",
    "Rate",
    "Report",
    "ReportError",
    "Run",
    "Settings",
    "SettingsError",
    "Skipped",
    "Source",
    "Span",
    "Step",
    "SyndetectError",
    "Trace",
    "UnknownNameError",
    "__version__",
    "check",
    "compare",
    "compare_pairs",
    "doctor",
    "load_report",
    "read",
    "render",
    "scan",
    "why",
]


def __getattr__(name: str) -> Any:
    # Names are imported on first use: numpy and the stages take longer to load than `--help` may take.
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module 'syndetect' has no attribute {name!r}")
    return getattr(importlib.import_module(home), name)


def __dir__() -> list[str]:
    return sorted(__all__)
