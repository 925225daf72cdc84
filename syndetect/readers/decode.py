"""Bytes to text: byte order marks, strict UTF-8, and only then a guess; bytes that are no text at all."""

from __future__ import annotations

import codecs
import re
import unicodedata
from itertools import pairwise
from typing import Any

SAMPLE = 16_384
"""Bytes that a guess is made on; a detector reads well under a megabyte a second."""

_BOMS = (  # UTF-32 before UTF-16: the little-endian marks begin with the same two bytes
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MARKED = (b"\xef", b"\xfe", b"\xff")
"""The first bytes of marks; that of the other begins with a control sign."""

_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")

# Tabs, line ends, form feeds, the DOS end-of-file mark and escape occur in honest text.
_CONTROLS = bytes(set(range(32)) - {8, 9, 10, 11, 12, 13, 26, 27})

_LEAST_CONFIDENCE = 0.1
"""Under this the detector is choosing between languages by chance, and cp1252 is the likelier answer."""


def decode(data: bytes, given: str | None = None) -> str | None:
    """The text of `data`, line ends untouched, or None when it looks binary.

    `given` is the codec where somebody knows it. Bytes that the encoding does not explain become U+FFFD.
    """
    plain = _plainly(data) if given is None else None
    return plain if plain is not None else _decoded(data, given)


def _decoded(data: bytes, given: str | None) -> str | None:
    codec, mark = unicode_codec(data[:SAMPLE])
    if given is not None and not mark:
        return None if b"\0" in data[:SAMPLE] and codec is None else data.decode(given, "replace")
    if codec is not None:
        text = data[mark:].decode(codec, "replace")
        return None if mark and _garbled(text[:SAMPLE]) else text
    if looks_binary(data[:SAMPLE]):
        return None
    # ISO-2022-JP is made of ASCII bytes alone, with escapes between them.
    if not (b"\x1b$" in data and data.isascii()):
        try:
            return data.decode()
        except UnicodeDecodeError:
            pass
    if _crowded(data):
        return None
    return data.decode(guess_codec(data), "replace")


def _plainly(data: bytes) -> str | None:
    """The text of UTF-8 without marks and control signs, as most files are, in one look; else None."""
    head = data[:SAMPLE]
    if head[:1] in _MARKED or b"\x1b" in data or len(head.translate(None, _CONTROLS)) < len(head):
        return None
    try:
        return data.decode()
    except UnicodeDecodeError:
        return None


def unicode_codec(head: bytes) -> tuple[str | None, int]:
    """The codec that the first bytes give away, and the length of their mark; (None, 0) when they do not."""
    for mark, codec in _BOMS:
        if head.startswith(mark):
            return codec, len(mark)
    if not looks_binary(head):
        return None, 0
    scores = {codec: _score(head, codec) for codec in _WIDE}
    best = max(_WIDE, key=lambda codec: scores[codec])
    return (best, 0) if scores[best] > 0.01 else (None, 0)


def looks_binary(head: bytes) -> bool:
    """Whether bytes without a byte order mark, and not of a wide encoding, are no text."""
    if not _is_utf8(head):
        return _crowded(head)
    controls = _controls(head)
    return controls * 20 > len(head) and (b"\0" in head or controls > 4)


def guess_codec(data: bytes) -> str:
    """The likeliest codec of text that is not valid UTF-8; ``utf-8`` when only a few bytes are damaged."""
    sample = _sample(data)
    text = sample.decode("utf-8", "replace")
    damaged = text.count("\N{REPLACEMENT CHARACTER}")
    foreign = len(text) - len(text.encode("ascii", "ignore"))
    if damaged and foreign - damaged >= 2 * damaged:
        return "utf-8"
    return _detected(sample)


def _detected(sample: bytes) -> str:
    """What the detector says; of two answers that are as good, the encoding that is in use today."""
    # Imported here: most inputs are UTF-8, and loading the detector's tables takes longer than reading them.
    import chardet

    eras = chardet.EncodingEra
    found, sure = _answer(chardet.detect(sample, encoding_era=eras.ALL & ~eras.MAINFRAME, compat_names=False))
    modern, trust = _answer(chardet.detect(sample, encoding_era=eras.MODERN_WEB, compat_names=False))
    if found != modern and sure < _EQUAL * trust and _oddities(sample, modern) <= _oddities(sample, found):
        found, sure = modern, trust
    found = "cp1252" if sure < _LEAST_CONFIDENCE and _decodes(sample, "cp1252") else found
    if found.lower() in _LATIN_1:
        if _FRACTION_IN_WORD.search(sample):
            return "iso8859-15"
        if _POUNDS.search(sample) and not _LIGATURE.search(sample):
            return "cp850"
    return found


_LATIN_1 = ("cp1252", "windows-1252", "iso8859-1", "iso-8859-1")
_FRACTION_IN_WORD = re.compile(rb"^(?!.*[\x80-\x9f])(?:.*[^0-9])?[\xbc\xbd][a-z\xe0-\xff]{2}", re.DOTALL)
"""Letters behind a half or a quarter, as in no word: in ISO 8859-15 these bytes are œ and its capital.

That one has no signs from 0x80 to 0x9F, where cp1252 keeps its marks of quotation.
"""

_POUNDS = re.compile(rb"(?<![A-Za-z\x80-\xff])\x9c ?[0-9]")
_LIGATURE = re.compile(rb"\x9c(?! ?[0-9])")
"""A byte before figures and nowhere else is the pound of DOS; cp1252 has œ there, which stands in words."""

_EQUAL = 1.005
"""Times the detector's confidence in an encoding in use today, under which an older one is as likely."""


def _answer(found: Any) -> tuple[str, float]:
    codec = found["encoding"]
    return ("cp1252", 0.0) if codec is None else (_WIDER.get(codec.lower(), codec), found["confidence"])


def _oddities(sample: bytes, codec: str) -> int:
    """Capitals behind small letters, which the wrong encoding makes of letters with accents."""
    text = sample.decode(codec, "replace")
    return sum(one.islower() and other.isupper() and not other.isascii() for one, other in pairwise(text))


_WIDER = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso-8859-1": "cp1252", "iso8859-9": "cp1254",
    "iso-8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030", "euc-kr": "cp949", "shift_jis": "cp932",
    "tis-620": "cp874", "iso8859-11": "cp874", "big5": "big5hkscs", "cp437": "cp850",
}  # fmt: skip
"""Encodings that hold all that another one holds, by the detector's name of that one.

Not its own list of them, which takes ISO 8859-2 and 8859-5 for parts of cp1250 and cp1251.
"""


def _sample(data: bytes) -> bytes:
    if len(data) <= SAMPLE:
        return data
    telling = b"\n".join(line for line in data.split(b"\n") if not line.isascii()) or data
    if len(telling) <= SAMPLE:
        return telling
    # No encoding in use has a character end in a byte under 0x30, so a cut after one splits none.
    cut = max(telling.rfind(sign, 0, SAMPLE) for sign in (b"\n", b" ", b"."))
    return telling[: cut + 1] or telling[:SAMPLE]


def _controls(data: bytes) -> int:
    return len(data) - len(data.translate(None, _CONTROLS))


def _crowded(data: bytes) -> bool:
    # Stricter than for valid UTF-8, where the bytes have already shown that they are text.
    return b"\0" in data or _controls(data) * 100 > len(data) + 200


def _is_utf8(head: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def _decodes(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _garbled(text: str) -> bool:
    bad = text.count("\N{REPLACEMENT CHARACTER}") + _controls(text.encode("utf-8", "replace"))
    return bad * 20 > len(text)


def _score(head: bytes, codec: str) -> float:
    """How much `head` reads as text of a wide `codec`: its share of ASCII and CJK punctuation, or 0."""
    try:
        text = codecs.getincrementaldecoder(codec)().decode(head[: len(head) // 4 * 4 or len(head)])
    except UnicodeDecodeError:
        return 0.0
    kinds = [unicodedata.category(sign) for sign in text]
    strange = sum(
        kind in ("Cn", "Co", "Cs") or (kind == "Cc" and sign not in "\t\n\v\f\r")
        for sign, kind in zip(text, kinds, strict=True)
    )
    if not text or strange * 100 > len(text):
        return 0.0
    return sum(sign < "\x7f" or sign in " 、。,:!?" for sign in text) / len(text)
