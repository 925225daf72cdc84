"""What a check asks of an archive, and the archive that is read for the one check alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from syndetect.archive.positions import Positions, positions_of
from syndetect.boilerplate.learned_lines import KnownLines
from syndetect.candidates import search
from syndetect.candidates.archive_queries import Holdings
from syndetect.candidates.inmemory import InMemory
from syndetect.columns import WordCounts
from syndetect.fingerprint import Gathering
from syndetect.kernels.words import I64, U64, Bools
from syndetect.model import Document, Skipped
from syndetect.pipeline.articles import Articles, Shelf
from syndetect.pipeline.searching import without_lines
from syndetect.pipeline.task import Task
from syndetect.settings import Settings
from syndetect.views import LINES


class Archive(Shelf, Protocol):
    """Articles that others are held against, by place: their rank by id."""

    @property
    def holdings(self) -> Holdings:
        """The archive as the search asks it."""
        ...

    @property
    def furniture(self) -> U64:
        """Keys of the lines that are no part of articles: uint64, sorted."""
        ...

    @property
    def lines(self) -> KnownLines:
        """What is known of lines that may become furniture."""
        ...

    @property
    def vocabulary(self) -> WordCounts:
        """How often each word occurs, of equal texts in one."""
        ...

    @property
    def before(self) -> U64:
        """What tells equal texts, furniture counted in: uint64, sorted."""
        ...

    @property
    def masked(self) -> bool:
        """Whether no texts are kept, but where words stand."""
        ...

    def lend(self, place: int, text: str) -> None:
        """Let it be known, while this is open, what an article says whose text is not kept."""
        ...

    def is_of(self, place: int, text: str) -> bool:
        """Whether that is the text of the article at a place."""
        ...

    def positions(self, place: int) -> Positions:
        """Where the words of the article at a place stand, if it is masked."""
        ...

    @property
    def base(self) -> U64:
        """What is known of the base texts whose words were left out."""
        ...

    @property
    def outlets(self) -> Mapping[str, int]:
        """The number of each outlet."""
        ...

    def length(self, place: int) -> int:
        """How many words the article has, furniture counted in."""
        ...

    def readable(self, places: I64) -> Bools:
        """Which places hold articles that can be read."""
        ...

    def language(self, place: int) -> int:
        """What its text speaks for, as `identify.detect` numbers languages."""
        ...

    @property
    def languages(self) -> NDArray[np.int8]:
        """The same of all, by place."""
        ...

    def unread(self) -> Iterable[Skipped]:
        """What could not be read of it."""
        ...

    def id(self, place: int) -> str:
        """The id of the article at a place."""
        ...

    def place_of(self, id: str) -> int | None:
        """The place of the article with that id, None where there is none."""
        ...

    def close(self) -> None:
        """Let everything go."""
        ...


def neutral(settings: Settings) -> Settings:
    """The settings to search an archive with: which dates and outlets count is asked later, of pairs."""
    return replace(settings, within_hours=0.0, outlets="all")


def articles_of(outlets: I64, numbers: Mapping[str, int]) -> I64:
    """How many articles each outlet has, from the outlets by place, -1 for none: int64 (outlets,)."""
    return np.bincount(outlets[outlets >= 0], minlength=len(numbers))


class Collected:
    """An archive that was read just now."""

    masked = False

    def __init__(self, articles: Articles, gathering: Gathering, task: Task) -> None:
        run, settings = task.run, task.settings
        self._articles, self._gathering, self.base = articles, gathering, task.base
        order = articles.order
        with run.stage("fingerprint"):
            self._lengths = gathering.words()[order]
            self._languages = gathering.languages()[order]
            self.before: U64 = np.unique(gathering.digests()[order])
            learned = gathering.furniture(
                articles.owners_by_row(), settings.furniture_articles, articles.texts
            )
        self.furniture = learned.keys
        anew = without_lines(gathering, articles, learned.keys, learned.rows, task)
        self.vocabulary = gathering.vocabulary()
        self.outlets = articles.outlet_numbers()
        with run.stage("fingerprint"):
            self._prints = gathering.done(anew, articles.published(), articles.outlets())
        with run.stage("candidates"):
            run.tick("candidates", 0, 0)
            made = search(self._prints, neutral(settings), task.budget, keep=True)
            self.holdings = InMemory(self._prints, made, gathering.lines, order, settings)
        witnesses: NDArray[np.bool_] = np.ones(len(order), np.bool_)
        if len(learned.witnesses):
            witnesses = learned.witnesses[order]
        self.lines = KnownLines(self._known_lines, witnesses, articles_of(self._prints.outlets, self.outlets))
        self._place_of = {id: place for place, id in enumerate(articles.ids())}

    def _known_lines(self, keys: U64) -> U64:
        return self.holdings.postings(LINES, keys)

    def __len__(self) -> int:
        return len(self._articles)

    def document(self, place: int) -> Document:
        """The article at a place, with its text."""
        return self._articles.document(place)

    def is_of(self, place: int, text: str) -> bool:
        """Whether that is the text of the article at a place."""
        return self.document(place).text == text

    def lend(self, place: int, text: str) -> None:
        """All texts are here."""

    def positions(self, place: int) -> Positions:
        """Where the words of the article at a place stand."""
        document = self.document(place)
        return positions_of(document.text, document.language or "")

    def sizes(self) -> I64:
        """About how many characters each article has, by place."""
        return self._articles.sizes()

    def length(self, place: int) -> int:
        """How many words the article has, furniture counted in."""
        return int(self._lengths[place])

    def readable(self, places: I64) -> Bools:
        """Which places hold articles that can be read: all."""
        return np.ones(len(places), np.bool_)

    def language(self, place: int) -> int:
        """What its text speaks for, as `identify.detect` numbers languages."""
        return int(self._languages[place])

    @property
    def languages(self) -> NDArray[np.int8]:
        """The same of all, by place."""
        return self._languages

    def unread(self) -> tuple[Skipped, ...]:
        """What was not read is noted in the run already."""
        return ()

    def id(self, place: int) -> str:
        """The id of the article at a place."""
        return self._articles.id(place)

    def place_of(self, id: str) -> int | None:
        """The place of the article with that id, None where there is none."""
        return self._place_of.get(id)

    def close(self) -> None:
        """Let texts and postings go."""
        self._gathering.close_lines()
        self._prints.close()
        self._articles.close()
