"""ninjs 1 to 3, and what Superdesk, Reuters and PA make of it: one item of an agency as a JSON object."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from typing import Any, NamedTuple

from syndetect.readers.agency.bodies import html_blocks, nitf_blocks, plain_blocks, story
from syndetect.readers.agency.items import Item, when
from syndetect.readers.page.element_tree import parsed
from syndetect.readers.printable import shown

_MINOR = (
    "summary",
    "sms",
    "audio",
    "caption",
    "lead",
    "intro",
    "short",
    "alert",
    "headline",
    "sub",
    "footer",
)
"""What the role of a body is called that is not the story."""

_MARKS = (
    "versioncreated",
    "firstcreated",
    "pubstatus",
    "representationtype",
    "usageterms",
    "ednote",
    "mimetype",
    "firstversion",
    "copyrightholder",
    "slugline",
    "infosource",
    "infosources",
    "evolvedfrom",
    "renditions",
    "descriptions",
)


class _Body(NamedTuple):
    role: str
    kind: str
    value: str


def is_item(record: Mapping[str, Any]) -> bool:
    """Whether a JSON object is an item of ninjs, by the names of its keys."""
    keys = {key.lower() for key in record if isinstance(key, str)}
    standard = record.get("$standard") or record.get("standard")
    if isinstance(standard, Mapping) and standard.get("name") == "ninjs":
        return True
    body = "bodies" in keys or any(key.startswith("body") for key in keys)
    named = keys & {"uri", "guid", "versionedguid", "headlines"}
    return (
        bool(named) and (body or not keys.isdisjoint(("headline", "headlines"))) and bool(keys & set(_MARKS))
    )


def read_item(record: Mapping[str, Any]) -> tuple[Item, str] | str:
    """An item and its text, or why it is no article."""
    lower = {key.lower(): value for key, value in record.items() if isinstance(key, str)}
    kind = lower.get("type")
    if isinstance(kind, str) and kind.lower() not in ("text", "composite", ""):
        return f"is an item of type '{shown(kind, 20)}', which holds no article"
    item = _described(lower)
    text = _text(list(_bodies(lower)), item, lower)
    return (item, text) if text else "is an item without a text"


def boxes(record: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The text items that an item carries along and that have a body: boxes and sidebars."""
    found = record.get("associations")
    values = list(found.values()) if isinstance(found, Mapping) else found if isinstance(found, list) else []
    for one in values:
        if isinstance(one, Mapping) and one.get("type") == "text" and _some(_bodies(_lowered(one))):
            yield one


def _lowered(record: Mapping[str, Any]) -> dict[str, Any]:
    return {key.lower(): value for key, value in record.items() if isinstance(key, str)}


def _some(bodies: Iterator[_Body]) -> bool:
    return any(body.value.strip() for body in bodies)


def _bodies(lower: Mapping[str, Any]) -> Iterator[_Body]:
    bodies = lower.get("bodies")
    for body in bodies if isinstance(bodies, list) else ():
        if isinstance(body, Mapping):
            one = _lowered(body)
            if isinstance(one.get("value"), str):
                yield _Body(
                    _string(one.get("role")),
                    _kind(_string(one.get("contenttype")), one["value"]),
                    one["value"],
                )
    for key, value in lower.items():
        if key.startswith("body") and key != "bodies" and isinstance(value, str) and value.strip():
            role = key.removeprefix("body").strip("_")
            yield _Body("" if role in ("text", "html", "xhtml") else role, _kind(role, value), value)


_ESCAPED = re.compile(r"&lt;(?:p|br|div|h[1-6])\b[^&]{0,200}&gt;", re.IGNORECASE)
"""Tags that were escaped once too often."""


def _kind(named: str, value: str) -> str:
    """``nitf``, ``html`` or ``plain``: by what the text looks like rather than by what it is called."""
    head = value[:2000].lstrip().lower()
    if "<nitf" in head or "<body.content" in head:
        return "nitf"
    if named.lower() in ("text/plain", "text"):
        return "plain"
    return "html" if "<" in head and ("</" in value or "<br" in head or "<p" in head) else "plain"


def _text(bodies: Sequence[_Body], item: Item, lower: Mapping[str, Any]) -> str:
    ranked = sorted((body for body in bodies if body.value.strip()), key=_rank)
    said = [item.title, item.subtitle, item.byline, item.provider, *_headlines(lower)]
    for body in ranked:
        if blocks := _blocks(body):
            return story(blocks, said)
    return ""


def _rank(body: _Body) -> tuple[bool, bool, int]:
    role = body.role.lower()
    minor = any(name in role for name in _MINOR) or role.startswith("translation")
    return minor, role not in ("main", ""), ("html", "nitf", "plain").index(body.kind)


def _blocks(body: _Body) -> list[str]:
    if body.kind == "html":
        return html_blocks(body.value)
    if body.kind == "plain":
        escaped = _ESCAPED.search(body.value[:2000]) is not None
        return html_blocks(unescape(body.value)) if escaped else plain_blocks(body.value)
    root = parsed(body.value)
    content = next(root.iter("body.content"), None) if root is not None else None
    return nitf_blocks(content) if content is not None else html_blocks(body.value)


def _described(lower: Mapping[str, Any]) -> Item:
    title, *others = [*_headlines(lower), None]
    get = lower.get
    return Item(
        guid=_string(get("uri") or get("guid") or get("versionedguid") or get("usn")) or None,
        version=_version(get("version")),
        title=title or _string(get("title")) or _string(get("slugline")) or None,
        subtitle=others[0] if others else None,
        provider=_provider(lower),
        first=when(get("firstcreated")) or when(get("firstversion")) or when(get("versioncreated")),
        modified=when(get("versioncreated")),
        embargo=when(get("embargoeduntil")) or when(get("embargoed")),
        expires=when(get("expires")),
        byline=_string(get("by") or get("byline")) or None,
        credit=_credit(lower),
        dateline=_string(get("located")) or None,
        language=_string(get("language")) or None,
        status=_string(get("pubstatus")) or None,
        usage=_string(get("usageterms") or get("usage")) or None,
        copyright=_string(get("copyrightnotice")) or None,
        correction=_correction(lower),
        machine=_machine(get("digitalsourcetype")),
        relations=[
            {"rel": name, "to": to}
            for name in ("evolvedfrom", "translationof", "derivedfrom")
            if (to := _string(get(name)))
        ],
    )


def _string(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _version(value: Any) -> str | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _string(value) or None


def _headlines(lower: Mapping[str, Any]) -> list[str]:
    """The headlines, the main one first."""
    listed = lower.get("headlines")
    found = []
    for one in listed if isinstance(listed, list) else ():
        if isinstance(one, Mapping) and (text := _string(one.get("value"))):
            role = _string(one.get("role")).lower()
            found.append((0 if role == "main" else 1 if role in ("", "none", "simple") else 2, text))
    texts = [text for _, text in sorted(found, key=lambda item: item[0])]
    single = _string(lower.get("headline"))
    return ([single] if single else []) + texts


def _provider(lower: Mapping[str, Any]) -> str | None:
    """Who sent the item: ninjs has no field for it, so those that come near are asked in turn."""
    if holder := _string(lower.get("copyrightholder")):
        return holder
    listed = lower.get("infosources") or lower.get("infosource")
    sources = [one for one in listed if isinstance(one, Mapping)] if isinstance(listed, list) else []
    origin = [
        one
        for one in sources
        if _string(one.get("role")).lower() in ("originator", "provider", "distributor")
    ]
    for one in origin or (sources if len(sources) == 1 and "role" not in sources[0] else []):
        if name := _string(one.get("name")):
            return name
    return _string(lower.get("provider")) or _string(lower.get("source")) or None


def _credit(lower: Mapping[str, Any]) -> str | None:
    listed = lower.get("descriptions")
    for one in listed if isinstance(listed, list) else ():
        if isinstance(one, Mapping) and _string(one.get("role")).lower() == "creditline":
            return _string(one.get("value")) or None
    for name in ("description_creditline", "creditline", "credit", "source"):
        if text := _string(lower.get(name)):
            return text
    return None


def _correction(lower: Mapping[str, Any]) -> str | None:
    signals = lower.get("signal")
    texts = (
        [_string(one.get("name") or one.get("code")) for one in signals if isinstance(one, Mapping)]
        if isinstance(signals, list)
        else []
    )
    kinds = lower.get("editorialtypes")
    texts += [_string(one) for one in kinds] if isinstance(kinds, list) else []
    return next((text for text in texts if "correct" in text.lower()), None)


def _machine(value: Any) -> str | None:
    if isinstance(value, Mapping):
        return _string(value.get("name")) or _string(value.get("uri")) or None
    return _string(value) or None
