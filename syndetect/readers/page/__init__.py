"""Web pages: the article without what surrounds it, and what the page says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import IO, Any

from syndetect.errors import InputError, LimitError
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.as_skipped import errors_as_skipped
from syndetect.readers.encodings import given
from syndetect.readers.limit_messages import over_limit, whole
from syndetect.readers.page.body import article_text, further_articles, no_article, stated_text
from syndetect.readers.page.charset import decode_page
from syndetect.readers.page.element_tree import parsed, without_data
from syndetect.readers.page.hidden import Removed, remove_hidden, show_noscript
from syndetect.readers.page.inline import settle
from syndetect.readers.page.notes import without_notes
from syndetect.readers.page.page_facts import facts_of
from syndetect.readers.page.shadow import unfold
from syndetect.readers.record import FIELDS, document
from syndetect.readers.text_heads import with_head
from syndetect.settings import Settings

OWN_NAMES: Mapping[str, str] = {name: name for name in FIELDS}
"""For formats that name the fields themselves: a mapping for tables means nothing there."""


@errors_as_skipped
def read_html(
    file: IO[bytes],
    origin: Input,
    fields: Mapping[str, str],
    settings: Settings,
) -> Iterator[Document | Skipped]:
    """The one article of a saved page, or the rows of a bare table; offsets refer to the extracted text."""
    data = whole(file, origin.size, settings, container=True)
    parts = exported(data, origin, settings)
    if parts is not None:
        yield from parts
        return
    if _TABLE.match(data) is not None:
        from syndetect.readers.xls import page_rows

        if (rows := page_rows(data, origin, fields, settings)) is not None:
            yield from rows
            return
    talk = chat(data, origin, settings)
    if talk is not None:
        yield from talk
        return
    pages = separate(data)
    for number, one in enumerate(pages, 1):
        inner = origin if len(pages) == 1 else replace(origin, id=f"{origin.id}:{number}")
        yield from _single(one, inner, settings, f"{origin.path}:{number}" if len(pages) > 1 else origin.path)


_TABLE = re.compile(rb"\s{0,200}<table[\s>]", re.IGNORECASE)
"""How a table begins that stands for itself, as data frames are written."""
_BETWEEN = re.compile(rb"</html\s{0,100}>\s*+(?=<!doctype\s|<html[\s>])", re.IGNORECASE)
_TITLE = re.compile(rb"<title[^<>]{0,500}>([^<]{1,1000})", re.IGNORECASE)


def separate(data: bytes) -> list[bytes]:
    """The pages of a file that several whole ones with titles of their own were put into; else the one."""
    borders = [match.end() for match in _BETWEEN.finditer(data)] if data.count(b"</html") > 1 else []
    pages = [data[begin:end] for begin, end in pairwise([0, *borders, len(data)])]
    titles = [match[1].strip() if (match := _TITLE.search(one)) else b"" for one in pages]
    return pages if all(titles) and len(set(titles)) == len(titles) else [data]


def _single(data: bytes, origin: Input, settings: Settings, place: str) -> Iterator[Document | Skipped]:
    """One page, and what is to be said of it."""
    made = page(data, origin, settings, encoding=given(origin.id, settings))
    yield replace(made, source=place) if isinstance(made, Skipped) else made
    if isinstance(made, Document):
        from syndetect.readers.exports.several import may_be_several

        if may_be_several(made.text):
            from syndetect.readers.exports.unknown import doubts_of

            yield from doubts_of(made.text, origin)
        if more := made.meta.get("further_articles"):
            reason = (
                f"holds {more:,} more article{'s' * (more > 1)}, and one alone is read; "
                "save each from a page of its own"
            )
            yield Skipped(f"{place} (articles)", reason)


def chat(data: bytes, origin: Input, settings: Settings) -> Iterator[Document | Skipped] | None:
    """The articles of a page that is the export of a chat; None for every other page."""
    if not any(mark in data for mark in _OF_CHATS):
        return None
    from syndetect.readers.chats.chat_pages import messages

    try:
        root, _ = _tree(data, settings, None, given(origin.id, settings))
    except (InputError, LimitError):
        return None
    return messages(root, origin, settings) if any(map(root.find_class, _OF_MESSAGES)) else None


_OF_MESSAGES = ("history", "chatlog__message-group", "_a6-g")
_OF_CHATS = (b'class="message default clearfix', b"chatlog__message-group", b"_2ph- _a6-g")
"""What stands in the pages that Telegram, DiscordChatExporter and Meta write."""


def exported(data: bytes, origin: Input, settings: Settings) -> Iterator[Document | Skipped] | None:
    """The articles of a page that is the export of a database; None for every other page."""
    from syndetect.readers.exports import page_may_be_export

    if not page_may_be_export(data, settings):
        return None
    from syndetect.readers.exports.layouts import inline_names
    from syndetect.readers.exports.pages import page_lines
    from syndetect.readers.exports.splitting import split

    text = decode_page(data, given=given(origin.id, settings))
    if text is None:
        return None
    try:
        root = parsed(text)
    except LimitError:
        return None
    return (
        split(page_lines(root, inline_names(settings.layouts)), origin, settings)
        if root is not None
        else None
    )


def page(
    data: bytes,
    origin: Input,
    settings: Settings,
    *,
    url: str | None = None,
    charset: str | None = None,
    encoding: str | None = None,
) -> Document | Skipped:
    """The article of a page's bytes; `url` and `charset` are what an archive says of them.

    `encoding` is the codec that the user gave.
    """
    try:
        root, text = _tree(data, settings, charset, encoding)
        facts, body = _read(root, text, url)
    except (InputError, LimitError) as error:
        return Skipped(origin.path, str(error))
    made = document(facts, body, origin.id, origin, OWN_NAMES)
    if not isinstance(made, Document):
        return Skipped(origin.path, made)
    # Pages of word processors have neither a title nor a heading, and the headline as their first line; old
    # ones say nothing of their day but in a line over the text.
    return made if made.title and made.published else with_head(made)


def _tree(data: bytes, settings: Settings, charset: str | None, encoding: str | None) -> tuple[Any, str]:
    """The tree of a page, and its source."""
    if len(data) > settings.max_bytes:
        # Pictures and scripts inside a page are most of a large one, and none of its text.
        data = without_data(data)
    if len(data) > settings.max_bytes:
        raise LimitError(over_limit(0, settings))
    text = decode_page(data, charset, encoding)
    if text is None:
        raise InputError("looks binary, not text")
    if not text.strip():
        raise InputError("is empty")
    root = parsed(text)
    if root is None:
        raise InputError("is a page without visible text")
    return root, text


def _read(root: Any, text: str, url: str | None) -> tuple[dict[str, Any], str]:
    """What a page says of its article, and the article's text."""
    _arranged(root, text)
    noted = without_notes(root)
    facts = facts_of(root, text, url)
    stated = facts.pop("articleBody", "")
    hidden = remove_hidden(root)
    body = article_text(root, facts.get("title"))
    if hidden.letters > len(body):
        # More was hidden than is left: styles hide what scripts would show.
        body, hidden = _with_hidden(text, facts.get("title"), body, hidden)
    body = stated_text(stated, body)
    if problem := (
        no_article(root, body, dated="published" in facts) if body else "is a page without visible text"
    ):
        raise InputError(problem)
    if hidden.words:
        facts["hidden_words"] = hidden.words
    if noted:
        facts["note_words"] = noted
    if more := further_articles(root, body):
        facts["further_articles"] = more
    return facts, body


def _arranged(root: Any, text: str) -> None:
    """Put the parts of a page where a reader finds them."""
    if "shadow" in text:
        unfold(root)
    if "<noscript" in text:
        show_noscript(root)
    settle(root)


def _with_hidden(text: str, title: str | None, body: str, hidden: Removed) -> tuple[str, Removed]:
    """The text with what styles hide of the article, where that is more; and what is hidden then."""
    root = parsed(text)
    if root is None:
        return body, hidden
    _arranged(root, text)
    without_notes(root)
    remove_hidden(root, from_article=False)
    shown = article_text(root, title)
    return (shown, Removed()) if len(shown) > len(body) else (body, hidden)
