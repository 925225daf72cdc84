"""Forms filled in twice with other days, figures and names, and one filling printed by two outlets.

The forms are the project's own: weather, tides, markets, lotteries, matches, notices, in four languages.
"""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from random import Random

from benchmarks.quality import data, detect
from benchmarks.quality.data import Labelled
from benchmarks.quality.results import Figure, Result, Task, share, table
from syndetect.model import Document

FILLINGS = 6

FORMS = Path(__file__).resolve().parents[1] / "forms.jsonl"
"""Name, language and text of each form; what stands in braces is filled in."""

_NAMED = {
    "day": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "tag": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "dia": "lunes martes miércoles jueves viernes sábado domingo",
    "jour": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "wind": "north-east south-west west south east north",
    "team": "Harlow Tarn Westray Merrow Brill Ostermouth Kelling Dunmere Farrow Selby",
    "name": "Rask Oduya Petrov Lindgren Marsh Castell Ferrant Quill Dolan Abara Stein Holm",
}


def run(task: Task) -> Result:
    """All pairs of fillings of each form, and each filling beside itself from another outlet."""
    pairs, documents = generated()
    answers = detect.compare(pairs, documents, task.jobs)
    again = [pair for pair in pairs if pair.label == "copy"]
    others = [pair for pair in pairs if pair.label == "unrelated"]
    told = sum(detect.relation(answers, pair) == "same-story" for pair in others)
    figures = (
        Figure("derived", share(sum(detect.derived(answers, pair) for pair in others), len(others)), "down"),
        Figure("same-story", share(told, len(others)), "down"),
        Figure("reprints.derived", share(sum(detect.derived(answers, pair) for pair in again), len(again))),
    )
    rows = []
    for name in dict.fromkeys(pair.left.split()[0] for pair in others):
        some = [pair for pair in others if pair.left.split()[0] == name]
        rows.append((name, len(some), sum(detect.derived(answers, pair) for pair in some)))
    return Result(figures, (table("Forms filled in twice", ("form", "pairs", "derived"), rows),))


def generated() -> tuple[list[Labelled], list[Document]]:
    """The pairs and their documents; the same at every call."""
    pairs, documents = [], []
    for row in data.rows(FORMS):
        name, language, form = row["name"], row["language"], row["text"]
        ids = [f"{name} {number}" for number in range(FILLINGS)]
        for number, id in enumerate(ids):
            text = filled(form, Random(f"{name} {number}"), number)  # noqa: S311 - no secret
            documents.append(Document(id, text, outlet="bot", language=language))
            documents.append(Document(f"{id} again", text, outlet="paper", language=language))
            pairs.append(Labelled(id, f"{id} again", "copy"))
        pairs += [Labelled(left, right, "unrelated") for left, right in combinations(ids, 2)]
    return pairs, documents


def filled(form: str, draw: Random, number: int) -> str:
    """A form with its slots filled; each number has another day."""
    parts = form.split("{n}")
    text = parts[0] + "".join(f"{draw.randint(11, 899)}{part}" for part in parts[1:])
    for slot, listed in _NAMED.items():
        words = listed.split()
        while f"{{{slot}}}" in text:
            day = len(words) == len(_NAMED["day"].split())
            word = words[number % len(words)] if day else draw.choice(words)
            text = text.replace(f"{{{slot}}}", word, 1)
    return text
