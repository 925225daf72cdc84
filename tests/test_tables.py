"""A report as tables: Parquet and back, pandas, polars, networkx, a picture, and what a notebook shows."""

from __future__ import annotations

import json
import pydoc
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from cli_samples import report_with, write_articles
from cli_samples import syndetect as run
from hostile import STRINGS

import syndetect
from syndetect import Report, SyndetectError, check, load_report, render, scan
from syndetect.errors import InputError, ReportError
from syndetect.model import Skipped
from syndetect.records import from_dict, to_dict
from syndetect.records.flat_tables import TABLES, columns, joined, tables

ROOT = Path(__file__).resolve().parents[1]
_MARKUP = {
    f"{slash}{name}"
    for name in ("div", "p", "table", "thead", "tbody", "tr", "th", "td")
    for slash in ("", "/")
}


@pytest.fixture(scope="module")
def report() -> Report:
    """The report of the sample corpus, which has something of nearly everything."""
    return scan(ROOT / "corpus")


@pytest.fixture(scope="module")
def checked() -> Report:
    """One of a check."""
    return check(ROOT / "corpus" / "quayside-digest", against=ROOT / "corpus" / "meridian-wire")


def test_tables_hold_all_that_the_published_format_holds(report: Report, checked: Report) -> None:
    """Put together again they are the JSON, value by value."""
    for one in (report, checked, report_with("copy", "same-story"), replace(report_with(), submissions=())):
        assert joined(tables(one)) == to_dict(one)


def test_parquet_gives_the_same_report_back(report: Report, checked: Report, tmp_path: Path) -> None:
    """Through files as through JSON, again and again into one folder."""
    for one in (report, checked, report_with("copy"), report_with()):
        one.to_parquet(tmp_path / "report.parquet")
        assert to_dict(load_report(tmp_path / "report.parquet")) == to_dict(one)
    assert [file.name for file in tmp_path.iterdir()] == ["report.parquet"]


def test_tables_of_equal_reports_are_equal_bytes(report: Report, tmp_path: Path) -> None:
    """All but the run's own."""
    for name in ("one", "other"):
        report.to_parquet(tmp_path / name)
    for table in TABLES:
        first, second = ((tmp_path / name / f"{table}.parquet").read_bytes() for name in ("one", "other"))
        assert first == second


def test_types_of_columns_do_not_depend_on_rows(report: Report, tmp_path: Path) -> None:
    """An empty report has the columns and types of a full one."""
    report.to_parquet(tmp_path / "full")
    report_with().to_parquet(tmp_path / "empty")
    for table in TABLES:
        full, empty = (pq.read_schema(tmp_path / name / f"{table}.parquet") for name in ("full", "empty"))
        assert full.equals(empty)
        assert full.names == [column.name for column in columns(table)]


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path) -> None:
    """Tables replace tables, and nothing else."""
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match=r"it holds other files, such as 'mine.txt'"):
        report_with().to_parquet(tmp_path)
    with pytest.raises(InputError, match="it is a file; name a folder"):
        report_with().to_parquet(tmp_path / "mine.txt")
    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]


def test_damaged_tables_are_told_with_the_way_out(tmp_path: Path) -> None:
    """A table that is missing, and one that is none."""
    report_with("copy").to_parquet(tmp_path)
    (tmp_path / "pairs.parquet").write_bytes(b"PAR1 and then nothing")
    with pytest.raises(ReportError, match="the tables are damaged"):
        load_report(tmp_path)
    (tmp_path / "pairs.parquet").unlink()
    with pytest.raises(ReportError, match=r"a folder without pairs.parquet is no report"):
        load_report(tmp_path)


def test_odd_file_names_and_values_travel(tmp_path: Path) -> None:
    """Names that are not UTF-8 as escapes; a user's own fields, however nested, as they are."""
    odd = report_with("copy")
    first = replace(odd.documents[0], path="odd\udcff.txt", meta={"a": [1, {"b": None}], "c": "\udcff"})
    skipped = Skipped("odd\udcff.pdf", "is empty")
    odd = replace(odd, documents=(first, *odd.documents[1:]), skipped=(skipped,))
    odd.to_parquet(tmp_path / "tables")
    found = load_report(tmp_path / "tables")
    assert found.documents[0].path == "odd\\udcff.txt"
    assert found.skipped[0].source == "odd\\udcff.pdf"
    assert found.documents[0].meta == first.meta


def test_the_command_writes_and_reads_tables(tmp_path: Path) -> None:
    """By the suffix or by the format; `render` takes the folder; stdout cannot hold one."""
    write_articles(tmp_path / "news")
    for options in (["-o", "r.parquet"], ["--format", "parquet", "-o", "r.parquet"]):
        done = run("scan", "news", *options, cwd=tmp_path)
        assert (done.returncode, done.stdout) == (0, b"")
    shown = run("render", "r.parquet", "--format", "json", cwd=tmp_path)
    assert from_dict(json.loads(shown.stdout)).pairs[0].relation == "copy"
    refused = run("scan", "news", "--format", "parquet", cwd=tmp_path)
    assert (refused.returncode, b"name it with -o FOLDER" in refused.stderr) == (2, True)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("x", encoding="utf-8")
    refused = run("scan", "news", "--format", "parquet", "-o", "mine", cwd=tmp_path)
    assert (refused.returncode, b"it holds other files" in refused.stderr) == (2, True)


def test_tables_of_a_report_are_no_articles(tmp_path: Path) -> None:
    """A folder that holds both is read without them; a table of somebody else's is read."""
    write_articles(tmp_path)
    first = scan(tmp_path)
    first.to_parquet(tmp_path / "report.parquet")
    again = scan(tmp_path)
    assert again.documents == first.documents
    assert again.run.counts["passed over: own reports"] == len(TABLES)
    rows = [{"text": one.text} for one in first.documents if one.text]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "theirs.parquet")
    assert len(scan(tmp_path).documents) == len(first.documents) + len(rows)


@pytest.mark.parametrize("name", TABLES)
def test_frames_have_the_columns_and_rows_of_tables(report: Report, name: str) -> None:
    """In pandas and in polars, whatever stands in them; nothing that is missing becomes something."""
    rows = tables(report)[name]
    polars = pytest.importorskip("polars")
    frame = report.to_polars(name)
    assert frame.columns == [column.name for column in columns(name)]
    assert frame.to_dicts() == rows
    assert isinstance(frame, polars.DataFrame)
    pytest.importorskip("pandas")
    made = report.to_pandas(name)
    assert list(made.columns) == frame.columns
    assert len(made) == len(rows)
    for column in made.columns:
        missing = [value is None for value in (row[column] for row in rows)]
        lists = made[column].map(lambda value: isinstance(value, list)).astype(bool)
        assert (made[column].isna() & ~lists).tolist() == missing
        held = made[column][[not one for one in missing]].tolist()
        assert held == [row[column] for row, none in zip(rows, missing, strict=True) if not none]


def test_frames_of_nothing_keep_their_columns() -> None:
    """An empty report makes empty frames of the same types."""
    pytest.importorskip("polars")
    empty, full = report_with(), report_with("copy")
    assert empty.to_polars("members").schema == full.to_polars("members").schema
    pytest.importorskip("pandas")
    assert list(empty.to_pandas().columns) == list(full.to_pandas().columns)


def test_an_unknown_table_is_told_the_known_ones(report: Report) -> None:
    """With the one that was meant, before any library is asked for."""
    for make in (report.to_pandas, report.to_polars):
        with pytest.raises(
            SyndetectError, match=r"unknown table 'pair' \(did you mean 'pairs'\?\); valid are: run"
        ):
            make("pair")


def test_the_graph_is_that_of_graphml(report: Report) -> None:
    """Nodes, edges and what they say."""
    import networkx as nx

    graph = report.to_networkx()
    written = nx.parse_graphml(render(report, "graphml"))
    assert dict(graph.nodes(data=True)).keys() == dict(written.nodes(data=True)).keys()
    assert {(a, b): data["relation"] for a, b, data in graph.edges(data=True)} == {
        (a, b): data["relation"] for a, b, data in written.edges(data=True)
    }
    assert nx.is_directed(graph)


def test_the_picture_has_a_bar_for_each_derived_member(report: Report) -> None:
    """As long as the share that the table tells; what an outlet is called cannot make formulas of it.

    Of the ten largest families, unless more are asked for.
    """
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("agg")
    from matplotlib import pyplot as plt

    axes, ten = report.plot(len(report.families)), report.plot(ax=plt.figure().subplots())
    sources = {family.source.document for family in report.families}
    members = [
        member for family in report.families for member in family.members if member.document not in sources
    ]
    assert sorted(bar.get_width() for bar in axes.patches) == sorted(member.coverage for member in members)
    sizes = sorted((len(family.members) for family in report.families), reverse=True)
    assert len(ten.patches) <= sum(sizes[:10]) < sum(sizes)
    named = report_with("copy")
    hostile = replace(named, documents=tuple(replace(one, outlet="$\\frac{") for one in named.documents))
    hostile.plot(ax=plt.figure().subplots()).figure.canvas.draw()
    assert report_with().plot().get_title() == "no derived articles"
    plt.close("all")


@pytest.mark.parametrize(
    ("library", "extra", "use"),
    [
        ("pandas", "pandas", lambda report, _: report.to_pandas()),
        ("polars", "polars", lambda report, _: report.to_polars()),
        ("networkx", "networkx", lambda report, _: report.to_networkx()),
        ("matplotlib", "plot", lambda report, _: report.plot()),
        ("pyarrow", "tables", lambda report, place: report.to_parquet(place / "x")),
    ],
)
def test_what_is_not_installed_is_named_with_its_extra(
    library: str,
    extra: str,
    use: Callable[[Report, Path], Any],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """The message is the command to type."""
    for name in [library, *(name for name in sys.modules if name.startswith(f"{library}."))]:
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(SyndetectError, match=rf"pip install 'syndetect\[{extra}\]'"):
        use(report_with("copy"), tmp_path)


def test_a_report_is_one_line() -> None:
    """However much it holds; typed in a console it says what there is."""
    assert repr(report_with("copy", "copy")) == "<Report: 3 documents, 2 pairs, 1 family, 0 skipped>"
    assert repr(report_with()) == "<Report: 1 document, 0 pairs, 0 families, 0 skipped>"


def test_a_notebook_shows_a_small_table_without_markup_of_articles(report: Report) -> None:
    """Ten families at most, and text of articles is text."""
    shown = report._repr_html_()
    assert shown.count("<tr>") == 1 + min(10, len(report.families))
    assert len(shown) < 10_000
    families = report_with("copy").families
    for text in STRINGS:
        source = replace(families[0].source, name=text)
        titled = tuple(replace(one, title=text) for one in report_with("copy").documents)
        one = replace(report_with("copy"), documents=titled, families=(replace(families[0], source=source),))
        page = one._repr_html_()
        assert not set(re.findall(r"<(/?[a-z]+)", page)) - _MARKUP
        assert all(sign.isprintable() for sign in page)


@pytest.mark.parametrize(
    "name", ["scan", "check", "compare", "compare_pairs", "why", "doctor", "read", "render", "load_report"]
)
def test_help_fits_a_screen(name: str) -> None:
    """Forty lines of it at most."""
    shown = pydoc.plain(pydoc.render_doc(getattr(syndetect, name)))
    assert len(shown.splitlines()) <= 40
