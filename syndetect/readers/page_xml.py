"""PAGE XML, as Transkribus, eScriptorium and OCR-D write it: the recognised text of a scanned page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import IO, Any

from syndetect.errors import InputError
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.as_skipped import errors_as_skipped
from syndetect.readers.parts import article, whole_file
from syndetect.readers.xml_roots import tree
from syndetect.settings import Settings

_AROUND = frozenset(["page-number", "header", "footer", "catch-word", "signature-mark", "caption"])
"""Kinds of regions that are no part of what the page tells."""

_KIND = re.compile(r"structure\s?\{[^}]{0,80}?type:\s?([\w-]{1,40})")
_BREAKS = "-\u00ac\u2e17\u00ad\u2010=⹀"
_SURE_BREAKS = "\u00ac\u2e17\u00ad⹀"


@errors_as_skipped
def read_page_xml(
    file: IO[bytes],
    origin: Input,
    fields: Mapping[str, str],  # noqa: ARG001 (every reader's signature)
    settings: Settings,
) -> Iterator[Document | Skipped]:
    """One text a page, its regions in the order of reading."""
    root, problem = tree(whole_file(file, origin, settings))
    pages = list(root.iter("Page"))
    texts = [(number, text) for number, page in enumerate(pages, 1) if (text := page_text(page))]
    if not texts:
        raise InputError("is PAGE XML without text")
    for number, text in texts:
        yield article({"unit": "page"}, text, origin, settings, number if len(pages) > 1 else None)
    yield Skipped(origin.path, "is a scanned page; its articles are not told apart", note=True)
    if problem:
        yield Skipped(origin.path, problem)


def page_text(page: Any) -> str:
    """The text of a page, an empty line between its regions."""
    regions = {region.get("id") or str(at): region for at, region in enumerate(page.iter("TextRegion"))}
    listed = [name for name in _reading_order(page) if name in regions]
    found: list[str] = []
    used: set[int] = set()
    for name in dict.fromkeys([*listed, *regions]):
        for region in regions[name].iter("TextRegion"):
            # A region may lie in another one, and be named on its own as well.
            if id(region) not in used and _kind(region) not in _AROUND:
                found.append(_region(region))
            used.add(id(region))
    return "\n\n".join(text for text in found if text)


def _reading_order(page: Any) -> list[str]:
    """The names of regions as they are read: by their index where they have one."""
    order = page.find("ReadingOrder")
    return [] if order is None else [name for group in order for name in _references(group)]


def _references(group: Any) -> list[str]:
    name = group.get("regionRef")
    own = [name] if name else []
    below = sorted(enumerate(group), key=lambda item: (_index(item[1]), item[0]))
    return own + [name for _, one in below for name in _references(one)]


def _index(element: Any) -> int:
    said = element.get("index") or ""
    return int(said) if said.isdecimal() and len(said) < 9 else 0


def _kind(region: Any) -> str:
    told = _KIND.search((region.get("custom") or "")[:500])
    return region.get("type") or (told[1] if told else "")


def _region(region: Any) -> str:
    """The text of a region: of its lines, else of itself."""
    lines = [line for line in (_said(one) for one in region.iterfind("TextLine")) if line]
    if not lines:
        lines = [line.strip() for line in _said(region).split("\n") if line.strip()]
    text = ""
    for line in lines:
        broken = text[-1:] in _BREAKS and len(text) > 1 and text[-2].isalpha() if text else False
        if broken and (text[-1] in _SURE_BREAKS or line[:1].islower()):
            text = text[:-1] + line
        else:
            text = f"{text} {line}" if text else line
    return text


def _said(element: Any) -> str:
    """The surest reading of a line or region; of one that has readings of its words alone, these."""
    readings = sorted(element.iterfind("TextEquiv"), key=_index)
    text = next((said for one in readings if (said := (one.findtext("Unicode") or "").strip())), "")
    return text or " ".join(word for word in (_said(one) for one in element.iterfind("Word")) if word)
