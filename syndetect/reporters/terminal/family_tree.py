"""A family as a tree: every member under the document that it comes from."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from rich.text import Text
from rich.tree import Tree

from syndetect.counting import percent, plural
from syndetect.model import Document, Family, Member, Pair
from syndetect.reporters.escape import clip
from syndetect.reporters.outline import is_doubtful, tellers
from syndetect.reporters.terminal.link import altered, changes_words, credit_words, ledger, second_words
from syndetect.reporters.terminal.view import View, more, packed, relation_text, safe, worded_reasons
from syndetect.reporters.wording import RELATION_WORDS, certainty, date_words, delay_words

_SHOWN, _SHOWN_EXPLAINED = 12, 200
_DEEPEST, _GUIDE, _LEAST_ROOM = 5, 4, 44
_REASONS, _INFERRED = 0, 2
_MORE = 0.01
_RELATION_CELLS = (
    max(
        len(RELATION_WORDS[relation])
        for relation in ("copy", "paraphrase", "translation", "rewrite", "excerpt")
    )
    + 1
)


def family_tree(view: View, family: Family) -> Tree:
    """The source at the root, its members below; long families are cut, and deep chains flattened."""
    tree = Tree(_root_label(view, family), guide_style="dim")
    nodes = {family.source.document: (tree, 0)}
    shown = _SHOWN_EXPLAINED if view.explain else _SHOWN
    # A chain deeper than the page goes on at the deepest level, where each member names its source.
    deepest = max(1, min(_DEEPEST, (view.room - _LEAST_ROOM) // _GUIDE))
    hidden = 0
    for member in _in_order(family):
        if shown == 0:
            hidden += 1
            continue
        parent, depth = nodes.get(member.source, (tree, 0))
        flat = depth == deepest
        child = parent.add(_member_label(view, family, member, depth + 1 - flat, flat=flat))
        nodes[member.document] = (parent, depth) if flat else (child, depth + 1)
        shown -= 1
    if hidden:
        tree.add(more(hidden, "member"))
    return tree


def _in_order(family: Family) -> Iterator[Member]:
    """The members, each once and after its source; members of one source by falling coverage."""
    waiting: dict[str | None, list[Member]] = {}
    for member in family.members:
        if member.document != family.source.document:
            waiting.setdefault(member.source, []).append(member)
    level = _taken(waiting, family.source.document)
    level += _taken(waiting, None)
    while level or waiting:
        # A cycle, or a source that is no member: only a damaged report has one, and all members are shown.
        level = level or _taken(waiting, next(iter(waiting)))
        yield from level
        level = [below for member in level for below in _taken(waiting, member.document)]


def _taken(waiting: dict[str | None, list[Member]], source: str | None) -> list[Member]:
    return sorted(waiting.pop(source, []), key=lambda member: (-member.coverage, member.document))


def _root_label(view: View, family: Family) -> Text:
    source = family.source
    room = view.room
    if source.document is None:
        return _outside_label(view, family)
    document = view.document(source.document)
    mark = view.mark(document.id)
    label = Text.assemble("Source  ", (f"{mark}{view.name(document, room - 8 - len(mark))}", "bold"))
    facts = [certainty(source.confidence)]
    facts += [f"its text is {safe(source.name)}'s"] * (source.name not in {None, document.outlet})
    facts += [clip(date_words(safe(document.published)), 40)] * bool(document.published)
    facts += view.spoken(document, tellers(family))
    label.append(f"\n{packed(facts, room)}", style="dim")
    return _with_reasons(view, label, source.reasons)


def _outside_label(view: View, family: Family) -> Text:
    source, room = family.source, view.room
    among = {view.document(member.document).outlet for member in family.members}
    if source.name and source.name not in among:
        label = Text.assemble("Source  ", (safe(source.name), "bold"), ", which is not among these articles")
        label.append(f"\n{certainty(source.confidence)}")
    elif source.inferred:
        label = Text("Source  not among these articles, and nobody names it")
        label.append(f"\n{certainty(source.confidence)}")
    else:
        label = Text("Source  not known")
        if source.name:
            label.append(f", perhaps {safe(source.name)}")
    label = _with_reasons(view, label, source.reasons)
    if source.inferred:
        label.append(
            f"\n≈ inferred text, {plural(len(source.inferred), 'sentence')} that two members or more have:"
        )
        for sentence in source.inferred if view.explain else source.inferred[:_INFERRED]:
            words = safe(view.document(sentence.document).text[sentence.begin : sentence.end])
            label.append(f"\n≈ {clip(words, 3 * room if view.explain else room - 2)}", style="italic dim")
        hidden = 0 if view.explain else len(source.inferred) - _INFERRED
        if hidden > 0:
            label.append(f"\n≈ and {plural(hidden, 'more sentence')}", style="italic dim")
    return label


def _with_reasons(view: View, label: Text, reasons: tuple[str, ...]) -> Text:
    for reason in reasons if view.explain else reasons[:_REASONS]:
        label.append(f"\n• {safe(reason)}", style="dim")
    return label


def _member_label(view: View, family: Family, member: Member, depth: int, *, flat: bool) -> Text:
    room = view.room - _GUIDE * depth
    document = view.document(member.document)
    source = view.document(member.source) if member.source is not None else None
    pair = view.report.between(member.document, member.source) if member.source is not None else None
    label = relation_text(member.relation, doubtful=is_doubtful(pair), cells=_RELATION_CELLS)
    label.append(f" {percent(member.coverage):>5}  ", style="bold")
    label.append(view.mark(document.id), style="bold")
    label.append(view.name(document, room - cell_len(label.plain)))
    left = room - cell_len(label.plain) - 4
    if document.title and left >= 24 and view.wide:
        label.append(f"  “{clip(safe(document.title), left)}”", style="dim")
    spoken = view.spoken(document, tellers(family))
    credited = [
        *credit_words(document, member, quoted=view.explain),
        *changes_words(member, whole=view.explain),
        *second_words(view, member),
        *_total(document, member),
        *spoken,
    ]
    when = list(_when(view, document, source, flat=flat))
    sure = list(_certainty(view, member))
    facts = packed([*when, *sure, *credited] if view.explain else [*credited, *sure], room)
    if when and not view.explain:
        # The time is shown where it needs no further line, where the tree does not show the source, and
        # among several languages: who translated whom goes by what came first.
        longer = packed([*credited, *sure, *when], room)
        facts = longer if flat or spoken or longer.count("\n") == facts.count("\n") else facts
    label.append(f"\n{facts}", style="dim")
    if view.explain:
        for line in _explained(view, member, pair):
            label.append(f"\n{line}", style="dim")
    return label


def _total(document: Document, member: Member) -> Iterator[str]:
    """The share that the article has from all its sources, where that is more than from the one above it."""
    if document.total_coverage >= member.coverage + _MORE:
        words = plural(document.total_derived_words, "word")
        yield f"{percent(document.total_coverage)} ({words}) from all its sources"


def _certainty(view: View, member: Member) -> Iterator[str]:
    """How certain the link to the text above is; with `explain` also the relation."""
    if member.source is None:
        yield "from whom is open"
    elif view.explain:
        yield f"from there: {certainty(member.certainty)}"
        yield f"{RELATION_WORDS[member.relation]}: {certainty(member.confidence)}"
    else:
        yield f"link {member.certainty:.2f}"


def _explained(view: View, member: Member, pair: Pair | None) -> Iterator[str]:
    if pair is not None:
        yield from (f"• {line}" for line in worded_reasons(view, pair))
    if member.evidence:
        yield f"Why from there: probability {member.certainty:.2f} over all trees of the family; evidence:"
        yield from (f"  {line}" for line in ledger(view, member))
    if member.audit is not None:
        yield f"Credit: {safe(member.audit.reason)}"
    lines = list(altered(member))
    if lines:
        yield "Told otherwise:"
        yield from (f"  {line}" for line in lines)


def _when(view: View, document: Document, source: Document | None, *, flat: bool) -> Iterator[str]:
    if source is not None and flat:
        yield f"from {view.name(source, 40)}"
    if document.published:
        delay = delay_words(source.published, document.published) if source is not None else None
        if delay and not view.explain:
            yield delay
        else:
            yield clip(date_words(safe(document.published)), 40) + (f", {delay}" if delay else "")
