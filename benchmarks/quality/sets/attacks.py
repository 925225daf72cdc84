"""Disguised copies of the project's own articles: how many are recognised, and as what.

Each article of some length is disguised in each way and compared with itself, and with an article of another
story, of which nothing may be derived.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from random import Random

from benchmarks.quality import data, detect
from benchmarks.quality.attacks import ATTACKS, DISGUISES
from benchmarks.quality.data import Labelled
from benchmarks.quality.results import Figure, Result, Task, share, table
from syndetect.model import DERIVED, RELATIONS, Document, Pair

LEAST_WORDS = 120
FLAG = "manipulated_text"
"""What stands in the reasons of a pair with disguised characters."""


def run(task: Task) -> Result:
    """Every attack on every article, compared one by one."""
    articles = list(_articles(task))
    families = _families(task)
    documents, pairs = {one.id: one for one in articles}, []
    for name, attack in ATTACKS.items():
        for number, article in enumerate(articles):
            disguised = f"{name} of {article.id}"
            text = attack(article.text, Random(f"{name} {article.id}"))  # noqa: S311 - no secret
            documents[disguised] = replace(article, id=disguised, text=text)
            pairs.append(Labelled(article.id, disguised, name))
            pairs.append(Labelled(_stranger(articles, families, number).id, disguised, f"{name}, stranger"))
    answers = detect.compare(pairs, documents.values(), task.jobs)
    return _result(pairs, answers)


def _result(pairs: list[Labelled], answers: detect.Answers) -> Result:
    figures, rows, false = [], [], 0
    for name in ATTACKS:
        given = [answers[pair.ids] for pair in pairs if pair.label == name and pair.ids in answers]
        listed = sum(pair.label == name for pair in pairs)
        found = [pair for pair in given if pair.derived]
        strangers = [pair for pair in pairs if pair.label == f"{name}, stranger"]
        false += sum(detect.derived(answers, pair) for pair in strangers)
        counts = Counter(pair.relation for pair in given)
        covered = share(sum(100 * _covered(pair) for pair in given), 100 * len(given))
        flagged = sum(FLAG in " ".join(pair.reasons) for pair in given)
        figures.append(Figure(f"derived.{name}", share(len(found), listed)))
        if name in DISGUISES:
            figures.append(Figure(f"flagged.{name}", share(flagged, listed)))
        rows.append(
            (name, listed, share(len(found), listed), covered, *(counts[r] for r in RELATIONS), flagged)
        )
    figures.append(Figure("strangers.derived", false, "down"))
    columns = ("attack", "articles", "derived", "covered", *RELATIONS, "flagged")
    strange = table("Compared with another story", ("measure", "value"), [("called derived", false)])
    return Result(tuple(figures), (table("Disguised copies", columns, rows), strange))


def _articles(task: Task) -> Iterator[Document]:
    from syndetect import read
    from syndetect.normalise import tokenise

    for item in read(task.directory):
        if isinstance(item, Document) and len(item.text.split()) >= LEAST_WORDS:
            (tokens,) = tokenise([item])
            if tokens.language == "en":
                yield item


def _families(task: Task) -> Mapping[str, str]:
    """The story of every article that has one, by any labelled pair."""
    from benchmarks.quality.measures.bcubed import connected

    rows = [row for row in data.rows(task.directory / "labels.jsonl") if "left" in row]
    related = [(row["left"], row["right"]) for row in rows if row["relation"] in {*DERIVED, "same-story"}]
    return connected({side for pair in related for side in pair}, related)


def _stranger(articles: list[Document], story: Mapping[str, str], number: int) -> Document:
    own = story.get(articles[number].id, articles[number].id)
    others = articles[number + 1 :] + articles[:number]
    return next(other for other in others if story.get(other.id, other.id) != own)


def _covered(pair: Pair) -> float:
    return max(pair.evidence.coverage_left, pair.evidence.coverage_right)
