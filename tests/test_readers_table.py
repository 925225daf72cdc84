"""CSV and TSV."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.record import resolve_fields
from syndetect.readers.table import _MISSING, read_csv, read_tsv
from syndetect.settings import Settings

ORIGIN = Input("a.csv", "news/a.csv", "news")
# Markup, entities and escapes are undone, which tests of their own say.
VALUES = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc",), exclude_characters="<&\\")
    | st.sampled_from('\n\t",;|'),
    min_size=1,
).filter(lambda text: text.strip() and text not in _MISSING)


def read(data: bytes, max_bytes: int = 100_000, **fields: str) -> list[Document | Skipped]:
    """What a table of these bytes gives."""
    return list(read_csv(io.BytesIO(data), ORIGIN, resolve_fields(fields), Settings(max_bytes=max_bytes)))


@given(st.lists(VALUES, min_size=1, max_size=6), st.sampled_from(",;\t|"))
def test_texts_come_back_exactly(texts: list[str], separator: str) -> None:
    """A text without markup is read as it was, quotation marks, separators and line breaks included."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=separator)
    writer.writerows([["id", "text", "page"], *([f"n{at}", text, "4"] for at, text in enumerate(texts))])
    found = read(file.getvalue().encode())
    assert [(item.id, item.text, item.meta) for item in found if isinstance(item, Document)] == [
        (f"n{at}", text, {"page": "4"}) for at, text in enumerate(texts)
    ]


def test_rows_are_named_by_the_line_they_begin_in() -> None:
    """A row without an id is called after file and line, however many lines rows take."""
    found = read(b'text,page\n"Sand\nand sea.",1\n\nSky.,2\n')
    assert [item.id for item in found if isinstance(item, Document)] == ["a.csv:2", "a.csv:5"]


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(codec: str, ends: str) -> None:
    """Tables are read as spreadsheets of every age save them."""
    text = ends.join(
        ["text;page", "Où la tempête a touché la côte;1", "Le phare s’est éteint à minuit;2", ""]
    )
    found = [item.text for item in read(text.encode(codec)) if isinstance(item, Document)]
    assert found == ["Où la tempête a touché la côte", "Le phare s’est éteint à minuit"]


def test_columns_may_be_called_what_they_are_in_other_languages() -> None:
    """What has no column of our name may have one of another language; our own name goes first."""
    rows = "Nr;Überschrift;Text;Datum;Zeitung\n1;Wehr zu;Das Wehr ist zu.;2024-03-04;Bote\n"
    [found] = read(rows.encode())
    assert isinstance(found, Document)
    assert (found.title, found.published, found.outlet) == ("Wehr zu", "2024-03-04", "Bote")
    assert found.meta == {"Nr": "1"}
    [found] = read(b"title;Titel;text;Quelle\nWeir;Wehr;The weir is shut.;Bote\n", outlet="Titel")
    assert isinstance(found, Document)
    assert (found.title, found.outlet, found.meta) == ("Weir", "Wehr", {"Quelle": "Bote"})


def test_fields_are_mapped() -> None:
    """The mapping of fields holds for columns too."""
    [found] = read(b"body,guid\nSand.,x\n", text="body", id="guid")
    assert isinstance(found, Document)
    assert (found.id, found.text, found.meta) == ("x", "Sand.", {})


@pytest.mark.parametrize(
    ("data", "source", "reason"),
    [
        (
            b"lead,page\nx,1\n",
            "",
            "has no 'text' column but 'lead', 'page'; map another with --field text=NAME",
        ),
        (
            b"body,story\nx,1\n",
            "",
            "has several columns that may hold the texts: 'body', 'story'; say which with --field text=NAME",
        ),
        (b"text,page\n", "", "holds a header and no rows"),
        (b"text,page\n\n,\n", "", "holds a header and no rows"),
        (b"text,page\n,1\n", ":2", "its 'text' column is empty"),
        (b"text,page\nx,1,2\n", ":2", "has 3 values for 2 columns"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "", "looks binary, not text"),
        (b" \n", "", "is empty"),
    ],
)
def test_what_is_no_article_says_why(data: bytes, source: str, reason: str) -> None:
    """A table without texts is told once, a row without one under its line."""
    assert read(data) == [Skipped(f"news/a.csv{source}", reason)]


def test_a_quotation_mark_left_open_costs_one_row() -> None:
    """What it swallows is bounded by the limit, and reading goes on behind it."""
    data = b"text,page\n" + b'"Sand, sea.",1\n' * 6000 + b'"open,2\n' + b"x,3\n" * 1000 + b"Sea.,4\n"
    found = read(data, 1000)
    reason = "a row over the limit of 1,000 an article; raise max_bytes to read it"
    assert [item for item in found if isinstance(item, Skipped)] == [Skipped("news/a.csv:6002", reason)]
    assert [item.text for item in found if isinstance(item, Document)][-1] == "Sea."


def test_a_line_without_an_end_is_never_held() -> None:
    """A line longer than an article is counted and dropped."""
    found = read(b"text\n" + b"x" * 5_000_000 + b"\nSea.\n", 1000)
    assert [item.source if isinstance(item, Skipped) else item.text for item in found] == [
        "news/a.csv:2",
        "Sea.",
    ]


def test_tabs_alone_part_the_columns_of_tsv() -> None:
    """A comma in a header of tabs is part of a name."""
    data = b"text\tone, two, three\nSand, sea.\t1\n"
    [found] = read_tsv(io.BytesIO(data), ORIGIN, resolve_fields({}), Settings())
    assert isinstance(found, Document)
    assert (found.text, found.meta) == ("Sand, sea.", {"one, two, three": "1"})


def articles(data: bytes, **fields: str) -> list[tuple[str, str, str | None]]:
    """Id, text and title of every article of a table."""
    return [(item.id, item.text, item.title) for item in read(data, **fields) if isinstance(item, Document)]


SAID = 'The reeve said "no", twice; then he left,\nand it rained.'
SHORT = "Nobody was hurt."
TWO = [("1", SAID, "Reeve"), ("2", SHORT, "Quay")]

COMMA = (
    'id,title,text\n1,Reeve,"The reeve said ""no"", twice; then he left,\nand it rained."\n'
    "2,Quay,Nobody was hurt.\n"
)
QUOTED = (
    '"id","title","text"\n"1","Reeve","The reeve said ""no"", twice; then he left,\nand it rained."\n'
    '"2","Quay","Nobody was hurt."\n'
)
BARE = 'id\ttitle\ttext\n1\tReeve\tThe reeve said "no", twice; then he left,\\nand it rained.\n2\tQuay\t'
DIALECTS = {
    "as spreadsheets write it, separator first": "sep=;\n"
    + COMMA.replace(",", ";")
    .replace("; t", ", t")
    .replace("left;", "left,")
    .replace('"", twice, t', '"", twice; t'),
    "quotation marks escaped": COMMA.replace('""', '\\"'),
    "line ends escaped, too": COMMA.replace('""', '\\"').replace("left,\n", "left,\\n"),
    "a database's dump with tabs": BARE + "Nobody was hurt.\n",
    "the same with line ends behind a backslash": (BARE + "Nobody was hurt.\n").replace("\\n", "\\\n"),
    "separators and line ends behind a backslash": COMMA.replace('""', "#")
    .replace('"', "")
    .replace("#", '"')
    .replace('", twice', '"\\, twice')
    .replace("left,\n", "left\\,\\\n"),
    "under lines of a heading": "Export\nDate: 7 March\n\n" + QUOTED,
    "separators at every end": COMMA.replace("text\n", "text,\n")
    .replace('."\n', '.",\n')
    .replace(".\n", ".,,\n"),
    "in single quotation marks": QUOTED.replace('""', "#").replace('"', "'").replace("#", '"'),
    "names in capitals, blanks before marks": QUOTED.replace('","', '", "').replace('"id"', '"ID"'),
    "rows with numbers of their own": QUOTED.replace('"1",', '"1","1",').replace('"2",', '"2","2",'),
}


@pytest.mark.parametrize("table", DIALECTS.values(), ids=DIALECTS)
def test_dialects_are_found_in_the_file(table: str) -> None:
    """Whatever way a program wrote the table, the same articles come out of it."""
    assert articles(table.encode()) == TWO


def test_marks_of_quotation_may_be_letters_like_others() -> None:
    """A text that begins with a mark that nothing closes takes no row with it."""
    data = b'id\ttitle\ttext\n1\ta\t"It is cold.\n2\tb\tSand "and" sea.\n3\tc\tSky.\n'
    [one, two, three] = read_tsv(io.BytesIO(data), ORIGIN, resolve_fields({}), Settings())
    assert [item.text for item in (one, two, three) if isinstance(item, Document)] == [
        '"It is cold.', 'Sand "and" sea.', "Sky.",
    ]  # fmt: skip


def test_the_whole_stream_is_decoded_not_by_its_beginning() -> None:
    """Letters of another encoding are read rightly, however late the first of them comes."""
    data = b"id,text\n" + b"1,Sand and sea all day long.\n" * 60_000 + "2,Über die Brücke.\n".encode("cp1252")
    found = [item.text for item in read(data) if isinstance(item, Document)]
    assert found[-1] == "Über die Brücke."


def test_an_encoding_that_is_given_is_taken() -> None:
    """What the user says of the encoding goes before what the bytes seem to be."""
    data = "text,page\nČelo větru,1\n".encode("cp852")
    settings = Settings(encoding="other/*.csv=cp437; a.csv=cp852")
    [found] = read_csv(io.BytesIO(data), ORIGIN, resolve_fields({}), settings)
    assert isinstance(found, Document)
    assert found.text == "Čelo větru"


def test_a_row_that_swallowed_others_is_named() -> None:
    """Where a value holds what look like further rows, somebody is told."""
    rows = "".join(f'{at},a,"Sand, sea {at}."\n' for at in range(6000))
    data = f'id,title,text\n{rows}6000,a,"open\n6001,b,Sky.\n6002,c,"Sea."\n'
    told = [item.source for item in read(data.encode()) if isinstance(item, Skipped)]
    assert told == ["news/a.csv:6002 (row)"]


def test_words_of_a_text_recognition_are_no_articles() -> None:
    """A table with a word a row is refused once, and says what to do."""
    rows = b"level\tword_num\tconf\ttext\n5\t1\t96\tGate\n5\t2\t96\tholds\n"
    [found] = read(rows)
    assert isinstance(found, Skipped)
    assert found.reason.startswith("is a table of single words by a text recognition")


@pytest.mark.parametrize("name", ["content", "body", "Article_Text", "volltext", "正文"])
def test_a_column_that_alone_can_hold_the_texts_does(name: str) -> None:
    """Its other columns have the names that programs give them, too, but what is mapped stays."""
    rows = f"source,headline,{name},date,shares\nGull,Sand,The sand is back.,2024-03-04,7\n".encode()
    [found] = read(rows)
    assert isinstance(found, Document)
    assert (found.text, found.title, found.outlet) == ("The sand is back.", "Sand", "Gull")
    assert (found.published, found.meta) == ("2024-03-04", {"shares": "7"})
    [found] = read(rows, outlet="headline")
    assert isinstance(found, Document)
    assert (found.outlet, found.title) == ("Sand", None)


def test_the_markup_of_a_text_beside_it_is_not_taken() -> None:
    """A table with both has one that holds the texts."""
    [found] = read(b"content_html,content\n<p>Sand.</p>,Sand.\n")
    assert isinstance(found, Document)
    assert (found.text, found.meta) == ("Sand.", {"content_html": "<p>Sand.</p>"})


ROWS = (
    ("1", "Sand", "The sand is back.\n\nIt came by night.\nSo they say.", "Gull"),
    ("2", "Gate", "It held.", "Post"),
)


@pytest.mark.parametrize("sign", ["\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_rows_that_line_ends_break_are_whole(sign: str, end: str) -> None:
    """Consoles of databases write texts as they are, without marks around them."""
    lines = [sign.join(row) for row in (("id", "title", "text", "outlet"), *ROWS, *ROWS)]
    found = read(("\n".join(lines) + "\n").replace("\n", end).encode())
    assert all(isinstance(item, Document) for item in found)
    kept = [(one.title, one.text.replace("\r", ""), one.outlet) for one in found if isinstance(one, Document)]
    assert kept == [row[1:] for row in (*ROWS, *ROWS)]


def test_short_rows_stay_rows() -> None:
    """Rows that lack their last values are no pieces of one another."""
    found = read(b"id\ttext\ttitle\toutlet\n1\tSand is back.\n2\tIt held.\n3\tIt broke.\tGate\tPost\n")
    assert [one.text for one in found if isinstance(one, Document)] == [
        "Sand is back.",
        "It held.",
        "It broke.",
    ]
