"""Every number that a user can turn, once: its default, unit and range.

All problems of a set of values are told in one message.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from syndetect.charsets import codec_of
from syndetect.errors import SettingsError, meant
from syndetect.model import RELATIONS, Relation

GROUP_PAIRS = 10
"""In a group of at most this many equal or nearly equal texts every pair is listed, in a larger one each with
one of them. No setting: the search lists by it, and families know by it which pairs nobody compared."""


def _number(default: Any, low: float, high: float, unit: str, help: str) -> Any:
    return field(default=default, metadata={"low": low, "high": high, "unit": unit, "help": help})


def _file(help: str) -> Any:
    return field(default="", metadata={"unit": "path", "file": True, "help": help})


def _text(unit: str, help: str, problem: Callable[[str], str | None]) -> Any:
    return field(default="", metadata={"unit": unit, "help": help, "problem": problem})


def encodings(name: str) -> list[tuple[str, str]]:
    """Pattern and label of each part of an ``encoding``, in order; no pattern stands for every input."""
    parts = [part.strip() for part in name.split(";") if part.strip()]
    cut = [part.rpartition("=") for part in parts]
    return [(pattern.strip(), label.strip()) for pattern, _, label in cut]


def _encoding_problem(name: str) -> str | None:
    unknown = [label for _, label in encodings(name) if codec_of(label) is None]
    return (
        f"there is no encoding {unknown[0]!r}; write a name such as cp1252 or macintosh" if unknown else None
    )


NAMED = ("outlet", "date", "title", "id", "author", "language", "any")
"""What a part of a file name may be; ``any`` is read over."""

PART = re.compile(r"\{([^{}]*)\}")
"""A part of a ``name``."""


def _name_problem(name: str) -> str | None:
    parts = PART.findall(name)
    unknown = [part for part in parts if part not in NAMED]
    if unknown:
        return f"{{{unknown[0]}}} is no part of a name; valid are: {', '.join(f'{{{one}}}' for one in NAMED)}"
    known = [part for part in parts if part != "any"]
    if len(set(known)) < len(known):
        return "names a part twice"
    if name and not known:
        return "names no part; write it as in {outlet}_{date}_{title}.txt"
    return "has two parts with nothing between them" if "}{" in name else None


def _choice(default: Any, choices: tuple[str, ...], help: str) -> Any:
    return field(default=default, metadata={"choices": choices, "unit": "name", "help": help})


def _pluggable(default: str, choices: tuple[str, ...], help: str) -> Any:
    """One of the choices, or the name of another package's plug-in, which only loading it can tell."""
    return field(default=default, metadata={"choices": choices, "open": True, "unit": "name", "help": help})


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Settings:
    """How to read, compare and report. Written into every report, so a result can be made again."""

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
        """Settings from a configuration file's table; an unknown name is an error."""
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
        # Only what is not the default: signatures and reports of errors show it.
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
        found = item.metadata["problem"](value) if isinstance(value, str) else "it takes text"
        return f"{item.name} is {value!r}: {found}" if found else None
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
