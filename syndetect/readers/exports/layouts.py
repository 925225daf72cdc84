"""The rules of each layout, as data: of the package, and of the user's own files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

from syndetect.errors import InputError
from syndetect.readers.printable import shown
from syndetect.settings import Settings

FIELDS = frozenset(
    [
        "title",
        "subtitle",
        "outlet",
        "published",
        "time",
        "url",
        "language",
        "byline",
        "section",
        "words",
        "page",
        "edition",
        "highlight",
        "dateline",
        "credit",
        "copyright",
        "document",
        "database",
        "note",
        "kicker",
        "id",
        "text",
        "lead",
        "abstract",
        "header",
        "more",
        "skip",
        "labels",
        "series",
        "subject",
        "issue",
    ]
)
"""What a group of an article's pattern, or a label, may be called."""

_LETTER = re.compile(r"[A-Za-z]")
_GROUP = re.compile(r"\(\?P<(\w+)>")
_KEYS = frozenset(
    [
        "name",
        "about",
        "needles",
        "page_needles",
        "holds",
        "seen",
        "unit",
        "breaks",
        "lines",
        "not_articles",
        "article",
        "labels",
        "label",
        "drop",
        "begins",
        "ends",
        "end_follows",
        "joined",
    ]
)
DEFAULT = "x"
"""The letter of a line that no rule knows."""

LONG = "S"
"""The letter of such a line when it reads like a sentence."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What lines of one letter look like: a pattern of their first signs, a mark, or a date."""

    letter: str
    pattern: re.Pattern[str] | None
    mark: str | None
    date: bool


@dataclass(frozen=True, slots=True)
class Signs:
    """What tells a file of one layout: marks of a page, lines that begin so, and what must all be seen."""

    page_needles: tuple[str, ...]
    begins_so: re.Pattern[str]
    holds: tuple[str, ...]
    seen: tuple[re.Pattern[str], ...]

    def fit(self, whole: str, marks: AbstractSet[str]) -> bool:
        """Whether a text, a line end ahead of it, may be in the layout; `marks` are those of its lines."""
        hinted = not marks.isdisjoint(needle.lower() for needle in self.page_needles)
        held = hinted or any(part in whole for part in self.holds) or self.begins_so.search(whole) is not None
        return held and all(seen.search(whole) for seen in self.seen)


@dataclass(frozen=True, slots=True)
class Layout:
    """How the exports of one database look.

    A line has the letter of the first rule that fits; `article` are patterns over the letters of one article,
    whose groups are named after fields.
    """

    name: str
    needles: tuple[str, ...]
    signs: Signs
    unit: str
    rules: tuple[Rule, ...]
    ends: str
    end_follows: str
    begins: re.Pattern[str] | None
    articles: tuple[re.Pattern[str], ...]
    not_articles: re.Pattern[str] | None
    labels: Mapping[str, str]
    label: re.Pattern[str]
    drop: str
    breaks: frozenset[str]
    joined: bool


def looks_like_export(text: str, settings: Settings) -> bool:
    """Whether a text has what exports have, in a line or at its begin; spares most a closer look."""
    return any(part in text for part in held_parts(settings.layouts)) or (
        sign(settings.layouts).search("\n" + text) is not None
    )


def page_may_be_export(data: bytes, settings: Settings) -> bool:
    """Whether the source of a page holds what those of exports do."""
    return any(needle in data for needle in page_bytes(settings.layouts))


@lru_cache(maxsize=8)
def layouts(path: str = "") -> tuple[Layout, ...]:
    """Every layout: the user's own, from a file or a folder at `path`, ahead of the package's.

    Raises InputError, with the file and what is wrong in it, for rules that cannot be used.
    """
    return (*_own(path), *(_made(place) for place in range(len(_shipped()))))


def fitting(whole: str, marks: AbstractSet[str], path: str = "") -> Iterator[Layout]:
    """The layouts that a text may be in, in their order; of the package's own no others are built."""
    yield from (layout for layout in _own(path) if layout.signs.fit(whole, marks))
    yield from (_made(place) for place in range(len(_shipped())) if _signs_of(place).fit(whole, marks))


@lru_cache(maxsize=32)
def _signs_of(place: int) -> Signs:
    name, data = _shipped()[place]
    return _signs(data, name)


@lru_cache(maxsize=32)
def _made(place: int) -> Layout:
    name, data = _shipped()[place]
    return _layout(data, name)


@lru_cache(maxsize=8)
def sign(path: str = "") -> re.Pattern[str]:
    """Finds a line that begins as one of an export does; begins with a line end itself, which is quick."""
    held = _needles(path, "needles")
    return re.compile(rf"\n[^\S\n]{{0,100}}(?:{'|'.join(held)})")


@lru_cache(maxsize=8)
def held_parts(path: str = "") -> tuple[str, ...]:
    """What a text holds anywhere that is an export whose lines begin like any others."""
    return tuple(_needles(path, "holds"))


@lru_cache(maxsize=8)
def page_bytes(path: str = "") -> tuple[bytes, ...]:
    """What the source of a page holds that is an export, as the bytes of UTF-8."""
    return tuple(needle.encode() for needle in _needles(path, "page_needles"))


def _needles(path: str, kind: Literal["needles", "page_needles", "holds"]) -> list[str]:
    """What tells exports of any layout, each once; the expressions of the package's own are not built yet."""
    _own(path)
    own = [needle for _, data in _given(path) for needle in data.get(kind, ())]
    shipped = [needle for _, data in _shipped() for needle in data.get(kind, ())]
    return list(dict.fromkeys([*own, *shipped]))


@lru_cache(maxsize=8)
def _own(path: str) -> tuple[Layout, ...]:
    """The user's own layouts."""
    return tuple(_layout(data, name) for name, data in _given(path))


@lru_cache(maxsize=8)
def _given(path: str) -> tuple[tuple[str, Mapping[str, Any]], ...]:
    """Name and content of each of the user's files."""
    listed = _files(path) if path else []
    return tuple((shown(str(file), 200), _loaded(file.read_text("utf-8"), str(file))) for file in listed)


@lru_cache(maxsize=1)
def _shipped() -> tuple[tuple[str, Mapping[str, Any]], ...]:
    """Name and content of each layout of the package."""
    folder = files("syndetect").joinpath("data/layouts")
    listed = sorted(
        (entry for entry in folder.iterdir() if entry.name.endswith(".json")), key=lambda one: one.name
    )
    return tuple((entry.name, _loaded(entry.read_text("utf-8"), entry.name)) for entry in listed)


@lru_cache(maxsize=8)
def page_marks(path: str = "") -> frozenset[str]:
    """The same as the marks that lines of a page may have."""
    return frozenset(needle.lower() for needle in _needles(path, "page_needles"))


@lru_cache(maxsize=8)
def inline_names(path: str = "") -> frozenset[str]:
    """Marks of elements that stand for a line of their own although they are no blocks."""
    return frozenset(name for layout in layouts(path) for name in layout.breaks)


def _files(path: str) -> list[Path]:
    place = Path(path)
    try:
        return sorted(place.glob("*.json")) if place.is_dir() else [place] if place.stat() else []
    except OSError as error:
        raise InputError(
            f"cannot read the layouts in '{shown(path, 200)}': {error.strerror}; check the path"
        ) from None


def _loaded(source: str, file: str) -> Mapping[str, Any]:
    """What a file says, as far as its keys are known."""
    name = shown(file, 200)
    try:
        data = json.loads(source)
    except ValueError as error:
        raise InputError(f"the layout '{name}' is not valid JSON: {error}") from None
    if not isinstance(data, dict) or not {"name", "needles", "lines", "article"} <= set(data):
        raise InputError(f"the layout '{name}' needs 'name', 'needles', 'lines' and 'article'")
    unknown = sorted(set(data) - _KEYS)
    if unknown:
        raise InputError(f"the layout '{name}' has unknown keys: {', '.join(map(shown, unknown))}")
    return data


def _layout(data: Mapping[str, Any], file: str) -> Layout:
    articles = tuple(_pattern(one, file, "article") for one in data["article"])
    groups = {group.rstrip("_0123456789") for one in data["article"] for group in _GROUP.findall(one)}
    strange = sorted((groups | set(data.get("labels", {}).values())) - FIELDS)
    if strange:
        raise InputError(f"the layout '{file}' names unknown fields: {', '.join(map(shown, strange))}")
    labels = {name: field for field, names in _turned(data.get("labels", {})).items() for name in names}
    label = data.get("label", r"(?P<label>[^:\n]{1,40}?)\s?:(?P<space>[ \u00a0\t]*)(?P<value>.*)")
    return Layout(
        name=str(data["name"]),
        needles=tuple(data["needles"]),
        signs=_signs(data, file),
        unit=data.get("unit", "line"),
        rules=tuple(_rule(one, file) for one in data["lines"]),
        ends=data.get("ends", ""),
        end_follows=data.get("end_follows", ""),
        begins=_pattern(data["begins"], file, "begins") if data.get("begins") else None,
        articles=articles,
        not_articles=_any(data.get("not_articles", ()), file),
        labels={name.casefold(): field for name, field in labels.items()},
        label=_pattern(label, file, "label", flags=re.DOTALL),
        drop=data.get("drop", ""),
        breaks=frozenset(data.get("breaks", ())),
        joined=bool(data.get("joined", False)),
    )


def _signs(data: Mapping[str, Any], file: str) -> Signs:
    return Signs(
        page_needles=tuple(data.get("page_needles", ())),
        begins_so=_pattern(rf"\n[^\S\n]{{0,100}}(?:{'|'.join(data['needles']) or '(?!)'})", file, "needles"),
        holds=tuple(data.get("holds", ())),
        seen=tuple(_pattern(one, file, "seen", flags=re.MULTILINE) for one in data.get("seen", ())),
    )


def _turned(labels: Mapping[str, str]) -> dict[str, list[str]]:
    turned: dict[str, list[str]] = {}
    for label, field in labels.items():
        turned.setdefault(field, []).append(label)
    return turned


def _any(patterns: Any, file: str) -> re.Pattern[str] | None:
    return (
        _pattern("|".join(f"(?:{one})" for one in patterns), file, "not_articles", flags=re.IGNORECASE)
        if patterns
        else None
    )


def _rule(data: Any, file: str) -> Rule:
    known = isinstance(data, dict) and set(data) <= {"letter", "pattern", "mark", "date", "case"}
    if not known or not _LETTER.fullmatch(str(data.get("letter", ""))):
        raise InputError(
            f"the layout '{file}' has a rule for lines that needs a 'letter' and a 'pattern', "
            f"'mark' or 'date'"
        )
    flags = 0 if data.get("case") else re.IGNORECASE
    pattern = _pattern(data["pattern"], file, "pattern", flags=flags) if data.get("pattern") else None
    return Rule(data["letter"], pattern, data.get("mark"), bool(data.get("date")))


def _pattern(source: Any, file: str, key: str, *, flags: int = 0) -> re.Pattern[str]:
    try:
        return re.compile(str(source), flags)
    except (re.error, RecursionError) as error:
        raise InputError(f"the layout '{file}' has a pattern under '{key}' that is none: {error}") from None
