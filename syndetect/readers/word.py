"""Old Word documents (.doc): read by a program of the system, where there is one."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO

from syndetect.errors import InputError
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.as_skipped import errors_as_skipped
from syndetect.readers.decode import decode
from syndetect.readers.parts import whole_file
from syndetect.readers.prose import Line, Prose, delivered
from syndetect.settings import Settings

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = (
    ("EncryptedPackage", "is encrypted; save it without a password"),
    ("PowerPoint Document", "is a PowerPoint file, which is not read"),
    ("__properties_version1.0", "is a message of Outlook (.msg); save it as .eml"),
)
"""Names of streams that are no Word document's, and what they tell."""

_NOTE = re.compile(r"\[\d{1,3}\] ")
_MARKER = re.compile(r"(?<=[^\s\[])\[\d{1,3}\]")
_SECONDS = 60
_NONE = (
    "is an old Word document, which needs another program to be read; install "
    "LibreOffice, antiword or catdoc, "
    "or save it as .docx"
)

Items = Iterator[Document | Skipped]


@errors_as_skipped
def read_doc(file: IO[bytes], origin: Input, fields: Mapping[str, str], settings: Settings) -> Items:
    """The article of a document; many files of this name are RTF, pages or text, and are read as such."""
    data = whole_file(file, origin, settings)
    if not data.strip():
        raise InputError("is empty")
    if not data.startswith(_OLE):
        yield from _other(data, origin, fields, settings)
        return
    if is_workbook(data):
        from syndetect.readers.xls import read_xls

        yield from read_xls(io.BytesIO(data), origin, fields, settings)
        return
    if other := kind_by_streams(data):
        raise InputError(other)
    made = _converted(data, settings)
    if isinstance(made, bytes):
        from syndetect.readers.docx import read_docx

        yield from read_docx(io.BytesIO(made), origin, fields, settings)
        return
    yield from delivered(_prose(made), origin, settings)


def is_workbook(data: bytes) -> bool:
    """Whether a file of an old Office program holds a workbook and no Word document."""
    return not any(name.encode("utf-16-le") in data for name in ("WordDocument", "EncryptedPackage")) and any(
        name.encode("utf-16-le") in data for name in ("Workbook\0", "\0Book\0")
    )


def kind_by_streams(data: bytes) -> str | None:
    """What a file of an old Office program is instead of a Word document, by the names of its streams."""
    if "WordDocument".encode("utf-16-le") in data:
        return None
    return next((what for name, what in _STREAMS if name.encode("utf-16-le") in data), None)


def _prose(text: str) -> Prose:
    """Lines without the frames that are drawn around tables, and the notes that are listed below the text."""
    body, rule, below = text.replace("\r\n", "\n").rpartition("\n-----------------------\n")
    notes = [line for line in below.split("\n") if _NOTE.match(line)] if rule else []
    if not notes:
        body = text
    prose = Prose(notes=notes)
    for line in body.split("\n"):
        bare = line.strip()
        cells = bare.strip("|").split("|") if bare.startswith("|") and bare.endswith("|") else [line]
        row = "\t".join(cell.strip() for cell in cells) if len(cells) > 1 else line
        prose.lines.append(Line(_MARKER.sub("", row) if notes else row))
    return prose


def _other(data: bytes, origin: Input, fields: Mapping[str, str], settings: Settings) -> Items:
    from syndetect import plugins

    head = data[:1024].lstrip().lower()
    suffix = ".rtf" if head.startswith(b"{\\rtf") else ".docx" if data.startswith(b"PK") else ".txt"
    if b"<html" in head or b"<!doctype html" in head:
        suffix = ".html"
    elif head.startswith(b"mime-version:"):
        suffix = ".mhtml"
    reader: plugins.Reader = plugins.load("readers", suffix)
    yield from reader(io.BytesIO(data), origin, fields, settings)


def _converted(data: bytes, settings: Settings) -> str | bytes:
    """The text by the first program that is there, or the document in Word's newer format.

    InputError when no program is there, or none can read the file.
    """
    programs: tuple[tuple[str, Callable[[str, Path], list[str]]], ...] = (
        ("antiword", lambda path, name: [path, "-m", "UTF-8.txt", "-w", "0", str(name)]),
        ("soffice", _office),
        ("libreoffice", _office),
        ("catdoc", lambda path, name: [path, "-w", "-d", "utf-8", str(name)]),
    )
    here = [(path, command) for name, command in programs if (path := shutil.which(name))]
    if not here:
        raise InputError(_NONE)
    with tempfile.TemporaryDirectory() as folder:
        name = Path(folder) / "a.doc"
        name.write_bytes(data)
        for path, command in here:
            # What an office says while it converts is no text; what it writes keeps changes and notes apart.
            said = _run(command(path, name), Path(folder), settings, spoken=command is not _office)
            if said is not None and said.startswith(b"PK"):
                return said
            if said is not None and (text := decode(said)) and text.strip():
                return text
    raise InputError("is an old Word document that could not be read; open it and save it as .docx")


def _office(path: str, name: Path) -> list[str]:
    # A profile of its own: a running office would take the file over and answer nothing here.
    profile = f"-env:UserInstallation=file://{name.parent}/profile"
    return [
        path,
        profile,
        "--headless",
        "--norestore",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(name.parent),
        str(name),
    ]


def _run(command: list[str], folder: Path, settings: Settings, *, spoken: bool) -> bytes | None:
    try:
        done = subprocess.run(  # noqa: S603 - the program was found by its name, and no shell is asked
            command, capture_output=True, timeout=_SECONDS, check=False, cwd=folder, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    written = folder / "a.docx"
    data = done.stdout if spoken else written.read_bytes() if written.exists() else b""
    if done.returncode or len(data) > 20 * settings.max_bytes:
        return None
    return data
