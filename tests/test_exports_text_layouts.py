"""Exports of press databases as text: each article comes back, and nothing of what is around it."""

from __future__ import annotations

from pathlib import Path

import pytest

import syndetect
from benchmarks.speed import press_texts
from syndetect.model import Document, Skipped

MANY = [
    Document(
        "1",
        "The tide gate at Port Elm held through the fifth storm since May, said the harbour master.\n\n"
        "Ferries leave from the old quay until the repair of eleven blocks is done, at the end of the month.",
        "The Gull",
        "Tide gate holds, says harbour master",
        "2024-05-01",
    ),
    Document(
        "2",
        "A bakery has to pay back nine thousand crowns, as its loaves weighed less than the bag said.",
        "Tolvik Post",
        "Bread too light",
        "2024-05-17",
    ),
    Document("3", "Volunteers planted four thousand alders on Saturday.", "Öbladet", "Alders", "2023-12-09"),
]


@pytest.mark.parametrize("name", press_texts.LAYOUTS)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_articles_come_back_as_they_were_written(name: str, ends: str, tmp_path: Path) -> None:
    """Title, text and day of each article come back, and its outlet where the export names one."""
    source = press_texts.LAYOUTS[name](MANY).decode().replace("\n", ends)
    (tmp_path / "a.txt").write_bytes(source.encode())
    items = list(syndetect.read(str(tmp_path / "a.txt")))
    documents = [item for item in items if isinstance(item, Document)]
    assert [(one.title, one.text, (one.published or "")[:10]) for one in documents] == [
        (one.title, one.text, one.published) for one in MANY
    ]
    if name != "APA":
        assert [(one.outlet or "").removesuffix(" (NO)") for one in documents] == [one.outlet for one in MANY]
    assert all(item.note for item in items if isinstance(item, Skipped))


@pytest.mark.parametrize("name", press_texts.LAYOUTS)
def test_one_article_alone_is_read_as_well(name: str, tmp_path: Path) -> None:
    """A file of one article keeps its name as the article's."""
    (tmp_path / "a.txt").write_bytes(press_texts.LAYOUTS[name](MANY[:1]))
    [document] = [item for item in syndetect.read(str(tmp_path / "a.txt")) if isinstance(item, Document)]
    assert (document.id, document.title, document.text) == ("a.txt", MANY[0].title, MANY[0].text)


def test_an_export_of_wiso_that_was_saved_as_text_is_read(tmp_path: Path) -> None:
    """Empty lines part what larger letters part in its PDF."""
    source = "Quelle: {0.outlet} vom {1:%d.%m.%Y}, S. 5\nRessort: Lokales\nDokumentnummer: X_1\n\n"
    block = source + "© GBI-Genios GmbH\n\n"
    parts = [f"{one.title}\n\n{one.text}\n\n" + block.format(one, press_texts.day(one)) for one in MANY]
    (tmp_path / "a.txt").write_text("Dokumente\n\n" + "".join(parts), encoding="utf-8")
    documents = [item for item in syndetect.read(str(tmp_path / "a.txt")) if isinstance(item, Document)]
    assert [(one.title, one.text, one.outlet, one.published) for one in documents] == [
        (one.title, one.text, one.outlet, one.published) for one in MANY
    ]


def test_tables_of_press_databases_have_their_columns(tmp_path: Path) -> None:
    """Swissdox and BIGKinds call outlet, date and title by words of their own."""
    one = MANY[0]
    text = one.text.replace("\n\n", "</p><p>")
    (tmp_path / "a.tsv").write_text(
        f"id\tpubtime\tmedium_name\thead\tcontent\n7\t2024-05-01\tThe Gull\tGate\t<tx><p>{text}</p></tx>\n",
        encoding="utf-8",
    )
    (tmp_path / "b.csv").write_text(
        f'일자,언론사,기고자,제목,본문\n2024-05-01,The Gull,Ada,Gate,"{one.text}"\n', encoding="utf-8"
    )
    documents = [item for item in syndetect.read(str(tmp_path)) if isinstance(item, Document)]
    assert [(a.text, a.title, a.outlet, a.published) for a in documents] == [
        (one.text, "Gate", "The Gull", "2024-05-01")
    ] * 2
