"""Articles and settings as Python hands them over: mappings, rows, tables; and what wrong ones are told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pytest
from cli_samples import COPY, ORIGINAL, OTHER

from syndetect import (
    Document,
    Report,
    Settings,
    SyndetectError,
    check,
    compare,
    compare_pairs,
    doctor,
    load_report,
    render,
    scan,
)
from syndetect.records import to_dict

RECORDS = [
    {"id": "a", "text": ORIGINAL, "outlet": "Gazette", "published": "2026-03-04", "desk": "harbour"},
    {"id": "b", "text": COPY, "outlet": "Ledger", "published": "2026-03-05", "desk": None},
    {"id": "c", "text": OTHER, "outlet": "Ledger", "published": None, "desk": "farms"},
]


class Row(NamedTuple):
    """The same as named tuples have it."""

    id: str
    text: str
    outlet: str | None
    published: str | None
    desk: str | None


def told(report: Report) -> dict[str, Any]:
    """A report but for its run."""
    return {name: value for name, value in to_dict(report).items() if name != "run"}


def documents() -> list[Document]:
    """The same articles as values of ours."""
    return [
        Document(
            record["id"],
            record["text"],
            record["outlet"],
            published=record["published"],
            meta={"desk": record["desk"]} if record["desk"] else {},
        )
        for record in RECORDS
    ]


def pandas_frame() -> Any:
    """The records as pandas has them, with its own signs for nothing."""
    return pytest.importorskip("pandas").DataFrame(RECORDS)


def polars_frame() -> Any:
    """The records as polars has them."""
    return pytest.importorskip("polars").DataFrame(RECORDS)


HANDED: dict[str, Callable[[], Any]] = {
    "mappings": lambda: RECORDS,
    "a generator": lambda: iter(RECORDS),
    "named tuples": lambda: [Row(**record) for record in RECORDS],
    "an Arrow table": lambda: pa.Table.from_pylist(RECORDS),
    "a frame of pandas": pandas_frame,
    "a frame of polars": polars_frame,
    "rows of pandas": lambda: (row for _, row in pandas_frame().iterrows()),
    "tuples of pandas": lambda: pandas_frame().itertuples(),
    "an index of pandas": lambda: pandas_frame().set_index("id"),
}


@pytest.mark.parametrize("kind", HANDED)
def test_every_kind_of_table_gives_the_same_report(kind: str) -> None:
    """Mappings, rows and tables are read as documents of the same fields are."""
    found = told(scan(HANDED[kind]()))
    for document in found["documents"]:
        # A row tells that it has no desk, where a document has no word of it; and its number.
        document["meta"] = {
            name: value for name, value in document["meta"].items() if name == "desk" and value
        }
    assert [document["id"] for document in found["documents"]] == ["a", "b", "c"]
    assert found == told(scan(documents()))


def test_paths_in_a_list_or_a_generator_are_those_paths(tmp_path: Path) -> None:
    """What `Path.glob` gives is read as if each file had been named."""
    for record in RECORDS:
        (tmp_path / f"{record['id']}.txt").write_text(str(record["text"]), encoding="utf-8")
    paths = sorted(tmp_path.glob("*.txt"))
    expected = told(scan(*paths))
    assert told(scan(paths)) == told(scan(tmp_path.glob("*.txt"))) == expected
    assert told(scan(map(str, paths))) == expected


def test_rows_without_an_id_are_numbered_through_all_sources() -> None:
    """Two lists of texts do not claim each other's ids."""
    report = scan([{"text": ORIGINAL}, {"text": COPY}], [{"text": OTHER}])
    assert [document.id for document in report.documents] == ["row:1", "row:2", "row:3"]
    assert not report.skipped


def test_fields_name_the_columns_of_a_table() -> None:
    """As for files, any column can be the text."""
    table = pa.table({"body": [ORIGINAL, COPY], "key": ["a", "b"]})
    report = scan(table, fields={"text": "body", "id": "key"})
    assert [(pair.left, pair.right, pair.relation) for pair in report.pairs] == [("a", "b", "copy")]


def test_a_row_without_a_text_is_skipped_with_its_number() -> None:
    """And the rest of the table is read."""
    report = scan([*RECORDS, {"id": "d", "text": None}, {"id": "e", "text": float("nan")}, {"text": 5}])
    assert [item.source for item in report.skipped] == ["row:4", "row:5", "row:6"]
    assert len(report.documents) == 3


def test_a_check_takes_tables_on_both_sides() -> None:
    """Submissions and archive may each be of another kind."""
    report = check(RECORDS[1], against=pa.Table.from_pylist([RECORDS[0], RECORDS[2]]))
    assert report.submissions == ("b",)
    assert [(pair.left, pair.right) for pair in report.pairs] == [("a", "b")]


def test_a_comparison_takes_a_mapping_and_a_document() -> None:
    """Each side is one article, in whatever form."""
    report = compare(RECORDS[0], documents()[1])
    assert report.pairs[0].relation == "copy"
    assert compare([RECORDS[0]], Row(**RECORDS[1])).pairs[0].relation == "copy"


def test_listed_pairs_take_a_table_of_articles() -> None:
    """And tuples of ids."""
    listed: tuple[Any, ...] = (
        [("b", "a")],
        [{"left": "b", "right": "a"}],
        pa.table({"left": ["b"], "right": ["a"]}),
    )
    for pairs in listed:
        assert [(one.left, one.relation) for one in compare_pairs(pairs, RECORDS).pairs] == [("b", "copy")]


def test_one_pattern_or_file_alone_is_no_list_of_letters(tmp_path: Path) -> None:
    """`exclude` and `ignore` take a string as well as a list of them."""
    for record in RECORDS:
        (tmp_path / f"{record['id']}.txt").write_text(str(record["text"]), encoding="utf-8")
    report = check(tmp_path / "a.txt", against=tmp_path, exclude="b.txt")
    assert not report.pairs
    assert not scan(tmp_path, ignore=str(tmp_path / "a.txt"), min_relation="paraphrase").pairs


def test_settings_go_in_as_keywords_mappings_or_values() -> None:
    """All three say the same, and a keyword goes before the rest."""
    wanted = Settings(rare_words=4).as_dict()
    assert scan(RECORDS, rare_words=4).settings == wanted
    assert scan(RECORDS, settings={"rare_words": 4}).settings == wanted
    assert scan(RECORDS, settings=Settings(rare_words=2), rare_words=4).settings == wanted
    assert compare(RECORDS[0], RECORDS[1], rare_words=4).settings == wanted
    assert check(RECORDS[0], against=RECORDS, rare_words=4).settings == wanted


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: scan(5), "pass a path, a Document, a mapping with a 'text'"),
        (lambda: scan(None), "None holds no articles; pass a path"),
        (lambda: scan(b"bytes"), "pass a path"),
        (lambda: scan([1, 2]), "a value of type int among the articles is none; pass a path"),
        (lambda: scan(["a.txt", 3]), "among paths is none; pass a path"),
        (lambda: scan([RECORDS[0], "a.txt"]), "type str among the articles is none"),
        (lambda: scan({"txt": ORIGINAL}), "row:1: has no 'text' field; name the one that holds the text"),
        (lambda: scan([]), "there was nothing to read"),
        (
            lambda: scan(ORIGINAL),
            "is no path that exists; an article's text itself is passed as {'text': ...}",
        ),
        (lambda: compare("text a", "text b"), "an article's text itself is passed as {'text': ...}"),
        (lambda: compare(RECORDS, RECORDS[0]), "the left side is not one article: it holds 3 articles"),
        (
            lambda: compare(RECORDS[0], {"text": ""}),
            "the right side is not one article: row:1 its 'text' field",
        ),
        (lambda: check(RECORDS, against=7), "pass a path"),
        (lambda: scan(RECORDS, fields="body"), "pass a mapping, such as {'text': 'body'}"),
        (lambda: compare_pairs(5, RECORDS), "a value of type int lists no pairs; pass tuples of two ids"),
        (lambda: compare_pairs(["ab"], RECORDS), "'ab' names no pair; pass tuples of two ids"),
        (lambda: compare_pairs([("a", 1)], RECORDS), "('a', 1) names no pair"),
        (lambda: render("report.json"), "type str is no report; pass what scan or load_report returned"),
        (lambda: load_report(5), "a value of type int is no path; pass that of a saved report"),
        (lambda: scan(RECORDS, settings=3), "pass Settings(...), a mapping such as"),
        (lambda: scan(RECORDS, rare_word=3), "unknown setting 'rare_word' (did you mean 'rare_words'?)"),
        (lambda: scan(RECORDS, jobs="2"), "jobs is a value of type str; pass a whole number, 1 or more"),
        (lambda: scan(RECORDS, jobs=0), "jobs is 0; pass a whole number, 1 or more"),
        (lambda: scan(RECORDS, memory="2G"), "memory is a value of type str; pass a whole number"),
        (lambda: scan(RECORDS, progress=3), "progress is a value of type int; pass a function of"),
        (lambda: scan(RECORDS, ignore=3), "ignore is a value of type int; pass a list"),
        (lambda: scan(RECORDS, exclude={"a": 1}), "exclude is a value of type dict; pass a list"),
        (lambda: scan(RECORDS, spellings="Gazette"), "spellings lists no names; for each outlet pass a list"),
        (lambda: scan(RECORDS, spellings=["Gazette"]), "as in [['Meridian Wire', 'MW']]"),
        (lambda: check(RECORDS, against=RECORDS, edited=3), "edited is a value of type int; pass a list"),
        (lambda: doctor(RECORDS, sample=-3), "sample is -3; pass a whole number, 1 or more"),
        (lambda: scan(RECORDS, rare_words="4"), "rare_words is '4'; it takes a whole number"),
    ],
)
def test_what_is_of_a_wrong_kind_is_told_what_to_pass(call: Callable[[], object], says: str) -> None:
    """One sentence, which says what would be right."""
    with pytest.raises(SyndetectError) as raised:
        call()
    assert says in str(raised.value)


def test_moments_of_a_table_are_dates_of_articles() -> None:
    """Pandas' own moments, and its sign for none, are read as dates and as no date."""
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(RECORDS).assign(published=pandas.to_datetime(["2026-03-04T06:10Z", None, None]))
    assert [document.published for document in scan(frame).documents] == [
        "2026-03-04T06:10:00+00:00",
        None,
        None,
    ]


def test_settings_show_what_is_not_the_default() -> None:
    """So that a signature or a message with them stays short, and the text makes them again."""
    settings = Settings(rare_words=4, min_relation="copy")
    assert repr(Settings()) == "Settings()"
    assert eval(repr(settings)) == settings  # noqa: S307 (the text is ours)
    assert repr(replace(settings, rare_words=3)) == "Settings(min_relation='copy')"
