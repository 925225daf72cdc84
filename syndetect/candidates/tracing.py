"""Why a pair is a candidate, or is none: each step of the search with its figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from syndetect.candidates import Search
from syndetect.candidates.bands import Scored, band_probability, bands_and_rows, least_estimate
from syndetect.candidates.rare import (
    compared,
    least_shared,
    places_by_row,
    shared_and_strength,
    tag_of,
)
from syndetect.candidates.rules import across, in_window
from syndetect.candidates.votes import CLASSES
from syndetect.columns import Fingerprints, Postings
from syndetect.kernels.join import ROW_BITS, TAGS, posting_lists
from syndetect.kernels.words import I64
from syndetect.model import Step
from syndetect.settings import Settings
from syndetect.views import EQUAL_TEXTS, RARE_VIEWS, RARE_WORDING, WHOLE_TEXT

_SLICE = 1 << 20
_ROWS = np.uint64((1 << ROW_BITS) - 1)


@dataclass(frozen=True, slots=True)
class Shared:
    """Features of one view that both texts have: all of them, and how many of each class count."""

    every: int
    classes: tuple[int, ...]

    @property
    def popular(self) -> int:
        """Those that are too common to be compared each with each, and still count."""
        return sum(self.classes[1:])


def steps(prints: Fingerprints, made: Search, left: int, right: int, settings: Settings) -> list[Step]:
    """The steps of the search in their order, for the places of two articles, left < right."""
    first, second = int(made.first_of[left]), int(made.first_of[right])
    if first == second:
        return [_equal(prints, left), *_rules(prints, left, right, settings), _listed(made, left, right)]
    low, high = min(first, second), max(first, second)
    return [
        Step(EQUAL_TEXTS.name, passed=False, text="the two texts are not equal word for word"),
        _near(prints, made, low, high, settings),
        _rare(prints, made, low, high, settings),
        *_rules(prints, low, high, settings),
        _thinned(made, low, high, settings),
        _listed(made, left, right),
    ]


def shared_features(
    view: Postings, rows: tuple[int, int], places: I64, made: Search, settings: Settings
) -> Shared:
    """The features that two rows share in a view. `places`: int64 (rows,), -1 for rows that do not count."""
    every, classes = 0, np.zeros(CLASSES, np.int64)
    for part in view.slices(_SLICE):
        held = (part & _ROWS).astype(np.int64)
        of_one, of_two = (np.unique(part[held == row] & ~_ROWS) for row in rows)
        both = np.intersect1d(of_one, of_two)
        every += len(both)
        lists = posting_lists(part[np.isin(part & ~_ROWS, both)], places)
        for rank, found in compared(lists, made.groups, made.ranked, settings):
            classes[rank] += len(found)
    return Shared(every, tuple(classes.tolist()))


def _equal(prints: Fingerprints, left: int) -> Step:
    words = int(prints.words[left])
    figures = {"words": words, "group": int((prints.digests == prints.digests[left]).sum())}
    return Step(
        EQUAL_TEXTS.name, passed=True, text=f"the same {words:,} words on both sides", figures=figures
    )


def _near(prints: Fingerprints, made: Search, left: int, right: int, settings: Settings) -> Step:
    bands, rows = bands_and_rows(settings.num_perm, settings.least_resemblance, settings.target_recall)
    one, two = (prints.signatures[prints.order[place]] for place in (left, right))
    equal = one == two
    shared = int(equal[: bands * rows].reshape(bands, rows).all(axis=1).sum())
    estimate, least = float(equal.mean()), least_estimate(settings)
    text = (
        f"{shared} of {bands} bands of {rows} in common; resemblance by estimate {estimate:.3f}, "
        f"asked for {least:.3f}; a pair like that shares a band with probability "
        f"{band_probability(estimate, bands, rows):.3f}"
    )
    figures = {"bands_shared": shared, "bands": bands, "rows": rows, "estimate": estimate, "least": least}
    return Step(WHOLE_TEXT.name, passed=_among(made.near, left, right), text=text, figures=figures)


def _rare(prints: Fingerprints, made: Search, left: int, right: int, settings: Settings) -> Step:
    places = places_by_row(prints, made.first_of)
    rows = (int(prints.order[left]), int(prints.order[right]))
    features = [shared_features(view, rows, places, made, settings) for view in prints.views]
    words = np.minimum(prints.words[[left]], prints.words[[right]])
    counts = np.zeros((1, TAGS), np.int64)
    for view, of_view in enumerate(features):
        for rank, count in enumerate(of_view.classes):
            counts[0, tag_of(view, rank)] = count
    shared, strength = (float(values[0]) for values in shared_and_strength(counts, words))
    least = float(least_shared(words, settings)[0])
    passed = _among(made.rare, left, right)
    text = (
        f"{_rare_words(features, settings)} stand in at most "
        f"{settings.rare_documents} articles or groups of articles of one piece, "
        f"{' and '.join(str(of_view.popular) for of_view in features)} in more; that counts as {shared:g}, "
        f"asked for {least:g}, and has strength {strength:.2f} for {int(words[0]):,} words, "
        f"asked for {settings.rare_strength:g}"
    )
    if not passed and shared >= least and strength >= settings.rare_strength:
        text += "; wording that many have is compared with the one that has most of it, not each with each"
    figures: dict[str, float] = {}
    for row, of_view in zip(RARE_VIEWS, features, strict=True):
        figures |= {
            row.noun: of_view.classes[0],
            f"popular_{row.noun}": of_view.popular,
            f"{row.noun}_in_common": of_view.every,
        }
    figures |= {
        "shared": shared,
        "least_shared": least,
        "strength": strength,
        "least_strength": settings.rare_strength,
    }
    return Step(RARE_WORDING.name, passed=passed, text=text, figures=figures)


def _rare_words(features: Sequence[Shared], settings: Settings) -> str:
    """How many of what two texts have in common few others have, by view."""
    return " and ".join(
        f"{of_view.classes[0]} of {of_view.every} {row.called.format(**settings.as_dict())}"
        for row, of_view in zip(RARE_VIEWS, features, strict=True)
    )


def _rules(prints: Fingerprints, left: int, right: int, settings: Settings) -> list[Step]:
    steps, rows = [], (np.array([left]), np.array([right]))
    if settings.within_hours:
        apart = float(abs(prints.published[left] - prints.published[right]))
        known = not np.isnan(apart)
        text = f"published {apart:.1f} hours apart" if known else "one has no date, so any window takes it"
        inside = bool(in_window(*rows, prints, settings).all())
        figures = {"hours": apart, "most": settings.within_hours} if known else {}
        steps.append(
            Step(
                "date window",
                passed=inside,
                text=f"{text}, allowed {settings.within_hours:g} hours",
                figures=figures,
            )
        )
    if settings.outlets == "across":
        other = bool(across(*rows, prints, settings).all())
        text = "from different outlets" if other else "from one outlet, whose articles are not compared"
        steps.append(Step("outlets", passed=other, text=text))
    return steps


def _thinned(made: Search, left: int, right: int, settings: Settings) -> Step:
    if not _among(made.allowed, left, right):
        return Step("selection", passed=False, text="no view found the pair, or a rule left it out")
    if not _among(made.thinned, left, right):
        text = "a near-copy stands for one of the two among many like it, and is compared in its place"
        return Step("selection", passed=False, text=text)
    if not _among(made.kept, left, right):
        text = f"each of the two has {settings.max_candidates} stronger candidates"
        return Step("selection", passed=False, text=text)
    return Step("selection", passed=True, text="among the strongest candidates of one of the two")


def _listed(made: Search, left: int, right: int) -> Step:
    listed = bool(((made.pairs[:, 0] == left) & (made.pairs[:, 1] == right)).any())
    text = "a candidate: aligned and judged" if listed else "no candidate: never aligned in a scan"
    return Step("candidates", passed=listed, text=text, figures={"candidates": len(made.pairs)})


def _among(pairs: Scored, left: int, right: int) -> bool:
    return bool(((pairs.left == left) & (pairs.right == right)).any())
