"""Fingerprints to candidate pairs."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import twins
from hypothesis import given
from hypothesis import strategies as st

from syndetect.candidates.bands import Scored, band_probability, bands_and_rows
from syndetect.candidates.groups import equal_texts, hubs, without_repeats
from syndetect.model import Document
from syndetect.pipeline import candidate_pairs
from syndetect.settings import GROUP_PAIRS, Settings

Pairs = set[tuple[str, str]]

LETTERS = ("bdfgklm", "aeiou", "nprstvz", "aeiou", "dklmnr")


def prose(seed: int, words: int) -> list[str]:
    """Invented words, the same ones for the same seed."""
    generator = random.Random(seed)  # noqa: S311
    return ["".join(map(generator.choice, LETTERS)) for _ in range(words)]


def found(
    texts: Sequence[Sequence[str]],
    settings: Settings | None = None,
    memory: int = 1 << 20,
    **more: Sequence[str | None],
) -> Pairs:
    """The candidate pairs of texts, which are called 000, 001 and so on."""
    documents = [
        Document(f"{row:03}", " ".join(words), **{name: values[row] for name, values in more.items()})
        for row, words in enumerate(texts)
    ]
    ids, places = candidate_pairs(documents, settings or Settings(), memory)
    return {(ids[left], ids[right]) for left, right in places.tolist()}


def test_equal_texts_near_copies_and_excerpts_are_candidates() -> None:
    """Each view does its part: equal words, one word in twelve changed, forty words taken; no stranger."""
    source = prose(1, 400)
    edited = [word if row % 12 else "zzyx" + str(row) for row, word in enumerate(source)]
    excerpt = [*prose(2, 1400), *source[100:140], *prose(3, 1400)]
    assert found([source, source, edited, excerpt, prose(4, 400)]) == {
        ("000", "001"),
        ("000", "002"),
        ("000", "003"),
        ("001", "002"),
        ("001", "003"),
        ("002", "003"),
    }


@pytest.mark.parametrize("memory", [0, 1 << 16, 1 << 30])
def test_memory_is_no_input(memory: int) -> None:
    """What goes to files changes nothing in what is found."""
    texts = [prose(seed // 2, 200 + 30 * (seed % 2)) for seed in range(60)]
    assert found(texts, memory=memory) == {(f"{row:03}", f"{row + 1:03}") for row in range(0, 60, 2)}


def test_many_equal_texts_give_a_star() -> None:
    """Hundreds of prints of one text are each paired with the first, and nothing is compared twice."""
    pairs = found([prose(1, 60)] * 300)
    assert pairs == {("000", f"{row:03}") for row in range(1, 300)}


def test_many_near_copies_stay_together_at_linear_cost() -> None:
    """Two hundred lightly edited versions of one text are one piece with few pairs."""
    source = prose(1, 300)
    texts = []
    for row in range(200):
        version = list(source)
        version[row] = f"version{row}"
        texts.append(version)
    pairs = found(texts)
    assert len(pairs) < 3 * len(texts)
    numbered = {(int(left), int(right)) for left, right in pairs}
    assert len(twins.components(200, lambda a, b: (min(a, b), max(a, b)) in numbered)) == 1


def test_an_outsider_meets_a_group_once_in_each_view() -> None:
    """Of its whole-text pairs with near-copies of one hub the strongest stays, and all that wording found."""
    members = [(0, place, 0.9) for place in range(1, 13)]
    outsider = [(3, 20, 0.5), (4, 20, 0.6), (5, 20, 0.55)]
    near = scored([*members, *outsider])
    thinned = without_repeats(scored([*members, *outsider, (6, 20, 0.3)]), near, hubs(near, 21))
    kept = set(zip(thinned.left.tolist(), thinned.right.tolist(), strict=True))
    assert kept == {*((0, place) for place in range(1, 13)), (4, 20), (6, 20)}


def scored(pairs: Sequence[tuple[int, int, float]]) -> Scored:
    """Pairs of places with their scores."""
    left, right, score = zip(*pairs, strict=True)
    return Scored(np.array(left), np.array(right), np.array(score))


def test_a_version_with_more_to_it_keeps_its_own_pairs() -> None:
    """Of many near-copies the one that also took from elsewhere is compared with where it took from."""
    source, other = prose(1, 400), prose(2, 400)
    texts = []
    for row in range(30):
        version = list(source)
        version[row] = f"version{row}"
        texts.append(version)
    texts[7] = [*texts[7], *other[:50]]
    assert ("007", "030") in found([*texts, other])


def reworded(words: list[str], every: int, seed: int) -> list[str]:
    """The words, about one in `every` replaced by one that nobody has."""
    generator = random.Random(seed)  # noqa: S311
    return [f"{word}{seed}" if generator.random() < 1 / every else word for word in words]


@pytest.mark.parametrize("prints", [9, 14, 60])
@pytest.mark.parametrize("edited", [False, True])
def test_prints_of_a_text_hide_nothing_that_was_made_from_it(prints: int, edited: bool) -> None:  # noqa: FBT001
    """An excerpt, a rewording, and the source of what one print added are found beside many prints."""
    source, other = prose(1, 300), prose(2, 300)
    texts = [reworded(source, 30, k) if edited else [*source, *prose(500 + k, 8)] for k in range(prints)]
    texts[prints // 2] += other[100:150]
    made = [[*prose(3, 400), *source[100:130]], reworded(source, 3, 999), other]
    pairs = found([source, *texts, *made])
    for row, near in (
        (prints + 1, range(prints + 1)),
        (prints + 2, range(prints + 1)),
        (prints + 3, [prints // 2 + 1]),
    ):
        assert any((f"{one:03}", f"{row:03}") in pairs for one in near)


@pytest.mark.parametrize("prints", [11, 14, 40])
@pytest.mark.parametrize("own", [200, 240, 300])
def test_a_text_that_has_all_of_a_wire_and_much_more_meets_a_print(prints: int, own: int) -> None:
    """Who sets a whole wire between a text of its own is compared with one of many prints at least."""
    wire = prose(1, 240)
    printed = [[*wire[: 240 - 20 * (k % 3 == 2)], *prose(500 + k, 7)] for k in range(prints)]
    more = prose(3, own)
    mixed = [word for at in range(0, 240, 40) for word in (*wire[at : at + 40], *more[at : at + 40])]
    pairs = found([[*mixed, *more[240:]], more, *printed])
    assert any(("000", f"{row:03}") in pairs for row in range(2, prints + 2))


@pytest.mark.parametrize("count", [10, 30, 120])
@pytest.mark.parametrize("every", [10, 4, 3])
def test_every_rewording_of_a_text_meets_it(count: int, every: int) -> None:
    """Popularity blinds nobody: each of many rewordings is a candidate with the source, at linear cost."""
    source = prose(1, 300)
    texts = [source, *([*reworded(source, every, k), *prose(500 + k, 60)] for k in range(count))]
    pairs = found(texts)
    assert {("000", f"{row:03}") for row in range(1, count + 1)} <= pairs
    assert len(pairs) <= 11 * count


def test_a_crowd_with_one_footer_is_compared_with_one_and_hides_nothing() -> None:
    """Articles that share a long footer give a pair each, and the two that share more still meet."""
    footer = prose(1, 150)
    texts = [[*prose(100 + k, 250), *footer] for k in range(120)]
    texts[77] = [*texts[33][:100], *texts[77][100:]]
    pairs = found(texts)
    assert ("033", "077") in pairs
    assert len(pairs) <= 2 * len(texts)


def test_popular_wording_is_found_the_same_in_any_memory_and_order() -> None:
    """Who stands for a popular text follows from the articles, not from when or where they are held."""
    source = prose(1, 200)
    texts = [source, *(reworded(source, 4, k) for k in range(40)), *(prose(100 + k, 200) for k in range(20))]
    documents = [Document(f"{row:03}", " ".join(words)) for row, words in enumerate(texts)]
    straight = candidate_pairs(documents, Settings())[1].tolist()
    assert candidate_pairs(documents[::-1], Settings(), 0)[1].tolist() == straight


@pytest.mark.parametrize("rule", [{"outlets": "across"}, {"within_hours": 48.0}])
def test_where_the_rules_forbid_who_stands_for_many_another_does(rule: dict[str, Any]) -> None:
    """An excerpt of a popular text meets a print that it may be compared with, if the nearest is not one."""
    source = prose(1, 300)
    texts = [[*source, *prose(500 + k, 8)] for k in range(30)]
    texts.append([*prose(3, 200), *source[100:160]])
    outlets = ["Ledger"] * 29 + ["Courier", "Ledger"]
    dates = ["2026-03-01"] * 29 + ["2026-03-20", "2026-03-20"]
    pairs = found(texts, Settings(**rule), outlet=outlets, published=dates)
    assert [pair for pair in pairs if "030" in pair] == [("029", "030")]


def test_a_date_window_leaves_out_what_is_further_apart() -> None:
    """Copies within the window are candidates, those outside are not, those without a date always."""
    text = prose(1, 100)
    dates = ["2026-03-01T08:00:00Z", "2026-03-01T23:30:00+01:00", "2026-03-09", None]
    pairs = found([text] * 4, Settings(within_hours=24.0), published=dates)
    assert pairs == {("000", "001"), ("000", "003"), ("001", "003"), ("002", "003")}


def test_outlets_across_leaves_out_an_outlets_own_versions() -> None:
    """Only pairs of different outlets are candidates, and those of articles that name none."""
    text = prose(1, 100)
    pairs = found([text] * 4, Settings(outlets="across"), outlet=["Ledger", "Ledger", "Courier", None])
    assert ("000", "001") not in pairs
    assert len(pairs) == 5


def test_the_strongest_candidates_of_a_document_are_kept() -> None:
    """With one candidate allowed for each document, the nearer text wins."""
    source = prose(1, 300)
    near, far = list(source), [*source[:100], *prose(2, 200)]
    near[5] = "changed"
    pairs = found([source, near, far], Settings(max_candidates=1))
    assert ("000", "001") in pairs
    assert len(pairs) == 2


@pytest.mark.parametrize("scheme", ["one-permutation", "affine32"])
def test_both_schemes_find_near_copies(scheme: str) -> None:
    """With nothing but the whole-text view, copies are found by either scheme."""
    texts = [prose(seed // 2, 200) for seed in range(20)]
    settings = replace(Settings(), scheme=scheme, rare_shared=1000, rare_strength=100.0)
    texts[1::2] = [[*words[:190], *prose(99 + row, 10)] for row, words in enumerate(texts[1::2])]
    assert found(texts, settings) == {(f"{row:03}", f"{row + 1:03}") for row in range(0, 20, 2)}


@given(st.integers(16, 300), st.floats(0.05, 0.95), st.floats(0.5, 0.999))
def test_bands_reach_the_recall_asked_for(num_perm: int, threshold: float, recall: float) -> None:
    """The bands fit the signature, and find a pair at the threshold as often as asked, where that can be."""
    bands, rows = bands_and_rows(num_perm, threshold, recall)
    assert bands * rows <= num_perm
    assert rows == 1 or band_probability(threshold, bands, rows) >= recall


@given(st.lists(st.integers(0, 3) | st.just(9), max_size=60))
def test_equal_texts_hang_together(digests: list[int]) -> None:
    """Small groups give all their pairs, large ones a star; all are equal, and each group is one piece."""
    first_of, pairs = equal_texts(np.array(digests, np.uint64))
    assert first_of.tolist() == [digests.index(digest) for digest in digests]
    listed = {tuple(pair) for pair in pairs.tolist()}
    assert len(listed) == len(pairs)
    for digest in set(digests):
        group = [row for row, value in enumerate(digests) if value == digest]
        inside = {(a, b) for a, b in listed if a in group and b in group}
        small = len(group) * (len(group) - 1) // 2
        assert len(inside) == (small if len(group) <= GROUP_PAIRS else len(group) - 1)
        assert all(a < b for a, b in inside)
    assert all(digests[a] == digests[b] for a, b in listed)


@st.composite
def graphs(draw: st.DrawFn) -> tuple[int, list[tuple[int, int]], list[float]]:
    """A few dense heaps of near-copies with pairs between them."""
    size = draw(st.integers(2, 60))
    heap = draw(st.integers(1, 25))
    chosen = draw(st.sets(st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)), max_size=40))
    pairs = {(a, b) for a in range(size) for b in range(a + 1, size) if a // heap == b // heap}
    pairs |= {(min(pair), max(pair)) for pair in chosen if len(set(pair)) == 2}
    ordered = sorted(pairs)
    scores = [0.9 if a // heap == b // heap else draw(st.sampled_from([0.3, 0.9])) for a, b in ordered]
    return size, ordered, scores


@given(graphs())
def test_hubs_keep_everything_together(graph: tuple[int, list[tuple[int, int]], list[float]]) -> None:
    """However pairs are thinned out, what hung together still does, and nothing is added."""
    size, pairs, scores = graph
    columns = np.array(pairs, np.int64).reshape(len(pairs), 2)
    all_pairs = Scored(columns[:, 0], columns[:, 1], np.array(scores))
    thinned = without_repeats(all_pairs, all_pairs, hubs(all_pairs, size))
    kept = set(zip(thinned.left.tolist(), thinned.right.tolist(), strict=True))
    assert kept <= set(pairs)
    before = twins.components(size, lambda a, b: (min(a, b), max(a, b)) in set(pairs))
    assert set(before) == set(twins.components(size, lambda a, b: (min(a, b), max(a, b)) in kept))
