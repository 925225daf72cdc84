"""What the page is of: the folder or file, when it was looked at, and the settings that make a difference."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import PurePath

from syndetect.counting import plural
from syndetect.model import Document, Report
from syndetect.reporters.headlines import report_headline, shown
from syndetect.reporters.outline import is_comparison
from syndetect.reporters.readable import called_apart
from syndetect.reporters.wording import date_words
from syndetect.settings import Settings

_STDIN = "-"


@dataclass(frozen=True, slots=True)
class About:
    """The head of the page. `place` is empty where the articles came from no file."""

    title: str
    place: str
    when: str
    what: str
    settings: tuple[str, ...]
    headline: str


def about(report: Report) -> About:
    """Title, place, time, numbers, changed settings and the headline of a report."""
    judged = frozenset(report.submissions or ())
    place = common_path(report.documents)
    if report.submissions is not None:
        sides = (
            common_path(one for one in report.documents if one.id in judged),
            common_path(one for one in report.documents if one.id not in judged),
        )
        place = " against ".join(side for side in sides if side) or place
    return About(
        _title(report, place),
        place,
        date_words(report.run.started),
        _numbers(report),
        tuple(_changed(report)),
        report_headline(report),
    )


def common_path(documents: Iterable[Document]) -> str:
    """The file or the folder that holds all of the articles, as it was named; empty where there is none."""
    paths = {document.path for document in documents if document.path and document.path != _STDIN}
    try:
        place = os.path.commonpath(paths) if paths else ""
    except ValueError:
        # Relative and absolute ones, or other drives: nothing holds both.
        return ""
    return PurePath(place).as_posix() if place and place != "/" else ""


def _title(report: Report, place: str) -> str:
    if report.submissions is not None and " against " in place:
        return " against ".join(PurePath(part).name for part in place.split(" against "))
    if is_comparison(report) and len(report.documents) == 2:
        return " and ".join(shown(name) for name in called_apart(report.documents).values())
    return f"Shared text in {PurePath(place).name}" if place else "Shared text"


def _numbers(report: Report) -> str:
    words = sum(document.words for document in report.documents)
    parts = [plural(len(report.documents), "article")]
    if report.submissions is not None:
        parts.append(f"{plural(len(report.submissions), 'submission')} among them")
    return ", ".join([*parts, *([plural(words, "word")] * bool(words))])


def _changed(report: Report) -> Iterable[str]:
    """Settings that differ from what they are by default, as `name = value`."""
    for item in fields(Settings):
        value = report.settings.get(item.name, item.default)
        if value != item.default:
            yield f"{item.name} = {value}"
