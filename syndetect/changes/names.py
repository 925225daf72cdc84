"""Names in a passage, and whether two of them may be of one bearer."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from syndetect.changes.lists import lists
from syndetect.changes.tokens import Token
from syndetect.model import Span
from syndetect.text.lexicon import common_words

_ALIKE = 0.75
"""Two names this much alike are spellings of one."""

_NOUNS = 0.3
"""In a language that gives its nouns capitals, more than this share of the words bears one."""

_COMMON, _GERMAN = 60, 0.2
"""Commonest words of German, and the share of them in a passage that is German: in others it is a tenth."""

_RUN = 3
"""Words with a capital in a row that end with a first and a last name in such a language."""

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
    if _has_capital_nouns(tokens):
        return _among_nouns(text, tokens)
    found: list[Name] = []
    for at, token in enumerate(tokens):
        if not (token.sort == "name" or _opens_name(text, tokens, at)):
            continue
        leads = token.sort == "name" and token.form in known.common and _leads(text, tokens, at, small)
        if not leads and _is_no_name(token.form, small):
            continue
        last = found[-1] if found else None
        if last is not None and _LINK.fullmatch(text, last.span.end, token.begin):
            found[-1] = Name((*last.words, token.form), Span(last.span.begin, token.end))
        else:
            found.append(Name((token.form,), token.span))
    return [name for name in found if not _in_headline(text, name.span)]


def _has_capital_nouns(tokens: Sequence[Token]) -> bool:
    """Whether nouns have a capital in these words: many have one, or they are German, be there few nouns."""
    many = sum(token.sort == "name" for token in tokens) > _NOUNS * max(1, len(tokens))
    return many or sum(token.form in _german() for token in tokens) > _GERMAN * max(1, len(tokens))


@lru_cache(maxsize=1)
def _german() -> frozenset[str]:
    return frozenset(common_words()["de"].split()[:_COMMON])


def _is_no_name(form: str, small: frozenset[str]) -> bool:
    """Whether a word with a capital is a common one, a title, or written small elsewhere in the text."""
    # Asked one by one: the lists are far longer than a text.
    known = lists()
    return form in small or form in known.common or form in known.titles


def _leads(text: str, tokens: Sequence[Token], at: int, small: frozenset[str]) -> bool:
    """Whether a common word with a capital begins the name behind it: New York, The Guardian, Los Angeles."""
    if at + 1 == len(tokens):
        return False
    behind = tokens[at + 1]
    if behind.sort != "name" or _is_no_name(behind.form, small):
        return False
    return len(tokens[at].form) > 1 and text[tokens[at].end : behind.begin] == " "


def _among_nouns(text: str, tokens: Sequence[Token]) -> list[Name]:
    """First and last names where all nouns have a capital: the last two of three such words or more in a row.

    Before them stands what the bearer is: Bürgermeisterin Karin Oeding.
    """
    found: list[Name] = []
    run: list[Token] = []
    for token in (*tokens, None):
        joined = bool(run) and token is not None and _LINK.fullmatch(text, run[-1].end, token.begin)
        if joined and token is not None and token.sort == "name":
            run.append(token)
            continue
        if len(run) >= _RUN:
            first, last = run[-2:]
            found.append(Name((first.form, last.form), Span(first.begin, last.end)))
        capital = token is not None and token.sort in {"name", "plain"} and text[token.begin].isupper()
        run = [token] if token is not None and capital else []
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

    So may names that stand side by side anywhere, as do a first and a last name. Of two names that are alike
    but for one part these parts are held against each other.
    """
    mine, theirs = list(one.words), list(other.words)
    while mine and theirs and mine[0] == theirs[0]:
        del mine[0], theirs[0]
    surname = bool(mine and theirs) and mine[-1] == theirs[-1]
    while mine and theirs and mine[-1] == theirs[-1]:
        del mine[-1], theirs[-1]
    if not mine or not theirs:
        return True
    if surname and len(mine) == len(theirs):
        return all(map(_same_first, mine, theirs))
    before, after = " ".join(mine), " ".join(theirs)
    if _spelt_alike(before, after):
        return True
    together = re.compile(
        rf"{re.escape(before)}\W{{1,3}}{re.escape(after)}|{re.escape(after)}\W{{1,3}}{re.escape(before)}"
    )
    return any(together.search(text.casefold()) for text in texts)


def _spelt_alike(before: str, after: str) -> bool:
    """Whether two names may be spellings, a form of one, its initials, or a part of it."""
    short, long = sorted((before, after), key=len)
    parts = long.split()
    initials = "".join(word[0] for word in parts) if len(parts) > 1 else None
    plain = short.replace(".", "")
    if short in long or short[:4] == long[:4] or (initials and plain.startswith(initials)):
        return True
    alike = difflib.SequenceMatcher(None, before, after, autojunk=False).ratio() >= _ALIKE
    return alike and not _other_consonant(before, after)


def _other_consonant(one: str, other: str) -> bool:
    """Whether one consonant of a name is another one, which spellings do not exchange: Hansen and Jansen."""
    if len(one) != len(other):
        return False
    differing = [{left, right} for left, right in zip(one, other, strict=True) if left != right]
    return (
        len(differing) == 1
        and all(letter.isalpha() and letter not in _VOWELS for letter in differing[0])
        and not any(differing[0].issubset(group) for group in _EXCHANGED)
    )


_VOWELS = frozenset("aeiouyäöüáéíóúàèìòùâêîôûåæøœãõ")

_EXCHANGED = ("gqkcxh", "szxcß", "bpvwf", "dt", "jg", "mn")
"""Consonants of which spellings, and ears, take one for another."""


def _same_first(one: str, other: str) -> bool:
    """Whether two first names may be spellings of one, or its short form: Ines and Inez, Joe and Joseph."""
    if one == other:
        return True
    brief, full = sorted((one, other), key=len)
    if brief in full:
        # A final a makes another name of one: Paul and Paula.
        return full != brief + "a"
    if any(one in forms and other in forms for forms in lists().short_names):
        return True
    short, long = sorted((_sounds(one), _sounds(other)), key=len)
    if short == long:
        alike = difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()
        return bool(short) and alike >= _SPELT_ALIKE
    shortened = len(brief) <= _BRIEF or len(short) > _BRIEF // 2
    return bool(short) and shortened and long.startswith(short)


_SPELT_ALIKE = 0.6
"""Names that sound alike and are less alike in letters are two: Jens and Jan."""

_BRIEF = 4
"""Letters at most of a short form that has only one or two consonants of the whole name: Joe, Mike, Kate."""

_SPELT = tuple(
    pair.split("=") for pair in ("ph=f", "ch=k", "th=t", "ck=k", "c=k", "q=k", "z=s", "w=v", "v=f", "x=ks")
)
"""Letters that spellings of one name exchange."""

_SILENT = frozenset("aeiouyhj'-")


def _sounds(name: str) -> str:
    """The consonants of a name, each once in a row, those alike that spellings exchange."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    for letters, sound in _SPELT:
        plain = plain.replace(letters, sound)
    found = ""
    for letter in plain:
        if letter not in _SILENT and letter != found[-1:] and not unicodedata.combining(letter):
            found += letter
    return found


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
