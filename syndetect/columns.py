"""What the stages hand to each other: columns of numbers about documents and pairs, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from syndetect.kernels.minhash import U32
from syndetect.kernels.seeds import Bags
from syndetect.kernels.text import I32, I64, U64, Bools
from syndetect.model import Passage
from syndetect.spill import SortedRuns


@dataclass(frozen=True, slots=True)
class Tokens:
    """One document's words, as columns of one length.

    `begins`, `ends`: int32, code points. `heads`, `tails`: the same with the quotation marks, brackets and
    stops that cling to the word. `hashes`: uint64 of the folded word. `stems`: uint64, equal for forms
    of one word. `bits`: float32, the surprise of the word in its language. `content`: not a function word.
    `facts`: a figure, or a name: a capitalised content word that does not open a sentence.
    `quoted`: between quotation marks. `furniture`: on a line that is no part of the article. `disguised`:
    with hidden characters or look-alike letters, which its hash is free of. `sentences`, `blocks`: int32, the
    sentence and the paragraph of each word, counted from 0.
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
    quoted: Bools
    furniture: Bools
    disguised: Bools
    sentences: I32
    blocks: I32
    language: str

    def __len__(self) -> int:
        return len(self.begins)


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article's tokens, furniture gone, with what alignment needs of one side; worked out once.

    `cuts`: bool (words,), true where furniture stood before the word, so that no passage may reach over.
    `firsts`, `lasts`: int64 (units,), the words of each alignment unit (a sentence, or short ones joined);
    `units`: int64 (words,), the unit of each word. `bags`: content stems by unit. `places`: int64 (content
    words,), where content words stand, with their `stems` and `weights`. `shingles` and `starts`: hashes of
    runs of words, sorted, and where each begins. `triples`: uint64 (words - 2,), every run of three words in
    place. `wholes`: uint64, the distinct shingles of the whole text, sorted; `trigrams`: the distinct runs
    of three words outside quotations. `furniture`: how many words were taken out.
    """

    tokens: Tokens
    cuts: Bools
    units: I64
    firsts: I64
    lasts: I64
    bags: Bags
    places: I64
    stems: U64
    weights: NDArray[np.float64]
    shingles: U64
    starts: I64
    triples: U64
    wholes: U64
    trigrams: U64
    furniture: int

    def __len__(self) -> int:
        return len(self.tokens)

    @property
    def rank(self) -> tuple[int, bytes]:
        """Steps that must take one side first take the longer text, so the order of arguments is no input."""
        return len(self.tokens), self.tokens.hashes.tobytes()


@dataclass(frozen=True, slots=True)
class Alignment:
    """What two documents share. `boxes`: int64 (passages, 4), words left begin, end, right begin, end.

    `runs`: int64 (runs, 3), equal runs of words: begin on the left, begin on the right, length.
    `links`: int64 (links, 2), alignment units that answer each other inside the passages.
    """

    passages: tuple[Passage, ...]
    boxes: I64
    runs: I64
    links: I64

    def swapped(self) -> Alignment:
        """The same with the sides exchanged."""
        order = np.lexsort((self.boxes[:, 0], self.boxes[:, 2]))
        passages = [self.passages[row] for row in order]
        return Alignment(
            passages=tuple(replace(found, left=found.right, right=found.left) for found in passages),
            boxes=self.boxes[order][:, [2, 3, 0, 1]],
            runs=_ordered(self.runs[:, [1, 0, 2]]),
            links=_ordered(self.links[:, [1, 0]]),
        )


def _ordered(rows: I64) -> I64:
    return rows[np.lexsort((rows[:, 1], rows[:, 0]))]


@dataclass(frozen=True, slots=True)
class WordCounts:
    """The commoner words of a corpus: `hashes`, uint64, sorted; `counts`, int64; `total`, words in all."""

    hashes: U64
    counts: I64
    total: int


@dataclass(frozen=True, slots=True)
class Prints:
    """The fingerprints of a batch of texts.

    `words`: int64 (texts,). `digests`: uint64 (texts,), equal for equal sequences of words. `signatures`:
    uint32 (texts, num_perm) of the whole-text view. Postings, uint64, in no order: `rare`, `content` of the
    rare-wording and the content view, `lines` of lines that may recur. `vocabulary` is that of all texts.
    """

    words: I64
    digests: U64
    signatures: U32
    rare: U64
    content: U64
    lines: U64
    vocabulary: WordCounts


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """A corpus, fit to be searched. A *row* is where a text came in, a *place* its document's rank by id.

    `order`: int64 (places,), the row of each place; rows that turned out unusable have no place. By place:
    `words`, int64; `digests`, uint64, equal for equal sequences of words; `published`, float64, hours since
    1970 or nan; `outlets`, int64, equal for equal outlets, -1 where there is none. By row: `signatures`,
    uint32 (rows, num_perm). `rare`, `content`: postings of the rare-wording and the content view, of rows.
    """

    order: I64
    words: I64
    digests: U64
    published: NDArray[np.float64]
    outlets: I64
    signatures: U32
    rare: SortedRuns
    content: SortedRuns
    vocabulary: WordCounts

    def __len__(self) -> int:
        return len(self.order)

    def close(self) -> None:
        """Let the postings go, by far the largest thing held."""
        self.rare.close()
        self.content.close()
