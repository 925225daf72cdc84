"""The command that keeps an archive on disk, and its Python face."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from cli_samples import COPY, ORIGINAL, OTHER, write_articles
from click.testing import CliRunner, Result

from syndetect import Index, Settings, check
from syndetect.archive.manifest import NAME
from syndetect.cli.app import app
from syndetect.errors import ArchiveError
from syndetect.model import Document
from syndetect.records import to_dict


def invoke(*words: str) -> Result:
    """The command, run in this process."""
    return CliRunner().invoke(app, words)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three articles, an index of them, and a draft."""
    write_articles(tmp_path / "archive")
    (tmp_path / "draft.txt").write_text(COPY.replace("viaduct", "bridge"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert invoke("index", "build", "kept", "archive", "-q").exit_code == 0
    return tmp_path


def test_a_check_against_an_index_is_one_against_its_articles(folder: Path) -> None:
    """Byte for byte, but for the run itself."""
    reports = [
        json.loads(invoke("check", "draft.txt", "--against", archive, "--format", "json").stdout)
        for archive in ("kept", "archive")
    ]
    for report in reports:
        del report["run"]
    assert reports[0] == reports[1]
    assert reports[0]["pairs"]


def test_a_scan_beside_an_archive_tells_what_is_new(folder: Path) -> None:
    """With an index or with its articles, the same; the archive's own pairs are not told."""
    (folder / "draft-2.txt").write_text(COPY.replace("viaduct", "bridge").upper(), encoding="utf-8")
    reports = []
    for archive in ("kept", "archive"):
        done = invoke("scan", "draft.txt", "draft-2.txt", "--against", archive, "--format", "json")
        reports.append(json.loads(done.stdout))
        del reports[-1]["run"]
    assert reports[0] == reports[1]
    pairs = {(pair["left"], pair["right"]) for pair in reports[0]["pairs"]}
    assert ("draft-2.txt", "draft.txt") in pairs
    assert all(any(id.startswith("draft") for id in pair) for pair in pairs)


def test_what_became_of_the_articles_is_told(folder: Path) -> None:
    """In words on stderr, or as JSON on stdout."""
    (folder / "archive" / "d.txt").write_text(OTHER.replace("honey", "mead"), encoding="utf-8")
    assert "1 added, 3 known; 4 articles in the index" in invoke("index", "add", "kept", "archive").stderr
    (folder / "archive" / "d.txt").write_text(ORIGINAL, encoding="utf-8")
    done = invoke("index", "add", "kept", "archive", "--format", "json", "--strict")
    told = json.loads(done.stdout)
    assert (told["added"], told["known"], told["articles"], done.exit_code) == (0, 3, 4, 2)
    assert "--replace" in told["skipped"][0]["reason"]
    assert "1 replaced" in invoke("index", "add", "kept", "archive", "--replace").stderr


@pytest.mark.parametrize(
    ("how", "left"),
    [
        (("--id", "old"), 3),
        (("--outlet", "Post"), 2),
        (("--before", "2026-02-01"), 3),
        (("--match", "new*"), 2),
        (("--match", "new*", "--id", "old"), 1),
    ],
)
def test_articles_go_by_id_outlet_date_or_pattern(tmp_path: Path, how: tuple[str, ...], left: int) -> None:
    """And nothing else goes with them."""
    path = tmp_path / "index"
    Index.build(
        path,
        [
            Document("old", ORIGINAL, outlet="Echo", published="2026-01-05"),
            Document("new/1", OTHER, outlet="Post", published="2026-03-01T10:00:00Z"),
            Document("new/2", COPY, outlet="Post"),
            Document("undated", f"{OTHER} {ORIGINAL}"),
        ],
    )
    assert invoke("index", "remove", str(path), *how).exit_code == 0
    assert Index.open(path).info().articles == left


def test_wrong_usage_says_what_to_do(folder: Path) -> None:
    """Each in a sentence, with exit code 2."""
    for words, message in (
        (("remove", "kept"), "give --id, --outlet, --before or --match"),
        (("remove", "kept", "--before", "soon"), "write it as 2026-11-28"),
        (("build", "kept", "archive"), "syndetect index add"),
        (("build", "archive", "draft.txt"), "holds other files"),
        (("build", "new"), "--from an index"),
        (("info", "archive"), "syndetect index build archive"),
        (("info", "nowhere"), "is no index"),
    ):
        done = invoke("index", *words)
        assert (done.exit_code, message in done.stderr) == (2, True), (words, done.stderr)


def test_an_index_can_be_made_of_another(folder: Path) -> None:
    """For other settings: its articles are all that is needed."""
    refused = invoke("check", "draft.txt", "--against", "kept", "--set", "rare_words=4")
    assert refused.exit_code == 2
    assert "index build NEW --from kept" in refused.stderr
    assert invoke("index", "build", "new", "--from", "kept", "--set", "rare_words=4").exit_code == 0
    assert invoke("check", "draft.txt", "--against", "new", "--set", "rare_words=4").exit_code == 0


def test_an_index_of_an_older_layout_gives_its_articles_to_a_new_one(folder: Path) -> None:
    """It is refused with what to do, and that can be done."""
    with closing(sqlite3.connect(folder / "kept" / NAME)) as manifest:
        manifest.execute("UPDATE about SET value = '2' WHERE name = 'schema'")
        manifest.commit()
    next((folder / "kept").glob("state-*")).write_bytes(b"of another layout")
    refused = invoke("check", "draft.txt", "--against", "kept")
    assert refused.exit_code == 2
    assert "index build NEW --from kept" in refused.stderr
    assert invoke("index", "build", "new", "--from", "kept", "-q").exit_code == 0
    assert json.loads(invoke("index", "info", "new", "--format", "json").stdout)["articles"] == 3


def test_a_merge_gives_back_what_was_removed(folder: Path) -> None:
    """The same articles in less room."""
    invoke("index", "remove", "kept", "--match", "*c.txt")
    before = json.loads(invoke("index", "info", "kept", "--format", "json").stdout)
    assert invoke("index", "merge", "kept").exit_code == 0
    after = json.loads(invoke("index", "info", "kept", "--format", "json").stdout)
    assert (before["removed"], after["removed"]) == (1, 0)
    assert after["articles"] == before["articles"] == 2
    assert after["bytes"] < before["bytes"]


def test_verify_ends_in_2_when_anything_is_damaged(folder: Path) -> None:
    """And names the file."""
    assert "as it was written" in invoke("index", "verify", "kept").stdout
    (file,) = (folder / "kept").glob("segment-*")
    file.write_bytes(file.read_bytes()[:-1])
    done = invoke("index", "verify", "kept")
    assert done.exit_code == 2
    assert file.name in done.stdout


def test_an_index_in_python(tmp_path: Path) -> None:
    """Built, added to, asked, emptied; it knows what it was made for."""
    articles = [Document("a", ORIGINAL), Document("b", OTHER)]
    Index.build(tmp_path / "index", articles, rare_documents=5)
    with Index.open(tmp_path / "index") as index:
        assert index.settings.rare_documents == 5
        assert index.add([Document("c", COPY)]).added == 1
        report = index.check([Document("x", COPY.replace("March", "April"))])
        whole = [*articles, Document("c", COPY)]
        same = check([Document("x", COPY.replace("March", "April"))], against=whole, rare_documents=5)
        assert to_dict(report)["pairs"] == to_dict(same)["pairs"]
        assert index.remove(lambda row: row.id == "c").removed == 1
        assert index.merge() == 1
        assert index.verify() == ()
        assert index.remove(lambda row: bool(row.id)).articles == 0
    with pytest.raises(ArchiveError, match="holds no article"):
        Index.open(tmp_path / "index", Settings(rare_documents=5)).check([Document("x", COPY)])
    assert Index.open(tmp_path / "index").add(articles).articles == 2
