"""Names of outlets in Cyrillic letters as others write them: Обрій is Obriy, Obrij and Obrii."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from syndetect.crosslingual.romanise import romanised

_LATIN_LAST = "\u024f"
_LEAST_SOUND = 4
"""Letters of a name by its sound at least: shorter ones are anybody's."""

_PLAIN = dict(zip("абвгґдезиклмнопрстуфыэі", "abvggdeziklmnoprstufyei", strict=True)) | dict.fromkeys(
    "ъь'’", ""
)
_ENGLISH = _PLAIN | {
    "ж": "zh", "й": "y", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya",
    "ё": "yo", "є": "ye", "ї": "yi", "ў": "u",
}  # fmt: skip
_GERMAN = _PLAIN | {
    "в": "w", "ж": "sch", "з": "s", "й": "j", "х": "ch", "ц": "z", "ч": "tsch", "ш": "sch", "щ": "schtsch",
    "ю": "ju", "я": "ja", "ё": "jo", "є": "je", "ї": "ji", "ў": "u",
}  # fmt: skip
_POLISH = _PLAIN | {
    "в": "w", "ж": "ż", "й": "j", "х": "ch", "ц": "c", "ч": "cz", "ш": "sz", "щ": "szcz", "ю": "ju",
    "я": "ja", "ё": "jo", "є": "je", "ї": "ji", "ў": "u",
}  # fmt: skip
_UKRAINIAN = {"г": "h", "и": "y"}
_UKRAINIAN_LETTERS, _RUSSIAN_LETTERS = frozenset("іїєґ"), frozenset("ыэёъ")
_ENDINGS: tuple[tuple[str, str], ...] = (
    ("", ""),
    ("iy", "y"),
    ("yy", "y"),
    ("ij", "i"),
    ("yj", "y"),
    ("y", "i"),
)
"""What a word's ending may be written as besides: Vecherniy and Vecherny, Obriy and Obrii."""


@lru_cache(maxsize=4096)
def latin_spellings(name: str) -> tuple[str, ...]:
    """A name in Cyrillic letters as English, German and Polish papers write it; () for any other."""
    small = name.lower()
    if not any("\u0400" <= sign <= "\u04ff" for sign in small):
        return ()
    letters = frozenset(small)
    readings: list[Mapping[str, str]] = []
    if not letters & _UKRAINIAN_LETTERS:
        readings.append({})
    if not letters & _RUSSIAN_LETTERS:
        readings.append(_UKRAINIAN)
    found: dict[str, None] = {}
    for scheme in (_ENGLISH, _GERMAN, _POLISH):
        for reading in readings:
            spelled = "".join({**scheme, **reading}.get(sign, sign) for sign in small)
            for old, new in _ENDINGS:
                words = [
                    word.removesuffix(old) + new if word.endswith(old) else word
                    for word in spelled.split(" ")
                ]
                found[" ".join(word[:1].upper() + word[1:] for word in words)] = None
    return tuple(found)


@lru_cache(maxsize=8192)
def sound_of(name: str) -> str:
    """How the words of a folded name sound, in one; empty where that is too little to tell a name."""
    sound = "".join(romanised(word) for word in name.split())
    return sound if len(sound) >= _LEAST_SOUND else ""


def in_latin(name: str) -> bool:
    """Whether a name is written in Latin letters."""
    return all(sign <= _LATIN_LAST for sign in name if sign.isalpha())
