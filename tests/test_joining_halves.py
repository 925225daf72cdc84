"""Real halves of real articles: a source that two papers cut, and round-ups of the same shape."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from syndetect import read, scan
from syndetect.families.matter import Matter
from syndetect.model import Document, Report

CORPUS = Path(__file__).parent.parent / "corpus"
LANGUAGES = Path(__file__).parent / "languages"
DATA = Path(os.environ.get("SYNDETECT_DATA") or Path(__file__).parents[2] / "shared" / "data")

ARTICLES = [item for item in read(CORPUS) if isinstance(item, Document)]
FIRST, SECOND, THIRD = "2024-03-01T06:00Z", "2024-03-02T06:00Z", "2024-03-03T06:00Z"


def halves(text: str) -> tuple[str, str] | None:
    """Both halves of a text, cut where a sentence ends; None for one too short to be cut."""
    ends = [match.end() for match in re.finditer(r"[.!?。！？]['\"”]?\s*|\n", text)]
    middle = min(ends, key=lambda end: abs(end - len(text) / 2), default=0)
    parts = text[:middle], text[middle:]
    return parts if min(map(len, parts)) > 60 else None


def cut(article: Document, *, dated: bool) -> list[Document]:
    """An article and its halves in two other papers, each a day after the other."""
    parts = halves(article.text)
    texts = (article.text, *parts) if parts is not None else ()
    times = (FIRST, SECOND, THIRD) if dated else (None,) * 3
    return [
        Document(name, text, f"Paper {name}", None, time)
        for name, text, time in zip("abc", texts, times, strict=False)
    ]


def together(report: Report) -> bool:
    """Whether all three are of one family."""
    return any(len(family.members) == 3 for family in report.families)


def told(report: Report) -> bool:
    """Whether every derived pair has both ends in one family, or is a bridge that says why."""
    families = [{member.document for member in family.members} for family in report.families]
    bridges = {(one.left, one.right): one.reason for family in report.families for one in family.bridges}
    return all(
        any({pair.left, pair.right} <= members for members in families) or bridges[pair.left, pair.right]
        for pair in report.pairs
        if pair.derived
    )


def directions(report: Report) -> set[str]:
    """The directions of the derived pairs."""
    return {pair.direction for pair in report.pairs if pair.derived}


STORIES = (
    "alder-press/hallin-glacier-hidden-lake.txt",
    "coast-radio-5/dunmere-bus-drivers.txt",
    "kelsby-ledger/budget-meeting-breaks-off.md",
    "kuestenblatt/bruecke-ueber-die-wolme.md",
    "northern-courier/collision-in-dense-fog.md",
)
"""One article of each story of the corpus."""

CUT = [article for article in ARTICLES if halves(article.text) is not None]


def test_a_dated_article_and_its_halves_are_one_family() -> None:
    """Whatever little the halves share, the article that came first is the source of both."""
    reports = [scan(cut(article, dated=True)) for article in CUT]
    found = [report for report in reports if sum(pair.derived for pair in report.pairs) >= 2]
    assert len(found) > 25
    assert all(map(together, found))
    assert all(family.source.document in {"a", None} for report in found for family in report.families)


def test_an_undated_half_is_in_the_family_or_a_bridge() -> None:
    """No half is lost: where the other half is of the same matter it is a member, and else told."""
    reports = [scan(cut(article, dated=False)) for article in CUT]
    assert all(map(told, reports))


def test_a_round_up_of_two_articles_ties_neither() -> None:
    """Two articles of different stories, whole, one after the other in a third, later paper."""
    told_by = {article.id: article for article in CUT}
    for one, other in combinations([told_by[id] for id in STORIES], 2):
        three = [
            Document("a", f"{one.text}\n\n{other.text}", "Weekly", None, THIRD),
            Document("b", one.text, "Paper B", None, FIRST),
            Document("c", other.text, "Paper C", None, SECOND),
        ]
        for texts in (three, [replace(text, published=None) for text in three]):
            report = scan(texts)
            assert not any(
                {"b", "c"} <= {member.document for member in family.members} for family in report.families
            )
            assert told(report)
        assert directions(scan(three)) <= {"left-from-right", "common-source"}


def rows(language: str) -> Sequence[dict[str, list[str] | str]]:
    """The stories of one language."""
    return [json.loads(line) for line in (LANGUAGES / f"{language}.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("language", sorted(path.stem for path in LANGUAGES.glob("*.jsonl")))
def test_matter_is_told_in_every_script(language: str) -> None:
    """An original and its paraphrase are of one matter; originals of different stories are mostly not."""
    texts = {}
    for row in rows(language):
        texts[f"{row['story']} original"] = " ".join(row["original"])
        texts[f"{row['story']} paraphrase"] = str(row["paraphrase"])
    matter = Matter(texts)
    stories = [str(row["story"]) for row in rows(language)]
    assert all(matter(f"{story} original", f"{story} paraphrase") for story in stories)
    pairs = [(one, other) for one in stories for other in stories if one < other]
    alike = [matter(f"{one} original", f"{other} original") for one, other in pairs]
    assert sum(alike) <= 0.2 * len(alike)


@pytest.mark.parametrize("language", ["zh", "ko", "ja", "th", "en", "ru"])
def test_halves_are_told_in_every_script(language: str) -> None:
    """A story of four sentences and its halves: one family where dates tell, else all pairs are told."""
    mark = "" if language in {"zh", "ja", "th"} else " "
    for row in rows(language):
        told_by = [*row["original"], *row.get("expansion", ())]
        text = mark.join(told_by)
        parts = mark.join(told_by[:2]), mark.join(told_by[2:])
        documents = [
            Document(name, part, f"Paper {name}", None, time, language=language)
            for name, part, time in zip("abc", (text, *parts), (FIRST, SECOND, THIRD), strict=True)
        ]
        report = scan(documents)
        assert told(report)
        assert together(report) or sum(pair.derived for pair in report.pairs) < 2
        assert told(scan([replace(document, published=None) for document in documents]))


@pytest.mark.parametrize("name", ["basil", "bbc"])
def test_halves_of_other_peoples_articles_are_kept(name: str) -> None:
    """Forty articles: dated all halves are members and know their source, undated four in five."""
    file = DATA / name / "docs.jsonl"
    if not file.exists():
        pytest.skip("the labelled sets are not here")
    articles = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    long = [Document(one["id"], one["text"]) for one in articles if len(one["text"].split()) >= 120][:40]
    dated = [scan(cut(article, dated=True)) for article in long]
    assert all(map(together, dated))
    assert sum(directions(report) == {"right-from-left"} for report in dated) >= 38
    undated = [scan(cut(article, dated=False)) for article in long]
    assert sum(map(together, undated)) >= 30
    assert all(map(told, undated))
    ties = 0
    for one, other in zip(long[::2], reversed(long[1::2]), strict=True):
        report = scan(
            [
                Document("a", f"{one.text}\n\n{other.text}", "Weekly"),
                Document("b", one.text, "Paper B"),
                Document("c", other.text, "Paper C"),
            ]
        )
        assert told(report)
        ties += together(report)
    assert ties <= 2
