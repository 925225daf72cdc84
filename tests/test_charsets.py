"""Names of encodings."""

from __future__ import annotations

import pytest

from syndetect.charsets import codec_of


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("latin1", "cp1252"), ("ISO-8859-1", "cp1252"), ("iso-8859-9", "cp1254"), ("big5", "big5hkscs"),
        ("x-x-big5", "big5hkscs"), ("gb2312", "gb18030"), ("ks_c_5601-1987", "cp949"), ("shift_jis", "cp932"),
        ("x-mac-cyrillic", "mac-cyrillic"), ("macintosh", "mac-roman"), ("ibm866", "cp866"),
        ("koi8-ru", "koi8-u"),
        ("iso-8859-8-i", "iso8859-8"),
        ("dos-874", "cp874"), ("unicodefffe", "utf-16-be"), ("cp850", "cp850"),
        (" UTF8 ", "utf-8"),
    ],
)  # fmt: skip
def test_labels_mean_what_browsers_take_them_for(label: str, codec: str) -> None:
    """A declared encoding is the one that browsers read it as."""
    found = codec_of(label)
    assert found is not None
    assert found.replace("_", "-") == codec


@pytest.mark.parametrize(
    "label", ["", "nonesuch", "idna", "punycode", "rot13", "base64", "unicode_escape", "a\0b"]
)
def test_what_is_no_encoding_of_text_is_none(label: str) -> None:
    """Codecs that are no encodings of text are never used on somebody's word."""
    assert codec_of(label) is None
