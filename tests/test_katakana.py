"""Names that Japanese writes by their sound."""

from __future__ import annotations

import pytest

from syndetect import Document, compare
from syndetect.crosslingual.katakana import RUN, in_latin_letters, with_names_in_latin
from syndetect.crosslingual.keys import keys_of
from syndetect.kernels.code_points import folded

NAMES = [
    ("ヴィダル", "Vidal"),
    ("ヤマハ", "Yamaha"),
    ("バルセロナ", "Barcelona"),
    ("フェルナンデス", "Fernandes"),
    ("マルタン", "Martin"),
    ("ティモシェンコ", "Tymoshenko"),
    ("スミルノフ", "Smirnov"),
    ("ペトロヴァ", "Petrova"),
    ("ロドリゲス", "Rodríguez"),
    ("ハルヴォルセン", "Halvorsen"),
]


@pytest.mark.parametrize(("katakana", "name"), NAMES)
def test_a_name_is_known_by_its_sound(katakana: str, name: str) -> None:
    """With l or r, with and without the vowels that Japanese puts in between."""
    ours = keys_of(folded(in_latin_letters(katakana)), "ja", name=True)
    theirs = keys_of(folded(name), "en", name=True)
    assert set(ours) & set(theirs)


def test_only_long_runs_are_names() -> None:
    """Short ones, and what is written in other letters, stay as they are."""
    assert with_names_in_latin("バスで東京へ行った。") == "バスで東京へ行った。"
    assert with_names_in_latin("ヤマハを弾いた").split() == ["Yamaha", "を弾いた"]
    assert RUN.search("ひらがな") is None


def test_reports_in_japanese_and_english_meet_by_names_and_figures() -> None:
    """What both open with tells one event though not a word is glossed."""
    left = Document(
        "ja",
        "ノルウェーの登山家ハルヴォルセン氏(41)とカナダのペトロヴァ氏"
        "(36)が3日、標高7134メートルの北壁を下った。二人は5200メートルの"
        "キャンプで嵐を避け、218時間を過ごした。救助隊のフェルナンデス隊長は"
        "無事を確認したと話した。",
        published="2025-08-04",
    )
    right = Document(
        "en",
        "Two climbers, Ingrid Halvorsen, 41, and Olga Petrova, 36, came down the north face of the "
        "7,134-metre peak on Sunday. They had sat out a storm for 218 hours in a camp at 5,200 metres, "
        "said Luis Fernandes, who led the rescue team. Neither of them was hurt, but both have "
        "frostbite on their hands.",
        published="2025-08-04",
    )
    (pair,) = compare(left, right).pairs
    assert pair.relation in {"same-story", "translation"}
    assert any("stand in both texts" in reason or "answer each other" in reason for reason in pair.reasons)
