"""One corpus in every format that is read: what a reader gives back is what was put in here."""

from __future__ import annotations

import csv
import gzip
import io
import json
import sqlite3
import tarfile
import textwrap
import zipfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from html import escape

from benchmarks.speed.pages import page
from syndetect.model import Document

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
FIELDS = ("id", "outlet", "title", "published", "url", "language", "text")


def record(document: Document) -> dict[str, str]:
    """A document as the fields of a table."""
    return {name: getattr(document, name) or "" for name in FIELDS}


def jsonl(documents: Sequence[Document]) -> bytes:
    """JSON lines."""
    return "".join(json.dumps(record(one), ensure_ascii=False) + "\n" for one in documents).encode()


def table(documents: Sequence[Document], separator: str = ",") -> bytes:
    """CSV, or TSV with a tab."""
    file = io.StringIO()
    writer = csv.DictWriter(file, FIELDS, delimiter=separator)
    writer.writeheader()
    writer.writerows(map(record, documents))
    return file.getvalue().encode()


def parquet(documents: Sequence[Document]) -> bytes:
    """Parquet, compressed as its writers do."""
    import pyarrow as pa
    from pyarrow.parquet import write_table

    file = io.BytesIO()
    write_table(pa.Table.from_pylist([record(one) for one in documents]), file, compression="zstd")
    return file.getvalue()


def arrow(documents: Sequence[Document]) -> bytes:
    """An Arrow file, compressed as Feather is."""
    import pyarrow as pa

    file = io.BytesIO()
    rows = pa.Table.from_pylist([record(one) for one in documents])
    with pa.ipc.new_file(file, rows.schema, options=pa.ipc.IpcWriteOptions(compression="lz4")) as writer:
        writer.write_table(rows)
    return file.getvalue()


def orc(documents: Sequence[Document]) -> bytes:
    """An ORC file."""
    import pyarrow as pa
    import pyarrow.orc

    file = io.BytesIO()
    pyarrow.orc.write_table(pa.Table.from_pylist([record(one) for one in documents]), file)
    return file.getvalue()


def sqlite(documents: Sequence[Document]) -> bytes:
    """A database with one table, and a view of it."""
    with closing(sqlite3.connect(":memory:")) as base:
        base.execute(f"CREATE TABLE articles ({', '.join(FIELDS)})")
        base.execute("CREATE VIEW latest AS SELECT * FROM articles")
        marks = ", ".join("?" * len(FIELDS))
        rows = (tuple(record(one).values()) for one in documents)
        base.executemany(f"INSERT INTO articles VALUES ({marks})", rows)  # noqa: S608 (our own names)
        base.commit()
        return base.serialize()


def text(document: Document) -> bytes:
    """A text file with front matter."""
    fields = {name: value for name, value in record(document).items() if name != "text" and value}
    head = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in fields.items())
    return f"---\n{head}---\n{document.text}".encode()


def rss(documents: Sequence[Document]) -> bytes:
    """RSS with the full text of every item as escaped HTML."""
    items = "".join(
        f"<item><title>{escape(one.title or '')}</title><link>{escape(one.url or '')}</link>"
        f"<guid isPermaLink='false'>tag:{escape(one.id)}</guid><dc:date>{one.published or ''}</dc:date>"
        f"<dc:publisher>{escape(one.outlet or '')}</dc:publisher><description>In short.</description>"
        f"<content:encoded>{escape(_html(one))}</content:encoded></item>\n"
        for one in documents
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Feed</title>\n'
        f"{items}</channel></rss>\n"
    ).encode()


def atom(documents: Sequence[Document]) -> bytes:
    """Atom with the full text of every entry as elements."""
    entries = "".join(
        f"<entry><title>{escape(one.title or '')}</title><link href={json.dumps(one.url or '')}/>"
        f"<id>tag:{escape(one.id)}</id><published>{one.published or ''}</published>"
        f"<publisher xmlns='http://purl.org/dc/elements/1.1/'>{escape(one.outlet or '')}</publisher>"
        f"<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>{_html(one)}</div></content></entry>\n"
        for one in documents
    )
    title = escape(documents[0].outlet or "Feed")
    return (
        f'<?xml version="1.0"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><title>{title}</title>\n'
        f"{entries}</feed>\n"
    ).encode()


def _html(document: Document) -> str:
    return "".join(f"<p>{escape(part)}</p>\n" for part in document.text.strip().split("\n\n"))


def warc(documents: Sequence[Document]) -> bytes:
    """A web archive with one page a response."""
    return b"".join(
        warc_record(f"https://archive.example/{number}", page(one, "semantic"))
        for number, one in enumerate(documents)
    )


def warc_record(
    url: str, body: bytes, kind: str = "text/html; charset=utf-8", status: str = "200 OK"
) -> bytes:
    """One response of a web archive."""
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-03-12T09:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:12345678-0000-4000-8000-000000000000>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def coded(body: bytes) -> tuple[bytes, str]:
    """A page's body in both codings that servers use, and what they say of it."""
    body = gzip.compress(body, mtime=0)
    chunks = b"%x;x=1\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (9, body[:9], len(body) - 9, body[9:])
    return chunks, "text/html\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked"


def arc(url: str, body: bytes) -> bytes:
    """An archive of the format before WARC, with one page."""
    about = b"1 0 Gull\nURL IP-address Archive-date Content-type Archive-length\n"
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
    return b"filedesc://a.arc 0.0.0.0 20060312090000 text/plain %d\n%s\n" % (
        len(about),
        about,
    ) + b"%s 10.0.0.1 20060312090000 text/html %d\n%s\n" % (url.encode(), len(http), http)


def mhtml(document: Document) -> bytes:
    """A page saved with its pictures in one file."""
    from email.mime.image import MIMEImage
    from email.mime.multipart import MIMEMultipart
    from email.mime.text import MIMEText

    whole = MIMEMultipart("related", type="text/html")
    whole["From"] = "<Saved by a browser>"
    whole["Snapshot-Content-Location"] = document.url or ""
    part = MIMEText(page(document, "semantic").decode(), "html", "utf-8")
    part["Content-Location"] = document.url or ""
    whole.attach(part)
    whole.attach(MIMEImage(b"\x89PNG\r\n\x1a\n" + bytes(200), "png"))
    return whole.as_bytes()


def docx(document: Document) -> bytes:
    """A Word document with the parts that a reader needs."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(part)}</w:t></w:r></w:p>'
        for part in document.text.strip().split("\n\n")
    )
    about = (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(document.title or "")}</dc:title>'
        "</cp:coreProperties>"
    )
    main = f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
    return zipped({"word/document.xml": main.encode(), "docProps/core.xml": about.encode()})


def pdf(document: Document, width: int = 88, rows: int = 46) -> bytes:
    """A PDF of as many pages as the text takes, lines broken between words, a gap between paragraphs."""
    lines: list[str | None] = []
    for part in document.text.strip().split("\n\n"):
        lines += [*textwrap.wrap(part, width, break_on_hyphens=False, break_long_words=False), None]
    pages = [lines[at : at + rows] for at in range(0, len(lines), rows)]
    return pdf_of([_drawn(page_lines) for page_lines in pages], document.title or "")


def pdf_of(streams: Sequence[bytes], title: str = "", letters: Mapping[int, str] | None = None) -> bytes:
    """A PDF whose pages are these drawings, with the font F1; `letters` says what its codes stand for."""
    kids = " ".join(f"{5 + 2 * at} 0 R" for at in range(len(streams)))
    meant = _meant(letters or {})
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding%s >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(streams)} >>".encode(),
        font % (b" /ToUnicode 4 0 R" if letters else b""),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(meant), meant),
    ]
    for at, stream in enumerate(streams):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {6 + 2 * at} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    objects.append(f"<< /Title <FEFF{title.encode('utf-16-be').hex()}> >>".encode())
    return _pdf_file(objects)


def pdf_of_dots(stream: bytes, program: str = "pdfTeX-1.40.24") -> bytes:
    """A PDF of one page, as TeX draws it with fonts of dots, whose letters have no names."""
    names = " ".join(f"/a{code}" for code in range(256))
    drawings = " ".join(f"/a{code} 4 0 R" for code in range(256))
    dot = b"500 0 0 0 400 700 d1 0 0 400 700 re f"
    return _pdf_file(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [5 0 R] /Count 1 >>",
            "<< /Type /Font /Subtype /Type3 /FontMatrix [0.001 0 0 0.001 0 0] /FontBBox [0 0 500 700] "
            f"/FirstChar 0 /LastChar 255 /Widths [{'500 ' * 256}] "
            f"/Encoding << /Type /Encoding /Differences [0 {names}] >> "
            f"/CharProcs << {drawings} >> >>".encode(),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(dot), dot),
            (
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 6 0 R "
                b"/Resources << /Font << /F1 3 0 R >> >> >>"
            ),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
            f"<< /Producer ({program}) >>".encode(),
        ]
    )


def _meant(letters: Mapping[int, str]) -> bytes:
    """The table that says what the codes of a font stand for."""
    rows = "".join(f"<{code:02x}> <{text.encode('utf-16-be').hex()}>\n" for code, text in letters.items())
    return (
        "/CIDInit /ProcSet findresource begin begincmap\n1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(letters)} beginbfchar\n{rows}endbfchar\nendcmap end"
    ).encode()


def _drawn(lines: Sequence[str | None]) -> bytes:
    drawn = [b"BT /F1 10 Tf 13 TL 50 790 Td"]
    drawn += [b"0 -10 Td" if line is None else b"(%s) Tj T*" % _literal(line) for line in lines]
    return b"\n".join([*drawn, b"ET"])


def _literal(value: str) -> bytes:
    signs = value.encode("cp1252", "replace")
    return signs.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _pdf_file(objects: Sequence[bytes]) -> bytes:
    file, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table_begin = len(file)
    file += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    file += b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"<< /Size %d /Root 1 0 R /Info %d 0 R >>" % (len(objects) + 1, len(objects))
    return file + b"trailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (trailer, table_begin)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip archive of these names and contents."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return file.getvalue()


def tarred(files: Mapping[str, bytes]) -> bytes:
    """A tar archive of these names and contents."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return file.getvalue()


def packed(data: bytes, suffix: str) -> bytes:
    """`data` compressed as the suffix says."""
    import bz2
    import lzma
    import sys

    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd
    pack: Mapping[str, Callable[[bytes], bytes]] = {
        ".gz": gzip.compress,
        ".bz2": bz2.compress,
        ".xz": lzma.compress,
        ".zst": zstd.compress,
    }
    return pack[suffix](data)
