"""Texts in two languages with the truth about them: our own translations, and machine translations.

`benchmarks/quality/translations` holds articles of `corpus/` that were translated by hand, and pairs of
independent reports in two languages of the kinds that are hardest to tell from translations.
`translations_free` and `translations_unseen` hold events, each with a report, translations of it as papers
print them (free, condensed, in another order) and independent reports; nothing is fitted on the latter.
`translations_short` holds the same of 50 to 120 words, and excerpts as short; nothing is fitted on it either.
`translations_kinds` holds recipes, interviews, press releases, corrections, opinions, sport, weather and
markets, and chains of three; nothing is fitted on it.
`events_abroad` and `events_abroad_unseen` hold two independent reports of an event in two languages, and in a
third one what the same people did on another day; nothing is fitted on the latter.
Machine translations come from Apertium, a program that is called where it is installed and shipped nowhere.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import combinations
from pathlib import Path
from random import Random

from benchmarks.quality import data
from syndetect.model import Document
from syndetect.pipeline import read

FOLDER = Path(__file__).parent / "translations"
FREE = Path(__file__).parent / "translations_free"
FORMS = Path(__file__).parent / "forms_abroad.jsonl"
UNSEEN = Path(__file__).parent / "translations_unseen"
SHORT = Path(__file__).parent / "translations_short"
KINDS = Path(__file__).parent / "translations_kinds"
EVENTS = Path(__file__).parent / "events_abroad"
EVENTS_UNSEEN = Path(__file__).parent / "events_abroad_unseen"
CORPUS = Path(__file__).resolve().parents[2] / "corpus"

MODES = ("eng-spa",)
"""What Apertium is asked for; of what it makes in Spanish some goes on into other languages."""

ONWARD: Mapping[str, str] = {"it": "spa-ita", "fr": "es-fr", "pt": "es-pt"}
_LONGEST = 9000
_EVERY = 3
"""One in so many articles goes on into each other language."""


_FILLINGS: Mapping[str, Sequence[str]] = {
    slot: words.split()
    for slot, words in {
        "day": "3.2. 7.5. 12.6. 19.8. 24.9. 28.11.",
        "month": "02/2019 05/2021 08/2022 11/2024",
        "year": "2027 2029 2031 2034",
        "company": "Harlow Tarnmet Westray Merrowind Brillax Ostermouth Kellingsea Dunmere Farrowtec",
        "bank": "Castellbank Ferrantbank Quillbank Rhonabank Stavebank",
        "city": "Aldenfeld Torvane Kessmar Villarosa Orrick Zalesk Brenmoor",
        "team": "Harlow Westray Merrow Ostermouth Kelling Dunmere Farrow",
        "name": "Rask Oduya Petrov Lindgren Castell Ferrant Dolan Abara Holm",
    }.items()
}


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two texts in two languages: translated, or `apart`; `relation` is that of their originals."""

    left: Document
    right: Document
    translated: bool
    kind: str
    beads: tuple[tuple[int, ...], ...] = field(default=())


def written() -> dict[str, Document]:
    """The texts of the folder by name."""
    return {Path(one.id).stem: one for one in read(FOLDER) if isinstance(one, Document)}


def originals() -> dict[str, Document]:
    """The articles of the sample corpus by id, without those that are told in two languages there already."""
    told = {id for ends, relation in labels().items() if relation == "translation" for id in ends}
    return {one.id: one for one in read(CORPUS) if isinstance(one, Document) and one.id not in told}


def labels() -> dict[frozenset[str], str]:
    """The relations of the sample corpus, by both ids."""
    return {
        frozenset((row["left"], row["right"])): row["relation"]
        for row in data.rows(CORPUS / "labels.jsonl")
        if "left" in row
    }


def own_pairings() -> Iterator[Pairing]:
    """Every pair of a text of the folder with one of the corpus or of the folder, languages apart.

    Kinds: ``translation`` of the one or of one text, ``apart``, hard pairs of one event, and the relation of
    the originals otherwise.
    """
    texts, sources, known = written(), originals(), labels()
    names = sorted(texts)
    for place, name in enumerate(names):
        one = texts[name]
        for other in names[place + 1 :]:
            if (pair := _between(one, texts[other], known)) is not None:
                yield pair
        if "of" in one.meta:
            yield from (
                found for id in sorted(sources) if (found := _between(sources[id], one, known)) is not None
            )


def retold_pairings(folder: Path) -> Iterator[Pairing]:
    """Every pair of a folder of events, languages apart.

    Kinds: ``free`` for a translation, or two of one text; ``independent`` for reports of one event,
    ``unrelated`` otherwise.
    """
    texts = [one for one in read(folder) if isinstance(one, Document)]
    for place, left in enumerate(texts):
        for right in texts[place + 1 :]:
            if left.id.rsplit(".", 2)[1] == right.id.rsplit(".", 2)[1]:
                continue
            if left.meta.get("of", left.id) == right.meta.get("of", right.id):
                yield Pairing(left, right, translated=True, kind="free")
            else:
                together = left.meta["event"] == right.meta["event"]
                kind = "independent" if together else "unrelated"
                yield Pairing(left, right, translated=False, kind=kind)


def event_pairings(folder: Path) -> Iterator[Pairing]:
    """Every pair of a folder of events, languages apart, none of them translated.

    Kinds: ``independent`` for reports of one event, ``beside`` for what the same people did besides,
    ``unrelated`` otherwise.
    """
    texts = [one for one in read(folder) if isinstance(one, Document)]
    for left, right in combinations(texts, 2):
        if left.id.rsplit(".", 2)[1] == right.id.rsplit(".", 2)[1]:
            continue
        events = left.meta["event"], right.meta["event"]
        if events[0] == events[1]:
            kind = "independent"
        elif events[0] == right.meta.get("beside") or events[1] == left.meta.get("beside"):
            kind = "beside"
        else:
            kind = "unrelated"
        yield Pairing(left, right, translated=False, kind=kind)


def form_pairings() -> Iterator[Pairing]:
    """Forms in two languages, filled in with other days, figures and names: ``form``."""
    forms: dict[str, list[Mapping[str, str]]] = {}
    for row in data.rows(FORMS):
        forms.setdefault(row["name"], []).append(row)
    for name, rows in forms.items():
        for number, (one, other) in enumerate(combinations(rows, 2)):
            sides = [
                Document(
                    f"{name}-{number}.{row['language']}",
                    _filled(row["text"], Random(f"{name} {number} {row['language']}")),  # noqa: S311
                    outlet=row["language"],
                    language=row["language"],
                )
                for row in (one, other)
            ]
            yield Pairing(sides[0], sides[1], translated=False, kind="form")


def _filled(form: str, draw: Random) -> str:
    """A form with each slot filled at random."""
    text = ""
    for part in form.split("{"):
        slot, closed, rest = part.partition("}")
        if not closed:
            text += part
        elif slot in _FILLINGS:
            text += draw.choice(_FILLINGS[slot]) + rest
        else:
            value = str(draw.randint(3, 899))
            text += (f"{draw.randint(1, 9)}.{draw.randint(10, 99)}" if slot == "d" else value) + rest
    return text


def _between(left: Document, right: Document, known: Mapping[frozenset[str], str]) -> Pairing | None:
    ends = [str(one.meta.get("of", one.id)) for one in (left, right)]
    event = left.meta.get("apart")
    if event is not None and event == right.meta.get("apart"):
        return Pairing(left, right, translated=False, kind="apart")
    if ends[0] == ends[1]:
        beads = _beads(right) if left.id == ends[0] else ()
        return Pairing(left, right, translated=True, kind="translation", beads=beads)
    return Pairing(left, right, translated=False, kind=known.get(frozenset(ends), "unrelated"))


def corpus_pairings() -> Iterator[Pairing]:
    """The translations of the sample corpus beside their sources, with their sentences: ``corpus``."""
    articles = {one.id: one for one in read(CORPUS) if isinstance(one, Document)}
    for row in data.rows(CORPUS / "labels.jsonl"):
        if "sentences" in row:
            ends = row["left"], row["right"]
            made, source = ends if row["direction"] == "left-from-right" else ends[::-1]
            beads = tuple(tuple(number - 1 for number in sentences) for sentences in row["sentences"])
            yield Pairing(articles[source], articles[made], translated=True, kind="corpus", beads=beads)


def _beads(document: Document) -> tuple[tuple[int, ...], ...]:
    """For each sentence of a translation, the sentences of its original, from 0; () where none is told."""
    told = str(document.meta.get("beads", ""))
    return tuple(tuple(int(part) - 1 for part in one.split("+")) for one in told.split()) if told else ()


def can_translate() -> bool:
    """Whether Apertium is there with all that is asked of it."""
    if shutil.which("apertium") is None:
        return False
    listed = subprocess.run(["apertium", "-l"], capture_output=True, text=True, check=False)  # noqa: S607
    return {*MODES, *ONWARD.values()} <= set(listed.stdout.split())


@lru_cache(maxsize=4096)
def translation(text: str, mode: str) -> str:
    """The text in the other language; what the program does not know stays as it is."""
    run = subprocess.run(  # noqa: S603
        ["apertium", "-u", mode],  # noqa: S607
        input=text,
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout


def machine_pairings(directories: Sequence[Path], *, most: int | None = None) -> Iterator[Pairing]:
    """English reports of events beside machine translations of themselves and of the others.

    Kinds: ``machine`` for a translation, ``event`` for another report of the same event.
    """
    for directory in directories:
        group = data.groups(directory)
        events: dict[str, list[Document]] = {}
        for one in data.documents(directory):
            events.setdefault(group[one.id], []).append(replace(one, text=one.text[:_LONGEST], language="en"))
        for number, (_, reports) in enumerate(sorted(events.items())):
            if most is not None and number >= most:
                break
            made = [(one, *_translated(one, onward=number % _EVERY == 0)) for one in reports]
            for one in reports:
                for of, *others in made:
                    for other in others:
                        same = of.id == one.id
                        yield Pairing(one, other, translated=same, kind="machine" if same else "event")


def _translated(one: Document, *, onward: bool) -> Iterator[Document]:
    spanish = translation(one.text, MODES[0])
    yield replace(one, id=f"{one.id}.es", text=spanish, language="es")
    if onward:
        for language, mode in ONWARD.items():
            yield replace(one, id=f"{one.id}.{language}", text=translation(spanish, mode), language=language)
