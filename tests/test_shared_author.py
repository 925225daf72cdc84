"""One person who signs twice, editions of one outlet, short signs of agencies: nobody is blamed."""

from __future__ import annotations

import pytest

from syndetect import scan
from syndetect.attribution.mentions import same_outlet
from syndetect.attribution.shared_author import author_in_common
from syndetect.model import Document, Family

BODY = {
    "en": (
        "The ferry to Skerry runs on a bell. Whoever wants to cross rings it, and Ewan "
        "Bain, who is 77, puts "
        "down his soup and comes. He has never charged more than a pound.\n\n"
        '"People ask what I do when nobody rings," he said. "I finish the soup." '
        "In May the council will build a bridge for four million."
    ),
    "de": (
        "Der Uhrmacher von Zellach repariert nur noch Uhren, die stehen. Laufende "
        "schickt er weg, und seien sie "
        "noch so falsch. 1.900 Stück hängen in seiner Werkstatt, jede auf einer anderen "
        "Zeit.\n\n„Ein Mal am Tag "
        "hat jede recht“, sagt Anton Lobmeier. Im Herbst gibt er auf, die Augen wollen nicht mehr."
    ),
    "fr": (
        "À Courvelle, la bibliothèque ouvre la nuit. Trois fois par semaine, Ginette "
        "Arnal, 68 ans, allume les "
        "lampes à vingt-deux heures et attend les insomniaques. Ils sont une douzaine, "
        "parfois vingt.\n\n« Je ne "
        "leur demande jamais ce qu'ils fuient », dit-elle. La mairie paie le chauffage jusqu'en mars."
    ),
    "es": (
        "En Villarente quedan seis vecinos y un semáforo. Lo instalaron en 1991, cuando "
        "pasaban camiones, y nadie "
        "se ha atrevido a apagarlo. Benita Cueto, de 83 años, espera siempre a que se "
        "ponga verde.\n\n«Una tiene "
        "que respetar algo», explica. El ayuntamiento lo revisará en abril."
    ),
}
SIGNED = {
    "en": ("By Moira Tait\n\n{}", "{}\n\nMoira Tait is a writer in Skerry."),
    "de": ("Von Klara Wimmer\n\n{}", "{}\n\nKlara Wimmer"),
    "fr": ("Par Odile Marchais\n\n{}", "Par Odile Marchais\n\n{}"),
    "es": ("Por Lucas Prada\n\n{}", "{}\n\nLucas Prada"),
}
BLAMES = {"uncredited", "wrong", "laundered", "part"}


def _family(first: str, second: str, outlets: tuple[str, str] = ("Tarn Mail", "Orrick Post")) -> Family:
    documents = [
        Document("a", first, outlets[0], published="2025-04-02T06:00Z"),
        Document("b", second, outlets[1], published="2025-04-04T06:00Z"),
    ]
    (family,) = scan(documents).families
    return family


def _verdict(family: Family) -> str | None:
    audit = next(one.audit for one in family.members if one.document == "b")
    return audit and audit.verdict


@pytest.mark.parametrize("language", BODY)
def test_who_signs_in_two_outlets_has_copied_nobody(language: str) -> None:
    """The later one is from the first, and is not blamed: the author may have sold it twice."""
    first, second = (shape.format(BODY[language]) for shape in SIGNED[language])
    assert _verdict(_family(first, second)) == "open"
    unsigned = second.replace(first.split("\n")[0].split(" ", 1)[1], "")
    assert _verdict(_family(first, unsigned)) == "uncredited"


def test_another_author_is_not_one() -> None:
    """A name of one word, or one that stands in the article alone, signs nothing."""
    one = Document("a", f"By Moira Tait\n\n{BODY['en']}")
    for text in (
        f"By Ann Tait\n\n{BODY['en']}",
        f"{BODY['en']} So it was told to Moira Tait by all of them there.",
    ):
        assert author_in_common(one, Document("b", text)) is None
    named = Document("b", BODY["en"], meta={"author": "Ann Lusk and Moira Tait"})
    assert author_in_common(one, named) == author_in_common(named, one) == "Moira Tait"


@pytest.mark.parametrize(
    ("paper", "edition"),
    [
        ("Harzer Bote", "Harzer Bote Online"),
        ("Le Fanal", "Le Fanal Digital"),
        ("The Dalton Argus", "Dalton Argus Plus"),
        ("Tauberbote", "Tauberbote am Sonntag"),
        ("The Dalton Argus", "www.dalton-argus.example"),
        ("El Faro de Ordes", "faro-de-ordes.com.ar"),
    ],
)
def test_an_edition_is_its_outlet(paper: str, edition: str) -> None:
    """What a paper has on the web it has from itself; a name that is nothing else stays as it is."""
    assert same_outlet(paper, edition)
    assert not same_outlet("Online", "Digital")
    assert not same_outlet(paper, f"{paper} West")
    assert _verdict(_family(BODY["en"], BODY["en"].replace("soup", "broth"), (paper, edition))) == "own"


def test_an_agency_signs_with_two_letters_in_capitals() -> None:
    """Two papers that sign one text alike have it from whom they sign: neither took it from the other."""
    family = _family(f"{BODY['es']} EP", f"VILLARENTE (EP) - {BODY['es']}")
    assert (family.source.document, family.source.name) == (None, "EP")
    assert _verdict(family) == "full"


def test_an_agency_is_credited_by_the_sign_of_its_own_dateline() -> None:
    """Who writes *mit Material von pna* credits the agency that signs so, though no other paper does."""
    wire = f"Zellach (pna) - {BODY['de']}"
    paper = (
        f"In Zellach läuten mittags alle Uhren, nur nicht zugleich.\n\n{BODY['de']}\n\n(mit Material von pna)"
    )
    assert _verdict(_family(wire, paper, ("Pressenachrichten", "Tauberbote"))) == "full"
