"""The files of a folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from syndetect.model import Skipped
from syndetect.readers.folder import files

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no links and pipes here")


def skipped(top: Path) -> dict[str, str]:
    """The reasons under the names below `top`."""
    return {
        item.source.removeprefix(f"{top}/"): item.reason
        for item in files(str(top))
        if isinstance(item, Skipped)
    }


def plant(top: Path, *names: str) -> None:
    """Files with something in them."""
    for name in names:
        path = top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Sand.", encoding="utf-8")


def test_order_is_by_name_whatever_the_disk_says(tmp_path: Path) -> None:
    """Files come sorted, folder by folder, however they were created."""
    names = ["a/z.txt", "a.txt", "b.txt", "Ä.txt", "a/b/c.txt", "Z.txt"]
    plant(tmp_path, *reversed(names))
    found = [str(item).removeprefix(f"{tmp_path}/") for item in files(str(tmp_path))]
    assert found == ["Z.txt", "a/b/c.txt", "a/z.txt", "a.txt", "b.txt", "Ä.txt"]


def test_hidden_names_are_passed_over(tmp_path: Path) -> None:
    """What begins with a dot is neither read nor mentioned, broken links included."""
    plant(tmp_path, ".git/a.txt", ".hidden.txt", "a.txt")
    (tmp_path / ".lock").symlink_to("nowhere")
    assert list(files(str(tmp_path))) == [str(tmp_path / "a.txt")]


def test_links_inside_the_folder_are_followed(tmp_path: Path) -> None:
    """A link to a file below the same folder is that file under another name."""
    plant(tmp_path, "a/real.dat")
    (tmp_path / "link.txt").symlink_to("a/real.dat")
    assert str(tmp_path / "link.txt") in list(files(str(tmp_path)))


def test_links_are_followed_when_the_folder_is_itself_a_link(tmp_path: Path) -> None:
    """Inside is judged by where the folder really is."""
    plant(tmp_path, "real/a.dat")
    (tmp_path / "real/b.txt").symlink_to("a.dat")
    (tmp_path / "top").symlink_to("real")
    assert str(tmp_path / "top/b.txt") in list(files(str(tmp_path / "top")))


def test_other_links_are_named(tmp_path: Path) -> None:
    """Links out of the folder, to folders, to nowhere and in circles are skipped, each with a reason."""
    plant(tmp_path, "outside.txt", "top/a.txt")
    top = tmp_path / "top"
    (top / "out.txt").symlink_to("../outside.txt")
    (top / "up").symlink_to("..")
    (top / "round.txt").symlink_to("round.txt")
    (top / "broken\x1b.txt").symlink_to("no\x1bwhere")
    os.mkfifo(tmp_path / "pipe")
    os.mkfifo(top / "inner")
    (top / "piped.txt").symlink_to("inner")
    found = skipped(top)
    assert found.pop("round.txt").startswith("is a link that leads nowhere: ")
    assert found == {
        "out.txt": "is a link to a file outside the folder; name that file itself",
        "up": "is a link to a folder; links to folders are not followed, name the folder itself",
        r"broken\x1b.txt": r"is a broken link to no\x1bwhere",
        "inner": "is a pipe, socket or device, not a file",
        "piped.txt": "is a link to a pipe, socket or device, not to a file",
    }


def test_a_sibling_with_the_same_beginning_is_outside(tmp_path: Path) -> None:
    """A folder news does not contain what lies in news-old."""
    plant(tmp_path, "news/a.txt", "news-old/b.txt")
    (tmp_path / "news/b.txt").symlink_to("../news-old/b.txt")
    assert list(skipped(tmp_path / "news")) == ["b.txt"]


def test_a_folder_that_went_away_is_named(tmp_path: Path) -> None:
    """A folder that cannot be listed is skipped with the system's reason."""
    assert list(files(str(tmp_path / "gone"))) == [
        Skipped(str(tmp_path / "gone"), "no such file or directory")
    ]


def test_what_is_excluded_is_neither_read_nor_entered(tmp_path: Path) -> None:
    """Excluded files and folders are passed over without a word, broken links in them included."""
    plant(tmp_path, "a.txt", "b.txt", "old/c.txt")
    (tmp_path / "old/broken.txt").symlink_to("nowhere")
    assert list(files(str(tmp_path), lambda place: place in ("b.txt", "old/"))) == [str(tmp_path / "a.txt")]


def test_the_pictures_of_a_saved_page_are_passed_over(tmp_path: Path) -> None:
    """The folder that a browser writes beside a page belongs to the page; others of such a name do not."""
    plant(tmp_path, "Story.html", "Story_files/frame.html", "Story_files/x.css", "Other_files/a.txt")
    found = [str(item).removeprefix(f"{tmp_path}/") for item in files(str(tmp_path))]
    assert found == ["Other_files/a.txt", "Story.html"]
