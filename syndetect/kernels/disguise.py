"""Undoes disguise: look-alike letters of another script, and invisible characters.

A word is folded only when it mixes scripts and all letters of one of them have look-alikes in the other, or
when all its letters have look-alikes and all words around it are in the other script. Genuine Cyrillic, Greek
and Armenian words stay as they are.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from syndetect.kernels.code_points import DIGIT, I64, IGNORED, U8, U32, UPPER, WORD, tables
from syndetect.kernels.letters import Letters

Bools = NDArray[np.bool_]

LATIN, CYRILLIC, GREEK, ARMENIAN = 1, 2, 3, 4

# Letters that look like Latin letters, and below them these Latin letters.
_LATIN_TWINS = {
    CYRILLIC: (
        "АВЕЅІЈКМНОРСТУХҮԚԜҺаеѕіјорсухүԛԝһԁӏк",
        "ABESIJKMHOPCTYXYQWHaesijopcyxyqwhdlk",
    ),
    GREEK: ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹαγικνορυχϲϳ", "ABEZHIKMNOPTYXCayikvopuxcj"),
    ARMENIAN: ("ՕՍօոսհցք", "OUonuhgp"),
}

_RARE = "ЅҮԚԜҺѕүԛԝһԁӏ"
"""Cyrillic letters that most languages do not have: nobody writes a Latin letter for them."""

_SYMBOLS = "αγικνρυχ"
"""Greek letters at the begin or end of scientific words, such as names of proteins; no disguise there."""

_AROUND = 3
"""Words around a word that must be in the other script when it has no letter of that script."""

_SHORT = 2
"""Letters of a Latin word, at most, that can be a disguised word of another script; longer ones are names."""

_HIDDEN = (0x061C, 0x180E, 0xFEFF, *range(0x0334, 0x0339), *range(0x200B, 0x2010), *range(0x202A, 0x202F))
_HIDDEN_LATER = (*range(0x2060, 0x2070), *range(0xE0001, 0xE0080))
_PLAIN_END = 0x0590
"""The first code point of scripts in which joiners and marks of direction have a use inside words."""


@dataclass(frozen=True, slots=True)
class _Twins:
    """By code point. `scripts`: uint8. `latin`, `cyrillic`, `greek`: uint32, the look-alike, 0 for none."""

    scripts: U8
    latin: U32
    cyrillic: U32
    greek: U32
    symbols: Bools


_END = 0x2000


@lru_cache(maxsize=1)
def _twins() -> _Twins:
    scripts = np.zeros(_END, np.uint8)
    kinds = tables().kinds[:_END]
    for low, high, script in (
        (0x41, 0x250, LATIN), (0x1E00, 0x1F00, LATIN), (0x400, 0x530, CYRILLIC), (0x370, 0x400, GREEK),
        (0x1F00, 0x2000, GREEK), (0x531, 0x590, ARMENIAN),
    ):  # fmt: skip
        scripts[low:high] = script
    scripts[(kinds & WORD == 0) | (kinds & DIGIT != 0)] = 0
    columns = {script: np.zeros(_END, np.uint32) for script in (LATIN, CYRILLIC, GREEK)}
    for script, (letters, latin) in _LATIN_TWINS.items():
        for letter, twin in zip(letters, latin, strict=True):
            columns[LATIN][ord(letter)] = ord(twin.lower())
            if script in columns and letter not in _RARE:
                columns[script][ord(twin)] = tables().folds[ord(letter)]
    symbols = np.zeros(_END, np.bool_)
    symbols[[ord(letter) for letter in _SYMBOLS]] = True
    return _Twins(scripts, columns[LATIN], columns[CYRILLIC], columns[GREEK], symbols)


def unmasked(letters: Letters, begins: I64, ends: I64, firsts: I64) -> tuple[Letters, I64]:
    """The letters with look-alikes replaced, and the numbers of the words that were disguised by them.

    `begins`, `ends`: int64 (words,), characters of the whole batch; `firsts`: int64 (texts + 1,). A word that
    is folded to another script than that of its text, such as a name with a foreign ending, is no disguise.
    """
    nothing = np.empty(0, np.int64)
    if not len(letters.wide):
        return letters, nothing
    twins = _twins()
    points = letters.points[letters.wide]
    foreign = (points < _END) & (twins.scripts[np.minimum(points, _END - 1)] > LATIN)
    if not foreign.any():
        return letters, nothing
    scripts = _Scripts(letters, begins, ends, firsts, letters.wide[foreign])
    mixed_offsets, mixed_folds, mixed_rows = scripts.mixed()
    alone_offsets, alone_folds, alone_rows = scripts.alone()
    offsets = np.concatenate((mixed_offsets, alone_offsets))
    if not len(offsets):
        return letters, nothing
    folds = np.concatenate((mixed_folds, alone_folds))
    return _replaced(letters, offsets, folds), np.concatenate((mixed_rows, alone_rows))


def _replaced(letters: Letters, offsets: I64, folds: U32) -> Letters:
    folded = letters.folded.copy()
    folded[offsets] = folds.astype(np.uint8)
    kept = ~np.isin(letters.wide, offsets)
    beyond = folds > 0xFF
    wide = np.concatenate((letters.wide[kept], offsets[beyond]))
    order = np.argsort(wide, kind="stable")
    wide_folds = np.concatenate((letters.wide_folds[kept], folds[beyond]))[order]
    return replace(letters, folded=folded, wide=wide[order], wide_folds=wide_folds)


class _Scripts:
    """The words of a batch with letters of Cyrillic, Greek or Armenian, and the script of each text."""

    def __init__(self, letters: Letters, begins: I64, ends: I64, firsts: I64, foreign: I64) -> None:
        self._letters, self._begins, self._ends, self._firsts = letters, begins, ends, firsts
        starts = np.append(np.searchsorted(foreign, begins), len(foreign))
        counts = np.diff(starts)
        self._rows = np.flatnonzero(counts)
        starts, counts = starts[self._rows], counts[self._rows]
        sizes = ends[self._rows] - begins[self._rows]
        if len(letters.ignored):
            low, high = np.searchsorted(letters.ignored, (begins[self._rows], ends[self._rows]))
            sizes = sizes - (high - low)
        self._pure = counts == sizes
        heads = letters.points[foreign[starts]]
        self._script = _twins().scripts[heads]
        # The script of each word; words that mix scripts are decided later.
        self._of_word = self._scripts_of_words()
        self._main = self._mains()

    def _mains(self) -> U8:
        """The script of each text: that of most of its words in one script; Latin where two are equal."""
        texts = len(self._firsts) - 1
        owners = np.repeat(np.arange(texts), np.diff(self._firsts))
        counts = np.bincount(owners * 8 + self._of_word, minlength=texts * 8).reshape(texts, 8)
        best: U8 = (counts[:, LATIN:].argmax(axis=1) + LATIN).astype(np.uint8)
        return best

    def _scripts_of_words(self) -> U8:
        letters = self._letters
        first = letters.folded[self._begins]
        of_word = np.where((first >= 0x61) & (first <= 0x7A), LATIN, 0).astype(np.uint8)
        of_word[self._rows] = np.where(self._pure, self._script, 0)
        return of_word

    def _expanded(self, rows: I64) -> tuple[I64, I64, U32]:
        """The characters of some words: offsets, the index of their word in `rows`, and code points."""
        sizes = self._ends[rows] - self._begins[rows]
        owners = np.repeat(np.arange(len(rows)), sizes)
        inner = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        offsets = self._begins[rows][owners] + inner
        return offsets, owners, np.minimum(self._letters.points[offsets], _END - 1)

    def _main_of(self, rows: I64) -> U8:
        return self._main[np.searchsorted(self._firsts, rows, side="right") - 1]

    def mixed(self) -> tuple[I64, U32, I64]:
        """Words in two scripts: offsets and the letters to put there, and the numbers of disguised words."""
        rows = self._rows[~self._pure]
        offsets, owners, points = self._expanded(rows)
        twins = _twins()
        scripts = twins.scripts[points]
        known = _Known(owners, len(rows))
        latin = scripts == LATIN
        edge = (offsets == self._begins[rows][owners]) | (offsets == self._ends[rows][owners] - 1)
        to_latin = np.where(edge & twins.symbols[points], 0, twins.latin[points])
        both = known.some(latin)
        fits = {LATIN: both & ~known.some((scripts > LATIN) & (to_latin == 0))}
        targets = {LATIN: to_latin}
        for script, column in ((CYRILLIC, twins.cyrillic), (GREEK, twins.greek)):
            other = (scripts > LATIN) & (scripts != script)
            fits[script] = both & ~known.some(other) & ~known.some(latin & (column[points] == 0))
            targets[script] = column[points]
        main = self._main_of(rows)
        chosen = np.zeros(len(rows), np.uint8)
        for script in (GREEK, CYRILLIC, LATIN):
            chosen[fits[script]] = script
        for script in (GREEK, CYRILLIC):
            chosen[fits[script] & (main == script)] = script
        self._of_word[rows] = chosen
        folds = np.zeros(len(offsets), np.uint32)
        for script in (LATIN, CYRILLIC, GREEK):
            goes = (chosen[owners] == script) & (scripts != script) & (scripts > 0)
            folds[goes] = targets[script][goes]
        turned = folds > 0
        return offsets[turned], folds[turned], rows[(chosen > 0) & (chosen == main)]

    def alone(self) -> tuple[I64, U32, I64]:
        """Words in one script that may be disguised words of the script around them; as `mixed`."""
        twins = _twins()
        pure = self._rows[self._pure & (self._main_of(self._rows) == LATIN)]
        groups = [self._among(pure, LATIN, twins.latin)]
        for script, column in ((CYRILLIC, twins.cyrillic), (GREEK, twins.greek)):
            if (self._main == script).any():
                short = (self._of_word == LATIN) & (self._ends - self._begins <= _SHORT)
                short &= self._letters.kinds[self._begins] & UPPER == 0
                rows = np.flatnonzero(short)
                rows = rows[self._main_of(rows) == script]
                groups.append(self._among(rows, script, column))
        return (
            np.concatenate([group[0] for group in groups]),
            np.concatenate([group[1] for group in groups]),
            np.concatenate([group[2] for group in groups]),
        )

    def _among(self, rows: I64, script: int, column: U32) -> tuple[I64, U32, I64]:
        """Those of some words that have look-alikes in `script`, among words of that script; as `mixed`."""
        offsets, owners, points = self._expanded(rows)
        good = ~_Known(owners, len(rows)).some(
            (self._letters.kinds[offsets] != IGNORED) & (column[points] == 0)
        )
        rows = rows[good]
        # One such word is no evidence for the script of the next.
        self._of_word[rows] = 0
        rows = rows[self._surrounded(rows, script)]
        offsets, _, points = self._expanded(rows)
        counted = self._letters.kinds[offsets] != IGNORED
        return offsets[counted], column[points[counted]], rows

    def _surrounded(self, rows: I64, script: int) -> Bools:
        owners = np.searchsorted(self._firsts, rows, side="right") - 1
        same = np.zeros(len(rows), np.int64)
        strange = np.zeros(len(rows), np.bool_)
        for step in (*range(-_AROUND, 0), *range(1, _AROUND + 1)):
            near = rows + step
            inside = (near >= self._firsts[owners]) & (near < self._firsts[owners + 1])
            script_near = self._of_word[np.where(inside, near, 0)]
            same += inside & (script_near == script)
            strange |= inside & (script_near > 0) & (script_near != script)
        return (same >= _AROUND) & ~strange


class _Known:
    """Finds words by a property of one of their characters."""

    def __init__(self, owners: I64, count: int) -> None:
        self._owners, self._count = owners, count

    def some(self, flags: Bools) -> Bools:
        """Which words have a flagged character: bool (words,)."""
        mask: Bools = np.bincount(self._owners[flags], minlength=self._count) > 0
        return mask


@lru_cache(maxsize=1)
def _hidden_points() -> U32:
    return np.array(sorted((*_HIDDEN, *_HIDDEN_LATER)), np.uint32)


def hidden(letters: Letters, begins: I64, ends: I64) -> I64:
    """The numbers of the words with an invisible character, or an overlay, between two plain letters.

    Soft hyphens are typography. In scripts beyond Latin, Greek and Cyrillic such characters have a use.
    """
    offsets = letters.ignored
    if not len(offsets) or not len(begins):
        return offsets[:0]
    offsets = offsets[np.isin(letters.points[offsets], _hidden_points())]
    rows = np.searchsorted(begins, offsets, side="right") - 1
    inside = (rows >= 0) & (offsets > begins[rows]) & (offsets < ends[rows] - 1)
    offsets, rows = offsets[inside], rows[inside]
    plain = np.ones(len(offsets), np.bool_)
    for step in (-1, 1):
        plain &= letters.points[offsets + step] < _PLAIN_END
    return rows[plain]
