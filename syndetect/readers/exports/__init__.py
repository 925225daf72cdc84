"""Exports of press databases: one file that holds many articles, taken apart by the rules of its layout.

What takes one apart is in ``splitting``, and is imported once a file looks like one; most never do.
"""

from __future__ import annotations

from syndetect.readers.exports.layouts import looks_like_export, page_may_be_export

__all__ = ["looks_like_export", "page_may_be_export"]
