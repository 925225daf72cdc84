"""Which files a command reads."""

from __future__ import annotations

import io
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from stories import CHESS, PIER, WATER

from syndetect.cli.app import app


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Three articles, one in a folder of its own."""
    for name, text in (("a.txt", PIER), ("b.txt", CHESS), ("old/c.txt", WATER)):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def scanned(capsys: pytest.CaptureFixture[str], *args: str) -> list[str]:
    """The ids of what a scan read."""
    assert app.main(["scan", *args, "--format", "json", "--quiet"], standalone_mode=False) == 0
    report: dict[str, Any] = json.loads(capsys.readouterr().out)
    return [document["id"] for document in report["documents"]]


def test_what_is_excluded_is_not_read(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Patterns leave files and folders out."""
    assert scanned(capsys, str(corpus), "--exclude", "old/", "--exclude", "b.*") == ["a.txt"]


def test_paths_come_from_a_list(
    corpus: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A list in a file or on standard input names paths beside those of the command line."""
    listed = f"{corpus / 'a.txt'}\n{corpus / 'old/c.txt'}\n"
    (corpus / "list").write_text(listed, encoding="utf-8")
    assert scanned(capsys, "--files-from", str(corpus / "list")) == ["a.txt", "c.txt"]
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(listed.encode())))
    assert scanned(capsys, str(corpus / "b.txt"), "--files-from", "-") == ["a.txt", "b.txt", "c.txt"]


def test_encodings_are_repaired_on_request(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The option reaches the reader."""
    (tmp_path / "a.txt").write_text(
        "Die Fähre fährt heute nicht über den Sund.".encode().decode("cp1252"), encoding="utf-8"
    )
    assert scanned(capsys, str(tmp_path), "--repair-encoding") == ["a.txt"]
    app.main(["scan", str(tmp_path), "--repair-encoding", "--format", "json"], standalone_mode=False)
    assert json.loads(capsys.readouterr().out)["documents"][0]["meta"] == {"mojibake": "repaired"}


@pytest.mark.parametrize("args", [[], ["-", "--files-from", "-"]])
def test_nothing_and_twice_standard_input_are_usage_errors(
    args: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """What cannot be meant is refused before anything is read."""
    assert app.main(["scan", *args], standalone_mode=False) == 2
    assert "--files-from" in capsys.readouterr().err


def reported(capsys: pytest.CaptureFixture[str], *args: str) -> dict[str, Any]:
    """What a command gives as JSON."""
    assert app.main([*args, "--format", "json", "--quiet"], standalone_mode=False) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_every_command_that_reads_chooses_alike(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An audit, a trace and listed pairs leave out what a scan leaves out, and take the same lists."""
    (corpus / ".syndetectignore").write_text("old/\nlist\n", encoding="utf-8")
    (corpus / "list").write_text(f"{corpus}\n", encoding="utf-8")
    listed = ("--files-from", str(corpus / "list"))
    assert reported(capsys, "doctor", str(corpus))["documents"] == 2
    assert reported(capsys, "doctor", *listed, "--exclude", "b.*")["documents"] == 1
    assert reported(capsys, "why", "a.txt", "b.txt", *listed)["gates"][0]["figures"]["articles"] == 2
    assert app.main(["why", "a.txt", "b.txt", *listed, "--exclude", "a.*"], standalone_mode=False) == 2
    assert "no article has the id 'a.txt'" in capsys.readouterr().err
    (corpus / "pairs.jsonl").write_text('{"left": "a.txt", "right": "b.txt"}\n', encoding="utf-8")
    pairs = ("compare", "--pairs", str(corpus / "pairs.jsonl"))
    found = reported(capsys, *pairs, *listed, "--exclude", "pairs.jsonl")
    assert [document["id"] for document in found["documents"]] == ["a.txt", "b.txt"]
    assert found["skipped"] == []


def test_a_check_leaves_out_what_is_excluded_on_both_sides(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Patterns hold for the archive and for folders of submissions; what is named stays a submission."""
    for name in ("drafts/a.txt", "drafts/notes/a.txt"):
        (corpus / name).parent.mkdir(parents=True, exist_ok=True)
        (corpus / name).write_text(PIER, encoding="utf-8")
    drafts, notes = str(corpus / "drafts"), str(corpus / "drafts" / "notes" / "a.txt")
    archive = ("--against", str(corpus))
    everything = reported(capsys, "check", drafts, *archive)
    assert everything["submissions"] == ["drafts/a.txt", "drafts/notes/a.txt"]
    some = reported(capsys, "check", drafts, *archive, "--exclude", "notes/")
    assert some["submissions"] == ["drafts/a.txt"]
    assert {id for pair in some["pairs"] for id in (pair["left"], pair["right"])} == {"a.txt", "drafts/a.txt"}
    named = reported(capsys, "check", notes, *archive, "--exclude", "notes/", "--exclude", "/a.txt")
    (id,) = named["submissions"]
    (pair,) = named["pairs"]
    assert {pair["left"], pair["right"]} == {id, f"{corpus.name}/drafts/a.txt"}


def test_a_check_takes_submissions_from_a_list(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the list names is checked like what the command line names."""
    (corpus / "new.txt").write_text(WATER, encoding="utf-8")
    (corpus / "list").write_text(f"{corpus / 'new.txt'}\n", encoding="utf-8")
    found = reported(capsys, "check", "--files-from", str(corpus / "list"), "--against", str(corpus / "old"))
    assert found["submissions"] == ["new.txt"]
    assert len(found["pairs"]) == 1
