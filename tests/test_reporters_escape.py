"""Nothing that steers a terminal, and nothing invisible, gets through."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from syndetect.reporters.escape import clip, clip_middle, visible

any_text = st.text(st.characters(exclude_categories=()), max_size=60)


@given(any_text)
def test_visible_text_is_printable(text: str) -> None:
    """Every character that is left can be printed; only the non-joiner between letters is kept unseen."""
    assert visible(text).replace("\u200c", "").isprintable()


@given(st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E)))
def test_plain_words_stay(text: str) -> None:
    """Plain text comes through as it is, markup and all."""
    assert visible(text) == text


def test_what_hides_is_shown() -> None:
    """Escape codes, bidi marks, zero-width characters, fillers and half surrogates show their numbers."""
    for (
        character
    ) in "\x1b\x00\x07\x7f\x9b\u202e\u2066\u200b\u200d\ufeff\u00ad\u3164\u034f\ufe01\U000e0041\ud800":
        assert visible(f"a{character}b") == f"a<U+{ord(character):04X}>b"


def test_white_space_is_one_space() -> None:
    """Line breaks, tabs and no-break spaces become one space."""
    assert visible(" a\r\n\tb\u00a0\u2028c ") == "a b c"


def test_spelling_keeps_its_non_joiner() -> None:
    """The zero-width non-joiner stays between Persian letters and is shown anywhere else."""
    assert visible("می\u200cخواهم") == "می\u200cخواهم"
    assert visible("pass\u200cword") == "pass<U+200C>word"


@given(any_text, st.integers(5, 40))
def test_clipped_text_fits(text: str, cells: int) -> None:
    """Clipped text takes no more cells than it may, and text that fits is not clipped."""
    text = visible(text)
    for clipped in (clip(text, cells), clip_middle(text, cells)):
        assert cell_len(clipped) <= cells
        assert clipped == text or "…" in clipped
    if cell_len(text) <= cells and len(text) <= cells:
        assert clip(text, cells) == clip_middle(text, cells) == text


def test_both_ends_of_a_path_stay() -> None:
    """The middle of a long path is left out."""
    assert clip_middle("archive/2026/march/ferry.txt", 20) == "archive…ch/ferry.txt"
