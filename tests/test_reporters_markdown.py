"""Markdown for a comment: what GitHub's dialect makes of it, and how much of it there is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from cli_samples import report_with
from hostile import hostile_report
from markdown_it import MarkdownIt
from markdown_it.token import Token
from reports import large_report, nothing_report, scan_report

from syndetect import render
from syndetect.gates import Excuses, gate, parse
from syndetect.gates.suppressions import Suppression
from syndetect.model import Report
from syndetect.reporters.markdown import LIMIT, MARK, cell, code

DIALECT = MarkdownIt("commonmark", {"linkify": False}).enable(["table", "strikethrough"])
OURS = {"<details>", "</details>", "<summary>", "</summary>", "<code>", "</code>", MARK}


def tokens(text: str) -> list[Token]:
    """Every token, those inside paragraphs and cells as well."""
    found = []
    for token in DIALECT.parse(text):
        found.append(token)
        found += token.children or ()
    return found


def size(text: str) -> int:
    """Length as GitHub's limit could count it at worst."""
    return len(text.encode("utf-16-le")) // 2


def test_the_findings_are_a_table_with_the_failing_ones_first() -> None:
    """Seven cells a row, a cross where the policy is met."""
    text = render(gate(scan_report(), parse("paraphrase")), "markdown")
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    assert text.startswith(f"{MARK}\n## syndetect: ")
    assert len(rows) == 1 + len(scan_report().pairs)
    marks = [row.split(" | ")[0].strip("| ") for row in rows[1:]]
    assert marks == sorted(marks, key=lambda mark: mark != "❌")
    assert "❌" in marks
    assert "" in marks
    cells = sum(token.type == "td_open" for token in tokens(text))
    assert cells == 8 * len(scan_report().pairs)


def test_failing_findings_come_with_their_passages() -> None:
    """What differs stands as a diff, the source's words first."""
    text = render(gate(scan_report(), parse("paraphrase")), "markdown")
    fences = [token for token in tokens(text) if token.type == "fence"]
    assert fences
    assert all(token.info == "diff" for token in fences)
    assert any(token.content.startswith("- ") and "\n+ " in token.content for token in fences)


def test_a_gate_tells_its_policy_and_what_has_expired() -> None:
    """Above the table, where it is not overlooked."""
    over = Suppression("x|y", "*", (), "agreed @here", date(2025, 1, 1))
    report = gate(scan_report(), parse("copy"), Excuses(suppressions=(over,)), today=date(2026, 1, 1))
    head = render(report, "markdown").partition("\n| |")[0]
    assert "Fails on `copy`" in head
    assert (
        "> `the suppression of x|y from * expired on 2025-01-01 and no longer applies (agreed @here)`" in head
    )


@pytest.mark.parametrize("policy", [None, "copy"])
def test_no_article_writes_markup(policy: str | None) -> None:
    """No element, link, picture or heading that is not ours, and every foreign word inside code."""
    report = hostile_report()
    judged = gate(report, parse(policy)) if policy else report
    found = tokens(render(judged, "markdown"))
    kinds = {one.type for one in found}
    assert not {"link_open", "image", "s_open", "strong_open", "hr"} & kinds
    html = "".join(one.content for one in found if one.type in ("html_inline", "html_block"))
    for element in OURS:
        html = html.replace(element, "")
    assert "<" not in html
    assert sum(one.type == "heading_open" for one in found) <= 2
    plain = "".join(one.content for one in found if one.type == "text")
    assert not any(sign in plain for sign in ("@", "evil.example", "#1", "::error"))


@pytest.mark.parametrize("text", ["a", "`", "``a`", "a`", "|", "a|b``c", "  ", "", "\\", "<b>"])
def test_a_code_span_shows_its_text(text: str) -> None:
    """Whatever backticks and borders it has, in a paragraph and in a table."""
    (span,) = [one for one in tokens(f"x {code(text)} y") if one.type == "code_inline"] or [None]
    table = tokens(f"| a | b |\n|-|-|\n| {cell(text)} | z |\n")
    (inside,) = [one for one in table if one.type == "code_inline"] or [None]
    shown = text.strip()
    assert (span.content if span else "") == (inside.content if inside else "") == shown
    assert sum(one.type == "td_open" for one in table) == 2


@pytest.mark.parametrize("report", [large_report(), report_with(*["copy"] * 2000)])
@pytest.mark.parametrize("policy", [None, "excerpt"])
def test_a_large_report_fits_into_a_comment_and_says_what_is_missing(
    report: Report, policy: str | None
) -> None:
    """Under the limit, with the number of findings that are not there, and no table or list cut in a row."""
    judged = gate(report, parse(policy)) if policy else report
    text = render(judged, "markdown")
    assert size(text) < LIMIT
    assert "left out here for want of room; the JSON report has all of them" in text
    assert text.count("<details>") == text.count("</details>")
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    missing = int(text.partition("more findings left out")[0].rpartition("*")[2].replace(",", ""))
    assert len(rows) - 1 + missing == len(report.pairs)


def test_characters_outside_the_basic_plane_count_twice() -> None:
    """A report of nothing but emoji fits as well."""
    report = report_with(*["copy"] * 40)
    text = "\U0001f600 " * 400
    report = replace(report, documents=tuple(replace(one, text=text) for one in report.documents))
    assert size(render(gate(report, parse("copy")), "markdown")) < LIMIT


def test_nothing_found_is_said() -> None:
    """In the heading, without an empty table."""
    text = render(nothing_report(), "markdown")
    assert "## syndetect: no derived pair" in text
    assert "|" not in text
