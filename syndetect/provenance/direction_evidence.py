"""Which of two derived texts came first: signed pieces of evidence, each with the words it quotes."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from syndetect.attribution.amendments import amended
from syndetect.attribution.declared import made_from
from syndetect.attribution.handouts import gives_out
from syndetect.attribution.introductions import dangling
from syndetect.attribution.leftovers import Leftover
from syndetect.attribution.mentions import same_outlet
from syndetect.attribution.profile import Profile
from syndetect.attribution.syndication import syndicated
from syndetect.attribution.varieties import slips
from syndetect.counting import percent
from syndetect.model import CREDIT_KINDS, Clue, ClueKind, Credit, Pair, Sign, Span
from syndetect.provenance.date_order import order_odds
from syndetect.provenance.foreign_forms import introduces_in_capitals, kept_forms
from syndetect.provenance.quoting import quoting
from syndetect.provenance.unshared_text import UnsharedShares, surpluses
from syndetect.provenance.weights import most, weight
from syndetect.text.publication_dates import Interval

MADE_FROM, MADE_WHOLLY = 0.7, 0.85
"""Coverage up to which it says nothing about who took it from whom, and from which on it says all it can."""

_HANDOUTS = ("handout-once", "handout-twice", "handout-more")
"""The weights of so many kinds of marks of a hand-out."""

_LEAST_CUT = 0.05
_SAID = 0.05
"""Log odds from which a figure has its own words."""

CLEAR = 1.0
"""Log odds from which a side of the ledger speaks."""

_TOLD: frozenset[ClueKind] = frozenset({"time", "credit"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of evidence; a positive weight says that the right text came from the left."""

    kind: ClueKind
    weight: float
    reason: str
    document: str | None = None
    span: Span | None = None

    def clue(self, *, forward: bool) -> Clue:
        """The entry as evidence for the right text's having come from the left one, or the other way."""
        weight = self.weight if forward else -self.weight
        sign: Sign = "for" if weight > 0 else "against"
        place = (self.document, self.span.begin, self.span.end) if self.span is not None else (None,) * 3
        return Clue(self.kind, sign if abs(weight) >= 0.005 else "neutral", abs(weight), self.reason, *place)


@dataclass(frozen=True, slots=True)
class Ledger:
    """Everything that speaks for a direction between two texts.

    `left_covered`, `right_covered`: shares of words inside passages. `quotes`: how far the right text quotes
    what it shares, from 1, wholly, to -1, where the left one does.
    """

    entries: tuple[Entry, ...]
    left_covered: float
    right_covered: float
    quotes: float = 0.0

    @property
    def odds(self) -> float:
        """Log odds that the right text came from the left one."""
        return sum(entry.weight for entry in self.entries)

    @property
    def external_odds(self) -> float:
        """The part of the odds that clocks and credits give."""
        return sum(entry.weight for entry in self.entries if entry.kind in _TOLD)

    def weight(self, *, forward: bool) -> float:
        """Log odds that the ledger gives to a link of that direction.

        A clock that fits costs nothing and one that does not costs its whole weight, whichever other link it
        is weighed against; everything else is shared by the two directions.
        """
        sign = 1.0 if forward else -1.0
        rest = sign * sum(entry.weight for entry in self.entries if entry.kind != "time")
        return self.clock(forward=forward) + rest / 2

    def clock(self, *, forward: bool) -> float:
        """The part of that weight which dates give: the log of the probability that they fit; 0 without any.

        Who bears no date may be the first of all however many others bear one.
        """
        times = [entry.weight for entry in self.entries if entry.kind == "time"]
        time = sum(times)
        return -math.log1p(math.exp(-time if forward else time)) if times else 0.0

    @property
    def contradictory(self) -> bool:
        """Whether what the texts say of themselves and what they are speak clearly against each other."""
        external = self.external_odds
        return (
            external * (self.odds - external) < 0 and min(abs(external), abs(self.odds - external)) >= CLEAR
        )

    def clues(self, *, forward: bool) -> tuple[Clue, ...]:
        """All entries as evidence for one direction, the weightiest first."""
        found = [entry.clue(forward=forward) for entry in self.entries]
        return tuple(sorted(found, key=lambda clue: (-clue.weight, clue.kind, clue.reason)))


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a ledger: a member, or several with the very same words."""

    profiles: tuple[Profile, ...]

    @property
    def lead(self) -> Profile:
        """The member that stands for all."""
        return self.profiles[0]

    @property
    def published(self) -> Interval | None:
        """When the first of them appeared."""
        known = [one.published for one in self.profiles if one.published is not None]
        return min(known, key=lambda span: (span[1], span[0])) if known else None

    @property
    def later(self) -> bool:
        """Whether all of them were handed in to be held against others."""
        return all(one.later for one in self.profiles)


def ledger_of(pair: Pair, left: Side, right: Side) -> Ledger:
    """The evidence of a pair, whose sides must be those of `left` and `right`."""
    covered_left, covered_right = pair.evidence.coverage_left, pair.evidence.coverage_right
    entries = [
        *_time(left, right),
        *_credits(left, right, 1.0),
        *_credits(right, left, -1.0),
        *_declared(left, right, 1.0),
        *_declared(right, left, -1.0),
        *_amended(left.lead, right.lead, 1.0),
        *_amended(right.lead, left.lead, -1.0),
        *_leftovers(left, right, 1.0),
        *_leftovers(right, left, -1.0),
        *_syndicated(left.lead, right.lead, 1.0),
        *_syndicated(right.lead, left.lead, -1.0),
        *_dangling(pair, left.lead, right.lead, 1.0),
        *_dangling(pair, right.lead, left.lead, -1.0),
        *_slips(left.lead, right.lead, 1.0),
        *_slips(right.lead, left.lead, -1.0),
        *_handouts(left.lead, right.lead, 1.0),
        *_handouts(right.lead, left.lead, -1.0),
    ]
    if pair.relation == "translation":
        entries += [*_foreign(left.lead, right.lead, 1.0), *_foreign(right.lead, left.lead, -1.0)]
    quotes = quoting(left.lead, right.lead, pair)
    if quotes:
        entries.append(_quoting(quotes, left.lead, right.lead))
    # Who quotes or answers a text with remarks between is longer, and nobody cut it out of that.
    beyond = surpluses(pair, left.lead, right.lead)
    between = max(surplus.interleaved for surplus in beyond)
    free = (1 - abs(quotes)) * (1 - between)
    entries += [
        replace(entry, weight=free * entry.weight)
        for entry in (*_cut(pair, left.lead, right.lead), *_coverage(pair, left.lead, right.lead, beyond))
    ]
    return Ledger(tuple(entries), covered_left, covered_right, quotes)


def _quoting(quotes: float, left: Profile, right: Profile) -> Entry:
    quoter, quoted = (right, left) if quotes > 0 else (left, right)
    reason = f"{quoter.id} has in quotation marks, or set off, what {quoted.id} says itself"
    return Entry("quoted", weight("quoted") * quotes, reason)


def _handouts(source: Profile, target: Profile, sign: float) -> Iterator[Entry]:
    """The marks of a hand-out that only the source has."""
    there = {mark.kind for mark in target.handout}
    found = [mark for mark in source.handout if mark.kind not in there]
    if not found and source.hands_out and target.handout and not target.hands_out:
        reason = f"both are hand-outs about {source.outlet}, whose own {source.id} is"
        yield Entry("handout", sign * weight(_HANDOUTS[0]), reason, source.id, source.handout[0].span)
    if gives_out(source.outlet) and not gives_out(target.outlet):
        reason = f"{source.outlet} gives out notices, and {target.outlet or target.id} is a paper"
        yield Entry("handout", sign * weight("notice"), reason)
    if found:
        marks = _HANDOUTS[min(len(found), len(_HANDOUTS)) - 1]
        reason = f"{source.id} is marked as a hand-out, and {target.id} is not"
        yield Entry("handout", sign * weight(marks), reason, source.id, found[0].span)


def _coverage(
    pair: Pair, left: Profile, right: Profile, beyond: tuple[UnsharedShares, UnsharedShares]
) -> Iterator[Entry]:
    """What the sides have beyond what they share: behind it, an editor cut; ahead of it, one took it up."""
    evidence = pair.evidence
    first, second = beyond
    # Who excerpts has an article of its own, as has its source: the shares say nothing.
    scale = (pair.relation != "excerpt") * _made_of_it(max(evidence.coverage_left, evidence.coverage_right))
    more = weight("cut-off") * (first.cut - second.cut) * scale
    covered = percent(evidence.coverage_left), percent(evidence.coverage_right)
    shares = f"{covered[0]} of {left.id} and {covered[1]} of {right.id}"
    on = f", and {(left if more > 0 else right).id} goes on where the other ends or leaves out"
    yield Entry("coverage", more, f"{shares} are shared{on if abs(more) >= _SAID else ''}")
    ahead = weight("taken-up") * (second.preceding - first.preceding) * scale
    if abs(ahead) >= _SAID:
        own, before = (right, second.before) if ahead > 0 else (left, first.before)
        reason = f"{own.id} opens with {percent(before)} of its text before what is shared begins"
        yield Entry("coverage", ahead, reason)


def _made_of_it(covered: float) -> float:
    """How far the better covered side looks made of the other: a part of it may have gone either way."""
    return min(1.0, max(0.0, (covered - MADE_FROM) / (MADE_WHOLLY - MADE_FROM)))


def _time(left: Side, right: Side) -> Iterator[Entry]:
    first, second = left.published, right.published
    in_order = first is not None and second is not None and (first[1] < second[0] or second[1] < first[0])
    if not in_order and left.later != right.later:
        late, early = (left, right) if left.later else (right, left)
        reason = f"{late.lead.id} was handed in to be held against {early.lead.id}"
        yield Entry("time", weight("later") if late is right else -weight("later"), reason)
        return
    if first is None or second is None:
        return
    odds = order_odds(first, second)
    names = left.lead.id, right.lead.id
    if first[1] < second[0]:
        yield Entry("time", odds, f"{names[0]} was published before {names[1]}")
    elif second[1] < first[0]:
        yield Entry("time", odds, f"{names[1]} was published before {names[0]}")
    elif abs(odds) >= _SAID:
        first_name, other_name = names if odds > 0 else names[::-1]
        reason = (
            f"{first_name} is dated before {other_name}, though without times and zones it is not certain"
        )
        yield Entry("time", odds, reason)
    else:
        yield Entry("time", odds, f"{names[0]} and {names[1]} may have appeared in either order")


def _credits(source: Side, target: Side, sign: float) -> Iterator[Entry]:
    for outlet in dict.fromkeys(one.outlet for one in source.profiles if one.outlet is not None):
        credit, holder = _credit(target.profiles, outlet)
        if credit is not None and holder.outlet != outlet:
            yield Entry(
                "credit",
                sign * weight(CREDIT_KINDS[credit.kind].weight),
                f"{holder.id} credits {outlet}",
                *_credit_place(holder.id, credit),
            )
            return


def _declared(source: Side, target: Side, sign: float) -> Iterator[Entry]:
    """What the fields of an agency's item say that it was made from."""
    for one in target.profiles:
        for other in source.profiles:
            if made_from(one.document, other.document):
                reason = f"the fields of {one.id} name {other.id} as what it was made from"
                yield Entry("credit", sign * weight("declared"), reason)
                return


def _credit(profiles: Sequence[Profile], outlet: str) -> tuple[Credit | None, Profile]:
    for one in profiles:
        if (credit := one.credits_outlet(outlet)) is not None:
            return credit, one
    return None, profiles[0]


def _syndicated(source: Profile, target: Profile, sign: float) -> Iterator[Entry]:
    """A notice in the target alone that its text comes from elsewhere."""
    notice = syndicated(target.document.text)
    if notice is not None and syndicated(source.document.text) is None:
        reason = f"{target.id} says that its text was taken over from a feed"
        yield Entry("credit", sign * weight("syndicated"), reason, target.id, notice)


def _amended(source: Profile, target: Profile, sign: float) -> Iterator[Entry]:
    """A line in the target alone that it was corrected or updated, where both are one outlet's."""
    if not same_outlet(source.outlet, target.outlet):
        return
    note = amended(target.document.text)
    if note is not None and amended(source.document.text) is None:
        reason = f"{target.id} says that it was amended since it first appeared"
        yield Entry("version", sign * weight("amended"), reason, target.id, note)


def _credit_place(id: str, credit: Credit) -> tuple[str | None, Span | None]:
    if credit.begin is None or credit.end is None:
        return None, None
    return id, Span(credit.begin, credit.end)


def _leftovers(source: Side, target: Side, sign: float) -> Iterator[Entry]:
    """Traces in the target: of the source's outlet, or of a third one that the source does not have."""
    if not target.lead.leftovers:
        return
    for one in source.profiles:
        trace = target.lead.left_by(one.outlet)
        if trace is not None:
            reason = f"{target.lead.id} keeps a trace of {one.outlet}"
            yield Entry("leftover", sign * weight("leftover"), reason, target.lead.id, _span(trace))
            return
    outlets = {one.outlet for one in (*source.profiles, *target.profiles)}
    mine = {trace.name for trace in source.lead.leftovers}
    for trace in target.lead.leftovers:
        if trace.name is None or trace.kind == "photo" or trace.name in mine | outlets:
            continue
        if not _among(_span(trace), target.lead.elsewhere):
            reason = f"{target.lead.id} keeps a trace of {trace.name} that {source.lead.id} does not have"
            yield Entry("leftover", -sign * weight("nearer"), reason, target.lead.id, _span(trace))
            return


def _span(trace: Leftover) -> Span:
    return Span(trace.begin, trace.end)


def _dangling(pair: Pair, source: Profile, target: Profile, sign: float) -> Iterator[Entry]:
    """Names that the target mentions bare inside what it would have taken, and only the source introduces."""
    taken = [passage.right if sign > 0 else passage.left for passage in pair.passages]
    if pair.relation == "translation" and introduces_in_capitals(source.document):
        return
    found = [
        (name, mention)
        for name, mention, introduced in dangling(source.names, target.names)
        if _among(mention, taken) and not _among(introduced, source.elsewhere)
    ]
    for name, mention in found[: int(most("introduced"))]:
        reason = f"{target.id} speaks of {name}, whom only {source.id} introduces"
        yield Entry("dangling", sign * weight("introduced"), reason, target.id, mention)


def _among(place: Span, spans: Sequence[Span]) -> bool:
    return any(span.begin <= place.begin and place.end <= span.end for span in spans)


def _slips(source: Profile, target: Profile, sign: float) -> Iterator[Entry]:
    for habit, span in slips(source.habits, target.habits):
        reason = f"{target.id} slips into the habit of {source.id}: {habit}"
        yield Entry("style", sign * weight("slip"), reason, target.id, span)


def _foreign(source: Profile, target: Profile, sign: float) -> Iterator[Entry]:
    for row, reason, span in kept_forms(source, target):
        yield Entry("foreign", sign * weight(row), reason, target.id, span)


def _cut(pair: Pair, left: Profile, right: Profile) -> Iterator[Entry]:
    """Who tells the shared passages at greater length: editors shorten more often than they spin out."""
    # Of two languages one is always the longer.
    edited = [passage for passage in pair.passages if passage.kind not in {"verbatim", "translated"}]
    lengths = [
        (passage.left.end - passage.left.begin, passage.right.end - passage.right.begin) for passage in edited
    ]
    first, second = sum(one for one, _ in lengths), sum(two for _, two in lengths)
    if not first + second:
        return
    share = (first - second) / (first + second)
    if abs(share) < _LEAST_CUT:
        return
    longer, shorter = (left, right) if share > 0 else (right, left)
    # The passage that lost most stands for all.
    at = max(
        range(len(edited)), key=lambda row: (lengths[row][0] - lengths[row][1]) * (1 if share > 0 else -1)
    )
    span = edited[at].left if share > 0 else edited[at].right
    limit = most("shortened")
    odds = max(-limit, min(limit, weight("shortened") * share))
    reason = f"{shorter.id} tells the edited passages {percent(2 * abs(share) / (1 + abs(share)))} shorter"
    yield Entry("cut", odds, reason, longer.id, span)
