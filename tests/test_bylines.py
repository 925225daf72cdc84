"""By-lines, datelines, sections, times and credits of pictures around an article."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndetect import read, scan
from syndetect.attribution.credits import find_credits
from syndetect.boilerplate.authors import _opened, author
from syndetect.boilerplate.head_and_foot import edges
from syndetect.kernels.words import words
from syndetect.model import Document
from syndetect.normalise import tokenise
from syndetect.text.line_starts import lines

BODY = {
    "en": "The harbour office closed the old pier on Tuesday after two of its pillars had "
    "moved by a hand, the master said, and nobody knows when it will open again.",
    "de": "Das Hafenamt hat die alte Mole am Dienstag gesperrt, weil sich zwei ihrer "
    "Pfeiler um eine Handbreit verschoben haben, und niemand weiß, wann sie wieder öffnet.",
    "fr": "La capitainerie a fermé mardi la vieille jetée parce que deux de ses piliers "
    "ont bougé de la largeur d'une main, et personne ne sait quand elle rouvrira.",
    "es": "La capitanía cerró el martes el viejo muelle porque dos de sus pilares se "
    "habían movido un palmo, y nadie sabe cuándo volverá a abrir, dijo la alcaldesa.",
    "it": "La capitaneria ha chiuso martedì il vecchio molo perché due dei suoi piloni si "
    "sono spostati di una spanna, e nessuno sa quando riaprirà, ha detto la sindaca.",
    "pt": "A capitania fechou na terça-feira o velho cais porque dois dos seus pilares se "
    "moveram um palmo, e ninguém sabe quando voltará a abrir, disse a presidente.",
    "nl": "Het havenkantoor heeft de oude pier dinsdag gesloten omdat twee van de pijlers "
    "een hand breed zijn verschoven, en niemand weet wanneer hij weer opengaat.",
    "sv": "Hamnkontoret stängde den gamla piren på tisdagen eftersom två av dess pelare "
    "hade flyttat sig en handsbredd, och ingen vet när den öppnar igen.",
    "ro": "Căpitănia a închis marți vechiul dig pentru că doi dintre stâlpii lui s-au "
    "mișcat cu o palmă și nimeni nu știe când va fi deschis din nou, a spus primarul.",
    "pl": "Kapitanat zamknął we wtorek stare molo, ponieważ dwa z jego filarów przesunęły "
    "się o szerokość dłoni, i nikt nie wie, kiedy znów zostanie otwarte.",
    "ru": "Управление порта закрыло во вторник старый причал, потому что две его опоры "
    "сдвинулись на ладонь, и никто не знает, когда он снова откроется.",
    "uk": "Управління порту закрило у вівторок старий причал, бо дві його опори зсунулися "
    "на долоню, і ніхто не знає, коли він знову відкриється.",
    "tr": "Liman idaresi salı günü eski iskeleyi kapattı, çünkü ayaklarından ikisi bir "
    "karış yer değiştirmiş ve ne zaman yeniden açılacağını kimse bilmiyor.",
    "ar": "أغلقت إدارة الميناء الرصيف القديم يوم الثلاثاء بعد أن تحركت اثنتان من دعائمه "
    "بمقدار شبر، ولا أحد يعرف متى سيفتح من جديد، كما قالت العمدة.",
}  # fmt: skip

AROUND = """\
en|By Ada Holm
en|By ADA HOLM and Brit van der Moe
en|BY ADA HOLM
en|By: Ada Holm
en|By Ada Holm, BBC News
en|By Ada Holm, Political Editor
en|By Ada Holm in Port Maren
en|By Ada Holm, Brit Moe and Cai Orr
en|By Ada Holm for the Coast Herald
en|By Ada Holm | Reuters
en|By Ada Holm, Associated Press
en|By Reuters Staff
en|By Staff Reporter
en|By Our Correspondent
en|By J. R. Holm-Orr
en|Written by Ada Holm
en|Reported by Ada Holm on 5 May 2021
en|Author: Ada Holm
en|Ada Holm, Staff Writer
en|Ada Holm | Reuters
en|Published 3 hours ago
en|3 hours ago
en|Published: 5 May 2021
en|Published 10:31 BST, 5 May 2021 | Updated 12:04 BST, 6 May 2021
en|Last updated on Wed 5 May 2021 10.31 BST
en|Wednesday, May 5, 2021
en|May 5, 2021 at 2:16 PM
en|5 May 2021
en|2021-05-05
en|(posted 05/02/2021)
en|WORLD
en|World
en|Politics | Europe
en|Breaking News
en|(Reporting by Ada Holm; editing by Brit Moe)
en|Additional reporting by Cai Orr in Port Maren
en|Ada Holm contributed to this report.
en|Ada Holm, in Port Maren, and Brit Moe contributed reporting to this story.
en|Reuters
en|(AP)
en|Associated Press
en|With news wire services
en|ada.holm@coast-herald.example
en|Follow Ada Holm on Twitter @adaholm
en|Ada Holm/Getty Images
en|(Photo by Ada Holm/AFP via Getty Images)
en|AP Photo/Ada Holm
de|Von Ada Holm
de|Von Ada Holm, Berlin
de|Von Ada Holm und Brit von der Moe
de|Von Ada Holm (dpa)
de|Ein Kommentar von Ada Holm
de|Autorin: Ada Holm
de|Von unserer Korrespondentin Ada Holm
de|Stand: 5. Mai 2021, 10:31 Uhr
de|Veröffentlicht am 05.05.2021 um 10:31 Uhr
de|Aktualisiert vor 3 Stunden
de|vor 3 Stunden
de|Mittwoch, 5. Mai 2021
de|Wirtschaft
de|Foto: Ada Holm
de|Symbolbild
de|Lesezeit: 3 Minuten
de|3 Min. Lesezeit
de|Artikel teilen
de|Auf Facebook teilen
de|dpa
fr|Par Ada Holm
fr|Par Ada Holm, envoyée spéciale à Port-Maren
fr|Par Ada Holm avec AFP
fr|Propos recueillis par Ada Holm
fr|Publié le 5 mai 2021 à 10h31
fr|Publié le 05/05/2021 à 10:31, mis à jour le 06/05/2021 à 08:15
fr|Il y a 3 heures
fr|Avec AFP
fr|Société
fr|Photo : Ada Holm
fr|Crédit photo : Ada Holm
fr|Temps de lecture : 3 min
fr|Partager sur Facebook
es|Por Ada Holm
es|Por Ada Holm y Brit de la Moe
es|Ada Holm, corresponsal
es|Publicado el 5 de mayo de 2021 a las 10:31
es|Actualizado hace 3 horas
es|Hace 3 horas
es|Internacional
es|Foto: Ada Holm
es|Con información de EFE
es|Tiempo de lectura: 3 minutos
es|Compartir en Facebook
it|Di Ada Holm
it|a cura di Ada Holm
it|A cura di Ada Holm
it|Dal nostro inviato Ada Holm
it|Pubblicato il 5 maggio 2021 alle 10:31
it|3 ore fa
it|Cronaca
it|Foto: Ada Holm
it|Tempo di lettura: 3 minuti
it|© RIPRODUZIONE RISERVATA
pt|Por Ada Holm
pt|Texto: Ada Holm
pt|Publicado em 5 de maio de 2021, 10:31
pt|há 3 horas
pt|Economia
pt|Foto: Ada Holm
pt|Com informações da Lusa
pt|Tempo de leitura: 3 min
nl|Door Ada Holm
nl|Door onze verslaggever Ada Holm
nl|Gepubliceerd op 5 mei 2021 om 10:31
nl|3 uur geleden
nl|Buitenland
nl|Foto: Ada Holm
nl|Leestijd: 3 minuten
sv|Av Ada Holm
sv|Text: Ada Holm
sv|Publicerad 5 maj 2021 kl 10:31
sv|för 3 timmar sedan
sv|Utrikes
sv|Foto: Ada Holm
sv|Lästid: 3 min
ro|De Ada Holm
ro|Autor: Ada Holm
ro|Publicat pe 5 mai 2021 la ora 10:31
ro|acum 3 ore
ro|Externe
ro|Sursa foto: Ada Holm
pl|Autor: Ada Holm
pl|Oprac. Ada Holm
pl|Opublikowano: 5 maja 2021, 10:31
pl|3 godziny temu
pl|Gospodarka
pl|Fot. Ada Holm
pl|Czas czytania: 3 min
ru|Автор: Ада Холм
ru|Текст: Ада Холм
ru|Опубликовано 5 мая 2021 в 10:31
ru|5 мая 2021 г.
ru|3 часа назад
ru|В мире
ru|Фото: Ада Холм
ru|Время чтения: 3 мин
uk|Автор: Ада Холм
uk|Опубліковано 5 травня 2021 о 10:31
uk|3 години тому
uk|Суспільство
uk|Фото: Ада Холм
tr|Haber: Ada Holm
tr|Yayınlanma tarihi: 5 Mayıs 2021 10:31
tr|Son güncelleme: 05.05.2021 10:31
tr|3 saat önce
tr|Ekonomi
tr|Fotoğraf: Ada Holm
ar|بقلم: آدا هولم
ar|منذ 3 ساعات
ar|تاريخ النشر: 5 مايو 2021
ar|اقتصاد
ar|صورة: آدا هولم"""

TOLD = """\
en|By Tuesday the Pier Was Shut
en|By May the harbour had reopened
en|By any measure, Ada Holm is a winner.
en|By Ada Holm's count, forty boats were lost.
en|By then Ada Holm had left
en|By land and sea
en|By Monday Morning
en|Ada Holm, who built the pier, has died
en|Ada Holm, 41, was found on the pier
en|Ada Holm, Prime Minister
en|Ada Holm told Reuters
en|Ada Holm (left) with the master
en|World leaders met in Port Maren
en|World War Two bomb found
en|Sport minister resigns
en|Published figures show a fall of 3 percent
en|Published 3 novels in a year
en|Updated rules for 2021
en|May 2021 was the wettest for years
en|10 hours
en|Three hours ago the pier stood
en|5 May
en|12 January 1250 1255 1251
en|Reporting by Numbers: How Papers Count
en|Reuters said so
en|The Associated Press Building Burns
en|Follow the money, says Ada Holm
en|Loading bays were shut
en|In London
en|Getty villa reopens
de|Von Haus aus ein Seemann
de|Von Montag an gilt der neue Fahrplan
de|Von der Leyen reist nach Port Maren
de|Von Port Maren nach Wolmer in drei Stunden
de|Wirtschaft wächst um 3 Prozent
de|Vor 3 Stunden stand die Mole noch
de|Stand der Dinge nach 3 Tagen
de|Foto des Jahres gekürt
fr|Par Ada Holm et par tous les siens, la jetée fut sauvée.
fr|Par ailleurs
fr|Société Générale ferme 3 agences
es|Por Ada Holm votaron 3 de cada 10
es|Por fin
es|Hace 3 horas que arde el muelle
it|Di Ada Holm si sa poco
it|Di nuovo
nl|De Telegraaf Media
sv|Av 3 båtar återstår en
ru|Автор письма не назван
pl|Autor listu nieznany
en|De Ada Holm"""


def marked(text: str, language: str) -> str:
    """The words inside the marks, by spaces."""
    return " ".join(words_of(text[begin:end]) for begin, end in edges(text, lines(text), language))


def words_of(text: str) -> str:
    """All words of a text, by spaces."""
    batch = words([text])
    return " ".join(text[begin:end] for begin, end in zip(batch.begins, batch.ends, strict=True))


def split(sample: str) -> tuple[str, str]:
    """Language and line of a sample."""
    language, _, line = sample.partition("|")
    return language, line


@pytest.mark.parametrize("sample", AROUND.split("\n"))
def test_lines_around_an_article_are_furniture(sample: str) -> None:
    """A line at the head that tells author, time, section or picture is marked whole, and nothing else is."""
    language, line = split(sample)
    text = f"Pier shut for good\n\n{line}\n\n{BODY[language]}\n\n{BODY[language]}\n"
    assert marked(text, language) == words_of(line)


@pytest.mark.parametrize("sample", TOLD.split("\n"))
def test_what_is_told_stays(sample: str) -> None:
    """A line that merely begins like one of these is part of the article."""
    language, line = split(sample)
    assert marked(f"Pier shut\n\n{line}\n\n{BODY[language]}\n", language) == ""
    assert marked(f"Pier shut\n\n{BODY[language]}\n\n{line}\n", language) == ""


DATELINES = """\
en|LONDON (AP) —| The harbour
en|LONDON, May 5 (Reuters) -| The harbour
en|PORT MAREN, Cove County (Meridian Wire) —| The harbour
en|(Reuters) -| The harbour
en|PORT MAREN —| The harbour
en|PORT MAREN, N.H. --| The harbour
en|Port Maren (AFP) –| The harbour
en|PORT MAREN/WOLMER (AP) -| “The harbour
de|Berlin (dpa) -| Das Hafenamt
de|Berlin/Hamburg (dpa/lno) -| Das Hafenamt
de|BERLIN, 5. Mai (Reuters) -| Das Hafenamt
fr|PARIS, 5 mai (AFP) –| La capitainerie
es|Madrid, 5 may (EFE).-| La capitanía
it|ROMA, 5 MAG (ANSA) -| La capitaneria
it|(ANSA) - ROMA, 5 MAG -| La capitaneria
pt|Lisboa, 05 mai 2021 (Lusa) –| A capitania
nl|AMSTERDAM (ANP) -| Het havenkantoor
sv|STOCKHOLM (TT) –| Hamnkontoret
ro|BUCUREȘTI (Agerpres) -| Căpitănia
pl|Warszawa (PAP) -| Kapitanat
ru|МОСКВА, 5 мая. /ТАСС/.| Управление порта
ru|МОСКВА, 5 мая — РИА Новости.| Управление порта
uk|КИЇВ. 5 травня. УНН.| Управління порту
tr|ANKARA (AA) -| Liman idaresi
ar|القاهرة (رويترز) -| أغلقت"""

NO_DATELINES = """\
en|NATO — the alliance of the north — met in Port Maren on Tuesday to talk.
en|IBM - a maker of machines - has closed its office in Port Maren for good.
en|TABLE - How forty boats were lost at sea within a single year of storms
en|Ada Holm (centre) - The master of the harbour has resigned after the fall.
en|The pier (1901) - The oldest of the coast - was shut on Tuesday, he said.
en|MINISTER RESIGNS - HARBOUR SHUT AND FORTY BOATS LOST IN THE STORM
en|Port Maren - The harbour office closed the pier on Tuesday, the master said.
en|A TEENAGER woke up in a boat — and asked the crew how the storm was going.
de|Das Amt (dpa) meldete am Dienstag den Verlust von vierzig Booten auf See."""


@pytest.mark.parametrize("sample", DATELINES.split("\n"))
def test_datelines_are_furniture(sample: str) -> None:
    """Place, day and agency at the head of a paragraph are marked, and the sentence after them is not."""
    language, head, rest = sample.split("|")
    text = f"{head}{rest} {BODY[language]}\n\n{BODY[language]}\n"
    assert marked(text, language) == words_of(head)
    below = f"Pier shut for good\n\nBy Ada Holm\n\n{text}"
    assert marked(below, language) == f"By Ada Holm {words_of(head)}"


@pytest.mark.parametrize("sample", NO_DATELINES.split("\n"))
def test_no_sentence_is_a_dateline(sample: str) -> None:
    """A first word in capitals, brackets or a dash alone make no dateline."""
    language, line = split(sample)
    assert marked(f"{line}\n\n{BODY[language]}\n", language) == ""


@pytest.mark.parametrize("mark", ["(dpa)", "(AP)", "/AFP/"])
def test_an_agency_that_signs_is_furniture(mark: str) -> None:
    """An agency in brackets behind the last sentence is marked; anything else in brackets is text."""
    assert marked(f"{BODY['en']} {mark}\n", "en") == mark.strip("()/")
    assert marked(f"{BODY['en']} (Port Maren)\n", "en") == ""


WRAPPED = """\
The pier was paid for and built, as the ledgers show, in one summer
By Ada Holm
and three masons from the other side of the bay. It stood for a year
World War Two
began, and nobody had time to mend a pier that only sailors used for
Sport
or for the landing of fish."""


def test_lines_that_break_a_sentence_are_text() -> None:
    """Where breaks only wrap the text, a line that alone would be a by-line or a section is none."""
    assert marked(WRAPPED, "en") == ""


def test_a_by_line_in_a_wrapped_text_is_furniture() -> None:
    """Between a headline and wrapped paragraphs, a by-line and the line under it stand alone."""
    body = "The harbour office closed the old pier on Tuesday, as its master\nsaid, for good."
    text = f"Pier shut for good\n\nBy Ada Holm\nBBC News, Port Maren\n\n{body}\n"
    assert marked(text, "en") == "By Ada Holm BBC News Port Maren"


def test_a_line_in_the_middle_is_text() -> None:
    """Far from head and foot nobody signs: a name, a date or a section there is told."""
    inner = "\n\n".join(("By Ada Holm", "Sport", "5 May 2021", "Reuters"))
    told = "\n\n".join([BODY["en"]] * 8)
    assert marked(f"{told}\n\n{inner}\n\n{told}\n", "en") == ""


def test_a_by_word_belongs_to_its_language() -> None:
    """What opens a by-line in Romanian is an article in Dutch; English by-lines stand on all pages."""
    for language, line, found in (("ro", "De Ada Holm", True), ("nl", "De Ada Holm", False)):
        assert bool(marked(f"{line}\n\n{BODY[language]}\n", language)) == found
    assert marked(f"By Ada Holm\n\n{BODY['pl']}\n", "pl") == "By Ada Holm"


@given(st.text(max_size=400), st.sampled_from(sorted(BODY)))
def test_marks_lie_inside_the_text(text: str, language: str) -> None:
    """Whatever the text, every mark begins before it ends, and none reaches over the text or another mark."""
    found = edges(text, lines(text), language)
    places = [place for span in found for place in span]
    assert places == sorted(places)
    assert all(begin < end for begin, end in found)
    assert not places or (places[0] >= 0 and places[-1] <= len(text))


@pytest.mark.parametrize(
    "line",
    [
        "By " + "Ada Holm, " * 13,
        "By " + "A" * 130,
        "(" * 139,
        "5 " * 60,
        "Reporting by " + "Ada " * 60 + ";",
        "AA " * 46,
    ],
)
def test_hostile_lines_come_to_an_end(line: str) -> None:
    """Lines that fit many ways and fail at their end are decided all the same, and stay text."""
    assert marked(f"{BODY['en']}\n\n{line}!\n\n{BODY['en']}", "en") == ""


WIRE = f"PORT MAREN (Meridian Wire) — {BODY['en']} Divers were sent down at noon.\n\n(Reporting by Cai Orr)\n"
COPY = (
    f"Pier shut\n\nBy Ada Holm, Associated Press\n5 May 2021\n\n{BODY['en']} Divers were sent down at noon.\n"
)


def test_marks_are_furniture_and_still_credits() -> None:
    """What is marked stays out of passages and shares and is counted, while credits are found in it."""
    report = scan([Document("a", WIRE, outlet="Meridian Wire"), Document("b", COPY, outlet="Coast Herald")])
    (pair,) = report.pairs
    assert (pair.evidence.boilerplate_left, pair.evidence.boilerplate_right) == (8, 8)
    assert pair.evidence.coverage_left == 1
    assert WIRE[pair.passages[0].left.begin :].startswith("The harbour office")
    assert [credit.kind for credit in find_credits(COPY)] == ["wire"]
    assert [(one.kind, one.name) for one in find_credits(WIRE, ("Meridian Wire",))] == [
        ("wire", "Meridian Wire")
    ]


def test_tokens_of_marks_are_furniture() -> None:
    """The words of a by-line and of a dateline are those of the tokens that are marked, offsets unmoved."""
    tokens = tokenise([Document("a", WIRE)])[0]
    inside = [
        WIRE[k:j]
        for k, j, is_furniture in zip(tokens.begins, tokens.ends, tokens.furniture, strict=True)
        if is_furniture
    ]
    assert inside == ["PORT", "MAREN", "Meridian", "Wire", "Reporting", "by", "Cai", "Orr"]


GERMAN = ("Ada Holm und Brit Moe", "Von Ada Holm und Brit Moe")


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (COPY, None, ("Ada Holm", "By Ada Holm, Associated Press")),
        (f"Mole zu\n\nVon Ada Holm und Brit Moe\n\n{BODY['de']}", None, GERMAN),
        (f"De Ada Holm\n\n{BODY['ro']}", "ro-RO", ("Ada Holm", "De Ada Holm")),
        (f"De Ada Holm\n\n{BODY['nl']}", None, None),
        (f"By Our Staff Reporter\n\n{BODY['en']}", None, None),
        (f"{BODY['en']}\n\nBy Wednesday it was shut.", None, None),
        ("By Ada Holm", None, ("Ada Holm", "By Ada Holm")),
        ("", None, None),
    ],
)  # fmt: skip
def test_authors_are_read_from_by_lines(
    text: str, language: str | None, expected: tuple[str, str] | None
) -> None:
    """A by-line of people gives their names and itself; agencies, staff and sentences give nothing."""
    assert author(text, language) == expected


def test_an_author_is_filled_in_where_none_was_given(tmp_path: Path) -> None:
    """Reading notes the author of a by-line with the line it stands on, unless the input names one."""
    (tmp_path / "a.txt").write_text(COPY, "utf-8")
    (tmp_path / "b.md").write_text(f"---\nauthor: Brit Moe\n---\n{COPY}", "utf-8")
    found = {
        item.id: {key: item.meta[key] for key in ("author", "byline") if key in item.meta}
        for item in read(tmp_path)
        if isinstance(item, Document)
    }
    assert found["a.txt"] == {"author": "Ada Holm", "byline": "By Ada Holm, Associated Press"}
    assert found["b.md"] == {"author": "Brit Moe"}


def test_a_passage_may_reach_over_a_by_line() -> None:
    """A by-line between two sentences that were taken parts no passage, and is counted on its side alone."""
    told = f"Forty boats were lost in the night when the old pier gave way\n\n{{}}{BODY['en']}\n"
    pair = scan([Document("a", told.format("By Ada Holm\n\n")), Document("b", told.format(""))]).pairs[0]
    assert len(pair.passages) == 1
    assert (pair.evidence.coverage_left, pair.evidence.boilerplate_left, pair.evidence.boilerplate_right) == (
        1,
        3,
        0,
    )
    told = told.format("Share this article\n\nBy Ada Holm\n\n")
    pair = scan([Document("a", told), Document("b", told.replace("Share this article\n\n", ""))]).pairs[0]
    assert len(pair.passages) == 2


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("Par Anne Vidal", True),
        ("Par la rédaction", False),
        ("Por Juan de la Cruz", True),
        ("por la que pasan cada mañana", False),
    ],
)
def test_a_line_of_wrapped_text_opens_no_byline(line: str, named: bool) -> None:  # noqa: FBT001
    """What opens like a by-line and has no name behind it costs nobody a look at the whole head."""
    assert _opened(f"{line}\n\n{BODY['fr']}") is named
