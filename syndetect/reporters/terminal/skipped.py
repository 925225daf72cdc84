"""What was left out, and why: grouped by the reason."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from syndetect.counting import plural
from syndetect.model import PASSED_OVER
from syndetect.reporters.escape import clip_middle
from syndetect.reporters.terminal.view import INDENT, View, heading, indented, more, safe

_REASONS, _SOURCES, _KINDS = 10, 3, 5


def section(view: View) -> Iterator[RenderableType]:
    """Each reason with the inputs that were skipped for it; empty where there are none."""
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


def passed_over(view: View) -> Iterator[RenderableType]:
    """One line about the files of a folder whose kind is never read; empty where there are none."""
    kinds = {
        name.removeprefix(PASSED_OVER): count
        for name, count in view.report.run.counts.items()
        if name.startswith(PASSED_OVER)
    }
    if not kinds:
        return
    ranked = sorted(kinds.items(), key=lambda kind: (-kind[1], kind[0]))
    counts = ", ".join(f"{count:,} {safe(kind)}" for kind, count in ranked[:_KINDS])
    more_kinds = f" and {len(ranked) - _KINDS} other kinds" if len(ranked) > _KINDS else ""
    total = plural(sum(kinds.values()), "file")
    yield Text(f"\n{total} of kinds that are not read: {counts}{more_kinds}", style="dim")


def notes(view: View) -> Iterator[RenderableType]:
    """The notes on how inputs were read; empty where there are none."""
    all_notes = view.report.notes
    if not all_notes:
        return
    yield heading("Read")
    shown = all_notes if view.explain else all_notes[:_REASONS]
    for item in shown:
        yield Text(clip_middle(safe(item.source), view.width), style="dim")
        yield indented(Text(safe(item.reason)))
    if len(all_notes) > len(shown):
        yield indented(more(len(all_notes) - len(shown), "note", how="--format json has all of them"))


def furniture(view: View) -> Iterator[RenderableType]:
    """The number of furniture lines that the corpus itself showed; empty where there are none."""
    lines, articles = (view.report.run.counts.get(f"furniture_{of}", 0) for of in ("lines", "articles"))
    if not lines:
        return
    yield heading("Left out")
    stand, what = ("stands", "line that recurs") if lines == 1 else ("stand", "lines that recur")
    summary = f"{lines:,} {what} across articles that are else unlike; {stand} in {articles:,} of them"
    yield indented(Text(summary))


def _group(view: View, reason: str, sources: list[str]) -> Iterator[RenderableType]:
    shown = 50 if view.explain else _SOURCES
    count = f" ({len(sources):,})" if len(sources) > 1 else ""
    yield Text(f"{safe(reason)}{count}")
    for source in sources[:shown]:
        yield indented(Text(clip_middle(safe(source), view.width - INDENT), style="dim"))
    if len(sources) > shown:
        yield indented(more(len(sources) - shown, "input"))
