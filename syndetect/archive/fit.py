"""Whether an index and a program go together: settings, and all that makes fingerprints what they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import numpy as np
import xxhash
from numpy.typing import NDArray

from syndetect.errors import ArchiveError
from syndetect.fingerprint import fingerprint
from syndetect.settings import Settings

SHAPING = (
    "engine",
    "seed",
    "min_words",
    "shingle_words",
    "scheme",
    "num_perm",
    "least_resemblance",
    "target_recall",
    "rare_words",
    "rare_documents",
    "rare_shared",
    "rare_strength",
    "max_candidates",
    "furniture_articles",
)
"""Settings that an index is made for; the others may be different each time it is asked."""

_SAMPLE = (
    "The harbour ferry left Quay 4 at 07:15 on Monday, and 1,200 people watched it go.\nIt was back by noon.",
    "Die Fähre legte am Montag um 7.15 Uhr ab, „ohne Eile“, wie der Kapitän sagte; Ärger gab es keinen.",
    "Паром отошёл от причала в понедельник утром, и тысяча двести человек смотрели ему вслед.",
    "渡轮星期一早上离开码头，一千二百人在岸上看着它远去。",
)


@lru_cache(maxsize=8)
def probe(settings: Settings) -> str:
    """A digest of the fingerprints of a few sentences: with another one those of all texts are others."""
    prints = fingerprint(_SAMPLE, np.arange(1, 5, dtype=np.uint64), 0, settings, None)
    digest = xxhash.xxh3_64()
    columns: tuple[NDArray[Any], ...] = (
        prints.words,
        prints.digests,
        prints.signatures,
        *prints.views,
        prints.lines,
    )
    for values in columns:
        digest.update(np.sort(values.ravel()).tobytes())
    return digest.hexdigest()


def shaping(settings: Settings) -> dict[str, Any]:
    """The settings that an index is made for."""
    return {name: getattr(settings, name) for name in SHAPING}


def require_fit(path: object, about: Mapping[str, Any], settings: Settings) -> None:
    """Raise ArchiveError, with what to do, when an index was made for other settings or fingerprints."""
    other = list(_others(about.get("settings", {}), shaping(settings)))
    again = f"or build one for them: syndetect index build NEW --from {path}"
    if other:
        raise ArchiveError(f"{path} was made with {', '.join(other)}; use the settings of the index, {again}")
    if about.get("probe") != probe(settings):
        raise ArchiveError(
            f"{path} was made by a version of syndetect that fingerprints texts in another way; "
            f"build it anew: syndetect index build NEW --from {path}"
        )


def _others(made: Mapping[str, Any], asked: Mapping[str, Any]) -> Iterator[str]:
    for name, value in asked.items():
        if made.get(name) != value:
            yield f"{name} = {made.get(name)!r} and not {value!r}"
