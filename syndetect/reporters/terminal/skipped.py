"""What was left out, and why: grouped by the reason."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from syndetect.reporters.escape import clip_middle
from syndetect.reporters.terminal.view import INDENT, View, heading, indented, more, safe

_REASONS, _SOURCES = 10, 3


def section(view: View) -> Iterator[RenderableType]:
    """Each reason with the inputs that it befell; nothing when nothing was skipped."""
    groups: dict[str, list[str]] = {}
    for item in view.report.skipped:
        groups.setdefault(item.reason, []).append(item.source)
    if not groups:
        return
    yield heading("Skipped")
    ranked = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    for reason, sources in ranked if view.explain else ranked[:_REASONS]:
        yield from _group(view, reason, sources)
    if len(ranked) > _REASONS and not view.explain:
        hidden = sum(len(sources) for _, sources in ranked[_REASONS:])
        yield indented(more(hidden, "input", how="--format json names all of them"))


def _group(view: View, reason: str, sources: list[str]) -> Iterator[RenderableType]:
    shown = 50 if view.explain else _SOURCES
    count = f" ({len(sources):,})" if len(sources) > 1 else ""
    yield Text(f"{safe(reason)}{count}")
    for source in sources[:shown]:
        yield indented(Text(clip_middle(safe(source), view.width - INDENT), style="dim"))
    if len(sources) > shown:
        yield indented(more(len(sources) - shown, "input"))
