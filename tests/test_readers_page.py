"""Web pages: what is read of them and what is not."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.page import body, page, read_html
from syndetect.readers.page.charset import decode_page
from syndetect.readers.page.element_tree import MAX_ATTRIBUTES, MAX_DEPTH, MAX_ELEMENTS
from syndetect.readers.page.page_dates import iso
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
        '<meta property="og:title" content="Gate holds"><article><h2>Gate  holds</h2><h3>Gate holds</h3>'
        f"{STORY}</article>"
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
        ('<meta name="dcterms.date" content="2024-05-01">', "", "2024-05-01", "meta", "stated"),
        ('<meta name="citation_publication_date" content="2024/05/01">', "", "2024-05-01", "meta", "stated"),
        ('<meta name="date" content="1 May 2024">', "", "2024-05-01", "meta", "stated"),
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


def test_the_day_of_a_conversion_is_no_date_of_publication() -> None:
    """LibreOffice calls the moment in which it wrote a page the one in which that was issued."""
    tool = '<meta name="DCTERMS.source" content="http://xml.openoffice.org/odf2xhtml">'
    found = document(tool + '<meta name="DCTERMS.issued" content="2026-11-29T08:28:30Z">', "")
    assert (found.published, "date" in found.meta) == (None, False)
    poppler = (
        '<meta name="generator" content="pdftohtml 0.36"><meta name="date" content="2026-11-29T08:28:30">'
    )
    found = document(poppler, "")
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


PARAGRAPHS = (
    "Harbour officials in Tolvik closed the outer breakwater on Thursday after divers found a long crack.",
    "The crack was noticed by a team that had been hired to inspect mooring rings, said Marit Oskarsen.",
    "Engineers believe that the January storms moved the foundation stones by about forty centimetres.",
)
MARKED = "".join(f"<p>{part}</p>" for part in PARAGRAPHS)
FIRST, REST = f"<p>{PARAGRAPHS[0]}</p>", "".join(f"<p>{part}</p>" for part in PARAGRAPHS[1:])
WHOLE = "\n\n".join(PARAGRAPHS)
MENU = "<nav><a href='/'>Home</a> <a href='/n'>News</a></nav>"


def whole_page(body: str, head: str = "") -> Document | Skipped:
    """What a page with a menu, this head and this body gives."""
    title = "<!DOCTYPE html><title>Breakwater closed</title>"
    source = f"{title}{head}<body>{MENU}{body}<footer><p>Imprint</p></footer>"
    return page(source.encode(), Input("a.html", "a.html"), Settings())


UNSEEN = {
    "a shadow root": f"<x-a><template shadowrootmode=open>{MARKED}</template></x-a>",
    "a shadow root as browsers save it": f"<x-a><template shadowmode=open>{MARKED}</template></x-a>",
    "a slot": f"<x-a><template shadowrootmode=open><div><slot>Wait</slot></div></template>{MARKED}</x-a>",
    "a slot with a name inside of two roots": (
        "<x-a><template shadowrootmode=open><x-b><template shadowrootmode=closed><slot></slot></template>"
        f"<slot name=text></slot></x-b></template><div slot=text>{MARKED}</div></x-a>"
    ),
    "a style that a script takes away": (
        f"<style>.in{{opacity:0}}</style><article class=in>{MARKED}</article>"
    ),
    "what a button shows": f"<article>{FIRST}<div style='display:none'>{REST}</div></article>",
    "readers without scripts": f"<article>{FIRST}<noscript>{REST}</noscript></article>",
}


@pytest.mark.parametrize("name", UNSEEN)
def test_an_article_is_found_where_scripts_would_show_it(name: str) -> None:
    """Parts that only a running page shows are the article when the rest of it is less than they are."""
    found = whole_page(f"<main>{UNSEEN[name]}</main>")
    assert isinstance(found, Document)
    assert found.text.split() == WHOLE.split()
    assert "hidden_words" not in found.meta


def test_a_page_that_is_for_readers_without_scripts_alone_is_read() -> None:
    """Where nothing marks it, it is the article when it is most of the page; a notice is none."""
    long = "".join(f"<p>On day {day} it was said: {WHOLE}</p>" for day in range(9))
    found = whole_page(f"<div id=app></div><noscript><div>{long}</div></noscript>")
    assert isinstance(found, Document)
    assert "On day 8" in found.text
    notice = "Please turn on scripts in your browser, which this page needs, and load it once more. " * 3
    assert isinstance(whole_page(f"<div id=app></div><noscript>{notice}</noscript>"), Skipped)


def test_what_no_slot_takes_in_is_hidden() -> None:
    """A part of a host that its shadow root does not show is left out, and counted."""
    found = whole_page(
        f"<article><x-a><template shadowrootmode=open>{MARKED}</template>"
        "<p>Nobody sees this.</p></x-a></article>"
    )
    assert isinstance(found, Document)
    assert (found.text, found.meta["hidden_words"]) == (WHOLE, 3)


def linked(*objects: object, kind: str = "application/ld+json") -> str:
    """These objects as JSON-LD; text stays as it is."""
    sources = [item if isinstance(item, str) else json.dumps(item) for item in objects]
    return "".join(f'<script type="{kind}">{source}</script>' for source in sources)


STATED = {"@type": "NewsArticle", "headline": "Breakwater closed", "articleBody": "\n".join(PARAGRAPHS)}


@pytest.mark.parametrize("body", ["", f"<p>{PARAGRAPHS[0]}</p><p>Subscribe to read on.</p>"])
def test_a_text_that_only_json_ld_holds_is_the_article(body: str) -> None:
    """The stated body is taken where the page shows its beginning or nothing at all."""
    found = whole_page(f"<main>{body}</main>", linked(STATED))
    assert isinstance(found, Document)
    assert found.text == WHOLE


def test_a_stated_text_of_another_article_is_not_taken() -> None:
    """What is on the page stays when the stated body is shorter, or says something else."""
    other = STATED | {"articleBody": "A herring was seen off the coast. " * 20, "headline": "Herring"}
    found = whole_page(f"<article>{MARKED}</article>", linked(other))
    assert isinstance(found, Document)
    assert found.text == WHOLE


OWN = {"@type": "NewsArticle", "headline": "Breakwater closed", "datePublished": "2024-03-07"}
RELATED = {
    "@type": "NewsArticle",
    "headline": "Herring",
    "datePublished": "2019-01-01",
    "url": "https://x.example/old",
}


@pytest.mark.parametrize(
    "objects",
    [
        [RELATED, OWN | {"url": "http://www.x.example/new/"}],
        [RELATED, OWN],
        [[RELATED, OWN | {"headline": "Other words", "mainEntityOfPage": {"@id": "https://x.example/new"}}]],
        [{"@graph": [RELATED, OWN | {"@type": ["Thing", "ReportageNewsArticle"]}]}],
    ],
)
def test_the_object_of_the_page_is_taken(objects: list[object]) -> None:
    """Objects of related stories, wherever they stand, give the page neither title nor date."""
    found = whole_page(
        f"<article>{MARKED}</article>", "<link rel=canonical href='https://x.example/new'>" + linked(*objects)
    )
    assert isinstance(found, Document)
    assert found.published == "2024-03-07"


def test_an_object_of_another_page_alone_is_not_taken() -> None:
    """A date of another article is worse than none."""
    found = whole_page(
        f"<article>{MARKED}</article>", "<link rel=canonical href='https://x.example/new'>" + linked(RELATED)
    )
    assert isinstance(found, Document)
    assert (found.published, found.title) == (None, "Breakwater closed")


DIRTY = {
    "comments": '{"@type":"NewsArticle", /* "x" */ "datePublished":"2024-03-07" // today\n}',
    "CDATA": '//<![CDATA[\n{"@type":"NewsArticle","datePublished":"2024-03-07"}\n//]]>',
    "a comment of HTML": '<!-- {"@type":"NewsArticle","datePublished":"2024-03-07"} -->',
    "commas at ends": '[{"@type":"NewsArticle","datePublished":"2024-03-07",},];',
    "two values": '{"@type":"Organization"}{"@type":"NewsArticle","datePublished":"2024-03-07"}',
    "references": '{"@type":"NewsArticle","datePublished":"2024-03-07"}'.replace('"', "&quot;"),
}


@pytest.mark.parametrize("name", DIRTY)
@pytest.mark.parametrize("kind", ["application/ld+json", "Application/LD+JSON; charset=utf-8"])
def test_json_ld_is_read_as_pages_have_it(name: str, kind: str) -> None:
    """What stands around the values, or is no JSON to the letter, costs no date."""
    found = whole_page(f"<article>{MARKED}</article>", linked(DIRTY[name], kind=kind))
    assert isinstance(found, Document)
    assert found.published == "2024-03-07"


def test_microdata_gives_the_date_and_no_words() -> None:
    """A date that is marked in the text is the page's, and none of its wording."""
    mark = '<span itemprop="datePublished" content="2024-03-07T10:00:00+01:00">7 March</span>'
    found = whole_page(f"<article>{mark}{MARKED}</article>")
    assert isinstance(found, Document)
    assert (found.published, found.text) == ("2024-03-07T10:00:00+01:00", WHOLE)


@pytest.mark.parametrize(
    "address",
    [
        "https://web.archive.org/web/20240307100000/https://www.x.example/a?b=1",
        "https://web.archive.org/web/20240307100000id_/http://web.archive.org/web/2020/https://www.x.example/a?b=1",
        "https://webarchive.nationalarchives.gov.uk/ukgwa/20240307100000mp_/https://www.x.example/a?b=1",
        "https://archive.ph/2024.03.07-100000/https://www.x.example/a?b=1",
        "https://www-x-example.cdn.ampproject.org/c/s/www.x.example/a?b=1",
        "https://www.google.com/amp/s/www.x.example/a?b=1",
    ],
)
def test_a_copy_has_the_address_of_its_original(address: str) -> None:
    """Web archives, caches and mirrors are no outlet."""
    head = f"<meta property='og:url' content='{address}'><link rel=canonical href='{address}'>"
    found = whole_page(f"<article>{MARKED}</article>", head)
    assert isinstance(found, Document)
    # What follows the question mark of a mirror's address may be the mirror's.
    assert (found.url or "").removesuffix("?b=1") == "https://www.x.example/a"
    assert (found.outlet, found.meta["canonical"].removesuffix("?b=1")) == (
        "x.example",
        "https://www.x.example/a",
    )


def test_readings_are_left_out_and_quotations_keep_their_marks() -> None:
    """What stands over letters is no word of the text; what is marked as said has its marks."""
    gate = "<ruby>水門<rp>(</rp><rt>すいもん</rt><rp>)</rp></ruby>"
    said = f"<p>She said <q>we <i>looked</i> twice</q> at {gate} today.</p>"
    found = whole_page(f"<article>{said}{MARKED}</article>")
    assert isinstance(found, Document)
    assert found.text.splitlines()[0] == "She said “we looked twice” at 水門 today."


@pytest.mark.parametrize(
    "body",
    [
        "<main><ul><li><a href=1>One thing</a><li><a href=2>And another</a></ul></main>",
        "<main><p>You need to enable JavaScript to run this app, please.</p></main>",
    ],
)
def test_a_menu_is_no_article(body: str) -> None:
    """A page that has to be shown by scripts is told under skipped."""
    found = whole_page(body)
    assert isinstance(found, Skipped)
    assert "a page that scripts make has to be saved from a browser that shows it" in found.reason


def test_the_limit_bounds_the_text_and_not_the_pictures() -> None:
    """A page whose pictures and scripts are beyond the limit of an article is read."""
    picture = f"<img src='data:image/png;base64,{'A' * 40_000}'><script>{'x=1;' * 10_000}</script>"
    source = f"<title>Breakwater</title><article>{picture}{MARKED}</article>".encode()
    found = page(source, Input("a.html", "a.html"), Settings(max_bytes=10_000))
    assert isinstance(found, Document)
    assert found.text == WHOLE
    assert isinstance(page(b"<p>" + b"x " * 6000, Input("a", "a"), Settings(max_bytes=10_000)), Skipped)


def test_a_broken_library_is_told_from_a_missing_one() -> None:
    """A library that is there and cannot be loaded has a reason of its own."""
    from syndetect.readers.optional_library import why_broken

    missing = ModuleNotFoundError("No module named 'trafilatura'", name="trafilatura")
    assert why_broken("trafilatura", missing) is None
    assert why_broken("lxml", ImportError("lxml.html.clean is a project of its own")) is not None


def notes(marks: str, end: str) -> str:
    """The text of a page whose first sentence has a mark of a note, and whose end has the note."""
    found = read(
        f"<html><body>{STORY.replace(' of the season', f' of the season{marks}')}"
        f"{STORY.replace('The', 'One')}<h2>What follows</h2>"
        f"{STORY.replace('The', 'Another')}{end}</body></html>"
    )
    assert isinstance(found, Document)
    assert found.meta["note_words"] >= 4
    return found.text


@pytest.mark.parametrize(
    ("mark", "end"),
    [
        (
            '<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a>',
            '<section><ol><li id="fn1"><p>NOTE<a href="#fnref1">↩︎</a></p></li></ol></section>',
        ),
        (
            '<sup id="cite_ref-1" class="reference"><a href="#cite_note-1">[1]</a></sup>',
            '<ol><li id="cite_note-1"><a href="#cite_ref-1">^</a> NOTE</li></ol>',
        ),
        (
            '<a class="sdfootnoteanc" name="a1" href="#s1"><sup>1</sup></a>',
            '<div id="n1"><p><a class="sdfootnotesym" name="s1" href="#a1">1</a>NOTE</p></div>',
        ),
        (
            '<a href="#_ftn1" name="_ftnref1"><span class="MsoFootnoteReference">[1]</span></a>',
            '<div id="ftn1"><p><a href="#_ftnref1" name="_ftn1"><span>[1]</span></a>NOTE</p></div>',
        ),
        (
            '<a href="https://gull.example/2024/gate#fn1" class="footnote-ref"><sup>1</sup></a>',
            '<ol><li id="fn1"><p>NOTE</p></li></ol>',
        ),
        (
            '<span class="Footnote_20_anchor" title="Footnote: NOTE"><a href="#f1" id="body_f1">1</a></span>',
            '<p class="Footnote"><span class="Symbol"><a href="#body_f1" id="f1">1</a></span>NOTE</p>',
        ),
    ],
    ids=["pandoc", "MediaWiki", "LibreOffice", "Word", "saved by a browser", "LibreOffice's XHTML"],
)
def test_marks_of_notes_leave_no_digit_in_a_sentence(mark: str, end: str) -> None:
    """Marks and notes are no part of the text, whatever program made the page; subheads are."""
    text = notes(mark, end.replace("NOTE", " See page three, please."))
    assert "fifth storm of the season, the harbour" in text
    assert "page three" not in text
    assert "What follows" in text.split("\n\n")


@pytest.mark.parametrize(
    "kept",
    [
        "<sup>2</sup>",
        '<a href="#part-two">Part two</a>',
        '<a href="#top">1</a>',
        '<a href="b.html"><sup>1</sup></a>',
    ],
)
def test_links_that_lead_to_no_note_keep_their_words(kept: str) -> None:
    """Exponents, links to parts of the page and links to other pages are wording."""
    found = document(inside=f'<p>They measured five km{kept} of mud.</p><h2 id="part-two">Part two</h2>')
    assert "They measured five km" in found.text
    assert "note_words" not in found.meta


@pytest.mark.parametrize("short", ["Nobody was hurt.", "Who pays for it?"])
def test_a_short_last_sentence_is_the_article_s(short: str) -> None:
    """The last paragraph of a page that marks no article may have three words; labels are none."""
    found = read(f"<html><body><p>News</p>{STORY}<p>{short}</p><p>Share this</p></body></html>")
    assert isinstance(found, Document)
    assert found.text.endswith(short)
    assert not found.text.startswith("News")


def test_lines_of_the_source_part_no_sentence() -> None:
    """A paragraph with breaks of its own has no others, however its source is wrapped."""
    body = STORY.replace(" said.", "\nsaid.<br/>\nIt was\nlate.")
    found = read(
        f"<html><body>{STORY.replace('The', 'One')}{body}{STORY.replace('The', 'Another')}</body></html>"
    )
    assert isinstance(found, Document)
    parts = found.text.split("\n\n")
    assert "It was late." in parts
    assert any(part.endswith("the harbour office said.") for part in parts)


@pytest.mark.parametrize(
    "behind",
    [STORY.replace("The", "Later the"), "Later the tide gate at Port Elm held, it said on the radio."],
)
@pytest.mark.parametrize("between", ["", "<!-- end -->\n", "<html><body>"])
def test_what_stands_behind_the_end_of_a_page_is_read(behind: str, between: str) -> None:
    """A page that closes too early is read as browsers show it."""
    found = read(f"<html><head><title>Gate</title></head><body>{STORY}</body></html>{between}{behind}")
    assert isinstance(found, Document)
    assert found.text.startswith("The tide")
    assert "Later the tide gate at Port Elm held" in found.text


def test_several_whole_pages_in_one_file_are_articles_apart() -> None:
    """Pages that were appended to each other are told apart by their titles; those of one title are one."""
    pages = [
        f"<html><head><title>{title}</title></head><body>{STORY.replace('The', title)}</body></html>\n"
        for title in ("Gate", "Mole")
    ]
    origin = Input("a.html", "news/a.html")
    source = "<!DOCTYPE html>".join(["", *pages]).encode()
    apart = list(read_html(io.BytesIO(source), origin, resolve_fields({}), Settings()))
    assert [(one.id, one.title) for one in apart if isinstance(one, Document)] == [
        ("a.html:1", "Gate"),
        ("a.html:2", "Mole"),
    ]
    source = source.replace(b"<title>Mole", b"<title>Gate")
    [whole] = read_html(io.BytesIO(source), origin, resolve_fields({}), Settings())
    assert isinstance(whole, Document)
    assert "Mole tide gate" in whole.text


def test_references_to_control_signs_harm_no_page() -> None:
    """Wherever a page is put in order, in paragraphs with breaks, quotations and behind its end."""
    marked = STORY.replace("held", "&#1;held<br>now, <q>&#x1b;well <b>x</b>&#2;</q> &#xffff;it")
    found = read(f"<html><body>{marked}</body></html>&#1;{marked}")
    assert isinstance(found, Document)
    assert "well x" in found.text


def test_a_recognised_page_keeps_headline_lines_and_paragraphs() -> None:
    """HOCR is the print: its lines stay lines, and its short ones are no furniture."""
    lines = ["The tide gate at Port Elm held through the sto-", "rm of the season, the harbour office said."]
    told = "".join(
        "<p class='ocr_par'>"
        + "".join(
            "<span class='ocr_line'>"
            + "".join(f"<span class='ocrx_word'>{word}</span> " for word in line.split())
            + "</span>"
            for line in part
        )
        + "</p>"
        for part in (["Gate holds"], lines, ["It rained."])
    )
    found = read(
        "<html><head><title></title><meta name='ocr-system' content='tesseract 5'/></head><body>"
        f"<div class='ocr_page'><div class='ocr_carea'>{told}</div></div></body></html>"
    )
    assert isinstance(found, Document)
    assert found.text == "Gate holds\n\n" + "\n".join(lines) + "\n\nIt rained."
    assert found.title == "Gate holds"


def test_a_page_that_shows_its_headline_alone_is_no_article() -> None:
    """The rest is made by scripts; a short text of one sentence is one, although it is the title as well."""
    page = "<title>{0} – The Gull</title><body><div id=app><div>{0}</div></div><script>x</script>"
    skipped = read(page.format("Tide gate holds through the storm"))
    assert isinstance(skipped, Skipped)
    assert skipped.reason.startswith("holds no article, only its headline")
    kept = read(page.format("The tide gate held through the storm, the office said on Monday morning."))
    assert isinstance(kept, Document)


def test_a_title_without_a_heading_loses_the_name_of_its_site() -> None:
    """Old pages show their headline in large letters, and have the paper's name behind it in their title."""
    story = "<p>The tide gate held through the storm, the office said on Monday.</p>" * 3
    page = f"<title>Tide gate holds - The Gull</title><body><font size=5>{{}}</font>{story}"
    found = [read(page.format(shown)) for shown in ("Tide gate holds", "Tide gate holds - The Gull", "Else")]
    assert [one.title for one in found if isinstance(one, Document)] == [
        "Tide gate holds",
        "Tide gate holds - The Gull",
        "Tide gate holds - The Gull",
    ]


BETWEEN = {
    "a list": "<ul><li>the eastern end, in May;</li><li>the slipway, in August.</li></ul>",
    "numbered paragraphs": "<ol><li><p>the eastern end, in May;</p></li>"
    "<li><p>the slipway, in August.</p></li></ol>",
    "definitions": "<dl><dt>The eastern end,</dt><dd>in May; the slipway, in August.</dd></dl>",
    "a table": "<table><tr><th>The eastern end</th><td>in May</td></tr>"
    "<tr><th>The slipway</th><td>in August</td></tr></table>",
    "a section with a heading": "<section><h2>The eastern end, and the slipway in August</h2>"
    "<p>Sixty-one metres of wall are to be built anew in the summer, the harbour office said on Friday.</p>"
    "</section>",
    "a loose paragraph": "<div>The eastern end is rebuilt in May, and after it the slipway in August.</div>",
}


def stories() -> list[str]:
    """Pairs of paragraphs, none of which repeats another."""
    return [
        STORY.replace("The", one).replace("Thirty", ten)
        for one, ten in (("The", "Thirty"), ("One", "Forty"), ("Another", "Fifty"))
    ]


def paragraphs(between: str) -> str:
    """The text of a page that marks no article, with something between two of its paragraphs."""
    first, second, third = stories()
    found = read(f"<html><body>{first}<h2>What follows</h2>{second}{between}{third}</body></html>")
    assert isinstance(found, Document)
    return found.text


@pytest.mark.parametrize("between", BETWEEN.values(), ids=BETWEEN)
def test_what_stands_between_paragraphs_is_read_in_its_place(between: str) -> None:
    """Lists and paragraphs in other elements are text of the article where nothing on a page marks it."""
    text = paragraphs(between)
    before, after = text.split("eastern end")[0], text.split("in August")[1]
    assert "One tide gate" in before
    assert "Another tide gate" not in before
    assert "Another tide gate" in after


@pytest.mark.parametrize(
    "between",
    [
        "<ul><li><a href='/a'>The eastern end is rebuilt</a></li><li><a href='/b'>In August</a></li></ul>",
        "<div class='newsletter'>The eastern end in your mail, every day from August, for nothing.</div>",
        "<div>The eastern end</div>",
    ],
    ids=["links", "a box", "a label"],
)
def test_boxes_between_paragraphs_are_no_text(between: str) -> None:
    """Lists of links, boxes and labels stay out."""
    assert "eastern end" not in paragraphs(between)


def test_a_list_of_links_in_one_line_is_no_article() -> None:
    """So servers show a folder; it reads like a sentence by its length alone."""
    links = "".join(f"<a href='{at}.html'>story-{at}.html</a> " for at in range(40))
    found = read(f"<html><body>{links}</body></html>")
    assert isinstance(found, Skipped)
    assert found.reason.startswith("holds no article, only links")


def test_heads_and_feet_of_a_word_processor_s_page_are_no_text() -> None:
    """LibreOffice puts them around the text with their names as titles."""
    found = read(
        f"<html><body><div title='header'><p>Tolvik Post, page</p></div>{STORY}{STORY.replace('The', 'One')}"
        "<div title='footer'><p>7</p></div></body></html>"
    )
    assert isinstance(found, Document)
    assert "Tolvik" not in found.text
    assert not found.text.endswith("7")


def test_a_day_over_the_text_is_that_of_a_page_which_names_none() -> None:
    """Old pages have it in a line of its own; what the page states goes first."""
    line = "<h1>Gate holds</h1><p>By Ada Holm</p><p>7 March 2004</p>"
    found = read(f"<html><body>{line}{''.join(stories())}</body></html>")
    assert isinstance(found, Document)
    assert (found.published, found.meta["date"]) == ("2004-03-07", {"from": "text", "certainty": "likely"})
    stated = read(
        f"<html><head><meta property='article:published_time' content='2004-03-05'></head><body>{line}{STORY}"
    )
    assert isinstance(stated, Document)
    assert stated.published == "2004-03-05"
