"""Letters of unspaced scripts in their context."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from syndetect.kernels.unspaced import distinctive, in_context
from syndetect.kernels.words import SINGLE, words

mixed = st.text(st.sampled_from("東京都市長会เมก abc12。 "), max_size=30)


def runs(text: str) -> list[list[int]]:
    """The rows of the unbroken runs of letters of a text."""
    batch = words([text])
    found: list[list[int]] = []
    for row in range(len(batch.begins)):
        single = batch.marks[row] & SINGLE
        if not single:
            continue
        if found and found[-1][-1] == row - 1 and batch.ends[row - 1] == batch.begins[row]:
            found[-1].append(row)
        else:
            found.append([row])
    return found


@given(st.lists(mixed, max_size=4))
def test_a_letter_stands_for_itself_and_its_neighbours(texts: list[str]) -> None:
    """Two letters have one hash when they and both neighbours are equal, one stem when the next one is."""
    batch = words(texts)
    wide = in_context(batch)
    contexts, pairs = {}, {}
    for number, text in enumerate(texts):
        first = int(batch.firsts[number])
        for run in runs(text):
            letters = ["", *(batch.spelled(first + row) for row in run), ""]
            for place, row in enumerate(run, 1):
                contexts.setdefault(tuple(letters[place - 1 : place + 2]), set()).add(
                    int(wide.hashes[first + row])
                )
                pairs.setdefault(tuple(letters[place : place + 2]), set()).add(int(wide.stems[first + row]))
    for known in (contexts, pairs):
        assert all(len(keys) == 1 for keys in known.values())
        assert len(set.union(set(), *known.values())) == len(known)


@given(st.lists(mixed, max_size=4))
def test_words_with_spaces_stay_as_they_are(texts: list[str]) -> None:
    """Only letters of unspaced scripts change, and no border does."""
    batch = words(texts)
    wide = in_context(batch)
    plain = (batch.marks & SINGLE) == 0
    assert (wide.hashes[plain] == batch.hashes[plain]).all()
    assert (wide.stems[plain] == batch.stems[plain]).all()
    assert wide.begins is batch.begins
    if plain.all():
        assert wide is batch


def test_hidden_characters_part_no_letters() -> None:
    """What is ignored inside words is ignored between letters; a space is not."""
    plain, hidden, spaced = (
        in_context(words([text])).hashes.tolist() for text in ("東京都", "東\u200b京都", "東 京都")
    )
    assert plain == hidden != spaced


def test_about_half_of_the_pairs_are_telling() -> None:
    """The choice depends on the pair alone and takes one half of many."""
    stems = in_context(words(["".join(map(chr, range(0x4E00, 0x5600)))])).stems
    kept = distinctive(stems)
    assert 0.45 < np.mean(kept) < 0.55
    assert (distinctive(stems[::-1]) == kept[::-1]).all()
