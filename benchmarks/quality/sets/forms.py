"""Forms filled in twice with other days, figures and names, and one filling printed by two outlets.

The forms are the project's own: weather, tides, markets, lotteries, matches, notices, in four languages.
"""

from __future__ import annotations

from itertools import combinations
from random import Random

from benchmarks.quality import detect
from benchmarks.quality.data import Labelled
from benchmarks.quality.results import Figure, Result, Task, share, table
from syndetect.model import Document

FILLINGS = 6

FORMS = {
    "weather-en": (
        "en",
        "{day} will start with fog along the river, which lifts by eleven. The afternoon stays dry with long bright spells, "
        "and the thermometer climbs to {n} degrees in the town and {n} on the hills. A breeze from the {wind} freshens "
        "towards evening. The risk of a shower is {n} per cent. Those with hay fever should expect {n} grains of pollen in "
        "a cubic metre of air. The night brings a few clouds, and it will not be colder than {n} degrees anywhere below "
        "the tree line. Farther ahead there is little sign of a change.",
    ),
    "draw-en": (
        "en",
        "The balls drawn in {day}'s game of the county raffle were {n}, {n}, {n}, {n} and {n}. The main prize stood at {n} "
        "thousand crowns. Nobody had all five; {n} tickets with four right win {n} crowns each. Tickets are sold at the "
        "usual kiosks until an hour before the draw, and prizes that nobody claims within a year go to the children's "
        "hospital. Players under eighteen are not paid.",
    ),
    "match-en": (
        "en",
        "{team} beat {team} by {n} goals to {n} in front of {n} people on {day}. The hosts pressed from the first whistle "
        "and were rewarded when {name} turned in a low cross after {n} minutes. The visitors hit the bar twice before the "
        "break, but their best chance was cleared off the line. {name} settled it {n} minutes from the end with a shot "
        "from outside the area that left the keeper standing. Neither coach wanted to speak of the table afterwards.",
    ),
    "market-de": (
        "de",
        "Die Börse in Arlen hat am {tag} mit Veränderungen geschlossen. Der Leitindex ging mit {n} Punkten aus dem Handel, "
        "nach {n} Punkten am Vortag. Umgesetzt wurden {n} Millionen Kronen. Der Sack Gerste kostete {n} Kronen. Händler "
        "verwiesen auf die dünne Nachrichtenlage und auf Anleger, die vor dem Quartalsende wenig unternehmen wollten. Am "
        "Rentenmarkt bewegte sich kaum etwas, und auch der Devisenhandel blieb nach Angaben der Banken ohne Richtung.",
    ),
    "warning-es": (
        "es",
        "La agencia del tiempo mantiene para el {dia} el aviso por viento en la costa norte. Se esperan rachas de hasta {n} "
        "kilómetros por hora y olas de {n} metros, con {n} litros de lluvia por metro cuadrado en {n} horas. El servicio de "
        "emergencias pide que se retiren las macetas de los balcones, que no se camine por los espigones y que se eviten "
        "los viajes que no sean necesarios. Los trenes de cercanías circulan con la frecuencia de costumbre.",
    ),
    "snow-fr": (
        "fr",
        "Le bulletin des neiges de {jour} annonce {n} centimètres au sommet et {n} au village. Sur les {n} remontées de la "
        "station, {n} sont ouvertes. Le risque d'avalanche reste limité sur les pentes à l'ombre, et les skieurs sont priés "
        "de ne pas quitter les pistes balisées. La route du col est dégagée deux fois par jour, mais les chaînes restent "
        "obligatoires pour les autocars. Le prochain bulletin paraîtra à l'heure habituelle.",
    ),
    "quake-en": (
        "en",
        "A tremor of magnitude {n}.{n} was felt {n} kilometres from {name} on {day} at a depth of {n} kilometres, the "
        "observatory said. No damage was reported at first. The instruments of the network record about 900 such tremors "
        "a year, most of them too weak to be noticed by anybody. Readers who felt the shaking can describe it on the "
        "observatory's page, which adds their reports to a map. This text was put together by a program and checked by an "
        "editor.",
    ),
}
"""Language and text of each form; what stands in braces is filled in."""

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
    for name in FORMS:
        some = [pair for pair in others if pair.left.startswith(name)]
        rows.append((name, len(some), sum(detect.derived(answers, pair) for pair in some)))
    return Result(figures, (table("Forms filled in twice", ("form", "pairs", "derived"), rows),))


def generated() -> tuple[list[Labelled], list[Document]]:
    """The pairs and their documents; the same at every call."""
    pairs, documents = [], []
    for name, (language, form) in FORMS.items():
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
