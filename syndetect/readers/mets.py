"""METS: the articles of a digitised issue, put together from the ALTO pages that lie beside it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from urllib.parse import unquote, urlsplit

from syndetect.errors import InputError, LimitError
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.agency.bodies import folded
from syndetect.readers.alto import block_texts, composed, page_texts
from syndetect.readers.as_skipped import errors_as_skipped, os_reason
from syndetect.readers.issue import BYLINES, HEADS, TITLES, Issue, IssueItem, PageArea, issue_of
from syndetect.readers.limit_messages import whole
from syndetect.readers.parts import article, whole_file
from syndetect.readers.printable import shown
from syndetect.readers.xml_roots import root_name, tree
from syndetect.settings import Settings

_LOOKED_AT = 200
"""XML files of one folder whose root is looked at for a METS file that does not say so in its name."""

_HEAD = 4096
_NONE = (
    "is METS, which holds no text itself, and points to no ALTO file that lies beside it; "
    "name the files with the text"
)

Items = Iterator[Document | Skipped]


@errors_as_skipped
def read_mets(
    file: IO[bytes],
    origin: Input,
    fields: Mapping[str, str],  # noqa: ARG001 (every reader's signature)
    settings: Settings,
) -> Items:
    """One text an article of the logical structure, else one a page in the order of the physical one."""
    root, problem = tree(whole_file(file, origin, settings))
    issue = issue_of(root)
    if origin.depth:
        reason = "is METS inside of an archive; unpack it, so that its pages can be put together in articles"
        yield Skipped(origin.path, reason, note=True)
        return
    pages = _Pages(issue, Path(origin.path).parent, settings)
    read = without = 0
    for number, item in enumerate(issue.items, 1):
        title, text = _title_and_text(item, pages)
        if not text:
            without += 1
            continue
        read += 1
        record = {**item.record, "unit": issue.unit, "title": title or item.record.get("title")}
        yield article(record, text, origin, settings, number if len(issue.items) > 1 else None)
    yield from (
        Skipped(f"{origin.path} ({shown(address, 200)})", reason)
        for address, reason in pages.problems.items()
    )
    if not read:
        raise InputError(_NONE)
    summary = f"is METS: {_count(read, issue.unit)} from {_count(pages.read, 'page')} of ALTO"
    if without:
        summary += f", {_count(without, issue.unit)} without text"
    if left := pages.left():
        summary += f"; {_count(left, 'word')} of the pages stand in no article"
    yield Skipped(origin.path, summary, note=True)
    if problem:
        yield Skipped(origin.path, problem)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'s' * (number != 1)}"


class Packages:
    """Which pages in the folders of one source a METS file puts together; such pages are read through it.

    `readable` tells of a path whether the user left it in: who leaves a METS file out has its pages read.
    """

    def __init__(self, readable: Callable[[Path], bool]) -> None:
        self._readable = readable
        self._folders: dict[Path, Mapping[str, str]] = {}

    def holder(self, path: str) -> str | None:
        """The METS file through which an XML file is read, None for one that is read for itself."""
        folder = Path(path).parent
        for place in (folder, folder.parent):
            held = self._of(place)
            found = held.get(os.path.realpath(path)) if held else None
            if found is not None:
                return found
        return None

    def _of(self, folder: Path) -> Mapping[str, str]:
        known = self._folders.get(folder)
        if known is None:
            known = self._folders[folder] = self._held(folder)
        return known

    def _held(self, folder: Path) -> dict[str, str]:
        """The pages that the METS files of one folder put together, each with the file that does."""
        held: dict[str, str] = {}
        try:
            with os.scandir(folder) as entries:
                names = sorted(entry.name for entry in entries if entry.name.lower().endswith(".xml"))
        except OSError:
            return held
        likely = [name for name in names if "mets" in name.lower() or "manifest" in name.lower()]
        for name in dict.fromkeys([*likely, *names[:_LOOKED_AT]]):
            path = folder / name
            issue = _issue_at(path) if not name.startswith(".") and self._readable(path) else None
            for address in issue.files.values() if issue is not None else ():
                place = _beside(folder, address)
                if place is not None and _root_of(place) == "alto":
                    held.setdefault(os.path.realpath(place), str(path))
        return held


def _issue_at(path: Path) -> Issue | None:
    """What a METS file says, None for any other file."""
    if _root_of(path) != "mets":
        return None
    try:
        return issue_of(tree(path.read_bytes())[0])
    except (OSError, InputError, LimitError):
        return None


def _root_of(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return root_name(file.read(_HEAD))
    except OSError:
        return None


def _title_and_text(item: IssueItem, pages: _Pages) -> tuple[str, str]:
    """The title and the text of an article."""
    titles: dict[str, str] = {}
    paragraphs: list[str] = []
    for part in item.parts:
        pieces = [piece for place in part.places for piece in pages.blocks(place)]
        if not pieces:
            continue
        if part.kind in HEADS:
            titles.setdefault(part.kind, " ".join(pieces))
        elif part.kind in BYLINES:
            item.record.setdefault("byline", " ".join(pieces))
        elif part.kind.startswith("para"):
            # One paragraph that goes on in another block, as at the end of a column.
            paragraphs.append(" ".join(pieces))
        else:
            paragraphs += pieces
    title = next((titles[name] for name in TITLES if name in titles), "")
    known = item.record.get("title") or item.label
    if not title and paragraphs[1:] and known and folded(paragraphs[0]) == folded(known):
        title = paragraphs.pop(0)
    return title or known, "\n\n".join(paragraphs)


@dataclass(frozen=True, slots=True)
class _Page:
    """The texts of a page: of its blocks by name, and whole; and the blocks that composed ones hold."""

    blocks: Mapping[str, str] = field(default_factory=dict)
    composed: Mapping[str, Sequence[str]] = field(default_factory=dict)
    whole: Sequence[str] = ()

    def between(self, begin: str, end: str | None) -> Sequence[str]:
        """The names of the blocks from one to another, which may be composed of others."""
        if begin not in self.blocks:
            return self.composed.get(begin, ())
        names = list(self.blocks)
        first = names.index(begin)
        last = names.index(end) if end is not None and end in self.blocks else first
        return names[first : max(first, last) + 1]


class _Pages:
    """The pages beside a METS file, each read once."""

    def __init__(self, issue: Issue, folder: Path, settings: Settings) -> None:
        self.problems: dict[str, str] = {}
        """Why pages could not be read, by their addresses."""

        self._issue = issue
        self._folder = folder
        self._settings = settings
        self._known: dict[str, _Page] = {}
        self._used: set[tuple[str, str]] = set()

    @property
    def read(self) -> int:
        """How many pages could be read."""
        return sum(bool(page.whole) for page in self._known.values())

    def left(self) -> int:
        """Words of the pages that were asked for by their blocks which belong to no block that was."""
        asked = {file for file, _ in self._used}
        return sum(
            len(text.split())
            for file in asked
            for name, text in self._known[file].blocks.items()
            if (file, name) not in self._used
        )

    def blocks(self, place: PageArea) -> Sequence[str]:
        """The blocks at a place, in the page's order."""
        if place.file not in self._known:
            self._known[place.file] = self._loaded(place.file)
        page = self._known[place.file]
        if place.begin is None:
            return page.whole
        names = page.between(place.begin, place.end)
        self._used.update((place.file, name) for name in names)
        return [page.blocks[name] for name in names if page.blocks[name]]

    def _loaded(self, name: str) -> _Page:
        address = self._issue.files.get(name)
        if address is None:
            return _Page()
        path = _beside(self._folder, address)
        if path is None:
            self.problems[address] = "lies outside of the folder of its METS file"
            return _Page()
        try:
            with path.open("rb") as file:
                root, _ = tree(whole(file, None, self._settings, container=True))
        except (OSError, InputError, LimitError) as error:
            reason = os_reason(error) if isinstance(error, OSError) else str(error)
            self.problems[address] = reason
            return _Page()
        return _Page(block_texts(root), composed(root), [text for text in page_texts(root) if text])


def _beside(folder: Path, address: str) -> Path | None:
    """The file that an address in a METS file names, None when it lies outside of the METS file's folder."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme not in ("", "file") or "\0" in address:
        return None
    # Many write file://./alto/1.xml, where the host would be "."; absolute paths are of the maker's machine.
    name = unquote(parts.netloc + parts.path).replace("\\", "/")
    while name.startswith(("./", "/")):
        name = name[2:] if name.startswith("./") else name[1:]
    path = folder / name
    try:
        inside = path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):
        return None
    return path if inside and name else None
