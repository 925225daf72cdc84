"""The report as one web page that needs no network: markup from templates, all else as packed data."""

from __future__ import annotations

from collections.abc import Iterator

from syndetect.model import Report

__all__ = ["render"]


def render(report: Report, *, width: int, colour: bool, explain: bool) -> Iterator[str]:  # noqa: ARG001
    """The page in pieces; `width`, `colour` and `explain` change nothing, because the page has its own."""
    from syndetect.reporters.html.page import pieces

    yield from pieces(report)
