"""Facts of an aligned passage that its taker tells otherwise: figures, dates, names, negations, doubts."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from syndetect.changes.figures import OF, Figure, converted, counted, figures, is_measure, measured, rounded
from syndetect.changes.lists import lists
from syndetect.changes.names import Name, names_of, same_bearer
from syndetect.changes.tokens import Sort, Token, forms_in, sorts_of, tokens_of
from syndetect.model import Change, ChangeKind, Span

_LONGEST = 8
"""Words of a replaced stretch, on either side, in which a fact still answers a fact."""

_DENIED, _AFFIRMED = 2, 1
"""Words at most that hold a negation or a doubt, and that stand in their place; more is another sentence."""

_BEFORE, _BEHIND = 2, 3
"""Words before and behind a figure of which one has to stay, or it is a figure of something else."""

_SLOT = 2
"""Words that have to stay on a side of a fact that is exchanged for another fact of the passage."""

_GAP, _ENDS = 8, '\n.!?…”"»'
"""What stands ahead of a sentence or a line, and the characters in which it is looked for."""

_WORD = re.compile(r"\S+")
_EDGE = "“”„\"»«‘’'()[].,;:!?…–—-"

Sides = tuple["_Side", "_Side"]
Block = tuple[int, int]
"""Words of a side, `begin` up to, not including, `end`."""


@dataclass(frozen=True)
class _Side:
    """A stretch of one text; its words are sorted only when a change is in question."""

    text: str
    span: Span

    @cached_property
    def words(self) -> list[str]:
        """The stretch cut at white space."""
        return self.text[self.span.begin : self.span.end].split()

    @cached_property
    def folded(self) -> list[str]:
        """The words in small letters and without the marks around them, as they are held side by side."""
        return [word.casefold().strip(_EDGE) or word for word in self.words]

    @cached_property
    def _places(self) -> list[re.Match[str]]:
        """Where these words stand."""
        return list(_WORD.finditer(self.text, self.span.begin, self.span.end))

    @property
    def opens(self) -> bool:
        """Whether the stretch begins where a sentence or a line does."""
        ahead = self.text[max(0, self.span.begin - _GAP) : self.span.begin].rstrip(" \t")
        return not ahead or ahead[-1] in _ENDS

    @cached_property
    def tokens(self) -> list[Token]:
        """All words with what they are."""
        return tokens_of(self.text, self.span)

    @cached_property
    def _begins(self) -> list[int]:
        return [token.begin for token in self.tokens]

    @cached_property
    def figures(self) -> list[Figure]:
        """All figures and dates."""
        return figures(self.text, self.tokens)

    @cached_property
    def names(self) -> list[Name]:
        """All names."""
        return names_of(self.text, self.tokens, _small(self.text))

    @cached_property
    def keys(self) -> frozenset[str]:
        """What the figures and dates say."""
        return frozenset(key for figure in self.figures for key in figure.keys)

    @cached_property
    def named(self) -> frozenset[str]:
        """The words of the names."""
        return frozenset(word for name in self.names for word in name.words)

    def area(self, block: Block) -> Span:
        """Where some of its words stand."""
        return Span(self._places[block[0]].start(), self._places[block[1] - 1].end())

    def words_of(self, span: Span) -> Block:
        """The words that a stretch takes in, in whole or in part."""
        ends = [place.end() for place in self._places]
        begins = [place.start() for place in self._places]
        return bisect_right(ends, span.begin), bisect_left(begins, span.end)

    def inside(self, block: Block) -> list[Token]:
        """The tokens of some of its words."""
        if block[0] == block[1]:
            return []
        area = self.area(block)
        return self.tokens[bisect_left(self._begins, area.begin) : bisect_left(self._begins, area.end)]

    def sorts(self, block: Block) -> set[Sort]:
        """The sorts that tokens of some of its words may have, and perhaps more."""
        return {sort for word in self.words[block[0] : block[1]] for sort in sorts_of(word)}

    def around(self, figure: Figure) -> tuple[set[str], set[str]]:
        """The words close before and close behind a figure, other figures left out."""
        before = self.tokens[max(0, figure.first - _BEFORE) : figure.first]
        behind = self.tokens[figure.last + 1 : figure.last + 1 + _BEHIND]
        return {token.form for token in before}, {token.form for token in behind if token.sort != "number"}


# A source has several takers.
@lru_cache(maxsize=16)
def _small(text: str) -> frozenset[str]:
    """Words of a text that it also writes with a small letter."""
    return frozenset(word.strip(_EDGE) for word in text.split() if word[0].islower())


@dataclass(frozen=True, slots=True)
class _Answer:
    """Words of both sides that stand in each other's place; `slot`: enough words around them stayed."""

    sides: Sides
    blocks: tuple[Block, Block]
    slot: bool


def altered_facts(source: str, target: str, left: Span, right: Span) -> Iterator[Change]:
    """The changes from a stretch of the source to the stretch of the target that answers it."""
    sides = _Side(source, left), _Side(target, right)
    blocks = _blocks(sides[0].folded, sides[1].folded)
    reported: set[tuple[Span | None, Span | None]] = set()
    for at, (tag, i1, i2, j1, j2) in enumerate(blocks):
        if tag == "equal" or max(i2 - i1, j2 - j1) > _LONGEST:
            continue
        mine, theirs = (i1, i2), (j1, j2)
        if tag == "replace":
            yield from _other_measure(sides, mine, theirs)
        told = _is_fact_change(sides[0].sorts(mine), sides[1].sorts(theirs))
        for change in _exchanged(sides, blocks, at, told=told):
            # Figures of several words may reach over two stretches.
            if (change.source, change.target) not in reported:
                reported.add((change.source, change.target))
                yield change
        if not told:
            continue
        block = sides[0].inside(mine), sides[1].inside(theirs)
        yield from _negated(sides, block, inner=at > 0 and _stays_behind(blocks, at))
        if _in_slot(sides, blocks, at):
            yield from _unhedged(sides, block)


def _is_fact_change(mine: set[Sort], theirs: set[Sort]) -> bool:
    """Whether words of these sorts in each other's place can be a change of fact; most are none."""
    return "hedge" in mine or "negation" in mine | theirs or not mine.isdisjoint(theirs)


def _blocks(mine: list[str], theirs: list[str]) -> list[tuple[str, int, int, int, int]]:
    """Stretches equal, replaced, gone or new, in order."""
    from rapidfuzz.distance import Indel

    found: list[tuple[str, int, int, int, int]] = []
    for step in Indel.opcodes(mine, theirs):
        place = (step.src_start, step.src_end, step.dest_start, step.dest_end)
        last = found[-1] if found else None
        if step.tag != "equal" and last is not None and last[0] != "equal":
            # A deletion and an insertion at one place are a replacement.
            begin, end = (last[1], last[3]), (place[1], place[3])
            tag = "replace" if end[0] > begin[0] and end[1] > begin[1] else step.tag
            found[-1] = (tag, begin[0], end[0], begin[1], end[1])
        else:
            found.append((step.tag, *place))
    return found


def _in_slot(sides: Sides, blocks: Sequence[tuple[str, int, int, int, int]], at: int) -> bool:
    """Whether words stayed on both sides of a stretch, enough of them on one; ahead a line may begin too."""
    kept = [0 if one is None else one[2] - one[1] for one in (_at(blocks, at - 1), _at(blocks, at + 1))]
    if at == 0 and all(side.opens for side in sides):
        kept[0] = 1
    return min(kept) >= 1 and max(kept) >= _SLOT


def _stays_behind(blocks: Sequence[tuple[str, int, int, int, int]], at: int) -> bool:
    """Whether the words behind a stretch stayed: two, or the last one."""
    behind = _at(blocks, at + 1)
    return behind is not None and (behind[2] - behind[1] >= _SLOT or at + 2 == len(blocks))


def _at(blocks: Sequence[tuple[str, int, int, int, int]], at: int) -> tuple[str, int, int, int, int] | None:
    return blocks[at] if 0 <= at < len(blocks) else None


def _exchanged(
    sides: Sides, blocks: Sequence[tuple[str, int, int, int, int]], at: int, *, told: bool
) -> Iterator[Change]:
    """Figures, dates and names that a stretch has in place of others; `told`: its words may be such."""
    tag, i1, i2, j1, j2 = blocks[at]
    if tag != "replace":
        answering = _parts_of_figures(sides, blocks, at)
        if answering is not None:
            yield from _other_figures(_Answer(sides, answering, slot=False))
    elif told:
        answer = _Answer(sides, ((i1, i2), (j1, j2)), _in_slot(sides, blocks, at))
        yield from _other_figures(answer)
        yield from _other_names(answer)


def _parts_of_figures(
    sides: Sides, blocks: Sequence[tuple[str, int, int, int, int]], at: int
) -> tuple[Block, Block] | None:
    """Words that came or went as a part of a figure, "hundred" of "five hundred thousand", with all of it.

    And what stands in its place on the other side: the words of the figure that stayed. None where they are
    part of no figure.
    """
    _, i1, i2, j1, j2 = blocks[at]
    side, (begin, end) = (sides[0], (i1, i2)) if i1 < i2 else (sides[1], (j1, j2))
    if "number" not in side.sorts((max(0, begin - 1), end + 1)):
        return None
    area = side.area((begin, end))
    figure = next((one for one in side.figures if _meets(one.span, area)), None)
    if figure is None:
        return None
    first, last = side.words_of(figure.span)
    before, behind = max(0, begin - first), max(0, last - end)
    kept = [0 if one is None else one[2] - one[1] for one in (_at(blocks, at - 1), _at(blocks, at + 1))]
    if not before + behind or before > kept[0] or behind > kept[1]:
        return None
    return (i1 - before, i2 + behind), (j1 - before, j2 + behind)


def _other_figures(answer: _Answer) -> Iterator[Change]:
    """Figures and dates that stand in each other's place."""
    gone, new = (
        [figure for figure in side.figures if _meets(figure.span, side.area(block))]
        for side, block in zip(answer.sides, answer.blocks, strict=True)
    )
    exchanged = answer.slot and all(map(_alone, answer.sides, answer.blocks, (gone, new)))
    if not exchanged:
        gone = [one for one in gone if not one.weak and answer.sides[1].keys.isdisjoint(one.keys)]
        new = [one for one in new if not one.weak and answer.sides[0].keys.isdisjoint(one.keys)]
    if len(gone) != len(new):
        return
    for before, after in zip(gone, new, strict=True):
        if _contradict(answer.sides, before, after, exchanged=exchanged):
            kind: ChangeKind = "date" if before.sort in {"day", "month", "date"} else "number"
            yield _change(kind, answer.sides, before.span, after.span)


def _other_measure(sides: Sides, mine: Block, theirs: Block) -> Iterator[Change]:
    """One figure of another unit or currency: 40 metres and 40 feet."""
    blocks = mine, theirs
    if any(
        not any(map(is_measure, side.folded[begin:end]))
        for side, (begin, end) in zip(sides, blocks, strict=True)
    ):
        return
    units = []
    for side, block in zip(sides, blocks, strict=True):
        area = side.area(block)
        near = [(one, counted(side.text, side.tokens, one)) for one in side.figures]
        units.append([(one, what) for one, what in near if what is not None and _meets(what[1], area)])
    if len(units[0]) != 1 or len(units[1]) != 1:
        return
    (before, was), (after, now) = units[0][0], units[1][0]
    if was[0] != now[0] and before.value is not None and before.value == after.value:
        yield _change("number", sides, was[1], now[1])


def _contradict(sides: Sides, before: Figure, after: Figure, *, exchanged: bool) -> bool:
    """Whether two figures say different things of the same thing."""
    sorts = {before.sort, after.sort}
    # What looks like a year may be an amount where one stands in its place.
    if len(sorts) > 1 and not (exchanged and sorts == {"year", "number"}):
        return False
    if not before.keys.isdisjoint(after.keys):
        return False
    if _is_share(sides[0], before) != _is_share(sides[1], after):
        # Four out of ten are forty per cent.
        return False
    if sorts <= {"year", "number"}:
        units = [
            measured(side.text, side.tokens, figure)
            for side, figure in zip(sides, (before, after), strict=True)
        ]
        if converted(*units):
            return False
    around = [side.around(figure) for side, figure in zip(sides, (before, after), strict=True)]
    said = any(not lists().rounding.isdisjoint(words) for words, _ in around)
    if rounded(before, after, said=said):
        return False
    return (
        exchanged
        or sorts != {"number"}
        or any(not mine.isdisjoint(theirs) for mine, theirs in zip(*around, strict=True))
    )


_SHARE_OF = 3
"""Figures at most of what a share is of: a dozen, or a hundred."""


def _is_share(side: _Side, figure: Figure) -> bool:
    """Whether a figure is so many of another one: four out of ten."""
    behind = side.tokens[figure.last + 1 : figure.last + 4]
    at = next((place for place, token in enumerate(behind) if token.sort == "number"), 0)
    if not at or " ".join(token.form for token in behind[:at]) not in lists().ratios:
        return False
    # In 2019 is no share, and neither are 12 of 1,200.
    return sum(sign.isdigit() for sign in behind[at].form) <= _SHARE_OF


def _alone(side: _Side, block: Block, facts: Sequence[Figure | Name]) -> bool:
    """Whether a stretch holds one fact and no other word but a title, or what joins a figure to its noun."""
    if len(facts) != 1:
        return False
    area, span = side.area(block), facts[0].span
    rest = side.text[area.begin : max(area.begin, span.begin)] + side.text[min(area.end, span.end) : area.end]
    beside = lists().titles | OF
    return all(token.form in beside for token in tokens_of(rest, Span(0, len(rest))))


def _other_names(answer: _Answer) -> Iterator[Change]:
    """Names that stand in each other's place."""
    gone, new = (
        [name for name in side.names if _meets(name.span, side.area(block))]
        for side, block in zip(answer.sides, answer.blocks, strict=True)
    )
    if len(gone) != 1 or len(new) != 1 or not all(map(_alone, answer.sides, answer.blocks, (gone, new))):
        return
    before, after = gone[0], new[0]
    mine, theirs = answer.sides
    new_to_both = not set(before.words) & theirs.named and not set(after.words) & mine.named
    if not (answer.slot or new_to_both) or same_bearer(before, after, (mine.text, theirs.text)):
        return
    if _belongs(mine.text, before.span) != _belongs(theirs.text, after.span):
        # The minister by her name, and by what she is the minister of.
        return
    yield _change("name", answer.sides, before.span, after.span)


def _belongs(text: str, span: Span) -> bool:
    """Whether a name says whose or what something is: *la ministra de Transportes*, *the mayor of Almar*."""
    return _WHOSE.search(text, max(0, span.begin - _WHOSE_WORD), span.begin) is not None


_WHOSE = re.compile(
    r"\b(?:of|for|de|du|des|del|della|di|do|da|dos|für|von|van|voor)\s"
    r"(?:(?:the|la|las|los|l['’]|die|den|der|het)\s?)?\Z"
)
_WHOSE_WORD = 12
"""Characters of such a word and an article."""


def _meets(span: Span, area: Span) -> bool:
    return span.begin < area.end and area.begin < span.end


def _negated(
    sides: Sides, block: tuple[Sequence[Token], Sequence[Token]], *, inner: bool
) -> Iterator[Change]:
    """A negation that came or went between words that stayed, with at most an auxiliary in its company."""
    before, after = (any(token.sort == "negation" for token in side) for side in block)
    if not inner or before == after:
        return
    denied, plain = block if before else block[::-1]
    if len(denied) > _DENIED or len(plain) > _AFFIRMED or any(one.form in lists().answers for one in plain):
        return
    counts = [len(forms_in(side.words, "negation")) for side in sides]
    if counts[0] != counts[1]:
        yield _change("negation", sides, _around(block[0]), _around(block[1]))


def _unhedged(sides: Sides, block: tuple[Sequence[Token], Sequence[Token]]) -> Iterator[Change]:
    """A word of doubt that is gone between words that stayed, with none new nearby."""
    lost = [token for token in block[0] if token.sort == "hedge"]
    if not lost or len(block[0]) > _DENIED or len(block[1]) > _AFFIRMED:
        return
    kept = forms_in(sides[1].words, "hedge")
    for token in lost:
        if not kept or (token.form not in kept and all(one.sort != "hedge" for one in block[1])):
            yield _change("hedge", sides, token.span, _around(block[1]))


def _around(tokens: Sequence[Token]) -> Span | None:
    return Span(tokens[0].begin, tokens[-1].end) if tokens else None


def _change(kind: ChangeKind, sides: Sides, before: Span | None, after: Span | None) -> Change:
    words = [
        side.text[span.begin : span.end] if span is not None else ""
        for side, span in zip(sides, (before, after), strict=True)
    ]
    return Change(kind, words[0], words[1], before, after)
