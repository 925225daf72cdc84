"""Words of several scripts in Latin letters, written so that one name looks alike however it is spelt.

This is no transliteration to read: sounds that languages spell in several ways share one letter.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

_CYRILLIC = dict(
    zip(
        "абвгґдеєжзиійклмнопрстуфхцчшщъыьэюяўђјљњћџѓќѕ",
        [
            "a",
            "b",
            "v",
            "g",
            "g",
            "d",
            "e",
            "e",
            "j",
            "z",
            "i",
            "i",
            "i",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "h",
            "ts",
            "ch",
            "sh",
            "sh",
            "_",
            "i",
            "_",
            "e",
            "iu",
            "ia",
            "u",
            "j",
            "i",
            "li",
            "ni",
            "ch",
            "j",
            "g",
            "k",
            "z",
        ],
        strict=True,
    )
)
_GREEK = dict(
    zip(
        "αβγδεζηθικλμνξοπρσςτυφχψω",
        [
            "a",
            "v",
            "g",
            "d",
            "e",
            "z",
            "i",
            "t",
            "i",
            "k",
            "l",
            "m",
            "n",
            "x",
            "o",
            "p",
            "r",
            "s",
            "s",
            "t",
            "i",
            "f",
            "h",
            "ps",
            "o",
        ],
        strict=True,
    )
)
_ARABIC = dict(
    zip(
        "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةپچگکی",
        [
            "a",
            "b",
            "t",
            "t",
            "g",
            "h",
            "h",
            "d",
            "d",
            "r",
            "z",
            "s",
            "sh",
            "s",
            "d",
            "t",
            "z",
            "a",
            "g",
            "f",
            "k",
            "k",
            "l",
            "m",
            "n",
            "h",
            "u",
            "i",
            "a",
            "a",
            "p",
            "ch",
            "g",
            "k",
            "i",
        ],
        strict=True,
    )
)
_SILENT = "_"
_TABLE = str.maketrans(
    {letter: sound.strip(_SILENT) for letter, sound in {**_CYRILLIC, **_GREEK, **_ARABIC}.items()}
)

_SPELT = (
    ("tsch", "ch"), ("sch", "sh"), ("tch", "ch"), ("cz", "ch"), ("sz", "sh"), ("ck", "k"), ("ph", "f"),
    ("th", "t"), ("qu", "ku"), ("ks", "x"), ("kh", "h"), ("tz", "ts"), ("zz", "ts"), ("ł", "l"), ("ø", "o"),
    ("ð", "d"), ("þ", "t"), ("đ", "d"), ("ı", "i"),
)  # fmt: skip
"""Letters that are one sound, and the ones that stand for it here; in this order."""

_SPELT_ANY = re.compile("|".join(letters for letters, _ in _SPELT))
"""Most words have none of these."""

_SOFT = re.compile(r"c(?=[eiy])")
_LETTERS = str.maketrans({"c": "k", "q": "k", "w": "v", "y": "i", "j": "i", "z": "s"})
_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = str.maketrans("", "", "aeiou")


@lru_cache(maxsize=1 << 16)
def romanised(word: str) -> str:
    """A folded word in Latin letters, spelt by sound as far as spelling tells."""
    found = word if word.isascii() else _greek_sounds(word).translate(_TABLE)
    if _SPELT_ANY.search(found) is not None:
        for letters, sound in _SPELT:
            if letters in found:
                found = found.replace(letters, sound)
    found = found.replace("ch", "C")
    if "c" in found:
        found = _SOFT.sub("s", found)
    found = found.translate(_LETTERS).replace("ts", "s")
    return _DOUBLED.sub(r"\1", found)


_GREEK_OPENINGS = (("μπ", "b"), ("ντ", "d"), ("γκ", "g"), ("τζ", "j"))


def _greek_sounds(word: str) -> str:
    """A folded word with the pairs of Greek letters that are one sound as that: elsewhere they are two."""
    for letters, sound in _GREEK_OPENINGS:
        if word.startswith(letters):
            word = sound + word[len(letters) :]
            break
    return word.replace("ου", "u")


def skeleton(romanised: str) -> str:
    """The first letter of a word in Latin letters and its consonants: vowels are what scripts differ in."""
    return _DOUBLED.sub(r"\1", romanised[:1] + romanised[1:].translate(_VOWELS))


_SOFTENED = (
    ("cia", "ча"), ("cio", "чо"), ("ciu", "чу"), ("ci", "чи"), ("ce", "че"), ("gi", "ji"), ("ge", "je")
)  # fmt: skip

_HEARD: Mapping[str, Sequence[tuple[str, str]]] = {
    "es": (("j", "h"), ("ge", "he"), ("gi", "hi")),
    "fr": (("ch", "sh"), ("ou", "u")),
    "it": _SOFTENED,
    "ro": _SOFTENED,
    "ru": (("г", "h"), ("дж", "j")),
    "uk": (("г", "h"), ("дж", "j")),
}
"""What of a language's spelling another one hears otherwise: Russian has Гавана for Havana."""

_SILENT_H = frozenset(("es", "fr", "it", "pt"))

_DECLINED = ("ovi", "evi", "ego", "ogo", "emu", "omu", "imi", "im", "ih", "om", "em", "ov", "ev", "am", "ah")
"""Endings of names in the Slavic languages, as they sound."""
_SLAVIC = frozenset(("ru", "uk", "pl"))
_VOWEL_ENDS = "aeiou"
_LEAST_STEM = 3


def other_sounds(word: str, language: str) -> tuple[str, ...]:
    """A folded name of a language as it may sound in another one, in Latin letters."""
    found = []
    for spelt, heard in _HEARD.get(language, ()):
        if spelt in word:
            found.append(romanised(word.replace(spelt, heard)))
    if language in _SILENT_H and word.startswith("h"):
        found.append(romanised(word[1:]))
    return tuple(found)


def declined(sound: str, language: str) -> str:
    """A name in Latin letters without what its case adds to it, and without the vowels at its end."""
    if language in _SLAVIC:
        for ending in _DECLINED:
            if sound.endswith(ending) and len(sound) - len(ending) >= _LEAST_STEM:
                sound = sound.removesuffix(ending)
                break
    bare = sound.rstrip(_VOWEL_ENDS)
    return bare if len(bare) >= _LEAST_STEM else sound
