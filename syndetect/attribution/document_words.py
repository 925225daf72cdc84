"""The words of members' texts, read once for all that is asked of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from syndetect.batching import batched
from syndetect.kernels.words import I32, U64
from syndetect.text.surface import words

_BATCH = 200


# Each is made once, and what is found of it is kept by the object that it is.
@dataclass(frozen=True, slots=True, eq=False)
class DocumentWords:
    """The words of one text: `hashes`, uint64; `begins`, `ends`, int32, code points."""

    hashes: U64
    begins: I32
    ends: I32


def words_of(texts: Iterable[str]) -> dict[str, DocumentWords]:
    """The words of each text; many are read at a time, since most are short."""
    distinct = list(dict.fromkeys(texts))
    found: dict[str, DocumentWords] = {}
    for some in batched(distinct, _BATCH):
        batch = words(some)
        borders = zip(batch.firsts[:-1].tolist(), batch.firsts[1:].tolist(), strict=True)
        for text, (low, high) in zip(some, borders, strict=True):
            found[text] = DocumentWords(batch.hashes[low:high], batch.begins[low:high], batch.ends[low:high])
    return found
