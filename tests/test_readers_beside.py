"""Exports with a table beside their articles, notes with a foot, and what stands over a text."""

from __future__ import annotations

import json

import pytest

from benchmarks.speed.formats import zipped
from syndetect.model import Document, Skipped
from tests.test_readers_trade import GATE, documents, read

_TEXT = "The boat came back to the rock after eleven weeks, and nobody at all spoke of the dinghy."
_POSTS = (
    "post_id,post_date,is_published,type,title,subtitle\n"
    '7.boat,2024-03-07T10:00:00.000Z,true,newsletter,"Boat, back",Late\n'
    "8.peas,2024-03-08T10:00:00.000Z,false,newsletter,Peas,\n"
)


def _substack(table: bytes) -> list[Document | Skipped]:
    page = f"<p>{_TEXT}</p><p>{_TEXT}</p>".encode()
    return read(".zip", zipped({"posts.csv": table, "posts/7.boat.html": page, "posts/8.peas.html": page}))


def test_posts_of_substack_have_the_titles_and_days_of_their_table() -> None:
    """What was not published has no day, and the table is no article of its own."""
    first, second = _substack(_POSTS.encode())
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.title, first.published, first.meta["subtitle"]) == (
        "Boat, back",
        "2024-03-07T10:00:00.000Z",
        "Late",
    )
    assert (second.title, second.published) == ("Peas", None)


@pytest.mark.parametrize("table", [b"", b"a,b\n1,2\n", b"\xff\xfe\x00", b'post_id,post_date,title\n"7'])
def test_another_table_of_that_name_costs_nothing(table: bytes) -> None:
    """The pages are read, whatever stands beside them."""
    found = _substack(table)
    assert [item.text[:8] for item in found if isinstance(item, Document)] == ["The boat", "The boat"]


def test_messages_of_slack_have_the_names_of_its_people() -> None:
    """A message names a number, and the list of the people who that is."""
    people = [{"id": "U1", "name": "ada", "profile": {"real_name": "Ada Holm"}}, {"id": "U2"}, 3]
    said = [
        {"type": "message", "user": user, "ts": "1709805600.0001", "text": _TEXT} for user in ("U1", "U2")
    ]
    data = zipped(
        {"users.json": json.dumps(people).encode(), "press/2024-03-07.json": json.dumps(said).encode()}
    )
    first, second = (item for item in read(".zip", data) if isinstance(item, Document))
    assert first.meta["author"] == "Ada Holm"
    assert "author" not in second.meta


def _joplin(kind: int, text: str) -> bytes:
    return (
        f"{text}\n\nid: 0f1e2d3c4b5a69788796a5b4c3d2e1f0\nparent_id: \n"
        f"created_time: 2024-03-07T09:00:00.000Z\n"
        f"author: Ada Holm\nsource_url: https://s.example/a\nencryption_applied: 0\ntype_: {kind}"
    ).encode()


def test_a_note_of_joplin_is_its_text_alone() -> None:
    """Title, author and address are fields; when it was clipped is no day of publication."""
    [made] = documents(".md", _joplin(1, f"Boat, back\n\n{GATE.text}"))
    assert made.text == GATE.text
    assert (made.title, made.url, made.published) == ("Boat, back", "https://s.example/a", None)
    assert (made.meta["author"], made.meta["created"]) == ("Ada Holm", "2024-03-07T09:00:00.000Z")


def test_a_notebook_of_joplin_is_no_article() -> None:
    """Exports hold one file for each of them, too."""
    [found] = read(".md", _joplin(2, "Clippings"))
    assert isinstance(found, Skipped)
    assert found.note


def test_a_text_that_merely_ends_so_is_a_text() -> None:
    """The foot has a number of its own kind above."""
    [made] = documents(".md", f"{GATE.text}\n\nid: gate\ntype_: 1".encode())
    assert "type_: 1" in made.text


@pytest.mark.parametrize(
    ("front", "author"),
    [
        ('author:\n  - "[[Ada Holm]]"\n  - "[[people/moe|Brit Moe]]"', "Ada Holm, Brit Moe"),
        ("authors: [Ada Holm]", "Ada Holm"),
        ("author: '[[Ada Holm]]'", "Ada Holm"),
        ("authors:\n  - name: Ada Holm\n    url: https://a.example", "Ada Holm"),
    ],
)
def test_authors_in_front_matter_are_names(front: str, author: str) -> None:
    """Lists, objects and links between notes, as sites and notebooks have them."""
    [made] = documents(".md", f"---\ntitle: Boat\n{front}\n---\n{_TEXT}\n".encode())
    assert made.meta["author"] == author


@pytest.mark.parametrize("ends", ["\r", "\r\n", "\n"])
def test_line_ends_of_every_system_part_lines(ends: str) -> None:
    """Those of old Macs as well; no offset moves."""
    text = f"Boat comes back to the rock\n\nBy Ada Holm\n\n7 March 2024\n\n{_TEXT}\n"
    [made] = documents(".txt", text.replace("\n", ends).encode())
    assert (made.title, made.published) == ("Boat comes back to the rock", "2024-03-07")
    assert len(made.text) == len(text.replace("\n", ends))


def test_an_address_over_a_text_is_where_it_is_from() -> None:
    """It is no headline, and neither is a menu of links or a heading of a wiki."""
    [made] = documents(".txt", f"https://s.example/2024/boat\n\nBoat comes back\n\n{_TEXT}\n".encode())
    assert (made.url, made.outlet, made.title) == (
        "https://s.example/2024/boat",
        "s.example",
        "Boat comes back",
    )
    menu = f"* [Home](/)\n* [Sport](/s)\n\n# Boat comes back\n\n![A boat](b.jpg)\n\n{_TEXT}\n"
    [made] = documents(".md", menu.encode())
    assert made.title == "Boat comes back"
    [made] = documents(".txt", f"====== Boat comes back ======\n\n{_TEXT}\n".encode())
    assert made.title == "Boat comes back"


def test_labels_with_empty_lines_between_them_are_fields() -> None:
    """As libraries of books put them over their texts."""
    text = f"Title: Boat\n\nAuthor: Ada Holm\n\nRelease date: March 7, 2024 [eBook #9]\n\n\n{_TEXT}\n"
    [made] = documents(".txt", text.encode())
    assert (made.title, made.published, made.meta["author"]) == ("Boat", "2024-03-07", "Ada Holm")
    assert made.text.strip() == _TEXT
