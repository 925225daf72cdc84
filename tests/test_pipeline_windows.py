"""Very long documents, of which only the parts near the other side are aligned."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from syndetect import scan
from syndetect.model import Document, Evidence, Span
from syndetect.pipeline.extracts import ExtractedPair, extract
from syndetect.pipeline.windows import BLOCK, LONG, windows
from syndetect.settings import Settings

LETTERS = ("bdfgklm", "aeiou", "nprstvz", "aeiou", "dklmnr")
GENERATOR = random.Random(0)  # noqa: S311
VOCABULARY = ["".join(map(GENERATOR.choice, LETTERS)) for _ in range(4000)]


def prose(seed: int, words: int) -> list[str]:
    """Sentences of ten invented words each, the same ones for the same seed."""
    chosen = random.Random(seed).choices(VOCABULARY, k=words)  # noqa: S311
    return [
        word.title() if row % 10 == 0 else word + "." * (row % 10 == 9) for row, word in enumerate(chosen)
    ]


def text(words: Sequence[str]) -> str:
    """Words in paragraphs of a hundred."""
    return "\n\n".join(" ".join(words[row : row + 100]) for row in range(0, len(words), 100))


BOOK = prose(1, 60_000)


def test_what_was_taken_is_found_where_it_stands() -> None:
    """Who took 60 words is given a few blocks of the book, these words in them; a stranger none."""
    book, taken = text(BOOK), " ".join(BOOK[30_010:30_070])
    article = " ".join([*prose(2, 200), taken, *prose(3, 200)])
    found, none = windows(book, [article, text(prose(4, 400))], Settings())
    assert none == []
    assert sum(end - begin for begin, end in found) <= 4 * BLOCK
    assert any(BOOK[30_040] + " " + BOOK[30_041] in book[begin:end] for begin, end in found)


def test_a_book_and_who_took_from_it() -> None:
    """A scan finds the pair, its passages hold the same words in the whole texts; shares are of these."""
    book = text(BOOK)
    assert len(book) > LONG
    taken = " ".join(BOOK[41_000:41_090])
    documents = [
        Document("a-book", book),
        Document("cut", text(BOOK[9_000:9_400])),
        Document("taker", " ".join([*prose(5, 150), taken, *prose(6, 150)])),
        Document("stranger", text(prose(7, 400))),
    ]
    report = scan(documents)
    texts = {one.id: one.text for one in documents}
    assert {pair.right: pair.relation for pair in report.pairs} == {"cut": "copy", "taker": "excerpt"}
    for pair in report.pairs:
        assert {pair.left} == {"a-book"}
        assert pair.evidence.coverage_left < 0.01 < pair.evidence.coverage_right
        for passage in pair.passages:
            left = texts[pair.left][passage.left.begin : passage.left.end].split()
            assert left == texts[pair.right][passage.right.begin : passage.right.end].split()
    changes = [member.changes for family in report.families for member in family.members if member.changes]
    assert changes
    assert all(not one.cut for one in changes)


cuts = st.lists(st.integers(0, 80), min_size=2, max_size=10, unique=True).map(sorted)


@given(cuts, st.text("abc \n", min_size=80, max_size=80))
def test_an_extract_knows_where_its_parts_are_from(borders: list[int], whole: str) -> None:
    """A stretch of an extract, put in its place in the whole, is the same text."""
    parts = list(zip(borders[::2], borders[1::2], strict=False))
    made, places = extract(Document("x", whole), parts)
    at = 0
    for begin, end in parts:
        span = Span(at, at + end - begin)
        assert places.whole(span) == Span(begin, end)
        assert made.text[span.begin : span.end] == whole[begin:end]
        at = made.text.find("0", at) + 3
    assert [made.text[mark] for mark in places.marks] == ["0"] * (len(parts) - 1)


@given(st.integers(1, 500), st.integers(1, 500), st.integers(1, 400), st.integers(0, 5000))
def test_evidence_is_of_whole_texts(own: int, other: int, common: int, more: int) -> None:
    """Of two sets, one of which goes on elsewhere, the figures are those of the whole sets."""
    common = min(common, own, other)
    length = other + more
    _, part = extract(Document("x", "x" * length), [(0, other)])
    sides = ExtractedPair((own, other), (None, part))
    found = sides.evidence(
        Evidence(common / (own + other - common), common / own, common / other, coverage_right=1.0)
    )
    assert sides.words == (own, length)
    assert np.isclose(found.resemblance, common / (own + length - common))
    assert np.isclose(found.containment_left, common / own)
    assert np.isclose(found.containment_right, common / length)
    assert np.isclose(found.coverage_right, other / length)


def test_however_many_took_the_same_words_each_of_them_finds_these() -> None:
    """What stands in many articles is found in the book for every one of them."""
    book, taken = text(BOOK), " ".join(BOOK[30_010:30_070])
    articles = [" ".join([*prose(row, 200), taken, *prose(row + 500, 200)]) for row in range(40)]
    for spans in windows(book, articles, Settings()):
        assert any(BOOK[30_040] + " " + BOOK[30_041] in book[begin:end] for begin, end in spans)


def test_a_document_that_repeats_one_paragraph_holds_that_paragraph() -> None:
    """A paragraph said a thousand times is still found, alone and inside an article."""
    paragraph = " ".join(prose(11, 90))
    report = scan(
        [
            Document("again", "\n\n".join([paragraph] * 1000)),
            Document("alone", paragraph),
            Document("inside", f"{text(prose(12, 200))}\n\n{paragraph}\n\n{text(prose(13, 200))}"),
            *[Document(f"stranger {row}", text(prose(row, 400))) for row in range(20, 40)],
        ]
    )
    assert {(pair.left, pair.right): pair.relation for pair in report.pairs} == {
        ("again", "alone"): "copy",
        ("again", "inside"): "excerpt",
        ("alone", "inside"): "copy",
    }
