"""Notices that a text was taken over from an agency's feed: it came from elsewhere, whoever wrote it."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from importlib.resources import files

from syndetect.model import Span

_LINES = 8
"""Lines from either end that may be such a notice."""
_LONGEST = 420


@lru_cache(maxsize=4096)
def syndicated(text: str) -> Span | None:
    """Where a text says that it was published from a feed, unedited; None where it does not say so."""
    begins = [0, *(match.end() for match in re.finditer("\n", text))]
    for at in dict.fromkeys((*begins[:_LINES], *begins[-2 * _LINES :])):
        end = text.find("\n", at)
        line = text[at : len(text) if end < 0 else end].strip()
        if 30 <= len(line) <= _LONGEST and _says_so(line.casefold()):
            begin = text.index(line, at)
            return Span(begin, begin + len(line))
    return None


@lru_cache(maxsize=1 << 13)
def _says_so(line: str) -> bool:
    """Whether a line in small letters is a notice in any language."""
    # Those who print one text have most of its lines in common, and each line is looked at once.
    if _notices().fullmatch(line) is not None:
        return True
    # Plain loops: this is asked of every line, and generators would take as long again.
    for pattern, words in _by_words():
        for word in words:
            if word in line:
                if _pattern(pattern).fullmatch(line) is not None:
                    return True
                break
    return False


@lru_cache(maxsize=1)
def _notices() -> re.Pattern[str]:
    """The notices that are told by how they begin, of all languages."""
    gated = {pattern for pattern, _ in _by_words()}
    return _pattern("|".join(f"(?:{pattern})" for pattern in _patterns() if pattern not in gated))


@lru_cache(maxsize=1)
def _by_words() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The other notices, which look ahead for words, each with words of which it holds one.

    To look ahead in twenty languages takes fifty times as long as to see that none of these is there.
    """
    found = []
    for pattern in _patterns():
        groups = [_held(group) for group in _AHEAD.findall(pattern)]
        usable = [words for words in groups if min(map(len, words)) >= _LEAST]
        if usable:
            found.append((pattern, max(usable, key=lambda words: min(map(len, words)))))
    return tuple(found)


_LEAST = 3
_AHEAD = re.compile(r"\(\?=\.\{0,300\}\?\(\?<!\\w\)\(\?:([^()\[\]{}]*+)\)\(\?!\\w\)\)")
_OPTIONAL = re.compile(r"\\.[*+?]?|[^\W\d_][*?]")
_WORD = re.compile(r"[^\W\d_]+")


def _held(group: str) -> tuple[str, ...]:
    """For each alternative of a group the longest run of letters that it cannot do without."""
    runs = (_WORD.findall(_OPTIONAL.sub(" ", one)) for one in group.split("|"))
    return tuple(max(found, key=len, default="") for found in runs)


@lru_cache(maxsize=1)
def _patterns() -> tuple[str, ...]:
    read = json.loads(files("syndetect").joinpath("data/bylines.json").read_text("utf-8"))
    return tuple(pattern for part in read["languages"].values() for pattern in part["syndicated"])


@lru_cache(maxsize=64)
def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source)
