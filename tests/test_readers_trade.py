"""The formats of newsrooms, archives and databases: what was put in comes back."""

from __future__ import annotations

import importlib.util
import io
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.speed import formats, trade
from syndetect import plugins
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.record import resolve_fields
from syndetect.settings import Settings

ORIGIN = Input("f", "news/f")
GATE = Document(
    "1",
    "PORT ELM (Gull Wire) – The tide gate “held”, said A. Reed on Wednesday evening.\n\n"
    "It was the fifth storm since May, and the water stood 31 cm below the crest.",
    "The Gull",
    "Tide gate holds",
    "2024-05-01T06:30:00+02:00",
)
LAMP = Document(
    "2",
    "Bouées à la dérive : le phare s’est éteint à minuit, a dit le gardien.\n\n"
    "Łódź i 日本 pozostają w kontakcie 🙂 z latarnią, podał urząd.",
    "The Gull",
    "Phare éteint",
    "2024-05-01T06:30:00+02:00",
)
Many = Callable[[Sequence[Document]], bytes]
One = Callable[[Document], bytes]


def read(suffix: str, data: bytes, max_bytes: int = 1_000_000) -> list[Document | Skipped]:
    """What the reader of that suffix makes of these bytes."""
    reader: plugins.Reader = plugins.load("readers", suffix)
    return list(reader(io.BytesIO(data), ORIGIN, resolve_fields({}), Settings(max_bytes=max_bytes)))


def documents(suffix: str, data: bytes) -> list[Document]:
    """The documents alone; nothing may have been left out."""
    found = read(suffix, data)
    assert not [item for item in found if isinstance(item, Skipped) and not item.note]
    return [item for item in found if isinstance(item, Document)]


def single(make: One) -> Many:
    """A maker of files of one article, as one of files of many."""
    return lambda some: make(some[0])


needs_xlrd = pytest.mark.skipif(importlib.util.find_spec("xlrd") is None, reason="xlrd is not installed")
needs_openpyxl = pytest.mark.skipif(
    importlib.util.find_spec("openpyxl") is None, reason="openpyxl is not installed"
)

SINGLE = [
    pytest.param(suffix, make, id=f"{make.__name__}{suffix}")
    for suffix, make in [
        (".json", trade.ninjs1),
        (".json", trade.ninjs3),
        (".xml", trade.nitf),
        (".xml", trade.newsml1),
        (".rtf", trade.rtf),
        (".odt", trade.odt),
        (".fodt", trade.fodt),
        (".xml", trade.fodt),
        (".eml", trade.eml),
        (".xml", trade.flat_word),
    ]
]
SEVERAL = [
    pytest.param(suffix, make, id=f"{make.__name__}{suffix}")
    for suffix, make in [
        (".json", trade.json_list),
        (".json", trade.news_please),
        (".xml", trade.newsml_g2),
        (".xml", trade.tei),
        (".epub", trade.epub),
        (".mbox", trade.mbox),
        (".docx", trade.nexis_docx),
        (".txt", trade.lexis_text),
        (".rtf", trade.factiva_rtf),
        (".html", trade.factiva_html),
        (".html", trade.europresse_html),
        (".txt", trade.proquest_text),
        (".txt", trade.wire),
    ]
]


@pytest.mark.parametrize(("suffix", "make"), SINGLE)
def test_one_article_comes_back_whole(suffix: str, make: One) -> None:
    """Text and headline of a file of one article are those that were put in, and nothing stands twice."""
    [found] = documents(suffix, make(GATE))
    assert (found.text, found.title) == (GATE.text, GATE.title)


@pytest.mark.parametrize(("suffix", "make"), SEVERAL)
def test_several_articles_come_back_apart(suffix: str, make: Many) -> None:
    """Each article of a file has its own text, headline and day, in their order."""
    found = documents(suffix, make([GATE, LAMP]))
    assert [(one.text, one.title) for one in found] == [(one.text, one.title) for one in (GATE, LAMP)]
    assert {(one.published or "")[:10] for one in found} == {"2024-05-01"}
    assert len({one.id for one in found}) == 2


@needs_openpyxl
def test_the_rows_of_a_spreadsheet_come_back() -> None:
    """Each row is an article with its fields, and cells keep their paragraphs."""
    found = documents(".xlsx", trade.xlsx([GATE, LAMP]))
    assert [(one.id, one.text, one.title, one.outlet) for one in found] == [
        (one.id, one.text, one.title, one.outlet) for one in (GATE, LAMP)
    ]


@pytest.mark.parametrize(
    ("suffix", "make"),
    [
        pytest.param(".xls", trade.xls, marks=needs_xlrd),
        pytest.param(".doc", trade.xls, marks=needs_xlrd),
        (".xls", trade.xls_page),
        (".xls", trade.xls_xml),
        (".xml", trade.xls_xml),
        (".xls", lambda some: formats.table(some, "\t")),
        pytest.param(".xls", trade.xlsx, marks=needs_openpyxl),
    ],
)
def test_the_rows_of_what_is_called_an_old_workbook_come_back(suffix: str, make: Many) -> None:
    """Excel's own files, and the pages, XML, tables and new workbooks of that name, are rows alike."""
    found = documents(suffix, make([GATE, LAMP]))
    assert [(one.id.lstrip("f:"), one.title, one.outlet) for one in found] == [
        (one.id, one.title, one.outlet) for one in (GATE, LAMP)
    ]
    # A cell of a page has lines, and no empty ones between them.
    assert [one.text.split() for one in found] == [one.text.split() for one in (GATE, LAMP)]
    assert all(one.text.count("\n") for one in found)


@pytest.mark.parametrize(("suffix", "make"), [(".ods", trade.ods), (".fods", trade.fods)])
def test_the_rows_of_an_open_spreadsheet_come_back(suffix: str, make: Many) -> None:
    """Each row is an article with its fields, and cells keep their paragraphs, zipped or in one file."""
    found = documents(suffix, make([GATE, LAMP]))
    assert [(one.id, one.text, one.title, one.outlet) for one in found] == [
        (one.id, one.text, one.title, one.outlet) for one in (GATE, LAMP)
    ]


def test_a_page_of_recognised_text_comes_back() -> None:
    """The words of an ALTO page are its text; that a page is no article is told."""
    text, note = read(".xml", trade.alto(GATE))
    assert isinstance(text, Document)
    assert text.text == GATE.text
    assert isinstance(note, Skipped)
    assert note.note


WORDS = st.text(st.characters(exclude_categories=("C", "Z"), exclude_characters="_"), min_size=1, max_size=8)
TEXTS = st.lists(WORDS, min_size=6, max_size=20).map(" ".join)


@settings(max_examples=60)
@given(text=TEXTS)
@pytest.mark.parametrize(
    ("suffix", "make"), [(".rtf", trade.rtf), (".odt", trade.odt), (".fodt", trade.fodt)]
)
def test_any_words_survive_a_word_processor(suffix: str, make: One, text: str) -> None:
    """Letters of every script and plane come back as they were."""
    [found] = documents(suffix, make(Document("x", text)))
    assert found.text == text


@pytest.mark.parametrize(("suffix", "make"), [*SEVERAL, *SINGLE])
def test_no_article_is_larger_than_it_may_be(suffix: str, make: Many | One) -> None:
    """The limit is on each article, and is named where it bit."""
    long = Document("1", "The tide gate held. " * 400, "The Gull", "Gate", "2024-05-01")
    several = make.__name__ in {param.values[1].__name__ for param in SEVERAL}  # type: ignore[union-attr]
    data = make([long, long]) if several else make(long)  # type: ignore[arg-type]
    found = read(suffix, data, max_bytes=1000)
    assert not [item for item in found if isinstance(item, Document)]
    assert any("over the limit" in item.reason for item in found if isinstance(item, Skipped))
