"""Interrupts: none is lost, wherever it arrives."""

import os
import signal
import threading
import time
import weakref
from collections.abc import Callable

import click
import pytest

from syndetect.cli.exits import Code, run
from syndetect.cli.interrupts import interrupts_kept


class Thing:
    """Something that can be referred to weakly."""


def in_a_finaliser(do: Callable[[], object]) -> None:
    """Call `do` where Python has nobody to pass its errors to."""
    thing = Thing()
    reference = weakref.ref(thing, lambda _: do())
    del thing
    assert reference() is None


def ended_by(interrupt: Callable[[], object]) -> Code:
    """How a command ends that interrupts itself, and would otherwise wait for half a minute."""

    @click.command()
    def waiting() -> None:
        interrupt()
        time.sleep(30)
        pytest.fail("nothing interrupted it")

    return Code(run(waiting, [], "syndetect"))


@pytest.mark.usefixtures("heeds_interrupts")
def test_an_interrupt_inside_a_finaliser_ends_the_command() -> None:
    """Python drops it there, and it comes again."""
    assert ended_by(lambda: in_a_finaliser(lambda: os.kill(os.getpid(), signal.SIGINT))) == Code.INTERRUPTED


@pytest.mark.usefixtures("heeds_interrupts")
def test_an_interrupt_that_wakes_no_read_ends_the_command() -> None:
    """A signal that another thread takes does not end a read; nor does one that comes a moment too early."""
    reading, writing = os.pipe()

    def read_while_another_is_signalled() -> None:
        other = threading.Thread(target=time.sleep, args=(1,))
        other.start()
        later = threading.Timer(0.2, lambda: signal.pthread_kill(other.ident or 0, signal.SIGINT))
        later.start()
        os.read(reading, 1)

    assert ended_by(read_while_another_is_signalled) == Code.INTERRUPTED
    os.close(reading)
    os.close(writing)


@pytest.mark.usefixtures("heeds_interrupts")
def test_afterwards_all_is_as_it_was() -> None:
    """Neither a handler nor a thread stays."""
    threads = threading.active_count()
    ended_by(lambda: os.kill(os.getpid(), signal.SIGINT))
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    assert signal.set_wakeup_fd(-1) == -1
    assert threading.active_count() == threads


def test_an_ignored_interrupt_stays_ignored() -> None:
    """Behind a shell's `&`, Ctrl-C is for somebody else."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with interrupts_kept():
            os.kill(os.getpid(), signal.SIGINT)
            assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heeds_interrupts")
def test_other_errors_inside_a_finaliser_go_where_they_went(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever listened for ignored errors before still hears of them, and alone again afterwards."""
    heard: list[type[BaseException]] = []
    monkeypatch.setattr("sys.unraisablehook", lambda ignored: heard.append(ignored.exc_type))
    with interrupts_kept():
        in_a_finaliser(lambda: int("x"))
    in_a_finaliser(lambda: int("y"))
    assert heard == [ValueError, ValueError]
