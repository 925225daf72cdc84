"""Content credentials that are written into a text itself: hundreds of letters that nobody sees.

The mark of C2PA is U+FEFF and a variation selector for each byte of a manifest, which begins with the bytes
``C2PATXT`` and a zero. Left in, it is the end of the last word.
"""

from __future__ import annotations

import re
from dataclasses import replace

from syndetect.model import Document, Skipped

_SIGN = "\U000e0133"
"""The selector that stands for the first byte of every mark."""

_RUN = re.compile("\ufeff?[\ufe00-\ufe0f\U000e0100-\U000e01ef]{8,}")


def unmarked(item: Document | Skipped) -> Document | Skipped:
    """The document without such marks, and with a word of it in `meta`; a selector behind an emoji stays."""
    # A look for one sign beyond the first plane costs nothing in texts that have none.
    if isinstance(item, Skipped) or _SIGN not in item.text:
        return item
    text = _RUN.sub("", item.text)
    if text == item.text or not text.strip():
        return item
    return replace(item, text=text, meta={**item.meta, "content_credentials": "carried in the text"})
