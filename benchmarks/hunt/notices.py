"""What stands around articles: by-lines, datelines, credits and outlets, of the package's own wordings."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from random import Random
from typing import Any

from benchmarks.hunt.texts import ENDS, MARKS, SPACES, Words, sentence


@dataclass(frozen=True, slots=True)
class _Wordings:
    """Outlets, and every phrase by which articles credit, sign, date, give out or cut: the package's lists."""

    outlets: Sequence[dict[str, Any]]
    phrases: Sequence[str]
    signed: Sequence[str]
    offices: Sequence[str]
    lines: Sequence[str]
    months: Sequence[str]


@lru_cache(maxsize=1)
def _wordings() -> _Wordings:
    credits, bylines, handouts = _data("credits"), _data("bylines"), _data("handouts")
    languages = [*bylines["languages"].values(), bylines["shared"]]
    return _Wordings(
        credits["outlets"],
        [text for lists in credits["languages"].values() for text in _strings(lists)],
        [text for lists in bylines["languages"].values() for text in lists.get("by", [])],
        [text for lists in languages for name in ("roles", "titles", "tail", "labels") for text in _strings(lists.get(name, []))],
        [
            *(text for name in ("heads", "embargoes", "abouts", "contacts", "ends") for text in handouts[name]),
            *(text for lists in languages for name in ("stamps", "notices", "lines", "syndicated", "sections")
              for text in _strings(lists.get(name, []))),
        ],
        [name for names in _data("months")["months"] for name in names.split()],
    )  # fmt: skip


def _data(name: str) -> Any:
    return json.loads(files("syndetect").joinpath(f"data/{name}.json").read_text("utf-8"))


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    values = value.values() if isinstance(value, dict) else value
    return [text for one in values for text in _strings(one)]


ODD_OUTLETS = (
    "Bay Times", "Bay Times Online", "The", " ", "bbc.co.uk", "www.", "-", "a", "Ü", "x" * 200, "A\nB", "\u202eBBC",
    "(AP)", "O'", "1", "Reuters and AP", "LE MONDE", "日報", "Paper A", "Paper B", "paper a", "The Paper A", "Paper A ",
)  # fmt: skip


def outlet(source: Random) -> str | None:
    """An outlet that the package knows, or an odd one, or none."""
    known = str(source.choice(_wordings().outlets)["name"])
    return source.choice((None, known, known, known.lower(), *source.sample(ODD_OUTLETS, 3)))


def credited(source: Random, names: Sequence[str | None], words: Words) -> str:
    """A line that credits one of some outlets, whether an article is its or not."""
    name = source.choice(names) or source.choice(words.names)
    known = _wordings()
    space = source.choice((" ", " ", " ", *SPACES))
    forms = (
        f"({name})", f"{source.choice(known.signed)}{space}{name}", f"By {source.choice(words.names)}, {name}", f"Source: {name}",
        f"{name} reported", f"This article first appeared in {name}.", f"as first reported by {name}", f"© {name}",
        f"According to {name}, it rained.", f"{name} contributed to this report", f"{source.choice(words.places)} ({name}) - It rained.",
        f"{source.choice(words.names)} told {name} that it rained.", f"/{name}/", f"{name} can reveal it.",
        *(f"{source.choice(known.phrases)}{space}{name}" for _ in range(6)),
        *(f"{name}{space}{source.choice(known.phrases)}" for _ in range(10)),
        *(f"{source.choice(known.phrases)}{space}{name}{space}{source.choice(known.phrases)}" for _ in range(4)),
    )  # fmt: skip
    return source.choice(forms) + source.choice(("", "", ".", ",", *ENDS, *SPACES))


def notice(source: Random, words: Words) -> str:
    """A by-line, dateline, credit, source line or link, its parts as they come."""
    known = _wordings()

    def space() -> str:
        return source.choice((" ", " ", " ", "", *SPACES))

    def named() -> str:
        row = source.choice(known.outlets)
        spelt = [row["name"], *row.get("aliases", ()), *row.get("quoted", ()), *row.get("marks", ())]
        return str(source.choice([*spelt, *row.get("hosts", ()), outlet(source) or "Reuters"]))

    def date() -> str:
        day, year = source.randint(0, 32), source.choice(("2024", "24", "٢٠٢٤", "12345", ""))
        return source.choice(
            (f"{day}{space()}{source.choice(known.months)}{space()}{year}", f"{day}/{day}/{year}")
        )

    def part() -> str:
        made: Sequence[Callable[[], str]] = (
            named, named, date, lambda: source.choice(known.phrases), lambda: source.choice(known.phrases),
            lambda: source.choice(known.signed), lambda: source.choice(known.offices), lambda: source.choice(words.names),
            lambda: source.choice(words.places), lambda: str(source.randint(1, 2030)), lambda: source.choice(MARKS),
            lambda: source.choice(known.lines),
            lambda: source.choice((",", "/", "(", ")", ":", "--", "—", "|", ".", "&", "and", "und", "*", "“", "”")),
        )  # fmt: skip
        return source.choice(made)()

    shapes: Sequence[Callable[[], str]] = (
        lambda: f"{source.choice(known.signed)}{space()}{named()}{space()}",
        lambda: f"{source.choice(known.signed)} {source.choice(words.names)},{space()}{named()}{space()}{source.choice(known.offices)}",
        lambda: f"{source.choice(words.places)}{space()}({named()}){space()}{source.choice(('--', '—', '-', ':', ''))} {sentence(source, words)}",
        lambda: f"{source.choice(words.places).upper()}, {date()} ({named()}){space()}",
        lambda: f"({named()}/{named()})",
        lambda: f"{source.choice(known.phrases)}{space()}{named()}",
        lambda: f"{named()}{space()}{source.choice(known.phrases)}",
        lambda: f"{source.choice(known.phrases)}{source.choice((':', '：', ' :'))}{space()}{named()}",
        lambda: f"https://{named()}/{source.choice(('', 'a', 'a/b?c=d'))}",
        lambda: f"{source.choice(known.lines)}{source.choice((':', '', ' '))}{space()}{part()}",
        lambda: space().join(part() for _ in range(source.randint(1, 7))),
    )  # fmt: skip
    return source.choice(shapes)()
