"""Names that Japanese writes by their sound, in Latin letters: マルタン is Martan, for Martin.

Vowels that Japanese needs between consonants and at the end are left out again.
"""

from __future__ import annotations

import re
from functools import lru_cache

JAPANESE = "ja"

LEAST = 3
"""Letters of a run that is taken for a name; shorter ones sound like any word."""

RUN = re.compile(f"[ァ-ヺー]{{{LEAST},}}")

_ROWS = {
    "": "アイウエオ", "k": "カキクケコ", "g": "ガギグゲゴ", "s": "サシスセソ", "z": "ザジズゼゾ",
    "t": "タチツテト", "d": "ダヂヅデド", "n": "ナニヌネノ", "h": "ハヒフヘホ", "b": "バビブベボ",
    "p": "パピプペポ", "m": "マミムメモ", "r": "ラリルレロ",
}  # fmt: skip
_SOUNDS = {
    kana: row + vowel for row, letters in _ROWS.items() for kana, vowel in zip(letters, "aiueo", strict=True)
} | {
    "シ": "shi", "ジ": "ji", "チ": "chi", "ツ": "tsu", "フ": "fu", "ヤ": "ya", "ユ": "yu", "ヨ": "yo",
    "ワ": "wa", "ヲ": "o", "ン": "n", "ヴ": "vu", "ー": "", "ッ": "",
}  # fmt: skip
_SMALL = dict(zip("ァィゥェォャュョヮ", ("a", "i", "u", "e", "o", "ya", "yu", "yo", "wa"), strict=True))
_FILLED = re.compile(r"(?<=[kgszfhbpmr])u(?![aeiouy])|(?<=ts)u(?![aeiouy])|(?<=[td])o(?=[bdfghjkmnprstvz]|$)")
"""Vowels behind a consonant that another consonant, or nothing, follows: most names have none there."""


@lru_cache(maxsize=1 << 14)
def in_latin_letters(run: str) -> str:
    """A run of katakana as a name in Latin letters with a capital."""
    found: list[str] = []
    for kana in run:
        small = _SMALL.get(kana)
        if small is None:
            found.append(_SOUNDS.get(kana, ""))
        elif found and found[-1][-1:] in "aiueo":
            # ティ is ti, シャ is sha, キャ is kya.
            bare = found[-1][:-1]
            found[-1] = bare + (small[-1] if bare[-2:] in ("sh", "ch") or bare == "j" else small)
        else:
            found.append(small)
    spelled = _FILLED.sub("", "".join(found))
    return spelled[:1].upper() + spelled[1:]


def with_names_in_latin(text: str) -> str:
    """A Japanese text with each such name in Latin letters, between blanks."""
    return RUN.sub(lambda run: f" {in_latin_letters(run[0])} ", text)
