"""Which families have to be made when a report is about a few articles only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from syndetect.families.visits import Visit
from syndetect.model import Family, Pair

Key = tuple[str, str]

_NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Concern:
    """What a report is about: the articles `own`, None for all; in `core` whoever is of one family with them.

    `asides`: the articles of `own` that an article is derived from or that are derived from it. Whether two
    texts have what they share from a third one is told by the direction of that one with both.
    """

    own: frozenset[str] | None
    core: frozenset[str]
    asides: Mapping[str, set[str]]

    def home(self, ids: Sequence[str], pairs: Iterable[Key]) -> bool:
        """Whether the family of `ids`, tied together by `pairs`, has to be made."""
        return self.own is None or not self.core.isdisjoint(ids) or any(map(self._beside, pairs))

    def visit(self, visit: Visit) -> bool:
        """Whether it has to be known what a guest has from a family."""
        return (
            self.own is None or not self.core.isdisjoint(visit.members) or any(map(self._beside, visit.loose))
        )

    def told(self, family: Family) -> bool:
        """Whether the report has the family."""
        return self.own is None or any(member.document in self.own for member in family.members)

    def _beside(self, key: Key) -> bool:
        one, other = (self.asides.get(id, _NOBODY) for id in key)
        return not one.isdisjoint(other)


EVERYTHING = Concern(None, frozenset(), {})
"""That of a report about all articles."""


def concern_of(groups: Iterable[Sequence[str]], derived: Iterable[Key], own: Collection[str]) -> Concern:
    """What a report about `own` articles needs; `groups` are the members of all families."""
    asked = frozenset(own)
    asides: dict[str, set[str]] = defaultdict(set)
    for left, right in derived:
        if left in asked:
            asides[right].add(left)
        if right in asked:
            asides[left].add(right)
    core = asked.union(*(ids for ids in groups if not asked.isdisjoint(ids)))
    return Concern(asked, core, asides)


def around(groups: Iterable[Sequence[str]], pairs: Iterable[Pair], own: Collection[str]) -> frozenset[str]:
    """The articles `own`, whoever is of a group with them, and whoever is related to one of those."""
    asked = frozenset(own)
    core = asked.union(*(ids for ids in groups if not asked.isdisjoint(ids)))
    beside = {id for one in pairs if one.left in core or one.right in core for id in (one.left, one.right)}
    return core | beside


def left_alone(
    groups: Iterable[Sequence[str]], parts: Iterable[Sequence[str]], derived: Iterable[Key]
) -> frozenset[str]:
    """Whoever is tied to an article of some groups that is in none of the parts they came apart into."""
    placed = {id for part in parts if len(part) > 1 for id in part}
    alone = {id for ids in groups for id in ids} - placed
    ties = (key for key in derived if not alone.isdisjoint(key)) if alone else ()
    return frozenset(id for key in ties for id in key)
