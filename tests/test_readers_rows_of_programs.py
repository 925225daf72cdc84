"""Rows as search engines, databases and scrapers write them, in XML, JSON, pages and columns."""

from __future__ import annotations

import json

import pytest

from syndetect.model import Document
from tests.test_readers_trade import documents

_TEXT = "The boat came back to the rock after eleven weeks, and nobody spoke of the dinghy."
_MORE = "A vote on the gearbox was put off until April."


def _one(suffix: str, text: str) -> Document:
    [made] = documents(suffix, text.encode())
    return made


@pytest.mark.parametrize(
    ("around", "row", "field"),
    [
        (
            "<response><lst name='head'><int name='n'>1</int></lst><result>{}</result></response>",
            "doc",
            "str",
        ),
        ("<add>{}</add>", "doc", "field"),
        (
            "<mysqldump><database name='d'><table_data name='t'>{}</table_data></database></mysqldump>",
            "row",
            "field",
        ),
    ],
)
def test_the_attribute_names_the_field_where_the_element_names_a_type(
    around: str, row: str, field: str
) -> None:
    """Solr's answers and updates, and dumps of MySQL."""
    rows = "".join(
        f"<{row}><{field} name='title'>Boat {number}</{field}><{field} name='content'>{_TEXT}</{field}>"
        f"<{field} name='author'>Ada Holm</{field}></{row}>"
        for number in (1, 2)
    )
    first, second = documents(".xml", around.format(rows).encode())
    assert (first.text, first.title, second.title) == (_TEXT, "Boat 1", "Boat 2")
    assert first.meta["author"] == "Ada Holm"


def test_a_file_of_one_row_is_an_article() -> None:
    """As trafilatura writes a page, with its fields in attributes and its paragraphs apart."""
    made = _one(
        ".xml",
        f"<doc sitename='Skerry' title='Boat' author='A. Holm' date='2024-03-07' "
        f"source='https://s.example/a' fingerprint='f'><main><p>{_TEXT}</p><head>Next</head>"
        f"<p>{_MORE}</p></main><comments/></doc>",
    )
    assert made.text == f"{_TEXT}\n\nNext\n\n{_MORE}"
    assert (made.outlet, made.title, made.published) == ("Skerry", "Boat", "2024-03-07")
    assert made.url == "https://s.example/a"


def test_entries_of_a_journal_have_their_text_and_day() -> None:
    """LiveJournal calls them otherwise than everybody else."""
    made = _one(
        ".xml",
        "<livejournal><entry><itemid>3</itemid><eventtime>2024-03-07 10:00:00</eventtime>"
        f"<subject>Boat</subject><event>{_TEXT}&lt;br /&gt;&lt;br /&gt;{_MORE}</event></entry></livejournal>",
    )
    assert made.text.split("\n\n") == [_TEXT, _MORE]
    assert (made.title, made.published) == ("Boat", "2024-03-07T10:00:00")


@pytest.mark.parametrize(
    ("date", "read"),
    [
        ({"$date": "2024-03-07T09:00:00.000Z"}, "2024-03-07T09:00:00"),
        ({"$date": {"$numberLong": "1709802000000"}}, "2024-03-07T09:00:00"),
        ({"$date": 1709802000000}, "2024-03-07T09:00:00"),
    ],
)
@pytest.mark.parametrize("suffix", [".json", ".jl"])
def test_dates_of_mongodb_are_dates(suffix: str, date: object, read: str) -> None:
    """In all the forms that its exports have."""
    record = {"_id": {"$oid": "65e9"}, "title": "Boat", "text": _TEXT, "published": date}
    made = _one(suffix, json.dumps(record) + "\n")
    assert (made.published or "").startswith(read)


def test_an_object_that_is_no_date_stays_none() -> None:
    """Whatever else stands in the place of a date."""
    made = _one(".jsonl", json.dumps({"text": _TEXT, "published": {"day": 7}}) + "\n")
    assert made.published is None


@pytest.mark.parametrize(
    "columns",
    [
        "Τίτλος;Κείμενο;Ημερομηνία;Συντάκτης;Πηγή",
        "Tiêu đề;Nội dung;Ngày đăng;Tác giả;Nguồn",
        "शीर्षक;पाठ;दिनांक;लेखक;स्रोत",
        "หัวข้อ;เนื้อหา;วันที่;ผู้เขียน;แหล่งข่าว",
        "כותרת;טקסט;תאריך;מחבר;מקור",
        "عنوان;متن;تاریخ;نویسنده;منبع",
        "Cím;Szöveg;Dátum;Szerző;Forrás",
        "Judul;Isi Berita;Tanggal;Penulis;Sumber",
        "Назва;Зміст;Дата публікації;Автор;Джерело",
        "Rubrik;Innehåll;Datum;Författare;Källa",
    ],
)
def test_columns_are_known_in_many_languages(columns: str) -> None:
    """A table that an editor made calls them by what they are."""
    made = _one(".csv", f'{columns}\nBoat;"{_TEXT}";2024-03-07;Ada Holm;Skerry\n')
    assert (made.title, made.text, made.published) == ("Boat", _TEXT, "2024-03-07")
    assert (made.outlet, made.meta["author"]) == ("Skerry", "Ada Holm")


def test_a_page_that_is_a_bare_table_gives_its_rows() -> None:
    """Data frames are written so; a page with a table in it is no such file."""
    rows = "".join(f"<tr><th>{n}</th><td>Boat {n}</td><td>{_TEXT}</td></tr>" for n in (0, 1))
    head = "<thead><tr><th></th><th>title</th><th>text</th></tr></thead>"
    table = f"<table border='1'>{head}<tbody>{rows}</tbody></table>"
    first, second = documents(".html", table.encode())
    assert (first.text, first.title, second.title) == (_TEXT, "Boat 0", "Boat 1")
    [page] = documents(".html", f"<table><tr><td><p>{_TEXT}</p><p>{_MORE}</p></td></tr></table>".encode())
    assert _MORE in page.text


def test_rows_of_an_orc_file_are_articles() -> None:
    """Columns are those of every other table."""
    import io

    import pyarrow as pa
    from pyarrow import orc

    made = io.BytesIO()
    orc.write_table(pa.table({"headline": ["Boat"], "body": [_TEXT]}), made)
    [found] = documents(".orc", made.getvalue())
    assert (found.text, found.title) == (_TEXT, "Boat")
