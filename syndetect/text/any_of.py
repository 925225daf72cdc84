"""Many regular expressions at once: whether one of them matches a line, which few lines leave open."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from syndetect.text.pattern_parts import SIZE, beginnings, held

_LEAST = 3
"""Letters of a stretch that is looked for in a line; shorter ones are in many."""


class AnyOf:
    """Expressions of which one has to match a whole line.

    A line is first asked for how the expressions begin, and for words without which they do not match.
    Nothing is compiled before there is a line that may match.
    """

    def __init__(self, patterns: Iterable[str], flags: re.RegexFlag = re.NOFLAG) -> None:
        self._patterns, self._flags = tuple(patterns), flags

    def fullmatch(self, line: str) -> bool:
        """Whether one of the expressions matches the line from its begin to its end."""
        if self._may_begin(line) and self._told.fullmatch(line) is not None:
            return True
        # Plain loops: this is asked of every line, and generators would take as long again.
        for words, pattern in self._others:
            for word in words:
                if word in line:
                    if self._compiled(pattern).fullmatch(line) is not None:
                        return True
                    break
        return False

    def expressions(self) -> tuple[re.Pattern[str], ...]:
        """Every expression that lines are matched with."""
        told = (self._told,) if self._begins else ()
        return (*told, *(self._compiled(pattern) for _, pattern in self._others))

    def _may_begin(self, line: str) -> bool:
        head = line[:SIZE]
        if self._flags & re.IGNORECASE:
            if not head.isascii():
                # Some letters have more cases than lower case tells apart.
                return bool(self._openings)
            head = head.lower()
        for size, some in self._openings:  # noqa: SIM110 - as above
            if head[:size] in some:
                return True
        return False

    @cached_property
    def _begins(self) -> dict[str, frozenset[str]]:
        """How the matches of each expression begin, of those that are told by that."""
        found = {}
        for pattern in self._patterns:
            begins = beginnings(pattern)
            if self._flags & re.IGNORECASE:
                # Letters outside ASCII may have a case inside.
                begins = frozenset(_PLAIN.match(begin)[0].lower() for begin in begins)  # type: ignore[index]
            if "" not in begins:
                found[pattern] = begins
        return found

    @cached_property
    def _openings(self) -> list[tuple[int, frozenset[str]]]:
        """All these beginnings by their length."""
        whole = frozenset[str]().union(*self._begins.values())
        sizes = sorted({len(begin) for begin in whole}, reverse=True)
        return [(size, frozenset(begin for begin in whole if len(begin) == size)) for size in sizes]

    @cached_property
    def _told(self) -> re.Pattern[str]:
        return self._compiled("|".join(f"(?:{pattern})" for pattern in self._begins))

    @cached_property
    def _others(self) -> list[tuple[tuple[str, ...], str]]:
        """The other expressions, each with words of which a line has to hold one; "" is in every line."""
        found = []
        for pattern in self._patterns:
            if pattern not in self._begins:
                words = () if self._flags & re.IGNORECASE else held(pattern)
                found.append((words if words and min(map(len, words)) >= _LEAST else ("",), pattern))
        return found

    def _compiled(self, pattern: str) -> re.Pattern[str]:
        # Python keeps what was compiled, but not all of it, and looks it up more slowly.
        if pattern not in self._kept:
            self._kept[pattern] = re.compile(_uncaptured(pattern), self._flags)
        return self._kept[pattern]

    @cached_property
    def _kept(self) -> dict[str, re.Pattern[str]]:
        return {}


def _uncaptured(pattern: str) -> str:
    """The expression with groups that capture nothing, which match several times as fast."""
    return _SIGNS.sub(lambda sign: "(?:" if sign[0] == "(" else sign[0], pattern)


_SIGNS = re.compile(r"\\.|\[\^?\]?(?:[^\]\\]|\\.)*+\]|\((?!\?)", re.DOTALL)
"""Escaped signs, classes, and the begin of a group that captures."""

_PLAIN = re.compile(r"[\x00-\x7f]*")
