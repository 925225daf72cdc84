"""Files that look like several articles in a layout that no rules know, and what makes them look so."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from syndetect.model import Skipped
from syndetect.plugins import Input
from syndetect.readers.exports.several import LONGEST, PAIRED, STORY, may_be_several
from syndetect.readers.printable import shown
from syndetect.readers.prose import BREAK, GAP, HEADING, Line
from syndetect.text.dates import single_date

_LABEL = re.compile(
    r"([^\W\d_][\w /.()-]{1,40}?)\s?(?:[:\t][ \u00a0\t]*(?=\S)|:$)|([A-Z][A-Z0-9])  ?- (?=\S)"
)
_ALONE = re.compile(r"[^\W\d_]{3,20}(?: [^\W\d_]{2,20}){0,2}")
_DIGITS = re.compile(r"\d+")
_RULE = re.compile(r"[_=*~#-]{15,}")
_COUNTED = re.compile(
    r"\W{0,9}(?P<word>[^\W\d_]{3,20})"
    r"(?:[ .#№]{0,3}(?P<one>\d{1,5}) ?(?:of|von|de|di|van|av|af|z|из|sur|/) ?\d{1,5}"
    r"|: ?#?(?P<two>\d{1,5}))\W{0,9}"
)
_PAGES = frozenset(
    ("page", "pages", "pag", "seite", "seiten", "página", "pagina", "pág", "side", "sida", "strona",
     "stránka", "oldal", "sivu", "стр", "blatt")
)  # fmt: skip
_YEARED = re.compile(r"(?:1[6-9]|20)\d\d")
_LEAST = 3
"""Labels, and articles, that make a file look like an export."""
_MOST = 0.6
"""Share of the labels, and of the stretches between them, that are as those of an export are."""
_HEAD = 300
"""Signs of a head at most."""
_LOOKED_AT = 400
"""Lines with a year that are asked for a date, at most."""


@dataclass(frozen=True, slots=True)
class Suspicion:
    """That a text may be several articles, and how sure that is."""

    said: str
    sure: bool


def doubts(lines: Sequence[Line], origin: Input) -> Iterator[Skipped]:
    """What is to be said of lines that are read as one article and look like several."""
    if may_be_several("\n".join([line.text for line in lines])) and (found := suspicion(lines)):
        # Two texts that are set apart may be an article and a box; of three or more there is little doubt.
        yield Skipped(f"{origin.path} (layout)", found.said, note=not found.sure)


def doubts_of(text: str, origin: Input) -> Iterator[Skipped]:
    """The same of a text."""
    if may_be_several(text):
        yield from doubts([Line(line) for line in text.replace("\f", "\n\n").splitlines()], origin)


def suspicion(lines: Sequence[Line]) -> Suspicion | None:
    """Why lines look like several articles, with what was seen; None for those of one."""
    texts = [line.text.strip() for line in lines]
    rules = sum(1 for text in texts if text[:1] in "_=*~#-" and _RULE.fullmatch(text))
    return (
        _by_labels(texts, rules) or _by_numbers(texts) or _by_dates(lines, rules) or _by_rules(texts, rules)
    )


def _by_labels(texts: Sequence[str], rules: int) -> Suspicion | None:
    """Labels that recur as often as each other, and in turn."""
    labels: defaultdict[str, list[int]] = defaultdict(list)
    # The cells of a table are lines without a colon; so are the names of who speaks in a play.
    spaced = sum(map(len, texts)) > _LEAST * STORY
    for at, text in enumerate(texts):
        if not text or len(text) > LONGEST:
            continue
        if match := _LABEL.match(text):
            labels[(match[1] or match[2]).strip()].append(at)
        elif spaced and _ALONE.fullmatch(text):
            labels[text].append(at)
    often = Counter(len(places) for places in labels.values() if len(places) >= _LEAST - 1)
    if not often:
        return None
    count = max(often, key=lambda one: (sum(often[near] for near in (one - 1, one, one + 1)), one))
    seen = {name: len(places) for name, places in labels.items()}
    alike = [name for name in seen if abs(seen[name] - count) <= 1 and seen[name] >= min(count, _LEAST)]
    alike = _in_turn({name: labels[name] for name in alike})
    enough = PAIRED if count < _LEAST else _LEAST if rules < _LEAST else _LEAST - 1
    if len(alike) < enough or (
        not all(_colon(name, texts) for name in alike[:enough]) and sum(map(len, texts)) < count * STORY
    ):
        return None
    listed = ", ".join(f"'{shown(name, 30)}'" for name in alike[:6])
    parted = f", and {rules:,} lines that part" if rules >= _LEAST else ""
    return _suspicion(count, f"labels such as {listed} recur{parted}")


def _in_turn(labels: Mapping[str, Sequence[int]]) -> list[str]:
    """The labels between two of which, as between two heads, most of the others stand once.

    In one long text labels recur as well: what a list of settings begins with stands line under line.
    """
    places = sorted((at, name) for name, found in labels.items() for at in found)
    last: dict[str, int] = {}
    turns: dict[str, list[bool]] = {name: [] for name in labels}
    for at, (_, name) in enumerate(places):
        if name in last:
            between = [other for _, other in places[last[name] + 1 : at]]
            others = set(between)
            turns[name].append(
                len(others) >= _MOST * (len(labels) - 1) and len(between) * _MOST <= len(others)
            )
        last[name] = at
    return [name for name, held in turns.items() if sum(held) >= _MOST * len(held)]


def _colon(name: str, texts: Sequence[str]) -> bool:
    return name not in texts


def _by_rules(texts: Sequence[str], rules: int) -> Suspicion | None:
    """Lines of signs that part texts of which each begins like an article, with its headline."""
    if not rules:
        return None
    parts: list[list[str]] = [[]]
    for text in texts:
        if text[:1] in "_=*~#-" and text and _RULE.fullmatch(text):
            parts.append([])
        elif text:
            parts[-1].append(text)
    begun = [part for part in parts if sum(map(len, part)) >= STORY and _headed(part)]
    if len(begun) < _LEAST - 1 or len(begun) < sum(1 for part in parts if part) - 1:
        return None
    first = f"'{shown(begun[0][0], 40)}' and '{shown(begun[1][0], 40)}'"
    return _suspicion(len(begun), f"lines of signs part texts that begin with {first}")


def _headed(part: Sequence[str]) -> bool:
    first = part[0]
    return (
        len(part) > 1 and len(first) <= LONGEST < len(part[1]) + len(part[-1]) and len(first.split()) > 1
        and not first.endswith((".", ",", ";", ":", "?", "!", "”", "“", '"'))
    )  # fmt: skip


def _by_numbers(texts: Sequence[str]) -> Suspicion | None:
    """Lines of one word that number what stands under them."""
    numbers: dict[str, list[int]] = {}
    first: dict[str, str] = {}
    for text in texts:
        if (
            4 <= len(text) <= 60
            and text.rstrip(" .)]}>=*-")[-1:].isdigit()
            and (match := _COUNTED.fullmatch(text))
        ):
            word = match["word"].casefold()
            if word not in _PAGES:
                numbers.setdefault(word, []).append(int(match["one"] or match["two"]))
                first.setdefault(word, text)
    for word, seen in numbers.items():
        if len(seen) >= _LEAST and all(two - one == 1 for one, two in pairwise(seen)):
            return _suspicion(len(seen), f"lines such as '{shown(first[word], 40)}' number them")
    return None


def _by_dates(lines: Sequence[Line], rules: int) -> Suspicion | None:
    """Short blocks that name a date and something else, each with a text of its own beside it."""
    heads: list[tuple[int, str, bool]] = []
    kinds: set[tuple[str, str]] = set()
    size = looked = 0
    apart = False
    for block, parting in _blocks(lines):
        signs = sum(map(len, block))
        apart = apart or parting
        dated = ""
        if signs <= _HEAD and looked < _LOOKED_AT and _is_head(block):
            for text in block:
                if len(text) <= LONGEST and _YEARED.search(text):
                    looked += 1
                    dated = dated or _dated(text, alone=len(block) == 1)
        if dated:
            heads.append((size, dated, apart))
            kinds.add((_day(dated), _DIGITS.sub("", " ".join(block))))
            apart = False
        else:
            size += signs
            apart = apart and signs <= LONGEST
    # What runs along the edge of every page is one head.
    if len(kinds) < _LEAST - 1:
        return None
    places = [0, *(at for at, _, _ in heads), size]
    stories = sum(1 for one, two in pairwise(places) if two - one >= STORY)
    count = min(len(heads), stories)
    parted = rules + sum(parting for _, _, parting in heads)
    if count < _LEAST - 1 or (count < _LEAST and parted < 1):
        return None
    return _suspicion(
        count, f"lines such as '{shown(heads[0][1], 50)}' and '{shown(heads[1][1], 50)}' stand over them"
    )


def _suspicion(count: int, seen: str) -> Suspicion:
    return Suspicion(
        f"looks like an export of some {count:,} articles in a layout that is not known, and "
        f"is read as one: {seen}; describe it in a layout file and name that with the setting 'layouts'",
        sure=count >= _LEAST,
    )


def _blocks(lines: Sequence[Line]) -> Iterator[tuple[list[str], bool]]:
    """Lines up to an empty one or where a paragraph begins, and whether something parts them from above."""
    typed = any(not line.text.strip() for line in lines)
    set_off = any(GAP in line.marks for line in lines)
    held: list[str] = []
    parting = begun = False
    for line in lines:
        text = line.text.strip()
        rule = text[:1] in "_=*~#-" and _RULE.fullmatch(text) is not None
        new = rule or (not typed and not set_off) or not line.marks.isdisjoint((GAP, BREAK, HEADING))
        if held and (not text or new):
            yield held, begun
            held = []
            parting = False
        if not text:
            continue
        parting = parting or not line.marks.isdisjoint((BREAK, HEADING))
        if rule:
            parting = True
            continue
        begun = parting if not held else begun
        held.append(text)
    if held:
        yield held, begun


def _is_head(block: Sequence[str]) -> bool:
    return len(block) <= 6 and all(len(text) <= LONGEST for text in block)


def _day(line: str) -> str:
    date = single_date(line)
    return (date[0].iso or "")[:10] if date is not None else ""


def _dated(text: str, *, alone: bool) -> str:
    """The line when it names a whole date and a little else; empty for a sentence or nothing but a date."""
    date = single_date(text)
    if "(@" in text or date is None or date[0].iso is None or len(date[0].iso) < len("2024-03-07"):
        return ""
    rest = [word for word in date[1].split() if any(map(str.isalpha, word))]
    if len(rest) > 10 or (alone and not rest) or (alone and text.endswith((".", "!", "?")) and len(rest) > 4):
        return ""
    return text
