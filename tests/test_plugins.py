"""What can be plugged in: names, loading, and plug-ins of other packages."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from syndetect.errors import UnknownNameError
from syndetect.plugins import TABLES, Kind, load, names
from syndetect.settings import Settings

KINDS = get_args(Kind)
OURS = [(kind, name) for kind in KINDS for name in TABLES[kind]]


@pytest.fixture
def neighbour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An installed package that brings a format of its own and one under a name of ours."""
    (tmp_path / "neighbour.py").write_text("def shout(report, **options):\n    yield 'HEY\\n'\n")
    info = tmp_path / "neighbour-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: neighbour\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(
        "[syndetect.reporters]\nshout = neighbour:shout\njson = neighbour:shout\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    importlib.invalidate_caches()
    yield
    sys.modules.pop("neighbour", None)


@pytest.mark.parametrize(("kind", "name"), OURS)
def test_every_listed_name_loads(kind: Kind, name: str) -> None:
    """What a table names is there and can be called."""
    assert callable(load(kind, name))


@pytest.mark.parametrize("kind", KINDS)
def test_names_are_ours_in_order(kind: Kind) -> None:
    """The names of a kind begin with those of the table, none of them twice."""
    found = names(kind)
    assert found[: len(TABLES[kind])] == tuple(TABLES[kind])
    assert len(found) == len(set(found))


@pytest.mark.parametrize(
    ("kind", "noun"), [("readers", "input type"), ("engines", "engine"), ("reporters", "format")]
)
@pytest.mark.parametrize("name", ["", "jsn", "JSON", "os:system", "terminal "])
def test_unknown_names_list_the_valid_ones(kind: Kind, noun: str, name: str) -> None:
    """An unknown name is an error that shows it and every name that there is."""
    with pytest.raises(UnknownNameError) as caught:
        load(kind, name)
    told = str(caught.value)
    assert told.startswith(f"unknown {noun} {name!r}")
    assert told.endswith(f"; valid are: {', '.join(names(kind))}")
    assert ("did you mean 'json'?" in told) == (kind == "reporters" and name in {"jsn", "JSON"})


@pytest.mark.usefixtures("neighbour")
def test_other_packages_can_add_names() -> None:
    """An entry point adds its name behind ours, and loads what it points to."""
    assert names("reporters") == (*TABLES["reporters"], "shout")
    assert list(load("reporters", "shout")(None)) == ["HEY\n"]


@pytest.mark.usefixtures("neighbour")
def test_a_name_of_ours_wins() -> None:
    """Another package cannot change what one of our names means."""
    assert load("reporters", "json").__module__ == "syndetect.reporters.json"


def test_every_engine_of_the_settings_is_listed() -> None:
    """The engines that settings accept are those that can be loaded."""
    (engine,) = (item for item in Settings.__dataclass_fields__.values() if item.name == "engine")
    assert engine.metadata["choices"] == tuple(TABLES["engines"])
