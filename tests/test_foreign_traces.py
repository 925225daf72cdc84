"""Foreign traces: what a translation has as the language it was made from, and as its own has not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndetect import compare
from syndetect.crosslingual.foreign_traces import foreign_traces
from syndetect.model import Document

TRACES = [
    (
        "name",
        "es",
        "El ministro viajó ayer a Warsaw para firmar.",
        "en",
        "The minister went to Warsaw to sign.",
    ),
    (
        "name",
        "de",
        "Die Behörden in Kharkiv warnten am Montag.",
        "en",
        "Officials in Kharkiv warned on Monday.",
    ),
    ("name", "en", "She was born in Firenze and never left.", "it", "È nata a Firenze e non è mai partita."),
    ("name", "nl", "Hij woont in Londres met zijn broer.", "fr", "Il vit à Londres avec son frère."),
    ("unit", "pl", "Ogień objął obszar 40 akrów lasu.", "en", "The fire burned 40 acres of forest."),
    ("unit", "fr", "Le sentier, long de 12 miles, est fermé.", "en", "The trail, 12 miles long, is closed."),
    ("unit", "it", "A 30 miglia dal confine hanno aperto.", "en", "They opened 30 miles from the border."),
    ("figure", "de", "Es kamen 14,500 Besucher.", "en", "There were 14,500 visitors."),
    ("figure", "en", "It cost 3,2 million crowns.", "pl", "Kosztowało to 3,2 mln koron."),
    ("figure", "en", "Some 14.500 visitors came.", "nl", "Er kwamen 14.500 bezoekers."),
    ("marks", "en", "«We stay», she said. «All of us».", "es", "«Nos quedamos», dijo. «Todos»."),
    ("marks", "es", "„Nos quedamos“, dijo. „Todos“.", "de", "„Wir bleiben“, sagte sie. „Alle“."),
    ("phrase", "fr", "Le River Trust réclame un audit.", "en", "The River Trust wants an audit."),
    ("phrase", "en", "It was found by the Casa del Mar.", "es", "Lo halló la Casa del Mar."),
    (
        "script",
        "fr",
        "Selon «Вечерний берег», tout va bien.",
        "ru",
        "Газета «Вечерний берег» пишет: всё хорошо.",
    ),
]
NO_TRACES = [
    ("es", "El ministro viajó ayer a Varsovia.", "en", "The minister went to Warsaw."),
    ("es", "Estudia en la London Business School.", "en", "He studies at the London Business School."),
    ("de", "Das Boot lag in London fest.", "en", "The boat was stuck in London."),
    ("es", "El faro está a 12 millas náuticas.", "en", "The lighthouse is 12 nautical miles off."),
    ("fr", "Le budget est de 14 500 euros.", "en", "The budget is 14,500 euros."),
    ("de", "Version 3.2 kam um 7.45 Uhr.", "en", "Version 3.2 came out at 7.45."),
    ("es", "Vinieron 14,500 visitantes.", "en", "There were 14,500 visitors."),
    ("en", "“We stay,” she said. “All of us.”", "es", "«Nos quedamos», dijo. «Todos»."),
    ("fr", "Marie Dupont et Jean Martin gagnent.", "en", "Marie Dupont and Jean Martin win."),
    ("ru", "Компания Vantor Air молчит.", "en", "The company, Vantor Air, is silent."),
    ("it", "Corre da 12 anni, miglia e miglia.", "en", "She has run for 12 years, mile after mile."),
    ("nl", "Zij zag mijlpaal 12 niet.", "en", "She did not see the mile post 12."),
]


@pytest.mark.parametrize(("kind", "language", "text", "spoken", "other"), TRACES)
def test_what_is_usual_in_the_other_language_alone_is_a_trace(
    kind: str, language: str, text: str, spoken: str, other: str
) -> None:
    """One kind, where it stands; and the other text, in its own language, has none."""
    found = foreign_traces(text, language, other, spoken)
    assert {trace.kind for trace in found} == {kind}
    assert all(text[trace.span.begin : trace.span.end] == trace.words for trace in found)
    assert not foreign_traces(other, spoken, text, language)


@pytest.mark.parametrize(("language", "text", "spoken", "other"), NO_TRACES)
def test_what_both_languages_write_is_none(language: str, text: str, spoken: str, other: str) -> None:
    """Titles, miles at sea, times, marks that everybody uses, names of people."""
    assert not foreign_traces(text, language, other, spoken)
    assert not foreign_traces(other, spoken, text, language)


@given(
    st.text(max_size=200), st.text(max_size=200), st.sampled_from(["en", "es", "de", "ru", "pl", "ja", "xx"])
)
def test_any_text_may_be_asked(text: str, other: str, language: str) -> None:
    """Nothing but stretches of the text comes back; a language has no traces of itself."""
    assert not foreign_traces(text, language, other, language)
    for trace in foreign_traces(text, language, other, "it"):
        assert text[trace.span.begin : trace.span.end] == trace.words
        assert trace.words in other


ENGLISH = """The old signal box at Harrow Junction burned down on Friday night, and 14,500 passengers
were stranded. Firefighters from three towns fought the flames for six hours, said fire chief Alice Mottram.

"We saved the bridge, and that is what matters," she told reporters in the morning.

The line runs for 62 miles along the coast and carries 190 trains a day. Repairs will cost 2.4 million pounds
and take until 9 April, the operator Coastline Rail said. It has hired 40 buses.

The Harrow Railway Friends had wanted to make a museum of the box, which was built in 1891."""
ROMANIAN = """Vechea cabină de semnalizare din Harrow Junction a ars vineri noaptea, iar 14,500 de călători
au rămas blocați. Pompieri din trei orașe s-au luptat cu flăcările timp de șase ore, a spus șefa
pompierilor, Alice Mottram.

„Am salvat podul și asta contează”, le-a spus ea reporterilor dimineața.

Linia are 62 de mile de-a lungul coastei și pe ea circulă 190 de trenuri pe zi. Reparațiile vor costa
2,4 milioane de lire și vor dura până la 9 aprilie, a anunțat operatorul Coastline Rail. El a
închiriat 40 de autobuze.

Asociația Harrow Railway Friends voia să facă un muzeu din cabina construită în 1891."""


@pytest.mark.parametrize("turned", [False, True])
def test_traces_tell_which_of_two_undated_texts_is_the_translation(turned: bool) -> None:  # noqa: FBT001
    """Without dates and credits the ledger names what the Romanian text kept of the English one."""
    texts = [
        Document("en", ENGLISH, outlet="Alpha", language="en"),
        Document("ro", ROMANIAN, outlet="Beta", language="ro"),
    ]
    report = compare(*(texts[::-1] if turned else texts))
    (pair,) = report.pairs
    assert pair.relation == "translation"
    assert pair.direction == ("left-from-right" if pair.left == "ro" else "right-from-left")
    (family,) = report.families
    (taker,) = (member for member in family.members if member.document == "ro")
    kinds = {(clue.kind, clue.sign) for clue in taker.evidence if clue.kind == "foreign"}
    assert kinds == {("foreign", "for")}
