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
    """Words of both sides: the same words when `equal`, else what each side has instead of the other's."""

    equal: bool
    left: tuple[str, ...]
    right: tuple[str, ...]


def stretches(left: str, right: str) -> tuple[Stretch, ...]:
    """The words of both texts in order, as alternating equal and changed stretches.

    Case and surrounding punctuation make no difference. At most the first 2,000 words are compared.
    """
    lefts, rights = (_WORD.findall(text)[:_MOST_WORDS] for text in (left, right))
    compared = []
    for tag, left_begin, left_end, right_begin, right_end in _opcodes(lefts, rights):
        sides = tuple(lefts[left_begin:left_end]), tuple(rights[right_begin:right_end])
        compared.append(Stretch(tag == "equal", *sides))
    return tuple(_joined(_without_chance(_joined(compared))))


def equal_words(compared: Iterable[Stretch]) -> int:
    """The number of words on the left side that the right side has too."""
    return sum(len(stretch.left) for stretch in compared if stretch.equal)


def trimmed(compared: Sequence[Stretch], most: int) -> tuple[Stretch, ...]:
    """About `most` words of each side, around the longest equal stretch; … marks what was left out."""
    if _size(compared) <= most:
        return tuple(compared)
    if len(compared) == 1:
        return (_shortened(compared[0], most - _CONTEXT, _CONTEXT),)
    ends = [
        (_CONTEXT * (number > 0), _CONTEXT * (number < len(compared) - 1)) for number in range(len(compared))
    ]
    short = [_shortened(stretch, *context) for stretch, context in zip(compared, ends, strict=True)]
    longest = max(
        range(len(compared)), key=lambda number: (compared[number].equal, len(compared[number].left))
    )
    spare = max(0, most - _size(short)) // sum(map(bool, ends[longest]))
    short[longest] = _shortened(
        compared[longest], *(context and context + spare for context in ends[longest])
    )
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


def _joined(compared: Iterable[Stretch]) -> list[Stretch]:
    joined: list[Stretch] = []
    for stretch in compared:
        if joined and joined[-1].equal == stretch.equal:
            last = joined.pop()
            stretch = Stretch(stretch.equal, last.left + stretch.left, last.right + stretch.right)  # noqa: PLW2901
        joined.append(stretch)
    return joined


def _without_chance(compared: Sequence[Stretch]) -> list[Stretch]:
    """The stretches without single short equal words between two changes: "the" is everywhere."""
    return [
        replace(stretch, equal=False)
        if stretch.equal
        and 0 < number < len(compared) - 1
        and len(stretch.left) == 1
        and len(stretch.left[0].strip()) <= 3
        else stretch
        for number, stretch in enumerate(compared)
    ]


def _shortened(stretch: Stretch, head: int, tail: int) -> Stretch:
    return replace(stretch, left=_cut(stretch.left, head, tail), right=_cut(stretch.right, head, tail))


def _cut(words: tuple[str, ...], head: int, tail: int) -> tuple[str, ...]:
    if len(words) <= head + tail + 1:
        return words
    return (*words[:head], _GAP, *words[len(words) - tail :])


def _size(compared: Iterable[Stretch]) -> int:
    listed = list(compared)
    return max(sum(len(stretch.left) for stretch in listed), sum(len(stretch.right) for stretch in listed))
