"""Labelled sets on disk: `docs.jsonl` and `pairs.jsonl`, read as they are, and their digest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from benchmarks.quality.measures.plagdet import Match
from syndetect.model import Document

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A pair with its label; `cases` are the passages it is known to share."""

    left: str
    right: str
    label: str
    cases: tuple[Match, ...] = ()

    @property
    def ids(self) -> tuple[str, str]:
        """Both sides, as listed."""
        return self.left, self.right


def rows(path: Path) -> Iterator[Mapping[str, Any]]:
    """The objects of a JSONL file.

    Raises ValueError, with file and line, for a line that is no JSON object.
    """
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except json.JSONDecodeError as error:
                raise ValueError(f"{path}, line {number} is no JSON: {error}") from None
            if not isinstance(row, dict):
                raise ValueError(f"{path}, line {number} is no JSON object")  # noqa: TRY004 - it is the data
            yield row


def documents(directory: Path, ids: Iterable[str] | None = None) -> list[Document]:
    """The documents of a set in file order, all or those of `ids`; groups and labels are not in them."""
    wanted = None if ids is None else set(ids)
    return [
        Document(
            id=str(row["id"]),
            text=row["text"],
            outlet=row.get("outlet"),
            title=row.get("title"),
            published=row.get("published"),
        )
        for row in rows(directory / "docs.jsonl")
        if wanted is None or str(row["id"]) in wanted
    ]


def groups(directory: Path) -> dict[str, str]:
    """The group of every document that has one."""
    return {str(row["id"]): str(row["group"]) for row in rows(directory / "docs.jsonl") if "group" in row}


def pairs(directory: Path) -> list[Labelled]:
    """The labelled pairs of a set in file order."""
    return [
        Labelled(
            left=str(row["left"]),
            right=str(row["right"]),
            label=str(row["label"]),
            cases=tuple(_match(case) for case in row.get("cases", ())),
        )
        for row in rows(directory / "pairs.jsonl")
    ]


def ids_of(labelled: Iterable[Labelled]) -> set[str]:
    """The documents that stand in at least one of the pairs."""
    return {side for pair in labelled for side in pair.ids}


def sample(items: Sequence[T], size: int, key: Callable[[T], str]) -> list[T]:
    """A fixed choice of `size` items in their order: those whose keys hash lowest.

    The choice depends on nothing but the keys: not on the items' order, nor on the Python version.
    """
    ranked = sorted(items, key=lambda item: _hash(key(item)))
    chosen = {key(item) for item in ranked[:size]}
    return [item for item in items if key(item) in chosen]


def digest(directories: Iterable[Path]) -> str:
    """SHA-256 over the names and contents of every file in the directories, as 64 hex digits."""
    state = hashlib.sha256()
    for directory in directories:
        for path in sorted(path for path in directory.rglob("*") if path.is_file()):
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            state.update(f"{path.relative_to(directory).as_posix()} {content}\n".encode())
    return state.hexdigest()


def text_digest(text: str) -> str:
    """SHA-256 of a text, as 64 hex digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def _match(case: Mapping[str, Any]) -> Match:
    (left_begin, left_end), (right_begin, right_end) = case["left"], case["right"]
    return Match((left_begin, left_end), (right_begin, right_end))


def _hash(key: str) -> bytes:
    return hashlib.sha256(key.encode()).digest()
