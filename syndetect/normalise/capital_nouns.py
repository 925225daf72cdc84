"""Nouns that bear a capital because their language gives one to all nouns: in German they are no names.

A word is a noun where the language's list has it and that of English has not, or has it far less often: names
go from one language into the other, nouns seldom do. What the lists leave open is a noun where the text
itself has it behind an article, with or without an adjective between them; what they do not have at all only
if it is made of two words, as compounds are.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

import numpy as np

from syndetect.kernels.words import I64, U64, UPPER, Bools, WordBatch, words
from syndetect.text import lexicon


@lru_cache(maxsize=1)
def _saved() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """By language that writes all nouns with a capital: articles, and endings of its nouns and cases."""
    read = json.loads(files("syndetect").joinpath("data/capital_nouns.json").read_text("utf-8"))["languages"]
    return {code: {name: tuple(text.split()) for name, text in lists.items()} for code, lists in read.items()}


@lru_cache(maxsize=1)
def languages_with_capital_nouns() -> frozenset[str]:
    """Languages that write all nouns with a capital, and have a list of words."""
    return frozenset(_saved())


_OTHER = "en"
_TIMES = 100.0
"""Times as common as in English from which a listed word is none that both languages have, as names are."""

_NAME, _NOUN, _OPEN = 0, 1, 2

_TIMES_A_PART = 0.5
_LEAST_SHARE = 1.5e-6
"""The same of a part of a compound, which has to be known for certain: many names are made of rare words."""

_FIRST_PART, _LAST_PART = 4, 3
"""Letters of the parts of a compound, of which the last one says what it is."""


def capital_nouns(batch: WordBatch, languages: Sequence[str], content: Bools) -> Bools:
    """Which words have a capital for being nouns: bool (words,); of other languages' texts none.

    `languages` has one a text; `content`: bool (words,), words that carry content.
    """
    nouns = np.zeros(len(content), np.bool_)
    for text, language in enumerate(languages):
        if language in languages_with_capital_nouns():
            some = slice(int(batch.firsts[text]), int(batch.firsts[text + 1]))
            nouns[some] = _of_text(batch, some, content[some], language)
    return nouns


def _of_text(batch: WordBatch, some: slice, content: Bools, language: str) -> Bools:
    hashes = batch.hashes[some]
    capital = (batch.marks[some] & np.uint8(UPPER)) != 0
    rows = np.flatnonzero(capital & content)
    nouns: Bools = np.zeros(len(hashes), np.bool_)
    distinct, firsts, of = np.unique(hashes[rows], return_index=True, return_inverse=True)
    kinds = _kinds(distinct, rows[firsts] + some.start, batch, language)
    behind = np.zeros(len(distinct), np.bool_)
    behind[of[_behind_articles(hashes, capital, content, language)[rows]]] = True
    chosen = (kinds == _NOUN) | ((kinds == _OPEN) & behind)
    nouns[rows] = chosen[of]
    return nouns


def _behind_articles(hashes: U64, capital: Bools, content: Bools, language: str) -> Bools:
    """Words right behind an article, or behind one small word that carries content and is behind one."""
    articles = np.isin(hashes, _articles(language))
    behind = np.zeros(len(hashes), np.bool_)
    behind[1:] = articles[:-1]
    adjective = behind & content & ~capital
    behind[1:] |= adjective[:-1]
    return behind


@lru_cache(maxsize=4)
def _articles(language: str) -> U64:
    return np.unique(words([" ".join(_saved()[language]["articles"])]).hashes)


@lru_cache(maxsize=4)
def _known(language: str) -> dict[int, int]:  # noqa: ARG001 - one memo a language
    """A pure memo of word hash to kind."""
    return {}


def _kinds(distinct: U64, rows: I64, batch: WordBatch, language: str) -> I64:
    """_NOUN, _NAME for what is in no list, _OPEN where the lists leave it open: int64 (words,)."""
    known = _known(language)
    keys = distinct.tolist()
    for key, row in zip(keys, rows.tolist(), strict=True):
        if key not in known:
            known[key] = _kind(batch.spelled(row), language)
    return np.array([known[key] for key in keys], np.int64)


def _kind(word: str, language: str) -> int:
    if _is_noun(word, language):
        return _NOUN
    if (
        _is_listed(word, language)
        or lexicon.share(word, _OTHER)
        or word.endswith(_saved()[language]["endings"])
    ):
        return _OPEN
    # Mountains and rivers have an article, too, and are seldom made of a word and a noun.
    return _OPEN if any(_is_compound(word, at, language) for at in _cuts(word)) else _NAME


def _is_listed(word: str, language: str) -> bool:
    """Whether the language's list has a word, or one that it may be a form of."""
    endings = _saved()[language]["inflected"]
    forms = (word, *(word.removesuffix(ending) for ending in endings if word.endswith(ending)))
    return any(len(form) >= _FIRST_PART and lexicon.share(form, language) for form in forms)


def _cuts(word: str) -> range:
    return range(_FIRST_PART, len(word) - _LAST_PART + 1)


def _is_compound(word: str, at: int, language: str) -> bool:
    """Whether a word falls into one that is known, or is made of two, and a known one."""
    head, tail = word[:at], word[at:]
    if not _is_part(tail, language):
        return False
    heads = (head, head[:-1]) if head[-1] == "s" and at > _FIRST_PART else (head,)
    return any(
        _is_part(one, language)
        or any(_is_part(one[:cut], language) and _is_part(one[cut:], language) for cut in _cuts(one))
        for one in heads
    )


def _is_part(word: str, language: str) -> bool:
    here = lexicon.share(word, language)
    return here > max(_LEAST_SHARE, _TIMES_A_PART * lexicon.share(word, _OTHER))


def _is_noun(word: str, language: str) -> bool:
    return lexicon.share(word, language) > _TIMES * lexicon.share(word, _OTHER)
