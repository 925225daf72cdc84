"""One word for one thing."""

from __future__ import annotations

import re
from pathlib import Path

from tools.names import PACKAGE, classes, empty_names, modules, shared

ROOT = Path(__file__).resolve().parents[1]


def test_no_two_modules_share_a_name() -> None:
    """A module or a room is known by its last name alone, but for plug-ins, which are named after formats."""
    assert shared(modules()) == {}


def test_no_two_public_classes_share_a_name() -> None:
    """A class is one noun, wherever it is used."""
    assert shared(classes()) == {}


def test_the_check_sees_what_shares_a_name(tmp_path: Path) -> None:
    """Two modules of one name in two rooms, and one class in both, are named; a format is none."""
    for name in ("plugins.py", "cli/app.py", "search/links.py", "tree/links.py", "readers/tree.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("class Link: ..." if "links" in name else "", encoding="utf-8")
    (tmp_path / "tree/__init__.py").write_text("", encoding="utf-8")
    (tmp_path / "plugins.py").write_text('TABLE = {".tree": "syndetect.readers.tree:read"}', encoding="utf-8")
    assert shared(modules(tmp_path)) == {"links": ["search.links", "tree.links"]}
    assert shared(classes(tmp_path)) == {"Link": ["search/links.py", "tree/links.py"]}


def test_variables_have_the_noun_of_what_they_hold() -> None:
    """No variable or argument is called `found`, `one` or `part`, apart from rooms that are still open."""
    assert list(empty_names()) == []


def test_the_check_sees_empty_names(tmp_path: Path) -> None:
    """Arguments, loops and comprehensions are read; a field of a class, and an open room, are not."""
    (tmp_path / "readers").mkdir()
    (tmp_path / "readers/page.py").write_text("found = 1", encoding="utf-8")
    (tmp_path / "rates.py").write_text(
        "class Rate:\n    part: int\n\ndef first(part, rest):\n    return [one for one in rest]\n",
        encoding="utf-8",
    )
    assert list(empty_names(tmp_path)) == ["rates.py:4: part", "rates.py:5: one"]


def test_every_room_of_the_layers_is_there_and_every_room_has_a_layer() -> None:
    """The list of layers in CONTRIBUTING.md names what is at the top of the package, and no more."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    block = text.split("## Layers", 1)[1].split("```")[1]
    listed = {name for line in block.splitlines() for name in re.findall(r"^[a-z_]+(?: \| [a-z_]+)*", line)}
    named = {name for line in listed for name in line.split(" | ")}
    there = {
        path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert named == there - {"__init__", "__main__"}


def test_the_walk_from_file_to_report_goes_through_rooms_that_are_there() -> None:
    """Each module that the page of contributors leads through exists, and it fits one screen."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    block = text.split("## From file to report", 1)[1].split("```")[1]
    walked = re.findall(r"^  ([a-z_/]+)", block, re.MULTILINE) + re.findall(r"\b[a-z]+/[a-z_]+\b", block)
    there = {path.relative_to(PACKAGE).with_suffix("").as_posix() for path in PACKAGE.rglob("*.py")}
    rooms = {path.removesuffix("/__init__") for path in there}
    assert {name for name in walked if name not in {"data/provenance", "corpus/a"}} <= rooms
    assert len(block.splitlines()) < 30


def test_the_words_are_forty_nouns_with_one_meaning_each() -> None:
    """No word has two rows in the table."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([a-z, ]+) \|", text.split("## Words", 1)[1].split("## Style")[0], re.MULTILINE)
    words = [word for row in rows if row != "word" for word in row.split(", ")]
    assert len(rows) >= 40
    assert len(words) == len(set(words))
