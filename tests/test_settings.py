"""Settings: defaults, ranges, and what is said about wrong ones."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, fields
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndetect.errors import SettingsError
from syndetect.model import RELATIONS
from syndetect.settings import Settings, encodings

NUMBERS = [item for item in fields(Settings) if "low" in item.metadata]
FILES = [item for item in fields(Settings) if item.metadata.get("file")]
TEXTS = [item for item in fields(Settings) if "problem" in item.metadata]
GOOD = {
    "encoding": ["", "cp850", "a/*.txt=macintosh; *.csv=cp1250"],
    "name": ["", "{outlet}_{date}_{title}.txt"],
}
CHOICES = [item for item in fields(Settings) if "choices" in item.metadata]


def value_of(item: Any) -> st.SearchStrategy[Any]:
    """Any valid value of a setting."""
    if "choices" in item.metadata:
        return st.sampled_from(item.metadata["choices"])
    if item.metadata.get("file"):
        return st.text(max_size=20)
    if "problem" in item.metadata:
        return st.sampled_from(GOOD[item.name])
    low, high = item.metadata["low"], item.metadata["high"]
    return st.floats(low, high) if isinstance(item.default, float) else st.integers(low, high)


@given(st.fixed_dictionaries({}, optional={item.name: value_of(item) for item in fields(Settings)}))
def test_valid_values_are_taken(values: dict[str, Any]) -> None:
    """Every value within its range is kept, the rest are defaults, and the dict gives the settings back."""
    settings = Settings.from_mapping(values)
    assert settings.as_dict() == Settings().as_dict() | values
    assert Settings(**settings.as_dict()) == settings


def test_settings_describe_themselves() -> None:
    """Each setting has a unit and a sentence: a number with a range, a choice, a file, or checked text."""
    assert {item.name for item in (*NUMBERS, *CHOICES, *FILES, *TEXTS)} == {
        item.name for item in fields(Settings)
    }
    for item in fields(Settings):
        assert item.metadata["unit"]
        assert item.metadata["help"]


@pytest.mark.parametrize("item", NUMBERS, ids=lambda item: item.name)
def test_numbers_out_of_range_are_refused(item: Any) -> None:
    """A number beyond its range is named with the range and the unit; the ends themselves are fine."""
    low, high = item.metadata["low"], item.metadata["high"]
    for end in (low, high):
        assert getattr(Settings(**{item.name: end}), item.name) == end
    for beyond in (low - 1, high + 1):
        with pytest.raises(SettingsError, match=item.name) as caught:
            Settings(**{item.name: beyond})
        assert str(caught.value) == (
            f"{item.name} is {beyond}; it must be from {low} to {high} {item.metadata['unit']}"
        )


@pytest.mark.parametrize("item", NUMBERS, ids=lambda item: item.name)
@pytest.mark.parametrize("value", ["5", None, True, [5], float("nan")])
def test_values_of_another_kind_are_refused(item: Any, value: Any) -> None:
    """Text, nothing, truth values, lists and not-a-number are no numbers, and the message says so."""
    with pytest.raises(SettingsError, match=rf"^{item.name} is "):
        Settings(**{item.name: value})


def test_whole_numbers_are_whole() -> None:
    """A count takes no fraction; a share takes a whole number."""
    with pytest.raises(SettingsError, match=r"num_perm is 126\.0; it takes a whole number"):
        Settings(num_perm=126.0)  # type: ignore[arg-type]
    assert Settings.from_mapping({"min_words": 7}).min_words == 7


@pytest.mark.parametrize("item", CHOICES, ids=lambda item: item.name)
@pytest.mark.parametrize("value", ["locl", "", None, 3, ["local"]])
def test_unknown_choices_list_the_valid_ones(item: Any, value: Any) -> None:
    """A name that is no choice is shown beside all that are; a plug-in's is told when it is loaded."""
    if item.metadata.get("open") and isinstance(value, str) and value:
        assert getattr(Settings(**{item.name: value}), item.name) == value
        return
    with pytest.raises(SettingsError) as caught:
        Settings(**{item.name: value})
    assert str(caught.value) == f"{item.name} is {value!r}; valid are: {', '.join(item.metadata['choices'])}"


def test_unrelated_is_no_least_relation() -> None:
    """A scan never lists unrelated pairs, so it cannot be asked for; every other relation can."""
    for relation in RELATIONS[:-1]:
        assert Settings(min_relation=relation).min_relation == relation
    with pytest.raises(SettingsError, match="min_relation"):
        Settings(min_relation="unrelated")


def test_all_problems_are_in_one_message() -> None:
    """Unknown names come first, with the name that may have been meant, then every bad value."""
    with pytest.raises(SettingsError) as caught:
        Settings.from_mapping({"nmu_perm": 5, "zzz": 1, "seed": -1, "engine": "local", "min_words": "many"})
    assert str(caught.value) == (
        "unknown setting 'nmu_perm' (did you mean 'num_perm'?); unknown setting 'zzz'; "
        f"seed is -1; it must be from 0 to {2**32 - 1} integer; min_words is 'many'; it takes a whole number"
    )


def test_unknown_names_alone_are_an_error() -> None:
    """A misspelt setting is never passed over in silence."""
    with pytest.raises(SettingsError, match=r"^unknown setting 'enigne' \(did you mean 'engine'\?\)$"):
        Settings.from_mapping({"enigne": "local"})


def test_settings_are_frozen_values() -> None:
    """Settings cannot be changed, compare by value, and survive pickling and hashing."""
    settings = Settings(seed=7)
    with pytest.raises(FrozenInstanceError):
        settings.seed = 8  # type: ignore[misc]
    assert pickle.loads(pickle.dumps(settings)) == settings == Settings(seed=7) != Settings()  # noqa: S301
    assert len({settings, Settings(seed=7), Settings()}) == 2


@pytest.mark.parametrize("item", FILES, ids=lambda item: item.name)
@pytest.mark.parametrize("value", [None, 3, True, ["mine.json"]])
def test_a_file_is_given_by_its_path(item: Any, value: Any) -> None:
    """Only text names a file, and the message says so."""
    with pytest.raises(SettingsError, match=rf"^{item.name} is .*path of a file"):
        Settings(**{item.name: value})


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"encoding": "cp99999"}, "there is no encoding 'cp99999'; write a name such as cp1252 or macintosh"),
        (
            {"encoding": "*.txt=nonesuch"},
            "there is no encoding 'nonesuch'; write a name such as cp1252 or macintosh",
        ),
        ({"encoding": 7}, "it takes text"),
        ({"name": "{paper}.txt"}, "{paper} is no part of a name; valid are: {outlet}, {date}, {title}, {id}"),
        ({"name": "{title}{date}"}, "has two parts with nothing between them"),
        ({"name": "{title}_{title}"}, "names a part twice"),
        ({"name": "a.txt"}, "names no part; write it as in {outlet}_{date}_{title}.txt"),
    ],
)
def test_checked_texts_say_what_is_wrong(values: dict[str, Any], problem: str) -> None:
    """An encoding that nobody knows and a name without parts are refused, with what to write."""
    with pytest.raises(SettingsError, match=r"^(encoding|name) is ") as caught:
        Settings(**values)
    assert problem in str(caught.value)


def test_encodings_may_be_a_table_of_patterns() -> None:
    """A configuration file can give an encoding to each of several patterns."""
    settings = Settings.from_mapping({"encoding": {"old/*.txt": "macintosh", "*.csv": "cp1250"}})
    assert encodings(settings.encoding) == [("old/*.txt", "macintosh"), ("*.csv", "cp1250")]
