"""Addresses that web archives and caches give to their copies of pages, and those of the pages themselves."""

from __future__ import annotations

import re
from urllib.parse import unquote

_ARCHIVED = re.compile(
    r"https?://[^/\s]{1,200}/(?:[^\s?#]{0,200}?/)??(?:(\d{4,14})(?:[a-z]{2}_|\*)?|(\d{4}\.\d\d\.\d\d-\d{6}))/"
    r"(https?:/{1,2}.{4,2000})",
    re.IGNORECASE | re.DOTALL,
)
"""A time as a part of the path, and the whole address behind it: of Wayback machines and archive.today."""

_LIVE = re.compile(
    r"https?://[^/\s]{1,200}/(?:web|wayback|wb|warc|archive)/(https?://.{4,2000})", re.IGNORECASE
)
_CACHE = re.compile(
    r"https?://webcache\.googleusercontent\.com/search\?q=cache:(?:[\w-]{4,40}:)?((?:https?://)?[^\s+&]{4,2000})",
    re.IGNORECASE,
)
_AMP = re.compile(
    r"https?://(?:[\w-]{1,200}\.cdn\.ampproject\.org/[a-z](?:/[a-z])??(/s)?|(?:www\.)?google\.[a-z.]{2,6}/amp(/s)?)/"
    r"([\w-]{1,100}\.[^\s?#]{1,2000})",
    re.IGNORECASE,
)


def original(url: str) -> str:
    """The page's own address where `url` is that of a copy in an archive or cache, else `url` itself."""
    for _ in range(3):
        match = _ARCHIVED.match(url) or _LIVE.match(url)
        if match is None:
            break
        inner = match[match.lastindex or 1]
        url = re.sub(
            r"^(https?:)/{1,2}", r"\1//", unquote(inner) if "%3a%2f" in inner[:12].lower() else inner
        )
    if cached := _CACHE.match(url):
        return cached[1] if "://" in cached[1] else f"http://{cached[1]}"
    if amp := _AMP.match(url):
        return f"{'https' if amp[1] or amp[2] else 'http'}://{amp[3]}"
    return url


def archived(url: str) -> str | None:
    """When an archive's copy was made, in ISO 8601; None for the address of no copy."""
    match = _ARCHIVED.match(url)
    digits = re.sub(r"\D", "", (match[1] or match[2]) if match else "")
    if len(digits) != 14:
        return None
    return "{}-{}-{}T{}:{}:{}Z".format(
        *(digits[at:to] for at, to in ((0, 4), (4, 6), (6, 8), (8, 10), (10, 12), (12, 14)))
    )
