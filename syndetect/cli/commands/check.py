"""``syndetect check``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from syndetect.cli import completing
from syndetect.cli.choosing import Choosing, choosing
from syndetect.cli.from_flags import configured, outputs_of
from syndetect.cli.gate import Gating, gate_of, gating
from syndetect.cli.grouped import Grouped
from syndetect.cli.options import Showing, Working, showing, working

if TYPE_CHECKING:
    from syndetect.cli.configuration import Configuration
    from syndetect.cli.gate import Barrier
    from syndetect.model import Report

_MISSING = "nothing to check; name a SUBMISSION, or use --changed-since in a git checkout"


@click.command(cls=Grouped)
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
@showing
@gating
@working
@choosing
def check(
    submissions: tuple[str, ...],
    against: tuple[str, ...],
    changed_since: str | None,
    showing: Showing,
    gating: Gating,
    working: Working,
    choosing: Choosing,
) -> int:
    """Hold submissions against an archive.

    One way: only the submissions are judged. They are compared with each other where they lie in the archive.

    SUBMISSION is a folder or a file; "-" is JSONL on stdin.
    """
    from syndetect.cli.summary import finish, require_reachable

    # Empty, it takes back what a configuration file says.
    changed_since = changed_since or None
    if changed_since is None or choosing.files_from:
        submissions = choosing.paths(submissions, _MISSING)
    _require_sides(against, changed_since)
    if changed_since is not None and gating.write_baseline:
        raise click.UsageError("--write-baseline would forget what did not change; leave --changed-since out")
    configuration = configured(working)
    require_reachable(gating.fail_on, configuration.settings)
    outputs = outputs_of(showing, (*submissions, *against, *gating.files))
    barrier = gate_of(gating)
    edited: tuple[str, ...] = ()
    if changed_since is not None:
        submissions, against, edited = _changed(submissions, against, changed_since, choosing, showing)
    found = _checked(submissions, against, edited, barrier, choosing, configuration, showing, working)
    report = barrier.written(found)
    report = outputs.write(report)
    return finish(report, outputs, showing, barrier, strict=working.strict, may_be_empty=not submissions)


def _require_sides(against: tuple[str, ...], changed_since: str | None) -> None:
    if changed_since is None and not against:
        raise click.UsageError("nothing to check it against; give --against PATH")


def _changed(
    below: tuple[str, ...],
    against: tuple[str, ...],
    revision: str,
    choosing: Choosing,
    showing: Showing,
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The changed articles, the archive that they are held against, and which of them it had before."""
    import os
    from pathlib import Path

    from syndetect.cli import checkout, console

    found = checkout.changed_since(revision, below, choosing.exclude)
    if not found.articles and not showing.quiet:
        console.say(f"no article has changed since {revision}", colour=showing.color)
    return found.articles, against or (os.path.relpath(checkout.top_of_checkout(Path())),), found.edited


def _checked(
    submissions: tuple[str, ...],
    against: tuple[str, ...],
    edited: tuple[str, ...],
    barrier: Barrier,
    choosing: Choosing,
    configuration: Configuration,
    showing: Showing,
    working: Working,
) -> Report:
    from syndetect import pipeline
    from syndetect.cli.progress import progress

    with progress(wanted=not (showing.quiet or working.no_progress), colour=showing.color) as tick:
        return pipeline.check(
            *submissions,
            against=against,
            settings=choosing.settings(configuration),
            fields=configuration.fields,
            exclude=choosing.exclude,
            jobs=working.jobs,
            memory=working.room,
            progress=tick,
            edited=edited,
            spellings=barrier.spellings,
            ignore=choosing.ignore,
        )
