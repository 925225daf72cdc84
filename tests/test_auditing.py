"""The pipeline about itself: why a pair is found or dropped, and what the search misses."""

from __future__ import annotations

import json
import random
from collections import Counter
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from syndetect import Document, Settings, Trace, compare, doctor, read, scan, why
from syndetect.candidates.exact import overlaps
from syndetect.cli.app import app
from syndetect.errors import InputError
from syndetect.kernels.words import mix

LETTERS = ("bdfgklm", "aeiou", "nprstvz", "aeiou", "dklmnr")


def prose(seed: int, words: int) -> list[str]:
    """Invented words, the same ones for the same seed."""
    generator = random.Random(seed)  # noqa: S311
    return ["".join(map(generator.choice, LETTERS)) for _ in range(words)]


def article(id: str, words: list[str], **more: str) -> Document:
    """An article in sentences of a dozen words."""
    sentences = [" ".join(words[begin : begin + 12]).capitalize() for begin in range(0, len(words), 12)]
    return Document(id, ". ".join(sentences) + ".", **more)


def corpus() -> list[Document]:
    """A text, its copy, one word in eight changed, an excerpt in a long article, and two strangers."""
    source = prose(1, 240)
    changed = [word if place % 8 else f"{word}ish" for place, word in enumerate(source)]
    return [
        article("copy", source),
        article("changed", changed),
        article("excerpt", [*prose(2, 300), *source[60:120], *prose(3, 300)]),
        article("source", source),
        *(article(f"stranger {seed}", prose(seed, 240)) for seed in (8, 9)),
    ]


def passed(trace: Trace) -> dict[str, bool]:
    """Each step's name and whether the pair passed it."""
    return {step.name: step.passed for step in trace.steps}


def test_a_stranger_is_dropped_at_every_view() -> None:
    """Two texts that share nothing fail at each view, and are unrelated when judged all the same."""
    trace = why("source", "stranger 8", corpus())
    steps = passed(trace)
    assert steps["read"]
    assert not any(ok for name, ok in steps.items() if name != "read")
    assert trace.pair.relation == "unrelated"


def test_each_pair_is_found_by_the_view_that_is_made_for_it() -> None:
    """Equal texts by their words, edits by the whole text, an excerpt by rare wording alone."""
    assert passed(why("copy", "source", corpus()))["equal texts"]
    edited, excerpt = passed(why("source", "changed", corpus())), passed(why("excerpt", "source", corpus()))
    assert edited["whole text"]
    assert edited["rare wording"]
    assert excerpt["rare wording"]
    assert not excerpt["whole text"]
    assert edited["candidates"]
    assert excerpt["candidates"]


def test_the_trace_agrees_with_the_scan() -> None:
    """A pair is traced as a candidate exactly when the scan counts it, with the verdict the scan gives."""
    documents = corpus()
    report = scan(documents)
    traces = {pair: why(*pair, documents) for pair in combinations(sorted(one.id for one in documents), 2)}
    assert sum(passed(trace)["candidates"] for trace in traces.values()) == report.run.counts["candidates"]
    for pair, trace in traces.items():
        listed = report.between(*pair)
        if listed is not None:
            assert (trace.pair.relation, trace.pair.evidence) == (listed.relation, listed.evidence)


def rare_wording(left: str, right: str, documents: list[Document], **more: int) -> dict[str, float]:
    """The figures of the step of rare wording."""
    trace = why(left, right, documents, settings=Settings(**more))
    return dict({step.name: step for step in trace.steps}["rare wording"].figures)


def test_prints_of_one_text_have_one_vote_in_what_is_rare() -> None:
    """However many near-copies a text has, and however few articles count as few, its wording stays rare."""
    documents = [*corpus(), *(article(f"print {k:02}", prose(1, 240)[:200]) for k in range(3))]
    seldom = rare_wording("excerpt", "source", documents, rare_documents=3)
    often = rare_wording("excerpt", "source", documents)
    assert seldom == often
    assert often["runs"] == often["runs_in_common"] == 58


def test_what_many_articles_share_is_popular() -> None:
    """A passage in more articles than are few counts as popular wording, not as rare."""
    documents = [article(f"host {k:02}", [*prose(50 + k, 230), *prose(1, 16)]) for k in range(6)]
    figures = rare_wording("host 00", "host 01", documents, rare_documents=3)
    assert figures["runs"] == 0
    assert figures["popular_runs"] == figures["runs_in_common"] == 14


def test_rules_are_steps() -> None:
    """A date window and the outlets show as steps of their own, only where they are asked for."""
    documents = [
        replace(one, published=f"2026-01-{day:02}", outlet="Ledger") for day, one in enumerate(corpus(), 1)
    ]
    assert "date window" not in passed(why("copy", "source", documents))
    steps = passed(why("copy", "source", documents, settings=Settings(within_hours=24, outlets="across")))
    assert not steps["date window"]
    assert not steps["outlets"]
    assert not steps["candidates"]


@pytest.mark.parametrize(
    ("left", "right", "told"),
    [
        ("copy", "nobody", "no article has the id 'nobody'"),
        ("copy", "copy", "given twice"),
        ("short", "copy", "'short' was skipped: has 2 words"),
    ],
)
def test_articles_that_are_not_there_are_named(left: str, right: str, told: str) -> None:
    """An unknown id, one id twice, and an article that was skipped each get a sentence of their own."""
    with pytest.raises(InputError, match=told):
        why(left, right, [*corpus(), Document("short", "two words")])


def test_an_audit_of_a_sound_index_misses_nothing() -> None:
    """All exact overlaps of the sampled articles are found, and the figures say how many that were."""
    audit = doctor(corpus(), sample=6)
    assert audit.documents == audit.sampled == 6
    assert not audit.missed
    rates = {rate.name: (rate.part, rate.whole) for rate in audit.exact}
    assert rates["resemblance 0.7 or more"] == (1, 1)
    assert rates["40 words or more in common runs"] == (5, 5)
    assert all(0 <= rate.low <= rate.share <= rate.high <= 1 for rate in (*audit.exact, *audit.excerpts))
    assert {rate.name: rate.part for rate in audit.excerpts}["40 words"] == 6


def test_an_audit_finds_what_a_blunt_index_misses() -> None:
    """With settings that find hardly anything, the audit names the pairs that were missed."""
    blunt = Settings(rare_shared=1000, rare_strength=100.0, least_resemblance=0.95)
    audit = doctor(corpus(), sample=6, settings=blunt)
    made = ["changed", "copy", "excerpt", "source"]
    assert {(pair.left, pair.right) for pair in audit.missed} == {
        pair for pair in combinations(made, 2) if pair not in {("copy", "source"), ("changed", "excerpt")}
    }
    assert all(pair.shared >= 36 for pair in audit.missed)
    assert {rate.name: rate.part for rate in audit.excerpts}["100 words"] == 0


def test_many_prints_of_one_text_are_no_misses() -> None:
    """Pairs that a representative stands for count as found."""
    documents = [article(f"print {k:02}", [*prose(1, 200), f"print{k}"]) for k in range(30)]
    audit = doctor(documents, sample=30)
    assert audit.candidates < 30 * 29 / 2
    assert audit.exact[0].part == audit.exact[0].whole == 30 * 29 / 2


texts = st.lists(st.lists(st.integers(1, 12), max_size=12), min_size=1, max_size=6)


@given(texts, texts, st.integers(1, 4))
def test_overlaps_are_those_of_sets(sample: list[list[int]], others: list[list[int]], least: int) -> None:
    """Every pair with enough in common, with its exact count and Jaccard coefficient, and no other."""
    starts = np.cumsum([0, *map(len, others)])
    hashes = mix(np.array([value for text in others for value in text], np.uint64))
    found = overlaps([mix(np.array(text, np.uint64)) for text in sample], [(5, hashes, starts)], least, 2.0)
    rows = Counter(zip(found.sample.tolist(), found.other.tolist(), found.shared.tolist(), strict=True))
    expected = {
        (i, j + 5, len(set(one) & set(two)))
        for i, one in enumerate(sample)
        for j, two in enumerate(others)
        if len(set(one) & set(two)) >= least
    }
    assert rows == Counter(expected)
    for i, j, value in zip(found.sample, found.other, found.resemblance, strict=True):
        one, two = set(sample[i]), set(others[j - 5])
        assert value == len(one & two) / len(one | two)


def test_both_commands_speak_text_and_json(tmp_path: Path) -> None:
    """From files: the steps and the audit for people, every figure for programs, hostile names escaped."""
    for one in corpus():
        (tmp_path / f"{one.id}\x1b[31m.txt").write_text(one.text, "utf-8")
    run = CliRunner().invoke
    files = [tmp_path / f"{name}\x1b[31m.txt" for name in ("copy", "changed")]
    ids = [next(one.id for one in read(file) if isinstance(one, Document)) for file in files]
    told = run(app, ["why", *ids, str(tmp_path)], standalone_mode=False)
    assert told.return_value == 0
    assert "\x1b" not in told.output
    assert "✓ candidates" in told.output
    data = json.loads(
        run(app, ["why", *ids, str(tmp_path), "--format", "json"], standalone_mode=False).output
    )
    assert data["pair"]["relation"] == compare(*reversed(files)).pairs[0].relation
    audit = run(app, ["doctor", str(tmp_path), "--sample", "3"], standalone_mode=False).output
    assert "held against exact search for 3 articles" in audit
    out = tmp_path / "audit.json"
    run(app, ["doctor", str(tmp_path), "--format", "json", "-o", str(out)], standalone_mode=False)
    assert json.loads(out.read_text("utf-8"))["documents"] == 6


def test_both_commands_tell_what_was_skipped_and_keep_to_the_width(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was left out has a line each, and no line is wider than the terminal."""
    for one in corpus():
        (tmp_path / f"{one.id} of a long name that goes on.txt").write_text(one.text, "utf-8")
    for number in range(12):
        (tmp_path / f"empty {number:02}.txt").write_text("", "utf-8")
    run = CliRunner().invoke
    ids = [f"{name} of a long name that goes on.txt" for name in ("copy", "changed")]
    blunt = ["--set", "rare_shared=1000", "--set", "least_resemblance=0.95"]
    for width in (40, 60, 90):
        monkeypatch.setenv("COLUMNS", str(width))
        audit = run(app, ["doctor", str(tmp_path), "--sample", "6", *blunt], standalone_mode=False).output
        trace = run(app, ["why", *ids, str(tmp_path)], standalone_mode=False).output
        for text in (audit, trace):
            assert max(map(len, text.splitlines())) <= width
            assert "Skipped (12)" in text
            assert "is empty" in " ".join(text.split())
            assert "and 2 more" in text
        assert "Missed (" in audit
    told = run(app, ["doctor", str(tmp_path), "--format", "json"], standalone_mode=False).output
    assert len(json.loads(told)["skipped"]) == 12
