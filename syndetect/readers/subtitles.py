"""Subtitles (.srt, .vtt): what was said in a broadcast, without the times at which it is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import IO

from syndetect.errors import InputError
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.as_skipped import errors_as_skipped
from syndetect.readers.decode import decode
from syndetect.readers.encodings import given
from syndetect.readers.limit_messages import whole
from syndetect.readers.parts import article
from syndetect.settings import Settings

_TIMES = re.compile(
    r"\s{0,20}((?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3})\s{1,20}-->\s{1,20}((?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3})"
)
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
    spoken = _spoken(text)
    if not spoken:
        raise InputError("holds no subtitles: no line with times")
    yield article({}, spoken, origin, settings)


def _spoken(text: str) -> str:
    paragraphs: list[list[str]] = []
    ended = 0.0
    for begin, end, lines in _shown(text.replace("\r\n", "\n").replace("\r", "\n")):
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


def _shown(text: str) -> Iterator[tuple[float, float, list[str]]]:
    """Begin and end in seconds, and the lines, of each subtitle."""
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
