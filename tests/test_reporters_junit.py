"""JUnit XML: one case a submission."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as ET

import junitparser
import pytest
from hostile import STRINGS, hostile_report
from reports import compare_report, nothing_report, scan_report

from syndetect import render
from syndetect.gates import gate, parse
from syndetect.model import Report


def suite(report: Report) -> junitparser.TestSuite:
    """The one suite, as a reader of the format has it."""
    (found,) = junitparser.JUnitXml.fromstring(render(report, "junit").encode())
    return found


@pytest.mark.parametrize("report", [scan_report(), compare_report(), nothing_report(), hostile_report()])
def test_the_counts_are_those_of_the_cases(report: Report) -> None:
    """A reader that counts for itself gets the numbers in the head."""
    found = suite(gate(report, parse("excerpt")))
    told = (found.tests, found.failures, found.errors, found.skipped)
    found.update_statistics()
    assert told == (found.tests, found.failures, found.errors, found.skipped)
    assert found.tests == len(report.documents) + len(report.skipped)


def test_a_submission_fails_when_one_of_its_findings_does() -> None:
    """Once, with the strongest finding as the message and all of them in the text."""
    cases = {one.name: one for one in suite(gate(scan_report(), parse("paraphrase")))}
    (failure,) = cases["coast/ferry.txt"].result
    assert isinstance(failure, junitparser.Failure)
    assert failure.type == "paraphrase"
    assert failure.message == "paraphrased: made from wire/ferry.txt"
    assert "86 % of its words (56) stand in Nordvik Press Agency" in failure.text
    assert cases["sund/leak.txt"].result == []
    assert cases["sund/leak.txt"].system_out is not None
    assert cases["coast/ferry.txt"].classname == "Coast Herald"


def test_the_reasons_name_the_articles() -> None:
    """Nobody who reads a log sees a left and a right."""
    cases = {one.name: one for one in suite(gate(scan_report(), parse("paraphrase")))}
    (failure,) = cases["coast/ferry.txt"].result
    assert "86 % of coast/ferry.txt stands in wire/ferry.txt, in the same order" in failure.text


def test_only_the_submissions_of_a_check_are_cases() -> None:
    """The archive is not on trial."""
    report = replace(scan_report(), submissions=("sund/leak.txt",), skipped=())
    assert [one.name for one in suite(report)] == ["sund/leak.txt"]


def test_skipped_inputs_are_skipped_cases() -> None:
    """With their reason."""
    found = [one for one in suite(scan_report()) if one.is_skipped]
    assert {one.result[0].message for one in found} == {one.reason for one in scan_report().skipped}


def test_hostile_names_are_text() -> None:
    """Whatever an id holds, the document is well formed and the elements are ours."""
    root = ET.fromstring(render(gate(hostile_report(), parse("copy")), "junit"))  # noqa: S314 (our own)
    assert {one.tag for one in root.iter()} == {"testsuites", "testsuite", "testcase", "failure", "skipped"}
    assert len(list(root.iter("testcase"))) == 2 * len(STRINGS) + 1
