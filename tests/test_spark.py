"""A scan on a cluster: the same report as that of one machine, and one sentence for what goes wrong."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from cli_samples import COPY, ORIGINAL, OTHER, syndetect
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from test_common_lines import ENOUGH, prose

from benchmarks.quality import translated
from benchmarks.speed.cluster import moved, stage_rows
from benchmarks.standalone import PATIENCE, Cluster, begun
from syndetect import InputError, Report, load_report
from syndetect import scan as scan_here
from syndetect.boilerplate.common_lines import SecondLook
from syndetect.boilerplate.learned_lines import Furniture, learn, line_postings, owner
from syndetect.cli.app import app
from syndetect.kernels.join import ROW_BITS, TAG_BITS, pair_keys, tagged
from syndetect.kernels.line_hashes import lines
from syndetect.model import Document, Skipped
from syndetect.pipeline.chunks import pair_runs
from syndetect.records import to_dict
from syndetect.spark import connected
from syndetect.spark.cells import (
    ROWS,
    HeldKeys,
    cell_keys,
    folded,
    hash_cells,
    joined,
    pair_cells,
    unfolded,
)
from syndetect.spark.family_tasks import _together
from syndetect.spark.inputs import decoded, encoded, heading, of_all
from syndetect.spark.posting_cells import SHORT, BucketPostings, list_cells, lists_in, row_bits
from syndetect.spark.prints import BANDS, require_room, with_texts
from syndetect.spark.search import _met
from syndetect.spark.session import _refusal
from syndetect.spill import MEMORY, Budget, SortedRuns
from syndetect.text.surface import words

CORPUS = Path(__file__).parent.parent / "corpus"
needs_spark = pytest.mark.skipif(
    find_spec("pyspark") is None or shutil.which("java") is None,
    reason="needs pyspark and Java: pip install 'syndetect[spark]', and a JRE of 17 or 21",
)
numbers = st.integers(0, 2**64 - 1)


places = st.integers(0, 999)


@given(st.lists(st.tuples(places, places, st.integers(0, 7)), max_size=60), st.integers(1, 7))
def test_a_bucket_holds_every_key_of_its_pairs(pairs: list[tuple[int, int, int]], buckets: int) -> None:
    """What two articles share comes to one bucket whoever made it, and all buckets together hold all."""
    keys = [tagged(pair_keys(np.array([left]), np.array([right])), tag) for left, right, tag in pairs]
    homes: dict[int, int] = {}
    held: list[int] = []
    for half in (keys[::2], keys[1::2]):
        made = HeldKeys(5, 1_000, buckets)
        assert not list(made.cells(half))
        for kind, bucket, cell in made.rest():
            assert kind == 5
            assert 0 <= bucket < buckets
            held += cell_keys(cell, TAG_BITS).tolist()
            for key in cell_keys(cell, TAG_BITS).tolist():
                assert homes.setdefault(key >> TAG_BITS, bucket) == bucket
    assert sorted(held) == sorted(int(key[0]) for key in keys)


def test_no_bucket_has_all_of_an_article_that_many_meet() -> None:
    """A thousand pairs with one article go to all buckets, about as many to each, and in few bytes."""
    keys = tagged(pair_keys(np.full(10_000, 3), np.arange(10_000)), 1)
    cells = list(pair_cells(0, keys, 10_000, 8))
    sizes = [len(cell_keys(cell, TAG_BITS)) for _, _, cell in cells]
    assert len(sizes) == 8
    assert max(sizes) < 1.1 * min(sizes)
    assert sum(len(cell) for _, _, cell in cells) < 0.1 * keys.nbytes


@given(st.lists(st.tuples(numbers, numbers)))
def test_keys_and_values_come_back_as_they_went(pairs: list[tuple[int, int]]) -> None:
    """Whatever they are, the largest and the least included."""
    keys, values = np.array(sorted(pairs), np.uint64).reshape(-1, 2).T
    for sent, back in zip((keys, values), unfolded(folded(keys, values)), strict=True):
        assert back.tolist() == sent.tolist()


def test_postings_are_moved_in_few_bytes() -> None:
    """What a thousand articles of some hundred features hand on is little more than half of its numbers."""
    generator = np.random.default_rng(3)
    hashes = generator.integers(0, 1 << 64, 500_000, np.uint64)
    values = hashes & ~ROWS | generator.integers(7_000, 8_000, len(hashes), dtype=np.uint64)
    cells = hash_cells(0, values, np.arange(10_000), 8)
    assert sum(len(cell) for _, _, cell in cells) < 0.6 * values.nbytes


hashes = st.sampled_from([0, 1, 1 << 39, (1 << 40) - 1]) | st.integers(0, 9)


@given(st.lists(st.tuples(hashes, st.integers(0, 29))), st.sampled_from([1, 3, 4, 7, 64]))
def test_lists_hold_rows_that_no_posting_has_room_for(held: list[tuple[int, int]], buckets: int) -> None:
    """Rows go over buckets into lists, those beyond 24 bits too where there are buckets enough."""
    count = 1 << min(row_bits(buckets), ROW_BITS + 1)
    rows = count - 1 - 7 * np.arange(30)
    keys, numbers = (np.array([pair[side] for pair in held], np.uint64) for side in (0, 1))
    postings = BucketPostings(buckets)
    for kind, bucket, cell in hash_cells(2, keys << np.uint64(ROW_BITS) | numbers, rows, buckets):
        postings.append(kind, bucket, *unfolded(cell))
    found = []
    for kind, _, cell in list_cells(postings, 3):
        lists = lists_in(cell)
        members = [tuple(some.tolist()) for some in np.split(lists.members, np.cumsum(lists.sizes)[:-1])]
        assert all((len(some) <= 3) == (kind == 2 + SHORT) for some in members)
        found += members
    expected: dict[int, set[int]] = {}
    for value, number in held:
        expected.setdefault(value, set()).add(int(rows[number]))
    assert sorted(found) == sorted(tuple(sorted(some)) for some in expected.values() if len(some) > 1)


def test_tasks_must_be_enough_for_all_articles() -> None:
    """Twice as many tasks have room for twice as many articles, up to a thousand million."""
    require_room(1 << ROW_BITS, 1)
    require_room(100_000_000, 8)
    for articles, buckets in (((1 << ROW_BITS) + 1, 1), (100_000_000, 4), (2_000_000_000, 10_000)):
        with pytest.raises(InputError, match=r"cut them into more \(spark\.default\.parallelism\)"):
            require_room(articles, buckets)


def test_a_band_of_ten_thousand_articles_is_no_crowd_of_pairs() -> None:
    """Whoever shares a band with very many is paired with few of them, each pair once."""
    count = 10_000
    key, rows = np.full(count // 2, 1 << 39, np.uint64), np.arange(count, dtype=np.uint64)
    held = SimpleNamespace(value=(np.arange(count, dtype=np.int32), np.zeros(count // 8, np.uint8)))
    halves = [(BANDS, 2, folded(key, half)) for half in (rows[::2], rows[1::2])]
    pairs = joined([cell for _, _, cell in _met(iter(halves), held, 4)])
    assert count - 1 <= len(np.unique(pairs)) == len(pairs) < 2 * count


def test_articles_that_are_looked_at_again_are_brought_until_nobody_asks() -> None:
    """A notice of many outlets is examined in steps: who is read next depends on what was read before."""
    texts = [f"{prose(row, 160)}\n{prose('notice', 80)}" for row in range(ENOUGH)]
    outlets = [owner(f"Paper {row}") for row in range(ENOUGH)]
    batch = words(texts)
    posted = line_postings(lines(batch, np.array(outlets, np.uint64)), np.array(outlets, np.uint64), 0)
    brought: list[list[int]] = []

    def learned(recall: Callable[[np.ndarray], Sequence[str]]) -> Furniture:
        runs = SortedRuns(1 << 64, ROW_BITS, Budget(MEMORY))
        runs.append(posted.copy())
        look = SecondLook(np.arange(ENOUGH, dtype=np.uint64), recall)
        return learn(runs, np.full(ENOUGH, 240), np.arange(ENOUGH), 5, look)

    def texts_of(rows: np.ndarray) -> dict[int, str]:
        brought.append(rows.tolist())
        return {row: texts[row] for row in rows.tolist()}

    furniture = with_texts(learned, texts_of)
    assert len(furniture) > 0
    assert np.array_equal(furniture.keys, learned(lambda rows: [texts[row] for row in rows.tolist()]).keys)
    assert len(brought) > 1
    every = [row for rows in brought for row in rows]
    assert len(set(every)) == len(every)


@given(st.text(), st.dictionaries(st.text(max_size=5), st.integers(-9, 9) | st.none() | st.text()))
def test_an_article_comes_back_as_it_went(text: str, meta: dict[str, object]) -> None:
    """What a task sends is what the next one gets, lone surrogates of a text included."""
    sent = Document("id", f"{text}\ud800", outlet="An outlet", meta=meta, line=3)
    assert decoded(encoded(sent)) == sent
    assert heading(encoded(sent)) == replace(sent, text="")


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=1), st.integers(1, 3_000_000))
def test_chunks_are_all_pairs_in_order(pairs: list[tuple[int, int]], size: int) -> None:
    """Pairs are cut into chunks, none is lost or told twice, and only a last pair may be too much."""
    array = np.array(pairs, np.int64)
    chunks = list(pair_runs(array, np.full(31, size), 12, 4_000_000))
    assert np.array_equal(np.concatenate(chunks), array)
    for chunk in chunks:
        assert len(chunk) <= 12
        assert len(np.unique(chunk[:-1])) * size < 4_000_000


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1), st.integers(1, 1_500_000))
def test_what_hangs_together_stays_together(pairs: list[tuple[int, int]], size: int) -> None:
    """Both ends of every pair are in one chunk, and every article is in one."""
    ends = np.array(pairs, np.int64)
    rows = np.unique(ends)
    left, right = np.searchsorted(rows, ends[:, 0]), np.searchsorted(rows, ends[:, 1])
    chunks = list(_together(rows, left, right, np.full(41, size)))
    assert sorted(np.concatenate(chunks).tolist()) == rows.tolist()
    home = {row: number for number, some in enumerate(chunks) for row in some.tolist()}
    assert all(home[one] == home[other] for one, other in pairs)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("x\nModuleNotFoundError: No module named 'syndetect'\n", "has no module syndetect"),
        ("[PYTHON_VERSION_MISMATCH] Python in worker has a different version", "another Python"),
        ('java.io.IOException: Cannot run program "/opt/no/python": error=2', "no Python at /opt/no/python"),
        ("Caused by: java.net.SocketException: Connection reset\n", "too little memory: give it more"),
        ("ExecutorLostFailure (executor 1 exited): Command exited with code 1\n", "; stages that were done"),
        ("boom\norg.apache.spark.SparkException: gone\nMemoryError: no room.\n", "MemoryError: no room; "),
    ],
)
def test_what_spark_says_at_length_is_told_in_a_sentence(said: str, told: str) -> None:
    """The cause is named, on one line, with what to do."""
    sentence = str(_refusal(said, "spark://here:7077", "in the stage align"))
    assert told in sentence
    assert "\n" not in sentence


@needs_spark
def test_a_cluster_that_is_not_there_is_told_at_once() -> None:
    """Nobody waits for a master that does not answer."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(InputError, match=r"no cluster answers at spark://127\.0\.0\.1"):
        connected(f"spark://127.0.0.1:{port}", {})


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--master", "local[1]"), "--engine spark"),
        (("--resume",), "--engine spark"),
        (("--engine", "spark"), "-o DIR"),
        (("--engine", "spark", "-o", "report.json"), "-o DIR"),
        (("--engine", "sparc"), "did you mean 'spark'"),
        (("--engine", "spark", "-o", "out", "-j", "2"), "--jobs is for a scan on one machine"),
    ],
)
def test_a_cluster_is_asked_for_in_full(options: tuple[str, ...], said: str) -> None:
    """What only a cluster knows is refused for a scan here, and a cluster needs a folder."""
    done = CliRunner().invoke(app, ["scan", str(CORPUS), *options])
    assert done.exit_code == 2
    assert said in done.output


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    """Tables are never written among files that somebody else put there."""
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    done = syndetect("scan", CORPUS, "--engine", "spark", "-o", tmp_path)
    assert done.returncode == 2
    assert b"holds other files, such as 'notes.txt'" in done.stderr


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A cluster that is there for the tests of this file, and gone after them however they end."""
    made = Cluster(tmp_path_factory.mktemp("cluster"))
    try:
        made.start()
        yield made
    finally:
        made.stop()


def told(report: Report) -> dict[str, object]:
    """A report without what differs between two equal runs."""
    found = to_dict(report)
    found["run"] = found["run"]["counts"]
    return json.loads(json.dumps(found))


@needs_spark
@pytest.mark.slow
def test_a_cluster_gives_the_report_of_one_machine(cluster: Cluster, tmp_path: Path) -> None:
    """Articles, pairs with passages, translations, families, outlets: all of it equal to a scan here.

    So it is with a table of dates and outlets, and with base texts that are left out.
    """
    paths = [CORPUS, translated.FOLDER]
    table, base = tmp_path / "dates.csv", tmp_path / "release.txt"
    table.write_text("id,published\ntranslations/lens.es.md,2024-09-30\n", "utf-8")
    base.write_text((CORPUS / "meridian-wire" / "rail-strike-settlement.txt").read_text("utf-8"), "utf-8")
    more = ("--metadata", str(table), "--ignore", str(base))
    with begun(cluster.master, paths, tmp_path / "out", *more) as job:
        assert job.ended() == 0, job.said()[-3000:]
        assert ", 3 skipped; written to" in job.said()
    expected = scan_here(*map(str, paths), ignore=[base], metadata=str(table))
    assert sum(pair.relation == "translation" for pair in expected.pairs) > 10
    assert told(load_report(tmp_path / "out")) == told(expected)


@needs_spark
@pytest.mark.slow
def test_a_job_that_was_broken_off_goes_on(cluster: Cluster, tmp_path: Path) -> None:
    """An executor that is killed costs time alone, and what a killed job has done is not done again.

    So do files that tasks left for each other and that are gone: Spark does these tasks again.
    """
    inputs, out = tmp_path / "in", tmp_path / "out"
    shutil.copytree(CORPUS, inputs)
    expected = told(scan_here(str(inputs)))
    with begun(cluster.master, [inputs], out) as job:
        job.until(out, "read.done/_SUCCESS")
        os.kill(cluster.executors()[0], signal.SIGKILL)
        job.until(out, "prints.done/_SUCCESS")
    # Whoever read them again would find nothing.
    shutil.rmtree(inputs)
    with begun(cluster.master, [inputs], out, "--resume") as job:
        job.until(out, "near.done/_SUCCESS")
        lost = 0
        while job.goes_on():
            if not lost:
                lost = cluster.lose_files()
            time.sleep(0.02)
        assert lost
        assert job.ended() == 0, job.said()[-3000:]
    assert told(load_report(out)) == expected


FRAME = """
import json, sys
from syndetect.spark import scan
from syndetect.spark.inputs import frame_of
frame = frame_of(session, ["file://" + sys.argv[1]])
found = scan(session, frame, sys.argv[2], parts=2, min_relation="excerpt")
pairs = [row.asDict() for row in found.pairs.select("left", "right", "relation", "direction").collect()]
families = [row.asDict() for row in found.members.select("family", "document").collect()]
print(json.dumps([pairs, families, found.documents.count()]))
"""


@needs_spark
@pytest.mark.slow
def test_the_notebook_runs_on_a_cluster(cluster: Cluster, tmp_path: Path) -> None:
    """Its cells, one after the other, on two workers; it is kept without what they print.

    In its session a frame of articles becomes frames of what a scan of these articles finds.
    """
    texts = {"a": ORIGINAL, "b": COPY, "c": OTHER, "d": COPY}
    rows = [{"id": id, "text": text, "outlet": f"Outlet {id}"} for id, text in texts.items()]
    file = tmp_path / "articles.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    cells = json.loads((CORPUS.parent / "docs" / "cluster-notebook.ipynb").read_text("utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert not any(cell["outputs"] for cell in code)
    *cells_before, last = ("".join(cell["source"]) for cell in code)
    done = subprocess.run(  # noqa: S603 (ours)
        [sys.executable, "-c", "\n".join([*cells_before, FRAME, last]), str(file), str(tmp_path / "out")],
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
        cwd=CORPUS.parent,
        env={**os.environ, "SPARK_MASTER": cluster.master},
    )
    assert done.returncode == 0, done.stderr[-3000:]
    *printed, told_of_frame = done.stdout.splitlines()
    assert any("paraphrase" in line for line in printed)
    pairs, members, documents = json.loads(told_of_frame)
    expected = scan_here(rows, min_relation="excerpt")
    names = ("left", "right", "relation", "direction")
    assert pairs == [{name: getattr(pair, name) for name in names} for pair in expected.pairs]
    assert members == [
        {"family": family.id, "document": member.document}
        for family in expected.families
        for member in family.members
    ]
    assert len(pairs) > 2
    assert documents == 4


@needs_spark
@pytest.mark.slow
def test_a_cluster_without_syndetect_is_told_in_a_sentence(tmp_path: Path) -> None:
    """The first task finds out, before anything is read."""
    done = syndetect(
        *("scan", CORPUS, "--engine", "spark", "--master", "local[1]", "-o", tmp_path / "out"),
        *("--spark-conf", "spark.ui.enabled=false"),
        env={"PYSPARK_PYTHON": str(tmp_path / "python")},
    )
    assert done.returncode == 2, done.stderr
    assert f"has no Python at {tmp_path / 'python'}".encode() in done.stderr.splitlines()[-1]


def test_what_a_cluster_moves_is_told_by_stage(tmp_path: Path) -> None:
    """Of Spark's log the bytes and seconds of each task count for the job that it was for."""
    task = {
        "Event": "SparkListenerTaskEnd",
        "Stage ID": 4,
        "Task Info": {"Accumulables": [{"Name": "time to run Python workers", "Update": "500"}]},
        "Task Metrics": {
            "Executor Run Time": 2_000,
            "Shuffle Write Metrics": {"Shuffle Bytes Written": 30_000},
        },
    }
    job = {
        "Event": "SparkListenerJobStart",
        "Properties": {"spark.job.description": "syndetect: prints"},
        "Stage Infos": [{"Stage ID": 4}],
    }
    log = tmp_path / "events"
    log.write_text("".join(json.dumps(event) + "\n" for event in (job, task, task)), "utf-8")
    rows = stage_rows(moved(tmp_path), articles=10)
    assert rows[2] == "| syndetect: prints | 6.00 | 2 | 4.0 | 1.0 |"
    assert rows[-1] == "| all | 6.00 | 2 | 4.0 | 1.0 |"


def test_a_table_that_meets_articles_of_one_share_is_no_fault() -> None:
    """Only what every share says of a table of metadata is said, and once."""
    unmet = Skipped("dates.csv (metadata)", "none of its 3 rows is of an article that was read; it is joined")
    empty = Skipped("a.txt", "is empty")
    notes = [([unmet, empty], [], {"read": 1}), ([unmet], [], {})]
    assert [skipped for skipped, _, _ in of_all(notes, 3)] == [[empty], []]
    assert [skipped for skipped, _, _ in of_all(notes, 2)] == [[empty], [unmet]]
