"""What bytes are, told by how they begin: for files and responses whose name or type does not say it."""

from __future__ import annotations

import re

from syndetect.readers.decode import unicode_codec

HEAD = 4096
"""Bytes that are looked at."""

GZIP = b"\x1f\x8b\x08"

_MAGIC = (
    (b"%PDF-", ".pdf", "a PDF"),
    (GZIP, ".gz", "compressed with gzip"),
    (b"\x28\xb5\x2f\xfd", ".zst", "compressed with Zstandard"),
    (b"BZh", ".bz2", "compressed with bzip2"),
    (b"\xfd7zXZ\0", ".xz", "compressed with xz"),
    (b"PAR1", ".parquet", "Parquet"),
    (b"WARC/", ".warc", "a web archive"),
    (b"filedesc://", ".arc", "a web archive"),
    (b"{\\rtf", ".rtf", "RTF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".doc", "a file of an old Office program"),
    (b"%!PS", ".ps", "PostScript"),
    (b"SQLite format 3\0", ".sqlite", "an SQLite database"),
    (b"7z\xbc\xaf\x27\x1c", ".7z", "a 7z archive"),
    (b"Rar!\x1a\x07", ".rar", "a RAR archive"),
    (b"\x89PNG\r\n", ".png", "a picture"),
    (b"\xff\xd8\xff", ".jpg", "a picture"),
    (b"GIF8", ".gif", "a picture"),
    (b"AT&TFORM", ".djvu", "a DjVu file"),
    (b"WEBVTT", ".vtt", "subtitles"),
    (b"ARROW1", ".arrow", "an Arrow or Feather file"),
    (b"FEA1", ".arrow", "a Feather file"),
    (b"ORC", ".orc", "an ORC file"),
    (b"Obj\x01", ".avro", "an Avro file"),
    (b"<stata_dta>", ".dta", "a file of Stata"),
    (b"$FL2", ".sav", "a file of SPSS"),
    (b"\x89HDF", ".h5", "an HDF file"),
    (b"\x80\x04\x95", ".pkl", "a pickle of Python"),
    (b"\x80\x05\x95", ".pkl", "a pickle of Python"),
    (b"BABYL OPTIONS:", ".babyl", "a mailbox of Rmail"),
    (b"\x01\x01\x01\x01\n", ".mmdf", "a mailbox of MMDF"),
    (b" CDX ", ".cdx", "an index of a web archive"),
    (b"\x06\x06\xed\xf5\xd8\x1d\x46\xe5\xbd\x31\xef\xe7\xfe\x74\xb7\x1d", ".indd", "an InDesign document"),
    (b"\0\0MMXPR", ".qxp", "a QuarkXPress document"),
    (b"\0\0IIXPR", ".qxp", "a QuarkXPress document"),
    (b"\xffWPC", ".wpd", "a WordPerfect document"),
    (b"ITSF", ".chm", "a help file of Windows"),
    (b"\x78\x9f\x3e\x22", ".tnef", "a winmail.dat of Outlook outside of its mail"),
)
_ZIPPED = (
    (b"word/", ".docx", "a Word document"),
    (b"xl/", ".xlsx", "an Excel workbook"),
    (b"ppt/", ".pptx", "a PowerPoint file"),
    (b"application/vnd.adobe.indesign-idml-package", ".idml", "an InDesign document"),
    (b"application/epub+zip", ".epub", "an EPUB book"),
    (b"application/vnd.oasis.opendocument.text", ".odt", "an OpenDocument text"),
    (b"application/vnd.oasis.opendocument.spreadsheet", ".ods", "an OpenDocument spreadsheet"),
    (b"application/vnd.oasis.opendocument", ".odp", "an OpenDocument file"),
    (b"application/hwp+zip", ".hwpx", "a document of Hangul Word Processor"),
    (b"archive/", ".wacz", "a web archive"),
)
_HTML = re.compile(
    rb"<!doctype\s+html|<(?:html|head|body|title|meta|link|script|style|article|main|div|p|h1|table)(?=[\s>/])",
    re.IGNORECASE,
)
_PAGE = re.compile(rb"<!doctype\s+html|<html(?=[\s>])", re.IGNORECASE)
_BEFORE = re.compile(rb"(?:\s|<\?xml[^>]{0,300}>|<!--(?:[^-]|-(?!->))*-->)+")
_XML = re.compile(
    rb"<(?:\?xml\s|rss[\s>]|feed[\s>]|rdf:RDF[\s>]|\w[\w.-]{0,60}:?\w[\w.-]{0,60}[\s>][^<]{0,2000}xmlns)"
)
_MAIL = re.compile(
    rb"(?:(?:from|to|cc|bcc|subject|date|received|return-path|delivered-to|message-id|mime-version|reply-to"
    rb"|x-[\w-]{1,60}|content-[\w-]{1,40}|dkim-signature|arc-[\w-]{1,40}|user-agent|list-[\w-]{1,20}"
    rb"|references|in-reply-to|sender|thread-[\w-]{1,20}|authentication-results"
    rb"|path|newsgroups|organization|lines|xref|nntp-[\w-]{1,20}|distribution|summary|keywords"
    rb"|article-i\.d\.|followup-to|expires):[^\n]{0,2000}\n"
    rb"(?:[ \t][^\n]{0,2000}\n){0,60}){3,}",
    re.IGNORECASE,
)
_SGML = re.compile(rb"<DOC(?:>|\s[^<>\n]{1,200}>)\s|<!DOCTYPE lewis\s|<REUTERS\s")
"""What files of news corpora begin with."""
_MARKED = ((_SGML, (".sgml", "a news corpus in SGML")), (_XML, (".xml", "XML")))
_SENT = re.compile(rb"^(?:received|return-path|delivered-to):", re.IGNORECASE | re.MULTILINE)
_NUMBERED = re.compile(rb"\d{1,12}[ \t]*\r?\n")
"""The size that Apple's program keeps ahead of a mail."""

_LATEX = re.compile(
    rb"\A(?:\s|%[^\n]*\n|\\(?:PassOptionsTo\w{1,10}|RequirePackage|NeedsTeXFormat|DocumentMetadata|let|def|ifx?|fi)\b[^\n]*\n|\}\n)*+"
    rb"\\(?:documentclass|documentstyle|input texinfo)"
)
_LATEX_PART = re.compile(
    rb"\A(?:\s|%[^\n]*\n)*+\\(?:part|chapter|section|subsection|begin|input|include|usepackage|title|maketitle)\*?[\[{]"
)
"""A chapter that another file takes in."""

_CONTEXT = re.compile(
    rb"\A(?:\s|%[^\n]*\n)*+\\(?:setup[a-z]{1,30}|mainlanguage|usemodule|start[a-z]{4,12})\b"
)
_TYPST = re.compile(
    rb"\A(?:\s|//[^\n]*\n)*+#(?:set \w{1,30}\(|let [\w-]{1,40}(?:\(|\s?=)|import \""
    rb"|show(?::| \w{1,30}(?:\.\w{1,30})?:))"
)
_TROFF = re.compile(rb"'\\\"|\.\\\"|\.TH ")
_SQL = re.compile(
    rb"\A(?:\s|--[^\n]*\n|/\*[^*]*\*/;?)*+(?:CREATE (?:TABLE|DATABASE|SCHEMA)\b"
    rb"|INSERT INTO \S+ ?(?:VALUES|\()|BEGIN TRANSACTION;|PRAGMA \w+ ?=|DROP TABLE\b|SET \w+ ?=)"
)
_RIS = re.compile(rb"TY  - ")
_BIBTEX = re.compile(rb"\A\s*+@\w{3,20}\{[^,{}\s]{1,100},")

_SOURCES = (
    (_LATEX, ".tex", "the source of LaTeX"),
    (_LATEX_PART, ".tex", "the source of LaTeX"),
    (_CONTEXT, ".tex", "the source of ConTeXt"),
    (_TYPST, ".typ", "the source of Typst"),
    (_TROFF, ".man", "the source of troff, as of a manual page"),
    (_SQL, ".sql", "a dump of a database"),
    (_RIS, ".bib", "a list of references"),
    (_BIBTEX, ".bib", "a list of references"),
)
"""How texts for programs begin."""

_JSON = re.compile(rb'\{\s*(?:"[^"\n]{1,200}"\s*:|\}\s*$)|\[\s*(?:[\[{]|"[^"\n]{0,2000}"\s*[,\]]|\]\s*$)')
_NOTEBOOK = re.compile(
    rb'\{\s*+"(?:cells"\s*+:\s*+\[\s*+(?:\]|\{\s*+"(?:cell_type|attachments)")|nbformat(?:_minor)?")'
)
"""How Jupyter and its kin write a notebook: its cells first, or the number of its format."""
_SCRIPT = re.compile(rb"\s*(?:var |let |const )?[\w.$]{1,60}\s*=\s*(?=[\[{])")
"""A script that gives its value to a name, as the exports of some services are."""
_JSON_LINE = re.compile(rb"\{[^\n]*\}[ \t\r]*\n\s*\{")


def kind_of_bytes(head: bytes) -> tuple[str, str] | None:
    """The suffix of the format that bytes begin like, and its name for messages; None for prose."""
    for mark, suffix, name in _MAGIC:
        if head.startswith(mark):
            return suffix, name
    if head.startswith(b"bplist0"):
        held = b"WebMainResource" in head
        return (".webarchive", "a page that Safari saved") if held else (".plist", "a property list")
    if head.startswith(b"PK\x03\x04"):
        return next(
            ((suffix, name) for mark, suffix, name in _ZIPPED if mark in head), (".zip", "a zip archive")
        )
    if head[60:68] in (b"BOOKMOBI", b"TEXtREAd"):
        return ".mobi", "a book for the Kindle"
    if head[257:262] == b"ustar":
        return ".tar", "a tar archive"
    return _of_text(_as_ascii(head))


def looks_like_page(head: bytes) -> bool:
    """Whether bytes begin as a whole page does, whatever their name says."""
    text = _as_ascii(head)
    return _PAGE.match(text, _start(text)) is not None


def _of_text(head: bytes) -> tuple[str, str] | None:
    start = _start(head)
    if _HTML.match(head, start):
        return ".html", "a page"
    at = len(head) - len(head.lstrip())
    if marked := next((kind for pattern, kind in _MARKED if pattern.match(head, at)), None):
        return marked
    if head.startswith(b"From ") and b"\n" in head:
        rest = head.partition(b"\n")[2]
        return (".mbox", "a mailbox") if _MAIL.match(rest) else None
    if _MAIL.match(head, at):
        saved = b"snapshot-content-location:" in head.lower() or b"multipart/related" in head.lower()
        # What has been on its way is a mail, although it holds pictures.
        return (".mhtml", "a saved page") if saved and not _SENT.search(head) else (".eml", "a mail")
    return _of_json(head, at) if _JSON.match(head, at) else _source_of(head)


def _of_json(head: bytes, at: int) -> tuple[str, str]:
    if _NOTEBOOK.match(head, at):
        return ".ipynb", "a Jupyter notebook"
    return (".jsonl", "JSON lines") if _JSON_LINE.match(head, at) else (".json", "JSON")


def _source_of(head: bytes) -> tuple[str, str] | None:
    """What is a text for a program alone, or a mail behind its size."""
    if (size := _NUMBERED.match(head)) is not None and _MAIL.match(head, size.end()):
        return ".emlx", "a mail"
    if (script := _SCRIPT.match(head)) is not None and _JSON.match(head, script.end()):
        return ".json", "JSON in a script"
    return next(((suffix, name) for pattern, suffix, name in _SOURCES if pattern.match(head)), None)


def _start(head: bytes) -> int:
    match = _BEFORE.match(head)
    return match.end() if match else 0


def _as_ascii(head: bytes) -> bytes:
    """The signs that say what a text is, without its byte order mark and in one byte each."""
    codec, mark = unicode_codec(head)
    if codec in (None, "utf-8"):
        return head[mark:]
    return head[mark:].decode(str(codec), "replace").encode("ascii", "replace")
