"""Bytes to text."""

from __future__ import annotations

import random
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndetect.readers.decode import SAMPLE, decode, guess_codec, looks_binary

NOISE = random.Random(1).randbytes(4000)  # noqa: S311
ENGLISH = "The harbour master said the ferry wasn’t to sail before Friday – not even empty. "
RUSSIAN = "Паром выйдет в море не раньше пятницы, сообщил начальник порта.\n"
CHINESE = "港务局长说，渡轮星期五以前不会开航。\n"


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    """Every UTF-8 text is read exactly, with its line ends, with or without a byte order mark."""
    whole = f"{text}\r\nand a second line\n"
    assert decode(whole.encode()) == decode(whole.encode("utf-8-sig")) == whole.removeprefix("\ufeff")


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN, CHINESE, "Ferry late."])
def test_wide_encodings_are_told_with_and_without_a_mark(text: str, codec: str) -> None:
    """UTF-16 and UTF-32 in either byte order are read, whether or not a mark says so."""
    assert decode(text.encode(codec)) == text


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (ENGLISH, "cp1252"),
        ("Sold for £5m", "cp1252"),
        ("Der Hafenmeister sagte, die Fähre fahre nicht vor übermorgen.", "cp1252"),
        ("El práctico del puerto dijo que el transbordador no saldrá mañana.", "cp1252"),
        ("Kapitan portu powiedział, że prom nie wypłynie wcześniej niż w środę.", "cp1250"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (CHINESE, "gb18030"),
        ("港長はフェリーは金曜日まで出港しないと述べた。", "shift_jis"),
        ("港長はフェリーは金曜日まで出港しないと述べた。", "iso2022_jp"),
    ],
)
def test_legacy_encodings_are_guessed(text: str, codec: str) -> None:
    """A sentence in a legacy encoding is enough to read it right."""
    assert decode(text.encode(codec)) == text


def test_a_sign_far_into_a_long_text_decides() -> None:
    """The guess is made on what is not ASCII, however late in the text that comes."""
    text = (
        "Nothing but plain words here.\n" * (SAMPLE // 10)
        + "Das Schiff lief gestern spät wieder aus – für drei Tage.\n"
    )
    assert decode(text.encode("cp1252")) == text


def test_a_long_legacy_text_is_read_whole() -> None:
    """The sample bounds the guess, not what is decoded."""
    text = RUSSIAN * (SAMPLE // 20)
    assert decode(text.encode("cp1251")) == text


def test_an_escape_is_no_reason_to_doubt_utf8() -> None:
    """A dollar after an escape, as in coloured prices, leaves valid UTF-8 what it is."""
    text = "Tin rose to \x1b$5 – “a record”"
    assert decode(text.encode()) == text


def test_one_damaged_byte_does_not_change_the_encoding() -> None:
    """UTF-8 with a few bad bytes stays UTF-8, and only those bytes are replaced."""
    damaged = (RUSSIAN * 3).encode() + b"\xff" + RUSSIAN.encode()
    assert decode(damaged) == RUSSIAN * 3 + "\N{REPLACEMENT CHARACTER}" + RUSSIAN
    assert decode(RUSSIAN.encode()[:-3]) == RUSSIAN[:-2].removesuffix("а") + "\N{REPLACEMENT CHARACTER}"


@pytest.mark.parametrize(
    "data",
    [
        b"\x00" * 500,
        b"\x00\x01",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)),
        zlib.compress(ENGLISH.encode() * 50 + NOISE),
        b"\xff\xfe" + b"\x01\x00\x02\x00" * 200,
        b"%PDF-1.7\n" + NOISE,
    ],
)
def test_binary_is_no_text(data: bytes) -> None:
    """Images, archives and zeros are recognised for what they are."""
    assert decode(data) is None


def test_a_stray_control_character_is_kept() -> None:
    """Old wire texts hold a control character here and there; they are text."""
    wire = "\x02LONDON, March 3 - Tin closed higher.\x03"
    assert decode(wire.encode()) == wire
    assert decode(b"A closing DOS mark, as editors once left it.\x1a") is not None


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_not(data: bytes) -> None:
    """Nothing makes decoding fail, and what it gives can be written as UTF-8."""
    text = decode(data)
    assert text is None or isinstance(text.encode(), bytes)


@given(st.binary(max_size=300))
def test_a_guess_is_always_a_codec(data: bytes) -> None:
    """Whatever the guess, the bytes can be decoded by it with replacements."""
    assert isinstance(data.decode(guess_codec(data), "replace"), str)


def test_a_cut_character_is_not_binary() -> None:
    """A sample that ends inside a UTF-8 character is still UTF-8."""
    assert not looks_binary("naïve".encode()[:3])


def test_fractions_in_words_are_the_letters_of_western_europe() -> None:
    """ISO 8859-15 keeps its ligatures where others have fractions, which stand in no word."""
    text = "L'œuvre du maître est achevée ; sa sœur a été prévenue mercredi, à midi."
    assert decode(text.encode("iso8859-15")) == text
    halves = "Es dauerte 1½ Stunden, für die Brücke wären 2½ nötig gewesen."
    assert decode(halves.encode("cp1252")) == halves


def test_pounds_of_dos_are_no_ligatures() -> None:
    """A byte that stands before figures alone is a sign of money; in words it is a letter."""
    text = (
        "The wall is to cost £4.2 million, said the office; the slipway costs £0.6 million more than in May."
    )
    assert decode(text.encode("cp437")) == text
    assert decode(text.encode("cp850")) == text
    french = "Le cœur du port et ses œuvres coûtent plus de 4,2 millions, selon la sœur du maire, œuvre 12."
    assert decode(french.encode("cp1252")) == french
