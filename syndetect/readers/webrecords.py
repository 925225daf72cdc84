"""The records of WARC and ARC files: found one by one, so that a damaged one costs nothing but itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import IO, NamedTuple

from syndetect.readers.unpacked import BROKEN, LOST

_MAX_HEAD = 1 << 16
"""Bytes of the headers of a record, or of a response; what has more is no record."""

_KEPT = 1 << 20
"""Bytes kept of a record that nobody reads, to find the next one in it when its length is wrong."""

_PIECE = 1 << 18
_BLANK = (b"\r\n", b"\n")
_MARKS = (LOST, BROKEN)

_WARC = re.compile(rb"WARC/\d\.\d+\r?\n")
_NEXT_WARC = re.compile(rb"\r?\n\r?\n(?=WARC/\d\.\d+(?: lost| broken)?\r?\n)")
_SCHEME = re.compile(rb"[a-zA-Z][a-zA-Z0-9+.-]{1,20}:")
_NEXT_ARC = re.compile(
    rb"\n(?=(?:(?:https?|ftp|dns):/?/?[^\s]{1,4000} [^\s]{1,50} \d{14} [^\s]{1,100} \d{1,12}"
    rb"|WARC/0\.0 (?:lost|broken))\r?\n)"
)
_DAMAGED = "is damaged: its compressed data cannot be read, nor what may stand before the next whole record"

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})")
_END_OF_HEAD = re.compile(rb"\r?\n\r?\n")


class Record(NamedTuple):
    """One record: its place in the file from 1, what its headers say (names in lower case), and its block.

    `problem` says why the block cannot be used. A block longer than was asked for is cut there.
    """

    number: int
    headers: Mapping[str, str]
    block: bytes
    problem: str | None = None


class Response(NamedTuple):
    """What a server answered: status, headers with names in lower case, and the body as it was sent."""

    status: int
    headers: Mapping[str, str]
    body: bytes


Keep = Callable[[Mapping[str, str], bytes], bool]
"""Whether a record with these headers, and a block that begins like this, is worth keeping whole."""


def records(file: IO[bytes], keep: Keep, limit: int) -> Iterator[Record]:
    """All records in order; of each block at most `limit` + 1 bytes. Ends at once where there is no record.

    A record whose length is wrong ends where the next one begins.
    """
    source = _Source(file)
    number = 0
    line = _after_blanks(source)
    form = _Arc() if _Arc.begins(line) else _Warc()
    while line:
        if line == LOST:
            number += 1
            yield Record(number, {"warc-type": "response"}, b"", _DAMAGED)
            line = _after_blanks(source)
            continue
        headers = form.headers(line, source)
        if headers is None:
            if not number:
                return
            line = _sought(source, form.begins, None)
            continue
        number += 1
        block, problem, line = _block(source, headers, form, keep, limit)
        if line == BROKEN:
            problem, line = _DAMAGED, _after_blanks(source)
        yield Record(number, headers, block, problem)


def response_of(block: bytes) -> Response | None:
    """The answer of a server that a block holds, None where it holds something else."""
    match = _STATUS.match(block)
    if match is None:
        return None
    end = _END_OF_HEAD.search(block, 0, _MAX_HEAD)
    head = block[: end.start() if end else _MAX_HEAD]
    return Response(int(match[1]), _fields(head.splitlines()[1:]), block[end.end() :] if end else b"")


class _Source:
    """A stream of which pieces can be put back."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._ahead = b""
        self._at = 0

    def read(self, size: int) -> bytes:
        """Up to `size` bytes, none at the end."""
        if self._at < len(self._ahead):
            piece = self._ahead[self._at : self._at + size]
            self._at += len(piece)
            return piece
        return self._file.read(size)

    def line(self) -> bytes:
        """The next line with its end, or so much of it as a head may have."""
        if self._at < len(self._ahead):
            end = self._ahead.find(b"\n", self._at) + 1 or len(self._ahead)
            piece = self.read(min(end - self._at, _MAX_HEAD))
            if piece.endswith(b"\n") or len(piece) == _MAX_HEAD:
                return piece
            return piece + self._file.readline(_MAX_HEAD - len(piece))
        return self._file.readline(_MAX_HEAD)

    def put_back(self, data: bytes) -> None:
        """Have `data` read next."""
        self._ahead = data + self._ahead[self._at :]
        self._at = 0


class _Warc:
    """How records of WARC files begin."""

    following = _NEXT_WARC

    @staticmethod
    def begins(line: bytes) -> bool:
        """Whether a record begins with this line."""
        return _WARC.match(line) is not None or line in _MARKS

    def headers(self, line: bytes, source: _Source) -> dict[str, str] | None:
        """The headers that follow the first line, None where that is none."""
        if not _WARC.match(line):
            return None
        lines, size = [], 0
        while (line := source.line()) and line not in _BLANK:
            size += len(line)
            if size > _MAX_HEAD:
                break
            if _WARC.match(line):
                source.put_back(line)
                break
            lines.append(line)
        return _fields(lines)


class _Arc:
    """How records of ARC files begin: with one line, whose last value is the length."""

    following = _NEXT_ARC

    @staticmethod
    def begins(line: bytes) -> bool:
        """Whether a record begins with this line."""
        return _date_place(line) is not None or line in _MARKS

    def headers(self, line: bytes, source: _Source) -> dict[str, str] | None:  # noqa: ARG002 (as above)
        """The values of the line by the names that WARC has for them, None where it is none."""
        parts = line.split()
        at = _date_place(line)
        if at is None:
            return None
        url, kind, length = (
            value.decode("utf-8", "replace")
            for value in (b" ".join(parts[: at - 1]), parts[at + 1], parts[-1])
        )
        # The first record describes the file.
        return {
            "warc-type": "warcinfo" if url.startswith("filedesc:") else "response",
            "warc-target-uri": url,
            "content-type": kind,
            "content-length": length,
        }


def _date_place(line: bytes) -> int | None:
    """Where the date stands among the values of an ARC record's line, of either version, or None."""
    parts = line.split()
    if len(parts) < 5 or not parts[-1].isdigit() or not _SCHEME.match(line):
        return None
    places = (len(parts) - 8, len(parts) - 3)
    return next((at for at in places if at >= 2 and parts[at].isdigit() and 12 <= len(parts[at]) <= 17), None)


_Form = _Warc | _Arc


def _block(
    source: _Source, headers: Mapping[str, str], form: _Form, keep: Keep, limit: int
) -> tuple[bytes, str | None, bytes]:
    """A record's block, what is wrong with it, and the line that the next record begins with."""
    try:
        length = int(headers.get("content-length", ""))
    except ValueError:
        length = -1
    if length < 0:
        pieces: list[bytes] = []
        line = _sought(source, form.begins, pieces, limit)
        return b"".join(pieces).rstrip(b"\r\n"), None, line
    block, read = _read(source, length, headers, keep, limit)
    if read < length:
        if match := form.following.search(block):
            source.put_back(block[match.end() :])
            return block[: match.start()], None, source.line()
        return block, "is cut off: its archive ends inside of it", b""
    return _followed(source, block, read, form, limit)


def _followed(
    source: _Source, block: bytes, read: int, form: _Form, limit: int
) -> tuple[bytes, str | None, bytes]:
    """The block where the next record follows it; where none does, it ends elsewhere."""
    first = source.line()
    line = _after_blanks(source) if first in _BLANK else first
    if not line or form.begins(line):
        return block, None, line
    behind = first if first in _BLANK else b""
    # The next record may begin inside the block, and its first line end outside of it.
    both = block + behind + line
    if read == len(block) and (match := form.following.search(both)) and match.start() <= len(block):
        source.put_back(both[match.end() :])
        return both[: match.start()], None, source.line()
    if first in _BLANK:
        # The record is whole; what stands behind it belongs to none.
        return block, None, _sought(source, form.begins, None)
    pieces = [block, line] if read == len(block) else []
    following = _sought(source, form.begins, pieces, limit)
    return (b"".join(pieces).rstrip(b"\r\n") or block), None, following


def _read(
    source: _Source, length: int, headers: Mapping[str, str], keep: Keep, limit: int
) -> tuple[bytes, int]:
    """The first bytes of a block, and how many of its `length` bytes there were."""
    first = source.read(min(length, _PIECE))
    pieces, read = [first], len(first)
    kept = limit + 1 if keep(headers, first) else _KEPT
    while read < length and (piece := source.read(min(length - read, _PIECE))):
        if read < kept:
            pieces.append(piece[: kept - read])
        read += len(piece)
    return b"".join(pieces), read


def _sought(
    source: _Source, begins: Callable[[bytes], bool], pieces: list[bytes] | None, limit: int = 0
) -> bytes:
    """The line that the next record begins with; what stands before it goes to `pieces`, up to `limit`."""
    size = 0
    while (line := source.line()) and not begins(line):
        size += len(line)
        if pieces is not None and size <= limit:
            pieces.append(line)
    return line


def _after_blanks(source: _Source) -> bytes:
    while (line := source.line()) in _BLANK:
        pass
    return line


def _fields(lines: list[bytes]) -> dict[str, str]:
    """Headers by their names in lower case; values of one name with commas between them."""
    fields: dict[str, str] = {}
    name = ""
    for line in lines:
        if line[:1] in (b" ", b"\t") and name:
            fields[name] = f"{fields[name]} {line.decode('utf-8', 'replace').strip()}"
            continue
        key, colon, value = line.decode("utf-8", "replace").partition(":")
        if not colon:
            continue
        name, value = key.strip().lower(), value.strip()
        fields[name] = f"{fields[name]}, {value}" if name in fields else value
    return fields
