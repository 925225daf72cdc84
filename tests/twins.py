"""Slow twins of the kernels: the same promises in plain Python, one obvious step after the other."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from itertools import combinations, product

from hypothesis import strategies as st

_UNSPACED = ("CJK ", "HIRAGANA", "KATAKANA", "IDEOGRAPHIC", "THAI ", "LAO ", "KHMER ", "MYANMAR ")
_AFTER = "ะาำๅๆະາຳຽໆー"
_BEFORE = "เแโใไເແໂໃໄ\u17d2\u1039"
_POINTS = (
    "\u0300-\u036f \u0483-\u0489 \u0591-\u05c7 \u0610-\u061a \u064b-\u0655 \u0670-\u0670 \u06d6-\u06ed "
    "\u1ab0-\u1aff \u1dc0-\u1dff \u20d0-\u20ff \ufe00-\ufe0f \ufe20-\ufe2f \U000e0100-\U000e01ef "
    "\u093c-\u093c \u09bc-\u09bc \u0a3c-\u0a3c \u0abc-\u0abc \u0b3c-\u0b3c"
)
_BY_HAND = {"æ": "ae", "œ": "oe", "ı": "i", "ɑ": "a", "ɡ": "g"}
_BY_HAND |= dict(zip("ىیکڪہھەة", "ييككهههه", strict=True))
_APOSTROPHES = "ʹʺʻʼʽʾʿˈˊˋˮߴߵꞋꞌ"

# A word of the twin: where it begins and ends, its folded letters, whether it has a digit, a capital first.
Word = tuple[int, int, str, bool, bool]


def stable(character: str) -> bool:
    """Whether the character's category has been the same in every Unicode version since 3.2."""
    return unicodedata.category(character) == unicodedata.ucd_3_2_0.category(character) != "Cn"


def pointed(character: str) -> bool:
    """Accents, overlays, vowel points, variation selectors, the stroke that lengthens Arabic words."""
    if character == "\u0640":
        return True
    ranges = (part.split("-") for part in _POINTS.split())
    return unicodedata.category(character)[0] == "M" and any(a <= character <= b for a, b in ranges)


def ignored(character: str) -> bool:
    """Zero-width characters, soft hyphens, and what stands on letters."""
    return unicodedata.category(character) == "Cf" or pointed(character)


def lettered(character: str) -> bool:
    """Letters, marks and digits, those that are ignored left out."""
    part = not ignored(character) and unicodedata.category(character)[0] in "LNM"
    return part and character not in _APOSTROPHES


def alone(character: str) -> bool:
    """Letters and signs of scripts without spaces."""
    wide = unicodedata.normalize("NFKC", character)[:1]
    named = unicodedata.name(wide, "").startswith(_UNSPACED)
    return lettered(character) and named and not decimal(wide)


def clinging(character: str) -> bool:
    """Signs of scripts without spaces that belong to the letter before."""
    return alone(character) and (unicodedata.category(character)[0] == "M" or character in _AFTER)


def leading(character: str) -> bool:
    """Signs of scripts without spaces that belong to the letter after."""
    return alone(character) and character in _BEFORE


def decimal(character: str) -> bool:
    """Decimal digits of any script."""
    return unicodedata.category(character) == "Nd"


def fold(character: str) -> str:
    """A character without case, width and accent, ligatures taken apart, where letters are left of it."""
    if decimal(character):
        return str(unicodedata.digit(character))
    folded = unicodedata.normalize("NFKC", character).casefold()
    apart = "".join(_BY_HAND.get(c, c) for c in unicodedata.normalize("NFD", folded))
    bare = unicodedata.normalize("NFC", "".join(c for c in apart if not pointed(c)))
    if len(bare) == 1:
        return bare
    whole = bool(bare) and all(unicodedata.category(c)[0] == "L" for c in bare)
    return (
        bare if whole and unicodedata.category(character)[0] in "LN" and not alone(character) else character
    )


def words(text: str) -> list[Word]:
    """The words of a text, character by character; nothing is taken for disguise."""
    inside = [lettered(c) or ignored(c) for c in text]
    for place in range(1, len(text) - 1):
        if text[place] in ".," and decimal(text[place - 1]) and decimal(text[place + 1]):
            inside[place] = True
    found: list[Word] = []
    begin = 0
    while begin < len(text):
        if not inside[begin]:
            begin += 1
            continue
        end = begin + 1
        while end < len(text) and inside[end] and _together(text[end - 1], text[end]):
            end += 1
        letters = [c for c in text[begin:end] if not ignored(c)]
        if letters:
            capital = unicodedata.category(letters[0]) in {"Lu", "Lt"}
            digit = any(map(decimal, letters))
            found.append((begin, end, "".join(map(fold, letters)), digit, capital))
        begin = end
    return found


def _together(first: str, second: str) -> bool:
    if alone(first) and alone(second):
        return leading(first) or clinging(second)
    return not alone(first) and not alone(second)


def shingles(texts: Sequence[Sequence[int]], size: int) -> list[list[tuple[int, ...]]]:
    """Every run of `size` words of every text."""
    return [[tuple(text[k : k + size]) for k in range(len(text) - size + 1)] for text in texts]


def neighbours(stems: Sequence[int], texts: Sequence[int], window: int) -> list[tuple[tuple[int, int], int]]:
    """Unordered pairs of different words of one text, at most `window` places apart, nearest first."""
    found = []
    for shift in range(1, window + 1):
        for i in range(len(stems) - shift):
            j = i + shift
            if texts[i] == texts[j] and stems[i] != stems[j]:
                found.append(((min(stems[i], stems[j]), max(stems[i], stems[j])), texts[i]))
    return found


def grouped_pairs(entries: Sequence[tuple[int, int]], most: int) -> list[tuple[int, int, int]]:
    """Pairs of rows and how many features, held by two to `most` rows, they share."""
    holders: defaultdict[int, set[int]] = defaultdict(set)
    for feature, row in entries:
        holders[feature].add(row)
    shared: Counter[tuple[int, int]] = Counter()
    for rows in holders.values():
        if len(rows) <= most:
            shared.update(combinations(sorted(rows), 2))
    return [(left, right, count) for (left, right), count in sorted(shared.items())]


def matches(left: Sequence[int], right: Sequence[int], most: int) -> list[tuple[int, int]]:
    """All places of equal values, but for values with more than `most` of them; by value, then place."""
    times_left, times_right = Counter(left), Counter(right)
    found = [
        (value, i, j)
        for (i, value), (j, other) in product(enumerate(left), enumerate(right))
        if value == other and times_left[value] * times_right[value] <= most
    ]
    return [(i, j) for _, i, j in sorted(found)]


def runs(places: Sequence[tuple[int, int]], size: int) -> list[tuple[int, int, int]]:
    """Maximal diagonal chains of places, in words."""
    known = set(places)
    found = []
    for i, j in known:
        if (i - 1, j - 1) in known:
            continue
        length = size
        while (i + length - size + 1, j + length - size + 1) in known:
            length += 1
        found.append((i, j, length))
    return sorted(found)


def components(count: int, near: Callable[[int, int], bool]) -> list[frozenset[int]]:
    """Connected components of `count` things."""
    left = set(range(count))
    found = []
    while left:
        group, edge = set[int](), {min(left)}
        while edge:
            group |= edge
            edge = {j for j in left - group if any(near(i, j) for i in edge)}
        left -= group
        found.append(frozenset(group))
    return found


def cluster(boxes: Sequence[tuple[int, int, int, int]], gap_left: int, gap_right: int) -> set[frozenset[int]]:
    """Boxes (left begin and end, right begin and end) split by either axis until nothing splits."""

    def split(group: list[int]) -> set[frozenset[int]]:
        for axis, gap in ((0, gap_left), (2, gap_right)):

            def near(a: int, b: int, axis: int = axis, gap: int = gap) -> bool:
                one, two = boxes[group[a]], boxes[group[b]]
                return max(one[axis], two[axis]) - min(one[axis + 1], two[axis + 1]) <= gap

            parts = components(len(group), near)
            if len(parts) > 1:
                return {small for part in parts for small in split([group[k] for k in sorted(part)])}
        return {frozenset(group)}

    return split(list(range(len(boxes)))) if boxes else set()


def best_segment(scores: Sequence[float]) -> tuple[int, int]:
    """The segment with the largest sum; of equals the one that ends first, then the shortest."""
    spans = combinations(range(len(scores) + 1), 2)
    return min(spans, key=lambda span: (-sum(scores[slice(*span)]), span[1], -span[0]))


# Characters that tokenisers trip over, beside any others whose meaning is settled.
_TRICKY = (
    "aAbZzéÉß09٣१１.,.,-' \n\t"
    "\u200b\u00ad\u0301\u0308\ufeff\u2060ＡｂĲﬁıßœµ²½東京かがーกคำเक\u17d2أـ\u064e\ud800\udfff😀\u200d\ufe0f“”«»_"
)
characters = st.sampled_from(_TRICKY) | st.characters().filter(stable)
texts = st.text(characters, max_size=40)
