"""Derived pairs whose ends are not of one family: each weighed with the family that the other end is of.

A compilation has one story from here and another from there. It is a member of one family at most, and a
guest of the others: in the tree of such a family, made once more with the guest in it, its source shows.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from syndetect.model import Pair, Span

Key = tuple[str, str]

_WORDED = frozenset({"verbatim", "edited"})

_HOSTS = 24
"""Members of a family that a guest is weighed with, those first that share most with it."""


_PART = 0.5
"""Share of what two hosts have in common that the guest must be party to: what else they share, and who has
it from whom, is told by the tree of their own family."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A guest among some members of a family, or with one article that is in none.

    `hosts` are sorted; `pairs` are all derived pairs among them and the guest.
    """

    guest: str
    hosts: tuple[str, ...]
    pairs: Mapping[Key, Pair]

    @property
    def members(self) -> tuple[str, ...]:
        """The guest and its hosts, sorted."""
        return tuple(sorted((self.guest, *self.hosts)))

    @property
    def loose(self) -> list[Key]:
        """The pairs of the guest."""
        return [key for key in self.pairs if self.guest in key]


def visits(groups: Sequence[Sequence[str]], derived: Mapping[Key, Pair]) -> list[Visit]:
    """Every derived pair between two groups, or with an article of none, in the visit of one of its ends.

    The guest is the end that is tied to more of the other one's family, else the one that is covered less:
    who compiles has much besides. `groups` are the families' members.
    """
    home = {id: members[0] for members in groups for id in members}
    loose = [key for key in derived if home.get(key[0], key[0]) != home.get(key[1], key[1])]
    busy = Counter((id, home.get(other, other)) for key in loose for id, other in (key, key[::-1]))
    calls: dict[tuple[str, str], list[Key]] = defaultdict(list)
    for key in loose:
        ties = tuple(busy[id, home.get(other, other)] for id, other in (key, key[::-1]))
        guest = _guest(derived[key], ties)
        host = key[1] if guest == key[0] else key[0]
        calls[guest, home.get(host, host)].append(key)
    inside = _inside(home, derived)
    return [
        _visit(guest, keys, inside.get(family, ()), derived)
        for (guest, family), keys in sorted(calls.items())
    ]


def nowhere(ids: Sequence[str]) -> Mapping[str, tuple[Span, ...]]:
    """Nothing that articles share with others, before it is known which others these are."""
    del ids
    return {}


def elsewhere(
    groups: Sequence[Sequence[str]], derived: Mapping[Key, Pair], aside: Iterable[Pair]
) -> Callable[[Sequence[str]], Mapping[str, tuple[Span, ...]]]:
    """What tells, for articles that are weighed together, what each shares with articles of other families.

    `groups` are the families' members, `aside` pairs that are not derived; of these wording counts alone.
    """
    home = {id: members[0] for members in groups for id in members}
    loose = [key for key in derived if home.get(key[0], key[0]) != home.get(key[1], key[1])]
    busy = {id for key in loose for id in key}
    shared: dict[str, list[tuple[str, tuple[Span, ...]]]] = defaultdict(list)
    for (left, right), pair in sorted(derived.items()):
        if left in busy:
            shared[left].append((right, tuple(passage.left for passage in pair.passages)))
        if right in busy:
            shared[right].append((left, tuple(passage.right for passage in pair.passages)))

    for pair in aside:
        worded = [passage for passage in pair.passages if passage.kind in _WORDED]
        if worded and (pair.left in home or pair.right in home):
            busy |= {pair.left, pair.right}
            shared[pair.left].append((pair.right, tuple(passage.left for passage in worded)))
            shared[pair.right].append((pair.left, tuple(passage.right for passage in worded)))

    def told(ids: Sequence[str]) -> Mapping[str, tuple[Span, ...]]:
        inside = set(ids)
        found = {}
        for id in sorted(inside & busy):
            kin = {home.get(other, other) for other in ids if other != id}
            spans = [
                span
                for other, some in shared[id]
                if other not in inside and home.get(other, other) not in kin
                for span in some
            ]
            if spans:
                found[id] = tuple(spans)
        return found

    return told


def _guest(pair: Pair, ties: tuple[int, ...]) -> str:
    """The guest of a pair; `ties` are how many of the other one's family each end is tied to."""
    covered = pair.evidence.coverage_left, pair.evidence.coverage_right
    left, right = ((-tied, round(share, 1)) for tied, share in zip(ties, covered, strict=True))
    return pair.left if left <= right else pair.right


def _inside(home: Mapping[str, str], derived: Iterable[Key]) -> Mapping[str, list[Key]]:
    """The derived pairs inside each family, by its first member."""
    found: dict[str, list[Key]] = defaultdict(list)
    for key in derived:
        if (family := home.get(key[0])) is not None and family == home.get(key[1]):
            found[family].append(key)
    return found


def _covers(derived: Mapping[Key, Pair], guest: str, host: str) -> float:
    """The share of a host's text that it has in common with the guest."""
    if (pair := derived.get((host, guest))) is not None:
        return pair.evidence.coverage_left
    return derived[guest, host].evidence.coverage_right


def _on_other_matter(pair: Pair, left: float, right: float) -> bool:
    """Whether two hosts share far more than with the guest: two compilations with one story of it."""
    evidence = pair.evidence
    return left < _PART * evidence.coverage_left and right < _PART * evidence.coverage_right


def _visit(guest: str, keys: Sequence[Key], inside: Sequence[Key], derived: Mapping[Key, Pair]) -> Visit:
    words = {key[1] if guest == key[0] else key[0]: -derived[key].evidence.matched_words for key in keys}
    hosts = sorted(sorted(words, key=lambda id: (words[id], id))[:_HOSTS])
    part = {id: _covers(derived, guest, id) for id in hosts}
    among = {
        key
        for key in inside
        if key[0] in part
        and key[1] in part
        and not _on_other_matter(derived[key], part[key[0]], part[key[1]])
    }
    kept = sorted(key for key in (*keys, *among) if {*key} <= {guest, *hosts})
    return Visit(guest, tuple(hosts), {key: derived[key] for key in kept})
