"""``syndetect scan``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from syndetect.cli import completing
from syndetect.cli.cluster import Clustering, clustering, scan_by_cluster
from syndetect.cli.file_choice import FileOptions, file_options
from syndetect.cli.from_flags import call_options, configured, outputs_of
from syndetect.cli.gate import GateOptions, gate_of, gate_options
from syndetect.cli.grouped import GroupedHelp
from syndetect.cli.options import ReportOptions, ScanOptions, report_options, scan_options

if TYPE_CHECKING:
    from syndetect.model import Report


@click.command(cls=GroupedHelp)
@click.argument("paths", metavar="PATH...", nargs=-1, shell_complete=completing.files)
@click.option(
    "--against",
    metavar="PATH",
    multiple=True,
    shell_complete=completing.files,
    help="An archive: a folder or a file, may be repeated; or an index. Its own pairs are not told.",
)
@report_options
@gate_options
@scan_options
@file_options
@clustering
def scan(
    paths: tuple[str, ...],
    against: tuple[str, ...],
    report_options: ReportOptions,
    gate_options: GateOptions,
    scan_options: ScanOptions,
    file_options: FileOptions,
    clustering: Clustering,
) -> int:
    """Find every relation inside a corpus.

    With an archive, new articles are compared with each other and with it.

    The report holds families with their source and credits, and pairs with aligned passages.

    PATH is a folder, which is searched with all its subfolders, a file, an archive, or a glob; "-" is JSONL
    on stdin.
    """
    from syndetect.cli.summary import finish, require_reachable

    configuration = clustering.chosen(configured(scan_options))
    require_reachable(gate_options.fail_on, configuration.settings)
    paths = file_options.paths(paths)
    if clustering.wanted and against:
        raise click.UsageError("a cluster scans a whole corpus; leave --against or --engine out")
    if clustering.wanted:
        return scan_by_cluster(
            clustering, paths, report_options, gate_options, scan_options, file_options, configuration
        )
    outputs = outputs_of(report_options, (*paths, *against, *gate_options.files))
    gate = gate_of(gate_options)
    articles = paths if against else (file_options.articles(paths, configuration),)
    options = call_options(configuration, file_options, scan_options, gate)
    report = gate.written(_scanned(articles, against, options, report_options, scan_options))
    report = outputs.write(report)
    return finish(report, outputs, report_options, gate, strict=scan_options.strict)


def _scanned(
    articles: tuple[str | Iterator[Any], ...],
    against: tuple[str, ...],
    options: dict[str, Any],
    report_options: ReportOptions,
    scan_options: ScanOptions,
) -> Report:
    from syndetect import pipeline
    from syndetect.cli.progress import progress

    with progress(
        wanted=not (report_options.quiet or scan_options.no_progress), colour=report_options.color
    ) as tick:
        return pipeline.scan(*articles, against=against or None, progress=tick, **options)
