"""What is measured on a pair: bounds, symmetry, and documents with nothing to measure."""

from __future__ import annotations

from dataclasses import asdict, fields

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stories import FURNITURE, SUBJECTS, article
from test_align import TINY, documents, prepared, reworded

from syndetect.align import align
from syndetect.classify.evidence import measure
from syndetect.classify.subject import OPENING_WORDS
from syndetect.columns import Prepared
from syndetect.model import Evidence

COUNTS = {item.name for item in fields(Evidence) if item.type == "int"} | {"bits"}
STORY = article(*SUBJECTS[0])


def all_measured(articles: Prepared, *pairs: tuple[int, int]) -> list[dict[str, float]]:
    """The evidence of pairs by name."""
    rows = np.array(pairs, np.int64).reshape(len(pairs), 2)
    return [asdict(found) for found in measure(articles, align(articles, rows))]


def evidence(left: str, right: str) -> dict[str, float]:
    """The evidence of two texts by name."""
    return all_measured(prepared(left, right), (0, 1))[0]


def length(text: str) -> int:
    """Words of a text, furniture left out."""
    return int(prepared(text).firsts[-1])


def swapped(found: dict[str, float]) -> dict[str, float]:
    """Evidence with the names of its sides exchanged."""
    other = {"left": "right", "right": "left"}
    return {
        "_".join(other.get(part, part) for part in name.split("_")): value for name, value in found.items()
    }


@given(documents(), documents())
def test_shares_are_shares(one: str, two: str) -> None:
    """Shares are 0 to 1, counts are not negative, and nothing is undefined."""
    for name, value in evidence(one, two).items():
        assert np.isfinite(value), name
        assert value >= 0, name
        assert name in COUNTS or value <= 1, name


@given(documents(), documents())
def test_the_wording_of_the_passages_adds_up(one: str, two: str) -> None:
    """Verbatim, edited and reworded words are all words of the passages, each counted once."""
    found = evidence(one, two)
    assert found["verbatim"] + found["edited"] + found["reworded"] == pytest.approx(min(1, found["passages"]))
    assert found["quoted"] == 0 or found["passages"]


@given(documents(), documents())
def test_each_side_keeps_its_figures(one: str, two: str) -> None:
    """What is told of a side, and what is told of both, is the same whichever side comes first."""
    there, back = all_measured(prepared(one, two), (0, 1), (1, 0))
    back = swapped(back)
    for name in there:
        if name.endswith(("_left", "_right")) or name in {"resemblance", "longest_run", "passages", "topic"}:
            assert there[name] == pytest.approx(back[name]), name


@given(documents())
def test_figures_agree_with_each_other(text: str) -> None:
    """No told run is longer than the longest run, and a copy is held and covered from end to end."""
    found = evidence(text, STORY)
    assert found["longest_told_run"] <= found["longest_run"]
    assert found["resemblance"] <= min(found["containment_left"], found["containment_right"]) + 1e-9


def test_a_copy_is_all_there() -> None:
    """Of a text against itself everything is shared, verbatim, in order."""
    found = evidence(STORY, STORY)
    words = length(STORY)
    for name in ("resemblance", "containment_left", "containment_right", "coverage_left", "coverage_right"):
        assert found[name] == 1.0, name
    for name in ("verbatim", "order", "narrative_left", "trigrams_left", "topic"):
        assert found[name] == pytest.approx(1.0), name
    assert found["longest_run"] == found["longest_told_run"] == found["matched_words"] == words
    assert (found["edited"], found["reworded"], found["quoted"], found["passages"]) == (0, 0, 0, 1)
    assert found["steps"] == len(SUBJECTS[0])
    assert found["bits"] > 100


def test_an_excerpt_is_held_by_one_side() -> None:
    """A paragraph taken out of a text is wholly contained in it, not the other way round."""
    found = evidence(" ".join(SUBJECTS[0][:5]), STORY)
    assert found["containment_left"] == found["coverage_left"] == 1.0
    assert found["containment_right"] < 0.6
    assert found["coverage_right"] == pytest.approx(found["matched_words"] / length(STORY))


def test_furniture_is_in_no_share() -> None:
    """Furniture on both sides is counted as such and changes no other figure of two texts."""
    page = "\n\n".join(FURNITURE)
    plain = evidence(STORY, article(*SUBJECTS[1]))
    framed = evidence(f"{STORY}\n\n{page}", f"{article(*SUBJECTS[1])}\n\n{page}")
    words = sum(len(line.replace("-", " ").split()) for line in FURNITURE)
    assert framed == plain | {"boilerplate_left": words, "boilerplate_right": words}


def test_quotations_are_told_apart() -> None:
    """Two texts that share a quotation only have quoted words and no told run."""
    quotation = f"“{' '.join(SUBJECTS[2][:4])}”"
    left = f"{article(*SUBJECTS[0][:4])}\n\n{quotation}\n\n{article(*SUBJECTS[0][4:])}"
    right = f"{article(*SUBJECTS[1][:4])}\n\n{quotation}\n\n{article(*SUBJECTS[1][4:])}"
    found = evidence(left, right)
    assert found["quoted"] == 1.0
    assert found["longest_run"] == len(" ".join(SUBJECTS[2][:4]).replace("-", " ").split())
    assert found["longest_told_run"] == 0
    assert found["bits"] == 0
    assert found["steps"] == 0


def test_order_tells_moved_from_kept() -> None:
    """Sentences in reverse order have little concordance, those in place have all of it."""
    paragraphs = [" ".join(SUBJECTS[k][:6]) for k in range(4)]
    kept = evidence("\n\n".join(paragraphs), "\n\n".join(paragraphs))["order"]
    moved = evidence("\n\n".join(paragraphs), "\n\n".join(reversed(paragraphs)))["order"]
    assert kept == 1.0
    assert moved < 0.4


def test_changed_words_move_words_from_verbatim_to_edited() -> None:
    """The more words are replaced, the less is verbatim, while the coverage stays."""
    shares = [evidence(STORY, reworded(STORY, every)) for every in (20, 10, 5)]
    assert shares[0]["verbatim"] > shares[1]["verbatim"] > shares[2]["verbatim"]
    assert all(found["edited"] > 0 for found in shares)
    assert all(found["coverage_left"] > 0.9 for found in shares)


@pytest.mark.parametrize("one", TINY[:-1])
@pytest.mark.parametrize("two", TINY)
def test_nothing_to_measure_is_nothing(one: str, two: str) -> None:
    """Empty, tiny and furniture-only documents have no passages, nothing covered and no surprise."""
    articles = prepared(one, two)
    with np.errstate(all="raise"):
        (found,) = all_measured(articles, (0, 1))
    for name in ("coverage_left", "coverage_right", "passages", "matched_words", "bits", "steps", "order"):
        assert found[name] == 0, name
    if not np.diff(articles.firsts).all():
        told = {
            name: value
            for name, value in found.items()
            if not name.startswith(("boilerplate", "facts", "own_"))
        }
        assert set(told.values()) == {0}
    assert (found["boilerplate_left"], found["boilerplate_right"]) == (*articles.furniture.tolist(),)


def test_every_figure_is_the_same_from_both_sides() -> None:
    """Which document comes first changes no figure, also where one side only has quotation marks."""
    left = f"“{SUBJECTS[0][0]} {SUBJECTS[0][1]}”\n\n{SUBJECTS[0][2]} {SUBJECTS[0][2]}"
    there, back = all_measured(prepared(left, article(*SUBJECTS[0][:4])), (0, 1), (1, 0))
    assert there == pytest.approx(swapped(back))


@settings(max_examples=20)
@given(st.lists(documents() | st.sampled_from(TINY), min_size=2, max_size=3))
def test_neighbours_in_a_batch_change_no_figure(texts: list[str]) -> None:
    """What is measured on a pair is the same alone and in any batch, to the last bit."""
    pairs = [(i, j) for i in range(len(texts)) for j in range(len(texts))]
    for (i, j), found in zip(pairs, all_measured(prepared(*texts), *pairs), strict=True):
        assert found == all_measured(prepared(texts[j], texts[i]), (1, 0))[0]


def test_the_opening_is_what_texts_begin_with() -> None:
    """Its likeness is that of the first words alone: behind another beginning the same text is another."""
    lead, background = article(*SUBJECTS[1]), article(*SUBJECTS[0])
    opened = " ".join(lead.split()[:OPENING_WORDS])
    assert len(opened.split()) == OPENING_WORDS
    alike = evidence(f"{opened}\n\n{background}", opened)
    apart = evidence(f"{opened}\n\n{background}", background)
    assert alike["opening"] == pytest.approx(1.0)
    assert alike["opening"] > alike["topic"]
    assert apart["opening"] < apart["topic"] / 2
