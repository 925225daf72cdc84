"""A word list of the user's for pairs in two languages: a table with tabs, or FreeDict's TEI."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from syndetect.errors import InputError, SettingsError
from syndetect.readers.xml_roots import tree
from syndetect.text import lexicon

Rows = tuple[tuple[str, Mapping[str, tuple[str, ...]]], ...]
"""Meanings, each with its words by language."""

MOST_BYTES = 64_000_000
"""Bytes of a word list; FreeDict's larger ones, with a million glosses, have as many."""

MOST_GLOSSES = 5
"""Glosses of an entry that are taken, the first ones: the further down, the less like its head word."""

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_SEVERAL = "|"
_TOLD = (
    "a table with tabs has a language at the head of each column, such as en and es, and a word or several "
    "with | between them below"
)


def read_glossary(path: str) -> Rows:
    """The meanings of a word list. Raises SettingsError, naming the file, when it is none."""
    try:
        with Path(path).open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise SettingsError(f"{path} cannot be read as a glossary: {error.strerror}") from error
    if len(data) > MOST_BYTES:
        raise SettingsError(f"{path} is larger than {MOST_BYTES:,} bytes; keep the words that matter")
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    try:
        rows = tuple(_tei(data, path) if start == b"<" else _table(data.decode("utf-8-sig")))
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path} is not UTF-8 (byte {error.start:,}); save it as UTF-8") from None
    except InputError as error:
        raise SettingsError(f"{path} {error}; a glossary is a table with tabs or FreeDict's TEI") from error
    if not rows:
        raise SettingsError(f"{path} holds no words of two languages; {_TOLD}")
    return rows


def _table(text: str) -> Iterator[tuple[str, Mapping[str, tuple[str, ...]]]]:
    lines = text.splitlines()
    heads = [lexicon.code(head) for head in lines[0].split("\t")] if lines else []
    if len(heads) < 2 or None in heads:
        return
    for number, line in enumerate(lines[1:], 2):
        spoken = {
            str(language): tuple(word.strip() for word in cell.split(_SEVERAL) if word.strip())
            for language, cell in zip(heads, line.split("\t"), strict=False)
        }
        if sum(map(bool, spoken.values())) > 1:
            yield f"~line-{number}", spoken


def _tei(data: bytes, path: str) -> Iterator[tuple[str, Mapping[str, tuple[str, ...]]]]:
    """The entries of a dictionary: a head word each, and what it is in the other language."""
    root, _ = tree(data)
    named = [lexicon.code(part) for part in Path(path).name.split(".")[0].split("-")[:2]]
    ours, theirs = named if len(named) == 2 else (None, None)
    spoken = next((code for part in root.iter("text", "body") if (code := _language(part)) is not None), ours)
    for number, entry in enumerate(root.iter("entry")):
        words = {
            text: _language(one) or spoken for one in entry.iter("orth") if (text := _text(one)) is not None
        }
        glosses = [
            (text, _language(quote) or _language(one) or theirs)
            for one in entry.iter("cit")
            if one.get("type") in ("trans", "translation")
            for quote in one.iter("quote")
            if (text := _text(quote)) is not None
        ]
        found: dict[str, list[str]] = {}
        for text, language in (*words.items(), *glosses):
            # Of what is several words, none alone means the whole.
            if language is not None and " " not in text and len(found.get(language, ())) < MOST_GLOSSES:
                found.setdefault(language, []).append(text)
        if len(found) > 1:
            yield f"~entry-{number}", {language: tuple(texts) for language, texts in found.items()}


def _language(element: Any) -> str | None:
    tag = element.get(_LANGUAGE) or element.get("lang")
    return lexicon.code(tag) if tag else None


def _text(element: Any) -> str | None:
    return " ".join("".join(element.itertext()).split()) or None
