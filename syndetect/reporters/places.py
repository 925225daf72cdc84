"""Offsets into a text -> lines and columns of the file that it came from."""

from __future__ import annotations

import posixpath
from bisect import bisect_right
from functools import cached_property
from pathlib import PurePath
from typing import NamedTuple

from syndetect.model import Document, Span

STDIN = "-"


class Place(NamedTuple):
    """Lines and columns from 1; columns count UTF-16 code units, and `end_column` is the one after the end.

    Columns are None where only the line is known.
    """

    line: int
    column: int | None
    end_line: int
    end_column: int | None


class Places:
    """Turns stretches of one document into lines and columns of its file.

    Lines end in a line feed, with or without a carriage return before it, as in SARIF.
    """

    def __init__(self, document: Document) -> None:
        self._document = document

    @cached_property
    def _firsts(self) -> list[int]:
        text = self._document.text
        firsts = [0]
        while next_line := text.find("\n", firsts[-1]) + 1:
            firsts.append(next_line)
        return firsts

    def __call__(self, span: Span) -> Place | None:
        """The lines and columns of a stretch of the text; None where the lines of the file are not known."""
        first = self._document.line
        if first is None:
            return None
        if self._document.record:
            return Place(first, None, first, None)
        line, column = self._at(span.begin)
        end_line, end_column = self._at(span.end)
        return Place(first + line, column, first + end_line, end_column)

    def _at(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._firsts, offset) - 1
        before = self._document.text[self._firsts[line] : offset]
        return line, len(before) + sum(character > "\uffff" for character in before) + 1


def file_of(document: Document) -> str | None:
    """The document's file with ``/`` on every system, None when it came from no file."""
    if document.path is None or document.path == STDIN:
        return None
    return posixpath.normpath(PurePath(document.path).as_posix())
