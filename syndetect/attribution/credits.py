"""Credits in a text: whom an article names as the one whose report it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from syndetect.attribution import credit_grammar
from syndetect.attribution.addresses import address_mentions
from syndetect.attribution.credit_lines import bylines, datelines, links, source_lines
from syndetect.attribution.credit_wording import Wording, wording
from syndetect.attribution.foot_lines import foot_lines
from syndetect.attribution.mentions import Mention, find_mentions, known_names, name_set, same_outlet
from syndetect.attribution.name_lines import name_lines
from syndetect.attribution.tellings import is_disputed, telling_at
from syndetect.attribution.vague_credits import vague_credits
from syndetect.model import CREDIT_KINDS, NO_CREDIT, STRENGTH, Credit, CreditKind

_JOINED = re.compile(
    r"[\"”“»]?+(?:\s*+[,/]|(?:\s*+,)?+\s++(?:and|or|y|e|et|und|sowie|și|şi|ou|o|oder)\b)\s*+"
    r"(?:(?:the|la|el|le|l['’]|der|die|das|dem|a|o|il)\b\s*+)?+[\"“„«]?+\s*+",
    re.IGNORECASE,
)


def find_credits(
    text: str,
    outlets: Sequence[str] = (),
    own: str | None = None,
    words: Wording | None = None,
    mentions: Sequence[Mention] | None = None,
) -> tuple[Credit, ...]:
    """Every credit in `text`, by place; offsets are code points, the wording is inside.

    `outlets` are names to look for besides those known, and win over them in spelling. `own` is the article's
    outlet: it cannot credit itself, except by a wire's by-line or dateline. `mentions` are those in the text,
    where they were looked for before.
    """
    words = words or wording()
    mentions = list(find_mentions(text, outlets, words)) if mentions is None else mentions
    found = [*_named(text, mentions, words)]
    asked = name_set(outlets)
    known = [one for one in (*mentions, *address_mentions(text, outlets)) if one.name in asked]
    found += _told_by_known(text, known, found, words)
    found += foot_lines(text, known, words)
    names = known_names(outlets, words)
    found += datelines(text, names, words)
    found += bylines(text, mentions, names, words)
    found += source_lines(text, names, words)
    found += name_lines(text, mentions, words)
    found += links(text, names, words)
    found += vague_credits(text, words)
    if own is not None:
        found = [
            credit for credit in found if CREDIT_KINDS[credit.kind].mark or not same_outlet(credit.name, own)
        ]
    return _apart(found)


def best_credit(credits: Sequence[Credit], name: str | None = None) -> Credit:
    """The credit that names `name`, else the strongest; `NO_CREDIT` when there is none."""
    naming = [credit for credit in credits if same_outlet(credit.name, name)]
    ranked = sorted(naming or credits, key=lambda credit: STRENGTH[credit.kind])
    return ranked[0] if ranked else NO_CREDIT


def _told_by_known(
    text: str, mentions: Sequence[Mention], found: Sequence[Credit], words: Wording
) -> Iterator[Credit]:
    """What sentences say of outlets that are known, in words that no list has."""
    for mention in mentions:
        if any((one.begin or 0) < mention.end and mention.begin < (one.end or 0) for one in found):
            continue
        left = credit_grammar.before(text, mention.begin)
        if credit_grammar.lead(left.trimmed(":"), ("told", "photo", "bodies"), words) is not None:
            continue
        telling = telling_at(text, mention, words)
        if telling is not None and telling.kind == "named":
            yield Credit("named", mention.name, telling.begin, telling.end)


def _named(text: str, mentions: Sequence[Mention], words: Wording) -> Iterator[Credit]:
    found = [_around(text, mention, words) for mention in mentions]
    for at in range(1, len(mentions)):
        # "according to Reuters and the BBC": the second shares the first one's wording.
        shared = found[at - 1] if found[at] is None else None
        if shared is not None and _listed(text, mentions[at - 1], mentions[at], words):
            found[at] = shared[0], mentions[at].begin, mentions[at].end
    for at in range(len(mentions) - 2, -1, -1):
        # "AFP and Reuters reported": the first shares the verb of the second.
        first, second, shared = mentions[at], mentions[at + 1], found[at + 1]
        if found[at] is None and shared is not None and shared[1] == second.begin and shared[2] > second.end:
            left = credit_grammar.before(text, first.begin)
            if _JOINED.fullmatch(text[first.end : second.begin][:20]) and credit_grammar.subject(left, words):
                found[at] = shared[0], first.begin, first.end
    for mention, span in zip(mentions, found, strict=True):
        if span is None:
            continue
        subject = span[1] >= mention.begin and span[2] > mention.end
        if not is_disputed(text, mention, words, subject=subject):
            yield Credit(span[0], mention.name, span[1], span[2])


def _listed(text: str, first: Mention, second: Mention, words: Wording) -> bool:
    if second.begin - first.end > 20:
        return False
    between = text[first.end : second.begin]
    near = credit_grammar.behind(text, second.end)
    return bool(_JOINED.fullmatch(between)) and credit_grammar.closes(
        near, frozenset(words.lists["after"]), words
    )


def _around(text: str, mention: Mention, words: Wording) -> tuple[CreditKind, int, int] | None:
    left, right = credit_grammar.before(text, mention.begin), credit_grammar.behind(text, mention.end)
    if mention.compound and (ahead := credit_grammar.lead(left, ("before_compound",), words)) is not None:
        return "named", ahead[1].begin, mention.end
    ahead = credit_grammar.lead(left, _AHEAD, words)
    if ahead is None and left.words[-1:] == (":",):
        # "First published in: Le Soir".
        ahead = credit_grammar.lead(left.trimmed(":"), ("republished",), words)
    if ahead is not None and ahead[0] in {"told", "photo", "bodies"}:
        return None
    done = credit_grammar.passive(left, right, words) or credit_grammar.written(left, words)
    if done is not None:
        return "named", min(mention.begin, done.begin), max(mention.end, done.end)
    found = None if ahead is None else _led(text, mention, ahead, left, right, words)
    return found or _subject(mention, left, right, words)


def _led(
    text: str,
    mention: Mention,
    ahead: tuple[str, credit_grammar.NearbyWording],
    left: credit_grammar.NearbyTokens,
    right: credit_grammar.NearbyTokens,
    words: Wording,
) -> tuple[CreditKind, int, int] | None:
    """The credit that a wording ahead of the name makes of it."""
    name, found = ahead
    if name == "newsroom":
        said = credit_grammar.verb(right, words)
        if said is None or said.text in words.lists["speech"]:
            return None
        return "named", found.begin, said.end
    if not credit_grammar.closes(right, words.follows(found.text), words):
        return None
    if name == "republished":
        return ("source-line", found.begin, mention.end) if _noted(text, mention, found) else None
    spoken = mention.surname and found.text in words.lists["speech"]
    if name in {"before", "ahead"} or (not spoken and credit_grammar.opens_clause(left, found, words)):
        return "named", found.begin, mention.end
    return None


_AHEAD = (
    "told", "photo", "bodies", "republished", "before", "ahead", "newsroom", "inverted", "before_end",
)  # fmt: skip


def _subject(
    mention: Mention, left: credit_grammar.NearbyTokens, right: credit_grammar.NearbyTokens, words: Wording
) -> tuple[CreditKind, int, int] | None:
    """The credit of a sentence whose subject the outlet is."""
    if not credit_grammar.subject(left, words):
        return None
    helped = credit_grammar.contributed(right, words)
    if helped is not None:
        return "source-line", mention.begin, helped.end
    parted = credit_grammar.parted_verb(left, right, words)
    if parted is not None:
        return "named", min(mention.begin, parted.begin), parted.end
    said = credit_grammar.verb(right, words)
    spoken = said is not None and said.text in words.lists["speech"]
    if said is None or (spoken and (mention.surname or credit_grammar.possessive(right, words))):
        return None
    if mention.common and not (credit_grammar.firm(right, said, words) or _introduced(left, words)):
        return None
    return "named", mention.begin, said.end


def _noted(text: str, mention: Mention, wording: credit_grammar.NearbyWording) -> bool:
    """A bare "avec" is a note only where it and the name stand alone in brackets or on a line."""
    before, after = text[max(0, wording.begin - 1) : wording.begin], text[mention.end : mention.end + 1]
    return " " in wording.text or (before in {"", "(", "\n"} and after in {"", ")", "\n"})


def _introduced(left: credit_grammar.NearbyTokens, words: Wording) -> bool:
    leads = words.lists["leads"] - {"l'", "le", "lo", "das", "dies"}
    tail = left.words[-2:]
    if any(word in words.lists["nouns"] for word in tail):
        return True
    return bool(tail) and (tail[-1] in leads or (tail[-1] in words.lists["articles"] and tail[0] in leads))


def _apart(credits: Sequence[Credit]) -> tuple[Credit, ...]:
    """Overlapping finds of one credit as the strongest of them, sorted by place."""
    kept: list[Credit] = []
    cluster: list[Credit] = []
    reach = 0
    for credit in sorted(credits, key=_sort_key):
        begin, end, _ = _sort_key(credit)
        if cluster and begin >= reach:
            kept += _settled(cluster)
            cluster = []
        cluster.append(credit)
        reach = max(end, reach)
    return tuple(sorted(kept + _settled(cluster), key=_sort_key))


def _settled(cluster: list[Credit]) -> list[Credit]:
    kept: list[Credit] = []
    for credit in sorted(cluster, key=_rank):
        begin, end, _ = _sort_key(credit)
        clash = [other for other in kept if begin < _sort_key(other)[1] and _sort_key(other)[0] < end]
        if not any(other.name == credit.name or credit.name is None for other in clash):
            kept.append(credit)
    return kept


def _sort_key(credit: Credit) -> tuple[int, int, str]:
    return credit.begin or 0, credit.end or 0, credit.name or ""


def _rank(credit: Credit) -> tuple[int, int, int]:
    return CREDIT_KINDS[credit.kind].notice, credit.begin or 0, -(credit.end or 0)
