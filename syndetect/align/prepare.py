"""Tokens to what alignment and measuring need, a batch of documents at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from syndetect.align.limits import (
    DENSITY,
    LEAST_DOUBLED,
    LEAST_REPEATED,
    LEAST_UNIT,
    REPEATED,
    RUN_STEP,
    RUN_WORDS,
)
from syndetect.boilerplate.repeats import MOST_TIMES
from syndetect.columns import TOKEN_COLUMNS, Prepared, TokenBatch
from syndetect.kernels.feature_index import FeatureIndex, document_firsts, index, keys_of, sorted_index
from syndetect.kernels.ranges import borders, sorted_places
from syndetect.kernels.seeds import F64
from syndetect.kernels.shingles import shingles
from syndetect.kernels.words import I64, U64, Bools, mix

_STEP = np.uint64(0x9E3779B97F4A7C15)

TRIPLE = 3
"""Words in the runs that equal wording is made of."""


def prepare(batches: Sequence[TokenBatch], shingle_words: int = 5) -> Prepared:
    """Furniture taken out, sentences as bags of content stems, features indexed."""
    tokens, cuts, dropped = _without_furniture(_repeats_marked(joined(batches)))
    total = len(tokens)
    documents = np.repeat(np.arange(total), np.diff(tokens.firsts))
    units, unit_begins = _units(tokens, documents)
    unit_firsts = np.searchsorted(unit_begins, tokens.firsts)
    places = np.flatnonzero(tokens.content)
    content_before = np.concatenate(([0], np.cumsum(tokens.content)))
    stems = index(tokens.stems[places], documents[places], np.arange(len(places)), total)
    stem_rows = _rows_of(stems, len(places))
    weights = _weights(tokens.bits[places].astype(np.float64), stems.sizes[stem_rows])
    bags, bag_weights = _bags(stems, units[places], weights, total)
    runs = _shingled(tokens, documents, RUN_WORDS)
    triples = _shingled(tokens, documents, TRIPLE)
    wholes = _distinct(np.sort(_shingles(tokens, documents, shingle_words)[0]))
    trigrams = _distinct(triples.keys[_unquoted(tokens, triples.places)])
    count = len(unit_begins)
    starts = tokens.firsts[:-1]
    seeds = np.flatnonzero((runs.places - np.repeat(starts, np.diff(runs.firsts))) % RUN_STEP == 0)
    return Prepared(
        tokens=tokens,
        cuts=cuts,
        units=units,
        unit_firsts=unit_firsts,
        unit_begins=unit_begins,
        unit_ends=np.append(unit_begins[1:], len(units))[:count],
        content_firsts=content_before[tokens.firsts],
        content_before=content_before,
        places=places,
        stems=stems,
        stem_rows=stem_rows,
        previous=_previous(stems, len(places)),
        weights=weights,
        carried=np.concatenate(([0.0], np.cumsum(weights))),
        quoted_before=np.concatenate(([0], np.cumsum(tokens.quoted))),
        bags=bags,
        bag_weights=bag_weights,
        norms=np.sqrt(np.bincount(bags.places, bag_weights * bag_weights, count)),
        sums=np.bincount(bags.places, bag_weights, count).astype(np.float64),
        runs=runs,
        triples=triples,
        triple_rows=_rows_of(triples, len(units)),
        wholes=wholes,
        whole_firsts=document_firsts(wholes, total),
        trigrams=trigrams,
        trigram_firsts=document_firsts(trigrams, total),
        furniture=dropped,
        disguised=np.bincount(documents[tokens.disguised], minlength=total),
        density=np.array([DENSITY.get(language, 1.0) for language in tokens.languages]),
        digests=_digests(tokens),
        seeds=seeds,
        seed_firsts=np.searchsorted(seeds, runs.firsts),
    )


def _digests(tokens: TokenBatch) -> U64:
    """A number for each document that is equal for equal words."""
    hashes, firsts = tokens.hashes, tokens.firsts
    places = np.arange(len(hashes)) - np.repeat(firsts[:-1], np.diff(firsts))
    # Sums wrap around; a word's place decides what it adds.
    sums = np.concatenate(([np.uint64(0)], np.cumsum(mix(hashes + places.astype(np.uint64) * _STEP))))
    return sums[firsts[1:]] - sums[firsts[:-1]]


def joined(batches: Sequence[TokenBatch]) -> TokenBatch:
    """Several batches as one."""
    if len(batches) == 1:
        return batches[0]
    columns = {name: np.concatenate([getattr(batch, name) for batch in batches]) for name in TOKEN_COLUMNS}
    counts = np.concatenate([np.diff(batch.firsts) for batch in batches])
    languages = tuple(language for batch in batches for language in batch.languages)
    return TokenBatch(**columns, firsts=np.concatenate(([0], np.cumsum(counts))), languages=languages)


def _repeats_marked(tokens: TokenBatch) -> TokenBatch:
    """The tokens with every sentence marked that its document has had before, where much of it is doubled.

    A text that stands twice in its file counts once; one that says the same again and again does not. Such a
    sentence is no wall: a passage may reach over it.
    """
    total = len(tokens.hashes)
    if not total:
        return tokens
    documents = np.repeat(np.arange(len(tokens)), np.diff(tokens.firsts))
    new = np.append(True, (tokens.sentences[1:] != tokens.sentences[:-1]) | (documents[1:] != documents[:-1]))
    begins = np.flatnonzero(new)
    sizes = np.diff(begins, append=total)
    inner = np.arange(total) - np.repeat(begins, sizes)
    keys = np.add.reduceat(mix(tokens.hashes + inner.astype(np.uint64) * _STEP), begins)
    keys = keys_of(keys, documents[begins])
    order, ranked = sorted_places(keys)
    again = np.zeros(len(begins), np.bool_)
    equal = ranked[1:] == ranked[:-1]
    again[order[1:]] = equal
    again &= sizes >= LEAST_REPEATED
    first = np.zeros(len(begins), np.bool_)
    first[order[:-1]] = equal & np.append(True, ~equal[:-1])[: len(equal)]
    owners = documents[begins]
    doubled = np.bincount(owners, again * sizes, len(tokens))
    once = np.bincount(owners, (first & (sizes >= LEAST_REPEATED)) * sizes, len(tokens))
    doubled_texts = (doubled >= LEAST_DOUBLED * np.diff(tokens.firsts)) & (doubled <= (MOST_TIMES - 1) * once)
    again &= doubled_texts[owners]
    if not again.any():
        return tokens
    marked = np.repeat(again, sizes)
    return replace(
        tokens, furniture=tokens.furniture | marked, around=tokens.around | (marked & ~tokens.furniture)
    )


def _without_furniture(tokens: TokenBatch) -> tuple[TokenBatch, Bools, I64]:
    """The tokens less furniture, where some stood before a word, and how many words each document lost."""
    before = np.concatenate(([0], np.cumsum(tokens.furniture)))
    dropped = np.diff(before[tokens.firsts])
    if not dropped.any():
        return tokens, np.zeros(len(tokens.begins), np.bool_), dropped
    kept = ~tokens.furniture
    # Between a word that stays and the one before it, in whichever order the furniture there stands.
    walls = np.concatenate(([0], np.cumsum(tokens.furniture & ~tokens.around)))
    columns = {name: getattr(tokens, name)[kept] for name in TOKEN_COLUMNS}
    firsts = tokens.firsts - before[tokens.firsts]
    reached = walls[:-1][kept]
    earlier = np.append(0, reached)[: len(reached)]
    # What stood at the end of the document before is none of this one's.
    some = np.flatnonzero(np.diff(firsts))
    earlier[firsts[some]] = walls[tokens.firsts[some]]
    return (
        TokenBatch(**columns, firsts=firsts, languages=tokens.languages),
        reached > earlier,
        dropped,
    )


def _units(tokens: TokenBatch, documents: I64) -> tuple[I64, I64]:
    """Sentences, each joined to the one before while that one holds too few content words to be matched.

    A remark between two quotations is a unit, however short: it answers nothing that is quoted.

    Returns the unit of each word and the first word of each unit.
    """
    if not len(documents):
        return np.empty(0, np.int64), np.empty(0, np.int64)
    new = np.append(True, (tokens.sentences[1:] != tokens.sentences[:-1]) | (documents[1:] != documents[:-1]))
    begins = np.flatnonzero(new)
    counts = np.add.reduceat(tokens.content, begins, dtype=np.int64).tolist()
    owner = documents[begins]
    final = np.append(owner[1:] != owner[:-1], True).tolist()
    walls = _around_remarks(tokens, begins, owner).tolist()
    opens = np.zeros(len(begins), np.bool_)
    held, fresh = 0, True
    for place, (count, last) in enumerate(zip(counts, final, strict=True)):
        if fresh or walls[place] or (held >= LEAST_UNIT and not (last and count < LEAST_UNIT)):
            opens[place], held = True, 0
        held += count
        fresh = last
    lengths = np.diff(begins, append=len(documents))
    return np.repeat(np.cumsum(opens) - 1, lengths), begins[opens]


def _around_remarks(tokens: TokenBatch, begins: I64, owners: I64) -> Bools:
    """Which sentences stand between two quotations, no word of theirs in one, and those right behind."""
    quoted = np.add.reduceat(tokens.quoted, begins, dtype=np.int64)
    sizes = np.diff(begins, append=len(tokens.quoted))
    within = 2 * quoted >= sizes
    same = owners[1:] == owners[:-1]
    remarks = np.zeros(len(begins), np.bool_)
    remarks[1:-1] = (quoted[1:-1] == 0) & within[:-2] & within[2:] & same[:-1] & same[1:]
    found: Bools = remarks.copy()
    found[1:] |= remarks[:-1]
    return found


def _bags(stems: FeatureIndex, units: I64, weights: F64, total: int) -> tuple[FeatureIndex, F64]:
    """Each unit's distinct stems, and the weight of the first word of each."""
    here = units[stems.places]
    new = np.append(True, (stems.keys[1:] != stems.keys[:-1]) | (here[1:] != here[:-1]))[: len(here)]
    rows = np.flatnonzero(new)
    return sorted_index(stems.keys[rows], here[rows], total), weights[stems.places[rows]]


def _shingled(tokens: TokenBatch, documents: I64, size: int) -> FeatureIndex:
    """Runs of `size` words, by their first words."""
    keys, places = _shingles(tokens, documents, size)
    order, keys = sorted_places(keys)
    return sorted_index(keys, places[order], len(tokens))


def _shingles(tokens: TokenBatch, documents: I64, size: int) -> tuple[U64, I64]:
    hashes, _ = shingles(tokens.hashes, tokens.firsts, size)
    ends = tokens.firsts[1:][documents]
    places = np.flatnonzero(np.arange(len(documents)) + size <= ends)
    return keys_of(hashes, documents[places]), places


def _weights(bits: F64, counts: I64) -> F64:
    """Surprise of each content word, less where its own article repeats it: `counts`, int64, how often.

    What an article says over and over is its subject; it does not tell one of its sentences from another
    (the inverse sentence frequency of Sanchez-Perez et al. 2014 does the same for a pair of articles). Whole
    multiples of 2^-20, so that sums of them are exact in any order.
    """
    return np.round(bits / (1 + REPEATED * np.log2(counts)) * 2.0**20) / 2.0**20


def _unquoted(tokens: TokenBatch, places: I64) -> Bools:
    """Which runs of three words stand outside quotations altogether."""
    quoted = tokens.quoted
    return ~(quoted[places] | quoted[places + 1] | quoted[places + 2])


def _distinct(keys: U64) -> U64:
    return keys[borders(keys)]


def _rows_of(index: FeatureIndex, total: int) -> I64:
    """The first row of the feature that stands at each place; -1 where none does."""
    rows = np.full(total, -1, np.int64)
    rows[index.places] = index.starts
    return rows


def _previous(index: FeatureIndex, total: int) -> I64:
    """The place before, of the feature that stands at each place; -1 where it is the first."""
    before = np.full(total, -1, np.int64)
    again = np.flatnonzero(np.arange(len(index.keys)) > index.starts)
    before[index.places[again]] = index.places[again - 1]
    return before
