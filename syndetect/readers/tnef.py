"""What Outlook packs into ``winmail.dat`` (TNEF): a message's text, and the names of what is attached."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from syndetect.errors import InputError, LimitError
from syndetect.readers.decode import decode
from syndetect.readers.limit_messages import container_limit
from syndetect.settings import Settings

MARK = b"\x78\x9f\x3e\x22"
"""How a file of this kind begins."""

_MOST = 20_000
"""Attributes or properties of one message, beyond which no more are looked at."""

_BODY, _PROPERTIES, _TITLE, _CODE_PAGE = 0x800C, 0x9003, 0x8010, 0x9007
_TEXT, _RTF, _HTML, _LONG_NAME = 0x1000, 0x1009, 0x1013, 0x3707
_PAGES = (0x3FDE, 0x3FFD)
"""Properties that say in which code page a text is."""

_FIXED = {2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 10: 4, 11: 4, 20: 8, 64: 8, 72: 16}
"""Bytes that values of each type have, as they are stored."""

_LONG, _BYTE_STRING, _UNICODE = 0x03, 0x1E, 0x1F
_VARIABLE = (0x0D, _BYTE_STRING, _UNICODE, 0x102)
_SEVERAL = 0x1000
_NAMED = 0x8000

_KNOWN_WORDS = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans "
    rb"SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0" + b"\r\n" + rb"\par "
    rb"\pard\plain\f0\fs20\b\i\u\tab\tx"
)
"""What the window of compressed RTF holds before the first byte."""

_WINDOW = 4096


@dataclass(frozen=True, slots=True)
class Outlook:
    """The text of a message in each form that it has, and what is attached to it."""

    text: str | None = None
    page: bytes | None = None
    rtf: bytes | None = None
    charset: str | None = None
    attached: tuple[str, ...] = ()


def outlook(data: bytes, settings: Settings) -> Outlook:
    """What a file holds; what is cut off or damaged ends it. Raises InputError where it is none."""
    if not data.startswith(MARK):
        raise InputError("is no winmail.dat of Outlook")
    found: dict[int, tuple[int, bytes]] = {}
    names: list[str] = []
    page: int | None = None
    for level, attribute, value in _attributes(data):
        if attribute == _PROPERTIES:
            properties = dict(_properties(value))
            found |= properties
        elif attribute == _BODY and level == 1:
            found.setdefault(_TEXT, (_BYTE_STRING, value))
        elif attribute == _TITLE:
            names.append((decode(value.rstrip(b"\0")) or "").strip())
        elif attribute == _CODE_PAGE and len(value) >= 4:
            page = struct.unpack_from("<I", value)[0]
        elif level == 2 and (name := _long_name(value)):
            names[-1:] = [name]
    for wanted in _PAGES:
        kind, value = found.get(wanted, (0, b""))
        if kind == _LONG:
            page = struct.unpack("<I", value)[0]
            break
    charset = None if page is None else "utf-8" if page == 65001 else f"cp{page}"
    rtf = found.get(_RTF, (0, b""))[1]
    return Outlook(
        text=_string(*found.get(_TEXT, (0, b"")), charset) or None,
        page=found.get(_HTML, (0, b""))[1].rstrip(b"\0") or None,
        rtf=_unpacked(rtf, container_limit(settings)) or None,
        charset=charset,
        attached=tuple(name for name in names if name),
    )


def _attributes(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Level (1 the message, 2 what is attached), number and value of each attribute."""
    place = 6
    for _ in range(_MOST):
        if place + 9 > len(data):
            return
        level, tag, size = struct.unpack_from("<BII", data, place)
        place += 9
        yield level, tag & 0xFFFF, data[place : place + size]
        # A checksum of two bytes follows, which many programs get wrong.
        place += size + 2


def _properties(data: bytes) -> Iterator[tuple[int, tuple[int, bytes]]]:
    """Number, type and first value of each property, up to the first that cannot be made out."""
    try:
        count = struct.unpack_from("<I", data)[0]
        place = 4
        for _ in range(min(count, _MOST)):
            kind, number = struct.unpack_from("<HH", data, place)
            place += 4
            if number >= _NAMED:
                place = _after_name(data, place)
            several, kind = kind & _SEVERAL, kind & ~_SEVERAL
            times = 1
            if several or kind in _VARIABLE:
                times = struct.unpack_from("<I", data, place)[0]
                place += 4
            first = b""
            for turn in range(times):
                value, place = _value(data, place, kind)
                first = value if not turn else first
            yield number, (kind, first)
    except (struct.error, InputError):
        return


def _after_name(data: bytes, place: int) -> int:
    """The place behind the name of a property that has one."""
    kind, size = struct.unpack_from("<II", data, place + 16)
    return place + 24 + (_padded(size) if kind else 0)


def _value(data: bytes, place: int, kind: int) -> tuple[bytes, int]:
    if kind in _FIXED:
        size = stored = _FIXED[kind]
    elif kind in _VARIABLE:
        size = struct.unpack_from("<I", data, place)[0]
        stored = _padded(size)
        place += 4
    else:
        raise InputError("holds a property of a type that nobody knows")
    if place + size > len(data):
        raise InputError("is cut off")
    return data[place : place + size], place + stored


def _padded(size: int) -> int:
    return size + -size % 4


def _long_name(data: bytes) -> str:
    kind, value = dict(_properties(data)).get(_LONG_NAME, (0, b""))
    return _string(kind, value, None)


def _string(kind: int, value: bytes, charset: str | None) -> str:
    if kind == _UNICODE:
        return value.decode("utf-16-le", "replace").rstrip("\0")
    value = value.rstrip(b"\0")
    try:
        return value.decode(charset or "utf-8")
    except (LookupError, ValueError):
        return decode(value) or ""


def _unpacked(data: bytes, limit: int) -> bytes:
    """Compressed RTF (LZFu) as it was; nothing where it is none.

    One flag of a byte says of each of the next eight steps whether it is a byte, or the place and length of a
    piece in a window of the last 4,096 bytes.
    """
    if len(data) < 16:
        return b""
    whole, kind = struct.unpack_from("<4xI4s", data)
    if kind == b"MELA":
        return data[16 : 16 + whole]
    if kind != b"LZFu":
        return b""
    if whole > limit:
        raise LimitError(f"holds RTF of {whole:,} bytes, more than a message may have")
    made = bytearray(_KNOWN_WORDS)
    place, end = 16, len(data)
    most = len(_KNOWN_WORDS) + whole
    while place < end and len(made) < most:
        flags = data[place]
        place += 1
        for bit in range(8):
            packed = flags >> bit & 1
            step = data[place : place + 1 + packed]
            place += len(step)
            if not packed:
                made += step
            elif not _repeated(made, int.from_bytes(step, "big")):
                place = end
                break
    return bytes(made[len(_KNOWN_WORDS) : most])


def _repeated(made: bytearray, told: int) -> bool:
    """Put a piece of what was made behind it; False for the mark of the end, and a place before it all."""
    # Places count in the window as a ring; the one of the next byte means the end.
    back = (len(made) - (told >> 4)) % _WINDOW
    begin = len(made) - back
    if not back or begin < 0:
        return False
    for at in range(begin, begin + (told & 15) + 2):
        made.append(made[at])
    return True
