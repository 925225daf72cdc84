"""PAGE XML."""

from __future__ import annotations

from pathlib import Path

import pytest

from syndetect import read
from syndetect.model import Document, Skipped


def _line(text: str, *, words: bool = False) -> str:
    if words:
        inner = "".join(f"<Word><TextEquiv><Unicode>{w}</Unicode></TextEquiv></Word>" for w in text.split())
        return f"<TextLine>{inner}</TextLine>"
    return (
        "<TextLine><TextEquiv index='1'><Unicode>worse</Unicode></TextEquiv>"
        f"<TextEquiv index='0'><Unicode>{text}</Unicode></TextEquiv></TextLine>"
    )


def _page(*regions: str, order: str = "") -> str:
    return (
        '<?xml version="1.0"?><PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15">'
        f"<Metadata/><Page imageFilename='a'>{order}{''.join(regions)}</Page></PcGts>"
    )


FIRST = f"<TextRegion id='a'>{_line('The tide gate held as the fifth')}{_line('storm passed.')}</TextRegion>"
LINES = _line("Volun¬") + _line("teers had stacked sand-") + _line("bags.", words=True)
SECOND = f"<TextRegion id='b'>{LINES}</TextRegion>"
NUMBER = "<TextRegion id='n' type='page-number'><TextEquiv><Unicode>12</Unicode></TextEquiv></TextRegion>"
HEADER = (
    "<TextRegion id='h' custom='readingOrder {index:0;} structure {type:header;}'>"
    "<TextEquiv><Unicode>The Gull</Unicode></TextEquiv></TextRegion>"
)
BY_INDEX = (
    "<ReadingOrder><OrderedGroup><RegionRefIndexed index='1' regionRef='b'/>"
    "<RegionRefIndexed index='0' regionRef='a'/></OrderedGroup></ReadingOrder>"
)
WHOLE = "The tide gate held as the fifth storm passed.\n\nVolunteers had stacked sandbags."


def found(tmp_path: Path, source: str) -> list[Document | Skipped]:
    """What is read of such a file."""
    (tmp_path / "a.xml").write_text(source, encoding="utf-8")
    return list(read(tmp_path / "a.xml"))


@pytest.mark.parametrize(
    ("regions", "order"),
    [
        ((FIRST, NUMBER, HEADER, SECOND), ""),
        (
            (SECOND, HEADER, FIRST),
            BY_INDEX,
        ),
        (
            (SECOND, FIRST),
            "<ReadingOrder><UnorderedGroup><RegionRef regionRef='a'/></UnorderedGroup></ReadingOrder>",
        ),
        ((f"<TextRegion id='o'>{FIRST}{SECOND}</TextRegion>",), ""),
    ],
    ids=["as they stand", "by index", "half of them named", "one in another"],
)
def test_a_page_is_read_in_its_order(tmp_path: Path, regions: tuple[str, ...], order: str) -> None:
    """Lines go on, broken words are whole, and heads and numbers of pages are no text."""
    one, note = found(tmp_path, _page(*regions, order=order))
    assert isinstance(one, Document)
    assert isinstance(note, Skipped)
    assert one.text == WHOLE
    assert note.note


def test_a_region_without_lines_has_its_own_text(tmp_path: Path) -> None:
    """Some programs write no lines."""
    own = "<TextEquiv><Unicode>The tide\ngate held at noon.</Unicode></TextEquiv>"
    one, _ = found(tmp_path, _page(f"<TextRegion id='a'>{own}</TextRegion>"))
    assert isinstance(one, Document)
    assert one.text == "The tide gate held at noon."


def test_a_page_without_text_says_so(tmp_path: Path) -> None:
    """As before the recognition has run."""
    [told] = found(tmp_path, _page("<TextRegion id='a'/>"))
    assert isinstance(told, Skipped)
    assert told.reason == "is PAGE XML without text"
