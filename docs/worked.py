"""The pair of docs/verdict.md, worked through: its figures as they are measured when the page is written."""

from __future__ import annotations

from contextlib import chdir
from pathlib import Path

from syndetect import Member, Pair, Report, compare, scan, why

ROOT = Path(__file__).resolve().parents[1]
LEFT = "kelsby-ledger/skerro-ferry-rammed.md"
RIGHT = "meridian-wire/ferry-collision-sound-of-arrel.txt"
_SHOWN = 60
"""Characters of a passage that the table shows."""


def found() -> str:
    """How the search comes upon the pair: the gates that `why` tells."""
    with chdir(ROOT):
        trace = why(LEFT, RIGHT, "corpus/")
    rows = [
        f"| {step.name} | {'yes' if step.passed else 'no'} | {_cell(step.text)} |" for step in trace.steps
    ]
    return "\n".join(["| step | passed | figures |", "|---|---|---|", *rows])


def aligned() -> str:
    """The longest passages of the pair, each with both sides."""
    report, pair = _compared()
    texts = report.document(pair.left).text, report.document(pair.right).text
    ranked = sorted(pair.passages, key=lambda one: -(one.left.end - one.left.begin))[:4]
    rows = [
        f"| {one.kind} | {one.similarity:.2f} | {_cell(texts[0][one.left.begin : one.left.end])} "
        f"| {_cell(texts[1][one.right.begin : one.right.end])} |"
        for one in sorted(ranked, key=lambda one: one.left.begin)
    ]
    return "\n".join(["| kind | similarity | left | right |", "|---|---:|---|---|", *rows])


def weighed() -> str:
    """The verdict with its reasons."""
    _, pair = _compared()
    head = (
        f"`relation` {pair.relation} · `confidence` {pair.confidence:.2f} · `derivation` "
        f"{pair.derivation:.2f} · `direction` {pair.direction} · `certainty` {pair.certainty:.2f}"
    )
    return "\n".join([head, "", *(f"- {reason}" for reason in pair.reasons)])


def traced() -> str:
    """The ledger of the pair on its own, and what a scan of the whole corpus makes of the link."""
    alone = _member(_compared()[0], f"corpus/{LEFT}") or _member(_compared()[0], Path(LEFT).name)
    with chdir(ROOT):
        among = _member(scan("corpus/"), LEFT)
    if alone is None or among is None:
        raise LookupError(f"{LEFT} is in no family")
    rows = [
        f"| {clue.kind} | {clue.sign} | {clue.weight:+.2f} | {_cell(clue.reason)} |"
        for clue in alone.evidence
    ]
    told = "open" if among.source is None else f"`{among.source}`, with a certainty of {among.certainty:.2f}"
    head = f"With the wire alone the certainty of the link is {alone.certainty:.2f}. The ledger:"
    table = ["| evidence | sign | weight | reason |", "|---|---|---:|---|", *rows]
    tail = f"In a scan of the whole corpus, with all other prints of the story, its source is {told}."
    return "\n".join([head, "", *table, "", tail])


def _member(report: Report, id: str) -> Member | None:
    family = report.family_of(id)
    return None if family is None else next(one for one in family.members if one.document == id)


def _compared() -> tuple[Report, Pair]:
    with chdir(ROOT):
        report = compare(f"corpus/{LEFT}", f"corpus/{RIGHT}")
    return report, report.pairs[0]


def _cell(text: str) -> str:
    flat = " ".join(text.split()).replace("|", "\\|")
    return flat if len(flat) <= 3 * _SHOWN else f"{flat[: 3 * _SHOWN].rsplit(' ', 1)[0]} …"
