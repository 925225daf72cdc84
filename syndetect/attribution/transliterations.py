"""Names of outlets in Cyrillic or Greek letters as others write them: Обрій is Obriy, Obrij and Obrii."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
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


_GREEK = dict(zip("αβγδεζηικλμνξοπρσςτυφω", "avgdeziiklmnxoprsstyfo", strict=True)) | {
    "θ": "th",
    "χ": "ch",
    "ψ": "ps",
}
_GREEK_PAIRS = {"ου": "ou", "γγ": "ng", "γξ": "nx", "γχ": "nch"}
_FIRST_PAIRS = {"μπ": "b", "ντ": "d", "γκ": "g"}
"""Two letters with one sound at the head of a word; within one they are written as they stand."""

_GREEK_SCHEMES: tuple[Mapping[str, str], ...] = (
    {},
    {"χ": "h", "γχ": "nh", "υ": "i"},
    {"χ": "kh", "γχ": "nkh"},
    {"αυ": "au", "ευ": "eu", "φ": "ph"},
)
"""As signs on roads and passports write Greek, by ear, as in English, and as scholars did."""

_VOICELESS = frozenset("θκξπσςτφχψ")
_GREEK_ARTICLES = frozenset({"ο", "η", "το", "οι", "τα"})


@lru_cache(maxsize=4096)
def latin_spellings(name: str) -> tuple[str, ...]:
    """A name in Cyrillic letters as English, German and Polish papers write it, one in Greek as others do.

    () for any other.
    """
    return _from_greek(name) or _from_cyrillic(name)


def _from_greek(name: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKD", name.lower())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    if not any("α" <= sign <= "ω" for sign in plain):
        return ()
    words = plain.split()
    found: dict[str, None] = {}
    for scheme in _GREEK_SCHEMES:
        # The article is left out in other languages as often as not.
        spelled = list(_as_large((_greek_word(word, scheme) for word in words), name.split()))
        for some in (spelled, spelled[1:] if words[0] in _GREEK_ARTICLES else spelled):
            found[" ".join(some)] = None
    return tuple(text for text in found if text)


def _greek_word(word: str, scheme: Mapping[str, str]) -> str:
    letters, pairs = {**_GREEK, **scheme}, {**_GREEK_PAIRS, **scheme}
    spelled, place = "", 0
    while place < len(word):
        two = word[place : place + 2]
        pair = pairs.get(two) if len(two) == 2 else None
        if pair is None and two in {"αυ", "ευ", "ηυ"}:
            pair = letters[two[0]] + ("f" if word[place + 2 : place + 3] in _VOICELESS else "v")
        if pair is None and place == 0:
            pair = _FIRST_PAIRS.get(two)
        spelled += letters.get(word[place], word[place]) if pair is None else pair
        place += 1 if pair is None else 2
    return spelled


def _as_large(words: Iterable[str], name: Iterable[str]) -> Iterator[str]:
    """The words with a capital where those of the name have one."""
    for word, old in zip(words, name, strict=True):
        yield word[:1].upper() + word[1:] if old[:1].isupper() else word


def _from_cyrillic(name: str) -> tuple[str, ...]:
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
                # A small word stays small in any letters: Спортивний берег is Sportywnyj bereh.
                found[" ".join(_as_large(words, name.split(" ")))] = None
    return tuple(found)


@lru_cache(maxsize=8192)
def sound_of(name: str) -> str:
    """How the words of a folded name sound, in one; empty where that is too little to tell a name."""
    sound = "".join(romanised(word) for word in name.split())
    return sound if len(sound) >= _LEAST_SOUND else ""


def in_latin(name: str) -> bool:
    """Whether a name is written in Latin letters."""
    return all(sign <= _LATIN_LAST for sign in name if sign.isalpha())
