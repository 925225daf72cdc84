"""The formats of newsrooms, archives and databases: what a reader gives back is what went in here."""

from __future__ import annotations

import io
import json
import plistlib
import struct
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from html import escape

from benchmarks.speed.formats import record, zipped
from syndetect.model import Document

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_G2 = "http://iptc.org/std/nar/2006-10-01/"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"


def paragraphs(document: Document) -> list[str]:
    """The paragraphs of a document's text."""
    return [part for part in document.text.strip().split("\n\n") if part]


def day(document: Document) -> str:
    """The day of publication as American databases write it."""
    year, month, number = (document.published or "2024-05-01")[:10].split("-")
    return f"{_MONTHS[int(month) - 1]} {int(number)}, {year}"


def iso_day(document: Document) -> str:
    """The day of publication as ISO 8601 has it."""
    return (document.published or "2024-05-01")[:10]


def british(document: Document) -> str:
    """The day of publication as European databases write it."""
    year, month, number = (document.published or "2024-05-01")[:10].split("-")
    return f"{int(number)} {_MONTHS[int(month) - 1]} {year}"


def json_list(documents: Sequence[Document]) -> bytes:
    """A list of objects."""
    return json.dumps([record(one) for one in documents], ensure_ascii=False, indent=1).encode()


def news_please(documents: Sequence[Document]) -> bytes:
    """What the crawler news-please writes."""
    rows = [
        {
            "maintext": one.text,
            "title": one.title,
            "date_publish": (one.published or "")[:10] + " 06:30:00",
            "source_domain": "gull.example",
            "language": one.language,
            "authors": [],
            "url": f"https://gull.example/{number}",
        }
        for number, one in enumerate(documents)
    ]
    return json.dumps(rows).encode()


def ninjs1(document: Document) -> bytes:
    """One item of ninjs 1.6 with its text twice."""
    text = paragraphs(document)
    item = {
        "$standard": {"name": "ninjs", "version": "1.6"},
        "uri": "urn:newsml:gull.example:2024:1",
        "type": "text",
        "version": "2",
        "firstcreated": document.published,
        "versioncreated": document.published,
        "pubstatus": "usable",
        "language": "en",
        "copyrightholder": document.outlet,
        "headline": document.title,
        "title": "slug-1 3rd",
        "byline": "By A. Reed",
        "body_text": "\n\n".join(text),
        "body_xhtml": "".join(f"<p>{escape(part)}</p>" for part in text),
        "associations": {"photo": {"type": "picture", "uri": "x:1", "headline": "A gate"}},
    }
    return json.dumps(item).encode()


def ninjs3(document: Document) -> bytes:
    """One item of ninjs 3.1."""
    item = {
        "standard": {"name": "ninjs", "version": "3.1"},
        "uri": "https://gull.example/items/1",
        "type": "text",
        "version": "1",
        "firstCreated": document.published,
        "versionCreated": document.published,
        "pubStatus": "withheld",
        "embargoedUntil": "2030-01-01T00:00:00Z",
        "copyrightHolder": document.outlet,
        "by": "A. Reed",
        "headlines": [{"role": "short", "value": "Gate"}, {"role": "main", "value": document.title}],
        "bodies": [
            {"role": "summary", "contentType": "text/plain", "value": "In short."},
            {
                "role": "main",
                "contentType": "text/html",
                "value": "".join(f"<p>{escape(part)}</p>" for part in paragraphs(document)),
            },
        ],
    }
    return json.dumps(item).encode()


def nitf(document: Document) -> bytes:
    """One article of NITF 3.6 with a picture inside."""
    text = "".join(f"<p>{escape(part)}</p>" for part in paragraphs(document))
    norm = (document.published or "2024-05-01T06:30:00+02:00").replace("-", "").replace(":", "")
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<nitf '
        'xmlns="http://iptc.org/std/NITF/2006-10-18/"><head><title>slug</title>'
        f'<docdata management-status="usable"><doc-id id-string="g-1" regsrc="GW"/>'
        f'<date.issue norm="{norm}"/></docdata>'
        f'<pubdata name="{escape(document.outlet or "")}"/></head><body><body.head><hedline>'
        f"<hl1>{escape(document.title or '')}</hl1>"
        "</hedline><byline>By A. Reed</byline></body.head><body.content><media><media-caption>"
        "A gate.</media-caption></media>"
        f"<block>{text}</block></body.content><body.end><tagline>desk</tagline></body.end></body></nitf>"
    ).encode()


def newsml_g2(documents: Sequence[Document]) -> bytes:
    """A message of NewsML-G2 with an item for each document and one picture."""
    items = "".join(
        f'<newsItem guid="urn:newsml:gull.example:{number}" version="1"><rightsInfo>'
        f"<copyrightHolder><name>{escape(one.outlet or '')}"
        "</name></copyrightHolder><usageTerms>For clients.</usageTerms></rightsInfo><itemMeta>"
        '<itemClass qcode="ninat:text"/>'
        f"<provider><name>{escape(one.outlet or '')}</name></provider><versionCreated>"
        f"{one.published or ''}</versionCreated>"
        f'<pubStatus qcode="stat:usable"/></itemMeta><contentMeta><language tag="en"/>'
        f"<headline>{escape(one.title or '')}</headline>"
        '<by>By A. Reed</by></contentMeta><contentSet><inlineXML contenttype="application/xhtml+xml">'
        f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><h1>'
        f"{escape(one.title or '')}</h1>"
        + "".join(f"<p>{escape(part)}</p>" for part in paragraphs(one))
        + "</body></html></inlineXML></contentSet></newsItem>"
        for number, one in enumerate(documents)
    )
    picture = (
        '<newsItem guid="p" version="1"><itemMeta><itemClass qcode="ninat:picture"/>'
        "</itemMeta><contentSet/></newsItem>"
    )
    return (
        f'<?xml version="1.0"?><newsMessage xmlns="{_G2}"><header/><itemSet>'
        f"{items}{picture}</itemSet></newsMessage>"
    ).encode()


def newsml1(document: Document) -> bytes:
    """One item of NewsML 1.2."""
    text = "".join(f"<p>{escape(part)}</p>" for part in paragraphs(document))
    return (
        '<NewsML Version="1.2"><NewsItem><Identification><NewsIdentifier><PublicIdentifier>'
        "urn:newsml:gull.example:1:1A"
        "</PublicIdentifier><RevisionId>1</RevisionId></NewsIdentifier></Identification>"
        "<NewsManagement><FirstCreated>20240501T063000+0200"
        '</FirstCreated><Status FormalName="Usable"/></NewsManagement><NewsComponent>'
        "<AdministrativeMetadata><Provider>"
        f'<Party FormalName="{escape(document.outlet or "")}"/></Provider>'
        f"</AdministrativeMetadata><NewsLines>"
        f"<HeadLine>{escape(document.title or '')}</HeadLine></NewsLines><NewsComponent><Role "
        f'FormalName="Main"/><ContentItem>'
        f"<DataContent><nitf><body><body.content>{text}</body.content></body></nitf>"
        f"</DataContent></ContentItem></NewsComponent>"
        "</NewsComponent></NewsItem></NewsML>"
    ).encode()


def tei(documents: Sequence[Document]) -> bytes:
    """An issue of a paper in TEI, a division an article."""
    divisions = "".join(
        f'<div type="article"><head>{escape(one.title or "")}</head>'
        + "".join(f"<p>{escape(part)}<note>a note</note></p>" for part in paragraphs(one))
        + "</div>"
        for one in documents
    )
    outlet, date = escape(documents[0].outlet or ""), (documents[0].published or "")[:10]
    return (
        '<?xml version="1.0" encoding="UTF-8"?><TEI xmlns="http://www.tei-c.org/ns/1.0">'
        "<teiHeader><fileDesc><publicationStmt>"
        '<date when="2020-01-01"/></publicationStmt><sourceDesc><biblStruct><monogr>'
        f'<title level="j">{outlet}</title><imprint><date when="{date}"/></imprint></monogr>'
        f"</biblStruct></sourceDesc></fileDesc></teiHeader>"
        f"<text><body>{divisions}</body></text></TEI>"
    ).encode()


def alto(document: Document) -> bytes:
    """A page of ALTO, a word an element."""
    blocks = "".join(
        "<TextBlock><TextLine>"
        + "<SP/>".join(f'<String CONTENT="{escape(word)}"/>' for word in part.split())
        + "</TextLine></TextBlock>"
        for part in paragraphs(document)
    )
    return (
        '<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Layout><Page ID="P1"><PrintSpace>'
        f"{blocks}</PrintSpace></Page></Layout></alto>"
    ).encode()


def mets() -> bytes:
    """The METS file of an issue of one page and one article."""
    return (
        b'<mets xmlns="http://www.loc.gov/METS/" xmlns:xlink="http://www.w3.org/1999/xlink"><dmdSec ID="D">'
        b"<mods><titleInfo><title>The Gull</title></titleInfo><originInfo><dateIssued>1907-05-04</dateIssued>"
        b'</originInfo></mods></dmdSec><fileSec><file ID="F"><FLocat xlink:href="alto/1.xml"/></file>'
        b"</fileSec>"
        b'<structMap TYPE="LOGICAL"><div DMDID="D"><div TYPE="ARTICLE" LABEL="Gate"><div TYPE="PARAGRAPH">'
        b'<fptr><area FILEID="F" BEGIN="B1" END="B2"/></fptr></div></div></div></structMap></mets>'
    )


def rtf_text(text: str) -> str:
    """Text as RTF writes it."""
    made = []
    for sign in text:
        if sign in "\\{}":
            made.append("\\" + sign)
        elif sign == "\t":
            made.append("\\tab ")
        elif ord(sign) < 128:
            made.append(sign)
        else:
            units = sign.encode("utf-16-le")
            for at in range(0, len(units), 2):
                code = int.from_bytes(units[at : at + 2], "little")
                made.append(f"\\u{code - 65536 if code > 32767 else code}?")
    return "".join(made)


def rtf_lines(lines: Sequence[str], title: str = "") -> bytes:
    """An RTF file with a paragraph a line."""
    body = "".join(f"{rtf_text(line)}\\par\n" for line in lines)
    head = (
        "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fnil\\fcharset0 "
        "Calibri;}}{\\colortbl;\\red0\\green0\\blue0;}"
    )
    about = f"{{\\info{{\\title {rtf_text(title)}}}}}" if title else ""
    return f"{head}{about}\\viewkind4\\uc1\\pard\\f0\\fs22 {body}}}".encode("ascii")


def rtf(document: Document) -> bytes:
    """An RTF file as a simple word processor writes it."""
    return rtf_lines(paragraphs(document), document.title or "")


def _odf_parts(document: Document) -> tuple[str, str, str]:
    spaces = "".join(
        f' xmlns:{name}="{_ODF}:{name}:1.0"' for name in ("office", "text", "meta", "table", "draw", "style")
    )
    spaces += ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    text = "".join(f"<text:p>{escape(part)}</text:p>" for part in paragraphs(document))
    body = f"<office:body><office:text>{text}</office:text></office:body>"
    meta = f"<office:meta><dc:title>{escape(document.title or '')}</dc:title></office:meta>"
    return spaces, body, meta


def odt(document: Document) -> bytes:
    """An OpenDocument text with the parts that a reader needs."""
    spaces, body, meta = _odf_parts(document)
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content{spaces}>{body}</office:document-content>".encode(),
            "meta.xml": f"<office:document-meta{spaces}>{meta}</office:document-meta>".encode(),
        }
    )


def fodt(document: Document) -> bytes:
    """An OpenDocument text in one XML file."""
    spaces, body, meta = _odf_parts(document)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document{spaces}>{meta}{body}</office:document>'
    ).encode()


def epub(documents: Sequence[Document]) -> bytes:
    """A book with a chapter a document, a title page and a list of contents."""
    names = [f"text/ch{number}.xhtml" for number in range(len(documents))]
    manifest = "".join(
        f'<item id="c{number}" href="{name}" media-type="application/xhtml+xml"/>'
        for number, name in enumerate(names)
    )
    spine = "".join(f'<itemref idref="c{number}"/>' for number in range(len(documents)))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(documents[0].outlet or '')}</dc:title><dc:date>"
        f"{(documents[0].published or '')[:10]}</dc:date></metadata>"
        f'<manifest><item id="nav" href="nav.xhtml" properties="nav" '
        f'media-type="application/xhtml+xml"/>{manifest}</manifest>'
        f'<spine><itemref idref="nav"/>{spine}</spine></package>'
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
        '<rootfile full-path="EPUB/content.opf" media-type="application/oebps-package+xml"/>'
        "</rootfiles></container>"
    )
    parts = {
        "META-INF/container.xml": container,
        "EPUB/content.opf": package,
        "EPUB/nav.xhtml": _xhtml("<nav><a>Gate</a></nav>"),
    }
    for name, one in zip(names, documents, strict=True):
        text = "".join(f"<p>{escape(part)}</p>" for part in paragraphs(one))
        parts[f"EPUB/{name}"] = _xhtml(f"<section><h1>{escape(one.title or '')}</h1>{text}</section>")
    return zipped({name: text.encode() for name, text in parts.items()})


def _xhtml(body: str) -> str:
    return (
        f'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en"><head>'
        f"<title>x</title></head><body>{body}</body></html>"
    )


def mobi(documents: Sequence[Document], *, packed: bool = True, new: bool = False) -> bytes:
    """A book for the Kindle: an old one with marks between its parts, or a new one with pages."""
    parts = [
        f"<h2>{escape(one.title or '')}</h2>" + "".join(f"<p>{escape(text)}</p>" for text in paragraphs(one))
        for one in documents
    ]
    pages = [f"<html><head></head><body></body></html>{part}" for part in parts]
    text = ("".join(pages) if new else f"<html><body>{'<mbp:pagebreak/>'.join(parts)}</body></html>").encode()
    pieces = [text[at : at + 4096] for at in range(0, len(text), 4096)]
    outlet, published = (documents[0].outlet or "").encode(), (documents[0].published or "").encode()
    fields = ((101, outlet), (106, published), (503, b"Issue"))
    extra = b"".join(struct.pack(">II", kind, len(value) + 8) + value for kind, value in fields)
    exth = b"EXTH" + struct.pack(">II", len(extra) + 12, len(fields)) + extra
    mobi_head = b"MOBI" + struct.pack(">III", 232, 2, 65001) + bytes(216)
    numbers = (2 if packed else 1, 0, len(text), len(pieces), 4096, 0, 0)
    head = bytearray(struct.pack(">HHIHHHH", *numbers) + mobi_head)
    struct.pack_into(">I", head, 128, 0x40)
    # Two bytes behind each text, which the flags tell of: their size is in the last.
    struct.pack_into(">H", head, 242, 2)
    records = [bytes(head) + exth, *((_palm_packed(one) if packed else one) + b"\0\x82" for one in pieces)]
    place = 78 + 8 * len(records) + 2
    listed = b""
    for held in records:
        listed += struct.pack(">II", place, 0)
        place += len(held)
    top = b"Issue".ljust(32, b"\0") + bytes(28) + b"BOOKMOBI" + bytes(8) + struct.pack(">H", len(records))
    return top + listed + bytes(2) + b"".join(records)


def _palm_packed(data: bytes) -> bytes:
    made = bytearray()
    at = 0
    while at < len(data):
        window = data[max(0, at - 2047) : at]
        length = next((n for n in range(10, 2, -1) if at + n <= len(data) and data[at : at + n] in window), 0)
        if length:
            back = len(window) - window.rindex(data[at : at + length])
            both = 0x8000 | back << 3 | length - 3
            made += bytes((both >> 8, both & 0xFF))
            at += length
        elif data[at] == 32 and at + 1 < len(data) and 0x40 <= data[at + 1] < 0x80:
            made.append(data[at + 1] ^ 0x80)
            at += 2
        else:
            plain = data[at] == 0 or 9 <= data[at] < 0x80
            made += data[at : at + 1] if plain else bytes((1, data[at]))
            at += 1
    return bytes(made)


def mail(document: Document) -> EmailMessage:
    """A message with the text twice, a signature and an attachment."""
    message = EmailMessage()
    message["From"] = f"{document.outlet or 'Desk'} <desk@gull.example>"
    message["To"] = "readers@gull.example"
    message["Subject"] = f"Fwd: {document.title or 'News'}"
    message["Date"] = "Wed, 01 May 2024 06:30:00 +0200"
    message.set_content("\n\n".join(paragraphs(document)) + "\n\n-- \nThe desk\n")
    message.add_alternative(
        "".join(f"<p>{escape(part)}</p>" for part in paragraphs(document)), subtype="html"
    )
    message.add_attachment(b"\x89PNG\r\n", maintype="image", subtype="png", filename="gate.png")
    return message


def eml(document: Document) -> bytes:
    """A message as a file."""
    return mail(document).as_bytes()


def mbox(documents: Sequence[Document]) -> bytes:
    """A mailbox."""
    return b"".join(
        b"From desk Wed May  1 06:30:00 2024\n" + mail(one).as_bytes() + b"\n" for one in documents
    )


def srt(document: Document, *, web: bool = False) -> bytes:
    """Subtitles, five words each, with a pause behind each paragraph."""
    shown, seconds = [], 0
    for part in paragraphs(document):
        words = part.split()
        for at in range(0, len(words), 5):
            mark = "." if web else ","
            begin, end = (f"00:{one // 60:02}:{one % 60:02}{mark}000" for one in (seconds, seconds + 2))
            shown.append(f"{len(shown) + 1}\n{begin} --> {end}\n<i>{' '.join(words[at : at + 5])}</i>\n")
            seconds += 2
        seconds += 3
    return (("WEBVTT\n\n" if web else "") + "\n".join(shown)).encode()


def ttml(document: Document) -> bytes:
    """The same in the XML of broadcasters, one subtitle a paragraph."""
    shown = "".join(
        f'<p begin="{10 * at}s" end="{10 * at + 5}s"><span>{escape(part)}</span><br/></p>'
        for at, part in enumerate(paragraphs(document))
    )
    return f'<tt xmlns="http://www.w3.org/ns/ttml"><head/><body><div>{shown}</div></body></tt>'.encode()


def trec(documents: Sequence[Document]) -> bytes:
    """A news corpus as those of TREC are kept."""
    return "".join(
        f"<DOC>\n<DOCNO> {escape(one.id)} </DOCNO>\n<DATE> {one.published or ''} </DATE>\n"
        f"<HEADLINE>\n{escape(one.title or '')}\n</HEADLINE>\n<BYLINE> By A. Reed </BYLINE>\n<TEXT>\n"
        + "".join(f"<P>\n{escape(part)}\n</P>\n" for part in paragraphs(one))
        + "</TEXT>\n</DOC>\n"
        for one in documents
    ).encode()


def reuters(document: Document) -> bytes:
    """An article as those of Reuters-21578 are kept."""
    body = "\n".join(f"    {escape(part)}" for part in paragraphs(document))
    return (
        f'<!DOCTYPE lewis SYSTEM "lewis.dtd">\n<REUTERS NEWID="1">\n<DATE>26-FEB-1987 15:01:01.79</DATE>\n'
        f"<TEXT>&#2;\n<TITLE>{escape(document.title or '')}</TITLE>\n<DATELINE> ELM, Feb 26 - </DATELINE>"
        f"<BODY>{body}\n&#3;</BODY></TEXT>\n</REUTERS>\n"
    ).encode()


def webarchive(page: bytes) -> bytes:
    """A page as Safari saves it."""
    held = {
        "WebResourceData": page,
        "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": "UTF-8",
    }
    main = {**held, "WebResourceURL": "https://gull.example/gate"}
    return plistlib.dumps({"WebMainResource": main}, fmt=plistlib.FMT_BINARY)


def xlsx(documents: Sequence[Document]) -> bytes:
    """A spreadsheet with a header and a row a document."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    rows = [record(one) for one in documents]
    sheet.append(list(rows[0]))
    for row in rows:
        sheet.append(list(row.values()))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def xls(documents: Sequence[Document]) -> bytes:
    """A workbook of Excel 97 to 2003 with a header and a row a document."""
    rows = [record(one) for one in documents]
    cells = [list(rows[0]), *(list(row.values()) for row in rows)]
    head = _biff(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)) + _biff(0x42, struct.pack("<H", 1200))
    name = struct.pack("<BB", 5, 0) + b"Texts"
    begins = len(head) + 4 + 6 + len(name) + 4
    book = head + _biff(0x85, struct.pack("<IH", begins, 0) + name) + _biff(0x0A, b"")
    book += _biff(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    for place, row in enumerate(cells):
        for column, value in enumerate(row):
            text = str(value or "").encode("utf-16-le")
            head = struct.pack("<HHHHB", place, column, 0, len(text) // 2, 1)
            book += _biff(0x204, head + text)
    return ole({"Workbook": book + _biff(0x0A, b"")})


def _biff(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def xls_page(documents: Sequence[Document]) -> bytes:
    """A page with a table, as sites hand it out for Excel."""
    rows = [record(one) for one in documents]
    told = "".join(
        "<tr>"
        + "".join(f"<td>{escape(str(value or ''))}</td>".replace("\n", "<br>") for value in row)
        + "</tr>"
        for row in [list(rows[0]), *(list(row.values()) for row in rows)]
    )
    return f"<html><head><meta charset=utf-8></head><body><table>{told}</table></body></html>".encode()


def xls_xml(documents: Sequence[Document]) -> bytes:
    """The XML of Excel 2003."""
    rows = [record(one) for one in documents]
    told = "".join(
        "<Row>"
        + "".join(
            f'<Cell ss:Index="{at}"><Data ss:Type="String">{escape(str(value))}</Data></Cell>'.replace(
                "\n", "&#10;"
            )
            for at, value in enumerate(row, 1)
            if value
        )
        + "</Row>"
        for row in [list(rows[0]), *(list(row.values()) for row in rows)]
    )
    return (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="Texts"><Table>'
        f"{told}</Table></Worksheet></Workbook>"
    ).encode()


def ole(streams: Mapping[str, bytes]) -> bytes:
    """A container of old Office programs with these streams, of 7 MB together at most."""
    sector, free, end = 512, 0xFFFFFFFF, 0xFFFFFFFE
    # A stream of less than 4,096 bytes would lie elsewhere.
    padded = {name: data.ljust(4096, b"\0") for name, data in streams.items()}
    table: list[int] = []
    entries = [("Root Entry", 5, 1, end, 0)]
    body = b""
    for name, data in padded.items():
        count = -(-len(data) // sector)
        entries.append((name, 2, free, len(table), len(data)))
        table += [*range(len(table) + 1, len(table) + count), end]
        body += data.ljust(count * sector, b"\0")
    listed = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0")
        + struct.pack(
            "<HBBIII",
            2 * len(name) + 2,
            kind,
            1,
            free,
            following,
            child,
        )
        + bytes(36)
        + struct.pack("<IQ", first, size)
        for (name, kind, child, first, size), following in zip(
            entries, [free, *range(2, len(entries)), free], strict=True
        )
    )
    directory = len(table)
    count = -(-len(listed) // sector)
    table += [*range(directory + 1, directory + count), end]
    blocks = 1
    while blocks * sector // 4 < len(table) + blocks:
        blocks += 1
    places = list(range(len(table), len(table) + blocks))
    table += [0xFFFFFFFD] * blocks
    table += [free] * (blocks * sector // 4 - len(table))
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    head += struct.pack("<HHHHHHIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0, blocks)
    head += struct.pack("<IIIIIII", directory, 0, 4096, end, 0, end, 0)
    head += struct.pack(f"<{len(places)}I", *places)
    return (
        head.ljust(sector, b"\xff")
        + body
        + listed.ljust(count * sector, b"\0")
        + struct.pack(f"<{len(table)}I", *table)
    )


def ods(documents: Sequence[Document]) -> bytes:
    """An OpenDocument spreadsheet with a header and a row a document."""
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f"<office:document-content{_SHEET_SPACES}>{_sheet(documents)}"
            "</office:document-content>".encode(),
        }
    )


def fods(documents: Sequence[Document]) -> bytes:
    """The same in one XML file."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document{_SHEET_SPACES}>{_sheet(documents)}'
        "</office:document>"
    ).encode()


_SHEET_SPACES = "".join(
    f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text")
)


def _sheet(documents: Sequence[Document]) -> str:
    rows = [record(one) for one in documents]
    cells = [list(rows[0]), *(list(row.values()) for row in rows)]
    told = "".join(
        "<table:table-row>"
        + "".join(
            '<table:table-cell office:value-type="string">'
            + "".join(f"<text:p>{escape(part)}</text:p>" for part in str(value or "").split("\n"))
            + "</table:table-cell>"
            for value in row
        )
        + '<table:table-cell table:number-columns-repeated="1019"/></table:table-row>'
        for row in cells
    )
    empty = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    return (
        f'<office:body><office:spreadsheet><table:table table:name="Texts">{told}{empty}</table:table>'
        "</office:spreadsheet></office:body>"
    )


def nexis_lines(documents: Sequence[Document]) -> list[str]:
    """The paragraphs of an export of Nexis Uni, cover first."""
    lines = [
        "User Name: READER",
        "Date and Time: Friday, July 5, 2019 9:31:00 AM CEST",
        "Job Number: 1",
        f"Documents ({len(documents)})",
    ]
    for number, one in enumerate(documents, 1):
        lines += [
            f"{number}. {one.title}",
            "Client/Matter: -None-",
            "Search Terms: gate",
            "Search Type: Natural Language",
            "Narrowed by:",
        ]
    for one in documents:
        lines += [
            one.title or "",
            one.outlet or "",
            f"{day(one)} Wednesday",
            f"Copyright 2024 {one.outlet} All Rights Reserved",
            "Section:\u00a0NEWS; Pg. 4",
            "Length:\u00a012 words",
            "Byline:\u00a0A. Reed",
            "Body",
            *paragraphs(one),
            f"Load-Date:\u00a0{day(one)}",
            "End of Document",
        ]
    return lines


def nexis_docx(documents: Sequence[Document]) -> bytes:
    """An export of Nexis Uni as a Word document."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'
        for line in nexis_lines(documents)
    )
    return zipped(
        {"word/document.xml": f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'.encode()}
    )


def lexis_text(documents: Sequence[Document]) -> bytes:
    """An export of LexisNexis as text, lines wrapped."""
    import textwrap

    parts = [
        (
            "\ufeff\n\nDownload Request: Selected Items: 1-2\nTime Of Request: Friday, March 18, "
            "2016  11:16:19\n\n"
        )
    ]
    for number, one in enumerate(documents, 1):
        text = "\n\n".join(textwrap.fill(part, 78) for part in paragraphs(one))
        parts.append(
            f"\n{f'{number} of {len(documents)} DOCUMENTS'.center(78)}\n\n\n{(one.outlet or '').center(78)}"
            f"\n\n{f'{day(one)} Wednesday'.center(78)}"
            f"\n\n{one.title}\n\nBYLINE: A. Reed\n\nLENGTH: 12 words\n\n{text}\n\nLOAD-DATE: "
            f"{day(one)}\n\nLANGUAGE: ENGLISH\n\n"
            f"{f'Copyright 2024 {one.outlet}'.center(78)}\n{'All Rights Reserved'.center(78)}\n"
        )
    return "".join(parts).encode()


def factiva_lines(documents: Sequence[Document]) -> list[str]:
    """The lines of an export of Factiva without codes."""
    lines = []
    for number, one in enumerate(documents):
        lines += [
            "NEWS",
            one.title or "",
            "A. Reed",
            "1,204 words",
            british(one),
            one.outlet or "",
            "GULLWI",
            "4",
            "English",
            f"(c) 2024 {one.outlet}",
            *paragraphs(one),
            "Gull Media Group",
            f"Document GULLWI0020240501ec390000{number}",
        ]
    return lines


def factiva_rtf(documents: Sequence[Document]) -> bytes:
    """An export of Factiva as RTF."""
    return rtf_lines(factiva_lines(documents), "Factiva RTF Display Format")


def factiva_html(documents: Sequence[Document]) -> bytes:
    """An export of Factiva as a page, with field codes."""
    articles = ""
    for number, one in enumerate(documents):
        rows = [
            ("HD", one.title),
            ("BY", "A. Reed"),
            ("WC", "12 words"),
            ("PD", british(one)),
            ("SN", one.outlet),
            ("LA", "English"),
            ("LP", paragraphs(one)[0]),
        ]
        rows += [("TD", "\n".join(paragraphs(one)[1:]))] if paragraphs(one)[1:] else []
        rows += [("CO", "x : Y"), ("AN", f"Document GULLWI0020240501ec390000{number}")]
        cells = "".join(
            f"<tr><td class='index'><b>{code}</b>&nbsp;</td><td>{_cell(value or '')}</td></tr>"
            for code, value in rows
        )
        articles += f"<div class='article enArticle'><table>{cells}</table></div>"
    return f"<html><head><title>Factiva</title></head><body>{articles}</body></html>".encode()


def _cell(value: str) -> str:
    return (
        "".join(f"<p class='articleParagraph'>{escape(part)}</p>" for part in value.split("\n"))
        if "\n" in value
        else escape(value)
    )


def europresse_html(documents: Sequence[Document]) -> bytes:
    """An export of Europresse as a page."""
    articles = "".join(
        f"<article><header><div><span class='DocPublicationName'>{escape(one.outlet or '')}, "
        f"no. 12</span></div>"
        f"<div><span class='DocHeader'>Société, mercredi 1 mai 2024 524 mots, p. 16</span>"
        f"</div><div class='titreArticle'>"
        f"<p class='titreArticleVisu'>{escape(one.title or '')}</p></div><p "
        f"class='sm-margin-bottomNews'>A. Reed</p></header>"
        "<section><div class='DocText'><div class='docOcurrContainer'>"
        + "".join(f"<p>{escape(part)}</p>" for part in paragraphs(one))
        + "</div></div></section><footer><small>© 2024</small><p>news·20240501·GUL·1</p></footer></article>"
        for one in documents
    )
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>{articles}</body></html>".encode()


def proquest_text(documents: Sequence[Document]) -> bytes:
    """An export of ProQuest as text."""
    rule = "_" * 60
    records = "".join(
        f"{rule}\n\n{one.title}\n\nAuthor: Reed, A\n\nAbstract: None available.\n\nFull text: "
        + "\n\n".join(paragraphs(one))
        + f"\n\nSubject: Gates\n\nPublication title: {one.outlet}; Elm\n\nPages: "
        f"4\n\nPublication date: {day(one)}\n\n"
        "ProQuest document ID: 1\n\nLast updated: 2024-05-02\n\nDatabase: News\n\n"
        for one in documents
    )
    return f"{records}{rule}\n\nContact ProQuest\n\nCopyright © 2024 ProQuest LLC.\n".encode()


def flat_word(document: Document) -> bytes:
    """A document of Word 2003."""
    lines = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in paragraphs(document))
    return (
        '<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" '
        'xmlns:o="urn:schemas-microsoft-com:office:office"><o:DocumentProperties>'
        f"<o:Title>{escape(document.title or '')}</o:Title></o:DocumentProperties>"
        f"<w:body>{lines}</w:body></w:wordDocument>"
    ).encode()


def icml(document: Document) -> bytes:
    """A story of InCopy, its headline first."""
    lines = [f"<Content>{escape(line)}</Content><Br/>" for line in paragraphs(document)]
    style = 'ParagraphStyleRange AppliedParagraphStyle="ParagraphStyle/'
    return (
        '<?xml version="1.0"?><?aid SnippetType="InCopyInterchange"?><Document><Story Self="u1">'
        f'<{style}Headline"><CharacterStyleRange><Content>{escape(document.title or "")}</Content><Br/>'
        f'</CharacterStyleRange></ParagraphStyleRange><{style}Text"><CharacterStyleRange>{"".join(lines)}'
        '</CharacterStyleRange><Change ChangeType="DeletedText"/><Table><Cell Name="0:0"/></Table>'
        "</ParagraphStyleRange></Story></Document>"
    ).encode()


def page_xml(document: Document) -> bytes:
    """A page as a recognition of handwriting writes it, a region a paragraph."""
    said = "<TextEquiv><Unicode>{}</Unicode></TextEquiv>"
    regions = "".join(
        f'<TextRegion id="r{at}"><TextLine>{said.format(escape(line))}</TextLine></TextRegion>'
        for at, line in enumerate(paragraphs(document))
    )
    return (
        '<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"><Page><ReadingOrder>'
        '<OrderedGroup><RegionRefIndexed index="0" regionRef="r0"/></OrderedGroup></ReadingOrder>'
        f"{regions}</Page></PcGts>"
    ).encode()


def wire(documents: Sequence[Document]) -> bytes:
    """Messages of IPTC 7901, one an article."""
    messages = (
        f"\x01exa{number:04} 4 i {len(one.text.split())} exa\r\n\x02{one.title}\r\nBy Ada Holm =\r\n\r\n"
        + "\r\n\r\n".join(paragraphs(one))
        + "\r\n\r\nexa ah\r\n\x03010630 GMT May 24\r\n\x04"
        for number, one in enumerate(documents, 1)
    )
    return "".join(messages).encode()


def jats(documents: Sequence[Document]) -> bytes:
    """Articles of a journal, one after the other, with notes and a reference each."""
    articles = "".join(
        '<article xml:lang="en"><front><journal-meta><journal-title-group>'
        f"<journal-title>{escape(one.outlet or '')}</journal-title></journal-title-group></journal-meta>"
        f"<article-meta><title-group><article-title>{escape(one.title or '')}</article-title></title-group>"
        f'<pub-date date-type="pub" iso-8601-date="{iso_day(one)}"><year>{iso_day(one)[:4]}</year></pub-date>'
        "</article-meta></front><body><sec>"
        + "".join(
            f'<p>{escape(part)}<xref ref-type="fn">1</xref><fn><p>a note</p></fn></p>'
            for part in paragraphs(one)
        )
        + "</sec></body><back><ref-list><ref>A reference.</ref></ref-list></back></article>"
        for one in documents
    )
    return f"<?xml version='1.0'?><pmc-articleset>{articles}</pmc-articleset>".encode()


def docbook(documents: Sequence[Document]) -> bytes:
    """A book of DocBook, a chapter an article."""
    chapters = "".join(
        f"<chapter><info><title>{escape(one.title or '')}</title><date>{iso_day(one)}</date></info>"
        + "".join(
            f"<para>{escape(part)}<footnote><para>a note</para></footnote></para>" for part in paragraphs(one)
        )
        + "</chapter>"
        for one in documents
    )
    return f'<book xmlns="http://docbook.org/ns/docbook" version="5.0">{chapters}</book>'.encode()


def fictionbook(documents: Sequence[Document]) -> bytes:
    """A FictionBook, a section an article."""
    sections = "".join(
        f"<section><title><p>{escape(one.title or '')}</p></title>"
        + "".join(f'<p>{escape(part)}<a type="note">1</a></p>' for part in paragraphs(one))
        + "</section>"
        for one in documents
    )
    date = iso_day(documents[0])
    return (
        '<FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0"><description><title-info>'
        "<book-title>"
        f'The book</book-title><date value="{date}">{date}</date><lang>en</lang></title-info></description>'
        f'<body>{sections}</body><body name="notes"><section><p>a note</p></section></body>'
        '<binary id="a" content-type="image/png">QUJD</binary></FictionBook>'
    ).encode()


def enex(documents: Sequence[Document]) -> bytes:
    """An export of Evernote, a note an article, with a picture."""
    notes = "".join(
        f"<note><title>{escape(one.title or '')}</title><content><![CDATA[<?xml version='1.0'?><!DOCTYPE "
        f"en-note "
        "SYSTEM 'http://xml.evernote.com/pub/enml2.dtd'><en-note>"
        + "".join(f"<div>{escape(part)}</div><div><br/></div>" for part in paragraphs(one))
        + "<en-media hash='a'/></en-note>]]></content><created>20240601T101500Z</created><note-attributes>"
        "<source-url>https://gull.example/a</source-url></note-attributes>"
        "<resource><data encoding='base64'>QUJD</data></resource></note>"
        for one in documents
    )
    return (
        '<?xml version="1.0"?><!DOCTYPE en-export SYSTEM "http://xml.evernote.com/pub/evernote-export4.dtd">'
        f"<en-export>{notes}</en-export>"
    ).encode()


def wiki(documents: Sequence[Document]) -> bytes:
    """A dump of a wiki, with an older revision of each page, a talk page and one that leads to another."""
    pages = "".join(
        f"<page><title>{escape(one.title or '')}</title><ns>0</ns><revision><text>It is "
        f"old.</text></revision>"
        f"<revision><timestamp>2024-06-01T00:00:00Z</timestamp><text>{{{{date|{day(one)}}}}}\n"
        "[[File:A.jpg|thumb|A [[gate]]]]\n"
        + "\n\n".join(f"{escape(part)}&lt;ref&gt;a note&lt;/ref&gt;" for part in paragraphs(one))
        + "\n\n{{box|a={{b}}}}\n{|\n! a\n|}\n[[Category:Gates]]</text></revision></page>"
        for one in documents
    )
    return (
        '<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/"><siteinfo><sitename>The Gull</sitename>'
        f"<base>https://gull.example/wiki/Main</base></siteinfo>{pages}"
        "<page><title>Talk:A</title><ns>1</ns><revision><text>Is it so?</text></revision></page>"
        '<page><title>B</title><ns>0</ns><redirect title="A"/><revision><text>#REDIRECT '
        "[[A]]</text></revision>"
        "</page></mediawiki>"
    ).encode()


def wordpress(documents: Sequence[Document]) -> bytes:
    """An export of WordPress, with a picture, a comment and a menu; texts as its older editor keeps them."""
    items = "".join(
        f"<item><title>{escape(one.title or '')}</title><content:encoded><![CDATA[[caption id='a']<img "
        f"src='a'/> "
        f"A gate[/caption]\n\n{escape(one.text)}\n\n[gallery ids='1']]]></content:encoded>"
        f"<wp:post_date_gmt>{iso_day(one)} 06:30:00</wp:post_date_gmt><wp:status>publish</wp:status>"
        f"<wp:post_type>post</wp:post_type><wp:comment><wp:comment_content>{'Quite so. ' * 200}"
        "</wp:comment_content></wp:comment></item>"
        for one in documents
    )
    others = "".join(
        f"<item><content:encoded>A picture of the gate in the storm</content:encoded><wp:post_type>{kind}"
        "</wp:post_type></item>"
        for kind in ("attachment", "nav_menu_item")
    )
    return (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>The Gull</title>'
        f"{items}{others}</channel></rss>"
    ).encode()


def blogger(documents: Sequence[Document]) -> bytes:
    """An export of Blogger, with its template and a comment."""
    kind = '<category scheme="http://schemas.google.com/g/2005#kind" term="http://schemas.google.com/blogger/2008/kind#{}"/>'
    entries = "".join(
        f'<entry>{kind.format("post")}<title type="text">{escape(one.title or "")}</title><published>'
        f'{one.published}</published><content type="html">'
        + escape("".join(f"<p>{escape(part)}</p>" for part in paragraphs(one)))
        + "</content></entry>"
        for one in documents
    )
    others = "".join(
        f"<entry>{kind.format(name)}<content>A text of some words that is no article</content></entry>"
        for name in ("template", "comment")
    )
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><title>The Gull</title>{others}{entries}</feed>'.encode()
    )


def ghost(documents: Sequence[Document]) -> bytes:
    """An export of Ghost, with its settings and tags."""
    posts = [
        {
            "id": str(number),
            "title": one.title,
            "html": "".join(f"<p>{escape(part)}</p>" for part in paragraphs(one)),
            "status": "published",
            "published_at": f"{iso_day(one)}T06:30:00.000Z",
        }
        for number, one in enumerate(documents)
    ]
    data = {
        "posts": posts,
        "tags": [{"name": "Gates"}],
        "settings": [{"key": "title", "value": documents[0].outlet}],
        "users": [{"id": "1", "name": "Ada Holm"}],
        "posts_authors": [{"post_id": "0", "author_id": "1"}],
    }
    return json.dumps({"db": [{"meta": {"version": "5.80"}, "data": data}]}, ensure_ascii=False).encode()


def movable_type(documents: Sequence[Document]) -> bytes:
    """An export of Movable Type, with an excerpt and a comment under each entry."""
    entries = []
    for one in documents:
        year, month, day = iso_day(one).split("-")
        body = "\n".join(f"<p>{escape(part)}</p>" for part in paragraphs(one))
        entries.append(
            f"AUTHOR: Ada Holm\nTITLE: {one.title}\nSTATUS: Publish\nDATE: {month}/{day}/{year} 06:30:00 AM\n"
            f"CATEGORY: Gates\n-----\nBODY:\n{body}\n-----\nEXTENDED BODY:\n\n-----\nEXCERPT:\nGates.\n\n"
            "-----\nCOMMENT:\nAUTHOR: Bo\nDATE: 05/02/2024 01:00:00 PM\nWell told.\n-----\n\n--------\n"
        )
    return "".join(entries).encode()


def yaml_list(documents: Sequence[Document]) -> bytes:
    """A list of articles in YAML."""
    import yaml

    return bytes(yaml.safe_dump([record(one) for one in documents], allow_unicode=True).encode())


def toml_list(documents: Sequence[Document]) -> bytes:
    """A list of articles in TOML."""
    tables = (
        "\n".join(
            f"{name} = {json.dumps(value, ensure_ascii=False)}"
            for name, value in record(one).items()
            if value
        )
        for one in documents
    )
    return "".join(f"[[articles]]\n{table}\n\n" for table in tables).encode()


def rows_xml(documents: Sequence[Document]) -> bytes:
    """Rows in XML, as programs write them that gather pages."""
    items = "".join(
        "<item>"
        + "".join(f"<{name}>{escape(str(value))}</{name}>" for name, value in record(one).items() if value)
        + "</item>"
        for one in documents
    )
    return f'<?xml version="1.0" encoding="utf-8"?>\n<items>\n{items}\n</items>'.encode()
