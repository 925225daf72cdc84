"""The data that stages pass to each other: columns of numbers on documents and pairs, as frozen values."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from syndetect.kernels.feature_index import FeatureIndex
from syndetect.kernels.minhash import U16
from syndetect.kernels.shared_weight import WeightedWords
from syndetect.kernels.words import I32, I64, U64, Bools
from syndetect.model import Passage, PassageKind


@dataclass(frozen=True, slots=True)
class WordColumns:
    """Words, as columns of one length.

    `begins`, `ends`: int32, code points. `heads`, `tails`: the same with the quotation marks, brackets and
    stops next to the word. `hashes`: uint64 of the folded word. `stems`: uint64, equal for forms of one word.
    `bits`: float32, the surprise of the word in its language. The others but the last two are bool.
    `content`: not a function word. `facts`: a figure, or a name: a capitalised content word that does not
    open a sentence. `figures`: in digits or in words; `dates`: the name of a day or a month. `quoted`:
    between quotation marks. `furniture`: on a line that is no part of the article. `around`: furniture with
    the author, the place or the time. `disguised`: with hidden characters or look-alike letters, which its
    hash is free of. `sentences`, `blocks`: int32, the sentence and the paragraph of each word, counted from
    0.
    """

    begins: I32
    ends: I32
    heads: I32
    tails: I32
    hashes: U64
    stems: U64
    bits: NDArray[np.float32]
    content: Bools
    facts: Bools
    figures: Bools
    dates: Bools
    quoted: Bools
    furniture: Bools
    around: Bools
    disguised: Bools
    sentences: I32
    blocks: I32


@dataclass(frozen=True, slots=True)
class Tokens(WordColumns):
    """One document's words and its language."""

    language: str

    def __len__(self) -> int:
        return len(self.begins)


@dataclass(frozen=True, slots=True)
class TokenBatch(WordColumns):
    """The words of several documents, one after the other.

    `firsts`: int64 (documents + 1,), the first word of each document.
    """

    firsts: I64
    languages: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.languages)

    def __getitem__(self, row: int) -> Tokens:
        rows = slice(self.firsts[row], self.firsts[row + 1])
        return Tokens(
            **{name: getattr(self, name)[rows] for name in TOKEN_COLUMNS}, language=self.languages[row]
        )

    def __iter__(self) -> Iterator[Tokens]:
        return (self[row] for row in range(len(self)))


TOKEN_COLUMNS = tuple(item.name for item in fields(WordColumns))


@dataclass(frozen=True, slots=True)
class Prepared:
    """The tokens of articles, one after the other, without furniture, with the columns that alignment needs.

    Words, units, content words and occurrences are counted through the whole batch.
    `cuts`: bool (words,), true where furniture came before the word, so that no passage goes over it; over a
    by-line and the like a passage may go, but their words are no part of it.
    `unit_firsts`: int64 (documents + 1,), the first alignment unit (a sentence, or short ones joined) of each
    document; `unit_begins`, `unit_ends`: int64 (units,), their words; `units`: int64 (words,), the unit of
    each word. `content_firsts`: int64 (documents + 1,), the first content word of each; `content_before`:
    int64 (words + 1,), content words before each word; `places`: int64 (content words,), their words;
    `stems`: their `stem_rows` in the index of stems, whose places are content words; `weights`: float64.
    `carried`: float64 (content words + 1,), the weight before each. `quoted_before`: int64 (words + 1,).
    `bags`: index of the distinct stems of each unit, whose places are units; `bag_weights`: float64.
    `norms`, `sums`: float64 (units,), root of the summed squares and sum of a bag's weights.
    `runs`, `triples`: indexes of runs of four and of three words, whose places are words. `seeds`: int64,
    the rows of every third run of four, by document; `seed_firsts`: int64 (documents + 1,).
    `wholes`, `trigrams`: sorted keys of the distinct shingles of the whole text and of the distinct runs of
    three words outside quotations, with the first of each document. `furniture`: int64 (documents,), words
    left out; `disguised`: int64, words with hidden characters or look-alike letters; `density`: float64, the
    weight of a character; `digests`: uint64 (documents,), equal for equal words.
    """

    tokens: TokenBatch
    cuts: Bools
    units: I64
    unit_firsts: I64
    unit_begins: I64
    unit_ends: I64
    content_firsts: I64
    content_before: I64
    places: I64
    stems: FeatureIndex
    stem_rows: I64
    previous: I64
    weights: NDArray[np.float64]
    carried: NDArray[np.float64]
    quoted_before: I64
    bags: FeatureIndex
    bag_weights: NDArray[np.float64]
    norms: NDArray[np.float64]
    sums: NDArray[np.float64]
    runs: FeatureIndex
    triples: FeatureIndex
    triple_rows: I64
    wholes: U64
    whole_firsts: I64
    trigrams: U64
    trigram_firsts: I64
    furniture: I64
    disguised: I64
    density: NDArray[np.float64]
    digests: U64
    seeds: I64
    seed_firsts: I64

    def __len__(self) -> int:
        return len(self.tokens)

    @property
    def words(self) -> WeightedWords:
        """The content words with their weights, to measure what stretches share."""
        return WeightedWords(self.stems, self.stem_rows, self.previous, self.weights, self.carried)

    @property
    def firsts(self) -> I64:
        """The first word of each document, and the number of all words."""
        return self.tokens.firsts


PASSAGE_KINDS: tuple[PassageKind, ...] = ("reworded", "edited", "verbatim", "quote", "translated")
"""The kinds of passages; a column holds the index in this tuple."""


@dataclass(frozen=True, slots=True)
class Alignments:
    """The passages of each pair, as columns; words and units are those of a `Prepared`.

    `near`, `far`: int64 (pairs,), the documents, the longer text near; `swapped`: bool, the near one is the
    right one. `box_owners`: int64 (passages,), the pair of each passage, ascending; `boxes`: int64
    (passages, 4), words: near begin, near end, far begin, far end; `kinds`: int64, in PASSAGE_KINDS;
    `similarity`: float64. `run_owners`: int64 (runs,); `runs`: int64 (runs, 3), equal runs of words: begin
    on the near side, begin on the far side, length. `links`: int64 (links, 3), the pair and two alignment
    units that correspond inside the passages.
    """

    near: I64
    far: I64
    swapped: Bools
    box_owners: I64
    boxes: I64
    kinds: I64
    similarity: NDArray[np.float64]
    run_owners: I64
    runs: I64
    links: I64

    def __len__(self) -> int:
        return len(self.near)


@dataclass(frozen=True, slots=True)
class Alignment:
    """The same for one pair, counted within its own documents.

    `boxes`: int64 (passages, 4), words left begin, end, right begin, end; `runs`: int64 (runs, 3), begin on
    the left, begin on the right, length; `links`: int64 (links, 2), units left and right.
    """

    passages: tuple[Passage, ...]
    boxes: I64
    runs: I64
    links: I64


class Postings(Protocol):
    """Postings of features or of lines, which are read in order."""

    def slices(self, size: int) -> Iterator[U64]:
        """All postings, uint64, in sorted slices of about `size` or more; no feature is in two slices."""
        ...

    def holding(self, keys: U64, low_bits: int) -> U64:
        """The postings, sorted, whose upper bits are among `keys`, which are sorted and have no low bits."""
        ...

    def close(self) -> None:
        """Free all memory and files."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class WordCounts:
    """The common words of a corpus: `hashes`, uint64, sorted; `counts`, int64; `total`, all words of it."""

    hashes: U64
    counts: I64
    total: int

    def __reduce__(self) -> tuple[Callable[..., WordCounts], tuple[Any, ...]]:
        # Results are cached by this object: the same object must arrive in another process with every chunk
        # of work.
        return _counted, (self.hashes.tobytes(), self.counts.tobytes(), self.total)


@lru_cache(maxsize=2)
def _counted(hashes: bytes, counts: bytes, total: int) -> WordCounts:
    return WordCounts(np.frombuffer(hashes, np.uint64), np.frombuffer(counts, np.int64), total)


@dataclass(frozen=True, slots=True)
class Prints:
    """The fingerprints of a batch of texts.

    `words`: int64 (texts,), the number of words. `languages`: int8 (texts,), as `identify.detect` returns
    them. `digests`: uint64 (texts,), equal for equal sequences of words. `signatures`: uint16 (texts,
    num_perm) of the whole-text view. Postings, uint64, in no order: `views`, those of each view by rare
    features, in the order of `RARE_VIEWS`; `lines`, those of lines that may recur. `vocabulary`: the words of
    all texts.
    """

    words: I64
    languages: NDArray[np.int8]
    digests: U64
    signatures: U16
    views: tuple[U64, ...]
    lines: U64
    vocabulary: WordCounts


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """The fingerprints of a corpus. A *row* is the number of a text in the order of reading, a *place* by id.

    `order`: int64 (places,), the row of each place; rows that cannot be used have no place. By place:
    `words`, int64; `digests`, uint64, equal for equal sequences of words; `published`, float64, hours since
    1970 or nan; `outlets`, int64, equal for equal outlets, -1 for none. By row: `signatures`,
    uint16 (rows, num_perm). `views`: postings of each view by rare features, of rows.
    """

    order: I64
    words: I64
    digests: U64
    published: NDArray[np.float64]
    outlets: I64
    signatures: U16
    views: tuple[Postings, ...]
    vocabulary: WordCounts

    def __len__(self) -> int:
        return len(self.order)

    def close(self) -> None:
        """Free the postings, which need by far the most memory."""
        for view in self.views:
            view.close()
