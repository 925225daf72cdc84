"""Documents to tokens: words, stems, sentences, quotations and page furniture, with offsets into the text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from syndetect.batching import batched
from syndetect.boilerplate.head_and_foot import edges
from syndetect.boilerplate.page_lines import furniture
from syndetect.columns import TokenBatch, WordCounts
from syndetect.kernels.unspaced import in_context
from syndetect.kernels.words import DIGIT, DISGUISED, I32, I64, U8, UPPER, Bools, WordBatch
from syndetect.model import Document
from syndetect.normalise.attached_marks import clinging
from syndetect.normalise.capital_nouns import capital_nouns
from syndetect.normalise.lexical import lexical
from syndetect.normalise.quotation_marks import quotations
from syndetect.normalise.slot_fillers import slots
from syndetect.text import lexicon
from syndetect.text.identify import identified
from syndetect.text.line_starts import lines, paragraphs, sentences
from syndetect.text.surface import words

__all__ = ["batches", "tokenise"]

_BATCH_CHARACTERS = 250_000


def batches(documents: Iterable[Document], characters: int = _BATCH_CHARACTERS) -> Iterable[list[Document]]:
    """Runs of documents of about so many characters, in order, so that kernels see batches of even size."""
    return batched(documents, characters, lambda document: len(document.text))


def tokenise(documents: Sequence[Document], corpus: WordCounts | None = None) -> TokenBatch:
    """Tokens of some documents; those of one do not depend on the others.

    `corpus` lowers the surprise of words that the documents' own corpus uses more than their language does.
    """
    texts = [document.text for document in documents]
    batch = words(texts)
    owners = np.repeat(np.arange(len(texts)), np.diff(batch.firsts))
    languages = _languages(documents, batch)
    batch = in_context(batch)
    stems, bits = lexical(languages, batch, owners, corpus)
    # All texts as one, with a character between them, as the words were found.
    offsets = np.zeros(len(texts) + 1, np.int64)
    np.cumsum([len(text) + 1 for text in texts], out=offsets[1:])
    shift = offsets[owners]
    begins, ends = batch.begins + shift, batch.ends + shift
    spans = _Spans(texts, languages, offsets)
    heads, tails = clinging(texts, begins, ends)
    content = bits >= lexicon.CONTENT_BITS
    aside, around = _within(begins, spans.furniture), _within(begins, spans.around)
    figures, dates = slots(batch, languages)
    nouns = capital_nouns(batch, languages, content)
    grouped = _dense(np.searchsorted(spans.sentences, begins, side="right"), batch.firsts)
    return TokenBatch(
        begins=batch.begins,
        ends=batch.ends,
        heads=(heads - shift).astype(np.int32),
        tails=(tails - shift).astype(np.int32),
        hashes=batch.hashes,
        stems=stems,
        bits=bits,
        content=content,
        facts=content & _facts(batch.marks, grouped, batch.firsts) & ~nouns,
        figures=figures,
        dates=dates,
        quoted=_within(begins, spans.quotations),
        furniture=aside | around,
        around=around & ~aside,
        disguised=(batch.marks & np.uint8(DISGUISED)) != 0,
        sentences=grouped,
        blocks=_dense(np.searchsorted(spans.blocks, begins, side="right"), batch.firsts),
        firsts=batch.firsts,
        languages=tuple(languages),
    )


def _languages(documents: Sequence[Document], batch: WordBatch) -> list[str]:
    """The declared language of each document, or the one that its text speaks for."""
    declared = [lexicon.code(document.language or "") for document in documents]
    silent = [row for row, language in enumerate(declared) if language is None]
    samples = [batch.hashes[batch.firsts[row] : batch.firsts[row + 1]] for row in silent]
    detected = dict(zip(silent, identified([documents[row].text for row in silent], samples), strict=True))
    return [language or detected[row] for row, language in enumerate(declared)]


def _facts(marks: U8, sentences: I32, firsts: I64) -> Bools:
    opening = np.append(True, sentences[1:] != sentences[:-1])[: len(sentences)]
    opening[firsts[:-1][firsts[:-1] < len(sentences)]] = True
    facts: Bools = ((marks & DIGIT) != 0) | (((marks & UPPER) != 0) & ~opening)
    return facts


class _Spans:
    """What regular expressions find in each text, in the places of all texts as one.

    `blocks`, `sentences`: int64, where they begin. `quotations`, `furniture`, `around`: int64 (spans, 2).
    """

    blocks: I64
    sentences: I64
    quotations: I64
    furniture: I64
    around: I64

    def __init__(self, texts: Sequence[str], languages: Sequence[str], offsets: I64) -> None:
        blocks: list[int] = []
        begun: list[int] = []
        quoted: list[tuple[int, int]] = []
        aside: list[tuple[int, int]] = []
        around: list[tuple[int, int]] = []
        for text, language, offset in zip(texts, languages, offsets.tolist(), strict=False):
            line_hashes = lines(text)
            parts = paragraphs(text, line_hashes)
            blocks += [offset + begin for begin, _ in parts]
            begun += [offset + begin for begin in sentences(text, parts, language)]
            quoted += [(offset + begin, offset + end) for begin, end in quotations(text)]
            aside += [(offset + begin, offset + end) for begin, end in furniture(line_hashes)]
            around += [(offset + begin, offset + end) for begin, end in edges(text, line_hashes, language)]
        self.blocks = np.array(blocks, np.int64)
        self.sentences = np.array(begun, np.int64)
        self.quotations = np.array(quoted, np.int64).reshape(len(quoted), 2)
        self.furniture = np.array(aside, np.int64).reshape(len(aside), 2)
        self.around = np.array(around, np.int64).reshape(len(around), 2)


def _within(begins: I64, spans: I64) -> Bools:
    inside: Bools = np.zeros(len(begins), np.bool_)
    # Most words stand in no span: from span to words, not from words to spans.
    for low, high in np.searchsorted(begins, spans).tolist():
        inside[low:high] = True
    return inside


def _dense(groups: I64, firsts: I64) -> I32:
    """Group numbers without gaps, in order, from 0 in every text."""
    if not len(groups):
        return np.empty(0, np.int32)
    steps = np.append(False, groups[1:] != groups[:-1])
    begun = firsts[:-1][firsts[:-1] < len(groups)]
    steps[begun] = True
    numbers = np.cumsum(steps)
    counts = np.diff(firsts)
    numbers -= np.repeat(numbers[np.minimum(firsts[:-1], len(groups) - 1)], counts)
    return numbers.astype(np.int32)
