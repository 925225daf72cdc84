"""What arrives in folders is told once and added, and what is half written waits."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from cli_samples import COPY, ORIGINAL, OTHER
from click.testing import CliRunner, Result

from syndetect import Index, Settings
from syndetect.cli.app import app
from syndetect.model import Document
from syndetect.pipeline import read
from syndetect.pipeline.task import opened
from syndetect.pipeline.watching import SETTLED, Spool, literal


def invoke(*words: str) -> Result:
    """The command, run in this process."""
    return CliRunner().invoke(app, words)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An index of two articles, and a folder that nothing is in yet."""
    Index.build(tmp_path / "kept", [Document("a", ORIGINAL), Document("b", OTHER)])
    (tmp_path / "in").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(path: Path, text: str, age: float = 2 * SETTLED) -> None:
    """A file that was changed so many seconds ago."""
    path.write_text(text, encoding="utf-8")
    then = path.stat().st_mtime - age
    os.utime(path, (then, then))


def ids(spool: Spool) -> list[str]:
    """What arrived since it was looked at last."""
    return [item.id for item in spool.arrived(opened(Settings())) if isinstance(item, Document)]


def test_a_file_that_is_written_to_waits_for_the_next_look(folder: Path) -> None:
    """It is read once it looks as it did before; nothing is read again while nothing changes."""
    spool = Spool(["in"])
    put(folder / "in" / "old.txt", ORIGINAL)
    put(folder / "in" / "new.txt", COPY[:400], age=0)
    assert ids(spool) == ["in/old.txt"]
    put(folder / "in" / "new.txt", COPY, age=0)
    os.utime(folder / "in" / "new.txt")
    assert ids(spool) == []
    assert ids(spool) == ["in/new.txt", "in/old.txt"]
    assert ids(spool) == []


@pytest.mark.parametrize("name", ["a*.txt", "[a].txt", "!a.txt", "#a.txt", " a.txt", "a\\b.txt", "a b?.txt"])
def test_a_literal_pattern_fits_its_path_alone(tmp_path: Path, name: str) -> None:
    """Whatever signs it has."""
    (tmp_path / "x").mkdir()
    for path in (name, "ab.txt", "a1.txt", f"x/{name}"):
        (tmp_path / path).write_text(ORIGINAL, encoding="utf-8")
    every = {item.id for item in read(tmp_path) if isinstance(item, Document)}
    left = {item.id for item in read(tmp_path, exclude=[literal(name)]) if isinstance(item, Document)}
    assert len(every) == 4
    assert every - left == {name}


def test_what_is_new_is_told_and_added_once(folder: Path) -> None:
    """A round is a report in NDJSON; the next one has nothing to tell."""
    put(folder / "in" / "copy.txt", COPY)
    done = invoke("index", "watch", "kept", "in", "--once")
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.exit_code == 0
    assert [(one["left"], one["right"]) for one in records if one["type"] == "pair"] == [("a", "in/copy.txt")]
    assert Index.open("kept").info().articles == 3
    again = invoke("index", "watch", "kept", "in", "--once")
    assert (again.stdout, again.exit_code) == ("", 0)


def test_an_addition_can_be_reported(folder: Path) -> None:
    """What is new, against what was there before, in any format; what is known is not told again."""
    put(folder / "in" / "copy.txt", COPY)
    put(folder / "in" / "again.txt", COPY.replace("viaduct", "bridge"))
    done = invoke("index", "add", "kept", "in", "--report", "json", "-o", "new.json")
    told = json.loads((folder / "new.json").read_text(encoding="utf-8"))
    assert done.exit_code == 0
    assert {"in/copy.txt", "in/again.txt"} <= {one["id"] for one in told["documents"]}
    assert {("a", "in/copy.txt"), ("in/again.txt", "in/copy.txt")} <= {
        (one["left"], one["right"]) for one in told["pairs"]
    }
    assert "2 added; 4 articles" in done.stderr
    again = invoke("index", "add", "kept", "in", "--report", "csv")
    assert again.stdout == ""
    assert "2 known" in again.stderr


def test_an_emptied_index_takes_what_arrives(folder: Path) -> None:
    """With nothing to hold it against, it is told among itself."""
    assert invoke("index", "remove", "kept", "--match", "*").exit_code == 0
    put(folder / "in" / "copy.txt", COPY)
    assert "in/copy.txt" in invoke("index", "watch", "kept", "in", "--once").stdout
    assert Index.open("kept").info().articles == 1


def test_wrong_usage_says_what_to_do(folder: Path) -> None:
    """Each in a sentence, with exit code 2, before anything is read."""
    for words, message in (
        (("watch", "kept", "https://feeds.example/rss"), "not an address"),
        (("watch", "in", "in", "--once"), "syndetect index build in"),
        (("add", "kept", "in", "--report", "pdf"), "pdf"),
        (("add", "kept", "in", "--report", "csv", "--format", "json"), "share one output"),
    ):
        done = invoke("index", *words)
        assert (done.exit_code, message in done.stderr) == (2, True), (words, done.stderr)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
@pytest.mark.usefixtures("heeds_interrupts")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_in_order(folder: Path, number: int) -> None:
    """With exit code 0, and an index that has what was told."""
    put(folder / "in" / "copy.txt", COPY)
    command = [sys.executable, "-m", "syndetect", "index", "watch", "kept", "in", "--every", "0.2"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, text=True, **pipes) as process:  # noqa: S603
        assert process.stderr is not None
        assert "1 article added; 3 in the index" in process.stderr.readline()
        process.send_signal(number)
        _, said = process.communicate()
    assert (process.returncode, "stopped" in said) == (0, True)
    assert Index.open("kept").verify() == ()
