"""Two stretches of text -> what is equal in them and what was changed, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import Indel

_MOST_WORDS = 2000
_CONTEXT = 12
_GAP = "… "

# Chinese, Japanese and Thai put no spaces between words: there a character counts as a word.
_ALONE = "\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(rf"(?:[{_ALONE}]|[^\s{_ALONE}]+)\s*")
_CORE = re.compile(r"\w(?:.*\w)?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of both sides: the same ones when `equal`, otherwise what stands in each other's place."""

    equal: bool
    left: tuple[str, ...]
    right: tuple[str, ...]


def stretches(left: str, right: str) -> tuple[Stretch, ...]:
    """The words of both texts in order, as alternating equal and changed stretches.

    Case and surrounding punctuation make no difference. At most the first 2,000 words are compared.
    """
    lefts, rights = (_WORD.findall(text)[:_MOST_WORDS] for text in (left, right))
    found = []
    for tag, left_begin, left_end, right_begin, right_end in _opcodes(lefts, rights):
        sides = tuple(lefts[left_begin:left_end]), tuple(rights[right_begin:right_end])
        found.append(Stretch(tag == "equal", *sides))
    return tuple(_joined(_without_chance(_joined(found))))


def equal_words(parts: Iterable[Stretch]) -> int:
    """How many words of the left side are equal."""
    return sum(len(part.left) for part in parts if part.equal)


def trimmed(parts: Sequence[Stretch], most: int) -> tuple[Stretch, ...]:
    """About `most` words a side, around the longest equal stretch; … stands for what was left out."""
    if _size(parts) <= most:
        return tuple(parts)
    if len(parts) == 1:
        return (_shortened(parts[0], most - _CONTEXT, _CONTEXT),)
    ends = [(_CONTEXT * (number > 0), _CONTEXT * (number < len(parts) - 1)) for number in range(len(parts))]
    short = [_shortened(part, *context) for part, context in zip(parts, ends, strict=True)]
    longest = max(range(len(parts)), key=lambda number: (parts[number].equal, len(parts[number].left)))
    spare = max(0, most - _size(short)) // sum(map(bool, ends[longest]))
    short[longest] = _shortened(parts[longest], *(context and context + spare for context in ends[longest]))
    begin = end = longest
    while begin > 0 and _size(short[begin - 1 : end + 1]) <= most:
        begin -= 1
        if end + 1 < len(short) and _size(short[begin : end + 2]) <= most:
            end += 1
    while end + 1 < len(short) and _size(short[begin : end + 2]) <= most:
        end += 1
    gap = Stretch(equal=True, left=(_GAP,), right=(_GAP,))
    return (*[gap] * (begin > 0), *short[begin : end + 1], *[gap] * (end + 1 < len(short)))


def _opcodes(lefts: list[str], rights: list[str]) -> Iterable[tuple[str, int, int, int, int]]:
    # Numbers, not strings: the hashes of strings differ from run to run.
    numbers: dict[str, int] = {}
    # Most words come more than once, on both sides: each is looked at once.
    number_of = {
        word: numbers.setdefault(_key(word), len(numbers)) for word in dict.fromkeys((*lefts, *rights))
    }
    left_keys, right_keys = (list(map(number_of.__getitem__, side)) for side in (lefts, rights))
    for code in Indel.opcodes(left_keys, right_keys):
        yield code.tag, code.src_start, code.src_end, code.dest_start, code.dest_end


def _key(word: str) -> str:
    bare = word.strip()
    core = _CORE.search(bare)
    return (core[0] if core else bare).casefold()


def _joined(parts: Iterable[Stretch]) -> list[Stretch]:
    joined: list[Stretch] = []
    for part in parts:
        if joined and joined[-1].equal == part.equal:
            last = joined.pop()
            part = Stretch(part.equal, last.left + part.left, last.right + part.right)  # noqa: PLW2901
        joined.append(part)
    return joined


def _without_chance(parts: Sequence[Stretch]) -> list[Stretch]:
    """One short word that is equal between two changes says nothing: "the" is everywhere."""
    return [
        replace(part, equal=False)
        if part.equal
        and 0 < number < len(parts) - 1
        and len(part.left) == 1
        and len(part.left[0].strip()) <= 3
        else part
        for number, part in enumerate(parts)
    ]


def _shortened(part: Stretch, head: int, tail: int) -> Stretch:
    return replace(part, left=_cut(part.left, head, tail), right=_cut(part.right, head, tail))


def _cut(words: tuple[str, ...], head: int, tail: int) -> tuple[str, ...]:
    if len(words) <= head + tail + 1:
        return words
    return (*words[:head], _GAP, *words[len(words) - tail :])


def _size(parts: Iterable[Stretch]) -> int:
    listed = list(parts)
    return max(sum(len(part.left) for part in listed), sum(len(part.right) for part in listed))
