"""Workflow commands: read back as GitHub's runner reads them."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from cli_samples import report_with
from hostile import STRINGS, hostile_report
from hypothesis import given
from hypothesis import strategies as st
from reports import nothing_report, scan_report

from syndetect import render
from syndetect.gates import gate, parse
from syndetect.model import Report
from syndetect.reporters.github import SHOWN, escaped, escaped_property

COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")


def unescaped(text: str) -> str:
    """What the runner makes of an escaped text: the per cent sign comes last."""
    for code, sign in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, sign)
    return text


def commands(report: Report) -> list[tuple[str, dict[str, str], str]]:
    """Level, properties and message of each command; every line but the first has to be one."""
    lines = render(report, "github").split("\n")
    assert lines.pop() == ""
    found = []
    for line in lines[1:]:
        match = COMMAND.fullmatch(line)
        assert match is not None, line
        properties = dict(part.split("=", 1) for part in match[2].split(","))
        found.append(
            (match[1], {name: unescaped(text) for name, text in properties.items()}, unescaped(match[3]))
        )
    return found


@given(st.text(alphabet=st.sampled_from("%0AD23C:,\r\nx=")))
def test_escaping_can_be_undone(text: str) -> None:
    """And leaves nothing by which a command or a property ends."""
    assert unescaped(escaped(text)) == text
    assert unescaped(escaped_property(text)) == text
    assert not set(escaped(text)) & set("\r\n")
    assert not set(escaped_property(text)) & set("\r\n:,")


def test_the_annotation_stands_at_the_passage() -> None:
    """File, lines and, on one line, columns of the strongest passage, with the verdict as its title."""
    report = scan_report()
    report = replace(report, documents=tuple(replace(one, line=7) for one in report.documents))
    found = {
        properties["file"]: (level, properties, text)
        for level, properties, text in commands(report)
        if "file" in properties
    }
    level, properties, text = found["coast/ferry.txt"]
    assert level == "warning"
    assert properties["title"] == "paraphrased: made from wire/ferry.txt"
    assert (properties["line"], properties["endLine"]) == ("7", "7")
    assert int(properties["col"]) < int(properties["endColumn"])
    assert text.startswith("86 % of its words")


def test_what_fails_a_policy_is_an_error_and_comes_first() -> None:
    """Other derivations are notices, and independent tellings are not annotated."""
    levels = [level for level, _, _ in commands(gate(scan_report(), parse("paraphrase")))]
    assert levels[0] == "error"
    assert levels == sorted(levels, key=["error", "warning", "notice"].index)
    assert not any("independently" in properties["title"] for _, properties, _ in commands(scan_report()))


@pytest.mark.parametrize(
    ("count", "told"), [(SHOWN, None), (SHOWN + 1, "1 more finding without"), (99, "89 more findings")]
)
def test_no_more_than_github_shows_and_the_rest_is_counted(count: int, told: str | None) -> None:
    """Ten errors of a step are shown; the others would vanish without a word."""
    found = commands(gate(report_with(*["copy"] * count), parse("copy")))
    errors = [level for level, _, _ in found if level == "error"]
    assert len(errors) == min(count, SHOWN)
    assert (found[-1][2].startswith(told) if told else len(found) == count) is True


def test_no_article_gives_commands() -> None:
    """Line breaks, per cent signs and colons of an id stay in the message."""
    found = commands(hostile_report())
    assert len([one for one in found if one[0] == "warning"]) == min(len(STRINGS), SHOWN)
    assert {tuple(properties) for _, properties, _ in found} <= {
        ("file", "line", "endLine", "title"),
        ("file", "line", "endLine", "col", "endColumn", "title"),
        ("title",),
    }


def test_nothing_found_is_a_line_of_figures() -> None:
    """And no annotation."""
    assert commands(nothing_report()) == []
