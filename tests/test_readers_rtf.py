"""Rich Text Format: what its control words do to the text."""

from __future__ import annotations

import pytest

from syndetect.model import Document, Skipped
from syndetect.readers.prose import BOLD, BREAK, HEADING, ROW
from syndetect.readers.rtf import prose_of
from syndetect.settings import Settings
from tests.test_readers_trade import read

HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 "
    r"B;}{\f2\fcharset238 C;}{\f3\fcharset128 D;}}"
)


def lines(body: str) -> list[str]:
    """The lines of a file with this body."""
    return [
        line.text for line in prose_of(f"{HEAD}{body}}}".encode("latin-1"), Settings()).lines if line.text
    ]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"The gate\par", "The gate"),
        (r"F\'e4hre", "Fähre"),
        (r"\f1 \'cc\'ee\'f1\'ea\'e2\'e0\f0  and \f2 \'a3\'f3d\'9f", "Москва and Łódź"),
        (r"\f3 \'93\'fa\'96\'7b", "日本"),
        (r"F\u228\'e4hre {\uc2\u252\'c3\'bc\uc1} \u8364?", "Fähre ü €"),
        (r"\u-10179?\u-8638?", "🙂"),
        (r"{\uc0\u228}hre", "ähre"),
        (r"\ldblquote held\rdblquote\emdash said\~Reed\_x", "“held”—said\u00a0Reed\u2011x"),
        (r"soft\-hyphen \{braces\} \\", "softhyphen {braces} \\"),
        (r"kept {\deleted gone }{\revised new}", "kept new"),
        (r"seen {\v hidden }words{\v0  here}", "seen words here"),
        (r"a{\field{\*\fldinst HYPERLINK x}{\fldrslt link}}b", "alinkb"),
        (r"a{\pict\wmetafile8 0102abcd}b{\*\unknown secret}c", "abc"),
        (r"a{\footnote note}b{\*\footnote note}c", "abc"),
        (r"a{\upr{ansi}{\*\ud{\uc0\u228}}}b", "aäb"),
        (r"{\upr{\footnote ?}{\*\ud{\footnote \u228?}}}b", "b"),
        (r"{\listtext 1.\tab}item", "item"),
        (r"{\header head}{\footer foot}text", "text"),
        (r"a\bin5 {{{{{b", "ab"),
        ("two\r\nlines of source", "twolines of source"),
    ],
)
def test_control_words_do_what_they_say(body: str, text: str) -> None:
    """Letters of all code pages, revisions, fields, notes and pictures end up as a reader sees them."""
    assert lines(body) == [text]


def test_of_a_title_that_is_given_twice_the_one_in_all_letters_is_taken() -> None:
    """Where a code page lacks its letters, the title's second half holds them."""
    info = r"{\info{\upr{\title \'3f\'3f}{\*\ud{\title \u1044\'3f\u1072\'3f}}}}"
    told = prose_of(f"{HEAD}{info}Gate\\par}}".encode("ascii"), Settings())
    assert told.about["title"] == "Да"


def test_lines_have_their_marks() -> None:
    """Headings, bold lines, rows and new pages are known."""
    made = prose_of(
        (
            f"{HEAD}\\outlinelevel0 Title\\par\\pard{{\\b Bold}}\\par\\page Next\\par\\trowd "
            f"a\\cell b\\cell\\row}}"
        ).encode(),
        Settings(),
    )
    assert [(line.text, sorted(line.marks)) for line in made.lines if line.text] == [
        ("Title", [HEADING]),
        ("Bold", [BOLD]),
        ("Next", [BREAK]),
        ("a\tb", [ROW]),
    ]


def test_boxes_notes_and_hidden_words_are_counted() -> None:
    """A box is text of its own behind the rest; what nobody reads in the text is counted."""
    body = (
        r"{\info{\title Gate}{\author A. Reed}{\author "
        r"B}{\creatim\yr2024\mo5\dy1\hr6\min30}}Gate\par The gate{\v not this} held."
        r"{\footnote Two words.}{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt Built in 1931.\par}}}\par"
    )
    found, *_ = read(".rtf", f"{HEAD}{body}}}".encode())
    assert isinstance(found, Document)
    assert (found.text, found.title) == ("The gate held.\n\nBuilt in 1931.", "Gate")
    assert found.meta["author"] == "A. Reed"
    assert (found.meta["hidden_words"], found.meta["note_words"]) == (2, 2)
    assert found.meta["created"] == "2024-05-01T06:30:00"


def test_a_text_that_is_mostly_notes_says_so() -> None:
    """Where much of a file stands in notes, a line tells that it was left out."""
    made = read(".rtf", f"{HEAD}The gate held.{{\\footnote {'A long note. ' * 9}}}\\par}}".encode())
    assert isinstance(made[1], Skipped)
    assert made[1].reason == "27 words stand in notes, which are no part of the text"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b"The gate held.", "is no RTF: it does not begin with '{\\rtf'"),
        (b"{\\rtf1 " + b"{" * 5000, "is nested more than 2,000 levels deep"),
        (b"{\\rtf1 {\\pict 00}}", "holds no text"),
    ],
)
def test_what_is_no_text_says_why(data: bytes, reason: str) -> None:
    """Other files, and files without a word, are named."""
    assert read(".rtf", data) == [Skipped("news/f", reason)]


def test_what_is_called_the_number_of_an_item_and_ends_a_paragraph_is_the_item() -> None:
    """AbiWord puts whole items, and the table behind a list, where others put a bullet."""
    abiword = (
        r"{\listtext\pard{\tab the eastern end;}{\par}}{\listtext\pard{\tab the slipway.}\par"
        r"\pard\intbl Stage\cell Cost\cell\row}\pard It was late.\par"
    )
    assert lines(abiword) == ["the eastern end;", "the slipway.", "Stage\tCost", "It was late."]
    word = r"{\listtext\pard\plain\'b7\tab}the eastern end;\par{\listtext 2.\tab}the slipway.\par"
    assert lines(word) == ["the eastern end;", "the slipway."]


@pytest.mark.parametrize("title", ["???? ?????", "Fr?hjahr am Hafen"])
def test_a_title_whose_letters_are_lost_is_none(title: str) -> None:
    """Some programs write marks of question where they know no letter."""
    told = prose_of(f"{HEAD}{{\\info{{\\title {title}}}}}Gate\\par}}".encode("ascii"), Settings())
    assert "title" not in told.about


def test_a_list_of_contents_is_no_text() -> None:
    """Word's styles tell its lines, in every language of its windows."""
    styles = r"{\stylesheet{\ql\fs24 \snext0 Normal;}{\s21\ql\fs24 \sbasedon0 \snext0 toc 1;}}"
    contents = r"\pard\plain \s21\ql {The gate\tab 3\par }\pard\plain \s21 {The wall\tab 4\par }"
    assert lines(styles + contents + r"\pard\plain \ql {The gate held.\par }") == ["The gate held."]
