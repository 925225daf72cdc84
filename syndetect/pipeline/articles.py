"""The articles of a run: who they are is kept at hand, what they say is put away until a pair needs it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from datetime import UTC, datetime
from operator import attrgetter
from typing import Any, Protocol

import numpy as np
import xxhash
from numpy.typing import NDArray

from syndetect.boilerplate.learned_lines import owners_of
from syndetect.kernels.words import I64
from syndetect.model import Document, Skipped
from syndetect.spill import Budget, Texts
from syndetect.text.publication_dates import published_between


class Shelf(Protocol):
    """Articles by place, as the work on pairs needs them."""

    def __len__(self) -> int:
        """How many there are."""
        ...

    def document(self, place: int) -> Document:
        """The article at a place, with its text."""
        ...

    def sizes(self) -> I64:
        """About how many characters each article has, by place."""
        ...


class Articles:
    """Articles in the order they came (rows), and, once all are there, by id (places)."""

    def __init__(self, budget: Budget) -> None:
        self._texts = Texts(budget)
        self._rows: list[Document] = []
        self._row_of: dict[str, int] = {}
        self._outlets: dict[str | None, str | None] = {}
        self.order = np.empty(0, np.int64)

    def append(self, documents: Sequence[Document]) -> list[Skipped]:
        """Take in some articles; what came before, or among them, with the same id is sorted out."""
        first = len(self._rows)
        self._texts.append([document.text for document in documents])
        self._rows.extend(_without_text(document, self._outlets) for document in documents)
        return [
            clash
            for row, document in enumerate(documents, first)
            if (clash := self._claimed(row, document.id)) is not None
        ]

    def _claimed(self, row: int, id: str) -> Skipped | None:
        rival = self._row_of.setdefault(id, row)
        if rival == row:
            return None
        # Which of two claims an id must not depend on the order of reading.
        first, other = sorted((row, rival), key=self._claim)
        self._row_of[id] = first
        holder = self._rows[first].path or "another article"
        reason = f"has the id {id!r}, as {holder} has; give it one of its own"
        return Skipped(self._rows[other].path or id, reason)

    def _claim(self, row: int) -> tuple[str, bytes]:
        return self._rows[row].path or "", claim_of(self._rows[row], self._texts[row])

    def finish(self) -> None:
        """All are there: from now on `order` holds the row of each place."""
        rows = sorted(self._row_of.values(), key=lambda row: self._rows[row].id)
        self.order = np.array(rows, np.int64)

    def __len__(self) -> int:
        return len(self.order)

    def __contains__(self, id: str) -> bool:
        return id in self._row_of

    def origins(self) -> Iterator[tuple[str, str | None, float]]:
        """Id, outlet and hours since 1970 of each place."""
        for row, hours in zip(self.order.tolist(), self.published().tolist(), strict=True):
            yield self._rows[row].id, self._rows[row].outlet, hours

    def ids(self) -> list[str]:
        """The id of each place."""
        return [self._rows[row].id for row in self.order.tolist()]

    def id(self, place: int) -> str:
        """The id of the article at a place."""
        return self._rows[int(self.order[place])].id

    def named(self, name: str) -> list[int]:
        """The place of the article with that id, or else of all that come from that file."""
        rows = self.order.tolist()
        by_id = [place for place, row in enumerate(rows) if self._rows[row].id == name]
        return by_id or [place for place, row in enumerate(rows) if self._rows[row].path == name]

    def declared(self) -> list[str | None]:
        """The language that the input names for each place, None where it names none."""
        return [self._rows[row].language for row in self.order.tolist()]

    def published(self) -> NDArray[np.float64]:
        """Hours since 1970 by place, nan where no date is known; a time without a zone is taken as UTC."""
        return np.array([hours(self._rows[row].published) for row in self.order.tolist()], np.float64)

    def outlets(self) -> I64:
        """A number for each outlet by place, -1 where there is none."""
        return self.outlet_places(self.outlet_numbers())

    def outlet_numbers(self) -> dict[str, int]:
        """The number that `outlets` gives each outlet."""
        found: dict[str, int] = {}
        for row in self.order.tolist():
            if (outlet := self._rows[row].outlet) is not None:
                found.setdefault(outlet, len(found))
        return found

    def outlet_places(self, known: Mapping[str, int]) -> I64:
        """The number of each outlet by place as `known`, others numbered behind these, -1 for none."""
        others: dict[str, int] = {}
        outlets = [self._rows[row].outlet for row in self.order.tolist()]
        return np.array(
            [
                -1
                if outlet is None
                else known[outlet]
                if outlet in known
                else others.setdefault(outlet, len(known) + len(others))
                for outlet in outlets
            ],
            np.int64,
        )

    def owners_by_row(self) -> I64:
        """Whose each row is, as `furniture.owners_of` numbers them; -1 for rows that have no place."""
        owners = np.full(len(self._rows), -1, np.int64)
        owners[self.order] = owners_of(self.outlets(), np.ones(len(self.order), np.bool_))
        return owners

    def texts(self, rows: I64) -> list[str]:
        """The texts of some rows."""
        return [self._texts[row] for row in rows.tolist()]

    def row(self, row: int) -> Document:
        """The article that came in at a row, with its text."""
        return replace(self._rows[row], text=self._texts[row])

    def sizes(self) -> I64:
        """About how many characters each article has, by place."""
        return self._texts.sizes()[self.order]

    def document(self, place: int) -> Document:
        """The article at a place, with its text."""
        return self.row(int(self.order[place]))

    def listed(self, words: I64, languages: Sequence[str | None], with_text: Iterable[str]) -> list[Document]:
        """All articles by id with their number of words, their languages, and the text of some."""
        wanted = set(with_text)
        return [
            counted(
                self._rows[row],
                self._texts[row] if self._rows[row].id in wanted else "",
                count,
                language,
            )
            for row, count, language in zip(self.order.tolist(), words.tolist(), languages, strict=True)
        ]

    def close(self) -> None:
        """Let the texts go."""
        self._texts.close()


def counted(document: Document, text: str, words: int, told: str | None) -> Document:
    """The article with its text, its number of words, and the language that it `told` if it named none."""
    if document.language is not None or told is None:
        return replace(document, text=text, words=words)
    return replace(document, text=text, words=words, language=told, identified=True)


_NAMES = [item.name for item in fields(Document)]
_VALUES = attrgetter(*_NAMES)
_TEXT, _META, _OUTLET = (_NAMES.index(name) for name in ("text", "meta", "outlet"))
_NO_META: Mapping[str, Any] = {}


def claim_of(document: Document, text: str) -> bytes:
    """What decides, behind the path, which of two articles keeps the id of both: the smaller value.

    Equal texts may differ in what their inputs say of them: it holds the outlet, the date and the rest too.
    """
    digest = xxhash.xxh3_64_digest(text.encode("utf-8", "surrogatepass"))
    fields = (document.outlet, document.title, document.published, document.url, document.language)
    return digest + repr((fields, sorted(document.meta.items(), key=repr))).encode("utf-8", "surrogatepass")


def _without_text(document: Document, outlets: dict[str | None, str | None]) -> Document:
    """The article as it is kept, a million of which have to fit: its text elsewhere, what is equal shared."""
    # Several times as quick as dataclasses.replace, and this is done for every article that is read.
    values = list(_VALUES(document))
    values[_TEXT] = ""
    # A dict that was emptied field by field keeps its room; a new one has just what it needs.
    values[_META] = dict(document.meta) if document.meta else _NO_META
    values[_OUTLET] = outlets.setdefault(document.outlet, document.outlet)
    return Document(*values)


def hours(published: str | None) -> float:
    """Hours since 1970, nan where no date is known; a time without a zone is taken as UTC."""
    if published is None or published_between(published) is None:
        return float("nan")
    moment = datetime.fromisoformat(published.strip())
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() / 3600
