"""Exports of press databases: articles apart, fields in their places, and every doubt told."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from pathlib import Path

import pytest

from benchmarks.speed import trade
from syndetect import read, scan
from syndetect.errors import InputError
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.exports.export_dates import day_in, is_date_line
from syndetect.readers.exports.layouts import layouts
from syndetect.readers.exports.splitting import split
from syndetect.readers.exports.unknown import suspicion
from syndetect.readers.prose import HEADING, Line
from syndetect.settings import Settings

ORIGIN = Input("f", "f")
BODY = (
    "The weir at Holm was closed on Monday after a crack was found in its gate.",
    "Engineers will look at it on Friday, Ada Reed said.",
)
NEXIS = [
    "Weir closed at Holm",
    "The Holm Echo",
    "May 6, 2019 Monday",
    "Copyright 2019 Holm Press All Rights Reserved",
    "Section:\u00a0NEWS; Pg. 3",
    "Length:\u00a0212 words",
    "Byline:\u00a0Ada Reed",
    "Body",
    *BODY,
    "Load-Date:\u00a0May 7, 2019",
    "End of Document",
]
LAMP = [
    "Lamp relit",
    "Fen Post",
    "12 mars 2019 mardi",
    "Length:\u00a099 words",
    "Body",
    "The lamp burns again, its keeper said on Tuesday.",
    "Load-Date:\u00a0March 12, 2019",
    "End of Document",
]
COVER = [
    "User Name: READER",
    "Job Number: 1",
    "Documents (2)",
    "1. Weir closed at Holm",
    "Client/Matter: -None-",
    "Search Terms: weir",
]


def found(lines: Sequence[str], headings: Sequence[str] = ()) -> list[Document | Skipped] | None:
    """What the splitter makes of these lines."""
    marked = [Line(line, frozenset({HEADING} if line in headings else ())) for line in lines]
    made = split(marked, ORIGIN, Settings())
    return None if made is None else list(made)


def articles(lines: Sequence[str] | str, headings: Sequence[str] = ()) -> list[Document]:
    """The articles alone."""
    made = found(lines.split("\n") if isinstance(lines, str) else lines, headings)
    return [item for item in made or [] if isinstance(item, Document)]


def facts(document: Document) -> tuple[str | None, str | None, str | None, str | None]:
    """Title, outlet, date and by-line."""
    return document.title, document.outlet, document.published, document.meta.get("byline")


WEIR = ("Weir closed at Holm", "The Holm Echo", "2019-05-06", "Ada Reed")


def without(lines: Sequence[str], *begins: str) -> list[str]:
    """The lines without those that begin so."""
    return [line for line in lines if not line.startswith(begins)]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(NEXIS, WEIR, id="alone, without a cover"),
        pytest.param([*COVER, *NEXIS], WEIR, id="behind a cover"),
        pytest.param(without(NEXIS, "The Holm"), (WEIR[0], None, *WEIR[2:]), id="no outlet"),
        pytest.param(without(NEXIS, "May 6"), (*WEIR[:2], None, WEIR[3]), id="no date"),
        pytest.param(without(NEXIS, "Copyright"), WEIR, id="no copyright"),
        pytest.param(without(NEXIS, "Byline"), (*WEIR[:3], None), id="no by-line"),
        pytest.param(without(NEXIS, "Load-Date"), WEIR, id="no load date"),
        pytest.param([line.replace("\u00a0", " ") for line in NEXIS], WEIR, id="labels with plain spaces"),
        pytest.param(["Weir closed", *("at Holm", *NEXIS[1:])], WEIR, id="a title of two paragraphs"),
        pytest.param(
            ["May 5, 2019: the day of the weir", *NEXIS[1:]],
            ("May 5, 2019: the day of the weir", *WEIR[1:]),
            id="a date in the title",
        ),
        pytest.param(["No Headline In Original", *NEXIS[1:]], (None, *WEIR[1:]), id="no headline"),
        pytest.param(
            [NEXIS[0], "The Holm Echo - Final Edition", NEXIS[2], "Correction Appended", *NEXIS[3:]],
            WEIR,
            id="edition and correction",
        ),
    ],
)
def test_nexis_articles_have_their_fields(lines: list[str], expected: tuple[str | None, ...]) -> None:
    """Whatever is missing from the head of an article, the rest of it is where it belongs."""
    first, second = articles([*lines, *LAMP])
    assert facts(first) == expected
    assert first.text == "\n\n".join(BODY)
    assert facts(second) == ("Lamp relit", "Fen Post", "2019-03-12", None)


@pytest.mark.parametrize("end", ["Slut på dokument", "Конец документа", "文档结尾"])
def test_the_end_of_an_article_in_any_language_parts_articles(end: str) -> None:
    """What always stands behind the load date ends an article, whatever it says."""
    lines = [line.replace("End of Document", end) for line in [*NEXIS, *LAMP]]
    assert [facts(one)[0] for one in articles(lines)] == ["Weir closed at Holm", "Lamp relit"]


def test_without_any_end_the_heads_part_articles() -> None:
    """Headings, or lines that look like the head of an article, begin the next one."""
    lines = without([*NEXIS, *LAMP], "End of")
    for headings in ((), ("Weir closed at Holm", "Lamp relit")):
        assert [one.text for one in articles(lines, headings)] == ["\n\n".join(BODY), LAMP[5]]


def test_a_german_interface_is_read() -> None:
    """Labels, cover and end follow the language of the interface."""
    lines = [
        "Benutzername: LESERIN",
        "Dokumente (1)",
        "1. Wehr gesperrt",
        "Mandant/Fall: -None-",
        "Wehr gesperrt",
        "Holmer Bote",
        "6. Mai 2019 Montag",
        "Copyright 2019 Holmer Bote",
        "Rubrik:\u00a0LOKALES; S. 3",
        "Länge:\u00a0212 Wörter",
        "Autor:\u00a0Ada Reed",
        "Haupttext",
        "Das Wehr bei Holm ist seit Montag gesperrt.",
        "Ladedatum:\u00a07. Mai 2019",
        "Ende des Dokuments",
    ]
    [one] = articles(lines)
    assert facts(one) == ("Wehr gesperrt", "Holmer Bote", "2019-05-06", "Ada Reed")
    assert (one.meta["section"], one.meta["page"], one.meta["stated_words"]) == ("LOKALES; S. 3", "3", 212)


def lexis(
    number: str = "1 of 2 DOCUMENTS",
    date: str = "May 6, 2019 Monday",
    title: str = "Weir closed at Holm",
    fields: str = "BYLINE: Ada Reed\n\nSECTION: NEWS; Pg. 3\n\nLENGTH: 212 words",
    body: str = "\n\n".join(BODY),
    tail: str = (
        "LOAD-DATE: May 7, 2019\n\nLANGUAGE: ENGLISH\n\n    Copyright 2019 Holm\n   All Rights Reserved"
    ),
) -> str:
    """An article of LexisNexis as text."""
    parts = [
        f"     {number}" if number else "",
        "      The Holm Echo",
        f"    {date}" if date else "",
        title,
        fields,
        body,
        tail,
    ]
    return "\n\n\n".join(part for part in parts if part) + "\n\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(lexis(), WEIR, id="plain"),
        pytest.param(lexis(number=""), WEIR, id="one article without a number"),
        pytest.param(lexis(number="FOCUS - 1 of 51 DOCUMENTS"), WEIR, id="focus"),
        pytest.param(
            lexis(number="Dokument 1 von 2", fields="AUTOR: Ada Reed\n\nLÄNGE: 212 Wörter"), WEIR, id="de"
        ),
        pytest.param(
            lexis(
                number="Document 1 de 2", date="6 mai 2019", fields="AUTEUR: Ada Reed\n\nLONGUEUR: 212 mots"
            ),
            WEIR,
            id="fr",
        ),
        pytest.param(
            lexis(number="Documento 1 de 2", date="6 mayo 2019 lunes", fields="LONGITUD: 212 palabras"),
            (*WEIR[:3], None),
            id="es",
        ),
        pytest.param(
            lexis(date="May 6, 2019 Monday\n     Late Edition - Final"), WEIR, id="edition below the date"
        ),
        pytest.param(lexis(date=""), (*WEIR[:2], None, WEIR[3]), id="no date"),
        pytest.param(lexis(title=""), (None, *WEIR[1:]), id="no title"),
        pytest.param(
            lexis(
                title="", fields="KOP: Sluis dicht\n\nLENGTE: 158 words", body="TEKST:\n" + "\n\n".join(BODY)
            ),
            ("Sluis dicht", *WEIR[1:3], None),
            id="nl, the title in a field",
        ),
        pytest.param(lexis(tail=""), WEIR, id="nothing behind the text"),
        pytest.param(
            lexis(fields="BYLINE: Ada Reed", tail="SECTION: X\n\nLENGTH: 12 words\n\nLOAD-DATE: May 7, 2019"),
            WEIR,
            id="fields behind the text",
        ),
        pytest.param(
            lexis(tail="GRAPHIC: PHOTO, the weir;\nPHOTO, the gate\n\nLOAD-DATE: May 7, 2019"),
            WEIR,
            id="captions",
        ),
    ],
)
def test_lexis_articles_have_their_fields(text: str, expected: tuple[str | None, ...]) -> None:
    """Separators, labels and dates of every language are known, and none of them is text."""
    cover = "Download Request: Selected Items: 1-2\n\n\n" if " 1 " in text[:40] else ""
    first, *_ = articles(cover + text)
    assert facts(first) == expected
    assert first.text == "\n\n".join(BODY)


def test_what_only_looks_like_a_field_stays_text() -> None:
    """A paragraph that begins like a label belongs to the text as long as text follows it."""
    body = (
        "He said: wait.\n\nLENGTH: the boat is long, he said.\n\nLANGUAGE: a barrier.\n\nMID: "
        "yes, sir.\n\nIt ended there."
    )
    [one] = articles(lexis(body=body))
    assert one.text == body


def factiva(
    above: Sequence[str] = ("News",),
    title: str = "Weir closed at Holm",
    below: Sequence[str] = ("Ada Reed",),
    facts_: Sequence[str] = (
        "1,204 words",
        "6 May 2019",
        "The Holm Echo",
        "HOLMEC",
        "4",
        "English",
        "(c) 2019 Holm Press.",
    ),
    behind: Sequence[str] = ("Holm Media Group",),
    number: str = "Document HOLMEC0020190506ef5600001",
) -> list[str]:
    """An article of Factiva as lines."""
    return [*above, title, *below, *facts_, *BODY, *behind, number]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(factiva(), WEIR, id="plain"),
        pytest.param(factiva(above=()), WEIR, id="no section"),
        pytest.param(factiva(below=()), (*WEIR[:3], None), id="no author"),
        pytest.param(factiva(above=("World", "Europe"), below=()), (*WEIR[:3], None), id="two sections"),
        pytest.param(factiva(below=("Staff",)), (*WEIR[:3], "Staff"), id="a word for an author"),
        pytest.param(
            factiva(below=("By Ada Reed", "Special to the Echo")), (*WEIR[:3], "By Ada Reed"), id="credit"
        ),
        pytest.param(
            factiva(title="Weir Closed After Crack Is Found", below=()),
            ("Weir Closed After Crack Is Found", *WEIR[1:3], None),
            id="a title in capitals",
        ),
        pytest.param(factiva(behind=()), WEIR, id="no publisher"),
        pytest.param(factiva(behind=("Photo: the weir", "Holm Media Group")), WEIR, id="caption"),
        pytest.param(
            factiva(
                facts_=(
                    "1.204 Wörter",
                    "6 Mai 2019",
                    "15:32",
                    "The Holm Echo",
                    "HOLMEC",
                    "1; National",
                    "Deutsch",
                    "Copyright 2019. Alle Rechte vorbehalten.",
                ),
                number="Dokument HOLMEC0020190506ef5600001",
            ),
            (*WEIR[:2], "2019-05-06T15:32", WEIR[3]),
            id="de",
        ),
        pytest.param(
            factiva(facts_=("295 mots", "6 mai 2019", "The Holm Echo", "HOLMEC", "Français", "© 2019.")),
            WEIR,
            id="fr",
        ),
        pytest.param(
            factiva(facts_=("295 palabras", "6 mayo 2019", "The Holm Echo", "HOLMEC", "Español", "© 2019.")),
            WEIR,
            id="es",
        ),
        pytest.param(
            factiva(facts_=("295 words", "6 May 2019", "The Holm Echo", "HOLMEC", "4", "English")),
            WEIR,
            id="no copyright",
        ),
        pytest.param(
            factiva(facts_=("295 words", "undated", "The Holm Echo", "HOLMEC", "English", "© 2019")),
            (*WEIR[:2], None, WEIR[3]),
            id="no date",
        ),
    ],
)
def test_factiva_articles_have_their_fields(lines: list[str], expected: tuple[str | None, ...]) -> None:
    """Unmarked lines find their places from the word count and the accession number."""
    first, *_, last = articles([*lines, *factiva(title="Lamp relit"), "Search Summary", "Text\tweir"])
    assert facts(first) == expected
    assert first.text == last.text == "\n\n".join(BODY)


CODES = [
    "SE\tNews",
    "HD\tWeir closed at Holm",
    "BY\tAda Reed",
    "WC\t12 words",
    "PD\t6 May 2019",
    "SN\tThe Holm Echo",
    "LA\tEnglish",
    f"LP\t{BODY[0]}",
    f"TD\t{BODY[1]}",
    "ART\tA gate",
    "CO\tx : Y",
    "AN\tDocument HOLMEC0020190506ef5600001",
]


@pytest.mark.parametrize(
    "lines",
    [CODES, ["\t" + line for line in CODES], [part for line in CODES for part in line.split("\t")]],
    ids=["rows", "between tabs", "lines of their own"],
)
def test_field_codes_are_read_in_every_form(lines: list[str]) -> None:
    """Text is what stands under LP and TD, wherever the codes stand."""
    first, second = articles([*lines, *lines])
    assert facts(first) == facts(second) == WEIR
    assert first.text == "\n\n".join(BODY)


def test_an_export_tells_what_it_holds_and_what_not() -> None:
    """A note counts articles and fields; a part that is no article is named with its first words."""
    odd = [
        "Weir closed at Holm",
        "Length:\u00a012 words",
        "Nothing here is in its place, and no body follows.",
        "End of Document",
    ]
    made = found([*NEXIS, *odd, *LAMP]) or []
    [note] = [item for item in made if isinstance(item, Skipped) and item.note]
    [left] = [item for item in made if isinstance(item, Skipped) and not item.note]
    assert note.reason == (
        "is an export of Nexis Uni: 2 articles, 2 with a title, 2 with an outlet, 2 with a "
        "date, 1 with a by-line"
    )
    assert left.source == "f (after article 1)"
    assert left.reason.startswith("a part that begins 'Weir closed at Holm' fits none of the patterns")


def test_two_articles_are_never_glued_in_silence() -> None:
    """A part with two bodies fits no pattern of one article, and is named."""
    lines = [*without(NEXIS, "Load-Date", "End of"), *without(LAMP, "May")]
    made = found(lines) or []
    texts = [item.text for item in made if isinstance(item, Document)]
    assert not any(BODY[0] in text and LAMP[5] in text for text in texts)


RECORDS = "".join(
    f"Ref: {at}\nPaper: The Echo\nHeadline: Weir {at}\n\nThe weir was closed in week {at}, the town said.\n\n"
    for at in range(4)
)


def test_an_unknown_layout_says_so(tmp_path: Path) -> None:
    """Lines that recur like labels make a doubt of a file that is read as one article, and are shown."""
    (tmp_path / "a.txt").write_text(RECORDS)
    article, doubt = read(tmp_path / "a.txt")
    assert isinstance(article, Document)
    assert isinstance(doubt, Skipped)
    assert doubt.reason.startswith(
        "looks like an export of some 4 articles in a layout that is not known, and is read as one"
    )
    assert "'Ref', 'Paper', 'Headline'" in doubt.reason


def test_interviews_are_no_exports() -> None:
    """Two voices that take turns are one article."""
    assert (
        suspicion(
            [
                Line(text)
                for text in ("ECHO: Why?", "REED: Because.", "ECHO: When?", "REED: Soon.", "ECHO: How?") * 3
            ]
        )
        is None
    )


STORY = (
    "The tide gate at Port Elm held through the night, the harbour office said, although the water stood "
    "a metre over the mark that the engineers had painted on the wall in spring. Nobody was hurt. The road "
    "along the quay will be closed until Thursday, and the ferry leaves from the old pier until then, as "
    "it did last year."
)


@pytest.mark.parametrize(
    ("between", "head"),
    [
        ("\n\n", "The Gull, {day} March 2024\n{name} holds"),
        ("\n\n", "{name} holds\nDer Bote | 2024-03-{day}"),
        ("\n" + 80 * "=" + "\n", "{name} holds\nThe Gull. Printed.\n2024-03-{day}, page 5.\nBy: Ada Holm"),
        ("\n\n" + 40 * "*" + "\n\n", "{name} holds"),
        ("\n\n", "Artikel {number} von 3\n\nGate holds"),
        ("\n\n", "TI  - {name} holds\nJO  - The Gull\nDA  - 2024\nAU  - Holm"),
        ("\f", "The Gull\n{day} March 2024\n\n{name} holds"),
    ],
)
def test_articles_are_not_glued_in_silence(tmp_path: Path, between: str, head: str) -> None:
    """Dated heads, numbers, lines of signs and tags over texts make a doubt of a file, and are shown."""
    parts = [
        f"{head.format(day=11 + number, number=number, name=name)}\n\n{STORY}"
        for number, name in enumerate(("Gate", "Weir", "Lock"), 1)
    ]
    (tmp_path / "a.txt").write_text(between.join(parts))
    doubt = [one for one in read(tmp_path / "a.txt") if isinstance(one, Skipped)]
    assert [one.reason[:52] for one in doubt] == ["looks like an export of some 3 articles in a layout "]
    (tmp_path / "a.txt").write_text(parts[0])
    assert not [one for one in read(tmp_path / "a.txt") if isinstance(one, Skipped)]


def test_two_texts_that_are_set_apart_make_a_note(tmp_path: Path) -> None:
    """An article and a box under a line of signs may be one: that is told, and nothing counts as left out."""
    parts = [f"Gate {name} holds\n\n{STORY}" for name in ("one", "two")]
    (tmp_path / "a.txt").write_text(f"\n\n{40 * '*'}\n\n".join(parts))
    assert [one.note for one in read(tmp_path / "a.txt") if isinstance(one, Skipped)] == [True]


def test_other_articles_of_a_page_are_named(tmp_path: Path) -> None:
    """A page of several articles is read for its first and tells how many more it has; comments are none."""
    first, second, third = (
        "".join(f"<p>{STORY.replace('gate', name).replace('road', place)}</p>" for place in ("road", "mole"))
        for name in ("gate", "weir", "lock")
    )
    page = f"<article>{first}</article>{{}}<article class='comment-body'>{third}</article>"
    for more in (f"<article>{second}</article>", ""):
        (tmp_path / "a.html").write_text(f"<html><body>{page.format(more)}</body></html>")
        said = [one.reason for one in read(tmp_path / "a.html") if isinstance(one, Skipped)]
        assert [one.startswith("holds 1 more article, and one alone is read") for one in said] == (
            [True] if more else []
        )


def test_a_title_that_the_head_of_its_page_repeats_stands_once() -> None:
    """Printed exports say a title over each page as well."""
    head = ("Gate holds", "for now", "The Gull", "March 14, 2024", "Copyright 2024 The Gull")
    rest = ("Length:\u00a09 words", "Body", STORY, "Load-Date:\u00a0March 15, 2024", "End of Document")
    lines = [Line("Gate holds for now", frozenset([HEADING])), *map(Line, (*head, *rest))]
    found = split(lines, Input("a", "a"), Settings())
    assert found is not None
    assert [one.title for one in found if isinstance(one, Document)] == ["Gate holds for now"]


MINE = {
    "name": "Holm Archive",
    "needles": ["Ref: "],
    "lines": [{"letter": "R", "pattern": "Ref: "}, {"letter": "F", "pattern": "(?:Paper|Headline): "}],
    "begins": "R",
    "article": ["^R(?P<labels>F+)(?P<text>[xS]+)$"],
    "labels": {"Paper": "outlet", "Headline": "title"},
}


def test_users_add_layouts_of_their_own(tmp_path: Path) -> None:
    """A rule file that the settings name is enough for a layout nobody knows."""
    (tmp_path / "a.txt").write_text(RECORDS)
    (tmp_path / "mine.json").write_text(json.dumps(MINE))
    for path in ("mine.json", ""):
        made = list(read(tmp_path / "a.txt", settings=Settings(layouts=str(tmp_path / path))))
        texts = [(one.title, one.outlet, one.text) for one in made if isinstance(one, Document)]
        assert texts[1] == ("Weir 1", "The Echo", "The weir was closed in week 1, the town said.")
        assert len(texts) == 4


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"article": ["("]}, "has a pattern under 'article' that is none"),
        ({"article": ["^(?P<wrong>x)$"]}, "names unknown fields: wrong"),
        ({"nedles": []}, "has unknown keys: nedles"),
        ({"lines": [{"pattern": "x"}]}, "needs a 'letter'"),
    ],
)
def test_a_layout_that_cannot_be_used_says_why(tmp_path: Path, change: dict[str, object], told: str) -> None:
    """The file and what is wrong in it stand in the message."""
    path = tmp_path / "mine.json"
    path.write_text(json.dumps({**MINE, **change}))
    with pytest.raises(InputError, match=told) as raised:
        layouts(str(path))
    assert "mine.json" in str(raised.value)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("January 10, 2018 Wednesday 10:36 EST", "2018-01-10T10:36:00"),
        ("July 2, 2019, Tuesday, Late Edition - Final", "2019-07-02"),
        ("March 5, 2018 Monday 9:99 AM EST", "2018-03-05"),
        ("4 oktober 2017 woensdag", "2017-10-04"),
        ("décembre 10 2019", "2019-12-10"),
        ("Dienstag 10.Dezember 2019", "2019-12-10"),
        ("8. Maerz 2001", "2001-03-08"),
        ("3 luglio 2018 martedì 4:07 PM GMT", "2018-07-03T16:07:00+00:00"),
        ("2018 年 10 月 7 日 17:04", "2018-10-07T17:04:00"),
    ],
)
def test_lines_that_are_a_date(line: str, day: str) -> None:
    """Dates of all interfaces are found, with whatever edition or time stands behind them."""
    assert is_date_line(line)
    assert day_in(line) == day


@pytest.mark.parametrize(
    "line", ["The Guardian (London)", "Weir closed in May 2019", "Echo 5 May 2019", "212 words", "3"]
)
def test_lines_that_are_no_date(line: str) -> None:
    """A date inside a line makes it no date."""
    assert not is_date_line(line)


@pytest.mark.parametrize(
    "source",
    [
        (
            "<Record><RecordID>1</RecordID><RecordTitle>Weir</RecordTitle><Publication><Title>"
            "Echo</Title></Publication>"
            "<NumericPubDate>19100427</NumericPubDate><FullText>{}</FullText></Record>"
        ),
        (
            "<RECORD><DFS><PubFrosting><Title>Echo</Title></PubFrosting></DFS><Obj><TitleAtt>"
            "<Title>Weir</Title></TitleAtt>"
            "<NumericDate>1910-04-27</NumericDate></Obj><TextInfo><Text>"
            "&lt;p&gt;{}&lt;/p&gt;</Text></TextInfo></RECORD>"
        ),
        (
            "<PPSResponse><article><headline><paragraph>We<hlt>ir</hlt></paragraph></headline>"
            "<sourceName>Echo</sourceName><publicationDate>"
            "<date>1910-04-27</date></publicationDate><leadParagraph><paragraph>{}</paragraph>"
            "</leadParagraph></article></PPSResponse>"
        ),
    ],
    ids=["ProQuest", "TDM Studio", "Factiva"],
)
def test_records_in_xml_are_articles(tmp_path: Path, source: str) -> None:
    """Each database's elements are told by the root, and texts in escaped HTML are text."""
    (tmp_path / "a.xml").write_text(source.format(BODY[0]))
    [one] = read(tmp_path / "a.xml")
    assert isinstance(one, Document)
    assert (one.title, one.outlet, one.published, one.text) == ("Weir", "Echo", "1910-04-27", BODY[0])


def test_four_databases_become_one_family(tmp_path: Path) -> None:
    """One text in a DOCX, an RTF, a page and a text of four databases is one family with four members."""
    text = (
        "The tide gate at Port Elm held through the fifth storm since May, the harbour board "
        "said on Wednesday.\n\n"
        "Water stood thirty-one centimetres below the crest at midnight, when the last pumps "
        "were brought from Tolvik.\n\n"
        "“We had sandbags on the quay and nobody slept,” said Ada Reed, who has kept the gate since 2003."
    )
    other = (
        "A brass band from Fenwick won the county prize on Sunday, ahead of nine others, its "
        "conductor Bo Lind said."
    )
    makers = {
        "nexis.docx": trade.nexis_docx,
        "factiva.rtf": trade.factiva_rtf,
        "europresse.html": trade.europresse_html,
        "proquest.txt": trade.proquest_text,
    }
    for number, (name, make) in enumerate(makers.items()):
        held = Document("1", text, f"Paper {number}", "Gate holds", "2024-05-01")
        rest = Document(
            "2", f"{other} It was prize number {number}.", f"Paper {number}", f"Prize {number}", "2024-05-01"
        )
        (tmp_path / name).write_bytes(make([held, rest]))
    report = scan(tmp_path)
    assert len(report.documents) == 8
    members = {member.document for family in report.families for member in family.members}
    family = report.family_of("nexis.docx:1")
    assert family is not None
    assert {member.document for member in family.members} == {f"{name}:1" for name in makers}
    assert {document.outlet for document in report.documents if document.id in members} == {
        f"Paper {at}" for at in range(4)
    }
    assert len(report.notes) == 4


EBSCO = """Record: 1
Title:
    Harbour gate holds.
Authors:
    Holm, Ada
Source:
    Gull Weekly. 3/7/2024, Vol. 203 Issue 9, p12-14. 3p. 2 Color Photographs.
Document Type:
    Article
Subject Terms:
    STORMS
Abstract:
    The article reports on a gate.
Full Text Word Count:
    612
Accession Number:
    123456789
Database:
    Academic Search Complete
Section: WORLD
Harbour gate holds

The tide gate at Port Elm held through the fifth storm of the season, the harbour office said.

"We saw the water stand a hand below the crest," said A. Reed. Note: nobody was hurt.

PHOTO (COLOR): The gate at dusk.

~~~~~~~~
By Ada Holm

Copyright of Gull Weekly is the property of Gull Media and its content may not be copied without permission.

Record: 2
Title: Lamp mended.
Source: Gull Weekly. Mar2024, Vol. 203 Issue 10, p2.
Document Type: Article
Accession Number: 123456790
Database: Academic Search Complete

The lamp of the northern mole burns again since Tuesday night, the town said.

~~~~~~~~
By Bo Lind

Record: 3
Title: A survey of gates.
Source: Gate Studies. 2023, Vol. 3, p1.
Document Type: Article
Abstract: Gates of seven ports were surveyed over twelve winters, and most of them held.
Accession Number: 123456791
Database: Academic Search Complete
"""
GALE = """Harbour gate holds
Author(s): Ada Holm
Date: Mar. 7, 2024
From: The Gull(Vol. 12, Issue 3)
Publisher: Gull Media Ltd.
Document Type: Article
Length: 612 words

Full Text:
Byline: Ada Holm
The tide gate at Port Elm held through the fifth storm of the season, the harbour office said.

"We saw the water stand a hand below the crest," said A. Reed. Note: nobody was hurt.

COPYRIGHT 2024 Gull Media Ltd.
http://www.gull.example/
Source Citation   (MLA 9th Edition)
Holm, Ada. "Harbour gate holds." The Gull, 7 Mar. 2024, p. A4. Gale OneFile: News. Accessed 9 Mar. 2024.
Gale Document Number: GALE|A123456789

Disclaimer: This is a machine generated PDF of selected content from our products.

Lamp mended
Source: The Gull. 12.3 (Mar. 8, 2024): pA2.
Document Type: Article

Full Text: COPYRIGHT 2024 Gull Media Ltd.
The lamp of the northern mole burns again since Tuesday night, the town said.
Source Citation
"Lamp mended." The Gull, 8 Mar. 2024.
Gale Document Number: GALE|A123456790
"""

HARBOUR = (
    "The tide gate at Port Elm held through the fifth storm of the season, the harbour office said.\n\n"
    '"We saw the water stand a hand below the crest," said A. Reed. Note: nobody was hurt.'
)


def written(folder: Path, text: str, suffix: str) -> Path:
    """The lines of an export as text, a page or RTF."""
    path = folder / f"export{suffix}"
    lines = text.split("\n")
    if suffix == ".html":
        told = "".join(f"<p>{escape(line)}</p>" for line in lines if line.strip())
        path.write_text(f"<html><head><title>EBSCOhost</title></head><body>{told}</body></html>", "utf-8")
    elif suffix == ".rtf":
        path.write_bytes(trade.rtf_lines(lines))
    else:
        path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("suffix", [".txt", ".html", ".rtf"])
def test_ebsco_tells_an_article_by_labels_over_its_text(tmp_path: Path, suffix: str) -> None:
    """Values stand behind or below labels; captions, notes of authors and rights are no text."""
    found = [item for item in read(written(tmp_path, EBSCO, suffix)) if isinstance(item, Document)]
    assert [(one.title, one.outlet, one.published) for one in found] == [
        ("Harbour gate holds.", "Gull Weekly", "2024-03-07"),
        ("Lamp mended.", "Gull Weekly", None),
        ("A survey of gates.", "Gate Studies", None),
    ]
    assert [one.text for one in found] == [
        HARBOUR,
        "The lamp of the northern mole burns again since Tuesday night, the town said.",
        "Gates of seven ports were surveyed over twelve winters, and most of them held.",
    ]
    assert [one.meta.get("byline") for one in found] == ["Holm, Ada", "By Bo Lind", None]
    assert found[0].meta["stated_words"] == 612


@pytest.mark.parametrize("suffix", [".txt", ".html", ".rtf"])
def test_gale_tells_where_an_article_ends_by_its_number(tmp_path: Path, suffix: str) -> None:
    """Rights, citations and disclaimers are no text, wherever the notice of rights stands."""
    found = [item for item in read(written(tmp_path, GALE, suffix)) if isinstance(item, Document)]
    assert [(one.title, one.outlet, one.published) for one in found] == [
        ("Harbour gate holds", "The Gull", "2024-03-07"),
        ("Lamp mended", "The Gull", "2024-03-08"),
    ]
    assert [one.text for one in found] == [
        HARBOUR,
        "The lamp of the northern mole burns again since Tuesday night, the town said.",
    ]
    assert found[0].meta["byline"] == "Ada Holm"
