"""One corpus in every format: the same texts, the same pairs, the same families."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from benchmarks.speed import formats
from benchmarks.speed.pages import LAYOUTS, layout_of, page
from syndetect import read, render, scan
from syndetect.model import Document, Report
from syndetect.readers.page import body

CORPUS = Path(__file__).parents[1] / "corpus"
STORY = sorted(
    (
        replace(document, id=document.id.rpartition(".")[0] or document.id, text=document.text.strip())
        for document in read(CORPUS)
        if isinstance(document, Document) and document.title and document.url and document.published
    ),
    key=lambda document: document.id,
)[:14]
STORY = [replace(document, id=f"d{number:02}", language=None) for number, document in enumerate(STORY)]

Write = Callable[[Sequence[Document]], Mapping[str, bytes]]


def _each(suffix: str, write: Callable[[Document], bytes]) -> Write:
    return lambda documents: {f"{one.id}{suffix}": write(one) for one in documents}


def _one(suffix: str, write: Callable[[Sequence[Document]], bytes]) -> Write:
    return lambda documents: {f"all{suffix}": write(documents)}


def _texts(documents: Sequence[Document]) -> Mapping[str, bytes]:
    return {f"{one.id}.txt": formats.text(one) for one in documents}


FORMATS: Mapping[str, Write] = {
    "jsonl": _one(".jsonl", formats.jsonl),
    "jsonl.gz": _one(".jsonl.gz", lambda documents: formats.packed(formats.jsonl(documents), ".gz")),
    "jsonl.zst": _one(".jsonl.zst", lambda documents: formats.packed(formats.jsonl(documents), ".zst")),
    "csv": _one(".csv", formats.table),
    "csv in cp1252": _one(
        ".csv", lambda documents: formats.table(documents, ";").decode().encode("cp1252", "replace")
    ),
    "tsv": _one(".tsv", lambda documents: formats.table(documents, "\t")),
    "parquet": _one(".parquet", formats.parquet),
    "arrow": _one(".arrow", formats.arrow),
    "sqlite": _one(".sqlite", formats.sqlite),
    "rss": _one(".rss", formats.rss),
    "atom": _one(".xml", formats.atom),
    "warc": _one(".warc", formats.warc),
    "txt": _texts,
    "zip": lambda documents: {"all.zip": formats.zipped(_texts(documents))},
    "tar.xz": lambda documents: {"all.tar.xz": formats.packed(formats.tarred(_texts(documents)), ".xz")},
    "html": _each(".html", lambda one: page(one, "semantic")),
    "mhtml": _each(".mhtml", formats.mhtml),
    "docx": _each(".docx", formats.docx),
    "pdf": _each(".pdf", formats.pdf),
}


def written(documents: Sequence[Document], write: Write, folder: Path) -> list[Document]:
    """What is read of documents that were written in a format, under their own ids again."""
    for name, data in write(documents).items():
        (folder / name).write_bytes(data)
    found = [item for item in read(folder) if isinstance(item, Document)]
    assert len(found) == len(documents)
    by_text = {one.text: one for one in documents}
    return [
        replace(one, id=by_text[text].id, path=None, meta={}, text=text)
        for one in found
        if (text := one.text.strip()) in by_text
    ]


def told(report: Report) -> dict[str, Any]:
    """Pairs and families as a report writes them."""
    written_report = json.loads(render(report, "json"))
    return {name: written_report[name] for name in ("pairs", "families")}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_gives_the_same_texts(name: str, tmp_path: Path) -> None:
    """What was written into a format comes out of it to the sign, with its title, outlet and date."""
    found = {one.id: one for one in written(STORY, FORMATS[name], tmp_path)}
    assert found.keys() == {one.id for one in STORY}
    if name in ("docx", "pdf"):
        assert all(found[one.id].title == one.title for one in STORY)
        return
    for one in STORY:
        read_back = found[one.id]
        assert (read_back.title, read_back.outlet, read_back.published) == (
            one.title,
            one.outlet,
            one.published,
        )
        assert name == "warc" or read_back.url == one.url


@pytest.mark.parametrize("name", ["csv", "parquet", "atom", "html", "tar.xz"])
def test_every_format_gives_the_same_report(name: str, tmp_path: Path) -> None:
    """Pairs and families are the same bytes, whichever format the corpus was read from."""
    expected = told(scan(STORY))
    assert expected["families"]
    assert told(scan(written(STORY, FORMATS[name], tmp_path))) == expected


def f1(found: str, expected: str) -> float:
    """F1 of the words of an extracted text, each occurrence counted."""
    left, right = Counter(found.split()), Counter(expected.split())
    return 2 * (left & right).total() / max(1, left.total() + right.total())


@pytest.fixture(params=["best", "plain"])
def extraction(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Reading pages with the extra and without it."""
    if request.param == "plain":
        monkeypatch.setattr(body, "_trafilatura", lambda: None)
    return str(request.param)


def test_pages_give_their_articles(extraction: str, tmp_path: Path) -> None:
    """In every layout the words that come out are those of the article, whatever surrounds it."""
    documents = [one for one in read(CORPUS) if isinstance(one, Document)]
    for layout in LAYOUTS:
        for number, one in enumerate(documents[:16]):
            (tmp_path / f"{layout}-{number:02}.html").write_bytes(page(one, layout))
    found = {one.id: one.text for one in read(tmp_path) if isinstance(one, Document)}
    scores = {id: f1(text, documents[int(id[-7:-5])].text) for id, text in found.items()}
    assert len(scores) == 16 * len(LAYOUTS)
    assert sum(scores.values()) / len(scores) >= 0.98
    assert min(scores.values()) >= 0.9


@pytest.mark.usefixtures("extraction")
def test_pages_give_the_families_of_their_texts(tmp_path: Path) -> None:
    """A folder of saved pages in mixed layouts gives the same families as the plain texts."""
    documents = [
        replace(one, id=f"{number:02}.html")
        for number, one in enumerate(item for item in read(CORPUS) if isinstance(item, Document))
    ]
    for number, one in enumerate(documents):
        (tmp_path / one.id).write_bytes(page(one, layout_of(number)))
    plain, pages = scan(documents), scan(tmp_path)
    members = [
        {frozenset(member.document for member in family.members) for family in report.families}
        for report in (plain, pages)
    ]
    assert members[0] == members[1]
    assert len(members[0]) > 3
