"""Texts packed with a dictionary: read back as they were, and nothing left of what was removed."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from stories import SENTENCES
from test_archive import SMALL, task, told

from syndetect import check
from syndetect.archive.dictionaries import Dictionaries
from syndetect.archive.kept import Kept
from syndetect.errors import ArchiveError
from syndetect.model import Document
from syndetect.pipeline import indexing
from syndetect.pipeline.index_contents import verify

SYLLABLES = ("ba", "ro", "ti", "ven", "lu", "ska", "mor", "dil")


def made(number: int) -> Document:
    """An article of words that recur, with one that no other has."""
    chance = random.Random(number)  # noqa: S311 (no secret)
    words = ["".join(chance.choices(SYLLABLES, k=3)) for _ in range(40)]
    sentences = [f"{' '.join(chance.choices(words, k=9))}." for _ in range(12)]
    marked = f"Secret{number:04}word was seen by {chance.choice(words)}. " * 3
    return Document(f"made/{number}", " ".join([*chance.sample(SENTENCES, 4), marked, *sentences]))


ARTICLES = [made(number) for number in range(240)]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index with a dictionary."""
    path = tmp_path_factory.mktemp("whole") / "index"
    indexing.build(path, [ARTICLES], task())
    return path


@pytest.fixture
def index(built: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    (tmp_path / "index").mkdir()
    for file in built.iterdir():
        (tmp_path / "index" / file.name).write_bytes(file.read_bytes())
    return tmp_path / "index"


def dictionaries(path: Path) -> list[bytes]:
    """Those of an index."""
    kept = Kept(path)
    return kept.dictionaries(kept.segments)


def documents(path: Path) -> list[Document]:
    """The articles of an index."""
    kept = Kept(path)
    return [kept.document(place) for place in range(len(kept))]


def test_articles_come_back_as_they_were(index: Path) -> None:
    """And take less room than each by itself."""
    (found,) = dictionaries(index)
    kept = Kept(index)
    assert documents(index) == sorted(ARTICLES, key=lambda one: one.id)
    with_one = sum(len(kept.record(place)) for place in range(len(kept)))
    assert with_one + len(found) < sum(map(_alone, ARTICLES))
    changed = indexing.add(index, [ARTICLES[:5]], task())
    assert (changed.known, changed.added) == (5, 0)


def _alone(document: Document) -> int:
    from syndetect.archive.stored_articles import packer

    return len(packer(b"")(document))


def test_segments_keep_their_dictionaries_when_they_are_joined(index: Path) -> None:
    """What an addition brought, and what was there, is read with its own."""
    more = [replace(one, id=f"more/{one.id}", text=one.text[::-1]) for one in ARTICLES]
    indexing.add(index, [more], task())
    before = dictionaries(index)
    assert len(before) == 2
    indexing.merge(index, task())
    assert sorted(dictionaries(index)) == sorted(before)
    assert documents(index) == sorted([*ARTICLES, *more], key=lambda one: one.id)
    assert list(verify(index)) == []


def test_a_merge_leaves_nothing_of_what_was_removed(index: Path) -> None:
    """A dictionary is made of texts, and those of articles that are gone are not kept in it."""
    (old,) = dictionaries(index)
    gone = next(one for one in ARTICLES if f"Secret{one.id[5:]:0>4}word".encode() in old)
    indexing.remove(index, lambda rows: [row.key for row in rows if row.id == gone.id], task())
    indexing.merge(index, task())
    word = f"Secret{gone.id[5:]:0>4}word".encode()
    assert all(word not in one for one in dictionaries(index))
    assert dictionaries(index)
    assert documents(index) == sorted((one for one in ARTICLES if one != gone), key=lambda one: one.id)


def test_no_dictionary_without_texts(tmp_path: Path) -> None:
    """It would be text."""
    indexing.build(tmp_path / "index", [ARTICLES], task(), texts=False)
    assert dictionaries(tmp_path / "index") == []


def test_a_missing_dictionary_is_told(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Articles that cannot be read are named, and nothing is made up."""
    monkeypatch.setattr(Dictionaries, "contents", lambda _: [])
    with pytest.raises(ArchiveError, match="cannot be read"):
        documents(index)
    asked = [replace(ARTICLES[3], id="asked")]
    assert "cannot be read" in check(asked, against=index, settings=SMALL).skipped[0].reason


def test_a_check_is_that_beside_the_articles(index: Path) -> None:
    """Byte for byte."""
    asked = [replace(one, id=f"new/{one.id}") for one in ARTICLES[:3]]
    one, two = (told(check(asked, against=each, settings=SMALL)) for each in (ARTICLES, index))
    assert one == two
