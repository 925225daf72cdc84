"""The messages on stderr after a report is written, and the exit code for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from syndetect.cli import console
from syndetect.cli.exits import Code, outcome, tell_faults
from syndetect.counting import plural
from syndetect.model import at_least

if TYPE_CHECKING:
    from syndetect.cli.gate import Gate
    from syndetect.cli.options import ReportOptions
    from syndetect.cli.output import Outputs
    from syndetect.gates import Policy
    from syndetect.model import Report
    from syndetect.settings import Settings


def require_reachable(policy: Policy | None, settings: Settings) -> None:
    """Raise UsageError when the scan leaves out relations that the policy needs."""
    weakest = policy.weakest() if policy is not None else None
    if weakest is not None and not at_least(weakest, settings.min_relation):
        raise click.UsageError(
            f"--fail-on {weakest} would miss what a min-relation of {settings.min_relation} leaves out; "
            f"give --min-relation {weakest} or a weaker one"
        )


def finish(
    report: Report,
    outputs: Outputs,
    report_options: ReportOptions,
    gate: Gate,
    *,
    strict: bool = False,
    may_be_empty: bool = False,
) -> Code:
    """Print a summary on stderr, and return the exit code.

    Unless the report `may_be_empty`, as a saved one, no article is an error: there was no usable input.
    """
    if not report_options.quiet:
        for line in gate.messages(report):
            console.say(line, colour=report_options.color)
    if outputs.files and not report_options.quiet:
        files = ", ".join(map(str, outputs.files))
        console.say(f"{summary(report)}; written to {files}", colour=report_options.color)
    tell_faults(report.faults)
    if not report.documents and not may_be_empty and not report.faults:
        console.error(_nothing(report), colour=report_options.color)
        return Code.UNUSABLE
    if strict and report.skipped:
        console.error(
            f"{plural(len(report.skipped), 'input')} skipped, and --strict allows none",
            colour=report_options.color,
        )
    failed = gate.fails(report) and not gate.exit_zero
    return outcome(report, failed=failed, strict=strict)


def summary(report: Report) -> str:
    """The report's size in one line."""
    return counted(report, len(report.documents), len(report.pairs), len(report.families))


def counted(report: Report, documents: int, pairs: int, families: int) -> str:
    """The same of a report whose records are elsewhere."""
    counts = [
        plural(documents, "document"),
        plural(pairs, "pair"),
        plural(families, "family", "families"),
    ]
    if report.skipped:
        counts.append(f"{len(report.skipped):,} skipped")
    if report.faults:
        counts.append(plural(len(report.faults), "error"))
    return ", ".join(counts)


def _nothing(report: Report) -> str:
    if not report.skipped:
        return "no article was found; give a folder or a file with articles"
    first = report.skipped[0]
    more = f" (and {len(report.skipped) - 1} more)" if len(report.skipped) > 1 else ""
    return f"no article could be used: {first.source}: {first.reason}{more}"
