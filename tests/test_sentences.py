"""Where sentences begin."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndetect.text.lexicon import LANGUAGES
from syndetect.text.sentences import rough_sentences, sentence_starts


def split(text: str, language: str) -> list[str]:
    """The sentences of a text without the space around them."""
    starts = sentence_starts(text, language)
    return [text[a:b].strip() for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        ("de", "Am 3. Mai wurde die Brücke z. B. für Lkw gesperrt.", "Die Stadt bedauert das sehr."),
        ("fr", "M. Durand a fermé le pont à 12 h. 30 mardi soir.", "La ville le regrette beaucoup."),
        ("pl", "Most zamknięto o godz. 12 na prośbę dr. Nowaka z urzędu.", "Miasto bardzo żałuje."),
        ("sv", "Bron stängdes kl. 12 i tisdags, bl.a. för lastbilar.", "Staden beklagar det mycket."),
        ("ro", "Podul a fost închis marți, a spus dl. Popescu la conferință.", "Orașul regretă foarte mult."),
        ("uk", "Ремонт коштуватиме 5 тис. гривень, сказав м. Петренко нам.", "Місто дуже шкодує про це."),
        ("ru", "Мост закрыли во вторник, сообщил г. Петров из мэрии.", "Город очень сожалеет об этом."),
        (
            "tr",
            "Köprü salı günü kapatıldı, dedi Dr. Yılmaz basına.",
            "Belediye bundan çok üzgün olduğunu söyledi.",
        ),
        ("ar", "هل أغلق الجسر يوم الثلاثاء بسبب الشقوق العميقة؟", "نعم، قالت رئيسة البلدية إنه مغلق."),
        (
            "zh",
            "由于检查人员在两个桥墩上发现了很深的裂缝，大桥星期二已经全面禁止通行。",
            "市政府表示非常遗憾，并请市民谅解。",
        ),
        (
            "ja",
            "検査員が二本の橋脚に深いひび割れを見つけたため、橋は火曜日に通行止めとなった。",
            "市は大変残念だと述べている。",
        ),
        (
            "ko",
            "검사관들이 교각 두 곳에서 깊은 균열을 발견해 다리가 화요일에 폐쇄되었다.",
            "시는 매우 유감이라고 밝혔다.",
        ),
        ("th", "สะพานลอร์นถูกปิดการจราจรหลังจากเจ้าหน้าที่พบรอยร้าวลึก", "เทศบาลเสียใจเป็นอย่างยิ่งและขออภัยประชาชนทุกคน"),
    ],
)
def test_two_sentences_are_two(language: str, first: str, second: str) -> None:
    """Abbreviations end no sentence, and every language's own full stop does."""
    gap = "" if language in {"zh", "ja"} else " "
    assert split(first + gap + second, language) == [first, second]


@given(st.text(max_size=200), st.sampled_from([*LANGUAGES, "th", "zh", "xx"]))
def test_sentences_begin_in_order_inside_the_text(text: str, language: str) -> None:
    """The first begins at the start, and none is empty."""
    starts = sentence_starts(text, language) if text else [0]
    assert starts[0] == 0
    assert all(a < b for a, b in pairwise(starts))
    assert starts[-1] < max(1, len(text))


@pytest.mark.parametrize("space", ["\u00a0", "\u2003", "\u3000", "\u202f"])
@pytest.mark.parametrize("language", ["en", "fr", "de"])
def test_a_wide_space_before_a_full_stop_ends_nothing(space: str, language: str) -> None:
    """A capital, a space of several bytes and a full stop: the splitter alone would break off there."""
    text = f"The clinic in the harbour gave the crew vitamin C{space}. They sailed on in the evening."
    assert "".join(split(text, language)).replace(" ", "") == text.replace(" ", "")


@given(st.text(alphabet="abc. !\n”", max_size=200))
def test_sentences_are_in_order_and_trimmed(text: str) -> None:
    """They do not overlap, and none begins or ends with white space."""
    found = list(rough_sentences(text))
    assert all(one.end <= two.begin for one, two in pairwise(found))
    assert all(text[span.begin : span.end] == text[span.begin : span.end].strip() for span in found)


def test_a_text_falls_into_its_sentences() -> None:
    """Stops, marks behind them and line ends close a sentence; scraps are left out."""
    text = "Headline of the day's report\n\n“It is over and done,” he said. So it was at last!\nOk."
    cut = [text[span.begin : span.end] for span in rough_sentences(text)]
    assert cut[:2] == ["Headline of the day's report", "“It is over and done,” he said."]
    assert "Ok." not in cut


def test_sentences_of_scripts_without_spaces_are_cut_too() -> None:
    """Their full stops need no space behind them."""
    text = "港务局周三证实货轮在浓雾中撞上防波堤北侧。船长表示没有人员受伤，乘客都已安全上岸等候检查。"
    assert [text[span.begin : span.end] for span in rough_sentences(text)] == [text[:21], text[21:]]
