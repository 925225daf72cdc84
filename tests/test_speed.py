"""The speed harness: what its corpus promises, and that what was measured is read and compared rightly."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.speed import corpus, found, listed, readers, scan, turns, usage
from benchmarks.speed.articles import generator_of, write
from benchmarks.speed.edits import EXCERPT_WORDS, EXPECTED, KINDS, Press, derive
from benchmarks.speed.peers.shingling import documented, quick
from benchmarks.speed.usage import CommandError, Usage
from benchmarks.speed.words import FUNCTION_WORDS, Vocabulary, invented, vocabulary_size
from syndetect import read
from syndetect.model import DERIVED, Document, Skipped

COUNT, SEED = 200, 7
VOCABULARY = Vocabulary(COUNT)
PEER = [sys.executable, "-m", "benchmarks.speed.peers.datasketch_lsh"]
MEGABYTE = 1_000_000


def lines(path: Path) -> list[dict[str, Any]]:
    """The records of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A small corpus and its truth."""
    place = tmp_path_factory.mktemp("speed")
    corpus.generate(COUNT, SEED, place / "docs.jsonl", place / "truth.jsonl")
    return place / "docs.jsonl", place / "truth.jsonl"


# ---------------------------------------------------------------- the corpus


def test_same_seed_same_bytes(generated: tuple[Path, Path], tmp_path: Path) -> None:
    """A seed gives the same corpus and truth again, another seed another corpus."""
    docs, truth = generated
    again, truths, other = tmp_path / "again", tmp_path / "truths", tmp_path / "other"
    corpus.generate(COUNT, SEED, again, truths)
    corpus.generate(COUNT, SEED + 1, other)
    assert again.read_bytes() == docs.read_bytes()
    assert truths.read_bytes() == truth.read_bytes()
    assert other.read_bytes() != docs.read_bytes()


def test_articles_are_of_the_promised_size(generated: tuple[Path, Path]) -> None:
    """Articles have about 3.3 kB a line and 550 words on average, and every field that a reader knows."""
    records = lines(generated[0])
    words = [len(record["text"].split()) for record in records]
    assert len({record["id"] for record in records}) == len(records) == COUNT
    assert all(set(record) == {"id", "outlet", "title", "published", "text"} for record in records)
    assert 3000 < generated[0].stat().st_size / COUNT < 3700
    assert 500 < sum(words) / COUNT < 600
    assert len(set(words)) > COUNT / 4


def test_articles_have_sentences_and_paragraphs(generated: tuple[Path, Path]) -> None:
    """Texts open with a capital, end with a full stop, and are told in several paragraphs."""
    texts = [record["text"] for record in lines(generated[0])]
    assert all(text[0] == text[0].upper() and text.endswith(".") for text in texts)
    assert sum("\n\n" in text for text in texts) > 0.95 * COUNT


@pytest.mark.parametrize("count", [40, 200, 1000])
def test_one_article_in_twenty_stands_in_a_family(count: int) -> None:
    """Families take 5 % of the articles, none of them twice, and every kind of edit has its turn."""
    families = corpus.plan(count, SEED)
    places = [place for family in families for place in (family.source, *(at for at, _ in family.derived))]
    kinds = {kind for family in families for _, kind in family.derived}
    assert len(places) == len(set(places))
    assert round(count * 0.05) - 1 <= len(places) <= round(count * 0.05)
    assert all(1 <= len(family.derived) <= corpus.MOST_DERIVED for family in families)
    assert count < 200 or kinds == set(KINDS)


def test_truth_is_exact(generated: tuple[Path, Path]) -> None:
    """The resemblance beside the corpus is that of the printed texts' word 5-grams."""
    texts = {record["id"]: record["text"] for record in lines(generated[0])}
    planted = lines(generated[1])
    assert {item["kind"] for item in planted} >= set(KINDS)
    for item in planted:
        one, two = set(quick(texts[item["left"]])), set(quick(texts[item["right"]]))
        assert item["resemblance"] == round(len(one & two) / len(one | two), 4)


def test_strangers_share_little(generated: tuple[Path, Path]) -> None:
    """Two articles of no common family share almost no word 5-grams."""
    records = lines(generated[0])
    planted = {frozenset((item["left"], item["right"])) for item in lines(generated[1])}
    sets = {record["id"]: set(quick(record["text"])) for record in records[:60]}
    for left, one in sets.items():
        for right, two in sets.items():
            if left < right and frozenset((left, right)) not in planted:
                assert len(one & two) / min(len(one), len(two)) < 0.1


@pytest.mark.parametrize("kind", KINDS)
def test_derived_articles_come_later_and_elsewhere(kind: str) -> None:
    """What was made from a source is printed after it by another outlet."""
    for place in range(20):
        generator = generator_of(SEED, 5, place)
        source, own = write(VOCABULARY, generator, SEED), write(VOCABULARY, generator, SEED)
        made = derive(kind, source, Press(own, VOCABULARY, generator))
        assert made.published > source.published
        assert made.outlet != source.outlet
        assert made.text != source.text or kind == "edited"


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=40, deadline=None)
def test_edits_stay_within_their_bounds(seed: int) -> None:
    """A paraphrase keeps sentences and order, a cut is a beginning, an excerpt takes 60 to 120 words."""
    generator = generator_of(seed)
    source, own = write(VOCABULARY, generator, SEED), write(VOCABULARY, generator, SEED)
    press = Press(own, VOCABULARY, generator)

    told = KINDS["paraphrased"](source, press)
    changed = sum(one != two for one, two in zip(source.words, told.words, strict=True)) / len(source.words)
    assert [len(sentence) for sentence in told.sentences] == [len(sentence) for sentence in source.sentences]
    assert 0.03 < changed < 0.4

    kept = KINDS["cut"](source, press).words
    assert 0.25 < len(kept) / len(source.words) < 0.95
    assert sum(one != two for one, two in zip(source.words, kept, strict=False)) <= 0.05 * len(kept)

    taken = len(KINDS["excerpted"](source, press).words) - len(own.words)
    assert EXCERPT_WORDS[0] <= taken <= EXCERPT_WORDS[1]


def test_vocabulary_grows_with_the_corpus() -> None:
    """Larger corpora have more words, but less than in proportion, none of them twice."""
    small, large = vocabulary_size(1_000), vocabulary_size(100_000)
    words = Vocabulary(50).words
    assert small < large < 100 * small
    assert len(words) == len(set(words)) == vocabulary_size(50) + len(FUNCTION_WORDS)


@given(st.integers(0, 5_000_000))
def test_words_can_be_spoken(place: int) -> None:
    """An invented word is of lower-case letters, holds a vowel, and is the same each time."""
    word = invented(place)
    assert word.isascii()
    assert word.isalpha()
    assert word.islower()
    assert set(word) & set("aeiou")
    assert invented(place) == word


def test_every_kind_has_an_expected_relation() -> None:
    """Each kind of edit answers to a derived relation."""
    assert set(EXPECTED) == set(KINDS)
    assert set(EXPECTED.values()) <= DERIVED


# ---------------------------------------------------------------- what was found


PLANTED = [
    found.Planted(("a", "b"), "edited", 0.9),
    found.Planted(("a", "c"), "cut", 0.5),
    found.Planted(("a", "d"), "excerpted", 0.1),
    found.Planted(("b", "c"), corpus.SIBLINGS, 0.4),
]


def test_recall_is_by_kind_and_by_resemblance() -> None:
    """Each planted pair counts in its kind and in every band it reaches; strangers cost precision alone."""
    shares = found.recall(PLANTED, {("a", "b"): "copy", ("b", "c"): "copy", ("x", "y"): "copy"})
    assert {name: (share.part, share.whole) for name, share in shares.items()} == {
        "edited": (1, 1),
        "cut": (0, 1),
        "paraphrased": (0, 0),
        "excerpted": (0, 1),
        "siblings": (1, 1),
        "resemblance >= 0.7": (1, 1),
        "resemblance >= 0.5": (1, 2),
        "resemblance >= 0.3": (2, 3),
        "precision": (2, 3),
    }
    assert str(shares["resemblance >= 0.5"]) == "0.500 (1/2)"
    assert str(shares["paraphrased"]) == "-"


def test_relations_are_counted_among_the_found() -> None:
    """A pair that was not found says nothing about the relation it would have got."""
    shares = found.named_as_expected(PLANTED, {("a", "b"): "paraphrase", ("a", "d"): "excerpt"})
    assert (shares["edited"].part, shares["edited"].whole) == (0, 1)
    assert (shares["excerpted"].part, shares["excerpted"].whole) == (1, 1)
    assert shares["cut"].whole == 0


def test_reports_and_pairs_are_read(tmp_path: Path) -> None:
    """Only derived pairs of a report count; pairs have no direction."""
    pairs = [("b", "a", "copy"), ("a", "c", "same-story"), ("c", "d", "excerpt")]
    items = [{"left": left, "right": right, "relation": relation} for left, right, relation in pairs]
    report, listed = tmp_path / "report.json", tmp_path / "pairs.jsonl"
    report.write_text(json.dumps({"pairs": items}), encoding="utf-8")
    listed.write_text('["b", "a"]\n["a", "c"]\n', encoding="utf-8")
    assert found.read_report(report) == {("a", "b"): "copy", ("c", "d"): "excerpt"}
    assert set(found.read_pairs(listed)) == {("a", "b"), ("a", "c")}


def test_truth_is_read_as_written(generated: tuple[Path, Path]) -> None:
    """The truth of a corpus comes back whole, each pair without direction."""
    planted = found.read_truth(generated[1])
    assert [item.kind for item in planted] == [item["kind"] for item in lines(generated[1])]
    assert all(item.pair == tuple(sorted(item.pair)) for item in planted)


# ---------------------------------------------------------------- the peer


def test_peer_shingles_are_words_in_fives() -> None:
    """The peer reads lower-case words without punctuation, in runs of five; a shorter text is one shingle."""
    assert quick("One, two THREE. Four-five six") == [b"one two three four five", b"two three four five six"]
    assert quick("Only two") == [b"only two"]


def test_both_ways_of_shingling_agree(generated: tuple[Path, Path]) -> None:
    """The quick way gives the same set as the documented one, so both make the same signatures."""
    for record in lines(generated[0])[:50]:
        assert sorted(set(quick(record["text"]))) == sorted(documented(record["text"]))
    assert documented("Only two") == [b"only two"]


def test_peer_finds_near_copies(generated: tuple[Path, Path], tmp_path: Path) -> None:
    """datasketch, asked as the benchmark asks it, gives the near-copies of the corpus and no strangers."""
    pairs = tmp_path / "pairs.jsonl"
    docs, truth = generated
    usage.run([*PEER, str(docs), "--pairs", str(pairs)])
    shares = found.recall(found.read_truth(truth), found.read_pairs(pairs))
    near, precision = shares["resemblance >= 0.7"], shares["precision"]
    assert near.part == near.whole > 0
    assert precision.part == precision.whole


# ---------------------------------------------------------------- the measuring


def test_usage_counts_the_children_too() -> None:
    """Memory that a grandchild holds counts, and so does the time that it takes."""
    grandchild = "import time; held = bytearray(80_000_000); time.sleep(0.5)"
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {grandchild!r}], check=True)"
    used = usage.run([sys.executable, "-c", child])
    assert used.largest > 80 * MEGABYTE
    assert used.together is None or used.together > 80 * MEGABYTE
    assert used.wall > 0.5


def test_a_failure_is_told_with_its_message() -> None:
    """A command that fails stops the benchmark and says why."""
    with pytest.raises(CommandError, match="ended with 3: out of words"):
        usage.run([sys.executable, "-c", "import sys; sys.stderr.write('out of words'); sys.exit(3)"])


def test_proportional_memory_is_read_in_bytes() -> None:
    """The kernel's kilobytes come out as bytes; a text without the line gives nothing."""
    rollup = "55d0-7ffc ---p 00000000 00:00 0 [rollup]\nRss:  2048 kB\nPss:  1024 kB\nPss_Dirty:  9 kB\n"
    assert usage.proportional_of(rollup) == 1024 * 1024
    assert usage.proportional_of("Rss: 1 kB\n") == 0


def test_medians_are_of_each_figure() -> None:
    """One slow turn moves no figure; memory that was never sampled stays unknown."""
    used = [Usage(1.0, 9.0, 10, None), Usage(2.0, 3.0, 20, 7), Usage(50.0, 4.0, 30, None)]
    assert turns.median(used) == Usage(2.0, 4.0, 20, 7)
    assert turns.median(used[:1]).together is None


def usages(wall: float, together: int | None, largest: int = 1) -> dict[str, Usage]:
    """Medians of all contestants, the base at ten seconds."""
    peer = Usage(10.0, 10.0, 100 * MEGABYTE, 90 * MEGABYTE)
    return {scan.OURS: Usage(wall, 5.0, largest, together), scan.BASE: peer, scan.PAIRS: peer}


def test_limits_are_told_apart() -> None:
    """Slower than the base and larger than a gigabyte are two problems; memory of all processes counts."""
    assert scan.missed(usages(9.9, 900 * MEGABYTE)) == []
    assert len(scan.missed(usages(10.1, 900 * MEGABYTE))) == 1
    assert len(scan.missed(usages(10.1, 1100 * MEGABYTE))) == 2
    assert len(scan.missed(usages(9.9, None, 1100 * MEGABYTE))) == 1


def test_tables_show_ratios_to_the_base() -> None:
    """A row has seconds, their ratio to datasketch's, and megabytes; unknown memory is a dash."""
    rows = scan.usage_table(usages(5.0, None, 200 * MEGABYTE))
    assert rows[2] == "| syndetect scan | 5.0 | 0.50 | 5.0 | 0.50 | 200 | - |"
    assert rows[3].startswith("| datasketch, signatures and LSH | 10.0 | 1.00 |")
    assert len({row.count("|") for row in rows}) == 1


def test_the_benchmark_runs_whole(generated: tuple[Path, Path]) -> None:
    """Given documents and truth, one turn ends with 0, seconds, stages, and every near-copy found."""
    docs, truth = map(str, generated)
    options = ["--docs", docs, "--truth", truth, "--runs", "1", "--jobs", "1"]
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "benchmarks.speed.scan", *options], capture_output=True, text=True, check=True
    )
    assert "| syndetect scan |" in done.stdout
    assert f"{COUNT} documents" in done.stdout
    row = next(line for line in done.stdout.splitlines() if line.startswith("| edited |"))
    assert row.split("|")[2].strip().startswith("1.000")


def test_every_format_of_the_readers_benchmark_is_read_whole(tmp_path: Path) -> None:
    """What is measured reading gives as many articles as were written, in every format."""
    many = readers.documents(2)
    for number, (name, made) in enumerate(readers.WRITERS.items()):
        read_items = read(readers.write(made(many), tmp_path / str(number)))
        found = [item for item in read_items if not (isinstance(item, Skipped) and item.note)]
        assert [type(item) for item in found] == [Document, Document], name


@pytest.mark.parametrize("name", readers.STREAMING)
def test_a_large_stream_is_as_large_as_asked_and_whole(name: str, tmp_path: Path) -> None:
    """The streams that are measured for memory hold articles alone."""
    path = tmp_path / f"large.{name}"
    path.write_bytes(b"".join(readers.large(name, readers.documents(2), 60_000)))
    assert path.stat().st_size > 60_000
    assert {type(item) for item in read(path)} == {Document}


def test_listed_pairs_are_timed_and_the_reports_of_two_checkouts_held_together(
    generated: tuple[Path, Path], tmp_path: Path
) -> None:
    """The pairs of the list are counted, and equal reports are said to be so."""
    (tmp_path / "docs.jsonl").write_bytes(generated[0].read_bytes())
    ids = [record["id"] for record in lines(generated[0])[:4]]
    pairs = [{"left": ids[0], "right": other} for other in ids[1:]]
    (tmp_path / "pairs.jsonl").write_text("\n".join(map(json.dumps, pairs)))
    options = ["--data", str(tmp_path), "--runs", "1", "--jobs", "1", "--beside", str(listed.ROOT)]
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "benchmarks.speed.listed", *options],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("3 pairs, --jobs 1, 1 runs each")
    assert "| beside |" in done.stdout
    assert done.stdout.endswith("reports the same\n")
