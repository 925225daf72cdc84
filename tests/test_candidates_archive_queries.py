"""Articles held against an archive one by one: nothing that a scan of all lists and calls derived is lost."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stories import SENTENCES, SUBJECTS, article

from syndetect import Settings, check, scan
from syndetect.candidates.votes import CLASSES, HEADS, together, voted
from syndetect.kernels.join import ROW_BITS, posting_lists
from syndetect.model import Document

FEW = Settings(rare_documents=3, furniture_articles=0)


def corpus(seed: int) -> tuple[list[Document], list[Document]]:
    """An archive and submissions: versions of a few subjects, excerpts of one another, standing sentences."""
    chance = random.Random(seed)  # noqa: S311 (no secret)
    made = []
    for number in range(40):
        subject = list(chance.choice(SUBJECTS))
        other = list(chance.choice(SUBJECTS))
        sentences = subject[: chance.randint(3, len(subject))]
        sentences[1:1] = chance.sample(other, chance.randint(0, 3))
        sentences += chance.sample(SENTENCES, chance.randint(0, 4))
        text = article(*sentences)
        if chance.random() < 0.4:
            text = text.replace(" the ", " that ", chance.randint(1, 8))
        made.append(Document(f"{number:02}", text))
    copies = [replace(chance.choice(made[:28]), id=f"copy {number}") for number in range(3)]
    return made[:28], [*made[28:], *copies]


@pytest.mark.parametrize("seed", range(6))
def test_a_check_loses_no_derived_pair_of_a_scan(seed: int) -> None:
    """Beside an archive alone, a submission has all that a scan of both lists and calls derived."""
    archive, ours = corpus(seed)
    found = {(pair.left, pair.right) for pair in check(ours, against=archive, settings=FEW).pairs}
    for one in ours[::3]:
        pairs = [pair for pair in scan([*archive, one], settings=FEW).pairs if pair.derived]
        listed = {(pair.left, pair.right) for pair in pairs if one.id in (pair.left, pair.right)}
        assert listed <= found
    assert found


@given(st.lists(st.tuples(st.integers(1, 6), st.integers(0, 30)), max_size=90), st.integers(0, CLASSES))
def test_votes_hold_what_a_question_needs(entries: list[tuple[int, int]], rank: int) -> None:
    """Of a rare list everybody, of a popular one the first few, of one that counts for nothing nobody."""
    pairs = sorted(set(entries))
    packed = np.array([feature << ROW_BITS | row for feature, row in pairs], np.uint64)
    ranked = np.arange(31)[::-1]
    votes = together([voted(rank, posting_lists(packed, np.arange(31)), ranked)])
    members: dict[int, list[int]] = {}
    for feature, row in pairs:
        members.setdefault(feature, []).append(row)
    expected = {feature: rows for feature, rows in members.items() if len(rows) > 1}
    assert (votes.features >> np.uint64(ROW_BITS)).tolist() == sorted(expected)
    for at, feature in enumerate(sorted(expected)):
        held = votes.members[votes.starts[at] : votes.starts[at + 1]].tolist()
        whole = sorted(expected[feature], reverse=True)
        assert held == (whole if rank == 0 else whole[:HEADS] if rank < CLASSES else [])
        assert votes.sizes[at] == len(whole)


def test_what_an_article_says_twice_is_as_rare_as_what_it_says_once() -> None:
    """A list is as long as the articles that have the feature are many, however often each has it."""
    chance = random.Random(3)  # noqa: S311 (no secret)

    def sentences(count: int) -> list[str]:
        letters = "abcdefghiklmnoprstuw"
        words = ["".join(chance.choices(letters, k=chance.randint(3, 9))) for _ in range(12 * count)]
        return [" ".join(words[at : at + 12]).capitalize() + "." for at in range(0, len(words), 12)]

    common = sentences(2)
    archive = [Document(f"old {number}", article(*common, *sentences(8), *common)) for number in range(2)]
    ours = Document("new", article(*common, *sentences(6)))
    found = check([ours], against=archive, settings=FEW).pairs
    assert {pair.left for pair in found} | {pair.right for pair in found} == {"new", "old 0", "old 1"}
