"""Ours beside the peers: who competes, what is compared, which targets are told as missed."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from benchmarks.speed import candidates, contestants, corpus, found, signature_error, turns, usage
from benchmarks.speed.contestants import ALL, OURS, PEERS, SCAN, WHOLE
from benchmarks.speed.peers.shingling import within, write_pairs
from benchmarks.speed.usage import Usage

COUNT, SEED = 200, 7
MEGABYTE = 1_000_000


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A small corpus and its truth."""
    place = tmp_path_factory.mktemp("candidates")
    corpus.generate(COUNT, SEED, place / "docs.jsonl", place / "truth.jsonl")
    return place / "docs.jsonl", place / "truth.jsonl"


def used(wall: float, cpu: float, megabytes: int = 100) -> Usage:
    """What a run used."""
    return Usage(wall, cpu, megabytes * MEGABYTE, None)


# ---------------------------------------------------------------- who competes


def test_missing_peers_are_named_and_left_out(tmp_path: Path) -> None:
    """A library that this Python does not have is told and has no command; ours always compete."""
    absent = contestants.missing(sys.executable)
    assert absent == sorted({peer.library for peer in PEERS.values() if not find_spec(peer.library)})
    names = contestants.commands(tmp_path / "docs.jsonl", tmp_path, sys.executable, ())
    assert set(OURS) <= set(names)
    assert all(name in OURS or PEERS[name].library not in absent for name in names)


def test_named_contestants_are_left_out(tmp_path: Path) -> None:
    """Whoever is named does not run, and every other one writes into a file of its own."""
    names = contestants.commands(tmp_path / "docs.jsonl", tmp_path, sys.executable, (SCAN,))
    files = [command[command.index("--pairs") + 1] for command in names.values()]
    assert SCAN not in names
    assert len(set(files)) == len(names)


@pytest.mark.parametrize("name", [name for name, peer in PEERS.items() if peer.pairs])
def test_every_peer_finds_near_copies(name: str, generated: tuple[Path, Path], tmp_path: Path) -> None:
    """A peer, asked as the benchmark asks it, gives the near-copies of the corpus and no strangers."""
    pytest.importorskip(PEERS[name].library)
    docs, truth = generated
    usage.run(contestants.commands(docs, tmp_path, sys.executable, ())[name])
    shares = found.recall(found.read_truth(truth), found.read_pairs(contestants.pairs_file(tmp_path, name)))
    near, precision = shares["resemblance >= 0.7"], shares["precision"]
    assert near.part == near.whole > 0
    assert precision.part == precision.whole


@pytest.mark.parametrize("name", [WHOLE, ALL])
def test_ours_finds_every_planted_pair_of_some_resemblance(
    name: str, generated: tuple[Path, Path], tmp_path: Path
) -> None:
    """Both of ours give every pair down to a resemblance of .3; the verified view gives no strangers."""
    docs, truth = generated
    usage.run(contestants.commands(docs, tmp_path, sys.executable, ())[name])
    shares = found.recall(found.read_truth(truth), found.read_pairs(contestants.pairs_file(tmp_path, name)))
    assert shares["resemblance >= 0.3"].part == shares["resemblance >= 0.3"].whole > 0
    if name == WHOLE:
        assert shares["precision"].part == shares["precision"].whole


# ---------------------------------------------------------------- what is compared


def test_pairs_are_written_once_and_without_direction(tmp_path: Path) -> None:
    """Of what an index answers, the article itself and the second direction are dropped."""
    file = tmp_path / "pairs.jsonl"
    write_pairs(file, ["a", "b", "c"], [(0, 0), (0, 1), (1, 0), (0, 1), (2, 1), (1, 2)])
    assert [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()] == [
        ["a", "b"],
        ["b", "c"],
    ]


def test_buckets_give_every_pair_of_their_members() -> None:
    """A bucket of three gives three pairs, the smaller place first."""
    assert list(within([[4, 2, 9], [7, 5]])) == [(2, 4), (2, 9), (4, 9), (5, 7)]


def test_ratios_are_to_the_fastest_peer_of_each_figure() -> None:
    """Least wall and least cpu may be different peers'; those without pairs, and ours, do not count."""
    medians = {
        WHOLE: used(1.0, 1.0),
        "daft": used(4.0, 9.0),
        "gaoya": used(8.0, 6.0),
        "rensa rho, flags only": used(0.5, 0.5),
    }
    assert candidates.fastest(medians) == (4.0, 6.0)
    rows = candidates.usage_table(medians)
    assert rows[2] == f"| {WHOLE} | 1.0 | 0.25 | 1.0 | 0.17 | 100 |"
    assert candidates.fastest({WHOLE: used(1.0, 1.0)}) is None
    assert "| - |" in candidates.usage_table({WHOLE: used(1.0, 1.0)})[2]


def test_every_missed_target_is_told() -> None:
    """Time, memory and recall are told apart, with the figure and what it should be."""
    peer = {"daft": used(12.0, 12.0)}
    assert candidates.missed({**peer, WHOLE: used(4.0, 3.0), ALL: used(20.0, 12.0)}, {}) == []
    slow = candidates.missed({**peer, WHOLE: used(4.4, 3.3), ALL: used(9.0, 12.5, 600)}, {})
    assert [line.split(":")[0] for line in slow] == [WHOLE, WHOLE, ALL, ALL]
    recalls = {
        WHOLE: {
            "resemblance >= 0.7": found.Share(99, 100),
            "resemblance >= 0.5": found.Share(0, 0),
            "resemblance >= 0.3": found.Share(99, 100),
            "precision": found.Share(10, 10),
        }
    }
    assert candidates.missed({}, recalls) == [f"{WHOLE}: resemblance >= 0.7 0.9900, to reach 1.0"]


def test_one_turn_is_enough_for_some() -> None:
    """Who is to run once has one turn, the others have all of theirs."""
    command = [sys.executable, "-c", ""]
    usages = turns.measure({"a": command, "b": command}, 2, once=["b"])
    assert [len(usages["a"]), len(usages["b"])] == [2, 1]


# ---------------------------------------------------------------- the error of estimates


def test_errors_are_those_of_minhash(generated: tuple[Path, Path]) -> None:
    """Every scheme estimates about as well as theory says, and more hashes estimate better."""
    short = signature_error.errors(*generated, hashes=32, seeds=4)
    long = signature_error.errors(*generated, hashes=256, seeds=4)
    for name in signature_error.SCHEMES:
        assert short[name] < 1.6 * short[signature_error.THEORY]
        assert long[name] < 0.7 * short[name]
    assert long[signature_error.THEORY] * 8**0.5 == pytest.approx(short[signature_error.THEORY])


def test_both_ways_to_the_same_scheme_agree(generated: tuple[Path, Path]) -> None:
    """Our kernel's and datasketch's signatures of one seed err alike, though not on the same hashes."""
    found_by = signature_error.errors(*generated, hashes=128, seeds=2)
    assert found_by["affine32"] == pytest.approx(found_by["datasketch"], rel=0.6)
    assert found_by["affine32"] != found_by["datasketch"]


def test_the_benchmark_runs_whole(generated: tuple[Path, Path], tmp_path: Path) -> None:
    """Given documents and truth, one turn of ours and one peer ends with 0 and all three tables."""
    docs, truth = map(str, generated)
    without = [name for name in (SCAN, *PEERS) if name != "datasketch, bulk"]
    options = [
        "--docs",
        docs,
        "--truth",
        truth,
        "--runs",
        "1",
        "--keep",
        str(tmp_path),
        "--without",
        *without,
    ]
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "benchmarks.speed.candidates", *options],
        capture_output=True,
        text=True,
        check=True,
    )
    assert f"| {WHOLE} | 1.0000 | 1.0000 | 1.0000 | 1.0000 |" in done.stdout
    assert "| datasketch, bulk |" in done.stdout
    assert "| one-permutation |" in done.stdout
