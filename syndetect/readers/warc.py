"""Web archives: the articles among their records, each text of a host once, and all others counted."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import IO, NamedTuple
from urllib.parse import urlsplit

import xxhash

from syndetect.errors import InputError
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.as_skipped import errors_as_skipped
from syndetect.readers.codings import undone
from syndetect.readers.decode import SAMPLE, looks_binary, unicode_codec
from syndetect.readers.limit_messages import container_limit, over_limit
from syndetect.readers.opening import Kind, deliver, known_suffixes
from syndetect.readers.page import page
from syndetect.readers.printable import shown
from syndetect.readers.record import host_of
from syndetect.readers.sniffing import HEAD, kind_of_bytes, looks_like_page
from syndetect.readers.webrecords import Record, records, response_of
from syndetect.settings import Settings

_OFFICE = "application/vnd.openxmlformats-officedocument"
_KINDS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/rss+xml": ".xml",
    "application/atom+xml": ".xml",
    "application/rdf+xml": ".xml",
    "application/feed+json": ".json",
    "application/pdf": ".pdf",
    "application/x-pdf": ".pdf",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
    "application/msword": ".doc",
    f"{_OFFICE}.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/epub+zip": ".epub",
    "multipart/related": ".mhtml",
    "message/rfc822": ".mhtml",
}
"""The types of what can be articles; all others, as pictures and scripts, are passed over."""

_VAGUE = frozenset({
    "", "application/octet-stream", "binary/octet-stream", "application/xml", "text/xml", "text/plain",
    "unknown/unknown", "application/unknown", "application/x-unknown", "application/download",
    "application/force-download", "application/json", "text/json", "no-type", "unk", "*/*", "text/*",
})  # fmt: skip
"""Types that servers give for anything: what such a response is, its first bytes tell."""

_NEVER_TEXT = re.compile(
    r"(?:image|audio|video|font)/|(?:text|application)/(?:x-)?(?:css|javascript|ecmascript)$|application/(?:x-)?font"
    r"|application/(?:vnd\.ms-fontobject|wasm|json|manifest\+json)$|[\w.-]+\.(?:txt|m?js|map|json|svg|ico|css)$"
    r"|with status [345]\d\d$|of type revisit$|the shown text of pages"
)
"""What is passed over of which nobody expects that it is read; all else has a line under skipped."""

_HOLDING = frozenset({"response", "resource", "conversion"})
_KEEPING_BOOKS = frozenset({"warcinfo", "request", "metadata"})
"""Records that say how an archive was made, and never hold what was archived."""

_ABOUT = ("metadata:", "urn:pageinfo:", "urn:x-wpull:", "urn:view:", "urn:thumbnail:")
"""How the addresses begin of what programs note about their own run, such as Wget's log."""

_MACHINES = re.compile(
    r"/(?:robots|ads|app-ads|humans|security)\.txt$|^/\.well-known/|\.(?:js|mjs|css|map|json|svg|ico)$"
)
"""Addresses of what servers call plain text and nobody reads."""

_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]{1,40})""", re.IGNORECASE)
_TYPE = re.compile(r"[\w.+*-]{0,60}/?[\w.+*-]{0,100}")
_RENDERED = "urn:text:"
"""How crawlers call the text that their browser showed for a page, which the archive mostly holds as well."""

_TOLD = 12


class _Content(NamedTuple):
    """What a record holds: its bytes as sent, and what its headers say of them."""

    body: bytes
    type: str
    charset: str | None
    transfer: str = ""
    coding: str = ""


@dataclass(slots=True)
class _Passed:
    """What has been seen of an archive so far."""

    known: frozenset[str]
    texts: set[bytes] = field(default_factory=set)
    pages: set[int] = field(default_factory=set)
    over: Counter[str] = field(default_factory=Counter)
    folded: int = 0
    articles: int = 0


@errors_as_skipped
def read_warc(
    file: IO[bytes], origin: Input, fields: Mapping[str, str], settings: Settings
) -> Iterator[Document | Skipped]:
    """The articles among responses with status 200, resources and conversions, of WARC and ARC files alike.

    Memory is bounded. A record that cannot be used costs itself. Of equal texts of one host the first is
    read; one `Skipped` counts the others, and one what was passed over, by type.
    """
    passed = _Passed(frozenset(known_suffixes()))
    stream = file if isinstance(file, io.BufferedReader) else io.BufferedReader(file)  # type: ignore[type-var]
    if not stream.peek(1):
        raise InputError("is empty")
    record = None
    try:
        for record in records(stream, _worth_keeping, container_limit(settings)):
            yield from _record(record, passed, origin, fields, settings)
    except InputError as error:
        yield Skipped(origin.path, f"{error}; what came before the damage was read")
    if record is None:
        raise InputError("is damaged, or no web archive")
    yield from _summary(passed, origin)


def _record(
    record: Record, passed: _Passed, origin: Input, fields: Mapping[str, str], settings: Settings
) -> Iterator[Document | Skipped]:
    number, url = record.number, _address(record)
    inner = replace(
        origin, id=f"{origin.id}:{number}", path=f"{origin.path}:{number}", depth=origin.depth + 1
    )
    content = _content(record, url, passed)
    if content is None:
        return
    if record.problem:
        passed.articles += 1
        yield Skipped(inner.path, record.problem)
        return
    cut = bool(record.headers.get("warc-truncated"))
    try:
        data = undone(content.body, content.transfer, content.coding, container_limit(settings), cut=cut)
        suffix = _suffix(content.type, data, url, passed.known)
    except InputError as error:
        passed.articles += 1
        yield Skipped(inner.path, str(error))
        return
    if suffix is None:
        passed.over[_label(content.type, url)] += 1
        return
    passed.articles += 1
    if not data:
        yield Skipped(inner.path, "is empty")
        return
    digest = xxhash.xxh3_128_digest(data, _seed(url))
    if digest in passed.texts:
        passed.folded += 1
    elif len(data) > container_limit(settings):
        yield Skipped(inner.path, over_limit(0, settings))
    else:
        yield from _articles(data, suffix, url, content.charset, inner, fields, settings)
    passed.texts.add(digest)
    passed.pages.add(xxhash.xxh3_64_intdigest(url.encode()))


def _worth_keeping(headers: Mapping[str, str], head: bytes) -> bool:
    """Whether a record can be an article, as far as its headers and the first bytes of its block say."""
    if headers.get("warc-type", "").lower() not in _HOLDING:
        return False
    response = response_of(head)
    said = response.headers.get("content-type", "") if response else headers.get("content-type", "")
    kind = _media_type(said)
    return (response is None or response.status == 200) and (kind in _KINDS or kind in _VAGUE)


def _content(record: Record, url: str, passed: _Passed) -> _Content | None:
    """What a record holds that may be an article; what is none is counted."""
    kind = record.headers.get("warc-type", "").lower()
    if kind not in _HOLDING:
        if kind not in _KEEPING_BOOKS:
            passed.over[f"of type {shown(kind, 40)}" if kind else "without a type"] += 1
        return None
    if record.headers.get("warc-target-uri", "").strip("<> ").lower().startswith(_ABOUT):
        return None
    rendered = record.headers.get("warc-target-uri", "").strip("<> ").startswith(_RENDERED)
    if rendered and xxhash.xxh3_64_intdigest(url.encode()) in passed.pages:
        passed.over["the shown text of pages that were read"] += 1
        return None
    response = response_of(record.block)
    if response is None:
        said = record.headers.get("content-type", "")
        said = "" if _media_type(said) == "application/http" else said
        return _Content(record.block, _media_type(said), _charset(said))
    if response.status != 200:
        passed.over[f"with status {response.status}"] += 1
        return None
    headers = response.headers
    said = headers.get("content-type", "")
    return _Content(
        response.body,
        _media_type(said),
        _charset(said),
        headers.get("transfer-encoding", ""),
        headers.get("content-encoding", ""),
    )


def _address(record: Record) -> str:
    """The address that a record was fetched from; some programs put it in angle brackets."""
    return record.headers.get("warc-target-uri", "").strip("<> ").removeprefix(_RENDERED)


def _media_type(text: str) -> str:
    match = _TYPE.match(text.strip())
    return match[0].lower() if match else ""


def _charset(text: str) -> str | None:
    match = _CHARSET.search(text[:500])
    return match[1] if match else None


def _suffix(kind: str, data: bytes, url: str, readers: frozenset[str]) -> str | None:
    """The suffix of the reader for what a record holds, None for what cannot be an article."""
    if kind in _VAGUE:
        found = kind_of_bytes(data[:HEAD])
        if found is not None:
            suffix = found[0]
            wanted = _is_json_feed(data) if suffix == ".json" else suffix in _KINDS.values()
            return suffix if wanted and suffix in readers else None
        if "json" in kind or kind.endswith("xml") or _MACHINES.search(_path(url)) or not data.strip():
            return None
        head = data[:SAMPLE]
        return None if looks_binary(head) and unicode_codec(head)[0] is None else ".txt"
    known = _KINDS.get(kind)
    if known is None:
        return ".html" if kind.startswith("text/") and looks_like_page(data[:HEAD]) else None
    return known if known in readers else None


def _is_json_feed(data: bytes) -> bool:
    return b"jsonfeed.org/version" in data[:HEAD]


def _path(url: str) -> str:
    try:
        return urlsplit(url).path.lower()
    except ValueError:
        return ""


def _label(kind: str, url: str) -> str:
    """What is passed over, in the words of its sender."""
    if kind == "text/plain" and _MACHINES.search(_path(url)):
        return shown(_path(url).rpartition("/")[2], 40)
    return shown(kind, 60) or "of no type"


def _seed(url: str) -> int:
    return xxhash.xxh3_64_intdigest((host_of(url) or "").encode())


def _articles(
    data: bytes,
    suffix: str,
    url: str,
    charset: str | None,
    origin: Input,
    fields: Mapping[str, str],
    settings: Settings,
) -> Iterator[Document | Skipped]:
    if suffix == ".html":
        yield page(data, origin, settings, url=url or None, charset=charset)
        return
    sized = replace(origin, size=len(data))
    stream = io.BufferedReader(io.BytesIO(data))
    for item in deliver(lambda: stream, Kind(suffix), sized, fields, settings):
        if isinstance(item, Document) and item.url is None and url:
            yield replace(item, url=url, outlet=item.outlet or host_of(url))
        else:
            yield item


def _summary(passed: _Passed, origin: Input) -> Iterator[Skipped]:
    if passed.folded:
        some = "1 response repeats" if passed.folded == 1 else f"{passed.folded:,} responses repeat"
        yield Skipped(origin.path, f"{some} what the same host sent before; each text was read once")
    never = {label: count for label, count in passed.over.items() if _NEVER_TEXT.match(label)}
    if never and passed.articles:
        # As files of such kinds in a folder: nothing that could be read was left out.
        yield Skipped(origin.path, f"passed over: {_listed(never)}", passed_over=never)
    rest = {label: count for label, count in passed.over.items() if label not in never or not passed.articles}
    over = f"passed over: {_listed(rest)}" if rest else ""
    if not passed.articles:
        yield Skipped(origin.path, "; ".join(filter(None, ("holds no response with a page", over))))
    elif over:
        yield Skipped(origin.path, over)


def _listed(kinds: Mapping[str, int]) -> str:
    ordered = sorted(kinds.items(), key=lambda item: (-item[1], item[0]))
    counts = [f"{count:,} {label}" for label, count in ordered[:_TOLD]]
    if len(ordered) > _TOLD:
        counts.append(f"{sum(count for _, count in ordered[_TOLD:]):,} of other types")
    return ", ".join(counts)
