"""Prints of one wire with a house line below it, in any number: from whom each is, and whether that shows.

Who prints a wire and sets a line of the house below it looks, without a date and without a credit, like the
one whom the wire was cut from. The wire is there or not, the dates are there, there in part, or one day for
all, and the number of the prints goes past the numbers from which near-copies are compared by a hub alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import product

from benchmarks.quality.situations import BEGIN, LANGUAGES, Maker, Situation, Text
from syndetect.model import Document

SIZES = (3, 6, 9, 11, 14, 20, 32, 60)
"""Prints of one wire; with more than ten each is compared with one of them."""

DATES = ("none", "moments", "none", "part", "one day")
CREDITS = ("none", "dateline", "none", "sign", "material")

_AGENCIES = ("nba", "KTP", "vdn", "Nordpress", "AGM")

_DATELINES = {
    "en": "{0}, May 12 ({1}) - ",
    "de": "{0} ({1}) - ",
    "es": "{0}, 12 may ({1}).- ",
    "fr": "{0} ({1}) - ",
}
_MATERIAL = {
    "en": "(with material from {0})",
    "de": "(mit Material der {0})",
    "es": "(con información de {0})",
    "fr": "(avec {0})",
}
_LINES = {
    "en": ("More from the region on page {0}, sport from page {1}.", "Your subscription: phone 555 0{0}{1}."),
    "de": (
        "Mehr aus der Region lesen Sie auf Seite {0}, Lokalsport ab Seite {1}.",
        "Abo-Service: 030 55 {0} {1}.",
    ),
    "es": (
        "Más noticias de la comarca en la página {0}, deportes desde la {1}.",
        "Suscripciones: 91 55 {0} {1}.",
    ),
    "fr": (
        "Toute l’actualité de la région en page {0}, les sports dès la page {1}.",
        "Abonnements : 01 55 {0} {1}.",
    ),
}
_TOWNS = {"en": "ALDMOOR", "de": "ALTMOOR", "es": "ALMORA", "fr": "ALMOR"}


def printings(texts: Mapping[str, Sequence[Text]], count: int, seed: int) -> Iterator[Situation]:
    """Prints of a wire, each with a house line; every size comes with each way of dates and credits."""
    ways = list(product(DATES, CREDITS))
    for number in range(count):
        maker = Maker("p", seed, number)
        language = LANGUAGES[maker.between(0, len(LANGUAGES) - 1)]
        text = texts[language][maker.between(0, len(texts[language]) - 1)]
        dates, credit = ways[(7 * number) % len(ways)]
        yield printing(maker, text, SIZES[number % len(SIZES)], dates, credit)


def printing(maker: Maker, text: Text, size: int, dates: str, credit: str) -> Situation:
    """One wire, and `size` prints of it."""
    language = text.language
    agency = _AGENCIES[maker.between(0, len(_AGENCIES) - 1)]
    body = list(text.paragraphs[:10])
    if credit == "dateline":
        body[0] = _DATELINES[language].format(_TOWNS[language], agency) + body[0]
    if credit == "sign":
        body[-1] = f"{body[-1]} {agency}" if maker.chance(0.5) else f"{body[-1]} ({agency})"
    whose = "common" if maker.chance(0.7) else "own"
    cuts, ids = maker.chance(0.3), iter(maker.random.permutation(1 + size).tolist())
    found = []
    # Without the wire and its name the first print that a clock tells is all that anybody could see.
    if there := maker.chance(0.8) or (credit == "none" and dates in {"moments", "part"}):
        # Who has no credit to its name gives the wire under a name that no text speaks of.
        giver = agency if credit != "none" or maker.chance(0.5) else "The Lorn Desk"
        found.append(_document(maker, next(ids), "\n\n".join(body), giver, 0.0, dates))
    for place in range(size):
        kept = body[: len(body) - 1] if cuts and maker.chance(0.3) and credit != "sign" else list(body)
        if credit == "material":
            kept.append(_MATERIAL[language].format(agency))
        pages = maker.between(2, 9), maker.between(10, 40)
        lines = _LINES[language]
        if whose == "common" or place % 2:
            kept.append(lines[0].format(*pages))
        if whose == "own":
            kept.append(lines[1].format(10 + place, pages[1]))
        hours = 2 + maker.between(0, 40) / 4
        paper = _document(maker, next(ids), "\n\n".join(kept), f"paper {place:02}", hours, dates)
        found.append(paper)
    wire = {found[0].id} if there else set()
    sources = {one.id: frozenset(wire) for one in found if wire and one.id not in wire}
    equal = {one.id: {other.id for other in found if other.text == one.text} - {one.id} for one in found}
    known = {id: some | frozenset(equal[id]) for id, some in sources.items()}
    return Situation(tuple(found), known)


def _document(maker: Maker, number: int, text: str, outlet: str, hours: float, dates: str) -> Document:
    moment = (BEGIN + timedelta(hours=hours)).isoformat()
    published = {"none": None, "moments": moment, "one day": moment[:10]}.get(dates)
    if dates == "part" and maker.chance(0.5):
        published = moment
    return Document(f"{maker.name}-{number:02}", text, outlet, None, published)
