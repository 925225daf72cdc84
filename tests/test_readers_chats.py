"""Exports of chats: each longer message is an article, and what became of the others is said."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import syndetect
from benchmarks.speed import talk
from benchmarks.speed.talk import Said
from syndetect.model import Document, Skipped
from syndetect.readers.chats.messages import LEAST_WORDS

WORDS = [
    "the",
    "tide",
    "gate",
    "at",
    "Port",
    "Elm",
    "held",
    "through",
    "a",
    "fifth",
    "storm",
    "since",
    "May,",
    "said",
    "Grünwald",
]
AUTHORS = st.sampled_from(["Ada Holm", "Léa", "+47 412 34 567", "민수", "Jörg M."])
LONG = st.lists(st.sampled_from(WORDS), min_size=LEAST_WORDS, max_size=60).map(" ".join)
SHORT = st.lists(st.sampled_from(WORDS), min_size=1, max_size=LEAST_WORDS - 1).map(" ".join)
STEPS = st.lists(st.integers(60, 5 * 24 * 3600), min_size=4, max_size=9)
SOME = settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@st.composite
def talks(draw: st.DrawFn) -> list[Said]:
    """Messages in the order of time, some of them long, over a border of months that tells days from them."""
    when = datetime(2024, 1, 30, 23, 50, 3, tzinfo=UTC)
    listed = [Said(draw(AUTHORS), when, draw(LONG))]
    for step in [*draw(STEPS), 20 * 24 * 3600]:
        when += timedelta(seconds=step)
        listed.append(Said(draw(AUTHORS), when, draw(LONG | SHORT)))
    return listed


def articles(many: Sequence[Said]) -> list[Said]:
    """Those that are long enough."""
    return [said for said in many if len(said.text.split()) >= LEAST_WORDS]


def read(folder: Path, name: str, data: bytes) -> tuple[list[Document], list[Skipped]]:
    """What a file of these bytes is read as."""
    (folder / name).write_bytes(data)
    items = list(syndetect.read(str(folder / name)))
    return (
        [item for item in items if isinstance(item, Document)],
        [item for item in items if isinstance(item, Skipped)],
    )


def told(documents: Sequence[Document]) -> list[tuple[object, str, str]]:
    """Author, text and moment of each."""
    return [(document.meta["author"], document.text, str(document.published)) for document in documents]


@pytest.mark.parametrize("form", talk.WHATSAPP)
@SOME
@given(many=talks())
def test_a_chat_of_whatsapp_is_its_longer_messages_in_every_countrys_form(
    form: str, many: list[Said], tmp_path: Path
) -> None:
    """Author, text and moment of every longer message come back, whatever order the numbers of dates have."""
    documents, notes = read(tmp_path, "WhatsApp Chat with Harbour.txt", talk.whatsapp(many, form))
    seconds = "%S" in talk.WHATSAPP[form][0]
    expected = [
        (
            said.author,
            said.text,
            f"{said.when:%Y-%m-%dT%H:%M:%S}" if seconds else f"{said.when:%Y-%m-%dT%H:%M}",
        )
        for said in articles(many)
    ]
    assert told(documents) == expected
    assert {document.outlet for document in documents} == {"Harbour"}
    assert f"{len(many):,} messages" in notes[0].reason


@pytest.mark.parametrize("write", [talk.kakao, talk.irc])
@SOME
@given(many=talks())
def test_a_chat_with_lines_for_its_days_has_them_in_its_moments(
    write: object, many: list[Said], tmp_path: Path
) -> None:
    """The day of a line of its own is that of the messages below it."""
    assert callable(write)
    named = [said._replace(author=said.author.strip("+").replace(" ", "_")) for said in many]
    documents, _ = read(tmp_path, "chat.txt", write(named))
    assert told(documents) == [
        (said.author, said.text, f"{said.when:%Y-%m-%dT%H:%M}") for said in articles(named)
    ]


@pytest.mark.parametrize("program", talk.OF_VALUES)
@SOME
@given(many=talks())
def test_a_chat_in_json_or_a_page_is_its_longer_messages(
    program: str, many: list[Said], tmp_path: Path
) -> None:
    """Author, text and moment of every longer message come back from each program."""
    suffix, write = talk.OF_VALUES[program]
    documents, notes = read(tmp_path, f"chat{suffix}", write(many))
    got = [(author, text, datetime.fromisoformat(when)) for author, text, when in told(documents)]
    assert got == [(said.author, said.text, said.when) for said in articles(many)]
    assert f"{len(many):,} messages" in notes[-1].reason


def test_dates_that_may_be_two_days_are_none_and_said(tmp_path: Path) -> None:
    """In a chat of one day whose program speaks English nothing tells the day from the month."""
    lines = [f"03/04/2024, 10:1{n} - {name}: {' '.join(WORDS)} {n}\n" for n, name in enumerate(["A", "B"])]
    documents, notes = read(tmp_path, "WhatsApp Chat with X.txt", "".join(lines).encode())
    assert [document.published for document in documents] == [None, None]
    assert any("two days" in note.reason and not note.note for note in notes)
    notice = "03/04/2024, 10:09 - As mensagens são protegidas com criptografia.\n"
    documents, _ = read(tmp_path, "b.txt", (notice + "".join(lines)).encode())
    assert [document.published for document in documents] == ["2024-04-03T10:10", "2024-04-03T10:11"]


def test_what_the_program_says_is_no_message(tmp_path: Path) -> None:
    """Notices, files and marks of changes are no text; a caption under a file is."""
    long = " ".join(WORDS)
    source = (
        f"[07.03.24, 10:15:22] Harbour: \u200eNachrichten sind verschlüsselt, niemand {long}\n"
        f"[07.03.24, 10:16:22] Ada: {long} \u200e<Diese Nachricht wurde bearbeitet>\n"
        f"[07.03.24, 10:17:22] Ada: IMG-1.jpg (Datei angehängt)\n{long} caption\n"
    )
    documents, _ = read(tmp_path, "_chat.txt", source.encode())
    assert [document.text for document in documents] == [long, f"{long} caption"]
    assert {document.outlet for document in documents} == {"Harbour"}


@pytest.mark.parametrize(
    "text",
    [
        "12.03.2024, 10:15 - Opening: {0}\n12.03.2024, 10:30 - What was said of the harbour so far: {0}\n",
        "[07.03.2024, 10:15] Ferry turns back\n\n{0}\n\n[07.03.2024, 10:45] Gate holds\n\n{0}\n",
        "7 March 2024\n10:15\tNews\n10:30\tWeather\tTolvik\n11:00\tTalk\tHolm\n{0}\n",
        "The night of 7 March 2024\n\n10:15 The ferry turns back.\n\n{0}\n\n10:45 The gate holds.\n\n{0}\n",
        "Tolvik, 7 March 2024\n\nPost: Why?\n\nHolm: {0}\n\nPost: And now?\n\nHolm: {0}\n",
    ],
)
def test_what_people_log_by_the_hour_is_no_chat(text: str, tmp_path: Path) -> None:
    """Minutes, tickers, programmes and interviews stay one article."""
    documents, _ = read(tmp_path, "a.txt", text.format(" ".join(WORDS)).encode())
    assert len(documents) == 1
    assert "author" not in documents[0].meta


def test_lists_of_people_beside_a_chat_are_noted_once(tmp_path: Path) -> None:
    """The users and channels of an export of Slack are no articles, and no line each."""
    users = [{"id": f"U{n}", "team_id": "T", "name": "x", "profile": {}} for n in range(9)]
    documents, notes = read(tmp_path, "users.json", json.dumps(users).encode())
    assert not documents
    assert [note.note for note in notes] == [True]
