"""``syndetect scan``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from syndetect.cli import completing
from syndetect.cli.choosing import Choosing, choosing
from syndetect.cli.cluster import Clustering, clustering, scan_by_cluster
from syndetect.cli.from_flags import configured, outputs_of
from syndetect.cli.gate import Gating, gate_of, gating
from syndetect.cli.grouped import Grouped
from syndetect.cli.options import Showing, Working, showing, working

if TYPE_CHECKING:
    from syndetect.cli.configuration import Configuration
    from syndetect.cli.gate import Barrier
    from syndetect.model import Report


@click.command(cls=Grouped)
@click.argument("paths", metavar="PATH...", nargs=-1, shell_complete=completing.files)
@click.option(
    "--against",
    metavar="PATH",
    multiple=True,
    shell_complete=completing.files,
    help="An archive: a folder or a file, may be repeated; or an index. Its own pairs are not told.",
)
@showing
@gating
@working
@choosing
@clustering
def scan(
    paths: tuple[str, ...],
    against: tuple[str, ...],
    showing: Showing,
    gating: Gating,
    working: Working,
    choosing: Choosing,
    clustering: Clustering,
) -> int:
    """Find every relation inside a corpus.

    With an archive, new articles are compared with each other and with it.

    The report holds families with their source and credits, and pairs with aligned passages.

    PATH is a folder, which is searched with all its subfolders, a file, an archive, or a glob; "-" is JSONL
    on stdin.
    """
    from syndetect.cli.summary import finish, require_reachable

    configuration = clustering.chosen(configured(working))
    require_reachable(gating.fail_on, configuration.settings)
    paths = choosing.paths(paths)
    if clustering.wanted and against:
        raise click.UsageError("a cluster scans a whole corpus; leave --against or --engine out")
    if clustering.wanted:
        return scan_by_cluster(clustering, paths, showing, gating, working, choosing, configuration)
    outputs = outputs_of(showing, (*paths, *against, *gating.files))
    barrier = gate_of(gating)
    articles = paths if against else (choosing.articles(paths, configuration),)
    report = barrier.written(_scanned(articles, against, barrier, choosing, configuration, showing, working))
    report = outputs.write(report)
    return finish(report, outputs, showing, barrier, strict=working.strict)


def _scanned(
    articles: tuple[str | Iterator[Any], ...],
    against: tuple[str, ...],
    barrier: Barrier,
    choosing: Choosing,
    configuration: Configuration,
    showing: Showing,
    working: Working,
) -> Report:
    from syndetect import pipeline
    from syndetect.cli.progress import progress

    with progress(wanted=not (showing.quiet or working.no_progress), colour=showing.color) as tick:
        return pipeline.scan(
            *articles,
            against=against or None,
            settings=choosing.settings(configuration),
            fields=configuration.fields,
            exclude=choosing.exclude,
            jobs=working.jobs,
            memory=working.room,
            progress=tick,
            spellings=barrier.spellings,
            ignore=choosing.ignore,
        )
