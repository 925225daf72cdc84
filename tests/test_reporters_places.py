"""Offsets to lines and columns."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from syndetect.model import Document, Span
from syndetect.reporters.places import Place, Places, file_of

texts = st.text(alphabet=st.sampled_from("ab\n\r\u2028\x0b é\U0001f600"), max_size=30)


@given(texts, st.integers(1, 9), st.data())
def test_places_agree_with_walking_through_the_text(text: str, first: int, data: st.DataObject) -> None:
    """Lines end at line feeds only, and a character beyond U+FFFF is two columns wide."""
    begin = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(begin, len(text)))
    found = Places(Document("x", text, line=first))(Span(begin, end))
    assert found == Place(*walked(text, begin, first), *walked(text, end, first))


def walked(text: str, offset: int, line: int) -> tuple[int, int]:
    """Line and column, counted one character at a time."""
    column = 1
    for character in text[:offset]:
        if character == "\n":
            line, column = line + 1, 1
        else:
            column += len(character.encode("utf-16-le")) // 2
    return line, column


def test_a_record_has_its_line_and_no_columns() -> None:
    """The lines of its text are not those of the file."""
    assert Places(Document("x", "a\nb", line=7, record=True))(Span(2, 3)) == Place(7, None, 7, None)


def test_where_lines_are_not_known_none_are_made_up() -> None:
    """An extracted text has no place in its file."""
    assert Places(Document("x", "a\nb"))(Span(0, 1)) is None


def test_a_file_is_named_in_one_way() -> None:
    """Without detours, and not at all for standard input."""
    assert file_of(Document("x", "", path="./a/../b.txt")) == "b.txt"
    assert file_of(Document("x", "", path="-")) is None
    assert file_of(Document("x", "")) is None
