"""PDF."""

from __future__ import annotations

import io
import re
import textwrap

import pytest
from stories import SENTENCES, article

from benchmarks.speed.formats import pdf, pdf_of, pdf_of_dots
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.pdf import read_pdf
from syndetect.readers.record import resolve_fields
from syndetect.settings import Settings

SENTENCE = "The tide gate at Port Elm held through the fifth storm of the season, the harbour office said. "


def read(data: bytes, max_bytes: int = 1_000_000) -> Document | Skipped:
    """What a file of these bytes gives."""
    origin = Input("a.pdf", "a.pdf", None, len(data))
    [found] = read_pdf(io.BytesIO(data), origin, resolve_fields({}), Settings(max_bytes=max_bytes))
    return found


@pytest.mark.parametrize("rows", [9, 46])
def test_lines_become_paragraphs_again_over_pages(rows: int) -> None:
    """Broken lines are joined, gaps part paragraphs, and a page's end does neither by itself."""
    text = article(*SENTENCES[:30])
    found = read(pdf(Document("a", text, title="Gate – holds"), rows=rows))
    assert isinstance(found, Document)
    assert (found.title, found.text) == ("Gate – holds", text)


def test_a_running_head_is_no_part_of_the_text() -> None:
    """The first and last lines that most pages share are left out, page numbers with them."""
    pages = "\n\n".join(f"The Gull, page {page}\n\n{SENTENCE.strip()}" for page in range(1, 6))
    found = read(pdf(Document("a", pages), rows=5))
    assert isinstance(found, Document)
    assert "The Gull" not in found.text
    assert found.text.count("tide gate") == 5


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b"%PDF-1.4 and no more %%EOF", "is damaged, or no PDF"),
        (
            b"%PDF-1.4 and no more",
            "is cut off: the end of the PDF says where its pages are; get the whole file",
        ),
        (pdf(Document("a", "")), "holds no text, only pictures; run a text recognition on it"),
    ],
)
def test_what_holds_no_article_says_why(data: bytes, reason: str) -> None:
    """Damage and scanned pages are told apart."""
    assert read(data) == Skipped("a.pdf", reason)


def drawn(lines: list[str], top: int = 760, size: int = 10, before: str = "") -> bytes:
    """Lines one under the other, from that height on."""
    rows = "\n".join(f"({line}) Tj T*" for line in lines)
    return f"q {before} BT /F1 {size} Tf {size * 1.3} TL 50 {top} Td\n{rows}\nET Q".encode("cp1252")


def all_of(data: bytes) -> list[Document | Skipped]:
    """Everything that a file gives."""
    origin = Input("a.pdf", "a.pdf", None, len(data))
    return list(read_pdf(io.BytesIO(data), origin, resolve_fields({}), Settings()))


LINES = textwrap.wrap(SENTENCE * 4, 70)


@pytest.mark.parametrize("hyphen", ["-", "\xad"])
def test_broken_words_are_joined_and_compounds_kept(hyphen: str) -> None:
    """A word that a line breaks is one again; one that has a hyphen of its own keeps it."""
    lines = [
        f"The well-known harbour office said that the pumping sta{hyphen}",
        f"tion of North-West Elm held, and that the well{hyphen}",
        "known gate did, too, while the Anglo-",
        "Saxon wall and the in- and outflow were watched closely.",
    ]
    found = read(pdf_of([drawn(lines)]))
    assert isinstance(found, Document)
    assert found.text == (
        "The well-known harbour office said that the pumping station of North-West Elm held, and that the "
        "well-known gate did, too, while the Anglo-Saxon wall and the in- and outflow were watched closely."
    )


@pytest.mark.parametrize(
    ("codes", "text"),
    [
        (
            b"\x12Wir sch\xfctzen ma\xffvoll\x10, sagte Ji\xb0\xed \xa3apek \x15 o\x1ben und \x1cnster.",
            "„Wir schützen maßvoll“, sagte Jiří čapek – offen und finster.",
        ),
        (
            rb"The \014sh of the o\016ce {three of them{ are \134\015at\042, in one stra\031e.",
            "The fish of the office –three of them– are “flat”, in one straße.",
        ),
    ],
)
def test_letters_of_tex_are_told_by_their_codes(codes: bytes, text: str) -> None:
    """Fonts of dots name no letters; where TeX made the file, its encodings do, the newer and the old one."""
    found = read(pdf_of_dots(b"BT /F1 10 Tf 13 TL 50 700 Td (%s) Tj ET" % codes))
    assert isinstance(found, Document)
    assert found.text == text


def test_letters_of_another_size_begin_a_paragraph_and_headlines_stay_whole() -> None:
    """A headline close to its text is one of its own, and so is one of two lines, which are further apart."""
    headline = drawn(["The tide gate at Port", "Elm holds"], 790, 18)
    stream = headline + drawn([*LINES, "Rain came later."], 735, 12)
    found = read(pdf_of([stream]))
    assert isinstance(found, Document)
    assert found.text.split("\n\n")[0] == "The tide gate at Port Elm holds"
    assert found.title == "The tide gate at Port Elm holds"


def test_a_line_in_the_middle_of_the_page_is_no_part_of_what_follows() -> None:
    """By-lines stand over their text without a gap, but not at its edge."""
    found = read(pdf_of([b"BT /F1 10 Tf 260 760 Td (Ada Holm) Tj ET " + drawn(LINES[:3], 747)]))
    assert isinstance(found, Document)
    assert found.text.startswith("Ada Holm\n\nThe tide")


def test_english_words_whose_halves_are_words_are_joined_where_lines_break_words() -> None:
    """Names and closed compounds lose the hyphen of the line, known kinds of compounds keep theirs."""
    lines = [
        "The harbour office said that the pumping sta-",
        "tion was watched by the coast-",
        "guard of Hal-",
        "low, which the well-",
        "loved crew of the three-",
        "mast ship knew, and that it was not shut.",
    ]
    found = read(pdf_of([drawn(lines)]))
    assert isinstance(found, Document)
    assert "station was watched by the coastguard of Hallow, which the well-loved crew of the three-mast" in (
        found.text
    )


def test_notes_at_the_foot_of_a_column_stand_behind_the_text() -> None:
    """A sentence that goes on in the next column is not broken by the notes under the first."""
    left = drawn(
        ["The tide gate at Port Elm held", "through the fifth storm of the", "season, the harbour"], 780
    )
    note = drawn(["1 See the report of the office."], 60, 7)
    right = (
        b"BT /F1 10 Tf 13 TL 320 780 Td (office said, and nobody was hurt) Tj T* (on the quay below.) Tj ET"
    )
    found = read(pdf_of([left + note + right]))
    assert isinstance(found, Document)
    assert found.text == (
        "The tide gate at Port Elm held through the fifth storm of the season, the harbour office said, and "
        "nobody was hurt on the quay below.\n\n1 See the report of the office."
    )


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("The gate held - The Gull", ("The gate held", "The Gull")),
        ("The gate held | Gull online", ("The gate held", "Gull online")),
        ("Another matter - The Gull", ("Another matter - The Gull", None)),
    ],
)
def test_the_outlet_behind_the_headline_of_a_printed_page_is_its_outlet(
    title: str, expected: tuple[str, str | None]
) -> None:
    """Only where the text shows the headline without it."""
    found = read(pdf_of([drawn(["The gate held"], 790, 18) + drawn(LINES, 740)], title))
    assert isinstance(found, Document)
    assert (found.title, found.outlet) == expected


def test_heads_and_feet_of_two_pages_are_no_part_of_the_text() -> None:
    """Several lines at the edges that both pages share, but for their numbers, are left out."""
    pages = [
        drawn(["The Gull                   Tuesday edition", f"Page {at} of the harbour section"], 820)
        + drawn([f"{SENTENCE.strip()} {word} came later."], 700, 6)
        + drawn(["gull.example", f"Printed on paper, {at}"], 40)
        for at, word in ((1, "Rain"), (2, "Snow"))
    ]
    found = read(pdf_of(pages))
    assert isinstance(found, Document)
    assert found.text == f"{SENTENCE.strip()} Rain came later.\n\n{SENTENCE.strip()} Snow came later."


def test_what_a_browser_prints_around_a_page_gives_its_address() -> None:
    """The edges that browsers add are no text, even on a single page."""
    page = (
        drawn(["3/7/24, 10:21 AM   Gate - Gull"], 820)
        + drawn(LINES)
        + drawn(["https://gull.example/a 1/1"], 20)
    )
    found = read(pdf_of([page]))
    assert isinstance(found, Document)
    assert (found.url, found.text) == ("https://gull.example/a", " ".join(LINES))


def test_pages_that_are_pictures_are_named() -> None:
    """A page between others that shows something and holds no text is told under skipped."""
    found = all_of(pdf_of([drawn(LINES), b"0 0 595 842 re f", drawn(LINES[::-1])]))
    reason = "page 2 of 3 holds pictures and no text; run a text recognition on the file"
    assert found[1:] == [Skipped("a.pdf", reason)]


@pytest.mark.parametrize("hiding", ["1 1 1 rg", "3 Tr", "0.05 0 0 0.05 0 0 cm"])
def test_what_nobody_sees_is_left_out_and_counted(hiding: str) -> None:
    """Words in the colour of the paper, drawn without ink or too small to read are no part of the text."""
    page = drawn(LINES) + drawn(["quartz blimp oven gravel"], 600, before=hiding)
    found = read(pdf_of([page]))
    assert isinstance(found, Document)
    assert found.text == " ".join(LINES)
    assert found.meta["hidden_words"] == 4


def test_text_that_is_hidden_as_a_whole_is_the_text() -> None:
    """The layer that a text recognition puts under a scanned page is what the page says."""
    found = read(pdf_of([drawn(LINES, before="3 Tr")]))
    assert isinstance(found, Document)
    assert found.text == " ".join(LINES)


def test_white_on_a_dark_ground_is_seen() -> None:
    """A headline in white on a coloured box is part of the text."""
    box = b"0 0 0.5 rg 40 740 500 40 re f "
    found = read(
        pdf_of([box + drawn(["Gate holds through the storm"], 755, before="1 1 1 rg") + drawn(LINES, 700)])
    )
    assert isinstance(found, Document)
    assert found.text.startswith("Gate holds through the storm")


@pytest.mark.parametrize(
    "text", ["שער הגאות של אלם עמד בסערה.", "صمدت بوابة الميناء أمام العاصفة في 2024 أمس."]
)
def test_lines_from_the_right_are_read_from_the_right(text: str) -> None:
    """However a program draws the letters of a right-to-left line, they are read as they stand."""
    # From left to right on the paper: numbers as they are, all else turned round.
    seen = "".join(word[::-1] if word.isdecimal() else word for word in re.split(r"(\d+)", text))[::-1]
    signs = sorted(set(seen))
    letters = {161 + at: sign for at, sign in enumerate(signs)}
    codes = "".join(chr(161 + signs.index(sign)) for sign in seen)
    found = read(pdf_of([drawn([codes])], letters=letters))
    assert isinstance(found, Document)
    assert found.text == text


def test_lines_of_scripts_without_spaces_are_joined_without() -> None:
    """A line's end inside a Japanese sentence puts nothing between its letters."""
    text = "水門は五度目の嵐にも持ちこたえたと港湾局は語った。"
    signs = sorted(set(text))
    letters = {161 + at: sign for at, sign in enumerate(signs)}
    codes = "".join(chr(161 + signs.index(sign)) for sign in text)
    found = read(pdf_of([drawn([codes[:9], codes[9:18], codes[18:]])], letters=letters))
    assert isinstance(found, Document)
    assert found.text == text


def test_notes_at_the_foot_stand_behind_the_text() -> None:
    """A sentence that goes on over the page is not interrupted by the notes between."""
    pages = [
        drawn(LINES[:3]) + drawn(["1 See the report of the harbour office."], 100, 7),
        drawn(LINES[3:]),
    ]
    found = read(pdf_of(pages))
    assert isinstance(found, Document)
    assert found.text == " ".join(LINES) + "\n\n1 See the report of the harbour office."


def test_the_limit_bounds_the_text_and_not_the_pictures() -> None:
    """A file beyond the limit whose text is within it is read."""
    data = pdf_of([drawn(LINES) + b"\n%" + b"x" * 300_000])
    found = read(data, max_bytes=100_000)
    assert isinstance(found, Document)
    assert found.text == " ".join(LINES)


def test_letters_that_no_font_names_are_counted() -> None:
    """A letter without a name is lost: many have a line under skipped, a few a note."""
    for letter, few in (("t", False), ("T", True)):
        found = all_of(pdf_of([drawn([*LINES, "Tide."])], letters={ord(letter): "\0"}))
        assert isinstance(found[0], Document)
        said = found[-1]
        assert isinstance(said, Skipped)
        assert (said.source, said.note) == ("a.pdf (letters)", few)
        assert "lost: the fonts of the file do not say what they are" in said.reason


def test_letters_that_make_no_words_are_no_article() -> None:
    """Fonts of old show other letters than they say; what they say is told to be none, in whatever codes."""
    shifted = str.maketrans("abcdefghijklmnopqrstuvwxyz", "lmnopqrstuvwxyzabcdefghijk")
    for lines in (
        [line.lower().translate(shifted) for line in LINES],
        ["Ìîñò ÷åðåç ðåêó çàêðûëè âî âòîðíèê, ñîîáùèëà"] * 8,
    ):
        found = read(pdf_of([drawn(lines)]))
        assert isinstance(found, Skipped)
        assert found.reason.startswith("holds letters that make no words")
    assert isinstance(
        read(pdf_of([drawn(["Net 13,555,000 vs 14,635,000 cts", "Shr 27 cts vs 29 cts mln dlrs"] * 20)])),
        Document,
    )


def test_short_lines_over_the_text_stand_for_themselves() -> None:
    """Who and when are no one line, however close they stand; the text under them is one paragraph."""
    heads = ["Gate holds", "Ada Holm", "7 March 2024"]
    found = read(pdf_of([drawn([*heads, *LINES])]))
    assert isinstance(found, Document)
    assert found.text.split("\n\n")[:3] == heads
    assert len(found.text.split("\n\n")) == 4
    assert found.published == "2024-03-07"


def test_a_word_that_a_line_breaks_is_one_over_a_wide_gap() -> None:
    """Raised marks of notes push lines apart, and part no word."""
    stream = drawn(LINES[:2]) + drawn(["the pumping sta-"], 734) + drawn(["tion of the town"], 712)
    found = read(pdf_of([stream + drawn(LINES, 699)]))
    assert isinstance(found, Document)
    assert "pumping station of the town" in found.text
