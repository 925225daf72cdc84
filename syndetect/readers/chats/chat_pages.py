"""Exports of chats as pages: Telegram's, Messenger's, and those of DiscordChatExporter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.chats.messages import Message, articles_of_talk
from syndetect.readers.page import plain
from syndetect.settings import Settings
from syndetect.text.dates import iso


def messages(root: Any, origin: Input, settings: Settings) -> Iterator[Document | Skipped]:
    """The articles of a page whose tree begins at `root`, and a note."""
    program = _telegram if root.find_class("history") else _meta if root.find_class("_a6-g") else _discord
    yield from articles_of_talk(program(root), origin, settings)


def _telegram(root: Any) -> Iterator[Message]:
    outlet = next(
        (_words(one) for head in root.find_class("page_header") for one in head.find_class("text")), None
    )
    author = None
    for entry in root.find_class("message"):
        classes = entry.get("class", "").split()
        if "default" not in classes:
            yield Message("", program="Telegram")
            continue
        if "joined" not in classes:
            author = _name(entry)
        when = next((one.get("title") for one in entry.find_class("date")), None)
        forwarded = next(iter(entry.find_class("forwarded")), None)
        record = {
            "outlet": outlet,
            "author": author,
            "published": iso(when),
            "taken_from": _name(forwarded) if forwarded is not None else None,
        }
        texts = [one for one in entry.find_class("text") if not _inside(one, "media_wrap", entry)]
        yield Message("\n\n".join(_text(one) for one in texts), record, "Telegram")


def _name(entry: Any) -> str | None:
    """The name over a message without the time behind it."""
    for one in entry.find_class("from_name"):
        return " ".join((one.text or "").split()) or None
    return None


def _inside(element: Any, name: str, top: Any) -> bool:
    while element is not None and element is not top:
        if name in (element.get("class") or "").split():
            return True
        element = element.getparent()
    return False


def _discord(root: Any) -> Iterator[Message]:
    heads = [_words(one) for one in root.find_class("preamble__entry")[:2]]
    outlet = ": ".join(heads) or None
    for group in root.find_class("chatlog__message-group"):
        author = next((_words(one) for one in group.find_class("chatlog__author")), None)
        when = None
        for entry in group.find_class("chatlog__message-container") or [group]:
            stamps = [*entry.find_class("chatlog__timestamp"), *entry.find_class("chatlog__short-timestamp")]
            when = next((iso(one.get("title") or _words(one)) for one in stamps), None) or when
            texts = [_text(one) for one in entry.find_class("chatlog__content")]
            record = {"outlet": outlet, "author": author, "published": when}
            yield Message("\n\n".join(texts), record, "Discord")


def _meta(root: Any) -> Iterator[Message]:
    """Messenger and Instagram, whose classes are short signs."""
    outlet = next((_words(one) for one in root.find_class("_a70e")), None)
    outlet = outlet or next((_words(one) for one in root.iter("title")), None)
    for entry in root.find_class("_a6-g"):
        author = next((_words(one) for one in entry.find_class("_a6-h")), None)
        when = next((iso(_words(one)) for one in entry.find_class("_a6-o")), None)
        record = {"outlet": outlet, "author": author, "published": when}
        texts = [_text(one) for one in entry.find_class("_a6-p")]
        yield Message("\n\n".join(texts), record, "Messenger or Instagram")


def _text(element: Any) -> str:
    return "\n\n".join(plain.blocks(element))


def _words(element: Any) -> str:
    return " ".join(element.text_content().split())
