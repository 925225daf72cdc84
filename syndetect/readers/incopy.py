"""Stories of InCopy and InDesign in one XML file (ICML)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import IO, Any
from urllib.parse import unquote

from syndetect.errors import InputError
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.as_skipped import errors_as_skipped
from syndetect.readers.json_records import names
from syndetect.readers.parts import whole_file
from syndetect.readers.prose import HEADING, ROW, Line, Prose, delivered
from syndetect.readers.xml_roots import of_tree, tree, words_in
from syndetect.settings import Settings

_PASSED_OVER = frozenset(
    ["Note", "Properties", "HiddenText", "StoryPreference", "InCopyExportOption", "Image"]
)
_DELETED = "DeletedText"
_HEADS = ("head", "heading", "heads")
"""Names of the styles of headlines that no field of a record has."""
_NUMBERED = re.compile(r"[-_:.]|(?<=\D)(?=\d)")
_BREAKS = {"\u2028": "\n", "\u2029": "\n", "\ufeff": "", "\ufffc": ""}


@errors_as_skipped
def read_icml(
    file: IO[bytes], origin: Input, fields: Mapping[str, str], settings: Settings
) -> Iterator[Document | Skipped]:
    """One article a story, as it stands when every tracked change is accepted; notes are no text."""
    root, problem = tree(whole_file(file, origin, settings))
    stories = list(root.iter("Story"))
    if not stories:
        yield from of_tree(root, problem, origin, fields, settings)
        return
    hidden = {one.get("Self") for one in root.iter("Condition") if one.get("Visible") == "false"}
    about = _about(root)
    proses = [_prose(story, hidden, about) for story in stories]
    read = [prose for prose in proses if any(line.text.strip() for line in prose.lines)]
    if not read:
        raise InputError("is a story of InCopy without text")
    for number, prose in enumerate(read, 1):
        place = f":{number}" if len(read) > 1 else ""
        yield from delivered(
            prose, Input(origin.id + place, origin.path + place, origin.outlet, named=origin.named), settings
        )
    if problem:
        yield Skipped(origin.path, problem)


def _about(root: Any) -> dict[str, Any]:
    """What the packet of metadata says that InDesign keeps in a story."""
    packet = root.findtext(".//MetadataPacketPreference/Properties/Contents") or ""
    found: dict[str, Any] = {}
    try:
        meta = tree(packet[packet.find("<x:xmpmeta") :].encode())[0] if "<x:xmpmeta" in packet else None
    except InputError:
        meta = None
    for name, ours in (("title", "title"), ("creator", "author"), ("CreateDate", "created")):
        said = words_in(next(meta.iter(name), None)) if meta is not None else ""
        if said:
            found[ours] = said
    return found


def _prose(story: Any, hidden: set[str], about: Mapping[str, Any]) -> Prose:
    prose = Prose(about=dict(about))
    if title := (story.get("StoryTitle") or "").strip().removeprefix("$ID/"):
        prose.about.setdefault("title", title)
    walk = _Walk(prose, hidden)
    walk.paragraphs(story)
    return prose


class _Walk:
    """Goes through a story; `hidden` are the conditions whose text is not seen."""

    def __init__(self, prose: Prose, hidden: set[str]) -> None:
        self._prose = prose
        self._hidden = hidden
        self._pieces: list[str] = []
        self._style = ""

    def paragraphs(self, root: Any) -> None:
        """Take in all that stands in an element; a line break ends a paragraph, whatever is around it."""
        from lxml import etree

        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            tag = element.tag
            if event == "start":
                if element is not root and self._beside(element):
                    walk.skip_subtree()
                elif tag == "ParagraphStyleRange":
                    # A style is that of a paragraph up to its break.
                    self._style = self._style if self._pieces else _style(element)
                elif tag == "Content":
                    self._pieces.append(_plain("".join(element.itertext())))
                elif tag == "TextVariableInstance":
                    self._pieces.append(_plain(element.get("ResultText") or ""))
            elif tag == "Br":
                self._end()
            elif tag == "ParagraphStyleRange" and not self._pieces:
                self._style = ""
        self._end()

    def _beside(self, element: Any) -> bool:
        """Whether an element is no part of the text around it; tables and notes are taken in on their own."""
        tag = element.tag
        if tag in _PASSED_OVER or (tag == "Change" and element.get("ChangeType") == _DELETED):
            return True
        if self._hidden and self._hidden & set((element.get("AppliedConditions") or "").split()):
            self._prose.hidden.append(_all(element))
            return True
        if tag in ("Footnote", "Endnote", "EndnoteRange"):
            self._prose.notes.append(_all(element))
            return True
        if tag == "Table":
            self._end()
            for row in _rows(element):
                self._prose.lines.append(Line(row, frozenset((ROW,))))
            return True
        return False

    def _end(self) -> None:
        text = "".join(self._pieces).strip()
        marks = {HEADING} if _names_headlines(self._style) else set()
        if text:
            self._prose.lines.append(Line(text, frozenset(marks)))
        self._pieces.clear()
        self._style = ""


def _style(element: Any) -> str:
    """The name of a paragraph's style, without the groups that it stands in."""
    name = unquote(element.get("AppliedParagraphStyle") or "").removeprefix("ParagraphStyle/")
    return re.split(r"[:/]", name)[-1]


def _names_headlines(style: str) -> bool:
    """Whether a style is called after headlines, in any language, as ``Headline 1sp`` or ``HEAD_gross``."""
    words = _NUMBERED.sub(" ", style).casefold().split()
    return any(word in _HEADS or (word != "name" and word in names()["title"]) for word in words)


def _all(element: Any) -> str:
    return " ".join(" ".join(_plain("".join(one.itertext())) for one in element.iter("Content")).split())


def _rows(table: Any) -> list[str]:
    """The rows of a table; cells are named by column and row, and may come in any order."""
    rows: dict[int, list[tuple[int, str]]] = {}
    for cell in table.iterfind("Cell"):
        column, _, row = (cell.get("Name") or "0:0").partition(":")
        if column.isdecimal() and row.isdecimal() and len(column) < 6 and len(row) < 6:
            rows.setdefault(int(row), []).append((int(column), _all(cell)))
    return ["\t".join(text for _, text in sorted(cells)).strip("\t") for _, cells in sorted(rows.items())]


def _plain(text: str) -> str:
    for sign, instead in _BREAKS.items():
        text = text.replace(sign, instead)
    return text
