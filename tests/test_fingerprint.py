"""Fingerprints of texts, and which of their words count as common."""

from __future__ import annotations

import numpy as np
import pytest

from syndetect.fingerprint import LONG_TEXT, SeenTexts, fingerprint
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
