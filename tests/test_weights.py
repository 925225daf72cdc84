"""The table of what evidence weighs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from syndetect.model import CREDIT_KINDS, ClueKind
from syndetect.provenance.weights import most, weight, weights

PACKAGE = Path(__file__).resolve().parents[1] / "syndetect"


def asked() -> set[str]:
    """Every name that the code asks the table for."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in (PACKAGE / "provenance").glob("*.py"))
    named = {name for name in re.findall(r'"([a-z-]+)"', text) if name in weights()}
    return named | {row.weight for row in CREDIT_KINDS.values()}


def test_every_row_is_used_and_says_why() -> None:
    """No weight stands in the table that nothing asks for, and each has its unit and its reason."""
    assert asked() == set(weights())
    assert all(row.unit and row.because.endswith(".") for row in weights().values())


def test_every_row_is_of_a_kind_of_clue() -> None:
    """The ledgers and the table speak of the same kinds, and each row has a name of its own."""
    assert {row.of for row in weights().values()} <= set(get_args(ClueKind))
    assert len(weights()) == len({(row.of, row.because) for row in weights().values()})


def test_a_name_that_no_row_has_is_an_error() -> None:
    """Nothing weighs nothing by mistake."""
    with pytest.raises(KeyError):
        weight("no-such-weight")
    with pytest.raises(KeyError):
        most("wording")
