"""Chats as their programs write them, from messages of an author, a moment and a text."""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple


class Said(NamedTuple):
    """A message."""

    author: str
    when: datetime
    text: str


WHATSAPP: Mapping[str, tuple[str, str]] = {
    # How a moment is written, and what stands between it and the sender.
    "de-ios": ("[%d.%m.%y, %H:%M:%S]", " "),
    "fi-ios": ("[%-d.%-m.%Y klo %-H.%M.%S]", " "),
    "ko-ios": ("[%Y. %-m. %-d. %P %-I:%M:%S]", " "),
    "us-ios": ("[%-m/%-d/%y, %-I:%M:%S\u202f%p]", " "),
    "nl-ios": ("[%d-%m-%Y %H:%M:%S]", " "),
    "us": ("%-m/%-d/%y, %-I:%M %p", " - "),
    "gb": ("%d/%m/%Y, %H:%M", " - "),
    "es": ("%-d/%-m/%y, %-H:%M", " - "),
    "mx": ("%-d/%-m/%Y %-I:%M %P. m.", " - "),
    "sv": ("%Y-%m-%d %H:%M", " - "),
    "hu": ("%Y. %m. %d. %-H:%M", " - "),
    "zh": ("%Y/%-m/%-d %P%-I:%M", " - "),
    "da": ("%d.%m.%Y %H.%M", " - "),
    "fr": ("%d/%m/%Y à %H:%M", " - "),
}
"""Forms of WhatsApp in several countries. `%P` is the half of the day in the country's words."""

_HALVES = {"ko-ios": ("오전", "오후"), "zh": ("上午", "下午"), "mx": ("a", "p")}


def whatsapp(many: Sequence[Said], form: str) -> bytes:
    """A chat that WhatsApp exported."""
    pattern, between = WHATSAPP[form]
    lines = []
    for said in many:
        half = _HALVES.get(form, ("am", "pm"))[said.when.hour >= 12]
        lines.append(
            f"{said.when.strftime(pattern.replace('%P', half))}{between}{said.author}: {said.text}\n"
        )
    return "".join(lines).encode()


def kakao(many: Sequence[Said]) -> bytes:
    """A chat that KakaoTalk exported."""
    lines = ["Harbour 님과 카카오톡 대화\n"]
    for said in many:
        lines.append(f"--------------- {said.when:%Y년 %-m월 %-d일} ---------------\n")
        half = ("오전", "오후")[said.when.hour >= 12]
        lines.append(f"[{said.author}] [{half} {said.when:%-I:%M}] {said.text}\n")
    return "".join(lines).encode()


def irc(many: Sequence[Said]) -> bytes:
    """A log of a channel."""
    return "".join(
        f"--- Day changed {said.when:%a %b %d %Y}\n{said.when:%H:%M} <{said.author}> {said.text}\n"
        for said in many
    ).encode()


def telegram(many: Sequence[Said]) -> bytes:
    """A chat that Telegram exported as JSON."""
    listed = [
        {
            "id": number,
            "type": "message",
            "date": f"{said.when:%Y-%m-%dT%H:%M:%S}",
            "date_unixtime": str(_seconds(said.when)),
            "from": said.author,
            "text": [said.text[:9], {"type": "bold", "text": said.text[9:]}],
        }
        for number, said in enumerate(many)
    ]
    return json.dumps({"name": "Harbour", "type": "private_group", "id": 1, "messages": listed}).encode()


def telegram_page(many: Sequence[Said]) -> bytes:
    """The same as a page."""
    body = "".join(
        f'<div class="message default clearfix" id="message{number}"><div class="body">'
        f'<div class="pull_right date details" title="{said.when:%d.%m.%Y %H:%M:%S} UTC+00:00">x</div>'
        f'<div class="from_name">{html.escape(said.author)}</div>'
        f'<div class="text">{html.escape(said.text)}</div></div></div>'
        for number, said in enumerate(many)
    )
    return (
        '<!DOCTYPE html><html><head><meta charset="utf-8"></head><body><div class="page_header">'
        f'<div class="text bold">Harbour</div></div><div class="history">{body}</div></body></html>'
    ).encode()


def slack(many: Sequence[Said]) -> bytes:
    """A day of a channel of Slack."""
    listed = [
        {
            "type": "message",
            "user": "U1",
            "ts": f"{_seconds(said.when)}.000100",
            "text": html.escape(said.text, quote=False),
            "user_profile": {"real_name": said.author},
        }
        for said in many
    ]
    return json.dumps(listed, indent=4).encode()


def discord(many: Sequence[Said]) -> bytes:
    """A channel as DiscordChatExporter writes it."""
    listed = [
        {
            "id": str(number),
            "type": "Default",
            "timestamp": said.when.isoformat(),
            "isPinned": False,
            "content": said.text,
            "author": {"name": "x", "nickname": said.author},
        }
        for number, said in enumerate(many)
    ]
    whole = {"guild": {"name": "Tolvik"}, "channel": {"name": "news"}, "messages": listed}
    return json.dumps(whole).encode()


def messenger(many: Sequence[Said]) -> bytes:
    """A talk of Messenger, whose bytes of UTF-8 are written as letters."""
    listed = [
        {
            "sender_name": _as_letters(said.author),
            "timestamp_ms": 1000 * _seconds(said.when),
            "content": _as_letters(said.text),
        }
        for said in many
    ]
    return json.dumps({"title": "Harbour", "messages": listed}).encode()


def matrix(many: Sequence[Said]) -> bytes:
    """A room as Element exports it."""
    listed = [
        {
            "type": "m.room.message",
            "sender": said.author,
            "origin_server_ts": 1000 * _seconds(said.when),
            "content": {"msgtype": "m.text", "body": said.text},
        }
        for said in many
    ]
    return json.dumps({"room_name": "Harbour", "messages": listed}).encode()


def mattermost(many: Sequence[Said]) -> bytes:
    """A bulk export, one object a line."""
    lines = [{"type": "version", "version": 1}]
    lines += [
        {
            "type": "post",
            "post": {"user": said.author, "message": said.text, "create_at": 1000 * _seconds(said.when)},
        }
        for said in many
    ]
    return "\n".join(map(json.dumps, lines)).encode()


OF_VALUES: Mapping[str, tuple[str, Callable[[Sequence[Said]], bytes]]] = {
    "telegram": (".json", telegram),
    "telegram-page": (".html", telegram_page),
    "slack": (".json", slack),
    "discord": (".json", discord),
    "messenger": (".json", messenger),
    "matrix": (".json", matrix),
    "mattermost": (".jsonl", mattermost),
}
"""Programs whose moments are whole, each with the suffix of its files."""


def _seconds(when: datetime) -> int:
    return int(when.replace(tzinfo=UTC).timestamp())


def _as_letters(text: str) -> str:
    return text.encode().decode("latin-1")
