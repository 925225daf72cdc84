"""``syndetect why``."""

from __future__ import annotations

import click

from syndetect.cli.options import Searching, Telling, searching, telling


@click.command()
@click.argument("left")
@click.argument("right")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@telling
@searching
def why(left: str, right: str, paths: tuple[str, ...], telling: Telling, searching: Searching) -> int:
    """Tell where a scan finds or drops a pair.

    Each gate that the pair has to pass is shown with its figures, as in a scan of PATH..., and the verdict at
    the end, whether the pair got that far or not.

    LEFT and RIGHT are two articles of it: their ids as a report has them, or their files.
    """
    from syndetect import pipeline
    from syndetect.cli.progress import progress
    from syndetect.reporters.audits import as_json, trace_text

    configuration = searching.configure()
    output = telling.prepare(paths)
    with progress(wanted=not (telling.quiet or searching.no_progress), colour=telling.color) as tick:
        trace = pipeline.why(
            left,
            right,
            *paths,
            settings=configuration.settings,
            fields=configuration.fields,
            jobs=searching.jobs,
            memory=searching.room,
            progress=tick,
        )
    output.send(as_json(trace) if telling.format == "json" else trace_text(trace, output.width))
    return 0
