"""Names in a passage, and whether two of them may be of one bearer."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from syndetect.changes.lists import lists
from syndetect.changes.tokens import Token
from syndetect.model import Span

_ALIKE = 0.75
"""Two names this much alike are spellings of one."""

_NOUNS = 0.3
"""In a language that gives its nouns capitals, more than this share of the words bears one."""

_TITLED = 0.5
"""A line with more than this share of capitals is a headline, where a capital makes no name."""

_HEADLINE = 200
"""Characters at most of a headline."""

_LINK = re.compile(r"(?:\.? |-| (?:de|la|del|van|der|den|von|of|bin|al|el|di|da|dos|le) )")


@dataclass(frozen=True, slots=True)
class Name:
    """One or more words of a name; titles before it do not belong to it."""

    words: tuple[str, ...]
    span: Span


def names_of(text: str, tokens: Sequence[Token], small: frozenset[str]) -> list[Name]:
    """The names among the tokens of a text; `small` are words that it also writes with a small letter."""
    known = lists()
    if sum(token.sort == "name" for token in tokens) > _NOUNS * max(1, len(tokens)):
        return []
    found: list[Name] = []
    for at, token in enumerate(tokens):
        if not (token.sort == "name" or _opens_name(text, tokens, at)):
            continue
        if token.form in small or token.form in known.common or token.form in known.titles:
            continue
        last = found[-1] if found else None
        if last is not None and _LINK.fullmatch(text, last.span.end, token.begin):
            found[-1] = Name((*last.words, token.form), Span(last.span.begin, token.end))
        else:
            found.append(Name((token.form,), token.span))
    return [name for name in found if not _in_headline(text, name.span)]


def _opens_name(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether the first word of a sentence is part of the name behind it."""
    token, known = tokens[at], lists()
    if token.sort != "plain" or at + 1 == len(tokens) or not text[token.begin].isupper():
        return False
    behind = tokens[at + 1]
    if behind.sort != "name" or behind.form in known.common or token.form in known.frequent:
        return False
    return _LINK.fullmatch(text, token.end, behind.begin) is not None


def same_bearer(one: Name, other: Name, texts: tuple[str, str]) -> bool:
    """Whether two names may be of one bearer: spellings, an adjective, initials, a part of the other.

    So may names that stand side by side anywhere, as do a first and a last name.
    """
    before, after = (" ".join(name.words) for name in (one, other))
    short, long = sorted((before, after), key=len)
    initials = "".join(word[0] for word in long.split())
    plain = short.replace(".", "")
    if short in long or initials in (plain, plain[: len(initials)]) or short[:4] == long[:4]:
        return True
    if difflib.SequenceMatcher(None, before, after, autojunk=False).ratio() >= _ALIKE:
        return True
    together = re.compile(
        rf"{re.escape(before)}\W{{1,3}}{re.escape(after)}|{re.escape(after)}\W{{1,3}}{re.escape(before)}"
    )
    return any(together.search(text.casefold()) for text in texts)


def _in_headline(text: str, span: Span) -> bool:
    """Whether a name stands in a line without a stop of which most words begin with a capital."""
    near = max(0, span.begin - _HEADLINE), min(len(text), span.end + _HEADLINE)
    before, behind = text[near[0] : span.begin], text[span.end : near[1]]
    if "\n" not in before and near[0] > 0:
        return False
    line = before.rpartition("\n")[2] + text[span.begin : span.end] + behind.partition("\n")[0]
    if len(line) > _HEADLINE or line.rstrip()[-1:] in tuple('.!?”"'):
        return False
    words = [word for word in line.split() if word[0].isalpha()]
    return sum(word[0].isupper() for word in words) > _TITLED * max(1, len(words))
