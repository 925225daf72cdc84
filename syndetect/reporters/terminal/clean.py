"""What was read and found clean: no relation to any other article."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from syndetect.counting import plural
from syndetect.reporters.outline import unrelated
from syndetect.reporters.terminal.view import View, heading, indented


def section(view: View) -> Iterator[RenderableType]:
    """The number of articles without a relation, with `verbose` also which; empty where there are none."""
    clean = unrelated(view.report)
    if not clean:
        return
    if not view.verbose:
        count = plural(len(clean), "article was", "articles were")
        yield Text(f"\n{count} read and found clean, related to no other (-v lists them)", style="dim")
        return
    yield heading("Read and found clean", f"{len(clean):,}")
    for document in clean:
        yield indented(Text(view.name(document, view.room)))
