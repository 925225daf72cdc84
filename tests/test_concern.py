"""Families that a report about a few articles needs: they are those of a report about all."""

from __future__ import annotations

import random

import pytest
from stories import article

from syndetect import Settings, scan
from syndetect.families import find_families
from syndetect.model import Document


def corpus(chance: random.Random) -> list[Document]:
    """Versions of a few subjects, and some articles that have two."""
    syllables = ["ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "wu"]

    def sentence() -> str:
        words = ["".join(chance.choices(syllables, k=chance.randint(1, 3))) for _ in range(14)]
        return " ".join(words).capitalize() + "."

    subjects = [[sentence() for _ in range(7)] for _ in range(9)]
    made = []
    for number in range(40):
        sentences = chance.choice(subjects)[: chance.randint(4, 7)]
        for _ in range(chance.choice((0, 0, 0, 0, 0, 1))):
            sentences = sentences + chance.choice(subjects)[: chance.randint(3, 6)]
        outlet = chance.choice(("Harbour Gazette", "Meridian Wire", None))
        made.append(Document(f"{number:02}", article(*sentences), outlet=outlet))
    return made


@pytest.mark.parametrize("seed", range(8))
def test_families_of_some_are_those_of_all(seed: int) -> None:
    """Families and directions that concern a few articles do not depend on what else is wanted."""
    chance = random.Random(seed)  # noqa: S311 (no secret)
    documents = corpus(chance)
    judged = list(scan(documents, settings=Settings(furniture_articles=0)).pairs)
    own = {one.id for one in chance.sample(documents, 3)}
    pairs, families = find_families(documents, judged)
    some_pairs, some_families = find_families(documents, judged, concerning=own)
    assert some_families == [one for one in families if own & {member.document for member in one.members}]
    asked = [place for place, pair in enumerate(pairs) if own & {pair.left, pair.right}]
    assert [some_pairs[place] for place in asked] == [pairs[place] for place in asked]
    assert len(families) > len(some_families) > 0
