"""Exports of press databases: one file that holds many articles, taken apart by the rules of its layout."""

from __future__ import annotations

from syndetect.readers.exports.splitting import (
    doubts,
    doubts_of,
    looks_like_export,
    page_may_be_export,
    split,
)

__all__ = ["doubts", "doubts_of", "looks_like_export", "page_may_be_export", "split"]
