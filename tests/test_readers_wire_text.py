"""Wire copy between control signs, and statuses and codings of items that are seldom written so."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest

from syndetect import read
from syndetect.model import Document, Skipped

STORY = (
    "The weir was shut on Monday after a crack was found in its gate.",
    "Engineers will look at it on Friday, Ada Reed said.",
)
IPTC = """\x01exa0003 3 i 380  exa 0045

Rivers/weirs/
\x02REFILE
1ST LEAD
Weir is shut at Holm
By Ada Holm =

Holm (exa) - The weir was shut on Monday after a crack
was found in its gate.

Engineers will look at it on Friday, Ada Reed said.

# Notebook

## Note to editors
- adds gate

* * * *
The following information is not intended for publication

- Tel: 1234

exa ah rmo
\x03
062322 GMT May 19
\x04""".replace("\n", "\r\n")
INDENTED = """\x01EXA1234 4 I 0090 HOL /EXA-CQ12
\x02Rivers/
Weir is shut at Holm =
   Holm (exa) - The weir was shut on Monday
after a crack was found in its gate.
   Engineers will look at it on Friday, Ada Reed said.
exa ah ho
\x03062322 May 19
\x04"""
ANPA = """\x16\x16\x01W2870\x1fholm-
r l\x13\x11BC-EX--Weir     05-06 1049
\x02^BC-EX--Weir, 1st Ld-Writethru,127<
^Weir is shut at Holm<
^AP Photo HOL101<
^Eds: Adds gate.<
^By ADA HOLM=
^Example Wire=
\t   HOLM (EX) _ The weir was shut on Monday after a crack was found in its gate.\x20

\t   Engineers will look at it on Friday, Ada Reed said.
\x03EX-WF-05-06-19 2322GMT<
\x04""".replace("\n", "\r\n")
TELEX = """ZCZC ABC123
$A
:RIVERS
^Weir is shut at Holm
*X
HOLM: The weir was shut on Monday after a crack
was found in its gate.

Engineers will look at it on Friday, Ada Reed said.
NNNN
"""


def wire(tmp_path: Path, text: str) -> list[Document | Skipped]:
    """What is read of a file with these messages."""
    (tmp_path / "w.txt").write_bytes(text.encode("latin-1"))
    return list(read(tmp_path / "w.txt"))


@pytest.mark.parametrize("message", [IPTC, INDENTED, ANPA, TELEX], ids=["7901", "indented", "1312", "ZCZC"])
def test_each_message_is_an_article(tmp_path: Path, message: str) -> None:
    """Headers, notes to editors and signatures are no text, and two messages are two articles."""
    first, second = wire(tmp_path, message + message.replace("Monday", "Tuesday"))
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert first.title == second.title == "Weir is shut at Holm"
    place, *text = first.text.split("\n\n")
    assert place.endswith(STORY[0])
    assert text == [STORY[1]]
    assert STORY[0].replace("Monday", "Tuesday") in second.text
    if message is not TELEX:
        assert str(first.published).startswith("2019-05-06T23:22")


def test_by_lines_of_wires_are_kept(tmp_path: Path) -> None:
    """Who wrote a message stands in its by-line."""
    for message in (IPTC, ANPA):
        [one] = wire(tmp_path, message)
        assert isinstance(one, Document)
        assert one.meta["byline"].lower() == "by ada holm"


def test_what_is_no_message_is_named(tmp_path: Path) -> None:
    """A text that stands outside of the messages is not lost in silence."""
    first, left = wire(tmp_path, f"{IPTC}\nA line that stands behind the message.\n")
    assert isinstance(first, Document)
    assert isinstance(left, Skipped)
    assert left.reason == (
        "a part that begins 'A line that stands behind the message.' is no message with a text"
    )


@pytest.mark.parametrize("cut", range(0, len(IPTC), 37))
def test_a_message_that_breaks_off_is_read_as_far_as_it_goes(tmp_path: Path, cut: int) -> None:
    """Whatever is missing of a message, reading it ends."""
    assert wire(tmp_path, IPTC[:cut] + "\x01" * 50 + "\x02" * 50) is not None


NEWSML = (
    '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:1" version="1"><itemMeta>'
    '<itemClass qcode="ninat:text"/><versionCreated>2019-05-06T10:00:00Z</versionCreated>{status}</itemMeta>'
    "<contentMeta><headline>Weir</headline></contentMeta><contentSet>{content}</contentSet></newsItem>"
)


def test_a_status_may_be_an_address(tmp_path: Path) -> None:
    """What is withheld is so whether a code or an address says it."""
    status = '<pubStatus uri="http://cv.iptc.org/newscodes/pubstatusg2/withheld"/>'
    content = f'<inlineData contenttype="text/plain">{STORY[0]}</inlineData>'
    (tmp_path / "n.xml").write_text(NEWSML.format(status=status, content=content))
    first, note = read(tmp_path / "n.xml")
    assert isinstance(first, Document)
    assert first.meta["status"] == "withheld"
    assert isinstance(note, Skipped)


def test_inline_data_may_be_in_base_64(tmp_path: Path) -> None:
    """A text that was sent in another coding is the text and not its coding."""
    data = base64.b64encode(STORY[0].encode()).decode()
    content = f'<inlineData contenttype="text/plain" encoding="application/x-base64">{data}</inlineData>'
    (tmp_path / "n.xml").write_text(NEWSML.format(status="", content=content))
    [one] = read(tmp_path / "n.xml")
    assert isinstance(one, Document)
    assert one.text == STORY[0]


def test_tags_that_were_escaped_once_too_often_are_no_words(tmp_path: Path) -> None:
    """The body of an item whose tags are entities is HTML."""
    body = "".join(f"&lt;p&gt;{line}&lt;/p&gt;" for line in STORY)
    item = {"uri": "urn:x:2", "type": "text", "versioncreated": "2019-05-06T10:00:00Z", "body_main": body}
    (tmp_path / "n.json").write_text(json.dumps(item))
    [one] = read(tmp_path / "n.json")
    assert isinstance(one, Document)
    assert one.text == "\n\n".join(STORY)
