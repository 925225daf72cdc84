"""Letters that a PDF shows and does not name: old fonts draw one sign and say that it is another."""

from __future__ import annotations

import unicodedata

_SAMPLE = 6000
_FEWEST = 200
"""Letters from which their shares mean something."""
_PRIVATE = 0.3
"""Share of signs that no standard defines from which a text cannot be read."""
_ACCENTED = 0.5
"""Share of letters with accents that no language in Latin letters comes near."""
_VOWELS = 0.34
"""Share of vowels that every language in Latin letters is well above."""
_FIGURES = 0.15
"""Share of figures from which a text is a table, whose abbreviations have few vowels."""
_LATIN = 0x250
_LOST = 0.02
"""Share of a file's letters from which those that are lost are worth a line under skipped."""

UNREADABLE = (
    "holds letters that make no words: its fonts show other letters than they say; "
    "run a text recognition on it"
)


def lost(count: int, text: str) -> tuple[str, bool] | None:
    """What is to be said of letters that no font names, and whether they are few; None for none."""
    if not count:
        return None
    some = "1 letter is" if count == 1 else f"{count:,} letters are"
    reason = f"{some} lost: the fonts of the file do not say what they are; run a text recognition on it"
    return reason, count < _LOST * len(text)


def is_unreadable(text: str) -> bool:
    """Whether the letters of a text are those of no language, but codes of a font's own."""
    head = text[:_SAMPLE]
    signs = [sign for sign in head if not sign.isspace()]
    private = sum("\ue000" <= sign <= "\uf8ff" or sign == "\ufffd" for sign in signs)
    if signs and private > _PRIVATE * len(signs):
        return True
    letters = [sign for sign in head if sign.isalpha()]
    if len(letters) < _FEWEST or sum(map(str.isdigit, signs)) > _FIGURES * len(signs):
        return False
    if sum(ord(sign) < _LATIN for sign in letters) < 0.9 * len(letters):
        return False
    accented = sum(ord(sign) > 0x7F for sign in letters)
    vowels = sum(unicodedata.normalize("NFD", sign)[0] in "aeiouyAEIOUYæœøıÆŒØ" for sign in letters)
    strange = accented > _ACCENTED * len(letters) or vowels < _VOWELS * len(letters)
    return strange and _of_no_language(head)


def _of_no_language(text: str) -> bool:
    from syndetect.kernels.words import words
    from syndetect.text.identify import detect, named

    [language] = named(detect([text], [words([text]).hashes]))
    return language is None
