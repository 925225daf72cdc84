"""The text of a page's bytes: what they show themselves goes before what the page says of them."""

from __future__ import annotations

import re

from syndetect.charsets import codec_of
from syndetect.readers.decode import decode, looks_binary, unicode_codec

_HEAD = 4096
_DECLARED = re.compile(rb"""<meta[^>]{0,400}?charset\s*+=\s*+(?:["']\s*+)?+([\w.:-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*+=\s*+["']([\w.:-]{2,40})""")


def decode_page(data: bytes, charset: str | None = None, given: str | None = None) -> str | None:
    """The text of a page, None when it looks binary; `charset` is what the transport said.

    `given` is the codec where the user knows it, whatever page and transport say.
    """
    if given is not None:
        return decode(data, given)
    if unicode_codec(data[:_HEAD])[0] is not None:
        return decode(data)
    # Valid UTF-8 beyond ASCII is no accident, whatever a template declares.
    if not data.isascii():
        try:
            return None if looks_binary(data[:_HEAD]) else data.decode()
        except UnicodeDecodeError:
            pass
    for codec in (_codec(charset or ""), declared_codec(data)):
        if codec is not None:
            return None if b"\0" in data[:_HEAD] else data.decode(codec, "replace")
    return decode(data)


def declared_codec(data: bytes) -> str | None:
    """The codec that a page or XML names in its head; None where it names none, or one of Unicode."""
    for rule in (_XML, _DECLARED):
        match = rule.search(data[:_HEAD])
        if match and (codec := _codec(match[1].decode("ascii"))) is not None:
            return codec
    return None


def _codec(name: str) -> str | None:
    """The codec that is meant by a declared name; None for an unknown one, and for those of Unicode."""
    codec = codec_of(name)
    return None if codec is None or codec.startswith("utf") else codec
