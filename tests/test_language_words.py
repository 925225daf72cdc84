"""What languages are called."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest

from syndetect.text.language_words import LANGUAGE_WORDS, in_several_languages, language_words


def test_every_language_that_a_text_can_speak_for_has_a_name() -> None:
    """What the identifier tells apart is never shown as a bare code."""
    known = json.loads(files("syndetect").joinpath("data/function_words.json").read_text("utf-8"))
    codes = {code for code in known if code != "about"}
    assert codes <= LANGUAGE_WORDS.keys()


@pytest.mark.parametrize(
    ("tag", "name"),
    [("de-AT", "German"), ("pt_BR", "Portuguese"), ("EL", "Greek"), ("xx", "xx"), (None, ""), ("", "")],
)
def test_a_tag_is_called_by_its_language(tag: str | None, name: str) -> None:
    """Regions and case say nothing; a language without a name keeps its tag."""
    assert language_words(tag) == name


def test_regions_of_one_language_are_not_several() -> None:
    """German from Austria is German."""
    assert not in_several_languages(["de", "de-AT", None])
    assert in_several_languages(["de", "nl"])
