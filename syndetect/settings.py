"""Every setting with its default, unit and range; one message names all problems of a set of values."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from syndetect.charsets import codec_of
from syndetect.errors import SettingsError, meant
from syndetect.model import RELATIONS, Relation

GROUP_PAIRS = 10
"""Texts of a group of equal or nearly equal texts, at most, of which every pair is listed; in a larger group
each text is paired with one of them. No setting: the search and the families both depend on it."""


def _number(default: Any, low: float, high: float, unit: str, help: str) -> Any:
    return field(default=default, metadata={"low": low, "high": high, "unit": unit, "help": help})


def _file(help: str) -> Any:
    return field(default="", metadata={"unit": "path", "file": True, "help": help})


def _text(unit: str, help: str, problem: Callable[[str], str | None]) -> Any:
    return field(default="", metadata={"unit": unit, "help": help, "problem": problem})


def encodings(name: str) -> list[tuple[str, str]]:
    """Pattern and label of each entry of an ``encoding``, in order; an empty pattern is for every input."""
    entries = [entry.strip() for entry in name.split(";") if entry.strip()]
    cut = [entry.rpartition("=") for entry in entries]
    return [(pattern.strip(), label.strip()) for pattern, _, label in cut]


def _encoding_problem(name: str) -> str | None:
    unknown = [label for _, label in encodings(name) if codec_of(label) is None]
    return (
        f"there is no encoding {unknown[0]!r}; write a name such as cp1252 or macintosh" if unknown else None
    )


NAMED = ("outlet", "date", "title", "id", "author", "language", "any")
"""The parts of a file name that a ``name`` can contain; ``any`` is ignored."""

PART = re.compile(r"\{([^{}]*)\}")
"""A part of a ``name``."""


def _name_problem(name: str) -> str | None:
    labels = PART.findall(name)
    unknown = [label for label in labels if label not in NAMED]
    if unknown:
        valid = ", ".join(f"{{{label}}}" for label in NAMED)
        return f"{{{unknown[0]}}} is no part of a name; valid are: {valid}"
    known = [label for label in labels if label != "any"]
    if len(set(known)) < len(known):
        return "names a part twice"
    if name and not known:
        return "names no part; write it as in {outlet}_{date}_{title}.txt"
    return "has two parts with nothing between them" if "}{" in name else None


def _choice(default: Any, choices: tuple[str, ...], help: str) -> Any:
    return field(default=default, metadata={"choices": choices, "unit": "name", "help": help})


def _pluggable(default: str, choices: tuple[str, ...], help: str) -> Any:
    """One of the choices, or the name of a plug-in of another package, which is checked when it is loaded."""
    return field(default=default, metadata={"choices": choices, "open": True, "unit": "name", "help": help})


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Settings:
    """How to read, compare and report. Every report contains them, so that a result can be reproduced.

    Raises SettingsError, with all problems in one message, for values out of range.
    """

    min_relation: Relation = _choice("same-story", RELATIONS[:-1], "weakest relation that a scan lists")
    engine: str = _pluggable(
        "local", ("local", "datasketch"), "what finds the candidate pairs; also the name of a plug-in"
    )
    seed: int = _number(1, 0, 2**32 - 1, "integer", "seed of the hash permutations")

    max_bytes: int = _number(10_000_000, 1_000, 2**40, "bytes", "an article larger than this is skipped")
    max_unpacked: int = _number(
        100_000_000_000, 1_000_000, 2**50, "bytes", "one file may unpack to, with everything inside it"
    )
    max_ratio: int = _number(
        200, 1, 1_000_000, "ratio", "of unpacked to packed bytes, from 64,000,000 unpacked bytes on"
    )
    max_nesting: int = _number(4, 1, 32, "layers", "of archives and compression, one inside the other")
    encoding: str = _text(
        "encoding",
        "of inputs, whatever their bytes seem to be; PATTERN=NAME is for some alone, with ; between several",
        _encoding_problem,
    )
    name: str = _text(
        "pattern",
        "what the parts of file names tell, as in {outlet}_{date}_{title}.txt",
        _name_problem,
    )
    metadata: str = _file("a table of outlets, dates and titles, joined to articles by path, id or address")
    mojibake: str = _choice("keep", ("keep", "repair"), "text that was once decoded by the wrong encoding")
    git_ignored: str = _choice(
        "skip", ("skip", "read"), "what git ignores in a checkout, where a folder in it is read"
    )
    min_words: int = _number(5, 1, 10_000, "words", "an article shorter than this is skipped")

    shingle_words: int = _number(5, 2, 12, "words", "length of a shingle of the whole-text view")
    scheme: str = _choice(
        "one-permutation",
        ("one-permutation", "affine32"),
        "how signatures are made; affine32 gives those of datasketch, more slowly",
    )
    num_perm: int = _number(126, 16, 1024, "hashes", "length of a MinHash signature")
    least_resemblance: float = _number(
        0.3, 0.05, 0.95, "Jaccard", "least resemblance that the whole-text view must find"
    )
    target_recall: float = _number(
        0.99,
        0.5,
        0.9999,
        "share",
        "share of pairs at the least resemblance that must become candidates",
    )
    rare_words: int = _number(3, 2, 8, "words", "length of a shingle of the rare-wording view")
    rare_documents: int = _number(
        10, 2, 1000, "documents", "a shingle in more documents, or groups of near-copies, is not rare"
    )
    rare_shared: int = _number(
        6,
        1,
        1000,
        "features",
        "rare features two documents must share; a pair of content words is half of one",
    )
    rare_strength: float = _number(
        0.5, 0.0, 100.0, "ratio", "shared rare features by the root of the shorter text's words"
    )
    max_candidates: int = _number(
        100, 1, 100_000, "documents", "candidates kept for one document, the strongest first"
    )

    furniture_articles: int = _number(
        5,
        0,
        100_000,
        "articles",
        "a line in so many articles of an outlet, and in a tenth of them, is furniture; 0 for none",
    )
    within_hours: float = _number(
        0.0, 0.0, 1e7, "hours", "compare only articles published this close to each other; 0 for any distance"
    )
    outlets: str = _choice(
        "all", ("all", "across"), "compare articles of all outlets, or only those of different ones"
    )

    credits: str = _file("a JSON file of credit wordings and outlets to add to the package's own")

    glossary: str = _file(
        "words of two or more languages, a table with tabs or FreeDict's TEI, to add to the package's own"
    )

    layouts: str = _file(
        "a JSON file, or a folder of them, with layouts of exports to add to the package's own"
    )

    def __post_init__(self) -> None:
        problems = [problem for item in fields(self) if (problem := _problem(item, getattr(self, item.name)))]
        if problems:
            raise SettingsError("; ".join(problems))

    @classmethod
    def from_mapping(cls, values: Mapping[str, Any]) -> Settings:
        """Settings from a table of a configuration file; raises SettingsError, also for an unknown name."""
        known = {item.name for item in fields(cls)}
        if isinstance(by_pattern := values.get("encoding"), Mapping):
            values = {
                **values,
                "encoding": "; ".join(f"{pattern}={label}" for pattern, label in by_pattern.items()),
            }
        unknown = [
            f"unknown setting {name!r}{meant(name, known)}" for name in sorted(values) if name not in known
        ]
        problems = unknown
        good = {name: value for name, value in values.items() if name in known}
        try:
            settings = cls(**good)
        except SettingsError as error:
            problems = [*unknown, str(error)]
        if problems:
            raise SettingsError("; ".join(problems))
        return settings

    def __repr__(self) -> str:
        # Only values that differ from the default, because signatures and error reports show this.
        given = [
            f"{item.name}={value!r}"
            for item in fields(self)
            if (value := getattr(self, item.name)) != item.default
        ]
        return f"Settings({', '.join(given)})"

    def as_dict(self) -> dict[str, Any]:
        """Every setting by name, in the order of the class."""
        return asdict(self)


def _problem(item: Any, value: Any) -> str | None:
    if item.metadata.get("file"):
        return None if isinstance(value, str) else f"{item.name} is {value!r}; it takes the path of a file"
    if "problem" in item.metadata:
        problem = item.metadata["problem"](value) if isinstance(value, str) else "it takes text"
        return f"{item.name} is {value!r}: {problem}" if problem else None
    return _choice_problem(item, value) if "choices" in item.metadata else _number_problem(item, value)


def _choice_problem(item: Any, value: Any) -> str | None:
    choices = item.metadata["choices"]
    if item.metadata.get("open") and isinstance(value, str) and value:
        return None
    return None if value in choices else f"{item.name} is {value!r}; valid are: {', '.join(choices)}"


def _number_problem(item: Any, value: Any) -> str | None:
    kinds = (int, float) if isinstance(item.default, float) else (int,)
    if isinstance(value, bool) or not isinstance(value, kinds):
        return f"{item.name} is {value!r}; it takes {'a number' if float in kinds else 'a whole number'}"
    low, high = item.metadata["low"], item.metadata["high"]
    if not low <= value <= high:
        return f"{item.name} is {value}; it must be from {low} to {high} {item.metadata['unit']}"
    return None
