"""Exports of press databases whose texts hold what looks like their labels, and whose fields are missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from benchmarks.speed.formats import zipped
from syndetect import read
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.exports.splitting import split
from syndetect.readers.prose import Line
from syndetect.settings import Settings

STORY = (
    "The weir was shut on Monday after a crack was found in its gate.",
    "Engineers will look at it on Friday, Ada Reed said.",
    "The river has been low since the spring, so no boat was held up.",
)


def made(lines: Sequence[str]) -> list[Document | Skipped]:
    """What the splitter makes of these lines."""
    return list(split([Line(line) for line in lines], Input("f", "f"), Settings()) or ())


def articles(lines: Sequence[str]) -> list[Document]:
    """The articles alone; nothing may be left over."""
    found = made(lines)
    assert [item.reason for item in found if isinstance(item, Skipped) and not item.note] == []
    return [item for item in found if isinstance(item, Document)]


def around(*inside: str) -> list[str]:
    """A text with lines in its midst."""
    return [STORY[0], *inside, *STORY[1:]]


def nexis(
    *inside: str, title: str = "Weir closed", labels: Sequence[str] = ("Length:\u00a0212 words",)
) -> list[str]:
    """An article of Nexis Uni."""
    return [
        title, "The Holm Echo", "May 6, 2019 Monday", "", "Copyright 2019 Holm Press", "", *labels, "Body",
        *around(*inside), "", "Classification", "Language:\u00a0ENGLISH", "Publication-Type:\u00a0Newspaper",
        "Load-Date:\u00a0May 7, 2019", "", "End of Document",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "trap",
    [
        "Body", "Load-Date: a word that nobody knew", "Section: so says the sign.", "Length: three boats",
        "Copyright 2019 stands over the door.", "5 May 2019",
    ],
)  # fmt: skip
def test_a_text_in_nexis_uni_is_whole(trap: str) -> None:
    """A line that is a label elsewhere costs neither itself nor what follows it."""
    first, second = articles([*nexis(trap, *STORY), *nexis(title="Lamp relit")])
    assert first.text.split("\n\n") == around(trap, *STORY)
    assert (second.title, second.text.split("\n\n")) == ("Lamp relit", [*STORY])


def test_the_cover_of_a_dutch_interface_is_no_article() -> None:
    """Labels of the cover in a language that few know end before the first headline."""
    cover = ["Gebruikersnaam: =holm1", "Datum en tijd: Wednesday, December 19, 2018 7:08:00 PM CET",
             "Taaknummer: 79564983", "", "Documenten (2)", "1. Weir closed", "Cliënt/Zaak: -None-",
             "Zoektermen: weir", "Beperkt door:", "Inhoudstype\tBeperkt door", "Nieuws\t-None-"]  # fmt: skip
    dutch = [
        line.replace("End of Document", "Einde van document").replace("Load-Date", "Laaddatum")
        .replace("Body", "Hoofdtekst").replace("Length", "Lengte").replace("words", "woorden")
        for line in [*nexis(), *nexis(title="Lamp relit")]
    ]  # fmt: skip
    assert [one.title for one in articles([*cover, *dutch])] == ["Weir closed", "Lamp relit"]


def lexis(title: str, *inside: str) -> str:
    """An article of LexisNexis as text."""
    body = "\n\n".join(around(*inside))
    return (
        f"1 of 2 DOCUMENTS\n\n\n          The Holm Echo\n\n          May 6, 2019 Monday\n\n{title}\n\n"
        f"BYLINE: Ada Reed\n\nLENGTH: 212 words\n\n\n{body}\n\nLOAD-DATE: May 7, 2019\n\n"
        "LANGUAGE: ENGLISH\n\n\n     Copyright 2019 Holm\n     All Rights Reserved\n\n\n"
    )


@pytest.mark.parametrize("title", ["May 5, 2011 will not be forgotten", "12. Mai 2012: Ein Tag am Wehr"])
def test_a_title_may_begin_with_a_date(title: str) -> None:
    """The date of an article stands over its title, and a second one only where a title follows."""
    first, second = articles((lexis(title) + lexis("Lamp relit")).split("\n"))
    assert (first.title, first.published, second.title) == (title, "2019-05-06", "Lamp relit")


def proquest(
    *inside: str, title: str = "Weir closed", number: str = "", words: Sequence[str] = ()
) -> list[str]:
    """A record of ProQuest as text."""
    record = [
        "_" * 60, "", number, "", title, "", "Author: Reed, Ada", "",
        "Publication info: The Holm Echo ; Holm [Holm]06 May 2019: A.2.", "", "ProQuest document link", "",
        "Abstract: None available.", "", "Links: Linking Service", "",
        *(part for line in ("Full text: " + STORY[0], *inside, *STORY[1:]) for part in (line, "")),
        "CAPTION: The gate", "", "Subject: Rivers; Weirs", "", f"Title: {title}", "",
        "Publication title: The Holm Echo", "", "Publication date: May 6, 2019", "",
        "Language of publication: English", "", "ProQuest document ID: 400000", "", "Database: X", "",
    ]  # fmt: skip
    for english, other in zip(words[::2], words[1::2], strict=True):
        record = [line.replace(f"{english}:", f"{other}:") for line in record]
    return record


@pytest.mark.parametrize(
    "trap",
    ["Subject: pumps", "Location: the old mill, said the card.", "Author: unknown.",
     "Full text: he read it all.", "Copyright: nobody's.",
     "Abstract: a word, he said.", "Document 1 of 3 was missing."],
)  # fmt: skip
def test_a_text_in_proquest_is_whole(trap: str) -> None:
    """A paragraph that begins like a label of the record costs neither itself nor what follows it."""
    first, second = articles([*proquest(trap), *proquest(title="Lamp relit")])
    assert first.text.split("\n\n") == around(trap)
    assert (first.title, second.title) == ("Weir closed", "Lamp relit")
    assert (second.outlet, second.published) == ("The Holm Echo", "2019-05-06")


def test_a_record_without_a_title_is_read() -> None:
    """Without a headline an article begins with its labels, and none of them becomes the headline."""
    first, second = articles([*proquest(title=""), *proquest()])
    assert (first.title, first.meta["byline"], second.title) == (None, "Reed, Ada", "Weir closed")


@pytest.mark.parametrize("number", ["Dokument {} von 2", "Documento {} de 2", "Document {} de 2"])
def test_numbers_of_another_database_do_not_hide_records(number: str) -> None:
    """The layout that places most articles is the one of the file."""
    words = ("Full text", "Volltext", "Publication title", "Titel der Publikation")
    lines = [*proquest(number=number.format(1), words=words), *proquest(number=number.format(2), words=words)]
    assert [one.text.split("\n\n") for one in articles(lines)] == [[*STORY]] * 2


def europresse(title: str, *inside: str) -> str:
    """An article of the oldest pages of Europresse."""
    body = "".join(f"<p>{line}" for line in around(*inside))
    return (
        '<table><tr><td><span class="DocPublicationName">Holm Presse</span><br><span class="DocHeader">'
        'Monde, </span><span class="DocHeader">lundi </span><span class="DocHeader">6 mai 2019</span><br><br>'
        f"{title}<br>{body}<br><br><b><i>© 2019 Holm Presse. Tous droits réservés.</i></b><br>"
        "Numéro de document : news·20190506·HP·1<br><p>Ce certificat est émis à Holm</p>"
        "</td></tr></table>"
    )


@pytest.mark.parametrize(
    "trap", ["© stood on the card.", "Copyright 2019 stands over it.", "Sujet : les pompes"]
)
def test_a_text_in_europresse_is_whole(tmp_path: Path, trap: str) -> None:
    """A text ends where its number follows the rights, and a missing title costs the title alone."""
    titled = '<span class="TitreArticleVisu">Le barrage</span><br>'
    (tmp_path / "e.html").write_text(europresse(titled, trap) + europresse(""), "utf-8")
    first, second = (item for item in read(tmp_path / "e.html") if isinstance(item, Document))
    assert (first.title, first.text.split("\n\n")) == ("Le barrage", around(trap))
    assert (second.title, second.published, second.text.split("\n\n")) == (None, "2019-05-06", [*STORY])


@pytest.mark.parametrize("generation", ["new", "middle"])
def test_an_article_of_europresse_without_a_title_is_read(tmp_path: Path, generation: str) -> None:
    """A brief that has no headline is an article."""
    text = "".join(f"<p>{line}</p>" for line in STORY)
    inner = (
        f'<div class="DocText"><div class="docOcurrContainer">{text}</div></div>'
        if generation == "new"
        else text
    )
    (tmp_path / "e.html").write_text(
        '<article><header><span class="DocPublicationName">Holm Presse</span><span class="DocHeader">lundi '
        f'6 mai 2019</span><div class="titreArticle"></div></header><section>{inner}</section><footer><small>'
        "© 2019</small></footer></article>" * 2, "utf-8",
    )  # fmt: skip
    found = [item for item in read(tmp_path / "e.html") if isinstance(item, Document)]
    assert [(one.title, one.outlet, one.text.split("\n\n")) for one in found] == [
        (None, "Holm Presse", [*STORY])
    ] * 2


@pytest.mark.parametrize(
    ("byline", "language"),
    [
        ("ADA REED; Staff Writer", "English"),
        ("Ada Reed en Tom Riet", "Holandês"),
        ("Ada Reed og Tom Riis", "Danese"),
    ],
)
def test_lines_of_factiva_without_a_copyright_find_their_places(byline: str, language: str) -> None:
    """Names in other languages, and the language's name in the interface's, are no text and no title."""
    article = [
        "Weir closed after a crack is found", byline, "204 words", "6 May 2019", "The Holm Echo", "HOLMEC",
        language, *STORY, "Holm Media Group", "Document HOLMEC0020190506ef5600001",
    ]  # fmt: skip
    first, second = articles([*article, *article])
    assert first.title == second.title == article[0]
    assert first.text.split("\n\n") == second.text.split("\n\n") == [*STORY]


def test_a_page_that_begins_inside_of_a_paragraph_begins_with_it(tmp_path: Path) -> None:
    """LibreOffice writes the new page into the headline's paragraph: the outlet under it is no headline."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

    def paragraphs() -> Iterator[str]:
        for line in [*nexis(), *nexis(title="Lamp relit")]:
            page = '<w:r><w:br w:type="page"/></w:r>' if line in ("Weir closed", "Lamp relit") else ""
            style = '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>' if page else ""
            yield f"<w:p>{style}{page}<w:r><w:t>{line}</w:t></w:r></w:p>"

    source = f'<w:document xmlns:w="{space}"><w:body>{"".join(paragraphs())}</w:body></w:document>'
    (tmp_path / "n.docx").write_bytes(zipped({"word/document.xml": source.encode()}))
    found = [item for item in read(tmp_path / "n.docx") if isinstance(item, Document)]
    assert [(one.title, one.outlet) for one in found] == [
        ("Weir closed", "The Holm Echo"), ("Lamp relit", "The Holm Echo"),
    ]  # fmt: skip
