"""``syndetect check``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from syndetect.cli import completing
from syndetect.cli.file_choice import FileOptions, file_options
from syndetect.cli.from_flags import call_options, configured, outputs_of
from syndetect.cli.gate import GateOptions, gate_of, gate_options
from syndetect.cli.grouped import GroupedHelp
from syndetect.cli.options import ReportOptions, ScanOptions, report_options, scan_options

if TYPE_CHECKING:
    from syndetect.model import Report

_MISSING = "nothing to check; name a SUBMISSION, or use --changed-since in a git checkout"


@click.command(cls=GroupedHelp)
@click.argument("submissions", metavar="[SUBMISSION...]", nargs=-1, shell_complete=completing.files)
@click.option(
    "--against",
    metavar="PATH",
    multiple=True,
    shell_complete=completing.files,
    help="The archive: a folder or a file, may be repeated; or an index.",
)
@click.option(
    "--changed-since",
    metavar="REV",
    help="Submissions are the articles of this git checkout that changed since REV, below SUBMISSION if "
    "given; the archive is the whole checkout, unless --against names another.",
)
@report_options
@gate_options
@scan_options
@file_options
def check(
    submissions: tuple[str, ...],
    against: tuple[str, ...],
    changed_since: str | None,
    report_options: ReportOptions,
    gate_options: GateOptions,
    scan_options: ScanOptions,
    file_options: FileOptions,
) -> int:
    """Hold submissions against an archive.

    One way: only the submissions are judged. They are compared with each other where they lie in the archive.

    SUBMISSION is a folder or a file; "-" is JSONL on stdin.
    """
    from syndetect.cli.summary import finish, require_reachable

    # An empty value cancels that of a configuration file.
    changed_since = changed_since or None
    if changed_since is None or file_options.files_from:
        submissions = file_options.paths(submissions, _MISSING)
    _require_sides(against, changed_since)
    if changed_since is not None and gate_options.write_baseline:
        raise click.UsageError("--write-baseline would forget what did not change; leave --changed-since out")
    configuration = configured(scan_options)
    require_reachable(gate_options.fail_on, configuration.settings)
    outputs = outputs_of(report_options, (*submissions, *against, *gate_options.files))
    gate = gate_of(gate_options)
    edited: tuple[str, ...] = ()
    if changed_since is not None:
        submissions, against, edited = _changed(
            submissions, against, changed_since, file_options, report_options
        )
    options = call_options(configuration, file_options, scan_options, gate)
    report = _checked(submissions, against, edited, options, report_options, scan_options)
    report = gate.written(report)
    report = outputs.write(report)
    return finish(
        report, outputs, report_options, gate, strict=scan_options.strict, may_be_empty=not submissions
    )


def _require_sides(against: tuple[str, ...], changed_since: str | None) -> None:
    if changed_since is None and not against:
        raise click.UsageError("nothing to check it against; give --against PATH")


def _changed(
    below: tuple[str, ...],
    against: tuple[str, ...],
    revision: str,
    file_options: FileOptions,
    report_options: ReportOptions,
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The changed articles, the archive for them, and which of them the revision already had."""
    import os
    from pathlib import Path

    from syndetect.cli import checkout, console

    changed = checkout.changed_since(revision, below, file_options.exclude)
    if not changed.articles and not report_options.quiet:
        console.say(f"no article has changed since {revision}", colour=report_options.color)
    return changed.articles, against or (os.path.relpath(checkout.top_of_checkout(Path())),), changed.edited


def _checked(
    submissions: tuple[str, ...],
    against: tuple[str, ...],
    edited: tuple[str, ...],
    options: dict[str, Any],
    report_options: ReportOptions,
    scan_options: ScanOptions,
) -> Report:
    from syndetect import pipeline
    from syndetect.cli.progress import progress

    with progress(
        wanted=not (report_options.quiet or scan_options.no_progress), colour=report_options.color
    ) as tick:
        return pipeline.check(*submissions, against=against, edited=edited, progress=tick, **options)
