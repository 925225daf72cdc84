"""The words of telling, by language."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndetect.attribution.telling_words import LISTS, UNIONS, languages_at, telling_words

DATA = json.loads(files("syndetect").joinpath("data/tellings.json").read_text("utf-8"))["languages"]
TEXTS = {
    "en": "The council has not said when the road will be open again for cars.",
    "de": "Die Stadt hat noch nicht gesagt, wann die Straße wieder für Autos frei ist.",
    "es": "El ayuntamiento no ha dicho cuándo se abre la carretera para los coches.",
    "fr": "La mairie n'a pas dit quand la route sera de nouveau ouverte pour les voitures.",
    "it": "Il comune non ha detto quando la strada sarà di nuovo aperta per le auto.",
    "pt": "A câmara não disse quando a estrada vai abrir de novo para os carros.",
    "nl": "De gemeente heeft nog niet gezegd wanneer de weg weer open is voor auto's.",
}


@pytest.mark.parametrize("language", DATA)
def test_every_list_is_one_that_is_read(language: str) -> None:
    """No list of the file is left unread, and no list that a sentence cannot be read without is empty."""
    assert set(DATA[language]) <= set(LISTS)
    # An article that is a preposition in none of the others is in the list of all languages.
    needed = set(LISTS) - {"prints", "passives", "denies_apart", "articles"}
    assert all(DATA[language].get(name) for name in needed)


@pytest.mark.parametrize("language", DATA)
def test_a_text_is_read_by_the_words_of_its_language(language: str) -> None:
    """A sentence is enough to tell which language's words of telling count."""
    assert languages_at(TEXTS[language], 10)[0] == language


@given(
    tokens=st.lists(
        st.sampled_from(["spoke", "to", "reported", "reporter", "put", "the", "it", "publicly"]), min_size=1
    ),
    name=st.sampled_from(sorted(UNIONS)),
)
def test_a_union_has_what_its_lists_have(tokens: list[str], name: str) -> None:
    """At every place the longest term of any of the lists is found."""
    terms = telling_words()["en"]
    for place in range(len(tokens)):
        assert terms[name].at(tokens, place) == max(terms[part].at(tokens, place) for part in UNIONS[name])
