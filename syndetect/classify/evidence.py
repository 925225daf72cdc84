"""What is measured on aligned pairs; every figure can be traced to words on both sides."""

from __future__ import annotations

from dataclasses import fields

import numpy as np

from syndetect.classify.agreement import agreement
from syndetect.classify.measures import WHOLE
from syndetect.classify.subject import subject
from syndetect.classify.telling import answered, held_words, narratives, order, steps
from syndetect.classify.wording import equal_share, overlaps, surprise, told_runs, wording
from syndetect.columns import Alignments, Prepared
from syndetect.kernels.index import links
from syndetect.kernels.segments import filled
from syndetect.kernels.text import I64
from syndetect.model import Evidence


def measure(articles: Prepared, found: Alignments) -> list[Evidence]:
    """Evidence of each pair, both sides apart; shares are of each side's words, furniture left out.

    Swapping the sides of a pair swaps their figures and changes no other.
    """
    total = len(found)
    words = np.diff(articles.firsts)
    near, far, boxes, owners = found.near, found.far, found.boxes, found.box_owners
    covered_near = filled(owners, boxes[:, 0], boxes[:, 1], total)
    covered_far = filled(owners, boxes[:, 2], boxes[:, 3], total)
    coverage_near = covered_near / np.maximum(words[near], 1)
    coverage_far = covered_far / np.maximum(words[far], 1)
    by_near = coverage_near >= coverage_far
    verbatim, edited, reworded, quoted = wording(articles, found, by_near)
    wholes = overlaps(articles.wholes, articles.whole_firsts, near, far)
    trigrams = overlaps(articles.trigrams, articles.trigram_firsts, near, far)
    told_owners, told = told_runs(articles, found)
    linked = links(articles.stems, articles.content_firsts, near, far)
    held = held_words(articles, found, linked)
    narrative_near, narrative_far = narratives(articles, found, linked, held)
    answered_near, answered_far, told_words, word_order = answered(articles, found, linked, held)
    likeness, shared_words = subject(articles, near, far)
    passages = np.bincount(owners, minlength=total)
    # Texts without passages are held against each other as wholes, too.
    whole = (np.maximum(coverage_near, coverage_far) >= WHOLE) | (passages == 0)
    facts, clashes, named = agreement(articles, found, linked, whole)
    columns = {
        "resemblance": wholes[0],
        "containment_left": wholes[1],
        "containment_right": wholes[2],
        "coverage_left": coverage_near,
        "coverage_right": coverage_far,
        "verbatim": verbatim,
        "edited": edited,
        "reworded": reworded,
        "quoted": quoted,
        "order": np.where(passages > 0, order(found), 0.0),
        "longest_run": _longest(found.run_owners, found.runs[:, 2], total),
        "longest_told_run": _longest(told_owners, told[:, 2], total),
        "passages": passages,
        "steps": steps(articles, found),
        "matched_words": np.where(by_near, covered_near, covered_far),
        "narrative_left": narrative_near,
        "narrative_right": narrative_far,
        "facts": facts,
        "clashes": clashes,
        "trigrams_left": trigrams[1],
        "trigrams_right": trigrams[2],
        "answered_left": answered_near,
        "answered_right": answered_far,
        "told_words": told_words,
        "equal": equal_share(found),
        "word_order": word_order,
        "bits": surprise(articles, found, told_owners, told),
        "topic": likeness,
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
        columns[name], columns[other] = np.where(found.swapped, two, one), np.where(found.swapped, one, two)
    rows = zip(*(columns[item.name].tolist() for item in fields(Evidence)), strict=True)
    return [Evidence(*row) for row in rows]


def _longest(owners: I64, lengths: I64, total: int) -> I64:
    longest = np.zeros(total, np.int64)
    np.maximum.at(longest, owners, lengths)
    return longest
