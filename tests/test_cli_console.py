"""Stderr lines and the decision about colour."""

import io
from typing import IO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndetect.cli.console import error, say, visible, wants_colour


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Always."""
        return True


@given(st.text())
def test_nothing_visible_can_steer_a_terminal(text: str) -> None:
    """Whatever a file is called, only printable characters and line breaks come through."""
    shown = visible(text)
    assert shown.replace("\n", "").isprintable()
    assert shown.count("\n") == text.count("\n")


@pytest.mark.parametrize("hostile", ["\x1b[2J", "\u202egnp.exe", "\x9b31m", "\udcff", "\x07"])
def test_escape_sequences_and_bidi_marks_are_spelled_out(
    hostile: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A hostile name is shown as escapes, on one line."""
    say(f"cannot read {hostile}")
    line = capsys.readouterr().err
    assert line.startswith("syndetect: cannot read ")
    assert "\\" in line
    assert line[:-1].isprintable()


def test_a_message_of_several_lines_becomes_one(capsys: pytest.CaptureFixture[str]) -> None:
    """One problem is one line, so that a log can be searched by line."""
    error("first\nsecond", colour="never")
    assert capsys.readouterr().err == "syndetect: first second\n"


@pytest.mark.parametrize(
    ("choice", "stream", "variables", "expected"),
    [
        ("auto", Terminal(), {}, True),
        ("auto", io.StringIO(), {}, False),
        ("auto", None, {}, False),
        ("auto", Terminal(), {"NO_COLOR": "1"}, False),
        ("auto", Terminal(), {"NO_COLOR": ""}, True),
        ("auto", Terminal(), {"TERM": "dumb"}, False),
        ("always", io.StringIO(), {"NO_COLOR": "1"}, True),
        ("never", Terminal(), {}, False),
    ],
)
def test_colour_follows_the_flag_then_the_environment_then_the_stream(
    choice: str,
    stream: IO[str] | None,
    variables: dict[str, str],
    *,
    expected: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A flag that was typed outweighs NO_COLOR, which outweighs the terminal."""
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, text in variables.items():
        monkeypatch.setenv(name, text)
    assert wants_colour(choice, stream) is expected


def test_errors_are_red_only_where_colour_is_wanted(capsys: pytest.CaptureFixture[str]) -> None:
    """`always` colours a captured stderr, `auto` does not."""
    error("no such file", colour="always")
    assert capsys.readouterr().err == "\x1b[31msyndetect: no such file\x1b[0m\n"
    error("no such file")
    assert capsys.readouterr().err == "syndetect: no such file\n"
