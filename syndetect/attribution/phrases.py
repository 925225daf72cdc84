"""Wording that only one outlet uses, learned from the corpus: in another's text it is a leftover."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from syndetect.attribution.document_words import DocumentWords
from syndetect.attribution.leftovers import Leftover
from syndetect.attribution.mentions import same_outlet
from syndetect.kernels.words import U64, mix
from syndetect.model import Document
from syndetect.text.surface import words

_WORDS = 4
_LEAST = 3
"""An outlet must use a wording in that many stories of its own before it is the outlet's."""

SAMPLED = 60
"""Articles of an outlet that are read for its wordings: enough to know a habit, whatever its size."""

OUTLETS = 200
"""Outlets of which wordings are learned, the first by name."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """Hashes of runs of words, sorted, with the outlet of each."""

    hashes: U64
    outlets: tuple[str, ...]

    def traces(self, document: Document, read: DocumentWords) -> tuple[Leftover, ...]:
        """The places where `document` uses the wording of an outlet that is not its own, runs joined.

        `read` are the words of its text.
        """
        if not len(self.hashes):
            return ()
        runs = _runs(read.hashes)
        at = np.searchsorted(self.hashes, runs)
        rows = np.flatnonzero(self.hashes[np.minimum(at, len(self.hashes) - 1)] == runs)
        found: list[Leftover] = []
        for row in rows.tolist():
            outlet = self.outlets[int(at[row])]
            begin, end = int(read.begins[row]), int(read.ends[row + _WORDS - 1])
            if same_outlet(outlet, document.outlet):
                continue
            if found and found[-1].name == outlet and begin <= found[-1].end:
                begin = found.pop().begin
            found.append(Leftover(outlet, begin, end, "phrase"))
        return tuple(found)


NO_PHRASES = Phrases(np.zeros(0, np.uint64), ())


def learned(documents: Sequence[Document], groups: Iterable[Sequence[str]]) -> Phrases:
    """The wordings of the outlets that have a member in one of `groups`, from a sample of all their articles.

    A family counts as one story however many of its members an outlet has, and what members of one family
    share is no outlet's habit.
    """
    story = {id: members[0] for members in groups for id in members}
    wanted = sorted({one.outlet for one in documents if one.id in story and one.outlet})[:OUTLETS]
    return learned_from(_sampled(documents, set(wanted)), story)


def learned_from(sampled: Mapping[str, Sequence[Document]], story: Mapping[str, str]) -> Phrases:
    """The same of articles by their outlets that were chosen before; `story` names the family of each."""
    if len(sampled) < 2:
        return NO_PHRASES
    stories = {outlet: _story_runs(sampled[outlet], story) for outlet in sorted(sampled)}
    habits = {outlet: _habitual(found) for outlet, found in stories.items()}
    return _own(habits, stories)


def _story_runs(articles: Sequence[Document], story: Mapping[str, str]) -> list[tuple[str, U64]]:
    """The story and the distinct runs of each article."""
    batch = words([one.text for one in articles])
    borders = zip(batch.firsts[:-1].tolist(), batch.firsts[1:].tolist(), strict=True)
    return [
        (story.get(one.id, one.id), _distinct(_runs(batch.hashes[begin:end])))
        for one, (begin, end) in zip(articles, borders, strict=True)
    ]


def _sampled(documents: Sequence[Document], wanted: set[str]) -> Mapping[str, list[Document]]:
    found: dict[str, list[Document]] = defaultdict(list)
    for document in sorted(documents, key=lambda one: one.id):
        if document.outlet in wanted and len(found[document.outlet]) < SAMPLED:
            found[document.outlet].append(document)
    return found


def _habitual(found: Sequence[tuple[str, U64]]) -> U64:
    """Runs that stand in several stories of one outlet."""
    by_story: dict[str, list[U64]] = defaultdict(list)
    for name, runs in found:
        by_story[name].append(runs)
    parts = [_distinct(np.concatenate(runs)) for _, runs in sorted(by_story.items())]
    if len(parts) < _LEAST:
        return np.zeros(0, np.uint64)
    values, counts = np.unique(np.concatenate(parts), return_counts=True)
    common: U64 = values[counts >= _LEAST]
    return common


def _own(habits: Mapping[str, U64], stories: Mapping[str, Sequence[tuple[str, U64]]]) -> Phrases:
    """Those that no other outlet uses in a story which the first one has not told."""
    wanted = _distinct(np.concatenate(list(habits.values())))
    if not len(wanted):
        return NO_PHRASES
    users: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for outlet, found in stories.items():
        for name, runs in found:
            for run in runs[np.isin(runs, wanted, assume_unique=True)].tolist():
                users[run].append((outlet, name))
    rows: dict[int, str] = {}
    for outlet, habitual in habits.items():
        own_stories = {name for name, _ in stories[outlet]}
        for run in habitual.tolist():
            foreign = [
                user for user, name in users[run] if name not in own_stories and not same_outlet(user, outlet)
            ]
            if not foreign:
                rows[run] = "" if run in rows else outlet
    kept = sorted((run, outlet) for run, outlet in rows.items() if outlet)
    hashes = np.array([run for run, _ in kept], np.uint64)
    return Phrases(hashes, tuple(outlet for _, outlet in kept))


def _distinct(values: U64) -> U64:
    ordered = np.sort(values)
    kept = np.ones(len(ordered), np.bool_)
    kept[1:] = ordered[1:] != ordered[:-1]
    found: U64 = ordered[kept]
    return found


def _runs(hashes: U64) -> U64:
    """Hashes of every run of `_WORDS` words, in place."""
    if len(hashes) < _WORDS:
        return np.zeros(0, np.uint64)
    joined = hashes[: len(hashes) - _WORDS + 1].copy()
    for step in range(1, _WORDS):
        joined = mix(joined) + hashes[step : len(hashes) - _WORDS + 1 + step]
    return mix(joined)
