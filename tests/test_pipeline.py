"""The pipeline from end to end: order and company change nothing, and bad input is told and survived."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from stories import CHESS, PIER, VINES, WATER

from syndetect import Settings, compare, compare_pairs, read, render, scan
from syndetect.errors import InputError, UnknownNameError
from syndetect.model import Document, Report, Skipped
from syndetect.records import to_dict

CORPUS = Path(__file__).parent.parent / "corpus"


@pytest.fixture(scope="module")
def articles() -> list[Document]:
    """The sample corpus, as read."""
    return [item for item in read(CORPUS) if isinstance(item, Document)]


@pytest.fixture(scope="module")
def report(articles: list[Document]) -> Report:
    """The scan of the sample corpus."""
    return scan(articles)


def told(report: Report) -> dict[str, object]:
    """A report without the part that differs between equal runs."""
    return {name: value for name, value in to_dict(report).items() if name != "run"}


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_reading_is_no_input(articles: list[Document], report: Report, seed: int) -> None:
    """Shuffled articles give the same report."""
    shuffled = random.Random(seed).sample(articles, len(articles))  # noqa: S311 - no secret
    assert told(scan(shuffled)) == told(report)


@pytest.mark.parametrize(
    "change",
    [{"text": None}, {"outlet": "-"}, {"outlet": None}, {"published": "2019-01-02"}, {"meta": {"page": 4}}],
    ids=lambda change: next(iter(change)),
)
def test_who_claims_an_id_first_is_no_input(articles: list[Document], change: dict[str, Any]) -> None:
    """Of two articles with one id the same one stays, whichever is read first, and the other is named."""
    rival = replace(
        articles[0], **{name: articles[1].text if name == "text" else change[name] for name in change}
    )
    one, two = scan([*articles, rival]), scan([rival, *articles])
    assert told(one) == told(two)
    assert [articles[0].id in item.reason for item in one.skipped] == [True]


def test_compare_has_the_sides_as_given(articles: list[Document], report: Report) -> None:
    """A comparison holds one pair whatever its relation, and turning it round turns the sides."""
    pair = next(pair for pair in report.pairs if pair.relation == "paraphrase")
    left, right = report.document(pair.left), report.document(pair.right)
    here, there = compare(left, right).pairs[0], compare(right, left).pairs[0]
    assert (here.left, here.right, there.left) == (left.id, right.id, right.id)
    assert here.relation == there.relation == "paraphrase"
    assert [(p.left, p.right) for p in here.passages] == sorted(
        ((p.right, p.left) for p in there.passages), key=lambda sides: (sides[0].begin, sides[1].begin)
    )


def test_listed_pairs_are_all_reported_or_named(articles: list[Document]) -> None:
    """Every pair of a list is in the report, related or not; one with an unknown id is skipped by name."""
    listed = [(articles[0].id, article.id) for article in articles[1:6]]
    found = compare_pairs([*listed, ("nobody", articles[0].id)], articles)
    assert sorted((pair.left, pair.right) for pair in found.pairs) == sorted(listed)
    assert [("nobody" in item.reason) for item in found.skipped] == [True]


def test_an_article_listed_with_itself_costs_no_other_pair_its_family() -> None:
    """Such a pair is a copy like any, and its article is of a family with what took a little from it."""
    taken = " ".join(PIER.split()[:30])
    whole, part = (
        Document("article", f"{PIER}\n\n{VINES}"),
        Document("taker", f"{WATER}\n\n{CHESS}\n\n{taken}"),
    )
    found = compare_pairs([("article", "article"), ("taker", "article")], [whole, part])
    assert [(pair.left, pair.right, pair.derived) for pair in found.pairs] == [
        ("article", "article", True),
        ("taker", "article", True),
    ]
    assert [[member.document for member in family.members] for family in found.families] == [
        ["article", "taker"]
    ]


def test_a_short_text_is_skipped_and_the_rest_is_scanned(articles: list[Document]) -> None:
    """An article of one word is named with its count and changes nothing else."""
    found = scan([*articles, Document("short", "Word.")])
    assert found.skipped == (Skipped("short", "has 1 word; an article needs 5 (min_words)"),)
    assert len(found.documents) == len(articles)


@pytest.mark.parametrize(
    "date", ["2024-02-31", "yesterday", "0001-01-01", "2201-06-01", "1970-01-01T00:00:00Z", "\x1b[2J\u202e"]
)
def test_a_date_that_is_none_is_named_and_the_article_read(tmp_path: Path, date: str) -> None:
    """It counts as no date, costs nothing but itself, and stands in one line for its file."""
    texts = (PIER, WATER.replace("Tuesday", "Friday"))
    rows = [{"text": text, "published": day} for text in texts for day in (date, "2024-05-01", None)]
    (tmp_path / "a.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    found = scan(tmp_path)
    assert len(found.documents) == 6
    (note,) = found.skipped
    assert note.source == str(tmp_path / "a.jsonl (published)")
    assert note.reason.startswith(f"2 articles have dates such as {date!r}, which are none")
    assert note.reason.isprintable()


def test_a_date_that_may_be_two_is_named_as_such() -> None:
    """Where day and month could change places nothing is guessed, and the note says why."""
    found = scan([Document("a", PIER, meta={"published": "03/07/2024"}), Document("b", WATER)])
    assert [item.reason for item in found.skipped] == [
        "'03/07/2024' may be read in two ways; write ISO 8601, of the years 1600 to 2200"
    ]


def test_a_date_in_the_future_is_taken_as_it_stands() -> None:
    """A report does not depend on the clock of the machine, so only an absurd date is too late."""
    found = scan([Document("a", PIER, published="2199-01-01"), Document("b", WATER, published="2199")])
    assert found.skipped == (
        Skipped("b (published)", "'2199' is no date; write ISO 8601, of the years 1600 to 2200"),
    )


def test_nothing_to_read_is_an_error_that_says_why() -> None:
    """Without a single article there is no report."""
    with pytest.raises(InputError, match="no article could be read: short: has 1 word"):
        scan([Document("short", "Word.")])


def test_copies_in_any_number_are_copies(articles: list[Document]) -> None:
    """Sixty copies of one text are one family of copies, each wholly alike."""
    copies = [replace(articles[3], id=f"copy-{number:02}") for number in range(60)]
    found = scan(copies)
    assert [len(family.members) for family in found.families] == [60]
    assert {(pair.relation, pair.passages[0].similarity) for pair in found.pairs} == {("copy", 1.0)}


def test_the_reference_engine_finds_the_copies(articles: list[Document], report: Report) -> None:
    """The index of datasketch over the same signatures leads to every copy that our own engine finds."""
    found = scan(articles, settings=Settings.from_mapping({**report.settings, "engine": "datasketch"}))
    whole = {
        (p.left, p.right) for p in report.pairs if p.relation == "copy" and p.evidence.resemblance >= 0.5
    }
    assert whole
    assert whole <= {(pair.left, pair.right) for pair in found.pairs}


def test_an_unknown_format_names_the_valid_ones(report: Report) -> None:
    """A slip in a format's name is answered with the names there are."""
    with pytest.raises(UnknownNameError, match="terminal, json, ndjson"):
        render(report, "jsn")
