"""A report of which some part cannot be shown: the rest is found, and what is missing is named."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

from syndetect.faults import attempted, fault_of, named, ordered
from syndetect.model import Document, Exchange, Family, Fault, Pair, Report, Skipped

Show = Callable[[Report], Iterable[str]]
"""What makes pieces of text of a report; an exception of it is the error that is worked around."""

_Item = TypeVar("_Item")


def salvaged(report: Report, show: Show, error: BaseException) -> Report:
    """All of a report that can be shown, with a fault for each part that cannot.

    Parts are shown by halves, so this takes many times as long as showing the report does. Raises `error`,
    which showing all of it raised, when nothing can be shown, or when no single part is at fault.
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
    """Shows parts of a report to nobody, and collects the faults of those that cannot be shown."""

    def __init__(self, show: Show) -> None:
        self._show = show
        self.faults: list[Fault] = []

    def error(self, report: Report) -> BaseException | None:
        """What showing a report raises, or None."""
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

        `placed` makes a report with some of them, `naming` says what is missing with one, and the ids that
        this concerns.
        """
        good: list[_Item] = []
        waiting = [tuple(items)]
        while waiting:
            part = waiting.pop()
            error = self.error(placed(part)) if part else None
            if error is None:
                good += part
            elif len(part) > 1:
                middle = len(part) // 2
                waiting += [part[middle:], part[:middle]]
            else:
                what, *ids = naming(part[0])
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
    """The report with nothing found in nothing."""
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
    """A report with some pairs, and the findings about these."""
    sides = {frozenset((pair.left, pair.right)) for pair in pairs}
    found = tuple(one for one in report.findings if frozenset((one.submission, one.source)) in sides)
    return replace(whole, pairs=pairs, findings=found)


def _without(report: Report, known: set[str]) -> Report:
    """The report without what names other documents than the known ones."""
    return replace(
        report,
        pairs=tuple(pair for pair in report.pairs if {pair.left, pair.right} <= known),
        families=tuple(family for family in report.families if _ids(family) <= known),
        submissions=None
        if report.submissions is None
        else tuple(id for id in report.submissions if id in known),
    )


def _ids(family: Family) -> set[str]:
    """Every document that a family names."""
    found = {*family.same_story, *(id for group in family.copies for id in group)}
    found |= {id for chain in family.versions for id in chain.documents}
    found |= {id for bridge in family.bridges for id in (bridge.left, bridge.right)}
    for member in family.members:
        found |= {member.document, *(second.document for second in member.also)}
    return found
