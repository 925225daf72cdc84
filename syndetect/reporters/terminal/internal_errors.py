"""What is missing because of errors in syndetect; comes before all other sections."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from syndetect.faults import HOW_TO_REPORT, fault_sentence
from syndetect.reporters.terminal.view import View, heading, indented, more, safe

_SHOWN = 20


def section(view: View) -> Iterator[RenderableType]:
    """Each fault in a line or two; nothing when there is none."""
    faults = view.report.faults
    if not faults:
        return
    yield heading("Errors in syndetect", HOW_TO_REPORT.replace("this line", "these lines"))
    shown = len(faults) if view.explain else _SHOWN
    for fault in faults[:shown]:
        yield indented(Text(safe(fault_sentence(fault)), style="red"))
    if len(faults) > shown:
        yield indented(more(len(faults) - shown, "error", how="--format json names all of them"))
