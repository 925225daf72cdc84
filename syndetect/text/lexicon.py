"""What is known of words before any article is read: languages, stems, and the surprise of each word.

Frequencies are those of the wordfreq library (Speer 2022).
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import xxhash
from numpy.typing import NDArray

from syndetect.columns import WordCounts
from syndetect.kernels.code_points import folded
from syndetect.kernels.words import U64, words
from syndetect.text.numbers import digits_of
from syndetect.text.stems import stemmed

LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "sv", "ro", "pl", "ru", "uk", "tr", "ar")
"""Languages with spaces whose words, sentences and common words are all known."""

CONTENT_BITS = 10.0
"""A word rarer than 2^-10 in its language is a content word; about a hundred words are more common."""

_UNKNOWN_BITS = 21.0
_SHORT_NUMBER_BITS = 11.0
_NUMBER_BITS = 16.0
_PRIOR_WORDS = 1_000_000
_LEAST_COUNT = 50
_LEAST_CORPUS = 1_000_000
_FUNCTION_WORDS = 60

_TAG = re.compile(r"[a-z]{2,3}(?![^\W_])")
_ALIASES = {
    "no": "nb", "nn": "nb", "nor": "nb", "nob": "nb", "nno": "nb", "eng": "en", "deu": "de", "ger": "de",
    "fra": "fr", "fre": "fr", "spa": "es", "ita": "it", "por": "pt", "nld": "nl", "dut": "nl", "swe": "sv",
    "dan": "da", "fin": "fi", "ron": "ro", "rum": "ro", "pol": "pl", "rus": "ru", "ukr": "uk", "tur": "tr",
    "ara": "ar", "cat": "ca", "ell": "el", "gre": "el", "hin": "hi", "hun": "hu", "ind": "id", "lit": "lt",
    "tam": "ta", "zho": "zh", "chi": "zh", "jpn": "ja", "kor": "ko", "tha": "th", "ces": "cs", "cze": "cs",
    "heb": "he", "fas": "fa", "per": "fa", "bul": "bg", "srp": "sr", "est": "et",
    "isl": "is", "ice": "is", "lav": "lv", "mkd": "mk", "mac": "mk", "msa": "ms", "may": "ms", "slk": "sk",
    "slo": "sk", "slv": "sl", "tgl": "tl", "fil": "tl", "urd": "ur", "vie": "vi", "hrv": "hr", "gle": "ga",
    "cym": "cy", "wel": "cy",
}  # fmt: skip


def entry(letters: str, language: str) -> tuple[int, float]:
    """The stem of a word as a 64-bit hash, and its surprise in bits; forms of one word share the stem.

    `letters` are the folded letters that the tokeniser hashes, the same for all spellings of a word
    ("Résumé").
    """
    return entries([letters], language)[0]


def entries(words: Sequence[str], language: str) -> list[tuple[int, float]]:
    """The entry of each word: its stem as a 64-bit hash, and its surprise in bits."""
    bare = [digits_of(word) if word[:1].isdecimal() else word.replace(",", "") for word in words]
    numbers = [not word.isalpha() and any("0" <= c <= "9" for c in word) for word in bare]
    plain = numbers if language != "ko" else [False] * len(bare)
    accented = _accented(language)
    spelt = [
        accented.get(word) or written(word, language)
        for word, as_it_is in zip(bare, plain, strict=True)
        if not as_it_is
    ]
    others = iter(stemmed(spelt, language, lambda: frequencies(language)))
    stems = [word if as_it_is else next(others) for word, as_it_is in zip(bare, plain, strict=True)]
    listed = _stem_shares(language)
    shares = listed.of(stems) if listed else None
    made = []
    for at, (word, stem, number) in enumerate(zip(bare, stems, numbers, strict=True)):
        if number:
            bits = _SHORT_NUMBER_BITS if len(word) < 3 else _NUMBER_BITS
        elif shares is None:
            bits = _by_length(word)
        else:
            bits = -math.log2(shares[at]) if shares[at] else _UNKNOWN_BITS
        made.append((stem_key(stem), bits))
    return made


def stem_key(stem: str) -> int:
    """The hash of a stem, as tokens have it."""
    return xxhash.xxh3_64_intdigest(folded(stem).encode("utf-8", "surrogatepass"))


def _by_length(word: str) -> float:
    """Surprise in bits of a word, without a list: by Zipf's law of brevity, common words are short."""
    return min(_UNKNOWN_BITS, _BITS_OF_NONE + _BITS_A_LETTER * len(word))


_BITS_OF_NONE, _BITS_A_LETTER = 2.5, 2.5


_WRITTEN = dict.fromkeys(("fa", "ur", "ku", "ps"), str.maketrans("\u064a\u0643", "\u06cc\u06a9"))
"""Letters that result from folding, and the letters that a language writes for them."""


def written(word: str, language: str) -> str:
    """A folded word in the spelling of its language, as far as this depends on letters alone."""
    table = _WRITTEN.get(language)
    return word if table is None else word.translate(table)


def is_listed(word: str, language: str) -> bool:
    """Whether a word is in the list of its language, in any case and with or without accents."""
    bare = folded(word)
    return bare in frequencies(language) or bare in _accented(language)


def share(word: str, language: str) -> float:
    """The share (0 to 1) of a folded word among all words of its language, 0 where it is not listed."""
    shares = frequencies(language)
    return shares.get(_accented(language).get(word, word), 0.0)


def commonness(word: str, language: str) -> float:
    """Uses of a word in a billion words, as a decimal logarithm, by the longest list; 0 for unknown ones."""
    import wordfreq

    return (
        wordfreq.zipf_frequency(word.lower(), language) if language in wordfreq.available_languages() else 0.0
    )


def usual(word: str, language: str) -> float:
    """The same by the short list, which is read many times faster; 0 for words rarer than 10^3."""
    share = frequencies(language).get(word.lower())
    return 0.0 if share is None else round(math.log10(share) + 9, 2)


def adapted(bits: NDArray[np.float64], hashes: U64, corpus: WordCounts) -> NDArray[np.float64]:
    """Surprise of words in bits, float64 (words,), lower where the corpus uses a word more than its language.

    The language's frequencies count as if they were from _PRIOR_WORDS words, and the first _LEAST_COUNT uses
    of a word do not count: the words of one story stay rare in a small and in a large corpus, while a large
    corpus of one trade ("mln dlrs") has its own function words. A corpus of fewer than _LEAST_CORPUS words is
    too small for that: its common words can be those of one story that was copied often.
    """
    if corpus.total < _LEAST_CORPUS:
        return bits
    nearest = np.minimum(np.searchsorted(corpus.hashes, hashes), len(corpus.hashes) - 1)
    counts = np.where(corpus.hashes[nearest] == hashes, corpus.counts[nearest] - _LEAST_COUNT, 0)
    counts = np.maximum(counts, 0)
    blended = (_PRIOR_WORDS * 2.0**-bits + counts) / (_PRIOR_WORDS + corpus.total)
    return np.minimum(bits, -np.log2(blended))


def code(tag: str) -> str | None:
    """The two-letter code of a language tag ("en-GB", "eng", "EN_us"); None for any other text."""
    match = _TAG.match(tag.strip().lower())
    if match is None:
        return None
    primary = match.group()
    return _ALIASES.get(primary, primary if len(primary) == 2 else None)


@lru_cache(maxsize=1)
def common_words() -> Mapping[str, str]:
    """The commonest words of languages, commonest first, separated by spaces."""
    return _read("function_words")


@lru_cache(maxsize=64)
def commonest(language: str) -> frozenset[str]:
    """The same for one language, as a set."""
    return frozenset(common_words().get(language, "").split())


@lru_cache(maxsize=1)
def common_shares() -> Mapping[str, float]:
    """For each language the share (0 to 1) of those words among all its words."""
    return _read("word_shares")


@lru_cache(maxsize=1)
def neighbours() -> Mapping[str, str]:
    """Common words of languages that are recognised only so that their texts count for no other language."""
    return _read("neighbours")


def _read(name: str) -> Mapping[str, Any]:
    data: Mapping[str, Any] = json.loads(files("syndetect").joinpath(f"data/{name}.json").read_text("utf-8"))
    return data


@lru_cache(maxsize=1)
def function_words() -> U64:
    """The _FUNCTION_WORDS commonest words of each of LANGUAGES: uint64, hashes, sorted."""
    common = [common_words()[language].split()[:_FUNCTION_WORDS] for language in LANGUAGES]
    return np.unique(words([" ".join(few) for few in common]).hashes)


@lru_cache(maxsize=32)
def _accented(language: str) -> dict[str, str]:
    """The commonest accented form of words that also occur, or may be typed, without accents."""
    ranks = {word: rank for rank, word in enumerate(_list_of(language))}
    # Words of ASCII letters are listed in folded form. Folding works by character, so all others fold at
    # once.
    others = [word for word in ranks if not word.isascii()]
    plain = folded("\n".join(others)).split("\n") if others else []
    commonest: dict[str, str] = {}
    for word, bare in zip(others, plain, strict=True):
        if ranks.get(bare, len(ranks)) >= ranks[word]:
            commonest.setdefault(bare, word)
    return {bare: word for bare, word in commonest.items() if bare != word}


_LISTED_AS = {"tl": "fil"}


@lru_cache(maxsize=32)
def frequencies(language: str) -> dict[str, float]:
    """Share of each known word among the words of a language; empty for a language without a list."""
    return _list_of(language)


@lru_cache(maxsize=1)
def _list_of(language: str) -> dict[str, float]:
    """The same, kept for one language only: most languages need the list just once."""
    file = _lists() / f"small_{_LISTED_AS.get(language, language)}.msgpack.gz"
    if not file.is_file():
        return {}
    # A header, then for each hundredth of a power of ten, downwards from 1, the words of that frequency.
    _, *buckets = msgspec.msgpack.decode(gzip.decompress(file.read_bytes()))
    shares = [10 ** (-step / 100) for step in range(len(buckets))]
    return {word: share for share, bucket in zip(shares, buckets, strict=True) for word in bucket}


@lru_cache(maxsize=1)
def _lists() -> Path:
    """The folder of wordfreq's lists, which are read without the library: to import it takes far longer.

    Raises ImportError where wordfreq is not installed.
    """
    spec = importlib.util.find_spec("wordfreq")
    if spec is None or spec.origin is None:
        raise ImportError("wordfreq is not installed; install syndetect anew with all that it needs")
    return Path(spec.origin).with_name("data")


@dataclass(frozen=True, slots=True)
class _StemShares:
    """The summed frequency of the forms of each known stem: `hashes`, uint64, sorted, and `sums`, float64.

    One text in a language is enough for its list to be read, and twenty lists of strings would need more
    memory than everything else in a scan.
    """

    hashes: U64
    sums: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.hashes)

    def of(self, stems: Sequence[str]) -> list[float]:
        """The share (0 to 1) of each stem, 0 for an unknown stem."""
        asked = _hashes(stems)
        nearest = np.minimum(np.searchsorted(self.hashes, asked), len(self.hashes) - 1)
        shares: list[float] = np.where(self.hashes[nearest] == asked, self.sums[nearest], 0.0).tolist()
        return shares


@lru_cache(maxsize=32)
def _stem_shares(language: str) -> _StemShares:
    listed = _list_of(language)
    stems = stemmed(list(listed), language, lambda: listed)
    hashes, rows = np.unique(_hashes(stems), return_inverse=True)
    # Added up in the order of the list.
    sums = np.zeros(len(hashes))
    np.add.at(sums, rows, np.fromiter(listed.values(), np.float64, len(listed)))
    return _StemShares(hashes, sums)


def _hashes(words: Sequence[str]) -> U64:
    encoded = [word.encode("utf-8", "surrogatepass") for word in words]
    return np.fromiter(map(xxhash.xxh3_64_intdigest, encoded), np.uint64, len(words))
