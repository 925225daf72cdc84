"""Plain text and Markdown, with or without front matter: one file, one article."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import IO, Any

from syndetect.errors import LimitError
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers import joplin
from syndetect.readers.as_skipped import errors_as_skipped
from syndetect.readers.decode import decode
from syndetect.readers.encodings import given
from syndetect.readers.exports import looks_like_export
from syndetect.readers.exports.several import may_be_several
from syndetect.readers.frontmatter import NONE, FrontMatter, front_matter
from syndetect.readers.limit_messages import over_limit, whole
from syndetect.readers.markup import article_text
from syndetect.readers.record import document
from syndetect.readers.text_heads import with_head
from syndetect.readers.text_labels import labels_of
from syndetect.readers.text_tables import looks_like_table
from syndetect.settings import Settings
from syndetect.text.dates import iso

_PAGE = re.compile(
    r"\s{0,200}(?:<!--.{0,2000}?-->\s{0,200})?<(?:!doctype html|html)\b", re.IGNORECASE | re.DOTALL
)
_BLOG = re.compile(r"[A-Z]{4,8}: ")
"""What the exports of Movable Type begin with."""
_STAMPED = re.compile(r"[\s\ufeff\u200e\u200f]{0,9}(?:\[?\d{1,4}[./:\u200f-]|={20})")
"""What exports of chats begin with."""
_KAKAO = re.compile(r"[\s\ufeff\u200e\u200f]{0,9}[^\n]{0,60}카카오톡")
_TALK = re.compile(
    r"[^\W\d_]{0,3} ?\d{1,2}:\d\d(?: ?[AaPp][Mm])?\t"
    r"|\[[^\[\]\n]{1,60}\] \[[^\W\d_]{0,2} ?\d{1,2}:\d\d"
    r"|\[?\d\d:\d\d(?::\d\d)?\]? <|\d\d:\d\d:\d\d\t? From "
    r"|[A-Z][a-z]{2} \d\d, \d{4}  ?\d{1,2}:\d\d:\d\d [AP]M"
)
"""What a message of a chat begins with, where days are lines of their own."""
_TALK_LINES = 12
"""Lines at the beginning among which the first one is."""
_TALK_BEGINS = 2_000
_TALK_MARK = 80
"""Signs of a line within which the time of a message is."""
_WIRE = 100
"""Signs within which messages of an agency's wire begin."""
_TAGGED = re.compile(
    r"\s{0,200}<(?:p|div|article|section|h[1-6]|body|span|table|ul)\b[^<>]{0,500}>", re.IGNORECASE
)
_DATES = (
    "date",
    "publishDate",
    "publishdate",
    "pubDate",
    "pubdate",
    "publish_date",
    "date_published",
    "datePublished",
)
"""What programs that make sites call the date in front matter."""


@errors_as_skipped
def read_text(
    file: IO[bytes], origin: Input, fields: Mapping[str, str], settings: Settings
) -> Iterator[Document | Skipped]:
    """The one article of a text file; offsets refer to what stands after the front matter.

    A page that is called a text is read as the page that it is. Title, outlet and date that nothing else
    tells are those that stand in the text.
    """
    data = whole(file, origin.size, settings, container=True)
    text = decode(data, given(origin.id, settings))
    if text is None:
        yield Skipped(origin.path, "looks binary, not text")
        return
    if "\r" in text and "\n" not in text:
        # The line ends of old Macs; no offset moves.
        text = text.replace("\r", "\n")
    other = _read_as_another(data, text, origin, fields, settings)
    if other is not None:
        yield from other
        return
    if joplin.is_item(text):
        yield joplin.note(text, origin, settings)
        return
    head = front_matter(text)
    if head.problem:
        reason = f"{head.problem}; the text after it was read without its fields"
        yield Skipped(f"{origin.path} (front matter)", reason)
    body = text[head.begin :]
    if looks_like_export(body, settings):
        from syndetect.readers.exports.splitting import split
        from syndetect.readers.prose import Line

        parts = split([Line(line) for line in body.splitlines()], origin, settings)
        if parts is not None:
            yield from parts
            return
    if len(data) > settings.max_bytes:
        raise LimitError(over_limit(origin.size or 0, settings))
    if not body.strip():
        yield Skipped(origin.path, "is empty" if not head.begin else "holds no text after its front matter")
        return
    yield from _article(text, head, origin, fields)


def _article(
    text: str, head: FrontMatter, origin: Input, fields: Mapping[str, str]
) -> Iterator[Document | Skipped]:
    """The one article of a text, and what is to be said of one that may hold several."""
    body = text[head.begin :]
    doubts: list[Skipped] = []
    if may_be_several(body):
        from syndetect.readers.exports.unknown import doubts_of

        doubts = list(doubts_of(body, origin))
    # The labels over the first of several articles are not those of all.
    one = all(doubt.note for doubt in doubts)
    if head is NONE and one and (labels := labels_of(body)) is not None:
        # Under the names that the user gave to ours.
        named = {fields.get(name, name): value for name, value in labels.fields.items()}
        head = FrontMatter(named, labels.begin)
        body = body[labels.begin :]
    prose, markup = article_text(body) if _TAGGED.match(body) else (body, None)
    made = document(_dated(head.fields, fields, origin.path), prose, origin.id, origin, fields, markup=markup)
    if isinstance(made, str):
        yield Skipped(origin.path, made)
        return
    # Where tags are gone, so are the places of lines.
    line = None if markup else text.count("\n", 0, head.begin) + 1
    yield with_head(made, line)
    yield from doubts


def _read_as_another(
    data: bytes, text: str, origin: Input, fields: Mapping[str, str], settings: Settings
) -> Iterator[Document | Skipped] | None:
    """What is read of a page, a table or wire copy that is called a text; None for what is one."""
    if _PAGE.match(text):
        from syndetect.readers.page import page

        return iter([page(data, origin, settings, encoding=given(origin.id, settings))])
    if text[:1].isupper() and _BLOG.match(text) is not None:
        from syndetect.readers import movable_type

        if movable_type.is_export(text):
            return movable_type.entries(text, origin, settings)
    if "\x01" in text[:_WIRE] or "ZCZC" in text[:_WIRE]:
        from syndetect.readers.agency import wire_text

        if wire_text.is_wire(text):
            return wire_text.messages(text, origin, settings)
    if looks_like_table(text, fields):
        from syndetect.readers.table import read_csv

        return read_csv(io.BytesIO(data), origin, fields, settings)
    return _chat(text, origin, settings)


_FRONT = ("---\n", "---\r\n", "+++\n", "+++\r\n")


def _chat(text: str, origin: Input, settings: Settings) -> Iterator[Document | Skipped] | None:
    """The articles of a text that is the export of a chat; None for every other text."""
    if text.startswith(_FRONT):
        # Times of publication would have each such text looked at line by line.
        return None
    if _STAMPED.match(text) is not None or ("카카오톡" in text[:_TALK_MARK] and _KAKAO.match(text)):
        from syndetect.readers.chats import chat_lines

        if chat_lines.is_chat(text):
            return chat_lines.messages(text, origin, settings)
    head = text[:_TALK_BEGINS]
    if _has_clock(head) and _talks(head):
        from syndetect.readers.chats import day_lines

        if (program := day_lines.program_of_text(text)) is not None:
            return day_lines.messages(text, program, origin, settings)
    return None


def _talks(head: str) -> bool:
    """Whether one of the first lines is a message with its time."""
    for line in head.split("\n", _TALK_LINES):
        if ":" in line[:_TALK_MARK] and _TALK.match(line) is not None:
            return True
    return False


def _has_clock(head: str) -> bool:
    """Whether a text has a time of day anywhere: most have few colons, which are found quickly."""
    at = head.find(":")
    while at >= 0:
        if head[at + 1 : at + 3].isdecimal() and head[at - 1 : at].isdecimal():
            return True
        at = head.find(":", at + 1)
    return False


_TITLES = ("subject", "headline")
_ADDRESSES = ("source", "canonical", "canonical_url", "canonicalURL", "original", "permalink", "link")
"""What programs that clip pages or make sites call an address in front matter."""


def _is_address(value: Any) -> bool:
    return isinstance(value, str) and value.startswith(("http://", "https://")) and " " not in value.strip()


def _signed(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """Front matter with its authors, one or several, as one text; links between notes are their labels."""
    name, held = "author", record.get("author") if record else None
    if held.__class__ is str and "[[" not in held:
        return record
    for other in _SIGNED:
        if not held:
            name, held = other, record.get(other)
    if not held:
        return record
    people = [
        person.get("name") if isinstance(person, dict) else person
        for person in (held if isinstance(held, list) else [held])
    ]
    said = [_NOTE_LINK.sub(r"\1", one).strip() for one in people if isinstance(one, str)]
    if not all(said) or len(said) != len(people):
        return record
    return {**{key: value for key, value in record.items() if key != name}, "author": ", ".join(said)}


_SIGNED = ("authors", "creator")
"""What else programs call the authors in front matter."""
_NOTE_LINK = re.compile(r"\[\[(?:[^\[\]|]{0,200}\|)?([^\[\]|]{1,200})\]\]")
"""A link of Obsidian, which a label can follow."""

_POST = re.compile(r"(?:\A|/)_(?:posts|drafts)/(?:[^/]{1,200}/){0,3}(\d{4}-\d\d-\d\d)-[^/]{1,200}\Z")
"""How Jekyll wants a post to be called: the day of its publication, and its name."""


def _dated(record: Mapping[str, Any], fields: Mapping[str, str], path: str) -> Mapping[str, Any]:
    """Front matter with title, date and address under the names that are asked for."""
    if not record:
        return _of_jekyll(record, fields, path)
    if record.get(fields["title"]) is None:
        name = next((name for name in _TITLES if isinstance(record.get(name), str)), None)
        record = {fields["title"] if key == name else key: value for key, value in record.items()}
    if record.get(fields["url"]) is None:
        name = next((name for name in _ADDRESSES if _is_address(record.get(name))), None)
        if name is not None:
            record = {fields["url"] if key == name else key: value for key, value in record.items()}
    record = _signed(record)
    if record.get(fields["published"]) is not None:
        return record
    for name in _DATES:
        if name in record and iso(record.get(name)) is not None:
            return {fields["published"] if key == name else key: value for key, value in record.items()}
    return _of_jekyll(record, fields, path)


def _of_jekyll(record: Mapping[str, Any], fields: Mapping[str, str], path: str) -> Mapping[str, Any]:
    """The fields with the day that the name of a post tells."""
    match = _POST.search(path) if "_posts/" in path or "_drafts/" in path else None
    return record if match is None else {**record, fields["published"]: match[1]}
