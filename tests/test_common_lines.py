"""Boilerplate that many outlets print around articles of their own."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from syndetect import Settings, check, scan
from syndetect.boilerplate.common_lines import CROWD, OUTLETS
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


def sentences(seed: int | str, count: int) -> str:
    """Invented sentences of sixteen words, in one line."""
    made = prose(seed, count).split()
    return " ".join(" ".join(made[at : at + 16]).capitalize() + "." for at in range(0, count, 16))


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


MEMBERSHIP = [
    "{name} is a member of the Standards Board of Newspapers and keeps to its code",
    "Complaints about accuracy or intrusion are answered within five working days by an editor",
    "If you are not content with what {name} tells you then the Board will hear the case free of charge",
    "Readers who ask for a correction find the form at the counter of each office and on the last page",
    "All rights in texts and pictures belong to the publishers of {name} unless another owner is named",
    "No part may be stored in a retrieval system or passed on without leave given in writing beforehand",
]


def gazettes(row_of: str, *, known: bool) -> list[Document]:
    """Articles of many outlets under a notice in one paragraph, of which three sentences name the outlet."""
    made = []
    for row in range(ENOUGH):
        name = f"The {prose(f'name {row}', 1).capitalize()} {'Gazette' if row % 2 else 'Daily Echo'}"
        text = row_of.format(own=sentences(row, 160), notice=". ".join(MEMBERSHIP).format(name=name) + ".")
        made.append(Document(f"a{row:03}", text, outlet=name if known else None))
    return made


@pytest.mark.parametrize("row_of", ["{own}\n{notice}", "{notice}\n\n{own}", "{own}\n{notice}\nBack to top"])
@pytest.mark.parametrize("known", [True, False])
def test_a_notice_that_names_the_outlet_in_its_midst_relates_nothing(row_of: str, known: bool) -> None:  # noqa: FBT001
    """At the foot, the head or before another line; the outlets known or not."""
    report = scan(gazettes(row_of, known=known))
    assert related(report) == set()
    assert report.run.counts["furniture_articles"] == ENOUGH


def test_a_notice_in_the_line_of_the_article_makes_nobody_a_taker() -> None:
    """Where an article is one line its first sentence may stay: as reports of one event share one."""
    report = scan(gazettes("{own} {notice}", known=True))
    assert report.families == ()
    assert not any(pair.derived for pair in report.pairs)


def test_sentences_beside_a_notice_stay() -> None:
    """What is longer than a sentence or two, in the same line as a notice, is the article's own."""
    made = [
        f"{sentences(row, 160)} {'. '.join(MEMBERSHIP).format(name='The paper')}." for row in range(ENOUGH)
    ]
    copy = Document("copy", sentences(3, 160), outlet="Another")
    (pair,) = scan([*articles(made), copy]).pairs
    assert (pair.left, pair.right, pair.relation) == ("a003", "copy", "copy")
    assert pair.evidence.coverage_right == 1.0


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


@pytest.mark.parametrize("outlet", ["Paper {}", "One house"])
@pytest.mark.parametrize("text", ["{own}\n{notice}", "{own}\n{notice}\nBack to {row}"])
def test_a_notice_longer_than_the_notes_above_it_relates_nothing(text: str, outlet: str) -> None:
    """Where a crowd has it: four fifths of a note can be its notice, of many outlets or of one."""
    notice = prose("long notice", 280)
    notes = [text.format(own=prose(row, 70), notice=notice, row=row) for row in range(CROWD)]
    taken = Document("taken", text.format(own=prose(7, 70), notice=notice, row="us"), outlet="Another")
    report = scan([*articles(notes, outlet), taken])
    assert related(report) == {("a007", "taken")}
    assert report.run.counts["furniture_articles"] == CROWD + 1


@pytest.mark.parametrize("crowd", [CROWD, CROWD + 100])
def test_a_wire_text_with_a_paragraph_of_each_paper_is_no_boilerplate(crowd: int) -> None:
    """However many print it: what they add is about the same event, in single words if not in wording."""
    event, wire = prose("event", 8).split(), prose("wire", 280)
    texts = []
    for row in range(crowd):
        own = prose(row, 60).split()
        for at, word in enumerate(event):
            own[7 * at + row % 5] = word
        texts.append(f"{' '.join(own)}\n{wire}")
    report = scan(articles(texts))
    assert report.run.counts["furniture_lines"] == 0
    assert {one for pair in related(report) for one in pair} == {f"a{row:03}" for row in range(crowd)}


@pytest.mark.parametrize(
    ("text", "own", "alone"),
    [("{wire}\n{own}", 20, 0), ("{own}\n{wire}", 20, 0), ("{wire}\n{own}", 60, 0), ("{own}\n{wire}", 60, 1)],
    ids=["a line below", "a line above", "a paragraph below", "a paragraph above, and the wire itself"],
)
def test_a_wire_text_with_unrelated_text_of_each_paper_is_no_boilerplate(
    text: str, own: int, alone: int
) -> None:
    """A few words of another matter make no article, nor does what follows; and one print alone is a text."""
    wire = prose("wire", 280)
    prints = [text.format(wire=wire, own=prose(row, own)) for row in range(CROWD)]
    report = scan(articles([*prints, *[wire] * alone]))
    assert report.run.counts["furniture_lines"] == 0
    assert {one for pair in related(report) for one in pair} == {f"a{row:03}" for row in range(CROWD + alone)}


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
