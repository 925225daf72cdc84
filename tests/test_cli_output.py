"""Where reports go and in which shape; files appear whole or not at all."""

import json
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_samples import report_with, save

from syndetect.cli.output import NARROWEST, PIPED_WIDTH, Output, prepare, prepare_all
from syndetect.errors import InputError, UnknownNameError
from syndetect.model import Report
from syndetect.plugins import TABLES, load


def left_behind(folder: Path) -> list[str]:
    """Names of everything in `folder`, hidden files too."""
    return sorted(path.name for path in folder.iterdir())


def test_the_suffix_decides_the_format_unless_one_is_named(tmp_path: Path) -> None:
    """`-o x.json` is JSON, `--format` outweighs it, and an unknown suffix is the terminal report."""
    report = report_with("copy")
    prepare(str(tmp_path / "a.json"), None).write(report)
    assert json.loads((tmp_path / "a.json").read_text())["schema"] == "syndetect/report/1"
    prepare(str(tmp_path / "a.NDJSON"), None).write(report)
    assert json.loads((tmp_path / "a.NDJSON").read_text().splitlines()[0])["type"]
    prepare(str(tmp_path / "b.json"), "ndjson").write(report)
    assert (tmp_path / "b.json").read_text() == (tmp_path / "a.NDJSON").read_text()
    prepare(str(tmp_path / "c.txt"), None).write(report)
    assert "d00" in (tmp_path / "c.txt").read_text()


@pytest.mark.parametrize("name", [name for name in TABLES["reporters"] if name not in {"terminal", "github"}])
def test_a_files_own_ending_chooses_its_format(tmp_path: Path, name: str) -> None:
    """A file that ends in a format's name is of that format."""
    assert prepare(str(tmp_path / f"report.{name}"), None).reporter is load("reporters", name)


@pytest.mark.parametrize(
    ("file", "format"),
    [
        ("report.htm", "html"),
        ("report.HTML", "html"),
        ("report.jsonl", "ndjson"),
        ("report.md", "markdown"),
        ("report.markdown", "markdown"),
        ("report.sarif.json", "sarif"),
        ("report.xml", "junit"),
        ("report.xml.json", "json"),
        ("html", "terminal"),
        ("report.txt", "terminal"),
    ],
)
def test_other_endings_of_a_format_choose_it_too(tmp_path: Path, file: str, format: str) -> None:
    """What a format's files are commonly called is enough; a format that is not there is never chosen."""
    if format in TABLES["reporters"]:
        assert prepare(str(tmp_path / file), None).reporter is load("reporters", format)
    else:
        fallback = prepare(str(tmp_path / file), None).reporter
        assert fallback in {load("reporters", "terminal"), load("reporters", "json")}


def test_an_unknown_format_is_refused_before_the_work(tmp_path: Path) -> None:
    """The message lists the formats that exist, and no file was touched."""
    with pytest.raises(UnknownNameError, match="terminal, json, ndjson"):
        prepare(str(tmp_path / "x.out"), "jason")
    assert left_behind(tmp_path) == []


def test_a_report_replaces_its_predecessor_and_nothing_else_is_left(tmp_path: Path) -> None:
    """Written under another name in the same folder, then renamed."""
    target = tmp_path / "x.json"
    target.write_text("old")
    prepare(str(target), None).write(report_with("copy"))
    assert left_behind(tmp_path) == ["x.json"]
    assert json.loads(target.read_text())["pairs"]


@pytest.mark.faulty
def test_a_reporter_that_breaks_half_way_leaves_the_old_report(tmp_path: Path) -> None:
    """There is never a half file, and what the user had stays."""

    def breaks(report: Report, *, width: int, colour: bool, explain: bool) -> Iterator[str]:
        yield "half a rep"
        raise ZeroDivisionError

    target = tmp_path / "x.json"
    target.write_text("old")
    with pytest.raises(ZeroDivisionError):
        Output(breaks, target, 80, colour=False, explain=False).write(report_with())
    assert target.read_text() == "old"
    assert left_behind(tmp_path) == ["x.json"]


def test_preparing_neither_creates_nor_changes_anything(tmp_path: Path) -> None:
    """A run that fails later has left no empty file behind."""
    prepare(str(tmp_path / "x.json"), None)
    assert left_behind(tmp_path) == []


def test_a_report_is_as_readable_as_the_umask_says_and_keeps_an_existing_mode(tmp_path: Path) -> None:
    """Nobody has to change the mode of a report before sharing it, nor loses a mode that was set."""
    target = tmp_path / "x.json"
    before = os.umask(0o022)
    try:
        prepare(str(target), None).write(report_with())
        assert stat.S_IMODE(target.stat().st_mode) == 0o644
        target.chmod(0o600)
        prepare(str(target), None).write(report_with())
        assert stat.S_IMODE(target.stat().st_mode) == 0o600
    finally:
        os.umask(before)


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """Writing to a symbolic link replaces the file that it names."""
    real, link = tmp_path / "real.json", tmp_path / "link.json"
    real.write_text("old")
    link.symlink_to(real)
    prepare(str(link), None).write(report_with())
    assert link.is_symlink()
    assert real.read_text() != "old"


@pytest.mark.parametrize("name", ["none/x.json", "folder", "file/x.json", "x" * 300])
def test_a_place_that_cannot_be_written_is_found_before_the_work(tmp_path: Path, name: str) -> None:
    """A missing folder, a folder in the file's place, a file in the folder's, a name that is too long."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("x")
    with pytest.raises(InputError, match="cannot write the report to"):
        prepare(str(tmp_path / name), "json")
    assert left_behind(tmp_path) == ["file", "folder"]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is write-protected from the administrator")
def test_a_protected_folder_is_found_before_the_work(tmp_path: Path) -> None:
    """Permission is tried, not guessed."""
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(InputError, match="Permission denied"):
            prepare(str(tmp_path / "x.json"), None)
    finally:
        tmp_path.chmod(0o700)


def test_an_input_is_never_replaced_by_its_report(tmp_path: Path) -> None:
    """`-o` with the name of an input is refused, also by way of a link or another spelling."""
    source = save(report_with("copy"), tmp_path / "in.json")
    (tmp_path / "link.json").symlink_to(source)
    for name in ("in.json", "./in.json", "link.json"):
        with pytest.raises(InputError, match="would replace the input"):
            prepare(str(tmp_path / name), None, inputs=[source])


def test_a_device_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    """`-o /dev/null` throws the report away; the device is still one afterwards."""
    prepare("/dev/null", "json").write(report_with("copy"))
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_a_lone_surrogate_does_not_stop_a_report(tmp_path: Path) -> None:
    """A name that is not UTF-8 reaches the report as its escape."""

    def odd(report: Report, *, width: int, colour: bool, explain: bool) -> Iterator[str]:
        yield "name \udcff\n"

    Output(odd, tmp_path / "x.txt", 80, colour=False, explain=False).write(report_with())
    assert (tmp_path / "x.txt").read_bytes() == b"name \\udcff\n"


@pytest.mark.parametrize(
    ("columns", "width"),
    [
        (None, PIPED_WIDTH),
        ("120", 120),
        ("0", PIPED_WIDTH),
        ("wide", PIPED_WIDTH),
        ("5", NARROWEST),
        ("²", PIPED_WIDTH),
    ],
)
def test_files_and_pipes_are_as_wide_as_columns_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, columns: str | None, width: int
) -> None:
    """80 columns unless COLUMNS holds a usable number."""
    monkeypatch.delenv("COLUMNS", raising=False)
    if columns is not None:
        monkeypatch.setenv("COLUMNS", columns)
    assert prepare(str(tmp_path / "x.txt"), None).width == width
    assert prepare(None, None).width == width


def test_a_dash_is_stdout_and_is_plain_when_captured() -> None:
    """`-o -` is what no `-o` is."""
    assert prepare("-", None).file is None
    assert prepare("-", None) == prepare(None, None)
    assert not prepare(None, None).colour


def test_each_of_several_files_is_of_the_format_of_its_suffix(tmp_path: Path) -> None:
    """One run, many reports."""
    report = report_with("copy")
    names = ("r.json", "r.sarif", "r.xml", "r.md")
    prepare_all([str(tmp_path / name) for name in names], None).write(report)
    for name, format in zip(names, ("json", "sarif", "junit", "markdown"), strict=True):
        prepare(str(tmp_path / "alone"), format).write(report)
        assert (tmp_path / name).read_text() == (tmp_path / "alone").read_text()


@pytest.mark.parametrize("name", ["report.xlsx", "out.xyz", "r.feather"])
def test_an_unknown_suffix_is_refused_with_those_that_are_known(tmp_path: Path, name: str) -> None:
    """Nobody finds terminal text in a file that was meant to be something else."""
    with pytest.raises(InputError, match=r"\.sarif"):
        prepare(str(tmp_path / name), None)
    assert prepare(str(tmp_path / name), "json").file == tmp_path / name


def test_csv_begins_with_a_mark_when_asked(tmp_path: Path) -> None:
    """Excel takes it for UTF-8; nothing else changes."""
    report = report_with("copy")
    prepare(str(tmp_path / "a.csv"), None).write(report)
    prepare(str(tmp_path / "b.csv"), None, csv_bom=True).write(report)
    assert (tmp_path / "b.csv").read_bytes() == b"\xef\xbb\xbf" + (tmp_path / "a.csv").read_bytes()
