"""The text of a page's bytes: what they show themselves goes before what the page says of them."""

from __future__ import annotations

import codecs
import re

from syndetect.readers.decode import decode, looks_binary, unicode_codec

_HEAD = 4096
_DECLARED = re.compile(rb"""<meta[^>]{0,400}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""")

_MEANT = {
    "iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252",
    "gb2312": "gb18030", "gbk": "gb18030", "iso-8859-9": "cp1254", "tis-620": "cp874", "shift_jis": "cp932",
    "x-sjis": "cp932", "ks_c_5601-1987": "cp949", "euc-kr": "cp949",
}  # fmt: skip
"""What browsers take for what pages declare."""


def decode_page(data: bytes, charset: str | None = None) -> str | None:
    """The text of a page, None when it looks binary; `charset` is what the transport said."""
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
        found = rule.search(data[:_HEAD])
        if found and (codec := _codec(found[1].decode("ascii"))) is not None:
            return codec
    return None


def _codec(name: str) -> str | None:
    """The codec that is meant by a declared name; None for an unknown one, UTF-8 and what is no text."""
    try:
        info = codecs.lookup(_MEANT.get(name.lower(), name))
        "".encode(info.name)
    except (LookupError, ValueError):
        return None
    return None if info.name.startswith(("utf", "idna", "punycode", "unicode", "raw")) else info.name
