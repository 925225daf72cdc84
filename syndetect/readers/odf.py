"""OpenDocument texts, zipped (.odt, .ott) and as one XML file (.fodt)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import IO, Any

from syndetect.errors import InputError
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.as_skipped import errors_as_skipped
from syndetect.readers.office import Parts, parts_of
from syndetect.readers.parts import whole_file
from syndetect.readers.prose import HEADING, ROW, Line, Prose, delivered
from syndetect.readers.xml_roots import tree, words_in
from syndetect.settings import Settings

_NOT_TEXT = frozenset(
    [
        "tracked-changes",
        "annotation",
        "ruby-text",
        "forms",
        "sequence-decls",
        "variable-decls",
        "user-field-decls",
        "table-of-content",
        "alphabetical-index",
        "illustration-index",
        "table-index",
        "bibliography",
        "index-title",
        "note-citation",
        "title",
        "desc",
        "page-number",
        "page-count",
        "bookmark-name",
        "hidden-text",
        "hidden-paragraph",
    ]
)
_ABOUT = {"title": "title", "initial-creator": "author", "creation-date": "created", "language": "language"}
_NOBODY = "0000-00-00"

Items = Iterator[Document | Skipped]


@errors_as_skipped
def read_odt(
    file: IO[bytes],
    origin: Input,
    fields: Mapping[str, str],  # noqa: ARG001 (every reader's signature)
    settings: Settings,
) -> Items:
    """The article of a zipped document, as it stands when every tracked change is accepted."""
    with parts_of(file, origin, settings) as parts:
        if "content.xml" not in parts:
            raise InputError("is no OpenDocument text: it has no content")
        if _encrypted(parts):
            raise InputError("is encrypted; save it without a password")
        content = parts.tree("content.xml")
        hidden = _hidden(content)
        if "styles.xml" in parts:
            hidden |= _hidden(parts.tree("styles.xml"))
        about = _about(parts.tree("meta.xml")) if "meta.xml" in parts else {}
    yield from delivered(_prose(content, hidden, about), origin, settings)
    yield from parts.notes()


@errors_as_skipped
def read_fodt(file: IO[bytes], origin: Input, fields: Mapping[str, str], settings: Settings) -> Items:
    """The article of a document in one XML file, or those of a spreadsheet."""
    root, problem = tree(whole_file(file, origin, settings))
    if next(root.iter("spreadsheet"), None) is not None:
        from syndetect.readers.odsheet import of_tree

        yield from of_tree(root, origin, fields, settings)
        return
    yield from delivered(_prose(root, _hidden(root), _about(root)), origin, settings)
    if problem:
        yield Skipped(origin.path, problem)


def _encrypted(parts: Parts) -> bool:
    name = "META-INF/manifest.xml"
    return name in parts and next(parts.tree(name).iter("encryption-data"), None) is not None


def _about(root: Any) -> dict[str, Any]:
    meta = next(root.iter("meta"), root)
    found = {ours: words_in(meta.find(theirs)) for theirs, ours in _ABOUT.items()}
    return {name: text for name, text in found.items() if text and not text.startswith(_NOBODY)}


def _attribute(element: Any, name: str) -> str:
    """An attribute by its local name, whatever its namespace."""
    ending = "}" + name
    return next((value for key, value in element.attrib.items() if key.endswith(ending)), "")


def _hidden(root: Any) -> set[str]:
    """The names of the styles that hide text."""
    return {
        _attribute(style, "name")
        for style in root.iter("style")
        if any(_attribute(one, "display") == "none" for one in style.iter("text-properties"))
    }


def _prose(root: Any, hidden: set[str], about: dict[str, Any]) -> Prose:
    prose = Prose(about=about)
    body = next(root.iter("body"), None)
    text = next((one for one in body if one.tag == "text"), None) if body is not None else None
    if text is None:
        raise InputError("is OpenDocument, but no text")
    _without_deleted(root, text)
    _Walk(prose, hidden).lines(text)
    return prose


def _without_deleted(root: Any, text: Any) -> None:
    """Take out what stands between marks as deleted; a deletion may also stand apart from the text."""
    from lxml import etree

    deleted = {
        _attribute(region, "id")
        for region in root.iter("changed-region")
        if region.find("deletion") is not None
    }
    if not deleted or next(text.iter("change-start"), None) is None:
        return
    within: set[str] = set()
    for event, element in etree.iterwalk(text, events=("start", "end")):
        if event == "start":
            element.text = None if within else element.text
            continue
        change = _attribute(element, "change-id")
        if element.tag == "change-end":
            within.discard(change)
        elif element.tag == "change-start" and change in deleted:
            within.add(change)
        element.tail = None if within else element.tail


class _Walk:
    """Goes through a text; `hidden` are the styles that hide what they are on."""

    def __init__(self, prose: Prose, hidden: set[str]) -> None:
        self._prose = prose
        self._hidden = hidden

    def lines(self, root: Any) -> None:
        """Take in every paragraph and row below an element."""
        from lxml import etree

        walk = etree.iterwalk(root, events=("start",))
        for _, element in walk:
            if element is root or not isinstance(element.tag, str):
                continue
            if element.tag in _NOT_TEXT or self._is_hidden(element):
                walk.skip_subtree()
            elif element.tag == "table-row":
                walk.skip_subtree()
                self._line(self._row(element), {ROW})
            elif element.tag in ("p", "h"):
                walk.skip_subtree()
                first = element.tag == "h" and _attribute(element, "outline-level") in ("", "1")
                title = _attribute(element, "style-name") == "Title"
                self._line(self.text(element), {HEADING} if first or title else set())

    def _line(self, text: str, marks: set[str]) -> None:
        self._prose.lines.append(Line(text, frozenset(marks)))

    def _row(self, row: Any) -> str:
        cells = [one for one in row if one.tag in ("table-cell", "covered-table-cell")]
        texts = [" ".join(self.text(part) for part in cell.iter("p", "h")) for cell in cells]
        return "\t".join(text.strip() for text in texts).strip("\t")

    def _is_hidden(self, element: Any) -> bool:
        if element.tag in ("span", "p", "h", "a") and _attribute(element, "style-name") in self._hidden:
            self._prose.hidden.append(words_in(element))
            return True
        if element.tag == "section" and _attribute(element, "display") == "none":
            self._prose.hidden.append(words_in(element))
            return True
        return False

    def text(self, paragraph: Any) -> str:
        """The text of a paragraph; what a reader sees beside it goes to the prose's boxes and notes."""
        from lxml import etree

        pieces: list[str] = []
        left: Any = None
        walk = etree.iterwalk(paragraph, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                if left is None and element is not paragraph and self._beside(element):
                    left = element
                    walk.skip_subtree()
                    continue
                pieces.append(_sign(element))
                pieces.append(_squeezed(element.text))
                continue
            left = None if element is left else left
            if element is not paragraph:
                pieces.append(_squeezed(element.tail))
        return "".join(pieces).strip()

    def _beside(self, element: Any) -> bool:
        """Whether an element inside a paragraph is no part of its sentence."""
        tag = element.tag
        if not isinstance(tag, str) or tag in _NOT_TEXT or self._is_hidden(element):
            return True
        if tag == "note":
            self._prose.notes.append(words_in(element.find("note-body")))
            return True
        if tag in ("text-box", "custom-shape"):
            inner = [self.text(part) for part in element.iter("p", "h")]
            self._prose.boxes.extend(text for text in inner if text)
            return True
        return False


def _sign(element: Any) -> str:
    tag = element.tag
    if tag == "s":
        count = _attribute(element, "c")
        return " " * min(int(count) if count.isdecimal() and len(count) < 5 else 1, 1000)
    return {"tab": "\t", "line-break": "\n"}.get(tag, "")


def _squeezed(text: str | None) -> str:
    """White space as the format means it: any run of it is one space."""
    if not text:
        return ""
    inner = " ".join(text.split())
    return f"{' ' * text[0].isspace()}{inner}{' ' * (text[-1].isspace() and bool(inner))}"
