"""PDF: lines put together into paragraphs again, without what every page repeats and what no reader sees."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise, repeat, takewhile
from statistics import median
from typing import IO, Any, NamedTuple

from syndetect.errors import InputError, LimitError
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers import linebreaks, pdftex
from syndetect.readers.as_skipped import errors_as_skipped
from syndetect.readers.limit_messages import over_limit, whole
from syndetect.readers.optional_library import require
from syndetect.readers.page import OWN_NAMES
from syndetect.readers.parts import says_nothing
from syndetect.readers.pdfclusters import CLUSTERED, once
from syndetect.readers.pdfletters import UNREADABLE, is_unreadable, lost
from syndetect.readers.pdfsight import Sight, hidden_signs
from syndetect.readers.prose import BREAK, GAP, LARGE, Line
from syndetect.readers.record import document, is_iso8601
from syndetect.readers.righttoleft import RIGHT_TO_LEFT, in_order
from syndetect.readers.text_heads import with_head
from syndetect.settings import Settings

_MAX_PAGES = 5_000
_GAP = 1.35
"""Times the usual distance between two lines that parts paragraphs."""
_LARGE = 1.15
"""Times the usual height of letters from which a line is a heading."""
_SPACED = 1.5
"""Times the height of letters that lines of one paragraph are apart at most."""
_WIDE = 2.0
"""Times the height of letters that lines of one headline are apart at most."""
_ASIDE = 100.0
"""Points between the beginnings of two lines of which one is set in the middle of the page."""
_INDENT = 6.0
"""Points by which a first line stands in where paragraphs have no gap."""
_SHORT = 0.6
"""Times the signs of a long line under which one may stand for itself over a text."""
_HEAD_LINES = 12
"""Lines that stand so over a text, at most."""
_EDGE = 4
"""Lines at the top and at the foot of a page that may be repeated on others."""
_SAME_HEIGHT = 4.0
"""Points by which heads and feet may lie higher or lower from page to page."""
_SMALLER = 0.9
"""Times the usual height of a line, under which it may belong to a note at the foot of the page."""

_ENDS = re.compile(f"(\r\n|\r|\n|[{linebreaks.MARK}\ufffe])")
_NOTHING = re.compile("[\0\x01\x03-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\uffff]")
_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d))?")
_FILE_NAME = re.compile(r"\.(?:docx?|indd|pdf|qxd|rtf|odt)\b|^untitled|^microsoft word", re.IGNORECASE)
_FULL = re.compile(r"[.!?:…。！？؟۔][\"'”’»“)\]」』]*$")
_NOTE = re.compile(r"(?:\d{1,3}|[*†‡§¹²³])[\s.)]?\s*\S")


_OUTLET_BEHIND = re.compile(r"(\S.{3,300})\s[-|–—·»]\s(\S.{1,60})$")
_HEAD = 2_000
"""Signs of a text in which its headline stands."""

_PRINTED = re.compile(r"(?:(https?://\S+)|file:\S+|about:\S+)(?:\s+(\d+\s*/\s*\d+))?$")
_PRINTED_ON = re.compile(
    r"(?:\S.*\s)?\d{1,4}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{1,4},?\s+\d{1,2}[:.]\d\d(?:\s?[APap]\.?[Mm]\.?)?(?:\s|$)"
    # In a line from the right, its parts are the other way round.
    r"|(?:\S.*\s)?(?:[AP]M\s)?\d{1,2}:\d\d\s?,?\s?\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?$"
)
"""What browsers print at the edges of a page: its address, its number, when it was printed, its title."""


class _Line(NamedTuple):
    text: str
    left: float
    top: float
    height: float
    size: float = 0.0
    """How large the font is said to be of the sign in its middle: the first one may be an initial."""


class _Usual(NamedTuple):
    """The distance between two lines, and the size of letters, that most of a file has."""

    step: float
    size: float


@dataclass(slots=True)
class _Page:
    lines: list[_Line]
    pictured: bool = False
    """Whether pictures or drawings stand where there is hardly any text."""


@dataclass(slots=True)
class _Hidden:
    """What was left out of the text because no reader sees it, and letters that nobody can name."""

    words: int = 0
    lost: int = 0


@errors_as_skipped
def read_pdf(
    file: IO[bytes],
    origin: Input,
    fields: Mapping[str, str],  # noqa: ARG001 (every reader's signature)
    settings: Settings,
) -> Iterator[Document | Skipped]:
    """The one article of a file that holds text; pages that hold only pictures are named."""
    library: Any = require("pypdfium2", "office", "a PDF")
    data = whole(file, origin.size, settings, container=True)
    if not data:
        raise InputError("is empty")
    try:
        pdf = library.PdfDocument(data)
    except library.PdfiumError as error:
        locked = "password" in str(error).lower()
        cut = b"%PDF-" in data[:1024] and b"%%EOF" not in data[-1024:]
        raise InputError(
            "is encrypted; save it without a password"
            if locked
            else "is cut off: the end of the PDF says where its pages are; get the whole file"
            if cut
            else "is damaged, or no PDF"
        ) from None
    hidden = _Hidden()
    try:
        about, program = _about(pdf)
        tex = pdftex.MADE_BY_TEX.search(program) is not None
        pages = list(_pages(pdf, library, settings, hidden, tex=tex))
    finally:
        pdf.close()
    about |= _printed(pages)
    _without_repeated(pages)
    from syndetect.readers.exports.unknown import doubts

    kept = [page.lines for page in pages]
    parts = _exported(kept, origin, settings)
    if parts is not None:
        yield from parts
        return
    notes = [note for page in pages for note in [_notes(page)] if note]
    blocks = [*_paragraphs([page.lines for page in pages]), *_paragraphs(notes)]
    text = linebreaks.settled("\n\n".join(blocks))
    if not text:
        raise InputError("holds no text, only pictures; run a text recognition on it")
    if is_unreadable(text):
        raise InputError(UNREADABLE)
    if hidden.words:
        about["hidden_words"] = hidden.words
    about |= _headline(about.get("title", ""), text)
    made = document(about, text, origin.id, origin, OWN_NAMES)
    if isinstance(made, Document):
        yield with_head(made)
        yield from doubts(list(_marked(kept)), origin)
    else:
        yield Skipped(origin.path, made)
    if said := lost(hidden.lost, text):
        yield Skipped(f"{origin.path} (letters)", said[0], note=said[1])
    if scanned := [number for number, page in enumerate(pages, 1) if page.pictured and not page.lines]:
        yield Skipped(origin.path, _scanned(scanned, len(pages)))


def _headline(title: str, text: str) -> dict[str, str]:
    """A page's title as headline and outlet, where the text has the headline alone."""
    found = _OUTLET_BEHIND.match(title)
    head = "".join(text[:_HEAD].split())
    if found is None or "".join(title.split()) in head or "".join(found[1].split()) not in head:
        return {}
    return {"title": found[1], "outlet": found[2]}


def _scanned(numbers: list[int], pages: int) -> str:
    listed = ", ".join(map(str, numbers[:20])) + (" and more" if len(numbers) > 20 else "")
    some = f"page {listed} of {pages} holds" if len(numbers) == 1 else f"pages {listed} of {pages} hold"
    return f"{some} pictures and no text; run a text recognition on the file"


def _exported(
    pages: list[list[_Line]], origin: Input, settings: Settings
) -> Iterator[Document | Skipped] | None:
    """The articles of a file that is the export of a database; None for every other file."""
    from syndetect.readers.exports import looks_like_export
    from syndetect.readers.exports.splitting import split

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
            text = line.text.replace(linebreaks.MARK, "-")
            yield Line(text, frozenset(marks | ({LARGE} if line.height > _LARGE * height else set())))


def _pages(pdf: Any, library: Any, settings: Settings, hidden: _Hidden, *, tex: bool) -> Iterator[_Page]:
    size = 0
    if len(pdf) > _MAX_PAGES:
        raise LimitError(f"has more than {_MAX_PAGES:,} pages; split it")
    for number in range(len(pdf)):
        try:
            page = pdf[number]
            text = page.get_textpage()
        except library.PdfiumError:
            raise InputError(f"is damaged: page {number + 1} cannot be read") from None
        sight = Sight(page, library.raw)
        lines = list(_lines(text, library.raw, sight, hidden, tex=tex))
        size += sum(len(line.text) for line in lines)
        text.close()
        page.close()
        if size > settings.max_bytes:
            raise LimitError(over_limit(0, settings))
        yield _Page(lines, len(lines) <= 2 * _EDGE and sight.pictured)


def _lines(page: Any, raw: Any, sight: Sight, hidden: _Hidden, *, tex: bool) -> Iterator[_Line]:
    """The lines of a page with the place of each one's first sign, in points from the lower left."""
    count = page.count_chars()
    signs = _signs(page, raw, count, tex=tex)
    hidden.lost += signs.count("\0")
    if sight.doubtful:
        signs, words = hidden_signs(signs, page, raw, sight)
        hidden.words += words
    parts = _ENDS.split(signs)
    begin = 0
    for part, end in zip(parts[::2], [*parts[1::2], ""], strict=True):
        text = part.strip(" \t\0")
        if text:
            first = begin + len(part) - len(part.lstrip(" \t\0"))
            left, bottom, _, top = page.get_charbox(first, loose=True)
            if not text.isascii():
                if RIGHT_TO_LEFT.search(text):
                    text = in_order(part, begin, page)
                elif CLUSTERED.search(text) or (" " in text and linebreaks.UNSPACED.search(text)):
                    text = once(part, begin, page, raw)
            text = _cleaned(pdftex.in_letters(text) if tex else text)
            if text:
                broken = linebreaks.MARK if end in (linebreaks.MARK, "\ufffe") else ""
                yield _Line(text + broken, left, top, top - bottom, _size(first, part, page, raw))
        begin += len(part) + len(end)


def _size(first: int, part: str, page: Any, raw: Any) -> float:
    return float(raw.FPDFText_GetFontSize(page.raw, first + len(part.strip(" \t\0")) // 2))


def _signs(page: Any, raw: Any, count: int, *, tex: bool) -> str:
    # Sign by sign: the text as a whole leaves out some, and its places would not be those of the boxes.
    signs = "".join(map(chr, map(raw.FPDFText_GetUnicode, repeat(page.raw, count), range(count))))
    return pdftex.named(signs, page, raw) if tex else signs


def _cleaned(text: str) -> str:
    """A line without control signs, what was left out of it, and halves of surrogate pairs."""
    if "\0" not in text and text.isprintable():
        return text
    text = " ".join(_NOTHING.sub("", text.replace("\t", " ")).split(" "))
    text = re.sub(" {2,}", " ", text).strip()
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _printed(pages: list[_Page]) -> dict[str, str]:
    """Take off the pages what a browser printed at their edges; the address in it, when it is whole."""
    found: list[tuple[_Page, _Line]] = []
    url, sure = None, False
    for page in pages:
        for line in page.lines[:2] + page.lines[2:][-_EDGE:]:
            address, moment = _PRINTED.match(line.text), _PRINTED_ON.match(line.text)
            if address or moment:
                found.append((page, line))
                url = (address[1] if address else None) or url
                sure = sure or (address is not None and address[2] is not None)
    if not sure and not (url and any(_PRINTED_ON.match(line.text) for _, line in found)):
        return {}
    for page, line in found:
        page.lines.remove(line)
    return {"url": url} if url and "…" not in url and "..." not in url else {}


def _without_repeated(pages: list[_Page]) -> None:
    """Take running heads and feet off the pages: outer lines that they share, but for their numbers."""
    heads = _repeated([page.lines[:_EDGE] for page in pages])
    feet = _repeated([page.lines[-_EDGE:] for page in pages])
    for page in pages:
        lines = page.lines
        begin = sum(1 for _ in takewhile(lambda line: _key(line) in heads, lines[:_EDGE]))
        rest = lines[begin:]
        end = sum(1 for _ in takewhile(lambda line: _key(line) in feet, reversed(rest[-_EDGE:])))
        if begin + end == len(lines) > 2:
            # All of a page is on other pages, too: then only its outermost lines are their heads and feet.
            rest, end = lines[min(begin, 1) :], min(end, 1)
        page.lines = rest[: len(rest) - end]


def _repeated(edges: list[list[_Line]]) -> set[str]:
    """Lines that stand on two pages of two, or on about half of more: heads may change from left to right."""
    tops: dict[str, list[float]] = {}
    for lines in edges:
        for key, top in {_key(line): line.top for line in lines}.items():
            tops.setdefault(key, []).append(top)
    least = 2 if len(edges) <= 3 else max(3, (len(edges) - 1) // 2)
    return {key for key, found in tops.items() if len(found) >= least and _level(found) >= least}


def _level(tops: list[float]) -> int:
    """How many of some lines stand at the same height of their pages."""
    usual = median(tops)
    return sum(abs(top - usual) <= _SAME_HEIGHT for top in tops)


def _key(line: _Line) -> str:
    return re.sub(r"\d+", "0", line.text)


def _notes(page: _Page) -> list[_Line]:
    """Take the notes off the foot of a page and of its columns: smaller lines, the first with a mark."""
    usual = median([line.height for line in page.lines] or [0.0])
    kept: list[_Line] = []
    found: list[_Line] = []
    for column in _columns(page.lines):
        begin = len(column)
        while begin and column[begin - 1].height < _SMALLER * usual:
            begin -= 1
        while begin < len(column) and not _NOTE.match(column[begin].text):
            begin += 1
        # What is small from its first line on is no note at a foot.
        kept += column[:begin] if begin else column
        found += column[begin:] if begin else []
    if found:
        page.lines = kept
    return found


def _columns(lines: list[_Line]) -> Iterator[list[_Line]]:
    """The lines of a page up to each that stands higher than the one before it."""
    begin = 0
    for at, step in enumerate(_steps(lines), 1):
        if step < 0:
            yield lines[begin:at]
            begin = at
    if begin < len(lines):
        yield lines[begin:]


def _paragraphs(pages: list[list[_Line]]) -> Iterator[str]:
    pending = ""
    # Over all pages: the last one may have too few lines to show what is usual.
    usual = _Usual(
        median([step for lines in pages for step in _steps(lines) if step > 0] or [0.0]),
        median([line.size for lines in pages for line in lines] or [0.0]),
    )
    for lines in pages:
        steps = _steps(lines)
        left = median([line.left for line in lines] or [0.0])
        head = _head_lines(lines, usual) if lines is pages[0] else 0
        for at, line in enumerate(lines):
            above = lines[at - 1] if at else None
            alone = 0 < at <= head and above is not None and above.size <= _LARGE * usual.size
            if pending and (
                alone or _parted(pending, line, above, steps[at - 1] if at else None, usual, left)
            ):
                yield pending
                pending = ""
            pending = linebreaks.joined(pending, line.text)
    if pending:
        yield pending


def _head_lines(lines: list[_Line], usual: _Usual) -> int:
    """How many lines stand over a text that are far shorter than its own, as those that tell who and when.

    Each says something of its own, however close they stand.
    """
    # Most lines may be ends of paragraphs, items and cells: a line of the text is among the longest.
    lengths = sorted(len(line.text) for line in lines)
    short = _SHORT * lengths[len(lengths) * 4 // 5] if lengths else 0.0
    for count, line in enumerate(lines[:_HEAD_LINES]):
        if line.text.endswith(linebreaks.MARK) or (
            len(line.text) >= short and line.size <= _LARGE * usual.size
        ):
            return count
    return 0


def _steps(lines: list[_Line]) -> list[float]:
    return [above.top - below.top for above, below in pairwise(lines)]


def _parted(
    before: str, line: _Line, above: _Line | None, step: float | None, usual: _Usual, left: float
) -> bool:
    """Whether a paragraph begins with `line`; `step` is its distance from the line `above` it on its page."""
    if linebreaks.goes_on(before, line.text):
        return False
    if above is not None and step is not None and step > 0:
        if max(above.size, line.size) > _LARGE * min(above.size, line.size):
            return True
        if above.size > _LARGE * usual.size and step < _WIDE * above.height:
            # Lines of a headline are further apart than others.
            return False
        if abs(above.left - line.left) > _ASIDE and not RIGHT_TO_LEFT.search(above.text + line.text):
            return True
    if step is None or step < 0:
        # A new page or column: the sentence goes on, or it has ended.
        return bool(_FULL.search(before))
    return step > _GAP * usual.step or (
        _INDENT < line.left - left < 10 * _INDENT and bool(_FULL.search(before))
    )


def _about(pdf: Any) -> tuple[dict[str, Any], str]:
    """What the file says of its text, and of the programs that made it."""
    try:
        about = pdf.get_metadata_dict(skip_empty=True)
    except UnicodeDecodeError:
        # Halves of surrogate pairs; the text is worth no less for them.
        return {}, ""
    found = {"title": about.get("Title", ""), "author": about.get("Author", "")}
    if _FILE_NAME.search(found["title"]):
        found["title"] = ""
    if made := _DATE.match(about.get("CreationDate", "")):
        day = "-".join(made.groups()[:3])
        time = ":".join(made.groups()[3:]) if made[4] else ""
        moment = f"{day}T{time}" if time else day
        found["created"] = moment if is_iso8601(moment) else ""
    cleaned = {name: _NOTHING.sub("", value).strip() for name, value in found.items()}
    program = f"{about.get('Creator', '')} {about.get('Producer', '')}"
    return {name: value for name, value in cleaned.items() if value and not says_nothing(value)}, program
