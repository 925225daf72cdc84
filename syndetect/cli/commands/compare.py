"""``syndetect compare``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from syndetect.cli.options import Gating, Showing, Working, gating, showing, working

if TYPE_CHECKING:
    from syndetect.cli.config import Configuration
    from syndetect.model import Report


@click.command()
@click.argument("left", required=False)
@click.argument("right", required=False)
@click.option("--pairs", metavar="FILE", help='Pairs to compare: {"left": id, "right": id} a line.')
@click.option("--docs", metavar="PATH", help="Where the documents of --pairs are: a file or a folder.")
@showing
@gating
@working
def compare(
    left: str | None,
    right: str | None,
    pairs: str | None,
    docs: str | None,
    showing: Showing,
    gating: Gating,
    working: Working,
) -> int:
    """Compare two files, or listed pairs, in full.

    Each pair is reported whatever its relation, with its aligned passages, sides as given.
    """
    from syndetect.cli.finish import finish

    inputs = _sides(left, right, pairs, docs, working)
    if working.min_relation is not None and not showing.quiet:
        from syndetect.cli import console

        console.say("--min-relation is for scans; every compared pair is reported", colour=showing.color)
    configuration = working.configure()
    output = showing.prepare((*inputs, *gating.files))
    barrier = gating.prepare()
    found = _listed(inputs, configuration, showing, working) if pairs else _two(inputs, configuration)
    report = barrier.written(found)
    output.write(report)
    return finish(report, output, showing, barrier, strict=working.strict)


def _sides(
    left: str | None, right: str | None, pairs: str | None, docs: str | None, working: Working
) -> tuple[str, str]:
    """The two inputs, once it is clear which way of comparing is meant."""
    if pairs or docs:
        if left or right:
            raise click.UsageError("give either LEFT and RIGHT or --pairs and --docs, not both")
        if not (pairs and docs):
            raise click.UsageError("--pairs and --docs belong together; give both")
        return pairs, docs
    if not (left and right):
        raise click.UsageError("two files are needed: give LEFT and RIGHT, or --pairs and --docs")
    if working.field:
        raise click.UsageError("--field is for --pairs and --docs; LEFT and RIGHT are plain articles")
    return left, right


def _two(sides: tuple[str, str], configuration: Configuration) -> Report:
    from syndetect import pipeline

    return pipeline.compare(*sides, settings=configuration.settings)


def _listed(
    inputs: tuple[str, str], configuration: Configuration, showing: Showing, working: Working
) -> Report:
    from syndetect import pipeline
    from syndetect.cli.progress import progress

    with progress(wanted=not (showing.quiet or working.no_progress), colour=showing.color) as tick:
        return pipeline.compare_pairs(
            *inputs,
            settings=configuration.settings,
            fields=configuration.fields,
            jobs=working.jobs,
            memory=working.room,
            progress=tick,
        )
