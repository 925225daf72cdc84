"""How surprising pairs of letters are in languages without spaces."""

from __future__ import annotations

import numpy as np

from syndetect.kernels.unspaced import in_context
from syndetect.kernels.words import words
from syndetect.text.letter_pairs import letter_bits
from syndetect.text.lexicon import CONTENT_BITS


def bits(text: str, language: str) -> list[float]:
    """The bits of each letter with the next one."""
    found: list[float] = letter_bits(in_context(words([text])).stems, language).tolist()
    return found


def test_rarer_words_weigh_more() -> None:
    """A common word is no content, a rarer one is."""
    common, rare = bits("我们", "zh")[0], bits("彗星", "zh")[0]
    assert common < CONTENT_BITS < rare


def test_pairs_across_two_words_count_for_nothing() -> None:
    """Of four letters that make two known words, only the pairs inside the words are content."""
    inside, across, last, _ = bits("彗星蘑菇", "zh")
    assert min(inside, last) > CONTENT_BITS > across


def test_names_from_abroad_are_content() -> None:
    """Runs of pairs that no word has are names."""
    assert min(bits("薇拉奎斯特", "zh")[:2]) > CONTENT_BITS


def test_without_a_list_of_words_half_of_the_pairs_count() -> None:
    """In Thai about every other pair is content, the same one in every text."""
    text = "สะพานลอร์นในเมืองเคลมาร์ถูกปิดการจราจรหลังจากเจ้าหน้าที่ตรวจสอบพบรอยร้าวลึกในเสาสองต้น"
    found = np.array(bits(text, "th"))
    assert 0.25 < np.mean(found >= CONTENT_BITS) < 0.75
    assert bits(text[:40], "th")[:10] == found[:10].tolist()
