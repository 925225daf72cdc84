"""Letters of PDF that TeX made with fonts of dots: none has a name, and its code in the font tells it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

MADE_BY_TEX = re.compile(r"TeX|dvips", re.IGNORECASE)
"""What the program that made a file is called, where its fonts are TeX's."""

_LIGATURES = ("\ufb00", "\ufb01", "\ufb02", "\ufb03", "\ufb04")
_UPPER = (
    "ĂĄĆČĎĚĘĞĹĽŁŃŇŊŐŔŘŚŠŞŤŢŰŮŸŹŽŻĲİđ§ăąćčďěęğĺľłńňŋőŕřśšşťţűůÿźžżĳ¡¿£"
    "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖŒØÙÚÛÜÝÞẞàáâãäåæçèéêëìíîïðñòóôõöœøùúûüýþß"
)
_CORK: Mapping[str, str] = {
    **{chr(0x80 + at): sign for at, sign in enumerate(_UPPER)},
    **dict(zip(map(chr, range(0x10, 0x17)), "“”„«»–—", strict=True)),
    **dict(zip(map(chr, range(0x1B, 0x20)), _LIGATURES, strict=True)),
    "\x0d": "‚",
    "\x0e": "‹",
    "\x0f": "›",
    "\x19": "ı",
}
"""The encoding that TeX calls T1, where it is not that of Latin-1."""

_OLD: Mapping[str, str] = {
    **dict(zip(map(chr, range(0x0B, 0x10)), _LIGATURES, strict=True)),
    **dict(zip(map(chr, range(0x19, 0x20)), "ßæœøÆŒØ", strict=True)),
    "\x10": "ı",
    '"': "”",
    "\\": "“",
    "{": "–",
    "|": "—",
}
"""The encoding that TeX calls OT1, where it is not ASCII."""

_TELLING = re.compile("[\x0b-\x1f\x80-\xff]")
_OF_CORK = re.compile("[\x80-\xff]|[\x11-\x15\x1b-\x1f]")
_OF_OLD = re.compile("[\x0b\x0c\x0e\x0f]")
_FULL = {
    ord(sign): letters for sign, letters in zip(_LIGATURES, ("ff", "fi", "fl", "ffi", "ffl"), strict=True)
}


def named(signs: str, page: Any, raw: Any) -> str:
    """The signs of a page with letters in place of codes, one for one; ligatures stay one sign."""
    if _TELLING.search(signs) is None:
        return signs
    unnamed = [at for at, sign in enumerate(signs) if sign != "\x02" and _is_unnamed(page.raw, at, sign, raw)]
    codes = "".join(signs[at] for at in unnamed)
    table = _OLD if _OF_OLD.search(codes) and not re.search("[\x80-\xff]", codes) else _CORK
    if table is _CORK and not _OF_CORK.search(codes):
        return signs
    found = list(signs)
    for at in unnamed:
        found[at] = table.get(signs[at], signs[at])
    return "".join(found)


def _is_unnamed(page: Any, at: int, sign: str, raw: Any) -> bool:
    coded = sign < " " or sign > "~" or sign in '"\\{|'
    return (
        coded and bool(raw.FPDFText_HasUnicodeMapError(page, at)) and not raw.FPDFText_IsGenerated(page, at)
    )


def in_letters(text: str) -> str:
    """A text with the letters that its ligatures are made of."""
    return text.translate(_FULL)
