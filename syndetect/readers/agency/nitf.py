"""NITF, the agencies' format of the nineties that many still send, alone or inside another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import IO, Any

from syndetect.errors import InputError
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.agency.bodies import nitf_blocks, story
from syndetect.readers.agency.items import Item, delivered, is_later, when
from syndetect.readers.as_skipped import errors_as_skipped
from syndetect.readers.parts import whole_file
from syndetect.readers.xml_roots import tree, words_in
from syndetect.settings import Settings

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


@errors_as_skipped
def read_nitf(
    file: IO[bytes],
    origin: Input,
    fields: Mapping[str, str],  # noqa: ARG001 (every reader's signature)
    settings: Settings,
) -> Iterator[Document | Skipped]:
    """The one article of a NITF file."""
    root, problem = tree(whole_file(file, origin, settings))
    blocks = content_blocks(root)
    if not blocks:
        raise InputError("is NITF without text")
    item = described(root)
    yield from delivered([(item, story(blocks, (item.title, item.subtitle, item.byline)))], origin, settings)
    if problem:
        yield Skipped(origin.path, problem)


def content_blocks(root: Any) -> list[str]:
    """The paragraphs of the story: of the body's own content, not of a note's."""
    for body in root.iter("body"):
        for content in body.findall("body.content"):
            if blocks := nitf_blocks(content):
                return blocks
    return []


def described(root: Any) -> Item:
    """What the head of a NITF document says."""
    docdata = _first(root, "docdata")
    publication = _first(root, "pubdata")
    hedline = _first(root, "hedline")
    head = _first(root, "body.head")
    issue = when(_norm(docdata, "date.issue"))
    published = when(publication.get("date.publication")) if publication is not None else None
    status = docdata.get("management-status") if docdata is not None else None
    rights = _first(docdata, "doc.rights")
    item = Item(
        guid=_attribute(_first(docdata, "doc-id"), "id-string"),
        version=_attribute(_first(docdata, "du-key"), "version"),
        title=words_in(_first(hedline, "hl1")) or words_in(root.find("head/title")) or None,
        subtitle=words_in(_first(hedline, "hl2")) or None,
        outlet=_attribute(publication, "name"),
        provider=words_in(_first(head, "distributor"))
        or _attribute(_first(docdata, "doc.copyright"), "holder")
        or _attribute(_first(docdata, "doc-id"), "regsrc"),
        first=published or issue,
        modified=issue,
        byline=_byline(_first(head, "byline")),
        credit=_attribute(_first(docdata, "doc-id"), "regsrc"),
        dateline=words_in(_first(head, "dateline")) or None,
        language=root.get("baselang") or root.get(_LANGUAGE),
        status=status,
        usage=_attribute(rights, "limitations"),
        correction=_attribute(_first(docdata, "correction"), "info"),
        relations=_relations(docdata),
    )
    item.embargo = _embargo(docdata, status, issue)
    item.expires = when(_norm(docdata, "date.expire")) if item.embargo is None else None
    return item


def _embargo(docdata: Any, status: str | None, issue: str | None) -> str | None:
    release = when(_norm(docdata, "date.release"))
    if release is not None and (issue is None or is_later(release, issue)):
        return release
    # Superdesk has no other place for it.
    return when(_norm(docdata, "date.expire")) if status == "embargoed" else None


def _relations(docdata: Any) -> list[dict[str, str]]:
    if docdata is None or not docdata.get("management-doc-idref"):
        return []
    what = docdata.get("management-idref-status") or "refers"
    return [{"rel": what, "to": docdata.get("management-doc-idref")}]


def _byline(element: Any) -> str | None:
    if element is None:
        return None
    parts: list[str] = []
    for child in element.iter():
        if child.tag == "byttl" and "".join(parts).strip()[-1:] not in (",", "/", "", "("):
            parts.append(", ")
        parts.append(child.text or "")
        if child is not element:
            parts.append(child.tail or "")
    return " ".join("".join(parts).replace(" , ", ", ").split()) or None


def _first(element: Any, name: str) -> Any:
    return next(element.iter(name), None) if element is not None else None


def _norm(element: Any, name: str) -> str | None:
    return _attribute(_first(element, name), "norm")


def _attribute(element: Any, name: str) -> str | None:
    return (element.get(name) or "").strip() or None if element is not None else None
