"""What start-up may not import, since it would be paid for by every `--help`."""

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = (
    "numpy",
    "scipy",
    "datasketch",
    "rich",
    "wordfreq",
    "sentencex",
    "chardet",
    "yaml",
    "rapidfuzz",
    "jinja2",
)


def imported_by(code: str) -> set[str]:
    """The heavy packages that a fresh interpreter has loaded after running `code`."""
    listing = f"\nimport sys\nprint(*sorted(set({HEAVY!r}) & sys.modules.keys()))"
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code + listing], capture_output=True, text=True, check=True
    )
    return set(done.stdout.splitlines()[-1].split())


def test_the_check_itself_sees_an_import() -> None:
    """A heavy import is noticed, so that the other tests here can fail."""
    assert "numpy" in imported_by("import numpy")


def test_importing_the_package_loads_nothing_heavy() -> None:
    """`import syndetect` and a look at its names cost next to nothing."""
    assert imported_by("import syndetect; dir(syndetect); syndetect.__version__") == set()


@pytest.mark.parametrize(
    "args",
    [["--help"], ["--version"], ["scan", "--help"], ["compare", "--help"], ["scan"], ["completion", "zsh"]],
)
def test_help_and_usage_errors_load_nothing_heavy(args: list[str]) -> None:
    """Numbers, tables and terminals are imported by the work, not by the command line."""
    code = f"from syndetect.cli.app import app\napp.main({args!r}, standalone_mode=False)"
    assert imported_by(code) == set()


@pytest.mark.parametrize("args", [["scan", "--help"], ["--help"]])
def test_help_does_not_load_the_nouns(args: list[str]) -> None:
    """The dataclasses take longer to build than click takes to print the help."""
    code = f"from syndetect.cli.app import app\napp.main({args!r}, standalone_mode=False)"
    code += "\nimport sys\nassert not {'syndetect.model', 'syndetect.settings'} & sys.modules.keys()"
    assert imported_by(code) == set()


def test_a_comparison_loads_only_what_it_needs(tmp_path: Path) -> None:
    """Two plain texts are compared without graphs, pages, terminals, tables or the library of word lists."""
    for name in ("a", "b"):
        told = "The ferry struck a freighter off Port Maren in fog, and the harbour master closed the port."
        (tmp_path / f"{name}.txt").write_text(told, encoding="utf-8")
    files = [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]
    args = ["compare", *files, "--format", "json", "-o", str(tmp_path / "report.json")]
    code = f"from syndetect.cli.app import app\napp.main({args!r}, standalone_mode=False)"
    unneeded = {"scipy", "datasketch", "rich", "wordfreq", "chardet", "yaml", "jinja2"}
    assert imported_by(code) & unneeded == set()
