"""What was read and found clean: no relation to any other article."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from syndetect.counting import plural
from syndetect.reporters.outline import unrelated
from syndetect.reporters.terminal.view import View, heading, indented


def section(view: View) -> Iterator[RenderableType]:
    """How many articles are related to none, and with `verbose` which; nothing when there are none."""
    found = unrelated(view.report)
    if not found:
        return
    if not view.verbose:
        count = plural(len(found), "article was", "articles were")
        yield Text(f"\n{count} read and found clean, related to no other (-v lists them)", style="dim")
        return
    yield heading("Read and found clean", f"{len(found):,}")
    for document in found:
        yield indented(Text(view.name(document, view.room)))
