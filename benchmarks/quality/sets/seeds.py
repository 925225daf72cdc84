"""Five articles of one story: 003 is the source of 000, 001 and 002; 004 is another agency's own report.

Scanned alone, and planted among thousands of others, where nothing may join them.
"""

from __future__ import annotations

import random
from pathlib import Path

from benchmarks.quality import data, detect
from benchmarks.quality.results import Figure, Result, Task, share, table
from benchmarks.quality.sets.popular import CHANGED, FAST_PRINTS, PRINTS, Material
from syndetect.model import Document, Family, Pair, Report

SOURCE, APART = "003", "004"
DERIVED = ("000", "001", "002")
LEAST_PASSAGES = 8
OTHERS = 20_000
FAST_OTHERS = 2_000


def run(task: Task) -> Result:
    """The five alone."""
    return judge(detect.scan(_seeds(task.directory), task.jobs))


def run_among(task: Task) -> Result:
    """The five among others, the shorter set of them whole."""
    _, news, noise = task.directories
    others = [*data.documents(news), *data.documents(noise)][: FAST_OTHERS if task.fast else OTHERS]
    return judge(detect.scan([*_seeds(task.directory), *others], task.jobs))


def run_printed(task: Task) -> Result:
    """The five beside many prints of the source, among others: what is made from it stays found."""
    directory, news = task.directories
    others = data.documents(news)[:400]
    material = Material.of(data.documents(news))
    rows = []
    for count in FAST_PRINTS if task.fast else PRINTS:
        for kind in ("line", "words"):
            seeds = _seeds(directory)
            prints = _prints(seeds, count, kind, material)
            rows.append((count, kind, *_found(detect.scan([*seeds, *prints, *others], task.jobs))))
    figures = (
        Figure("derived", share(sum(row[2] for row in rows), len(DERIVED) * len(rows))),
        Figure("one-family", share(sum(row[3] for row in rows), len(rows))),
        Figure("apart-derived", sum(row[4] for row in rows), "down"),
    )
    columns = ("prints", "changed", "of three derived", "one family", "independent one derived")
    return Result(figures, (table(f"Beside prints of {SOURCE}", columns, rows),))


def _prints(seeds: list[Document], count: int, kind: str, material: Material) -> list[Document]:
    """Prints of the source with a last line of their own, or with words changed."""
    generator = random.Random(f"{count} {kind}")  # noqa: S311
    text = next(one.text for one in seeds if _number(one.id) == SOURCE)
    return [
        Document(
            f"print {row:03}",
            f"{text}\n\n{material.own(12, generator)}"
            if kind == "line"
            else material.changed(text, CHANGED, generator),
        )
        for row in range(count)
    ]


def _found(report: Report) -> tuple[int, int, int]:
    """How many are derived from the source or a print, whether all are of one family, and the other one."""
    ids = _numbers(report)
    sources = {ids[SOURCE], *(one.id for one in report.documents if one.id.startswith("print "))}
    derived = [{pair.left, pair.right} for pair in report.pairs if pair.derived]
    near = {id for pair in derived if pair & sources for id in pair}
    family = _family(report, SOURCE)
    inside = set() if family is None else {member.document for member in family.members}
    made = {ids[number] for number in DERIVED}
    return len(made & near), int(made <= inside), int(ids[APART] in near)


def judge(report: Report) -> Result:
    """What a report says about the five."""
    families = {family.id: family for number in _numbers(report) if (family := _family(report, number))}
    source = _source(report)
    figures = (
        Figure("one-family", float(len(families) == 1)),
        Figure("source", float(source == SOURCE)),
        Figure("derived", share(sum(_made(report, number) for number in DERIVED), len(DERIVED))),
        Figure("apart-is-same-story", float(_relation(report, APART) == "same-story")),
        Figure(
            "apart-derived", sum(_is_derived(report, APART, number) for number in (*DERIVED, SOURCE)), "down"
        ),
        Figure("enough-passages", share(_rich(report), len(DERIVED))),
        Figure("joined-others", len(_strangers(report)), "down"),
    )
    rows = [
        (
            number,
            pair.relation if pair else "not listed",
            pair.confidence if pair else "–",
            len(pair.passages) if pair else 0,
            pair.direction if pair else "–",
        )
        for number in (*DERIVED, APART)
        for pair in [_with(report, number, SOURCE)]
    ]
    tables = (
        table(
            f"Against {SOURCE}; source of the family: {source}",
            ("article", "relation", "confidence", "passages", "direction"),
            rows,
        ),
        table("What must hold", ("figure", "value"), [(figure.name, figure.value) for figure in figures]),
    )
    joined = _strangers(report)
    notes = (f"others related to the five: {', '.join(sorted(joined))}",) if joined else ()
    return Result(figures, tables, notes=notes)


def _seeds(directory: Path) -> list[Document]:
    return [
        Document(id=path.name, text=path.read_text(encoding="utf-8"), path=path.name)
        for path in sorted(directory.glob("*.txt"))
    ]


def _number(id: str) -> str:
    return Path(id).name[:3] if Path(id).name[3:4] == "_" else ""


def _numbers(report: Report) -> dict[str, str]:
    """The five's numbers and their ids."""
    known = {SOURCE, APART, *DERIVED}
    return {_number(one.id): one.id for one in report.documents if _number(one.id) in known}


def _family(report: Report, number: str) -> Family | None:
    return report.family_of(_numbers(report).get(number, ""))


def _source(report: Report) -> str | None:
    family = _family(report, SOURCE)
    return _number(family.source.document) if family and family.source.document else None


def _with(report: Report, one: str, other: str) -> Pair | None:
    ids = _numbers(report)
    return report.between(ids[one], ids[other]) if one in ids and other in ids else None


def _relation(report: Report, number: str) -> str:
    pair = _with(report, number, SOURCE)
    return pair.relation if pair else "unrelated"


def _made(report: Report, number: str) -> bool:
    """Whether an article is in the family as a paraphrase or a rewrite of the source."""
    family = _family(report, SOURCE)
    return (
        family is not None
        and family is _family(report, number)
        and _relation(report, number) in {"paraphrase", "rewrite"}
    )


def _is_derived(report: Report, one: str, other: str) -> bool:
    pair = _with(report, one, other)
    return pair is not None and pair.derived


def _rich(report: Report) -> int:
    pairs = [_with(report, number, SOURCE) for number in DERIVED]
    return sum(pair is not None and len(pair.passages) >= LEAST_PASSAGES for pair in pairs)


def _strangers(report: Report) -> set[str]:
    """Other documents that stand in a pair or a family with one of the five."""
    five = set(_numbers(report).values())
    linked = [{pair.left, pair.right} for pair in report.pairs]
    linked += [
        {*(member.document for member in family.members), *family.same_story} for family in report.families
    ]
    return {other for group in linked if group & five for other in group - five}
