"""NewsML 1: components inside components, of which one is the story."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import IO, Any

from syndetect.errors import InputError
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.agency.bodies import html_blocks, plain_blocks, story, xhtml_blocks
from syndetect.readers.agency.items import Item, delivered, when
from syndetect.readers.agency.nitf import content_blocks
from syndetect.readers.as_skipped import errors_as_skipped
from syndetect.readers.parts import whole_file
from syndetect.readers.xml_roots import tree, words_in
from syndetect.settings import Settings

_STORY = ("", "main", "maintext", "body", "text", "story", "article", "articlebody", "maincontent")
"""Roles of a component that is the story, in lower case and without spaces."""

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


@errors_as_skipped
def read_newsml1(
    file: IO[bytes],
    origin: Input,
    fields: Mapping[str, str],  # noqa: ARG001 (every reader's signature)
    settings: Settings,
) -> Iterator[Document | Skipped]:
    """One article a component with a headline of its own and text in it."""
    root, problem = tree(whole_file(file, origin, settings))
    read = [made for news in root.iter("NewsItem") for made in _stories(news)]
    if not read:
        raise InputError("is NewsML without a text")
    yield from delivered(read, origin, settings)
    if problem:
        yield Skipped(origin.path, problem)


def _stories(news: Any) -> Iterator[tuple[Item, str]]:
    best: dict[Any, list[str]] = {}
    for content in news.iter("DataContent"):
        if _is_story(content):
            owner = _owner(content, news)
            blocks = _blocks(content)
            if sum(map(len, blocks)) > 1.2 * sum(map(len, best.get(owner, []))):
                best[owner] = blocks
    for owner, blocks in best.items():
        item = _described(news, owner)
        if text := story(blocks, (item.title, item.subtitle, item.byline)):
            yield item, text


def _is_story(content: Any) -> bool:
    role = ""
    media = content.getparent().find("MediaType")
    if media is not None and (media.get("FormalName") or "").lower() not in ("text", ""):
        return False
    for parent in content.iterancestors("NewsComponent"):
        found = parent.find("Role")
        if found is not None:
            role = (found.get("FormalName") or "").lower().replace(" ", "")
            break
    return role in _STORY


def _owner(content: Any, news: Any) -> Any:
    """The nearest component that has a headline, else the outermost one."""
    parents = list(content.iterancestors("NewsComponent"))
    return next(
        (one for one in parents if one.find("NewsLines/HeadLine") is not None),
        parents[-1] if parents else news,
    )


def _blocks(content: Any) -> list[str]:
    nitf = next(content.iter("nitf"), None)
    if nitf is not None:
        return content_blocks(nitf)
    if len(content):
        return xhtml_blocks(next(content.iter("body"), content))
    source = content.text or ""
    return html_blocks(source) if "<" in source and ">" in source else plain_blocks(source)


def _described(news: Any, owner: Any) -> Item:
    inner = [owner, *owner.iterancestors("NewsComponent")]
    identifier = news.find("Identification/NewsIdentifier")
    management = news.find("NewsManagement")
    revision = _text(identifier, "RevisionId")
    return Item(
        guid=_text(identifier, "PublicIdentifier") or _text(identifier, "NewsItemId"),
        version=revision.partition(" ")[0] if revision else None,
        title=_near(inner, "NewsLines/HeadLine"),
        subtitle=_near(inner, "NewsLines/SubHeadLine"),
        provider=_party(inner, "Provider") or _text(identifier, "ProviderId"),
        first=when(_text(management, "FirstCreated")) or when(_text(identifier, "DateId")),
        modified=when(_text(management, "ThisRevisionCreated")),
        byline=_near(inner, "NewsLines/ByLine") or _party(inner, "Creator"),
        credit=_near(inner, "NewsLines/CreditLine"),
        dateline=_near(inner, "NewsLines/DateLine"),
        language=_name(inner, "DescriptiveMetadata/Language") or news.getroottree().getroot().get(_LANGUAGE),
        status=_formal(management, "Status"),
        usage=_near(inner, "RightsMetadata/UsageRights") or _near(inner, "NewsLines/RightsLine"),
        copyright=_near(inner, "NewsLines/CopyrightLine"),
        source=_party(inner, "Source"),
        relations=[
            {"rel": one.get("FormalName") or "associated", "to": one.get("NewsItem")}
            for one in news.iter("AssociatedWith", "DerivedFrom")
            if one.get("NewsItem")
        ],
    )


def _text(element: Any, name: str) -> str | None:
    return (words_in(element.find(name)) or None) if element is not None else None


def _near(components: list[Any], path: str) -> str | None:
    """What the innermost component that has such an element says in it."""
    return next((text for one in components if (text := words_in(one.find(path)))), None)


def _name(components: list[Any], path: str) -> str | None:
    found = (one.find(path) for one in components)
    return next((one.get("FormalName") for one in found if one is not None and one.get("FormalName")), None)


def _formal(element: Any, name: str) -> str | None:
    found = element.find(name) if element is not None else None
    return found.get("FormalName") if found is not None else None


def _party(components: list[Any], name: str) -> str | None:
    return _name(components, f"AdministrativeMetadata/{name}/Party")
