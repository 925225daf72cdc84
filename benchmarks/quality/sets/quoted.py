"""What two articles on different things quote at length: a common source, and no copy of one another.

Made of the corpus: paragraphs of one article set off in the middle of two others, about half of each.
"""

from __future__ import annotations

import re

from benchmarks.quality import data, detect
from benchmarks.quality.data import Labelled
from benchmarks.quality.results import Figure, Result, Task, share, table
from benchmarks.quality.sets.attacks import LEAST_WORDS
from syndetect.model import RELATIONS, Document

SHARES = (0.4, 0.48, 0.55)
"""Share of each article that the quotation is, by turns."""

QUOTED_WORDS = 110


def run(task: Task) -> Result:
    """Every third article quoted in its two neighbours."""
    pairs, documents = generated(task)
    answers = detect.compare(pairs, documents, task.jobs)
    given = [detect.relation(answers, pair) for pair in pairs]
    verbatim = sum(relation in {"copy", "paraphrase"} for relation in given)
    figures = (
        Figure("copy-or-paraphrase", share(verbatim, len(pairs)), "down"),
        Figure("excerpt", share(given.count("excerpt"), len(pairs))),
    )
    rows = [(relation, given.count(relation)) for relation in RELATIONS]
    title = f"{len(pairs)} pairs of articles with one quotation"
    return Result(figures, (table(title, ("relation", "pairs"), rows),))


def generated(task: Task) -> tuple[list[Labelled], list[Document]]:
    """The pairs and their documents."""
    from syndetect import read

    articles = sorted(
        (
            one
            for one in read(task.directory)
            if isinstance(one, Document) and len(one.text.split()) >= LEAST_WORDS
        ),
        key=lambda one: data.text_digest(one.id),
    )
    pairs, documents = [], []
    for place in range(0, len(articles) - 2, 3):
        quoted, *others = articles[place : place + 3]
        words = round(QUOTED_WORDS / SHARES[place // 3 % len(SHARES)] - QUOTED_WORDS)
        block = _words(quoted.text, QUOTED_WORDS)
        ids = [f"{one.id} with {quoted.id}" for one in others]
        for one, id in zip(others, ids, strict=True):
            before, after = (
                _words(one.text, words // 2),
                _words(one.text, words)[len(_words(one.text, words // 2)) :],
            )
            documents.append(Document(id, f"{before}\n\n{block}\n\n{after.strip()}", outlet=one.outlet))
        pairs.append(Labelled(ids[0], ids[1], "excerpt"))
    return pairs, documents


def _words(text: str, count: int) -> str:
    """The beginning of a text with so many words."""
    ends = [match.end() for match in re.finditer(r"\S+", text)]
    return text[: ends[min(count, len(ends)) - 1]]
