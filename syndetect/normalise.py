"""Documents to tokens: words, stems, sentences, quotations and page furniture, with offsets into the original."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
import xxhash
from numpy.typing import NDArray

from syndetect.columns import CONTENT_BITS, Tokens
from syndetect.kernels.text import DIGIT, I32, U64, Bools, WordBatch, words
from syndetect.model import Document

_UNKNOWN_BITS = 21.0
_SHORT_NUMBER_BITS = 11.0
_NUMBER_BITS = 16.0
_BATCH_CHARACTERS = 1_000_000


def batches(documents: Iterable[Document], characters: int = _BATCH_CHARACTERS) -> Iterable[list[Document]]:
    """Runs of documents of about so many characters, in order, so that kernels see batches of even size."""
    batch: list[Document] = []
    size = 0
    for document in documents:
        batch.append(document)
        size += len(document.text)
        if size >= characters:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def tokenise(documents: Sequence[Document]) -> list[Tokens]:
    """Tokens of each document; the result for one does not depend on the others."""
    batch = words([document.text for document in documents])
    languages = [_language(document, batch, row) for row, document in enumerate(documents)]
    return [
        _tokens(document, languages[row], batch, slice(batch.firsts[row], batch.firsts[row + 1]))
        for row, document in enumerate(documents)
    ]


def _tokens(document: Document, language: str, batch: WordBatch, rows: slice) -> Tokens:
    text = document.text
    begins, ends, hashes = batch.begins[rows], batch.ends[rows], batch.hashes[rows]
    stems, bits = _lexical(text, language, begins, ends, hashes, batch.marks[rows])
    blocks, sentences = _segments(text, language)
    furniture = _furniture(text)
    heads, tails = _clinging(text, begins, ends)
    return Tokens(
        begins=begins,
        ends=ends,
        heads=heads,
        tails=tails,
        hashes=hashes,
        stems=stems,
        bits=bits,
        content=bits >= CONTENT_BITS,
        quoted=_within(begins, _quotations(text)),
        furniture=_within(begins, furniture),
        sentences=_dense(np.searchsorted(sentences, begins, side="right")),
        blocks=_dense(np.searchsorted(blocks, begins, side="right")),
        language=language,
    )


# --- words ------------------------------------------------------------------------------------------------


def _lexical(
    text: str, language: str, begins: I32, ends: I32, hashes: U64, marks: NDArray[np.uint8]
) -> tuple[U64, NDArray[np.float32]]:
    distinct, first, inverse = np.unique(hashes, return_index=True, return_inverse=True)
    known = _stem_cache(language)
    stems = np.empty(len(distinct), np.uint64)
    bits = np.empty(len(distinct), np.float32)
    for row, (key, where) in enumerate(zip(distinct.tolist(), first.tolist(), strict=True)):
        entry = known.get(key)
        if entry is None:
            entry = _entry(text[begins[where] : ends[where]], language, bool(marks[where] & DIGIT))
            known[key] = entry
        stems[row], bits[row] = entry
    return stems[inverse], bits[inverse]


@lru_cache(maxsize=32)
def _stem_cache(language: str) -> dict[int, tuple[int, float]]:
    # A pure memo of word to (stem, bits): its content never shows in a result.
    return {}


def _entry(surface: str, language: str, number: bool) -> tuple[int, float]:  # noqa: FBT001
    word = "".join(c for c in surface.casefold() if c.isalnum() or c in ".,").replace(",", "")
    stem = word if number else _stemmer(language)(word)
    key = xxhash.xxh3_64_intdigest(_bare(stem).encode("utf-8", "surrogatepass"))
    if number:
        return key, _SHORT_NUMBER_BITS if len(word) < 3 else _NUMBER_BITS
    return key, _stem_bits(language).get(stem, _UNKNOWN_BITS)


def _bare(word: str) -> str:
    if word.isascii():
        return word
    import unicodedata

    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


_SNOWBALL = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "fi": "finnish", "fr": "french", "hi": "hindi", "hu": "hungarian", "id": "indonesian",
    "it": "italian", "lt": "lithuanian", "nb": "norwegian", "nl": "dutch", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sv": "swedish", "ta": "tamil", "tr": "turkish",
}  # fmt: skip


@lru_cache(maxsize=32)
def _stemmer(language: str) -> Any:
    name = _SNOWBALL.get(language)
    if name is None:
        return lambda word: word
    import Stemmer

    return Stemmer.Stemmer(name).stemWord


@lru_cache(maxsize=32)
def _frequencies(language: str) -> dict[str, float]:
    import wordfreq

    if language not in wordfreq.available_languages("small"):
        return {}
    found: dict[str, float] = wordfreq.get_frequency_dict(language, "small")
    return found


@lru_cache(maxsize=32)
def _stem_bits(language: str) -> dict[str, float]:
    """Surprise of each known stem, -log2 of the summed frequency of its forms."""
    stemmer = _stemmer(language)
    sums: dict[str, float] = {}
    for word, frequency in _frequencies(language).items():
        stem = stemmer(word)
        sums[stem] = sums.get(stem, 0.0) + frequency
    return {stem: -math.log2(frequency) for stem, frequency in sums.items()}


# --- language ---------------------------------------------------------------------------------------------

LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "sv", "ro", "pl", "ru", "uk", "tr", "ar")
_SAMPLE_WORDS = 400
_LEAST_FUNCTION_SHARE = 0.05


def _language(document: Document, batch: WordBatch, row: int) -> str:
    declared = (document.language or "")[:2].lower()
    if declared:
        return declared
    low = int(batch.firsts[row])
    sample = batch.hashes[low : min(int(batch.firsts[row + 1]), low + _SAMPLE_WORDS)]
    hashes, masks = _function_words()
    places = np.minimum(np.searchsorted(hashes, sample), len(hashes) - 1)
    hits = masks[places[hashes[places] == sample]]
    votes = ((hits[:, None] >> np.arange(len(LANGUAGES))) & 1).sum(axis=0)
    best = int(np.argmax(votes))
    return LANGUAGES[best] if votes[best] > _LEAST_FUNCTION_SHARE * len(sample) else "en"


@lru_cache(maxsize=1)
def _function_words() -> tuple[U64, NDArray[np.int64]]:
    """The sixty commonest words of every language as the tokeniser hashes them, and whose they are (a bit each)."""
    owners: dict[int, int] = {}
    for bit, language in enumerate(LANGUAGES):
        common = [word for word in list(_frequencies(language))[:80] if word.isalpha()][:60]
        for key in words(common).hashes.tolist():
            owners[key] = owners.get(key, 0) | 1 << bit
    ranked = sorted(owners.items())
    return (
        np.array([key for key, _ in ranked], np.uint64),
        np.array([mask for _, mask in ranked], np.int64),
    )


# --- lines, sentences, quotations --------------------------------------------------------------------------

_LINE = re.compile(r"[^\n]*\n?")
_CLOSED = (".", "!", "?", ":", ";", "…", '"', "”", "»", "’", ")", "]", "。", "！", "？")
_WRAPPED = 100
_QUOTATION = re.compile(
    r"“[^“”\n]{2,1200}[”\n]|\"[^\"\n]{2,1200}\"|«[^«»\n]{2,1200}»|„[^„“”\n]{2,1200}[“”]|「[^「」\n]{2,800}」"
    r"|(?<!\w)‘[^‘’\n]{2,20}[^‘\n]{0,600}?[,.!?]’(?!\w)"
)


def _blocks(text: str) -> list[tuple[int, int]]:
    """Paragraphs: lines, joined where a line break only wraps running text."""
    lines = [(match.start(), match.end()) for match in _LINE.finditer(text) if match.end() > match.start()]
    widest = max((end - begin for begin, end in lines), default=0)
    blocks: list[tuple[int, int]] = []
    for begin, end in lines:
        line = text[begin:end].strip()
        if not line:
            blocks.append((begin, end))
            continue
        if blocks and widest <= _WRAPPED and _runs_on(text, blocks[-1], (begin, end)):
            blocks[-1] = (blocks[-1][0], end)
        else:
            blocks.append((begin, end))
    return blocks


def _runs_on(text: str, before: tuple[int, int], line: tuple[int, int]) -> bool:
    head = text[before[0] : before[1]].strip()
    first = text[line[0] : line[1]].lstrip()[:1]
    if not head:
        return False
    last = head[head.rfind("\n") + 1 :]
    if last.endswith(_CLOSED):
        return len(last) > 55 and not text[line[0] : line[0] + 1].isspace()
    return first.islower() or len(last) > 55


def _segments(text: str, language: str) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where paragraphs and sentences begin."""
    import sentencex

    blocks = _blocks(text)
    sentences: list[int] = []
    for begin, end in blocks:
        block = text[begin:end]
        if not block.strip():
            continue
        if len(block) < 60:
            sentences.append(begin)
            continue
        flat = block.replace("\n", " ").replace("\r", " ")
        sentences.extend(
            begin + found["start_index"] for found in sentencex.get_sentence_boundaries(language, flat)
        )
    return (
        np.fromiter((begin for begin, _ in blocks), np.int64, len(blocks)),
        np.asarray(sentences, np.int64),
    )


def _quotations(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _QUOTATION.finditer(text)]


_OPENING = "“„\"'‘«([{¿¡「"
_CLOSING = "”“\"'’»)]}.!?…,;:」。！？、"
_CLING = 3


def _clinging(text: str, begins: I32, ends: I32) -> tuple[I32, I32]:
    """Borders of words with up to three marks that cling to them; none is claimed by two words."""
    heads, tails = begins.copy(), ends.copy()
    if not len(begins):
        return heads, tails
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    opening = np.isin(points, np.array([ord(c) for c in _OPENING], np.uint32))
    closing = np.isin(points, np.array([ord(c) for c in _CLOSING], np.uint32))
    following = np.append(begins[1:], len(points))
    for _ in range(_CLING):
        grows = (tails < following) & closing[np.minimum(tails, len(points) - 1)]
        tails = tails + grows.astype(np.int32)
    before = np.append(0, tails[:-1])
    for _ in range(_CLING):
        grows = (heads > before) & opening[np.maximum(heads - 1, 0)]
        heads = heads - grows.astype(np.int32)
    return heads, tails


# --- furniture --------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _furniture_pattern() -> re.Pattern[str]:
    raw = json.loads(files("syndetect").joinpath("data/furniture.json").read_text("utf-8"))
    return re.compile("|".join(f"(?:{pattern})" for pattern in raw["lines"]), re.IGNORECASE)


_LONGEST_FURNITURE = 300


def _furniture(text: str) -> list[tuple[int, int]]:
    pattern = _furniture_pattern()
    found = []
    for match in _LINE.finditer(text):
        line = match.group().strip()
        if line and len(line) <= _LONGEST_FURNITURE and pattern.fullmatch(line):
            found.append(match.span())
    return found


# --- spans to columns ---------------------------------------------------------------------------------------


def _within(begins: I32, spans: list[tuple[int, int]]) -> Bools:
    inside: Bools = np.zeros(len(begins), np.bool_)
    if spans:
        edges = np.asarray(spans, np.int64)
        low = np.searchsorted(edges[:, 0], begins, side="right") - 1
        inside = (low >= 0) & (begins < edges[np.maximum(low, 0), 1])
    return inside


def _dense(groups: NDArray[Any]) -> I32:
    """Group numbers without gaps, in order."""
    if not len(groups):
        return np.empty(0, np.int32)
    steps = np.append(False, groups[1:] != groups[:-1])
    return np.cumsum(steps).astype(np.int32)
