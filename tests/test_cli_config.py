"""Settings from flags, configuration files and defaults."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndetect.cli.config import configure, pairs, value
from syndetect.errors import SettingsError
from syndetect.settings import Settings


def written(path: Path, text: str) -> Path:
    """A file with that text."""
    path.write_text(text, encoding="utf-8")
    return path


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
