"""The state of an index: what the search of all its articles left, by place, and what they have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from syndetect.archive.container import Container, ContainerWriter, narrowed, widened
from syndetect.archive.manifest import ROW_BITS
from syndetect.archive.stored_votes import paged_names, read_votes, write_votes
from syndetect.candidates.archive_search import ArchiveSearch, Neighbours
from syndetect.columns import WordCounts
from syndetect.errors import ArchiveError
from syndetect.kernels.words import I64, U64

KIND = "state"
_STANDING = tuple(item.name for item in fields(ArchiveSearch) if item.name not in {"found", "votes"})
_PAGED = paged_names()


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """What holds of all articles of an index together.

    By place: `keys`, int64, segment and row; `standing`; `words`, `outlets`, int64; `lengths`, `sizes`, whole
    numbers of any width; `digests`, uint64; `languages`, int8; `published`, float64; `witnesses`, bool.
    `before`: uint64, sorted, as in `Archive`. `ids`: the ids as they are sorted, in UTF-8 one after another,
    each from one of `id_offsets` on. `furniture`, `base`: uint64, sorted. `names`: the outlets, in the order
    of their numbers.
    """

    keys: I64
    standing: ArchiveSearch
    words: I64
    lengths: NDArray[Any]
    outlets: I64
    sizes: NDArray[Any]
    digests: U64
    languages: NDArray[np.int8]
    published: NDArray[np.float64]
    witnesses: NDArray[np.bool_]
    before: U64
    ids: NDArray[np.uint8]
    id_offsets: NDArray[Any]
    furniture: U64
    base: U64
    vocabulary: WordCounts
    names: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.keys)

    def id(self, place: int) -> bytes:
        """The id of the article at a place, as it is sorted."""
        begin, end = self.id_offsets[place : place + 2].tolist()
        return self.ids[begin:end].tobytes()

    def place_of(self, id: bytes) -> int | None:
        """The place of an id, None where there is none."""
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self.id(middle) < id:
                low = middle + 1
            else:
                high = middle
        return low if low < len(self) and self.id(low) == id else None

    def moved(self, keys: I64) -> State:
        """The same articles under other keys."""
        return replace(self, keys=keys)

    def places(self, number: int, rows: int) -> NDArray[np.int32]:
        """The place of each row of a segment, -1 for those that count no more."""
        found = np.full(rows, -1, np.int32)
        own = np.flatnonzero(self.keys >> ROW_BITS == number)
        found[self.keys[own] & ((1 << ROW_BITS) - 1)] = own
        return found


_COLUMNS = (
    "keys", "words", "lengths", "sizes", "digests", "languages", "published", "witnesses",
    "before", "ids", "id_offsets", "furniture", "base",
)  # fmt: skip
_NARROW = frozenset({"keys", "words", "lengths", "sizes", "id_offsets"})


def write_state(folder: Path, state: State, places: Sequence[tuple[int, int]]) -> str:
    """Write a state, and return the name of its file. `places`: number and rows of each segment."""
    with ContainerWriter(folder, KIND) as writer:
        for name in _COLUMNS:
            values = getattr(state, name)
            writer.column(name, narrowed(values) if name in _NARROW else values)
        # No outlet is -1.
        writer.column("outlets", narrowed(state.outlets + 1))
        for name in _STANDING:
            writer.column(name, getattr(state.standing, name))
        writer.column("starts", narrowed(state.standing.found.starts))
        writer.column("partners", state.standing.found.partners)
        write_votes(writer, state.standing.votes)
        writer.column("vocabulary", state.vocabulary.hashes)
        writer.column("vocabulary_counts", narrowed(state.vocabulary.counts))
        for number, rows in places:
            writer.column(f"places_{number}", state.places(number, rows))
        names = [name.encode("utf-8", "surrogatepass").hex() for name in state.names]
        return writer.finish({"total": state.vocabulary.total, "outlets": names})


def read_state(path: Path) -> tuple[State, Container]:
    """The state in a file, and the file. ArchiveError when it is damaged, OSError when it is not there."""
    file = Container(path, KIND)
    # It is small, everything is looked up in it, and a wrong place in it would lead anywhere.
    # The votes are not, and each page of them is looked at before it is used.
    if (broken := next(file.faults(but=_PAGED), None)) is not None:
        raise ArchiveError(
            f"{path} is damaged in its column {broken}; build the index anew from the articles"
        )
    columns: dict[str, Any] = {name: file[name] for name in _STANDING}
    found = Neighbours(file["starts"], file["partners"])
    standing = ArchiveSearch(**columns, found=found, votes=read_votes(file))
    names = tuple(bytes.fromhex(name).decode("utf-8", "surrogatepass") for name in file.facts["outlets"])
    columns = {name: file[name] for name in _COLUMNS}
    columns |= {name: widened(file[name]) for name in ("keys", "words")}
    columns["outlets"] = widened(file["outlets"]) - 1
    vocabulary = WordCounts(
        file["vocabulary"], file["vocabulary_counts"].astype(np.int64), int(file.facts["total"])
    )
    return State(**columns, standing=standing, vocabulary=vocabulary, names=names), file
