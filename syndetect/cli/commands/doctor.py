"""``syndetect doctor``."""

from __future__ import annotations

import click

from syndetect.cli import completing
from syndetect.cli.exits import tell_faults
from syndetect.cli.file_choice import FileOptions, file_options
from syndetect.cli.from_flags import configured, output_of
from syndetect.cli.grouped import GroupedHelp
from syndetect.cli.options import SearchOptions, TextOptions, search_options, text_options


@click.command(cls=GroupedHelp)
@click.argument("paths", metavar="PATH...", nargs=-1, shell_complete=completing.files)
@click.option(
    "--sample",
    metavar="N",
    type=click.IntRange(min=1),
    default=200,
    show_default=True,
    help="Articles that exact search is done for.",
)
@text_options
@search_options
@file_options
def doctor(
    paths: tuple[str, ...],
    sample: int,
    text_options: TextOptions,
    search_options: SearchOptions,
    file_options: FileOptions,
) -> int:
    """Audit the search on your own articles.

    A random sample of the articles is held against all of them without any index. The report has the curve
    that follows from the settings, the share of pairs missed with its 95 % interval, and each missed pair.
    """
    from syndetect.cli.progress import progress
    from syndetect.pipeline import auditing
    from syndetect.reporters.audits import as_json, audit_text

    configuration = configured(search_options)
    paths = file_options.paths(paths)
    output = output_of(text_options, paths)
    with progress(
        wanted=not (text_options.quiet or search_options.no_progress), colour=text_options.color
    ) as tick:
        audit = auditing.doctor(
            file_options.articles(paths, configuration),
            settings=file_options.settings(configuration),
            sample=sample,
            jobs=search_options.jobs,
            memory=search_options.room,
            progress=tick,
            ignore=file_options.ignore,
        )
    output.send(as_json(audit) if text_options.format == "json" else audit_text(audit, output.width))
    return tell_faults(audit.faults)
