"""Groups of derived pairs: what ties documents together, and what does not."""

from __future__ import annotations

from typing import Any

from syndetect import families
from syndetect.families.joining import grouped, with_lonely
from syndetect.families.seams import DividedGroups
from syndetect.model import Evidence, Pair, Passage, Relation, Span

FERRY = "The ferry Skarholm returned to harbour after engineers discovered leaking hydraulic pipes. " * 4
BUDGET = "Councillors rejected the mayor's proposal because swimming lessons would become expensive. " * 4
ROUND_UP = FERRY + BUDGET


def pair(
    left: str, right: str, spans: tuple[tuple[int, int], tuple[int, int]], relation: Relation = "copy"
) -> Pair:
    """A derived pair with one passage."""
    passage = Passage(Span(*spans[0]), Span(*spans[1]), "verbatim", 1.0)
    return Pair(left, right, relation, 0.9, "undetermined", Evidence(coverage_left=1.0), (passage,))


def test_a_round_up_ties_no_two_stories() -> None:
    """A text that holds two stories whole goes with one of them, and the pair to the other is told as cut."""
    half, whole = len(FERRY), len(ROUND_UP)
    texts = {"a": FERRY, "b": FERRY, "c": BUDGET, "d": BUDGET, "round-up": ROUND_UP}
    pairs = [
        pair("a", "b", ((0, half), (0, half))),
        pair("c", "d", ((0, len(BUDGET)), (0, len(BUDGET)))),
        pair("a", "round-up", ((0, half), (0, half))),
        pair("c", "round-up", ((0, len(BUDGET)), (half, whole))),
    ]
    found = grouped(pairs, texts)
    assert sorted(map(len, found.members)) == [2, 3]
    assert not any({"a", "c"} <= set(group) for group in found.members)
    (bridge,) = found.bridges
    assert "round-up" in (bridge.left, bridge.right)


def test_two_cuts_of_one_article_stay_together() -> None:
    """A first and a second half share no sentence, but they are of one matter, and both are the article's."""
    half, whole = len(FERRY), 2 * len(FERRY)
    texts = {"first": FERRY, "second": FERRY.upper(), "whole": FERRY * 2}
    found = grouped(
        [
            pair("first", "whole", ((0, half), (0, half))),
            pair("second", "whole", ((0, half), (half, whole))),
        ],
        texts,
    )
    assert found.members == (("first", "second", "whole"),)
    assert found.bridges == ()


def test_an_excerpt_joins_a_loose_article_and_never_two_families() -> None:
    """A round-up with an excerpt of each of two stories goes with one of them and leaves the other alone."""
    span = ((0, 10), (0, 10))
    texts = dict.fromkeys(("a", "b", "c", "d", "round-up"), FERRY)
    pairs = [
        pair("a", "b", span),
        pair("c", "d", span),
        pair("a", "round-up", span, "excerpt"),
        pair("c", "round-up", span, "excerpt"),
    ]
    found = grouped(pairs, texts)
    assert sorted(map(len, found.members)) == [2, 3]
    assert not any({"a", "c"} <= set(group) for group in found.members)
    assert len(found.bridges) == 1


def test_forty_prints_are_one_group() -> None:
    """However many print a text, and whatever pairs were looked at, they stay together."""
    names = [f"p{number:02}" for number in range(40)]
    texts = dict.fromkeys(names, FERRY)
    star = [pair(names[0], name, ((0, 90), (0, 90))) for name in names[1:]]
    assert grouped(star, texts).members == (tuple(names),)


def test_the_order_of_pairs_changes_nothing() -> None:
    """Groups and bridges are the same whatever comes first."""
    span = ((0, 10), (0, 10))
    pairs = [
        pair("a", "b", span),
        pair("b", "c", span),
        pair("d", "e", span),
        pair("c", "d", span, "excerpt"),
    ]
    texts = dict.fromkeys("abcde", FERRY)
    assert grouped(pairs, texts) == grouped(pairs[::-1], texts)


def test_excerpts_of_two_stories_tie_neither_to_the_other() -> None:
    """A text made of a part of each goes with one; a text with much of its own ties those who quote it."""
    half, whole = len(FERRY), len(ROUND_UP)
    first = "Nothing else happened aboard, whatever passengers believed that evening. " * 10
    second = "Libraries remain closed, lamps unlit, benches unpainted until further notice. " * 10
    texts = {"a": FERRY + first, "c": BUDGET + second, "round-up": ROUND_UP}
    texts["long"] = ROUND_UP + "Readers wrote letters about gardens, dogs, neighbours, fences. " * 20
    parts: tuple[tuple[tuple[int, int], tuple[int, int]], ...]
    parts = (((0, half), (0, half)), ((0, len(BUDGET)), (half, whole)))
    for middle, sizes in (("round-up", [2]), ("long", [3])):
        pairs = [pair(id, middle, spans, "excerpt") for id, spans in zip("ac", parts, strict=True)]
        found = grouped(pairs, texts)
        assert [len(group) for group in found.members] == sizes
        assert len(found.bridges) == 3 - sizes[0]


def test_two_that_are_left_alone_are_a_pair_still() -> None:
    """Who was cut from a family, each by another seam, is a family with whom he is derived from."""
    span = ((0, 10), (0, 10))
    ends = [("a", "b"), ("b", "c"), ("b", "d"), ("c", "d")]
    derived = {(left, right): pair(left, right, span) for left, right in ends}

    def cut_apart(*_: object) -> Any:
        return iter([([DividedGroups((("a", "b"), ("c",), ("d",)), {})], [])])

    groups, _ = families._parted([tuple("abcd")], derived, None, lambda *_, **__: iter(()), cut_apart, [])
    assert groups == [("a", "b"), ("c", "d")]
    assert with_lonely([("a", "b")], list(derived.values())[:3]) == [("a", "b")]
