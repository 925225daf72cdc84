"""Records of large XML files one after the other, in bounded memory, whatever else stands in the file."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import IO
from xml.parsers import expat

from syndetect.errors import InputError, LimitError, SyndetectError
from syndetect.readers.printable import shown

_PIECE = 1 << 16
_DEEPEST = 250
_MOST = 1_000
"""Values kept of one name of a record; no program writes so many."""


@dataclass(slots=True)
class XmlRecord:
    """One record: the texts of its elements by their paths below it, in order, and whether one was cut.

    Attributes are values, too, under the path and ``@`` with their name.
    """

    values: dict[str, list[str]] = field(default_factory=dict)
    too_long: bool = False

    def first(self, *paths: str) -> str:
        """The first text under the first of these paths that has one; empty without any."""
        return next(
            (text for path in paths for one in self.values.get(path, ()) if (text := one.strip())), ""
        )

    def all(self, path: str) -> list[str]:
        """All texts under a path that are not empty."""
        return [text for one in self.values.get(path, ()) if (text := one.strip())]


class _Stream:
    """What the parser tells, put together into records."""

    def __init__(self, name: str, wanted: Collection[str], last: Collection[str], limit: int) -> None:
        self._name = name
        self._wanted = frozenset(wanted)
        self._last = frozenset(last)
        self._limit = limit
        self._path: list[str] = []
        self._record: XmlRecord | None = None
        self._begun = 0
        self._pieces: list[str] | None = None
        self._size = 0
        self.done: list[XmlRecord] = []
        self.head: dict[str, str] = {}
        """The short texts ahead of the first record, by the names of their elements."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2].rpartition(":")[2]
        if len(self._path) >= _DEEPEST:
            raise LimitError(f"is nested more than {_DEEPEST} levels deep, as no such file is")
        self._path.append(name)
        if self._record is None:
            if name == self._name:
                self._record, self._begun = XmlRecord(), len(self._path)
                self._noted("", attributes)
            else:
                self._pieces, self._size = [], 0
            return
        place = "/".join(self._path[self._begun :])
        if place in self._wanted:
            self._pieces, self._size = [], 0
        self._noted(place, attributes)

    def _noted(self, place: str, attributes: dict[str, str]) -> None:
        if self._record is None:
            return
        for name, value in attributes.items():
            path = f"{place}@{name}"
            if path in self._wanted and len(kept := self._record.values.setdefault(path, [])) < _MOST:
                kept.append(value[: self._limit])

    def text(self, text: str) -> None:
        if self._pieces is None:
            return
        self._size += len(text)
        if self._size <= self._limit:
            self._pieces.append(text)
        elif self._record is not None:
            self._record.too_long = True

    def end(self, _: str) -> None:
        record, path = self._record, self._path
        if record is None:
            if self._pieces is not None and len(self.head) < _MOST:
                self.head.setdefault(path[-1], "".join(self._pieces)[:_MOST].strip())
            self._pieces = None
        else:
            place = "/".join(path[self._begun :])
            if len(path) == self._begun:
                self.done.append(record)
                self._record = None
            elif self._pieces is not None and place in self._wanted:
                kept = record.values.setdefault(place, [])
                if place in self._last:
                    kept.clear()
                if len(kept) < _MOST:
                    kept.append("".join(self._pieces))
                self._pieces = None
        path.pop()


@dataclass(slots=True)
class XmlRecords:
    """The records called `name` in a file: of each the `wanted` paths; of the `last`, the last value.

    `head` holds the short texts ahead of the first record, `problem` why the file was not read to its end.
    A text of more than `limit` characters is not kept, and its record says so.
    """

    file: IO[bytes]
    name: str
    wanted: Collection[str]
    limit: int
    last: Collection[str] = ()
    head: dict[str, str] = field(default_factory=dict)
    problem: str | None = None

    def __iter__(self) -> Iterator[XmlRecord]:
        """The records. InputError for what is no XML or declares entities, LimitError for its depth."""
        parser = expat.ParserCreate(namespace_separator=" ")
        stream = _Stream(self.name, self.wanted, self.last, self.limit)
        self.head = stream.head
        parser.buffer_text = True
        parser.StartElementHandler = stream.start
        parser.EndElementHandler = stream.end
        parser.CharacterDataHandler = stream.text
        parser.EntityDeclHandler = _refused
        given = 0
        try:
            while piece := self.file.read(_PIECE):
                parser.Parse(piece, False)  # noqa: FBT003 (takes no names)
                given += len(stream.done)
                yield from stream.done
                stream.done.clear()
            parser.Parse(b"", True)  # noqa: FBT003
        except SyndetectError:
            yield from stream.done
            raise
        except (expat.ExpatError, ValueError, LookupError) as error:
            yield from stream.done
            line = getattr(error, "lineno", None)
            where = f" (line {line})" if line else ""
            if not given and not stream.done:
                raise InputError(f"is not valid XML{where}") from None
            self.problem = f"is not valid XML{where}, or cut off; what came before was read"
            return
        yield from stream.done


def _refused(name: str, *_: object) -> None:
    raise InputError(f"declares the entity '{shown(name, 40)}', which such a file has no need of")
