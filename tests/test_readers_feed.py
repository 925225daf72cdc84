"""RSS and Atom."""

from __future__ import annotations

import io

import pytest

from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.feed import read_feed
from syndetect.readers.record import resolve_fields
from syndetect.settings import Settings

NAMES = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'


ENTITIES = "declares entities or a document type, which a feed has no need of"


def read(source: str, max_bytes: int = 100_000) -> list[Document | Skipped]:
    """What a feed of this source gives."""
    file = io.BytesIO(source.encode())
    origin = Input("feed.xml", "news/feed.xml", "news")
    return list(read_feed(file, origin, resolve_fields({"text": "body"}), Settings(max_bytes=max_bytes)))


def rss(items: str) -> str:
    """A feed of these items."""
    return f"<rss {NAMES}><channel><title>The Gull</title><language>en</language>{items}</channel></rss>"


def test_an_item_is_an_article_with_its_fullest_text() -> None:
    """The full text goes before the summary, and every field finds its place."""
    [found] = read(
        rss(
            "<item><title>Gate &amp; tide</title><link>https://x.example/1</link><guid>https://x.example/g</guid>"
            "<pubDate>Wed, 01 May 2024 06:30:00 +0200</pubDate><dc:creator>A. Reed</dc:creator>"
            "<source url='https://wire.example/feed'>Gull Wire</source><category>sea</category>"
            "<description>Short.</description>"
            "<content:encoded>&lt;p&gt;The gate held.&lt;/p&gt;&lt;p hidden&gt;x&lt;/p&gt;"
            "&lt;p&gt;It rained.&lt;/p&gt;</content:encoded></item>"
        )
    )
    assert found == Document(
        "https://x.example/g", "The gate held.\n\nIt rained.", "The Gull", "Gate & tide",
        "2024-05-01T06:30:00+02:00", "https://x.example/1", "en", "news/feed.xml",
        {"author": "A. Reed", "source": {"name": "Gull Wire", "url": "https://wire.example/feed"},
         "categories": ["sea"], "content": "full"},
    )  # fmt: skip


def test_an_atom_entry_is_an_article() -> None:
    """Text in elements and escaped, dates and the origin of an entry are read."""
    [found] = read(
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>The Gull</title>'
        "<entry><id>urn:x:1</id><title>Gate</title>"
        '<link rel="self" href="https://x.example/self"/><link href="https://x.example/1"/>'
        "<published>2024-05-01T06:30:00Z</published><updated>2024-05-02T00:00:00Z</updated>"
        "<author><name>A. Reed</name></author><source><title>Gull Wire</title></source>"
        '<summary>Short.</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">'
        "<p>The <b>gate</b> held.</p><p>It rained.</p></div></content></entry></feed>"
    )
    assert isinstance(found, Document)
    assert (found.id, found.text, found.url) == (
        "urn:x:1",
        "The gate held.\n\nIt rained.",
        "https://x.example/1",
    )
    assert found.published == "2024-05-01T06:30:00Z"
    assert found.meta == {
        "modified": "2024-05-02T00:00:00Z", "author": "A. Reed", "source": {"name": "Gull Wire"},
        "content": "full",
    }  # fmt: skip


def test_a_summary_is_marked_as_one() -> None:
    """A feed that gives no more than a summary is read, and its articles say so; a bare number is no id."""
    [found] = read(rss("<item><guid>4711</guid><description>The gate held.</description></item>"))
    assert isinstance(found, Document)
    assert (found.id, found.text) == ("feed.xml:1", "The gate held.")
    assert found.meta == {"guid": "4711", "content": "summary"}


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("<html><p>x</p></html>", "is XML, but neither RSS nor Atom"),
        ("not xml", "is no XML, and no feed"),
        (rss(""), "is a feed without entries"),
        (rss("<a>" * 300), "is nested more than 200 levels deep"),
        ('<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><rss>&b;</rss>', ENTITIES),
        ('<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]><rss>&x;</rss>', ENTITIES),
    ],
)  # fmt: skip
def test_what_is_no_feed_says_why(source: str, reason: str) -> None:
    """Other XML, broken XML and the traps of XML are refused in a sentence."""
    assert read(source) == [Skipped("news/feed.xml", reason)]


def test_a_feed_that_breaks_off_keeps_its_entries() -> None:
    """Entries before the damage are read, an entry without text is named."""
    found = read(
        rss("<item><title>x</title></item><item><description>The gate held.</description></item>")[:-9]
    )
    assert found[0] == Skipped("news/feed.xml:1", "is an entry without text")
    assert isinstance(found[1], Document)
    assert isinstance(found[2], Skipped)


def test_an_endless_entry_meets_the_limit() -> None:
    """No entry is collected beyond what an article may have, and many small ones are no large one."""
    item = "<item><description>The gate held through the storm.</description></item>"
    assert len(read(rss(item * 3000), 1000)) == 3000
    [told] = read(rss("<item><description>" + "x" * 300_000), 1000)
    assert isinstance(told, Skipped)
    assert "over the limit of 1,000 an article" in told.reason


SENTENCE = "The gate held through the storm."
ITEM = f"<item><description>{SENTENCE}</description></item>"
MENDED = {
    "empty lines before it": "\n\n  <?xml version='1.0'?>" + rss(ITEM),
    "a warning before it": "<br />\n<b>Warning</b>: x.php<br />\n<?xml version='1.0'?>" + rss(ITEM),
    "a warning before it, and no declaration": "<br />\n<b>Warning</b>: x.php<br />\n" + rss(ITEM),
    "a bare ampersand": rss("<item><link>https://x.example/?a=1&b=2</link></item>".join(["", ITEM])),
    "an entity of HTML": rss(ITEM.replace("The ", "The&nbsp;")),
    "a control sign": rss(ITEM.replace("The ", "The\x0b")),
    "a bare less-than sign": rss("<item><description>5 < 6 it says here.</description></item>" + ITEM),
    "markup that is not escaped": rss(ITEM.replace("The gate", "<img src=x>The<br>gate")),
}


@pytest.mark.parametrize("name", MENDED)
def test_a_feed_that_is_not_well_formed_is_mended_and_says_so(name: str) -> None:
    """The entries of a feed that a strict parser refuses are read, and one note tells what was wrong."""
    *items, told = read(MENDED[name])
    texts = [" ".join(item.text.split()) for item in items if isinstance(item, Document)]
    assert SENTENCE in texts
    assert isinstance(told, Skipped)
    assert told.note
    assert "not well-formed XML" in told.reason


def test_an_item_that_never_ends_costs_no_other() -> None:
    """Entries whose end is missing are told apart, and keep their numbers."""
    found = read(rss(ITEM.removesuffix("</item>") + ITEM + ITEM))
    assert sorted(item.id for item in found if isinstance(item, Document)) == [
        f"feed.xml:{at}" for at in (1, 2, 3)
    ]


def test_an_entry_that_is_cut_off_is_named() -> None:
    """Half an article is no article: the entry that a feed breaks off in is told under its number."""
    whole, cut, told = read(rss(ITEM + ITEM)[:-60])
    assert isinstance(whole, Document)
    assert cut == Skipped("news/feed.xml:2", "is cut off: its feed ends inside of it")
    assert isinstance(told, Skipped)


@pytest.mark.parametrize("order", [1, -1])
def test_names_belong_to_namespaces(order: int) -> None:
    """Captions and titles of pictures stand for nothing of the entry's own, wherever they stand."""
    media = 'xmlns:media="http://search.yahoo.com/mrss/"'
    parts = [
        f"<title>Gate holds</title><description>{SENTENCE}</description>",
        (
            f"<media:content {media}><media:title>x.jpg</media:title></media:content>"
            f"<media:title {media}>x.jpg</media:title><media:description {media}>A gate, seen from afar "
            "on a day in May with all its lights on.</media:description>"
        ),
    ][::order]
    [found] = read(rss(f"<item>{''.join(parts)}</item>"))
    assert isinstance(found, Document)
    assert (found.title, found.text) == ("Gate holds", SENTENCE)


def test_the_longest_text_is_the_fullest() -> None:
    """A full text that is shorter than the summary is not the full one."""
    [found] = read(
        rss(
            "<item><content:encoded>&lt;img src='x'/&gt;</content:encoded>"
            f"<description>{SENTENCE}</description></item>"
        )
    )
    assert isinstance(found, Document)
    assert (found.text, found.meta["content"]) == (SENTENCE, "summary")


@pytest.mark.parametrize("codec", ["gb2312", "euc-kr", "shift_jis", "iso-2022-jp", "windows-1251", "utf-16"])
def test_feeds_are_decoded_by_the_rules_of_pages(codec: str) -> None:
    """What a feed declares is taken for what browsers take it for."""
    text = {
        "windows-1251": "Ворота порта выдержали шторм.",
        "euc-kr": "수문은 폭풍을 견뎌냈다.",
        "utf-16": SENTENCE,
    }.get(codec, "水門在暴風雨中。" if codec == "gb2312" else "水門は嵐の間ずっと持ちこたえた。")
    text = "水门在暴风雨中。" if codec == "gb2312" else text
    source = (
        f"<?xml version='1.0' encoding='{codec}'?>{rss(f'<item><description>{text}</description></item>')}"
    )
    origin = Input("feed.xml", "news/feed.xml", "news")
    [found] = read_feed(io.BytesIO(source.encode(codec)), origin, resolve_fields({}), Settings())
    assert isinstance(found, Document)
    assert found.text == text


def test_what_was_escaped_twice_is_no_markup() -> None:
    """Tags and references that a program escaped once too often are undone; a text about tags keeps them."""
    twice = "&amp;lt;p&amp;gt;The gate&amp;amp;rsquo;s lock held.&amp;lt;/p&amp;gt;"
    [found] = read(rss(f"<item><title>A &amp;amp; B</title><description>{twice}</description></item>"))
    assert isinstance(found, Document)
    assert (found.title, found.text) == ("A & B", "The gate’s lock held.")
    [about] = read(
        rss("<item><description>&lt;p&gt;Write &amp;lt;b&amp;gt; for bold.&lt;/p&gt;</description></item>")
    )
    assert isinstance(about, Document)
    assert about.text == "Write <b> for bold."


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("The post Gate holds appeared first on The Gull.", False),
        ("Der Beitrag Gate holds erschien zuerst auf The Gull.", False),
        ("The post Gate holds appeared first on Elm Courier.", True),
        ("The Gull says of this: Gate holds, but the wall behind it did not, as the office admitted.", True),
    ],
)
def test_the_line_that_names_an_entry_and_its_own_site_is_no_text(line: str, *, kept: bool) -> None:
    """WordPress puts it under each entry; one that names another site is a credit."""
    inside = f"&lt;p&gt;{SENTENCE}&lt;/p&gt;&lt;p&gt;{line}&lt;/p&gt;"
    [found] = read(rss(f"<item><title>Gate holds</title><content:encoded>{inside}</content:encoded></item>"))
    assert isinstance(found, Document)
    assert found.text == (f"{SENTENCE}\n\n{line}" if kept else SENTENCE)


def test_captions_of_pictures_are_no_text_of_an_entry() -> None:
    """Neither those of HTML nor those that WordPress writes as paragraphs; alone they are the text."""
    picture = "<figure><img src='x'><figcaption>The gate, seen from the quay.</figcaption></figure>"
    old = "<div class='wp-caption'><p class='wp-caption-text'>The gate by night.</p></div>"
    source = f"{picture}{old}<p>{SENTENCE}</p>"
    [found] = read(rss(f"<item><content:encoded><![CDATA[{source}]]></content:encoded></item>"))
    assert isinstance(found, Document)
    assert found.text == SENTENCE
    [found] = read(rss(f"<item><description><![CDATA[{picture}]]></description></item>"))
    assert isinstance(found, Document)
    assert found.text == "The gate, seen from the quay."
