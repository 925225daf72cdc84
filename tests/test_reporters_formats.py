"""What every format promises: the same bytes from a saved report, and UTF-8 whatever an article holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hostile import hostile_report
from reports import compare_report, nothing_report, scan_report

from syndetect import render, scan
from syndetect.gates import Excuses, gate, parse
from syndetect.gates.suppressions import Suppression
from syndetect.model import Report
from syndetect.plugins import names
from syndetect.records import dumps, from_dict, to_dict

CORPUS = Path(__file__).parent.parent / "corpus"
FORMATS = names("reporters")
MACHINE = [name for name in FORMATS if name not in ("terminal", "html")]


def gated(report: Report) -> Report:
    """The report with a gate that lets one thing pass and fails another."""
    one = Suppression("*wire*", "*", (), "agreed", date(2027, 1, 1))
    return gate(
        report, parse("excerpt and coverage>10%"), Excuses(suppressions=(one,)), today=date(2026, 1, 1)
    )


def checked(report: Report) -> Report:
    """The report as a check of its first document would have it."""
    return replace(report, submissions=(report.documents[0].id,))


@pytest.fixture(scope="module")
def corpus_report() -> Report:
    """The scan of the sample corpus, with figures as they were measured."""
    return scan(CORPUS)


@pytest.mark.parametrize("format", FORMATS)
def test_a_saved_report_renders_to_the_same_bytes(format: str, corpus_report: Report) -> None:
    """Nothing that a format shows is lost on the way through JSON, rounding included."""
    for report in (corpus_report, gated(corpus_report), checked(corpus_report)):
        assert render(from_dict(to_dict(report)), format) == render(report, format)


@pytest.mark.parametrize("format", MACHINE)
@pytest.mark.parametrize("report", [scan_report(), compare_report(), nothing_report(), hostile_report()])
def test_every_report_has_every_format(format: str, report: Report) -> None:
    """Small, empty, gated or full of hostile text: a text that UTF-8 can hold, ending in a line break."""
    for one in (report, gated(report), checked(report)):
        text = render(one, format)
        text.encode()
        assert text.endswith("\n")


@pytest.mark.parametrize("format", [name for name in MACHINE if name not in ("json", "ndjson")])
def test_nothing_in_a_machine_format_steers_a_terminal(format: str) -> None:
    """No control character and no direction mark of an article gets through to a log."""
    text = render(gated(hostile_report()), format)
    assert not {sign for sign in text if not sign.isprintable()} - {"\n"}


def test_json_with_a_gate_stays_a_line_an_entry() -> None:
    """So that two reports can be compared with diff."""
    text = render(gated(scan_report()), "json")
    finding = to_dict(gated(scan_report()))["findings"][0]
    assert dumps(finding) in {line.rstrip(",") for line in text.splitlines()}
