"""Lines of outlets about an article, in every language of by-lines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from syndetect.attribution.credits import find_credits
from syndetect.attribution.syndication import syndicated
from syndetect.boilerplate.head_and_foot import edges
from syndetect.boilerplate.page_lines import furniture
from syndetect.boilerplate.vocabulary import _data
from syndetect.text.line_starts import lines

KINDS = [
    json.loads(line) for line in (Path(__file__).parent / "notices.jsonl").read_text("utf-8").splitlines()
]
LINES = [(kind["language"], kind["story"], line) for kind in KINDS for line in kind["lines"]]


def aside(text: str, language: str) -> list[tuple[int, int]]:
    """Where the furniture of a text stands."""
    found = lines(text)
    return [*edges(text, found, language), *furniture(found)]


def test_every_language_of_bylines_has_its_notices() -> None:
    """What is known of one language is known of all."""
    assert sorted(kind["language"] for kind in KINDS) == sorted(_data()["languages"])


@pytest.mark.parametrize(("language", "story", "line"), LINES)
def test_a_notice_is_no_part_of_the_article(language: str, story: str, line: str) -> None:
    """Syndication, print, rights, age, listening, archives, standards, comments: none of it is wording."""
    text = f"{story}\n\n{line}\n"
    at = text.rindex(line)
    assert any(begin <= at and at + len(line) <= end for begin, end in aside(text, language))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind["language"])
def test_the_article_itself_is_none(kind: dict[str, str]) -> None:
    """Sentences of the story are left alone."""
    assert aside(kind["story"], kind["language"]) == []


def test_a_notice_that_is_wrapped_is_one() -> None:
    """In text of short lines the notice is read over all of them."""
    text = (
        "The harbour board closed the outer mole on Thursday\nafter divers found a crack in it.\n\n"
        "This story has not been edited by Tolvik Post\nstaff and is published from a syndicated feed.\n"
    )
    [(begin, _), (_, end)] = aside(text, "en")
    assert text[begin:end].startswith("This story")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind["language"])
def test_a_notice_of_syndication_is_a_credit_to_nobody(kind: dict[str, list[str]]) -> None:
    """That a text came from elsewhere is evidence, though no source is named."""
    text = f"{kind['story']}\n\n{kind['lines'][0]}\n"
    span = syndicated(text)
    assert span is not None
    assert text[span.begin : span.end] == kind["lines"][0]
    assert any(credit.kind == "vague" and credit.begin == span.begin for credit in find_credits(text))
