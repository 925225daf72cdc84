"""Write ``syndetect/data/glosses.json``: the words of ``tools/glosses.txt`` as they are looked up.

Run it by hand when the list changes. A line of the list is a meaning: by language, as its first line names
them, words, or openings of words with a star. Before them may stand ``=number`` for figures in words,
``~number`` for what figures are multiplied by, and ``@`` for names. Ukrainian words stand without their
apostrophes. To fold some thousand words would take every comparison of two
languages its time.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from syndetect.crosslingual.glosses import NAME, Glosses, gathered

SOURCE = Path(__file__).with_name("glosses.txt")
TARGET = Path(__file__).parent.parent / "syndetect" / "data" / "glosses.json"

_NAMED = ("=", "~")
_TENS = range(20, 100, 10)
_HUNDREDS = range(2, 10)
_THOUSANDS = (*range(2, 13), 20, 30, 40, 50, 60, 70, 80, 90)

_GERMAN = (
    ["ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"],
    ["zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"],
)
_DUTCH = (
    ["een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"],
    ["twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"],
)
_ITALIAN = (
    ["uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci", "undici", "dodici"],
    ["venti", "trenta", "quaranta", "cinquanta", "sessanta", "settanta", "ottanta", "novanta"],
)
_SPANISH = ["dós", "trés", "cuatro", "cinco", "séis", "siete", "ocho", "nueve"]


def listed() -> Iterator[tuple[str, Mapping[str, list[str]]]]:
    """Every meaning with its words by language."""
    head, *lines = SOURCE.read_text("utf-8").splitlines()
    languages = head.split("|")
    for number, line in enumerate(lines):
        columns = line.split("|")
        meaning = f"~{number}"
        if columns[0] == NAME:
            meaning = f"~{columns.pop(0)}{number}"
        elif columns[0].startswith(_NAMED):
            meaning = columns.pop(0)
        yield (
            meaning,
            {
                language: column.split(",") if column else []
                for language, column in zip(languages, columns, strict=True)
            },
        )


def compounds() -> Iterator[tuple[str, Mapping[str, list[str]]]]:
    """The figures from 21 to 99 of languages that write them as one word."""
    for place, tens in enumerate(_TENS):
        for unit in range(1, 10):
            german = f"{_GERMAN[0][unit - 1]}und{_GERMAN[1][place]}"
            dutch = _DUTCH[0][unit - 1]
            dutch += f"{'ën' if dutch.endswith('e') else 'en'}{_DUTCH[1][place]}"
            ten, italian = _ITALIAN[1][place], _ITALIAN[0][unit - 1]
            italian = (ten[:-1] if italian[0] in "uo" else ten) + italian
            yield f"={tens + unit}", {"de": [german], "nl": [dutch], "it": [italian]}
    for unit in range(2, 10):
        yield f"={20 + unit}", {"es": [f"veinti{_SPANISH[unit - 2]}"]}
    for hundreds in _HUNDREDS:
        words = {"de": f"{_GERMAN[0][hundreds - 1]}hundert", "nl": f"{_DUTCH[0][hundreds - 1]}honderd"}
        yield f"={100 * hundreds}", {language: [word] for language, word in words.items()}
    for thousands in _THOUSANDS:
        rows = (("de", _GERMAN, "tausend"), ("nl", _DUTCH, "duizend"), ("it", _ITALIAN, "mila"))
        spoken = {language: [f"{_small(thousands, row)}{end}"] for language, row, end in rows}
        yield f"={1000 * thousands}", spoken


def _small(number: int, words: tuple[list[str], list[str]]) -> str:
    """A figure up to twelve, or a ten, in words."""
    units, tens = words
    if number < _TENS.start:
        return units[number - 1]
    return tens[number // 10 - 2]


def prepared() -> str:
    """The text of the file."""
    found = gathered([*listed(), *compounds()])
    tables = {"words": _by_language(found, "words"), "stems": _by_language(found, "stems")}
    rows = [
        f'  "{kind}": {{\n'
        + ",\n".join(f'    "{language}": {json.dumps(table, ensure_ascii=False)}' for language, table in held)
        + "\n  }"
        for kind, held in tables.items()
    ]
    return "{\n" + ",\n".join(rows) + "\n}\n"


def _by_language(found: Glosses, kind: str) -> list[tuple[str, dict[str, str]]]:
    return [
        (language, dict(sorted(table.items()))) for language, table in sorted(getattr(found, kind).items())
    ]


def main() -> None:
    """Build the table and save it."""
    TARGET.write_text(prepared(), encoding="utf-8")


if __name__ == "__main__":
    main()
