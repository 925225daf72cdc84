"""Credits to nobody in particular: "media reports", "according to local media"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from syndetect.families import contexts
from syndetect.families.wording import Wording
from syndetect.model import Credit


def vague_credits(text: str, words: Wording) -> Iterator[Credit]:
    """Each wording that credits unnamed media."""
    for term, whole, strict in _terms(words.spelled["vague"], words.spelled["vague_only_before"], words.spelled["vague_whole"]):
        begin = text.find(term)
        while begin >= 0:
            end = begin + len(term)
            if not (text[begin - 1 : begin].isalnum() and begin) and not text[end : end + 1].isalnum():
                span = (begin, end) if whole else _around(text, begin, end, words, strict=strict)
                if span is not None:
                    yield Credit("vague", None, *span)
            begin = text.find(term, end)


@lru_cache(maxsize=4)
def _terms(
    plain: tuple[str, ...], strict: tuple[str, ...], whole: tuple[str, ...]
) -> tuple[tuple[str, bool, bool], ...]:
    rows = [(term, False, False) for term in plain]
    rows += [(term, False, True) for term in strict]
    rows += [(term, True, False) for term in whole]
    spelled = {row: None for row in rows}
    spelled.update({(term[:1].upper() + term[1:], *flags): None for term, *flags in rows})
    return tuple(sorted(spelled, key=lambda row: (-len(row[0]), row)))


def _around(text: str, begin: int, end: int, words: Wording, *, strict: bool) -> tuple[int, int] | None:
    left, right = contexts.before(text, begin), contexts.behind(text, end)
    ahead = contexts.lead(left, ("before",), words)
    if ahead is not None and contexts.closes(right, words.after.get(ahead[1].text, frozenset()), words):
        return ahead[1].begin, end
    if strict:
        return None
    for size in range(3, 0, -1):
        said = " ".join(right.words[:size])
        if said in words.lists["vague_verbs"] or said in words.lists["verbs"]:
            return begin, right.ends[min(size, len(right.ends)) - 1]
    return None


