"""Words that were broken at the ends of lines: put together again, and compounds told from them."""

from __future__ import annotations

import re

MARK = "\x02"
"""Stands in a text where a line ended in a hyphen, until it is known whether the word has one of its own."""

HYPHENS = f"{MARK}\ufffe\u00ad\u2010\u2011-¬⸗"
"""What a line ends in where a word is broken: the hyphens, and what programs put in their place."""

_SOFT = "\u00ad¬⸗"
"""Those that no word has of its own."""

_TYPESET = "\u2010"
"""What browsers set where they break a word; compounds have the hyphen of keyboards in nearly every text."""

_APART = re.compile(r"(?:und|oder|and|or|bzw)\b")
"""Words before which a hyphen stands for the rest of a compound: "Ein- und Ausgang"."""

_BREAK = re.compile(rf"([^\W\d_][\w'’-]{{0,60}}){MARK}([^\W_]+(?:['’-]\w+)*)")
_COMPOUND = re.compile(r"(?<![^\W\d_])[^\W\d_]++(?:-[^\W\d_]++)++")
_WORD = re.compile(r"[^\W\d_]+")

_OPEN = frozenset({"en", "fr", "es", "it", "pt", "ro"})
"""Languages that join known words with a hyphen, and hardly ever without."""

_FIRST_OF_COMPOUNDS = frozenset(
    [
        "well",
        "ill",
        "long",
        "short",
        "high",
        "low",
        "full",
        "half",
        "part",
        "mid",
        "self",
        "non",
        "anti",
        "pro",
        "pre",
        "post",
        "re",
        "ex",
        "co",
        "semi",
        "multi",
        "all",
        "cross",
        "ever",
        "old",
        "new",
        "hard",
        "soft",
        "large",
        "small",
        "fast",
        "slow",
        "hot",
        "cold",
        "right",
        "left",
        "wide",
        "far",
        "near",
        "open",
        "double",
        "single",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "sixty",
        "seventy",
        "eighty",
        "ninety",
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "last",
        "so",
        "vice",
        "by",
        "late",
        "early",
        "middle",
        "world",
        "state",
        "government",
        "anglo",
        "franco",
        "north",
        "south",
        "east",
        "west",
    ]
)
_LAST_OF_COMPOUNDS = frozenset(
    [
        "year",
        "old",
        "term",
        "time",
        "based",
        "led",
        "style",
        "like",
        "off",
        "out",
        "related",
        "free",
        "known",
        "made",
        "wide",
        "level",
        "scale",
        "class",
        "hand",
        "run",
        "owned",
        "backed",
        "friendly",
        "day",
        "week",
        "month",
        "hour",
        "minute",
        "mile",
        "metre",
        "foot",
        "inch",
        "point",
        "page",
        "storey",
        "born",
        "driven",
        "fed",
        "sized",
        "long",
        "ranking",
        "quality",
        "profile",
        "speed",
        "range",
        "selling",
        "looking",
        "speaking",
        "turned",
        "elect",
        "general",
        "law",
        "up",
        "down",
        "in",
        "on",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
    ]
)
"""What English words with a hyphen of their own begin or end with."""

UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\uff01-\uff60\U00020000-\U0003ffff]"
)
"""Letters and marks of scripts that have no spaces between words."""


def joined(before: str, text: str) -> str:
    """Two lines as one: with a space, without one, or with MARK where a word was broken."""
    if not before or not text:
        return before + text
    last, first = before[-1], text[0]
    if last in HYPHENS and len(before) > 1 and before[-2].isalnum():
        return _rejoined(before[:-1], last, text)
    if UNSPACED.match(last) or UNSPACED.match(first):
        return before + text
    return f"{before} {text}"


def goes_on(before: str, text: str) -> bool:
    """Whether a line breaks off inside a word that the next one goes on with, however far apart they are."""
    return len(before) > 1 and before[-1] in HYPHENS and before[-2].isalpha() and text[:1].islower()


def _rejoined(before: str, hyphen: str, text: str) -> str:
    if hyphen in _SOFT:
        return before + text
    first, upper = text[0], before[-1].isupper()
    if not first.isalnum():
        return f"{before}- {text}"
    if _APART.match(text):
        return f"{before}- {text}"
    if hyphen == _TYPESET and first.islower() and _TYPESET not in before:
        return before + text
    if first.isdigit() or before[-1].isdigit() or (first.isupper() and not (upper and before[-2:].isupper())):
        return f"{before}-{text}"
    return f"{before}{MARK}{text}"


def settled(text: str) -> str:
    """`text` without MARK: the word in one, or with a hyphen where the text or its language has it."""
    if MARK not in text:
        return text
    known = set(_WORD.findall(text.lower()))
    compounds = {found[0] for found in _COMPOUND.finditer(text.lower())}
    language: list[str] = []
    broken: list[bool] = []

    def decided(match: re.Match[str]) -> str:
        left, right = match[1], match[2]
        own = left.rpartition("-")[2].lower()
        begin = re.match(r"[^\W\d_]+", right)
        end = begin[0].lower() if begin else ""
        if own + end in known:
            return left + right
        if f"{own}-{end}" in compounds:
            return f"{left}-{right}"
        language.extend([_language(text)] if not language else [])
        if language[0] == "en" and "-" not in left and not _makes_compounds(own, end):
            broken.extend([_breaks_words(text)] if not broken else [])
            if broken[0]:
                return left + right
        return (
            f"{left}-{right}"
            if _is_compound(own, end, language[0], 2 if "-" in left else 3)
            else left + right
        )

    return _BREAK.sub(decided, text).replace(MARK, "-")


def _breaks_words(text: str) -> bool:
    """Whether lines of an English text break words, and do not only end at hyphens of their own."""
    from syndetect.text.lexicon import frequencies

    known = frequencies("en")
    halves = ((one[1].lower(), one[2].lower()) for one in _BREAK.finditer(text))
    return any(
        left + right in known or not (left in known and right in known)
        for left, right in halves
        if left.isalpha() and right.isalpha()
    )


def _makes_compounds(left: str, right: str) -> bool:
    return left in _FIRST_OF_COMPOUNDS or right in _LAST_OF_COMPOUNDS


def _is_compound(left: str, right: str, language: str, least: int) -> bool:
    """Whether two halves are words that the language writes with a hyphen, as far as it is known."""
    if language not in _OPEN or min(len(left), len(right)) < least:
        return False
    from syndetect.text.lexicon import frequencies

    known = frequencies(language)
    return left in known and right in known and left + right not in known


def _language(text: str) -> str:
    from syndetect.kernels.words import words
    from syndetect.text.identify import identified

    whole = text.replace(MARK, "")
    return identified([whole], [words([whole]).hashes])[0]
