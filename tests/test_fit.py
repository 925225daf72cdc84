"""The fits behind the package's models: least loss, honest folds, labels as meant, files replaced whole."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stories import SENTENCES, SUBJECTS, article

from benchmarks.quality.data import Labelled
from benchmarks.quality.fit import (
    alignment,
    curves,
    evidence,
    examples,
    files,
    logistic,
    models,
    training,
    validation,
)
from benchmarks.quality.fit.__main__ import main
from benchmarks.quality.fit.samples import F64, NothingToFitError, Samples, samples
from benchmarks.quality.measures.plagdet import Match
from syndetect.align import prepare
from syndetect.align.blocks import find_blocks
from syndetect.align.support import MEASURES
from syndetect.classify.measures import (
    agreed_measures,
    excerpt_measures,
    story_measures,
    whole_measures,
    wording_measures,
)
from syndetect.coefficients import Model
from syndetect.model import Document, Evidence
from syndetect.normalise import tokenise

TOPICS = [article(*subject) for subject in SUBJECTS]


def drawn(seed: int, rows: int = 40) -> Samples:
    """Two measures of different size, weights, and labels that follow them only roughly."""
    random = np.random.default_rng(seed)
    values = random.normal(size=(rows, 2)) * (1, 30) + (5, -100)
    labels = values[:, 0] + values[:, 1] / 30 + random.normal(size=rows) > 2
    labels[:2] = (True, False)
    measured = [dict(zip(("small", "large"), row, strict=True)) for row in values.tolist()]
    names = [f"set {place % 3}" for place in range(rows)]
    return samples(measured, labels.tolist(), names, random.uniform(0.1, 3, rows).tolist())


# ---------------------------------------------------------------- the fit


def slow_loss(rows: Samples, penalty: float, intercept: float, coefficients: F64) -> float:
    """The formula of the docstring, a row at a time."""
    loss = 0.0
    for values, label, weight in zip(rows.values, rows.labels, rows.weights, strict=True):
        chance = 1 / (1 + np.exp(-(intercept + values @ coefficients)))
        loss -= weight * np.log(chance if label else 1 - chance)
    standardised = coefficients * rows.values.std(axis=0)
    return float(loss / rows.weights.sum() + penalty / 2 * (standardised**2).sum())


@given(st.integers(0, 50), st.sampled_from([0.002, 0.02, 0.5]))
def test_no_model_nearby_loses_less(seed: int, penalty: float) -> None:
    """A fit is the minimum of weighted log loss and penalty, up to the rounding of its coefficients."""
    rows = drawn(seed)
    model = logistic.fit(rows, penalty)
    point = np.array([model.intercept, *model.coefficients.values()])
    least = slow_loss(rows, penalty, point[0], point[1:])
    for place, step in ((0, 0.05), (1, 0.05), (2, 0.005)):
        for sign in (1, -1):
            other = point.copy()
            other[place] += sign * step
            assert slow_loss(rows, penalty, other[0], other[1:]) > least - 1e-5


@given(st.integers(0, 50))
def test_signs_hold(seed: int) -> None:
    """A coefficient that may not be negative is not, and one that is free keeps its sign."""
    rows = drawn(seed)
    held = logistic.fit(rows, 0.02, signs={"small": -1})
    free = logistic.fit(rows, 0.02)
    assert held.coefficients["small"] <= 0
    if free.coefficients["small"] < 0:
        assert held.coefficients["small"] == pytest.approx(free.coefficients["small"], abs=1e-2)


@given(
    st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60),
    st.integers(1, 9),
)
def test_a_curve_rises_and_stays_a_share(rows: list[tuple[float, bool]], knots: int) -> None:
    """Knots rise on both axes, lie between 0 and 1, and are no more than asked for."""
    stated, labels = (np.array(column) for column in zip(*rows, strict=True))
    found = curves.curve(stated, labels, np.ones(len(rows)), knots)
    assert 1 <= len(found) <= knots
    assert all(0 <= value <= 1 for knot in found for value in knot)
    assert found == sorted(found)
    assert [value for _, value in found] == sorted(value for _, value in found)


def test_a_curve_tells_what_was_overstated() -> None:
    """Where nine in ten were stated and half came true, the curve says about a half."""
    stated, labels = np.full(400, 0.9), np.arange(400) % 2 == 0
    found = curves.curve(stated, labels, np.ones(400), 5)
    assert curves.applied(found, np.array([0.9]))[0] == pytest.approx(0.5, abs=0.01)


@given(st.integers(0, 50))
def test_the_unit_of_a_measure_does_not_matter(seed: int) -> None:
    """A measure ten times as large gets a tenth of the coefficient: the penalty is on standardised ones."""
    rows = drawn(seed)
    larger = Samples(rows.names, rows.values * (10, 1), rows.labels, rows.weights, rows.sets)
    one, other = logistic.fit(rows, 0.02), logistic.fit(larger, 0.02)
    assert other.coefficients["small"] == pytest.approx(one.coefficients["small"] / 10, abs=2e-4)
    assert other.coefficients["large"] == pytest.approx(one.coefficients["large"], abs=2e-4)


def test_probabilities_are_of_the_logistic_function() -> None:
    """Log odds are the intercept and the coefficients times the measures, however extreme."""
    rows = samples([{"a": 0.0}, {"a": 1.0}, {"a": -1e6}], [True, True, False], ["x"] * 3)
    given = logistic.probabilities(Model(np.log(3), {"a": 2.0}), rows)
    assert given.tolist() == pytest.approx([0.75, 3 * np.e**2 / (1 + 3 * np.e**2), 0])


def test_rows_that_differ_in_their_measures_are_refused() -> None:
    """Measures in another order, or no rows at all, are an error and not a column of something else."""
    with pytest.raises(ValueError, match="differ"):
        samples([{"a": 1.0, "b": 2.0}, {"b": 1.0, "a": 2.0}], [True, False], ["x", "x"])
    with pytest.raises(NothingToFitError, match="complete"):
        samples([], [], [])


# ---------------------------------------------------------------- cross-validation


@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=60), st.integers(0, 3))
def test_every_set_is_spread_over_the_folds(sets: list[str], seed: int) -> None:
    """Folds differ by one row at most, within every set and over all."""
    fold = validation.folds(np.array(sets), 5, seed)
    for part in (fold, *(fold[np.array(sets) == name] for name in set(sets))):
        sizes = np.bincount(part, minlength=5)
        assert sizes.max() - sizes.min() <= 1


@given(st.lists(st.sampled_from("abcd"), min_size=2, max_size=20))
def test_no_row_is_predicted_by_a_fit_on_its_group(names: list[str]) -> None:
    """Each row is predicted once, and its group is not among what was fitted on."""
    groups = np.array(names)

    def predict(train: np.ndarray, test: np.ndarray) -> np.ndarray:
        assert not set(groups[train]) & set(groups[test])
        assert (train ^ test).all()
        return np.flatnonzero(test)

    assert validation.crossed(groups, predict).tolist() == list(range(len(names)))


# ---------------------------------------------------------------- training sets


@given(st.integers(1, 2000))
def test_parts_of_enough_pairs_count_alike(pairs: int) -> None:
    """A part's pairs weigh 100 together, however many; few pairs weigh less together."""
    part = training.Part(1, "x", "y")
    weight = training.pair_weight(part, pairs)
    assert weight * pairs <= 100 + 1e-9
    if pairs >= training.ENOUGH:
        assert weight * pairs == pytest.approx(100)


def test_weak_labels_exclude_each_other() -> None:
    """What is taken for a reprint agrees in wording and in figures and names."""
    reprint = Evidence(facts=0.9, containment_right=0.6, longest_told_run=15)
    assert evidence.reprinted(reprint)
    assert not evidence.reprinted(replace(reprint, facts=0.7))
    assert not evidence.reprinted(replace(reprint, containment_right=0.4))
    assert not evidence.reprinted(replace(reprint, longest_told_run=9))


def test_each_model_is_taught_by_its_own_pairs() -> None:
    """Forms teach what agreement is, pairs that are not derived what one event is, and neither the rest."""
    alike = Evidence(
        passages=2, coverage_left=0.9, coverage_right=0.9, answered_left=0.9, answered_right=0.9,
        word_order=0.95, steps=8, narrative_left=0.9, narrative_right=0.9, told_words=90, clashes=6,
        shared_facts=9, facts_order=0.9, topic=0.7, order=1.0, carried_left=0.6,
    )  # fmt: skip
    form = evidence.Measured(training.FORMS, False, None, alike, (100, 100), False)  # noqa: FBT003
    copy = evidence.Measured("fnc1", True, None, alike, (100, 100))  # noqa: FBT003
    taught = {name: [models.teaches(name, row) for row in (form, copy)] for name in models.LEAST}
    assert taught == {
        "whole": [False, True], "excerpt": [False, False], "retold": [True, True],
        "agreed": [True, True], "story": [True, False],
    }  # fmt: skip


def known(cases: tuple[Match, ...]) -> alignment.Found:
    """The rows of a pair of articles with a paragraph in common, and these known passages."""
    shared = " ".join(SUBJECTS[2][:5])
    left, right = f"{TOPICS[0]}\n\n{shared}", f"{shared}\n\n{TOPICS[1]}"
    return alignment.measure(
        [Labelled("l", "r", "planted", cases)], [Document("l", left), Document("r", right)]
    )


def test_blocks_are_labelled_by_the_known_passages() -> None:
    """A block inside a known passage is reuse; the same block is none when nothing is known to be reused."""
    begin = len(TOPICS[0]) + 2
    size = len(" ".join(SUBJECTS[2][:5]))
    inside, _ = known((Match((begin, begin + size), (0, size)),))
    elsewhere, _ = known((Match((0, begin - 2), (0, size)),))
    assert inside.labels.count(True) == 1
    assert not any(elsewhere.labels)
    assert inside.measured == elsewhere.measured
    assert all(tuple(row) == MEASURES for row in inside.measured)


def test_blocks_that_alignment_would_drop_can_be_had() -> None:
    """Without a least support, a sentence that happens to agree is a block too: a counter-example."""
    chance = "Next month divers will examine the foundations of the castle, when the moat has dropped"
    sides = [Document("l", TOPICS[0]), Document("r", f"{TOPICS[1]}\n\n{chance} to one metre.")]
    both, seeds, triples, _ = alignment._seeded(prepare([tokenise(sides)]), np.array([0]), np.array([1]))
    kept = find_blocks(both, seeds, triples)
    everything = find_blocks(both, seeds, triples, least_support=0.0)
    assert len(everything) > len(kept)


# ---------------------------------------------------------------- files


def copied(directory: Path) -> Path:
    """A directory with the committed model files."""
    for name in ("support.json", "verdict.json"):
        shutil.copy(files.DATA / name, directory)
    return directory


def test_committed_models_are_of_what_is_measured() -> None:
    """Each model has a coefficient for each measure that the package takes, and no other."""
    committed = files.committed()
    assert tuple(committed["block"].coefficients) == MEASURES
    assert tuple(committed["whole"].coefficients) == tuple(whole_measures(Evidence(), 10, 10))
    assert tuple(committed["excerpt"].coefficients) == tuple(excerpt_measures(Evidence()))
    assert tuple(committed["agreed"].coefficients) == tuple(agreed_measures(Evidence(), 10, 10))
    assert tuple(committed["story"].coefficients) == tuple(story_measures(Evidence()))
    assert tuple(committed["copied"].coefficients) == ("equal",)
    assert tuple(committed["rewritten"].coefficients) == tuple(wording_measures(Evidence()))


def test_writing_replaces_the_models_named_and_nothing_else(tmp_path: Path) -> None:
    """Other models and the rest of the files stay, the files keep their shape, and nothing is left behind."""
    before = files.committed()
    changed = Model(1.5, dict.fromkeys(before["whole"].coefficients, 0.25))
    files.write({"whole": changed}, copied(tmp_path), curves={"apart": [[0.0, 0.1]]})
    assert files.committed(tmp_path) == before | {"whole": changed}
    assert (tmp_path / "support.json").read_bytes() == (files.DATA / "support.json").read_bytes()
    was = json.loads((files.DATA / "verdict.json").read_text(encoding="utf-8"))
    now = json.loads((tmp_path / "verdict.json").read_text(encoding="utf-8"))
    assert list(now) == list(was)
    assert now["about"] == was["about"]
    assert now["typical"] == was["typical"]
    assert now["calibration"] == was["calibration"] | {"apart": [[0.0, 0.1]]}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["support.json", "verdict.json"]


def test_writing_weights_changes_their_values_alone(tmp_path: Path) -> None:
    """Reasons, units and limits stay as they were set, and so does every row that is not named."""
    shutil.copy(files.DATA / "provenance.json", tmp_path)
    before = json.loads((tmp_path / "provenance.json").read_text(encoding="utf-8"))["weights"]
    files.write_weights({}, tmp_path)
    assert (tmp_path / "provenance.json").read_bytes() == (files.DATA / "provenance.json").read_bytes()
    files.write_weights({"wording": 3.25}, tmp_path)
    after = json.loads((tmp_path / "provenance.json").read_text(encoding="utf-8"))["weights"]
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert [(old["name"], new | {"value": old["value"]} == old) for old, new in changed] == [
        ("wording", True)
    ]


def test_writing_what_is_committed_changes_no_byte(tmp_path: Path) -> None:
    """A fit that comes out the same leaves the files as they were."""
    files.write(files.committed(), copied(tmp_path))
    for name in ("support.json", "verdict.json"):
        assert (tmp_path / name).read_bytes() == (files.DATA / name).read_bytes()


# ---------------------------------------------------------------- the command


def test_missing_sets_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without the labelled sets nothing is fitted: exit 2, and what is missing is said."""
    assert main(["--data", str(tmp_path), "--write"]) == 2
    told = capsys.readouterr().err
    assert all(name in told for name in (*examples.DIRECTORIES, "reuters21578", "bbc"))


def planted(directory: Path) -> None:
    """A small set with known passages: a digest of four articles in one, and a paragraph in two articles."""
    directory.mkdir()
    digest, paragraph = article(*SENTENCES[::5]), article(*SUBJECTS[2][:5])
    texts = {
        "whole": article(*SENTENCES),
        "digest": digest,
        "host": f"{paragraph}\n\n{TOPICS[0]}",
        "guest": f"{paragraph}\n\n{TOPICS[1]}",
    }
    known = {"left": [0, len(digest)], "right": [0, len(texts["whole"])]}
    same = {"left": [0, len(paragraph)], "right": [0, len(paragraph)]}
    pairs: list[tuple[object, ...]] = [
        ("digest", "whole", "summary-obfuscation", [known]),
        ("digest", "whole", "no-plagiarism", []),
        ("host", "guest", "no-obfuscation", [same]),
    ]
    _lines(directory / "docs.jsonl", [{"id": name, "text": text} for name, text in texts.items()])
    # Every second pair is fitted on, so each stands there twice.
    rows = [
        dict(zip(("left", "right", "label", "cases"), pair, strict=True)) for pair in pairs for _ in range(2)
    ]
    _lines(directory / "pairs.jsonl", rows)


def _lines(path: Path, rows: list[dict[str, object]]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def test_condensed_stretches_are_labelled_by_the_known_summaries(tmp_path: Path) -> None:
    """A digest known as a summary is one; the same texts with nothing known are a counter-example."""
    planted(tmp_path / "set")
    _, condensed = alignment.collect(tmp_path / "set", 1)
    labels = dict(zip(condensed.sets.tolist(), condensed.labels.tolist(), strict=True))
    assert labels == {"summary-obfuscation": True, "no-plagiarism": False}
    assert condensed.names == tuple(files.committed()["condensed"].coefficients)


def test_a_run_without_write_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The models of one file are fitted and shown beside the committed ones; the files stay as they are."""
    data = tmp_path / "data"
    data.mkdir()
    planted(data / "pan13-train")
    before = {path.name: path.read_bytes() for path in files.DATA.glob("*.json")}
    monkeypatch.setattr(files, "write", lambda *_: pytest.fail("written without --write"))
    assert main(["--data", str(data), "--only", "support", "--jobs", "1"]) == 0
    told = capsys.readouterr().out
    assert "log_told_bits" in told
    assert "five folds" in told
    assert {path.name: path.read_bytes() for path in files.DATA.glob("*.json")} == before
