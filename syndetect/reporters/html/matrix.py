"""Which outlet took how much from which other one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from syndetect.attribution.mentions import identity
from syndetect.model import Family
from syndetect.reporters.html.catalogue import Catalogue

MOST = 24


def taken(catalogue: Catalogue, families: Iterable[Family]) -> dict[str, Any]:
    """Names of outlets, and cells of (from, by, articles, derived words, uncredited words).

    A cell holds the numbers of its two outlets among the names. At most MOST outlets, those with the most
    articles taken or given; `left` counts the articles of all others. Articles without an outlet share an
    empty name. Articles of which no date or trace tells the source are not counted.
    """
    edges: dict[tuple[str, str], _Edge] = {}
    for family in families:
        for member in family.members:
            if member.audit is not None and member.audit.verdict == "open":
                continue
            giver = _giver(catalogue, family, member.source)
            if giver is not None and member.document != family.source.document:
                names = (giver, _outlet(catalogue, member.document))
                edge = edges.setdefault(_spelt(catalogue.spelt, names), _Edge())
                edge.articles += 1
                edge.derived += member.audit.derived_words if member.audit else 0
                edge.uncredited += member.audit.uncredited_words if member.audit else 0
    totals: Counter[str] = Counter()
    for (giver, taker), edge in edges.items():
        totals[giver] += edge.articles
        totals[taker] += edge.articles
    outlets = sorted(sorted(totals, key=lambda name: (-totals[name], name))[:MOST])
    number_of = {name: number for number, name in enumerate(outlets)}
    shown = sorted(
        (number_of[giver], number_of[taker], edge.articles, edge.derived, edge.uncredited)
        for (giver, taker), edge in edges.items()
        if giver in number_of and taker in number_of
    )
    left = sum(edge.articles for edge in edges.values()) - sum(cell[2] for cell in shown)
    return {"names": outlets, "cells": [list(cell) for cell in shown], "left": left}


@dataclass(slots=True)
class _Edge:
    articles: int = 0
    derived: int = 0
    uncredited: int = 0


def _spelt(spelt: Mapping[str, str], names: tuple[str, str]) -> tuple[str, str]:
    giver, taker = (spelt.get(identity(name), name) for name in names)
    return giver, taker


def _giver(catalogue: Catalogue, family: Family, source: str | None) -> str | None:
    """The outlet that an article's text comes from: its source's, or the name of an absent source."""
    if source is not None:
        return _outlet(catalogue, source)
    outside = family.source.document is None and bool(family.source.inferred)
    return family.source.name if outside else None


def _outlet(catalogue: Catalogue, name: str) -> str:
    return catalogue.documents[catalogue.number[name]].outlet or ""
