"""The command as a whole: its parts, its help, its usage errors, its completion."""

import importlib
from pathlib import Path

import click
import pytest
from cli_samples import syndetect, write_articles
from click.testing import CliRunner, Result

from syndetect import __version__
from syndetect.cli.app import COMMANDS, COMPLETE, app
from syndetect.cli.commands.completion import SHELLS
from syndetect.gates.policy_fields import FIELDS as POLICY_FIELDS
from syndetect.model import RELATIONS
from syndetect.plugins import formats


def invoke(*args: str, env: dict[str, str] | None = None) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(app, list(args), env=env)


def test_the_version_is_the_packages() -> None:
    """One line, with the name, for reports of faults."""
    assert invoke("--version").stdout == f"syndetect {__version__}\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_that_fits_a_line(name: str) -> None:
    """The list of commands shows each one's purpose whole, and each answers --help and -h."""
    shown = invoke(name, "--help")
    command = app.get_command(click.Context(app), name)
    assert shown.exit_code == 0
    assert shown.stdout == invoke(name, "-h").stdout
    assert command is not None
    assert not command.get_short_help_str(60).endswith("...")
    assert command.get_short_help_str(60) in invoke("--help").stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_says_what_it_does(name: str) -> None:
    """No option without help."""
    command = app.get_command(click.Context(app), name)
    assert command is not None
    options = [option for option in command.params if isinstance(option, click.Option)]
    assert [option.name for option in options if not option.help] == []


def test_the_help_names_every_format_and_every_relation() -> None:
    """Whoever reads the help needs no other page to choose a format or a relation."""
    text = " ".join(invoke("scan", "--help").stdout.split())
    assert [name for name in (*formats(), *RELATIONS[:-1]) if name not in text] == []


def test_without_a_command_the_help_is_shown_and_nothing_is_done() -> None:
    """Nothing to do is a wrong usage: help on stderr, exit code 2."""
    result = invoke()
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Commands:" in result.stderr


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["scna"], "no such command 'scna' (did you mean 'scan'?)"),
        (["."], "no such command '.' (did you mean 'syndetect scan .'?)"),
        (["zzz"], "no such command 'zzz';"),
        (["scan"], "missing argument 'PATH...'"),
        (["scan", "x", "--formta", "json"], "no such option '--formta' (did you mean '--format'?)"),
        (
            ["scan", "x", "--format", "jason"],
            "'jason' (did you mean 'json'?); valid are: terminal, json, ndjson",
        ),
        (["scan", "x", "--min-relation", "rewritten"], "(did you mean 'rewrite'?)"),
        (["scan", "x", "--min-relation", "unrelated"], "valid are: copy, paraphrase"),
        (["scan", "x", "--jobs", "0"], "0 is not in the range"),
        (["scan", "x", "--set", "seed"], "--set 'seed' has no '='; write it as in --set rare_words=4"),
        (["scan", "x", "--field", "body"], "--field 'body' has no '='; write it as in --field text=body"),
        (["scan", "x", "--field", "=body"], "has no name before its '='"),
        (["scan", "x", "--field", "text="], "has no value after its '='"),
        (["scan", "x", "--field", "txt=body"], "unknown field 'txt' (did you mean 'text'?)"),
        (["scan", "x", "--set", "sed=5"], "did you mean 'seed'"),
        (["scan", "x", "--set", "seed=-1"], "seed is -1"),
        (["scan", "x", "--field", "body=text"], "unknown field 'body'"),
        (["scan", "x", "--config", "none.toml"], "cannot read the configuration none.toml"),
        (["scan", "x", "-o", "none/x.json"], "cannot write the report to none/x.json"),
        (["scan", "x", "--min-relation", "copy", "--fail-on", "rewrite"], "give --min-relation rewrite"),
        (["compare", "x"], "two files are needed"),
        (["compare", "x", "y", "--pairs", "p"], "not both"),
        (["compare", "--pairs", "p"], "belong together"),
        (["compare", "x", "y", "--field", "text=body"], "--field is for --pairs"),
        (["compare", "x", "y", "--exclude", "z"], "--exclude is for --pairs"),
        (["compare", "x", "y", "--files-from", "z"], "give --pairs FILE as well"),
        (["check", "--against", "x"], "nothing to check; name a SUBMISSION"),
        (["doctor"], "missing argument 'PATH...'"),
        (["why", "x", "y"], "name two articles and then the folder"),
        (["why", ".", "x", "y"], ". is a folder; write the two articles first"),
        (["completion", "tcsh"], "tcsh"),
    ],
)
def test_wrong_usage_is_one_line_on_stderr_and_exit_code_two(args: list[str], message: str) -> None:
    """The line says what is wrong; nothing goes to stdout, where a report is expected."""
    result = invoke(*args)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("syndetect: ")
    assert result.stderr.count("\n") == 1
    assert message in result.stderr


def test_hostile_arguments_are_shown_escaped() -> None:
    """A file name with control characters cannot clear the screen by way of an error message."""
    result = invoke("render", "\x1b[2J\u202e.json")
    assert result.exit_code == 2
    assert "\\x1b[2J\\u202e.json" in result.stderr


def test_the_schema_is_json_on_stdout() -> None:
    """`syndetect schema` prints what the reports keep to."""
    import json

    assert json.loads(invoke("schema").stdout)["$schema"].startswith("https://json-schema.org/")


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_gets_a_script_that_asks_this_command(shell: str) -> None:
    """The script names the variable that the command answers to."""
    result = invoke("completion", shell)
    assert result.exit_code == 0
    assert COMPLETE in result.stdout


@pytest.mark.parametrize(
    ("words", "proposed"),
    [
        ("syndetect ", set(COMMANDS)),
        ("syndetect scan --format ", set(formats())),
        ("syndetect scan --min-relation re", {"rewrite"}),
        ("syndetect scan --fail-on ", {*RELATIONS[:-1], *POLICY_FIELDS}),
        ("syndetect scan --fail-on credit==na", {"credit==named"}),
        ("syndetect scan --set rare_", {"rare_words=", "rare_documents=", "rare_shared=", "rare_strength="}),
        ("syndetect scan --set outlets=a", {"outlets=all", "outlets=across"}),
        ("syndetect scan --field ou", {"outlet="}),
        ("syndetect help do", {"doctor"}),
    ],
)
def test_completion_proposes_what_is_valid(words: str, proposed: set[str]) -> None:
    """Commands, formats and relations are completed, lazily listed ones too."""
    line = words.split(" ")
    result = invoke(
        env={COMPLETE: "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(len(line) - 1)},
    )
    assert result.exit_code == 0
    assert {row.partition(",")[2] for row in result.stdout.split()} == proposed


@pytest.mark.parametrize(
    "words",
    [
        "scan cor",
        "scan -o cor",
        "check cor",
        "check --against cor",
        "compare a cor",
        "why a b cor",
        "render cor",
        "doctor --files-from cor",
        "scan --metadata cor",
        "scan --ignore cor",
        "index build cor",
        "index add x cor",
    ],
)
def test_names_of_files_are_left_to_the_shell(words: str) -> None:
    """Wherever a path goes: with our script in place nothing else would propose one."""
    line = f"syndetect {words}"
    place = str(len(line.split()) - 1)
    result = invoke(env={COMPLETE: "bash_complete", "COMP_WORDS": line, "COMP_CWORD": place})
    assert result.stdout == "file,cor\n"


def test_help_goes_into_groups() -> None:
    """`help index build` is what `index build --help` is."""
    assert invoke("help", "index", "build").stdout == invoke("index", "build", "--help").stdout
    wrong = invoke("help", "index", "biuld")
    assert (wrong.exit_code, "did you mean 'build'" in wrong.stderr) == (2, True)


def test_an_unknown_completion_request_is_wrong_usage() -> None:
    """Not even a broken completion script makes the command end with 1."""
    assert invoke(env={COMPLETE: "tcsh_complete"}).exit_code == 2


@pytest.mark.parametrize("target", COMMANDS.values())
def test_every_command_of_the_table_is_there(target: str) -> None:
    """The literal table of lazily imported commands holds no dead name."""
    module, _, name = target.partition(":")
    assert isinstance(getattr(importlib.import_module(module), name), click.Command)


@pytest.mark.parametrize("option", [["--top", "3"], ["--summary"], ["--passages", "2"]])
def test_options_of_the_terminal_are_refused_elsewhere(option: list[str], tmp_path: Path) -> None:
    """What would change nothing is told, unless the terminal's report is among the outputs."""
    write_articles(tmp_path / "news")
    refused = syndetect("scan", "news", *option, "--format", "json", cwd=tmp_path)
    assert refused.returncode == 2
    assert f"{option[0]} is for the terminal report alone, and this one is json".encode() in refused.stderr
    both = syndetect("scan", "news", *option, "-o", "r.json", "-o", "-", cwd=tmp_path)
    assert both.returncode == 0
