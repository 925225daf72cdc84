"""``syndetect doctor``."""

from __future__ import annotations

import click

from syndetect.cli import completing
from syndetect.cli.choosing import Choosing, choosing
from syndetect.cli.exits import tell_faults
from syndetect.cli.from_flags import configured, output_of
from syndetect.cli.grouped import Grouped
from syndetect.cli.options import Searching, Telling, searching, telling


@click.command(cls=Grouped)
@click.argument("paths", metavar="PATH...", nargs=-1, shell_complete=completing.files)
@click.option(
    "--sample",
    metavar="N",
    type=click.IntRange(min=1),
    default=200,
    show_default=True,
    help="Articles that exact search is done for.",
)
@telling
@searching
@choosing
def doctor(
    paths: tuple[str, ...], sample: int, telling: Telling, searching: Searching, choosing: Choosing
) -> int:
    """Audit the search on your own articles.

    A random sample of the articles is held against all of them without any index. The report has the curve
    that follows from the settings, the share of pairs missed with its 95 % interval, and each missed pair.
    """
    from syndetect.cli.progress import progress
    from syndetect.pipeline import auditing
    from syndetect.reporters.audits import as_json, audit_text

    configuration = configured(searching)
    paths = choosing.paths(paths)
    output = output_of(telling, paths)
    with progress(wanted=not (telling.quiet or searching.no_progress), colour=telling.color) as tick:
        audit = auditing.doctor(
            choosing.articles(paths, configuration),
            settings=choosing.settings(configuration),
            sample=sample,
            jobs=searching.jobs,
            memory=searching.room,
            progress=tick,
            ignore=choosing.ignore,
        )
    output.send(as_json(audit) if telling.format == "json" else audit_text(audit, output.width))
    return tell_faults(audit.faults)
