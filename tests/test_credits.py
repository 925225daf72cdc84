"""Credits: what articles say about whose report they print."""

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syndetect.attribution.credit_wording import load_wording
from syndetect.attribution.credits import best_credit, find_credits
from syndetect.attribution.mentions import Finder, canonical, key_of, same_outlet
from syndetect.errors import SettingsError
from syndetect.model import NO_CREDIT, STRENGTH, Credit

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parent / "data_credits.jsonl").read_text(encoding="utf-8").splitlines()
]
PARTS = [
    ("dev", 300, 0.99, 0.99),
    ("held", 150, 0.98, 0.98),
    ("fresh-1", 239, 0.99, 0.99),
    ("fresh-2", 102, 0.99, 0.99),
    ("fresh-3", 138, 0.97, 0.96),
    ("fresh-4", 110, 0.98, 0.93),
]
"""Each part of the sentences, its size, and the least precision and recall."""

LANGUAGES = {"de", "en", "es", "fr", "it", "pt", "ro"}


def _found(text: str, *outlets: str, own: str | None = None) -> list[tuple[str, str | None]]:
    return [(credit.kind, credit.name) for credit in find_credits(text, outlets, own=own)]


def _figures(part: str) -> tuple[float, float]:
    """Precision and recall of kind and name, spelling aside."""
    hits = found = wanted = 0
    for row in (row for row in ROWS if row["part"] == part):
        got = {(c.kind, c.name and key_of(c.name)) for c in find_credits(row["text"])}
        want = {(c["kind"], c["name"] and key_of(c["name"])) for c in row["credits"]}
        hits, found, wanted = hits + len(got & want), found + len(got), wanted + len(want)
    return hits / found, hits / wanted


def test_the_sentences_are_as_many_and_as_mixed_as_stated() -> None:
    """About half are traps, every language is in every part, and no sentence is in twice."""
    count = Counter(row["part"] for row in ROWS)
    traps = Counter(row["part"] for row in ROWS if not row["credits"])
    assert count == {part: size for part, size, _, _ in PARTS}
    assert 0.45 <= traps.total() / count.total() <= 0.55
    assert all({row["language"] for row in ROWS if row["part"] == part} == LANGUAGES for part in count)
    assert len({row["text"] for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize(("part", "size", "precision", "recall"), PARTS, ids=[part for part, *_ in PARTS])
def test_credits_are_found_and_traps_are_not(part: str, size: int, precision: float, recall: float) -> None:
    """The figures that docs/credits.md states for today hold."""
    measured = _figures(part)
    assert measured[0] >= precision
    assert measured[1] >= recall


TRANSLATED = (
    "(Translation: Orrick Nachrichten)",
    "Originally published in Dutch by Orrick Nachrichten and translated with DeepL.",
    "The Ukrainian original appeared in Orrick Nachrichten.",
    "(Übersetzung aus dem Polnischen: Orrick Nachrichten)",
    "Der Text erschien zuerst auf Rumänisch bei Orrick Nachrichten.",
    "Traducción: Orrick Nachrichten",
    "Este reportaje se publicó originalmente en alemán en Orrick Nachrichten.",
    "Publié initialement en allemand par Orrick Nachrichten",
    "Originale in tedesco: Orrick Nachrichten",
    "Publicado originalmente em alemão por Orrick Nachrichten",
    "Oorspronkelijk in het Duits verschenen bij Orrick Nachrichten",
    "Traducere din germană: Orrick Nachrichten",
    "Tłumaczenie z niemieckiego: Orrick Nachrichten",
    "Перевод с немецкого: Orrick Nachrichten",
    "Aus dem Schwedischen, „Orrick Nachrichten“",
    "Переклад зі шведської, «Orrick Nachrichten»",
    "Traduit du japonais, Orrick Nachrichten",
    "Za: „Orrick Nachrichten”",
    "Перекладено з Orrick Nachrichten",
)


@pytest.mark.parametrize("line", TRANSLATED)
def test_a_note_on_a_translation_credits_the_outlet_that_it_names(line: str) -> None:
    """Whatever language the note is in, and whatever language it names, the outlet alone is the name."""
    found = _found(f"The bridge at Torvane was closed on Monday.\n\n{line}", "Orrick Nachrichten")
    assert found == [("source-line", "Orrick Nachrichten")]


@pytest.mark.parametrize(
    "line",
    [
        "Translation: Anna Holm",
        "Traduit du coréen, Anna Holm",
        "Za: Anna Holm",
        "(Übersetzung: Anna Holm)",
        "Translated from the German by Anna Holm",
        "Traduction : Anna Holm",
        "Перевод: Анна Холм",
        "Übersetzt mit Google Translate",
        "(Translation by DeepL)",
        "In the original, Orrick Nachrichten is a ship.",
        "Original: Öl auf Leinwand.",
    ],
)
def test_who_translated_is_no_source(line: str) -> None:
    """A translator, a person or a machine, wrote nothing that others took."""
    assert _found(f"The bridge at Torvane was closed on Monday.\n\n{line}", "Orrick Nachrichten") == []


def test_a_credit_after_the_full_stop_is_found_with_its_place() -> None:
    """A credit that trails its sentence counts, and its offsets cut out the wording."""
    text = "Nobody had looked at the dam since last year. reports the BBC."
    (credit,) = find_credits(text)
    assert text[credit.begin : credit.end] == "reports the BBC"


SPACES = sorted({chr(code) for code in range(0x3100) if chr(code).isspace()})
"""White space of every kind, ends of lines among it."""


@pytest.mark.parametrize("space", SPACES, ids=ascii)
def test_a_byline_may_end_in_any_white_space(space: str) -> None:
    """An agency's by-line is one whatever space or end of line stands behind it."""
    for behind in (space, space * 3, f"{space}\n", f" {space}"):
        text = f"By Reuters{behind}\nThe harbour office closed the old pier."
        assert ("wire", "Reuters") in _found(text)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"], ids=ascii)
def test_a_byline_stands_between_any_ends_of_lines(end: str) -> None:
    """What ends lines elsewhere parts a by-line from the text, too."""
    text = f"Pier closed{end}By Anna Torvald, Reuters{end}The harbour office closed the old pier."
    assert _found(text) == [("wire", "Reuters")]
    assert _found(f"By Reuters Business Reporter{end}The harbour office closed it.") == [("wire", "Reuters")]


@pytest.mark.parametrize("end", ["", ".", "\n", "\n\nThe pier is closed."])
def test_a_credit_may_be_the_last_words_of_a_text(end: str) -> None:
    """Nothing need stand behind the words that credit."""
    for said in ("Reuters contributed to this report", "dpa trug zu diesem Bericht bei", "a Reuters report"):
        found = find_credits(f"The pier is closed.\n\n{said}{end}")
        assert all(credit.end is None or credit.end <= 100 for credit in found)
    assert ("source-line", "Reuters") in _found(
        f"The pier is closed.\n\nReuters contributed to this report{end}"
    )


def test_offsets_are_code_points() -> None:
    """Signs outside the basic plane before a credit do not move it."""
    text = "🦦🦦 The otters are back, according to Reuters."
    (credit,) = find_credits(text)
    assert text[credit.begin : credit.end] == "according to Reuters"


@pytest.mark.parametrize("outlet", ["coastpress", "coast-press", "www.coastpress.test", "coastpress.co.uk"])
def test_a_name_in_a_text_is_that_of_a_folder_or_a_host(outlet: str) -> None:
    """Folders and hosts write a name without gaps, a dateline writes its words."""
    (credit,) = find_credits("OSTMERE (Coast Press) - A ferry ran aground on Thursday.", outlets=[outlet])
    assert same_outlet(credit.name, outlet)


def test_a_host_that_is_one_of_several_gives_no_name() -> None:
    """Which of two outlets with hosts of one name is meant is not told."""
    hosts = ["coastpress.example", "coastpress.test"]
    (credit,) = find_credits("OSTMERE (Coast Press) - A ferry ran aground on Thursday.", outlets=hosts)
    assert credit.name not in hosts


@pytest.mark.parametrize(
    "line",
    [
        "Coast Press and Northwire contributed to this report.",
        "Northwire and Coast Press contributed to this report.",
        "Coast Press and the Fen Radio contributed to this report.",
        "Coast Press et Radio Marais ont contribué à cet article.",
        "Coast Press y Radio Norte contribuyeron a esta información.",
    ],
)
def test_one_of_two_who_contributed_is_credited(line: str) -> None:
    """Whether the other one is known or not."""
    assert ("source-line", "coastpress") in _found(f"The ship stood still for long.\n\n{line}", "coastpress")


def test_one_agency_has_one_name() -> None:
    """Long and short names of an agency are the same, in the text and in a comparison."""
    assert _found("Selon l'Agence France-Presse, rien n'a bougé.") == [("named", "AFP")]
    assert canonical("Agence France-Presse") == "AFP"
    assert same_outlet("bbc.co.uk", "BBC News")
    assert same_outlet("harbour-gazette", "The Harbour Gazette")
    assert same_outlet("harbourgazette", "The Harbour Gazette")
    assert not same_outlet("AFP", "AP")
    assert not same_outlet(None, None)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The boats stay out tonight (dpa).", [("wire", "dpa")]),
        ("He works for the German Press Agency (dpa).", []),
        ("It was checked by the Allied Pilots Association (APA).", []),
        ("The boats stay out tonight. — Reuters", [("wire", "Reuters")]),
        ("A gem of a film. — The Guardian", []),
        ("Kiel (AFP) Die Kräne stehen still.", [("wire", "AFP")]),
        ("The boats stay out.\n\ndpa/AFP", [("wire", "AFP"), ("wire", "dpa")]),
        ("The boats stay out.\n\nReuters\n\nThe boats came back.", []),
        ("PORT MAREN (PA) — The boats stay out.", [("wire", "PA Media")]),
        ("His PA reported that the boats stay out.", []),
    ],
)
def test_wires_sign_in_many_ways(text: str, found: list[tuple[str, str]]) -> None:
    """Datelines and sign-offs of agencies count, with marks or without; a name spelled out does not."""
    assert _found(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Selon une enquête du Parisien, le pont rouille.", [("named", "Le Parisien")]),
        ("Un retard du Parisien moyen n'étonne personne.", []),
        ("La notizia è stata data dal Foglio.", []),
        ("La notizia è stata anticipata dal Foglio.", [("named", "Il Foglio")]),
        ("Laut dpa-Informationen rostet die Brücke.", [("named", "dpa")]),
        ("Laut Reuters-Institut rostet das Vertrauen.", []),
        ("Darüber hatte die „taz“ im Mai ausführlich berichtet.", [("named", "taz")]),
        ("Die „taz“ hatte im Mai einen Verlust gemeldet.", []),
        ("Journalists at Bellingcat revealed the second flight.", [("named", "Bellingcat")]),
        ("Journalists at Bellingcat said they would strike.", []),
        ("The dyke leaked, Reuters's Ada Mole reported.", [("named", "Reuters")]),
        ("Reuters's Ada Mole said the bus was late.", []),
        ("Uma nota divulgada em primeira mão pela Lusa confirma o atraso.", [("named", "Lusa")]),
    ],
)
def test_names_in_all_their_forms(text: str, found: list[tuple[str, str]]) -> None:
    """Contracted articles, compounds, verbs in two parts and staff by name are read, look-alikes are not."""
    assert _found(text) == found


def test_the_callers_outlets_are_found_under_the_callers_spelling() -> None:
    """A name without any press word is found when given, as is a folder's name or a host."""
    assert _found("The mole moved, Kelp & Kin reports.") == []
    assert _found("The mole moved, Kelp & Kin reports.", "Kelp & Kin") == [("named", "Kelp & Kin")]
    assert _found("The mole moved, Quay Lines reports.", "quay-lines") == [("named", "quay-lines")]
    assert _found("The mole moved, Quay\nLines reports.", "Quay Lines") == [("named", "Quay Lines")]
    assert _found("The mole moved, the BBC reports.", "bbc.co.uk") == [("named", "bbc.co.uk")]
    assert _found("See https://quay.example/a/1 for more.", "quay.example") == [("link", "quay.example")]


@pytest.mark.parametrize(
    ("text", "outlet", "kinds"),
    [
        ("(Quay Lines) The boats stay out.", "Quay Lines", ["wire"]),
        ("Altmoor (Seewarte) Die Boote bleiben im Hafen.", "Seewarte", ["wire"]),
        ("Altmoor. (nordpress) Die Boote bleiben im Hafen.", "nordpress", ["wire"]),
        ("The boats stay out.\n\nQuay Lines", "Quay Lines", ["wire"]),
        ("The boats stay out.\n\n— Quay Lines", "Quay Lines", ["wire"]),
        ("The boats stay out.\n\n© 2026 Quay Lines", "Quay Lines", ["wire"]),
        ("The boats stay out.\n\nQuay Lines\n\nThe boats came back.", "Quay Lines", []),
        ("“The boats stay out.” — Quay Lines", "Quay Lines", []),
        ("The boats stay out. (Quay Lines) The men went home.", "Quay Lines", []),
        ("The boats stay out, and\nAda Mole (Quay Lines) The men went home.", "Quay Lines", []),
        ("The boats stay out.\n\nSport", "Sport", []),
    ],
)
def test_an_outlet_of_the_corpus_signs_at_the_head_and_below_all(
    text: str, outlet: str, kinds: list[str]
) -> None:
    """In brackets at the very head or in a line of its own below all else, its name says whose it is."""
    assert _found(text, outlet) == [(kind, outlet) for kind in kinds]


def test_an_outlet_does_not_credit_itself() -> None:
    """An article's own outlet is no credit, except in a wire's own dateline."""
    assert _found("The mole moved, the BBC reports.", own="BBC News") == []
    assert _found("PORT MAREN (Meridian Wire) — It froze.", own="Meridian Wire") == [
        ("wire", "Meridian Wire")
    ]
    assert _found("The mole moved, the BBC reports.", own="CNN") == [("named", "BBC")]


def test_a_name_may_be_broken_over_two_lines() -> None:
    """Hard-wrapped text loses no credit, and an open name is read across the break."""
    assert _found("It sank, according to the New\nYork Times.") == [("named", "The New York Times")]
    assert _found("It sank, the Wolmer\nChronicle reported.") == [("named", "Wolmer Chronicle")]


def test_nothing_reaches_across_a_paragraph() -> None:
    """A wording at a paragraph's end does not lead up to a name that opens the next one."""
    assert _found("All went according to\n\nReuters. That is its name.") == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "(",
        "Source:",
        "Source: ",
        "By",
        "((((",
        "www.",
        "https://",
        "according to",
        "\x00\x1b[31m",
        "’s",
    ],
)
def test_scraps_are_no_credits(text: str) -> None:
    """Fragments of a wording alone say nothing."""
    assert find_credits(text) == ()


def test_the_best_credit_names_the_source_or_is_the_strongest() -> None:
    """The wanted name comes first, then the order of kinds, then no credit."""
    found = find_credits("Source: Newsbrook\n\nLocal media said so.\n\nIt sank, CNN reports.")
    assert best_credit(found, "The Newsbrook").name == "Newsbrook"
    assert best_credit(found, "Reuters").name == "CNN"
    assert best_credit(found, None).kind == "named"
    assert best_credit((), "BBC") is NO_CREDIT
    kinds = list(STRENGTH)[:-1]
    ranked = [Credit(kind, None, 0, 1) for kind in kinds]
    assert [best_credit(ranked[at:], None).kind for at in range(len(ranked))] == kinds


@given(st.lists(st.sampled_from([row["text"] for row in ROWS]), max_size=6), st.text(max_size=20))
def test_credits_lie_in_order_inside_the_text(texts: list[str], tail: str) -> None:
    """Whatever is joined, credits are sorted, not empty and inside, and the same each time."""
    text = "\n\n".join([*texts, tail])
    found = find_credits(text)
    assert list(found) == sorted(found, key=lambda credit: (credit.begin, credit.end, credit.name or ""))
    assert all(0 <= (c.begin or 0) < (c.end or 0) <= len(text) and c.kind != "none" for c in found)
    assert found == find_credits(text)


@pytest.mark.parametrize(
    "piece",
    [
        "reports the BBC. ",
        "Source: ",
        "(AP",
        "according to ",
        "the BBC and ",
        " ",
        ".",
        "Herald ",
        "“",
        "www.a.",
    ],
)
def test_a_hostile_repetition_is_read_in_one_go(piece: str) -> None:
    """A text of one piece over and over is finished, whatever the piece."""
    text = piece * (150_000 // len(piece))
    assert all((credit.end or 0) <= len(text) for credit in find_credits(text))


def test_a_file_of_ones_own_adds_wordings(tmp_path: Path) -> None:
    """A user's file adds outlets, hosts, and a language of its own; all else stays."""
    path = tmp_path / "mine.json"
    path.write_text(
        json.dumps(
            {
                "outlets": [{"name": "Dune Ledger Co", "aliases": ["DLC"], "hosts": ["dlc.example"]}],
                "languages": {"nl": {"before": ["volgens"], "after": ["*"], "articles": ["de"]}},
            }
        ),
        encoding="utf-8",
    )
    words = load_wording(path)
    text = "Volgens de DLC zakt de dijk. Volgens Reuters niet. https://dlc.example/dijk"
    assert [(c.kind, c.name) for c in find_credits(text, words=words)] == [
        ("named", "Dune Ledger Co"),
        ("named", "Reuters"),
        ("link", "Dune Ledger Co"),
    ]
    assert _found("Volgens de DLC zakt de dijk.") == []


@pytest.mark.parametrize(
    "content",
    ["{", "[]", '{"outlet": []}', '{"languages": {"nl": {"befor": []}}}', '{"outlets": [{"nam": 1}]}'],
)
def test_a_broken_file_is_refused_with_its_name(tmp_path: Path, content: str) -> None:
    """The message names the file and where its shape is described."""
    path = tmp_path / "mine.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"mine\.json.*docs/credits\.md"):
        load_wording(path)


FIRE = "Ein Brand hat die Bahn gestoppt. Niemand wurde verletzt."


@pytest.mark.parametrize(
    ("outlet", "text"),
    [
        ("nba", f"ALTMOOR (nba) - {FIRE}"),
        ("nba", f"ALTMOOR/KESSIN (NBA) - {FIRE}"),
        ("NBA", f"Altmoor, 12. Mai (nba) – {FIRE}"),
        ("nba", f"{FIRE} nba/dpa"),
        ("nba", f"{FIRE} nba"),
        ("nba", f"{FIRE}\n\n[nba]"),
        ("nba", f"{FIRE} (nba/kes)"),
        ("nba", f"{FIRE}\n\n(mit Material der nba)"),
        ("nba", f"{FIRE}\n\nMit Informationen von nba und dpa"),
        ("nba", f"{FIRE}\n\nQuelle: NBA"),
        ("ktp", "Almora, 12 may (KTP).- El incendio detuvo los trenes."),
        ("ktp", "El incendio detuvo los trenes. Nadie resultó herido. KTP"),
        ("ktp", "El incendio detuvo los trenes.\n\n(con información de KTP)"),
        ("agm", "ALMOR (AGM) — L’incendie a arrêté les trains."),
        ("agm", "L’incendie a arrêté les trains. Personne n’a été blessé.\n\nAvec AGM"),
        ("ktp", "ALDMOOR (ktp) -- A fire stopped the trains."),
        ("ktp", "A fire stopped the trains. Nobody was hurt. — KTP"),
        ("nordpress", f"{FIRE} nordpress"),
    ],
)
def test_an_outlet_by_a_short_name_is_credited_by_its_sign(outlet: str, text: str) -> None:
    """A corpus's own outlet is found in datelines, brackets and behind the last sentence, in any letters."""
    assert outlet in {credit.name for credit in find_credits(text, [outlet, "blatt"], "blatt")}


@pytest.mark.parametrize(
    ("outlet", "text"),
    [
        ("sport", f"ALTMOOR (Sport) - {FIRE}"),
        ("region", f"{FIRE} (Region)"),
        ("update", f"ALTMOOR (update) - {FIRE}"),
        ("foto", f"{FIRE} (Foto)"),
        ("sun", "LONDON (Sun) - A fire stopped the trains."),
        ("sur", "El incendio detuvo los trenes que viajaban al sur"),
        ("nba", "Er spielte in der NBA für Boston."),
        ("spd", "Das sagte der Abgeordnete Karl Meier (SPD) am Montag."),
        ("nba", "The National Basketball Association (NBA) said that games go on."),
    ],
)
def test_a_word_that_is_an_outlets_name_credits_nobody(outlet: str, text: str) -> None:
    """Where a name is an ordinary word, or an organisation's, the bracket says nothing of an outlet."""
    assert outlet not in {credit.name for credit in find_credits(text, [outlet, "blatt"], "blatt")}


@given(
    st.sets(st.text("Xy -.]^", max_size=4).map(lambda name: " ".join(name.split())).filter(bool)),
    st.text("Xy -.]^\n", max_size=40),
)
@settings(max_examples=200)
def test_spellings_are_found_alike_in_first_texts_and_in_later_ones(names: set[str], text: str) -> None:
    """Outlets of one sign or of many signs of expressions: what begins alike finds what all together find."""
    spellings = [*names, *(f"Q{number}" for number in range(201))]
    few, many = Finder(spellings), Finder(spellings)
    for _ in range(200):
        list(many.spans(""))
    assert list(few.spans(text)) == list(many.spans(text))


PROSE = (
    "A crack of fourteen metres in the northern wall led the town to close the reservoir above Valdemora on "
    "Monday, which supplies forty-two thousand people with water."
)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Agencia Norte", "agencia-norte"),
        ("Agencia Norte | 5/3/2024", "agencia-norte"),
        ("Agencia Norte, 5 de marzo de 2024", "agencia-norte"),
        ("Redacción / Agencia Norte", "agencia-norte"),
        ("Madrid / EFE", "EFE"),
        ("Redaktion, dpa", "dpa"),
        ("LONDON | Reuters | 5 March 2024", "Reuters"),
        ("Bay Times staff, 3 May 2024", "Bay Times"),
    ],
)
def test_a_line_of_names_above_the_text_is_a_credit(line: str, name: str) -> None:
    """A name with no more beside it than a day, a place or a newsroom says whose text follows."""
    text = f"Reservoir closed\n\n{line}\n\n{PROSE}\n"
    (credit,) = find_credits(text, ["agencia-norte", "la-gaceta", "Bay Times"], own="la-gaceta")
    assert (credit.kind, credit.name, text[credit.begin : credit.end]) == ("source-line", name, line)


@pytest.mark.parametrize(
    "line",
    ["Foto: Agencia Norte", "Reuters | Photo", "La Gaceta | 5/3/2024", "Agencia Norte sube los precios",
     "Bay Times: bridge closed", "Google, Apple and Reuters", "Bay Times - Bridge closed for nine days"],
)  # fmt: skip
def test_a_headline_a_picture_and_the_own_name_are_no_credit(line: str) -> None:
    """What says something of an outlet, or names the article's own, does not say whose text follows."""
    text = f"Reservoir closed\n\n{line}\n\n{PROSE}\n"
    assert find_credits(text, ["agencia-norte", "la-gaceta", "Bay Times", "Sport"], own="la-gaceta") == ()


EASTERN = [
    ("Kyodo", "【東京共同】東京の港で十四日未明、貨物船から出火した。けが人はいないという。"),
    ("Kyodo", "東京の港で十四日未明、貨物船から出火した。けが人はいないという。（共同）"),
    ("Jiji Press", "東京の港で十四日未明、貨物船から出火した。けが人はいない。（時事）"),
    ("Xinhua", "新华社北京5月14日电 港口凌晨发生火灾，二十辆消防车赶到现场，没有人员受伤。"),
    ("Xinhua", "港口凌晨发生火灾，二十辆消防车赶到现场，没有人员受伤。\n\n来源：新华社"),
    ("Yonhap", "(서울=연합뉴스) 항구에서 새벽 화물선에 불이 나 소방차 스무 대가 출동했다."),
    ("Yonhap", "항구에서 새벽 화물선에 불이 나 소방차 스무 대가 출동했다.\n\n출처: 연합뉴스"),
    ("TASS", "Пожар вспыхнул в порту ночью, и пожарные тушили его до утра.\n\nИсточник: ТАСС"),
    ("Ukrinform", "Пожежа спалахнула в порту вночі, її гасили до ранку.\n\nДжерело: Укрінформ"),
    ("Reuters", "اندلع حريق في الميناء ليلا وكافحت فرق الإطفاء النيران حتى الصباح.\n\nالمصدر: رويترز"),
    ("PAP", "Pożar wybuchł w porcie w nocy i strażacy gasili go do rana.\n\nŹródło: PAP"),
    ("Anadolu", "Limanda gece yangın çıktı ve itfaiye sabaha kadar çalıştı.\n\nKaynak: Anadolu Ajansı"),
]


@pytest.mark.parametrize(("name", "text"), EASTERN)
def test_agencies_sign_in_other_scripts(name: str, text: str) -> None:
    """A source line and an agency's own mark are credits in languages of which little else is read."""
    assert {credit.name for credit in find_credits(text, [], "Harbour Gazette")} == {name}


@pytest.mark.parametrize(
    "text",
    [
        "【東京】港で十四日未明、貨物船から出火した。けが人はいないという。",
        "両社は共同で港を調べ、時事の話題を扱う番組（共同の企画）を始めた。",
        "(서울=기자) 항구에서 새벽 화물선에 불이 나 소방차 스무 대가 출동했다.",
        "港口凌晨发生火灾，二十辆消防车赶到现场（北京）。",
    ],
)
def test_brackets_without_an_agency_credit_nobody(text: str) -> None:
    """A place, a word that an agency is called by as well, and a job in brackets are no credits."""
    assert find_credits(text, [], "Harbour Gazette") == ()


@pytest.mark.parametrize(
    ("outlet", "line"),
    [("ert", "Πηγή: ΕΡΤ"), ("kommersant", "Источник: Коммерсантъ"), ("kathimerini", "Πηγή: Καθημερινή")],
)
def test_a_folder_in_latin_letters_is_the_outlet_of_its_name(outlet: str, line: str) -> None:
    """Greek and Cyrillic names are those of outlets that are spelled in Latin letters."""
    found = find_credits(f"Something happened here, and more than that.\n\n{line}", [outlet], "paper")
    assert [credit.name for credit in found] == [outlet]


@pytest.mark.parametrize(
    "day", ["14 maja 2025", "14 May 2025", "14. Mai 2025", "14 мая 2025", "14 Μαΐου 2025"]
)
def test_a_sign_beside_a_date_is_a_credit(day: str) -> None:
    """A short form in capitals with a date beside it and nothing else is a line of the head."""
    prose = (
        "The fire broke out in the port at night, and firemen fought it until the morning, police said. " * 2
    )
    assert [one.name for one in find_credits(f"KAP, {day}\n\n{prose}", ["kap"], "paper")] == ["kap"]
    assert find_credits(f"KAP closes {day}\n\n{prose}", ["kap"], "paper") == ()


@pytest.mark.parametrize(
    ("note", "credited"),
    [
        ("Zuerst veröffentlicht in: Torvaner Woche", True),
        ("Traducido de: Torvaner Woche", True),
        ("Oorspronkelijk verschenen in: Torvaner Woche", True),
        ("За матеріалами Torvaner Woche", True),
        ("По материалам: Torvaner Woche", True),
        ("Opracowano na podstawie: Torvaner Woche", True),
        ("Op basis van een artikel in Torvaner Woche", True),
        ("Як пише Torvaner Woche, міст закрили.", True),
        ("Jak donosi Torvaner Woche, most zamknięto.", True),
        ("Со ссылкой на Torvaner Woche, без подробностей.", True),
        ("По данным полиции, Torvaner Woche закрыла редакцию.", False),
        ("Według świadków Torvaner Woche nie ukazała się wczoraj.", False),
        ("Zu gewinnen gab es diesmal: Torvaner Woche und zwei Bücher.", False),
        ("Na podstawie umowy Torvaner Woche zmienia właściciela.", False),
        ("Volgens de politie stond Torvaner Woche leeg.", False),
    ],
)
def test_notes_on_where_a_text_is_from_are_read_in_many_languages(note: str, credited: bool) -> None:  # noqa: FBT001
    """With a colon or without; the same words about something else credit nobody."""
    found = find_credits(f"Die Brücke ist gesperrt.\n\n{note}", outlets=["Torvaner Woche"])
    assert [credit.name for credit in found] == ["Torvaner Woche"] * credited
