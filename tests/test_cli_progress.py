"""The progress bar: late, on a terminal only, and gone at the end."""

import io
import sys

import pytest

from syndetect.cli import progress as module
from syndetect.cli.progress import Stages, progress


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Always."""
        return True


def on_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal in stderr's place, from here to the end of the test."""
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", "xterm")
    return stream


def test_nobody_is_told_where_stderr_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A log file gets no control characters; the library is spared the calls."""
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with progress(wanted=True) as tick:
        assert tick is None


def test_nobody_is_told_where_it_is_not_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    """`--quiet` and `--no-progress` hold on a terminal too."""
    terminal = on_terminal(monkeypatch)
    with progress(wanted=False) as tick:
        assert tick is None
    assert terminal.getvalue() == ""


def test_quick_work_shows_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is over within the patience leaves the terminal untouched."""
    terminal = on_terminal(monkeypatch)
    with progress(wanted=True) as tick:
        assert tick is not None
        for done in range(1000):
            tick("read", done, 1000)
    assert terminal.getvalue() == ""


def test_long_work_shows_stage_and_count_and_erases_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bar names the stage and how far it is; at the end its line is cleared."""
    terminal = on_terminal(monkeypatch)
    monkeypatch.setattr(module, "PATIENCE", 0.0)
    with progress(wanted=True) as tick:
        assert tick is not None
        tick("read", 0, 0)
        tick("align", 3, 7)
        shown = terminal.getvalue()
    assert "read" in shown
    assert "align" in shown
    assert "3/7" in shown
    assert terminal.getvalue().endswith("\x1b[2K")


def test_the_bar_is_erased_when_the_work_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """An error message does not stand behind the remains of a bar."""
    terminal = on_terminal(monkeypatch)
    monkeypatch.setattr(module, "PATIENCE", 0.0)

    def fail() -> None:
        with progress(wanted=True) as tick:
            assert tick is not None
            tick("read", 1, 2)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert terminal.getvalue().endswith("\x1b[2K")


def test_a_bar_without_colour_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """`--color never` and NO_COLOR reach the bar too."""
    terminal = on_terminal(monkeypatch)
    monkeypatch.setattr(module, "PATIENCE", 0.0)
    stages = Stages(colour=False)
    stages("read", 1, 2)
    stages.stop()
    assert "\x1b[3" not in terminal.getvalue()
