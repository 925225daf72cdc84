"""Small word lists: which words of several languages mean the same, by the openings of their forms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from syndetect.kernels.code_points import folded

_LEAST_STEM = 2


@dataclass(frozen=True, slots=True, eq=False)
class Glosses:
    """Meanings by language: of whole words, and of openings of words. A meaning is a name or ``=number``."""

    words: Mapping[str, Mapping[str, tuple[str, ...]]]
    stems: Mapping[str, Mapping[str, tuple[str, ...]]]

    @property
    def languages(self) -> frozenset[str]:
        """The languages that have words."""
        return frozenset(self.words) | frozenset(self.stems)

    def meanings(self, word: str, language: str) -> tuple[str, ...]:
        """What a folded word may mean, of its openings the longest that is known."""
        exact = self.words.get(language, {}).get(word)
        if exact is not None:
            return exact
        stems = self.stems.get(language)
        if stems:
            for size in range(len(word), _LEAST_STEM - 1, -1):
                if (found := stems.get(word[:size])) is not None:
                    return found
        return ()


def gathered(rows: Iterable[tuple[str, Mapping[str, Iterable[str]]]]) -> Glosses:
    """Glosses of meanings, each with its words by language; a word that ends with a star is an opening."""
    words: dict[str, dict[str, tuple[str, ...]]] = {}
    stems: dict[str, dict[str, tuple[str, ...]]] = {}
    for meaning, spoken in rows:
        for language, forms in spoken.items():
            for form in forms:
                bare = folded(form.strip().rstrip("*"))
                if not bare:
                    continue
                table = (stems if form.endswith("*") else words).setdefault(language, {})
                known = table.get(bare, ())
                if meaning not in known:
                    table[bare] = (*known, meaning)
    return Glosses(words, stems)


def together(one: Glosses, other: Glosses) -> Glosses:
    """The meanings of both."""
    tables = []
    for ours, theirs in ((one.words, other.words), (one.stems, other.stems)):
        merged: dict[str, dict[str, tuple[str, ...]]] = {}
        for language in sorted({*ours, *theirs}):
            table = dict(ours.get(language, {}))
            for form, meanings in theirs.get(language, {}).items():
                # A whole word of the one may hide what an opening of the other means.
                table[form] = tuple(dict.fromkeys((*one.meanings(form, language), *meanings)))
            merged[language] = table
        tables.append(merged)
    return Glosses(*tables)


@lru_cache(maxsize=1)
def own() -> Glosses:
    """The package's own: some 230 meanings of news in eleven languages."""
    lines = files("syndetect").joinpath("data/glosses.txt").read_text("utf-8").splitlines()
    languages = lines[0].split("|")
    rows = []
    for number, line in enumerate(lines[1:]):
        columns = line.split("|")
        meaning = columns.pop(0) if columns[0].startswith("=") else f"~{number}"
        forms = (column.split(",") if column else () for column in columns)
        rows.append((meaning, dict(zip(languages, forms, strict=True))))
    return gathered(rows)
