"""XML of journals, books, notes, wikis and blogs: what was put in comes back, and nothing beside it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.speed import trade
from syndetect.model import Document, Skipped
from syndetect.readers.wikitext import plain_text
from tests.test_readers_trade import GATE, LAMP, documents, read

BACK = [
    (".xml", trade.jats, "The Gull", "2024-05-01"),
    (".nxml", trade.jats, "The Gull", "2024-05-01"),
    (".xml", trade.docbook, None, "2024-05-01"),
    (".fb2", trade.fictionbook, None, "2024-05-01"),
    (".enex", trade.enex, "gull.example", None),
    (".xml", trade.wiki, "The Gull", "2024-05-01"),
    (".xml", trade.wordpress, "The Gull", "2024-05-01"),
    (".xml", trade.blogger, "The Gull", "2024-05-01"),
    (".json", trade.ghost, "The Gull", "2024-05-01"),
    (".txt", trade.movable_type, None, "2024-05-01"),
]


@pytest.mark.parametrize(("suffix", "make", "outlet", "day"), BACK)
def test_articles_come_back_with_their_fields(
    suffix: str, make: object, outlet: str | None, day: str | None
) -> None:
    """Texts keep their paragraphs; notes, pictures, comments and older versions are no part of them."""
    found = documents(suffix, make([GATE, LAMP]))  # type: ignore[operator]
    assert [(one.text, one.title) for one in found] == [(one.text, one.title) for one in (GATE, LAMP)]
    assert {one.outlet for one in found} == {outlet}
    assert {(one.published or "")[:10] or None for one in found} == {day}
    assert len({one.id for one in found}) == 2


def texts(suffix: str, data: str) -> list[str]:
    """The texts of what is read."""
    return [item.text for item in read(suffix, data.encode()) if isinstance(item, Document)]


def reasons(suffix: str, data: str) -> list[str]:
    """What is said of a file."""
    return [item.reason for item in read(suffix, data.encode()) if isinstance(item, Skipped)]


@pytest.mark.parametrize(
    "data",
    [
        (
            "<article><front><article-meta><title-group><article-title>T</article-title></title-group>"
            "</article-meta></front></article>"
        ),
        "<article><title>T</title></article>",
        "<FictionBook><body/></FictionBook>",
        "<en-export></en-export>",
        "<mediawiki></mediawiki>",
        "<book><title>T</title></book>",
    ],
)
def test_files_without_a_text_say_so(data: str) -> None:
    """Nothing is read from a file that has headlines only, and one line says so."""
    assert texts(".xml", data) == []
    assert len(reasons(".xml", data)) == 1


def test_an_abstract_stands_ahead_of_its_article_and_a_translation_apart() -> None:
    """What a reader sees as one text is one; a sub-article has its own language."""
    data = (
        "<article xml:lang='pt'><front><article-meta><title-group><article-title>A "
        "<italic>b</italic></article-title>"
        "</title-group><contrib-group><contrib "
        "contrib-type='author'><name><surname>Holm</surname><given-names>Ada"
        "</given-names></name></contrib></contrib-group><pub-date "
        "pub-type='ppub'><day>7</day><month>3</month><year>2024"
        "</year></pub-date><pub-date pub-type='epub'><day>5</day><month>3</month><year>2024</year></pub-date>"
        "<abstract><title>Resumo</title><p>Curto.</p></abstract><abstract "
        "abstract-type='graphical'><p>No.</p></abstract>"
        "</article-meta></front><body><p>Um texto<fig><caption><p>No.</p></caption></fig> longo.</p></body>"
        "<sub-article xml:lang='en'><front-stub><title-group><article-title>B</article-title></title-group>"
        "</front-stub>"
        "<body><p>A long text.</p></body></sub-article></article>"
    )
    first, second = (item for item in read(".xml", data.encode()) if isinstance(item, Document))
    assert (first.text, first.title, first.language) == ("Resumo\n\nCurto.\n\nUm texto longo.", "A b", "pt")
    assert (first.published, first.meta["author"]) == ("2024-03-05", "Ada Holm")
    assert (second.text, second.title, second.language) == ("A long text.", "B", "en")


def test_quotations_of_docbook_have_their_marks() -> None:
    """An element that readers see as marks of quotation becomes them, inside of its paragraph."""
    data = (
        "<article><info><title>T</title></info><para>He said <quote>it held</quote> twice.</para></article>"
    )
    assert texts(".xml", data) == ["He said “it held” twice."]


def test_a_book_of_parts_is_read_by_its_chapters() -> None:
    """Sections that hold nothing but sections are no articles of their own."""
    section = "<section><title><p>{0}</p></title><p>The text of {0} is here.</p></section>"
    inner = "".join(section.format(name) for name in "abc")
    data = f"<FictionBook><body><section><title><p>Part</p></title>{inner}</section></body></FictionBook>"
    found = [item for item in read(".fb2", data.encode()) if isinstance(item, Document)]
    assert [(one.title, one.text) for one in found] == [
        (name, f"The text of {name} is here.") for name in "abc"
    ]


@pytest.mark.parametrize("make", [trade.enex, trade.wiki])
def test_what_stands_ahead_of_a_cut_is_read(make: object) -> None:
    """A dump that breaks off costs its last record, and one line says so."""
    data = make([GATE, LAMP])  # type: ignore[operator]
    found = read(
        ".xml", data[: data.index(b"mides") if b"mides" in data else data.index(LAMP.text[9:30].encode())]
    )
    assert [item.text for item in found if isinstance(item, Document)] == [GATE.text]
    assert any("cut off" in item.reason for item in found if isinstance(item, Skipped))


@pytest.mark.parametrize("root", ["en-export", "mediawiki"])
def test_entities_are_refused(root: str) -> None:
    """A file that defines its own entities is not expanded."""
    data = f"<!DOCTYPE {root} [<!ENTITY a 'b'>]><{root}><note/><page/></{root}>"
    assert texts(".xml", data) == []
    assert "declares the entity" in reasons(".xml", data)[0]


@pytest.mark.parametrize("root", ["en-export", "mediawiki", "article", "book", "FictionBook"])
def test_deep_nesting_is_one_sentence(root: str) -> None:
    """Elements nested beyond reason end the reading of their file, not the run."""
    data = f"<{root}>{'<p>' * 5000}{'</p>' * 5000}</{root}>"
    assert texts(".xml", data) == []
    assert "nested more than" in reasons(".xml", data)[0]


def test_pages_that_are_no_articles_are_counted() -> None:
    """Talk, templates and pages that lead to others are passed over, and a note says how many."""
    [note] = [item for item in read(".xml", trade.wiki([GATE])) if isinstance(item, Skipped)]
    assert note.note
    assert note.reason.endswith("1 of other namespaces, such as talk and templates, 1 that lead to others")


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("It '''held''' ''twice''.", "It held twice."),
        (
            "The [[tide gate|gate]] of [[Port Elm]] and [[:Category:Gates|others]].",
            "The gate of Port Elm and others.",
        ),
        ("A [https://a.example gate] [https://b.example] held.", "A gate held."),
        ("It {{box|a=1|{{b|[[c]]}}}}held.", "It held."),
        ("== Head ==\nIt held.\n* one\n# two", "Head\n\nIt held.\n\none\n\ntwo"),
        ("It held<ref name='a'/>.<ref>No [[b]] {{c}}</ref> It rained.", "It held. It rained."),
        ("It <nowiki>[[held]]</nowiki>.<br />It rained.", "It held.\n\nIt rained."),
        ("{| class='a'\n| b\n{|\n| c\n|}\n|}\nIt held.", "It held."),
        ("<!-- no -->It &amp; they&nbsp;held. __NOTOC__", "It & they held."),
        ("[[Datei:A.jpg|mini|Ein [[Tor]]]]Es hielt.", "Es hielt."),
        ("{{w|Port Elm}} held, {{w|Gull (paper)|the Gull}} says.", "Port Elm held, the Gull says."),
        ("It {{held and [[rained.", "It held and rained."),
        ("5 < 6 and 7 > 2.", "5 < 6 and 7 > 2."),
    ],
)
def test_markup_of_wikis_leaves_what_readers_see(source: str, text: str) -> None:
    """Links are their labels; templates, tables, notes and pictures leave nothing."""
    assert plain_text(source) == text


@settings(max_examples=200)
@given(
    st.lists(
        st.sampled_from(["{{", "}}", "[[", "]]", "{|", "|}", "\n", "|", "<ref>", "</ref>", "<!--", "a "])
    )
)
def test_any_markup_of_wikis_has_a_text(parts: list[str]) -> None:
    """Marks without their other half neither fail nor take the words behind them away."""
    assert "fine" in plain_text("".join(parts) + "]]" * 99 + "}}" * 99 + "\n|}" * 99 + "</ref>--> fine")


def test_an_export_of_wordpress_says_what_is_no_article_and_what_was_not_published() -> None:
    """Pictures and menus are counted; a draft has no date of publication."""
    data = trade.wordpress([GATE]).replace(b"<wp:status>publish", b"<wp:status>draft")
    one, note = read(".xml", data)
    assert isinstance(one, Document)
    assert (one.text, one.published, one.meta["status"]) == (GATE.text, None, "draft")
    assert isinstance(note, Skipped)
    assert note.reason == "passed over entries that are no articles: 1 attachment, 1 nav_menu_item"


def test_a_table_of_rows_called_by_ids_is_joined_to_files_of_that_name(tmp_path: object) -> None:
    """Exports of newsletters call each page by the id of its row."""
    from pathlib import Path

    from syndetect import read as read_all
    from syndetect.settings import Settings

    folder = Path(str(tmp_path))
    (folder / "posts").mkdir()
    (folder / "posts" / "17.gate.html").write_text(f"<p>{GATE.text}</p>", encoding="utf-8")
    (folder / "posts.csv").write_text(
        "post_id,post_date,title\n17.gate,2024-05-01,Gate holds\n", encoding="utf-8"
    )
    metadata = Settings(metadata=str(folder / "posts.csv"))
    [found] = [item for item in read_all(folder / "posts", settings=metadata) if isinstance(item, Document)]
    assert found.title == "Gate holds"


def test_what_comes_several_times_in_a_row_is_read_whole() -> None:
    """Paragraphs that bear one name are a text; of several headlines the first is taken."""
    halves = GATE.text.split(". ", 1)
    inside = "".join(f"<text>{half}</text>" for half in halves)
    row = f"<item><title>A gate</title><title>Another</title>{inside}</item>"
    found = read(".xml", f"<items>{row}{row}</items>".encode())
    one, two = (item for item in found if isinstance(item, Document))
    assert one.text.split() == GATE.text.replace(". ", " ", 1).split()
    assert (one.title, two.title) == ("A gate", "A gate")


def test_entries_of_movable_type_have_both_bodies_and_no_day_before_they_are_published() -> None:
    """Comments are no text, drafts have no day, an entry without a text is skipped under its number."""
    export = (
        "TITLE: Gate\nSTATUS: Draft\nDATE: 03/07/2024 10:30:00 PM\n-----\nBODY:\nThe gate holds, they said."
        "\n\nIt will for years.\n-----\nEXTENDED BODY:\n<p>Then it broke.</p>\n-----\nCOMMENT:\nAUTHOR: Bo\n"
        "It did not.\n-----\n--------\nTITLE: Wall\n-----\nBODY:\n-----\n--------\n"
    ).replace("\n", "\r\n")
    one, skipped = read(".txt", export.encode())
    assert isinstance(one, Document)
    assert one.text == "The gate holds, they said.\n\nIt will for years.\n\nThen it broke."
    assert (one.title, one.published, one.meta["status"]) == ("Gate", None, "draft")
    assert isinstance(skipped, Skipped)
    assert (skipped.source.rpartition(":")[2], skipped.reason) == ("2", "is an entry without text")


def test_references_that_nobody_declares_cost_a_row_no_more_than_themselves() -> None:
    """They stand among the elements of a row, and inside of them."""
    row = f"<item><title>A gate</title>&X;<text>{GATE.text}</text><tags>&A;&B;</tags></item>"
    found = read(".xml", f"<items>{row}{row}</items>".encode())
    assert [item.title for item in found if isinstance(item, Document)] == ["A gate", "A gate"]
