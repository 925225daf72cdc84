"""Exports of blogs that are written as feeds, by WordPress and Blogger: what of them is an article."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_NO_ARTICLE = frozenset(
    [
        "acf-field",
        "acf-field-group",
        "attachment",
        "custom_css",
        "customize_changeset",
        "elementor_library",
        "feedback",
        "nav_menu_item",
        "oembed_cache",
        "revision",
        "shop_order",
        "user_request",
        "wp_block",
        "wp_font_face",
        "wp_font_family",
        "wp_global_styles",
        "wp_navigation",
        "wp_template",
        "wp_template_part",
        "wpcf7_contact_form",
    ]
)
"""Kinds of WordPress's entries that hold pictures, menus, settings and parts of pages; others may be "
"texts."""

_THROWN_AWAY = frozenset(["trash", "auto-draft"])
_UNPUBLISHED = frozenset(["draft", "pending", "future", "private"])
_KIND = "schemas.google.com/g/2005#kind"
_BLOGGER = frozenset(["post", "page"])

_CAPTION = re.compile(r"\[(caption|embed)\b[^\[\]]{0,1000}\][^\[]*+\[/\1\]")
_SHORTCODE = re.compile(
    r"\[/?(?:gallery|embed|audio|video|playlist|wpvideo|youtube|vimeo|soundcloud|contact-form(?:-7)?"
    r"|caption|dropcap|toc"
    r"|(?:vc|et_pb|fusion|su|wpv|av|tdc?|one|two)_[a-z0-9_]{1,40})(?=[\s\]/])[^\[\]]{0,1000}\]"
)
_PARAGRAPH = re.compile(r"\n[ \t\r]*\n")


def no_article(parts: Mapping[str, list[Any]]) -> str | None:
    """What an entry of any feed is that is no article, None for one that is."""
    if "wp:post_type" in parts:
        kind, state = _said(parts, "wp:post_type"), _said(parts, "wp:status")
        return kind if kind in _NO_ARTICLE else f"in state {state}" if state in _THROWN_AWAY else None
    if "blogger:type" in parts:
        kind = _said(parts, "blogger:type").lower()
        return None if kind in _BLOGGER else kind
    for part in parts.get("category", ()):
        if is_kind(part):
            kind = (part.get("term") or "").rpartition("#")[2]
            return None if kind in _BLOGGER else kind
    return None


def about(parts: Mapping[str, list[Any]]) -> dict[str, str | None]:
    """What an entry of WordPress says in elements of its own: when it was published, or why it was not."""
    state = _said(parts, "wp:status")
    if state in _UNPUBLISHED:
        return {"status": state, "published": None}
    moment = _said(parts, "wp:post_date_gmt")
    # Where nothing was published the program writes zeros.
    return {"published": f"{moment.replace(' ', 'T')}+00:00"} if moment[:4].strip("0") else {}


def is_kind(category: Any) -> bool:
    """Whether a category says what an entry is, not what it is about."""
    return _KIND in (category.get("scheme") or "")


def paragraphs(source: str) -> str:
    """A text of WordPress as HTML: empty lines part paragraphs, and short codes are for programs."""
    source = _SHORTCODE.sub(" ", _CAPTION.sub(" ", source)) if "[" in source else source
    return _PARAGRAPH.sub("\n<p>", source)


def _said(parts: Mapping[str, list[Any]], name: str) -> str:
    return next(((part.text or "").strip() for part in parts.get(name, ())), "")
