"""Verified pairs to families: who belongs together, where the text came from, who took it from whom.

Edges are verified before anything is joined, so a chain of look-alikes is never one family.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from syndetect.attribution.credit_wording import load_wording, with_outlets, wording
from syndetect.attribution.phrases import NO_PHRASES, Phrases, learned
from syndetect.attribution.profile import forget
from syndetect.families.batches import Batch, Built, Common, batches, built, cut
from syndetect.families.compilations import compiled
from syndetect.families.concern import EVERYTHING, around, concern_of, left_alone
from syndetect.families.joining import Groups, grouped, with_lonely
from syndetect.families.origins import counted, same_story
from syndetect.families.outlet_exchange import exchanged, exchanges
from syndetect.families.seams import DividedGroups, seams
from syndetect.families.totals import with_totals
from syndetect.families.visits import Visit, elsewhere, nowhere, visits
from syndetect.faults import contained
from syndetect.model import Bridge, Document, Family, Fault, Pair, Span
from syndetect.plugins import MapFunction
from syndetect.provenance.pair_directions import Key, PairGround, directed, grounds
from syndetect.provenance.word_runs import forget_runs
from syndetect.text.publication_dates import published_between

__all__ = ["exchanged", "exchanges", "find_families", "groups_of", "with_totals"]


def find_families(  # noqa: PLR0913 (what a corpus tells, and how the work is done)
    documents: Sequence[Document],
    pairs: Sequence[Pair],
    credits: str = "",
    later: Collection[str] = (),
    spellings: Sequence[Sequence[str]] = (),
    mapped: MapFunction = map,
    faults: list[Fault] | None = None,
    *,
    several: bool | None = None,
    phrases: Phrases | None = None,
    concerning: Collection[str] | None = None,
) -> tuple[list[Pair], list[Family]]:
    """The families that the derived pairs form, and all pairs with their direction filled in.

    Families are sorted by their first member, whose id is the family's; pairs keep their order. `credits`
    names a file of credit wordings to add to those of the package. Documents in `later` were handed in to be
    held against the others: where no date tells, these were there first. `spellings` are further names of
    outlets, for each its own first; `mapped` does what `map` does, perhaps elsewhere. To `faults` is added
    what is missing because of an error of ours. `several`: whether the corpus that the documents are of has
    more than one outlet; without it they are all of it. `phrases`: the wordings by which outlets are known,
    where the corpus is more than the documents. `concerning`: only families that have one of these documents
    as a member are wanted, and only the directions of their members' pairs; without it all are. Raises
    SettingsError when `credits` is no such file.
    """
    faults = [] if faults is None else faults
    by_id = {document.id: document for document in documents}
    words = with_outlets(load_wording(credits) if credits else wording(), spellings)
    # A list may name an article twice in one pair: it has nothing from anyone by that.
    derived = {(pair.left, pair.right): pair for pair in pairs if pair.derived and pair.left != pair.right}
    groups = Groups((), ())
    with contained(faults, "families", "all families, for the pairs could not be grouped"):
        groups = groups_of(by_id, derived.values())
    with contained(faults, "families", "the wordings by which an outlet is known"):
        phrases = learned(documents, groups.members) if phrases is None else phrases
    if several is None:
        several = len({document.outlet for document in documents if document.outlet}) > 1
    common = Common(words, phrases or NO_PHRASES, several)
    aside = same_story(pairs)
    work = partial(batches, by_id=by_id, later=later, aside=aside, common=common)
    near = None if concerning is None else around(groups.members, pairs, concerning)
    members, doubts = _parted(groups.members, derived, near, work, mapped, faults)
    inside = _inside(members, derived)
    independent = [pair for pair in pairs if pair.relation == "same-story"]
    called: Sequence[Visit] = ()
    others: Callable[[Sequence[str]], Mapping[str, tuple[Span, ...]]] = nowhere
    with contained(faults, "families", "sources of articles in other families than their own"):
        others = elsewhere(members, derived, independent)
        called = visits(members, derived)
    homes = [(ids, inside[ids[0]]) for ids in members]
    # The others say which articles are of one family, and no more is asked of them.
    concern = EVERYTHING if concerning is None else concern_of(members, derived, concerning)
    homes, called = [one for one in homes if concern.home(*one)], list(filter(concern.visit, called))
    asked = [*homes, *((one.members, one.pairs) for one in called)]
    placed = work(asked, elsewhere=others, doubts=doubts)
    found: list[Built | None] = []
    for some, missing in mapped(built, placed):
        found += some
        faults += missing
    answered = [one for one in found[: len(homes)] if one is not None]
    hosts = [pair for pair in zip(called, found[len(homes) :], strict=True) if pair[1] is not None]
    called, hosted = [visit for visit, _ in hosts], [one for _, one in hosts if one is not None]
    unread = {ids[0] for (ids, _), one in zip(homes, found, strict=False) if one is None}
    home = {id: ids[0] for ids in members if ids[0] not in unread for id in ids}
    families = [family for family, _ in answered]
    with contained(faults, "families", "sources of compilations outside their families"):
        families = compiled(families, called, [one for one, _ in hosted], derived, by_id)
    families = counted(families, home, derived, by_id)
    with contained(faults, "families", "the pairs that lead from one family to another"):
        bridges = _bridges(members, groups.bridges, derived)
        families = [replace(one, bridges=tuple(bridges.get(one.id, ()))) for one in families]
    families = list(filter(concern.told, families))
    found_pairs = list(pairs)
    with contained(faults, "families", "the directions of all pairs"):
        found_pairs = directed(pairs, _grounds(pairs, answered, called, hosted), faults)
    forget()
    forget_runs()
    return found_pairs, sorted(families, key=lambda family: family.id)


def groups_of(by_id: Mapping[str, Document], derived: Iterable[Pair]) -> Groups:
    """The groups that derived pairs form before they are looked into one by one."""
    pairs = list(derived)
    ids = dict.fromkeys(id for pair in pairs for id in (pair.left, pair.right))
    dates = {id: span for id in ids if (span := published_between(by_id[id].published)) is not None}
    return grouped(pairs, {id: by_id[id].text for id in ids}, dates)


def _parted(
    groups: Sequence[Sequence[str]],
    derived: Mapping[Key, Pair],
    near: frozenset[str] | None,
    work: Callable[..., Iterator[Batch]],
    mapped: MapFunction,
    faults: list[Fault],
) -> tuple[list[tuple[str, ...]], dict[Key, float]]:
    """The groups, those that only hang together by an article made from several as several; and doubts.

    `near`: whose groups are looked into, None for all. A group that is not may stay one that comes apart.
    """
    inside = _inside(groups, derived)
    waiting, kept, found = list(groups), list[Sequence[str]](), list[DividedGroups]()
    while waiting:
        looked_at = [ids for ids in waiting if near is None or not near.isdisjoint(ids)]
        if not looked_at:
            break
        waiting = [ids for ids in waiting if near is not None and near.isdisjoint(ids)]
        doubtful = {ids[0]: ids for ids in looked_at if next(seams(ids, inside[ids[0]]), None) is not None}
        kept += [ids for ids in looked_at if ids[0] not in doubtful]
        asked = [(ids, inside[id]) for id, ids in doubtful.items()]
        parted = list[DividedGroups]()
        for some, missing in mapped(cut, work(asked, elsewhere=nowhere, doubts={})):
            parted += some
            faults += missing
        found += parted
        # Whom a group leaves alone may be a pair with whom another one leaves alone.
        near = left_alone(doubtful.values(), (part for one in parted for part in one.groups), derived)
    kept = [tuple(ids) for ids in (*kept, *waiting)]
    parts = [part for one in found for part in one.groups if len(part) > 1]
    doubts = {key: doubt for one in found for key, doubt in one.doubts.items()}
    if not groups:
        # There are no derived pairs, or they could not be grouped: pairs by themselves are no families then.
        return [], {}
    # Two that an article was made from may be left alone, each by its own seam, and are still a pair.
    return with_lonely([*kept, *parts], derived.values()), doubts


def _grounds(
    pairs: Sequence[Pair], built: Sequence[Built], called: Sequence[Visit], hosted: Sequence[Built]
) -> dict[Key, PairGround]:
    """What the directions of pairs are read from: their family, or the tree that has the one as a guest."""
    found: dict[Key, PairGround] = {}
    for visit, (family, ledgers) in zip(called, hosted, strict=True):
        found |= grounds([family], ledgers, visit.loose, visit=True)
    ledgers = {key: ledger for _, held in built for key, ledger in held.items()}
    keys = [(pair.left, pair.right) for pair in pairs]
    return found | grounds([family for family, _ in built], ledgers, keys)


def _bridges(
    groups: Sequence[Sequence[str]], known: Sequence[Bridge], derived: Mapping[Key, Pair]
) -> Mapping[str, list[Bridge]]:
    """The bridges of each group, by its first member: every derived pair that leads out of it."""
    home = {id: members[0] for members in groups for id in members}
    named = {(bridge.left, bridge.right): bridge for bridge in known}
    found: dict[str, list[Bridge]] = {}
    for key, pair in sorted(derived.items()):
        ends = [home.get(id) for id in key]
        if ends[0] == ends[1]:
            continue
        bridge = named.get(key) or _bridge(pair)
        for group in dict.fromkeys(ends):
            if group is not None:
                found.setdefault(group, []).append(bridge)
    return found


def _bridge(pair: Pair) -> Bridge:
    covered = max(pair.evidence.coverage_left, pair.evidence.coverage_right)
    why = "one of the two was made from several texts, and ties none of these to each other"
    return Bridge(pair.left, pair.right, f"{pair.relation} of {covered:.0%}: {why}")


def _inside(
    groups: Sequence[Sequence[str]], derived: Mapping[tuple[str, str], Pair]
) -> Mapping[str, dict[tuple[str, str], Pair]]:
    """The derived pairs of each group, by its first member."""
    home = {id: members[0] for members in groups for id in members}
    found: dict[str, dict[tuple[str, str], Pair]] = {members[0]: {} for members in groups}
    for key, pair in derived.items():
        if key[0] in home and home[key[0]] == home.get(key[1]):
            found[home[key[0]]][key] = pair
    return found
