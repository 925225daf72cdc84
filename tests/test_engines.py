"""The engine that is set is the one that every command searches with, ours or another package's."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from syndetect import Document, Settings, doctor, read, scan, why
from syndetect.errors import UnknownNameError

CORPUS = Path(__file__).parent.parent / "corpus"
BLUNT = (
    "import numpy as np\ndef first_two(prints, settings, budget):\n    return np.array([[0, 1]], np.int64)\n"
)


@pytest.fixture(scope="module")
def articles() -> list[Document]:
    """The English articles that come with the project: pairs in two languages are searched by no engine."""
    return [item for item in read(CORPUS) if isinstance(item, Document) and not item.language]


@pytest.fixture
def blunt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """Settings with an engine of an installed package, which lists one pair whatever it is given."""
    (tmp_path / "blunt_engine.py").write_text(BLUNT)
    info = tmp_path / "blunt_engine-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: blunt-engine\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[syndetect.engines]\nblunt = blunt_engine:first_two\n")
    monkeypatch.syspath_prepend(tmp_path)
    importlib.invalidate_caches()
    yield Settings(engine="blunt")
    sys.modules.pop("blunt_engine", None)


def test_an_engine_of_another_package_is_used_by_a_scan(articles: list[Document], blunt: Settings) -> None:
    """Its pair is the only one that is looked at."""
    assert len(scan(articles, settings=blunt).pairs) <= 1 < len(scan(articles).pairs)


def test_doctor_audits_the_engine_that_is_set(articles: list[Document], blunt: Settings) -> None:
    """What another engine lists and misses is counted, and of thought-in excerpts nothing is said."""
    found = doctor(articles, settings=blunt)
    assert found.candidates == 1
    assert len(found.missed) > 3
    assert found.excerpts == ()
    reference = doctor(articles, settings=Settings(engine="datasketch"))
    assert 1 < reference.candidates < doctor(articles).candidates


def test_why_tells_whether_the_engine_that_is_set_lists_a_pair(
    articles: list[Document], blunt: Settings
) -> None:
    """One step stands for the search of an engine that cannot be looked into."""
    one, two, three = sorted(article.id for article in articles)[:3]
    steps = [step for step in why(one, two, articles, settings=blunt).steps if step.name == "engine"]
    assert [(step.passed, step.text) for step in steps] == [(True, "the engine 'blunt' lists the pair")]
    steps = [step for step in why(one, three, articles, settings=blunt).steps if step.name == "engine"]
    assert [step.passed for step in steps] == [False]


def test_an_engine_that_nobody_has_is_told_before_anything_is_read() -> None:
    """The message lists those that there are."""

    def unread() -> Iterator[Document]:
        pytest.fail("something was read")
        yield  # type: ignore[unreachable]

    with pytest.raises(UnknownNameError, match="unknown engine 'nearby'; valid are: local, datasketch"):
        scan(unread(), settings=Settings(engine="nearby"))
