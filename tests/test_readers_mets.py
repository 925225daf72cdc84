"""METS: articles of digitised issues, put together from pages of ALTO."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from syndetect import read
from syndetect.model import Document, Skipped

PAGES = {
    "1": [
        ("B0", "THE HOLM ECHO"),
        ("B1", "Tide gate holds"),
        ("B2", "The tide gate held on Monday through the fifth storm of the"),
    ],
    "2": [
        ("B3", "season, the harbour office said."),
        ("B4", "BUY HOLM SOAP"),
        ("B5", "Nobody was hurt."),
        ("B6", "Lamp mended"),
        ("B7", "The lamp of the northern mole burns again."),
        ("B8", "It had been dark since Tuesday."),
    ],
}


def area(page: str, begin: str, end: str = "") -> str:
    """A pointer to a stretch of a page."""
    last = f" END='{end}'" if end else ""
    return f"<area FILEID='F{page}' BETYPE='IDREF' BEGIN='{begin}'{last}/>"


def part(kind: str, *inside: str, more: str = "") -> str:
    """A division with pointers or divisions in it."""
    held = "".join(inside)
    held = f"<fptr><seq>{held}</seq></fptr>" if held.startswith("<area") else held
    return f"<div TYPE='{kind}'{more}>{held}</div>"


ARTICLES = part(
    "Newspaper",
    part("TITLE_SECTION", area("1", "B0")),
    part(
        "ARTICLE",
        part("HEADING", part("TITLE", area("1", "B1"))),
        part(
            "BODY",
            part("PARAGRAPH", area("1", "B2"), area("2", "B3")),
            part("PARAGRAPH", area("2", "B5")),
            part("ILLUSTRATION", part("CAPTION", area("2", "B4"))),
        ),
    ),
    part("ADVERTISEMENT", area("2", "B4")),
    part("article", area("2", "B6", "B8"), more=" LABEL='Lamp mended'"),
    more=" DMDID='PRINT ISSUE'",
)
ABOUT = """<dmdSec ID="PRINT"><mdWrap><xmlData><mods:mods><mods:titleInfo><mods:nonSort>The</mods:nonSort>
<mods:title>Holm Echo</mods:title></mods:titleInfo><mods:language><mods:languageTerm>eng</mods:languageTerm>
</mods:language></mods:mods></xmlData></mdWrap></dmdSec><dmdSec ID="ISSUE"><mdWrap><xmlData><mods:mods>
<mods:originInfo><mods:dateIssued>1907-05-04</mods:dateIssued></mods:originInfo></mods:mods></xmlData></mdWrap>
</dmdSec>"""
FIRST = "The tide gate held on Monday through the fifth storm of the season, the harbour office said."
TEXTS = [
    f"{FIRST}\n\nNobody was hurt.",
    "The lamp of the northern mole burns again.\n\nIt had been dark since Tuesday.",
]


def package(
    folder: Path, logical: str = ARTICLES, pages: str = "file://./alto", name: str = "mets.xml"
) -> Path:
    """A folder with a METS file and its pages."""
    (folder / "alto").mkdir(parents=True)
    for number, blocks in PAGES.items():
        told = "".join(
            f"<TextBlock ID='{block}'><TextLine>"
            + "".join(f"<String CONTENT='{word}'/><SP/>" for word in text.split())
            + "</TextLine></TextBlock>"
            for block, text in blocks
        )
        (folder / "alto" / f"{number}.xml").write_text(
            "<alto xmlns='http://www.loc.gov/standards/alto/ns-v3#'><Layout><Page><PrintSpace>"
            f"{told}</PrintSpace></Page></Layout></alto>"
        )
    files = "".join(
        f"<file ID='F{number}'><FLocat xlink:href='{pages}/{number}.xml'/></file>" for number in PAGES
    )
    physical = part("Newspaper", *(f"<div TYPE='PAGE'><fptr FILEID='F{number}'/></div>" for number in "21"))
    (folder / name).write_text(
        "<mets xmlns='http://www.loc.gov/METS/' xmlns:mods='http://www.loc.gov/mods/v3' "
        f"xmlns:xlink='http://www.w3.org/1999/xlink'>{ABOUT}<fileSec><fileGrp>{files}</fileGrp></fileSec>"
        f"<structMap TYPE='PHYSICAL'>{physical}</structMap>"
        f"<structMap TYPE='LOGICAL'>{logical}</structMap></mets>"
    )
    return folder


def found(place: Path, **how: object) -> tuple[list[Document], list[str]]:
    """The documents below a place, and what is said of the rest."""
    items = list(read(place, **how))  # type: ignore[arg-type]
    return (
        [item for item in items if isinstance(item, Document)],
        [item.reason for item in items if isinstance(item, Skipped)],
    )


@pytest.mark.parametrize("name", ["mets.xml", "b0001.xml", "a/../0-METS.XML"])
def test_articles_run_over_blocks_and_pages(tmp_path: Path, name: str) -> None:
    """Each article is one text with its headline, whatever its METS file is called; pages are read once."""
    documents, said = found(package(tmp_path / "issue", name=Path(name).name))
    assert [one.text for one in documents] == TEXTS
    assert [one.title for one in documents] == ["Tide gate holds", "Lamp mended"]
    assert {(one.outlet, one.published, one.language) for one in documents} == {
        ("The Holm Echo", "1907-05-04", "eng")
    }
    assert said == ["is METS: 2 articles from 2 pages of ALTO; 6 words of the pages stand in no article"]


def test_pages_keep_their_order_where_no_articles_are_told(tmp_path: Path) -> None:
    """Without a logical structure the texts are pages, in the order of the physical one."""
    documents, _ = found(package(tmp_path / "issue", logical=part("Newspaper")))
    assert [one.text.split()[0] for one in documents] == ["season,", "THE"]
    assert {one.meta["unit"] for one in documents} == {"page"}


def test_pages_are_read_for_themselves_where_their_issue_is_left_out(tmp_path: Path) -> None:
    """Nobody loses a page by leaving out the file that puts pages together."""
    folder = package(tmp_path / "issue")
    documents, _ = found(folder, exclude=["mets.xml"])
    assert [one.id for one in documents] == ["alto/1.xml", "alto/2.xml"]
    assert [one.id for one in found(folder / "alto")[0]] == ["1.xml", "2.xml"]


def test_pages_in_an_archive_are_read_and_what_is_missing_is_said(tmp_path: Path) -> None:
    """In an archive the pages stay pages."""
    folder = package(tmp_path / "issue")
    with zipfile.ZipFile(tmp_path / "issue.zip", "w") as packed:
        for path in sorted(folder.rglob("*.xml")):
            packed.write(path, path.relative_to(folder).as_posix())
    documents, said = found(tmp_path / "issue.zip")
    assert [one.id for one in documents] == ["issue.zip/alto/1.xml", "issue.zip/alto/2.xml"]
    assert (
        "is METS inside of an archive; unpack it, so that its pages can be put together in articles" in said
    )


@pytest.mark.parametrize("pages", ["../alto", "/etc", "..\\alto", "https://a.example/alto", "%2e%2e/alto"])
def test_nothing_outside_of_the_folder_is_opened(tmp_path: Path, pages: str) -> None:
    """A METS file reaches the files below its folder and no others."""
    folder = package(tmp_path / "issue", pages=pages)
    package(tmp_path, name="other.xml")
    documents, said = found(folder / "mets.xml")
    assert not documents
    assert any("name the files with the text" in reason for reason in said)


def test_a_missing_page_costs_itself(tmp_path: Path) -> None:
    """What stands on the other pages is read, and the page is named."""
    folder = package(tmp_path / "issue")
    (folder / "alto" / "1.xml").unlink()
    documents, said = found(folder)
    assert [one.text for one in documents][1:] == TEXTS[1:]
    assert documents[0].text == "season, the harbour office said.\n\nNobody was hurt."
    assert "does not exist" in " ".join(said) or "no such file" in " ".join(said).lower()
