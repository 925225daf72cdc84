"""What files are whose names do not say it."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from benchmarks import fuzz
from syndetect import read
from syndetect.model import Document, Skipped

PAGE = b"<!DOCTYPE html><html><body><p>The tide gate at Port Elm held through the storm.</p></body></html>"
SAVED = ("story.php?id=12", "world-europe-123", "article.aspx", "news.shtml", "index.html@p=7", "a.xhtml")


@pytest.mark.parametrize("name", SAVED)
def test_pages_are_found_inside_a_folder_whatever_they_are_called(tmp_path: Path, name: str) -> None:
    """A saved site is read though its pages have the names of the site's programs."""
    (tmp_path / name).write_bytes(b"<?xml version='1.0'?>\n<!-- saved -->" + PAGE)
    (tmp_path / "app.js").write_bytes(b"var page = '<html>';")
    found = list(read(tmp_path))
    assert [item.id for item in found if isinstance(item, Document)] == [name]
    assert [dict(item.passed_over) for item in found if isinstance(item, Skipped) and not item.note] == [
        {".js": 1}
    ]


@pytest.mark.parametrize("name", ["a.html", "a.txt", "story"])
def test_packed_bytes_under_a_plain_name_are_unpacked(tmp_path: Path, name: str) -> None:
    """What a server sent packed is read under the name that it was saved by."""
    (tmp_path / name).write_bytes(gzip.compress(PAGE if name == "a.html" else b"The tide gate held on."))
    texts = [item.text for item in read(tmp_path / name) if isinstance(item, Document)]
    assert texts in (["The tide gate held on."], ["The tide gate at Port Elm held through the storm."])


@pytest.mark.parametrize(
    "suffix",
    [".html", ".xml", ".pdf", ".warc", ".jsonl", ".parquet", ".arrow", ".sqlite", ".arc", ".webarchive"],
)
def test_a_named_file_is_read_as_what_it_is(tmp_path: Path, suffix: str) -> None:
    """A file that is named itself needs no suffix that tells its format."""
    data = fuzz.seeds(suffix)[0]
    (tmp_path / f"known{suffix}").write_bytes(data)
    (tmp_path / "unknown.x").write_bytes(data)
    known, unknown = (
        [item.text for item in read(tmp_path / name) if isinstance(item, Document)]
        for name in (f"known{suffix}", "unknown.x")
    )
    assert known == unknown != []


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%!PS-Adobe-3.0\nshow", "PostScript"),
        (b"Obj\x01\x04\x14avro.codec", "an Avro file"),
        (b"% Options\n\n\\documentclass{article}\n\\begin{document}It held.", "the source of LaTeX"),
        (
            b"% Options\n\\PassOptionsToPackage{unicode}{url}\n%\n\\documentclass[\n]{article}\nIt held.",
            "the source of LaTeX",
        ),
        (b" CDX N b a m s k r M S V g\nexample.org/ 2024", "an index of a web archive"),
        (b"% one\n\\chapter{The gate}\n\nIt held.", "the source of LaTeX"),
        (b"\\setupbodyfont[12pt]\n\\starttext\nIt held.\n\\stoptext", "the source of ConTeXt"),
        (b'#import "a.typ": conf\n= The gate\n\nIt held.', "the source of Typst"),
        (b"#show: doc => conf(title: [Gate], doc)\n\nIt held.", "the source of Typst"),
        (
            b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.adobe.indesign-idml-package",
            "an InDesign document",
        ),
        (b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/hwp+zip", "a document of Hangul Word Processor"),
        (
            b'{\n "cells": [\n  {\n   "cell_type": "markdown",\n   "source": []}]}',
            "a Jupyter notebook",
        ),
        (b'{"nbformat": 4, "nbformat_minor": 0, "cells": []}', "a Jupyter notebook"),
        (b"\xffWPC" + bytes(60), "a WordPerfect document"),
        (b".TH GATE 1\nIt held.", "the source of troff, as of a manual page"),
        (b"-- dumped\nCREATE TABLE posts (body text);\n", "a dump of a database"),
        (b"INSERT INTO posts VALUES (1, 'It held.');", "a dump of a database"),
        (b"TY  - NEWS\nAB  - It held.\nER  - \n", "a list of references"),
        (b"@article{reed,\n title = {It held}}", "a list of references"),
        (b"BABYL OPTIONS:\nVersion: 5\n", "a mailbox of Rmail"),
        (b"\x78\x9f\x3e\x22" + bytes(40), "a winmail.dat of Outlook outside of its mail"),
    ],
)
def test_what_is_not_read_is_named(tmp_path: Path, data: bytes, name: str) -> None:
    """A format without a reader is called by its name, and never read as prose."""
    (tmp_path / "a.x").write_bytes(data)
    [told] = read(tmp_path / "a.x")
    assert isinstance(told, Skipped)
    assert told.reason == f"is {name}, which is not read; save it as text, as a page or as PDF"


@pytest.mark.parametrize(
    "text",
    [
        "From the harbour: it held.",
        "To: all\nThe gate held.",
        '{"quoted"} it held on.',
        "CREATE a gate, she said.",
        "@reed wrote that it held.",
        "#let it hold, she wrote.",
        "#show of hands: it held.",
        "#import duties: it held.",
        "-- the gate held, he said.",
        "1907\nThe gate held.",
    ],
)
def test_prose_stays_prose(tmp_path: Path, text: str) -> None:
    """A text that begins a little like another format is read as it stands."""
    (tmp_path / "a.x").write_text(text)
    [found] = read(tmp_path / "a.x")
    assert isinstance(found, Document)
    assert found.text == text
