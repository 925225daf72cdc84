"""The head of the page: the folder or file, the time of the run, and the settings that were changed."""

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
    """The head of the page. `path` is empty where the articles came from no file."""

    title: str
    path: str
    when: str
    what: str
    settings: tuple[str, ...]
    headline: str


def about(report: Report) -> About:
    """Title, place, time, numbers, changed settings and the headline of a report."""
    judged = frozenset(report.submissions or ())
    path = common_path(report.documents)
    if report.submissions is not None:
        sides = (
            common_path(document for document in report.documents if document.id in judged),
            common_path(document for document in report.documents if document.id not in judged),
        )
        path = " against ".join(side for side in sides if side) or path
    return About(
        _title(report, path),
        path,
        date_words(report.run.started),
        _numbers(report),
        tuple(_changed(report)),
        report_headline(report),
    )


def common_path(documents: Iterable[Document]) -> str:
    """The file or folder that holds all the articles, as the user named it; empty where there is none."""
    paths = {document.path for document in documents if document.path and document.path != _STDIN}
    try:
        path = os.path.commonpath(paths) if paths else ""
    except ValueError:
        # Relative and absolute paths, or different drives: no folder holds both.
        return ""
    return PurePath(path).as_posix() if path and path != "/" else ""


def _title(report: Report, path: str) -> str:
    if report.submissions is not None and " against " in path:
        return " against ".join(PurePath(side).name for side in path.split(" against "))
    if is_comparison(report) and len(report.documents) == 2:
        return " and ".join(shown(name) for name in called_apart(report.documents).values())
    return f"Shared text in {PurePath(path).name}" if path else "Shared text"


def _numbers(report: Report) -> str:
    words = sum(document.words for document in report.documents)
    counts = [plural(len(report.documents), "article")]
    if report.submissions is not None:
        counts.append(f"{plural(len(report.submissions), 'submission')} among them")
    return ", ".join([*counts, *([plural(words, "word")] * bool(words))])


def _changed(report: Report) -> Iterable[str]:
    """The settings that differ from their defaults, as `name = value`."""
    for item in fields(Settings):
        value = report.settings.get(item.name, item.default)
        if value != item.default:
            yield f"{item.name} = {value}"
