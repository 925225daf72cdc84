"""Settings from flags, configuration files and defaults."""

import contextlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from syndetect.cli.app import COMMANDS, app
from syndetect.cli.configuration import OPTIONS, TABLES, Configuration, combined, find, pairs, value
from syndetect.errors import SettingsError
from syndetect.settings import Settings


def written(path: Path, text: str) -> Path:
    """A file with that text."""
    path.write_text(text, encoding="utf-8")
    return path


def configure(
    file: Path | None, given: Mapping[str, Any], named: Mapping[str, str], folder: Path | None = None
) -> Configuration:
    """What a command goes by: its flags over a file, or over the nearest one from a folder upwards."""
    return combined(find(file, folder), given, named)


@pytest.mark.parametrize("text", ['ignore = ["act.txt"]', '[ignore]\nfiles = ["act.txt"]'])
def test_base_texts_are_named_by_a_key_or_in_a_table(tmp_path: Path, text: str) -> None:
    """Both say the same."""
    found = find(written(tmp_path / "syndetect.toml", text), None)
    assert found is not None
    assert found.options[""] == {"ignore": ["act.txt"]}


def test_a_table_of_base_texts_has_no_other_key(tmp_path: Path) -> None:
    """A key that is not known is told, with the one that may have been meant."""
    with pytest.raises(SettingsError, match=r"unknown key 'file' in \[ignore\]"):
        find(written(tmp_path / "syndetect.toml", '[ignore]\nfile = ["act.txt"]'), None)


def test_without_anything_the_defaults_hold(tmp_path: Path) -> None:
    """An empty folder gives the documented defaults."""
    found = configure(None, {}, {}, tmp_path)
    assert found.settings == Settings()
    assert found.fields == {}


def test_the_command_line_outweighs_the_file_and_the_file_the_defaults(tmp_path: Path) -> None:
    """Precedence: what was typed, then the file, then the defaults."""
    file = written(tmp_path / "mine.toml", 'shingle_words = 4\nrare_words = 4\nfields = {text = "body"}\n')
    found = configure(file, {"rare_words": 5}, {"title": "headline"})
    assert (found.settings.shingle_words, found.settings.rare_words) == (4, 5)
    assert found.settings.num_perm == Settings().num_perm
    assert found.fields == {"text": "body", "title": "headline"}


def test_the_own_file_is_found_before_the_projects(tmp_path: Path) -> None:
    """`syndetect.toml` wins over `pyproject.toml`; the latter is used where it stands alone."""
    written(tmp_path / "pyproject.toml", "[tool.syndetect]\nshingle_words = 7\n")
    assert configure(None, {}, {}, tmp_path).settings.shingle_words == 7
    written(tmp_path / "syndetect.toml", "shingle_words = 6\n")
    assert configure(None, {}, {}, tmp_path).settings.shingle_words == 6


def test_a_project_that_says_nothing_about_us_changes_nothing(tmp_path: Path) -> None:
    """Other tools' tables are none of our business."""
    written(tmp_path / "pyproject.toml", "[tool.other]\nshingle_words = 'x'\n")
    assert configure(None, {}, {}, tmp_path).settings == Settings()


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.toml", "shingle_words = ", "not valid TOML"),
        ("a.toml", "shingle_words = 99", "shingle_words is 99"),
        ("a.toml", "shingle_word = 5", "did you mean 'shingle_words'"),
        ("a.toml", "fields = 3", "must be a table"),
        ("a.toml", "fields = {body = 'text'}", "unknown field 'body'"),
        ("pyproject.toml", "tool = 3", "'tool' is no table"),
        ("pyproject.toml", "[tool]\nsyndetect = 3", "'syndetect' is no table"),
    ],
)
def test_a_bad_file_is_named_with_what_is_wrong_in_it(
    tmp_path: Path, name: str, text: str, message: str
) -> None:
    """Whoever reads the message knows which file to open."""
    file = written(tmp_path / name, text)
    with pytest.raises(SettingsError, match=message) as caught:
        configure(file, {}, {})
    assert name in str(caught.value)


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    """A configuration that was asked for is never silently left out."""
    with pytest.raises(SettingsError, match=r"cannot read the configuration .*none\.toml"):
        configure(tmp_path / "none.toml", {}, {})


def test_bytes_that_are_no_text_are_an_error_not_a_crash(tmp_path: Path) -> None:
    """A binary file given as configuration is refused by name."""
    file = tmp_path / "a.toml"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match=r"a\.toml is not valid TOML"):
        configure(file, {}, {})


@pytest.mark.parametrize("item", ["text", "=body", "text=", " = "])
def test_an_item_without_name_or_value_is_refused(item: str) -> None:
    """`--set` and `--field` say how they are written."""
    with pytest.raises(SettingsError, match="--field text=body"):
        pairs([item], "--field", "text=body")


def test_the_last_of_several_items_counts_and_values_may_hold_equals_signs() -> None:
    """Later flags overrule earlier ones, as everywhere on a command line."""
    assert pairs(["a=1", "a=b=c"], "--set", "a=1") == {"a": "b=c"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [("5", 5), ("0.25", 0.25), ("local", "local"), ("1\nx = 2", 1), ("'5'", "5"), ("true", True)],
)
def test_values_are_read_as_in_a_configuration_file(text: str, expected: str | float) -> None:
    """One notation on the command line and in the file; a bare word is a name."""
    assert value(text) == expected


@given(st.text())
def test_any_value_is_understood_or_taken_as_a_name(text: str) -> None:
    """Nothing that can be typed after `=` crashes."""
    value(text)


def run(folder: Path, *words: str) -> Result:
    """Run the command in this process, in that folder."""
    with contextlib.chdir(folder):
        return CliRunner().invoke(app, list(words))


WIRE = (
    "The night ferry turned back because water had reached the engines. A tug towed the vessel through heavy "
    "swell until morning. Mechanics replaced the cracked cooling pipe within a day, the company said."
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository with an archive, a draft that copies it, and everything a check needs in its file."""
    for name in ("archive/ferry.txt", "drafts/copy.txt", "drafts/old/copy.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(WIRE, encoding="utf-8")
    (tmp_path / ".git").mkdir()
    text = (
        "[tool.syndetect]\nmin_words = 6\nexclude = ['old/']\n"
        "[tool.syndetect.check]\nsubmissions = ['drafts']\nagainst = ['archive']\nfail_on = 'copy'\n"
        "output = ['out/report.json', 'out/report.sarif']\n"
    )
    written(tmp_path / "pyproject.toml", text)
    (tmp_path / "out").mkdir()
    return tmp_path


def test_everything_that_a_run_needs_can_live_in_the_repository(project: Path) -> None:
    """`syndetect check` alone does it, from any folder: paths are told from the file's own."""
    for folder in (project, project / "drafts" / "old"):
        done = run(folder, "check")
        assert done.exit_code == 1, done.output
        report = json.loads((project / "out" / "report.json").read_text(encoding="utf-8"))
        judged = [one for one in report["documents"] if one["id"] in report["submissions"]]
        assert [Path(one["path"]).name for one in judged] == ["copy.txt"]
        assert report["settings"]["min_words"] == 6
        sarif = (project / "out" / "report.sarif").read_text(encoding="utf-8")
        assert json.loads(sarif)["version"] == "2.1.0"


def test_what_is_typed_goes_before_the_file(project: Path) -> None:
    """Another policy, another format."""
    assert run(project, "check", "--fail-on", "coverage<10%").exit_code == 0
    assert run(project, "check", "--exit-zero").exit_code == 0
    assert json.loads(run(project, "check", "-o", "-", "--format", "json").stdout)["findings"]


def test_a_wrong_value_in_the_file_is_told_with_the_file(project: Path) -> None:
    """Nobody looks for it on the command line."""
    path = project / "pyproject.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("'copy'", "'copi'"), encoding="utf-8")
    done = run(project, "check")
    assert done.exit_code == 2
    assert "pyproject.toml: " in done.stderr
    assert "copi" in done.stderr


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("fail_no = 'copy'", "did you mean 'fail_on'"),
        ("[chek]\nagainst = 'x'", "did you mean 'check'"),
        ("[check]\nagaints = 'x'", "unknown key 'againts' in [check] (did you mean 'against'?)"),
        ("[check]\nagainst = {a = 1}", "check.against is {'a': 1}"),
        ("check = 3", "'check' is no table"),
    ],
)
def test_an_unknown_key_is_answered_with_the_one_meant(tmp_path: Path, text: str, message: str) -> None:
    """Settings, options and tables are all looked through."""
    with pytest.raises(SettingsError) as caught:
        find(written(tmp_path / "syndetect.toml", text))
    assert message in str(caught.value)


def test_the_file_is_looked_for_up_to_the_root_and_not_beyond(tmp_path: Path) -> None:
    """A file above the repository says nothing about it; outside a repository only the folder counts."""
    written(tmp_path / "syndetect.toml", "shingle_words = 7\n")
    deep = tmp_path / "repository" / "a" / "b"
    deep.mkdir(parents=True)
    assert find(None, deep).path is None
    (tmp_path / "repository" / ".git").mkdir()
    assert find(None, deep).path is None
    written(tmp_path / "repository" / "pyproject.toml", "[tool.other]\nx = 1\n")
    assert find(None, deep).path is None
    written(tmp_path / "repository" / "syndetect.toml", "shingle_words = 6\n")
    assert find(None, deep).settings == {"shingle_words": 6}


def test_every_option_of_a_file_is_one_of_a_command() -> None:
    """The list of keys and the commands cannot drift apart."""
    named = {
        param.name: param
        for name in COMMANDS
        if (command := app.get_command(click.Context(app), name)) is not None
        for param in command.params
    }
    assert set(OPTIONS) <= set(named)
    left = {name for name, param in named.items() if isinstance(param, click.Option)} - set(OPTIONS)
    # What is a setting as well stands at the top of the file, under the setting's name.
    settings = {"engine", "min_relation", "encoding", "name", "metadata", "glossary"}
    assert left == settings | {
        "config",
        "debug",
        "field",
        "install",
        "master",
        "resume",
        "set",
        "spark_conf",
        "write_baseline",
    }
    assert set(TABLES) <= set(COMMANDS)


def test_config_shows_what_holds_and_from_where(project: Path) -> None:
    """Settings and options, each with where it is from."""
    shown = json.loads(run(project, "config", "--set", "rare_words=4", "--format", "json").stdout)
    origin = {(one["table"], one["name"]): (one["value"], one["from"]) for one in shown["values"]}
    assert origin["", "rare_words"] == (4, "typed")
    assert origin["", "seed"] == (1, "default")
    assert origin["", "min_words"][0] == 6
    assert origin["", "min_words"][1].endswith("pyproject.toml")
    assert origin["check", "fail_on"][0] == "copy"
    text = run(project, "config").stdout
    assert "[check]" in text
    assert 'fail_on = "copy"' in text


def test_options_mean_something_for_the_command_that_has_them() -> None:
    """A comparison searches nothing and lists whatever it was asked for."""
    for words in (("compare", "a", "b", "--within", "2d"), ("compare", "a", "b", "--min-relation", "copy")):
        assert "no such option" in CliRunner().invoke(app, list(words)).stderr.lower()


def test_help_is_in_groups_and_for_any_command() -> None:
    """`help COMMAND` is what `COMMAND --help` is; a name that is none is answered with the one meant."""
    text = CliRunner().invoke(app, ["check", "--help"]).stdout
    places = [text.index(f"\n{title}:\n") for title in ("Input", "Search", "Report", "Gate", "Speed")]
    assert places == sorted(places)
    assert CliRunner().invoke(app, ["help", "check"]).stdout.rstrip() == text.rstrip()
    assert "did you mean 'check'" in CliRunner().invoke(app, ["help", "chekc"]).stderr
    assert CliRunner().invoke(app, ["-V"]).stdout == CliRunner().invoke(app, ["--version"]).stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_installs_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shell: str) -> None:
    """The script stands where the shell looks for it, and is the one that is printed."""
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    done = CliRunner().invoke(app, ["completion", shell, "--install"])
    assert done.exit_code == 0
    (path,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert path.read_text(encoding="utf-8") == CliRunner().invoke(app, ["completion", shell]).stdout
    assert str(path) in done.stderr


def test_a_setting_that_names_a_file_is_told_from_the_configurations_folder(project: Path) -> None:
    """As every other path of the file."""
    path = project / "pyproject.toml"
    text = path.read_text(encoding="utf-8").replace("min_words = 6", 'min_words = 6\ncredits = "mine.json"')
    path.write_text(text, encoding="utf-8")
    with contextlib.chdir(project / "drafts" / "old"):
        assert Path(find(None).settings["credits"]).resolve() == (project / "mine.json").resolve()


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("fail_on = ['copy', 'rewrite']", "it takes one value"),
        ("strict = 'yes'", "it takes true or false"),
        ("jobs = true", "it takes a text"),
        ("jobs = 0", "0 is not in the range"),
    ],
)
def test_a_value_of_the_wrong_shape_is_refused_with_the_file(project: Path, line: str, message: str) -> None:
    """Before anything is read."""
    path = project / "pyproject.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("fail_on = 'copy'", line), encoding="utf-8")
    done = run(project, "check")
    assert done.exit_code == 2
    assert message in done.stderr
    assert "pyproject.toml" in done.stderr


def test_one_value_stands_for_a_list_of_one(project: Path) -> None:
    """`against = "archive"` and numbers are as good as lists and texts."""
    path = project / "pyproject.toml"
    text = path.read_text(encoding="utf-8").replace("against = ['archive']", "against = 'archive'\njobs = 1")
    text = text.replace(
        "output = ['out/report.json', 'out/report.sarif']", "output = 'out/one.json'\nquiet = true"
    )
    path.write_text(text, encoding="utf-8")
    done = run(project, "check")
    assert (done.exit_code, done.stderr) == (1, "")
    assert (project / "out" / "one.json").is_file()
