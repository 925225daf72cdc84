"""Interrupts: none is lost, wherever it arrives."""

import time
import weakref

import click
import pytest

from syndetect.cli.exits import Code, run
from syndetect.cli.interrupts import kept


class Thing:
    """Something that can be referred to weakly."""


def dropped_by_a_finaliser() -> None:
    """Raise KeyboardInterrupt where Python cannot pass it on."""
    thing = Thing()

    def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    reference = weakref.ref(thing, interrupted)
    del thing
    assert reference() is None


@pytest.mark.usefixtures("heeds_interrupts")
def test_an_interrupt_inside_a_finaliser_ends_the_command() -> None:
    """The command, which would have waited for a minute, ends as interrupted."""

    @click.command()
    def waiting() -> None:
        dropped_by_a_finaliser()
        time.sleep(60)
        pytest.fail("nothing interrupted it")

    assert run(waiting, [], "syndetect") == Code.INTERRUPTED


def test_other_errors_inside_a_finaliser_go_where_they_went() -> None:
    """Whoever listened for ignored errors before still hears of them, and alone again afterwards."""
    heard: list[type[BaseException]] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.unraisablehook", lambda dropped: heard.append(dropped.exc_type))
        with kept():
            thing = Thing()
            reference = weakref.ref(thing, lambda _: int("x"))
            del thing
            assert reference() is None
        assert heard == [ValueError]
        thing = Thing()
        reference = weakref.ref(thing, lambda _: int("x"))
        del thing
        assert reference() is None
    assert heard == [ValueError, ValueError]
