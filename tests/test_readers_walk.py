"""From sources to documents."""

from __future__ import annotations

import io
import os
import stat
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from benchmarks.speed.formats import packed, zipped
from syndetect.errors import InputError, UnknownNameError
from syndetect.model import Document, Skipped
from syndetect.readers.opening import known_suffixes
from syndetect.readers.walk import read
from syndetect.settings import Settings

KNOWN = ", ".join(known_suffixes())


def plant(top: Path, **files: str) -> None:
    """Files of these names and texts."""
    for name, text in files.items():
        path = top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def ids(*sources: str | Path) -> list[str]:
    """The ids of what was read."""
    return [item.id for item in read(*sources) if isinstance(item, Document)]


def skipped(*sources: str | Path) -> list[Skipped]:
    """What was left out."""
    return [item for item in read(*sources) if isinstance(item, Skipped)]


def test_a_folder_is_read_whole(tmp_path: Path) -> None:
    """Ids are paths below the folder, paths are as found, and a sub-folder stands in for the outlet."""
    plant(tmp_path, **{"gull/a.txt": "Sand.", "b.MD": "Sea.", "gull/c.jsonl": '{"text": "Sky."}'})
    found = list(read(tmp_path))
    assert found == [
        Document("b.MD", "Sea.", path=f"{tmp_path}/b.MD", meta={}, line=1),
        Document("gull/a.txt", "Sand.", outlet="gull", path=f"{tmp_path}/gull/a.txt", meta={}, line=1),
        Document(
            "gull/c.jsonl:1",
            "Sky.",
            outlet="gull",
            path=f"{tmp_path}/gull/c.jsonl",
            meta={},
            line=1,
            record=True,
        ),
    ]


def test_paths_are_as_the_folder_was_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder named in another way gives the same ids, and paths that begin as it was named."""
    plant(tmp_path, **{"top/a.txt": "Sand."})
    monkeypatch.chdir(tmp_path)
    paths = [
        (item.id, item.path)
        for top in ("top", "top/", "./top")
        for item in read(top)
        if isinstance(item, Document)
    ]
    assert paths == [("a.txt", "top/a.txt"), ("a.txt", "top/a.txt"), ("a.txt", "./top/a.txt")]


def test_one_file_is_named_by_its_name(tmp_path: Path) -> None:
    """A single file's id is its name, and no folder stands in for its outlet."""
    plant(tmp_path, **{"a.txt": "Sand."})
    assert list(read(str(tmp_path / "a.txt"))) == [
        Document("a.txt", "Sand.", path=f"{tmp_path}/a.txt", meta={}, line=1)
    ]


def test_several_sources_are_told_apart(tmp_path: Path) -> None:
    """Several sources put their names before the ids, with as much of the path as it takes."""
    plant(tmp_path, **{"n/x/a.txt": "Sand.", "s/x/a.txt": "Sea.", "b.txt": "Sky."})
    assert ids(tmp_path / "n", tmp_path / "b.txt") == ["n/x/a.txt", "b.txt"]
    assert ids(tmp_path / "n/x", tmp_path / "s/x") == ["n/x/a.txt", "s/x/a.txt"]
    assert ids(tmp_path / "n/x/a.txt", tmp_path / "s/x/a.txt") == ["n/x/a.txt", "s/x/a.txt"]


def test_no_file_is_read_twice(tmp_path: Path) -> None:
    """A file inside a folder that is named as well is read once, and a repeated source counts once."""
    plant(tmp_path, **{"top/a.txt": "Sand."})
    top = tmp_path / "top"
    assert skipped(top, top / "a.txt") == [Skipped(f"{top}/a.txt", f"was already read as '{top}/a.txt'")]
    assert list(read(top, f"{top}/", top)) == list(read(top))
    plant(tmp_path, **{"b.txt": "Sea."})
    assert ids(tmp_path / "b.txt", top, tmp_path / "b.txt") == ["b.txt", "top/a.txt"]


def test_standard_input_is_json_lines() -> None:
    """A dash reads JSON lines from the stream that was handed over."""
    stream = io.BytesIO(b'{"body": "Sand."}\nnonsense\n')
    assert list(read("-", stdin=stream, fields={"text": "body"})) == [
        Document("-:1", "Sand.", path="-", meta={}, line=1, record=True),
        Skipped("-:2", "is not valid JSON (column 1)"),
    ]


def test_what_is_no_article_is_counted(tmp_path: Path) -> None:
    """Other types inside a folder are counted in one item, by their suffixes; hidden ones are not."""
    plant(tmp_path, **{"a.txt": "Sand.", "b.zzz": "x", "Makefile": "x", ".hidden": "x"})
    (found,) = skipped(tmp_path)
    assert found.source == str(tmp_path)
    assert found.reason == "holds files that are never read inside a folder: 1 .zzz, 1 without a suffix"
    assert found.passed_over == {".zzz": 1, "without a suffix": 1}


def test_a_file_of_unknown_type_is_read_when_named(tmp_path: Path) -> None:
    """Naming a file says that it is an article; only its bytes can say that it is not."""
    plant(tmp_path, **{"story.draft": "Sand."})
    (tmp_path / "photo").write_bytes(b"\x89PNG\x00\x00\x00")
    assert ids(tmp_path / "story.draft") == ["story.draft"]
    assert skipped(tmp_path / "photo") == [Skipped(f"{tmp_path}/photo", "looks binary, not text")]


def test_a_folder_without_articles_says_what_would_be_read(tmp_path: Path) -> None:
    """An empty folder, or one of other files only, is skipped with the types that are looked for."""
    assert list(read(tmp_path)) == [Skipped(str(tmp_path), f"holds no {KNOWN} files")]


def test_missing_sources_are_refused_together(tmp_path: Path) -> None:
    """Every source that is not there is named in one error, before anything is read."""
    (tmp_path / "broken").symlink_to("nowhere")
    with pytest.raises(InputError) as caught:
        read(tmp_path, "no\x1bsuch", tmp_path / "broken", "nul\0byte")
    message = str(caught.value)
    assert r"no\x1bsuch does not exist" in message
    assert f"{tmp_path / 'broken'} is a broken link" in message
    assert r"nul\x00byte cannot be used" in message
    assert message.isprintable()


def test_a_loop_named_itself_is_refused(tmp_path: Path) -> None:
    """A link to itself is no input."""
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    with pytest.raises(InputError, match=r"loop\.txt cannot be used: "):
        read(tmp_path / "loop.txt")


def test_no_source_is_an_error() -> None:
    """Reading nothing is a mistake, and the message says what can be named."""
    with pytest.raises(InputError, match="name a file, a folder, or -"):
        read()


def test_an_unknown_field_is_refused_at_once(tmp_path: Path) -> None:
    """A misspelt field is told before anything is read."""
    with pytest.raises(UnknownNameError, match="'txet'"):
        read(tmp_path, fields={"txet": "body"})


def test_the_limit_holds_for_files(tmp_path: Path) -> None:
    """A file over the limit is skipped with its size."""
    plant(tmp_path, **{"a.txt": "x" * 1234})
    found = list(read(tmp_path, settings=Settings(max_bytes=1000)))
    reason = "1,234 bytes, over the limit of 1,000 an article; raise max_bytes to read it"
    assert found == [Skipped(f"{tmp_path}/a.txt", reason)]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_read_when_named(tmp_path: Path) -> None:
    """A pipe inside a folder is left alone; one that is named, as shells do with <(...), is read."""
    os.mkfifo(tmp_path / "pipe")
    assert Skipped(f"{tmp_path}/pipe", "is a pipe, socket or device, not a file") in skipped(tmp_path)
    writer = threading.Thread(target=(tmp_path / "pipe").write_text, args=("Sand.",))
    writer.start()
    found = list(read(tmp_path / "pipe"))
    writer.join()
    assert found == [Document("pipe", "Sand.", path=f"{tmp_path}/pipe", meta={}, line=1)]


@contextmanager
def nobodys_folder() -> Iterator[Path]:
    """A folder that everyone may enter, whose files can be taken from an ordinary user."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@contextmanager
def without_privileges() -> Iterator[None]:
    """Permissions do not bind the super-user, so the test steps down for a moment."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no permissions of this kind here")
def test_what_may_not_be_read_is_named_and_the_rest_is_read() -> None:
    """A file and a folder without permission are skipped with that reason."""
    with nobodys_folder() as top:
        plant(top, **{"a.txt": "Sand.", "b.txt": "Sea.", "c/d.txt": "Sky."})
        list(read(top))  # whatever is imported on first use may itself lie where only root may look
        (top / "b.txt").chmod(0)
        (top / "c").chmod(0)
        try:
            with without_privileges():
                found = list(read(top))
                named = list(read(top / "b.txt")) + list(read(top / "c/d.txt"))
        finally:
            (top / "c").chmod(stat.S_IRWXU)
    assert found == [
        Document("a.txt", "Sand.", path=f"{top}/a.txt", meta={}, line=1),
        Skipped(f"{top}/b.txt", "permission denied"),
        Skipped(f"{top}/c", "permission denied"),
    ]
    assert named == [
        Skipped(f"{top}/b.txt", "permission denied"),
        Skipped(f"{top}/c/d.txt", "permission denied"),
    ]


@pytest.mark.skipif(os.name != "posix", reason="file names are Unicode here")
def test_a_file_name_in_no_encoding_can_be_reported(tmp_path: Path) -> None:
    """A name of bytes that are no UTF-8 gives an id and a path that can be."""
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("Sand.", encoding="utf-8")
    assert list(read(tmp_path)) == [
        Document(r"caf\xe9.txt", "Sand.", path=rf"{tmp_path}/caf\xe9.txt", meta={}, line=1)
    ]


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    """Order and content depend on the files alone."""
    plant(tmp_path, **{f"{name}/{name}.txt": f"Tide {name}." for name in "zmaqb"})
    assert list(read(tmp_path)) == list(read(tmp_path))
    assert ids(tmp_path) == sorted(ids(tmp_path))


def test_excluded_names_hold_in_folders_and_archives(tmp_path: Path) -> None:
    """Patterns as in .gitignore and the folder's ignore file leave files out, inside of archives as well."""
    plant(tmp_path, **{"a.txt": "Sand.", "old/b.txt": "Sea.", "c.md": "Sky.", ".syndetectignore": "*.md\n"})
    (tmp_path / "d.zip").write_bytes(zipped({"e.txt": b"Surf.", "old/f.txt": b"Spray."}))
    found = list(read(tmp_path, exclude=["old/"]))
    assert [item.id for item in found if isinstance(item, Document)] == ["a.txt", "d.zip/e.txt"]
    assert len(found) == 2


def test_globs_are_folders_with_a_filter(tmp_path: Path) -> None:
    """A pattern that no shell has expanded reads what matches, with ids and outlets below its folder."""
    plant(tmp_path, **{"top/gull/a.txt": "Sand.", "top/b.md": "Sea.", "top/gull/c.md": "Sky.", "d.txt": "x"})
    found = [item for item in read(f"{tmp_path}/top/**/*.md") if isinstance(item, Document)]
    assert [(item.id, item.outlet) for item in found] == [("b.md", None), ("gull/c.md", "gull")]
    assert ids(f"{tmp_path}/top/*.md") == ["b.md"]
    assert skipped(f"{tmp_path}/top/*.zzz") == [
        Skipped(f"{tmp_path}/top", f"holds no {KNOWN} files that match *.zzz")
    ]


def test_a_file_whose_name_looks_like_a_glob_is_that_file(tmp_path: Path) -> None:
    """What exists is never taken for a pattern."""
    plant(tmp_path, **{"[a].txt": "Sand.", "a.txt": "Sea."})
    assert ids(tmp_path / "[a].txt") == ["[a].txt"]


@pytest.mark.parametrize("suffix", [".gz", ".bz2", ".xz", ".zst"])
def test_compressed_files_are_read_as_what_is_inside(tmp_path: Path, suffix: str) -> None:
    """A compressed file is its content under its own name; cut off, it gives what came before and says so."""
    data = b"".join(b'{"text": "Sand %d."}\n' % number for number in range(40_000))
    whole = packed(data, suffix)
    (tmp_path / f"a.jsonl{suffix}").write_bytes(whole)
    found = list(read(tmp_path))
    assert len(found) == 40_000
    place = f"{tmp_path}/a.jsonl{suffix}"
    assert found[0] == Document(f"a.jsonl{suffix}:1", "Sand 0.", path=place, line=1, record=True)
    (tmp_path / f"a.jsonl{suffix}").write_bytes(whole[: len(whole) // 2])
    *before, last = read(tmp_path)
    up_to = f"; the last article read before is '{before[-1].id}'" if before else ""
    reason = f"is damaged: its compressed data is cut off{up_to}"
    assert last == Skipped(f"{tmp_path}/a.jsonl{suffix}", reason)
    assert all(isinstance(item, Document) for item in before)
    (tmp_path / f"a.jsonl{suffix}").write_bytes(data[:1000])
    reason = "is damaged, or not compressed as its name says"
    assert list(read(tmp_path)) == [Skipped(f"{tmp_path}/a.jsonl{suffix}", reason)]


def test_many_missing_sources_are_told_in_short(tmp_path: Path) -> None:
    """A list of paths that are all gone names the first ones and counts the rest."""
    with pytest.raises(InputError, match="b4 does not exist; and 3 more"):
        read(*(tmp_path / f"b{number}" for number in range(8)))


def test_repair_is_done_on_request(tmp_path: Path) -> None:
    """Text that was decoded wrongly before it was saved is kept unless its repair is asked for."""
    broken = "Die Fähre fährt.".encode().decode("cp1252")
    plant(tmp_path, **{"a.txt": broken})
    [kept] = read(tmp_path)
    [repaired] = read(tmp_path, settings=Settings(mojibake="repair"))
    assert isinstance(kept, Document)
    assert isinstance(repaired, Document)
    assert (kept.text, repaired.text) == (broken, "Die Fähre fährt.")
    assert repaired.meta == {"mojibake": "repaired"}


@pytest.mark.parametrize("shares", [2, 7])
def test_all_shares_together_read_each_file_once(tmp_path: Path, shares: int) -> None:
    """Those who share the work read what one alone reads, files that are named twice included."""
    plant(tmp_path, **{f"{number % 3}/{number}.txt": "Sand." for number in range(20)}, **{"x.png": "no"})
    sources = (tmp_path, tmp_path / "1")
    parts = [list(read(*sources, share=(number, shares))) for number in range(shares)]
    found = [item for part in parts for item in part if not (isinstance(item, Skipped) and item.passed_over)]
    whole = [item for item in read(*sources) if not (isinstance(item, Skipped) and item.passed_over)]
    assert sorted(map(repr, found)) == sorted(map(repr, whole))
    assert sum(map(bool, parts)) > 1
