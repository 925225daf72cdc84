"""Alignment of two documents: what is found, what is not, and what holds of every result."""

from __future__ import annotations

from itertools import combinations, pairwise
from random import Random

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from stories import FURNITURE, SENTENCES, SUBJECTS, article

from syndetect.align import align, alignments, prepare
from syndetect.columns import Alignment, Prepared
from syndetect.model import Document, Passage, Span
from syndetect.normalise import tokenise

VOCABULARY = " ".join(SENTENCES).split()
CHESS_PARAGRAPH = " ".join(SUBJECTS[2][:5])


def prepared(*texts: str) -> Prepared:
    """Texts made ready for alignment."""
    return prepare([tokenise([Document(str(k), text) for k, text in enumerate(texts)])])


def all_aligned(articles: Prepared, *pairs: tuple[int, int]) -> list[Alignment]:
    """Pairs of documents aligned in one go."""
    return alignments(articles, align(articles, np.array(pairs, np.int64).reshape(len(pairs), 2)))


def aligned(left: str, right: str) -> Alignment:
    """Two texts aligned."""
    return all_aligned(prepared(left, right), (0, 1))[0]


def reworded(text: str, every: int) -> str:
    """The text with one word in `every` replaced, always the same ones."""
    words = text.split()
    for place in range(every // 2, len(words), every):
        words[place] = VOCABULARY[(place * 37) % len(VOCABULARY)]
    return " ".join(words)


@st.composite
def documents(draw: st.DrawFn) -> str:
    """An article from any sentences, some of them quoted, changed, or parted by furniture."""
    sentences = draw(st.lists(st.sampled_from(SENTENCES), max_size=10))
    changed = [draw(st.sampled_from((str, _quoted, _third, _tenth)))(sentence) for sentence in sentences]
    paragraphs = article(*changed, per_paragraph=draw(st.integers(1, 4))).split("\n\n")
    for place, line in draw(st.lists(st.tuples(st.integers(0, 9), st.sampled_from(FURNITURE)), max_size=3)):
        paragraphs.insert(place, line)
    return "\n\n".join(paragraphs)


def _quoted(sentence: str) -> str:
    return f"“{sentence}”"


def _third(sentence: str) -> str:
    return reworded(sentence, 3)


def _tenth(sentence: str) -> str:
    return reworded(sentence, 10)


def mirrored(passage: Passage) -> Passage:
    """A passage with its sides swapped."""
    return Passage(passage.right, passage.left, passage.kind, passage.similarity)


@given(documents(), documents())
def test_swapping_the_documents_mirrors_the_result(one: str, two: str) -> None:
    """Passages, boxes, runs and links are the same from both sides."""
    there, back = all_aligned(prepared(one, two), (0, 1), (1, 0))
    assert set(back.passages) == {mirrored(passage) for passage in there.passages}
    assert sorted(back.boxes.tolist()) == sorted(there.boxes[:, [2, 3, 0, 1]].tolist())
    assert sorted(back.runs.tolist()) == sorted(there.runs[:, [1, 0, 2]].tolist())
    assert sorted(back.links.tolist()) == sorted(there.links[:, [1, 0]].tolist())


@given(documents(), documents())
def test_passages_lie_inside_their_texts(one: str, two: str) -> None:
    """Passages are sorted, hold text on both sides and no furniture, and their similarity is a share."""
    found = aligned(one, two).passages
    assert list(found) == sorted(found, key=lambda passage: (passage.left.begin, passage.left.end))
    for passage in found:
        assert 0 <= passage.left.begin < passage.left.end <= len(one)
        assert 0 <= passage.right.begin < passage.right.end <= len(two)
        assert 0 <= passage.similarity <= 1
        for text, span in ((one, passage.left), (two, passage.right)):
            assert not any(line in text[span.begin : span.end] for line in FURNITURE)


def overlaps(one: Span, two: Span) -> bool:
    """Whether two spans share a place."""
    return one.begin < two.end and two.begin < one.end


@given(documents(), documents())
def test_passages_overlap_on_one_side_at_most(one: str, two: str) -> None:
    """No two passages share words on both sides; one sentence may be answered by several."""
    for first, second in combinations(aligned(one, two).passages, 2):
        assert not (overlaps(first.left, second.left) and overlaps(first.right, second.right))


@given(documents(), documents())
def test_runs_are_equal_words(one: str, two: str) -> None:
    """Every run that is reported has the same words on both sides and reaches over no end."""
    articles = prepared(one, two)
    left, right = (tokens.hashes.tolist() for tokens in articles.tokens)
    for begin, other, length in all_aligned(articles, (0, 1))[0].runs.tolist():
        ours = left[begin : begin + length]
        assert len(ours) == length > 0
        assert ours == right[other : other + length]


@given(st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=12, unique=True), st.integers(1, 5))
def test_a_document_equals_itself(sentences: list[str], per_paragraph: int) -> None:
    """A text against itself is one verbatim passage from its first mark to its last."""
    text = article(*sentences, per_paragraph=per_paragraph)
    assert aligned(text, text).passages == (Passage(Span(0, len(text)), Span(0, len(text)), "verbatim", 1.0),)


@pytest.mark.parametrize("where", range(1, 4))
def test_furniture_parts_a_passage_and_changes_nothing_else(where: int) -> None:
    """A text with furniture inside equals itself verbatim up to the furniture and from there on."""
    paragraphs = article(*SUBJECTS[0]).split("\n\n")
    paragraphs.insert(where, "- Advertisement -")
    text = "\n\n".join(paragraphs)
    first, second = aligned(text, text).passages
    assert (first.left, second.left) == (first.right, second.right)
    assert {first.kind, second.kind} == {"verbatim"}
    shown = [text[p.left.begin : p.left.end] for p in (first, second)]
    assert "\n\n- Advertisement -\n\n".join(shown) == text


def test_furniture_on_one_side_only_parts_a_passage_alike() -> None:
    """Where one side has an advertisement, the other is cut at the same word, with few words changed too."""
    paragraphs = article(*SUBJECTS[1]).split("\n\n")
    paragraphs.insert(2, "- Advertisement -")
    whole = article(*SUBJECTS[1])
    passages = aligned("\n\n".join(paragraphs), whole).passages
    assert [passage.kind for passage in passages] == ["verbatim", "verbatim"]
    assert " ".join(whole[p.right.begin : p.right.end] for p in passages).split() == whole.split()


def test_a_few_changed_words_beside_furniture_leave_no_crumbs() -> None:
    """No passage is shown of which nothing is shared."""
    paragraphs = [SUBJECTS[2][5], "- Advertisement -", *SUBJECTS[0][:5]]
    other = [reworded(sentence, 5) for sentence in (SUBJECTS[2][5], *SUBJECTS[0][:5])]
    passages = aligned("\n\n".join(paragraphs), "\n\n".join(other)).passages
    assert passages
    assert all(passage.similarity > 0.2 for passage in passages)


def frame(subject: int, begin: int, end: int) -> tuple[str, str]:
    """What stands before and after something planted."""
    return article(*SUBJECTS[subject][:begin]) + "\n\n", "\n\n" + article(*SUBJECTS[subject][begin:end])


@settings(max_examples=40)
@given(st.integers(1, 6), st.integers(1, 6), st.integers(7, 12), st.integers(7, 12), st.integers(0, 7))
def test_a_planted_paragraph_is_found_to_the_letter(i: int, j: int, k: int, m: int, first: int) -> None:
    """Sixty words or more in two texts on other subjects are one verbatim passage with exact borders."""
    planted = " ".join(SUBJECTS[2][first : first + 5])
    assert len(planted.split()) >= 60
    (before, after), (ahead, behind) = frame(0, i, k), frame(1, j, m)
    # A word that happens to stand beside it on both sides would rightly be part of the passage.
    assume(after.split()[:1] != behind.split()[:1])
    assume(before.split()[-1] != ahead.split()[-1])
    found = aligned(before + planted + after, ahead + planted + behind).passages
    spans = Span(len(before), len(before) + len(planted)), Span(len(ahead), len(ahead) + len(planted))
    assert found == (Passage(*spans, "verbatim", 1.0),)


@pytest.mark.parametrize("mark", ["\u0301", "\u200d\ufe0f", " \u2764\ufe0f"])
def test_no_passage_cuts_a_character(mark: str) -> None:
    """What an accent, a joiner or a variation selector belongs to stands on one side of every border."""
    planted = f"{CHESS_PARAGRAPH}{mark}"
    (before, after), (ahead, behind) = frame(0, 4, 9), frame(1, 4, 9)
    texts = f"{before}{planted}{after.strip()}", f"{ahead}{planted} {behind.strip()}"
    found = aligned(*texts).passages
    assert found
    for passage in found:
        for text, span in zip(texts, (passage.left, passage.right), strict=True):
            assert all(text[border] not in "\u0301\u200d\ufe0f" for border in (span.begin, span.end))


@settings(max_examples=20)
@given(st.integers(1, 6), st.integers(1, 6), st.integers(0, 7))
def test_a_planted_paragraph_with_changed_words_is_found(i: int, j: int, first: int) -> None:
    """With one word in ten replaced it is still found, as edited, with four fifths of its text or more."""
    planted = " ".join(SUBJECTS[2][first : first + 5])
    changed = reworded(planted, 10)
    (before, after), (ahead, behind) = frame(0, i, 12), frame(1, j, 12)
    (found,) = aligned(before + planted + after, ahead + changed + behind).passages
    assert found.kind == "edited"
    for span, begin, text in ((found.left, len(before), planted), (found.right, len(ahead), changed)):
        inside = min(span.end, begin + len(text)) - max(span.begin, begin)
        assert inside >= 0.8 * len(text)
        assert span.end - span.begin <= 1.2 * len(text)


def test_moved_paragraphs_are_passages_of_their_own() -> None:
    """Three paragraphs in another order, with others between, are three passages with exact borders."""
    parts = [" ".join(SUBJECTS[k][:6]) for k in (0, 1, 2)]
    spacers = [" ".join(SUBJECTS[3][k : k + 4]) for k in (0, 4, 8)]
    left = "\n\n".join(parts)
    right = "\n\n".join((spacers[0], parts[2], spacers[1], parts[0], spacers[2], parts[1]))
    found = aligned(left, right).passages
    assert [left[p.left.begin : p.left.end] for p in found] == parts
    assert [right[p.right.begin : p.right.end] for p in found] == parts
    assert {p.kind for p in found} == {"verbatim"}


@pytest.mark.parametrize(("one", "two"), list(combinations(range(4), 2)))
def test_other_subjects_share_nothing(one: int, two: int) -> None:
    """Two texts on different subjects have no passage."""
    assert aligned(article(*SUBJECTS[one]), article(*SUBJECTS[two])).passages == ()


def test_shared_furniture_is_no_passage() -> None:
    """Two sites of one publisher share their furniture, and that is nothing."""
    page = "\n\n".join(FURNITURE * 3)
    found = aligned(f"{article(*SUBJECTS[0])}\n\n{page}", f"{article(*SUBJECTS[1])}\n\n{page}")
    assert found.passages == ()


TINY = (
    "",
    " ",
    "word",
    "- Advertisement -",
    "the of and",
    "word word word",
    "“word”",
    "\u200b",
    CHESS_PARAGRAPH,
)


@pytest.mark.parametrize("one", TINY)
@pytest.mark.parametrize("two", TINY)
def test_nothing_is_too_small(one: str, two: str) -> None:
    """Empty, tiny and furniture-only documents have no passages, unless both are the paragraph."""
    with np.errstate(all="raise"):
        found = aligned(one, two)
    assert len(found.passages) == len(found.boxes) == (one == two == CHESS_PARAGRAPH)


def same(one: Alignment, two: Alignment) -> bool:
    """Whether two results are equal in every figure."""
    columns = zip((one.boxes, one.runs, one.links), (two.boxes, two.runs, two.links), strict=True)
    return one.passages == two.passages and all(np.array_equal(mine, yours) for mine, yours in columns)


@settings(max_examples=20)
@given(st.lists(documents() | st.sampled_from(TINY), min_size=2, max_size=4), st.randoms())
def test_neighbours_in_a_batch_change_nothing(texts: list[str], random: Random) -> None:
    """What is found for a pair is the same alone, in any batch and in any order of pairs and documents."""
    pairs = [(i, j) for i in range(len(texts)) for j in range(len(texts))]
    random.shuffle(pairs)
    for (i, j), found in zip(pairs, all_aligned(prepared(*texts), *pairs), strict=True):
        assert same(found, all_aligned(prepared(texts[j], texts[i]), (1, 0))[0])


def test_batches_are_worked_through_in_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    """More pairs than are held at once are found like few, one after the other."""
    texts = [article(*SUBJECTS[k % 4], *SUBJECTS[k % 3]) for k in range(6)]
    pairs = list(combinations(range(6), 2))
    at_once = all_aligned(prepared(*texts), *pairs)
    monkeypatch.setattr("syndetect.align._SLICE_WORDS", 900)
    for found, expected in zip(all_aligned(prepared(*texts), *pairs), at_once, strict=True):
        assert same(found, expected)
    assert any(found.passages for found in at_once)


def test_no_pairs_have_no_alignments() -> None:
    """Nothing to compare is no error, with articles and without."""
    assert all_aligned(prepared(), *()) == all_aligned(prepared(CHESS_PARAGRAPH), *()) == []


@given(st.lists(documents() | st.sampled_from(TINY), max_size=3))
def test_prepared_columns_fit_each_other(texts: list[str]) -> None:
    """Units tile the words without furniture, every word knows its unit, and no unit is in two documents."""
    articles = prepared(*texts)
    tokens = tokenise([Document(str(k), text) for k, text in enumerate(texts)])
    words = np.array([len(one) for one in tokens], np.int64)
    assert (articles.furniture + np.diff(articles.firsts)).tolist() == words.tolist()
    # What is told twice is left out as well.
    assert all(articles.furniture >= [int(one.furniture.sum()) for one in tokens])
    assert not articles.tokens.furniture.any()
    assert len(articles.units) == len(articles.cuts) == articles.firsts[-1]
    tiles = [*articles.unit_begins.tolist(), len(articles.units)]
    assert [0, *articles.unit_ends.tolist()] == tiles
    for unit, (begin, end) in enumerate(pairwise(tiles)):
        assert set(articles.units[begin:end].tolist()) == {unit}
    for row in range(len(articles)):
        begin, end = articles.firsts[row : row + 2].tolist()
        low, high = articles.unit_firsts[row : row + 2].tolist()
        assert sorted(set(articles.units[begin:end].tolist())) == list(range(low, high))
    assert articles.places.tolist() == np.flatnonzero(articles.tokens.content).tolist()


@given(documents(), documents())
@settings(max_examples=30, deadline=None)
def test_a_document_is_prepared_alike_behind_any_other(before: str, text: str) -> None:
    """Furniture at the end of one document parts no words of the next one."""
    alone, behind = prepared(text), prepared(f"{before}\n\n{FURNITURE[0]}", text)
    assert behind.cuts[behind.firsts[1] :].tolist() == alone.cuts.tolist()
