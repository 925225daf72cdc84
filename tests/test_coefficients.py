"""Fitted and set numbers as files."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import syndetect
from syndetect import scan
from syndetect.coefficients import FILES, Model, digests, models

VALUES = st.floats(-20, 20, allow_nan=False)
MODELS = st.builds(Model, VALUES, st.dictionaries(st.sampled_from("abcd"), st.floats(-5, 5), min_size=1))


@given(MODELS, st.lists(st.fixed_dictionaries(dict.fromkeys("abcd", VALUES)), min_size=1, max_size=5))
def test_a_case_and_a_row_have_the_same_odds(model: Model, cases: list[dict[str, float]]) -> None:
    """Columns of many cases and one case by itself are one sum, which what each measure adds makes up."""
    columns = {name: np.array([case[name] for case in cases]) for name in "abcd"}
    odds = model.odds(columns)
    for value, case in zip(odds.tolist(), cases, strict=True):
        assert value == pytest.approx(sum(model.contributions(case).values()), abs=1e-9)
        assert model.probability(case) == pytest.approx(1 / (1 + np.exp(-value)), abs=1e-9)


def test_a_measure_that_is_missing_is_an_error() -> None:
    """A model and the code that measures cannot drift apart unseen."""
    model = models("support")["block"]
    with pytest.raises(KeyError):
        model.contributions({})


def test_a_report_says_by_which_numbers_it_was_made() -> None:
    """Its run has the digest of every file that decides."""
    text = "The night ferry turned back because water had reached the engines, the company said."
    report = scan([{"id": "a", "text": text}, {"id": "b", "text": text}])
    data = Path(syndetect.__file__).parent / "data"
    assert report.run.coefficients == digests()
    for name in FILES:
        assert digests()[name] == hashlib.sha256((data / f"{name}.json").read_bytes()).hexdigest()[:12]
