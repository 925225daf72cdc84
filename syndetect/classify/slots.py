"""Two texts slot by slot: what stands between their equal runs, where one form may be filled in twice.

An edited copy has other words between its runs and the same figures, days and names in and between them; of
two fillings of one form the runs are the form, and what stands between them are other figures, days and
names.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from syndetect.columns import Alignments, Prepared
from syndetect.kernels.ranges import borders, ranges
from syndetect.kernels.words import I64, U64, Bools, mix

KINDS = ("figures", "dates", "names", "words")

_MOST_WORDS = 15
_MOST_FORM_WORDS = 60
_FORM_SHARE = 0.5
"""More words than the first between two equal runs, or ahead of all of them, are slots only up to the second,
and where so much of the side with fewer words stands on the other side too: else one text has words of its
own."""


def slots(articles: Prepared, alignments: Alignments) -> Mapping[str, I64]:
    """How many figures, dates, names and other content words each pair has kept and changed, by name.

    Kept is what stands in equal runs or on both sides of one slot; changed what stands on one side of a slot
    while the other side has another one of its kind.
    """
    owners, near, far = _slots(articles, alignments)
    counted: dict[str, I64] = {}
    total = len(alignments)
    hashes = articles.tokens.hashes
    ahead, behind = _filled(hashes, near), _filled(hashes, far)
    for name, marks in zip(KINDS, _marks(articles), strict=True):
        before = np.concatenate(([0], np.cumsum(marks)))
        begins = alignments.runs[:, 0]
        runs = np.bincount(
            alignments.run_owners, before[begins + alignments.runs[:, 2]] - before[begins], total
        ).astype(np.int64)
        kept, changed = _compared(ahead, behind, marks, len(owners))
        counted[f"{name}_kept"] = runs + np.bincount(owners, kept, total).astype(np.int64)
        counted[f"{name}_changed"] = np.bincount(owners, changed, total).astype(np.int64)
    return counted


def _marks(articles: Prepared) -> tuple[Bools, Bools, Bools, Bools]:
    tokens = articles.tokens
    figures, dates = tokens.figures, tokens.dates & ~tokens.figures
    names = tokens.facts & ~figures & ~dates
    return figures, dates, names, tokens.content & ~figures & ~dates & ~names


def _slots(articles: Prepared, alignments: Alignments) -> tuple[I64, I64, I64]:
    """The stretches between neighbouring equal runs, and ahead of the first and behind the last of a text.

    The pair of each, and int64 (slots, 2), the words on the near and on the far side.
    """
    owners, runs, firsts = alignments.run_owners, alignments.runs, articles.firsts
    heads = borders(owners)
    pairs = owners[heads]
    lasts = np.append(heads[1:], len(owners)) - 1
    ends = runs[:, :2] + runs[:, 2:]
    opens = np.stack((firsts[alignments.near[pairs]], firsts[alignments.far[pairs]]), axis=1)
    closes = np.stack((firsts[alignments.near[pairs] + 1], firsts[alignments.far[pairs] + 1]), axis=1)
    same = np.flatnonzero(owners[1:] == owners[:-1])
    begins = np.concatenate((opens, ends[same], ends[lasts] if len(heads) else opens))
    stops = np.concatenate((runs[heads, :2], runs[same + 1, :2], closes))
    whose = np.concatenate((pairs, owners[same], pairs))
    sizes = stops - begins
    good = np.flatnonzero((sizes > 0).all(axis=1) & (sizes <= _MOST_FORM_WORDS).all(axis=1))
    near, far = (np.stack((begins[good, k], stops[good, k]), axis=1) for k in (0, 1))
    long = np.flatnonzero((sizes[good] > _MOST_WORDS).any(axis=1))
    kept = np.ones(len(good), np.bool_)
    kept[long] = _alike(articles.tokens.hashes, near[long], far[long])
    return whose[good][kept], near[kept], far[kept]


def _alike(hashes: U64, near: I64, far: I64) -> Bools:
    """Which stretches have so many of their words on both sides that they are slots of one form."""
    rows, _, keys = _filled(hashes, near)
    others, _, there = _filled(hashes, far)
    shared = np.minimum(
        np.bincount(rows[np.isin(keys, there)], minlength=len(near)),
        np.bincount(others[np.isin(there, keys)], minlength=len(near)),
    )
    fewer = np.minimum(near[:, 1] - near[:, 0], far[:, 1] - far[:, 0])
    mask: Bools = shared >= _FORM_SHARE * fewer
    return mask


def _filled(hashes: U64, spans: I64) -> tuple[I64, I64, U64]:
    """The words of each slot: slot, word, and a number for this word in this slot."""
    rows, words = ranges(spans[:, 0], spans[:, 1])
    return rows, words, mix(hashes[words] + rows.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15))


def _compared(
    ahead: tuple[I64, I64, U64], behind: tuple[I64, I64, U64], marks: Bools, total: int
) -> tuple[I64, I64]:
    """How many words of a kind each slot keeps, and how many stand against another one."""
    (near, near_keys), (far, far_keys) = (_of_kind(side, marks) for side in (ahead, behind))
    both = np.isin(near_keys, far_keys)
    kept = np.bincount(near[both], minlength=total)
    alone = np.minimum(
        np.bincount(near[~both], minlength=total),
        np.bincount(far[~np.isin(far_keys, near_keys)], minlength=total),
    )
    return kept, alone


def _of_kind(side: tuple[I64, I64, U64], marks: Bools) -> tuple[I64, U64]:
    rows, words, keys = side
    some = np.flatnonzero(marks[words])
    distinct, firsts = np.unique(keys[some], return_index=True)
    return rows[some][firsts], distinct
