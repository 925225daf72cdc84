"""Situations in which it is easily told wrong who has a text from whom, made from articles that are there.

Blends of two tellings of one event, annotated texts, compilations, hand-outs: what was made from what is
known, since it was made here. A situation comes with its dates, with days alone, or with none.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from benchmarks.quality import data
from benchmarks.speed.articles import OUTLETS
from syndetect.model import Document
from syndetect.text.longer_words import longer_words, share_among
from syndetect.text.sentences import rough_sentences

STORIES = Path(__file__).resolve().parents[2] / "tests" / "languages"
LANGUAGES = ("en", "de", "es", "fr")
BEGIN = datetime(2026, 3, 2, 6, tzinfo=UTC)

MARKS = {
    "en": ("“", "”"),
    "de": ("„", "“"),
    "es": ("«", "»"),
    "fr": ("« ", " »"),
}
_PLAIN = ('"', '"')

_HEADS = {
    "en": ("FOR IMMEDIATE RELEASE", "Press release", "EMBARGOED UNTIL 10 a.m., 4 March"),
    "de": ("Pressemitteilung", "PRESSEINFORMATION", "Sperrfrist: 4. März, 10 Uhr"),
    "es": ("NOTA DE PRENSA", "Comunicado de prensa", "Embargado hasta las 10 h del 4 de marzo"),
    "fr": ("COMMUNIQUÉ DE PRESSE", "Communiqué de presse", "Sous embargo jusqu’au 4 mars, 10 h"),
}
_ABOUT = {
    "en": "About {0}\n{0} is a family-owned company with 1,400 employees and customers in 23 countries.",
    "de": "Über {0}\n{0} ist ein Familienunternehmen mit 1.400 Beschäftigten und Kunden in 23 Ländern.",
    "es": "Acerca de {0}\n{0} es una empresa familiar con 1.400 empleados y clientes en 23 países.",
    "fr": "À propos de {0}\n{0} est une entreprise familiale de 1 400 salariés, présente dans 23 pays.",
}
_CONTACTS = {
    "en": "Press contact: Ida Morrow, press@{1}.example, 555 0142",
    "de": "Pressekontakt: Ida Morrow, presse@{1}.example, 030 555 0142",
    "es": "Contacto de prensa: Ida Morrow, prensa@{1}.example, 555 0142",
    "fr": "Contact presse : Ida Morrow, presse@{1}.example, 01 55 01 42",
}
_CREDITS = {
    "en": "{0} and {1} contributed to this report.",
    "de": "Mit Material von {0} und {1}.",
    "es": "Con información de {0} y {1}.",
    "fr": "Avec {0} et {1}.",
}
_SOURCE = {"en": "Source: {0}", "de": "Quelle: {0}", "es": "Fuente: {0}", "fr": "Source : {0}"}


@dataclass(frozen=True, slots=True)
class Situation:
    """Articles, and for each that was made from others those it may be said to be from."""

    documents: tuple[Document, ...]
    sources: Mapping[str, frozenset[str]]
    both: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Of those made from several texts at once: these."""


@dataclass(frozen=True, slots=True)
class Text:
    """An article's paragraphs and its language."""

    paragraphs: tuple[str, ...]
    language: str = "en"

    @property
    def sentences(self) -> list[str]:
        """The sentences without quotation marks, each of eight words or more."""
        found = [part[span.begin : span.end] for part in self.paragraphs for span in rough_sentences(part)]
        return [one for one in found if len(one.split()) >= 8 and not set(one) & set('"“”„«»')]


class Maker:
    """Names, dates and chances of one situation."""

    def __init__(self, name: str, seed: int, number: int) -> None:
        self.random = np.random.default_rng((seed, number))
        self.name = f"{name}{number:03}"
        self._outlets = [OUTLETS[place] for place in self.random.permutation(len(OUTLETS))[:40].tolist()]
        self._places = self.random.permutation(40).tolist()
        self._made = 0
        # With moments, with days alone, or without any dates.
        self.dates = ("moment", "moment", "day", "none", "none")[number % 5]

    def chance(self, share: float) -> bool:
        """True that often."""
        return bool(self.random.random() < share)

    def between(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return int(self.random.integers(low, high + 1))

    def document(
        self, text: str, hours: float, outlet: str | None = None, title: str | None = None
    ) -> Document:
        """An article that appeared so many hours after the first; its name tells nothing of when."""
        moment = BEGIN + timedelta(hours=hours)
        published = {"moment": moment.isoformat(), "day": moment.date().isoformat()}.get(self.dates)
        place = self._places[self._made]
        self._made += 1
        return Document(f"{self.name}-{place:02}", text, outlet or self._outlets[place], title, published)


def english(directories: Sequence[Path]) -> list[list[Text]]:
    """The articles of labelled sets on one event each, those of an event together."""
    groups: dict[str, list[Text]] = defaultdict(list)
    for directory in directories:
        for row in data.rows(directory / "docs.jsonl"):
            parts = tuple(part.strip() for part in str(row["text"]).split("\n\n") if part.strip())
            if len(parts) >= 6 and 150 <= len(str(row["text"]).split()) <= 1500:
                groups[f"{directory.name} {row.get('group')}"].append(Text(parts))
    return [groups[name] for name in sorted(groups)]


def own(language: str) -> list[Text]:
    """The project's own stories in a language, two and two as one text of eight sentences."""
    rows = [json.loads(line) for line in (STORIES / f"{language}.jsonl").read_text("utf-8").splitlines()]
    stories = [list(map(str, row["original"])) for row in rows]
    return [Text((*one, *other), language) for one, other in zip(stories[::2], stories[1::2], strict=True)]


def others(language: str) -> list[str]:
    """Sentences of the project's own retellings in a language, to speak between those of a text."""
    rows = [json.loads(line) for line in (STORIES / f"{language}.jsonl").read_text("utf-8").splitlines()]
    return [
        row["paraphrase"][span.begin : span.end]
        for row in rows
        for span in rough_sentences(row["paraphrase"])
    ]


def blends(events: Sequence[Sequence[Text]], count: int, seed: int) -> Iterator[Situation]:
    """Two tellings of one event, each reprinted, and an article that takes from both."""
    usable = [event for event in events if len(event) > 1]
    for number in range(count):
        maker = Maker("b", seed, number)
        event = usable[maker.between(0, len(usable) - 1)]
        first, second = (event[place] for place in maker.random.permutation(len(event))[:2].tolist())
        yield _blend(maker, first, second)


def _blend(maker: Maker, first: Text, second: Text) -> Situation:
    hours = 0.0, maker.between(0, 4) / 3
    wires = [
        maker.document("\n\n".join(text.paragraphs), at)
        for text, at in zip((first, second), hours, strict=True)
    ]
    kind = maker.between(0, 2)
    one, other = list(first.paragraphs), list(second.paragraphs)
    if kind == 0:
        mixed = [part for pair in zip(one, other, strict=False) for part in pair][: max(len(one), len(other))]
    elif kind == 1:
        mixed = [*one[: len(one) // 2 + 1], *other[1 : len(other) // 2 + 1]]
    else:
        at, size = maker.between(2, len(one) - 1), maker.between(2, 3)
        begin = maker.between(1, len(other) - size)
        mixed = [*one[:at], *other[begin : begin + size], *one[at:]]
    if maker.chance(0.4):
        mixed.append(_CREDITS[first.language].format(*(str(wire.outlet) for wire in wires)))
    blend = maker.document("\n\n".join(mixed), 12 + maker.between(0, 20))
    found = [*wires, blend]
    sources = {blend.id: frozenset(wire.id for wire in wires)}
    for wire, text in zip(wires, (first, second), strict=True):
        for _ in range(maker.between(0, 3)):
            kept = len(text.paragraphs) - (maker.between(1, 2) if maker.chance(0.6) else 0)
            print_ = maker.document("\n\n".join(text.paragraphs[:kept]), 2 + maker.between(0, 9))
            found.append(print_)
            sources[print_.id] = frozenset({wire.id})
    if maker.chance(0.3):
        again = maker.document("\n\n".join(mixed[: len(mixed) - 1]), 40 + maker.between(0, 9))
        found.append(again)
        sources[again.id] = frozenset({blend.id})
    return _settled(found, sources, {blend.id: frozenset(wire.id for wire in wires)})


def annotations(
    texts: Mapping[str, Sequence[Text]], remarks: Mapping[str, Sequence[str]], count: int, seed: int
) -> Iterator[Situation]:
    """A speech or statement, and an article that quotes it sentence by sentence with remarks between."""
    for number in range(count):
        maker = Maker("a", seed, number)
        language = LANGUAGES[maker.between(0, len(LANGUAGES) - 1)]
        text = texts[language][maker.between(0, len(texts[language]) - 1)]
        yield _annotated(maker, text, _on_other_things(remarks[language], text))


def _on_other_things(remarks: Sequence[str], text: Text) -> list[str]:
    """Those that do not retell a sentence of the text."""
    words = longer_words(" ".join(text.paragraphs))
    return [one for one in remarks if share_among(longer_words(one), words) < 0.4]


def _annotated(maker: Maker, text: Text, remarks: Sequence[str]) -> Situation:
    spoken = text.sentences[: maker.between(6, 14)]
    speech = maker.document("\n\n".join(spoken), 0)
    style = maker.between(0, 3)
    left, right = MARKS[text.language] if style != 1 else _PLAIN
    said = [f"> {one}" if style == 3 else f"{left}{one}{right}" for one in spoken]
    order = maker.random.permutation(len(remarks)).tolist()
    parts = [remarks[order[0]]] if maker.chance(0.6) else []
    step = maker.between(1, 2)
    for place in range(0, len(said), step):
        parts.append((" " if style != 3 else "\n>\n").join(said[place : place + step]))
        parts += [remarks[at] for at in order[1 + 2 * place : 1 + 2 * place + maker.between(1, 2)]]
    check = maker.document("\n\n".join(parts), 20 + maker.between(0, 9))
    found, sources = [speech, check], {check.id: frozenset({speech.id})}
    if maker.chance(0.3):
        again = maker.document("\n\n".join(spoken[:-1]), 3 + maker.between(0, 5))
        found.append(again)
        sources[again.id] = frozenset({speech.id})
        sources[check.id] = frozenset({speech.id, again.id})
    return _settled(found, sources)


def compilations(texts: Mapping[str, Sequence[Text]], count: int, seed: int) -> Iterator[Situation]:
    """Articles of a week, some of them reprinted, and a live blog or round-up with stories of all."""
    for number in range(count):
        maker = Maker("c", seed, number)
        language = "en" if maker.chance(0.7) else LANGUAGES[maker.between(1, 3)]
        order = maker.random.permutation(len(texts[language])).tolist()
        yield _compiled(maker, [texts[language][place] for place in order[: maker.between(4, 8)]])


def _compiled(maker: Maker, texts: Sequence[Text]) -> Situation:
    found, sources, parts, whole = [], {}, [], maker.chance(0.5)
    credited = maker.chance(0.4)
    giver = None if maker.chance(0.5) else "The Lorn Gazette"
    for place, text in enumerate(texts):
        article = maker.document("\n\n".join(text.paragraphs), 12.0 * place, giver)
        kept = len(text.paragraphs) if whole else max(2, min(3, len(text.paragraphs) - 2))
        parts += [f"{9 + place}:{maker.between(10, 59)}", *text.paragraphs[:kept]]
        if credited:
            parts.append(_SOURCE[text.language].format(article.outlet))
        found.append(article)
        if maker.chance(0.3):
            cut = len(text.paragraphs) - maker.between(0, 1)
            again = maker.document("\n\n".join(text.paragraphs[:cut]), 12.0 * place + maker.between(2, 9))
            found.append(again)
            sources[again.id] = frozenset({article.id})
    compiled = maker.document("\n\n".join(parts), 12.0 * len(texts) + 14)
    found.append(compiled)
    made = frozenset(one.id for one in found) - {compiled.id}
    return _settled(found, {**sources, compiled.id: made}, {compiled.id: made - sources.keys()})


def releases(texts: Mapping[str, Sequence[Text]], count: int, seed: int) -> Iterator[Situation]:
    """A hand-out of a company, and papers that print it, under headlines of their own and mostly cut."""
    for number in range(count):
        maker = Maker("r", seed, number)
        language = LANGUAGES[maker.between(0, len(LANGUAGES) - 1)]
        text = texts[language][maker.between(0, len(texts[language]) - 1)]
        yield _released(maker, text)


def _released(maker: Maker, text: Text) -> Situation:
    language, name = text.language, f"{str(OUTLETS[maker.between(60, 199)]).split()[1]} Foods"
    body = list(text.paragraphs[:10])
    parts = [body[0].split(",")[0][:70], *body]
    marks = maker.between(1, 7)
    if marks & 1:
        parts.insert(0, _HEADS[language][maker.between(0, 2)])
    if marks & 2:
        parts.append(_ABOUT[language].format(name))
    if marks & 4:
        parts.append(_CONTACTS[language].format(name, name.split(maxsplit=1)[0].lower()))
    release = maker.document("\n\n".join(parts), 0, name)
    found, sources = [release], {}
    for _ in range(maker.between(1, 4)):
        kept = body[: len(body) - maker.between(0, 3)]
        words = maker.random.permutation(" ".join(kept).split())[:8].tolist()
        head = [" ".join(words).strip(".,").capitalize()] if maker.chance(0.7) else []
        paper = maker.document("\n\n".join([*head, *kept]), 3 + maker.between(0, 30))
        found.append(paper)
        sources[paper.id] = frozenset({release.id})
    return _settled(found, sources)


def _settled(
    documents: Sequence[Document],
    sources: Mapping[str, frozenset[str]],
    both: Mapping[str, frozenset[str]] | None = None,
) -> Situation:
    """With equal texts, either may be named; sources further up count for a print that adds nothing."""
    equal: dict[str, set[str]] = defaultdict(set)
    for one in documents:
        equal[one.text].add(one.id)
    text = {one.id: one.text for one in documents}
    known = {
        id: frozenset(other for source in found for other in equal[text[source]] if other != id)
        for id, found in sources.items()
    }
    return Situation(tuple(documents), known, both or {})
