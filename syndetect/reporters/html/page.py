"""The page itself: filled templates for what is shown at once, then the data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from syndetect.counting import plural
from syndetect.faults import fault_sentence
from syndetect.model import RELATIONS, Report
from syndetect.reporters.escape import visible
from syndetect.reporters.headlines import family_headline, is_uncredited
from syndetect.reporters.html import assets
from syndetect.reporters.html.about import about
from syndetect.reporters.html.catalogue import Catalogue, catalogue, story_title
from syndetect.reporters.html.data import data
from syndetect.reporters.outline import derived_members, unrelated
from syndetect.reporters.wording import KIND_WORDS, RELATION_WORDS, date_words
from syndetect.settings import Settings

_SOURCES = 1000
"""Skipped inputs that are named for each reason; the JSON report names all of them."""


def pieces(report: Report) -> Iterator[str]:
    """The page in pieces; only one chunk of data is in memory at a time."""
    known = catalogue(report)
    style, script = assets.style(), assets.script()
    yield from (
        _environment()
        .get_template("page.html")
        .generate(
            policy=assets.policy(style, script),
            # Ours, from the package: the one text besides the data that is not escaped.
            style=Markup(style),  # noqa: S704
            script=Markup(script),  # noqa: S704
            data=data(known),
            report=report,
            about=about(report),
            clean=len(unrelated(report)),
            least=str(report.settings.get("min_relation", "same-story")),
            tiles=_tiles(known),
            families=[
                (story_title(known, family), len(family.members), family_headline(report, family))
                for family in known.families[:100]
            ],
            skipped=_skipped(report),
            faults=[fault_sentence(fault) for fault in report.faults],
            most_sources=_SOURCES,
            settings=_settings(report.settings),
            run=_run(report),
            relations=[(name, RELATION_WORDS[name]) for name in RELATIONS if _has(report, name)],
            kinds=KIND_WORDS.items(),
        )
    )


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("syndetect.reporters.html", "web/templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["visible"] = visible
    environment.filters["plural"] = plural
    return environment


def _tiles(catalogue: Catalogue) -> list[tuple[str, str, str]]:
    """The counts at the head of the page, each with its words and the section that lists what was counted."""
    report = catalogue.report
    independent = {name for family in report.families for name in family.same_story}
    silent = [
        member for family in report.families for member in family.members if is_uncredited(family, member)
    ]
    derived = sum(map(derived_members, report.families))
    rows: list[tuple[int, str, str, str]] = [
        (len(report.documents), "article read", "articles read", "settings"),
        (len(report.families), "family", "families", ""),
        (derived, "derived article", "derived articles", ""),
        (len(silent), "of them without a credit", "of them without a credit", "overview?credit=none"),
        (len(independent), "independent telling", "independent tellings", "pairs?relation=same-story"),
        (len(report.pairs), "pair", "pairs", "pairs"),
        (len(report.skipped), "input skipped", "inputs skipped", "settings"),
    ]
    if report.faults:
        rows.append((len(report.faults), "error in syndetect", "errors in syndetect", "settings"))
    return [
        (f"{count:,}", singular if count == 1 else several, section if count else "")
        for count, singular, several, section in rows
    ]


def _skipped(report: Report) -> list[tuple[str, list[str]]]:
    """Reasons with their inputs, the most frequent first."""
    groups: dict[str, list[str]] = {}
    for item in report.skipped:
        groups.setdefault(item.reason, []).append(item.source)
    return sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))


def _settings(values: Mapping[str, Any]) -> list[tuple[str, str, str, str, bool]]:
    """Name, value, unit, meaning, and whether it differs from the default; no meaning of unknown ones."""
    known = {item.name: item for item in fields(Settings)}
    rows = []
    for name, value in values.items():
        item = known.get(name)
        unit, meaning = (item.metadata["unit"], item.metadata["help"]) if item else ("", "")
        rows.append((name, str(value), unit, meaning, item is not None and value != item.default))
    return rows


def _run(report: Report) -> list[tuple[str, str]]:
    run = report.run
    # Rounded as a saved report is, so that the page of one is the same.
    stages = ", ".join(f"{name} {round(seconds, 4):.2f} s" for name, seconds in run.stages.items())
    rows = [
        ("version", run.version),
        ("started", date_words(run.started)),
        ("took", f"{round(run.seconds, 4):.1f} s"),
    ]
    return rows + [("stages", stages)] * bool(stages)


def _has(report: Report, relation: str) -> bool:
    return any(pair.relation == relation for pair in report.pairs)
