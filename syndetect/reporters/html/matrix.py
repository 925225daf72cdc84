"""Which outlet took how many articles from which other one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from syndetect.model import Family
from syndetect.reporters.html.catalogue import Catalogue

MOST = 24


def taken(known: Catalogue, families: Iterable[Family]) -> dict[str, Any]:
    """Names of outlets, and (from, by, articles) by their places among these.

    At most MOST outlets, those with the most articles taken or given; `left` counts what others took.
    Articles without an outlet stand together under an empty name.
    """
    edges: Counter[tuple[str, str]] = Counter()
    for family in families:
        for member in family.members:
            giver = _giver(known, family, member.source)
            if giver is not None and member.document != family.source.document:
                edges[giver, _outlet(known, member.document)] += 1
    totals: Counter[str] = Counter()
    for (giver, taker), count in edges.items():
        totals[giver] += count
        totals[taker] += count
    names = sorted(sorted(totals, key=lambda name: (-totals[name], name))[:MOST])
    place = {name: number for number, name in enumerate(names)}
    shown = sorted(
        (place[a], place[b], count) for (a, b), count in edges.items() if a in place and b in place
    )
    left = edges.total() - sum(count for _, _, count in shown)
    return {"names": names, "cells": [list(cell) for cell in shown], "left": left}


def _giver(known: Catalogue, family: Family, source: str | None) -> str | None:
    """The outlet that an article's text comes from: of the article, or the family's source by name."""
    return family.source.name if source is None else _outlet(known, source)


def _outlet(known: Catalogue, name: str) -> str:
    return known.documents[known.number[name]].outlet or ""
