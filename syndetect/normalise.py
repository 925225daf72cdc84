"""Documents to tokens: words, stems, sentences, quotations and page furniture, with offsets into the text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from syndetect import lexicon
from syndetect.columns import Tokens, WordCounts
from syndetect.identify import identified
from syndetect.kernels.text import DIGIT, DISGUISED, I32, SINGLE, U64, UPPER, Bools, WordBatch, words
from syndetect.kernels.unspaced import in_context
from syndetect.model import Document
from syndetect.pairs import letter_bits
from syndetect.sentences import sentence_starts

F32 = NDArray[np.float32]

_BATCH_CHARACTERS = 250_000


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


def tokenise(documents: Sequence[Document], corpus: WordCounts | None = None) -> list[Tokens]:
    """Tokens of each document; the result for one does not depend on the others.

    `corpus` lowers the surprise of words that the documents' own corpus uses more than their language does.
    """
    batch = words([document.text for document in documents])
    languages = _languages(documents, batch)
    batch = in_context(batch)
    stems, bits = _lexical(languages, batch, corpus)
    return [
        _tokens(document, languages[row], batch, stems, bits, slice(batch.firsts[row], batch.firsts[row + 1]))
        for row, document in enumerate(documents)
    ]


def _tokens(
    document: Document, language: str, batch: WordBatch, stems: U64, bits: F32, rows: slice
) -> Tokens:
    text = document.text
    begins, ends = batch.begins[rows], batch.ends[rows]
    blocks, sentences = _segments(text, language)
    furniture = _furniture(text)
    heads, tails = _clinging(text, begins, ends)
    content = bits[rows] >= lexicon.CONTENT_BITS
    grouped = _dense(np.searchsorted(sentences, begins, side="right"))
    return Tokens(
        begins=begins,
        ends=ends,
        heads=heads,
        tails=tails,
        hashes=batch.hashes[rows],
        stems=stems[rows],
        bits=bits[rows],
        content=content,
        facts=content & _facts(batch.marks[rows], grouped),
        quoted=_within(begins, _quotations(text)),
        furniture=_within(begins, furniture),
        disguised=(batch.marks[rows] & np.uint8(DISGUISED)) != 0,
        sentences=grouped,
        blocks=_dense(np.searchsorted(blocks, begins, side="right")),
        language=language,
    )


def _facts(marks: NDArray[np.uint8], sentences: I32) -> Bools:
    opening = np.append(True, sentences[1:] != sentences[:-1])[: len(sentences)]
    facts: Bools = ((marks & DIGIT) != 0) | (((marks & UPPER) != 0) & ~opening)
    return facts


# --- words ------------------------------------------------------------------------------------------------


def _languages(documents: Sequence[Document], batch: WordBatch) -> list[str]:
    """The declared language of each document, or the one that its text speaks for."""
    declared = [lexicon.code(document.language or "") for document in documents]
    silent = [row for row, language in enumerate(declared) if language is None]
    samples = [batch.hashes[batch.firsts[row] : batch.firsts[row + 1]] for row in silent]
    told = dict(zip(silent, identified([documents[row].text for row in silent], samples), strict=True))
    return [language or told[row] for row, language in enumerate(declared)]


def _lexical(languages: Sequence[str], batch: WordBatch, corpus: WordCounts | None) -> tuple[U64, F32]:
    """Stem and surprise of every word of the batch; each distinct word of a language is looked up once."""
    single = (batch.marks & np.uint8(SINGLE)) != 0
    stems = np.empty(len(batch.hashes), np.uint64)
    bits = np.empty(len(batch.hashes), np.float32)
    owners = np.repeat(np.arange(len(languages)), np.diff(batch.firsts))
    spoken = np.array(languages, dtype=object)
    for language in sorted(set(languages)):
        theirs = (spoken == language)[owners]
        letters = np.flatnonzero(theirs & single)
        if len(letters):
            stems[letters] = batch.stems[letters]
            bits[letters] = letter_bits(batch.stems[letters], language)
        rows = np.flatnonzero(theirs & ~single)
        distinct, first, inverse = np.unique(batch.hashes[rows], return_index=True, return_inverse=True)
        known = _stem_cache(language)
        found = []
        for key, row in zip(distinct.tolist(), rows[first].tolist(), strict=True):
            entry = known.get(key)
            if entry is None:
                entry = known[key] = lexicon.entry(batch.spelled(row), language)
            found.append(entry)
        stems[rows] = np.array([stem for stem, _ in found], np.uint64)[inverse]
        surprise = np.array([value for _, value in found], np.float64)
        if corpus is not None:
            surprise = lexicon.adapted(surprise, distinct, corpus)
        bits[rows] = surprise.astype(np.float32)[inverse]
    return stems, bits


@lru_cache(maxsize=32)
def _stem_cache(language: str) -> dict[int, tuple[int, float]]:  # noqa: ARG001 - one memo a language
    # A pure memo of word to (stem, bits): its content never shows in a result.
    return {}


# --- lines, sentences, quotations --------------------------------------------------------------------------

_LINE = re.compile(r"[^\n]*\n?")
_CLOSED = (".", "!", "?", ":", ";", "…", '"', "”", "»", "’", ")", "]", "。", "！", "？")
_WRAPPED = 100
# Straight marks count as a pair only where they cling to what they enclose: inches and strays do not.
_MARK = re.compile('[“«„「『”»"‘‚‹＂]')
_QUOTATION = re.compile(
    r"“[^“”\n]{2,1200}(?:[”\n]|\Z)|«[^«»\n]{2,1200}»|„[^„“”\"\n]{2,1200}[“”\"]|「[^「」\n]{2,800}」"
    r"|”(?=\S)[^“”\n]{2,1200}(?<=\S)”|»(?=\S)[^«»\n]{2,1200}(?<=\S)[«»]"
    r"|(?<!\w)\"(?=\S)[^\"\n]{2,1200}(?<=\S)\"|(?<!\w)\" [^\"\n]{2,1200} \"(?!\w)"
    r"|(?<!\w)‘[^‘’\n]{2,20}[^‘\n]{0,600}?[,.!?]’(?!\w)"
    r"|(?<!\w)‘[^‘’\n]{20,600}’(?=[,.;:!?])|‚[^‚‘\n]{2,600}‘|『[^『』\n]{2,800}』|‹[^‹›\n]{2,600}›|＂[^＂\n]{2,800}＂"
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
    blocks = _blocks(text)
    sentences: list[int] = []
    for begin, end in blocks:
        block = text[begin:end]
        if block.strip():
            sentences.extend(begin + start for start in sentence_starts(block, language))
    return (
        np.fromiter((begin for begin, _ in blocks), np.int64, len(blocks)),
        np.asarray(sentences, np.int64),
    )


def _quotations(text: str) -> list[tuple[int, int]]:
    # Looking for a mark first is several times quicker than trying every kind of quotation at every place.
    spans = []
    mark = _MARK.search(text)
    while mark is not None:
        found = _QUOTATION.match(text, mark.start())
        if found is not None:
            spans.append(found.span())
        mark = _MARK.search(text, mark.end() if found is None else found.end())
    return spans


_OPENING = "“„\"'‘‚«‹([{¿¡「『《（【"
_CLOSING = "”“\"'’‘»›)]}.!?…,;:」』》）】。！？、，；：؟،؛।"
_CLING = 3


def _marked(marks: str) -> Bools:
    """Which code points of the first plane are among the marks; looked up faster than searched for."""
    table: Bools = np.zeros(0x10000, np.bool_)
    table[[ord(mark) for mark in marks]] = True
    return table


_OPENS, _CLOSES = _marked(_OPENING), _marked(_CLOSING)


def _clinging(text: str, begins: I32, ends: I32) -> tuple[I32, I32]:
    """Borders of words with up to three marks that cling to them; none is claimed by two words."""
    heads, tails = begins.copy(), ends.copy()
    if not len(begins):
        return heads, tails
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    points = np.minimum(points, len(_OPENS) - 1)
    opening, closing = _OPENS[points], _CLOSES[points]
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


_GROUP = re.compile(r"(?<!\\)\((?!\?)")


@lru_cache(maxsize=3)
def _furniture_pattern(kind: str) -> re.Pattern[str]:
    raw = json.loads(files("syndetect").joinpath("data/furniture.json").read_text("utf-8"))
    # Groups that capture nothing, and lower case in place of IGNORECASE, match four times as fast.
    whole = "|".join(f"(?:{_GROUP.sub('(?:', pattern)})" for pattern in raw[kind])
    return re.compile(whole) if kind == "lines" else re.compile(whole, re.IGNORECASE)


def _is_furniture(line: str) -> bool:
    return bool(
        _furniture_pattern("lines").fullmatch(line.lower()) or _furniture_pattern("capitals").fullmatch(line)
    )


_LONGEST_FURNITURE = 400


def _furniture(text: str) -> list[tuple[int, int]]:
    teaser = _furniture_pattern("teasers")
    found = []
    lines = [match for match in _LINE.finditer(text) if match.group()]
    wrapped = max((len(match.group()) for match in lines), default=0) <= _WRAPPED
    begun, before = False, ""
    for match in lines:
        line = match.group().strip()
        # "share." may be the last line of a wrapped paragraph.
        runs_on = wrapped and line[:1].islower() and bool(before) and not before.endswith(_CLOSED)
        before = line
        if not line:
            continue
        short = len(line) <= _LONGEST_FURNITURE and not runs_on
        # "Video: minister resigns" points elsewhere from inside an article; at its head it is the headline.
        if short and (_is_furniture(line) or (begun and teaser.fullmatch(line))):
            found.append(match.span())
        else:
            begun = True
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
