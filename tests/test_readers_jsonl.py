"""JSON lines."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.jsonl import read_jsonl
from syndetect.readers.record import resolve_fields
from syndetect.settings import Settings

GOOD = b'{"id": "good", "text": "The lighthouse is lit again."}'
ACCENTS = ["La tempête a touché la côte", "Où étaient les pêcheurs ?", "Le phare s’est éteint – à minuit"]


def read(data: bytes, max_bytes: int = 1000, **fields: str) -> list[Document | Skipped]:
    """What a file of these bytes gives."""
    origin = Input("a.jsonl", "news/a.jsonl", "news")
    return list(read_jsonl(io.BytesIO(data), origin, resolve_fields(fields), Settings(max_bytes=max_bytes)))


def texts(found: Iterable[Document | Skipped]) -> list[str]:
    """The texts of the documents among what was read."""
    return [item.text for item in found if isinstance(item, Document)]


def test_a_line_is_a_document() -> None:
    """Lines with an id keep it, others are named by file and line; blank lines count and are nothing."""
    data = b'{"id": "x", "text": "One."}\r\n\n{"text": "Two.", "page": 4}\n'
    assert read(data) == [
        Document("x", "One.", outlet="news", path="news/a.jsonl", meta={}, line=1, record=True),
        Document(
            "a.jsonl:3", "Two.", outlet="news", path="news/a.jsonl", meta={"page": 4}, line=3, record=True
        ),
    ]


CONTROLS = "".join(map(chr, {*range(32)} - {9, 10, 13}))
# Markup, entities and escapes are undone, which tests of their own say.
READABLE = st.characters(codec="utf-8", exclude_characters=CONTROLS + "<&\\")


@given(st.lists(st.text(READABLE).filter(str.strip), min_size=1), st.booleans())
def test_texts_come_back_exactly(originals: list[str], plain: bool) -> None:  # noqa: FBT001
    """A text without markup is read as it was, however it was escaped in its line."""
    data = "\n".join(json.dumps({"text": text}, ensure_ascii=not plain) for text in originals).encode()
    assert texts(read(data, 10_000)) == originals


@given(st.text(st.sampled_from(f"{CONTROLS}ab \n")).filter(lambda text: "a" in text))
def test_control_signs_become_spaces(text: str) -> None:
    """What stands for no letter is a space, so that all offsets stay."""
    expected = text.translate({ord(sign): " " for sign in CONTROLS})
    assert texts(read(json.dumps({"text": text}).encode(), 10_000)) == [expected]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"text": "cut off he', "is not valid JSON: it ends before the object does"),
        (b'{"text": "x"', "is not valid JSON: it ends before the object does"),
        (b'{"text": "x",}', "is not valid JSON (column 13)"),
        (b"{'text': 'x'}", "is not valid JSON (column 2)"),
        (b'{"text": "x"} {"text": "y"}', "is not valid JSON: more follows the first value (column 15)"),
        (b'["text"]', "is a list, not an object"),
        (b'"text"', "is text, not an object"),
        (b"null", "is null, not an object"),
        (b'{"title": "x"}', "has no 'text' field"),
        (b'{"text": null}', "has no 'text' field"),
        (b'{"text": ["x", 1]}', "its 'text' field is a list, not text"),
        (b'{"text": 5}', "its 'text' field is a number, not text"),
        (b'{"text": " \\n"}', "its 'text' field is empty"),
        (b'{"text": "x", "id": [1]}', "its 'id' field is a list; an id is text or a whole number"),
        (b'{"text": "x", "a": ' + b"[" * 400 + b"]" * 400 + b"}", "is nested more than 64 levels deep"),
        (b"{\"n\": " + b"9" * 5000 + b"}", "holds a number of thousands of digits; write it as text"),
        (b'{"a": ' * 3000, "is nested more than 64 levels deep"),
        (b'{"text": "' + b"x" * 30_000 + b'"}',
         "30,012 bytes, over the limit of 30,000 an article; raise max_bytes to read it"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", ["first", "middle", "last"])
def test_a_bad_line_is_named_and_the_rest_is_read(line: bytes, reason: str, place: str) -> None:
    """A line that is no article costs only itself, wherever it stands."""
    lines = [GOOD, GOOD]
    at = {"first": 0, "middle": 1, "last": 2}[place]
    lines.insert(at, line)
    found = read(b"\n".join(lines), 30_000)
    assert [item for item in found if isinstance(item, Skipped)] == [
        Skipped(f"news/a.jsonl:{at + 1}", reason)
    ]
    assert len(texts(found)) == 2


def test_nesting_up_to_the_limit_is_read() -> None:
    """Many brackets are no deep nesting."""
    meta: dict[str, Any] = {"text": "x", "a": [[]] * 100}
    assert texts(read(json.dumps(meta).encode())) == ["x"]


def test_labels_are_skipped_in_one_piece() -> None:
    """A file in which no line has a text is one line under skipped, and says what can be done."""
    data = b'{"left": "a", "right": "b"}\n' * 50
    reason = "no line has a 'text' field; map another with --field text=NAME"
    assert read(data) == [Skipped("news/a.jsonl", reason)]
    assert read(data, text="bo\x1bdy") == [Skipped("news/a.jsonl", reason.replace("'text'", r"'bo\x1bdy'"))]


def test_a_file_that_is_no_json_is_skipped_in_one_piece() -> None:
    """Prose under the wrong suffix is one line under skipped, with the first line's problem."""
    assert read(b"A story.\nIn two lines.\n") == [
        Skipped(
            "news/a.jsonl",
            "no line is a JSON object (line 1: is not valid JSON (column 1)); write one object a line",
        )
    ]


def test_a_broken_line_among_labels_is_still_named() -> None:
    """Skipping in one piece hides no broken line."""
    sources = [item.source for item in read(b'{"a": 1}\n{"a": \n{"a": 2}\n') if isinstance(item, Skipped)]
    assert sources == ["news/a.jsonl", "news/a.jsonl:2"]


@pytest.mark.parametrize("data", [b"", b"\n \n", b"\xef\xbb\xbf"])
def test_an_empty_file_says_so(data: bytes) -> None:
    """Nothing, blank lines and a lone byte order mark are all empty."""
    assert read(data) == [Skipped("news/a.jsonl", "is empty")]


def test_a_binary_file_says_so() -> None:
    """A compressed file under the wrong suffix is not taken apart line by line."""
    assert read(b"\x1f\x8b\x08\x00\n\x00\x00\x00" * 20) == [Skipped("news/a.jsonl", "looks binary, not text")]


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252"])
def test_encodings(codec: str) -> None:
    """Lines are read in the encodings that real files have."""
    data = "\n".join(json.dumps({"text": text}, ensure_ascii=False) for text in ACCENTS).encode(codec)
    assert texts(read(data)) == ACCENTS


def test_encodings_may_differ_between_lines() -> None:
    """Files glued together from UTF-8 and cp1252 are read line by line as what they are."""
    lines = [json.dumps({"text": text}, ensure_ascii=False) for text in ACCENTS * 2]
    data = b"\n".join(line.encode("cp1252" if at % 2 else "utf-8") for at, line in enumerate(lines))
    assert texts(read(data)) == ACCENTS * 2


def test_what_json_cannot_hold_becomes_text() -> None:
    """Numbers that are none, and halves of surrogate pairs, never reach a report."""
    [found] = read(
        b'{"text": "a\\ud83dz \\ud83d\\ude00", "n": NaN, "i": [1e999, -Infinity], "f": 1.5, "\\uDC00": 1}'
    )
    assert isinstance(found, Document)
    assert found.text == "a\N{REPLACEMENT CHARACTER}z \N{GRINNING FACE}"
    assert found.meta == {"n": "NaN", "i": ["1e999", "-Infinity"], "f": 1.5, "\N{REPLACEMENT CHARACTER}": 1}
    assert json.dumps(dict(found.meta), allow_nan=False, ensure_ascii=False).encode()


class _Endless(io.RawIOBase):
    """A good line, one of 200 MB, a good line; made as it is read."""

    def __init__(self) -> None:
        self.left = [GOOD + b"\n", 200_000_000, b"\n" + GOOD]

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self.left:
            return 0
        piece = self.left[0]
        data = b"x" * min(piece, len(buffer)) if isinstance(piece, int) else piece
        buffer[: len(data)] = data
        if isinstance(piece, int) and piece > len(data):
            self.left[0] = piece - len(data)
        else:
            del self.left[0]
        return len(data)


def test_a_line_of_200_mb_is_never_held() -> None:
    """Memory stays far under the line's size, its size is told, and the lines around it are read."""
    import tracemalloc

    origin = Input("a.jsonl", "a.jsonl")
    tracemalloc.start()
    try:
        found = list(read_jsonl(io.BufferedReader(_Endless()), origin, resolve_fields({}), Settings()))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 50_000_000
    assert [item.id if isinstance(item, Document) else item.source for item in found] == [
        "good",
        "a.jsonl:2",
        "good",
    ]
    assert found[1] == Skipped(
        "a.jsonl:2", "200,000,000 bytes, over the limit of 10,000,000 an article; raise max_bytes to read it"
    )


def test_a_line_is_read_as_soon_as_its_block_is() -> None:
    """Documents come while the rest of a long stream is still unread."""
    data = io.BytesIO((GOOD + b"\n") * 200_000)
    first = next(iter(read_jsonl(data, Input("a", "a"), resolve_fields({}), Settings())))
    assert isinstance(first, Document)
    assert data.tell() < len(data.getvalue()) // 2


@pytest.mark.parametrize("indent", [None, 2])
def test_objects_may_spread_over_lines_or_stand_in_a_list(indent: int | None) -> None:
    """A file of that name that holds a list, or objects of several lines, is read as the JSON that it is."""
    rows = [{"id": "a", "text": "Sand and sea."}, {"id": "b", "text": "Sea and sky."}]
    for data in json.dumps(rows, indent=indent), "\n".join(json.dumps(row, indent=2) for row in rows):
        assert texts(read(data.encode())) == ["Sand and sea.", "Sea and sky."]


def test_a_table_written_by_columns_is_read() -> None:
    """What pandas writes when it is asked for nothing else."""
    data = {"id": {"0": "a", "1": "b"}, "text": {"0": "Sand.", "1": "Sea."}, "title": {"0": None, "1": "T"}}
    assert texts(read(json.dumps(data, indent=1).encode())) == ["Sand.", "Sea."]


def test_a_field_that_alone_can_hold_the_text_does() -> None:
    """So it is in `.json`; of several none is taken, and they are named."""
    [found] = read(b'{"headline": "Sand", "content": "The sand is back.", "date": "2024-03-04", "n": 7}\n')
    assert isinstance(found, Document)
    assert (found.text, found.title, found.published) == ("The sand is back.", "Sand", "2024-03-04")
    assert (found.id, found.line, found.meta) == ("a.jsonl:1", 1, {"n": 7})
    reason = "no line has a 'text' field, but several that may hold the texts: 'body', 'content'; map another"
    [skipped] = read(b'{"body": "Sand.", "content": "The sand is back."}\n' * 2)
    assert isinstance(skipped, Skipped)
    assert skipped.reason.startswith(reason)


@pytest.mark.parametrize(
    "name",
    ["body_html", "bodyHtml", "HTML Content", "article-body", "Full Text", "Texto-Completo", "post_content"],
)
def test_names_of_texts_may_be_written_otherwise(name: str) -> None:
    """Capitals, accents and signs between the words do not matter, and a name with `html` holds the same."""
    record = {
        "Headline": "Sand",
        name: "<p>The sand is back.</p><p>It came by night.</p>",
        "Pub-Date": "7 May 2024",
    }
    for data in json.dumps(record) + "\n", json.dumps([record]):
        [found] = read(data.encode())
        assert isinstance(found, Document)
        assert found.text == "The sand is back.\n\nIt came by night."
        assert (found.title, found.published) == ("Sand", "2024-05-07")


def test_what_stands_beside_a_text_may_have_other_names() -> None:
    """A text under our name has its headline, date and outlet under other names; its own go first."""
    [found] = read(
        b'{"text": "Sand.", "headline": "Back", "date": "2024-05-07", "source": "Gull", "name": "Ada"}\n'
    )
    assert isinstance(found, Document)
    assert (found.title, found.published, found.outlet) == ("Back", "2024-05-07", "Gull")
    assert found.meta == {"name": "Ada"}
    [found] = read(b'{"text": "Sand.", "title": "Ours", "headline": "Theirs", "date": "soon"}\n')
    assert isinstance(found, Document)
    assert (found.title, found.published) == ("Ours", None)
    assert found.meta == {"headline": "Theirs", "date": "soon"}


@pytest.mark.parametrize("field", ["source", "date", "published"])
def test_a_citation_gives_outlet_and_date(field: str) -> None:
    """Wherever it stands, it is kept, too."""
    cited = "Tern vom 7.5.2024, Seite 3"
    [found] = read(json.dumps({"text": "Sand.", field: cited}).encode() + b"\n")
    assert isinstance(found, Document)
    assert (found.outlet, found.published, found.meta) == ("Tern", "2024-05-07", {"citation": cited})


def test_a_citation_of_another_day_than_the_date_stays() -> None:
    """A field that says the date goes before one that mentions some."""
    [found] = read(b'{"text": "Sand.", "outlet": "Tern of 7 May 2024", "published": "2024-05-09"}\n')
    assert isinstance(found, Document)
    assert (found.outlet, found.published) == ("Tern of 7 May 2024", "2024-05-09")
