"""XML of any kind: the name of the root element says which reader takes it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from html.entities import name2codepoint
from typing import IO, Any

from syndetect import plugins
from syndetect.errors import InputError, LimitError
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.as_skipped import errors_as_skipped
from syndetect.readers.decode import unicode_codec
from syndetect.readers.feedtext import FEED, WARNING
from syndetect.readers.peeked import peeked
from syndetect.readers.printable import shown
from syndetect.settings import Settings

_HEAD = 1 << 16
_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,9});")
_OWN = (b"amp", b"lt", b"gt", b"quot", b"apos")
_NAME = re.compile(r"<(?:[\w.-]{1,80}:)?([\w.-]{1,80})")
_DEEPEST = 250
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""")


@errors_as_skipped
def read_xml(
    file: IO[bytes], origin: Input, fields: Mapping[str, str], settings: Settings
) -> Iterator[Document | Skipped]:
    """What the reader for the file's root element makes of it; the reader of feeds takes what has none."""
    head, file = peeked(file, _HEAD)
    root = root_name(head)
    # Asking for other packages' readers takes longer than reading most files.
    if root is not None and root not in plugins.TABLES["roots"] and root not in plugins.names("roots"):
        yield from _rows(root, file, origin, fields, settings)
        return
    reader: plugins.Reader = plugins.load("roots", root or "rss")
    yield from reader(file, origin, fields, settings)


def _rows(
    root: str, file: IO[bytes], origin: Input, fields: Mapping[str, str], settings: Settings
) -> Iterator[Document | Skipped]:
    """The articles of XML that has no vocabulary of its own, and whose elements are rows."""
    # Imported here: it imports this module.
    from syndetect.readers.parts import whole_file

    made, problem = tree(whole_file(file, origin, settings))
    yield from of_tree(made, problem, origin, fields, settings, root)


def of_tree(
    made: Any,
    problem: str | None,
    origin: Input,
    fields: Mapping[str, str],
    settings: Settings,
    root: str | None = None,
) -> Iterator[Document | Skipped]:
    """The articles of a tree whose elements are rows; `problem` is what had to be mended in it.

    Raises InputError where none are, with the name of the root element.
    """
    # Imported here: these import this module.
    from syndetect.readers import record_xml
    from syndetect.readers.json import articles_of

    found = record_xml.rows(made, fields)
    if not found:
        known = ", ".join(plugins.names("roots"))
        name = shown(root or str(made.tag))
        raise InputError(f"is XML with the root element '{name}', which no reader knows; known are {known}")
    yield from articles_of(found, origin, fields, settings)
    if problem:
        yield Skipped(origin.path, problem)


def root_name(head: bytes) -> str | None:
    """The local name of the root element in the first bytes of a file, None where no element begins."""
    codec, mark = unicode_codec(head)
    text = head[mark:].decode(codec or "utf-8", "replace")
    place = 0
    while True:
        place = text.find("<", place)
        if place < 0:
            return None
        if text.startswith("<!--", place):
            place = _after(text, "-->", place)
        elif text.startswith("<?", place):
            place = _after(text, "?>", place)
        elif text.startswith("<!", place):
            place = _after_doctype(text, place)
        else:
            match = _NAME.match(text, place)
            if WARNING.match(text, place) and (feed := FEED.search(text, place)):
                match = _NAME.match(text, feed.start())
            return match[1] if match else None
        if place < 0:
            return None


def _after(text: str, end: str, place: int) -> int:
    found = text.find(end, place)
    return found + len(end) if found >= 0 else -1


def _after_doctype(text: str, place: int) -> int:
    subset, end = text.find("[", place), text.find(">", place)
    if 0 <= subset < end:
        return _after(text, ">", text.find("]", subset)) if text.find("]", subset) >= 0 else -1
    return end + 1 if end >= 0 else -1


def tree(data: bytes) -> tuple[Any, str | None]:
    """The root of an XML document, and what had to be mended, None when it was well-formed.

    Declared entities stay what they are, unread; nothing outside the file is asked for. Raises InputError for
    what is no XML at all, LimitError for nesting beyond 250 levels.
    """
    from lxml import etree

    if not data.strip():
        raise InputError("is empty")
    data = _ENTITY.sub(_number, data)
    try:
        root = etree.fromstring(data, _parser(recover=False))
        problem = None
    except (etree.XMLSyntaxError, ValueError) as error:
        root, problem = _mended(data, error)
    _strip(root)
    return root, problem


def _number(match: re.Match[bytes]) -> bytes:
    """An entity of HTML by its number: the document types that define them are not fetched."""
    code = name2codepoint.get(match[1].decode("ascii"))
    return match[0] if code is None or match[1] in _OWN else b"&#%d;" % code


def _mended(data: bytes, error: Exception) -> tuple[Any, str]:
    from lxml import etree

    line = getattr(error, "lineno", None)
    where = f" (line {line})" if line else ""
    if "depth" in str(error).lower():
        raise LimitError(f"is nested more than {_DEEPEST} levels deep, as no such file is") from None
    try:
        root = etree.fromstring(_declared(data), _parser(recover=True))
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        raise InputError(f"is not valid XML{where}") from None
    return root, f"is not valid XML{where}; what could be made out was read"


def _declared(data: bytes) -> bytes:
    """Bytes that do not fit the encoding that they declare, as UTF-8 text without a declaration."""
    match = _DECLARED.match(data[:400])
    name = match[1].decode("ascii") if match else "utf-8"
    try:
        codec = codecs.lookup(name).name
        text = data.decode(codec)
    except (LookupError, ValueError):
        from syndetect.readers.decode import decode

        text = decode(data) or data.decode("utf-8", "replace")
    return re.sub(r"^\s*<\?xml[^>]{0,400}\?>", "", text.lstrip("\ufeff")).encode("utf-8", "replace")


def _parser(*, recover: bool) -> Any:
    from lxml import etree

    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
        huge_tree=False,
    )


def _strip(root: Any) -> None:
    """Leave the local names alone: producers mix versions of a namespace, and some leave it out."""
    for element in root.iter():
        tag = element.tag
        if isinstance(tag, str) and tag.startswith("{"):
            try:
                element.tag = tag.rpartition("}")[2]
            except ValueError:
                # What was made out of damage may have a name that none may have.
                element.tag = "unknown"


def words_in(element: Any) -> str:
    """The text of an element on one line; empty for None."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""
