"""The source of a feed made fit for an XML parser: decoded, and freed of what no XML may hold."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from html.entities import html5
from typing import IO, Any

from syndetect.errors import InputError
from syndetect.readers.bounded_lines import some
from syndetect.readers.decode import guess_codec, unicode_codec
from syndetect.readers.page.charset import declared_codec

_CHUNK = 1 << 16
_HELD = 4096
"""Signs at the end of a chunk that may be half of a reference, or of a mark of CDATA."""

_BEFORE = 4096
"""Signs ahead of the feed in which programs leave warnings and empty lines."""

_DECLARATION = re.compile(r"<\?xml(?=\s)[^>]{0,400}\?>")
_ROOT = re.compile(r"<(?:\?xml\s|!DOCTYPE\s|!--|[A-Za-z_])")
FEED = re.compile(r"<(?:rss|feed|rdf:RDF)(?=[\s>])")
"""The root elements of feeds."""
WARNING = re.compile(r"<(?:br|b|p|pre|font|div|script|link|style)(?=[\s/>])")
"""What a program's warning begins with that stands, as HTML, ahead of what it writes."""
_DOCTYPE = re.compile(r"<!DOCTYPE(?:[^>\[]{0,4000})(?:\[([^\]]{0,20000})\]\s*)?>")
_WRONG = re.compile(
    "<!\\[CDATA\\[|<!DOCTYPE|<!ENTITY|<(?:br|hr|img|wbr)(?=[\\s>])[^<>]{0,2000}>|<(?![^\\W\\d]|[:/!?])|[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"
    "|&(?!(?:amp|lt|gt|quot|apos);)(?:\\#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6});|[A-Za-z][A-Za-z0-9]{1,31};)?"
)
_ODD = re.compile(r"<(?:(?:br|hr|img|wbr)(?=[\s>])|!(?:\[CDATA|DOCTYPE|ENTITY)|(?![^\W\d]|[:/!?]))")
_ODD_REFERENCE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|\#(?:3[2-9]|[4-9]\d|[1-9]\d{2,3}));)")
"""What makes a closer look at a piece worth its time, beside control signs."""

_CONTROLS = bytes(set(range(32)) - {9, 10, 13})

_IN_CDATA = re.compile("\\]\\]>|[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_STATEFUL = ("iso2022", "hz")


class FeedText:
    """The text of a feed as UTF-8 bytes, piece by piece; `mended` counts what was changed in it, by kind."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.mended: Counter[str] = Counter()
        self.empty = True

    def pieces(self) -> Iterator[bytes]:
        """The mended text. Raises InputError for a document type that declares entities."""
        rest = self._begun(chunks := self._decoded())
        inside = False
        damage = None
        try:
            for chunk in chunks:
                text, rest = _cut(rest + chunk)
                piece, inside = self._mended(text, inside=inside)
                yield piece.encode()
        except InputError as error:
            damage = error
        piece, _ = self._mended(rest, inside=inside)
        yield piece.encode()
        if damage is not None:
            raise damage

    def _decoded(self) -> Iterator[str]:
        """The text by what its bytes show themselves, then by what they say, then by a guess."""
        first = some(self._file)
        while 0 < len(first) < _BEFORE and (more := some(self._file)):
            first += more
        codec, mark = unicode_codec(first[:_CHUNK])
        declared = declared_codec(first)
        if codec in (None, "utf-8") and not (declared or "").startswith(_STATEFUL):
            yield from self._utf8_or(declared, first[mark:])
            return
        decoder: Any = codecs.getincrementaldecoder(codec or declared or "utf-8")("replace")
        yield decoder.decode(first[mark:])
        while data := some(self._file):
            yield decoder.decode(data)
        yield decoder.decode(b"", final=True)

    def _utf8_or(self, declared: str | None, data: bytes) -> Iterator[str]:
        decoder: Any = codecs.getincrementaldecoder("utf-8")()
        foreign = False
        while data:
            try:
                text = decoder.decode(data)
            except UnicodeDecodeError:
                data = decoder.getstate()[0] + data
                break
            foreign = foreign or not text.isascii()
            yield text
            data = some(self._file)
        else:
            if decoder.getstate()[0]:
                yield "\N{REPLACEMENT CHARACTER}"
            return
        codec = "utf-8" if foreign else declared or guess_codec(data)
        if codec != declared:
            self.mended["bytes that are no UTF-8"] += 1
        decoder = codecs.getincrementaldecoder(codec)("replace")
        while data:
            yield decoder.decode(data)
            data = some(self._file)
        yield decoder.decode(b"", final=True)

    def _begun(self, chunks: Iterator[str]) -> str:
        """The first signs of the feed, without declaration and document type and what stands before them."""
        head = ""
        for chunk in chunks:
            head += chunk
            if len(head) > _BEFORE and not (chunk.isspace() and len(head) < 16 * _BEFORE):
                break
        self.empty = not head.strip()
        match = _DECLARATION.search(head, 0, _BEFORE + 500) or _ROOT.search(head, 0, _BEFORE + 500)
        if match is not None and WARNING.match(head, match.start()):
            match = FEED.search(head, match.start(), _BEFORE + 500) or match
        if match is not None:
            if head[: match.start()].strip("\ufeff"):
                self.mended["signs before its first element"] += 1
            head = head[match.start() :]
        head = _DECLARATION.sub("", head, count=1) if head.startswith("<?xml") else head
        at = head.find("<!DOCTYPE", 0, _BEFORE)
        kind = _DOCTYPE.match(head, at) if at >= 0 else None
        if kind is None:
            return head
        if "<!ENTITY" in (kind[1] or ""):
            raise InputError("declares entities or a document type, which a feed has no need of")
        return head[: kind.start()] + head[kind.end() :]

    def _mended(self, text: str, *, inside: bool) -> tuple[str, bool]:
        """A piece without what no XML may hold, and whether it ends inside of CDATA."""
        if not inside and _is_clean(text):
            return text, False
        pieces, at = [], 0
        while match := (_IN_CDATA if inside else _WRONG).search(text, at):
            mark = match[0]
            pieces.append(text[at : match.start()])
            at = match.end()
            if mark in ("<![CDATA[", "]]>"):
                inside = not inside
                pieces.append(mark)
            else:
                pieces.append(self._put_right(mark))
        return "".join([*pieces, text[at:]]), inside

    def _put_right(self, mark: str) -> str:
        if mark.startswith("<"):
            return self._element(mark)
        if mark.startswith("&") and not mark.startswith("&#"):
            return self._reference(mark)
        if mark.startswith("&#") and _may_stand(mark[2:-1]):
            return mark
        self.mended["control signs"] += 1
        return " "

    def _element(self, mark: str) -> str:
        if mark.endswith("/>"):
            return mark
        if mark.endswith(">"):
            self.mended["elements without an end"] += 1
            return "<br/>" if mark.startswith("<br") else " "
        # Before a lone sign the parser would wait for the end of an element, and find no other one after it.
        kind = "'<' that is no '&lt;'" if mark == "<" else "a document type where none may stand"
        self.mended[kind] += 1
        return f"&lt;{mark[1:]}"

    def _reference(self, mark: str) -> str:
        self.mended["'&' that is no '&amp;'" if mark == "&" else "entities of HTML"] += 1
        signs = html5.get(mark[1:])
        return f"&amp;{mark[1:]}" if signs is None else "".join(f"&#{ord(sign)};" for sign in signs)


def _is_clean(text: str) -> bool:
    """Whether nothing has to be mended, and no CDATA begins: what most pieces of most feeds are like."""
    data = text.encode()
    return (
        len(data.translate(None, _CONTROLS)) == len(data)
        and _ODD_REFERENCE.search(text) is None
        and _ODD.search(text) is None
        and "\ufffe" not in text
        and "\uffff" not in text
    )


def _may_stand(digits: str) -> bool:
    code = int(digits[1:], 16) if digits[:1] in "xX" else int(digits)
    return (
        code in (9, 10, 13)
        or (32 <= code < 0xD800)
        or (0xE000 <= code < 0xFFFE)
        or 0x10000 <= code < 0x110000
    )


def _cut(text: str) -> tuple[str, str]:
    """A piece that ends in no half reference or mark, and the rest."""
    at = max(len(text) - _HELD, 0)
    half = max(text.rfind(sign, at) for sign in "&<]")
    # A mark of two brackets and more has to stay together.
    while half > at and text[half - 1] == "]":
        half -= 1
    return (text, "") if half < 0 else (text[:half], text[half:])
