"""Credits in a text: whom an article names as the one whose report it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from syndetect.families import contexts
from syndetect.families.mentions import Mention, find_mentions, known_names, same_outlet
from syndetect.families.notices import bylines, datelines, links, source_lines
from syndetect.families.vague import vague_credits
from syndetect.families.wording import Wording, wording
from syndetect.model import NO_CREDIT, Credit

STRENGTH = ("named", "wire", "source-line", "link", "vague")
"""The kinds, the strongest first."""

_JOINED = re.compile(
    r"[\"”“»]?\s*(?:,|/|,?\s+(?:and|or|y|e|et|und|sowie|și|şi|ou|o|oder)\b)\s*"
    r"(?:(?:the|la|el|le|l['’]|der|die|das|dem|a|o|il)\b\s*)?[\"“„«]?\s*",
    re.IGNORECASE,
)


def find_credits(
    text: str, outlets: Sequence[str] = (), own: str | None = None, words: Wording | None = None
) -> tuple[Credit, ...]:
    """Every credit in `text`, by place; offsets are code points, the wording is inside.

    `outlets` are names to look for besides those known, and win over them in spelling. `own` is the article's
    outlet: it cannot credit itself, except by a wire's by-line or dateline.
    """
    words = words or wording()
    mentions = list(find_mentions(text, outlets, words))
    found = [*_named(text, mentions, words)]
    names = known_names(outlets, words)
    found += datelines(text, names, words)
    found += bylines(text, mentions, words)
    found += source_lines(text, names, mentions, words)
    found += links(text, names, words)
    found += vague_credits(text, words)
    if own is not None:
        found = [credit for credit in found if credit.kind == "wire" or not same_outlet(credit.name, own)]
    return _apart(found)


def best_credit(credits: Sequence[Credit], name: str | None = None) -> Credit:
    """The credit that names `name`, else the strongest; `NO_CREDIT` when there is none."""
    naming = [credit for credit in credits if same_outlet(credit.name, name)]
    ranked = sorted(naming or credits, key=lambda credit: STRENGTH.index(credit.kind) if credit.kind in STRENGTH else 9)
    return ranked[0] if ranked else NO_CREDIT


def _named(text: str, mentions: Sequence[Mention], words: Wording) -> Iterator[Credit]:
    spans = [_around(text, mention, words) for mention in mentions]
    for at in range(1, len(mentions)):
        # "according to Reuters and the BBC": the second shares the first one's wording.
        if spans[at] is None and spans[at - 1] is not None and _listed(text, mentions[at - 1], mentions[at], words):
            spans[at] = mentions[at].begin, mentions[at].end
    for mention, span in zip(mentions, spans, strict=True):
        if span is not None:
            yield Credit("named", mention.name, *span)


def _listed(text: str, first: Mention, second: Mention, words: Wording) -> bool:
    between = text[first.end : second.begin]
    near = contexts.behind(text, second.end)
    return bool(_JOINED.fullmatch(between)) and contexts.closes(near, frozenset(words.lists["after"]), words)


def _around(text: str, mention: Mention, words: Wording) -> tuple[int, int] | None:
    left, right = contexts.before(text, mention.begin), contexts.behind(text, mention.end)
    ahead = contexts.lead(left, ("told", "photo", "before", "republished", "inverted"), words)
    if ahead is not None:
        name, found = ahead
        if name in {"told", "photo", "republished"}:
            return None
        allowed = words.after.get(found.text, frozenset())
        if contexts.closes(right, allowed, words) and (
            name == "before" or contexts.opens_clause(left, found, words)
        ):
            return found.begin, mention.end
    said = contexts.verb(right, words)
    if said is None or not contexts.subject(left, words):
        return None
    if mention.common and not (contexts.firm(right, said) or _introduced(left, words)):
        return None
    return mention.begin, said.end


def _introduced(left: contexts.Near, words: Wording) -> bool:
    tail = [word for word in left.words[-3:] if word not in words.lists["articles"]]
    return bool(tail) and tail[-1] in words.lists["leads"]


def _apart(found: Sequence[Credit]) -> tuple[Credit, ...]:
    """Overlapping finds of one credit as the strongest of them, sorted by place."""
    kept: list[Credit] = []
    for credit in sorted(found, key=_rank):
        begin, end = credit.begin or 0, credit.end or 0
        clash = [other for other in kept if begin < (other.end or 0) and (other.begin or 0) < end]
        if not any(other.name == credit.name or credit.name is None for other in clash):
            kept.append(replace(credit))
    return tuple(sorted(kept, key=lambda credit: (credit.begin or 0, credit.end or 0, credit.name or "")))


def _rank(credit: Credit) -> tuple[int, int, int]:
    # A notice says more than the words that happen to stand inside it.
    order = ("wire", "source-line", "named", "link", "vague")
    return order.index(credit.kind) if credit.kind in order else 9, credit.begin or 0, -(credit.end or 0)
