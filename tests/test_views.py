"""The table of views."""

from __future__ import annotations

from dataclasses import fields

import numpy as np

from syndetect.archive.segments import POSTED
from syndetect.candidates.rare import shared_and_strength, tag_of
from syndetect.candidates.votes import CLASSES
from syndetect.fingerprint import fingerprint
from syndetect.kernels.join import TAGS
from syndetect.settings import Settings
from syndetect.views import RARE_VIEWS, VIEWS


def test_every_view_and_class_has_a_tag_of_its_own() -> None:
    """Keys of pairs have room for as many tags as the table asks for."""
    tags = [tag_of(view, rank) for rank in range(CLASSES) for view in range(len(RARE_VIEWS))]
    assert sorted(tags) == list(range(len(tags)))
    assert len(tags) <= TAGS


def test_a_feature_weighs_what_its_row_says_and_less_in_each_class() -> None:
    """A rare feature adds its row's share and strength, a popular one less, and less the more have it."""
    words = np.array([1])
    for number, view in enumerate(RARE_VIEWS):
        worth = []
        for rank in range(CLASSES):
            counts = np.zeros((1, TAGS), np.int64)
            counts[0, tag_of(number, rank)] = 1
            worth.append([float(value[0]) for value in shared_and_strength(counts, words)])
        assert worth[0] == [view.share, view.strength]
        assert worth[1] == [view.share * view.popular / 2, view.strength * view.popular / 2]
        assert worth == sorted(worth, reverse=True)


def test_every_view_has_its_postings_where_texts_are_fingerprinted_and_kept() -> None:
    """A batch holds the postings of each row, in its order, and an index keeps as many, and lines."""
    text = "The night ferry turned back because water had reached the engines, the company said."
    prints = fingerprint([text], np.zeros(1, np.uint64), 0, Settings(), None)
    assert [len(postings) > 0 for postings in prints.views] == [True] * len(RARE_VIEWS)
    assert (*(view.column for view in RARE_VIEWS), "lines") == POSTED


def test_a_view_says_what_its_features_are() -> None:
    """The words of a row name settings that there are, and no two rows have one noun."""
    said = [view.called.format(**Settings().as_dict()) for view in RARE_VIEWS]
    assert f"{Settings().rare_words} words" in said[0]
    assert len({view.noun for view in RARE_VIEWS}) == len(RARE_VIEWS)


def test_a_view_names_settings_that_there_are() -> None:
    """Whoever reads what a view goes by finds each name among the settings, and no name of a view twice."""
    names = {item.name for item in fields(Settings)}
    assert {name for view in VIEWS for name in view.settings} <= names
    assert len({view.name for view in VIEWS}) == len(VIEWS)
