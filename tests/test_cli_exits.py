"""Exit codes: what each end of a run means."""

import click
import pytest
from cli_samples import report_with

from syndetect.cli.exits import Code, outcome, run
from syndetect.cli.gate import Gate
from syndetect.cli.options import report_options
from syndetect.errors import InputError, SyndetectError
from syndetect.gates import parse
from syndetect.model import Skipped


def ending_with(error: BaseException) -> click.Command:
    """A command that ends with `error`."""

    @click.command()
    @report_options
    def command(report_options: object) -> int:
        raise error

    return command


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (InputError("no such file"), Code.UNUSABLE),
        (SyndetectError("x"), Code.UNUSABLE),
        (click.UsageError("x"), Code.UNUSABLE),
        (click.ClickException("x"), Code.UNUSABLE),
        (click.FileError("x"), Code.UNUSABLE),
        (KeyError("x"), Code.INTERNAL),
        (RecursionError(), Code.INTERNAL),
        (MemoryError(), Code.INTERNAL),
        (OSError(28, "No space left on device"), Code.INTERNAL),
        (KeyboardInterrupt(), Code.INTERRUPTED),
        (click.Abort(), Code.INTERRUPTED),
        (BrokenPipeError(), Code.DONE),
    ],
)
def test_no_error_ends_with_one(error: BaseException, code: Code) -> None:
    """1 is kept for --fail-on, whatever Python, click or the library raises."""
    assert run(ending_with(error), [], "syndetect") == code


def test_an_error_of_ours_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """The library's sentence, with the name of the command before it, and no traceback."""
    run(ending_with(InputError("there is no article in 'x'; give another folder")), [], "syndetect")
    assert capsys.readouterr().err == "syndetect: there is no article in 'x'; give another folder\n"


def test_an_internal_error_says_where_and_what_to_report(capsys: pytest.CaptureFixture[str]) -> None:
    """One line with the place and the kind of error, and a request to report it."""
    run(ending_with(KeyError("\x1bx")), [], "syndetect")
    said = capsys.readouterr().err
    assert said.startswith("syndetect: internal error: ")
    assert "KeyError" in said
    assert "please report" in said
    assert said.count("\n") == 1


@pytest.mark.parametrize("error", [KeyError("\x1bx"), InputError("\x1bx")])
def test_debug_shows_the_traceback_and_keeps_the_code(
    error: Exception, capsys: pytest.CaptureFixture[str]
) -> None:
    """The traceback comes before the line, with control characters spelled out."""
    plain = run(ending_with(error), [], "syndetect")
    capsys.readouterr()
    assert run(ending_with(error), ["--debug"], "syndetect") == plain
    said = capsys.readouterr().err
    assert said.startswith("Traceback")
    assert "\x1b" not in said


def test_errors_obey_the_colour_flag(capsys: pytest.CaptureFixture[str]) -> None:
    """`--color` was read before the error, so it holds for the error's line."""
    run(ending_with(InputError("x")), ["--color", "always"], "syndetect")
    assert capsys.readouterr().err == "\x1b[31msyndetect: x\x1b[0m\n"


def test_the_return_value_is_the_exit_code() -> None:
    """A command that returns nothing is done."""

    @click.command()
    @click.argument("code", type=int)
    def command(code: int) -> int | None:
        return code or None

    assert run(command, ["0"], "syndetect") == Code.DONE
    assert run(command, ["1"], "syndetect") == Code.FAILED


def test_findings_alone_are_no_failure() -> None:
    """Without --fail-on a finished run is 0."""
    assert outcome(report_with("copy")) == Code.DONE


def test_a_met_policy_fails_and_another_does_not() -> None:
    """1 when a pair is as strong as the policy says, 0 otherwise."""
    for policy, code in (("rewrite", Code.FAILED), ("copy", Code.DONE)):
        gate = Gate(parse(policy))
        assert outcome(report_with("rewrite"), failed=gate.fails(gate.judged(report_with("rewrite")))) == code


def test_a_skipped_file_counts_only_under_strict_and_then_most() -> None:
    """A strict run that could not read everything has no verdict to fail on."""
    report = report_with("copy", skipped=(Skipped("x.txt", "it is empty"),))
    assert outcome(report) == Code.DONE
    assert outcome(report, failed=True) == Code.FAILED
    assert outcome(report, failed=True, strict=True) == Code.UNUSABLE
    assert outcome(report_with("copy"), strict=True) == Code.DONE
