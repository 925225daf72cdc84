"""What a gate makes of a report."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from cli_samples import report_with
from reports import audited_report, compare_report, scan_report

from syndetect.gates import Excuses, baseline_text, cases, findings_of, gate, parse, read_baseline
from syndetect.gates.partners import Partner
from syndetect.gates.suppressions import Suppression
from syndetect.model import Credit, CreditAudit, Pair, Report
from syndetect.records import from_dict, to_dict

TODAY = date(2026, 6, 1)
HERE = Path.cwd()


def statuses(report: Report) -> dict[tuple[str, str], str]:
    """Status by submission and source."""
    return {(one.submission, one.source): one.status for one in report.findings}


def licence(**values: object) -> Partner:
    """A partner called Nordvik Press Agency, with anything else as given."""
    terms = {
        "name": "Nordvik Press Agency",
        "outlets": frozenset({"nordvik press agency"}),
        "sources": (),
        "users": frozenset(),
        "relations": (),
        "credit": False,
        "until": None,
    }
    return Partner(**{**terms, **values})  # type: ignore[arg-type]


def test_the_derived_side_is_the_submission() -> None:
    """The side that was made from the other is judged, with its own coverage and credit."""
    case = next(one for one in cases(scan_report()) if one.submission.id == "coast/ferry.txt")
    assert (case.source.id, case.way) == ("wire/ferry.txt", "from-source")
    assert case.coverage == case.pair.evidence.coverage_left
    words = case.submission.words - case.pair.evidence.boilerplate_left
    assert case.derived_words == round(case.coverage * words) < round(case.coverage * case.submission.words)


def test_a_check_judges_submissions_only() -> None:
    """Whatever direction a pair has, the submission of a check is its submission."""
    report = replace(scan_report(), submissions=("wire/ferry.txt",))
    ways = {
        one.submission.id: one.way
        for one in cases(report)
        if "wire/ferry.txt" in (one.pair.left, one.pair.right)
    }
    assert set(ways) == {"wire/ferry.txt"}
    assert "to-source" in {one.way for one in cases(report)}


def test_turning_a_pair_round_changes_nothing_that_a_policy_sees() -> None:
    """Left and right are only places in a list."""
    report = scan_report()
    turned = replace(report, pairs=tuple(map(turned_pair, report.pairs)))
    policy = parse("relation>=rewrite and coverage>40% and direction==from-source")
    here = {(one.submission, one.source): one.fails for one in gate(report, policy).findings}
    assert here == {(one.submission, one.source): one.fails for one in gate(turned, policy).findings}
    assert any(here.values())
    assert not all(here.values())


def turned_pair(pair: Pair) -> Pair:
    """The same pair, its sides exchanged."""
    swap = {"left-from-right": "right-from-left", "right-from-left": "left-from-right"}
    evidence = pair.evidence
    return replace(
        pair,
        left=pair.right,
        right=pair.left,
        direction=swap.get(pair.direction, pair.direction),  # type: ignore[arg-type]
        evidence=replace(
            evidence, coverage_left=evidence.coverage_right, coverage_right=evidence.coverage_left
        ),
        passages=tuple(replace(one, left=one.right, right=one.left) for one in pair.passages),
    )


@pytest.mark.parametrize("report", [scan_report(), compare_report(), compare_report(0)])
def test_a_saved_report_is_judged_as_the_direct_one(report: Report) -> None:
    """Figures that were rounded on the way to the file do not tip a policy."""
    exact = replace(
        report,
        pairs=tuple(
            replace(one, evidence=replace(one.evidence, coverage_left=0.49996, coverage_right=0.49996))
            for one in report.pairs
        ),
    )
    policy = parse("coverage>=50%")
    saved = gate(from_dict(to_dict(exact)), policy)
    assert saved.findings == gate(exact, policy).findings
    assert all(one.fails for one in saved.findings)


def test_unrelated_pairs_of_a_comparison_are_no_findings() -> None:
    """A comparison lists any pair; a gate has nothing to say about one that shares nothing."""
    assert gate(report_with("unrelated", "copy")).findings[0].submission == "d02"
    assert len(gate(report_with("unrelated", "copy")).findings) == 1


def test_without_a_policy_every_new_derivation_counts() -> None:
    """Formats that know pass and fail need a rule, and this is it."""
    assert [one.fails for one in gate(report_with("excerpt", "same-story")).findings] == [True, False]


def test_what_is_in_the_baseline_is_known_and_a_copy_of_it_elsewhere_is_new(tmp_path: Path) -> None:
    """Submission, source and relation together are the key."""
    file = tmp_path / "baseline.json"
    file.write_text("".join(baseline_text(gate(report_with("copy")), HERE)))
    excuses = Excuses(baseline=read_baseline(file), baseline_folder=HERE)
    policy = parse("excerpt")
    again = gate(report_with("copy", "copy"), policy, excuses)
    assert statuses(again) == {("d01", "d00"): "known", ("d02", "d00"): "new"}
    assert [one.fails for one in again.findings] == [False, True]
    assert statuses(gate(report_with("paraphrase"), policy, excuses)) == {("d01", "d00"): "new"}


def test_a_suppression_holds_up_to_its_day_and_then_is_told() -> None:
    """The last day counts; the day after the finding is new again and the gate says why."""
    one = Suppression("d01.*", "*", (), "agreed by phone", TODAY)
    excuses = Excuses(suppressions=(one,), suppressions_folder=HERE)
    policy = parse("copy")
    held = gate(report_with("copy", "copy"), policy, excuses, today=TODAY)
    assert [(finding.status, finding.fails) for finding in held.findings] == [
        ("suppressed", False),
        ("new", True),
    ]
    assert held.findings[0].reason == "agreed by phone (until 2026-06-01)"
    assert held.gate is not None
    assert held.gate.notes == ()
    over = gate(report_with("copy"), policy, excuses, today=date(2026, 6, 2))
    assert [finding.status for finding in over.findings] == ["new"]
    assert over.gate is not None
    assert over.gate.notes == (
        "the suppression of d01.* from * expired on 2026-06-01 and no longer applies (agreed by phone)",
    )


def test_a_suppression_of_one_relation_leaves_the_others() -> None:
    """An excused excerpt does not excuse a copy."""
    one = Suppression("*", "*", ("excerpt",), "quotation", TODAY)
    excuses = Excuses(suppressions=(one,), suppressions_folder=HERE)
    found = gate(report_with("copy", "excerpt"), None, excuses, today=TODAY)
    assert [finding.status for finding in found.findings] == ["new", "suppressed"]


def test_texts_of_a_partner_are_licensed_and_others_are_not() -> None:
    """By the source's outlet; a same story told independently needs no licence and gets none."""
    found = statuses(gate(scan_report(), None, Excuses(partners=(licence(),)), today=TODAY))
    assert found["coast/ferry.txt", "wire/ferry.txt"] == "licensed"
    assert found["bread/short.txt", "bread/guild.txt"] == "new"
    assert {status for (sides, status) in found.items() if "bay/own.txt" in sides} == {"new"}


def test_a_licence_that_asks_for_a_credit_needs_one() -> None:
    """Without it the finding is new, and its reason says what is missing."""
    excuses = Excuses(partners=(licence(credit=True),))
    found = {
        (one.submission, one.source): one for one in gate(scan_report(), None, excuses, today=TODAY).findings
    }
    credits = {case.submission.id: case.credit for case in cases(scan_report())}
    assert credits["coast/ferry.txt"].kind != "none"
    assert found["coast/ferry.txt", "wire/ferry.txt"].status == "licensed"
    assert credits["sund/leak.txt"] == Credit("none")
    lacking = found["sund/leak.txt", "wire/ferry.txt"]
    assert lacking.status == "new"
    assert lacking.reason == "licensed by Nordvik Press Agency with a credit, and none was found"


def test_a_credit_to_another_one_is_none_for_a_licence() -> None:
    """What the audit calls wrong or uncredited lacks the credit, though somebody is credited."""
    report = audited_report()
    family = report.families[1]
    for verdict, status in (
        ("full", "licensed"),
        ("part", "licensed"),
        ("wrong", "new"),
        ("uncredited", "new"),
    ):
        members = tuple(
            replace(one, audit=CreditAudit(verdict, 71, 71))  # type: ignore[arg-type]
            if one.document == "coast/ferry.txt"
            else one
            for one in family.members
        )
        judged = gate(
            replace(report, families=(report.families[0], replace(family, members=members))),
            None,
            Excuses(partners=(licence(credit=True),)),
            today=TODAY,
        )
        assert statuses(judged)["coast/ferry.txt", "wire/ferry.txt"] == status


@pytest.mark.parametrize(
    ("terms", "status"),
    [
        ({"users": frozenset({"coast herald"})}, "licensed"),
        ({"users": frozenset({"bay times"})}, "new"),
        ({"relations": ("copy",)}, "new"),
        ({"until": TODAY}, "licensed"),
        ({"until": date(2026, 5, 31)}, "new"),
        ({"outlets": frozenset(), "sources": ("wire/*",)}, "licensed"),
    ],
)
def test_a_licence_holds_for_whom_and_what_it_says(terms: dict[str, object], status: str) -> None:
    """Users, relations, its end and the places of the texts all count."""
    excuses = Excuses(partners=(licence(**terms),), partners_folder=HERE)
    report = gate(scan_report(), None, excuses, today=TODAY)
    assert statuses(report)["coast/ferry.txt", "wire/ferry.txt"] == status
    assert report.gate is not None
    assert bool(report.gate.notes) == (terms.get("until") == date(2026, 5, 31))


def test_a_second_gate_without_files_keeps_what_the_first_one_excused() -> None:
    """Rendering a saved report with another policy does not forget its baseline."""
    one = Suppression("d01.txt#*", "*", (), "agreed", TODAY)
    first = gate(
        report_with("copy"),
        parse("copy"),
        Excuses(suppressions=(one,), suppressions_folder=HERE),
        today=TODAY,
    )
    again = gate(first, parse("excerpt"))
    assert statuses(again) == {("d01", "d00"): "suppressed"}
    assert again.gate is not None
    assert again.gate.policy == "excerpt"


def test_findings_come_with_their_cases() -> None:
    """Each finding of a judged report, and of one that never was, with the case it is about."""
    for report in (scan_report(), gate(scan_report(), parse("copy"))):
        found = findings_of(report)
        assert len(found) == len(report.pairs)
        assert all(
            (case.submission.id, case.source.id) == (one.submission, one.source) for case, one in found
        )
