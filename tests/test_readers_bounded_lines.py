"""Lines in bounded memory."""

from __future__ import annotations

import io
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndetect.readers.bounded_lines import CHUNK, blocks, utf8_chunks


@given(st.lists(st.binary(max_size=30) | st.sampled_from([b"\n", b"a\n", b"\n\n"]), max_size=12))
def test_lines_do_not_depend_on_how_the_bytes_arrive(chunks: list[bytes]) -> None:
    """Numbers and lines are those of splitting the whole at its line feeds."""
    whole = b"".join(chunks).split(b"\n")
    expected = list(enumerate(whole if whole[-1] else whole[:-1], 1))
    assert list(chain.from_iterable(blocks(iter(chunks), 1000))) == expected


@given(st.lists(st.binary(max_size=20) | st.just(b"\n"), max_size=12), st.integers(1, 10))
def test_a_line_over_the_limit_gives_its_size(chunks: list[bytes], limit: int) -> None:
    """A line longer than the limit is counted in place of being kept; the others are untouched."""
    whole = b"".join(chunks).split(b"\n")
    expected = [
        (number, line if len(line) <= limit else len(line))
        for number, line in enumerate(whole if whole[-1] else whole[:-1], 1)
    ]
    assert list(chain.from_iterable(blocks(iter(chunks), limit))) == expected


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_encodings_become_utf8(codec: str) -> None:
    """Lines of every Unicode encoding come out as UTF-8 without a mark, also over the edge of a chunk."""
    text = '{"text": "Où la tempête a touché la côte – 𝄞"}\n' * (CHUNK // 40)
    assert b"".join(utf8_chunks(io.BytesIO(text.encode(codec)))) == text.encode()


def test_other_encodings_pass_untouched() -> None:
    """Bytes of a legacy encoding are left for whoever sees whole lines."""
    line = '{"text": "Où la tempête a touché la côte"}\n'.encode("cp1252")
    assert b"".join(utf8_chunks(io.BytesIO(line))) == line
