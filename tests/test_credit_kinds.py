"""The table of the kinds of credits."""

from __future__ import annotations

from typing import get_args

from syndetect.model import CREDIT_KINDS, STRENGTH, CreditKind
from syndetect.provenance.weights import weights


def test_every_kind_has_one_row() -> None:
    """Its words, its place among overlapping notices, and what it weighs are there, each place once."""
    assert set(CREDIT_KINDS) == set(get_args(CreditKind))
    assert sorted(row.notice for row in CREDIT_KINDS.values()) == list(range(len(CREDIT_KINDS)))
    assert {row.weight for row in CREDIT_KINDS.values()} <= set(weights())


def test_what_names_nobody_is_weaker_than_what_does() -> None:
    """The strongest credit that is shown names a source if any does."""
    names = [row.names for row in CREDIT_KINDS.values()]
    assert names == sorted(names, reverse=True)
    assert STRENGTH["named"] == 0


def test_a_kind_has_a_place_for_its_name_where_it_names() -> None:
    """The words for people say whom, or that it is nobody."""
    assert all(row.names == ("{}" in row.words) for row in CREDIT_KINDS.values())
