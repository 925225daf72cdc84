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
