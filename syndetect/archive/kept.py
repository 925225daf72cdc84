"""An index as it is asked: opened for reading, nothing loaded but what a question touches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from syndetect.archive.container import Container, widened
from syndetect.archive.manifest import ROW_BITS as KEY_BITS
from syndetect.archive.manifest import Contents, blob_of, contents, text_of
from syndetect.archive.positions import Positions
from syndetect.archive.segments import Segment
from syndetect.archive.state import State, read_state
from syndetect.archive.stored_articles import StoredArticle
from syndetect.archive.together import MergedPostings
from syndetect.boilerplate.learned_lines import KnownLines
from syndetect.candidates.archive_search import ArchiveSearch
from syndetect.columns import WordCounts
from syndetect.errors import ArchiveError
from syndetect.kernels.join import ROW_BITS
from syndetect.kernels.minhash import U16
from syndetect.kernels.words import I64, U64, Bools
from syndetect.model import Document, Skipped
from syndetect.views import LINES

_ROWS = np.uint64((1 << ROW_BITS) - 1)
_TRIES = 5


class KeptHoldings:
    """The segments of an index as the search asks them."""

    def __init__(
        self,
        state: State,
        segments: Mapping[int, Segment],
        places: Mapping[int, NDArray[np.int32]],
        damaged: dict[int, str],
    ) -> None:
        """To `damaged` is added what is found wrong with a segment, by its number."""
        self._damaged = damaged
        self.standing: ArchiveSearch = state.standing
        self.words, self.digests = state.words, state.digests
        self.published: NDArray[np.float64] = state.published
        self.outlets = state.outlets
        self._keys, self._segments, self._places = state.keys, segments, places

    def signatures(self, places: I64) -> U16:
        """The signatures at some places: uint16 (places, num_perm)."""
        keys = self._keys[places]
        numbers, rows = keys >> KEY_BITS, keys & ((1 << KEY_BITS) - 1)
        width = max((one.columns.signatures.shape[1] for one in self._segments.values()), default=0)
        found = np.zeros((len(places), width), np.uint16)
        for number in np.unique(numbers).tolist():
            own = numbers == number
            found[own] = self._segments[number].columns.signatures[rows[own]]
        return found

    def mates(self, keys: U64, wanted: Bools | None = None) -> tuple[I64, I64]:
        """Who shares a band: numbers of keys' texts, and `wanted` places, from the texts' keys."""
        texts, places = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
        for number, segment in self._asked(wanted):
            try:
                text, row = segment.mates(keys)
            except ArchiveError as error:
                # The rest of the index answers.
                self._damaged[number] = str(error)
                continue
            place = self._named(number, row)
            alone = self._alone(place, wanted)
            texts.append(text[alone])
            places.append(place[alone])
        return np.concatenate(texts), np.concatenate(places)

    def postings(self, view: int, features: U64, wanted: Bools | None = None) -> U64:
        """Postings of the features in a view, with `wanted` places: uint64, sorted."""
        parts = [np.empty(0, np.uint64)]
        for number, segment in self._asked(wanted):
            try:
                found = segment.postings(view, features)
            except ArchiveError as error:
                # The rest of the index answers.
                self._damaged[number] = str(error)
                continue
            place = self._named(number, (found & _ROWS).astype(np.int64))
            counts = place >= 0 if view == LINES else self._alone(place, wanted)
            parts.append((found[counts] & ~_ROWS) | place[counts].astype(np.uint64))
        joined = np.concatenate(parts)
        joined.sort()
        return joined

    def _asked(self, wanted: Bools | None) -> Iterator[tuple[int, Segment]]:
        """The segments that have an article which is asked about; the others are not read."""
        for number, segment in self._segments.items():
            places = self._places[number]
            if wanted is None or wanted[places[places >= 0]].any():
                yield number, segment

    def _named(self, number: int, rows: I64) -> I64:
        known = self._places[number]
        if len(rows) and int(rows.max()) >= len(known):
            raise ArchiveError(
                f"{self._segments[number].path} is damaged: it names articles that it does not have; "
                "syndetect index verify names all that is"
            )
        return known[rows].astype(np.int64)

    def _alone(self, places: I64, wanted: Bools | None) -> Bools:
        """Which places count, are asked about, and are not of a text that an earlier place has."""
        alone: Bools = (places >= 0) & (self.standing.first_of[places] == places)
        return alone if wanted is None else alone & wanted[places]


class Kept:
    """An index, opened at one moment: what is written later is not seen."""

    def __init__(self, path: Path) -> None:
        """Raises ArchiveError when there is no index, or its state cannot be read."""
        self.path = path
        self._broken: dict[int, str] = {}
        self._lent: dict[int, str] = {}
        self.contents, self.state, self._file, self.segments, self.damaged = _opened(path)
        state = self.state
        self._whole: Bools = np.zeros(len(state), np.bool_)
        places = {number: self._file[f"places_{number}"] for number in self.segments}
        self.holdings = KeptHoldings(state, self.segments, places, self.damaged)
        self.furniture, self.base, self.before = state.furniture, state.base, state.before
        self.vocabulary: WordCounts = state.vocabulary
        self.outlets = {name: number for number, name in enumerate(state.names)}
        counts = np.bincount(state.outlets[state.outlets >= 0], minlength=len(state.names))
        self.lines = KnownLines(self._known_lines, state.witnesses, counts)

    def _known_lines(self, keys: U64) -> U64:
        return self.holdings.postings(LINES, keys)

    def __len__(self) -> int:
        return len(self.state)

    def document(self, place: int) -> Document:
        """The article at a place, with its text, where that is kept or lent.

        Raises ArchiveError when its segment is damaged.
        """
        segment, row = self._at(place)
        found = segment.document(row)
        return replace(found, text=self._lent[place], masked=False) if place in self._lent else found

    @property
    def masked(self) -> bool:
        """Whether no texts are kept, but where words stand."""
        return not self.contents.with_texts

    def lend(self, place: int, text: str) -> None:
        """Let it be known, while this is open, what an article says whose text is not kept."""
        self._lent[place] = text

    def is_of(self, place: int, text: str) -> bool:
        """Whether that is the text of the article at a place."""
        segment, row = self._at(place)
        return segment.stored(row).is_of(text)

    def positions(self, place: int) -> Positions:
        """Where the words of the article at a place stand, if it is masked.

        Raises ArchiveError when its segment is damaged.
        """
        segment, row = self._at(place)
        return segment.positions(row)

    def raw_digests(self) -> U64:
        """What tells equal texts, furniture counted in, by place: uint64."""
        numbers, rows = self.state.keys >> KEY_BITS, self.state.keys & ((1 << KEY_BITS) - 1)
        found = np.zeros(len(self), np.uint64)
        for number, segment in self.segments.items():
            own = numbers == number
            found[own] = segment.columns.raw_digests[rows[own]]
        return found

    def stored(self, place: int) -> StoredArticle:
        """What is kept of the article at a place. Raises ArchiveError when its segment is damaged."""
        segment, row = self._at(place)
        return segment.stored(row)

    def dictionaries(self, numbers: Iterable[int]) -> list[bytes]:
        """Those that the records of some segments were packed with, each once, those of large segments first.

        Raises ArchiveError when they are damaged.
        """
        by_size = sorted(numbers, key=lambda number: (-self.segments[number].rows, number))
        found = [one for number in by_size for one in self.segments[number].dictionaries.contents()]
        return list(dict.fromkeys(found))

    def record(self, place: int) -> bytes:
        """The article at a place as it is packed. Raises ArchiveError when its segment is damaged."""
        segment, row = self._at(place)
        return segment.record(row)

    def _at(self, place: int) -> tuple[Segment, int]:
        key = int(self.state.keys[place])
        number = key >> KEY_BITS
        if number not in self.segments:
            raise ArchiveError(self.damaged.get(number, f"{self.path} lacks its segment {number}"))
        return self.segments[number], key & ((1 << KEY_BITS) - 1)

    def readable(self, places: I64) -> Bools:
        """Which places hold articles that can be read; of the others `unread` tells."""
        for place in np.unique(places[~self._whole[places]]).tolist():
            self._whole[place] = place not in self._broken and self._is_whole(place)
        return self._whole[places]

    def _is_whole(self, place: int) -> bool:
        segment = self.segments.get(int(self.state.keys[place]) >> KEY_BITS)
        if segment is None:
            return False
        try:
            if self.masked:
                self.positions(place)
            else:
                self.document(place)
        except ArchiveError as error:
            self._broken[place] = str(error)
            return False
        return True

    def unread(self) -> Iterator[Skipped]:
        """What could not be read so far: whole segments, and articles that were asked for."""
        problems = [*self.damaged.values(), *self._broken.values()]
        return (Skipped(str(self.path), reason) for reason in problems)

    def view(self, number: int) -> MergedPostings:
        """All postings of a view, with places."""
        return MergedPostings(
            [one.view(number) for one in self.segments.values()],
            [self._file[f"places_{number_of}"].astype(np.int64) for number_of in self.segments],
        )

    def sizes(self) -> I64:
        """About how many characters each article has, by place."""
        return widened(self.state.sizes)

    def length(self, place: int) -> int:
        """How many words the article has, furniture counted in."""
        return int(self.state.lengths[place])

    def language(self, place: int) -> int:
        """What its text speaks for, as `identify.detect` numbers languages."""
        return int(self.state.languages[place])

    @property
    def languages(self) -> NDArray[np.int8]:
        """The same of all, by place."""
        return self.state.languages

    def id(self, place: int) -> str:
        """The id of the article at a place."""
        return text_of(self.state.id(place))

    def place_of(self, id: str) -> int | None:
        """The place of the article with that id, None where there is none."""
        return self.state.place_of(blob_of(id))

    def faults(self) -> Iterator[str]:
        """The columns that are no longer as they were written."""
        yield from (f"{self._file.path}: the column {name} has changed" for name in self._file.faults())
        for segment in self.segments.values():
            yield from (f"{segment.path}: the column {name} has changed" for name in segment.faults())

    def close(self) -> None:
        """Let the files go; what was read of them may still be held."""
        self.segments.clear()


_Open = tuple[Contents, State, Container, dict[int, Segment], dict[int, str]]


def _opened(path: Path) -> _Open:
    """The manifest and the files that it names, tried again when a writer replaced them meanwhile."""
    for tried in range(_TRIES):
        found = contents(path)
        if found.state is None:
            raise ArchiveError(f"{path} holds no article; add some with: syndetect index add {path} PATH...")
        last = tried == _TRIES - 1 or contents(path) == found
        try:
            state, file = read_state(path / found.state)
            segments, damaged = _segments(path, found, missing_ok=last)
        except FileNotFoundError as error:
            if last and contents(path) == found:
                raise ArchiveError(
                    f"{path} lacks its file {Path(str(error.filename)).name}; build the index anew"
                ) from error
            continue
        return found, state, file, segments, damaged
    raise ArchiveError(f"{path} changes faster than it can be opened; try again")


def _segments(
    path: Path, contents: Contents, *, missing_ok: bool
) -> tuple[dict[int, Segment], dict[int, str]]:
    """The segments that can be read, and what is wrong with the others."""
    segments: dict[int, Segment] = {}
    damaged: dict[int, str] = {}
    for number, name, rows in contents.segments:
        try:
            segments[number] = Segment(path / name, number, rows)
        except ArchiveError as error:
            damaged[number] = str(error)
        except FileNotFoundError:
            if not missing_ok:
                raise
            damaged[number] = f"{path / name} is missing; build the index anew from the articles"
    return segments, damaged
