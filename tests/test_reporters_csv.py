"""CSV: a row a pair, and no cell that a spreadsheet would calculate."""

from __future__ import annotations

import csv
import io

import pytest
from hostile import STRINGS, hostile_report
from hypothesis import given
from hypothesis import strategies as st
from reports import compare_report, scan_report

from syndetect import render
from syndetect.gates import gate, parse
from syndetect.model import Report
from syndetect.reporters.csv import COLUMNS, cell


def rows(report: Report) -> list[dict[str, str]]:
    """The rows as any reader has them."""
    return list(csv.DictReader(io.StringIO(render(report, "csv"), newline="")))


def test_a_row_a_pair_with_every_column_filled_from_it() -> None:
    """Sides, verdict, finding, figures and reasons stand in columns that are named once."""
    found = rows(gate(scan_report(), parse("paraphrase")))
    assert len(set(COLUMNS)) == len(COLUMNS)
    assert [(row["left"], row["right"]) for row in found] == [
        (one.left, one.right) for one in scan_report().pairs
    ]
    row = next(row for row in found if row["left"] == "coast/ferry.txt" and row["right"] == "wire/ferry.txt")
    assert (row["submission"], row["source"], row["fails"]) == ("coast/ferry.txt", "wire/ferry.txt", "true")
    assert (row["relation"], row["confidence"], row["credit_name"]) == (
        "paraphrase",
        "0.93",
        "Nordvik Press Agency",
    )
    assert row["left_title"] == "Ferry turns back with water on board"
    assert float(row["coverage_left"]) == float(row["coverage"]) == 0.86


def test_an_unrelated_pair_has_a_row_without_a_finding() -> None:
    """A comparison lists every pair, and so does its table."""
    (row,) = rows(compare_report())
    assert row["relation"]
    assert set(row) == set(COLUMNS)


@pytest.mark.parametrize("text", STRINGS)
def test_no_cell_is_a_formula(text: str) -> None:
    """Not behind spaces or quotation marks either, nor in full-width signs."""
    shown = cell(text)
    assert shown.isprintable()
    assert shown.lstrip(' "')[:1] not in tuple("=+-@＝＋－＠")


def test_hostile_texts_stay_in_their_cells() -> None:
    """A row for each pair and a cell for each column, wherever commas and quotation marks stand."""
    text = render(hostile_report(), "csv")
    assert len(text.splitlines()) == 1 + len(STRINGS)
    assert {len(row) for row in csv.reader(io.StringIO(text))} == {len(COLUMNS)}
    assert {len(row) for row in csv.reader(io.StringIO(text), delimiter=";")} == {1}


@given(st.text(alphabet=st.sampled_from("ab é\U0001f600文/#:'\"=-_.")))
def test_ordinary_text_stays_as_it_is_or_gets_an_apostrophe(text: str) -> None:
    """A program that joins on ids finds them; only what could be a formula is changed, by one sign."""
    formula = text.lstrip(" '\"").startswith(tuple("=+-@"))
    assert cell(text) == f"'{text}" if formula else cell(text) == text
