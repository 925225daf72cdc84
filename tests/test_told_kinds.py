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
