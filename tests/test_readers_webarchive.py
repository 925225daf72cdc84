"""Pages that Safari saved."""

from __future__ import annotations

import plistlib

import pytest

from benchmarks.speed import trade
from syndetect.model import Document, Skipped
from tests.test_readers_trade import GATE, read

PAGE = (
    f"<html><head><title>{GATE.title}</title></head><body><article>"
    + "".join(f"<p>{part}</p>" for part in GATE.text.split("\n\n"))
    + "</article></body></html>"
)


def test_the_page_comes_back_with_its_address() -> None:
    """Text, title and address are the page's, in the binary form and in XML."""
    data = trade.webarchive(PAGE.encode())
    for one in (data, plistlib.dumps(plistlib.loads(data))):
        [found] = read(".webarchive", one)
        assert isinstance(found, Document)
        assert (found.text, found.title, found.url) == (GATE.text, GATE.title, "https://gull.example/gate")


@pytest.mark.parametrize(
    "data",
    [
        plistlib.dumps({"a": 1}, fmt=plistlib.FMT_BINARY),
        plistlib.dumps({"WebMainResource": {"WebResourceData": b"x", "WebResourceMIMEType": "image/png"}}),
        b"bplist00" + b"\xff" * 40,
        b"<plist>" + b"<array>" * 5000,
    ],
)
def test_what_holds_no_page_says_so(data: bytes) -> None:
    """Other property lists, pictures, and damage are named."""
    [found] = read(".webarchive", data)
    assert isinstance(found, Skipped)
    assert "web archive of Safari" in found.reason
