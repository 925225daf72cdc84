"""Two fillings of one form, and copies in which some figures were altered."""

from __future__ import annotations

import pytest

from syndetect import compare_pairs
from syndetect.classify.measures import filled_anew
from syndetect.model import Document, Pair
from syndetect.normalise import tokenise

TIDES = (
    "High water at Port Elling is expected at {} on {} morning, reaching {} metres above datum. Low "
    "water follows "
    "about six hours later. Boats that draw more than {} metres should wait for the pilot, who can "
    "be called on the "
    "harbour channel. Gates of the inner basin are closed while the wind is above the limit that the "
    "board has set, "
    "and bathers are asked to keep away from the sluice at all times. This notice is written by a machine."
)
PEGEL = (
    "Der Pegel der Arle lag am {} um {} Uhr bei {} Zentimetern und damit {} Zentimeter unter dem "
    "Stand der Vorwoche. "
    "Schiffe dürfen den Abschnitt zwischen beiden Schleusen ohne Beschränkung befahren. Für die "
    "kommenden Tage "
    "erwartet das Wasseramt kaum Veränderungen. Wanderern wird empfohlen, die Furt unterhalb der "
    "Mühle nur bei "
    "ruhigem Wetter zu benutzen und auf die Hinweise am Ufer zu achten."
)
MAREA = (
    "El embalse de Valdeoro estaba el {} al {} por ciento de su capacidad, después de recibir {} "
    "milímetros de lluvia "
    "en {} horas. La confederación recuerda que el riego sigue permitido por la noche y que el agua "
    "de las fuentes "
    "públicas es potable en toda la comarca. El próximo parte se publicará cuando haya cambios de "
    "importancia, y las "
    "consultas se atienden en la oficina de la presa."
)
NIVEAU = (
    "Le niveau du lac de Brenne était {} de {} mètres, soit {} centimètres de moins qu'il y a {} "
    "jours. La baignade "
    "reste autorisée sur les plages surveillées, et les pêcheurs peuvent retirer leur carte à la "
    "mairie. Le service "
    "des eaux prévoit un temps calme et demande aux promeneurs de ne pas marcher sur la digue "
    "pendant les travaux."
)
FORMS = {
    "en": (TIDES, ("4:10", "Monday", "3.2", "2.1"), ("7:45", "Thursday", "2.6", "1.8")),
    "de": (PEGEL, ("Montag", "sieben", "212", "14"), ("Freitag", "neun", "187", "31")),
    "es": (MAREA, ("lunes", "41", "18", "doce"), ("jueves", "56", "33", "veinte")),
    "fr": (NIVEAU, ("lundi", "2,41", "12", "huit"), ("samedi", "1,97", "30", "quinze")),
}


def compared(left: str, right: str, language: str | None = None) -> Pair:
    """The pair of two texts."""
    documents = [Document("a", left, language=language), Document("b", right, language=language)]
    return compare_pairs([("a", "b")], documents).pairs[0]


@pytest.mark.parametrize("language", FORMS)
def test_two_fillings_of_a_form_are_unrelated(language: str) -> None:
    """Texts that differ in day and figures only are neither derived nor one story, in four languages."""
    form, one, other = FORMS[language]
    pair = compared(form.format(*one), form.format(*other))
    assert filled_anew(pair.evidence)
    assert pair.relation == "unrelated"


@pytest.mark.parametrize("language", FORMS)
def test_one_filling_printed_twice_is_a_copy(language: str) -> None:
    """The same filling of a form is reproduced, whatever the form."""
    form, one, _ = FORMS[language]
    assert compared(form.format(*one), form.format(*one)).relation == "copy"


def test_altered_figures_leave_a_copy_a_copy() -> None:
    """Where figures are altered and the day and the names stay, one text was made from the other."""
    text = (
        "The council of Merrow voted on Tuesday to sell the old mill to the builder Aldo Ferrant for "
        "{} pounds. Ferrant "
        "wants to put {} flats into it and has promised Mayor Ines Holt to keep the wheel. The mill "
        "has stood empty for "
        "{} years, since a fire in the Brook Street weaving shed drove out its last tenant, and "
        "children of the Holm "
        "estate have used its yard as a playground. Work begins in October under the architect Lene "
        "Marsh, who said "
        "that {} of the beams were sound."
    )
    pair = compared(text.format("310,000", 24, 17, 60), text.format("420,000", 31, 12, 45))
    assert not filled_anew(pair.evidence)
    assert pair.relation == "copy"


SPIEL = (
    "Der {} hat am 14. Spieltag der Landesliga gegen den {} mit {} gewonnen. Vor {} Zuschauern brachte {}"
    " die Gastgeber in der {}. Minute in Führung. Nach dem Seitenwechsel erhöhte {} auf 2:0, ehe {} für "
    "die Gäste verkürzte. Mit dem Sieg klettert der {} auf Platz {} der Tabelle und hat nun {} Punkte auf"
    " dem Konto. Schiedsrichter {} zeigte {} Gelbe Karten. Am nächsten Spieltag tritt der {} am Samstag "
    "um 14 Uhr beim {} an. Dieser Spielbericht wurde automatisch aus den Daten des Landesverbandes "
    "erstellt."
)


def test_nouns_of_a_form_are_no_names_that_stayed() -> None:
    """Where all nouns have a capital, those of the form say nothing of the event."""
    first = "SV Obergries,TSV Lindach,3:1,412,Kilian Roth,23,Mirko Dahl,Jonas Wetzel,SV Obergries,vier,27"
    other = "FC Hainau,SV Reuth,2:1,188,Emre Tekin,9,Paul Zoller,Sven Ast,FC Hainau,neun,18"
    fillings = (
        [*first.split(","), "Alfred Benz", "drei", "SV Obergries", "FC Hainau"],
        [*other.split(","), "Maria Kolb", "sechs", "FC Hainau", "TSV Lindach"],
    )
    one, two = (SPIEL.format(*values) for values in fillings)
    pair = compared(one, two, "de")
    assert filled_anew(pair.evidence)
    assert pair.relation == "unrelated"


PARTIDO = (
    "El {} venció por {} al {} en la jornada 22 de la Segunda Regional, disputada este domingo en {} ante {} "
    "espectadores. {} El árbitro, {}, mostró tarjetas amarillas a {}. Con este resultado, el {} suma {} "
    "puntos y "
    "es {} en la clasificación, mientras que el {} se queda con {} y ocupa la {} plaza. En la próxima "
    "jornada, el "
    "{} visitará al {} y el {} recibirá al {}."
)


def test_forms_with_free_sentences_are_not_one_story() -> None:
    """Two matches of one day are worded alike but for a sentence each, and their names clash."""
    one = PARTIDO.format(
        *("Deportivo Valdoro", "2-1", "Atlético Riomayor", "el Municipal de La Vega", "1.340"),
        "Abrió el marcador Iván Soler en el minuto 17 tras un saque de esquina, y el tanto definitivo "
        "llegó en "
        "el 83, obra de Iker Lanza desde el punto de penalti.",
        *("Gómez Rueda", "Soler, Paredes y Montes", "Deportivo Valdoro", "38", "quinto", "Atlético Riomayor"),
        *(
            "21",
            "decimocuarta",
            "Deportivo Valdoro",
            "Unión Peñaclara",
            "Atlético Riomayor",
            "Real Sanmartín",
        ),
    )
    two = PARTIDO.format(
        *("Unión Peñaclara", "3-0", "Real Sanmartín", "el campo de Los Olmos", "620"),
        "Apenas hubo ocasiones hasta el descanso; después Adrián Cano se quedó solo ante el portero tres "
        "veces "
        "y no falló ninguna.",
        *("Prieto Sanz", "Cano, Ferrer y Leal", "Unión Peñaclara", "30", "noveno", "Real Sanmartín"),
        *("25", "duodécima", "Unión Peñaclara", "Deportivo Valdoro", "Real Sanmartín", "Atlético Riomayor"),
    )
    assert compared(one, two, "es").relation == "unrelated"


def test_slots_are_told_by_kind() -> None:
    """Figures count in digits and in words, days and months by name, each in the text's own language."""
    english = tokenise(
        [Document("a", "On Monday six of 12 boats left; one came back in June.", language="en")]
    )
    german = tokenise([Document("b", "Am Montag liefen sechs von 12 Booten aus.", language="de")])
    assert english.figures.tolist().count(True) == 2
    assert english.dates.tolist().count(True) == 2
    assert german.figures.tolist().count(True) == 2
    assert german.dates.tolist().count(True) == 1
