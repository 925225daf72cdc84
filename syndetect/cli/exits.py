"""Exit codes: the only module that decides how the process ends."""

from __future__ import annotations

import enum
import re
import sys
import traceback
from typing import TYPE_CHECKING, Any

import click

from syndetect.cli import console, interrupts
from syndetect.errors import InternalError, SyndetectError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from syndetect.model import Fault, Report

_SHOWN = 5
"""Faults that are printed on stderr, at most; the report has all of them."""

_PROPOSAL = re.compile(r"\. \(?Did you mean ([^?]{1,200})\?\)?$")

SIGNALLED = 128
"""What a shell adds to the number of a signal for the exit code of a process that it ended."""

DEBUG = "syndetect.debug"
COLOUR = "syndetect.colour"
FOUND = "syndetect.configuration"
"""Keys of ``click.Context.meta``, which is still there after an error ended the command."""


class Code(enum.IntEnum):
    """The exit codes of the process; fixed, because scripts rely on them."""

    DONE = 0
    FAILED = 1
    UNUSABLE = 2
    INTERNAL = 3
    INTERRUPTED = 130


def run(command: click.Command, args: list[str], name: str, **extra: Any) -> int:
    """Run `command`, print an error on stderr where there is one, and return the exit code."""
    meta: dict[str, Any] = {}
    try:
        with (
            interrupts.ended_in_order(),
            interrupts.interrupts_kept(),
            command.make_context(name, args, **extra) as context,
        ):
            meta = context.meta
            return int(command.invoke(context) or Code.DONE)
    except click.exceptions.Exit as done:
        return done.exit_code
    except BrokenPipeError:
        abandon_stdout()
        return Code.DONE
    except (KeyboardInterrupt, click.Abort):
        console.error("interrupted", colour=meta.get(COLOUR, "auto"))
        return Code.INTERRUPTED
    except interrupts.Terminated as ended:
        console.error("terminated", colour=meta.get(COLOUR, "auto"))
        return SIGNALLED + ended.number
    except BaseException as error:
        from syndetect.faults import is_error

        # No error may end in Python's own exit code 1.
        if not is_error(error):
            raise
        return _print_error(error, debug=meta.get(DEBUG, False), colour=meta.get(COLOUR, "auto"))


def outcome(report: Report, *, failed: bool = False, strict: bool = False) -> Code:
    """The exit code for a finished report.

    A skipped file under `strict` goes before the policy, and an error in syndetect goes before both: what is
    missing because of it could have failed.
    """
    if report.faults:
        return Code.INTERNAL
    if strict and report.skipped:
        return Code.UNUSABLE
    return Code.FAILED if failed else Code.DONE


def abandon_stdout() -> None:
    """Redirect stdout to the null device, so that to flush it at exit cannot fail again."""
    console.abandon(sys.stdout)


def _print_error(error: BaseException, *, debug: bool, colour: str) -> Code:
    if debug:
        click.echo(console.visible(traceback.format_exc()), err=True, nl=False)
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        error.show()
        return Code.UNUSABLE
    if isinstance(error, click.UsageError):
        console.error(f"{_configuration_note(error)}{_sentence(error)}; {_help_for(error)}", colour=colour)
        if picture := getattr(error, "picture", ""):
            click.echo(console.visible(picture), err=True)
        return Code.UNUSABLE
    if isinstance(error, click.ClickException):
        console.error(_sentence(error), colour=colour)
        return Code.UNUSABLE
    if isinstance(error, SyndetectError):
        console.error(str(error), colour=colour)
        return Code.UNUSABLE
    if isinstance(error, InternalError):
        console.error(str(error), colour=colour)
    else:
        from syndetect.faults import HOW_TO_REPORT, described

        console.error(f"internal error: {described(error)}; {HOW_TO_REPORT}", colour=colour)
    return Code.INTERNAL


def _sentence(error: click.ClickException) -> str:
    # Click's proposal is a separate sentence.
    text = _PROPOSAL.sub(r" (did you mean \1?)", error.format_message()).rstrip(".")
    return text[:1].lower() + text[1:]


def _configuration_note(error: click.UsageError) -> str:
    """The configuration file that a wrong value is from; empty where it was typed."""
    param = getattr(error, "param", None)
    if error.ctx is None or param is None or not param.name:
        return ""
    file = error.ctx.meta.get(FOUND)
    if error.ctx.get_parameter_source(param.name) is not click.core.ParameterSource.DEFAULT_MAP or not file:
        return ""
    return f"{file.path}: "


def _help_for(error: click.UsageError) -> str:
    path = error.ctx.command_path if error.ctx is not None else "syndetect"
    return f"see '{path} --help'"


def tell_faults(faults: Sequence[Fault]) -> Code:
    """Print on stderr what is missing because of errors in syndetect, and return the exit code for them."""
    from syndetect.faults import HOW_TO_REPORT, fault_sentence

    context = click.get_current_context(silent=True)
    meta = context.meta if context is not None else {}
    colour = meta.get(COLOUR, "auto")
    for fault in faults[:_SHOWN]:
        if meta.get(DEBUG, False) and fault.trace:
            click.echo(console.visible(fault.trace), err=True, nl=False)
        console.error(f"{fault_sentence(fault)}; {HOW_TO_REPORT}", colour=colour)
    if len(faults) > _SHOWN:
        console.error(f"and {len(faults) - _SHOWN} more errors, which the report names", colour=colour)
    return Code.INTERNAL if faults else Code.DONE
