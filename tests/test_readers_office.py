"""OpenDocument, EPUB, Word of every origin, spreadsheets: parts in a zip."""

from __future__ import annotations

import importlib.util
import io
import zipfile
from collections.abc import Mapping
from types import MappingProxyType

import pytest

from benchmarks.speed import trade
from benchmarks.speed.formats import docx, zipped
from syndetect.model import Document, Skipped
from tests.test_readers_trade import GATE, LAMP, read

FLAT = (
    '<office:document xmlns:office="o:office" xmlns:text="o:text" xmlns:style="o:style" '
    'xmlns:draw="o:draw" xmlns:dc="o:dc" '
    'xmlns:table="o:table"><style:style style:name="H"><style:text-properties '
    'text:display="none"/></style:style>'
    "<office:body><office:text>{}</office:text></office:body></office:document>"
)


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (
            "<text:p>The gate<text:s text:c='2'/>held<text:tab/>31<text:line-break/>cm</text:p>",
            "The gate  held\t31\ncm",
        ),
        ("<text:p>\n  The   gate\n held. </text:p>", "The gate held."),
        ("<text:tracked-changes><text:p>gone</text:p></text:tracked-changes><text:p>kept</text:p>", "kept"),
        (
            (
                "<text:p>a<text:note><text:note-citation>1</text:note-citation><text:note-body>"
                "<text:p>n</text:p></text:note-body></text:note>b</text:p>"
            ),
            "ab",
        ),
        ("<text:p>a<office:annotation><text:p>x</text:p></office:annotation>b</text:p>", "ab"),
        ("<text:p>a<text:span text:style-name='H'>secret</text:span>b</text:p>", "ab"),
        (
            (
                "<text:p><draw:frame><draw:text-box><text:p>Box.</text:p></draw:text-box></draw:frame>"
                "Text.</text:p>"
            ),
            "Text.\n\nBox.",
        ),
        (
            (
                "<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell>"
                "<table:table-cell><text:p>b</text:p>"
                "</table:table-cell></table:table-row></table:table>"
            ),
            "a\tb",
        ),
    ],
)
def test_opendocument_is_read_as_it_is_seen(inside: str, text: str) -> None:
    """Spaces, revisions, notes, comments, hidden words, boxes and tables are what they mean."""
    [found] = [item for item in read(".fodt", FLAT.format(inside).encode()) if isinstance(item, Document)]
    assert found.text == text


def repacked(data: bytes, **changes: bytes | None) -> bytes:
    """An archive with some parts changed, by the end of their names; None takes one away."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            key = next(
                (key for key in changes if name.replace(".", "_").replace("-", "_").endswith(key)), None
            )
            value = changes[key] if key is not None else old.read(name)
            if value is not None:
                new.writestr(name, value)
    return made.getvalue()


CRYPT = b'<m:manifest xmlns:m="x"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'


@pytest.mark.parametrize(
    ("suffix", "data", "reason"),
    [
        (".odt", b"", "is empty"),
        (".odt", b"no archive", "is damaged, or not compressed as its name says"),
        (".odt", zipped({"a.txt": b"x"}), "is no OpenDocument text: it has no content"),
        (
            ".odt",
            zipped({"content.xml": b"x", "META-INF/manifest.xml": CRYPT}),
            "is encrypted; save it without a password",
        ),
        (
            ".odt",
            repacked(trade.odt(GATE), content_xml=b"<a>" * 400),
            "is nested more than 250 levels deep, as no such file is",
        ),
        (".odt", repacked(trade.odt(GATE), content_xml=b"<a/>"), "is OpenDocument, but no text"),
        (".epub", zipped({"a.txt": b"x"}), "is no EPUB: it has no container"),
        (
            ".epub",
            repacked(trade.epub([GATE]), container_xml=b"<a/>"),
            "is no EPUB: its package is not there",
        ),
        (".epub", repacked(trade.epub([GATE]), content_opf=b"<a/>"), "is an EPUB without a reading order"),
        (".epub", repacked(trade.epub([GATE]), ch0_xhtml=b"<p></p>"), "holds no text"),
    ],
)
def test_broken_packages_say_why(suffix: str, data: bytes, reason: str) -> None:
    """Damage, bombs, locks and other archives are refused in a sentence."""
    assert read(suffix, data)[-1] == Skipped("news/f", reason)


def test_a_bomb_in_a_part_is_a_limit() -> None:
    """A part that unpacks to far more than a text may have is not read."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("content.xml", b" " * 3_000_000)
    [found] = read(".odt", made.getvalue(), max_bytes=1000)
    assert isinstance(found, Skipped)
    assert "over the limit" in found.reason


def test_a_chapter_that_is_missing_costs_itself() -> None:
    """The other chapters of a book are read."""
    found = read(".epub", repacked(trade.epub([GATE, LAMP]), ch0_xhtml=None))
    assert isinstance(found[0], Skipped)
    assert isinstance(found[1], Document)
    assert found[1].title == LAMP.title


def chapter(body: str) -> list[Document]:
    """What a book with this one chapter gives."""
    data = repacked(trade.epub([GATE]), ch0_xhtml=f"<html><body>{body}</body></html>".encode())
    return [item for item in read(".epub", data) if isinstance(item, Document)]


@pytest.mark.parametrize(
    "body",
    [
        "<section epub:type='titlepage'><h1>Gull</h1><p>The desk</p></section>",
        "<nav epub:type='toc'><p>One</p></nav>",
        "<h1>Impressum</h1><p>The Gull, Quay 1, Port Elm.</p>",
    ],
)
def test_what_surrounds_a_book_is_no_article(body: str) -> None:
    """Title pages, contents and imprints are passed over."""
    assert chapter(body) == []


def test_marks_of_notes_are_no_digits_of_the_text() -> None:
    """Neither a note nor its sign behind a word is text."""
    [found] = chapter(
        "<h1>Gate</h1><p>It held.<a epub:type='noteref'>1</a> Twice.</p><aside "
        "epub:type='footnote'><p>n</p></aside>"
    )
    assert found.text == "It held. Twice."


def test_a_heading_further_down_is_no_headline() -> None:
    """The headline of a document stands among its first paragraphs."""
    told = "".join(f"<p>Paragraph {number} of the text says that the gate held.</p>" for number in range(8))
    [found] = chapter(f"<p>The gate holds</p>{told}<h2>What comes next</h2>{told}")
    assert found.title != "What comes next"
    assert "What comes next" in found.text


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def word(body: str, parts: Mapping[str, str] = MappingProxyType({})) -> bytes:
    """A Word document with this body and these further parts."""
    main = f'<w:document xmlns:w="{W}" xmlns:r="{RELATIONS}"><w:body>{body}</w:body></w:document>'
    rest = {f"word/{name}": text.encode() for name, text in parts.items()}
    return zipped({"word/document.xml": main.encode(), **rest})


def value(name: str, of: str) -> str:
    """A property with a value."""
    return f'<w:{name} w:val="{of}"/>'


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (f"<w:p>{run('seen ')}{run('hidden ', '<w:vanish/>')}{run('words')}</w:p>", "seen words"),
        (
            f"<w:p>{run('seen ')}{run('not hidden ', value('vanish', '0'))}</w:p>",
            "seen not hidden",
        ),
        (
            f"<w:p>{run('seen')}{run(' white', value('color', 'FFFFFF'))}{run('x', value('sz', '2'))}</w:p>",
            "seen",
        ),
        (
            (
                "<w:p><w:r><w:ruby><w:rt><w:r><w:t>kana</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>"
                "字</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>"
            ),
            "字",
        ),
        (
            f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('One ')}</w:p><w:p>{run('sentence.')}</w:p>",
            "One sentence.",
        ),
        (
            (
                f"<w:p>{run('Before ')}<w:r><w:txbxContent><w:p>{run('Box.')}</w:p></w:txbxContent>"
                f"</w:r>{run('after.')}</w:p>"
            ),
            "Before after.\n\nBox.",
        ),
    ],
    ids=["vanish", "vanish off", "white and tiny", "ruby", "deleted paragraph mark", "box"],
)
def test_word_is_read_as_it_is_seen(body: str, text: str) -> None:
    """Hidden words, readings, revisions and boxes are what a reader of the document makes of them."""
    [found] = [item for item in read(".docx", word(body)) if isinstance(item, Document)]
    assert found.text == text


def test_the_main_part_may_have_any_name() -> None:
    """Where the text does not lie in the usual part, the package says where it lies."""
    data = docx(GATE)
    relations = (
        f'<Relationships><Relationship Id="r" Type="{RELATIONS}/officeDocument" '
        f'Target="word/document2.xml"/></Relationships>'
    )
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        parts = {name.replace("document.xml", "document2.xml"): old.read(name) for name in old.namelist()}
    [found] = read(".docx", zipped({**parts, "_rels/.rels": relations.encode()}))
    assert isinstance(found, Document)
    assert found.text == GATE.text


@pytest.mark.parametrize(
    "chunk", ["<html><body><p>It held.</p></body></html>", r"{\rtf1 It held.\par}", "It held."]
)
def test_parts_in_other_formats_are_text(chunk: str) -> None:
    """What exporters put into a document as HTML, RTF or text stands in its place."""
    relations = '<Relationships><Relationship Id="c1" Type="x/aFChunk" Target="chunk.any"/></Relationships>'
    body = f'<w:p>{run("The gate.")}</w:p><w:altChunk r:id="c1"/>'
    data = word(body, {"_rels/document.xml.rels": relations, "chunk.any": chunk})
    [found] = read(".docx", data)
    assert isinstance(found, Document)
    assert found.text == "The gate.\n\nIt held."


def test_notes_of_a_document_are_told() -> None:
    """Half of a text in a note is not lost in silence."""
    notes = (
        f'<w:footnotes xmlns:w="{W}"><w:footnote><w:p>'
        f"{run('A note of seven words, told below.')}</w:p></w:footnote></w:footnotes>"
    )
    found, told = read(".docx", word(f"<w:p>{run('The gate held.')}</w:p>", {"footnotes.xml": notes}))
    assert isinstance(found, Document)
    assert (found.text, found.meta["note_words"]) == ("The gate held.", 7)
    assert isinstance(told, Skipped)


@pytest.mark.parametrize("make", [trade.rtf, docx], ids=["rtf", "docx"])
def test_files_called_doc_are_what_they_are(make: object) -> None:
    """Much of what bears the name of old Word documents is RTF or a new one, and is read so."""
    [found] = read(".doc", make(GATE))  # type: ignore[operator]
    assert isinstance(found, Document)
    assert found.text == GATE.text


def test_an_old_word_document_names_the_programs_that_read_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without such a program it is skipped with what to do."""
    monkeypatch.setenv("PATH", "/nowhere")
    [found] = read(".doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert isinstance(found, Skipped)
    assert found.reason.startswith(
        "is an old Word document, which needs another program to be read; install LibreOffice, antiword"
    )


needs_openpyxl = pytest.mark.skipif(
    importlib.util.find_spec("openpyxl") is None, reason="openpyxl is not installed"
)


def sheet(rows: list[list[object]], name: str = "Data") -> bytes:
    """A spreadsheet with one sheet of these rows, behind one without a header."""
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["nothing to see"])  # type: ignore[union-attr]
    made = book.create_sheet(name)
    for row in rows:
        made.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@needs_openpyxl
def test_headers_of_sheets_are_found() -> None:
    """Titles above the header, other names, capitals, numbers and dates are understood."""
    from datetime import datetime

    rows = [
        ["Our clippings"],
        [],
        ["ID", "Headline", "Date", "Text", "Pages"],
        [7, "Gate", datetime(2024, 5, 6), "The tide gate held.\nIt rained.", 3.0],
        [],
        [None, None, None, "It snowed a lot.", None],
    ]
    first, second = [item for item in read(".xlsx", sheet(rows)) if isinstance(item, Document)]
    assert (first.id, first.title, first.published, first.text) == (
        "7",
        "Gate",
        "2024-05-06",
        "The tide gate held.\nIt rained.",
    )
    assert first.meta["Pages"] == 3
    assert second.id == "f:Data!6"


@needs_openpyxl
@pytest.mark.parametrize(
    "change",
    [
        (b'r="A1"', b'r="XFD1048576"'),
        (b'<row r="2"', b'<row r="99999999"'),
        (b"</row>", b""),
        (b'r="2"', b'r="-4"'),
        (b"<sheetData>", b"<sheetData><a>"),
    ],
)
def test_hostile_sheets_neither_hang_nor_fail(change: tuple[bytes, bytes]) -> None:
    """Cells and rows that claim to stand far away, and damage, end in articles or a reason."""
    data = trade.xlsx([GATE, LAMP])
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        source = old.read("xl/worksheets/sheet1.xml")
    assert read(".xlsx", repacked(data, sheet1_xml=source.replace(*change)))


CELL = (
    '<table:table-cell office:value-type="{kind}" office:{name}="{value}"><text:p>shown</text:p>'
    "</table:table-cell>"
)


def test_cells_of_open_spreadsheets_have_their_values() -> None:
    """Dates, numbers and words of cells are read as meant, repeated rows and columns are counted."""
    words = "<text:p>It<text:s text:c='2'/>rained<text:line-break/>at <text:span>noon</text:span>.</text:p>"
    note = "<office:annotation><text:p>Check!</text:p></office:annotation>"
    cell = "<table:table-cell>{}</table:table-cell>"
    head = "".join(cell.format(f"<text:p>{name}</text:p>") for name in ("ID", "Überschrift", "Datum", "Text"))
    row = (
        CELL.format(kind="float", name="value", value="7"),
        cell.format("<text:p>Gate</text:p>"),
        CELL.format(kind="date", name="date-value", value="2024-05-06T00:00:00"),
        cell.format(words + note),
    )
    rows = (
        "<table:table-row table:number-rows-repeated='2'><table:table-cell/></table:table-row>"
        f"<table:table-row>{head}</table:table-row><table:table-row>{''.join(row)}</table:table-row>"
    )
    spaces = "".join(f' xmlns:{one}="urn:{one}"' for one in ("office", "table", "text"))
    body = f'<office:spreadsheet><table:table table:name="a">{rows}</table:table></office:spreadsheet>'
    whole = f"<office:document{spaces}><office:body>{body}</office:body></office:document>"
    [found] = read(".fods", whole.encode())
    assert isinstance(found, Document)
    assert (found.id, found.title, found.published) == ("7", "Gate", "2024-05-06")
    assert found.text == "It  rained\nat noon."


@pytest.mark.parametrize("times", ["99999999999999999999", "-1", "1048576", "x"])
def test_hostile_repetitions_make_no_endless_sheet(times: str) -> None:
    """A cell or row that claims to be repeated without end costs neither time nor memory."""
    data = trade.fods([GATE, LAMP]).decode()
    for name in ("rows", "columns"):
        row = f'<table:table-row table:number-{name}-repeated="{times}">'
        changed = data.replace("<table:table-row>", row).replace('-repeated="1019"', f'-repeated="{times}"')
        found = [item for item in read(".fods", changed.encode()) if isinstance(item, Document)]
        # The header is repeated as well.
        assert {item.text for item in found} <= {GATE.text, LAMP.text, "text"}
        assert len(found) <= 4000


@pytest.mark.parametrize(
    ("stream", "reason"),
    [
        ("__properties_version1.0", "is a message of Outlook (.msg); save it as .eml"),
        ("EncryptedPackage", "is encrypted; save it without a password"),
    ],
)
def test_other_files_of_old_office_programs_are_named(stream: str, reason: str) -> None:
    """Word documents, workbooks and messages begin alike; no program is asked to read the others."""
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le") + bytes(500)
    [found] = read(".doc", data)
    assert isinstance(found, Skipped)
    assert found.reason == reason


def test_documents_that_a_faulty_reading_order_leaves_out_are_read() -> None:
    """AbiWord's order names documents by other names than its own list of them has."""
    good = trade.epub([GATE, LAMP])
    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        name = next(one for one in archive.namelist() if one.endswith(".opf"))
        package = archive.read(name)
    broken = package.replace(b'idref="', b'idref="x', 1)
    assert broken != package
    found = read(".epub", repacked(good, **{name.rpartition("/")[2].replace(".", "_"): broken}))
    assert len([item for item in found if isinstance(item, Document)]) == 2


def test_what_stands_between_marks_as_deleted_is_no_text() -> None:
    """LibreOffice leaves deletions that are shown where they were, between marks; insertions are text."""
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text")
    )
    regions = "".join(
        f"<text:changed-region xml:id='{id}'><text:{kind}/></text:changed-region>"
        for id, kind in (("a", "deletion"), ("b", "insertion"), ("c", "deletion"))
    )
    source = (
        f"<office:document {names}><office:body><office:text><text:tracked-changes>{regions}"
        "</text:tracked-changes><text:p>The gate <text:change-start text:change-id='a'/>broke <text:span>at "
        "</text:span>once<text:change-end text:change-id='a'/><text:change-start text:change-id='b'/>held"
        "<text:change-end text:change-id='b'/> through<text:change-start text:change-id='c'/> two</text:p>"
        "<text:p>and<text:change-end text:change-id='c'/> the storm of the season.</text:p>"
        "</office:text></office:body></office:document>"
    )
    [found] = read(".fodt", source.encode())
    assert isinstance(found, Document)
    assert found.text.split() == ["The", "gate", "held", "through", "the", "storm", "of", "the", "season."]
