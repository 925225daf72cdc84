"""Exports of chats in JSON, by the shape of a message: Telegram, Slack, Discord, Signal, Teams and others."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from syndetect.readers.chats.messages import Message, chat_data
from syndetect.readers.json_records import moment
from syndetect.readers.markup import article_text
from syndetect.readers.page.body import fragment_text
from syndetect.readers.record import value_of

_LEVELS = 6
"""Levels of lists and objects above the messages of a chat."""
_LOOKED_AT = 50
_NUMBER = re.compile(r"\d{9,13}(?:\.\d{1,9})?")
_SLACK = re.compile(r"<([^<>|\n]{1,2000})(?:\|([^<>\n]{0,2000}))?>")

_TAGGED = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]{0,15}[\s/>]")

_FIELDS = ("author", "published", "modified", "taken_from", "title", "url", "outlet", "user")


def messages(value: Any) -> Iterator[Message] | None:
    """The messages of an export, or the one that a value is; None for what is none of either."""
    if not isinstance(value, dict):
        return None
    if (program := program_of(value)) is not None:
        return _of_record(value, program, None)
    if next(_talks(value, _LEVELS), None) is None:
        return None
    return _of_talks(value)


def _of_talks(value: Mapping[str, Any]) -> Iterator[Message]:
    for holder, listed, first in _talks(value, _LEVELS):
        outlet = ": ".join(
            filter(None, (_string(value_of(holder, name)) for name in first.get("within", ())))
        )
        outlet = _latin(outlet) if first.get("marks") == "latin" else outlet
        for record in listed:
            program = program_of(record) if isinstance(record, dict) else None
            if program is not None:
                yield from _of_record(record, program, outlet or None)


def _talks(value: Any, levels: int) -> Iterator[tuple[Mapping[str, Any], list[Any], Mapping[str, Any]]]:
    """The lists of messages inside a value, each with the object that it stands in and its program."""
    for inner in value.values() if isinstance(value, dict) else ():
        if isinstance(inner, list):
            looked_at = [item for item in inner[:_LOOKED_AT] if isinstance(item, dict)]
            program = next(filter(None, map(program_of, looked_at)), None)
            if program is not None and not program.get("beside"):
                yield value, inner, program
            elif levels and looked_at:
                for item in inner:
                    yield from _talks(item, levels - 1)
        elif isinstance(inner, dict) and levels:
            yield from _talks(inner, levels - 1)


def program_of(record: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The program that a message is from, as the data describes it; None for what is no message."""
    if _marks().isdisjoint(record):
        return None
    return next((program for program in _programs() if _fits(record, program)), None)


@lru_cache(maxsize=1)
def _programs() -> tuple[Mapping[str, Any], ...]:
    beside = ({**entry, "beside": True} for entry in chat_data()["beside"])
    return (*chat_data()["programs"], *beside)


@lru_cache(maxsize=1)
def _marks() -> frozenset[str]:
    """A field of each program that few other records have."""
    return frozenset(program["has"][0] for program in _programs())


def _fits(record: Mapping[str, Any], program: Mapping[str, Any]) -> bool:
    if not all(name in record for name in program["has"]):
        return False
    if any(record.get(name) != wanted for name, wanted in program.get("is", {}).items()):
        return False
    for name, known in program.get("each", {}).items():
        listed = record[name]
        if not isinstance(listed, list) or not all(isinstance(item, dict) for item in listed):
            return False
        if not any(listed) or any(key not in known for item in listed for key in item):
            return False
    held: Any = record.get(program["inside"]) if "inside" in program else record
    some = program.get("any", ())
    return isinstance(held, dict) and (not some or any(name in held for name in some))


def _of_record(
    record: Mapping[str, Any], program: Mapping[str, Any], outlet: str | None
) -> Iterator[Message]:
    """The message of a record, and those that answer it where they stand below it."""
    if program.get("beside"):
        yield Message("", program=program["name"], beside=True)
        return
    held = record[program["inside"]] if "inside" in program else record
    yield _message(held, program, outlet)
    answers = held.get(program.get("below", ""))
    for answer in answers if isinstance(answers, list) else ():
        if isinstance(answer, dict):
            place = _first(held, program.get("outlet", ()))
            yield _message(answer, program, _string(place) or outlet)


def _message(held: Mapping[str, Any], program: Mapping[str, Any], outlet: str | None) -> Message:
    written = held.get(program["kind"], "") if "kind" in program else ""
    if "kind" in program and (written or "") not in program["kinds"] and written not in program["kinds"]:
        return Message("", program=program["name"])
    text = _text(_first(held, program["text"]), program.get("marks"))
    said = {name: _first(held, program.get(name, ())) for name in _FIELDS}
    record: dict[str, Any] = {name: _string(value) for name, value in said.items()}
    record["outlet"] = record["outlet"] or outlet
    if program.get("marks") == "latin":
        record["author"] = _latin(record["author"] or "")
    for name in ("published", "modified"):
        record[name] = _moment(said[name])
    return Message(text, record, program["name"])


def _first(held: Mapping[str, Any], names: Any) -> Any:
    return next((value for name in names if (value := value_of(held, name)) not in (None, "", [])), None)


def _string(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _text(value: Any, marks: str | None) -> str:
    """The text of a message, which Telegram gives in runs."""
    if isinstance(value, list):
        runs = (run.get("text", run.get("post")) if isinstance(run, dict) else run for run in value)
        value = "".join(run for run in runs if isinstance(run, str))
    if not isinstance(value, str):
        return ""
    if marks == "latin":
        return _latin(value)
    if marks == "slack":
        return html.unescape(_SLACK.sub(_linked, value))
    if marks == "html":
        return fragment_text(value) if _TAGGED.search(value) else html.unescape(value)
    text, _ = article_text(value)
    return text if isinstance(text, str) else ""


def _linked(match: re.Match[str]) -> str:
    """The label of a link or mention; one without a label is an address, or the sign of somebody."""
    return match[2] or match[1]


def _latin(value: str) -> str:
    """A text whose bytes in UTF-8 were written as letters of Latin-1, as Meta's exports are."""
    try:
        return value.encode("latin-1").decode()
    except UnicodeError:
        return value


def _moment(value: Any) -> str | None:
    if isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
        value = int(value.partition(".")[0])
    return moment(value)
