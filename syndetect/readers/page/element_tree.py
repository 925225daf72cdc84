"""The element tree of a page, refused where building or walking it would take a time beyond all bounds."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from syndetect.errors import LimitError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_ATTRIBUTES = 1_000
MAX_ELEMENTS = 200_000
MAX_DEPTH = 250
"""A little less than the parser's own limit, beyond which it drops the rest of a page."""

_SMALL = 50_000
"""Characters up to which no number of attributes takes long."""

_CONTROLS = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_DATA = re.compile(r"data:[\w/+.-]{0,80};base64,[A-Za-z0-9+/=\s%]+")


_RAW_DATA = re.compile(_DATA.pattern.encode())
_SCRIPT = re.compile(rb"<script(?=[\s>])((?:[^<>]|<(?!script)){0,4000})>", re.IGNORECASE)
_END = re.compile(rb"</script", re.IGNORECASE)


def without_data(data: bytes) -> bytes:
    """A page's bytes without the pictures and programs in it; what describes the article stays."""
    data = _RAW_DATA.sub(b"data:,", data)
    kept, at = [], 0
    while match := _SCRIPT.search(data, at):
        end = _END.search(data, match.end())
        stop = end.start() if end else len(data)
        kept.append(data[at : stop if b"json" in match[1].lower() else match.end()])
        at = stop
    return b"".join([*kept, data[at:]])


def parsed(text: str) -> HtmlElement | None:
    """The root of a page without comments; None when there is nothing but them.

    Raises LimitError for more nesting, attributes or elements than pages have.
    """
    from lxml import etree, html

    # Pictures inside the page are most of its bytes and none of its text.
    source = _CONTROLS.sub(" ", _DATA.sub("data:,", text)).encode("utf-8", "replace")
    if len(source) > _SMALL and _most_attributes(source) > MAX_ATTRIBUTES:
        raise LimitError(f"has an element with more than {MAX_ATTRIBUTES:,} attributes, as no page has")
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root: HtmlElement = html.document_fromstring(source, parser=parser)
    except etree.ParserError:
        return None
    if root.getnext() is not None:
        _take_in(root)
    if _too_deep()(root) or any("Excessive depth" in entry.message for entry in parser.error_log):
        raise LimitError(f"is nested more than {MAX_DEPTH} elements deep, as no page is")
    if sum(1 for _ in root.iter()) > MAX_ELEMENTS:
        raise LimitError(f"has more than {MAX_ELEMENTS:,} elements; split it or save its text")
    return root


def settable(text: str | None) -> str:
    """A text of the tree as one that the tree takes: references to control signs stand in pages, too."""
    return _CONTROLS.sub(" ", text or "")


def _take_in(root: HtmlElement) -> None:
    """Put what stands behind the end of a page into its body, as browsers do; the library does not."""
    body = root.find("body")
    body = root if body is None else body
    for beside in list(root.itersiblings()):
        if not isinstance(beside.tag, str):
            continue
        for part in [beside, *beside.iterchildren("body")]:
            if (part.text or "").strip():
                loose = body.makeelement("p", {})
                loose.text = settable(part.text)
                body.append(loose)
            for element in list(part):
                if element.tag not in ("head", "body"):
                    body.append(element)


@cache
def xpath(expression: str) -> Any:
    """An XPath expression, made ready once."""
    from lxml import etree

    return etree.XPath(expression)


@lru_cache(maxsize=1)
def _too_deep() -> Any:
    """A path to any element that stands deeper: it is followed in a time that the elements bound."""
    from lxml import etree

    return etree.XPath(f"boolean({'/'.join('*' * (MAX_DEPTH + 1))})")


def words_of(element: Any) -> list[str]:
    """The words of an element's text."""
    return "".join(element.itertext()).split()


class _Attributes:
    """Counts attributes while a page is parsed, not built: adding one to a tree visits all before it."""

    def __init__(self) -> None:
        self.most = 0

    def start(self, _: str, attributes: Any) -> None:
        self.most = max(self.most, len(attributes))

    def close(self) -> int:
        return self.most


def _most_attributes(source: bytes) -> int:
    from lxml import etree

    parser: Any = etree.HTMLParser(target=_Attributes(), encoding="utf-8")
    try:
        most: int = etree.fromstring(source, parser)
    except etree.LxmlError:
        return 0
    return most
