"""``syndetect compare``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from syndetect.cli import completing
from syndetect.cli.choosing import Choosing, choosing
from syndetect.cli.from_flags import configured, outputs_of
from syndetect.cli.gate import Gating, gate_of, gating
from syndetect.cli.grouped import Grouped
from syndetect.cli.options import Comparing, Showing, comparing, showing

if TYPE_CHECKING:
    from syndetect.cli.configuration import Configuration
    from syndetect.model import Report


@click.command(cls=Grouped)
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
@showing
@gating
@comparing
@choosing
def compare(
    left: str | None,
    right: str | None,
    pairs: str | None,
    docs: str | None,
    showing: Showing,
    gating: Gating,
    comparing: Comparing,
    choosing: Choosing,
) -> int:
    """Compare two files, or listed pairs, in full.

    Each pair is reported whatever its relation, with its aligned passages, sides as given.
    """
    from syndetect.cli.summary import finish

    inputs = _sides(left, right, pairs, docs, comparing, choosing)
    configuration = configured(comparing)
    outputs = outputs_of(showing, (*inputs, *gating.files))
    barrier = gate_of(gating)
    if pairs:
        articles = choosing.articles(inputs[1:], configuration)
        found = _listed(pairs, articles, choosing.ignore, configuration, showing, comparing)
    else:
        found = _two(inputs, choosing.ignore, configuration)
    report = barrier.written(found)
    report = outputs.write(report)
    return finish(report, outputs, showing, barrier, strict=comparing.strict)


def _sides(
    left: str | None,
    right: str | None,
    pairs: str | None,
    docs: str | None,
    comparing: Comparing,
    choosing: Choosing,
) -> tuple[str, ...]:
    """The inputs, once it is clear which way of comparing is meant: two articles, or pairs and documents."""
    if pairs or docs:
        if left or right:
            raise click.UsageError("give either LEFT and RIGHT or --pairs and --docs, not both")
        if not (pairs and (docs or choosing.files_from)):
            raise click.UsageError("--pairs and --docs belong together; give both")
        return pairs, *choosing.paths((docs,) if docs else ())
    if not (left and right):
        raise click.UsageError("two files are needed: give LEFT and RIGHT, or --pairs and --docs")
    for given, option in ((comparing.field, "--field"), (choosing.exclude, "--exclude")):
        if given:
            raise click.UsageError(f"{option} is for --pairs and --docs; LEFT and RIGHT are plain articles")
    if choosing.files_from:
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
    showing: Showing,
    comparing: Comparing,
) -> Report:
    from syndetect import pipeline
    from syndetect.cli.progress import progress

    with progress(wanted=not (showing.quiet or comparing.no_progress), colour=showing.color) as tick:
        return pipeline.compare_pairs(
            pairs,
            articles,
            settings=configuration.settings,
            jobs=comparing.jobs,
            memory=comparing.room,
            progress=tick,
            ignore=ignore,
        )
