"""JSON files: one article, lists, feeds, and what papers' interfaces answer."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from syndetect.model import Document, Skipped
from syndetect.readers import json_records
from syndetect.readers.json_values import values
from syndetect.settings import Settings
from tests.test_readers_trade import read

TEXT = "The weir at Holm was closed on Monday after a crack was found."
HTML = f"<p>{TEXT}</p>"


def found(value: Any) -> list[Document | Skipped]:
    """What a file of this value gives."""
    return read(".json", json.dumps(value).encode())


@pytest.mark.parametrize(
    "value",
    [
        {"text": TEXT, "title": "Weir", "published": "2024-05-06", "outlet": "Echo"},
        [{"maintext": TEXT, "title": "Weir", "date_publish": "2024-05-06 10:00:00", "source_domain": "echo"}],
        {
            "response": {
                "results": [
                    {
                        "webTitle": "Weir",
                        "webPublicationDate": "2024-05-06T10:00:00Z",
                        "fields": {"bodyText": TEXT},
                        "publication": "Echo",
                    }
                ]
            }
        },
        {
            "status": "ok",
            "articles": [
                {
                    "source": {"id": None, "name": "Echo"},
                    "title": "Weir",
                    "publishedAt": "2024-05-06",
                    "content": TEXT,
                }
            ],
        },
        [
            {
                "id": 1,
                "title": {"rendered": "Weir"},
                "content": {"rendered": HTML},
                "date_gmt": "2024-05-06T08:00:00",
                "site_name": "Echo",
            }
        ],
        {
            "hits": {
                "hits": [{"_source": {"text": TEXT, "title": "Weir", "date": "2024-05-06", "outlet": "Echo"}}]
            }
        },
        {"stories": [{"media_name": "Echo", "title": "Weir", "publish_date": "2024-05-06", "text": TEXT}]},
        {
            "articles": {
                "results": [
                    {
                        "title": "Weir",
                        "body": TEXT,
                        "dateTime": "2024-05-06T10:00:00Z",
                        "source": {"title": "Echo"},
                    }
                ]
            }
        },
        {
            "@type": "NewsArticle",
            "headline": "Weir",
            "articleBody": TEXT,
            "datePublished": "2024-05-06",
            "publisher": {"name": "Echo"},
        },
        {"text": [TEXT], "title": "Weir", "published": 1714990000, "outlet": "Echo"},
    ],
    ids=[
        "ours",
        "news-please",
        "guardian",
        "newsapi",
        "wordpress",
        "search engine",
        "media cloud",
        "event registry",
        "schema.org",
        "list",
    ],
)
def test_articles_are_found_wherever_an_interface_puts_them(value: Any) -> None:
    """Text, headline, day and outlet have many names, and may lie inside objects and lists."""
    [one] = found(value)
    assert isinstance(one, Document)
    assert (one.text, one.title, (one.published or "")[:10]) == (TEXT, "Weir", "2024-05-06")
    assert (one.outlet or "").casefold() == "echo"
    assert TEXT not in json.dumps(dict(one.meta))


def test_a_list_is_read_item_by_item() -> None:
    """What is no article costs its own place; a file that breaks off gives what came before."""
    source = json.dumps([{"text": TEXT}, 7, {"title": "x"}, {"text": TEXT}], indent=1)
    made = read(".json", source.encode())
    assert [item.id if isinstance(item, Document) else item.source for item in made] == [
        "f:1",
        "news/f:2",
        "news/f:3",
        "f:4",
    ]
    broken = read(".json", source[:-20].encode())
    assert isinstance(broken[0], Document)
    assert isinstance(broken[-1], Skipped)
    assert broken[-1].reason == "is not valid JSON: it ends before its value does; what came before was read"


def test_a_list_longer_than_any_window_is_read_whole() -> None:
    """Items are read as they come, with letters of several bytes at any border."""
    rows = [{"text": f"{TEXT} {'é🙂' * 5000} {at}"} for at in range(300)]
    data = json.dumps(rows, ensure_ascii=False).encode()
    assert list(values(io.BytesIO(data), Settings())) == rows


def test_values_may_follow_each_other() -> None:
    """Objects one after the other, on as many lines as they like, are all read."""
    data = (json.dumps({"text": TEXT}, indent=2) + "\n") * 3
    assert len(read(".json", data.encode())) == 3


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("", "is empty"),
        ("null", "is null, not an object"),
        ("{}", "has no 'text' field"),
        ('[{"text": "', "is not valid JSON"),
        ("[" * 5000, "is nested more than 64 levels deep"),
        ('{"maintext": null}', "has no text: its 'maintext' field is null"),
        ("[]", "is JSON without an article in it"),
        ("\0\1\2\3\4\5", "looks binary, not text"),
    ],
)
def test_what_is_no_article_says_why(source: str, reason: str) -> None:
    """Each way in which a file can hold none has its own sentence."""
    made = read(".json", source.encode())
    assert isinstance(made[-1], Skipped)
    assert made[-1].reason.startswith(reason)


def test_items_of_agencies_may_stand_one_a_line() -> None:
    """JSON lines of ninjs are read as the items that they are; other lines stay what they were."""
    item = {
        "uri": "x:1",
        "type": "text",
        "versioncreated": "2024-05-06T10:00:00Z",
        "headline": "Weir",
        "body_xhtml": HTML,
    }
    data = "\n".join(json.dumps(one) for one in (item, {"text": TEXT}, {**item, "type": "picture"}))
    first, second, third = read(".jsonl", data.encode())
    assert isinstance(first, Document)
    assert (first.text, first.title, first.line) == (TEXT, "Weir", 1)
    assert isinstance(second, Document)
    assert isinstance(third, Skipped)
    assert third.reason == "is an item of type 'picture', which holds no article"


def test_a_mapped_field_is_the_only_text() -> None:
    """Who says where the text stands is believed: no other name is tried."""
    record = {"body": TEXT, "story": "Another text, longer than the first one, that nobody asked for."}
    assert json_records.text_of(record, "body") == (TEXT, "body")
    assert json_records.text_of(record, "lead") == (None, "lead")


def test_json_feeds_are_read() -> None:
    """Plain text is no markup, authors of the feed hold for its items, links stand as the source."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Echo",
        "authors": [{"name": "Desk"}],
        "items": [
            {
                "id": 4,
                "content_text": "Tickets < 5 crowns & free for children, the town of Holm said.",
                "external_url": "https://x.example/",
            },
            {
                "id": "https://e.example/2",
                "content_html": HTML,
                "title": "Weir",
                "date_published": "2024-05-06T10:00:00Z",
            },
            {"id": 5},
        ],
    }
    first, second, third = found(feed)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.text[:12], first.meta["author"], first.meta["source"]) == (
        "Tickets < 5 ",
        "Desk",
        {"url": "https://x.example/"},
    )
    assert (second.text, second.url, second.outlet) == (TEXT, "https://e.example/2", "Echo")
    assert isinstance(third, Skipped)


def test_tables_of_pandas_are_read_whatever_their_text_is_called() -> None:
    """By columns, by rows and in parts."""
    by_columns = {
        "content": {"0": "The sand is back.", "1": "The tide is out."},
        "headline": {"0": "A", "1": "B"},
    }
    by_rows = {key: {name: said[key] for name, said in by_columns.items()} for key in ("0", "1")}
    parts = {
        "columns": ["content", "headline"],
        "index": [0, 1],
        "data": [[r["content"], r["headline"]] for r in by_rows.values()],
    }
    for table in (by_columns, by_rows, parts):
        found = read(".json", json.dumps(table).encode())
        assert [(one.text, one.title) for one in found if isinstance(one, Document)] == [
            ("The sand is back.", "A"),
            ("The tide is out.", "B"),
        ]


def test_texts_of_ghost_s_editors_are_read_where_there_is_no_page() -> None:
    """Both of its formats hold paragraphs, lists and words."""
    run = {"type": "extended-text", "text": "The sand is back."}
    item = {"type": "listitem", "children": [{"type": "text", "text": "in May"}]}
    lexical = {"root": {"children": [
        {"type": "paragraph", "children": [run, {"type": "link", "children": [{"text": " All of it."}]}]},
        {"type": "list", "children": [item]}, {"type": "image", "src": "x"},
    ]}}  # fmt: skip
    mobiledoc = {"sections": [
        [1, "p", [[0, [], 0, "The sand is back."], [0, [0], 1, " All of it."]]], [10, 0],
        [3, "ul", [[[0, [], 0, "in May"]]]],
    ]}  # fmt: skip
    for name, source in (("lexical", lexical), ("mobiledoc", mobiledoc)):
        post = {"id": "1", "title": "Sand", "html": None, name: json.dumps(source)}
        export = json.dumps({"db": [{"data": {"posts": [post]}}]})
        [found] = read(".json", export.encode())
        assert isinstance(found, Document)
        assert found.text == "The sand is back. All of it.\n\nin May"


def test_a_text_beside_its_format_and_a_time_that_its_name_gives_a_zone() -> None:
    """Drupal writes the one, WordPress the other."""
    node = {"attributes": {"title": "Sand", "body": {"value": "<p>The sand is back.</p>", "format": "html"}}}
    [found] = read(".json", json.dumps({"data": [node]}).encode())
    assert isinstance(found, Document)
    assert (found.text, found.title) == ("The sand is back.", "Sand")
    post = {"content": {"rendered": "<p>The sand is back.</p>"}, "date_gmt": "2024-03-07T10:30:00"}
    [found] = read(".json", json.dumps([post]).encode())
    assert isinstance(found, Document)
    assert found.published == "2024-03-07T10:30:00+00:00"
