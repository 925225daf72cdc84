"""How a table of separated values is written: separator, marks of quotation and escapes, as found in it."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

SAMPLE = 1 << 16
"""Characters that a dialect is judged by."""

_PREAMBLE = 40
"""Lines that may stand over the header, as exports have them."""

_SEP = re.compile(r"sep=(.)\s*")
_ESCAPES = re.compile(r"\\(?:[ntrN\\]|$)", re.MULTILINE)
_FIRST = re.compile(r"[\"']?1[\"']?[,;\t|]")
_WRAPPED = re.compile(r"\"[^\"]*\"|'[^']*'")

IsHeader = Callable[[Sequence[str]], bool]
"""Whether some values are the names of columns that are looked for."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How rows are written.

    `quote` is None where marks of quotation are letters like any other. With `escaped` a backslash goes
    before what would end a value, as databases write. `spaced`: blanks may stand before a mark. `above`
    counts the lines over the header. `numbered`: rows begin with a name of their own that the header leaves
    out, as R writes them.
    """

    separator: str
    quote: str | None = '"'
    escaped: bool = False
    spaced: bool = False
    above: int = 0
    numbered: bool = False


def dialect_of(head: str, separators: str, is_header: IsHeader, *, whole: bool) -> Dialect:
    """The dialect whose rows agree best with the header; `whole` when `head` is all there is."""
    sample = head[:SAMPLE]
    lines = sample.split("\n")
    whole = whole and len(sample) == len(head)
    if not whole and len(lines) > 1:
        lines.pop()
    separator_line = _SEP.fullmatch(lines[0])
    if separator_line is not None and separator_line[1] in separators:
        separators = separator_line[1]
    first = 0 if separator_line is None else 1
    found = _headed(lines, first, separators, is_header)
    if found is None:
        return Dialect(_widest(lines[first], separators), above=first)
    above, separator = found
    lines = lines[above:]
    tried = _possible(lines, separator, above)
    width = len(next(fields(iter(lines[:1]), tried[0]), ()))
    # Of equals the first: the one that most programs write.
    return min(tried, key=lambda one: _faults(lines, one, width + one.numbered, whole=whole))


def fields(lines: Iterator[str], dialect: Dialect) -> Iterator[list[str]]:
    """The values of each row. Raises csv.Error where a row is none, and can be asked for the next one."""
    if dialect.quote is None:
        return _unquoted(lines, dialect)
    given = map(_line_ends, lines) if dialect.escaped else lines
    return _reader(given, dialect, strict=False)


def _reader(lines: Iterator[str], dialect: Dialect, *, strict: bool) -> Iterator[list[str]]:
    return csv.reader(
        lines,
        delimiter=dialect.separator,
        quotechar=dialect.quote,
        escapechar="\\" if dialect.escaped else None,
        skipinitialspace=dialect.spaced,
        strict=strict,
    )


def _line_ends(line: str) -> str:
    r"""A line with ``\n`` in two signs as a backslash and a real line end, and nothing for ``\N``."""
    line = _NULL.sub(r"\1", line) if "\\N" in line else line
    return _ESCAPED_END.sub(r"\1\\\n", line) if "\\n" in line else line


_NULL = re.compile(r"(^|[,;\t|])\\N(?=[,;\t|\r\n]|$)")
_ESCAPED_END = re.compile(r"(?<!\\)((?:\\\\)*)\\n")
_TOLD = {"n": "\n", "t": "\t", "r": "\r"}


def _unquoted(lines: Iterator[str], dialect: Dialect) -> Iterator[list[str]]:
    for line in lines:
        text = line.rstrip("\r\n")
        while dialect.escaped and _open(text):
            following = next(lines, None)
            if following is None:
                break
            text = text[:-1] + "\n" + following.rstrip("\r\n")
        if dialect.escaped and "\\" in text:
            yield [_unescaped(value) for value in _parted(text, dialect.separator)]
        else:
            yield text.split(dialect.separator)


def _parted(text: str, separator: str) -> list[str]:
    """The values of a row, parted where a separator has no backslash before it."""
    if f"\\{separator}" not in text:
        return text.split(separator)
    # Escaped backslashes first, as one of them may stand before a separator that parts.
    kept = text.replace("\\\\", "\0").replace(f"\\{separator}", "\1")
    return [value.replace("\1", separator).replace("\0", "\\\\") for value in kept.split(separator)]


def _open(text: str) -> bool:
    """Whether a line ends in a backslash that is not escaped itself."""
    return text.endswith("\\") and (len(text) - len(text.rstrip("\\"))) % 2 == 1


def _unescaped(value: str) -> str:
    if value == "\\N":
        return ""
    return re.sub(r"\\(.)", lambda found: _TOLD.get(found[1], found[1]), value) if "\\" in value else value


def _headed(lines: Sequence[str], first: int, separators: str, is_header: IsHeader) -> tuple[int, str] | None:
    """The line that names the columns, and the separator that parts it into the most of them."""
    for above in range(first, min(len(lines), first + _PREAMBLE)):
        line = lines[above]
        if not line.strip():
            continue
        parted = [(len(row), sign) for sign in separators if is_header(row := _row(line, sign))]
        if parted:
            return above, max(parted, key=lambda item: item[0])[1]
    return None


def _row(line: str, separator: str) -> list[str]:
    for quote in '"', "'":
        try:
            row = next(csv.reader([line], delimiter=separator, quotechar=quote, skipinitialspace=True), [])
        except csv.Error:
            row = []
        if quote == "'" or not any(value[:1] == "'" == value[-1:] for value in row):
            return row
    return []


def _widest(line: str, separators: str) -> str:
    return max(separators, key=lambda sign: len(_row(line, sign)))


def _possible(lines: Sequence[str], separator: str, above: int) -> list[Dialect]:
    sample = "\n".join(lines)
    found = [Dialect(separator, above=above)]
    if f'{separator} "' in sample:
        found.append(Dialect(separator, spaced=True, above=above))
    if "\\" in sample and (f'{separator}"' in sample or '\n"' in sample):
        found.append(Dialect(separator, escaped=True, above=above))
    if f"{separator}'" in sample or lines[0].startswith("'"):
        found.append(Dialect(separator, "'", above=above))
    if '"' in sample or "\\" in sample:
        found.append(Dialect(separator, None, above=above))
    if _ESCAPES.search(sample) or f"\\{separator}" in sample:
        found.append(Dialect(separator, None, escaped=True, above=above))
    if len(lines) > 1 and _FIRST.match(lines[1]):
        found += [replace(one, numbered=True) for one in found]
    return found


def _faults(lines: Sequence[str], dialect: Dialect, width: int, *, whole: bool) -> float:
    """The share of rows that are no rows of so many values; damage counts twice."""
    found: list[float] = []
    lines = lines[1:]
    # Escapes that were left standing are a fault of their own, where databases write them.
    bare = dialect.quote is None or (dialect.separator == "\t" and not any('\t"' in line for line in lines))
    left = sum(_ESCAPES.search(line) is not None for line in lines) if bare and not dialect.escaped else 0
    ended = [f"{line}\n" for line in lines]
    if dialect.quote is None:
        rows = fields(iter(ended), dialect)
        found = [_wrong(row, width) or float(any(map(_WRAPPED.fullmatch, row))) for row in rows]
        return (sum(found) + left / 2) / max(len(found), 1)
    given = map(_line_ends, ended) if dialect.escaped else iter(ended)
    rows = _reader(given, dialect, strict=True)
    while True:
        try:
            found.append(_wrong(next(rows), width))
        except StopIteration:
            break
        except csv.Error:
            found.append(2.0)
    # The last row may be cut off.
    if not whole and len(found) > 1:
        found.pop()
    return (sum(found) + left / 2) / max(len(found), 1)


def _wrong(row: Sequence[str], width: int) -> float:
    if not row or row == [""]:
        return 0.0
    # Trailing separators are a habit.
    return float(len(row) < width or any(row[width:]))
