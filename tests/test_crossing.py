"""The search and the verdict across languages, from texts to reports."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from benchmarks.quality import translated
from syndetect import Document, Index, check, compare, render, scan, why
from syndetect.candidates.languages import MOST_PARTNERS, LanguagePlaces, pairs_across
from syndetect.classify.one_event import event_likelihood, reasons_for
from syndetect.classify.translation import LEAST_TRANSLATED, judged_across, likelihood
from syndetect.classify.verdict import DOUBTFUL, Verdict
from syndetect.crosslingual import EventMeasures, Measures
from syndetect.crosslingual.anchors import AnchorReader
from syndetect.kernels.join import ROW_BITS, postings
from syndetect.model import DERIVED, Evidence, Report
from syndetect.pipeline import candidate_pairs, read
from syndetect.pipeline.crossing import languages_of
from syndetect.settings import Settings
from syndetect.spill import MEMORY, Budget, SortedRuns

WRITTEN = translated.written()
ORIGINALS = translated.originals()
PAIRS = [(ORIGINALS[str(one.meta["of"])], one) for one in WRITTEN.values() if "of" in one.meta]
STORY_TEXT = (
    "Runa Velde of Torvane met Osric Brenick in Kassel with Petra Lowen and Milo Hanske for 4,213 crowns."
)
APART = sorted({str(one.meta["apart"]) for one in WRITTEN.values() if "apart" in one.meta})


@pytest.fixture(scope="module")
def report() -> Report:
    """A scan of the translations beside all articles of the sample corpus."""
    return scan([*ORIGINALS.values(), *(one for one in WRITTEN.values() if "of" in one.meta)])


EXCURSION_ARABIC = (
    "غرقت عبارة سياحية صغيرة قبالة سواحل الإسكندرية مساء السبت وعلى متنها 46 راكبا، وأنقذ خفر "
    "السواحل 43 منهم بينما لقي ثلاثة حتفهم، بحسب ما أعلنت محافظة المدينة. وقال الناطق باسم "
    "المحافظة كريم الشاذلي إن العبارة «نوران» غادرت الميناء الشرقي في الخامسة والنصف رغم تحذير من "
    "رياح تبلغ سرعتها 40 كيلومترا في الساعة. وأضاف أن القبطان، البالغ من العمر 58 عاما، أوقف "
    "للتحقيق. وروت الناجية منى السيد، وهي معلمة من طنطا، أن المياه دخلت من النوافذ خلال دقيقتين. "
    "وقالت: «لم تكن هناك سترات نجاة كافية للأطفال». وكانت العبارة مرخصة لحمل 30 راكبا فقط. وأمر "
    "وزير النقل بتفتيش 112 قاربا سياحيا قبل بداية موسم الصيف، ووعد بتعويض عائلات الضحايا بمبلغ "
    "200 ألف جنيه لكل منها."
)
EXCURSION_TURKISH = (
    "Mısır’ın İskenderiye kenti açıklarında cumartesi akşamı küçük bir gezi teknesi battı. "
    "Valilik, teknedeki 46 yolcudan 43’ünün sahil güvenlik tarafından kurtarıldığını, üç kişinin "
    'öldüğünü açıkladı. Valilik sözcüsü Kerim El Şazli, "Nuran" adlı teknenin saatte 40 '
    "kilometreyi bulan rüzgâr uyarısına rağmen saat 17.30’da Doğu Limanı’ndan ayrıldığını "
    "söyledi. 58 yaşındaki kaptanın soruşturma için gözaltına alındığını belirtti. Tanta’dan "
    "gelen öğretmen Muna El Seyyid, kurtulanlardan biriydi. Suyun iki dakika içinde pencerelerden "
    'girdiğini anlattı. "Çocuklar için yeterli can yeleği yoktu" dedi. Teknenin yalnızca 30 yolcu '
    "taşıma izni vardı. Ulaştırma bakanı, yaz sezonu başlamadan önce 112 gezi teknesinin "
    "denetlenmesini emretti ve kurbanların ailelerine 200 bin cüneyh tazminat sözü verdi."
)
EXCURSION_GREEK = (
    "Τρεις άνθρωποι έχασαν τη ζωή τους όταν τουριστικό σκάφος με 46 επιβάτες βυθίστηκε το βράδυ "
    "του Σαββάτου ανοιχτά της Αλεξάνδρειας. Το λιμενικό διέσωσε τους υπόλοιπους 43, όπως "
    "ανακοίνωσε ο κυβερνήτης της πόλης. Ο εκπρόσωπος Καρίμ αλ Σάζλι είπε ότι το «Νουράν» "
    "απέπλευσε στις 17.30 από το Ανατολικό Λιμάνι παρά την προειδοποίηση για ανέμους 40 "
    "χιλιομέτρων την ώρα. Ο 58χρονος καπετάνιος συνελήφθη. «Δεν υπήρχαν αρκετά σωσίβια για τα "
    "παιδιά», δήλωσε η Μόνα αλ Σαγέντ, δασκάλα από την Τάντα, που σώθηκε. Όπως διηγήθηκε, το νερό "
    "μπήκε από τα παράθυρα μέσα σε δύο λεπτά. Το σκάφος είχε άδεια για μόλις 30 επιβάτες. Ο "
    "υπουργός Μεταφορών διέταξε να ελεγχθούν 112 τουριστικά σκάφη πριν από την έναρξη της θερινής "
    "περιόδου και υποσχέθηκε αποζημίωση 200.000 λιρών σε κάθε οικογένεια θύματος."
)


def test_translations_are_found_among_others_and_called_so(report: Report) -> None:
    """Every translation by hand is a candidate with its original, and nearly all are called translations."""
    found = [report.between(source.id, one.id) for source, one in PAIRS]
    assert all(pair is not None for pair in found)
    assert sum(pair is not None and pair.relation == "translation" for pair in found) >= len(PAIRS) - 1
    assert not report.faults


def test_passages_of_a_translation_are_sentences_beside_each_other(report: Report) -> None:
    """They are of their own kind, apart from each other, inside both texts, and all that evidence counts."""
    texts = {one.id: one.text for one in report.documents}
    for pair in report.pairs:
        kinds = {passage.kind for passage in pair.passages}
        assert ("translated" in kinds) == (pair.relation == "translation")
        if pair.relation != "translation":
            continue
        assert kinds == {"translated"}
        assert pair.evidence.translated == 1.0
        assert pair.evidence.passages == len(pair.passages)
        for side, text in (("left", texts[pair.left]), ("right", texts[pair.right])):
            spans = sorted((getattr(passage, side) for passage in pair.passages), key=lambda span: span.begin)
            assert all(0 <= span.begin < span.end <= len(text) for span in spans)
            assert all(one.end <= other.begin for one, other in pairwise(spans))


def test_a_translation_is_of_its_originals_family(report: Report) -> None:
    """Whatever source is told of a translation is its original or a print of it, no independent report."""
    of = {one.id: source.id for source, one in PAIRS}
    known = translated.labels()
    for family in report.families:
        for member in family.members:
            if member.document in of and member.source is not None:
                source = of.get(member.source, member.source)
                original = of[member.document]
                relation = known.get(frozenset((source, original)), "unrelated")
                assert source == original or relation in ("copy", "paraphrase", "rewrite")


@pytest.mark.parametrize("event", APART)
def test_two_reports_of_one_event_are_no_translation(event: str) -> None:
    """Results, tables, squads, quotations, releases, articles of reference: the same facts derive nothing."""
    left, right = (one for one in WRITTEN.values() if one.meta.get("apart") == event)
    (pair,) = compare(left, right).pairs
    assert not pair.derived


def test_every_format_shows_a_translation(report: Report) -> None:
    """No reporter is without a word for it."""
    few = replace(report, pairs=tuple(pair for pair in report.pairs if pair.relation == "translation"))
    for name in ("terminal", "json", "csv", "html", "markdown", "sarif", "junit", "github", "graphml"):
        text = render(few, name)
        assert "translat" in text
        assert "missing" not in text.casefold().split("translat")[0][:200]


def test_a_translation_in_quotation_marks_alone_is_no_translation() -> None:
    """What two articles quote in two languages can be had by anybody."""
    english = (
        "The hall of Brenick was full on Thursday. "
        '"We closed the mill at Torvane after sixteen accidents in 1987," said Runa Velde. '
        '"Nobody asked Ostrik Holding for 4.2 million crowns," Velde said. '
        '"The children of Kassel Street deserve a school," she said. Then she left by a side door.'
    )
    spanish = (
        "Ni una silla libre, ni un aplauso. "
        "«Cerramos el molino de Torvane tras dieciséis accidentes en 1987», dijo Runa Velde. "
        "«Nadie pidió 4,2 millones de coronas a Ostrik Holding», dijo Velde. "
        "«Los niños de la calle Kassel merecen una escuela», dijo. El alcalde ni siquiera levantó la vista."
    )
    (pair,) = compare({"id": "a", "text": english}, {"id": "b", "text": spanish}).pairs
    assert not pair.derived


def test_one_language_is_searched_as_before() -> None:
    """Without a second language no text is read again, and the candidates are the same."""
    english = [one for one in ORIGINALS.values() if one.language != "de"]
    told = np.zeros(3, np.int8)
    assert languages_of(told, np.full(3, 100), ["en", None, "en-GB"])[1] == ["en"]
    ids, pairs = candidate_pairs(english)
    again = candidate_pairs([replace(one, language="en") for one in english])
    assert ids == again[0]
    assert pairs.tolist() == again[1].tolist()


def test_a_short_text_speaks_for_no_language_in_the_search() -> None:
    """A line of figures is looked for in no other language unless the input names its own."""
    found, names = languages_of(np.array([0, 3, 3], np.int8), np.array([500, 20, 20]), [None, None, "es"])
    assert found.tolist()[1] == -1
    assert len(names) == 2


def test_a_translation_of_fifty_words_is_found_where_no_input_names_its_language() -> None:
    """Two paragraphs speak for their language."""
    polish = (
        "Mieszkańcy Zalipia Górnego nie mogą spać, bo dzwon kościelny bije co kwadrans, także w nocy. "
        "W poniedziałek sąd w Rzędowie kazał go wyłączać od 22 do 6.\n\n"
        "Skargę złożyła Halina Mróz, 58-letnia pielęgniarka, która mieszka 35 metrów od wieży. "
        "Zmierzyła 74 decybele. Proboszcz Adam Wilk zapowiedział odwołanie. "
        "„Dzwon bije od 1888 roku i nikomu nie szkodził” – powiedział."
    )
    english = (
        "A court in Rzędów has ordered a village church to silence its bell between 10 p.m. and 6 a.m. "
        "It had been striking every quarter of an hour, day and night.\n\n"
        "Halina Mróz, a nurse of 58 who lives 35 metres from the tower in Zalipie Górne, had complained "
        "after measuring 74 decibels. The parish priest, Adam Wilk, means to appeal against Monday's ruling. "
        '"The bell has been ringing since 1888 and has done nobody any harm," he said.'
    )
    (pair,) = scan([Document("en", english), Document("pl", polish)]).pairs
    assert pair.relation == "translation"


def test_a_check_says_the_same_against_files_and_an_index(tmp_path: Path) -> None:
    """Translations in an archive are found wherever that is, with the same verdicts."""
    suspect = [WRITTEN["lens.es"], WRITTEN["match.es"]]
    archive = [
        ORIGINALS[str(WRITTEN["lens.es"].meta["of"])],
        *list(ORIGINALS.values())[:6],
        WRITTEN["match.en"],
    ]
    archive = list({one.id: one for one in archive}.values())
    index = Index.build(tmp_path / "index", archive)
    found = [
        [(pair.left, pair.right, pair.relation, pair.confidence) for pair in one.pairs]
        for one in (check(*suspect, against=archive), index.check(*suspect))
    ]
    assert found[0] == found[1]
    assert ("harbour-gazette/stolen-lens-returned.md", "lens.es.md", "translation") in [
        row[:3] for row in found[0]
    ]


def _spoken(
    texts: list[str], languages: list[int], **more: object
) -> tuple[SortedRuns, SortedRuns, LanguagePlaces]:
    names = ["en", "es"]
    views = SortedRuns(1 << 64, ROW_BITS, Budget(MEMORY)), SortedRuns(1 << 64, ROW_BITS, Budget(MEMORY))
    found = AnchorReader().read(texts, [names[language] for language in languages])
    for view, (keys, rows) in zip(views, found, strict=True):
        view.append(postings(keys, rows))
    words = np.full(len(texts), 300)
    spoken = LanguagePlaces(np.array(languages), words, np.arange(len(texts)), **more)  # type: ignore[arg-type]
    return *views, spoken


def test_a_popular_story_does_not_blind_the_search() -> None:
    """Beside two hundred reports of the same people a translation still meets one in the other language."""
    texts = [f"{STORY_TEXT} Report {number + 1000} by Xenia{number}." for number in range(200)]
    texts.append(STORY_TEXT.replace("met", "se reunió con").replace("of", "de").replace("with", "con"))
    languages = [0] * 200 + [1]
    *views, spoken = _spoken(texts, languages)
    found = pairs_across(*views, spoken, Settings(), Budget(MEMORY))
    assert len(found)
    assert set(found.right.tolist()) == {200}
    assert len(found) <= 200 + MOST_PARTNERS


def test_what_is_asked_meets_only_the_others() -> None:
    """Two that are asked about are not compared with each other, nor two that are there."""
    asked = np.array([False, False, True, True])
    *views, spoken = _spoken([STORY_TEXT] * 4, [0, 1, 0, 1], asked=asked)
    found = pairs_across(*views, spoken, Settings(), Budget(MEMORY))
    assert list(zip(found.left.tolist(), found.right.tolist(), strict=True)) == [(0, 3), (1, 2)]


GOOD = Measures(
    carried_left=0.9,
    carried_right=0.95,
    answered=0.5,
    facts=0.9,
    facts_most=0.9,
    retold=0.4,
    known_facts=0.95,
    known_words=0.5,
    told_words=40,
    prose=0.5,
    misfit=0.3,
    sentences=14,
    all_sentences=16,
)
STORY = Verdict("same-story", 0.8, 0.1, ("some",), 0.8)


def test_forms_filled_in_twice_are_no_translations() -> None:
    """Two notices of one form in two languages share nearly all words but their facts: neither is derived."""
    pairs = list(translated.form_pairings())
    assert len(pairs) >= 30
    for pair in pairs[::6]:
        (judged,) = compare(pair.left, pair.right).pairs
        assert judged.relation not in DERIVED


def test_more_of_everything_is_likelier() -> None:
    """No measure that speaks for a translation lowers its likelihood, and lengths that do not fit do."""
    chance = likelihood(GOOD)
    assert chance >= LEAST_TRANSLATED
    for worse in (
        replace(GOOD, carried_left=0.3),
        replace(GOOD, facts=0.3),
        replace(GOOD, known_facts=0.5),
        replace(GOOD, known_words=0.2),
        replace(GOOD, prose=0.1),
        replace(GOOD, told_words=2),
        replace(GOOD, misfit=1.5),
        replace(GOOD, sentences=3),
    ):
        assert likelihood(worse) <= chance
    assert likelihood(Measures()) == 0.0


def test_what_is_derived_by_its_wording_stays() -> None:
    """A text that keeps the wording of another one is no translation of it, whatever languages are named."""
    copy = Verdict("copy", 0.9, 0.95, ())
    taken = Evidence(verbatim=0.8)
    assert judged_across(copy, GOOD, taken, (100, 100), ("en", "es")) is copy


def test_what_both_languages_write_alike_makes_no_rewrite_of_a_translation() -> None:
    """Addresses, titles and names are equal in both; where sentences tell no translation, nothing changes."""
    rewrite = Verdict("rewrite", 0.9, 0.95, ())
    alike = Evidence(verbatim=0.2, coverage_left=0.4, coverage_right=0.4)
    assert judged_across(rewrite, GOOD, alike, (100, 100), ("en", "es")).relation == "translation"
    assert judged_across(rewrite, Measures(), alike, (100, 100), ("en", "es")) is rewrite


def test_a_doubtful_translation_is_the_same_story_and_says_so() -> None:
    """Between doubt and certainty the weaker relation is given, with the probability."""
    doubtful = replace(GOOD, sentences=3, told_words=6, carried_left=0.7, carried_right=0.7, facts=0.7)
    chance = likelihood(doubtful)
    assert 0.2 < chance < LEAST_TRANSLATED
    found = judged_across(STORY, doubtful, Evidence(), (100, 100), ("en", "es"))
    assert found.relation == "same-story"


def test_documents_of_an_unknown_language_are_left_alone() -> None:
    """A text that speaks for no language that is known is compared as it always was."""
    one = Document("a", "Zzk qwv Velde 4213. Brrk trr Kassel 1987. Vvn sdt Torvane 16.", language=None)
    (pair,) = compare(one, replace(WRITTEN["lens.es"])).pairs
    assert pair.relation == "unrelated"


def test_why_tells_how_a_translation_was_found() -> None:
    """The gate across languages says whether two articles met there, and a candidate is called one."""
    original = ORIGINALS[str(WRITTEN["lens.es"].meta["of"])]
    documents = [original, WRITTEN["lens.es"], WRITTEN["match.es"]]
    found = why(original.id, "lens.es.md", documents)
    gates = {gate.name: gate.passed for gate in found.steps}
    assert gates["across languages"]
    assert gates["candidates"]
    other = why(original.id, "match.es.md", documents)
    assert not {gate.name: gate.passed for gate in other.steps}["across languages"]
    alike = why("lens.es.md", "match.es.md", documents)
    assert "across languages" not in {gate.name for gate in alike.steps}


def test_the_length_of_a_language_is_no_sign_of_cutting() -> None:
    """A translation into a language that takes fewer letters, both undated, does not tell which was first."""
    (pair,) = compare({"id": "ar", "text": EXCURSION_ARABIC}, {"id": "tr", "text": EXCURSION_TURKISH}).pairs
    assert pair.relation == "translation"
    assert pair.direction == "undetermined"


@pytest.mark.parametrize(
    ("left", "right"), [(EXCURSION_ARABIC, EXCURSION_GREEK), (EXCURSION_TURKISH, EXCURSION_GREEK)]
)
def test_a_translation_is_found_in_any_two_scripts(left: str, right: str) -> None:
    """Arabic, Greek and Turkish meet in a scan by figures, names and what words mean."""
    report = scan([{"id": "a", "text": left, "outlet": "A"}, {"id": "b", "text": right, "outlet": "B"}])
    assert [pair.relation for pair in report.pairs] == ["translation"]


def test_reasons_name_languages_in_words() -> None:
    """Nobody has to know that `el` is Greek."""
    (pair,) = compare({"id": "a", "text": EXCURSION_GREEK}, {"id": "b", "text": EXCURSION_ARABIC}).pairs
    assert "the left text is written in Greek, the right one in Arabic" in pair.reasons[0]


def test_two_translated_paragraphs_leave_independence_open() -> None:
    """An article of its own that takes some paragraphs over in another language is not surely independent."""
    own = (
        "De burgemeester van Zandwerve wil dat de gemeente zelf boten gaat keuren. Dat zei zij in de "
        "raad. Haar plan kost jaarlijks drie ton en roept vragen op bij de oppositie. Wethouder Joris "
        "Blok vindt het te duur. Vissers uit het dorp klagen dat hun kotters nu al vijf keer per jaar "
        "worden bekeken. De rondvaartbedrijven steunen haar, zolang de regels voor iedereen gelden. In "
        "mei wordt gestemd. Eerder dit jaar strandde een sloep met leerlingen op de plaat; toen kwam "
        "iedereen met de schrik vrij. "
    )
    taken = (
        "Voor de kust van Alexandrië zonk zaterdagavond een kleine rondvaartboot met 46 passagiers aan "
        "boord. De kustwacht redde er 43, drie mensen kwamen om, meldde de gouverneur. Woordvoerder Karim "
        "al Shazli zei dat de Nuran om 17.30 uur uit de Oostelijke Haven was vertrokken, ondanks een "
        "waarschuwing voor wind van 40 kilometer per uur. De kapitein van 58 jaar is voor onderzoek "
        "aangehouden. Het water kwam in twee minuten door de ramen binnen, vertelde Muna al Sayed, een "
        "lerares uit Tanta. "
    )
    (pair,) = compare(
        {"id": "a", "text": EXCURSION_TURKISH}, {"id": "b", "text": f"{own} {taken} {own[:300]}"}
    ).pairs
    assert pair.relation == "same-story"
    assert pair.confidence <= 0.5
    assert "in a row answer each other" in pair.reasons[0]


EVENTS = {one.id.rsplit("/", 1)[-1]: one for one in read(translated.EVENTS) if isinstance(one, Document)}


@pytest.mark.parametrize(
    ("left", "right"),
    [("blaze.pt.md", "blaze.es.md"), ("trial.pl.md", "trial.uk.md"), ("cup.it.md", "cup.fr.md")],
)
def test_reports_of_one_event_in_two_languages_are_one_story(left: str, right: str) -> None:
    """Two papers that open with the same names, and count alike, tell one event, neither by the other."""
    (pair,) = compare(EVENTS[left], EVENTS[right]).pairs
    assert pair.relation == "same-story"
    assert pair.derivation < DOUBTFUL
    assert any("stand in both texts" in reason for reason in pair.reasons)


@pytest.mark.parametrize(
    ("left", "right"),
    [("quay.es.md", "quayx.pt.md"), ("cup.it.md", "cupx.de.md"), ("resign.en.md", "resignx.it.md")],
)
def test_other_doings_of_the_same_people_are_another_story(left: str, right: str) -> None:
    """The next match of two teams, or a minister's other business of the week, has the same names alone."""
    assert [pair.relation for pair in compare(EVENTS[left], EVENTS[right]).pairs] == ["unrelated"]


def test_days_between_two_reports_count_for_each_pair() -> None:
    """One text that is published twice tells the event of its time: equal texts are worked on once."""
    report, early = EVENTS["blaze.pt.md"], EVENTS["blaze.es.md"]
    late = replace(early, id="late", published="2025-09-29")
    chances = [event_likelihood(EventMeasures(0.2, 30.0, 20.0), days) for days in (0.0, None, 2.0, 9.0)]
    assert chances == sorted(chances, reverse=True)
    assert chances[2] == chances[3]
    found = scan([report, early, late])
    assert found.between(report.id, early.id) is not None
    assert found.between(report.id, late.id) is None


@pytest.mark.parametrize(
    ("days", "words"),
    [(0.0, "on one day"), (0.4, "less than a day apart"), (1.0, "1 day apart"), (2.6, "3 days apart")],
)
def test_no_reports_are_no_days_apart(days: float, words: str) -> None:
    """Reports of one day are told to be of one day, and hours are no number of days."""
    assert reasons_for(EventMeasures(0.2, 30.0, 20.0), days)[-1] == f"they were published {words}"
