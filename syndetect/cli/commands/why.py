"""``syndetect why``."""

from __future__ import annotations

import click

from syndetect.cli import completing
from syndetect.cli.exits import tell_faults
from syndetect.cli.file_choice import FileOptions, file_options
from syndetect.cli.from_flags import configured, output_of
from syndetect.cli.grouped import GroupedHelp
from syndetect.cli.options import SearchOptions, TextOptions, search_options, text_options

_MISSING = "missing argument 'PATH...'; name two articles and then the folder or file that a scan would read"


@click.command(cls=GroupedHelp)
@click.argument("left", shell_complete=completing.files)
@click.argument("right", shell_complete=completing.files)
@click.argument("paths", metavar="PATH...", nargs=-1, shell_complete=completing.files)
@text_options
@search_options
@file_options
def why(
    left: str,
    right: str,
    paths: tuple[str, ...],
    text_options: TextOptions,
    search_options: SearchOptions,
    file_options: FileOptions,
) -> int:
    """Show where a scan finds or drops a pair.

    Each step that the pair has to pass is shown with its figures, as in a scan of PATH..., and the verdict at
    the end, whether the pair got that far or not.

    LEFT and RIGHT are two articles of it: their ids as a report has them, or their files.
    """
    from syndetect.cli.progress import progress
    from syndetect.pipeline import auditing
    from syndetect.reporters.audits import as_json, trace_text

    _require_articles(left, right)
    configuration = configured(search_options)
    paths = file_options.paths(paths, _MISSING)
    output = output_of(text_options, paths)
    with progress(
        wanted=not (text_options.quiet or search_options.no_progress), colour=text_options.color
    ) as tick:
        trace = auditing.why(
            left,
            right,
            file_options.articles(paths, configuration),
            settings=file_options.settings(configuration),
            jobs=search_options.jobs,
            memory=search_options.room,
            progress=tick,
            ignore=file_options.ignore,
        )
    output.send(as_json(trace) if text_options.format == "json" else trace_text(trace, output.width))
    return tell_faults(trace.faults)


def _require_articles(left: str, right: str) -> None:
    """Raise UsageError for a folder in place of an article."""
    from pathlib import Path

    for name in (left, right):
        if Path(name).is_dir():
            raise click.UsageError(
                f"{name} is a folder; write the two articles first: why LEFT RIGHT PATH..."
            )
