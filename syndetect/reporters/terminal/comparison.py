"""One pair in full: the verdict in a sentence, what was measured, why, and the passages."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from syndetect.changes import changes_between
from syndetect.counting import percent, plural
from syndetect.model import Document, Evidence, Pair
from syndetect.reporters.escape import clip
from syndetect.reporters.outline import is_directed, is_doubtful, verdict_sentence
from syndetect.reporters.terminal.ledger import accounts
from syndetect.reporters.terminal.link import LOG_ODDS, altered, changes_words, credit_words, ledger
from syndetect.reporters.terminal.marked_passages import column_names, legend, side_by_side
from syndetect.reporters.terminal.pair_table import figures_line
from syndetect.reporters.terminal.strongest_passages import short_names, sides_of, strongest, texts_of
from syndetect.reporters.terminal.view import (
    View,
    heading,
    indented,
    more,
    packed,
    safe,
)
from syndetect.reporters.wording import certainty, change_words, date_words, delay_words

_SHOWN, _SHOWN_EXPLAINED, _CHANGES = 12, 1000, 40


def verdict(view: View) -> Iterator[RenderableType]:
    """Both documents, the verdict in a sentence, and the reasons."""
    pair = view.report.pairs[0]
    left, right = (view.document(name) for name in (pair.left, pair.right))
    yield _identity(view, "left ", left)
    yield _identity(view, "right", right)
    yield Text.assemble("\n", (verdict_sentence(pair), "bold"))
    yield Text(packed(_certainty(view, pair), view.width))
    for reason in pair.reasons:
        yield indented(Text(f"• {safe(reason)}", style="dim"), 1)


def origin(view: View) -> Iterator[RenderableType]:
    """The audit of the credit, and what changed; with `explain` also the ledger of the direction."""
    members = [
        member for family in view.report.families for member in family.members if member.source is not None
    ]
    for member in members[:1]:
        yield heading("Credit and changes")
        document = view.document(member.document)
        yield Text(packed([*credit_words(document, member), *changes_words(member)], view.width))
        for line in altered(member):
            yield indented(Text(f"• {line}", style="dim"), 1)
        if view.explain and member.evidence:
            yield heading("Why this direction", f"probability {member.certainty:.2f}; {LOG_ODDS}")
            for line in ledger(view, member):
                yield indented(Text(line), 1)
    if not members:
        yield from _differences(view, view.report.pairs[0])


def _differences(view: View, pair: Pair) -> Iterator[RenderableType]:
    """The facts that differ between two texts without a direction, the left text's words first."""
    if not pair.derived:
        return
    sides = [(passage.left, passage.right, passage) for passage in pair.passages]
    left, right = (view.document(name) for name in (pair.left, pair.right))
    facts = [change for change in changes_between(left, right, sides).altered if change.kind != "headline"]
    if facts:
        yield heading("Told otherwise", "left → right")
    for change in facts[:_CHANGES]:
        yield indented(Text(f"• {change.kind}: {change_words(change)}", style="dim"), 1)


def figures(view: View) -> Iterator[RenderableType]:
    """What was measured, in plain words; with `explain` also every figure by its name, and the ledger."""
    evidence = view.report.pairs[0].evidence
    yield heading("What was measured")
    table = Table(box=None, show_edge=False, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("", overflow="fold")
    table.add_column("left", justify="right", no_wrap=True)
    table.add_column("right", justify="right", no_wrap=True)
    for words, left, right in _two_sided(evidence):
        table.add_row(words, left, right)
    yield table
    if evidence.matched_words:
        yield Text("")
        yield _one_sided(evidence)
    if view.explain:
        yield Text(f"\n{figures_line(evidence, view.width)}", style="dim")
        yield from accounts(view.report.pairs[0])


def passages(view: View) -> Iterator[Iterator[RenderableType]]:
    """The passages in the order of the derived text; `explain` shows them all."""
    pair = view.report.pairs[0]
    if not pair.passages:
        yield iter([Text("\nThe two have no passage in common.")])
        return
    chosen = strongest(pair, _SHOWN_EXPLAINED if view.explain else _SHOWN)
    yield _opening(view, pair, len(chosen))
    names = short_names(view, pair)
    for number, passage in enumerate(chosen):
        if number:
            yield iter([Text("")])
        yield side_by_side(view, passage, texts_of(view, pair, passage), names)
    if len(pair.passages) > len(chosen):
        yield iter([more(len(pair.passages) - len(chosen), "passage", how="--format json holds all of them")])


def _identity(view: View, side: str, document: Document) -> Text:
    text = Text.assemble((f"{side}  ", "dim"), (view.name(document, view.width - 7), "bold"))
    facts = ["submission"] * bool(view.mark(document.id))
    facts += [f"“{safe(document.title)}”"] * bool(document.title)
    facts += [clip(date_words(safe(document.published)), 40)] * bool(document.published)
    facts += [plural(document.words, "word")] * bool(document.words)
    facts += view.spoken(document, (other.id for other in view.report.documents))
    if facts:
        text.append("".join(f"\n       {line}" for line in packed(facts, view.width - 7).split("\n")))
    return text


def _certainty(view: View, pair: Pair) -> Iterator[str]:
    yield certainty(pair.confidence) + (", and uncertain by its reasons (?)" if is_doubtful(pair) else "")
    if pair.certainty:
        yield f"direction {certainty(pair.certainty)}"
    source, derived = (view.document(name) for name in sides_of(pair))
    delay = delay_words(source.published, derived.published) if is_directed(pair) else None
    if delay:
        yield f"published {delay}"


def _two_sided(evidence: Evidence) -> Iterator[tuple[str, str, str]]:
    yield "words inside passages", percent(evidence.coverage_left), percent(evidence.coverage_right)
    yield (
        "narrative that the other has too, quotations left out",
        percent(evidence.narrative_left),
        percent(evidence.narrative_right),
    )
    yield "word shingles in common", percent(evidence.containment_left), percent(evidence.containment_right)
    yield (
        "words of page furniture, left out",
        f"{evidence.boilerplate_left:,}",
        f"{evidence.boilerplate_right:,}",
    )


def _one_sided(evidence: Evidence) -> Table:
    kinds = (
        f"{percent(evidence.verbatim)} word for word, {percent(evidence.edited)} edited, "
        f"{percent(evidence.reworded)} in other words"
    )
    if evidence.translated:
        kinds = f"{percent(evidence.translated)} in another language"
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    table.add_row("passages", f"{evidence.passages:,} with {plural(evidence.matched_words, 'word')}")
    table.add_row("these words are", kinds)
    table.add_row("inside quotation marks", f"{percent(evidence.quoted)} of these words")
    table.add_row("longest run of equal words", plural(evidence.longest_run, "word"))
    table.add_row("order of the passages", f"{evidence.order:.2f}, where 1 is the same on both sides")
    table.add_row("surprise of the wording", f"{evidence.bits:,.0f} bits against everyday language")
    return table


def _opening(view: View, pair: Pair, shown: int) -> Iterator[RenderableType]:
    total = len(pair.passages)
    note = f"the {shown} strongest of {total:,}" if total > shown else f"{total:,}"
    yield heading("Passages", note)
    names = short_names(view, pair)
    sides = (
        ("in the source", "in the derived article") if is_directed(pair) else ("on the left", "on the right")
    )
    yield legend(view, *sides)
    if view.wide:
        yield column_names(view, names)
