"""Fields that hold more than text."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndetect.readers.markup import article_text


@pytest.mark.parametrize(
    ("value", "text", "kind"),
    [
        (
            "<p>Sand &amp; sea.</p>\n<p>Sky <a href='x'>over</a> it.</p>",
            "Sand & sea.\n\nSky over it.",
            "html",
        ),
        ("Sand <em>and</em> sea.\n\nSky <strong>over</strong> it.", "Sand and sea.\n\nSky over it.", "html"),
        ("One.<br><br/>Two.<script>x()</script>", "One.\n\nTwo.", "html"),
        ("Sand&nbsp;and &#8220;sea&#8221;.", "Sand\xa0and “sea”.", "entities"),
        ("Sand &amp;amp; sea&amp;nbsp;here.", "Sand & sea\xa0here.", "entities"),
        ("&lt;p&gt;Sand.&lt;/p&gt;&lt;p&gt;Sea.&lt;/p&gt;", "Sand.\n\nSea.", "html"),
        (r"Sand.\n\nSea “here”.\r\nSky.", "Sand.\n\nSea “here”.\nSky.", "escapes"),
        (["Sand.", "Sea."], "Sand.\n\nSea.", None),
        ([{"type": "p", "text": "Sand."}, {"content": ["Sea.", "Sky."]}], "Sand.\n\nSea.\n\nSky.", None),
    ],
)
def test_markup_is_no_wording(value: Any, text: str, kind: str | None) -> None:
    """Tags, entities, escaped line ends and lists give way to their text, and it is told which."""
    assert article_text(value) == (text, kind)


@pytest.mark.parametrize(
    "value",
    ["Rates < 5 % and > 3 %.", "AT&T; and R&D", "Use <b> for bold.", r"It lies in C:\new\names.", "a && b", 5,
     None, ["x", 5], [], {"a": "b"}],
)  # fmt: skip
def test_what_only_looks_like_markup_stays(value: Any) -> None:
    """Signs that mean something else, and what is no text, come back as they were."""
    assert article_text(value) == (value, None)


@given(st.text(st.characters(exclude_characters="<>&\\", codec="utf-8")))
def test_plain_texts_come_back_themselves(text: str) -> None:
    """A text without any such sign is the very same object."""
    assert article_text(text)[0] is text
