"""Facts of an aligned passage that its taker tells otherwise: figures, dates, names, negations, doubts."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from syndetect.changes.tokens import Sort, Token, forms_in, sorts_of, tokens_of
from syndetect.model import Change, ChangeKind, Span

_LONGEST = 8
"""Words of a replaced stretch, on either side, in which a fact still answers a fact."""

_ALIKE = 0.75
"""Two names this much alike are spellings of one."""

_NOUNS = 0.3
"""In a language that gives its nouns capitals, more than this share of the words bears one."""

_NEGATED = 4
"""Words of both sides of a stretch in which a negation came or went; more is another sentence."""

_WORD = re.compile(r"\S+")

_FACTS: tuple[tuple[Sort, ChangeKind], ...] = (("number", "number"), ("date", "date"), ("name", "name"))


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
    def _places(self) -> list[re.Match[str]]:
        """Where these words stand."""
        return list(_WORD.finditer(self.text, self.span.begin, self.span.end))

    @cached_property
    def tokens(self) -> list[Token]:
        """All words with what they are."""
        return tokens_of(self.text, self.span)

    @cached_property
    def forms(self) -> Mapping[Sort, set[str]]:
        """The forms of each sort."""
        found: dict[Sort, set[str]] = defaultdict(set)
        for token in self.tokens:
            found[token.sort].add(token.form)
        return found

    def block(self, begin: int, end: int) -> list[Token]:
        """The tokens of some of its words."""
        if begin == end:
            return []
        # The words beside it say whether a figure is a day's.
        places = self._places
        around = places[max(0, begin - 1)].start(), places[min(len(places), end + 1) - 1].end()
        first, last = places[begin].start(), places[end - 1].end()
        found = tokens_of(self.text, Span(*around))
        return [token for token in found if first <= token.span.begin and token.span.end <= last]

    def sorts(self, begin: int, end: int) -> set[Sort]:
        """The sorts that tokens of some of its words may have, and perhaps more."""
        return {sort for word in self.words[begin:end] for sort in sorts_of(word)}

    @cached_property
    def nouns(self) -> bool:
        """Whether nouns bear capitals here, so that a capital makes no name."""
        return sum(token.sort == "name" for token in self.tokens) > _NOUNS * max(1, len(self.tokens))


Sides = tuple[_Side, _Side]
Blocks = tuple[Sequence[Token], Sequence[Token]]


def altered_facts(source: str, target: str, left: Span, right: Span) -> Iterator[Change]:
    """The changes from a stretch of the source to the stretch of the target that answers it."""
    sides = _Side(source, left), _Side(target, right)
    blocks = _blocks(sides[0].words, sides[1].words)
    for at, (tag, i1, i2, j1, j2) in enumerate(blocks):
        if tag == "equal" or max(i2 - i1, j2 - j1) > _LONGEST:
            continue
        if not _telling(sides[0].sorts(i1, i2), sides[1].sorts(j1, j2)):
            continue
        block = sides[0].block(i1, i2), sides[1].block(j1, j2)
        if tag == "replace":
            for sort, kind in _FACTS:
                yield from _replaced(sides, block, sort, kind)
        inner = 0 < at < len(blocks) - 1 and sum(map(len, block)) <= _NEGATED
        yield from _negated(sides, block, inner=inner)
        yield from _unhedged(sides, block)


def _telling(mine: set[Sort], theirs: set[Sort]) -> bool:
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


def _replaced(sides: Sides, block: Blocks, sort: Sort, kind: ChangeKind) -> Iterator[Change]:
    """Facts of one sort that stand in each other's place, and nowhere in the other's passage."""
    gone, new = ([token for token in side if token.sort == sort] for side in block)
    if not gone or not new or (sort == "name" and (sides[0].nouns or sides[1].nouns)):
        return
    gone = [token for token in gone if token.form not in sides[1].forms[sort]]
    new = [token for token in new if token.form not in sides[0].forms[sort]]
    if sort == "name":
        gone, new = _joined(gone, sides[0].text), _joined(new, sides[1].text)
    if len(gone) != len(new):
        return
    for before, after in zip(gone, new, strict=True):
        if sort != "name" or not _spellings(before.form, after.form):
            yield _change(kind, sides, before.span, after.span)


def _joined(tokens: Sequence[Token], text: str) -> list[Token]:
    """Names that follow each other as one."""
    found: list[Token] = []
    for token in tokens:
        last = found[-1] if found else None
        if last is not None and text[last.span.end : token.span.begin].strip(" ") == "":
            found[-1] = Token(f"{last.form} {token.form}", "name", Span(last.span.begin, token.span.end))
        else:
            found.append(token)
    return found


def _spellings(before: str, after: str) -> bool:
    """Whether two names are forms of one: a spelling, an adjective, initials, a part."""
    short, long = sorted((before, after), key=len)
    initials = "".join(word[0] for word in long.split())
    if short in long or short.replace(".", "") == initials or short[:4] == long[:4]:
        return True
    return difflib.SequenceMatcher(None, before, after, autojunk=False).ratio() >= _ALIKE


def _negated(sides: Sides, block: Blocks, *, inner: bool) -> Iterator[Change]:
    """A negation that came or went between words that stayed."""
    before, after = (any(token.sort == "negation" for token in side) for side in block)
    if not inner or before == after:
        return
    counts = [len(forms_in(side.words, "negation")) for side in sides]
    if counts[0] != counts[1]:
        yield _change("negation", sides, _around(block[0]), _around(block[1]))


def _unhedged(sides: Sides, block: Blocks) -> Iterator[Change]:
    """A word of doubt that is gone, with none in its place and none new nearby."""
    lost = [token for token in block[0] if token.sort == "hedge"]
    if not lost or any(token.sort == "hedge" for token in block[1]):
        return
    kept = forms_in(sides[1].words, "hedge")
    for token in lost:
        if token.form not in kept:
            yield _change("hedge", sides, token.span, _around(block[1]))


def _around(tokens: Sequence[Token]) -> Span | None:
    return Span(tokens[0].span.begin, tokens[-1].span.end) if tokens else None


def _change(kind: ChangeKind, sides: Sides, before: Span | None, after: Span | None) -> Change:
    words = [
        side.text[span.begin : span.end] if span is not None else ""
        for side, span in zip(sides, (before, after), strict=True)
    ]
    return Change(kind, words[0], words[1], before, after)
