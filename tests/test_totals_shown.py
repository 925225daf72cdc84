"""What an article has from all its sources stands in the formats, and gates can ask for it."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from reports import scan_report

from syndetect import render
from syndetect.gates import gate, parse
from syndetect.model import Report
from syndetect.records import from_dict, to_dict
from syndetect.reporters.html.catalogue import catalogue
from syndetect.reporters.html.link_data import link_records

MANY = "sund/leak.txt"


def patchwork() -> Report:
    """The sample report, one member of which has nearly all its words from several sources."""
    report = scan_report()
    return replace(
        report,
        documents=tuple(
            replace(one, total_coverage=0.9731, total_derived_words=677) if one.id == MANY else one
            for one in report.documents
        ),
    )


def test_a_policy_asks_for_all_sources_together() -> None:
    """A patchwork of small parts passes a bound on each pair, and not the one on the whole."""
    report = patchwork()
    for policy in ("total_coverage>=97%", "total_derived_words>600"):
        failing = {one.submission for one in gate(report, parse(policy)).findings if one.fails}
        assert failing == {MANY}
    saved = from_dict(to_dict(report))
    assert (
        gate(saved, parse("total_coverage>=97.31%")).findings
        == gate(report, parse("total_coverage>=97.31%")).findings
    )


def test_tables_terminal_and_page_show_it() -> None:
    """The share and the words, wherever the member is shown."""
    report = patchwork()
    rows = [row for row in csv.DictReader(io.StringIO(render(report, "csv"))) if row["submission"] == MANY]
    assert {(row["total_coverage"], row["total_derived_words"]) for row in rows} == {("0.9731", "677")}
    assert "97 % (677 words) from all its sources" in " ".join(render(report, "terminal", width=120).split())
    assert [0.9731, 677] in [link["total"] for link in link_records(catalogue(report))]
    assert '"totalDerivedWords": 677' in render(report, "sarif").replace('":677', '": 677')
