r"""Rich Text Format: what Word, WordPad, LibreOffice and the databases write.

The libraries for it keep what was deleted or hidden, or lose notes, boxes and letters of other code pages, so
its control words are followed here; the grammar is that of version 1.9.1.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import IO

from syndetect.errors import InputError, LimitError
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.as_skipped import ENDS_EARLY, errors_as_skipped
from syndetect.readers.limit_messages import over_limit
from syndetect.readers.parts import whole_file
from syndetect.readers.prose import BOLD, BREAK, HEADING, ROW, Line, Prose, delivered
from syndetect.settings import Settings

_TOKEN = re.compile(
    rb"\\([A-Za-z]{1,32})(-?[0-9]{1,10})? ?|\\'([0-9A-Fa-f]{2})|\\([^A-Za-z'])|([{}])|"
    rb"[\r\n\0]+|([^\\{}\r\n\0]+)|\\"
)
_DEEPEST = 2_000
_STYLES = 500_000
"""Bytes at the beginning of a file in which its styles stand."""
_LISTING = re.compile(
    rb"\{\\s(\d{1,4})(?:\\[a-z]{1,30}-?\d{0,9} ?|[\r\n])*+(?:toc (?:\d|[Hh]eading)|TOC [Hh]eading)"
)
_LOST = re.compile(r"\?\?\?|\w\?\w")
"""What programs write in a title whose letters they could not."""

_IGNORED = frozenset(
    b"fonttbl colortbl stylesheet listtable listoverridetable rsidtbl revtbl pict object "
    b"objdata header headerl "
    b"headerr headerf footer footerl footerr footerf fldinst datafield xe tc txe rxe "
    b"bkmkstart bkmkend pntext pntxta "
    b"pntxtb pn nonesttables template operator company manager category keywords doccomm hlinkbase themedata "
    b"colorschememapping latentstyles datastore xmlnstbl generator pgdsctbl filetbl "
    b"ftnsep ftnsepc ftncn aftnsep aftnsepc "
    b"aftncn comment buptim printim subject shppict nonshppict sp leveltext levelnumbers "
    b"mmathPr background docvar "
    b"atnid atnauthor atndate atnref atrfstart atrfend annotation userprops private1 "
    b"ffdeftext ffname ffhelptext "
    b"ffstattext ffformat ffentrymcr ffexitmcr ffl".split()
)
"""Destinations whose text nobody reads as text of the document."""

_STARRED = frozenset(b"shpinst shptxt footnote ud dptxbxtext nesttableprops".split())
r"""Destinations that are read although a ``\*`` lets old readers pass them over."""

_APART = frozenset(("note", "box", "title", "author", "label"))
"""What is gathered apart from the text, and put in its place when its group ends."""

_SIGNS: Mapping[bytes, str] = {
    b"tab": "\t", b"line": "\n", b"lbr": "\n", b"emdash": "—", b"endash": "–", b"lquote": "‘",
    b"rquote": "’", b"ldblquote": "“",
    b"rdblquote": "”", b"bullet": "•", b"emspace": " ", b"enspace": " ", b"qmspace": " ", b"zwj": "\u200d",
    b"zwnj": "\u200c",
}  # fmt: skip
_SYMBOLS: Mapping[bytes, str] = {
    b"~": "\N{NO-BREAK SPACE}", b"_": "\N{NON-BREAKING HYPHEN}", b"\\": "\\", b"{": "{", b"}": "}",
}  # fmt: skip
_CHARSETS = {
    0: "cp1252", 77: "mac_roman", 78: "shift_jis", 79: "cp949", 80: "gb18030", 81: "big5",
    128: "cp932", 129: "cp949", 130: "johab",
    134: "gb18030", 136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256",
    186: "cp1257",
    204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
_PAGES = {b"mac": "mac_roman", b"pc": "cp437", b"pca": "cp850"}
_TIMES = (b"yr", b"mo", b"dy", b"hr", b"min")


@errors_as_skipped
def read_rtf(
    file: IO[bytes],
    origin: Input,
    fields: Mapping[str, str],  # noqa: ARG001 (every reader's signature)
    settings: Settings,
) -> Iterator[Document | Skipped]:
    """The article of a file, as it stands when every change is accepted; of an export, its articles."""
    data = whole_file(file, origin, settings)
    if not data.strip():
        raise InputError("is empty")
    reading = _Reading(settings)
    yield from delivered(reading.read(data), origin, settings)
    if reading.stack:
        yield Skipped(origin.path, ENDS_EARLY, note=True)


def prose_of(data: bytes, settings: Settings) -> Prose:
    """The prose of RTF wherever it stands. InputError when it is none."""
    return _Reading(settings).read(data)


@dataclass(slots=True)
class _State:
    """What holds inside a group."""

    target: str = "text"
    skip: int = 1
    codec: str = "cp1252"
    hidden: bool = False
    deleted: bool = False
    starred: bool = False
    bold: bool = False
    twin: bool = False
    """Whether what stands here is said again behind it, in better letters."""


@dataclass(slots=True)
class _Pending:
    """A line that is being put together, and the bytes at its end that still need a codec."""

    pieces: list[str] = field(default_factory=list)
    raw: bytearray = field(default_factory=bytearray)
    marks: set[str] = field(default_factory=set)
    bold: bool = True
    """Whether all of the line so far is in bold type."""
    listed: bool = False
    """Whether the paragraph is a line of a list of contents."""

    def flush(self, codec: str) -> None:
        if self.raw:
            self.pieces.append(_decoded(bytes(self.raw), codec))
            self.raw.clear()

    def take(self) -> str:
        text = "".join(self.pieces)
        self.pieces.clear()
        return _paired(text)


class _Reading:
    """One file being read; what each control word does is a method or a table."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.prose = Prose()
        self.state = _State()
        self.stack: list[_State] = []
        self.lines: dict[str, _Pending] = {}
        self.fonts: dict[int, str] = {}
        self.font: int | None = None
        self.default = "cp1252"
        self.skipping = 0
        self.size = 0
        self.created: dict[bytes, int] = {}
        self.listing: frozenset[int] = frozenset()
        """The numbers of the styles of lists of contents."""

    def read(self, data: bytes) -> Prose:
        """The prose of a whole file. InputError when it is no RTF."""
        begin = data.find(b"{\\rtf", 0, 1024)
        if begin < 0 or data[:begin].strip(b"\xef\xbb\xbf \t\r\n\0"):
            raise InputError("is no RTF: it does not begin with '{\\rtf'")
        self.listing = frozenset(int(number) for number in _LISTING.findall(data, begin, begin + _STYLES))
        place, end = begin, len(data)
        match = _TOKEN.match
        while place < end:
            found = match(data, place)
            if found is None:
                break
            place = found.end()
            kind = found.lastindex
            if found[1] is not None:
                place = self._word(found[1], found[2], data, place)
            elif kind == 6:
                self._text(found[6])
            elif kind == 5:
                self._group(opens=found[5] == b"{")
            elif kind == 3:
                self._byte(int(found[3], 16))
            elif kind == 4:
                self._symbol(found[4])
            if not self.stack and kind == 5:
                break
        self._end_line()
        self._about()
        return self.prose

    def _pending(self) -> _Pending:
        return self.lines.setdefault(self.state.target, _Pending())

    def _group(self, *, opens: bool) -> None:
        self._flush()
        self.skipping = 0
        if opens:
            if len(self.stack) > _DEEPEST:
                raise InputError(f"is nested more than {_DEEPEST:,} levels deep")
            self.stack.append(self.state)
            self.state = replace(self.state, starred=False)
            return
        if not self.stack:
            return
        before, self.state = self.state, self.stack.pop()
        if before.target != self.state.target and before.target in _APART:
            self._leave(before.target)

    def _leave(self, target: str) -> None:
        """A destination ends: what was gathered in it finds its place."""
        pending = self.lines.pop(target, None)
        text = " ".join(pending.take().split()) if pending else ""
        if not text:
            return
        if target == "note":
            self.prose.notes.append(text)
        elif target == "box":
            self.prose.boxes.append(text)
        elif target in ("title", "author") and not _LOST.search(text):
            self.prose.about.setdefault(target, text)

    def _flush(self) -> None:
        if pending := self.lines.get(self.state.target):
            pending.flush(self.state.codec)

    def _add(self, text: str) -> None:
        state = self.state
        if state.target == "none" or state.deleted:
            return
        if state.hidden:
            self.prose.hidden.append(text)
            return
        self.size += len(text)
        if self.size > 20 * self._settings.max_bytes:
            raise LimitError(over_limit(0, self._settings))
        pending = self._pending()
        pending.flush(state.codec)
        pending.pieces.append(text)
        pending.bold = pending.bold and (state.bold or not text.strip())

    def _text(self, data: bytes) -> None:
        if self.skipping:
            cut = min(self.skipping, len(data))
            self.skipping -= cut
            data = data[cut:]
        if not data or self.state.target == "none":
            return
        if data.isascii():
            self._add(data.decode("ascii"))
        else:
            self._add(_decoded(data, self.state.codec, utf8=True))

    def _byte(self, value: int) -> None:
        if self.skipping:
            self.skipping -= 1
        elif self.state.target != "none" and not self.state.deleted and not self.state.hidden:
            pending = self._pending()
            pending.raw.append(value)
            pending.bold = pending.bold and self.state.bold

    def _symbol(self, sign: bytes) -> None:
        if sign == b"*":
            self.state.starred = True
        elif sign in b"\r\n":
            self._end_line()
        elif self.skipping:
            self.skipping -= 1
        elif sign in _SYMBOLS:
            self._add(_SYMBOLS[sign])

    def _word(self, name: bytes, number: bytes | None, data: bytes, place: int) -> int:
        """Follow one control word; where the reading goes on."""
        if name == b"bin":
            return place + max(0, int(number or 0))
        if name == b"u" and number is not None:
            self._unicode(int(number))
            return place
        if self.skipping:
            self.skipping -= 1
            return place
        if name in _SIGNS:
            self._add(_SIGNS[name])
        elif self.state.starred and name not in _STARRED:
            self.state.target = "none"
            self.state.starred = False
        elif name in _IGNORED:
            self._ignored(name, data, place)
        elif (follow := _FOLLOWED.get(name)) is not None:
            follow(self, int(number) if number is not None else None)
        return place

    def _unicode(self, number: int) -> None:
        if self.skipping:
            self.skipping -= 1
            return
        code = number % 0x10000 if number < 0x10000 else number
        self._add(chr(code) if 0 < code < 0x110000 else "")
        self.skipping = self.state.skip

    def _ignored(self, name: bytes, data: bytes, place: int) -> None:
        if name == b"fonttbl":
            self._fonts(data, place)
        self.state.target = "none"

    def _fonts(self, data: bytes, place: int) -> None:
        """The codec of each font; a table of fonts is read once, by its own pattern."""
        end = place + 200_000
        for match in re.finditer(rb"\\f(\d{1,6})(?![a-z])[^;{}]{0,200}?\\fcharset(\d{1,3})", data[place:end]):
            codec = _CHARSETS.get(int(match[2]))
            # The Western charset is whatever the file calls its code page.
            if codec is not None and codec != "cp1252":
                self.fonts.setdefault(int(match[1]), codec)

    # What single words do.

    def paragraph(self, _: int | None) -> None:
        """The end of a paragraph; inside a note or a box it only parts words."""
        if self.state.target == "label":
            self._no_label()
        if self.state.target == "text":
            self._flush()
            self._end_line()
        else:
            self._add(" ")

    def _no_label(self) -> None:
        """What is called the number of an item and ends a paragraph is the item, as AbiWord writes lists."""
        self._flush()
        said = self.lines.pop("label", None)
        for state in (self.state, *self.stack):
            if state.target == "label":
                state.target = "text"
        if said is not None and (text := said.take()):
            self._add(text)

    def _end_line(self) -> None:
        pending = self.lines.get("text")
        if pending is None:
            return
        pending.flush(self.state.codec)
        text = pending.take()
        bold, pending.bold = pending.bold, True
        if pending.listed:
            # A list of contents says once more what the headings say.
            text = ""
        if text.strip():
            marks = {*pending.marks, *({BOLD} if bold else ())}
            self.prose.lines.append(Line(text.strip("\t "), frozenset(marks)))
            pending.marks -= {BREAK, ROW}
        elif BREAK not in pending.marks:
            self.prose.lines.append(Line(""))

    def cell(self, _: int | None) -> None:
        """The end of a cell, which parts it from the next one."""
        self._add("\t")

    def row(self, _: int | None) -> None:
        """The end of a row."""
        if pending := self.lines.get("text"):
            pending.marks.add(ROW)
        self.paragraph(None)

    def page(self, _: int | None) -> None:
        """A new page or section."""
        self.paragraph(None)
        if self.state.target == "text":
            self._pending().marks.add(BREAK)

    def fresh(self, _: int | None) -> None:
        r"""``\pard``: what held for the paragraph before holds no more."""
        if self.state.target == "text" and (pending := self.lines.get("text")):
            pending.marks.discard(HEADING)
            pending.listed = False

    def style(self, number: int | None) -> None:
        """The style of the paragraph."""
        if self.listing and self.state.target == "text":
            self._pending().listed = number in self.listing

    def heading(self, number: int | None) -> None:
        """The paragraph stands in the outline."""
        if self.state.target == "text" and (number or 0) == 0:
            self._pending().marks.add(HEADING)

    def hidden(self, number: int | None) -> None:
        """Hidden text begins or ends."""
        self._flush()
        self.state.hidden = number != 0

    def bold(self, number: int | None) -> None:
        """Bold type begins or ends."""
        self.state.bold = number != 0

    def deleted(self, number: int | None) -> None:
        """Text that a reviewer deleted begins or ends."""
        self._flush()
        self.state.deleted = number != 0

    def plainly(self, _: int | None) -> None:
        r"""``\plain``: no character property holds any more."""
        self._flush()
        self.state.hidden = self.state.deleted = self.state.bold = False
        self.state.codec = self.default

    def skip(self, number: int | None) -> None:
        r"""How many signs stand in for a letter after ``\u``."""
        self.state.skip = max(0, min(number if number is not None else 1, 16))

    def choose(self, number: int | None) -> None:
        """A font, and so a codec."""
        self._flush()
        self.state.codec = self.fonts.get(number if number is not None else 0, self.default)

    def code_page(self, number: int | None) -> None:
        """The code page of the file."""
        codec = {65001: "utf-8", 10000: "mac_roman"}.get(number or 0, f"cp{number}")
        if _known(codec):
            self.default = self.state.codec = codec

    def into(self, target: str) -> None:
        """The group is a destination of its own."""
        self._flush()
        self.state.starred = False
        self.state.target = "none" if self.state.twin else target

    def first_twin(self, _: int | None) -> None:
        r"""``\upr``: a text that is given twice, first in the letters of a code page."""
        self.into("none")
        self.state.twin = True

    def unicode_twin(self, _: int | None) -> None:
        r"""``\ud``: the better half of a text that is given twice."""
        outer = next((state.target for state in reversed(self.stack) if state.target != "none"), "text")
        self.state.target, self.state.starred, self.state.twin = outer, False, False

    def stamp(self, name: bytes, number: int | None) -> None:
        """A part of the time when the file was made."""
        if self.state.target == "created" and number:
            self.created.setdefault(name, number)

    def _about(self) -> None:
        year, month, day, hour, minute = (self.created.get(name, 0) for name in _TIMES)
        if 1600 <= year <= 2200 and 1 <= month <= 12 and 1 <= day <= 31 and hour < 24 and minute < 60:
            self.prose.about["created"] = f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:00"


Followed = Callable[[_Reading, int | None], None]


def _into(target: str) -> Followed:
    return lambda reading, _: reading.into(target)


def _stamp(name: bytes) -> Followed:
    return lambda reading, number: reading.stamp(name, number)


def _page_of(codec: str) -> Followed:
    def follow(reading: _Reading, _: int | None) -> None:
        reading.default = reading.state.codec = codec

    return follow


_FOLLOWED: Mapping[bytes, Followed] = {
    b"par": _Reading.paragraph,
    b"cell": _Reading.cell,
    b"nestcell": _Reading.cell,
    b"row": _Reading.row,
    b"nestrow": _Reading.row,
    b"page": _Reading.page,
    b"sect": _Reading.page,
    b"pard": _Reading.fresh,
    b"outlinelevel": _Reading.heading,
    b"v": _Reading.hidden,
    b"b": _Reading.bold,
    b"s": _Reading.style,
    b"deleted": _Reading.deleted,
    b"plain": _Reading.plainly,
    b"uc": _Reading.skip,
    b"f": _Reading.choose,
    b"ansicpg": _Reading.code_page,
    b"ud": _Reading.unicode_twin,
    b"upr": _Reading.first_twin,
    b"info": _into("none"),
    b"title": _into("title"),
    b"author": _into("author"),
    b"creatim": _into("created"),
    b"revtim": _into("none"),
    b"footnote": _into("note"),
    b"listtext": _into("label"),
    b"shpinst": _into("none"),
    b"shptxt": _into("box"),
    b"dptxbxtext": _into("box"),
    **{name: _page_of(codec) for name, codec in _PAGES.items()},
    **{name: _stamp(name) for name in _TIMES},
}


def _known(codec: str) -> bool:
    try:
        "".encode(codec)
    except (LookupError, ValueError):
        return False
    return True


def _decoded(data: bytes, codec: str, *, utf8: bool = False) -> str:
    if utf8:
        try:
            return data.decode()
        except UnicodeDecodeError:
            pass
    return data.decode(codec, "replace")


def _paired(text: str) -> str:
    """Text whose letters beyond the first plane came in two halves, put together again."""
    if not any("\ud800" <= sign <= "\udfff" for sign in text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
