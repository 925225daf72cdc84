"""The strongest passages of each family's best pairs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from rich.cells import cell_len
from rich.console import RenderableType
from rich.text import Text

from syndetect.counting import percent
from syndetect.model import RELATIONS, Family, Pair, Passage, Report
from syndetect.reporters.outline import is_directed, is_doubtful, ordered
from syndetect.reporters.terminal.marked_passages import column_names, legend, side_by_side
from syndetect.reporters.terminal.view import (
    INDENT,
    View,
    heading,
    indented,
    more,
    relation_text,
    safe,
    story_title,
)

_FAMILIES, _PAIRS = 5, 3
_FAMILIES_EXPLAINED, _PAIRS_EXPLAINED, _PASSAGES_EXPLAINED = 20, 20, 12


def sections(view: View) -> Iterator[Iterator[RenderableType]]:
    """A heading, then the passages of each family, then how many passages are not shown."""
    most = view.passages or (_PASSAGES_EXPLAINED if view.explain else 0)
    if not most:
        return
    families = [
        (number, family)
        for number, family in enumerate(ordered(view.report), 1)
        if _best(view.report, family, 1)
    ]
    if not families:
        return
    yield _opening(view)
    shown = 0
    for number, family in families[: view.top or (_FAMILIES_EXPLAINED if view.explain else _FAMILIES)]:
        best = _best(view.report, family, _PAIRS_EXPLAINED if view.explain else _PAIRS)
        chosen = [(pair, strongest(pair, most)) for pair in best]
        shown += sum(len(passages) for _, passages in chosen)
        yield _family(view, family, number, chosen)
    yield _closing(view, shown)


def strongest(pair: Pair, most: int) -> list[Passage]:
    """The pair's `most` longest and most similar passages, in the order of the derived text."""
    right = is_right_derived(pair)
    ranked = sorted(
        pair.passages, key=lambda passage: (-_strength(passage), passage.left.begin, passage.right.begin)
    )
    return sorted(ranked[:most], key=lambda passage: (passage.right if right else passage.left).begin)


def texts_of(view: View, pair: Pair, passage: Passage) -> tuple[str, str]:
    """The passage's two texts, the source's first."""
    left = view.document(pair.left).text[passage.left.begin : passage.left.end]
    right = view.document(pair.right).text[passage.right.begin : passage.right.end]
    return (left, right) if is_right_derived(pair) else (right, left)


def sides_of(pair: Pair) -> tuple[str, str]:
    """The ids of the pair, the source's first; as given when no direction was decided."""
    return (pair.left, pair.right) if is_right_derived(pair) else (pair.right, pair.left)


def is_right_derived(pair: Pair) -> bool:
    """Whether the right document is shown as the one that comes from the left."""
    return pair.direction != "left-from-right"


def short_names(view: View, pair: Pair) -> tuple[str, str]:
    """Names for the two texts: their outlets where these differ, else their roles or their sides."""
    first, second = (safe(view.document(name).outlet) for name in sides_of(pair))
    if first and second and first[:12] != second[:12]:
        return first, second
    return ("source", "derived") if is_directed(pair) else ("left", "right")


def _strength(passage: Passage) -> float:
    length = min(passage.left.end - passage.left.begin, passage.right.end - passage.right.begin)
    # Two articles may quote the same speaker independently: quotations are the weaker evidence.
    return passage.similarity * length * (0.3 if passage.kind == "quote" else 1)


def _best(report: Report, family: Family, most: int) -> list[Pair]:
    """At most `most` pairs of the family, the best of each relation first, so that all are shown."""
    pairs = [pair for pair in _edges(report, family) if pair.passages]
    pairs.sort(key=lambda pair: (-pair.confidence, -pair.evidence.matched_words, pair.left, pair.right))
    seen: dict[str, int] = {}
    rounds = []
    for pair in pairs:
        seen[pair.relation] = seen.get(pair.relation, 0) + 1
        rounds.append((seen[pair.relation], RELATIONS.index(pair.relation), pair))
    return [pair for _, _, pair in sorted(rounds, key=lambda entry: entry[:2])[:most]]


def _edges(report: Report, family: Family) -> list[Pair]:
    """The pairs of the tree's links; without a source inside, also the pairs of its first members."""
    edges = [
        _directed(pair, member.document)
        for member in family.members
        if member.source is not None and (pair := report.between(member.document, member.source))
    ]
    if family.source.document is not None:
        return edges
    names = [member.document for member in family.members[:20]]
    listed = {(pair.left, pair.right) for pair in edges}
    among = (report.between(first, second) for first, second in combinations(names, 2))
    return edges + [pair for pair in among if pair is not None and (pair.left, pair.right) not in listed]


def _directed(pair: Pair, derived: str) -> Pair:
    """The pair with the direction of the family's tree, which can be known where the pair alone has none."""
    return replace(pair, direction="left-from-right" if pair.left == derived else "right-from-left")


def _opening(view: View) -> Iterator[RenderableType]:
    yield heading("Strongest passages")
    yield legend(view, "in the source", "in the article")


def _family(
    view: View, family: Family, number: int, chosen: list[tuple[Pair, list[Passage]]]
) -> Iterator[RenderableType]:
    counter = f"{number}".ljust(INDENT)
    title = story_title(view, family, view.width - INDENT)
    yield Text.assemble("\n", (counter, "bold"), (title, "bold"))
    for pair, passages in chosen:
        yield from _pair(view, pair, passages)


def _pair(view: View, pair: Pair, passages: list[Passage]) -> Iterator[RenderableType]:
    yield Text("")
    yield indented(pair_line(view, pair))
    names = short_names(view, pair)
    for number, passage in enumerate(passages):
        if view.wide and number == 0:
            yield column_names(view, names)
        elif number:
            yield Text("")
        yield from side_by_side(view, passage, texts_of(view, pair, passage), names)
    if len(pair.passages) > len(passages):
        yield indented(
            more(len(pair.passages) - len(passages), "passage of this pair", "passages of this pair")
        )


def pair_line(view: View, pair: Pair) -> Text:
    """The two articles, their relation, and the share of each that is in common."""
    source, derived = (view.document(name) for name in sides_of(pair))
    line = relation_text(pair.relation, doubtful=is_doubtful(pair))
    shares = percent(pair.evidence.coverage_left), percent(pair.evidence.coverage_right)
    if is_directed(pair):
        line.append(f" {shares[is_right_derived(pair)]}  ")
        link, documents = "from", (derived, source)
    else:
        line.append(f" {'/'.join(shares)}  ")
        link, documents = "with", (source, derived)
    start = cell_len(line.plain)
    room = (view.room - start - len(link) - 4) // 2
    if room < 45:
        room = view.room - start
        link = f"\n{link:>{start - 2}}  "
    else:
        link = f"  {link}  "
    names = [view.name(document, room) for document in documents]
    return line.append(names[0], style="bold").append(link).append(names[1], style="bold")


def _closing(view: View, shown: int) -> Iterator[RenderableType]:
    derived = [pair for pair in view.report.pairs if pair.derived]
    hidden = sum(len(pair.passages) for pair in derived) - shown
    if hidden > 0:
        yield Text("")
        how = "syndetect compare LEFT RIGHT shows a pair's, --format json holds all"
        yield more(hidden, "passage", how=how)
