"""``syndetect compare``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from syndetect.cli import completing
from syndetect.cli.file_choice import FileOptions, file_options
from syndetect.cli.from_flags import configured, outputs_of
from syndetect.cli.gate import GateOptions, gate_of, gate_options
from syndetect.cli.grouped import GroupedHelp
from syndetect.cli.options import CompareOptions, ReportOptions, compare_options, report_options

if TYPE_CHECKING:
    from syndetect.cli.configuration import Configuration
    from syndetect.model import Report


@click.command(cls=GroupedHelp)
@click.argument("left", required=False, shell_complete=completing.files)
@click.argument("right", required=False, shell_complete=completing.files)
@click.option(
    "--pairs",
    metavar="FILE",
    shell_complete=completing.files,
    help='Pairs to compare: {"left": id, "right": id} a line.',
)
@click.option(
    "--docs",
    metavar="PATH",
    shell_complete=completing.files,
    help="Where the documents of --pairs are: a file or a folder.",
)
@report_options
@gate_options
@compare_options
@file_options
def compare(
    left: str | None,
    right: str | None,
    pairs: str | None,
    docs: str | None,
    report_options: ReportOptions,
    gate_options: GateOptions,
    compare_options: CompareOptions,
    file_options: FileOptions,
) -> int:
    """Compare two files, or listed pairs, in full.

    Each pair is reported whatever its relation, with its aligned passages, sides as given.
    """
    from syndetect.cli.summary import finish

    inputs = _sides(left, right, pairs, docs, compare_options, file_options)
    configuration = configured(compare_options)
    outputs = outputs_of(report_options, (*inputs, *gate_options.files))
    gate = gate_of(gate_options)
    if pairs:
        articles = file_options.articles(inputs[1:], configuration)
        compared = _listed(
            pairs, articles, file_options.ignore, configuration, report_options, compare_options
        )
    else:
        compared = _two(inputs, file_options.ignore, configuration)
    report = gate.written(compared)
    report = outputs.write(report)
    return finish(report, outputs, report_options, gate, strict=compare_options.strict)


def _sides(
    left: str | None,
    right: str | None,
    pairs: str | None,
    docs: str | None,
    compare_options: CompareOptions,
    file_options: FileOptions,
) -> tuple[str, ...]:
    """The inputs: two articles, or pairs and documents. Raises UsageError for any other combination."""
    if pairs or docs:
        if left or right:
            raise click.UsageError("give either LEFT and RIGHT or --pairs and --docs, not both")
        if not (pairs and (docs or file_options.files_from)):
            raise click.UsageError("--pairs and --docs belong together; give both")
        return pairs, *file_options.paths((docs,) if docs else ())
    if not (left and right):
        raise click.UsageError("two files are needed: give LEFT and RIGHT, or --pairs and --docs")
    for given, option in ((compare_options.field, "--field"), (file_options.exclude, "--exclude")):
        if given:
            raise click.UsageError(f"{option} is for --pairs and --docs; LEFT and RIGHT are plain articles")
    if file_options.files_from:
        raise click.UsageError("--files-from lists the documents of --pairs; give --pairs FILE as well")
    return left, right


def _two(sides: tuple[str, ...], ignore: tuple[Path, ...], configuration: Configuration) -> Report:
    from syndetect import pipeline

    left, right = sides
    return pipeline.compare(left, right, settings=configuration.settings, ignore=ignore)


def _listed(
    pairs: str,
    articles: Iterator[Any],
    ignore: tuple[Path, ...],
    configuration: Configuration,
    report_options: ReportOptions,
    compare_options: CompareOptions,
) -> Report:
    from syndetect import pipeline
    from syndetect.cli.progress import progress

    with progress(
        wanted=not (report_options.quiet or compare_options.no_progress), colour=report_options.color
    ) as tick:
        return pipeline.compare_pairs(
            pairs,
            articles,
            settings=configuration.settings,
            jobs=compare_options.jobs,
            memory=compare_options.room,
            progress=tick,
            ignore=ignore,
        )
