"""Fingerprints of texts, and which of their words count as common."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndetect.columns import WordCounts
from syndetect.fingerprint import LONG_TEXT, SeenTexts, common, common_with, fingerprint, merged
from syndetect.settings import Settings

NOTE = "Heavy showers reach the northern valleys before noon and leave the harbour dry until the evening"


@pytest.mark.parametrize("times", [LONG_TEXT, 2 * LONG_TEXT])
def test_a_long_text_that_repeats_itself_makes_no_word_common(times: int) -> None:
    """Its words count as if each run of them were said once, however often that is."""
    found = fingerprint([" ".join([NOTE] * times)], np.zeros(1, np.uint64), 0, Settings(), SeenTexts())
    words = len(NOTE.split())
    assert words <= found.vocabulary.total <= words + Settings().shingle_words
    assert found.vocabulary.counts.max() <= 4


def test_words_of_other_texts_count_as_often_as_they_stand_there() -> None:
    """A short text counts whole, also beside a long one in the same batch."""
    texts = [NOTE, " ".join([NOTE] * LONG_TEXT), f"{NOTE} {NOTE} {NOTE}"]
    some, one = (
        fingerprint(given, np.zeros(len(given), np.uint64), 0, Settings(), SeenTexts()).vocabulary.total
        for given in (texts, texts[1:2])
    )
    assert some == one + 4 * len(NOTE.split())


COUNTS = st.dictionaries(st.integers(1, 30), st.integers(1, 40), max_size=20)


@given(COUNTS, COUNTS, st.integers(0, 4_000_000))
def test_what_is_common_in_two_is_that_of_both_counted_together(
    known: dict[int, int], own: dict[int, int], rest: int
) -> None:
    """Whichever words are too rare in the one, in the other, or in both."""
    one, other = (
        WordCounts(
            np.array(sorted(words), np.uint64),
            np.array([words[word] for word in sorted(words)], np.int64),
            sum(words.values()) + more,
        )
        for words, more in ((known, rest), (own, 0))
    )
    found, expected = common_with(one, other), common(merged([one, other]))
    assert found.hashes.tolist() == expected.hashes.tolist()
    assert found.counts.tolist() == expected.counts.tolist()
    assert found.total == expected.total
