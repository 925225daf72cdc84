"""News corpora in SGML."""

from __future__ import annotations

from syndetect.model import Document, Skipped
from tests.test_readers_trade import read

_FIRST = (
    "<DOC>\n<DOCNO> HB-1 </DOCNO>\n<DATE><P>\nJanuary 2, 1989, Monday, Home Edition\n</P></DATE>\n"
    "<HEADLINE>\n<P>\nBoat comes back\n</P>\n</HEADLINE>\n<BYLINE> By Ada Holm, Staff Writer </BYLINE>\n"
    "<TEXT>\n<P>\nThe boat came back to the rock after eleven\nweeks &AMP; a day.\n</P>\n"
    "<P>\nNobody spoke of the dinghy.\n</P>\n</TEXT>\n<GRAPHIC><P>Photo, the boat</P></GRAPHIC>\n</DOC>\n"
)
_SECOND = (
    '<DOC id="HB_ENG_20240307.0004" type="story" >\n<HEADLINE>\nPeas are out\n</HEADLINE>\n'
    "<TEXT>\n<P>\nThe school kitchen gave up its peas.\n</P>\n</TEXT>\n</DOC>\n"
)
_REUTERS = (
    '<!DOCTYPE lewis SYSTEM "lewis.dtd">\n<REUTERS OLDID="9" NEWID="17">\n'
    "<DATE>26-FEB-1987 15:01:01.79</DATE>\n"
    "<PLACES><D>cale</D></PLACES>\n<TEXT>&#2;\n<TITLE>BOARD &lt;HB&gt; SELLS BOAT</TITLE>\n"
    "<DATELINE>    CALE, Feb 26 - </DATELINE><BODY>The board has sold its boat, it said\non Thursday.\n"
    "    The price will be paid in three parts, and the\ncrew stay.\n Reuter\n"
    "&#3;</BODY></TEXT>\n</REUTERS>\n"
)


def _articles(text: str) -> list[Document]:
    found = read(".sgml", text.encode())
    assert all(isinstance(one, Document) for one in found)
    return [one for one in found if isinstance(one, Document)]


def test_each_element_is_an_article_with_its_fields() -> None:
    """Captions are no text, wrapped lines are one paragraph, and the by-line gives its names."""
    first, second = _articles(_FIRST + _SECOND)
    assert first.id == "HB-1"
    assert (first.title, first.published) == ("Boat comes back", "1989-01-02")
    assert first.meta["author"] == "Ada Holm"
    assert (
        first.text
        == "The boat came back to the rock after eleven weeks & a day.\n\nNobody spoke of the dinghy."
    )
    assert (second.id, second.published) == ("HB_ENG_20240307.0004", "2024-03-07")


def test_an_indented_line_begins_a_paragraph() -> None:
    """The text is the body, without title and dateline, and the sign of the agency has its own line."""
    [made] = _articles(_REUTERS)
    assert (made.id, made.title, made.published) == ("17", "BOARD <HB> SELLS BOAT", "1987-02-26T15:01:01")
    assert made.text.split("\n\n") == [
        "The board has sold its boat, it said on Thursday.",
        "The price will be paid in three parts, and the crew stay.",
        "Reuter",
    ]


def test_an_article_without_an_end_goes_on_to_the_next() -> None:
    """Whatever is cut off, no article swallows another."""
    first, second = _articles(_FIRST.replace("</DOC>", "") + _SECOND)
    assert "peas" not in first.text
    assert second.title == "Peas are out"


def test_other_sgml_says_so() -> None:
    """What has no element of a corpus is named."""
    [found] = read(".sgml", b"<LIST><ITEM>one</ITEM></LIST>")
    assert isinstance(found, Skipped)
    assert "no element DOC or REUTERS" in found.reason


def test_files_without_a_suffix_are_known_by_their_first_element() -> None:
    """Corpora have such files."""
    from syndetect.readers.sniffing import kind_of_bytes

    assert kind_of_bytes(_SECOND.encode()) == (".sgml", "a news corpus in SGML")
    assert kind_of_bytes(_REUTERS.encode()) == (".sgml", "a news corpus in SGML")
