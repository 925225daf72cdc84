"""Words of texts: borders, hashes and marks."""

from __future__ import annotations

import numpy as np
import pytest
import twins
from hypothesis import given
from hypothesis import strategies as st

from syndetect.kernels.code_points import (
    CLINGS,
    DIGIT,
    IGNORED,
    JOINER,
    SINGLE,
    UPPER,
    WIDENS,
    WORD,
    folded,
    tables,
)
from syndetect.kernels.words import DISGUISED, WordBatch, mix, words

Row = tuple[int, int, int, int, int]


def rows(batch: WordBatch, text: int) -> list[Row]:
    """The words of one text of a batch: begin, end, hash, stem, marks."""
    of_text = slice(batch.firsts[text], batch.firsts[text + 1])
    columns = (batch.begins, batch.ends, batch.hashes, batch.stems, batch.marks)
    return list(zip(*(column[of_text].tolist() for column in columns), strict=True))


def surfaces(text: str) -> list[str]:
    """The words of a text as they are written."""
    return [text[begin:end] for begin, end, *_ in rows(words([text]), 0)]


def same(first: str, second: str) -> bool:
    """Whether two texts have equal words."""
    batch = words([first, second])
    return [row[2:4] for row in rows(batch, 0)] == [row[2:4] for row in rows(batch, 1)]


@given(st.lists(twins.texts, max_size=5))
def test_words_are_those_of_the_slow_twin(texts: list[str]) -> None:
    """Borders and marks are what a walk from character to character finds."""
    batch = words(texts)
    for row, text in enumerate(texts):
        found = [(begin, end, bool(m & DIGIT), bool(m & UPPER)) for begin, end, _, _, m in rows(batch, row)]
        assert found == [(begin, end, digit, upper) for begin, end, _, digit, upper in twins.words(text)]


@given(st.lists(twins.texts, max_size=5))
def test_hashes_are_equal_exactly_when_the_folded_words_are(texts: list[str]) -> None:
    """Hashes group words as their folded letters do, and stems as their first five letters do."""
    batch = words(texts)
    plain = (batch.marks & DISGUISED) == 0
    letters = [batch.spelled(row) for row in range(len(plain))]
    alone = [word[2] for text in texts for word in twins.words(text)]
    assert [word for word, kept in zip(letters, plain, strict=True) if kept] == [
        word for word, kept in zip(alone, plain, strict=True) if kept
    ]
    assert len(set(zip(letters, batch.hashes.tolist(), strict=True))) == len(set(letters))
    assert len(set(batch.hashes.tolist())) == len(set(letters))
    heads = [word[:5] for word in letters]
    assert len(set(zip(heads, batch.stems.tolist(), strict=True))) == len(set(heads))
    assert len(set(batch.stems.tolist())) == len(set(heads))


@given(st.lists(twins.texts, max_size=6))
def test_a_text_has_the_same_words_in_every_batch(texts: list[str]) -> None:
    """Neither borders nor hashes depend on what else is in the batch."""
    batch = words(texts)
    assert len(batch.firsts) == len(texts) + 1
    for row, text in enumerate(texts):
        assert rows(batch, row) == rows(words([text]), 0)


@given(twins.texts)
def test_a_word_alone_has_the_hash_that_it_has_in_its_text(text: str) -> None:
    """The characters between a word's borders hash to the word, but for what only its neighbours betray."""
    for begin, end, key, stem, marks in rows(words([text]), 0):
        if not marks & DISGUISED:
            assert rows(words([text[begin:end]]), 0) == [(0, end - begin, key, stem, marks)]


def test_the_shipped_table_is_the_definition() -> None:
    """Every character with a settled meaning has the kind and the folding that its Unicode data gives it."""
    found = tables()
    for point in range(0x30000):
        character = chr(point)
        if not twins.stable(character):
            continue
        whole = (int(found.folds[point]), *found.rests.get(point, ()))
        assert "".join(map(chr, whole)) == twins.fold(character), hex(point)
        assert folded(character) == ("" if twins.ignored(character) else twins.fold(character)), hex(point)
        assert found.kinds[point] == kind_of(character), hex(point)


def kind_of(character: str) -> int:
    """The flags of a character by its Unicode data."""
    if character in ".,":
        return JOINER
    if twins.ignored(character):
        return IGNORED
    if not twins.lettered(character):
        return 0
    flags = {
        SINGLE: twins.alone(character),
        CLINGS: twins.clinging(character),
        JOINER: twins.leading(character),
        DIGIT: twins.decimal(character),
        UPPER: twins.unicodedata.category(character) in {"Lu", "Lt"},
        WIDENS: len(twins.fold(character)) > 1 or ord(character) < 0x100 <= ord(twins.fold(character)),
    }
    return WORD | sum(flag for flag, holds in flags.items() if holds)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" .,;:!?– \n\t", []),
        ("\u200b\u00ad\ufeff \u2060", []),
        ("\ud800\udfff 😀 👨\u200d👩\u200d👧 ❤\ufe0f", []),
        ("word", ["word"]),
        ("a\ud800b😀c", ["a", "b", "c"]),
        (
            "1.2.3,4 1,000,000 3.5% 1. .5 1,,2 1.a",
            ["1.2.3,4", "1,000,000", "3.5", "1", "5", "1", "2", "1", "a"],
        ),
        ("٣.٥", ["٣.٥"]),
        ("東京 is 首都", ["東", "京", "is", "首", "都"]),
        ("abc東xyz", ["abc", "東", "xyz"]),
        ("เมื่อวันที่ ๓", ["เมื่", "อ", "วั", "น", "ที่", "๓"]),
        ("タワー、時々", ["タ", "ワー", "時", "々"]),
        ("co\u00adoperate", ["co\u00adoperate"]),
        ("don't O’Neill", ["don", "t", "O", "Neill"]),
        ("well-known", ["well", "known"]),
    ],
)
def test_word_borders(text: str, expected: list[str]) -> None:
    """What counts as one word: numbers keep their inner stops, letters of unspaced scripts stand alone."""
    assert surfaces(text) == expected


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Étude", "etude"),
        ("e\u0301tude", "étude"),
        ("co\u00adop\u200berate", "cooperate"),
        ("\ufeffHarbour", "Harbour"),
        ("ＨＡＲＢＯＵＲ", "harbour"),
        ("１２３", "123"),
        ("१२٣", "123"),
        ("İstanbul", "istanbul"),
        ("ŁÓDŹ", "łódź"),
        ("Straße", "STRASSE"),
        ("ﬁnal oﬀer", "final offer"),
        ("œuvre Ærø", "oeuvre aerø"),
        ("KADIN", "kadın"),
        ("مُحَمَّد", "محمد"),
        ("مـــدرسة أحمد", "مدرسة احمد"),
        ("ﷲ ﻻ", "الله لا"),
        ("ｶﾀ", "カタ"),
    ],
)
def test_spellings_of_one_word_are_equal(first: str, second: str) -> None:
    """Case, accents, width, digits of other scripts and invisible characters make no difference."""
    assert same(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [("1.2", "12"), ("1.2", "1,2"), ("ab", "ba"), ("a", "aa"), ("o", "ø"), ("ab", "a b"), ("0", "o")],
)
def test_different_words_differ(first: str, second: str) -> None:
    """Order, length, repetition and the marks inside numbers all count."""
    assert not same(first, second)


def test_no_word_reaches_over_two_texts() -> None:
    """The end of one text and the start of the next make neither one word nor one number."""
    batch = words(["one", "two", "3.", "5", "", "7"])
    assert batch.firsts.tolist() == [0, 1, 2, 3, 4, 4, 5]
    assert [rows(batch, k)[0][:2] for k in (0, 1, 2, 3, 5)] == [(0, 3), (0, 3), (0, 1), (0, 1), (0, 1)]


def test_no_texts_give_no_words() -> None:
    """An empty batch is an empty answer."""
    batch = words([])
    assert len(batch.hashes) == 0
    assert batch.firsts.tolist() == [0]


def test_a_very_long_word_is_one_word() -> None:
    """A word of a hundred thousand letters has the hash that it has behind another text."""
    long = "abcdefghij" * 10_000
    batch = words([long, "x " + long, long + "k"])
    assert batch.firsts.tolist() == [0, 1, 3, 4]
    assert batch.hashes[0] == batch.hashes[2] != batch.hashes[3]
    assert batch.stems[0] == batch.stems[2] == batch.stems[3] == words(["abcde"]).hashes[0]


@given(st.lists(st.integers(0, 2**64 - 1), unique=True, max_size=50))
def test_mixing_loses_nothing(values: list[int]) -> None:
    """Different values stay different."""
    assert len(np.unique(mix(np.array(values, np.uint64)))) == len(values)
