"""Wire copy: messages of IPTC 7901 and ANPA 1312 between control signs, and those between ZCZC and NNNN."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.agency.bodies import story
from syndetect.readers.agency.items import Item, delivered, when
from syndetect.readers.printable import shown
from syndetect.settings import Settings

_HEAD = 2_000
"""Signs of a file, and of a header, at most before the first text begins."""

_MESSAGE = re.compile(
    rf"\x01(?P<head>[^\x01\x02]{{0,{_HEAD}}})\x02(?P<body>[^\x01\x03\x04]*)(?:\x03(?P<foot>[^\x01\x04]{{0,200}}))?"
)
_TELEX = re.compile(r"^ZCZC\b[^\n]{0,80}\n", re.MULTILINE)
_TELEX_END = re.compile(r"^NNNN[^\S\n]*$", re.MULTILINE)
_TELEX_FIELD = re.compile(r"[$:=^*&+%#@]\S")
_LINES = 8
"""Lines at the head of a message that may hold its headline and by-line."""

_BY = re.compile(r"(?:By|Von|Par|Por|Di|Door|Av|Af)\s+(?=[A-ZÀ-Þa-z])")
_ORDER = re.compile(r"(?:BC|AM|PM|AP)-[A-Z]|[A-Z]{2}-[A-Z]{2,3}--")
_TO_EDITORS = re.compile(r"Eds?(?:itors)?\b\s?:|AP Photos?\b|EDITOR['’]S NOTE|With\b.{0,40}\bPhotos?\b")
_NOT_FOR_PRINT = re.compile(
    r"#{1,2} (?:Notebook|Notizblock|Note to editors|Redaktionelle Hinweise)\b|(?:\* ?){3,8}$|"
    r".{0,40}\bnot (?:intended )?for publication\b|.{0,60}\bnicht zur Veröffentlichung\b",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"[a-z]{2,5}(?:[ /-][a-z]{2,5}){0,9}$")
_SENT = re.compile(
    r"\b(?P<day>\d\d)(?P<hour>[0-2]\d)(?P<minute>[0-5]\d)Z?\s{1,3}(?P<zone>[A-Z]{3,4}\s{1,3})?"
    r"(?P<month>[^\W\d_]{3,4})\.?\s{1,3}(?P<year>\d{4}|\d\d)\b"
)
_ANPA_SENT = re.compile(
    r"(?P<agency>[A-Z]{2,4})-[A-Z]{2,3}-(?P<month>\d\d)-(?P<day>\d\d)-(?P<year>\d\d)\s"
    r"(?P<hour>[0-2]\d)(?P<minute>[0-5]\d)(?P<zone>GMT|[A-Z]{3})?"
)


@dataclass(frozen=True, slots=True)
class _Message:
    """The three parts of a message as they were sent."""

    head: str
    body: str
    foot: str


def is_wire(text: str) -> bool:
    """Whether a text begins as messages of an agency's wire do."""
    begin = text[:_HEAD]
    place = begin.find("\x01")
    if place >= 0 and not begin[:place].strip("\x16\x00 \r\n\t"):
        return "\x02" in text[place : place + _HEAD]
    return begin.lstrip()[:4] == "ZCZC" and _TELEX.search(begin) is not None


def messages(text: str, origin: Input, settings: Settings) -> Iterator[Document | Skipped]:
    """One article a message; what stands between them and is more than signs is named."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    found: list[tuple[Item, str]] = []
    left: list[str] = []
    end = 0
    for begin, stop, message in _telex(plain) if "\x01" not in plain[:_HEAD] else _framed(plain):
        left.append(plain[end:begin])
        end = stop
        item, story_text = _read(message)
        if story_text.strip():
            found.append((item, story_text))
        else:
            left.append(message.head + message.body)
    left.append(plain[end:])
    yield from delivered(found, origin, settings)
    for part in left:
        said = " ".join(sign for sign in part.split() if any(map(str.isalnum, sign)))
        if len(said.split()) > 2:
            yield Skipped(
                f"{origin.path} (wire)", f"a part that begins '{shown(said, 60)}' is no message with a text"
            )


def _framed(text: str) -> Iterator[tuple[int, int, _Message]]:
    for match in _MESSAGE.finditer(text):
        yield match.start(), match.end(), _Message(match["head"], match["body"], match["foot"] or "")


def _telex(text: str) -> Iterator[tuple[int, int, _Message]]:
    """Messages between ZCZC and NNNN, which may be missing."""
    begins = [match.span() for match in _TELEX.finditer(text)]
    for place, (begin, after) in enumerate(begins):
        limit = begins[place + 1][0] if place + 1 < len(begins) else len(text)
        ended = _TELEX_END.search(text, after, limit)
        lines = text[after : ended.start() if ended else limit].split("\n")
        fields = 0
        while fields < len(lines) and _TELEX_FIELD.match(lines[fields]):
            fields += 1
        titles = [line[1:] for line in lines[:fields] if line.startswith("^")]
        head = "\n".join(f"^{title}" for title in titles[:1])
        body = "\n".join(lines[fields:])
        yield begin, ended.end() if ended else limit, _Message("", f"{head}\n{body}" if head else body, "")


def _read(message: _Message) -> tuple[Item, str]:
    """The item of a message, and its text."""
    lines = [line.replace("\x1f", " ").rstrip() for line in message.body.split("\n")]
    while lines and not lines[0].strip():
        lines.pop(0)
    heads, rest = _parted(lines)
    heads = [line for line in message.head.split("\n") if line.startswith("^")] + heads
    blocks, foot = _without_tail(_paragraphs(rest))
    item = Item(first=_when(f"{message.foot}\n{foot}"))
    titles: list[str] = []
    for line in heads:
        said = line.lstrip("^").rstrip("<= ").strip()
        if _BY.match(said):
            item.byline = item.byline or said
        elif line.startswith("^") and line.rstrip("< ").endswith("="):
            continue
        elif said and not said.endswith("/") and not _TO_EDITORS.match(said):
            titles.append(said)
    named = [title for title in titles if not _ORDER.match(title)]
    # Words such as REFILE or 1ST LEAD stand over the headline they belong to.
    ordered = [title for title in named if not (title.isupper() and len(title.split()) < 4)] or named
    if ordered:
        marked = any(line.startswith("^") for line in heads)
        item.title = ordered[0] if marked else " ".join(ordered)
    return item, story(blocks, [item.title, item.byline])


def _parted(lines: list[str]) -> tuple[list[str], list[str]]:
    """The lines over a text, and the rest: those that ``^`` begins, or those up to one that ``=`` ends."""
    if lines and lines[0].lstrip("\t ").startswith("^"):
        count = 0
        while count < len(lines) and (
            lines[count].lstrip("\t ").startswith("^") or lines[count].strip() in ("", "<")
        ):
            count += 1
        return [line.strip() for line in lines[:count] if line.strip() not in ("", "<")], lines[count:]
    ends = [place for place, line in enumerate(lines[:_LINES]) if line.endswith("=")]
    if ends:
        return [line.strip() for line in lines[: ends[-1] + 1]], lines[ends[-1] + 1 :]
    blank = next((place for place, line in enumerate(lines[:_LINES]) if not line.strip()), 0)
    if blank and not lines[blank - 1].rstrip().endswith((".", "!", "?", '"', "”")):
        return [line.strip() for line in lines[:blank]], lines[blank:]
    return [], lines


def _paragraphs(lines: list[str]) -> list[str]:
    """Paragraphs of wrapped lines: parted by empty ones, and begun by indented ones."""
    blocks: list[list[str]] = [[]]
    last = max((place for place, line in enumerate(lines) if line.strip()), default=0)
    for place, line in enumerate(lines):
        text = line.removesuffix("<").strip()
        if not text:
            blocks.append([])
        elif line[:1].isspace() or _NOT_FOR_PRINT.match(text) or (place == last and _SIGNED.fullmatch(text)):
            blocks.append([text])
        else:
            blocks[-1].append(text)
    joined = [" ".join(block) for block in blocks if block]
    return [block.replace("``", "“").replace("''", "”") for block in joined]


def _without_tail(blocks: list[str]) -> tuple[list[str], str]:
    """Paragraphs without what is for editors, who signed, and when; and what may tell when."""
    stop = next((place for place, block in enumerate(blocks) if _NOT_FOR_PRINT.match(block)), len(blocks))
    kept, cut = blocks[:stop], blocks[stop:]
    while kept and (
        _SIGNED.fullmatch(kept[-1]) or _ANPA_SENT.match(kept[-1]) or not any(map(str.isalnum, kept[-1]))
    ):
        cut.append(kept.pop())
    return kept, "\n".join(cut[-3:])


def _when(text: str) -> str | None:
    """When a message was sent, as its foot says."""
    if match := _ANPA_SENT.search(text):
        day = f"{_year(match['year'])}-{match['month']}-{match['day']}"
    elif match := _SENT.search(text):
        day = (when(f"{int(match['day'])} {match['month']} {_year(match['year'])}") or "")[:10]
    else:
        return None
    zone = "+00:00" if (match["zone"] or "").strip() in ("GMT", "UTC") else ""
    return when(f"{day}T{match['hour']}:{match['minute']}:00{zone}") if day else None


def _year(digits: str) -> str:
    """The year of two digits: wires of that kind began in the seventies."""
    return digits if len(digits) == 4 else f"{'20' if int(digits) < 70 else '19'}{digits}"
