"""Web pages: what is read of them and what is not."""

from __future__ import annotations

import io
from typing import Any

import pytest

from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.page import body, read_html
from syndetect.readers.page.charset import decode_page
from syndetect.readers.page.dates import iso
from syndetect.readers.page.tree import MAX_ATTRIBUTES, MAX_DEPTH, MAX_ELEMENTS
from syndetect.readers.record import resolve_fields
from syndetect.settings import Settings

STORY = (
    "<p>The tide gate at Port Elm held through the fifth storm of the season, the harbour office said.</p>"
    "<p>Thirty-one centimetres of rain fell on the upper valley between Sunday night and noon.</p>"
)


def read(source: str | bytes) -> Document | Skipped:
    """What a page of this source gives."""
    data = source.encode() if isinstance(source, str) else source
    origin = Input("a.html", "news/a.html", "news", len(data))
    [found] = read_html(io.BytesIO(data), origin, resolve_fields({}), Settings())
    return found


def document(head: str = "", inside: str = "", attributes: str = "") -> Document:
    """The document of a page with the story in it."""
    found = read(
        f"<html{attributes}><head>{head}</head><body><article>{STORY}{inside}</article></body></html>"
    )
    assert isinstance(found, Document)
    return found


def meta(head: str = "", inside: str = "") -> dict[str, Any]:
    """What is known of a page besides our own fields."""
    return dict(document(head, inside).meta)


def test_paragraphs_are_parted_by_an_empty_line() -> None:
    """The text is that of the page without its tags, and offsets count in it."""
    text = document().text
    assert [part[:8] for part in text.split("\n\n")] == ["The tide", "Thirty-o"]
    assert "<" not in text


def test_a_headline_above_the_text_is_the_title_alone() -> None:
    """The text does not begin with the title again."""
    found = document('<meta property="og:title" content="Gate holds">', "")
    page = read(
        f'<meta property="og:title" content="Gate holds"><article><h2>Gate  holds</h2>{STORY}</article>'
    )
    assert isinstance(page, Document)
    assert (found.title, page.title) == ("Gate holds", "Gate holds")
    assert page.text.startswith("The tide gate")


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ('<meta property="og:title" content="A  b"><title>c</title>', "A b"),
        ("<title>The Gull: Gate holds through storm | News</title>", "Gate holds through storm"),
        ("<title>Only a title</title>", "Only a title"),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "headline": "L"}</script>', "L"),
    ],
)
def test_titles(head: str, title: str) -> None:
    """Marked titles go first; a heading that the title holds is the title without the site's name."""
    assert document(head, "<h2>Gate holds through storm</h2>").title == title


PUBLISHER = (
    '<script type="application/ld+json">'
    '{"@graph": [{"@type": ["Thing", "NewsArticle"], "publisher": {"name": "Gull"}}]}</script>'
)


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        ('<meta property="og:site_name" content="The Gull">' + PUBLISHER, "The Gull"),
        (PUBLISHER, "Gull"),
        ('<meta property="og:url" content="https://www.x.example/a">', "x.example"),
        ("", "news"),
    ],
)  # fmt: skip
def test_outlets(head: str, outlet: str) -> None:
    """The site's own name, else its publisher's, else the host, else the folder."""
    assert document(head).outlet == outlet


def test_a_canonical_address_elsewhere_is_no_address_of_this_page() -> None:
    """On a syndicated copy the canonical link names the original; the page keeps its own address."""
    head = (
        '<meta property="og:url" content="https://copy.example/a">'
        '<link rel="canonical" href="https://origin.example/1">'
        '<meta name="syndication-source" content="https://wire.example/2">'
        '<script type="application/ld+json">{"@type": "Article", "isBasedOn": "https://b.example/3"}</script>'
    )
    found = document(head)
    assert (found.url, found.outlet) == ("https://copy.example/a", "copy.example")
    assert found.meta["canonical"] == "https://origin.example/1"
    assert found.meta["syndication"] == ["https://wire.example/2", "https://b.example/3"]


def test_links_out_of_the_text_are_kept() -> None:
    """Addresses on other hosts in the paragraphs are listed once each, others are not."""
    inside = (
        '<p>By <a href="https://wire.example/1">wire</a>, <a href="https://wire.example/1">again</a>, '
        '<a href="https://x.example/2">here</a>, <a href="/3">there</a>, <a href="javascript:x">now</a>.</p>'
        '<nav><a href="https://nav.example/">menu</a></nav>'
    )
    assert meta('<meta property="og:url" content="https://x.example/">', inside)["links"] == [
        "https://wire.example/1"
    ]


TIME = '<meta property="article:published_time" content="2024-05-01T06:30:00Z">'
LINKED = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2024-05-02"}</script>'
MAIL = '<meta name="date" content="Wed, 01 May 2024 06:30:00 +0200">'
ADDRESS = '<meta property="og:url" content="https://x.example/2024/05/05/gate">'
MARKED = '<time itemprop="datePublished" datetime="2024-05-03">x</time>'


@pytest.mark.parametrize(
    ("head", "inside", "published", "place", "certainty"),
    [
        (TIME, "", "2024-05-01T06:30:00Z", "meta", "stated"),
        (TIME + LINKED, "", "2024-05-02", "json-ld", "stated"),
        (MAIL, "", "2024-05-01T06:30:00+02:00", "meta", "stated"),
        ("", MARKED, "2024-05-03", "time", "stated"),
        ("", '<time datetime="2024-05-04">x</time>', "2024-05-04", "time", "likely"),
        (ADDRESS, "", "2024-05-05", "address", "likely"),
    ],
)
def test_dates_say_how_sure_they_are(
    head: str, inside: str, published: str, place: str, certainty: str
) -> None:
    """A date has its origin beside it."""
    found = document(head, inside)
    assert (found.published, found.meta["date"]) == (published, {"from": place, "certainty": certainty})


def test_no_date_is_guessed_from_the_text() -> None:
    """What only a reader could tell stays unknown."""
    found = document('<meta name="date" content="yesterday">', "<p>On 1 May 2024 the gate was shut.</p>")
    assert (found.published, "date" in found.meta) == (None, False)


@pytest.mark.parametrize("value", ["", "x", "2024-13-01", "Wed, 99 May 2024 06:30:00", None])
def test_what_is_no_date_is_none(value: str | None) -> None:
    """Nothing is made up from what cannot be read."""
    assert iso(value) is None


@pytest.mark.parametrize(
    "hidden",
    [
        '<p style="display : none">machine words here</p>',
        '<p>Seen. <span style="font-size:0px">machine words here</span></p>',
        '<p>Seen. <span style="position:absolute; left:-9999px">machine words here</span></p>',
        "<p hidden>machine words here</p>",
        '<p class="note trap">machine words here</p>',
        '<div id="pit"><p>machine words here</p></div>',
    ],
)
def test_hidden_text_is_left_out_and_counted(hidden: str) -> None:
    """What no reader sees is no part of the text, and the page says that it was there."""
    rules = "/* x */ @media print {.seen{display:none}} .a, .trap{visibility:hidden} #pit {display:none}"
    style = f"<style>{rules}</style>"
    found = document(style, f'{hidden}<p class="seen">The gate was built in 1931 and raised twice since.</p>')
    assert "machine" not in found.text
    assert "raised twice" in found.text
    assert found.meta["hidden_words"] == 3


def test_a_comment_that_never_ends_takes_the_rest_of_a_style_sheet() -> None:
    """As in browsers, what stands before it holds and what stands inside it does not."""
    style = "<style>.a{display:none} /* .b{display:none} " + "/* " * 5_000 + "</style>"
    inside = '<p class="a">machine words</p><p class="b">The gate was built in 1931 and raised twice.</p>'
    found = document(style, inside)
    assert "raised twice" in found.text
    assert "machine" not in found.text


def test_menus_and_dialogs_are_not_counted_as_hidden_text() -> None:
    """Closed dialogs, templates and menus are part of every page."""
    inside = "<dialog>Accept all</dialog><template>x y</template><nav hidden>Home</nav><noscript>z</noscript>"
    assert "hidden_words" not in meta("", inside)


def test_a_page_of_hidden_text_only_says_so() -> None:
    """Nothing is read from a page that shows nothing."""
    assert read(f"<body><div hidden><article>{STORY}</article></div></body>") == Skipped(
        "news/a.html", "is a page without visible text"
    )


def test_the_json_ld_that_says_more_is_kept_in_short() -> None:
    """What other stages may ask for travels in meta, the article's text and pictures do not."""
    source = (
        '{"@type": "NewsArticle", "headline": "L", "articleBody": "long", '
        '"sourceOrganization": {"name": "Wire"}, "wordCount": 812, "image": ["x"], "deep": {"a": {"b": {}}}}'
    )
    found = meta(f'<script type="application/ld+json">{source}</script>')["jsonld"]
    assert found == {
        "@type": "NewsArticle", "sourceOrganization": {"name": "Wire"}, "wordCount": 812, "deep": {"a": {}},
    }  # fmt: skip


@pytest.mark.parametrize(
    "script", ["{", "[" * 100_000, '"x"', "null", '{"@type": 3}', "NaN", '{"@graph": 7}']
)
def test_broken_json_ld_is_passed_over(script: str) -> None:
    """Whatever stands there, the page is read."""
    assert "jsonld" not in meta(f'<script type="application/ld+json">{script}</script>')


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("<div>" * 2000 + STORY, f"is nested more than {MAX_DEPTH} elements deep, as no page is"),
        ("<br>" * (MAX_ELEMENTS + 1), f"has more than {MAX_ELEMENTS:,} elements; split it or save its text"),
        ("<p " + " ".join(f"a{at}=bcdefghijk" for at in range(20_000)) + ">x",
         f"has an element with more than {MAX_ATTRIBUTES:,} attributes, as no page has"),
        ("<!-- nothing -->", "is a page without visible text"),
        ("<img src=x>", "is a page without visible text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "looks binary, not text"),
        (" \n", "is empty"),
    ],
)  # fmt: skip
def test_what_is_no_page_says_why(source: str | bytes, reason: str) -> None:
    """Pages made to take for ever, and pages without text, are skipped with a reason."""
    assert read(source) == Skipped("news/a.html", reason)


def test_pictures_inside_the_page_cost_nothing() -> None:
    """A page with its pictures inside, as some tools save it, is read like any other."""
    found = read(f'<article><img src="data:image/png;base64,{"A" * 3_000_000}">{STORY}</article>')
    assert isinstance(found, Document)
    assert found.text == document().text


@pytest.mark.parametrize(
    ("source", "charset", "text"),
    [
        ("<meta charset=iso-8859-1>Fähre – ja".encode("cp1252"), None, "Fähre – ja"),
        ("<meta charset=iso-8859-1>Fähre".encode(), None, "Fähre"),
        ("<p>Паром".encode("cp1251"), "windows-1251", "Паром"),
        (
            "<meta http-equiv=x content='text/html; charset=windows-1251'>Паром".encode("cp1251"),
            None,
            "Паром",
        ),
        ("<meta charset=utf-7>Fähre".encode(), "no-such", "Fähre"),
        ("Fähre".encode("utf-16"), "utf-8", "Fähre"),
        (b"<meta charset=hex>plain", "zip", "plain"),
    ],
)
def test_encodings(source: bytes, charset: str | None, text: str) -> None:
    """What the bytes show goes before what is declared, and a declaration before a guess."""
    found = decode_page(source, charset)
    assert found is not None
    assert found.endswith(text)


def test_the_plain_form_keeps_to_the_article(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra, menus, boxes of links and comments are left out as well."""
    monkeypatch.setattr(body, "_trafilatura", lambda: None)
    found = read(
        f"<nav>Home Town Harbour</nav><main>{STORY}<div class='related'>Ten walks along the dyke</div></main>"
        "<div id=comments><p>I have said so for years and nobody wanted to hear it.</p></div>"
    )
    assert isinstance(found, Document)
    assert found.text == document().text


def test_a_notice_of_rights_is_no_part_of_the_article() -> None:
    """The last line of many pages is not their text."""
    assert "reserved" not in document("", "<p>© The Gull. All rights reserved in every country.</p>").text


def test_nothing_is_said_on_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    """What libraries have to say about a page stays with them."""
    for source in ("<p>", "<html>", "<article></article>", "&#1;<p>x", STORY):
        read(source)
    assert capfd.readouterr() == ("", "")


def test_half_a_pair_in_json_ld_becomes_a_mark_that_a_report_can_hold() -> None:
    """A page may escape what no text can have; its title, author and other facts can be written down."""
    source = r'{"@type": "NewsArticle", "headline": "L\ud800", "author": "A.\uDFFF R", "genre": "\ud83d"}'
    page = document(f'<script type="application/ld+json">{source}</script>')
    assert page.title == "L\N{REPLACEMENT CHARACTER}"
    assert page.meta["author"] == "A.\N{REPLACEMENT CHARACTER} R"
    assert page.meta["jsonld"]["genre"] == "\N{REPLACEMENT CHARACTER}"
