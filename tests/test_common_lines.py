"""Boilerplate that many outlets print around articles of their own."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from syndetect import Settings, check, scan
from syndetect.boilerplate.common_lines import OUTLETS
from syndetect.model import Document, Report
from syndetect.pipeline import indexing
from syndetect.pipeline.run_log import RunLog
from syndetect.pipeline.task import Task
from syndetect.records import to_dict
from syndetect.spill import MEMORY, Budget

LETTERS = ("bdfgklm", "aeiou", "nprstvz", "aeiou", "dklmnr", ("", "a", "ets", "ion"))
ENOUGH = OUTLETS + 4


def prose(seed: int | str, count: int) -> str:
    """Invented words in lines of forty, the same ones for the same seed."""
    generator = random.Random(seed)  # noqa: S311
    made = ["".join(map(generator.choice, LETTERS)) for _ in range(count)]
    return "\n".join(" ".join(made[begin : begin + 40]) for begin in range(0, count, 40))


NOTICE = prose("notice", 80)


def articles(texts: Sequence[str], outlet: str = "Paper {}") -> list[Document]:
    """One article of each text, each of an outlet of its own."""
    return [Document(f"a{row:03}", text, outlet=outlet.format(row)) for row, text in enumerate(texts)]


def related(report: Report) -> set[tuple[str, str]]:
    """The ids of the pairs."""
    return {(pair.left, pair.right) for pair in report.pairs}


@pytest.mark.parametrize("outlet", ["Paper {}", None])
@pytest.mark.parametrize(
    "text",
    [
        "{own}\n{notice}",
        "{notice}\n\n{own}",
        "{own}\n{notice}\n© Paper {row}, all rights",
        "{own}\n{paragraph}",
    ],
    ids=["foot", "head", "before another line", "one paragraph"],
)
def test_a_notice_that_many_print_relates_nothing(text: str, outlet: str | None) -> None:
    """At the foot or the head, before a line that differs, in lines or in one, with outlets or without."""
    made = [
        text.format(own=prose(row, 160), notice=NOTICE, paragraph=NOTICE.replace("\n", " ") * 2, row=row)
        for row in range(ENOUGH)
    ]
    report = scan([replace(one, outlet=one.outlet if outlet else None) for one in articles(made)])
    assert related(report) == set()
    assert report.run.counts["furniture_articles"] == ENOUGH


def test_few_outlets_make_no_boilerplate() -> None:
    """What fewer outlets share is told: it may be a text that they print."""
    report = scan(articles([f"{prose(row, 160)}\n{NOTICE}" for row in range(OUTLETS - 1)]))
    assert len(report.pairs) > 0
    assert report.run.counts["furniture_lines"] == 0


def test_a_wire_text_is_no_boilerplate() -> None:
    """A text that many print under reports of their own, and one prints alone, stays what was taken."""
    texts = [f"{prose(row, 160)}\n{NOTICE}" for row in range(ENOUGH)]
    report = scan(articles([*texts, *[NOTICE, f"{NOTICE}\nA line of another paper"]]))
    assert report.run.counts["furniture_lines"] == 0
    assert {f"a{row:03}" for row in range(ENOUGH + 2)} == {one for pair in related(report) for one in pair}


def test_what_reports_of_one_event_print_in_full_is_no_boilerplate() -> None:
    """A statement at the foot of many reports of one event is found: they have other wording in common."""
    event = prose("event", 40).split()
    texts = []
    for row in range(ENOUGH):
        own = prose(row, 140).split()
        for at in range(0, len(event), 4):
            own[at * 3 : at * 3] = event[at : at + 4]
        texts.append(f"{' '.join(own)}\n{NOTICE}")
    assert scan(articles(texts)).run.counts["furniture_lines"] == 0


def test_an_item_inside_many_round_ups_is_no_boilerplate() -> None:
    """What stands between texts of others, and not at an edge, is an item that they took."""
    texts = [f"{prose(row, 120)}\n{NOTICE}\n{prose(row + 500, 120)}" for row in range(ENOUGH)]
    report = scan(articles(texts))
    assert report.run.counts["furniture_lines"] == 0
    assert len(report.pairs) > 0


def test_a_copy_under_the_notice_is_still_a_copy() -> None:
    """The notice is left out of every share, and what two outlets took of each other is told."""
    texts = [f"{prose(min(row, ENOUGH - 2), 160)}\n{NOTICE}" for row in range(ENOUGH)]
    report = scan(articles(texts))
    (pair,) = report.pairs
    assert pair.relation == "copy"
    assert pair.evidence.boilerplate_left == len(NOTICE.split())


def test_the_order_of_articles_does_not_count() -> None:
    """The same lines are learned, whoever came first."""
    made = articles([f"{prose(row, 160)}\n{NOTICE}" for row in range(ENOUGH)])
    assert scan(made).run.counts == scan(made[::-1]).run.counts


def test_a_submission_under_an_archives_notice_is_a_stranger() -> None:
    """What an archive shows to be boilerplate counts for nothing in what is held against it."""
    archive = articles([f"{prose(row, 160)}\n{NOTICE}" for row in range(ENOUGH)])
    submission = Document("s", f"{prose('new', 160)}\n{NOTICE}", outlet="Another")
    assert check([submission], against=archive).pairs == ()


def test_an_index_knows_the_same_notices_as_a_folder(tmp_path: Path) -> None:
    """Articles that come and go make a notice boilerplate and take that back, in an index as in a folder."""
    everything = articles([f"{prose(row, 160)}\n{NOTICE}" for row in range(ENOUGH + 10)])
    asked = [Document("s", f"{prose('new', 160)}\n{NOTICE}", outlet="Another")]
    path, task = tmp_path / "index", Task(Settings(), RunLog(None), Budget(MEMORY))
    indexing.build(path, [everything[:12]], task)
    found = [_both(asked, everything[:12], path)]
    indexing.add(path, [everything[12:]], task)
    found.append(_both(asked, everything, path))
    gone = {one.id for one in everything[15:]}
    indexing.remove(path, lambda rows: [row.key for row in rows if row.id in gone], task)
    found.append(_both(asked, everything[:15], path))
    assert [pairs > 0 for pairs in found] == [True, False, True]


def _both(asked: list[Document], held: list[Document], path: Path) -> int:
    reports = [to_dict(check(asked, against=against)) for against in (held, path)]
    assert reports[0]["pairs"] == reports[1]["pairs"]
    return len(reports[0]["pairs"])
