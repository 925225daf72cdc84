"""The quality harness: its measures against slow twins, and floors that refuse to go down."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.quality import baseline, data, floors, options, runs, shingles, tables
from benchmarks.quality.__main__ import main
from benchmarks.quality.data import Labelled
from benchmarks.quality.measures import bcubed, calibration, plagdet, ranking, relations
from benchmarks.quality.measures.calibration import Outcome
from benchmarks.quality.measures.plagdet import Match
from benchmarks.quality.results import Figure, Result, Task, table
from benchmarks.quality.sets import SETS, corpus, passages, seeds, shapes, wires
from benchmarks.quality.sets import relations as relation_sets
from syndetect.model import (
    Document,
    Evidence,
    Family,
    Member,
    Pair,
    Passage,
    Relation,
    Report,
    Run,
    Source,
    Span,
)

# ---------------------------------------------------------------- hand-made reports


def pair(left: str, right: str, relation: Relation, passages: int = 0, confidence: float = 0.9) -> Pair:
    """A pair with so many passages of ten characters."""
    spans = [Span(10 * place, 10 * place + 10) for place in range(passages)]
    found = tuple(Passage(span, span, "edited", 0.9) for span in spans)
    return Pair(left, right, relation, confidence, "undetermined", Evidence(), found)


def report(documents: list[str], pairs: list[Pair], families: list[Family] | None = None) -> Report:
    """A report on documents of those ids."""
    texts = tuple(Document(document, "") for document in documents)
    return Report(Run("0", "", 0.0), {}, texts, (), tuple(pairs), tuple(families or ()))


def family(source: str, *others: str, same_story: tuple[str, ...] = ()) -> Family:
    """A family of a source and those made from it."""
    members = [Member(source, "copy", None, 1.0, 1.0)]
    members += [Member(other, "rewrite", source, 0.5, 0.9) for other in others]
    return Family("f1", Source(source, None, 0.9), tuple(members), same_story)


# ---------------------------------------------------------------- plagdet

intervals = st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda pair: (pair[0], pair[0] + pair[1]))
matches = st.lists(st.builds(Match, intervals, intervals), max_size=5)


def characters(match: Match) -> set[tuple[str, int]]:
    """A match as the set of its characters, each with its side."""
    return {("left", place) for place in range(*match.left)} | {
        ("right", place) for place in range(*match.right)
    }


def detects(detection: Match, case: Match) -> bool:
    """Whether two matches share a character on each side."""
    return {side for side, _ in characters(detection) & characters(case)} == {"left", "right"}


def slow_scores(pairs: list[tuple[list[Match], list[Match]]]) -> tuple[float, float, float, float]:
    """The paper's formulas over sets of characters: plagdet, recall, precision, granularity."""

    def mean_covered(wholes: list[list[Match]], parts: list[list[Match]]) -> float:
        shares = []
        for in_pair, others in zip(wholes, parts, strict=True):
            for whole in in_pair:
                met = [characters(part) & characters(whole) for part in others if detects(part, whole)]
                shares.append(len(set().union(*met)) / len(characters(whole)))
        return sum(shares) / len(shares) if shares else 0.0

    cases, detections = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    recall, precision = mean_covered(cases, detections), mean_covered(detections, cases)
    if not any(cases) and not any(detections):
        recall = precision = 1.0
    counts = [sum(detects(one, case) for one in found) for known, found in pairs for case in known]
    detected = [count for count in counts if count]
    granularity = sum(detected) / len(detected) if detected else 1.0
    f1 = 2 * recall * precision / (recall + precision) if recall + precision else 0.0
    return f1 / math.log2(1 + granularity), recall, precision, granularity


@given(st.lists(st.tuples(matches, matches), max_size=4))
def test_plagdet_agrees_with_sets_of_characters(pairs: list[tuple[list[Match], list[Match]]]) -> None:
    """Interval arithmetic gives what the paper's formulas give character by character."""
    fast = plagdet.scores(plagdet.total(plagdet.tally(cases, found) for cases, found in pairs))
    got = (fast.plagdet, fast.recall, fast.precision, fast.granularity)
    assert got == pytest.approx(slow_scores(pairs))


def test_a_detection_on_one_side_only_meets_nothing() -> None:
    """A detection that overlaps a case on the left alone finds none of it and is wholly wrong."""
    case, found = Match((0, 100), (0, 100)), Match((0, 100), (200, 300))
    scores = plagdet.scores(plagdet.tally([case], [found]))
    assert (scores.recall, scores.precision, scores.plagdet) == (0.0, 0.0, 0.0)


def test_a_case_found_in_two_halves_costs_granularity() -> None:
    """Perfect coverage by two detections is 1 / log2(3)."""
    case = Match((0, 100), (0, 100))
    halves = [Match((0, 50), (0, 50)), Match((50, 100), (50, 100))]
    scores = plagdet.scores(plagdet.tally([case], halves))
    assert (scores.recall, scores.precision, scores.granularity) == (1.0, 1.0, 2.0)
    assert scores.plagdet == pytest.approx(1 / math.log2(3))


def test_a_passage_in_a_pair_without_cases_costs_precision() -> None:
    """Pairs are scored together, so what is found where nothing is lowers the whole."""
    case = Match((0, 100), (0, 100))
    sums = plagdet.total([plagdet.tally([case], [case]), plagdet.tally([], [case])])
    assert plagdet.scores(sums).precision == 0.5


def test_precision_is_a_mean_over_detections_not_over_characters() -> None:
    """A short wrong detection weighs as much as a long right one."""
    case = Match((0, 1000), (0, 1000))
    wrong = Match((2000, 2010), (2000, 2010))
    assert plagdet.scores(plagdet.tally([case], [case, wrong])).precision == 0.5


# ---------------------------------------------------------------- the other measures


def test_macro_f1_weighs_classes_alike() -> None:
    """A class of one pair counts as much as a class of three."""
    judged = [("a", "a"), ("a", "a"), ("a", "b"), ("b", "b")]
    assert relations.macro_f1(judged) == pytest.approx((0.8 + 2 / 3) / 2)
    assert relations.accuracy(judged) == 0.75


def test_an_answer_outside_the_classes_is_missed() -> None:
    """An unknown answer lowers the recall of the truth and adds no class."""
    assert relations.macro_f1([("a", "a"), ("a", "x")]) == pytest.approx(2 / 3)


clusterings = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 3), min_size=1)


@given(clusterings, clusterings)
def test_bcubed_agrees_with_its_definition(truth: dict[str, int], given_clusters: dict[str, int]) -> None:
    """Precision and recall are means over the items of the share of their cluster that belongs there."""

    def cluster(clusters: dict[str, int], item: str) -> set[str]:
        if item not in clusters:
            return {item}
        return {other for other in truth if other in clusters and clusters[other] == clusters[item]}

    both = [(cluster(truth, item), cluster(given_clusters, item)) for item in truth]
    precision = sum(len(true & got) / len(got) for true, got in both) / len(truth)
    recall = sum(len(true & got) / len(true) for true, got in both) / len(truth)
    assert bcubed.bcubed(truth, given_clusters) == pytest.approx((precision, recall))


def test_connected_joins_chains() -> None:
    """Edges join over several steps, and an item without an edge stays alone."""
    groups = bcubed.connected("abcde", [("d", "c"), ("c", "a")])
    assert groups == {"a": "a", "b": "b", "c": "a", "d": "a", "e": "e"}


def test_confidence_that_comes_true_has_no_error() -> None:
    """Three right of four at a confidence of .75 is calibrated; at .95 it is off by .2."""
    honest = [Outcome(0.75, right) for right in (True, True, True, False)]
    assert calibration.expected_error(honest) == pytest.approx(0.0)
    boasting = [replace(outcome, confidence=0.95) for outcome in honest]
    assert calibration.expected_error(boasting) == pytest.approx(0.2)


def test_errors_of_two_bins_do_not_cancel() -> None:
    """Too bold in one bin and too shy in another add up."""
    outcomes = [Outcome(1.0, right=False), Outcome(0.0, right=True)]
    assert calibration.expected_error(outcomes) == pytest.approx(1.0)
    assert [(part.low, part.count) for part in calibration.bins(outcomes)] == [(0.0, 1), (0.9, 1)]


scored = st.lists(st.integers(0, 5).map(float), min_size=1, max_size=8)


@given(scored, scored)
def test_area_is_the_share_of_won_comparisons(positive: list[float], negative: list[float]) -> None:
    """The ROC area is what comparing every positive with every negative gives, ties by half."""
    wins = sum((high > low) + 0.5 * (high == low) for high in positive for low in negative)
    assert ranking.area(positive, negative) == pytest.approx(wins / (len(positive) * len(negative)))


# ---------------------------------------------------------------- exact overlap, the baseline


@given(st.lists(st.lists(st.sampled_from("abc"), max_size=9).map(" ".join), max_size=6), st.integers(1, 3))
def test_overlaps_are_those_of_sets(texts: list[str], words: int) -> None:
    """Resemblance and containment equal those computed from sets of n-grams, pair by pair."""
    grams = [
        {tuple(split[at : at + words]) for at in range(len(split) - words + 1)}
        for split in (text.split() for text in texts)
    ]
    expected = {
        (left, right): (
            len(grams[left] & grams[right]) / len(grams[left] | grams[right]),
            len(grams[left] & grams[right]) / min(len(grams[left]), len(grams[right])),
        )
        for left in range(len(texts))
        for right in range(left + 1, len(texts))
        if grams[left] & grams[right]
    }
    found = shingles.overlaps(texts, words)
    got = dict(
        zip(
            zip(found.left.tolist(), found.right.tolist(), strict=True),
            zip(found.jaccard.tolist(), found.containment.tolist(), strict=True),
            strict=True,
        )
    )
    assert got == expected


SENTENCE = "the harbour master closed the northern lock at dawn because the gauge had fallen below its mark"


def test_the_baseline_finds_a_copied_sentence_exactly() -> None:
    """Offsets of the one match are those of the copied words on both sides."""
    left, right = f"Before it. {SENTENCE}. After it.", f"{SENTENCE.capitalize()}!"
    (found,) = baseline.detect(left, right)
    assert left[slice(*found.left)] == SENTENCE
    assert right[slice(*found.right)].lower() == SENTENCE


def test_the_baseline_leaves_short_runs_alone() -> None:
    """Five shared words are no passage."""
    assert baseline.detect("we saw it at the end of the day", "they left at the end of the week") == []


# ---------------------------------------------------------------- floors


@pytest.fixture
def committed() -> floors.Floors:
    """Floors of one set: a figure to keep up and one to keep down."""
    return {"fast": {"tiny": {"data": "d1", "figures": {"recall": 0.8, "false": 0.1}}}}


def measured(recall: float = 0.8, false: float = 0.1, digest: str = "d1") -> dict[str, floors.Measured]:
    """Figures of the same set."""
    return {"tiny": floors.Measured(digest, (Figure("recall", recall), Figure("false", false, "down")))}


def test_equal_and_better_figures_hold(committed: floors.Floors) -> None:
    """A figure at its floor or past it is no problem, and rounding to four places is allowed for."""
    assert floors.problems(committed, "fast", measured()) == []
    assert floors.problems(committed, "fast", measured(recall=0.9, false=0.0)) == []
    assert floors.problems(committed, "fast", measured(recall=0.79996)) == []


@pytest.mark.parametrize(
    ("now", "named"),
    [
        (measured(recall=0.7999), "tiny/recall"),
        (measured(false=0.1001), "tiny/false"),
        (measured(digest="d2"), "tiny/data"),
        ({"tiny": floors.Measured("d1", (Figure("recall", 0.8),))}, "tiny/false"),
    ],
)
def test_what_got_worse_is_named(
    committed: floors.Floors, now: dict[str, floors.Measured], named: str
) -> None:
    """A lower figure, a higher one that should be low, other data and a lost figure are each a problem."""
    (problem,) = floors.problems(committed, "fast", now)
    assert problem.startswith(f"{named}: ")


def test_floors_are_not_lowered_unless_named(committed: floors.Floors) -> None:
    """An update refuses a worse figure, and takes it only when that very figure is allowed."""
    with pytest.raises(floors.RegressionError, match="tiny/recall"):
        floors.raised(committed, "fast", measured(recall=0.5), ["tiny/false"])
    lowered = floors.raised(committed, "fast", measured(recall=0.5), ["tiny/recall"])
    assert lowered["fast"]["tiny"]["figures"]["recall"] == 0.5


def test_an_update_keeps_what_was_not_run(committed: floors.Floors) -> None:
    """Other sets and the other mode keep their floors, and a new set is added."""
    new = {"other": floors.Measured("d9", (Figure("recall", 0.123456),))}
    updated = floors.raised(committed, "fast", new)
    assert updated["fast"]["tiny"] == committed["fast"]["tiny"]
    assert updated["fast"]["other"] == {"data": "d9", "figures": {"recall": 0.1235}}
    assert floors.raised(committed, "full", new)["fast"] == committed["fast"]


def test_saved_floors_are_read_back_and_leave_nothing_else(committed: floors.Floors, tmp_path: Path) -> None:
    """Floors survive the disk, and the temporary file is gone."""
    path = tmp_path / "floors.json"
    floors.save({"old": {}}, path)
    floors.save(committed, path)
    assert floors.load(path) == committed
    assert list(tmp_path.iterdir()) == [path]


def test_a_changed_byte_or_name_changes_the_digest(tmp_path: Path) -> None:
    """The digest covers contents and names of all files, wherever the directory lies."""
    first, second = tmp_path / "a", tmp_path / "b"
    for directory in (first, second):
        directory.mkdir()
        (directory / "docs.jsonl").write_text("{}\n")
    assert data.digest([first]) == data.digest([second])
    (second / "docs.jsonl").write_text("{} \n")
    assert data.digest([first]) != data.digest([second])
    (second / "docs.jsonl").write_text("{}\n")
    (second / "docs.jsonl").rename(second / "texts.jsonl")
    assert data.digest([first]) != data.digest([second])


# ---------------------------------------------------------------- sets


def write(directory: Path, name: str, rows: list[dict[str, object]]) -> None:
    """A JSONL file."""
    lines = [json.dumps(row) + "\n" for row in rows]
    (directory / name).write_text("".join(lines), encoding="utf-8")


def test_graded_relations_keep_excerpts_apart() -> None:
    """An excerpt is wrong among four classes and right as derived; no answer means not derived."""
    pairs = [Labelled("a", "o", "cut"), Labelled("b", "o", "heavy"), Labelled("c", "o", "non")]
    answers = {("a", "o"): pair("a", "o", "copy"), ("b", "o"): pair("b", "o", "excerpt")}
    result = relation_sets.measure(pairs, answers)
    values = {figure.name: figure.value for figure in result.figures}
    assert values["accuracy"] == pytest.approx(2 / 3)
    assert values["derived-or-not"] == 1.0
    assert [outcome.right for outcome in result.outcomes] == [True, True]


def test_passage_figures_count_pairs_without_reuse() -> None:
    """A passage in one of two pairs without a case is a share of one half."""
    case = Match((0, 10), (0, 10))
    pairs = [
        Labelled("a", "x", "random-obfuscation", (case,)),
        Labelled("b", "x", "no-plagiarism"),
        Labelled("c", "x", "no-plagiarism"),
    ]
    found = {"a": [case], "b": [case], "c": []}
    result = passages.measure(pairs, lambda pair: found[pair.left], column=0)
    values = {figure.name: figure.value for figure in result.figures}
    assert values["passages-without-reuse"] == 0.5
    assert values["plagdet.random-obfuscation"] == 1.0
    assert values["precision.entire"] == 0.5


def test_the_fast_sample_is_fixed_and_split_by_halves(tmp_path: Path) -> None:
    """Reordered files give the same sample; a subset with and without cases gives half of each."""
    rows: list[dict[str, object]] = [
        {
            "left": f"l{number}",
            "right": "r",
            "label": "summary-obfuscation",
            "cases": [{"left": [0, 1], "right": [0, 1]}] if number % 4 else [],
        }
        for number in range(600)
    ]
    write(tmp_path, "pairs.jsonl", rows)
    first = passages.chosen(Task((tmp_path,), fast=True))
    write(tmp_path, "pairs.jsonl", rows[::-1])
    second = passages.chosen(Task((tmp_path,), fast=True))
    assert {pair.ids for pair in first} == {pair.ids for pair in second}
    assert sum(bool(pair.cases) for pair in first) == passages.FAST_PAIRS // 2
    assert len(first) == passages.FAST_PAIRS


SEEDS = [f"{number}_x.txt" for number in ("000", "001", "002", "003", "004")]


def good_seeds() -> Report:
    """What the five articles should give."""
    pairs = [pair(seed, SEEDS[3], "rewrite", 8) for seed in SEEDS[:3]]
    pairs.append(pair(SEEDS[3], SEEDS[4], "same-story"))
    found = family(SEEDS[3], *SEEDS[:3], same_story=(SEEDS[4],))
    return report([*SEEDS, "other"], pairs, [found])


def test_a_right_report_on_the_five_meets_every_figure() -> None:
    """One family, its source, three rewrites with enough passages, one apart, nobody else."""
    assert {figure.name: figure.value for figure in seeds.judge(good_seeds()).figures} == {
        "one-family": 1.0,
        "source": 1.0,
        "derived": 1.0,
        "apart-is-same-story": 1.0,
        "apart-derived": 0,
        "enough-passages": 1.0,
        "joined-others": 0,
    }


def test_a_stranger_joined_to_the_five_is_counted_and_named() -> None:
    """A pair of one of the five with another article is a figure above nought and a note."""
    right = good_seeds()
    result = seeds.judge(replace(right, pairs=(*right.pairs, pair(SEEDS[0], "other", "same-story"))))
    values = {figure.name: figure.value for figure in result.figures}
    assert values["joined-others"] == 1
    assert "other" in result.notes[0]


CORPUS_LABELS: list[dict[str, Any]] = [
    {"left": "a", "right": "b", "relation": "rewrite", "direction": "right-from-left"},
    {"left": "a", "right": "c", "relation": "same-story", "direction": "undetermined"},
    {
        "family": "one",
        "source": "a",
        "members": ["a", "b"],
        "parents": {"b": "a"},
        "same_story": ["c"],
        "origins": 1,
        "credits": {"b": {"kind": "none", "name": None}},
    },
]


def test_a_report_that_says_what_the_labels_say_is_right_in_all() -> None:
    """Relations, direction, family, source, parents, origins and credits all count as found."""
    told = replace(pair("a", "b", "rewrite"), direction="right-from-left")
    right = report(["a", "b", "c"], [told, pair("a", "c", "same-story")], [family("a", "b")])
    values = {figure.name: figure.value for figure in corpus.judge(right, CORPUS_LABELS).figures}
    assert values.pop("unrelated.listed") == 0
    assert set(values.values()) == {1.0}


def test_a_report_of_nothing_is_wrong_in_all() -> None:
    """Where nothing is reported nothing counts as found but that the one same-story pair is not derived."""
    result = corpus.judge(report(["a", "b"], []), CORPUS_LABELS)
    values = {figure.name: figure.value for figure in result.figures}
    assert values.pop("families.precision") == 1.0
    assert values.pop("families.recall") == 0.5
    assert values.pop("derived-or-not") == 0.5
    assert set(values.values()) == {0.0}
    assert result.notes == ("labelled, but not in the report: c",)


def test_a_pair_that_the_labels_do_not_list_is_counted() -> None:
    """A scan that relates unrelated articles shows in a figure that should be nought."""
    result = corpus.judge(report(["a", "z"], [pair("a", "z", "same-story")]), CORPUS_LABELS)
    assert {figure.name: figure.value for figure in result.figures}["unrelated.listed"] == 1


@pytest.mark.parametrize(
    ("labels", "runner"),
    [
        ([{"label": "cut"}, {"label": "non"}], "relations:run"),
        ([{"label": "copy"}, {"label": "same-story"}], "relations:run"),
        ([{"label": "duplicate"}], "planted:run"),
        ([{"label": "Yes"}, {"label": "No"}], "paraphrases:run_passages"),
        ([{"label": "1"}], "paraphrases:run_sentences"),
        ([{"label": "no-plagiarism", "cases": []}], "passages:run"),
    ],
)
def test_labels_say_what_is_measured(tmp_path: Path, labels: list[dict[str, object]], runner: str) -> None:
    """A directory of the same format is run by the shape of its pairs."""
    write(tmp_path, "docs.jsonl", [{"id": "a", "text": "t"}, {"id": "b", "text": "t"}])
    write(tmp_path, "pairs.jsonl", [{"left": "a", "right": "b", **row} for row in labels])
    chosen = shapes.runner_for(tmp_path)
    assert f"{chosen.__module__.rpartition('.')[2]}:{chosen.__name__}" == runner


def test_labels_that_fit_nothing_are_told(tmp_path: Path) -> None:
    """Unknown labels are listed in the message."""
    write(tmp_path, "docs.jsonl", [{"id": "a", "text": "t"}])
    write(tmp_path, "pairs.jsonl", [{"left": "a", "right": "a", "label": "perhaps"}])
    with pytest.raises(ValueError, match="perhaps"):
        shapes.runner_for(tmp_path)


def test_groups_with_outlets_are_events_and_without_are_wires(tmp_path: Path) -> None:
    """A set without pairs is told by its groups."""
    write(tmp_path, "docs.jsonl", [{"id": "a", "text": "t", "group": "g", "outlet": "o"}])
    assert shapes.runner_for(tmp_path).__module__.endswith("events")
    write(tmp_path, "docs.jsonl", [{"id": "a", "text": "t", "group": "g"}])
    assert shapes.runner_for(tmp_path) is wires.run


def test_a_broken_line_is_named_with_its_number(tmp_path: Path) -> None:
    """Data that is no JSON is refused with file and line."""
    (tmp_path / "pairs.jsonl").write_text('{"left": "a", "right": "b", "label": "x"}\n{"left"\n')
    with pytest.raises(ValueError, match=r"pairs\.jsonl, line 2"):
        data.pairs(tmp_path)


# ---------------------------------------------------------------- runs and tables


def test_absent_data_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    """A set without its files is not run, and says where it looked."""
    (done,) = runs.run(runs.named(["basil"], tmp_path, fast=True, jobs=1))
    assert done.result is None
    assert str(tmp_path / "basil") in done.missing


def test_a_check_without_data_passes_only_if_that_was_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the labelled sets cannot be had, `--if-present` says so and exits 0; without it the exit is 2."""
    asked = ["--check", "--fast", "--set", "basil", "--data", str(tmp_path)]
    assert main([*asked, "--if-present"]) == 0
    told = capsys.readouterr().out
    assert str(tmp_path / "basil") in told
    assert "no floor was checked" in told
    assert main(asked) == 2


def test_the_own_corpus_is_run_through_the_public_interface() -> None:
    """Every article that the corpus' labels speak of comes out of a real scan, under that very id."""
    pytest.importorskip("syndetect.pipeline")
    (done, *_) = runs.run(runs.named(["corpus"], Path(), fast=True, jobs=1))
    assert done.result is not None
    assert done.result.notes == ()


def test_calibration_has_floors_only_over_every_set() -> None:
    """A calibration over some of the sets is another figure, so it is not held to the floor."""
    result = Result((Figure("error", 0.1, "down"),), ())
    some = [runs.Done(runs.CALIBRATION, result), runs.Done("basil", result)]
    every = [*some, *(runs.Done(name, result) for name in SETS)]
    assert runs.CALIBRATION not in runs.measured(some)
    assert runs.CALIBRATION in runs.measured(every)


def test_the_data_directory_comes_from_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """SYNDETECT_DATA is the default, and --data goes before it."""
    monkeypatch.setenv("SYNDETECT_DATA", str(tmp_path))
    assert options.parse([]).data == tmp_path
    assert options.parse(["--data", "elsewhere"]).data == Path("elsewhere")


def test_tables_line_up_and_steer_no_terminal() -> None:
    """Columns have one width, and a control character in an id is written out."""
    result = Result((), (table("Title", ("name", "n"), [("a\x1b[2J", 1), ("longer name", 22)]),))
    _, _, title, *rows = tables.lines("set", result, 0.0)
    assert title == "Title"
    assert "\x1b" not in "".join(rows)
    assert len({len(row) for row in rows if row}) == 1
