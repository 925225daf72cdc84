"""A report with parts that cannot be shown: keeps all others, and names what is missing in faults."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

from syndetect.faults import attempted, fault_of, named, ordered
from syndetect.model import Document, Exchange, Family, Fault, Pair, Report, Skipped

Show = Callable[[Report], Iterable[str]]
"""A function from a report to pieces of text, which raises an error for some reports."""

_Item = TypeVar("_Item")


def salvaged(report: Report, show: Show, error: BaseException) -> Report:
    """The report without the parts that cannot be shown, with a fault for each of them.

    Parts are tried by halves, which takes many times as long as to show the report. `error` is that of the
    whole report; it is raised again when nothing can be shown, or when no single part is the cause.
    """
    trial = _Trial(show)
    whole = _bare(report)
    if trial.error(whole) is not None:
        raise error
    documents = trial.showable(report.documents, partial(_with, whole, "documents"), _document)
    report = _without(report, {document.id for document in documents})
    whole = replace(whole, documents=documents, submissions=report.submissions)
    pairs = trial.showable(report.pairs, partial(_with_pairs, whole, report), _pair)
    whole = _with_pairs(whole, report, pairs)
    for name, naming in _REST:
        kept = trial.showable(getattr(report, name), partial(_with, whole, name), naming)
        whole = _with(whole, name, kept)
    whole = replace(whole, faults=ordered([*report.faults, *trial.faults]))
    if not trial.faults or trial.error(whole) is not None:
        raise error
    return whole


class _Trial:
    """Tries to show parts of a report, and collects the faults of those that cannot be shown."""

    def __init__(self, show: Show) -> None:
        self._show = show
        self.faults: list[Fault] = []

    def error(self, report: Report) -> BaseException | None:
        """The error that is raised when a report is shown, or None."""
        with attempted() as showing:
            deque(self._show(report), maxlen=0)
        return showing.error

    def showable(
        self,
        items: Sequence[_Item],
        placed: Callable[[tuple[_Item, ...]], Report],
        naming: Callable[[_Item], tuple[str, ...]],
    ) -> tuple[_Item, ...]:
        """The items that can be shown, in their order.

        `placed` makes a report with some of them, `naming` returns what is missing without one, followed by
        the ids that this concerns.
        """
        good: list[_Item] = []
        waiting = [tuple(items)]
        while waiting:
            chunk = waiting.pop()
            error = self.error(placed(chunk)) if chunk else None
            if error is None:
                good += chunk
            elif len(chunk) > 1:
                middle = len(chunk) // 2
                waiting += [chunk[middle:], chunk[:middle]]
            else:
                what, *ids = naming(chunk[0])
                self.faults.append(
                    fault_of(error, "report", f"{what}, which this format could not show", ids)
                )
        return tuple(good)


def _document(document: Document) -> tuple[str, ...]:
    return f"what stands in the report of {document.id}", document.id


def _pair(pair: Pair) -> tuple[str, ...]:
    return f"the pair of {pair.left} and {pair.right}", pair.left, pair.right


def _family(family: Family) -> tuple[str, ...]:
    ids = [member.document for member in family.members]
    return f"the family of {named(ids)}", *ids


def _outlet(exchange: Exchange) -> tuple[str, ...]:
    return (f"what {exchange.outlet} took from {exchange.source}",)


def _skipped(skipped: Skipped) -> tuple[str, ...]:
    return (f"why {skipped.source} was left out",)


_REST: Sequence[tuple[str, Callable[[Any], tuple[str, ...]]]] = (
    ("families", _family),
    ("outlets", _outlet),
    ("skipped", _skipped),
)


def _with(report: Report, name: str, items: tuple[Any, ...]) -> Report:
    values: dict[str, Any] = {name: items}
    return replace(report, **values)


def _bare(report: Report) -> Report:
    """The report without documents and results."""
    return replace(
        report,
        documents=(),
        skipped=(),
        pairs=(),
        families=(),
        outlets=(),
        findings=(),
        faults=(),
        submissions=None if report.submissions is None else (),
    )


def _with_pairs(whole: Report, report: Report, pairs: tuple[Pair, ...]) -> Report:
    """`whole` with these pairs, and the findings of `report` on them."""
    sides = {frozenset((pair.left, pair.right)) for pair in pairs}
    findings = tuple(
        finding for finding in report.findings if frozenset((finding.submission, finding.source)) in sides
    )
    return replace(whole, pairs=pairs, findings=findings)


def _without(report: Report, known: set[str]) -> Report:
    """The report without pairs, families and submissions of other documents than the known ones."""
    return replace(
        report,
        pairs=tuple(pair for pair in report.pairs if {pair.left, pair.right} <= known),
        families=tuple(family for family in report.families if _ids(family) <= known),
        submissions=None
        if report.submissions is None
        else tuple(id for id in report.submissions if id in known),
    )


def _ids(family: Family) -> set[str]:
    """The ids of all documents that a family names."""
    ids = {*family.same_story, *(id for group in family.copies for id in group)}
    ids |= {id for chain in family.versions for id in chain.documents}
    ids |= {id for bridge in family.bridges for id in (bridge.left, bridge.right)}
    for member in family.members:
        ids |= {member.document, *(second.document for second in member.also)}
    return ids
