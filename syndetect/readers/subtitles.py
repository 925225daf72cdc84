"""Subtitles (.srt, .vtt, .sbv, .ttml): what was said in a broadcast, without the times."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any

from syndetect.errors import InputError
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.as_skipped import errors_as_skipped
from syndetect.readers.decode import decode
from syndetect.readers.encodings import given
from syndetect.readers.limit_messages import whole
from syndetect.readers.parts import article, whole_file
from syndetect.readers.xml_roots import tree
from syndetect.settings import Settings

_TIMES = re.compile(
    r"\s{0,20}((?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3})(?:\s{1,20}-->\s{1,20}|,(?=\d{1,3}:\d{2}:\d{2}\.\d{3}\s*$))"
    r"((?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3})"
)
_TIMED = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)(h|ms|m|s)?")
_UNITS = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001}
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,100}>|<\d[\d:.]{0,20}>|\{\\?[a-z]\w{0,20}[^{}]{0,40}\}")
_ENDS = re.compile(r"[.!?…][\"'”’»“)\]]*$")
_PAUSE = 1.5
"""Seconds without a subtitle behind a sentence from which a new paragraph begins."""

_NOT_SHOWN = ("NOTE", "STYLE", "REGION")


@errors_as_skipped
def read_subtitles(
    file: IO[bytes],
    origin: Input,
    fields: Mapping[str, str],  # noqa: ARG001 (every reader's signature)
    settings: Settings,
) -> Iterator[Document | Skipped]:
    """The one text of a file; a line that is shown twice in a row, as while it rolls, is said once."""
    data = whole(file, origin.size, settings)
    if not data.strip():
        raise InputError("is empty")
    text = decode(data, given(origin.id, settings))
    if text is None:
        raise InputError("looks binary, not text")
    spoken = _spoken(_shown(text.replace("\r\n", "\n").replace("\r", "\n")))
    if not spoken:
        raise InputError("holds no subtitles: no line with times")
    yield article({}, spoken, origin, settings)


@errors_as_skipped
def read_timed_text(
    file: IO[bytes],
    origin: Input,
    fields: Mapping[str, str],  # noqa: ARG001 (every reader's signature)
    settings: Settings,
) -> Iterator[Document | Skipped]:
    """The one text of subtitles in TTML, which broadcasters keep, by the same rule."""
    root, problem = tree(whole_file(file, origin, settings))
    spoken = _spoken(_timed(root))
    if not spoken:
        raise InputError("holds no subtitles: no line with times")
    yield article({}, spoken, origin, settings)
    if problem:
        yield Skipped(origin.path, problem)


def _timed(root: Any) -> Iterator[Subtitle]:
    for shown in root.iter("p"):
        text = "".join("\n" if piece is None else piece for piece in _pieces(shown))
        lines = [" ".join(line.split()) for line in text.split("\n")]
        if any(lines):
            begin, end, lasts = (_clock(shown.get(name)) for name in ("begin", "end", "dur"))
            yield begin, end or begin + lasts, [line for line in lines if line]


def _pieces(shown: Any) -> Iterator[str | None]:
    """The text of an element with its line ends, None for each that an element makes."""
    yield " ".join((shown.text or "").split("\n"))
    for inner in shown:
        if inner.tag == "br":
            yield None
        elif inner.tag != "metadata":
            yield from _pieces(inner)
        yield " ".join((inner.tail or "").split("\n"))


def _clock(time: str | None) -> float:
    """Seconds of a time as ``00:01:02.5``, ``62.5s`` or with frames behind a colon; 0 without one."""
    if time is None:
        return 0.0
    if (match := _TIMED.fullmatch(time)) is not None:
        return float(match[1]) * _UNITS.get(match[2] or "s", 1.0)
    parts = time.split(":")[:3]
    return _seconds(":".join(parts)) if all(part.replace(".", "", 1).isdecimal() for part in parts) else 0.0


Subtitle = tuple[float, float, list[str]]
"""Begin and end in seconds, and the lines."""


def _spoken(subtitles: Iterable[Subtitle]) -> str:
    paragraphs: list[list[str]] = []
    ended = 0.0
    for begin, end, lines in subtitles:
        said = paragraphs[-1] if paragraphs else []
        new = [line for line in lines if line not in said[-2:]]
        if not new:
            ended = end
            continue
        if not said or (begin - ended >= _PAUSE and _ENDS.search(said[-1])):
            paragraphs.append(new)
        else:
            said += new
        ended = end
    return "\n\n".join(" ".join(said) for said in paragraphs)


def _shown(text: str) -> Iterator[Subtitle]:
    """The subtitles of a text."""
    for block in re.split(r"\n[ \t]*\n", text):
        lines = block.split("\n")
        at = next((at for at, line in enumerate(lines[:3]) if _TIMES.match(line)), None)
        if at is None or lines[0].startswith(_NOT_SHOWN):
            continue
        times = _TIMES.match(lines[at])
        shown = [" ".join(_MARKUP.sub("", line).split()) for line in lines[at + 1 :]]
        shown = [line.removeprefix("- ").removeprefix("-") for line in shown]
        if times is not None and any(shown):
            yield _seconds(times[1]), _seconds(times[2]), [line for line in shown if line]


def _seconds(name: str) -> float:
    seconds = 0.0
    for part in name.replace(",", ".").split(":"):
        seconds = 60 * seconds + float(part)
    return seconds
