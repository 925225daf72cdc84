"""Tables that are called texts: what spreadsheets save as "Unicode Text", and many a download."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import chain

from syndetect.readers.json_records import names, text_names

_LONGEST = 2_000
"""Signs of a line that may name columns."""

_NAME = 60
_SEPARATORS = "\t;,|"
_LOOSE_SIGNS = "\t|"
_LOOSE = re.compile(r"[\t|][^\t|\n]{1,60}[\t|]")
"""What a first line without a `text` has where it names columns all the same."""
_MOST_KNOWN = 3
"""Known names in such a line, at least."""


def looks_like_table(text: str, fields: Mapping[str, str]) -> bool:
    """Whether the first line names columns, one for the text and another that is known, and rows follow."""
    end = text.find("\n", 0, _LONGEST)
    if end < 0 or (
        fields["text"].casefold() not in text[:end].casefold()
        and (fields["text"] != "text" or text.startswith(("---", "#")) or not _LOOSE.search(text, 0, end))
    ):
        return False
    line = text[:end].lstrip("\ufeff").rstrip("\r")
    if line.startswith("sep="):
        following = text.find("\n", end + 1, end + _LONGEST)
        line = text[end + 1 : following] if following > 0 else ""
    if not text[end:].strip():
        return False
    return any(_names_columns(line, separator, fields) for separator in _SEPARATORS if separator in line)


def _names_columns(line: str, separator: str, fields: Mapping[str, str]) -> bool:
    try:
        cells = [cell.strip().casefold() for cell in next(csv.reader([line], delimiter=separator), [])]
    except csv.Error:
        # A lone carriage return in the line, as in no header.
        return False
    if any(len(cell) > _NAME for cell in cells):
        return False
    mapped = {name.casefold() for name in fields.values()}
    known = sum(cell in _known() or cell in mapped for cell in set(cells))
    if fields["text"].casefold() in cells:
        return known > 1
    return separator in _LOOSE_SIGNS and known >= _MOST_KNOWN and len(text_names(cells)) == 1


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return frozenset(name.casefold() for name in chain.from_iterable(names().values())) | {
        "author",
        "category",
    }
