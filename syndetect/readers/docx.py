"""Word documents: the paragraphs of the main text, tables and tracked insertions with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import IO, Any

from syndetect.errors import InputError, LimitError
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.as_skipped import errors_as_skipped
from syndetect.readers.cutzip import CUT_OFF, ZipLike, archive_of, is_cut
from syndetect.readers.limit_messages import SlowStream, over_limit
from syndetect.readers.office import Parts, beside
from syndetect.readers.prose import BREAK, HEADING, Line, Prose, delivered
from syndetect.readers.unpacked import cut, seekable
from syndetect.settings import Settings

_MAIN = "word/document.xml"
_ABOUT = "docProps/core.xml"
_ABOUT_NAMES = {"title": "title", "creator": "author", "created": "created", "modified": "modified"}
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "‑"}
_LEFT_OUT = ("del", "moveFrom", "Fallback", "rt", "rubyPr", "annotationRef")
"""Elements whose text is not the document's: deleted, given twice, or a reading of the letters below it."""

_BEGIN = frozenset(("p", "pPr", "tbl", "bookmarkStart"))
"""Elements that say something where they begin."""

_PROPERTIES = frozenset(
    (
        "vanish",
        "specVanish",
        "color",
        "shd",
        "highlight",
        "sz",
        "rStyle",
        "pStyle",
        "outlineLvl",
        "pPr",
        "sectPr",
    )
)
_OFF = ("0", "false", "off", "none")
_TINY = 4
"""Half points: what is this small nobody reads."""

_RELATION = re.compile(r"<(?:\w+:)?Relationship\b[^>]{0,4000}>")
_ATTRIBUTE = re.compile(r"""\b(Id|Type|Target|TargetMode)\s*=\s*["']([^"']{0,2000})["']""")
_HIDDEN = "hidden"
"""The mark of a paragraph whose style hides it."""

_CONTENTS = "contents"
"""The mark of a paragraph that is a line of a list of contents."""

_TITLES = ("title", "heading 1")
_LISTING = re.compile(r"toc (?:\d|heading)|table of (?:figures|authorities)|index (?:\d|heading)")
"""What Word calls the styles of its lists of contents, in every language of its windows."""
_DEEPEST = 500


@errors_as_skipped
def read_docx(
    file: IO[bytes],
    origin: Input,
    fields: Mapping[str, str],  # noqa: ARG001 (every reader's signature)
    settings: Settings,
) -> Iterator[Document | Skipped]:
    """The article of a document, as it stands when every change is accepted; of an export, its articles."""
    with seekable(file) as whole:
        if not whole.read(1):
            raise InputError("is empty")
        with archive_of(whole) as archive:
            prose = _Reading(archive, origin, settings).read()
    yield from delivered(prose, origin, settings)
    if is_cut(archive):
        yield Skipped(origin.path, CUT_OFF)


def _ended(stream: IO[bytes]) -> None:
    """Raise InputError where the XML in a stream ends, unless it is because the file is cut off there."""
    if cut(stream) is None:
        raise InputError("is damaged: its text is not valid XML") from None


class _Paragraph:
    """A paragraph in the making; boxes anchored ahead of its text come before it, others after."""

    __slots__ = ("after", "before", "joined", "marks", "pieces", "shaded")

    def __init__(self) -> None:
        # No dataclass: there is one for every paragraph of every document.
        self.pieces: list[str] = []
        self.marks: set[str] | None = None
        self.before: list[Line] | None = None
        self.after: list[Line] | None = None
        self.shaded = self.joined = False

    def mark(self, name: str) -> None:
        """Note something that is known of the paragraph."""
        if self.marks is None:
            self.marks = set()
        self.marks.add(name)


class _Reading:
    """One opened file."""

    def __init__(self, archive: ZipLike, origin: Input, settings: Settings) -> None:
        self._parts = Parts(archive, origin, settings)
        self._settings = settings
        self._main = self._main_part()
        self._styles: str | None = None
        self._known: dict[str, frozenset[str]] = {}
        self._hides = self._white = self._shaded = False
        self._properties = self._break = False
        self._size = 0
        self._stack: list[_Paragraph] = []
        self._carried: _Paragraph | None = None
        self._tables = 0
        self.prose = Prose()

    def read(self) -> Prose:
        """The text, the properties, and the words of notes."""
        for event, element, name in self._events(self._main):
            self._begin(element, name) if event == "start" else self._end(element, name)
        if self._carried is not None:
            self._finish(self._carried)
        self.prose.about = self._about()
        for part in ("footnotes", "endnotes"):
            self._notes(beside(self._main, f"{part}.xml"))
        return self.prose

    def _main_part(self) -> str:
        """The part that holds the text: by its usual name, else the one that the package's relations name."""
        if _MAIN in self._parts:
            return _MAIN
        for kind, target in self._relations("_rels/.rels", "").values():
            if kind.endswith("/officeDocument") and target in self._parts:
                return target
        raise InputError("is no Word document: it has no main text")

    def _relations(self, name: str, of: str) -> dict[str, tuple[str, str]]:
        """The relations of a part by id: their kind, and the part that they lead to."""
        if name not in self._parts:
            return {}
        source = self._parts.read(name).decode("utf-8", "replace")
        found = {}
        for one in _RELATION.finditer(source):
            said = dict(_ATTRIBUTE.findall(one[0]))
            if said.get("TargetMode") != "External" and "Target" in said:
                found[said.get("Id", "")] = said.get("Type", ""), beside(of, said["Target"])
        return found

    def _begin(self, element: Any, name: str) -> None:
        if name == "p":
            self._stack.append(self._carried or _Paragraph())
            self._carried = None
            if self._break:
                self._stack[-1].mark(BREAK)
                self._break = False
        elif name == "pPr":
            self._properties = True
        elif name == "tbl":
            self._tables += 1
        elif name == "bookmarkStart" and self._stack:
            self._stack[-1].mark(f"bookmark {_value(element, 'name').partition('_')[0]}")

    def _end(self, element: Any, name: str) -> None:
        if name == "t":
            self._text(element.text or "")
        elif name == "p":
            self._paragraph()
        elif name == "r":
            self._hides = self._white = self._shaded = False
        elif name in _SIGNS:
            if name == "br" and _value(element, "type") == "page":
                self._page()
            self._text(_SIGNS[name])
        elif name == "altChunk":
            self._chunk(_value(element, "id"))
        elif name == "tbl":
            self._tables -= 1
        elif self._stack and name in _PROPERTIES:
            self._property(element, name)
        element.clear()

    def _page(self) -> None:
        """A new page begins: with this paragraph when no word of it stands ahead, else with the next."""
        if self._stack and not "".join(self._stack[-1].pieces).strip():
            self._stack[-1].mark(BREAK)
        else:
            self._break = True

    def _property(self, element: Any, name: str) -> None:
        paragraph = self._stack[-1]
        if name in ("vanish", "specVanish"):
            self._hides = self._hides or _value(element, "val") not in _OFF
        elif name == "color":
            self._white = _value(element, "val").upper() == "FFFFFF"
        elif name in ("shd", "highlight"):
            self._shaded = True
        elif name == "sz":
            self._hides = self._hides or _is_tiny(_value(element, "val"))
        elif name in ("rStyle", "pStyle"):
            style = self._style(_value(element, "val"))
            self._styled(paragraph, style, of_run=name == "rStyle")
        elif name == "outlineLvl" and _value(element, "val") == "0":
            paragraph.mark(HEADING)
        elif name == "pPr":
            # What was set here is the paragraph mark's, but for the shade.
            paragraph.shaded = self._shaded
            self._properties = False
            self._hides = self._white = self._shaded = False
        elif name == "sectPr":
            self._break = True

    def _styled(self, paragraph: _Paragraph, style: frozenset[str], *, of_run: bool) -> None:
        """What the style of a run or a paragraph says."""
        if of_run:
            self._hides = self._hides or _HIDDEN in style
            return
        for mark in style:
            paragraph.mark(mark)

    def _text(self, text: str) -> None:
        if not self._stack:
            return
        self._size += len(text)
        if self._size > 20 * self._settings.max_bytes:
            raise LimitError(over_limit(0, self._settings))
        paragraph = self._stack[-1]
        white = self._white and not (self._shaded or paragraph.shaded or self._tables)
        if self._hides or white or (paragraph.marks is not None and _HIDDEN in paragraph.marks):
            self.prose.hidden.append(text)
        else:
            paragraph.pieces.append(text)

    def _paragraph(self) -> None:
        if not self._stack:
            return
        done = self._stack.pop()
        if done.joined and not self._stack:
            done.joined = False
            self._carried = done
            return
        self._finish(done)

    def _finish(self, done: _Paragraph) -> None:
        text = "".join(done.pieces).strip(" \t\n")
        if done.marks is not None and BREAK in done.marks and not text:
            # The page begins with the first line that says anything.
            self._break = True
        if done.marks is not None and _CONTENTS in done.marks:
            # A list of contents says once more what the headings say.
            text = ""
            done.marks.discard(_CONTENTS)
        line = Line(text, frozenset(done.marks)) if done.marks else Line(text)
        lines = [*(done.before or ()), line, *(done.after or ())] if done.before or done.after else [line]
        if not self._stack:
            self.prose.lines += lines
            return
        outer = self._stack[-1]
        if outer.pieces:
            outer.after = [*(outer.after or ()), *lines]
        else:
            outer.before = [*(outer.before or ()), *lines]

    def _left_out(self, name: str) -> None:
        """Among a paragraph's properties: its end was deleted, so that the next one goes on in it."""
        if name == "del" and self._properties and self._stack:
            self._stack[-1].joined = True

    def _style(self, id: str) -> frozenset[str]:
        """The marks of what a style is for: titles, lists of contents, what nobody sees."""
        if id not in self._known:
            if self._styles is None:
                name = beside(self._main, "styles.xml")
                held = name in self._parts
                self._styles = self._parts.read(name).decode("utf-8", "replace") if held else ""
            place = self._styles.find(f'styleId="{id}"') if id else -1
            source = self._styles[place : self._styles.find("</w:style>", place)] if place >= 0 else ""
            named = re.search(r"""<w:name w:val="([^"]{0,200})""", source)
            hides = "<w:vanish/>" in source
            called = named[1].lower() if named else id.lower()
            marks = {HEADING: called in _TITLES, _HIDDEN: hides, _CONTENTS: _LISTING.match(called)}
            self._known[id] = frozenset(mark for mark, holds in marks.items() if holds)
        return self._known[id]

    # What lies in other parts.

    def _events(self, name: str) -> Iterator[tuple[str, Any, str]]:
        """The elements of a part as they end, some as they begin, none of what is no text of the document."""
        from lxml import etree

        stream = self._parts.open(name)
        ignored = depth = 0
        names: dict[str, str] = {}
        # The library's own limit of depth is lifted for ours; entities stay unread, and are refused.
        events = etree.iterparse(
            SlowStream(stream),
            ("start", "end"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=True,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            for event, element in events:
                tag = element.tag
                local = names.get(tag) or names.setdefault(tag, tag.rpartition("}")[2])
                if event == "start":
                    depth += 1
                    if depth == 1 and element.getroottree().docinfo.internalDTD is not None:
                        raise InputError("declares entities, which a Word document has no need of")
                    if depth > _DEEPEST:
                        raise InputError(f"is nested more than {_DEEPEST} levels deep")
                    if local in _LEFT_OUT:
                        ignored += 1
                        self._left_out(local)
                    elif local in _BEGIN and not ignored:
                        yield event, element, local
                    continue
                depth -= 1
                if local in _LEFT_OUT:
                    ignored -= 1
                elif not ignored:
                    yield event, element, local
        except (etree.XMLSyntaxError, LookupError, ValueError):
            _ended(stream)

    def _about(self) -> dict[str, str]:
        if _ABOUT not in self._parts:
            return {}
        from lxml import etree

        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        try:
            root = etree.fromstring(self._parts.read(_ABOUT), parser)
        except (etree.XMLSyntaxError, ValueError):
            # The text has been read; what is said about it is worth no more than this.
            return {}
        found = [(str(element.tag).rpartition("}")[2], (element.text or "").strip()) for element in root]
        return {_ABOUT_NAMES[name]: text for name, text in found if text and name in _ABOUT_NAMES}

    def _notes(self, name: str) -> None:
        """The words of notes, which are no part of the text."""
        if name not in self._parts:
            return
        pieces: list[str] = []
        try:
            for event, element, local in self._events(name):
                if event == "end" and local == "t":
                    pieces.append(element.text or "")
                elif event == "end" and local in ("p", "tab", "br"):
                    pieces.append(" ")
        except LimitError:
            raise
        except InputError:
            return
        if text := "".join(pieces).strip():
            self.prose.notes.append(text)

    def _chunk(self, id: str) -> None:
        """A part in another format that stands for paragraphs, as exporters from the web write it."""
        folder, _, last = self._main.rpartition("/")
        relations = self._relations(f"{folder}/_rels/{last}.rels".lstrip("/"), self._main)
        _, name = relations.get(id, ("", ""))
        if name not in self._parts:
            return
        self.prose.lines.extend(Line(text) for text in _foreign(self._parts.read(name), self._settings))


def _value(element: Any, name: str) -> str:
    """An attribute by its local name, whatever its namespace."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _is_tiny(size: str) -> bool:
    return size.isdecimal() and int(size[:6]) <= _TINY


def _foreign(data: bytes, settings: Settings) -> list[str]:
    """The paragraphs of RTF, a saved page, HTML or plain text."""
    if data.lstrip()[:5] == b"{\\rtf":
        from syndetect.readers.rtf import prose_of

        return [line.text for line in prose_of(data, settings).lines]
    from syndetect.readers.page.charset import decode_page

    charset = None
    if re.match(rb"\s*(?:MIME-Version|From|Content-Type):", data[:200], re.IGNORECASE):
        from syndetect.readers.mhtml import page_of

        data, charset = page_of(data)
    text = decode_page(data, charset) or ""
    if "<" not in text:
        return text.splitlines()
    from syndetect.readers.page.body import fragment_text

    return fragment_text(text).split("\n\n")
