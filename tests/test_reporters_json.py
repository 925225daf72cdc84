"""The two JSON formats: one object, or a record a line."""

from __future__ import annotations

import json

import pytest
from reports import nothing_report, scan_report

from syndetect.model import Report
from syndetect.plugins import load
from syndetect.records import from_dict, records, to_dict


@pytest.mark.parametrize("report", [scan_report(), nothing_report()])
def test_json_is_the_report(report: Report) -> None:
    """The JSON format is one object that holds everything, and ends in a line break."""
    text = "".join(load("reporters", "json")(report, width=80, colour=True, explain=True))
    assert json.loads(text) == to_dict(report)
    assert from_dict(json.loads(text)).pairs == report.pairs
    assert text.endswith("}\n")


def test_json_has_a_line_for_each_record() -> None:
    """Documents, pairs and families stand on lines of their own, so that reports can be compared by line."""
    lines = "".join(
        load("reporters", "json")(scan_report(), width=80, colour=False, explain=False)
    ).splitlines()
    for pair in to_dict(scan_report())["pairs"]:
        assert any(line.rstrip(",").lstrip(",") == json.dumps(pair, ensure_ascii=False) for line in lines)


def test_ndjson_is_the_records() -> None:
    """The ndjson format is one record a line."""
    text = "".join(load("reporters", "ndjson")(scan_report(), width=80, colour=False, explain=False))
    assert [json.loads(line) for line in text.splitlines()] == list(records(scan_report()))
    assert text.endswith("\n")
