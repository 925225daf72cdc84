"""Files that real programs write: LibreOffice, pandoc, python-docx and ebooklib, where they are there."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from syndetect import read
from syndetect.model import Document
from tests.test_readers_office import repacked

OFFICE = shutil.which("soffice")
PANDOC = shutil.which("pandoc")
needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
needs_pandoc = pytest.mark.skipif(PANDOC is None, reason="pandoc is not installed")

PARAGRAPHS = (
    (
        "Das Wehr bei Holm ist seit Montag gesperrt, weil in seinem Tor ein Riss gefunden "
        "wurde, sagte die Stadt „Holm am Fluß“."
    ),
    "Am Freitag – so der Plan – kommen Ingenieure aus Tolvik; sie messen den Riss, der 2,5 cm breit ist.",
    "„Wir warten“, sagte Schiffer Bo Lind aus Łódź – und „warten“ heißt: 日本語, naïve.",
)
MARKDOWN = (
    "---\ntitle: Wehr in Holm gesperrt\nlang: de\n---\n\n"
    + "\n\n".join(PARAGRAPHS)
    .replace("Fluß“.", "Fluß“.[^1]")
    .replace("Ingenieure", "*Ingenieure*")
    .replace("Tolvik", "**Tolvik**")
    + "\n\n[^1]: Siehe Seite 3.\n"
)


def text_of(path: Path) -> str:
    """The text of the one article of a file."""
    [found] = [item for item in read(path) if isinstance(item, Document)]
    assert "Siehe Seite" not in found.text
    return found.text


def pandoc(folder: Path, suffix: str, kind: str) -> Path:
    """The article as pandoc writes it."""
    path = folder / f"a{suffix}"
    subprocess.run(  # noqa: S603
        [str(PANDOC), "-s", "-f", "markdown", "-t", kind, "-o", str(path)],
        input=MARKDOWN,
        text=True,
        check=True,
        timeout=60,
    )
    return path


@needs_pandoc
@pytest.mark.parametrize(
    ("suffix", "kind"),
    [
        (".rtf", "rtf"),
        (".odt", "odt"),
        (".docx", "docx"),
        (".epub", "epub2"),
        (".epub", "epub3"),
        (".xml", "tei"),
        (".xml", "jats"),
        (".xml", "docbook4"),
        (".xml", "docbook5"),
        (".fb2", "fb2"),
        (".html", "html5"),
    ],
)
def test_what_pandoc_writes_is_read(tmp_path: Path, suffix: str, kind: str) -> None:
    """Every paragraph comes back, with letters, emphasis and notes as a reader sees them."""
    text = text_of(pandoc(tmp_path, suffix, kind))
    for paragraph in PARAGRAPHS:
        assert paragraph in text


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the article in every format that LibreOffice writes it in."""
    if OFFICE is None or PANDOC is None:
        pytest.skip("LibreOffice or pandoc is not installed")
    folder = tmp_path_factory.mktemp("office")
    source = pandoc(folder, ".docx", "docx")
    profile = f"-env:UserInstallation=file://{folder}/profile"
    for kind in ("rtf", "odt", "fodt", "doc", "epub"):
        command = [
            OFFICE,
            profile,
            "--headless",
            "--norestore",
            "--convert-to",
            kind,
            "--outdir",
            str(folder),
            str(source),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=180)  # noqa: S603
    return folder


@needs_office
@needs_pandoc
@pytest.mark.parametrize("suffix", [".rtf", ".odt", ".fodt", ".doc", ".epub"])
def test_what_libreoffice_writes_is_read(office: Path, suffix: str) -> None:
    """Every paragraph comes back from each format of an office."""
    if suffix == ".doc" and not any(map(shutil.which, ("antiword", "catdoc", "soffice"))):
        pytest.skip("no program for old Word documents is installed")
    text = text_of(office / f"a{suffix}")
    for paragraph in PARAGRAPHS:
        assert paragraph in text


@needs_office
@needs_pandoc
def test_an_old_word_document_has_neither_hidden_words_nor_deleted_ones(tmp_path: Path) -> None:
    """What LibreOffice makes of it is read as a Word document of today."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    inside = (
        "<w:p><w:r><w:t xml:space='preserve'>The gate held through </w:t></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t xml:space='preserve'>unseen </w:t></w:r>"
        "<w:del w:id='1' w:author='a' w:date='2024-03-01T00:00:00Z'><w:r>"
        "<w:delText xml:space='preserve'>broken </w:delText></w:r></w:del>"
        "<w:r><w:t>the storm.</w:t></w:r></w:p>"
    )
    main = f'<w:document xmlns:w="{space}"><w:body>{inside}</w:body></w:document>'
    made = pandoc(tmp_path, ".docx", "docx").read_bytes()
    source = tmp_path / "b.docx"
    source.write_bytes(repacked(made, document_xml=main.encode()))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        str(OFFICE),
        profile,
        "--headless",
        "--convert-to",
        "doc",
        "--outdir",
        str(tmp_path),
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)  # noqa: S603
    assert text_of(tmp_path / "b.doc").split() == ["The", "gate", "held", "through", "the", "storm."]
