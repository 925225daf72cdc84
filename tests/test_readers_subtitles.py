"""Subtitles: what was said, without the times."""

from __future__ import annotations

import pytest

from benchmarks.speed import trade
from syndetect.model import Document, Skipped
from tests.test_readers_trade import GATE, read


@pytest.mark.parametrize("suffix", [".srt", ".vtt"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_what_was_said_comes_back_in_its_paragraphs(suffix: str, ends: str) -> None:
    """Sentences go on over subtitles, and a pause behind one begins a paragraph."""
    data = trade.srt(GATE, web=suffix == ".vtt").replace(b"\n", ends.encode())
    [found] = read(suffix, data)
    assert isinstance(found, Document)
    assert found.text == GATE.text


def test_what_is_shown_twice_or_not_at_all_is_said_once_or_never() -> None:
    """Rolling lines, names of speakers, notes and styles are no wording."""
    data = (
        b"WEBVTT - made by hand\n\nNOTE\nseen by nobody\n\nSTYLE\n::cue {}\n\n"
        b"one\n00:01.000 --> 00:02.000 align:start\n<v Ada>The gate\n\n"
        b"00:02.000 --> 00:03.000\nThe gate\n<c.loud>held</c> on <00:02.500>Monday.\n"
    )
    [found] = read(".vtt", data)
    assert isinstance(found, Document)
    assert found.text == "The gate held on Monday."


def test_a_file_without_times_says_so() -> None:
    """Prose under the name is no subtitles."""
    [found] = read(".srt", b"The gate held on Monday.")
    assert isinstance(found, Skipped)
    assert found.reason == "holds no subtitles: no line with times"


def test_subtitles_of_youtube_and_in_ttml_are_read_alike() -> None:
    """Times with a comma between them, and times in attributes, are times as well."""
    sbv = b"0:00:01.000,0:00:03.000\nThe gate held\n\n0:00:03.000,0:00:04.000\non Monday.\n"
    ttml = (
        b"<tt xmlns='http://www.w3.org/ns/ttml'><body><div><p begin='00:00:01.000' end='00:00:03:12'>"
        b"The gate<br/><span>held</span></p><p begin='3s' dur='1000ms'>on\n   Monday.</p>"
        b"<p begin='9.5s' end='11s'>Then it broke.</p></div></body></tt>"
    )
    [first] = read(".sbv", sbv)
    [second] = read(".ttml", ttml)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert first.text == "The gate held on Monday."
    assert second.text == "The gate held on Monday.\n\nThen it broke."
