"""A report through a gate: each pair becomes a finding with a status, and the policy says which ones fail."""

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
    """Why a finding may pass. Names in each are paths from the folder that stands beside it."""

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

    Without `excuses` an earlier gate's statuses stand, and without a `policy` every new derivation counts as
    one that fails. `today` is needed for suppressions and licences that end.
    """
    found = cases(report)
    if excuses is None:
        earlier = {(one.submission, one.source): one for one in report.findings}
        standing = [_earlier(case, earlier) for case in found]
        notes = report.gate.notes if report.gate is not None else ()
    else:
        recall = None
        if excuses.baseline is not None:
            recall = Recall(excuses.baseline, excuses.baseline_folder, report)
        standing = [_excused(case, excuses, recall, report, today) for case in found]
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
        for case, (status, reason) in zip(found, standing, strict=True)
    )
    return replace(report, gate=Ruling(policy.text if policy else None, notes), findings=findings)


def findings_of(report: Report) -> list[tuple[Case, Finding]]:
    """Each case with its finding, as the report's gate judged it, or as one without a policy would."""
    judged = report if report.gate is not None else gate(report)
    known = {(one.submission, one.source): one for one in judged.findings}
    found = []
    for case in cases(report):
        one = known.get((case.submission.id, case.source.id))
        if one is not None:
            found.append((case, one))
    return found


def _counts(case: Case, policy: Policy | None) -> bool:
    if case.submission.recalled:
        # What an agency withholds or has canceled is not published: nobody is to be blamed for it.
        return False
    return case.pair.derived if policy is None else policy.met(case)


def _earlier(case: Case, earlier: Mapping[tuple[str, str], Finding]) -> tuple[Status, str | None]:
    one = earlier.get((case.submission.id, case.source.id))
    return (one.status, one.reason) if one is not None else ("new", None)


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
    names = (name_of(one, excuses.suppressions_folder) for one in (case.submission, case.source))
    submission, source = names
    for one in excuses.suppressions:
        if not _over(one.expires, today) and one.covers(submission, source, relation):
            return "suppressed", f"{one.reason} (until {one.expires.isoformat()})"
    if recall is not None and recall.holds(case):
        return "known", "in the baseline"
    return "new", lack


def _credited(case: Case, report: Report) -> bool:
    """Whether the submission credits the one whose text it is, as far as its family tells."""
    family = report.family_of(case.submission.id)
    members = () if family is None else family.members
    audits = [one.audit for one in members if one.document == case.submission.id and one.audit is not None]
    if audits:
        return audits[0].verdict not in {"wrong", "vague", "uncredited"}
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
        f"the suppression of {one.submission} from {one.source} expired on {one.expires.isoformat()} "
        f"and no longer applies ({one.reason})"
        for one in excuses.suppressions
        if _over(one.expires, today)
    ]
    notes += [
        f"the licence of {one.name} ended on {one.until.isoformat()} and no longer applies"
        for one in excuses.partners
        if one.until is not None and _over(one.until, today)
    ]
    return notes
