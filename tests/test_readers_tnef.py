"""What Outlook packs into winmail.dat."""

from __future__ import annotations

import struct
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndetect.errors import InputError
from syndetect.model import Document, Skipped
from syndetect.readers.tnef import MARK, outlook
from syndetect.settings import Settings
from tests.test_readers_trade import read

TEXT = "Das Wehr bei Holm ist seit Montag gesperrt – „Riss“.\r\n\r\nAm Freitag kommen Ingenieure aus Tolvik."
PAGE = "<html>" + "".join(f"<p>{part}</p>" for part in TEXT.split("\r\n\r\n")) + "</html>"
RTF = (
    rb"{\rtf1\ansi\ansicpg1252\fromhtml1{\*\htmltag64 <p>}Das Wehr bei Holm ist seit Montag gesperrt \'96 "
    rb"\'84Riss\'93.\htmlrtf\par\htmlrtf0{\*\htmltag72 </p>}{\*\htmltag64 <p>}"
    rb"Am Freitag kommen Ingenieure aus Tolvik.\htmlrtf\par\htmlrtf0}"
)


def attribute(level: int, number: int, value: bytes) -> bytes:
    """An attribute of the message (1) or of what is attached (2)."""
    return struct.pack("<BII", level, number, len(value)) + value + struct.pack("<H", sum(value) & 0xFFFF)


def properties(*some: tuple[int, int, bytes]) -> bytes:
    """Properties by type and number, behind a few others as they come."""
    named = struct.pack("<HH16sII", 0x1F, 0x8001, bytes(16), 1, 6) + "abc".encode("utf-16-le") + bytes(2)
    named += struct.pack("<II", 1, 4) + "z\0".encode("utf-16-le")
    several = struct.pack("<HHIIII", 0x1003, 0x0E05, 3, 1, 2, 3)
    made = named + several + struct.pack("<HHi", 3, 0x3FDE, 1252)
    for kind, number, value in some:
        made += struct.pack("<HHII", kind, number, 1, len(value)) + value + bytes(-len(value) % 4)
    return struct.pack("<I", 3 + len(some)) + made


def packed(*attributes: bytes) -> bytes:
    """A winmail.dat."""
    return MARK + b"\0\0" + b"".join(attributes)


def plainly(rtf: bytes) -> bytes:
    """RTF in the form that says it is not compressed."""
    return struct.pack("<II4sI", len(rtf) + 12, len(rtf), b"MELA", 0) + rtf


def compressed(rtf: bytes) -> bytes:
    """Compressed RTF that refers to nothing."""
    steps = b"".join(b"\0" + rtf[at : at + 8] for at in range(0, len(rtf), 8))
    return struct.pack("<II4sI", len(steps) + 12, len(rtf), b"LZFu", 0) + steps


def mail(data: bytes) -> bytes:
    """A message with nothing but a winmail.dat."""
    made = EmailMessage()
    made["From"], made["Subject"] = "Holm Press <p@x.example>", "Wehr gesperrt"
    made.set_content(data, maintype="application", subtype="ms-tnef", filename="winmail.dat")
    return made.as_bytes()


@pytest.mark.parametrize(
    "inside",
    [
        attribute(1, 0x2800C, TEXT.encode("cp1252") + b"\0"),
        attribute(1, 0x69003, properties((0x1E, 0x1000, TEXT.encode("cp1252") + b"\0"))),
        attribute(1, 0x69003, properties((0x1F, 0x1000, (TEXT + "\0").encode("utf-16-le")))),
        attribute(1, 0x69003, properties((0x102, 0x1009, plainly(RTF)))),
        attribute(1, 0x69003, properties((0x102, 0x1009, compressed(RTF)))),
        attribute(1, 0x69003, properties((0x102, 0x1013, PAGE.encode("cp1252")))),
    ],
    ids=["attribute", "bytes", "unicode", "rtf", "compressed rtf", "page"],
)
def test_the_text_of_a_message_is_read_in_every_form(inside: bytes) -> None:
    """Plain, as a page or as RTF: the text is the one that was sent."""
    [found] = read(".eml", mail(packed(inside)))
    assert isinstance(found, Document)
    assert found.text == TEXT.replace("\r\n", "\n")
    assert found.title == "Wehr gesperrt"


def test_what_is_packed_beside_a_text_is_named() -> None:
    """Attachments in winmail.dat are named as others are; it is none itself."""
    made = EmailMessage()
    made["From"], made["Subject"] = "Holm Press <p@x.example>", "Wehr gesperrt"
    made.set_content(TEXT)
    inside = packed(attribute(2, 0x18010, b"RELEAS~1.DOC\0"), attribute(2, 0x18010, b"photo.jpg\0"))
    made.add_attachment(inside, maintype="application", subtype="ms-tnef", filename="winmail.dat")
    article, note = read(".eml", made.as_bytes())
    assert isinstance(article, Document)
    assert article.meta["attachments"] == ["RELEAS~1.DOC"]
    assert isinstance(note, Skipped)


def test_a_winmail_without_a_text_says_so() -> None:
    """A mail with nothing that can be read says what to do."""
    [found] = read(".eml", mail(packed()))
    assert isinstance(found, Skipped)
    assert found.reason.startswith("holds a winmail.dat of Outlook without a text")


@pytest.mark.parametrize(
    ("data", "rtf"),
    [
        (
            "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0",
            b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n",
        ),
        (
            "1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0",
            b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}",
        ),
    ],
    ids=["of its first words", "of itself"],
)
def test_compressed_rtf_comes_out_as_published(data: str, rtf: bytes) -> None:
    """The two examples of the format's description."""
    inside = packed(attribute(1, 0x69003, properties((0x102, 0x1009, bytes.fromhex(data)))))
    assert outlook(inside, Settings()).rtf == rtf


@given(st.binary(max_size=200), st.integers(0, 300))
def test_any_bytes_are_read_or_refused(data: bytes, cut: int) -> None:
    """Damage ends a file early, and never the run."""
    whole = packed(attribute(1, 0x69003, properties((0x102, 0x1009, compressed(RTF)))), data)
    for one in (MARK + data, whole[:cut], whole):
        try:
            outlook(one, Settings())
        except InputError:
            assert not one.startswith(MARK)
