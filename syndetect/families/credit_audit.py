"""Credits held against what was taken: full, in part, to the wrong one, to the last stop, or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from syndetect.attribution.agency_signs import shortens
from syndetect.attribution.handouts import giver
from syndetect.attribution.mentions import canonical, identity, same_outlet
from syndetect.attribution.profile import Profile
from syndetect.attribution.telling_words import is_interview
from syndetect.kernels.words import I32
from syndetect.model import CREDIT_KINDS, AuditVerdict, Credit, CreditAudit, Position, Scope, Span
from syndetect.spans import union
from syndetect.text.language_words import language_words

_OPENING, _END = 0.25, 0.9
"""A credit before the first share of a text's words, or after the second, speaks of the whole text."""

_OPENING_WORDS = 60

_HELD_AGAINST: frozenset[AuditVerdict] = frozenset({"uncredited", "wrong", "laundered"})
"""Verdicts that a reader takes for an accusation."""


@dataclass(frozen=True, slots=True)
class Chain:
    """Whom a member may rightly credit. `near` is the outlet of its source, `far` those further up.

    `named` is the source's name where it is another one than any outlet's. `possible` are the identities of
    outlets that may be the origin as well, where nothing is sure enough to say that a credit is wrong.
    """

    near: str | None
    far: tuple[str, ...]
    named: str | None
    possible: frozenset[str] = frozenset()
    subject: bool = False
    """Whether the text speaks of the outlet it is from, as a press release does: to name it is no credit."""
    stops: frozenset[str] = frozenset()
    """The identities of other outlets that have the text, and may have had it before."""
    handed: bool = False
    """Whether it began as a hand-out, which asks for no credit: who names a stop on the way hides nothing."""
    said: str = ""
    """The source's text, in which its own sentences on what it was told may stand."""

    @property
    def origin(self) -> str | None:
        """Whose text it is in the end, as far as is known."""
        return self.named or (self.far[-1] if self.far else self.near)


@dataclass(frozen=True, slots=True)
class _Reach:
    """A credit with the stretch of text it speaks for."""

    credit: Credit
    span: Span
    scope: Scope
    position: Position | None


def audit_of(profile: Profile, chain: Chain, taken: Sequence[tuple[int, int]]) -> CreditAudit | None:
    """The audit of a member that took the stretches `taken`; None where their source is unknown."""
    if chain.origin is None and chain.near is None:
        return _nameless(profile, taken)
    text = profile.document.text
    begins = profile.words.begins
    derived = _words_in(begins, taken)
    if same_outlet(profile.outlet, chain.near):
        return own_audit(profile, taken)
    others = [credit for credit in profile.credits if not same_outlet(credit.name, profile.outlet)]
    reaches = [_reach(credit, text, begins) for credit in others]
    concerned = [reach for reach in reaches if _words_in(begins, _within(taken, reach.span))]
    right = [reach for reach in concerned if _rightly(reach.credit, chain)]
    right = right or [
        reach for reach in _told(profile, chain) if _words_in(begins, _within(taken, reach.span))
    ]
    if right:
        return _credited(right, begins, taken, derived)
    return _not_credited(concerned, profile, chain, derived)


def _nameless(profile: Profile, taken: Sequence[tuple[int, int]]) -> CreditAudit | None:
    """Where nobody knows the source's name, only the lack of any credit can be told."""
    derived = _words_in(profile.words.begins, taken)
    if any(CREDIT_KINDS[credit.kind].names for credit in profile.credits):
        return None
    if profile.credits:
        return CreditAudit("vague", derived, derived, reason="it credits a source without a name")
    if not profile.read:
        return _unread(profile, derived)
    return CreditAudit("uncredited", derived, derived, reason="it credits nobody")


def _unread(profile: Profile, derived: int) -> CreditAudit:
    """Where few wordings of credits are known, that none was found is held against nobody."""
    language = profile.document.language
    which = f"texts in {language_words(language)}" if language else "this script"
    return CreditAudit("unread", derived, 0, reason=f"credits not fully looked for in {which}")


def quoted_back(profile: Profile, taken: Sequence[tuple[int, int]]) -> CreditAudit:
    """The audit of an article that sets off what it took, as a check of facts does with a speech."""
    derived = _words_in(profile.words.begins, taken)
    return CreditAudit("unread", derived, 0, reason="what it took stands in quotation marks, or apart")


UNTOLD = "neither a date nor a trace in its text tells who has it from whom"


def opened(audit: CreditAudit, because: str = UNTOLD) -> CreditAudit:
    """The audit of a member that may have nothing from where the tree hangs it, and `because` of what.

    What it credits rightly stands, and so does a credit without a name: that is its own word for a source.
    """
    if audit.verdict not in _HELD_AGAINST:
        return audit
    says = "it credits nobody" if audit.verdict == "uncredited" else "it credits another one"
    reason = f"{says}, and {because}"
    return CreditAudit("open", audit.derived_words, 0, audit.scope, audit.position, reason)


def own_audit(profile: Profile, taken: Sequence[tuple[int, int]]) -> CreditAudit:
    """The audit of an article that has what it took from its own outlet."""
    derived = _words_in(profile.words.begins, taken)
    return CreditAudit("own", derived, 0, reason="a later version of the outlet's own article")


def merged(audits: Sequence[CreditAudit], derived: int) -> CreditAudit:
    """The audits of what one article has from several sources, as one; `derived` counts all words once.

    Raises ValueError without any.
    """
    if len(audits) == 1:
        return audits[0]
    weighed = [audit for audit in audits if audit.verdict != "own"] or list(audits)
    verdicts = {audit.verdict for audit in weighed}
    worst = max(weighed, key=lambda audit: audit.uncredited_words)
    reached = _joined([span for audit in weighed for span in audit.credited])
    if verdicts & {"full", "part"} and len(verdicts) > 1:
        best = next(audit for audit in weighed if audit.verdict in {"full", "part"})
        left = min(derived, sum(audit.uncredited_words for audit in weighed))
        reason = f"it credits some of its sources, and {left} of {derived} derived words stand beyond that"
        return CreditAudit("part", derived, left, best.scope, best.position, reason, reached)
    left = min(derived, sum(audit.uncredited_words for audit in weighed))
    return replace(worst, derived_words=derived, uncredited_words=left, credited=reached)


def _rightly(credit: Credit, chain: Chain) -> bool:
    """Whether a credit names the one whose text it is; the last stop counts if it is that one."""
    if credit.name is not None and identity(credit.name) in chain.possible:
        return True
    return _is_origin(credit.name, chain) or (chain.handed and _is_stop(credit.name, chain))


def _is_stop(name: str | None, chain: Chain) -> bool:
    """Whether a name is that of an outlet which passed the text on, or may have."""
    return name is not None and (same_outlet(name, chain.near) or identity(name) in chain.stops)


def _authority(profile: Profile, chain: Chain) -> str | None:
    """The authority whose notice it is, where it names that in short: "the police" of Tolvik Police."""
    text = profile.document.text.casefold()
    known = [giver(name) for name in (chain.origin, chain.near)]
    return next((word for word in known if word and len(word) >= _TOLD_APART and word[:_STEM] in text), None)


_TOLD_APART = 5
"""Letters of a word that is a name in short: "inc" and "plc" are none."""

_STEM = 7
"""Letters of it that say enough: the gendarmes are the gendarmerie."""


def _signs_for(sign: str, chain: Chain) -> bool:
    return any(name is not None and shortens(sign, name) for name in (chain.origin, chain.near))


def _is_origin(name: str | None, chain: Chain) -> bool:
    """Whether a name is that of the outlet whose text it is, or of one on the way to it."""
    return same_outlet(name, chain.origin) or any(same_outlet(name, outlet) for outlet in chain.far)


def _credited(
    right: Sequence[_Reach], begins: I32, taken: Sequence[tuple[int, int]], derived: int
) -> CreditAudit:
    spans = [part for reach in right for part in _within(taken, reach.span)]
    left = derived - _words_in(begins, spans)
    best = max(right, key=lambda reach: (reach.scope == "text", -(reach.credit.begin or 0)))
    verdict: AuditVerdict = "full" if left == 0 else "part"
    reason = (
        f"it credits {best.credit.name} for all {derived} derived words"
        if left == 0
        else f"it credits {best.credit.name}, and {left} of {derived} derived words stand beyond that credit"
    )
    reached = _joined([one.span for one in right])
    return CreditAudit(verdict, derived, max(0, left), best.scope, best.position, reason, reached)


def _not_credited(concerned: Sequence[_Reach], profile: Profile, chain: Chain, derived: int) -> CreditAudit:
    beside = next((one.name for one in profile.named if _is_origin(one.name, chain)), None)
    beside = beside or _authority(profile, chain)
    signs = (sign for sign in profile.signs if canonical(sign) == sign)
    beside = beside or next((sign for sign in signs if _signs_for(sign, chain)), None)
    if beside is not None and (not chain.subject or beside == giver(chain.origin)):
        # Wordings of credits have no end: whoever names the source is not said to hide it.
        reason = f"it names {beside}, in words that are not known as a credit"
        return CreditAudit("unread", derived, 0, reason=reason)
    stop = next((one for one in concerned if _is_stop(one.credit.name, chain)), None)
    if stop is not None:
        reason = f"it credits {stop.credit.name}, which has the text from {chain.origin}"
        return CreditAudit("laundered", derived, derived, stop.scope, stop.position, reason)
    named = next((one for one in concerned if CREDIT_KINDS[one.credit.kind].names), None)
    if named is not None:
        reason = f"it credits {named.credit.name}, and the text is that of {chain.origin or chain.near}"
        return CreditAudit("wrong", derived, derived, named.scope, named.position, reason)
    if concerned:
        reason = "it credits a source without a name"
        return CreditAudit("vague", derived, derived, concerned[0].scope, concerned[0].position, reason)
    if not profile.read:
        return _unread(profile, derived)
    if any(same_outlet(credit.name, profile.outlet) for credit in profile.credits):
        reason = f"it is signed as {profile.outlet}'s own"
    else:
        reason = "no credit speaks for what was taken" if profile.credits else "it credits nobody"
    return CreditAudit("uncredited", derived, derived, reason=reason)


def _reach(credit: Credit, text: str, begins: I32) -> _Reach:
    """Notices speak for the whole text, as do the opening's and the end's credits; others for a paragraph."""
    if credit.begin is None or credit.end is None:
        return _Reach(credit, Span(0, len(text)), "text", None)
    position = _position(credit.begin, begins)
    kind = CREDIT_KINDS[credit.kind]
    if kind.whole or (kind.placed and position != "body"):
        return _Reach(credit, Span(0, len(text)), "text", position)
    return _Reach(credit, _paragraph(text, credit), "paragraph", position)


def _told(profile: Profile, chain: Chain) -> list[_Reach]:
    """Where it says that somebody told the source this: for its paragraph, where the source says so itself.

    An interview that is named as one is credited whole, as all that follows was said in it.
    """
    text, begins = profile.document.text, profile.words.begins
    reaches = []
    for credit in (credit for credit in profile.hearers if _rightly(credit, chain)):
        reach, wording = _reach(credit, text, begins), text[credit.begin : credit.end]
        if wording in chain.said and not is_interview(wording):
            reach = replace(reach, span=_paragraph(text, credit), scope="paragraph")
        reaches.append(reach)
    return reaches


def _paragraph(text: str, credit: Credit) -> Span:
    """The paragraph that a credit stands in."""
    begin = max(text.rfind("\n\n", 0, credit.begin or 0), 0)
    end = text.find("\n\n", credit.end or 0)
    return Span(begin, end if end >= 0 else len(text))


def _position(begin: int, begins: I32) -> Position:
    at, total = int(np.searchsorted(begins, begin)), len(begins)
    if at <= max(_OPENING * total, _OPENING_WORDS):
        return "opening"
    return "end" if at >= _END * total else "body"


def _within(spans: Sequence[tuple[int, int]], span: Span) -> list[tuple[int, int]]:
    cut = [(max(begin, span.begin), min(end, span.end)) for begin, end in spans]
    return [(begin, end) for begin, end in cut if begin < end]


def _joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    """What they cover, in stretches that are apart."""
    begins, ends = union([(span.begin, span.end) for span in spans])
    return tuple(map(Span, begins, ends))


def _words_in(begins: I32, spans: Sequence[tuple[int, int]]) -> int:
    """Words that begin inside the union of spans."""
    total = reach = 0
    for begin, end in sorted(spans):
        low, high = max(begin, reach), max(end, reach)
        total += int(np.searchsorted(begins, high) - np.searchsorted(begins, low))
        reach = high
    return total
