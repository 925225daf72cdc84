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
        ("not xml", "is not valid XML (line 1); what came before was read"),
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
