"""Which language a text is written in: by its script, its letters and its commonest words, offline.

Each letter and each common word gives points to the languages that have it, more points where fewer languages
have it or where it is more common: a naive Bayes classifier whose frequencies follow Zipf's law. A text with
too few of the common words of the language with the most points is in another language, which is unknown.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from syndetect.kernels.words import DIGIT, U64, words
from syndetect.text.lexicon import common_shares, common_words, neighbours

F32 = NDArray[np.float32]

BY_WORDS = (
    "en", "de", "fr", "es", "it", "pt", "nl", "sv", "ro", "pl", "ru", "uk", "tr", "ar",
    "bg", "ca", "cs", "da", "fa", "fi", "hu", "id", "nb", "is", "lt", "lv", "mk", "ms", "sk", "sl", "tl",
    "ur", "vi",
)  # fmt: skip
"""Languages that share a script with others, recognised by their commonest words and letters."""

BY_SCRIPT_AND_WORDS = ("hi", "bn", "he", "el", "ta")
"""Languages recognised by their script, unless a text has none of their common words."""

_LETTERS = {
    "de": "äöüß", "fr": "àâçèéêëîïôùûœ", "es": "áéíñóúü¿¡", "it": "àèéìòù", "pt": "ãáâàçéêíóôõú",
    "nl": "ëïéö", "sv": "åäöé", "ro": "ăâîșțşţ", "pl": "ąćęłńóśźż", "ru": "абвгдежзийклмнопрстуфхцчшщъыьэюяё",
    "uk": "абвгґдежзийклмнопрстуфхцчшщьюяєії", "tr": "çğıöşüâ", "bg": "абвгдежзийклмнопрстуфхцчшщъьюя",
    "ca": "àçèéíïòóúü·", "cs": "áčďéěíňóřšťúůýž", "da": "æøåé", "fi": "äöå", "hu": "áéíóöőúüű", "nb": "æøåéò",
    "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهويةىأإآؤئء", "fa": "ابپتثجچحخدذرزژسشصضطظعغفقکكگلمنوهیيئآ",
    "is": "áéíóúýþæöð", "lt": "ąčęėįšųūž", "lv": "āčēģīķļņšūž", "mk": "абвгдежзијклмнопрстуфхцчшѓќѕљњџ",
    "sk": "áäčďéíĺľňóôŕšťúýž", "sl": "čšž", "ur": "ابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکكگلمنںوہھهیيےئآ",
    "vi": "àáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ",
}  # fmt: skip
_FOREIGN = {
    "sh": "čćđšž", "sr": "абвгдежзијклмнопрстуфхцчшђћљњџ", "be": "абвгдежзйклмнопрстуфхцчшыьэюяёіў",
    "sq": "çë", "et": "äöõüšž", "az": "çəğıöşü", "fo": "áæðíóúýø", "fy": "âêôúû", "lb": "äëéèö",
    "mt": "ċġħżàèù",
    "eo": "ĉĝĥĵŝŭ", "cy": "âêîôûŵŷ", "gl": "áéíóúñ", "ckb": "ئابپتجچحخدرڕزژسشعغفڤقکكگلڵمنوۆهەیيێ",
    "ps": "اآبپتټثجځچڅحخدډذرړزژږسشښصضطظعغفقکګلمنڼوهیۍئې", "as": "ৰৱ",
    "sd": "ابٻپتٿٽٺثجڄڃچڇحخدڌڊڏذرڙزسشصضطظعغفڦقڪکگڳڱلمنڻوهيءئآ", "ug": "ئابپتجچخدرزژسشغفقكگڭلمنھوۇۆۈۋېىي",
}  # fmt: skip
"""Letters of languages that are recognised only so that their texts count for no other language."""

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
"""Scripts that each count for one language; kana is Japanese, even among Chinese letters."""

_ALL = (*BY_WORDS, *_SCRIPTS)
_SISTERS = {"hi": ("mr", "ne"), "bn": ("as",), "he": ("yi",)}
"""Other languages in the scripts that count for one language."""

SILENT, STRANGE = -1, -2
"""Numbers in place of a language: for a text without evidence, and for one in an unknown language."""

_SAMPLE_WORDS = 120
_SAMPLE_CHARACTERS = 2000
_KANA = 8.0
"""Points of a kana letter; more than those of a Chinese letter, which both languages use."""
_LEAST = 6.0
"""Points that a language needs, at least; with fewer there is no evidence."""
_FEWEST = 8
"""Words that a text needs before it must have common words of its language."""
_TOLD, _LEAST_TOLD = 10, 25
"""Words of a line that is no row of a list, and of all such lines that tell a language for the rest."""
_LONGEST_LIST = 20_000
"""Characters of a text in which they are looked for."""
_PROSE = 0.6
"""The share of common words in average news, divided by their share by frequencies."""
_LACKING = 0.7
"""What a text has of that, at least, apart from one in ten short texts."""
_DEVIATIONS = 1.3
_DOUBT = 0.95
"""Factor of the points of neighbours, compared with those of known languages."""
_UNKNOWN = "en"
_NO_NAME = "und"
_PRIOR = 4.0
"""Points that English has in advance."""
_LISTED = 300
"""Words in the list of a language; ranks in shorter lists count as in a list of this length."""


def identified(texts: Sequence[str], hashes: Sequence[U64]) -> list[str]:
    """The language code of each text; `hashes`: uint64 (words,) for each text, its words.

    English where there is no evidence for any language, ``und`` (general rules) where the language is
    unknown.
    """
    numbers = detect(texts, hashes)
    return [
        _ALL[number] if number >= 0 else _UNKNOWN if number == SILENT else _NO_NAME
        for number in numbers.tolist()
    ]


def language_of(text: str) -> str:
    """The language code of one text, as `identified` has it: no more is read of it than that looks at."""
    head = words([text[:_SAMPLE_CHARACTERS]]).hashes[:-1]
    enough = len(head) >= _SAMPLE_WORDS
    return identified([text], [head if enough else words([text]).hashes])[0]


def named(numbers: NDArray[np.int8]) -> list[str | None]:
    """The language codes for the numbers of `detect`; None for SILENT and STRANGE."""
    return [_ALL[number] if number >= 0 else None for number in numbers.tolist()]


def detect(texts: Sequence[str], hashes: Sequence[U64]) -> NDArray[np.int8]:
    """The language of each text, int8 (texts,): a number for `named`, or SILENT, or STRANGE.

    A list of results or names speaks for no language: of a text that is in no known one for that, the
    sentences beside the list tell it.
    """
    languages = _detected(texts, hashes)
    for row in np.flatnonzero(languages < 0).tolist():
        if prose := _prose(texts[row]):
            again = _detected([prose], [words([prose]).hashes])[0]
            languages[row] = again if again != SILENT else languages[row]
    return languages


def _prose(text: str) -> str:
    """The lines of a text that are no rows of a list; empty where all are, or none is."""
    rows = [line for line in text[:_LONGEST_LIST].splitlines() if line.strip()]
    told = [line for line in rows if len(line.split()) >= _TOLD]
    enough = sum(len(line.split()) for line in told) >= _LEAST_TOLD
    return "\n".join(told) if enough and len(told) < len(rows) else ""


def _detected(texts: Sequence[str], hashes: Sequence[U64]) -> NDArray[np.int8]:
    samples = [keys[:_SAMPLE_WORDS] for keys in hashes]
    scores, hits = _by_words(samples)
    for row, text in enumerate(texts):
        head = text[:_SAMPLE_CHARACTERS]
        if not head.isascii():
            scores[row] += _by_letters(head)
    scores[:, _ALL.index(_UNKNOWN)] += _PRIOR
    sizes = np.array([len(sample) for sample in samples], np.float64)
    weighed = scores.copy()
    # A few words that a neighbour has too are no reason for doubt.
    weighed[:, len(_ALL) :] *= np.where(sizes < _FEWEST, 0.0, _DOUBT)[:, None]
    best = weighed.argmax(axis=1)
    rows = np.arange(len(texts))
    languages = np.where(scores[rows, best] >= _LEAST, best, SILENT)
    strange = (best >= len(_ALL)) | (hits[rows, best] < _least_hits(sizes, best))
    return np.where((languages >= 0) & strange, STRANGE, languages).astype(np.int8)


def _least_hits(sizes: NDArray[np.float64], best: NDArray[np.int64]) -> NDArray[np.float64]:
    """The least number of common words that a text of each size has in its language; float64 (texts,)."""
    expected = _PROSE * _shares()[best]
    least = _LACKING * expected * sizes - _DEVIATIONS * np.sqrt(sizes * expected * (1 - expected))
    needed: NDArray[np.float64] = np.where(sizes >= _FEWEST, least, 0.0)
    return needed


def _by_words(samples: Sequence[U64]) -> tuple[F32, F32]:
    """The points of the sample of each text, and how many of its words are listed.

    Both are float32 (texts, languages).
    """
    known, points = _word_points()
    words = np.concatenate([np.empty(0, np.uint64), *samples])
    owners = np.repeat(np.arange(len(samples)), [len(sample) for sample in samples])
    nearest = np.minimum(np.searchsorted(known, words), len(known) - 1)
    hits = np.flatnonzero(known[nearest] == words)
    scores: F32 = np.zeros((len(samples), points.shape[1]), np.float32)
    counts = np.zeros_like(scores)
    if len(hits):
        rows = owners[hits]
        borders = np.flatnonzero(np.append(True, rows[1:] != rows[:-1]))
        gained = points[nearest[hits]]
        scores[rows[borders]] = np.add.reduceat(gained, borders)
        counts[rows[borders]] = np.add.reduceat((gained > 0).astype(np.float32), borders)
    return scores, counts


def _by_letters(text: str) -> F32:
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    rows, points = _letter_points()
    counts = np.bincount(rows[np.minimum(codes, len(rows) - 1)], minlength=len(points))
    score: F32 = counts @ points
    return score


@lru_cache(maxsize=1)
def _columns() -> tuple[str, ...]:
    """All languages that get points: those that can be named, then their neighbours."""
    return (*_ALL, *neighbours())


@lru_cache(maxsize=1)
def _shares() -> NDArray[np.float64]:
    """The share of common words in each language, float64 (languages,); 0 where none are needed."""
    listed = common_shares()
    # A text with little evidence is rather English than in an unknown language.
    return np.array([0.0 if name == _UNKNOWN else listed.get(name, 0.0) for name in _columns()])


@lru_cache(maxsize=1)
def _word_points() -> tuple[U64, F32]:
    """Hashes of common words, sorted, and the points that each gives to each language."""
    columns = {name: column for column, name in enumerate(_columns())}
    listed = {**common_words(), **neighbours()}
    batch = words(list(listed.values()))
    sizes = np.diff(batch.firsts)
    ranks = np.arange(len(batch.hashes)) - np.repeat(batch.firsts[:-1], sizes)
    known, rows = np.unique(batch.hashes, return_inverse=True)
    points: F32 = np.zeros((len(known), len(columns)), np.float32)
    # By Zipf's law, as Mandelbrot amended it, a word of rank r is about n / (r + 4) times as common as the
    # last one listed.
    gains = np.maximum(1 + np.log2(_LISTED / (ranks + 4)), 0.1).astype(np.float32)
    np.maximum.at(points, (rows, np.repeat([columns[name] for name in listed], sizes)), gains)
    # Figures of any script are folded to one, and a table of results is in no language for them.
    points[rows[(batch.marks & np.uint8(DIGIT)) != 0]] = 0.0
    return known, points


@lru_cache(maxsize=1)
def _letter_points() -> tuple[NDArray[np.uint16], F32]:
    """The row of each code point (0 for most), and the points that each row gives to each language."""
    columns = _columns()
    rows = np.zeros(0x10000, np.uint16)
    points: list[NDArray[np.float32]] = [np.zeros(len(columns), np.float32)]

    def add(codes: list[int], languages: Sequence[str], gain: float) -> None:
        row = np.zeros(len(columns), np.float32)
        row[[columns.index(language) for language in languages]] = gain
        rows[codes] = len(points)
        points.append(row)

    lettered = {**_LETTERS, **_FOREIGN}
    for letter in sorted(set("".join(lettered.values()))):
        holders = [language for language, letters in lettered.items() if letter in letters]
        cases = [ord(case) for case in {letter, letter.upper()} if len(case) == 1 and ord(case) > 0x7F]
        add(cases, holders, math.log2(len(lettered) / len(holders)))
    for language, ranges in _SCRIPTS.items():
        codes = [code for low, high in ranges for code in range(low, high + 1) if not rows[code]]
        holders = [*(("zh", "ja") if language == "zh" else (language,)), *_SISTERS.get(language, ())]
        add(codes, holders, _KANA if language == "ja" else 4.0)
        if language == "zh":
            points[-1][_ALL.index("ja")] -= 1.0
    return rows, np.stack(points)
