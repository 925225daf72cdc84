"""What blogs, networks and programs that keep pages say of a post: title, day, author, address."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import syndetect
from syndetect.model import Document, Skipped
from syndetect.settings import Settings

STORY = "The tide gate at Port Elm held through the fifth storm since May, said the harbour master on Friday."
MORE = (
    "Ferries will leave from the old quay until the repair of eleven blocks is done, at the end of the month."
)
MOMENT = "2024-03-07T10:15:00+00:00"
SECONDS = 1709806500


def read(folder: Path, files: dict[str, str], **settings: Any) -> tuple[list[Document], list[Skipped]]:
    """What a folder with these files is read as."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    items = list(syndetect.read(str(folder), settings=Settings(**settings)))
    documents = [item for item in items if isinstance(item, Document)]
    return documents, [item for item in items if isinstance(item, Skipped)]


def only(folder: Path, name: str, text: str) -> Document:
    """The one article of a file."""
    [document], _ = read(folder, {name: text})
    return document


ENTRY = """<html><head><title>Gate holds</title></head><body><article class="h-entry">
<h1 class="p-name">Gate holds</h1><section class="e-content"><p>{}</p><p>{}</p></section>
<footer><p>By <a class="p-author h-card">Ada Holm</a> on
<time class="dt-published" datetime="2024-03-07T10:15:00Z">March 7</time>.</p>{}</footer></article>{}</body>
</html>"""


def test_microformats_tell_day_and_author(tmp_path: Path) -> None:
    """The one entry of a page says when it was published and who wrote it, as Medium's exports do."""
    document = only(tmp_path, "a.html", ENTRY.format(STORY, MORE, "", ""))
    assert (document.published, document.meta["author"]) == ("2024-03-07T10:15:00Z", "Ada Holm")
    assert document.meta["date"] == {"from": "microformat", "certainty": "stated"}


def test_microformats_of_others_tell_nothing(tmp_path: Path) -> None:
    """The day of a quoted entry, or of one among several, is not the page's."""
    quoted = '<div class="h-cite"><time class="dt-published" datetime="2019-01-01">x</time></div>'
    page = ENTRY.format(STORY, MORE, quoted, "").replace(
        'class="dt-published" datetime="2024-03-07T10:15:00Z"', ""
    )
    assert only(tmp_path, "a.html", page).published != "2019-01-01"
    several = ENTRY.format(STORY, MORE, "", '<article class="h-entry"><p>Another.</p></article>')
    document = only(tmp_path, "a.html", several)
    assert document.meta.get("date", {}).get("from") != "microformat"


def test_a_table_of_posts_is_joined_by_their_files_names(tmp_path: Path) -> None:
    """Substack's list gives titles and days to the pages beside it, and says how where it is only read."""
    table = "post_id,post_date,title\n1.gate,2024-03-07T10:15:00.000Z,Gate holds\n"
    files = {"posts.csv": table, "posts/1.gate.html": f"<p>{STORY}</p><p>{MORE}</p>"}
    documents, skipped = read(tmp_path, files)
    assert any("--metadata" in item.reason for item in skipped if item.source.endswith("posts.csv"))
    documents, _ = read(tmp_path, files, metadata=str(tmp_path / "posts.csv"))
    assert [(document.title, document.published) for document in documents] == [
        ("Gate holds", "2024-03-07T10:15:00.000Z")
    ]


def test_an_export_of_wordpress_names_its_authors(tmp_path: Path) -> None:
    """An author's name stands for what the author logs in with."""
    wp = "http://wordpress.org/export/1.2/"
    source = (
        f'<rss xmlns:wp="{wp}" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Gull</title><wp:author>'
        "<wp:author_login>ada7</wp:author_login><wp:author_display_name>Ada Holm</wp:author_display_name>"
        "</wp:author>"
        + "".join(
            f"<item><title>Gate</title><dc:creator>{login}</dc:creator><content:encoded>{STORY}</content:encoded>"
            "<wp:post_type>post</wp:post_type><wp:status>publish</wp:status></item>"
            for login in ("ada7", "brit")
        )
        + "</channel></rss>"
    )
    documents, _ = read(tmp_path, {"a.xml": source})
    assert [document.meta["author"] for document in documents] == ["Ada Holm", "brit"]


def _letters(text: str) -> str:
    return text.encode().decode("latin-1")


POSTS = {
    "facebook": [{"timestamp": SECONDS, "data": [{"post": _letters(f"{STORY} Léa")}], "title": "x"}],
    "instagram": [
        {"media": [{"uri": "a", "creation_timestamp": SECONDS, "title": _letters(f"{STORY} Léa")}]}
    ],
    "graph": {"data": [{"message": f"{STORY} Léa", "created_time": MOMENT, "id": "1"}], "paging": {}},
    "reader": {
        "items": [{"title": "x", "published": SECONDS, "summary": {"content": f"<p>{STORY} Léa</p>"}}]
    },
    "telegraph": {
        "result": {"title": "x", "content": [{"tag": "p", "children": [f"{STORY} Léa"]}], "date": MOMENT}
    },
    "forum": {"posts": [{"cooked": f"<p>{STORY} Léa</p>", "created_at": MOMENT}]},
}


@pytest.mark.parametrize("name", POSTS)
def test_a_post_of_a_network_has_its_text_and_day(name: str, tmp_path: Path) -> None:
    """Each service has its own form, and the text comes back with the moment of the post."""
    document = only(tmp_path, "a.json", json.dumps(POSTS[name]))
    assert document.text == f"{STORY} Léa"
    assert document.published == MOMENT


def test_an_answer_with_articles_is_no_post(tmp_path: Path) -> None:
    """A list of articles beside a time stays one, although posts of Facebook have such fields as well."""
    value = {"timestamp": SECONDS, "title": "x", "data": [{"text": STORY}, {"text": MORE, "post": "1"}]}
    documents, _ = read(tmp_path, {"a.json": json.dumps(value)})
    assert [document.text for document in documents] == [STORY, MORE]


def test_the_day_of_a_record_is_none_of_publication_where_that_is_left_open(tmp_path: Path) -> None:
    """Who keeps pages keeps the day of that; it counts only where nothing is said of another."""
    record = {"text": STORY, "created_at": MOMENT}
    made = only(tmp_path, "a.json", json.dumps({"content": STORY, "created_at": MOMENT}))
    assert made.published == MOMENT
    del record["text"]
    kept = {"content": STORY, "created_at": MOMENT, "published_at": None}
    assert only(tmp_path, "a.json", json.dumps(kept)).published is None


@pytest.mark.parametrize(
    ("field", "value", "name"),
    [
        ("Autorin", "Ada Holm", "Ada Holm"),
        ("user", {"display_name": "Ada Holm", "id": 5}, "Ada Holm"),
        ("authors", [{"name": "Ada Holm"}, {"name": "Brit Moe"}], "Ada Holm, Brit Moe"),
        ("作者", "Ada Holm", "Ada Holm"),
    ],
)
def test_authors_are_known_by_their_names(field: str, value: object, name: str, tmp_path: Path) -> None:
    """An author may be called otherwise, and be an object or several."""
    record = {
        "content": STORY,
        field: {**value, "display_name": "Ada Holm"} if isinstance(value, dict) else value,
    }
    assert only(tmp_path, "a.json", json.dumps(record)).meta["author"] == name


def test_the_name_of_a_post_of_jekyll_tells_its_day(tmp_path: Path) -> None:
    """In the folder for posts a name begins with the day; elsewhere it says nothing."""
    documents, _ = read(tmp_path, {f"{folder}/2024-03-07-gate.md": STORY for folder in ("_posts", "saved")})
    assert [document.published for document in documents] == ["2024-03-07", None]


def test_front_matter_of_a_clipped_page_has_its_address(tmp_path: Path) -> None:
    """The source of a clipping is where it was found, and names the outlet; a name of a source is none."""
    head = "---\nheadline: Gate holds\nsource: {}\n---\n"
    clipped = only(tmp_path, "a.md", head.format("https://post.example/b") + STORY)
    assert (clipped.url, clipped.outlet, clipped.title) == (
        "https://post.example/b",
        "post.example",
        "Gate holds",
    )
    assert only(tmp_path, "a.md", head.format("a friend") + STORY).url is None


def test_labels_under_a_heading_are_fields(tmp_path: Path) -> None:
    """Notion puts a page's properties under its title."""
    document = only(
        tmp_path, "a.md", f"# Gate holds\n\nAuthor: Ada Holm\nURL: https://post.example/b\n\n{STORY}\n"
    )
    assert (document.title, document.url, document.text.strip()) == (
        "Gate holds",
        "https://post.example/b",
        STORY,
    )
