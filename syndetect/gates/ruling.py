"""A gate judges a report: each pair becomes a finding with a status, and the policy decides which fail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from syndetect.gates.baseline import KnownFinding
from syndetect.gates.cases import Case, cases
from syndetect.gates.partners import Partner
from syndetect.gates.policy import Policy
from syndetect.gates.recall import Recall
from syndetect.gates.stable_names import name_of
from syndetect.gates.suppressions import Suppression
from syndetect.model import Family, Finding, Report, Ruling, Status


@dataclass(frozen=True, slots=True)
class Excuses:
    """Why a finding may pass. Names in each list are paths relative to the folder that belongs to it."""

    baseline: frozenset[KnownFinding] | None = None
    baseline_folder: Path = Path()
    suppressions: Sequence[Suppression] = ()
    suppressions_folder: Path = Path()
    partners: Sequence[Partner] = ()
    partners_folder: Path = Path()


def gate(
    report: Report, policy: Policy | None = None, excuses: Excuses | None = None, *, today: date | None = None
) -> Report:
    """The report with its gate and findings.

    Without `excuses` the statuses of an earlier gate stay, and without a `policy` every new derivation fails.
    `today` decides which suppressions and licences are over; without it none is.
    """
    judged = cases(report)
    if excuses is None:
        earlier = {(finding.submission, finding.source): finding for finding in report.findings}
        standing = [_earlier(case, earlier) for case in judged]
        notes = report.gate.notes if report.gate is not None else ()
    else:
        recall = None
        if excuses.baseline is not None:
            recall = Recall(excuses.baseline, excuses.baseline_folder, report)
        standing = [_excused(case, excuses, recall, report, today) for case in judged]
        notes = tuple(_expired(excuses, today))
    findings = tuple(
        Finding(
            case.submission.id,
            case.source.id,
            case.pair.relation,
            status,
            status == "new" and _counts(case, policy),
            reason,
        )
        for case, (status, reason) in zip(judged, standing, strict=True)
    )
    return replace(report, gate=Ruling(policy.text if policy else None, notes), findings=findings)


def findings_of(report: Report) -> list[tuple[Case, Finding]]:
    """Each case with its finding, as the report's gate judged it, or as a gate without a policy would."""
    judged = report if report.gate is not None else gate(report)
    known = {(finding.submission, finding.source): finding for finding in judged.findings}
    paired = []
    for case in cases(report):
        finding = known.get((case.submission.id, case.source.id))
        if finding is not None:
            paired.append((case, finding))
    return paired


def _counts(case: Case, policy: Policy | None) -> bool:
    if case.submission.recalled:
        # What an agency withholds or has canceled is not published, so it cannot be a finding that fails.
        return False
    return case.pair.derived if policy is None else policy.met(case)


def _earlier(case: Case, earlier: Mapping[tuple[str, str], Finding]) -> tuple[Status, str | None]:
    finding = earlier.get((case.submission.id, case.source.id))
    return (finding.status, finding.reason) if finding is not None else ("new", None)


def _excused(
    case: Case, excuses: Excuses, recall: Recall | None, report: Report, today: date | None
) -> tuple[Status, str | None]:
    lack = None
    for partner in excuses.partners:
        if _over(partner.until, today) or not _licensed(case, partner, excuses.partners_folder, report):
            continue
        if partner.credit and not _credited(case, report):
            lack = f"licensed by {partner.name} with a credit, and none was found"
            continue
        return "licensed", f"licensed by {partner.name}"
    relation = case.pair.relation
    folder = excuses.suppressions_folder
    submission, source = (name_of(document, folder) for document in (case.submission, case.source))
    for suppression in excuses.suppressions:
        if not _over(suppression.expires, today) and suppression.covers(submission, source, relation):
            return "suppressed", f"{suppression.reason} (until {suppression.expires.isoformat()})"
    if recall is not None and recall.holds(case):
        return "known", "in the baseline"
    return "new", lack


def _credited(case: Case, report: Report) -> bool:
    """Whether the submission credits whose text it is, by its audit, or without an audit by its credit."""
    family = report.family_of(case.submission.id)
    members = () if family is None else family.members
    for member in members:
        if member.document == case.submission.id and member.audit is not None:
            return member.audit.verdict not in {"wrong", "vague", "uncredited"}
    return case.credit.kind != "none"


def _licensed(case: Case, partner: Partner, folder: Path, report: Report) -> bool:
    user, relation = case.submission.outlet, case.pair.relation
    if partner.licenses(case.source.outlet, name_of(case.source, folder), user, relation):
        return True
    family = report.family_of(case.submission.id)
    if case.way != "common-source" or family is None:
        return False
    # Two texts made from one source are as licensed as the text that both come from.
    outlet, name = _origin(family, report, folder)
    return partner.licenses(outlet, name, user, relation)


def _origin(family: Family, report: Report, folder: Path) -> tuple[str | None, str]:
    if family.source.document is None:
        return family.source.name, ""
    document = report.document(family.source.document)
    return document.outlet or family.source.name, name_of(document, folder)


def _over(last: date | None, today: date | None) -> bool:
    return last is not None and today is not None and last < today


def _expired(excuses: Excuses, today: date | None) -> list[str]:
    notes = [
        f"the suppression of {suppression.submission} from {suppression.source} expired on "
        f"{suppression.expires.isoformat()} and no longer applies ({suppression.reason})"
        for suppression in excuses.suppressions
        if _over(suppression.expires, today)
    ]
    notes += [
        f"the licence of {partner.name} ended on {partner.until.isoformat()} and no longer applies"
        for partner in excuses.partners
        if partner.until is not None and _over(partner.until, today)
    ]
    return notes
