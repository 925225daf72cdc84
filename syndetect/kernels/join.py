"""Who shares what: band keys and posting lists are grouped by sorting, and groups become counted pairs."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from syndetect.errors import InputError
from syndetect.kernels.minhash import EMPTY, U32
from syndetect.kernels.text import I32, I64, U64, mix

ROW_BITS = 24
"""Low bits of a posting that hold the row; the rest holds the feature's hash."""

_SLICE = 1 << 21
"""Postings worked on at once."""

_ROWS = np.uint64((1 << ROW_BITS) - 1)
_STEP = np.uint64(0xBF58476D1CE4E5B9)


def postings(hashes: U64, rows: I64 | I32) -> U64:
    """Features and their rows packed in one word each, so that one plain sort groups them.

    40 bits of the hash stay: with 50 million postings a feature meets a stranger once in 20,000 times, and
    every pair is verified on the texts later. Raises InputError for rows that do not fit in ROW_BITS: they
    would run into the hashes and join strangers.
    """
    if len(rows) and int(rows.max()) >> ROW_BITS:
        raise InputError(
            f"{int(rows.max()) + 1:,} articles are more than one search can hold ({1 << ROW_BITS:,}); "
            "scan them in parts"
        )
    return (hashes & ~_ROWS) | rows.astype(np.uint64)


def shared_pairs(packed: U64, most: int) -> U64:
    """A pair key for every feature that two rows share, of features held by two to `most` rows.

    `packed`: uint64 (postings,), sorted. Works through them a slice at a time, so that little but the
    postings and the result is held.
    """
    keys: list[U64] = []
    begin = 0
    while begin < len(packed):
        end = min(begin + _SLICE, len(packed))
        # A slice ends where a feature does.
        end += int(np.searchsorted(packed[end:], packed[end - 1] | _ROWS, side="right"))
        keys.extend(_pairs_of_slice(packed[begin:end], most))
        begin = end
    return np.concatenate(keys) if keys else np.empty(0, np.uint64)


def _pairs_of_slice(packed: U64, most: int) -> Iterator[U64]:
    new = np.empty(len(packed), np.bool_)
    new[0] = True
    np.not_equal(packed[1:], packed[:-1], out=new[1:])
    if not new.all():
        packed = packed[new]
    features = packed >> np.uint64(ROW_BITS)
    new = np.empty(len(packed), np.bool_)
    new[0] = True
    np.not_equal(features[1:], features[:-1], out=new[1:])
    borders = np.flatnonzero(new)
    sizes = np.diff(np.append(borders, len(packed)))
    for size in range(2, most + 1):
        firsts = borders[sizes == size]
        if len(firsts):
            members = (packed[firsts[:, None] + np.arange(size)] & _ROWS).astype(np.int64)
            left, right = np.triu_indices(size, 1)
            yield pair_keys(members[:, left].ravel(), members[:, right].ravel())


def tallied(one: U64, two: U64, least: int = 1) -> tuple[I64, I64, I64, I64]:
    """Distinct pairs of two lists of pair keys: left rows, right rows, times in `one`, times in `two`.

    Each column int64 (pairs,), sorted by left and right. Pairs that occur fewer than `least` times in all are
    left out: most share a single feature by chance, and would take most of the memory.
    """
    # Rows take ROW_BITS each, so a pair leaves a low bit for the list it comes from.
    tagged = np.empty(len(one) + len(two), np.uint64)
    _tag(one, 0, tagged[: len(one)])
    _tag(two, 1, tagged[len(one) :])
    tagged.sort()
    new = np.ones(len(tagged) + 1, np.bool_)
    np.not_equal(tagged[1:] >> np.uint64(1), tagged[:-1] >> np.uint64(1), out=new[1:-1])
    firsts = np.flatnonzero(new)
    total = np.diff(firsts)
    kept = np.flatnonzero(total >= least)
    firsts, total = firsts[kept], total[kept]
    distinct = tagged[firsts] >> np.uint64(1)
    # Within a pair the keys of the second list come last.
    second = firsts + total - np.searchsorted(tagged, (distinct << np.uint64(1)) | np.uint64(1))
    return (
        (distinct >> np.uint64(ROW_BITS)).astype(np.int64),
        (distinct & _ROWS).astype(np.int64),
        total - second,
        second,
    )


def _tag(keys: U64, tag: int, out: U64) -> None:
    np.right_shift(keys, np.uint64(32), out=out)
    out <<= np.uint64(ROW_BITS)
    out |= keys & np.uint64(0xFFFFFFFF)
    out <<= np.uint64(1)
    out |= np.uint64(tag)


def pair_keys(left: I64, right: I64) -> U64:
    """Two rows in one word, the smaller one high."""
    return (np.minimum(left, right).astype(np.uint64) << np.uint64(32)) | np.maximum(left, right).astype(
        np.uint64
    )


def unpacked(keys: U64) -> tuple[I64, I64]:
    """The two rows of each pair key, the smaller one first."""
    return (keys >> np.uint64(32)).astype(np.int64), (keys & np.uint64(0xFFFFFFFF)).astype(np.int64)


def counted(keys: U64) -> tuple[I64, I64, U64]:
    """Distinct pairs of a list of pair keys, sorted, with how often each occurs."""
    keys = np.sort(keys)
    new = np.flatnonzero(np.append(True, keys[1:] != keys[:-1])) if len(keys) else np.empty(0, np.int64)
    counts = np.diff(np.append(new, len(keys))).astype(np.uint64)
    distinct = keys[new]
    return (*unpacked(distinct), counts)


def band_keys(signatures: U32, bands: int, rows: int) -> U64:
    """One key a band: uint64 (texts, bands), from the first bands * rows places of the signatures.

    Two keys of a band are equal where datasketch's MinHashLSH would put both texts in one bucket, up to
    collisions of 64-bit hashes. Rows of empty texts get keys of their own and so meet nobody.
    """
    texts = len(signatures)
    places = signatures[:, : bands * rows].reshape(texts, bands, rows).astype(np.uint64)
    keys = np.zeros((texts, bands), np.uint64)
    for row in range(rows):
        keys = mix(keys * _STEP + places[:, :, row] + np.uint64(1))
    keys += np.arange(bands, dtype=np.uint64) * _STEP
    empty = np.flatnonzero((signatures == EMPTY).all(axis=1))
    keys[empty] = mix(np.arange(len(empty) * bands, dtype=np.uint64).reshape(len(empty), bands) + _STEP)
    return keys


def banded_pairs(keys: U64) -> tuple[I64, I64]:
    """Pairs of texts that share a band, each pair once: left and right rows (pairs,), left < right.

    `keys`: uint64 (texts, bands). Within a bucket each text is paired with the bucket's first text and with
    its neighbour, so a bucket of n texts gives fewer than 2 n pairs, not n squared; buckets of up to eight
    texts give all their pairs.
    """
    found: list[U64] = []
    for band in range(keys.shape[1]):
        column = keys[:, band]
        order = np.argsort(column, kind="stable")
        ranked = column[order]
        borders = np.flatnonzero(np.append(True, ranked[1:] != ranked[:-1]))
        sizes = np.diff(np.append(borders, len(ranked)))
        for size in range(2, 9):
            firsts = borders[sizes == size]
            if len(firsts):
                members = order[firsts[:, None] + np.arange(size)]
                left, right = np.triu_indices(size, 1)
                found.append(pair_keys(members[:, left].ravel(), members[:, right].ravel()))
        big = sizes > 8
        for first, size in zip(borders[big], sizes[big], strict=True):
            members = order[first : first + size]
            found.append(pair_keys(np.full(size - 1, members[0]), members[1:]))
            found.append(pair_keys(members[:-1], members[1:]))
    left, right, _ = counted(np.concatenate(found) if found else np.empty(0, np.uint64))
    return left, right
