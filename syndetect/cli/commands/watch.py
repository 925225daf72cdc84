"""``syndetect index watch``: new articles are reported and added, until the process is ended."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from syndetect.cli import completing
from syndetect.cli.file_choice import FileOptions, file_options
from syndetect.cli.from_flags import configured
from syndetect.cli.grouped import GroupedHelp
from syndetect.cli.options import CompareOptions, compare_options
from syndetect.counting import plural

if TYPE_CHECKING:
    from syndetect.pipeline.task import Task
    from syndetect.pipeline.watching import News


@click.command(cls=GroupedHelp)
@click.argument("index", metavar="INDEX", type=click.Path(path_type=Path))
@click.argument("paths", metavar="FEED_OR_FOLDER...", nargs=-1, shell_complete=completing.files)
@click.option(
    "--every",
    metavar="SECONDS",
    type=click.FloatRange(min=0.1),
    default=30.0,
    show_default=True,
    help="How long to wait between two looks.",
)
@click.option("--once", is_flag=True, help="Look once, and end.")
@click.option("--quiet", "-q", is_flag=True, help="Say nothing on stderr but errors.")
@compare_options
@file_options
def watch(
    index: Path,
    paths: tuple[str, ...],
    every: float,
    once: bool,  # noqa: FBT001 (click's way)
    quiet: bool,  # noqa: FBT001
    compare_options: CompareOptions,
    file_options: FileOptions,
) -> int:
    """Add new articles in folders and files to an index, and report their relations.

    Each round of new articles is a report on stdout, as NDJSON: the articles among themselves and against
    the index, which has them from then on. A feed is a file of RSS or Atom that something else fetches. A
    file that is still written to waits for the next look. SIGINT and SIGTERM end it with exit code 0; what
    was reported and not yet added is reported again next time.
    """
    import time

    from syndetect.cli import console, interrupts
    from syndetect.cli.exits import Code
    from syndetect.pipeline.checking import require_index
    from syndetect.pipeline.task import opened
    from syndetect.pipeline.watching import Spool, news

    configuration = configured(compare_options)
    settings = file_options.settings(configuration)
    paths = file_options.paths(paths, "missing argument 'FEED_OR_FOLDER...'; name a folder or a file")
    for path in paths:
        if not Path(path).exists():
            raise click.UsageError(f"{path} does not exist; name a folder or a file, not an address")
    require_index(index, settings)
    spool, reported = Spool(paths, file_options.exclude), set[tuple[str, str]]()
    skipped = False
    try:
        while True:
            task = opened(
                settings,
                configuration.fields,
                compare_options.jobs,
                compare_options.room,
                ignore=file_options.ignore,
            )
            fresh = news(index, spool.arrived(task))
            for item in fresh.skipped:
                skipped = True
                if (item.source, item.reason) not in reported and not quiet:
                    console.say(f"skipped {item.source}: {item.reason}")
                reported.add((item.source, item.reason))
            if fresh.articles:
                _print_round(fresh, index, task)
                _add(fresh, index, task, every, quiet=quiet)
            if once:
                break
            time.sleep(every)
    except (KeyboardInterrupt, interrupts.Terminated):
        if not quiet:
            console.say("stopped")
    return Code.UNUSABLE if compare_options.strict and skipped else Code.DONE


def _print_round(news: News, index: Path, task: Task) -> None:
    """Print the report of the round on stdout."""
    import sys

    from syndetect.cli import output

    output.prepare(None, "ndjson").write(news.report(index, task))
    sys.stdout.flush()


def _add(news: News, index: Path, task: Task, every: float, *, quiet: bool) -> None:
    """Add the articles; while another process writes to the index, wait `every` seconds and try again."""
    import time

    from syndetect.cli import console
    from syndetect.errors import ArchiveBusyError
    from syndetect.pipeline import indexing

    while True:
        try:
            changed = indexing.add(index, [news.articles], task)
        except ArchiveBusyError as error:
            if not quiet:
                console.say(str(error))
            time.sleep(every)
            continue
        if not quiet:
            console.say(f"{plural(changed.added, 'article')} added; {changed.articles:,} in the index")
        return
