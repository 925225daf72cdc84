"""Which language a text is written in: by its script, its letters and its commonest words, offline.

Each letter and each common word gives points to the languages that have it, the more the fewer have it or the
commoner it is there: a naive Bayes classifier whose frequencies follow Zipf's law.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from syndetect.kernels.text import U64, words
from syndetect.lexicon import common_words

F32 = NDArray[np.float32]

BY_WORDS = (
    "en", "de", "fr", "es", "it", "pt", "nl", "sv", "ro", "pl", "ru", "uk", "tr", "ar",
    "bg", "ca", "cs", "da", "fa", "fi", "hu", "id", "nb",
)  # fmt: skip
"""Languages that share a script with others, told by their commonest words and letters."""

_LETTERS = {
    "de": "äöüß", "fr": "àâçèéêëîïôùûœ", "es": "áéíñóúü¿¡", "it": "àèéìòù", "pt": "ãáâàçéêíóôõú",
    "nl": "ëïéö", "sv": "åäöé", "ro": "ăâîșțşţ", "pl": "ąćęłńóśźż", "ru": "абвгдежзийклмнопрстуфхцчшщъыьэюяё",
    "uk": "абвгґдежзийклмнопрстуфхцчшщьюяєії", "tr": "çğıöşüâ", "bg": "абвгдежзийклмнопрстуфхцчшщъьюя",
    "ca": "àçèéíïòóúü·", "cs": "áčďéěíňóřšťúůýž", "da": "æøåé", "fi": "äöå", "hu": "áéíóöőúüű", "nb": "æøåéò",
    "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهويةىأإآؤئء", "fa": "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیئآ",
}  # fmt: skip

_SCRIPTS = {
    "zh": ((0x3400, 0x9FFF), (0xF900, 0xFAFF)),
    "ja": ((0x3041, 0x30FF), (0xFF66, 0xFF9D)),
    "ko": ((0x1100, 0x11FF), (0xAC00, 0xD7A3)),
    "th": ((0x0E01, 0x0E4E),),
    "el": ((0x0370, 0x03FF), (0x1F00, 0x1FFF)),
    "he": ((0x05D0, 0x05EA),),
    "hi": ((0x0900, 0x097F),),
    "bn": ((0x0980, 0x09FF),),
    "ta": ((0x0B80, 0x0BFF),),
    "lo": ((0x0E81, 0x0EDF),),
    "km": ((0x1780, 0x17FF),),
    "my": ((0x1000, 0x109F),),
    "ka": ((0x10A0, 0x10FF),),
    "hy": ((0x0531, 0x0587),),
}
"""Scripts that are taken for one language each; kana says Japanese, whatever Chinese letters stand beside."""

_ALL = (*BY_WORDS, *_SCRIPTS)
_SAMPLE_WORDS = 120
_SAMPLE_CHARACTERS = 2000
_KANA = 8.0
"""A kana letter says so much more than a Chinese one, which both languages use."""
_LEAST = 6.0
"""Points below which a text has said nothing of its language."""
_UNKNOWN = "en"
_PRIOR = 4.0
"""Points that English has before anything is read."""


def identified(texts: Sequence[str], hashes: Sequence[U64]) -> list[str]:
    """The language of each text; `hashes`: uint64, its words. English where nothing speaks for any."""
    return [name or _UNKNOWN for name in named(told(texts, hashes))]


def named(numbers: NDArray[np.int8]) -> list[str | None]:
    """The languages that `told` numbers; None where the text spoke for none."""
    return [_ALL[number] if number >= 0 else None for number in numbers.tolist()]


def told(texts: Sequence[str], hashes: Sequence[U64]) -> NDArray[np.int8]:
    """The language that each text speaks for, int8 (texts,), as a number for `named`; -1 for none."""
    scores = np.zeros((len(texts), len(_ALL)), np.float32)
    scores[:, : len(BY_WORDS)] = _by_words([keys[:_SAMPLE_WORDS] for keys in hashes])
    for row, text in enumerate(texts):
        head = text[:_SAMPLE_CHARACTERS]
        if not head.isascii():
            scores[row] += _by_letters(head)
    scores[:, _ALL.index(_UNKNOWN)] += _PRIOR
    best = scores.argmax(axis=1)
    sure = scores[np.arange(len(texts)), best] >= _LEAST
    return np.where(sure, best, -1).astype(np.int8)


def _by_words(samples: Sequence[U64]) -> F32:
    """The points of some words of each text, float32 (texts, languages of BY_WORDS)."""
    known, points = _word_points()
    words = np.concatenate([np.empty(0, np.uint64), *samples])
    owners = np.repeat(np.arange(len(samples)), [len(sample) for sample in samples])
    places = np.minimum(np.searchsorted(known, words), len(known) - 1)
    hits = np.flatnonzero(known[places] == words)
    scores: F32 = np.zeros((len(samples), points.shape[1]), np.float32)
    if len(hits):
        rows = owners[hits]
        borders = np.flatnonzero(np.append(True, rows[1:] != rows[:-1]))
        scores[rows[borders]] = np.add.reduceat(points[places[hits]], borders)
    return scores


def _by_letters(text: str) -> F32:
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    rows, points = _letter_points()
    counts = np.bincount(rows[np.minimum(codes, len(rows) - 1)], minlength=len(points))
    score: F32 = counts @ points
    return score


@lru_cache(maxsize=1)
def _word_points() -> tuple[U64, F32]:
    """Hashes of common words, sorted, and the points that each gives to each language of BY_WORDS."""
    rows: dict[int, NDArray[np.float32]] = {}
    for column, language in enumerate(BY_WORDS):
        common = words([common_words()[language]]).hashes.tolist()
        for rank, key in enumerate(common):
            # By Zipf's law, as Mandelbrot amended it, a word of rank r is about n / (r + 4) times as common
            # as the last one listed.
            gain = 1 + math.log2(len(common) / (rank + 4))
            row = rows.setdefault(key, np.zeros(len(BY_WORDS), np.float32))
            row[column] = max(row[column], gain)
    ranked = sorted(rows)
    return np.array(ranked, np.uint64), np.stack([rows[key] for key in ranked])


@lru_cache(maxsize=1)
def _letter_points() -> tuple[NDArray[np.uint8], F32]:
    """The row of each code point (0 for most), and the points that each row gives to each language of all."""
    rows = np.zeros(0x10000, np.uint8)
    points: list[NDArray[np.float32]] = [np.zeros(len(_ALL), np.float32)]

    def add(codes: list[int], languages: list[str], gain: float) -> None:
        row = np.zeros(len(_ALL), np.float32)
        row[[_ALL.index(language) for language in languages]] = gain
        rows[codes] = len(points)
        points.append(row)

    for letter in sorted(set("".join(_LETTERS.values()))):
        holders = [language for language, letters in _LETTERS.items() if letter in letters]
        cases = [ord(case) for case in {letter, letter.upper()} if len(case) == 1 and ord(case) > 0x7F]
        add(cases, holders, math.log2(len(BY_WORDS) / len(holders)))
    for language, ranges in _SCRIPTS.items():
        codes = [code for low, high in ranges for code in range(low, high + 1)]
        add(codes, ["zh", "ja"] if language == "zh" else [language], _KANA if language == "ja" else 4.0)
        if language == "zh":
            points[-1][_ALL.index("ja")] -= 1.0
    return rows, np.stack(points)
