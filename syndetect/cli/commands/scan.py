"""``syndetect scan``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from syndetect.cli.options import Gating, Showing, Working, gating, showing, working

if TYPE_CHECKING:
    from syndetect.cli.config import Configuration
    from syndetect.model import Report


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@showing
@gating
@working
def scan(paths: tuple[str, ...], showing: Showing, gating: Gating, working: Working) -> int:
    """Find every relation inside a corpus.

    The report holds families with their source and credits, and pairs with aligned passages.

    PATH is a folder, which is searched with all its subfolders, or a file; "-" is JSONL on stdin.
    """
    from syndetect.cli.finish import finish, require_reachable

    configuration = working.configure()
    require_reachable(gating.fail_on, configuration.settings)
    output = showing.prepare((*paths, *gating.files))
    barrier = gating.prepare()
    report = barrier.written(_scanned(paths, configuration, showing, working))
    output.write(report)
    return finish(report, output, showing, barrier, strict=working.strict)


def _scanned(
    paths: tuple[str, ...], configuration: Configuration, showing: Showing, working: Working
) -> Report:
    from syndetect import pipeline
    from syndetect.cli.progress import progress

    with progress(wanted=not (showing.quiet or working.no_progress), colour=showing.color) as tick:
        return pipeline.scan(
            *paths,
            settings=configuration.settings,
            fields=configuration.fields,
            jobs=working.jobs,
            memory=working.room,
            progress=tick,
        )
