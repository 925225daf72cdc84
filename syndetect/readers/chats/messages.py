"""Messages, which all exports of chats come to: the longer ones are articles, the rest is counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

from syndetect.counting import plural
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.parts import article
from syndetect.readers.printable import shown
from syndetect.readers.text_heads import with_head
from syndetect.settings import Settings

LEAST_WORDS = 15
"""Words of a message that is an article: talk is shorter, and what people pass on is longer."""


@dataclass(frozen=True, slots=True)
class Message:
    """A message: its text, empty for a picture or a notice of the program, and what is known of it.

    `record` has the fields of a document by our names, and others for `meta`.
    """

    text: str
    record: Mapping[str, Any] = field(default_factory=dict)
    program: str = ""
    beside: bool = False
    """Whether it is an entry about people or channels, no message."""


@lru_cache(maxsize=1)
def chat_data() -> Mapping[str, Any]:
    """What is known of the programs' files."""
    import json

    table: dict[str, Any] = json.loads(files("syndetect").joinpath("data/chats.json").read_text("utf-8"))
    return table


class Talk:
    """The messages of one file: articles are made of the longer ones, the others are counted."""

    def __init__(self) -> None:
        self.messages = self.articles = self.short = self.empty = self.beside = self.undated = 0
        self.programs: dict[str, None] = {}

    def article(
        self, message: Message, origin: Input, settings: Settings, number: int
    ) -> Iterator[Document | Skipped]:
        """The article of a message, nothing for one that is too short."""
        self.programs.setdefault(message.program)
        if message.beside:
            self.beside += 1
            return
        self.messages += 1
        if not message.text.strip():
            self.empty += 1
        elif words_in(message.text) < LEAST_WORDS:
            self.short += 1
        else:
            made = article(message.record, message.text, origin, settings, number)
            if isinstance(made, Document):
                self.articles += 1
                self.undated += made.published is None
                made = with_head(made)
            yield made

    def notes(self, origin: Input) -> Iterator[Skipped]:
        """What became of the messages that are no articles."""
        if not self.messages and not self.beside:
            return
        name = f" of {', '.join(shown(name, 30) for name in self.programs if name)}" * any(self.programs)
        if not self.messages:
            reason = f"belongs to an export{name} and lists people and channels, no messages"
            yield Skipped(origin.path, reason, note=True)
            return
        parts = [
            f"{self.short:,} of fewer than {LEAST_WORDS} words" * bool(self.short),
            f"{self.empty:,} without a text, such as pictures and notices" * bool(self.empty),
        ]
        left_out = " and ".join(filter(None, parts))
        rest = f"; left out: {left_out}" * bool(left_out)
        reason = f"holds {plural(self.messages, 'message')}{name}: {plural(self.articles, 'article')}{rest}"
        yield Skipped(origin.path, reason, note=bool(self.articles))


def articles_of_talk(
    messages: Iterable[Message], origin: Input, settings: Settings
) -> Iterator[Document | Skipped]:
    """The articles of a file that is one chat, and at last a note."""
    talk = Talk()
    number = 0
    for number, message in enumerate(messages, 1):
        yield from talk.article(message, origin, settings, number)
    if not number:
        yield Skipped(origin.path, "is a chat without a message")
    yield from talk.notes(origin)


def words_in(text: str) -> int:
    """The words of a text; a sign of Chinese, Japanese or Korean is about half of one."""
    return len(text.split()) + sum("\u2e7f" < sign < "\ua000" for sign in text) // 2
