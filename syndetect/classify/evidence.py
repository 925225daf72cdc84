"""What is measured on aligned pairs; every figure can be traced to words on both sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace

import numpy as np

from syndetect.classify.agreement import agreement
from syndetect.classify.carried import carried
from syndetect.classify.measures import WHOLE
from syndetect.classify.narrative import answered, held_words, narratives, order, steps
from syndetect.classify.shared_wording import (
    equal_share,
    overlaps,
    surprise,
    unquoted_runs,
    with_equal_words,
    wording,
)
from syndetect.classify.slots import slots
from syndetect.classify.subject import subject
from syndetect.columns import Alignments, Prepared
from syndetect.kernels.feature_index import links
from syndetect.kernels.maximal_segments import filled
from syndetect.kernels.words import I64
from syndetect.model import Evidence


def measure(articles: Prepared, alignments: Alignments) -> list[Evidence]:
    """Evidence of each pair, both sides apart; shares are of each side's words, furniture left out.

    Swapping the sides of a pair swaps their figures and changes no other.
    """
    total = len(alignments)
    words = np.diff(articles.firsts)
    near, far, boxes, owners = alignments.near, alignments.far, alignments.boxes, alignments.box_owners
    covered_near = filled(owners, boxes[:, 0], boxes[:, 1], total)
    covered_far = filled(owners, boxes[:, 2], boxes[:, 3], total)
    coverage_near = covered_near / np.maximum(words[near], 1)
    coverage_far = covered_far / np.maximum(words[far], 1)
    by_near = coverage_near >= coverage_far
    verbatim, edited, reworded, quoted = wording(articles, alignments, by_near)
    wholes = overlaps(articles.wholes, articles.whole_firsts, near, far)
    trigrams = overlaps(articles.trigrams, articles.trigram_firsts, near, far)
    told_owners, unquoted = unquoted_runs(articles, alignments)
    linked = with_equal_words(articles, alignments, links(articles.stems, articles.content_firsts, near, far))
    held = held_words(articles, alignments, linked)
    narrative_near, narrative_far = narratives(articles, alignments, linked, held)
    answered_near, answered_far, told_words, word_order = answered(articles, alignments, linked, held)
    likeness, opening, shared_words = subject(articles, near, far)
    passages = np.bincount(owners, minlength=total)
    # Texts without passages are held against each other as wholes, too.
    whole = (np.maximum(coverage_near, coverage_far) >= WHOLE) | (passages == 0)
    facts, clashes, named = agreement(articles, alignments, linked, whole)
    columns = {
        "resemblance": wholes[0],
        "containment_left": wholes[1],
        "containment_right": wholes[2],
        "coverage_left": coverage_near,
        "coverage_right": coverage_far,
        "aligned_left": coverage_near,
        "aligned_right": coverage_far,
        "verbatim": verbatim,
        "edited": edited,
        "reworded": reworded,
        "translated": np.zeros(total),
        "quoted": quoted,
        "order": np.where(passages > 0, order(alignments), 0.0),
        "longest_run": _longest(alignments.run_owners, alignments.runs[:, 2], total),
        "longest_told_run": _longest(told_owners, unquoted[:, 2], total),
        "passages": passages,
        "steps": steps(articles, alignments),
        "matched_words": np.where(by_near, covered_near, covered_far),
        "narrative_left": narrative_near,
        "narrative_right": narrative_far,
        "facts": facts,
        "clashes": clashes,
        **slots(articles, alignments),
        **{_sided(name): column for name, column in carried(articles, alignments, linked).items()},
        "trigrams_left": trigrams[1],
        "trigrams_right": trigrams[2],
        "answered_left": answered_near,
        "answered_right": answered_far,
        "told_words": told_words,
        "equal": equal_share(alignments),
        "word_order": word_order,
        "bits": surprise(articles, alignments, told_owners, unquoted),
        "topic": likeness,
        "opening": opening,
        "named": named,
        "shared_words": shared_words,
        "boilerplate_left": articles.furniture[near],
        "boilerplate_right": articles.furniture[far],
        "disguised_left": articles.disguised[near],
        "disguised_right": articles.disguised[far],
    }
    for name in [name for name in columns if name.endswith("_left")]:
        other = name.removesuffix("_left") + "_right"
        one, two = columns[name], columns[other]
        columns[name], columns[other] = (
            np.where(alignments.swapped, two, one),
            np.where(alignments.swapped, one, two),
        )
    rows = zip(*(columns[item.name].tolist() for item in fields(Evidence)), strict=True)
    return [Evidence(*row) for row in rows]


def as_shown(articles: Prepared, alignments: Alignments, measured: Sequence[Evidence]) -> list[Evidence]:
    """Evidence with the shares of passages that took the place of those that the verdict weighed.

    Everything else stays as it was measured.
    """
    total, boxes = len(alignments), alignments.boxes
    words = np.diff(articles.firsts)
    near = filled(alignments.box_owners, boxes[:, 0], boxes[:, 1], total)
    far = filled(alignments.box_owners, boxes[:, 2], boxes[:, 3], total)
    shares = near / np.maximum(words[alignments.near], 1), far / np.maximum(words[alignments.far], 1)
    by_near = shares[0] >= shares[1]
    kinds = wording(articles, alignments, by_near)
    columns = (
        np.where(alignments.swapped, shares[1], shares[0]),
        np.where(alignments.swapped, shares[0], shares[1]),
        *kinds,
        np.bincount(alignments.box_owners, minlength=total),
        np.where(by_near, near, far),
    )
    names = (
        "coverage_left",
        "coverage_right",
        "verbatim",
        "edited",
        "reworded",
        "quoted",
        "passages",
        "matched_words",
    )
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return [
        replace(one, **dict(zip(names, row, strict=True))) for one, row in zip(measured, rows, strict=True)
    ]


def _sided(name: str) -> str:
    """The near side is the left one until sides are exchanged."""
    return name.replace("_near", "_left").replace("_far", "_right")


def _longest(owners: I64, lengths: I64, total: int) -> I64:
    longest = np.zeros(total, np.int64)
    np.maximum.at(longest, owners, lengths)
    return longest
