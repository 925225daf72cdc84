"""Who takes how much from whom: outlet by outlet over all families, with intervals."""

from __future__ import annotations

import math
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from syndetect.attribution.mentions import identity
from syndetect.counting import wilson
from syndetect.model import Document, Exchange, Family, Member
from syndetect.text.publication_dates import published_between

LEAST_ARTICLES = 3
"""An outlet with fewer articles has no row."""

_ENOUGH = 10
"""Articles from which shares of two outlets bear a comparison."""

_CREDITED = frozenset({"full", "part"})


def spellings(documents: Iterable[Document]) -> Mapping[str, str]:
    """By `identity`, how an outlet's name is written: with capitals before without, then as it mostly is.

    A folder that stands in for a name that nothing else tells is another spelling of the same outlet.
    """
    return _spelt(Counter(document.outlet for document in documents if document.outlet))


def _spelt(counts: Mapping[str, int]) -> Mapping[str, str]:
    best: dict[str, str] = {}
    for name in sorted(counts, key=lambda name: (name.islower(), -counts[name], name)):
        best.setdefault(identity(name), name)
    return best


def exchanges(documents: Sequence[Document], families: Sequence[Family]) -> tuple[Exchange, ...]:
    """A row for every outlet of three articles or more and each that it took from; sorted by both names.

    Of members whose audit is `open` nothing but lengths tells from whom they are: they are in no row.
    """
    counts = Counter(document.outlet for document in documents if document.outlet)
    return exchanged(counts, {document.id: document for document in documents}, families)


def exchanged(
    counts: Mapping[str, int], by_id: Mapping[str, Document], families: Iterable[Family]
) -> tuple[Exchange, ...]:
    """The same of how many articles each outlet has, by its name, and the members of families by id."""
    spelt = _spelt(counts)
    articles: Counter[str] = Counter()
    for name, count in counts.items():
        articles[spelt[identity(name)]] += count
    rows: dict[tuple[str, str], list[Member]] = defaultdict(list)
    for family in families:
        for member in family.members:
            taker, giver = (
                spelt.get(identity(name), name) if name else None
                for name in (by_id[member.document].outlet, _giver(member, family, by_id))
            )
            by_length = member.audit is not None and member.audit.verdict == "open"
            if taker and giver and taker != giver and not by_length and articles[taker] >= LEAST_ARTICLES:
                rows[taker, giver].append(member)
    return tuple(
        _exchange(taker, giver, articles[taker], members, by_id)
        for (taker, giver), members in sorted(rows.items())
    )


def _giver(member: Member, family: Family, by_id: Mapping[str, Document]) -> str | None:
    if member.source is not None:
        return by_id[member.source].outlet
    outside = family.source.document is None and bool(family.source.inferred)
    return family.source.name if outside else None


def _exchange(
    taker: str, giver: str, articles: int, members: Sequence[Member], by_id: Mapping[str, Document]
) -> Exchange:
    audits = [member.audit for member in members if member.audit is not None]
    credited = sum(audit.verdict in _CREDITED for audit in audits)
    taken = len(members)
    asked = taken - sum(audit.verdict == "unread" for audit in audits)
    low, high = wilson(taken, articles)
    credit_low, credit_high = wilson(credited, asked)
    middle, first, last = median_between(sorted(_delays(members, by_id)))
    return Exchange(
        taker,
        giver,
        articles,
        taken,
        low,
        high,
        credited,
        credit_low,
        credit_high,
        sum(audit.derived_words for audit in audits),
        sum(audit.uncredited_words for audit in audits),
        middle,
        first,
        last,
        enough=articles >= _ENOUGH and taken >= LEAST_ARTICLES,
    )


def _delays(members: Sequence[Member], by_id: Mapping[str, Document]) -> list[float]:
    """Hours between source and member, where both dates are known to the hour or the gap is days."""
    found = []
    for member in members:
        if member.source is None:
            continue
        first = published_between(by_id[member.source].published)
        second = published_between(by_id[member.document].published)
        if first is None or second is None:
            continue
        gap = (second[0] - first[0] + (second[1] - first[1])) / 2
        found.append(gap.total_seconds() / 3600)
    return found


def median_between(values: Sequence[float]) -> tuple[float | None, float | None, float | None]:
    """The median of sorted values and its 95 % interval by ranks; no interval below six values."""
    if not values:
        return None, None, None
    middle = statistics.median(values)
    size = len(values)
    # The widest pair of equal ranks from both ends that leaves 2.5 % at most on either side.
    tail = cut = 0
    total = 0.0
    for rank in range(size // 2):
        total += math.comb(size, rank) * 0.5**size
        if total > 0.025:
            break
        cut, tail = rank, 1
    return (middle, values[cut], values[size - 1 - cut]) if tail else (middle, None, None)
