"""News corpora in SGML (TREC, Gigaword, Reuters-21578): one article an element DOC or REUTERS."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from typing import IO

from syndetect.boilerplate.bylines import byline
from syndetect.boilerplate.vocabulary import vocabulary
from syndetect.errors import InputError
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.as_skipped import errors_as_skipped
from syndetect.readers.decode import decode
from syndetect.readers.encodings import given
from syndetect.readers.parts import article, whole_file
from syndetect.readers.text_heads import with_head
from syndetect.settings import Settings
from syndetect.text.dates import iso

_BEGIN = re.compile(r"<(DOC|REUTERS)(\s[^<>]{0,1000})?>")
_TAG = re.compile(r"<(/?)([A-Za-z][\w.-]{0,30})(?:\s[^<>]{0,1000})?/?>")
_NUMBER = re.compile(r"""\b(?:id|NEWID|docid)\s*=\s*["']([^"'<>]{1,200})["']""")
_STAMPED = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)\.\d{4}\Z")
"""The number of an article by its day, as the Linguistic Data Consortium gives it."""
_FRACTION = re.compile(r"(:\d\d)\.\d{1,9}\Z")

_EMPTY = re.compile(r"\n[ \t]*\n")
_INDENTED = re.compile(r"\n(?=[ \t]+\S)")

_FIELDS: Mapping[str, tuple[str, ...]] = {
    "id": ("DOCNO", "DOCID"),
    "title": ("HEADLINE", "HEAD", "HL", "TITLE", "TI", "TTL", "HT"),
    "published": ("DATE", "DATE_TIME", "DD", "DATE1", "PUBDATE", "DATETIME"),
    "outlet": ("SOURCE", "SO", "PUB"),
    "author": ("BYLINE", "AUTHOR", "BY"),
    "dateline": ("DATELINE",),
}
_TEXTS = ("LP", "LEADPARA", "TEXT")
"""What holds the words of an article, in order, where none is its body."""
_BESIDE = ("BODY", "GRAPHIC")
_PARAGRAPHS = frozenset({"P", "DIV", "PARAGRAPH", "BR"})


@errors_as_skipped
def read_sgml(
    file: IO[bytes],
    origin: Input,
    fields: Mapping[str, str],  # noqa: ARG001 (every reader's signature)
    settings: Settings,
) -> Iterator[Document | Skipped]:
    """The articles of a corpus; one that has no end goes on to where the next one begins."""
    data = whole_file(file, origin, settings)
    if not data.strip():
        raise InputError("is empty")
    text = decode(data, given(origin.id, settings))
    if text is None:
        raise InputError("looks binary, not text")
    begins = list(_BEGIN.finditer(text))
    if not begins:
        raise InputError("is SGML without an article: it has no element DOC or REUTERS")
    for number, begin in enumerate(begins, 1):
        following = begins[number].start() if number < len(begins) else len(text)
        end = text.find(f"</{begin[1]}>", begin.end(), following)
        record, body = _taken(text[begin.end() : end if end >= 0 else following])
        named = _NUMBER.search(begin[2] or "")
        record.setdefault("id", named[1].strip() if named else "")
        _date(record)
        _author(record)
        made = article(record, body, origin, settings, number)
        yield with_head(made) if isinstance(made, Document) else made


def _date(record: dict[str, str]) -> None:
    """Give a record its day in ISO 8601, by its number where it says none."""
    said = _FRACTION.sub(r"\1", record.pop("published", ""))
    # Behind the day papers put its name and that of their edition.
    day = iso(said) or iso(",".join(said.split(",")[:2])) or iso(said.partition(",")[0])
    stamped = _STAMPED.search(record["id"])
    if day is None and stamped is not None:
        day = iso("-".join(stamped.groups()))
    if day is not None:
        record["published"] = day


def _author(record: dict[str, str]) -> None:
    """Give a record the names of its by-line, which stays as it was written where it says more."""
    line = record.get("author", "")
    signed = byline(line, vocabulary("en")) if line else None
    if signed is not None and signed.people:
        record["author"] = signed.names
        if signed.names != line:
            record["byline"] = line


def _taken(source: str) -> tuple[dict[str, str], str]:
    """The fields of an article, and its text in paragraphs."""
    parts: dict[str, list[str]] = {}
    inside: list[str] = []
    at = 0
    for tag in _TAG.finditer(source):
        _add(parts, inside, source[at : tag.start()])
        at, name = tag.end(), tag[2].upper()
        if name in _PARAGRAPHS:
            _add(parts, inside, "\n\n")
        elif not tag[1]:
            inside.append(name)
        elif name in inside:
            del inside[len(inside) - 1 - inside[::-1].index(name) :]
    _add(parts, inside, source[at:])
    lines = {name: _line(pieces) for name, pieces in parts.items()}
    said = {ours: next(filter(None, map(lines.get, names)), "") for ours, names in _FIELDS.items()}
    record = {ours: line for ours, line in said.items() if line}
    if lines.get("BODY"):
        return record, _paragraphs(parts["BODY"])
    bodies = [_paragraphs(parts[name]) for name in _TEXTS if name in parts]
    return record, "\n\n".join(filter(None, bodies))


def _add(parts: dict[str, list[str]], inside: list[str], text: str) -> None:
    """Give a text to the innermost element that means something; one inside of a text is no part of it."""
    name = next((name for name in reversed(inside) if name in _KNOWN), None)
    if name is not None:
        parts.setdefault(name, []).append(text)


_KNOWN = frozenset((*_TEXTS, *_BESIDE)).union(*_FIELDS.values())


def _line(pieces: list[str]) -> str:
    return " ".join(html.unescape("".join(pieces)).split())


def _paragraphs(pieces: list[str]) -> str:
    """A text whose lines are wrapped, one line a paragraph; an indented line begins one."""
    text = html.unescape("".join(pieces)).replace("\r\n", "\n").replace("\x03", "")
    blocks = _EMPTY.split(text)
    if len(blocks) == 1 or 2 * len(_INDENTED.findall(text)) < text.strip().count("\n"):
        blocks = [inner for block in blocks for inner in _INDENTED.split(block)]
    return "\n\n".join(line for block in blocks if (line := " ".join(block.split())))
