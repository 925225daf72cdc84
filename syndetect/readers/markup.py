"""The text of a record's field that holds more than text: HTML, entities, escaped line ends, paragraphs."""

from __future__ import annotations

import html
import re
from typing import Any

_BLOCK = re.compile(
    r"</?(?:p|br|div|h[1-6]|li|ul|ol|blockquote|html|body|article|section|figure|table|tr|td|hr|pre|dl|dd)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
_INLINE = re.compile(
    r"</(?:a|b|i|u|em|strong|span|cite|q|small|sup|sub|font|abbr|time|mark|code|figcaption)\s{0,3}>|<img\b[^<>]{1,2000}>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_LITERAL = re.compile(r"(?:[.!?…;,\"”’»)\]]|\\[nrt])\s?\\[nr](?![a-z])|\\n\\n|\\r\\n|\\n(?=[A-ZÀ-Þ\"“„«])")
_LITERAL_ENDS = re.compile(r"\\r\\n|\\[nr]")


def article_text(value: Any) -> tuple[Any, str | None]:
    """The text of a value and what it was freed from: ``html``, ``entities`` or ``escapes``, None for none.

    A list of paragraphs, or a tree of blocks, becomes one text, with empty lines between them. What is no
    text comes back as it is.
    """
    if value.__class__ is str:
        return _freed(value)
    if isinstance(value, list | dict) and value:
        from syndetect.readers.editor_blocks import block_text

        paragraphs = [part for part in value if isinstance(part, str)] if isinstance(value, list) else []
        joined = _joined(paragraphs) if len(paragraphs) == len(value) else block_text(value)
        return (value, None) if joined is None else _freed(joined)
    return value, None


def _joined(parts: list[str]) -> str | None:
    """The paragraphs of a list, None where none has a letter."""
    return "\n\n".join(part for part in parts if part.strip()) or None


def _freed(text: str) -> tuple[str, str | None]:
    # Most texts hold none of these signs, which a look at each tells.
    if "\\" in text and "\n" not in text and _LITERAL.search(text):
        text = _LITERAL_ENDS.sub("\n", text.replace("\\t", " ").replace('\\"', '"'))
        again, kind = _freed(text)
        return again, kind or "escapes"
    if "<" in text and is_html(text):
        freed = _without_tags(text)
        return (freed, "html") if freed else (text, None)
    if "&" in text and _ENTITY.search(text):
        plain = _unescaped(text)
        if "<" in plain and "<" not in text and is_html(plain):
            freed = _without_tags(plain)
            return (freed, "html") if freed else (plain, "entities")
        return (plain, "entities") if plain != text and plain.strip() else (text, None)
    return text, None


def is_html(text: str) -> bool:
    """Whether a text is written in HTML: with the tags of a paragraph, or several others."""
    return _BLOCK.search(text) is not None or len(_INLINE.findall(text)) > 1


def _unescaped(text: str) -> str:
    """The text with its entities, and those that were escaped once more, as the signs they stand for."""
    for _ in range(2):
        if "&" not in text:
            break
        text = _ENTITY.sub(_sign, text)
    return text


def _sign(match: re.Match[str]) -> str:
    sign = html.unescape(match[0])
    return sign if sign.isprintable() or sign in "\n\t\xa0\xad\u200c\u200d" else " "


def _without_tags(text: str) -> str:
    # Imported here: the parser's library is needed for such texts alone.
    from syndetect.errors import LimitError
    from syndetect.readers.page.body import fragment_text

    # Editors leave paragraphs as empty lines between the tags of words.
    lines = text if _BLOCK.search(text) else text.replace("\n", "<br>")
    try:
        return _unescaped(fragment_text(lines.replace("\n\n", "\n<br>")))
    except LimitError:
        return ""
