"""A trace of one pair, or an audit of the search, as plain text or as JSON."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict

from syndetect.faults import fault_sentence
from syndetect.model import Audit, Fault, Rate, Skipped, Trace
from syndetect.records import escaped
from syndetect.reporters.escape import clip_middle, visible

_MARKS = {True: "✓", False: "✗"}
_BAR, _CURVE = 30, 15
"""Terminal cells of the longest bar of the curve, and of the columns left of it."""

_MISSED = _SKIPPED = 10
_NAME = 16
"""Terminal cells; a name that is cut shorter than this can no longer be recognised."""


def as_json(value: Trace | Audit) -> Iterator[str]:
    """Every figure as one JSON object with the field names of Python; the `steps` of a trace are `gates`."""
    record = asdict(value)
    if isinstance(value, Trace):
        # The JSON had this name before the value had another, and programs read it.
        record = {"gates" if name == "steps" else name: item for name, item in record.items()}
    for fault in record["faults"]:
        del fault["trace"]
    yield escaped(json.dumps(record, ensure_ascii=False, indent=2)) + "\n"


def trace_text(trace: Trace, width: int) -> Iterator[str]:
    """A paragraph for each step, in the order of a scan; no line has more than `width` terminal cells."""
    for side, name in (("left", trace.left), ("right", trace.right)):
        yield f"{side:6}{clip_middle(visible(name), max(width - 6, 8))}\n"
    yield "\n"
    broad = max(len(step.name) for step in trace.steps) + 4
    for step in trace.steps:
        head = f"{_MARKS[step.passed]} {step.name}".ljust(broad)
        body = textwrap.wrap(visible(step.text), max(width - broad, 20))
        yield from _hung(head, body)
    yield from _skipped(trace.skipped, width)
    yield from _faults(trace.faults, width)


def audit_text(audit: Audit, width: int) -> Iterator[str]:
    """What was searched, the curve, and which share of all pairs was found; `width` in terminal cells."""
    pairs = "candidate pair" if audit.candidates == 1 else "candidate pairs"
    rows = f"{audit.bands} bands of {audit.rows} {'row' if audit.rows == 1 else 'rows'}"
    yield _folded(f"{audit.documents:,} articles · {audit.candidates:,} {pairs} · {rows}", width)
    yield "\n"
    yield _folded("Whole-text view: probability of becoming a candidate, by resemblance", width)
    bar = max(min(_BAR, width - _CURVE), 0)
    for resemblance, probability in audit.curve:
        yield f"  {resemblance:.1f}  {probability:.4f}  {'█' * round(probability * bar)}".rstrip() + "\n"
    yield "\n"
    yield _folded(f"All views, held against exact search for {audit.sampled:,} articles", width)
    yield from _rates(audit.exact, width)
    yield "\n"
    yield _folded("Excerpts of these articles, thought into others: found by rare wording", width)
    yield from _rates(audit.excerpts, width)
    if audit.missed:
        yield "\n"
        yield _folded(f"Missed ({len(audit.missed):,}); `syndetect why` shows at which step", width)
    for pair in audit.missed[:_MISSED]:
        head = f"  {pair.resemblance:.3f}  {pair.shared:>5} shared  "
        names = [visible(name) for name in (pair.left, pair.right)]
        room = (width - len(head) - 2) // 2
        if room >= _NAME:
            yield f"{head}{'  '.join(clip_middle(name, room) for name in names)}\n"
        else:
            yield f"{head.rstrip()}\n"
            yield from (f"    {clip_middle(name, max(width - 4, _NAME))}\n" for name in names)
    hidden = len(audit.missed) - _MISSED
    if hidden > 0:
        yield _folded(f"  and {hidden:,} more; --format json lists all of them", width)
    yield from _skipped(audit.skipped, width)
    yield from _faults(audit.faults, width)


def _skipped(skipped: Sequence[Skipped], width: int) -> Iterator[str]:
    """The first inputs that were left out, one on each line."""
    if not skipped:
        return
    yield f"\nSkipped ({len(skipped):,})\n"
    for item in skipped[:_SKIPPED]:
        source = clip_middle(visible(item.source), max(width - 4, _NAME))
        yield _folded(f"  {source}: {visible(item.reason)}", width)
    hidden = len(skipped) - _SKIPPED
    if hidden > 0:
        yield _folded(f"  and {hidden:,} more; --format json lists all of them", width)


def _faults(faults: Sequence[Fault], width: int) -> Iterator[str]:
    """What is missing because of errors in syndetect."""
    if not faults:
        return
    yield f"\nErrors in syndetect ({len(faults):,})\n"
    for fault in faults:
        yield _folded(f"  {visible(fault_sentence(fault))}", width)


def _rates(rates: Iterable[Rate], width: int) -> Iterator[str]:
    rates = list(rates)
    if not rates:
        yield "  could not be measured\n"
        return
    broad = max(len(rate.name) for rate in rates)
    for rate in rates:
        figures = "none in the sample"
        if rate.whole:
            missed = f"missed {1 - rate.high:.1%} to {1 - rate.low:.1%}"
            figures = f"{rate.part:>7,} of {rate.whole:,} ({rate.share:.1%}), {missed}"
        line = f"  {rate.name.ljust(broad)}  {figures}"
        if len(line) <= width:
            yield f"{line}\n"
        else:
            yield _folded(f"  {rate.name}:", width)
            yield _folded(f"    {figures.strip()}", width)


def _folded(text: str, width: int) -> str:
    """The text in lines of at most `width` cells; all lines but the first are indented further."""
    inset = " " * (len(text) - len(text.lstrip()))
    lines = textwrap.wrap(
        text.strip(), width, initial_indent=inset, subsequent_indent=f"{inset}  ", break_on_hyphens=False
    )
    return "".join(f"{line}\n" for line in lines)


def _hung(head: str, body: list[str]) -> Iterator[str]:
    for number, line in enumerate(body):
        yield f"{head if not number else ' ' * len(head)}{line}\n"
