"""YAML, TOML, rows in XML, and tables that are called texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.speed import formats, trade
from syndetect import read as read_all
from syndetect.model import Document, Skipped
from syndetect.pipeline import scan
from tests.test_readers_trade import GATE, LAMP, documents, read

MADE = {
    ".yaml": trade.yaml_list([GATE, LAMP]),
    ".toml": trade.toml_list([GATE, LAMP]),
    ".xml": trade.rows_xml([GATE, LAMP]),
    ".txt": formats.table([GATE, LAMP], "\t"),
}


@pytest.mark.parametrize("suffix", MADE)
def test_each_row_is_an_article(suffix: str) -> None:
    """All fields come back, and paragraphs stay apart."""
    found = documents(suffix, MADE[suffix])
    assert [(one.text, one.title, one.outlet, one.published) for one in found] == [
        (one.text, one.title, one.outlet, one.published) for one in (GATE, LAMP)
    ]


@pytest.mark.parametrize("codec", ["utf-16", "utf-8-sig", "utf-8"])
@pytest.mark.parametrize("separator", ["\t", ";", ",", "|"])
def test_a_table_that_is_called_a_text_is_a_table(codec: str, separator: str) -> None:
    """What spreadsheets save as text is rows, whatever parts their values."""
    data = formats.table([GATE, LAMP], separator).decode().encode(codec)
    assert [one.title for one in documents(".txt", data)] == [GATE.title, LAMP.title]


@pytest.mark.parametrize(
    "text",
    [
        "The text, the title, and what became of them.\nIt held.",
        "Text, says the reeve, is patient.\nIt held.",
        "title, text\n",
        "text\nIt held all night.",
        "title,te\rxt,text\nIt held, it did.",
        "text; weather\nIt held all night; rain.",
    ],
)
def test_prose_is_no_table(text: str) -> None:
    """Commas and the names of columns alone make none; a text of one line stays one."""
    [found] = documents(".txt", text.encode())
    assert found.text == text


def test_documents_and_single_values_of_yaml_are_articles() -> None:
    """A file may hold one article, or one a document; values stay as they are written."""
    [one] = documents(".yaml", b"id: 007\ntitle: 12:30\nlanguage: no\ntext: |\n  It held.\n\n  It rained.\n")
    assert (one.id, one.title, one.language, one.text.strip()) == (
        "007",
        "12:30",
        "no",
        "It held.\n\nIt rained.",
    )
    found = documents(".yaml", b"---\ntext: It held.\n---\ntext: It rained.\n")
    assert [item.text for item in found] == ["It held.", "It rained."]


@pytest.mark.parametrize(
    ("suffix", "data", "reason"),
    [
        (".yaml", b"a: &b 1\nc: *b\n", "alias"),
        (".yaml", b"a: [1\n", "is not valid YAML (line"),
        (".yaml", b"[" * 99 + b"]" * 99, "nested"),
        (".yaml", b"a: " + b"{a: " * 99 + b"1" + b"}" * 99, "nested"),
        (".toml", b"a = ", "is not valid TOML"),
        (".toml", b"a = " + b"[" * 99 + b"]" * 99, "nested"),
        (".toml", b" \n", "is empty"),
    ],
)
def test_traps_and_damage_are_named(suffix: str, data: bytes, reason: str) -> None:
    """What cannot be read costs its file, in one sentence."""
    [told] = read(suffix, data)
    assert isinstance(told, Skipped)
    assert reason in told.reason


def test_settings_of_programs_do_not_trip_strict(tmp_path: Path) -> None:
    """A folder of a site holds files of settings, which are counted and never left out."""
    (tmp_path / "mkdocs.yml").write_text("site_name: The Gull\nnav: [a, b]\n")
    (tmp_path / "site.toml").write_text('title = "The Gull"\n')
    (tmp_path / "a.txt").write_text(GATE.text, encoding="utf-8")
    report = scan(tmp_path)
    assert (len(report.documents), report.skipped) == (1, ())


def test_rows_of_xml_may_hold_lists_and_stand_deeper(tmp_path: Path) -> None:
    """Paragraphs may be a list; what is around the rows is passed over; other XML says what it is."""
    lines = "<value>It held.</value><value>It rained.</value>"
    row = f"<row n='1'><headline>Gate</headline><text>{lines}</text></row>"
    (tmp_path / "a.xml").write_text(f"<dump><about>x</about><table>{row}{row}</table></dump>")
    found = [item for item in read_all(tmp_path / "a.xml") if isinstance(item, Document)]
    assert [(one.title, one.text) for one in found] == 2 * [("Gate", "It held.\n\nIt rained.")]
    (tmp_path / "b.xml").write_text("<project><a><b>1</b></a><a><b>2</b></a></project>")
    [told] = read_all(tmp_path / "b.xml")
    assert isinstance(told, Skipped)
    assert "root element 'project'" in told.reason
