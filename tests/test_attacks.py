"""The disguises of the benchmark: seeded, as strong as they claim, harmless to what they leave alone."""

from __future__ import annotations

from random import Random

import pytest
from stories import SUBJECTS, article

from benchmarks.quality import attacks

TEXT = article(*SUBJECTS[0], *SUBJECTS[1])


@pytest.mark.parametrize("name", attacks.ATTACKS)
def test_an_attack_is_the_same_every_time(name: str) -> None:
    """The same text and seed give the same disguise."""
    attack = attacks.ATTACKS[name]
    assert attack(TEXT, Random(1)) == attack(TEXT, Random(1))  # noqa: S311 - no secret


@pytest.mark.parametrize("share", [0.1, 0.2, 0.3])
def test_so_many_words_are_swapped(share: float) -> None:
    """About the share of words asked for is another word afterwards, and none is lost."""
    before, after = TEXT.split(), attacks.synonyms(share, TEXT, Random(2)).split()  # noqa: S311 - no secret
    assert len(after) == pytest.approx(len(before), rel=0.05)
    changed = sum(one != other for one, other in zip(before, after, strict=False))
    if len(after) == len(before):
        assert changed / len(before) == pytest.approx(share, abs=0.08)


def test_shuffling_keeps_every_sentence() -> None:
    """The same words stand in another order."""
    after = attacks.shuffled(TEXT, Random(3))  # noqa: S311 - no secret
    assert sorted(after.split()) == sorted(TEXT.split())
    assert after.split() != TEXT.split()


@pytest.mark.parametrize("name", ["zero-width", "soft-hyphens"])
def test_invisible_marks_can_be_taken_out(name: str) -> None:
    """Without the marks the text is what it was, and with them it is not."""
    after = attacks.ATTACKS[name](TEXT, Random(4))  # noqa: S311 - no secret
    assert after != TEXT
    assert after.replace("\u200b", "").replace("\u00ad", "") == TEXT


@pytest.mark.parametrize(
    ("number", "words"), [(0, "zero"), (13, "thirteen"), (40, "forty"), (99, "ninety-nine")]
)
def test_numbers_in_words(number: int, words: str) -> None:
    """Numbers below a hundred are spelt as people spell them."""
    assert attacks.in_words(number) == words


def test_spelt_out_leaves_larger_numbers_alone() -> None:
    """Parts of larger numbers, amounts and decimals stay figures."""
    assert attacks.spelt_out("In 1987 he had 12 boats and 3.5 tons of 1,200 fish.", Random(5)) == (  # noqa: S311 - no secret
        "In 1987 he had twelve boats and 3.5 tons of 1,200 fish."
    )
