"""PDF: lines put together into paragraphs again, without the lines that every page repeats."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise
from statistics import median
from typing import IO, Any, NamedTuple

from syndetect.errors import InputError, LimitError
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.extras import require
from syndetect.readers.limits import over_limit, whole
from syndetect.readers.page import OWN_NAMES
from syndetect.readers.prose import BREAK, GAP, LARGE, Line
from syndetect.readers.record import document, is_iso8601
from syndetect.readers.telling import telling
from syndetect.settings import Settings

_MAX_PAGES = 5_000
_GAP = 1.35
"""Times the usual distance between two lines that parts paragraphs."""
_LARGE = 1.15
"""Times the usual height of letters from which a line is a heading."""
_SPACED = 1.5
"""Times the height of letters that lines of one paragraph are apart at most."""
_INDENT = 6.0
"""Points by which a first line stands in where paragraphs have no gap."""

_BROKEN = "\x02\ufffe\u00ad"
"""What stands at a line's end where a word was broken there."""

_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d))?")
_FILE_NAME = re.compile(r"\.(?:docx?|indd|pdf|qxd|rtf|odt)\b|^untitled|^microsoft word", re.IGNORECASE)
_FULL = re.compile(r"[.!?:…][\"'”’»“)\]]*$")


class _Line(NamedTuple):
    text: str
    left: float
    top: float
    height: float


@telling
def read_pdf(
    file: IO[bytes],
    origin: Input,
    fields: Mapping[str, str],  # noqa: ARG001 (every reader's signature)
    settings: Settings,
) -> Iterator[Document | Skipped]:
    """The one article of a file that holds text; scanned pages hold none."""
    library: Any = require("pypdfium2", "office", "a PDF")
    data = whole(file, origin.size, settings, container=True)
    if not data:
        raise InputError("is empty")
    try:
        pdf = library.PdfDocument(data)
    except library.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise InputError(
            "is encrypted; save it without a password" if locked else "is damaged, or no PDF"
        ) from None
    try:
        pages = list(_pages(pdf, library, settings))
        about = _about(pdf)
    finally:
        pdf.close()
    kept = _without_repeated(pages)
    parts = _exported(kept, origin, settings)
    if parts is not None:
        yield from parts
        return
    text = "\n\n".join(_paragraphs(kept))
    if not text:
        raise InputError("holds no text, only pictures; run a text recognition on it")
    made = document(about, text, origin.id, origin, OWN_NAMES)
    yield made if isinstance(made, Document) else Skipped(origin.path, made)


def _exported(
    pages: list[list[_Line]], origin: Input, settings: Settings
) -> Iterator[Document | Skipped] | None:
    """The articles of a file that is the export of a database; None for every other file."""
    from syndetect.readers.exports import looks_like_export, split

    if not looks_like_export("\n".join(line.text for lines in pages for line in lines), settings):
        return None
    return split(list(_marked(pages)), origin, settings)


def _marked(pages: list[list[_Line]]) -> Iterator[Line]:
    """Lines with marks where a page or paragraph begins, and where letters are larger than most."""
    usual = median([step for lines in pages for step in _steps(lines) if step > 0] or [0.0])
    height = median([line.height for lines in pages for line in lines] or [0.0])
    # A list of short lines is set as wide as paragraphs are apart.
    usual = min(usual, _SPACED * height) if height > 0 else usual
    for lines in pages:
        steps = _steps(lines)
        for at, line in enumerate(lines):
            step = steps[at - 1] if at else None
            marks = {BREAK} if step is None else {GAP} if step < 0 or step > _GAP * usual else set()
            yield Line(line.text, frozenset(marks | ({LARGE} if line.height > _LARGE * height else set())))


def _pages(pdf: Any, library: Any, settings: Settings) -> Iterator[list[_Line]]:
    size = 0
    if len(pdf) > _MAX_PAGES:
        raise LimitError(f"has more than {_MAX_PAGES:,} pages; split it")
    for number in range(len(pdf)):
        try:
            page = pdf[number]
            text = page.get_textpage()
        except library.PdfiumError:
            raise InputError(f"is damaged: page {number + 1} cannot be read") from None
        lines = list(_lines(text, library.raw))
        size += sum(len(line.text) for line in lines)
        text.close()
        page.close()
        if size > settings.max_bytes:
            raise LimitError(over_limit(0, settings))
        yield lines


def _lines(page: Any, raw: Any) -> Iterator[_Line]:
    """The lines of a page with the place of each one's first sign, in points from the lower left."""
    count = page.count_chars()
    handle = page.raw
    # Sign by sign: the text as a whole leaves out some, and its places would not be those of the boxes.
    signs = "".join(map(chr, (raw.FPDFText_GetUnicode(handle, at) for at in range(count))))
    begin = 0
    for part in re.split(r"(\r\n|\r|\n)", signs):
        text = part.strip(" \t\0")
        if text and part[0] not in "\r\n":
            first = begin + len(part) - len(part.lstrip(" \t\0"))
            left, bottom, _, top = page.get_charbox(first, loose=True)
            yield _Line(
                text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"), left, top, top - bottom
            )
        begin += len(part)


def _without_repeated(pages: list[list[_Line]]) -> list[list[_Line]]:
    """The pages without running heads and page numbers: first and last lines that most pages share."""
    edges = Counter(key for lines in pages for key in {_key(line) for line in (lines[:1] + lines[-1:])})
    repeated = {key for key, times in edges.items() if times >= 3 and 2 * times > len(pages)}
    kept = []
    for lines in pages:
        begin = 1 if lines and _key(lines[0]) in repeated else 0
        end = len(lines) - 1 if len(lines) > begin and _key(lines[-1]) in repeated else len(lines)
        kept.append(lines[begin:end])
    return kept


def _key(line: _Line) -> str:
    return re.sub(r"\d+", "0", line.text)


def _paragraphs(pages: list[list[_Line]]) -> Iterator[str]:
    pending = ""
    # Over all pages: the last one may have too few lines to show what is usual.
    usual = median([step for lines in pages for step in _steps(lines) if step > 0] or [0.0])
    for lines in pages:
        steps = _steps(lines)
        left = median([line.left for line in lines] or [0.0])
        for at, line in enumerate(lines):
            if pending and _parted(pending, line, steps[at - 1] if at else None, usual, left):
                yield pending
                pending = ""
            pending = _joined(pending, line.text)
    if pending:
        yield pending


def _steps(lines: list[_Line]) -> list[float]:
    return [above.top - below.top for above, below in pairwise(lines)]


def _parted(before: str, line: _Line, step: float | None, usual: float, left: float) -> bool:
    """Whether a paragraph begins with `line`; `step` is its distance from the line above it on its page."""
    if step is None or step < 0:
        # A new page or column: the sentence goes on, or it has ended.
        return bool(_FULL.search(before))
    return step > _GAP * usual or (_INDENT < line.left - left < 10 * _INDENT and bool(_FULL.search(before)))


def _joined(before: str, text: str) -> str:
    if before and before[-1] in _BROKEN:
        return before[:-1] + text
    return f"{before} {text}" if before else text


def _about(pdf: Any) -> dict[str, str]:
    try:
        about = pdf.get_metadata_dict(skip_empty=True)
    except UnicodeDecodeError:
        # Halves of surrogate pairs; the text is worth no less for them.
        return {}
    found = {"title": about.get("Title", ""), "author": about.get("Author", "")}
    if _FILE_NAME.search(found["title"]):
        found["title"] = ""
    if made := _DATE.match(about.get("CreationDate", "")):
        day = "-".join(made.groups()[:3])
        time = ":".join(made.groups()[3:]) if made[4] else ""
        moment = f"{day}T{time}" if time else day
        found["created"] = moment if is_iso8601(moment) else ""
    return {name: value.strip() for name, value in found.items() if value.strip()}
