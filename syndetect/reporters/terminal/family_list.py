"""The headline and the families: whose text it is, and who has it from whom."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from rich.console import RenderableType
from rich.text import Text

from syndetect.counting import plural
from syndetect.model import Family
from syndetect.reporters.outline import (
    derived_members,
    is_doubtful,
    ordered,
    tellers,
    unrelated,
)
from syndetect.reporters.terminal.family_tree import family_tree
from syndetect.reporters.terminal.link import LOG_ODDS
from syndetect.reporters.terminal.view import (
    INDENT,
    SUBMITTED,
    View,
    heading,
    indented,
    more,
    packed,
    safe,
    story_title,
)

_SHOWN, _SHOWN_EXPLAINED, _LISTED, _SAME_STORY = 20, 100, 30, 5


def headline(view: View) -> Iterator[RenderableType]:
    """One line: what was compared, and with which result."""
    yield Text(_counts(view), style="bold")
    if not view.report.families:
        yield from _nothing(view)


def _counts(view: View) -> str:
    report = view.report
    judged = report.submissions
    counts = [
        plural(len(report.documents), "article") if judged is None else plural(len(judged), "submission"),
        plural(len(report.families), "family", "families"),
        plural(sum(map(derived_members, report.families)), "derived article"),
    ]
    counts += [f"{len(report.skipped):,} skipped"] * bool(report.skipped)
    clean = len(unrelated(report))
    counts += [f"{clean:,} clean"] * bool(clean)
    counts += [plural(len(report.faults), "error")] * bool(report.faults)
    return " · ".join(counts)


def summary(view: View) -> Iterator[RenderableType]:
    """The report in one line."""
    failing = sum(finding.fails for finding in view.report.findings)
    line = _counts(view)
    if view.report.gate is not None and view.report.gate.policy is not None:
        line += f" · {failing:,} {'fails' if failing == 1 else 'fail'}"
    yield Text(line, style="bold")


def sections(view: View) -> Iterator[Iterator[RenderableType]]:
    """The families one by one, then a line for each of the smaller ones."""
    listed = ordered(view.report)
    shown = view.top or (_SHOWN_EXPLAINED if view.explain else _SHOWN)
    if listed:
        yield _legend(view)
    for number, family in enumerate(listed[:shown], start=1):
        yield _family(view, family, number)
    yield _rest(view, listed, shown)


def _legend(view: View) -> Iterator[RenderableType]:
    yield heading("Families")
    yield Text("“copied 71 %”: 71 % of the article's words stand in the text above it", style="dim")
    yield Text("“link 0.93”: how sure it is that it was made from that text", style="dim")
    yield Text("✓ credited  ~ in part or without a name  ✗ not, or to somebody else", style="dim")
    if view.explain and any(member.evidence for family in view.report.families for member in family.members):
        yield Text(f"“+1.4”: {LOG_ODDS}", style="dim")
    if any(map(is_doubtful, view.report.pairs)):
        yield Text("“copied?”: the verdict is uncertain; a comparison of the two shows why", style="dim")
    if view.report.submissions:
        yield Text(f"{SUBMITTED} a submission", style="dim")


def _family(view: View, family: Family, number: int) -> Iterator[RenderableType]:
    counter = f"{number}".ljust(INDENT)
    title = story_title(view, family, view.width - len(counter))
    yield Text.assemble("\n", (counter, "bold"), (title, "bold"))
    facts = [plural(len(family.members), "article"), plural(family.origins, "independent origin")]
    facts += _uncredited(family)
    yield indented(Text(packed(facts, view.room), style="dim"))
    yield indented(family_tree(view, family))
    yield from _folded(view, family)
    yield from _same_story(view, family)


def _uncredited(family: Family) -> list[str]:
    """The headline figure of the family: the derived words that no credit covers."""
    audits = [member.audit for member in family.members if member.audit is not None]
    derived = sum(audit.derived_words for audit in audits)
    bare = sum(audit.uncredited_words for audit in audits)
    return [f"{bare:,} of {plural(derived, 'derived word')} uncredited"] if derived else []


def _folded(view: View, family: Family) -> Iterator[RenderableType]:
    """Versions of one outlet, and pairs to other families that were cut."""
    for chain in family.versions:
        names = " → ".join(view.name(view.document(name), 40) for name in chain.documents)
        copied = f"; others took {view.name(view.document(chain.copied), 40)}" if chain.copied else ""
        words = f"versions of one outlet: {names}{copied}"
        if not view.explain:
            words = f"{plural(len(chain.documents), 'version')} of one outlet's article"
        yield indented(Text(words, style="dim"))
    shown = family.bridges if view.explain else family.bridges[:0]
    for bridge in shown:
        sides = " – ".join(view.name(view.document(name), 40) for name in (bridge.left, bridge.right))
        yield indented(Text(f"not joined by {sides}: {safe(bridge.reason)}", style="dim"))
    if len(family.bridges) > len(shown):
        yield indented(
            Text(f"{plural(len(family.bridges), 'pair')} to other families not joined", style="dim")
        )


def _same_story(view: View, family: Family) -> Iterator[RenderableType]:
    if not family.same_story:
        return
    count = plural(len(family.same_story), "other article tells", "other articles tell")
    yield indented(Text(f"{count} the same story independently:"))
    shown = len(family.same_story) if view.explain else _SAME_STORY
    for name in family.same_story[:shown]:
        document = view.document(name)
        facts = "".join(f" · {fact}" for fact in view.spoken(document, tellers(family)))
        room = view.room - 2 - cell_len(facts)
        yield indented(Text(f"= {view.name(document, room)}{facts}", style="blue"))
    if len(family.same_story) > shown:
        yield indented(more(len(family.same_story) - shown, "such article"))


def _rest(view: View, listed: list[Family], shown: int) -> Iterator[RenderableType]:
    if len(listed) <= shown:
        return
    if not view.top:
        yield heading("Smaller families")
    listed_too = 0 if view.top else _LISTED
    for number, family in enumerate(listed[shown : shown + listed_too], start=shown + 1):
        size = f"{number:>4}  {plural(len(family.members), 'article'):>12}  "
        yield Text(size + story_title(view, family, view.width - len(size)))
    hidden = len(listed) - shown - listed_too
    if hidden > 0:
        yield more(hidden, "family", "families", how="--format json lists all of them")


def _nothing(view: View) -> Iterator[RenderableType]:
    documents = view.report.documents
    if not documents:
        yield Text("There was no article to compare.")
        return
    words = sum(document.words for document in documents)
    looked_at = plural(len(documents), "article") + (f" with {plural(words, 'word')}" if words else "")
    yield Text(
        f"No article was found to be derived from another one. Looked at: {looked_at}, for text that is "
        "copied, paraphrased, translated, rewritten or excerpted, and for the same story told independently."
    )
    least = view.report.settings.get("min_relation", "same-story")
    if least != "same-story":
        yield Text(f"Relations weaker than {safe(str(least))} were not listed; --min-relation sets that.")
