"""Files that look like an export in a layout that no rules know."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from syndetect.model import Skipped
from syndetect.plugins import Input
from syndetect.readers.escape import shown

_LABEL = re.compile(r"([^\W\d_][\w /.-]{1,30}?)\s?[:\t][ \u00a0\t]*(?=\S)")
_RULE = re.compile(r"[_=*~#-]{15,}")
_LONGEST = 120
_LEAST = 3
"""Labels, and articles, that make a file look like an export."""


def doubts(lines: Sequence[str], origin: Input) -> Iterator[Skipped]:
    """What is to be said of lines that are read as one article and look like several."""
    if said := suspicion(lines):
        yield Skipped(f"{origin.path} (layout)", said)


def suspicion(lines: Sequence[str]) -> str | None:
    """Why lines look like several articles, with what was seen; None for those of one."""
    labels: Counter[str] = Counter()
    rules = 0
    for line in lines:
        text = line.strip()
        if not text or len(text) > _LONGEST:
            continue
        if found := _LABEL.match(text):
            labels[found[1].strip()] += 1
        elif _RULE.fullmatch(text):
            rules += 1
    often = Counter(count for count in labels.values() if count >= _LEAST)
    if not often:
        return None
    count = max(often, key=lambda one: (sum(often[near] for near in (one - 1, one, one + 1)), one))
    alike = [name for name, seen in labels.items() if abs(seen - count) <= 1 and seen >= _LEAST]
    enough = _LEAST if rules < _LEAST else _LEAST - 1
    if len(alike) < enough:
        return None
    listed = ", ".join(f"'{shown(name, 30)}'" for name in alike[:6])
    parted = f", and {rules:,} lines that part" if rules >= _LEAST else ""
    return (
        f"looks like an export of some {count:,} articles in a layout that is not known, and "
        f"is read as one: labels such as {listed} "
        f"recur{parted}; describe it in a layout file and name that with the setting 'layouts'"
    )
