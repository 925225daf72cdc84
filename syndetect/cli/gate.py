"""The gate of a command: its flags, its files, which are read first, and the judgement of the report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from syndetect.cli.options import FILE, Command, NameParameter, gather, relations
from syndetect.counting import plural

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from syndetect.gates import Excuses, Policy
    from syndetect.model import Finding, Report

_BASELINE = "the baseline"
_NAMED = 3
"""Findings that are named on stderr, at most; the report has all of them."""


class PolicyText(NameParameter):
    """The type of ``--fail-on``: a policy."""

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002 (click's signature)
        param: click.Parameter,  # noqa: ARG002
        incomplete: str,
    ) -> list[CompletionItem]:
        """Proposals for the last word of the policy."""
        from syndetect.cli.completing import policy

        return policy(incomplete)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The parsed policy; raises PolicyUsageError, with the problem, for a wrong one."""
        from syndetect.errors import PolicyError
        from syndetect.gates import parse

        try:
            return parse(value)
        except PolicyError as error:
            raise PolicyUsageError(str(error), error.picture, ctx=ctx, param=param) from None


class PolicyUsageError(click.BadParameter):
    """A policy that cannot be understood; `picture` marks the position of the problem."""

    def __init__(self, message: str, picture: str, **where: Any) -> None:
        super().__init__(message, **where)
        self.picture = picture


@dataclass(frozen=True, slots=True)
class GateOptions:
    """The options of the gate: the policy, and the files that excuse findings."""

    fail_on: Policy | None
    exit_zero: bool
    baseline: Path | None
    write_baseline: bool
    suppressions: Path | None
    partners: Path | None

    @property
    def files(self) -> tuple[Path, ...]:
        """The files that a report must not overwrite."""
        return tuple(file for file in (self.baseline, self.suppressions, self.partners) if file is not None)


def gate_options(command: Command) -> Command:
    """Give `command` the options of the gate, as its argument ``gate_options``."""
    return gather(command, "gate_options", GateOptions, _GATE)


@dataclass(frozen=True, slots=True)
class Gate:
    """A gate with its files read.

    `excuses` is None where no file was given; `baseline` is the file to write, or None.
    """

    policy: Policy | None = None
    excuses: Excuses | None = None
    baseline: Path | None = None
    exit_zero: bool = False

    @property
    def spellings(self) -> tuple[tuple[str, ...], ...]:
        """For each partner its names, by which articles can credit it."""
        return () if self.excuses is None else tuple(partner.spellings for partner in self.excuses.partners)

    def judged(self, report: Report) -> Report:
        """The report with its findings, or the same report where there is neither a policy nor a file."""
        if self.policy is None and self.excuses is None:
            return report
        from syndetect.faults import contained, ordered
        from syndetect.gates import gate

        faults = list(report.faults)
        with contained(faults, "gate", "all findings, for the report could not be judged"):
            return gate(report, self.policy, self.excuses, today=datetime.now(UTC).date())
        return replace(report, faults=ordered(faults))

    def written(self, report: Report) -> Report:
        """The judged report; where there is a `baseline` to write, it gets the findings, then all known."""
        judged = self.judged(report)
        if self.baseline is None or self.excuses is None or judged.gate is None:
            # A baseline without findings would only lose those that are known.
            return judged
        from syndetect.cli.output import write_file
        from syndetect.gates import baseline_text, read_baseline

        write_file(baseline_text(judged, self.excuses.baseline_folder), self.baseline, _BASELINE)
        known = replace(self.excuses, baseline=read_baseline(self.baseline))
        return replace(self, excuses=known).judged(report)

    def fails(self, report: Report) -> bool:
        """Whether the policy of this run was met."""
        return self.policy is not None and any(finding.fails for finding in report.findings)

    def messages(self, report: Report) -> Iterator[str]:
        """The messages of the gate for stderr, one for each line."""
        if report.gate is None or (self.policy is None and self.excuses is None):
            return
        yield from report.gate.notes
        if self.baseline is not None:
            yield f"the baseline is written to {self.baseline}"
        failing = [finding for finding in report.findings if finding.fails] if self.policy is not None else []
        if failing:
            strongest = _strongest(failing)
            named = ", ".join(
                f"{finding.submission} from {finding.source} ({finding.relation})"
                for finding in strongest[:_NAMED]
            )
            more = f" and {len(strongest) - _NAMED} more" if len(strongest) > _NAMED else ""
            count = "1 finding meets" if len(failing) == 1 else f"{len(failing)} findings meet"
            submissions = f" in {plural(len(strongest), 'submission')}" if len(failing) > 1 else ""
            yield f"{count} --fail-on{submissions}: {named}{more}"
        excused = [finding for finding in report.findings if finding.status != "new"]
        if excused:
            statuses = sorted({finding.status for finding in excused})
            counts = ", ".join(
                f"{sum(finding.status == status for finding in excused)} {status}" for status in statuses
            )
            yield f"left out of the verdict: {counts}"


def _strongest(failing: Sequence[Finding]) -> list[Finding]:
    """The finding with the strongest relation of each submission, in the order of the report."""
    from syndetect.model import RELATIONS

    strongest_of: dict[str, Finding] = {}
    for finding in failing:
        known = strongest_of.get(finding.submission)
        if known is None or RELATIONS.index(finding.relation) < RELATIONS.index(known.relation):
            strongest_of[finding.submission] = finding
    return list(strongest_of.values())


def gate_of(asked: GateOptions) -> Gate:
    """The gate that the flags ask for.

    Raises GateError when one of its files cannot be used, UsageError when a flag needs another one, and
    InputError when the baseline cannot be written.
    """
    if asked.write_baseline and asked.baseline is None:
        raise click.UsageError("--write-baseline needs to know where; give --baseline FILE as well")
    files = (asked.baseline, asked.suppressions, asked.partners)
    if not any(files):
        return Gate(asked.fail_on, exit_zero=asked.exit_zero)
    from syndetect.gates import Excuses, read_baseline, read_partners, read_suppressions

    new = asked.baseline if asked.write_baseline else None
    if new is not None:
        from syndetect.cli.output import try_file

        try_file(new, _BASELINE)
    excuses = Excuses(
        baseline=read_baseline(asked.baseline) if asked.baseline and new is None else None,
        baseline_folder=_folder(asked.baseline),
        suppressions=read_suppressions(asked.suppressions) if asked.suppressions else (),
        suppressions_folder=_folder(asked.suppressions),
        partners=read_partners(asked.partners) if asked.partners else (),
        partners_folder=_folder(asked.partners),
    )
    return Gate(asked.fail_on, excuses, new, asked.exit_zero)


def _folder(file: Path | None) -> Path:
    """The folder to which the names in `file` are relative: that of the file itself."""
    return Path() if file is None else file.absolute().parent


_GATE = (
    click.option("--fail-on", metavar="POLICY", type=PolicyText("relation", relations),
        help="Exit with 1 when a finding meets POLICY: a relation, meaning that or a stronger one, or "
        "conditions such as 'relation>=paraphrase and credit==none and derived_words>120'."),
    click.option("--exit-zero", is_flag=True, help="Exit with 0 although --fail-on was met."),
    click.option("--baseline", metavar="FILE", type=FILE,
        help="What FILE lists is known, and only what is new can fail."),
    click.option("--write-baseline", is_flag=True,
        help="Write the findings to the file of --baseline; none of them fails."),
    click.option("--suppressions", metavar="FILE", type=FILE,
        help="Findings excused in FILE (TOML), each with a reason and an expiry."),
    click.option("--partners", metavar="FILE", type=FILE,
        help="Whose texts are licensed, in FILE (TOML); what is licensed does not fail."),
)  # fmt: skip
