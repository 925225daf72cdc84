"""By-lines: separate lines that name who wrote an article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from syndetect.boilerplate.vocabulary import Phrases, Vocabulary

LONGEST = 140
"""Characters of a by-line, at most."""

_INSIDE = r"\w'’\u05be\u05f3\u05f4\u0900-\u0963\u0966-\u0dff\u0e00-\u0eff-"
"""Signs of a word, with the vowels and tones of scripts in which they are signs of their own."""
_TOKEN = re.compile(rf"(?:[^\W\d_]\.){{1,4}}(?![^\W\d_])|[^\W_][{_INSIDE}]*(?:\.(?=[\w.]))?|[^\w\s]")
_OPENING = re.compile(rf"[^\W\d_][{_INSIDE}]*")
_SEPARATED = re.compile(r"[,|–—·•(]")
_STOPS = (".", "!", "?")
_PARTS = frozenset(",|/–—-·•&()@:.")
_SEPARATORS = frozenset(",|–—·•(")
_NAME_WORDS = range(2, 6)
_AUTHORS = 4
_TITLED_WORDS = 4
_TAIL_TOKENS = 16


@dataclass(frozen=True, slots=True)
class Byline:
    """The names in a by-line, and whether they are people, not an outlet or its staff."""

    names: str
    people: bool


def byline(line: str, words: Vocabulary) -> Byline | None:
    """The by-line that a line is; None where it is none, or contains anything else."""
    if len(line) > LONGEST:
        return None
    opening = _OPENING.match(line)
    word = opening[0].casefold() if opening is not None else ""
    if word not in words.by and word not in words.labels:
        return _titled(line, words) if _SEPARATED.search(line) and not line.endswith(_STOPS) else None
    tokens = list(_TOKEN.finditer(line))
    first = _opened(tokens, words)
    if first is None:
        return None
    end, people = _names(tokens, first, words)
    if end is None or not _tail(tokens[end:], words):
        return None
    return Byline(line[tokens[first].start() : tokens[end - 1].end()].strip(), people)


def affiliation(line: str, words: Vocabulary) -> bool:
    """Whether a line below a by-line is the author's job or outlet, such as ``BBC News, Nairobi``."""
    tokens = list(_TOKEN.finditer(line))
    folded = [token[0].casefold() for token in tokens]
    known = not words.roles.isdisjoint(folded) or not words.press.isdisjoint(folded)
    known = known or line.casefold() in words.outlets
    return len(line) <= LONGEST // 2 and known and _tail(tokens, words) and not line.endswith(_STOPS)


def _opened(tokens: Sequence[re.Match[str]], words: Vocabulary) -> int | None:
    """The number of the token after the words that open a by-line; None where there are none."""
    after = _after(tokens, words.labels)
    if after is not None and after < len(tokens) and tokens[after][0] == ":":
        return after + 1
    after = _after(tokens, words.by)
    # "a cura di Ada Holm"; "by" and "di" alone are too common in sentences.
    return after if after != 1 or not tokens[0][0][0].islower() else None


def _after(tokens: Sequence[re.Match[str]], phrases: Phrases) -> int | None:
    for phrase in phrases.get(tokens[0][0].casefold(), ()):
        folded = tuple(token[0].casefold() for token in tokens[: len(phrase)])
        if folded == phrase:
            # The stop of "Oprac." is a token after the word.
            stop = len(tokens) > len(phrase) and tokens[len(phrase)][0] == "." and len(phrase[-1]) > 3
            return len(phrase) + stop
    return None


def _names(tokens: Sequence[re.Match[str]], first: int, words: Vocabulary) -> tuple[int | None, bool]:
    """The token after the names that begin at token `first`, and whether they are names of people."""
    at, count, people = first, 0, False
    while count < _AUTHORS:
        end, person = _name(tokens, at, words)
        if end is None:
            break
        at, count, people = end, count + 1, people or person
        if at >= len(tokens) or not _another(tokens, at, words):
            break
        at += 1
    return (at, people) if count else (None, False)


def _name(tokens: Sequence[re.Match[str]], first: int, words: Vocabulary) -> tuple[int | None, bool]:
    """The token after one name: of a person (then True), of an outlet, or ``Our Staff``; else None."""
    end = first
    while end < len(tokens) and _part_of_name(tokens[end][0], words, opens=end == first):
        # "Ada Holm Staff Writer", but "Our Staff".
        if end >= first + 2 and tokens[end][0].casefold() in words.titles:
            break
        end += 1
    while end > first and tokens[end - 1][0].casefold() in words.particles:
        end -= 1
    words_of_name = [token[0] for token in tokens[first:end]]
    spoken = " ".join(words_of_name).casefold()
    if spoken in words.outlets or (
        words_of_name and all(word.casefold() in words.titles for word in words_of_name)
    ):
        return end, False
    capitals = sum(not word[0].islower() for word in words_of_name)
    dated = any(
        word.casefold() in words.months or word.casefold() in words.weekdays for word in words_of_name
    )
    if len(words_of_name) in _NAME_WORDS and capitals > 1 and not dated:
        return end, not words.press.intersection(spoken.split())
    return None, False


def _part_of_name(word: str, words: Vocabulary, *, opens: bool) -> bool:
    if not word[0].isalpha() or word.casefold() in words.joiners:
        return False
    if word[0].islower():
        return not opens and word in words.particles
    # In scripts without capitals every word can be part of a name.
    return True


def _another(tokens: Sequence[re.Match[str]], at: int, words: Vocabulary) -> bool:
    """Whether another name follows: "Ada Holm, Brit Moe and Cai Orr", not "Ada Holm, Political Editor"."""
    mark = tokens[at][0].casefold()
    joiners = words.joiners | {"&"}
    further = joiners.intersection(token[0].casefold() for token in tokens[at + 1 :])
    return (mark in joiners or (mark == "," and bool(further))) and _name(tokens, at + 1, words)[1]


def _tail(tokens: Sequence[re.Match[str]], words: Vocabulary) -> bool:
    """Whether all tokens are titles, places, outlets and times: the line is no sentence."""
    if len(tokens) > _TAIL_TOKENS:
        return False
    return all(_in_tail(token[0], words) for token in tokens)


def _in_tail(word: str, words: Vocabulary) -> bool:
    if not word[0].isalpha():
        return word in _PARTS or word[0].isdigit()
    if not word[0].islower():
        return True
    return word in words.tail or word in words.titles or word in words.times or word in words.outlets


def _titled(line: str, words: Vocabulary) -> Byline | None:
    """A by-line with a job or an outlet, such as ``Ada Holm, Political Editor`` or ``Ada Holm | Reuters``."""
    tokens = list(_TOKEN.finditer(line))
    end, people = _name(tokens, 0, words)
    if end is None or not people or end > _TITLED_WORDS or end >= len(tokens) or line.isupper():
        return None
    if tokens[end][0] not in _SEPARATORS:
        return None
    rest = tokens[end + 1 :]
    spoken = line[tokens[end].end() :].strip(" )").casefold()
    known = spoken in words.outlets or any(token[0].casefold() in words.roles for token in rest)
    if not known or not _tail(rest, words):
        return None
    return Byline(line[: tokens[end - 1].end()], people)
