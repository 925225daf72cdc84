"""Foreign strings in messages."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from syndetect.readers.printable import shown, valid_name, without_surrogates

ANY_TEXT = st.text(st.characters(codec=None))


@given(ANY_TEXT)
def test_shown_text_cannot_steer_a_terminal(value: str) -> None:
    """Whatever a file is called, what a reason shows of it is printable and can be written as UTF-8."""
    result = shown(value)
    assert result.isprintable()
    assert result.encode().decode() == result


def test_shown_text_is_cut() -> None:
    """A long name is cut to the limit and says so."""
    assert shown("a" * 90, 10) == "a" * 9 + "…"


def test_bidi_marks_and_escapes_are_spelled_out() -> None:
    """A right-to-left override and an escape sequence appear as what they are."""
    assert shown("a\u202eb\x1b[31m") == r"a\u202eb\x1b[31m"


def test_a_file_name_in_no_encoding_stays_recognisable() -> None:
    """A byte that is no UTF-8 becomes its number, and the name can be written into a report."""
    assert valid_name("caf\udce9.txt") == r"caf\xe9.txt"


@given(st.recursive(ANY_TEXT, lambda inner: st.lists(inner) | st.dictionaries(ANY_TEXT, inner), max_leaves=5))
def test_no_half_of_a_surrogate_pair_is_left(value: object) -> None:
    """Every string inside a JSON value can be written as UTF-8 afterwards."""
    assert repr(without_surrogates(value)).encode()
    assert "\\ud8" not in ascii(without_surrogates(["\ud800", {"\ud812": "\ud8ff"}]))


@given(ANY_TEXT)
def test_offsets_stay(value: str) -> None:
    """Replacing surrogates changes no code point's place."""
    assert len(without_surrogates(value)) == len(value)


def test_a_file_name_cannot_break_a_line() -> None:
    """Line breaks, control characters and bidirectional marks in a name are spelled out, letters are not."""
    assert valid_name("a\nb\x1b\u202ec\u2028.txt") == r"a\nb\x1b\u202ec\u2028.txt"
    assert valid_name("Größe 東京\u3000a.txt") == "Größe 東京\u3000a.txt"
