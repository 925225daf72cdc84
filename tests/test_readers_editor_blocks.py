"""Texts that editors keep as trees of blocks: one article each, its paragraphs in order, nothing else."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndetect.model import Document, Skipped
from syndetect.readers.editor_blocks import block_text
from tests.test_readers_trade import read

FIRST = "The weir at Holm was closed on Monday after a crack was found."
SECOND = "Divers will look at it again on Thursday, the council said."
BOTH = f"{FIRST}\n\n{SECOND}"


def articles(value: Any) -> list[Document | Skipped]:
    """What a file of this value gives."""
    return read(".json", json.dumps(value).encode())


PROSEMIRROR = {
    "type": "doc",
    "content": [
        {
            "type": "paragraph",
            "content": [
                {"type": "text", "text": "The weir at "},
                {"type": "text", "text": "Holm", "marks": [{"type": "strong"}]},
                {"type": "text", "text": " was closed on Monday after a crack was found."},
            ],
        },
        {"type": "image", "attrs": {"src": "weir.jpg", "title": "The weir"}},
        {"type": "paragraph", "content": [{"type": "text", "text": SECOND}]},
    ],
}
SLATE = [
    {"type": "paragraph", "children": [{"text": "The weir at "}, {"text": FIRST[12:], "bold": True}]},
    {"type": "paragraph", "children": [{"text": SECOND}]},
]
DRAFT = {
    "blocks": [
        {"key": "a1", "type": "unstyled", "text": FIRST, "inlineStyleRanges": []},
        {"key": "a2", "type": "atomic", "text": " ", "entityRanges": [{"key": 0}]},
        {"key": "a3", "type": "unstyled", "text": SECOND},
    ],
    "entityMap": {},
}
EDITORJS = {
    "time": 1714990000000,
    "blocks": [
        {"type": "paragraph", "data": {"text": FIRST}},
        {"type": "image", "data": {"url": "weir.jpg", "caption": "A caption"}},
        {"type": "paragraph", "data": {"text": SECOND}},
    ],
}
ARC = [
    {"type": "text", "content": FIRST},
    {"type": "image", "caption": "A caption", "url": "weir.jpg"},
    {"type": "text", "content": SECOND},
]
CONTENTFUL = {
    "nodeType": "document",
    "data": {},
    "content": [
        {"nodeType": "paragraph", "data": {}, "content": [{"nodeType": "text", "value": part, "marks": []}]}
        for part in (FIRST, SECOND)
    ],
}
QUILL = {
    "ops": [
        {"insert": "The weir at "},
        {"insert": "Holm", "attributes": {"bold": True}},
        {"insert": f"{FIRST[16:]}\n"},
        {"insert": f"{SECOND}\n"},
    ]
}
PORTABLE = [
    {"_type": "block", "style": "normal", "children": [{"_type": "span", "text": part, "marks": []}]}
    for part in (FIRST, SECOND)
]


@pytest.mark.parametrize(
    "body",
    [PROSEMIRROR, SLATE, DRAFT, EDITORJS, ARC, CONTENTFUL, QUILL, PORTABLE, [FIRST, SECOND]],
    ids=["ProseMirror", "Slate", "Draft.js", "Editor.js", "Arc", "Contentful", "Quill", "Sanity", "strings"],
)
@pytest.mark.parametrize("field", ["body", "content", "text"])
def test_a_tree_of_blocks_is_the_text_of_one_article(body: Any, field: str) -> None:
    """In any field that has texts, alone and in a list of articles; pictures and captions are left out."""
    article = {"title": "Weir closed", "date": "2024-05-06", "outlet": "Echo", field: body}
    (alone,) = articles(article)
    assert isinstance(alone, Document)
    assert (alone.text, alone.title, alone.outlet, alone.published) == (
        BOTH,
        "Weir closed",
        "Echo",
        "2024-05-06",
    )
    other = {**article, "title": "Weir opened"}
    both = [one for one in articles([article, other]) if isinstance(one, Document)]
    assert [(one.title, one.text) for one in both] == [("Weir closed", BOTH), ("Weir opened", BOTH)]


def test_a_list_of_articles_is_no_tree_of_blocks() -> None:
    """Each has a title and a text of its own."""
    items = [{"title": "Weir", "text": FIRST}, {"title": "Divers", "text": SECOND}]
    for value in (items, {"items": items}, {"content": items}):
        texts = [one.text for one in articles(value) if isinstance(one, Document)]
        assert texts == [FIRST, SECOND]


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=20),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(st.sampled_from(["type", "text", "content", "data", "insert", "x"]), inner)
        ),
        max_leaves=20,
    )
)
def test_any_value_is_read_or_is_none(value: Any) -> None:
    """A text that is given has letters or signs that stand in the value, and nothing ends the reading."""
    text = block_text(value)
    assert text is None or text.strip()
