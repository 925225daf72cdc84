"""Credits to nobody in particular: "media reports", "according to local media"."""

from __future__ import annotations

from collections.abc import Iterator

from syndetect.families import contexts
from syndetect.families.wording import Wording, grouped, places
from syndetect.model import Credit


def vague_credits(text: str, words: Wording) -> Iterator[Credit]:
    """Each wording that credits unnamed media."""
    for _, begin, end in places(text, grouped(words.spelled["vague_whole"])):
        yield Credit("vague", None, begin, end)
    for name in ("vague", "vague_only_before"):
        for _, begin, end in places(text, grouped(words.spelled[name])):
            span = _around(text, begin, end, words, strict=name != "vague")
            if span is not None:
                yield Credit("vague", None, *span)


def _around(text: str, begin: int, end: int, words: Wording, *, strict: bool) -> tuple[int, int] | None:
    left, right = contexts.before(text, begin), contexts.behind(text, end)
    ahead = contexts.lead(left, ("before",), words)
    allowed = words.after.get(ahead[1].text, frozenset()) if ahead is not None else frozenset()
    if ahead is not None and contexts.closes(right, allowed, words, barred=words.lists["blockers"]):
        return ahead[1].begin, end
    if strict:
        return None
    for size in range(3, 0, -1):
        said = " ".join(right.words[:size])
        if said in words.lists["vague_verbs"] or said in words.lists["verbs"]:
            return begin, right.end(min(size, len(right.words)) - 1)
    return None
