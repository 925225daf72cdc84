"""What is said on stderr once a report is written, and the exit code that follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from syndetect.cli import console
from syndetect.cli.exits import Code, outcome
from syndetect.model import at_least

if TYPE_CHECKING:
    from syndetect.cli.options import Showing
    from syndetect.cli.output import Output
    from syndetect.cli.policy import Policy
    from syndetect.model import Report
    from syndetect.settings import Settings


def require_reachable(policy: Policy | None, settings: Settings) -> None:
    """Raise a usage error when the scan would leave out what the policy looks for."""
    if policy is not None and not at_least(policy.least, settings.min_relation):
        raise click.UsageError(
            f"--fail-on {policy.least} would miss what a min-relation of {settings.min_relation} leaves out; "
            f"give --min-relation {policy.least} or a weaker one"
        )


def finish(
    report: Report, output: Output, showing: Showing, *, strict: bool = False, saved: bool = False
) -> Code:
    """Sum up on stderr what is not on stdout, and return the exit code.

    A `saved` report may be empty; a fresh one without a single article had no usable input.
    """
    if output.file is not None and not showing.quiet:
        console.say(f"{summary(report)}; written to {output.file}", colour=showing.color)
    if not report.documents and not saved:
        console.error(_nothing(report), colour=showing.color)
        return Code.UNUSABLE
    if strict and report.skipped:
        console.error(
            f"{_count(len(report.skipped), 'input')} skipped, and --strict allows none", colour=showing.color
        )
    return outcome(report, policy=showing.fail_on, strict=strict)


def summary(report: Report) -> str:
    """The report's size in one line."""
    counts = [
        _count(len(report.documents), "document"),
        _count(len(report.pairs), "pair"),
        _count(len(report.families), "family", "families"),
    ]
    if report.skipped:
        counts.append(f"{len(report.skipped)} skipped")
    return ", ".join(counts)


def _count(number: int, one: str, several: str | None = None) -> str:
    return f"{number} {one if number == 1 else several or one + 's'}"


def _nothing(report: Report) -> str:
    if not report.skipped:
        return "no article was found; give a folder or a file with articles"
    first = report.skipped[0]
    more = f" (and {len(report.skipped) - 1} more)" if len(report.skipped) > 1 else ""
    return f"no article could be used: {first.source}: {first.reason}{more}"
