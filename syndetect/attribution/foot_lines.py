"""Short lines at the head or foot of a text that hold a known outlet's name and words of taking over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from syndetect.attribution.credit_wording import TOKEN, Wording
from syndetect.attribution.mentions import Mention
from syndetect.attribution.telling_words import TellingWords, languages_at, telling_words
from syndetect.model import Credit
from syndetect.text.lexicon import common_words

_LINE = re.compile(r"[^\n]+")
_ENDS = 3
"""Lines of the head, and of the foot, that are looked at."""

_LONGEST = 140
"""Characters of a line beside the names in it: what is longer is prose."""

_COMMON = 120
"""Commonest words, which say nothing of what a line is."""

_NAMES = 4
"""Words with a capital, other than the outlet's, at most: a person's name, and a place."""

_UNKNOWN = 1
"""Other words in small letters, at most."""

_SEPARATORS = frozenset("/,|·•–—-")


def foot_lines(text: str, mentions: Sequence[Mention], words: Wording) -> Iterator[Credit]:
    """Lines such as "Read the original at the Gazette", "Ana Ruiz / El Eco", "© Gazette"."""
    if not mentions:
        return
    lines = [match for match in _LINE.finditer(text) if match[0].strip()]
    for line in dict.fromkeys([*lines[:_ENDS], *lines[-_ENDS:]]):
        named = [one for one in mentions if line.start() <= one.begin and one.end <= line.end()]
        size = line.end() - line.start() - sum(one.end - one.begin for one in named)
        if named and size <= _LONGEST and not any(one.common for one in named):
            rest = _beside(text, line, named)
            if _by_somebody(rest, words) or any(
                _takes_over(rest, code, telling_words()[code]) for code in languages_at(text, line.start())
            ):
                yield from (Credit("source-line", one.name, line.start(), line.end()) for one in named)


def _beside(text: str, line: re.Match[str], named: Sequence[Mention]) -> list[str]:
    """The tokens of a line, with "" for each outlet in it."""
    tokens, at = list[str](), line.start()
    for one in named:
        tokens += [*TOKEN.findall(text[at : one.begin].replace("’", "'")), ""]
        at = one.end
    return tokens + TOKEN.findall(text[at : line.end()].replace("’", "'"))


def _takes_over(rest: Sequence[str], code: str, terms: TellingWords) -> bool:
    """Whether a line says that something was taken over, and nothing else."""
    low = [token.casefold() for token in rest]
    common = common_words()[code].split()[:_COMMON]
    plain = [
        token
        for token, small in zip(rest, low, strict=True)
        if token[:1].isalpha()
        and not token.endswith("'")
        and small not in common
        and small not in terms["foot"].words
    ]
    unknown = sum(not token[0].isupper() for token in plain)
    if len(plain) > _NAMES or unknown > _UNKNOWN:
        return False
    # A verb behind the name would make the outlet the subject: "The Mercury first appeared in 1884".
    ahead = low[: low.index("")]
    takes = sum(word in terms["foot"].words or word == "©" for word in ahead) > unknown
    return takes and not terms["unmakes"].within([word or "|" for word in low])


def _by_somebody(rest: Sequence[str], words: Wording) -> bool:
    """Whether a line is of a person and an outlet: "Ana Ruiz / El Eco", "By Tom Ridley for the Mercury"."""
    if rest.count("") != 1 or rest[-1] != "":
        return False
    low = [token.casefold() for token in rest]
    by = {word.casefold() for word in words.spelled["by"]}
    begin = 1 if low[0] in by else 0
    end = len(rest) - 1
    while end and low[end - 1] in words.lists["articles"]:
        end -= 1
    joined = end and (rest[end - 1] in _SEPARATORS or low[end - 1] in _FOR)
    while end and (rest[end - 1] in _SEPARATORS or low[end - 1] in _FOR):
        end -= 1
    person = rest[begin:end]
    return bool(joined) and 2 <= len(person) <= _NAMES and all(token[:1].isupper() for token in person)


_FOR = frozenset({"for", "für", "pour", "para", "per", "voor"})
