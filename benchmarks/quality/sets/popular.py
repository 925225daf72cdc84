"""Widely printed texts: however many prints and rewordings there are, what was made from them is found."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.quality import data, detect
from benchmarks.quality.results import Figure, Result, Task, share, table
from syndetect.model import Document, Report

PRINTS = (0, 9, 14, 50, 500)
FAST_PRINTS = (9, 50)
REWORDINGS = (10, 30, 80, 300)
FAST_REWORDINGS = (30, 80)
REPLACED = (0.10, 0.15, 0.20, 0.25, 0.30, 0.35)
FAST_REPLACED = (0.15, 0.25, 0.35)
CHANGED = 0.03
"""Share of the words that a print of kind "words" has changed."""

BACKGROUND = 200
OWN_WORDS = 60
EXCERPT_WORDS = 80
WORDS = (250, 450)
"""A text that is printed and reworded has so many words."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of so many articles made from a text, those derived from it or a print, and those in its family.

    `strangers`: articles of the background that are called derived from one of these.
    """

    name: tuple[object, ...]
    made: int
    derived: int
    inside: int
    strangers: int


def run(task: Task) -> Result:
    """Rewordings of one text in any number; an excerpt, a rewording and an addition beside many prints."""
    material = Material.of(data.documents(task.directory))
    counts, shares = (FAST_REWORDINGS, FAST_REPLACED) if task.fast else (REWORDINGS, REPLACED)
    reworded = [_reworded(material, count, part, task.jobs) for count in counts for part in shares]
    printed = [
        _printed(material, count, kind, task.jobs)
        for count in (FAST_PRINTS if task.fast else PRINTS)
        for kind in ("line", "words")
    ]
    figures = (
        Figure("rewordings.derived", _share(reworded, "derived")),
        Figure("rewordings.in-the-family", _share(reworded, "inside")),
        Figure("prints.derived", _share(printed, "derived")),
        Figure("strangers", sum(one.strangers for one in (*reworded, *printed)), "down"),
    )
    told = ("made from it", "derived from it or a print", "in its family", "strangers")
    tables = (
        table("Rewordings of one text", ("rewordings", "replaced", *told), _rows(reworded)),
        table("Beside many prints of a text", ("prints", "changed", *told), _rows(printed)),
    )
    return Result(figures, tables)


def _share(outcomes: Sequence[Outcome], name: str) -> float:
    return share(sum(getattr(one, name) for one in outcomes), sum(one.made for one in outcomes))


def _rows(outcomes: Sequence[Outcome]) -> list[tuple[object, ...]]:
    return [(*one.name, one.made, one.derived, one.inside, one.strangers) for one in outcomes]


@dataclass(frozen=True, slots=True)
class Material:
    """Texts to print and reword, articles to stand around, and words to put in."""

    sources: tuple[str, ...]
    background: tuple[Document, ...]
    words: tuple[str, ...]

    @classmethod
    def of(cls, articles: Sequence[Document]) -> Material:
        """The material in a collection of articles; the background is no source."""
        sources, background = articles[:-BACKGROUND], articles[-BACKGROUND:]
        words = {word for one in background for word in one.text.lower().split()}
        least, most = WORDS
        return cls(
            tuple(one.text for one in sources if least <= len(one.text.split()) <= most),
            tuple(background),
            tuple(sorted(word for word in words if word.isalpha() and len(word) > 3)),
        )

    def changed(self, text: str, part: float, generator: random.Random) -> str:
        """The text with a share of its words replaced, white space as it was."""
        return " ".join(
            generator.choice(self.words) if word and generator.random() < part else word
            for word in text.split(" ")
        )

    def own(self, words: int, generator: random.Random) -> str:
        """A sentence of so many words that nobody else has."""
        return " ".join(generator.choice(self.words) for _ in range(words)).capitalize() + "."


def _reworded(material: Material, count: int, part: float, jobs: int) -> Outcome:
    generator = random.Random(f"{count} {part}")  # noqa: S311
    source = generator.choice(material.sources)
    members = [
        Document(
            f"member {row}",
            f"{material.changed(source, part, generator)}\n\n{material.own(OWN_WORDS, generator)}",
        )
        for row in range(count)
    ]
    report = detect.scan([Document("source", source), *members, *material.background], jobs)
    return _outcome((count, part), report, {one.id for one in members}, {"source"})


def _printed(material: Material, count: int, kind: str, jobs: int) -> Outcome:
    """Prints with a line of their own or words changed; the middle one has words of another article, too."""
    generator = random.Random(f"{count} {kind}")  # noqa: S311
    wire, other, host = generator.sample(material.sources, 3)
    texts = [
        f"{wire}\n\n{material.own(12, generator)}"
        if kind == "line"
        else material.changed(wire, CHANGED, generator)
        for _ in range(count)
    ]
    if texts:
        texts[count // 2] += f"\n\n{_middle(other)}"
    prints = [Document(f"print {row:03}", text) for row, text in enumerate(texts)]
    made = {
        "excerpt": f"{host}\n\n{_middle(wire)}\n\n{material.own(30, generator)}",
        "reworded": f"{material.changed(wire, 0.3, generator)}\n\n{material.own(OWN_WORDS, generator)}",
    }
    if texts:
        made["other"] = other
    articles = [Document("wire", wire), *prints, *(Document(id, text) for id, text in made.items())]
    report = detect.scan([*articles, *material.background], jobs)
    return _outcome((count, kind), report, set(made), {"wire", *(one.id for one in prints)})


def _middle(text: str) -> str:
    words = text.split()
    begin = (len(words) - EXCERPT_WORDS) // 2
    return " ".join(words[begin : begin + EXCERPT_WORDS])


def _outcome(name: tuple[object, ...], report: Report, made: set[str], sources: set[str]) -> Outcome:
    derived = [{pair.left, pair.right} for pair in report.pairs if pair.derived]
    near = {id for ids in derived if ids & sources for id in ids}
    families = [{member.document for member in family.members} for family in report.families]
    inside = {id for ids in families if ids & sources for id in ids}
    known = made | sources
    strangers = {id for ids in derived if ids & known for id in ids} - known
    return Outcome(name, len(made), len(made & near), len(made & inside), len(strangers))
