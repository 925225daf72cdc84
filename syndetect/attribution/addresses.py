"""Where a text names an outlet by its address or its handle: "on harbourpost.example", "@harbourpost"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from syndetect.attribution.mentions import Mention, key_of

_ADDRESS = re.compile(r"@[\w.-]++|(?<![\w.@-])[\w-]++(?:\.[\w-]++)++")
_WWW = "www."
_AHEAD = frozenset("/\\&=?%+")
"""Signs ahead of what is no more than a part of a longer address."""

_LEAST = 5
"""Letters of a handle that is taken for an outlet's, at least."""


def address_mentions(text: str, outlets: Sequence[str]) -> Iterator[Mention]:
    """Each place where one of the outlets is named so, in order; an address of a page is a link and none."""
    known = _addresses(tuple(outlets))
    # Most outlets are known by no host, and most texts have no handle.
    if "@" not in text and all(name.startswith("@") for name in known):
        return
    for match in _ADDRESS.finditer(text):
        token = match[0].rstrip(".-_").casefold()
        outlet = known.get(token.removeprefix(_WWW).replace("_", ""))
        if outlet is None:
            continue
        end = match.start() + len(token)
        scheme = text.endswith("://", 0, match.start())
        if (scheme or text[match.start() - 1 : match.start()] not in _AHEAD) and not _goes_on(text, end):
            yield Mention(outlet, match.start(), end)


def _goes_on(text: str, end: int) -> bool:
    """Whether a path stands behind an address."""
    return text[end : end + 1] in {"/", "@"} and text[end + 1 : end + 2].isalnum()


@lru_cache(maxsize=256)
def _addresses(outlets: tuple[str, ...]) -> dict[str, str]:
    """The outlets by their hosts and handles, in small letters."""
    found: dict[str, str] = {}
    for outlet in reversed(outlets):
        name = outlet.strip().casefold().removeprefix(_WWW)
        if "." in name and " " not in name:
            found[name] = outlet
            name = name.partition(".")[0]
        handle = re.sub(r"\W|_", "", key_of(name))
        if len(handle) >= _LEAST:
            found[f"@{handle}"] = outlet
    return found
