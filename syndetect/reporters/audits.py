"""What the pipeline says about itself, as plain text or JSON: the way of a pair, and an audit."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from syndetect.model import Audit, Rate, Trace
from syndetect.reporters.escape import clip_middle, visible

_MARKS = {True: "✓", False: "✗"}
_BAR = 30
_MISSED = 10


def as_json(value: Trace | Audit) -> Iterator[str]:
    """Every figure, by the names that the Python values have."""
    yield json.dumps(asdict(value), ensure_ascii=False, indent=2) + "\n"


def trace_text(trace: Trace, width: int) -> Iterator[str]:
    """A gate a paragraph, in the order in which a scan goes through them."""
    for side, name in (("left", trace.left), ("right", trace.right)):
        yield f"{side:6}{clip_middle(visible(name), max(width - 6, 8))}\n"
    yield "\n"
    broad = max(len(gate.name) for gate in trace.gates) + 4
    for gate in trace.gates:
        head = f"{_MARKS[gate.passed]} {gate.name}".ljust(broad)
        body = textwrap.wrap(visible(gate.text), max(width - broad, 20))
        yield from _hung(head, body)


def audit_text(audit: Audit, width: int) -> Iterator[str]:
    """What was searched, the curve, and how much of what is there was found."""
    yield f"{audit.documents:,} articles · {audit.candidates:,} candidate pairs · "
    yield f"{audit.bands} bands of {audit.rows} {'row' if audit.rows == 1 else 'rows'}\n\n"
    yield "Whole-text view: probability of becoming a candidate, by resemblance\n"
    for resemblance, probability in audit.curve:
        yield f"  {resemblance:.1f}  {probability:.4f}  {'█' * round(probability * _BAR)}\n"
    yield f"\nAll views, held against exact search for {audit.sampled:,} articles\n"
    yield from _rates(audit.exact)
    yield "\nExcerpts of these articles, thought into others: found by rare wording\n"
    yield from _rates(audit.excerpts)
    if audit.missed:
        yield f"\nMissed ({len(audit.missed):,}); `syndetect why` shows at which gate\n"
    for pair in audit.missed[:_MISSED]:
        room = max((width - 34) // 2, 8)
        left, right = (clip_middle(visible(name), room) for name in (pair.left, pair.right))
        yield f"  {pair.resemblance:.3f}  {pair.shared:>5} shared  {left}  {right}\n"


def _rates(rates: Iterable[Rate]) -> Iterator[str]:
    rates = list(rates)
    broad = max(len(rate.name) for rate in rates)
    for rate in rates:
        if rate.whole:
            missed = f"missed {1 - rate.high:.1%} to {1 - rate.low:.1%}"
            count = f"{rate.part:>7,} of {rate.whole:,} ({rate.share:.1%})"
            yield f"  {rate.name.ljust(broad)}  {count}, {missed}\n"
        else:
            yield f"  {rate.name.ljust(broad)}  none in the sample\n"


def _hung(head: str, body: list[str]) -> Iterator[str]:
    for place, line in enumerate(body):
        yield f"{head if not place else ' ' * len(head)}{line}\n"
