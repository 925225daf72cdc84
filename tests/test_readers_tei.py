"""TEI and ALTO: encoded and recognised print."""

from __future__ import annotations

import pytest

from syndetect.model import Document
from tests.test_readers_trade import read

HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>Edition</title></titleStmt><publicationStmt>"
    "<date when='2018-01-01'/></publicationStmt>"
    "<sourceDesc><biblStruct><monogr><title level='j'>The Holm Echo</title><imprint><date "
    "when='1893-06-17'/></imprint></monogr>"
    "</biblStruct></sourceDesc></fileDesc></teiHeader>"
)
FIRST = "The weir at Holm was closed on Monday."


def found(
    body: str, header: str = HEADER, root: str = "TEI", space: str = " xmlns='http://www.tei-c.org/ns/1.0'"
) -> list[Document]:
    """The articles of a file with this body."""
    data = f"<{root}{space} xml:lang='en'>{header}<text><body>{body}</body></text></{root}>"
    return [item for item in read(".xml", data.encode()) if isinstance(item, Document)]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<p>The gate<lb/>held.</p>", "The gate held."),
        (
            "<p>inau<lb break='no'/>guré and Saint-<lb break='no'/>Malo, bro-<lb break='no'/>ken</p>",
            "inauguré and Saint-Malo, broken",
        ),
        (
            (
                "<p>It <choice><sic>hled</sic><corr>held</corr></choice> <choice><abbr>Mon.</abbr>"
                "<expan>Monday</expan></choice></p>"
            ),
            "It held Monday",
        ),
        (
            "<p>the <del>snow</del><add>rain</add><note>see 98</note> fell<fw>HEAD</fw><pb n='2'/> here</p>",
            "the rain fell here",
        ),
        ("<p>He <q>held</q> it, “<quote>twice</quote>”.</p>", "He “held” it, “twice”."),
        ("<quote><p>He held it.</p></quote><p>So he did.</p>", "He held it.\n\nSo he did."),
        ("<lg><l>One line</l><l>and more</l></lg>", "One line\n\nand more"),
        ("<p>One.</p><div><head>Subhead</head><p>Two.</p></div>", "One.\n\nSubhead\n\nTwo."),
    ],
)
def test_what_interrupts_a_sentence_is_no_part_of_it(inside: str, text: str) -> None:
    """Line ends, corrections, notes, running heads and pages leave the text as a reader would say it."""
    [one] = found(f"<div type='article'><head>Gate</head>{inside}</div>")
    assert (one.text, one.title, one.outlet, one.published) == (text, "Gate", "The Holm Echo", "1893-06-17")


@pytest.mark.parametrize("root", ["TEI", "TEI.2"])
@pytest.mark.parametrize("space", ["", " xmlns='http://www.tei-c.org/ns/1.0'"])
def test_articles_are_the_divisions_that_say_so(root: str, space: str) -> None:
    """Sections around articles and advertisements beside them are no articles."""
    article = f"<div type='article'><head>Weir</head><byline>By A. Reed</byline><p>{FIRST}</p></div>"
    made = found(
        (
            f"<div type='section'><head>Local</head>{article}{article}</div><div "
            f"type='advertisement'><p>Soap</p></div>"
        ),
        root=root,
        space=space,
    )
    assert [(one.title, one.text, one.meta["byline"]) for one in made] == [("Weir", FIRST, "By A. Reed")] * 2


def test_without_such_divisions_the_headed_ones_count() -> None:
    """Largest divisions with a head, or the whole text."""
    several = found("".join(f"<div><head>{name}</head><p>{FIRST}</p></div>" for name in ("A", "B")))
    assert [one.title for one in several] == ["A", "B"]
    [whole] = found(f"<p>{FIRST}</p>")
    assert (whole.text, whole.title) == (FIRST, "Edition")


def test_each_text_of_a_corpus_has_its_own_header() -> None:
    """In a corpus every text is read with what its own header says."""
    texts = "".join(
        f"<TEI>{HEADER.replace('Holm', name)}<text><body><p>{FIRST}</p></body></text></TEI>"
        for name in ("Fen", "Elm")
    )
    made = read(".xml", f"<teiCorpus>{texts}</teiCorpus>".encode())
    assert [item.outlet for item in made if isinstance(item, Document)] == ["The Fen Echo", "The Elm Echo"]


def test_words_divided_at_a_line_end_stand_once() -> None:
    """Either half of a word names the whole one; a block may go on in another."""
    page = (
        "<alto><Layout><Page><TopMargin><TextBlock><TextLine><String CONTENT='ECHO'/>"
        "</TextLine></TextBlock></TopMargin><PrintSpace>"
        "<TextBlock ID='a' IDNEXT='b'><TextLine><String CONTENT='The'/><String CONTENT='ga' "
        "SUBS_TYPE='HypPart1' SUBS_CONTENT='gate'/>"
        "<HYP CONTENT='-'/></TextLine><TextLine><String CONTENT='te' SUBS_TYPE='HypPart2' "
        "SUBS_CONTENT='gate'/><String CONTENT='he'/>"
        "<HYP CONTENT='-'/></TextLine><TextLine><String CONTENT='ld' WC='0.5'/></TextLine></TextBlock>"
        "<TextBlock ID='b'><TextLine><String CONTENT='on.'/></TextLine></TextBlock>"
        "</PrintSpace></Page></Layout></alto>"
    )
    [one] = [item for item in read(".xml", page.encode()) if isinstance(item, Document)]
    assert (one.text, one.meta["recognition"]) == ("The gate held on.", 0.5)


def test_a_file_that_was_made_from_no_print_has_its_own_date() -> None:
    """Without a source the day on which the file came out is that of its text."""
    header = (
        "<teiHeader><fileDesc><titleStmt><title>Gate</title><author>Ada "
        "Holm</author></titleStmt><publicationStmt>"
        "<date>2024-05-01</date></publicationStmt><sourceDesc><p>Produced by a "
        "program.</p></sourceDesc></fileDesc>"
        "</teiHeader>"
    )
    [one] = found("<p>The gate held.</p>", header)
    assert (one.title, one.published, one.meta["author"]) == ("Gate", "2024-05-01", "Ada Holm")
