"""Credits to nobody in particular: "media reports", "according to local media"."""

from __future__ import annotations

from collections.abc import Iterator

from syndetect.attribution import credit_grammar
from syndetect.attribution.credit_wording import ANY, Wording, grouped, places
from syndetect.attribution.syndication import syndicated
from syndetect.model import Credit


def vague_credits(text: str, words: Wording) -> Iterator[Credit]:
    """Each wording that credits unnamed media, and a notice that the text comes from a feed."""
    notice = syndicated(text)
    if notice is not None:
        yield Credit("vague", None, notice.begin, notice.end)
    for _, begin, end in places(text, grouped(words.spelled["vague_whole"])):
        yield Credit("vague", None, begin, end)
    for name in ("vague", "vague_only_before"):
        for _, begin, end in places(text, grouped(words.spelled[name])):
            span = _around(text, begin, end, words, strict=name != "vague")
            if span is not None:
                yield Credit("vague", None, *span)


def _around(text: str, begin: int, end: int, words: Wording, *, strict: bool) -> tuple[int, int] | None:
    left, right = credit_grammar.before(text, begin), credit_grammar.behind(text, end)
    ahead = credit_grammar.lead(left, ("before",), words)
    allowed = words.follows(ahead[1].text) if ahead is not None else frozenset()
    if ahead is not None and credit_grammar.closes(right, allowed, words, barred=words.lists["blockers"]):
        return ahead[1].begin, end
    if strict:
        return None
    verbs = words.lists["vague_verbs"] | words.lists["verbs"]
    barred = words.lists["blockers"] | words.lists["articles"]
    # "la prensa italiana asegura": one word of the media may stand ahead of the verb.
    for skip in range(2):
        for size in range(3, 0, -1):
            if " ".join(right.words[skip : skip + size]) in verbs:
                return begin, right.end(min(skip + size, len(right.words)) - 1)
        if right.words[:1] and (right.proper(0) or right.words[0] in barred):
            break
    return _inverted(left, right, end, words)


def _inverted(
    left: credit_grammar.NearbyTokens, right: credit_grammar.NearbyTokens, end: int, words: Wording
) -> tuple[int, int] | None:
    """The verb ahead of its subject, as a clause of its own: ", informan medios locales"."""
    stop = len(left.words)
    while stop and left.words[stop - 1] in words.lists["articles"]:
        stop -= 1
    for size in range(min(3, stop), 0, -1):
        said = " ".join(left.words[stop - size : stop])
        if said in words.lists["vague_verbs"] or said in words.lists["inverted"]:
            found = credit_grammar.NearbyWording(said, left.begin(stop - size), left.end(stop - 1))
            fits = credit_grammar.opens_clause(left, found, words)
            fits = fits and credit_grammar.closes(right, frozenset({ANY}), words)
            return (found.begin, end) if fits else None
    return None
