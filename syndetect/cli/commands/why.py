"""``syndetect why``."""

from __future__ import annotations

import click

from syndetect.cli import completing
from syndetect.cli.choosing import Choosing, choosing
from syndetect.cli.exits import tell_faults
from syndetect.cli.from_flags import configured, output_of
from syndetect.cli.grouped import Grouped
from syndetect.cli.options import Searching, Telling, searching, telling

_MISSING = "missing argument 'PATH...'; name two articles and then the folder or file that a scan would read"


@click.command(cls=Grouped)
@click.argument("left", shell_complete=completing.files)
@click.argument("right", shell_complete=completing.files)
@click.argument("paths", metavar="PATH...", nargs=-1, shell_complete=completing.files)
@telling
@searching
@choosing
def why(
    left: str,
    right: str,
    paths: tuple[str, ...],
    telling: Telling,
    searching: Searching,
    choosing: Choosing,
) -> int:
    """Tell where a scan finds or drops a pair.

    Each gate that the pair has to pass is shown with its figures, as in a scan of PATH..., and the verdict at
    the end, whether the pair got that far or not.

    LEFT and RIGHT are two articles of it: their ids as a report has them, or their files.
    """
    from syndetect.cli.progress import progress
    from syndetect.pipeline import auditing
    from syndetect.reporters.audits import as_json, trace_text

    _require_articles(left, right)
    configuration = configured(searching)
    paths = choosing.paths(paths, _MISSING)
    output = output_of(telling, paths)
    with progress(wanted=not (telling.quiet or searching.no_progress), colour=telling.color) as tick:
        trace = auditing.why(
            left,
            right,
            choosing.articles(paths, configuration),
            settings=choosing.settings(configuration),
            jobs=searching.jobs,
            memory=searching.room,
            progress=tick,
            ignore=choosing.ignore,
        )
    output.send(as_json(trace) if telling.format == "json" else trace_text(trace, output.width))
    return tell_faults(trace.faults)


def _require_articles(left: str, right: str) -> None:
    """Raise a usage error when a folder stands where an article has to."""
    from pathlib import Path

    for name in (left, right):
        if Path(name).is_dir():
            raise click.UsageError(
                f"{name} is a folder; write the two articles first: why LEFT RIGHT PATH..."
            )
