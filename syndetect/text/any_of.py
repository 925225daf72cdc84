"""Many regular expressions at once: whether one of them matches a line, quickly where none does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property

from syndetect.text.pattern_parts import SIZE, beginnings, held

_LEAST = 3
"""Letters of a word that is searched for in a line, at least; shorter words are in too many lines."""

_KEY = 2
"""Characters by which beginnings are looked up."""


class AnyOf:
    """Expressions, one of which has to match a whole line.

    A line is first compared with the beginnings of the expressions, and with words that every match contains.
    An expression is compiled only when a line may match it.
    """

    def __init__(self, patterns: Iterable[str], flags: re.RegexFlag = re.NOFLAG) -> None:
        self._patterns, self._flags = tuple(patterns), flags

    @cached_property
    def fullmatch(self) -> Callable[[str], bool]:
        """A function: whether one of the expressions matches a line from its begin to its end."""
        # It is called for every line, and a function with local variables takes half as long as a method.
        others, compiled = self._others, self._compiled
        begins = frozenset[str]().union(*self._begins.values())
        may_begin = _in_any_case(begins) if self._flags & re.IGNORECASE else _as_written(begins)

        def fullmatch(line: str) -> bool:
            if may_begin(line) and self._by_beginning.fullmatch(line) is not None:
                return True
            for word, pattern in others:
                if word in line and compiled(pattern).fullmatch(line) is not None:
                    return True
            return False

        return fullmatch

    def expressions(self) -> tuple[re.Pattern[str], ...]:
        """Every compiled expression."""
        by_beginning = (self._by_beginning,) if self._begins else ()
        others = dict.fromkeys(pattern for _, pattern in self._others)
        return (*by_beginning, *map(self._compiled, others))

    @cached_property
    def _begins(self) -> dict[str, frozenset[str]]:
        """The beginnings of the matches of each expression that has a limited number of them."""
        begins_of = {}
        for pattern in self._patterns:
            begins = beginnings(pattern)
            if self._flags & re.IGNORECASE:
                begins = frozenset(_ODD.split(begin)[0].lower() for begin in begins)
            if "" not in begins:
                begins_of[pattern] = begins
        return begins_of

    @cached_property
    def _by_beginning(self) -> re.Pattern[str]:
        return self._compiled("|".join(f"(?:{pattern})" for pattern in self._begins))

    @cached_property
    def _others(self) -> list[tuple[str, str]]:
        """The other expressions, each with one of the words that its matches contain; "" is in every line."""
        others = []
        for pattern in self._patterns:
            if pattern not in self._begins:
                words = () if self._flags & re.IGNORECASE else held(pattern)
                needed = words if words and min(map(len, words)) >= _LEAST else ("",)
                others += [(word, pattern) for word in needed]
        return others

    def _compiled(self, pattern: str) -> re.Pattern[str]:
        # Python keeps compiled expressions too, but not all of them, and finds them more slowly.
        if pattern not in self._kept:
            self._kept[pattern] = re.compile(_uncaptured(pattern), self._flags)
        return self._kept[pattern]

    @cached_property
    def _kept(self) -> dict[str, re.Pattern[str]]:
        return {}


def _as_written(begins: frozenset[str]) -> Callable[[str], bool]:
    """A function: whether a line begins with one of `begins`."""
    keyed: dict[str, tuple[str, ...]] = {}
    for begin in sorted(begins):
        keyed[begin[:_KEY]] = (*keyed.get(begin[:_KEY], ()), begin)
    single, get = frozenset(begin for begin in begins if len(begin) < _KEY), keyed.get

    def may_begin(line: str) -> bool:
        some = get(line[:_KEY])
        return (some is not None and line.startswith(some)) or line[:1] in single

    return may_begin


def _in_any_case(begins: frozenset[str]) -> Callable[[str], bool]:
    """The same, for beginnings in lower case and lines in any case."""
    plain = _as_written(begins)

    def may_begin(line: str) -> bool:
        head = line[:SIZE]
        # Letters outside ASCII have more variants than lower case distinguishes.
        return plain(head.lower()) if head.isascii() else bool(begins)

    return may_begin


def _uncaptured(pattern: str) -> str:
    """The expression with groups that capture nothing, which matches several times faster."""
    return _SIGNS.sub(lambda sign: "(?:" if sign[0] == "(" else sign[0], pattern)


_SIGNS = re.compile(r"\\.|\[\^?\]?(?:[^\]\\]|\\.)*+\]?|\((?!\?)", re.DOTALL)
"""Escaped signs, classes, and the begin of a group that captures."""

_ODD = re.compile("[ſKıİ]")
"""Letters outside ASCII that are another case of an ASCII letter."""
