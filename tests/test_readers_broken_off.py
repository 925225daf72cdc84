"""Files that break off in their midst: what was read before stays, and the message says up to where."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from syndetect import read
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers import opening
from syndetect.readers.opening import Kind, deliver
from syndetect.settings import Settings

COUNT = 40


def text(row: int) -> str:
    """Words that no compression makes much of."""
    source = Random(row)  # noqa: S311
    return " ".join("".join(source.choices("abcdefghiklmnoprstuw", k=7)) for _ in range(60))


def jsonl() -> bytes:
    """A record a line."""
    return b"".join(json.dumps({"text": text(row)}).encode() + b"\n" for row in range(COUNT))


def csv() -> bytes:
    """A row an article."""
    return b"title,text\n" + b"".join(f"t{row},{text(row)}\n".encode() for row in range(COUNT))


def feed() -> bytes:
    """An item an article."""
    items = "".join(
        f"<item><title>t{row}</title><description>{text(row)}</description></item>" for row in range(COUNT)
    )
    return f'<rss version="2.0"><channel>{items}</channel></rss>'.encode()


def mailbox() -> bytes:
    """A message an article."""
    head = "From a@b.example Mon Mar  4 10:00:00 2024\nSubject: t\nContent-Type: text/plain\n\n"
    return "".join(f"{head}{text(row)}\n\n" for row in range(COUNT)).encode()


def tar() -> bytes:
    """A member an article."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for row in range(COUNT):
            data = text(row).encode()
            info = tarfile.TarInfo(f"{row:02}.txt")
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return file.getvalue()


def parted(path: Path) -> tuple[list[Document], list[Skipped]]:
    """The articles of a file, and what is said of it."""
    items = list(read(path))
    return (
        [item for item in items if isinstance(item, Document)],
        [item for item in items if isinstance(item, Skipped)],
    )


@pytest.mark.parametrize(
    ("name", "made"),
    [("a.jsonl", jsonl), ("a.csv", csv), ("a.xml", feed), ("a.mbox", mailbox), ("a.tar", tar)],
)
def test_a_compressed_file_that_is_cut_off_gives_what_stands_before(
    tmp_path: Path, name: str, made: Callable[[], bytes]
) -> None:
    """Nearly half of the articles of half a file, and the id of the last one."""
    packed = gzip.compress(made())
    path = tmp_path / f"{name}.gz"
    path.write_bytes(packed[: len(packed) // 2])
    articles, said = parted(path)
    assert COUNT // 2 - 4 <= len(articles) <= COUNT // 2 + 1
    assert any("cut off" in one.reason and articles[-1].id in one.reason for one in said)


def test_a_tar_that_is_damaged_or_cut_off_says_so(tmp_path: Path) -> None:
    """A header that is none ends an archive for the library, and so does the end of the file."""
    whole = tar()
    member = whole.index(b"20.txt")
    path = tmp_path / "a.tar"
    path.write_bytes(whole[:member] + b"\xff" * 100 + whole[member + 100 :])
    articles, (said,) = parted(path)
    assert len(articles) == 20
    assert "damaged" in said.reason
    path.write_bytes(whole[:member])
    articles, (said,) = parted(path)
    assert len(articles) == 20
    assert said.note
    path.write_bytes(whole)
    assert len(parted(path)[0]) == COUNT
    assert parted(path)[1] == []


@pytest.mark.faulty
@pytest.mark.parametrize("error", [KeyError("x"), OSError(5, "Input/output error")])
def test_an_error_in_the_midst_of_a_file_costs_what_follows(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    """Whoever made it: what was read before stays, the file is named, and so is the last article."""

    def broken(file: io.BytesIO, origin: Input, *_: object) -> Iterator[Document]:
        yield Document("first", "Some text.")
        yield Document("second", "More text.")
        raise error

    monkeypatch.setattr(opening.plugins, "load", lambda *_: broken)
    items = list(deliver(lambda: io.BytesIO(b"x"), Kind(".txt"), Input("a.txt", "a.txt"), {}, Settings()))
    assert [item.id for item in items[:2] if isinstance(item, Document)] == ["first", "second"]
    assert isinstance(items[2], Skipped)
    assert items[2].source == "a.txt"
    assert "'second'" in items[2].reason
