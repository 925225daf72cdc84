"""JSON lines: one object a line, one article each."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import IO, Any, Literal, NamedTuple

from syndetect.model import Document, Skipped
from syndetect.nesting import MAX_DEPTH, json_deeper
from syndetect.plugins import Input
from syndetect.readers.as_skipped import errors_as_skipped
from syndetect.readers.bounded_lines import Line, blocks, utf8_chunks
from syndetect.readers.decode import SAMPLE, guess_codec, looks_binary
from syndetect.readers.encodings import given
from syndetect.readers.json_records import named_beside
from syndetect.readers.limit_messages import over_limit
from syndetect.readers.markup import article_text
from syndetect.readers.printable import escapes_surrogates, shown, without_surrogates
from syndetect.readers.record import FIELDS, document, kind_of, layout, value_of, without
from syndetect.settings import Settings


class Reject(NamedTuple):
    """Why a line or an object is no article."""

    kind: Literal["no object", "no text", "other"]
    reason: str
    several: tuple[str, ...] = ()
    """The fields that may hold its text, where it is not clear which."""


_TOO_DEEP = Reject("other", f"is nested more than {MAX_DEPTH} levels deep")


@errors_as_skipped
def read_jsonl(
    file: IO[bytes], origin: Input, fields: Mapping[str, str], settings: Settings
) -> Iterator[Document | Skipped]:
    """One article a line, in bounded memory; a line that is none is skipped and the rest is read.

    A file in which no line can be one, such as a list of labels, is skipped in one piece.
    """
    chunks = utf8_chunks(file, given(origin.id, settings))
    head = next(chunks)
    if looks_binary(head[:SAMPLE]) and not head.lstrip().startswith(b"{"):
        yield Skipped(origin.path, "looks binary, not text")
        return
    if _spread(head) or (fields["text"] == "text" and _of_chat(head)):
        from syndetect.readers.json import read_json

        # What is handed on is UTF-8 by now, whatever the user said of the file.
        as_utf8 = replace(settings, encoding="utf-8") if settings.encoding else settings
        stream: Any = _Replayed(chain([head], chunks))
        yield from read_json(stream, origin, fields, as_utf8)
        return
    early: list[tuple[Reject, Skipped]] = []
    usable = seen = False
    for number, made in _outcomes(chain([head], chunks), origin, fields, settings):
        seen = True
        if isinstance(made, Skipped):
            yield made
            continue
        if isinstance(made, Reject):
            skipped = Skipped(f"{origin.path}:{number}", made.reason)
            if made.kind != "other" and not usable:
                early.append((made, skipped))
                continue
        usable = True
        yield from (waiting for _, waiting in early)
        early.clear()
        yield made if isinstance(made, Document) else skipped
    if early:
        yield from _summary(early, origin, fields)
    elif not seen:
        yield Skipped(origin.path, "is empty")


class _Replayed:
    """A stream of bytes that have been read before."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks

    def read(self, _size: int = -1) -> bytes:
        """The next bytes, however many they are; none at the end."""
        return next(self._chunks, b"")


def _spread(head: bytes) -> bool:
    """Whether objects stand in a list, or on several lines each, as programs write them for people."""
    first, end, rest = head.lstrip().partition(b"\n")
    first = first.strip()
    following = rest.lstrip()[:1]
    if first[:1] == b"[":
        # A list that ends with its line, before objects, is a bad line like others.
        return not (first[-1:] == b"]" and following == b"{")
    return bool(end) and (
        first == b"{" or (first[:1] == b"{" and first[-1:] in b",[{" and following in (b'"', b"{", b"["))
    )


def _of_chat(head: bytes) -> bool:
    """Whether the first line is a message of a chat, or what such exports begin with."""
    from syndetect.readers.chats.chat_values import program_of

    first = head.lstrip().partition(b"\n")[0]
    record = parsed(first.decode("utf-8", "replace")) if len(first) < _LONGEST_MESSAGE else None
    return isinstance(record, dict) and program_of(record) is not None


_LONGEST_MESSAGE = 100_000


def _summary(
    early: list[tuple[Reject, Skipped]], origin: Input, fields: Mapping[str, str]
) -> Iterator[Skipped]:
    textless = any(reject.kind == "no text" for reject, _ in early)
    broken = [skipped for reject, skipped in early if reject.kind == "no object"]
    if textless:
        name = shown(fields["text"])
        several = ", ".join(f"'{shown(one, 30)}'" for one in max(reject.several for reject, _ in early))
        among = f", but several that may hold the texts: {several}" if several else ""
        yield Skipped(origin.path, f"no line has a '{name}' field{among}; map another with --field text=NAME")
    if textless or len(broken) == 1:
        yield from broken
    else:
        first = f"{broken[0].source.removeprefix(origin.path + ':')}: {broken[0].reason}"
        yield Skipped(origin.path, f"no line is a JSON object (line {first}); write one object a line")


def _outcomes(
    chunks: Iterator[bytes], origin: Input, fields: Mapping[str, str], settings: Settings
) -> Iterator[tuple[int, Document | Skipped | Reject]]:
    codec: str | None = None
    quick = _quick_parser()
    for block in blocks(chunks, settings.max_bytes):
        for number, line in block:
            if isinstance(line, int):
                yield number, Skipped(f"{origin.path}:{number}", over_limit(line, settings))
                continue
            record: dict[str, Any] | Reject | None = quick(line)
            # What is quickly parsed can hold control signs as escapes only.
            clean = record is not None and _CONTROL.search(line) is None
            if record is None:
                text = _utf8(line)
                if text is None:
                    codec = codec or _codec(block)
                    text = line.decode(codec, "replace")
                if not text or text.isspace():
                    continue
                record = parsed(text)
            yield number, _outcome(record, number, origin, fields, clean=clean)


def _utf8(line: bytes) -> str | None:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return None


def _codec(block: Iterable[Line]) -> str:
    """The codec of a block's lines that are not UTF-8, guessed over several of them: one says too little."""
    telling: list[bytes] = []
    size = 0
    for _, line in block:
        if isinstance(line, bytes) and size < SAMPLE and _utf8(line) is None:
            telling.append(line)
            size += len(line)
    return guess_codec(b"\n".join(telling))


def _finite(literal: str) -> float | str:
    value = float(literal)
    return value if math.isfinite(value) else literal


# NaN, Infinity and 1e999 become text: JSON has no numbers for them, and a report must stay JSON.
_DECODER = json.JSONDecoder(parse_constant=str, parse_float=_finite)


def parsed(line: str) -> dict[str, Any] | Reject:
    """The object that JSON text is, or why it is none."""
    if json_deeper(line, MAX_DEPTH):
        return _TOO_DEEP
    try:
        record = _DECODER.decode(line)
    except json.JSONDecodeError as error:
        return Reject("no object", _json_problem(error))
    except ValueError:
        return Reject("other", "holds a number of thousands of digits; write it as text")
    if not isinstance(record, dict):
        return Reject("no object", f"is {kind_of(record)}, not an object")
    return without_surrogates(record) if escapes_surrogates(line) else record


def _quick_parser() -> Callable[[bytes], dict[str, Any] | None]:
    """Parses a line that is a flat JSON object in UTF-8, as nearly all are; None for every other one.

    What it parses, it parses to what the standard library would; what that one is needed for, such as NaN,
    halves of surrogate pairs and messages about mistakes, is an error here.
    """
    import msgspec

    decode = msgspec.json.Decoder(dict).decode

    def quick(line: bytes) -> dict[str, Any] | None:
        try:
            record: dict[str, Any] = decode(line)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            return None
        for value in record.values():
            if value.__class__ in _NESTED:
                return None
        return record

    return quick


_NESTED = (dict, list)

_CONTROL = re.compile(rb"\\(?:u00[01]|[bf])")
"""The escapes of control signs, and of what only looks like them."""


def _outcome(
    record: dict[str, Any] | Reject, number: int, origin: Input, fields: Mapping[str, str], *, clean: bool
) -> Document | Reject:
    if isinstance(record, Reject):
        return record
    raw = value_of(record, fields["text"])
    if raw is None and (named := layout(record, fields)) is not None:
        fields = named
        raw = value_of(record, fields["text"])
    if raw is not None and (known := named_beside(tuple(record), tuple(fields.items()))) is not None:
        fields = known
    text, markup = article_text(raw)
    if text.__class__ is not str or not text or text.isspace():
        if raw is None and (item := _agency_item(record, number, origin)) is not None:
            return item
        if raw is None and fields["text"] == "text":
            return _under_known_names(record, number, origin, fields)
        return _unusable(text, shown(fields["text"]))
    made = document(
        record,
        text,
        f"{origin.id}:{number}",
        origin,
        fields,
        line=number,
        told=raw,
        markup=markup,
        clean=clean and markup is None,
    )
    return made if isinstance(made, Document) else Reject("other", made)


def _agency_item(record: dict[str, Any], number: int, origin: Input) -> Document | Reject | None:
    """The article of an agency's item, which has its text in one of several bodies; None for no such item."""
    if not ("headline" in record or "headLine" in record or "headlines" in record):
        return None
    from syndetect.readers.agency import ninjs
    from syndetect.readers.page import OWN_NAMES

    read = ninjs.read_item(record) if ninjs.is_item(record) else None
    if read is None or isinstance(read, str):
        return None if read is None else Reject("other", read)
    item, text = read
    given = {name: value for name, value in item.record().items() if value not in (None, [])}
    made = document(given, text, f"{origin.id}:{number}", origin, OWN_NAMES, line=number)
    return made if isinstance(made, Document) else Reject("other", made)


def _under_known_names(
    record: dict[str, Any], number: int, origin: Input, fields: Mapping[str, str]
) -> Document | Reject:
    """The article of an object whose fields have the names that other programs give them."""
    from syndetect.readers.json_records import fields_of, filled_texts

    found = filled_texts(record)
    if len(found) != 1:
        return Reject("no text", _unusable(None, "text").reason, tuple(found))
    [name] = found
    text, markup = article_text(record[name])
    if not text or text.isspace():
        return _unusable(text, shown(name))
    ours, used = fields_of(record, fields)
    given = {**without(record, [name, *used]), **ours}
    own = {field: field for field in FIELDS}
    made = document(given, text, f"{origin.id}:{number}", origin, own, line=number, markup=markup)
    return made if isinstance(made, Document) else Reject("other", made)


def _unusable(text: Any, name: str) -> Reject:
    if text is None:
        return Reject("no text", f"has no '{name}' field")
    if not isinstance(text, str):
        return Reject("other", f"its '{name}' field is {kind_of(text)}, not text")
    return Reject("other", f"its '{name}' field is empty")


def _json_problem(error: json.JSONDecodeError) -> str:
    """The parser's complaint in words of our own: its differ between versions of Python."""
    before = error.doc[: error.pos].rstrip()
    if not error.doc[error.pos :].strip() or error.msg.startswith("Unterminated"):
        return "is not valid JSON: it ends before the object does"
    if error.msg.startswith("Extra data"):
        return f"is not valid JSON: more follows the first value (column {error.pos + 1})"
    # Newer versions point at a comma too many, older ones at the bracket after it.
    comma = before.endswith(",") and error.doc[error.pos] in "]}"
    return f"is not valid JSON (column {len(before) if comma else error.pos + 1})"
