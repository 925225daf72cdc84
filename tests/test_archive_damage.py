"""An index that was damaged, killed over, or is in use: said so, and never answered wrongly."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies
from test_archive import ARTICLES, SMALL, task, told

from syndetect import check
from syndetect.archive.container import Container, ContainerWriter
from syndetect.archive.kept import Kept
from syndetect.archive.manifest import NAME, writing
from syndetect.errors import ArchiveError, SyndetectError
from syndetect.pipeline import indexing
from syndetect.pipeline.index_contents import info, verify


@pytest.fixture(params=[True, False], ids=["texts", "no texts"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """An index of two segments, with texts and without."""
    path = tmp_path / "index"
    indexing.build(path, [ARTICLES[:12]], task(), texts=request.param)
    indexing.add(path, [ARTICLES[12:20]], task())
    return path


@pytest.fixture(scope="module", params=[True, False], ids=["texts", "no texts"])
def one(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of one segment, to be copied and damaged."""
    path = tmp_path_factory.mktemp("whole") / "index"
    indexing.build(path, [ARTICLES[:8]], task(), texts=request.param)
    return path


def files(path: Path, kind: str) -> Iterator[Path]:
    """The files of a kind."""
    return (file for file in sorted(path.iterdir()) if file.name.startswith(kind))


def test_a_damaged_segment_is_named_and_the_rest_answers(index: Path) -> None:
    """What is in other segments is found as before; the report says what is missing."""
    kept = Kept(index)
    number, segment = next(iter(kept.segments.items()))
    rest = {kept.id(place) for place in range(len(kept)) if int(kept.state.keys[place]) >> 24 != number}
    segment.path.write_bytes(segment.path.read_bytes()[:-100])
    asked = [replace(item, id=f"new/{item.id}") for item in ARTICLES[:20]]
    report = check(asked, against=index, settings=SMALL)
    (skipped,) = report.skipped
    assert segment.path.name in skipped.reason
    assert report.pairs
    assert {
        id for pair in report.pairs for id in (pair.left, pair.right) if not id.startswith("new/")
    } <= rest
    assert any(segment.path.name in line for line in verify(index))


def test_a_damaged_index_is_not_written_to(index: Path) -> None:
    """Whoever adds to it is told first."""
    next(files(index, "segment")).write_bytes(b"")
    with pytest.raises(ArchiveError, match="too short"):
        indexing.add(index, [ARTICLES[20:22]], task())


@given(seed=strategies.integers(0, 10_000))
@settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
def test_a_changed_byte_is_found(one: Path, seed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Wherever it is, `verify` names the file; a check ends in a report or a sentence, never in a fault."""
    path = tmp_path_factory.mktemp("copy") / "index"
    path.mkdir()
    for file in one.iterdir():
        (path / file.name).write_bytes(file.read_bytes())
    chance = random.Random(seed)  # noqa: S311 (no secret)
    target = chance.choice([*files(path, "segment"), *files(path, "state")])
    raw = bytearray(target.read_bytes())
    place = chance.randrange(len(raw))
    raw[place] ^= 1 << chance.randrange(8)
    target.write_bytes(bytes(raw))
    if _is_padding(one / target.name, place):
        return
    assert any(target.name in line for line in verify(path))
    with suppress(SyndetectError):
        assert check([replace(ARTICLES[30], id="asked")], against=path, settings=SMALL).faults == ()


@given(seed=strategies.integers(0, 10_000))
@settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
def test_a_damaged_manifest_is_refused_or_as_it_was(
    one: Path, seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Cut off, overwritten or shifted: a sentence, or the report of the whole index, and nothing else."""
    path = tmp_path_factory.mktemp("copy") / "index"
    path.mkdir()
    for file in one.iterdir():
        (path / file.name).write_bytes(file.read_bytes())
    chance = random.Random(seed)  # noqa: S311 (no secret)
    raw = bytearray((path / NAME).read_bytes())
    place, other, size = (
        chance.randrange(len(raw)),
        chance.randrange(len(raw)),
        chance.choice((1, 8, 64, 999)),
    )
    noise = {
        "cut": b"",
        "zeros": bytes(size),
        "noise": chance.randbytes(size),
        "other": raw[other : other + size],
    }
    kind = chance.choice(sorted(noise))
    raw[place : len(raw) if kind == "cut" else place + chance.choice((0, size))] = noise[kind]
    (path / NAME).write_bytes(bytes(raw))
    asked = [replace(ARTICLES[2], id="asked")]
    with suppress(SyndetectError):
        list(verify(path))
        report = check(asked, against=path, settings=SMALL)
        assert report.faults == ()
        assert report.pairs == check(asked, against=one, settings=SMALL).pairs


def test_a_manifest_that_names_other_articles_is_found(one: Path, tmp_path: Path) -> None:
    """The ids that a writer goes by are those that readers see."""
    path = tmp_path / "index"
    path.mkdir()
    for file in one.iterdir():
        (path / file.name).write_bytes(file.read_bytes())
    assert list(verify(path)) == []
    with closing(sqlite3.connect(path / NAME)) as manifest:
        manifest.execute("UPDATE documents SET id = CAST(id || x'21' AS BLOB) WHERE key % 2")
        manifest.commit()
    assert any("do not name the same articles" in line for line in verify(path))


def _is_padding(path: Path, place: int) -> bool:
    """Whether a byte belongs to nothing: what stands between two columns."""
    return not Container(path, path.name.partition("-")[0]).holds(place)


def test_articles_that_cannot_be_read_are_named_and_the_rest_is_judged(index: Path) -> None:
    """A record that is broken costs what it holds, and nothing else."""
    asked = [replace(item, id=f"new/{item.id}") for item in ARTICLES[:8]]
    whole = check(asked, against=index, settings=SMALL)
    file = next(files(index, "segment"))
    raw = bytearray(file.read_bytes())
    # Somewhere among the records, which are the last but one of the columns.
    raw[-4000] ^= 1
    file.write_bytes(bytes(raw))
    report = check(asked, against=index, settings=SMALL)
    assert 0 < len(report.pairs) <= len(whole.pairs)
    assert all(file.name in item.reason for item in report.skipped)


def test_no_path_leads_out_of_the_index(index: Path) -> None:
    """A manifest that names a file elsewhere is damaged."""
    with writing(index) as writer:
        writer.say("state", "../state")
        writer.commit()
    with pytest.raises(ArchiveError, match="outside"):
        check([ARTICLES[0]], against=index, settings=SMALL)


def test_two_writers_do_not_meet(index: Path) -> None:
    """The second is told that there is a first, and readers go on."""
    with writing(index):
        with pytest.raises(ArchiveError, match="somebody else is writing"):
            indexing.add(index, [ARTICLES[20:22]], task())
        assert info(index).articles == 20


def test_a_reader_sees_what_it_opened(index: Path) -> None:
    """Articles that are removed and merged away meanwhile are still there for who was there before."""
    kept = Kept(index)
    ids = [kept.id(place) for place in range(len(kept))]
    indexing.remove(index, lambda rows: [row.key for row in rows][1:], task())
    indexing.merge(index, task())
    assert [kept.document(place).id for place in range(len(kept))] == ids
    assert info(index).articles == 1


def test_what_was_not_committed_is_cleared_away(index: Path) -> None:
    """Files of a writer that was killed count for nothing, and are gone after the next change."""
    (index / "segment-0123456789abcdef").write_bytes(b"left behind")
    (index / ".writing-1-state").write_bytes(b"left behind")
    before = told(check([replace(ARTICLES[3], id="asked")], against=index, settings=SMALL))
    indexing.merge(index, task())
    assert told(check([replace(ARTICLES[3], id="asked")], against=index, settings=SMALL)) == before
    assert sorted(file.name.partition("-")[0] for file in index.iterdir()) == [NAME, "segment", "state"]


def test_a_container_that_failed_leaves_nothing(tmp_path: Path) -> None:
    """An error on the way takes the file with it."""
    with pytest.raises(ValueError, match="broken"), ContainerWriter(tmp_path, "state"):
        raise ValueError("broken")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_killed_writers_and_full_disks_lose_nothing() -> None:
    """A few of each kind, here; benchmarks/kills.py does hundreds."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.kills", "--kills", "1", "--full", "2"],
        cwd=Path(__file__).resolve().parents[1],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.splitlines()[-1] == "1 killed of each kind, 2 full disks; 0 things wrong", (
        done.stdout + done.stderr
    )
