"""Who tells a whole in other words does not show by that who was first: a date or a credit does."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.quality.sets.restyled import Retold, events
from syndetect import scan

EVENTS = list(events())
RETOLD = [event for event in EVENTS if {"wire", "first"} <= event.documents.keys()]


@pytest.mark.parametrize("event", RETOLD, ids=lambda event: event.documents["wire"].id)
def test_a_retelling_without_dates_is_from_nobody_that_is_named(event: Retold) -> None:
    """Of two undated texts neither is called the other's source, and nobody is said to owe a credit."""
    texts = [replace(event.documents[role], published=None) for role in ("wire", "first")]
    for documents in (texts, texts[::-1]):
        for family in scan(documents).families:
            assert family.source.document is None
            assert [(member.source, member.audit) for member in family.members] == [(None, None)] * 2


def test_dates_say_who_retold_whom() -> None:
    """With its date the first one is the source of most retellings, and of none the other way round."""
    links = [
        (member.document, member.source)
        for event in RETOLD
        for family in scan([event.documents[role] for role in ("wire", "first")]).families
        for member in family.members
        if member.source is not None
    ]
    assert set(links) <= {(event.documents["first"].id, event.documents["wire"].id) for event in RETOLD}
    assert len(links) > len(RETOLD) / 2
