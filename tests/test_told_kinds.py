"""Articles that share words for other reasons than copying, in four languages: whom they are told to be from.

`told_kinds.jsonl` has a situation a line: from whom each article may be, and whether that may stay open. Its
texts were written for it.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from syndetect import scan
from syndetect.model import Document

LINES = Path(__file__).with_name("told_kinds.jsonl").read_text("utf-8").splitlines()
SITUATIONS: list[dict[str, Any]] = [json.loads(line) for line in LINES]
APART = {"form", "leads", "critics", "two reporters"}
BLAMES = {"uncredited", "wrong", "laundered", "part"}


@pytest.mark.parametrize("dated", [True, False])
@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda one: f"{one['kind']}-{one['language']}")
def test_nobody_is_told_to_have_a_text_from_the_wrong_one(situation: dict[str, Any], *, dated: bool) -> None:
    """Dated or not, no arrow points the wrong way, and who has nothing from anybody owes no credit."""
    right = {one["id"]: one for one in situation["articles"]}
    documents = [
        Document(one["id"], one["text"], one["outlet"], published=one["published"]) for one in right.values()
    ]
    if not dated:
        documents = [replace(one, published=None) for one in documents]
    for member in (one for family in scan(documents).families for one in family.members):
        allowed = right[member.document]
        assert member.source is None or member.source in allowed["from"]
        if not allowed["from"]:
            assert member.audit is None or member.audit.verdict not in BLAMES


@pytest.mark.parametrize(
    "situation",
    [one for one in SITUATIONS if not all(article["open"] for article in one["articles"])],
    ids=lambda one: f"{one['kind']}-{one['language']}",
)
def test_what_was_made_from_another_is_told_so(situation: dict[str, Any]) -> None:
    """Where dates or the texts themselves say it, the source is named."""
    documents = [
        Document(one["id"], one["text"], one["outlet"], published=one["published"])
        for one in situation["articles"]
    ]
    report = scan(documents)
    told = {one.document: one.source for family in report.families for one in family.members}
    for one in situation["articles"]:
        assert one["open"] or told[one["id"]] in one["from"]


@pytest.mark.parametrize(
    "situation",
    [one for one in SITUATIONS if one["kind"] in APART],
    ids=lambda one: f"{one['kind']}-{one['language']}",
)
def test_two_fillings_of_one_form_are_not_one_story(situation: dict[str, Any]) -> None:
    """A form that one outlet fills in again is neither derived nor one story; who were there are two."""
    documents = [
        Document(one["id"], one["text"], one["outlet"], published=one["published"])
        for one in situation["articles"]
    ]
    outlets = {one.id: one.outlet for one in documents}
    for pair in scan(documents).pairs:
        assert pair.relation == "same-story"
        assert outlets[pair.left] != outlets[pair.right]


@pytest.mark.parametrize("dated", [True, False])
@pytest.mark.parametrize(
    "situation",
    [one for one in SITUATIONS if one["kind"] == "blend"],
    ids=lambda one: f"{one['kind']}-{one['language']}",
)
def test_a_blend_counts_both_of_its_origins(situation: dict[str, Any], *, dated: bool) -> None:
    """Of two tellings of one event and what was made from both no report says that they have one origin."""
    documents = [
        Document(one["id"], one["text"], one["outlet"], published=one["published"] if dated else None)
        for one in situation["articles"]
    ]
    mixed = [set(one["from"]) for one in situation["articles"] if len(one["from"]) > 1]
    for family in scan(documents).families:
        members = {one.document for one in family.members}
        assert family.origins >= max(len(members & sources) for sources in mixed)
