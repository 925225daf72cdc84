"""Results as plain text that pastes into a document as it stands."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.quality.results import Result, Table


def lines(name: str, result: Result, seconds: float) -> Iterator[str]:
    """A set's tables and notes under its name."""
    yield f"== {name} ({seconds:.1f} s)"
    for part in result.tables:
        yield ""
        yield from _table_lines(part)
    for note in result.notes:
        yield ""
        yield printable(note)
    yield ""


def printable(text: str) -> str:
    """The text with everything that could steer a terminal written out as an escape."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def _table_lines(table: Table) -> Iterator[str]:
    rows = [[printable(cell) for cell in row] for row in (table.columns, *table.rows)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(table.columns))]
    yield table.title
    for number, row in enumerate(rows):
        first, *others = zip(row, widths, strict=True)
        cells = [first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in others)]
        yield ("  " + "  ".join(cells)).rstrip()
        if number == 0:
            yield "  " + "  ".join("-" * width for width in widths)
