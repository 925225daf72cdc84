"""Restylings of restylings, and restylings that blend two reports, in four languages; written by us.

`tellings.jsonl` has a wire's report and another paper's own one of the event, `restyled.jsonl` what could be
a machine's retelling of the first (`first`), a retelling of that one (`second`), and one of both (`blend`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from benchmarks.quality import data, detect, mixtures
from benchmarks.quality.data import Labelled
from benchmarks.quality.results import Figure, Result, Task, share, table
from benchmarks.quality.sets.provenance import Told, judge
from benchmarks.quality.situations import BEGIN, Situation
from syndetect.model import Document

RESTYLED = Path(__file__).resolve().parents[1] / "restyled.jsonl"

HOURS = {"wire": 0, "own": 1, "first": 6, "second": 12, "blend": 15}
"""When each appeared, in hours after the first one."""

_MADE = (("wire", "first"), ("first", "second"), ("wire", "second"))
_BLENDED = (("wire", "blend"), ("own", "blend"))
_APART = (("wire", "own"), ("own", "first"), ("own", "second"))


@dataclass(frozen=True, slots=True)
class Retold:
    """The five texts on one event, by their roles; ids are the role and the language."""

    language: str
    documents: dict[str, Document]

    def pairs(self, roles: Sequence[tuple[str, str]], label: str) -> list[Labelled]:
        """Pairs of these roles."""
        return [Labelled(self.documents[one].id, self.documents[two].id, label) for one, two in roles]

    def situation(self, *, dated: bool) -> Situation:
        """Who may be said to have it from whom: a text that was retold twice from either."""
        ids = {role: document.id for role, document in self.documents.items()}
        both = frozenset({ids["wire"], ids["own"]})
        sources = {
            ids["first"]: frozenset({ids["wire"]}),
            ids["second"]: frozenset({ids["wire"], ids["first"]}),
            ids["blend"]: both,
        }
        documents = self.documents.values()
        shown = documents if dated else [replace(one, published=None) for one in documents]
        return Situation(tuple(shown), sources, {ids["blend"]: both})


def run(task: Task) -> Result:
    """All pairs of each event whose relation is known, and scans of each event, dated and undated."""
    found = list(events())
    documents = [one for event in found for one in event.documents.values()]
    kinds = {
        name: [pair for event in found for pair in event.pairs(roles, label)]
        for name, roles, label in (
            ("chains", _MADE, "rewrite"),
            ("blends", _BLENDED, "rewrite"),
            ("independent", _APART, "same-story"),
        )
    }
    answers = detect.compare([pair for pairs in kinds.values() for pair in pairs], documents, task.jobs)
    figures = []
    for name, pairs in kinds.items():
        derived = sum(detect.derived(answers, pair) for pair in pairs)
        figures.append(
            Figure(f"{name}.derived", share(derived, len(pairs)), "down" if name == "independent" else "up")
        )
    told = {"dated": Told(), "undated": Told()}
    for name, tally in told.items():
        for event in found:
            situation = event.situation(dated=name == "dated")
            tally.add(judge(detect.scan(list(situation.documents), task.jobs), situation))
        _, right, wrong = tally.shares("links")
        figures += [
            Figure(f"{name}.links", right),
            Figure(f"{name}.links.wrong", wrong, "down"),
            Figure(f"{name}.roots.wrong", tally.shares("roots")[2], "down"),
            Figure(f"{name}.blamed", tally.tally["blamed", "yes"], "down"),
        ]
    rows = [
        (name, *pair.ids, detect.relation(answers, pair)) for name, pairs in kinds.items() for pair in pairs
    ]
    return Result(tuple(figures), (table("Pairs", ("kind", "left", "right", "relation"), rows),))


def events() -> Iterator[Retold]:
    """The events of the file."""
    for row in data.rows(RESTYLED):
        telling = next(one for one in mixtures.events() if one.language == row["language"])
        texts = {
            "wire": telling.wire,
            "own": telling.own,
            **{role: row[role] for role in HOURS if role in row},
        }
        yield Retold(
            str(row["language"]),
            {role: _document(role, str(row["language"]), parts) for role, parts in texts.items()},
        )


def _document(role: str, language: str, parts: Sequence[str]) -> Document:
    published = (BEGIN + timedelta(hours=HOURS[role])).isoformat()
    return Document(f"{role} {language}", "\n\n".join(parts), f"The {role.title()} Post", None, published)
