"""What every reader of ours promises, whatever it reads."""

from __future__ import annotations

import importlib.util
import io
import json
import pickle
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import fuzz
from benchmarks.speed import formats
from syndetect import plugins
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.record import resolve_fields
from syndetect.settings import Settings

ORIGIN = Input("folder/file", "news/folder/file", "folder")
BYTES = st.lists(st.sampled_from(fuzz.SCRAPS) | st.binary(max_size=20), max_size=10).map(b"".join)
EVERY = sorted({target: name for name, target in reversed(plugins.TABLES["readers"].items())}.values())

CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f]")
"""What no document's text may hold: it would steer whatever shows it, and stands for nothing."""

SLOW = (".html", ".mhtml", ".warc", ".arc", ".wacz", ".tar", ".zip")

XML = (".nitf", ".newsml", ".tei", ".nxml", ".docbook", ".fb2", ".enex", ".ttml")
"""Vocabularies that one reader tells apart by their root elements."""


LIBRARIES = {".xlsx": "openpyxl", ".xls": "xlrd"}
"""What some formats need that is not part of the plain install."""


def named(name: str) -> object:
    """A reader as a parameter; one whose library is not there cannot be tried."""
    library = LIBRARIES.get(name, "json")
    lacking = importlib.util.find_spec(library) is None
    return pytest.param(name, marks=pytest.mark.skipif(lacking, reason=f"{library} is not installed"))


every_reader = pytest.mark.parametrize("name", [named(name) for name in (*EVERY, *XML)])


def read(name: str, data: bytes) -> list[Document | Skipped]:
    """What the reader of that suffix makes of these bytes."""
    reader: plugins.Reader = plugins.load("readers", name)
    return list(reader(io.BytesIO(data), ORIGIN, resolve_fields({}), Settings(max_bytes=20_000)))


def sound(found: list[Document | Skipped]) -> bool:
    """Whether something came out, and all of it can stand in a report."""
    for item in found:
        if isinstance(item, Skipped):
            assert item.source.startswith(ORIGIN.path)
            assert item.reason.isprintable()
            assert item.reason[0].islower() or item.reason[0].isdigit()
        else:
            assert item.text.strip()
            assert CONTROL.search(item.text) is None
            assert item.path is not None
            assert item.path.startswith(ORIGIN.path)
            values = [item.id, item.text, item.title, item.url, dict(item.meta)]
            assert json.dumps(values, allow_nan=False, ensure_ascii=False).encode()
    return bool(found)


@every_reader
@settings(max_examples=20)
@given(data=BYTES)
def test_any_bytes_become_documents_or_reasons(name: str, data: bytes) -> None:
    """No input makes a reader fail, and none disappears without a word."""
    assert sound(read(name, data))


@every_reader
@settings(max_examples=20)
@given(data=BYTES)
def test_reading_again_gives_the_same(name: str, data: bytes) -> None:
    """A reader remembers nothing between two files."""
    assert read(name, data) == read(name, data)


@every_reader
def test_nothing_is_empty(name: str) -> None:
    """A file without a byte is skipped as empty."""
    assert read(name, b"") == [Skipped(ORIGIN.path, "is empty")]


@every_reader
def test_documents_travel_to_other_processes(name: str) -> None:
    """A document can be handed to another process as it is."""
    found = read(name, fuzz.seeds(name)[0])
    assert isinstance(found[0], Document)
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - our own bytes


@every_reader
def test_a_file_that_is_cut_off_says_so_or_gives_what_is_left(name: str) -> None:
    """However short a piece of a good file is, something is said of it."""
    data = fuzz.seeds(name)[0]
    for share in range(1, 8):
        assert sound(read(name, data[: len(data) * share // 8]))


@every_reader
def test_no_control_sign_reaches_a_text(name: str) -> None:
    """Control signs inside the words of an article, in whatever way a format can hold them, become spaces."""
    for data in fuzz.seeds(name):
        for old, signs in (
            (b"tide", b"ti\x01\x0c\x1bde"),
            (b"tide", b"ti\\u0001\\fde"),
            (b"tide", b"ti&#1;&#x1b;de"),
        ):
            assert sound(read(name, data.replace(old, signs)))


def test_control_signs_of_parquet_become_spaces() -> None:
    """A column is looked through as a whole, and cleaned where it has to be."""
    story = Document("n/1", "The tide\x0c gate\x01 held on.")
    [found] = read(".parquet", formats.parquet([story]))
    assert isinstance(found, Document)
    assert found.text == "The tide  gate  held on."


@every_reader
def test_a_wrong_suffix_costs_the_file_and_no_more(name: str) -> None:
    """Each format under every other one's suffix is read as something or refused in a sentence."""
    for other in (one for one in (*EVERY, *XML) if importlib.util.find_spec(LIBRARIES.get(one, "json"))):
        assert sound(read(name, fuzz.seeds(other)[0]))


@every_reader
def test_the_limit_of_an_article_holds(name: str) -> None:
    """No document is larger than an article may be, and the limit is named where it bit."""
    reader: plugins.Reader = plugins.load("readers", name)
    data = fuzz.seeds(name)[0]
    found = list(reader(io.BytesIO(data * 40), ORIGIN, resolve_fields({}), Settings(max_bytes=1000)))
    assert all(len(item.text.encode()) <= 1000 for item in found if isinstance(item, Document))
    assert sound(found)


@pytest.mark.parametrize("name", [named(name) for name in (*fuzz.TEXT_LEVEL, *fuzz.OTHERS)])
def test_a_bounded_fuzz_run_finds_nothing(name: str) -> None:
    """The first mutated inputs of each format neither raise nor hang; `benchmarks.fuzz` runs more."""
    assert fuzz.failures(name, 1, range(60 if name in SLOW else 120)) == []


def test_the_fuzzer_sees_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that raises is found, so that the run above can fail."""

    def broken(*_: object) -> Iterator[Document]:
        raise KeyError("x")

    monkeypatch.setattr(fuzz, "read", broken)
    assert fuzz.failures(".txt", 1, range(1)) == [(0, "raised KeyError: 'x'")]


@pytest.mark.parametrize(
    ("module", "suffix", "kind", "extra"),
    [
        ("pyarrow", ".parquet", "a Parquet file", "tables"),
        ("pypdfium2", ".pdf", "a PDF", "office"),
    ],
)
def test_a_missing_extra_is_one_sentence(
    module: str, suffix: str, kind: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without its library a format is skipped with the command that installs it."""
    data = fuzz.seeds(suffix)[0]
    monkeypatch.setitem(sys.modules, module, None)
    command = f"pip install 'syndetect[{extra}]'"
    reason = f"is {kind}, which needs an extra to be read; install it with: {command}"
    assert read(suffix, data) == [Skipped(ORIGIN.path, reason)]


def test_reading_opens_no_socket(tmp_path: Path) -> None:
    """Pages, feeds and archives full of addresses are read without asking for one of them."""
    import subprocess

    for suffix in (".html", ".mhtml", ".xml", ".warc", ".docx", ".pdf"):
        (tmp_path / f"a{suffix}").write_bytes(fuzz.seeds(suffix)[0])
    code = (
        "import sys\n"
        "watched = {'socket.connect', 'socket.getaddrinfo', 'socket.gethostbyname', 'socket.sendto'}\n"
        "def refuse(event, _):\n"
        "    if event in watched or event.startswith('urllib.'): sys.exit(f'{event} was tried')\n"
        "sys.addaudithook(refuse)\n"
        "from syndetect import read\n"
        "print(sum(hasattr(item, 'text') for item in read(sys.argv[1])))\n"
    )
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert int(done.stdout) >= 6
    assert done.stderr == ""
