"""Names that outlive a run."""

from __future__ import annotations

from pathlib import Path

import pytest

from syndetect.gates.stable_names import fits, name_of
from syndetect.model import Document


@pytest.mark.parametrize(
    ("id", "path", "name"),
    [
        ("a.txt", "drafts/a.txt", "drafts/a.txt"),
        ("repo/drafts/a.txt", "./drafts/a.txt", "drafts/a.txt"),
        ("feed.jsonl:17", "in/feed.jsonl", "in/feed.jsonl:17"),
        ("newsbrook/7", "in/feed.jsonl", "in/feed.jsonl#newsbrook/7"),
        ("7", "-", "7"),
        ("7", None, "7"),
    ],
)
def test_a_name_is_where_the_document_is(id: str, path: str | None, name: str) -> None:
    """The path, and only for one of several documents in a file its id as well."""
    assert name_of(Document(id, "x", path=path)) == name
    assert name_of(Document(id, "x", path=path), Path.cwd()) == name


def test_names_do_not_depend_on_how_a_path_was_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Absolute, relative or with detours: from one folder it is one name."""
    monkeypatch.chdir(tmp_path)
    typed = ("a/b.txt", "./a/b.txt", "c/../a/b.txt", str(tmp_path / "a" / "b.txt"))
    assert {name_of(Document("b.txt", "x", path=path), tmp_path / "gate") for path in typed} == {"../a/b.txt"}


def test_patterns_are_those_of_the_shell_and_a_name_always_fits_itself() -> None:
    """Brackets in a name do not keep it from fitting."""
    assert fits("drafts/*.md", "drafts/a.md")
    assert not fits("drafts/*.md", "draft/a.md")
    assert fits("a[1].txt", "a[1].txt")
