"""Texts in two languages: what is recognised of a word, sentences in one order, and what that amounts to."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndetect import Document
from syndetect.align import prepare
from syndetect.crosslingual import KeyedText, beside, keyed_text, stretch_of
from syndetect.crosslingual.alignment import _GAP, aligned, best_beads, in_common
from syndetect.crosslingual.glosses import gathered, own
from syndetect.crosslingual.keys import is_figure, is_name, keys_of, may_be_name, more_keys
from syndetect.crosslingual.particles import bare_forms, without_article
from syndetect.crosslingual.romanise import romanised, skeleton
from syndetect.crosslingual.sentence_measures import NOTHING
from syndetect.crosslingual.written_figures import figure_key, figure_keys, in_myriads
from syndetect.kernels.code_points import folded
from syndetect.normalise import tokenise
from tools.glosses import TARGET, prepared

ENGLISH = (
    "The mill at Torvane burned down on Monday night. Sixteen families of Kassel Street had to leave "
    "their houses. Fire chief Runa Velde spoke of damage of 4.2 million crowns. The owner, Ostrik "
    "Holding, did not answer questions. In 1987 a fire in the same mill had killed three workers."
)
SPANISH = (
    "El molino de Torvane se quemó la noche del lunes. Dieciséis familias de la calle Kassel tuvieron"
    " que dejar sus casas. La jefa de bomberos, Runa Velde, habló de daños por 4,2 millones de "
    "coronas. El propietario, Ostrik Holding, no respondió a las preguntas. En 1987, un incendio en "
    "el mismo molino había matado a tres trabajadores."
)
UKRAINIAN = (
    "Млин у Торвані згорів у понеділок уночі. Шістнадцять родин з вулиці Кассель мусили залишити свої"
    " будинки. Начальниця пожежної служби Руна Вельде говорила про збитки в 4,2 мільйона крон. "
    "Власник, Острік Холдинг, не відповів на запитання. 1987 року пожежа в тому ж млині вбила трьох "
    "робітників."
)


def side(text: str, language: str) -> KeyedText:
    """A text as it is held against others."""
    return keyed_text(prepare([tokenise([Document("a", text, language=language)])]).tokens[0], text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Реллстрём", "Rellstrom"),
        ("Кассель", "Kassel"),
        ("Meredith", "Мередит"),
        ("Αθηνα", "Athina"),
        ("Schuster", "Шустер"),
        ("Cicero", "Sisero"),
        ("Szczecin", "Shchetsin"),
    ],
)
def test_a_name_sounds_alike_in_every_script(one: str, other: str) -> None:
    """However a name is spelt, one of its keys is the same."""
    ours, theirs = (
        set(keys_of(folded(word), "en", name=True)) | {romanised(folded(word))} for word in (one, other)
    )
    assert ours & theirs


@given(st.text(alphabet="абвгдежзиклмнопрстуфхцчшщыэюяαβγδεζηθικλμνabcxyz", max_size=20))
def test_romanised_words_are_latin(word: str) -> None:
    """Of the scripts that are known nothing is left, and a skeleton has consonants after its head."""
    found = romanised(folded(word))
    assert found.isascii()
    assert not set(skeleton(found)[1:]) & set("aeiou")


@given(st.integers(0, 10**9), st.sampled_from([",", "."]))
def test_thousands_are_no_part_of_a_figure(value: int, sign: str) -> None:
    """A figure has one key whichever sign parts its thousands."""
    assert figure_key(f"{value:,}".replace(",", sign)) == figure_key(str(value))


def test_decimals_are_told_alike() -> None:
    """A comma and a full stop mean the same before decimals, and a nought at their end nothing."""
    assert figure_key("1,40") == figure_key("1.4") == figure_key("1.40")
    assert figure_key("1.400") != figure_key("1.40")


def test_number_words_are_figures() -> None:
    """Twelve is the same figure in digits and in words of any listed language."""
    for word, language in (("twelve", "en"), ("zwölf", "de"), ("doce", "es"), ("двенадцать", "ru")):
        keys = keys_of(folded(word), language, name=False)
        assert figure_key("12") in keys
        assert is_figure(keys)


def test_every_meaning_has_words_in_most_languages() -> None:
    """The own word list is complete enough for any two of its languages to meet, and no stem is a letter."""
    glosses = own()
    assert glosses.languages == {
        "en",
        "es",
        "fr",
        "de",
        "it",
        "pt",
        "nl",
        "ro",
        "ru",
        "uk",
        "pl",
        "sv",
        "tr",
        "el",
        "ar",
    }
    by_language = {
        language: {
            meaning
            for table in (glosses.words, glosses.stems)
            for meanings in table.get(language, {}).values()
            for meaning in meanings.split()
        }
        for language in glosses.languages
    }
    for one, other in product(by_language.values(), repeat=2):
        assert len(one & other) > 400
    assert all(len(stem) > 1 for stems in glosses.stems.values() for stem in stems)


def test_the_table_is_what_the_list_says() -> None:
    """The prepared table was written anew since the list was changed."""
    assert TARGET.read_text("utf-8") == prepared()


def test_the_longest_opening_says_what_a_word_means() -> None:
    """Of two openings of a word the longer one counts, and a whole word more than any."""
    glosses = gathered([("a", {"en": ("wat*",)}), ("b", {"en": ("water*",)}), ("c", {"en": ("watered",)})])
    assert glosses.meanings("watch", "en") == ("a",)
    assert glosses.meanings("waters", "en") == ("b",)
    assert glosses.meanings("watered", "en") == ("c",)
    assert glosses.meanings("fire", "en") == glosses.meanings("water", "de") == ()


def test_thousands_that_stand_apart_are_one_figure() -> None:
    """28 000 is a figure, whichever space stands in it, and 28 and 000 are none."""
    for space in (" ", "\u00a0", "\u202f"):
        found = side(f"Quelque 28{space}000 véhicules passent chaque jour par Torvane.", "fr")
        assert ("=28000",) in found.keys
        assert ("=000",) not in found.keys


@pytest.mark.parametrize(("text", "language"), [(SPANISH, "es"), (UKRAINIAN, "uk")])
def test_sentences_of_a_translation_answer_each_other(text: str, language: str) -> None:
    """Each of five sentences finds its own, and all of them count."""
    found = beside(side(ENGLISH, "en"), side(text, language))
    assert found.beads.spans.tolist() == [[row, row + 1, row, row + 1] for row in range(5)]
    assert found.supported.all()
    assert found.measures.carried_left == found.measures.carried_right == 1.0
    assert found.measures.all_sentences == 5


def test_joined_and_missing_sentences_are_found() -> None:
    """Two sentences in one are a bead, and one that was left out is in none."""
    joined = SPANISH.replace("lunes. Dieciséis", "lunes, y dieciséis")
    shorter = joined.replace("El propietario, Ostrik Holding, no respondió a las preguntas. ", "")
    found = beside(side(ENGLISH, "en"), side(shorter, "es"))
    assert found.beads.spans.tolist() == [[0, 2, 0, 1], [2, 3, 1, 2], [4, 5, 2, 3]]


def test_a_sentence_that_adds_nothing_is_left_out() -> None:
    """A sentence that shares nothing joins no other one, however well both fit the length of a third."""
    filled = ENGLISH.replace(" Sixteen families", " Whoever could sleep slept badly. Sixteen families", 1)
    longer = SPANISH.replace("del lunes.", "del lunes, según cuenta todo aquel que pasa por aquí.", 1)
    spans = beside(side(filled, "en"), side(longer, "es")).beads.spans.tolist()
    assert spans[:2] == [[0, 1, 0, 1], [2, 3, 1, 2]]


def test_a_story_told_in_another_order_is_found() -> None:
    """Whoever begins with the end of a story tells the same one, and is said to do so in another order."""
    parts = [part + "." for part in SPANISH.removesuffix(".").split(". ")]
    found = beside(side(ENGLISH, "en"), side(" ".join([*parts[3:], *parts[:3]]), "es"))
    assert found.beads.spans[:, 2].tolist() == [2, 3, 4, 0, 1]
    assert found.measures.carried_left == found.measures.carried_right == 1.0
    assert found.measures.moved == 2


def test_figures_are_read_through_their_words() -> None:
    """A figure is the same with its thousands in words, in two words, and with a unit written to it."""
    for text, language, figure in (
        ("Постраждали 240 тисяч пасажирів у Тарвіку.", "uk", "240000"),
        ("Le train coûte 1,8 million de couronnes à Torvane.", "fr", "1800000"),
        ("En Torvane viven treinta y tres pastores.", "es", "33"),
        ("Quelque trente-trois moutons sont morts à Torvane.", "fr", "33"),
        ("In Torvane it was 27C on Monday.", "en", "27"),
        ("Trente et un agneaux sont morts à Torvane.", "fr", "31"),
        ("Dix-neuf brebis et quatre-vingt-dix-sept agneaux sont morts à Torvane.", "fr", "19"),
        ("Dix-neuf brebis et quatre-vingt-dix-sept agneaux sont morts à Torvane.", "fr", "97"),
        ("Four hundred and twenty lambs died in Torvane.", "en", "420"),
        ("Vierhundert Lämmer starben in Torvane.", "de", "400"),
        ("In Torvane vivono tremila pastori.", "it", "3000"),
        ("In Torvane wonen vijfduizend herders.", "nl", "5000"),
        ("Five thousand shepherds live in Torvane.", "en", "5000"),
        ("У Торвані п'ятнадцять пастухів і п’ять псів.", "uk", "15"),
        ("У Торвані п'ятнадцять пастухів і п’ять псів.", "uk", "5"),
        ("Roughly twenty-three sheep died in Torvane.", "en", "23"),
    ):
        keys = {key for keys in side(text, language).keys for key in keys}
        assert f"={figure}" in keys


def test_years_and_ages_beside_each_other_stay_apart() -> None:
    """Two figures in digits are never one."""
    keys = {key for keys in side("In 2020 5 sheep and 30 2 dogs died in Torvane.", "en").keys for key in keys}
    assert {"=2020", "=5", "=30", "=2"} <= keys
    assert not {"=32", "=2025"} & keys


def test_what_stands_between_figures_parts_them() -> None:
    """Two figures in words are one only side by side, or with a word for *and* between them."""
    keys = {
        key
        for keys in side(
            "A hundred sheep, fifty dogs and twenty, perhaps five, cows died in Torvane.", "en"
        ).keys
        for key in keys
    }
    assert {"=100", "=50", "=20", "=5"} <= keys
    assert not {"=150", "=25"} & keys


def test_a_time_of_day_is_one_figure_however_it_is_written() -> None:
    """Hours and minutes are one figure with a colon, a stop or an h between them, and so is a full hour."""
    for text, language in (
        ("The pumps at Torvane stopped at 16:25 and at 17.00.", "en"),
        ("Die Pumpen in Torvane standen um 16.25 Uhr und um 17 Uhr still.", "de"),
        ("Les pompes de Torvane se sont arrêtées à 16 h 25 et à 17 h.", "fr"),
        ("As bombas de Torvane pararam às 16h25 e às 17h00.", "pt"),
    ):
        keys = {key for keys in side(text, language).keys for key in keys}
        assert {"=1625", "=17"} <= keys
        assert "=25" not in keys
    assert set(figure_keys("5.40")) & set(figure_keys("5:40"))
    assert set(figure_keys("6pm")) & set(figure_keys("18:00"))
    assert figure_keys("1,280") == ("=1280",)
    assert figure_keys("3:2") == figure_keys("3")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Krammem", "pl"), ("Kramm", "de")),
        (("Скибою", "uk"), ("Skyba", "en")),
        (("Гаврда", "ru"), ("Havrda", "en")),
        (("Ocejo", "es"), ("Осехо", "ru")),
        (("Heredia", "es"), ("Эредия", "ru")),
        (("Ciani", "it"), ("Чани", "ru")),
        (("Джада", "ru"), ("Giada", "it")),
    ],
)
def test_a_name_is_known_in_its_cases_and_as_others_hear_it(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    """Endings of a name make no other one, nor do sounds that two languages spell their own way."""
    ours, theirs = (
        {*keys_of(folded(word), language, name=True), *more_keys(folded(word), language)}
        for word, language in (one, other)
    )
    assert ours & theirs


def test_compounds_mean_what_their_parts_mean() -> None:
    """A German or Dutch word is known by its last part as well, and one that is known is no name."""
    for german, english in (("hafenstraße", "road"), ("kirchturm", "tower"), ("obstgarten", "garden")):
        ours, theirs = keys_of(folded(german), "de", name=True), keys_of(english, "en", name=False)
        assert {key for key in ours if key[0] == "~"} & set(theirs)
    assert not is_name(keys_of("sommer", "de", name=True))
    assert is_name(keys_of("torvane", "de", name=True))
    assert is_name(keys_of("wien", "de", name=True))
    assert set(keys_of("wien", "de", name=True)) & set(keys_of(folded("Відень"), "uk", name=True))


def test_facts_and_words_are_known_wherever_they_stand() -> None:
    """A text in another order, its sentences split, has all of the other's figures and names."""
    parts = [part + "." for part in SPANISH.removesuffix(".").split(". ")]
    found = beside(side(ENGLISH, "en"), side(" ".join(parts[::-1]), "es")).measures
    assert found.known_facts == 1.0
    assert found.known_words > 0.5
    other = side("En 1987 nadie hablaba de Torvane. Otro incendio, el de Brenmoor, dejó 23 heridos.", "es")
    assert beside(side(ENGLISH, "en"), other).measures.known_facts < found.known_facts


def test_sides_are_exchanged_and_nothing_else() -> None:
    """What is measured does not depend on which text is on the left."""
    one, other = side(ENGLISH, "en"), side(SPANISH, "es")
    there, back = beside(one, other), beside(other, one)
    assert there.beads.spans.tolist() == back.beads.spans[:, [2, 3, 0, 1]].tolist()
    assert np.allclose(there.beads.likeness, back.beads.likeness)
    assert there.measures.answered == pytest.approx(back.measures.answered)
    assert there.measures.facts == pytest.approx(back.measures.facts)
    assert there.measures.told_words == back.measures.told_words


def test_texts_on_other_things_have_no_sentence_in_common() -> None:
    """Sentences that share nothing but everyday words support nothing."""
    other = (
        "Los precios de las naranjas bajaron en otoño. Nadie esperaba tanta lluvia en el valle. "
        "Los agricultores piden ayuda para sus campos."
    )
    found = beside(side(ENGLISH, "en"), side(other, "es"))
    assert not found.supported.any()
    assert found.measures.all_sentences == 0


@given(st.lists(st.integers(0, 4), max_size=6), st.lists(st.integers(0, 4), max_size=6))
def test_no_sentence_stands_in_two_beads(left: list[int], right: list[int]) -> None:
    """Whatever the texts, beads do not overlap on either side, and hold one or two sentences of it."""
    parts = [part + "." for part in ENGLISH.split(". ")], [part + "." for part in SPANISH.split(". ")]
    texts = [" ".join(of[row] for row in rows) for of, rows in zip(parts, (left, right), strict=True)]
    one, other = side(texts[0], "en"), side(texts[1], "es")
    spans = aligned(one, other, in_common(one, other)).spans
    for rows in (spans[:, :2], spans[:, 2:]):
        assert ((rows[:, 1] - rows[:, 0] >= 1) & (rows[:, 1] - rows[:, 0] <= 2)).all()
        order = rows[np.argsort(rows[:, 0])]
        assert (order[1:, 0] >= order[:-1, 1]).all()
    assert (np.diff(spans[:, 0]) >= 0).all()


def test_a_text_without_sentences_has_no_bead() -> None:
    """Nothing is held beside nothing."""
    assert len(beside(side("", "en"), side(SPANISH, "es")).beads) == 0


def _worth(n: int, m: int, scores: dict[tuple[int, int], np.ndarray]) -> float:
    """The score of the best way, cell by cell."""
    best = {(0, 0): 0.0}
    for i, j in product(range(n + 1), range(m + 1)):
        if not i and not j:
            continue
        moves = [best[place] + _GAP for place in ((i - 1, j), (i, j - 1)) if place in best]
        moves += [
            best[i - di, j - dj] + float(found[i - di, j - dj])
            for (di, dj), found in scores.items()
            if i >= di and j >= dj
        ]
        best[i, j] = max(moves)
    return best[n, m]


@given(st.integers(1, 7), st.integers(1, 7), st.integers(0, 2**32 - 1))
def test_the_beads_are_those_of_the_best_way(n: int, m: int, seed: int) -> None:
    """By diagonals and cell by cell the best way is worth the same, and the beads are worth that."""
    drawn = np.random.default_rng(seed)
    shapes = {(1, 1): (n, m), (1, 2): (n, m - 1), (2, 1): (n - 1, m)}
    scores = {bead: drawn.normal(-1, 3, shape) for bead, shape in shapes.items()}
    spans = best_beads(n, m, scores)
    told = sum(float(scores[b - a, d - c][a, c]) for a, b, c, d in spans.tolist())
    left = n + m - int((spans[:, 1] - spans[:, 0]).sum() + (spans[:, 3] - spans[:, 2]).sum())
    assert told + _GAP * left == pytest.approx(_worth(n, m, scores))


@pytest.mark.parametrize("word", ["المياه", "والمياه", "بالمياه", "للمياه", "مياهها"])
def test_what_arabic_writes_in_one_with_a_word_hides_no_meaning(word: str) -> None:
    """Article, prepositions and endings are no part of what is looked up."""
    assert own().meanings(folded(word), "ar") == own().meanings(folded("مياه"), "ar") != ()


def test_only_arabic_words_lose_particles() -> None:
    """A word of another language is looked up as it stands."""
    assert list(bare_forms("والمياه", "fa")) == list(bare_forms("water", "en")) == []
    assert without_article("الله", "fa") == "الله"


@pytest.mark.parametrize(
    ("greek", "latin"),
    [("Μπράουν", "Braun"), ("Ντόναλντ", "Donalnt"), ("Γκρέτα", "Greta"), ("Ούρσουλα", "Ursula")],
)
def test_greek_pairs_of_letters_are_one_sound(greek: str, latin: str) -> None:
    """What Greek spells with two letters for want of one sounds like the one."""
    assert romanised(folded(greek)) == romanised(folded(latin))


def test_names_are_met_in_a_script_without_capitals() -> None:
    """A name in Arabic letters shares a key with itself in Latin ones; a word with a meaning is no name."""
    name = keys_of(folded("بنحدو"), "ar", name=True)
    assert set(name) & set(keys_of(folded("Benhaddou"), "fr", name=True))
    assert may_be_name(folded("بنحدو"), "ar", own())
    assert not may_be_name(folded("والمياه"), "ar", own())
    assert not may_be_name("benhaddou", "fr", own())


def test_a_few_words_gloss_no_language() -> None:
    """A short list of the user's adds words, and does not say that the others of the text mean nothing."""
    few = gathered([("a", {"fi": ("lautta",), "en": ("ferry",)})])
    assert few.meanings("lautta", "fi") == ("a",)
    assert not few.languages


def test_a_stretch_is_measured_as_if_it_were_all() -> None:
    """What stands before and behind it is no part of the figures of a stretch."""
    own = side(ENGLISH, "en"), side(SPANISH, "es")
    more = (
        side(f"Nobody in Brillax likes the rain of November. {ENGLISH} The library opens at nine.", "en"),
        side(f"{SPANISH} Dos gatos duermen en la cocina. El tranvía azul no circula.", "es"),
    )
    alone, inside = stretch_of(beside(*own)), stretch_of(beside(*more))
    assert alone.sentences >= 4
    assert inside.all_sentences == alone.all_sentences
    assert inside.carried_left == inside.carried_right == 1.0
    assert beside(*more).measures.carried_left < 1.0


def test_scattered_sentences_are_no_stretch() -> None:
    """Two texts that answer each other in less than four sentences in a row have nothing to measure."""
    short = " ".join(SPANISH.split(". ")[:2]) + "."
    assert stretch_of(beside(side(ENGLISH, "en"), side(short, "es"))) == NOTHING


@given(st.integers(0, 9999), st.integers(0, 9999), st.integers(0, 9999), st.booleans())
def test_figures_in_myriads_are_read(high: int, middle: int, low: int, chinese: bool) -> None:  # noqa: FBT001
    """Hundreds of millions, ten thousands and the rest, each left out where it is nothing."""
    hundred_million, myriad = "亿万" if chinese else "億萬"
    parts = [str(high), hundred_million] * (high > 0) + [str(middle), myriad] * (middle > 0)
    parts += [str(low)] * (low > 0 or not parts)
    words = [*parts, "人"]
    ends = np.cumsum([len(word) for word in words]).tolist()
    figure, last = in_myriads("".join(words), [0, *ends[:-1]], ends, 0)
    assert int(figure) == high * 10**8 + middle * 10**4 + low
    assert last == len(parts) - 1


def test_myriads_with_decimals_are_read() -> None:
    """1.3 ten thousands are 13,000; more decimals than the letter has noughts are no such figure."""
    for figure, value in (("1.3", "13000"), ("2,5", "250000"), ("0.00001", "0.00001")):
        assert in_myriads(f"{figure}万", [0, len(figure)], [len(figure), len(figure) + 1], 0)[0] == value
