"""YAML front matter."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syndetect.readers.frontmatter import MAX_CHARACTERS, NONE, front_matter, parsed, simple


def test_fields_and_the_place_where_the_text_begins() -> None:
    """The block is taken off, and what follows it is the text, to the last sign."""
    text = "---\r\ntitle: Tide tables\r\nsection: sea\r\n---\r\n\r\nHigh water at six.\r\n"
    head = front_matter(text)
    assert head.fields == {"title": "Tide tables", "section": "sea"}
    assert text[head.begin :] == "\r\nHigh water at six.\r\n"


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("id: 007", "id", "007"),
        ("title: 12:30", "title", "12:30"),
        ("language: no", "language", "no"),
        ("outlet: Yes", "outlet", "Yes"),
        ("published: 2024-05-01", "published", "2024-05-01"),
        ("published: 2024-05-01 06:30:00 +02:00", "published", "2024-05-01T06:30:00+02:00"),
        ("title: ", "title", None),
        ("count: 3", "count", 3),
        ("when: 2024-05-01", "when", "2024-05-01"),
        ("score: .nan", "score", "nan"),
        ("tags: !!set {b, a}", "tags", ["a", "b"]),
        ("blob: !!binary /wA=", "blob", "/wA="),
        ("deep: {2024-05-01: [.inf]}", "deep", {"2024-05-01": ["inf"]}),
        ("7: seven", "7", "seven"),
    ],
)
def test_values_are_what_was_written(line: str, name: str, value: object) -> None:
    """Our fields are the text as written, without YAML's surprises; all others become JSON values."""
    head = front_matter(f"---\n{line}\n---\nText.")
    assert head.fields == {name: value}
    assert json.dumps(head.fields, allow_nan=False)


@pytest.mark.parametrize(
    "text",
    [
        "No front matter here.",
        "---\nA rule, and no second one.\n",
        "---\nA first part between rules.\n---\nA second part.",
        "---\n- a list\n- of things\n---\nText.",
        "--- \nHe said he had: three reasons: none good.\n---\nText.",
        "----\ntitle: x\n---\n",
        " ---\ntitle: x\n---\n",
        "",
    ],
)
def test_rules_in_a_text_are_not_front_matter(text: str) -> None:
    """A text that uses lines of dashes for its own ends loses nothing."""
    assert front_matter(text) == NONE


@pytest.mark.parametrize(
    ("yaml", "problem"),
    [
        ("title: He said: no", "is not valid YAML (line 2)"),
        ("title: [unclosed", "is not valid YAML (line 3)"),
        ("when: 2024-13-45", "is not valid YAML"),
        ("a: !!python/object:os.system x", "is not valid YAML (line 2)"),
        ("? [a]\n: b\ntitle: x", None),
        ("a: &a [x, x]\nb: [*a, *a]", "uses a YAML alias, which is not supported"),
        ("a: " + "[" * 50_000, "is nested more than 64 levels deep"),
        ("a:\n " + "- " * 30_000 + "x", "is nested more than 64 levels deep"),
        ("a: " + "x" * MAX_CHARACTERS, f"is longer than {MAX_CHARACTERS:,} characters"),
    ],
)
def test_damaged_front_matter_is_named_and_taken_off(yaml: str, problem: str | None) -> None:
    """Damage and traps cost the fields, never the text, and never the process."""
    text = f"---\n{yaml}\n---\nThe text."
    head = front_matter(text)
    assert head.problem == problem
    assert text[head.begin :] == "The text."


def test_empty_front_matter_has_no_fields() -> None:
    """Two lines of dashes with nothing between them are front matter without fields."""
    assert front_matter("---\n---\nText.") == ({}, 8, None)


@given(st.text(st.sampled_from("-:\n ab[]{}&*!?'\"#|>%@\t0.")))
def test_nothing_makes_it_fail(yaml: str) -> None:
    """Any block gives fields that JSON can hold, a problem, or is left in the text."""
    text = f"---\n{yaml}\n---\nText."
    head = front_matter(text)
    assert json.dumps(head.fields, allow_nan=False)
    assert text[head.begin :].endswith("Text.")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_block_that_is_never_closed_is_read_past_at_once(end: str) -> None:
    """A rule at the top of a long text is one, whatever ends its lines; every line is looked at once."""
    assert front_matter("---" + end + f"a: b{end}" * 20_000) == NONE


PLAIN = st.text(st.sampled_from("aZé漢 '\"#:-?!,[]{}&*|>%@`.~0\\\t\u200b\u2028"), max_size=12)
VALUES = PLAIN | st.sampled_from(
    [
        "yes",
        "Null",
        "2024-05-01",
        "2024-13-01",
        '"a: b #c"',
        "'a \"b\"'",
        "https://x.example/a#b",
        "a #b",
        "a: b",
        "a:",
    ]
)
LINES = st.lists(
    st.tuples(st.sampled_from(["title", "date", "id", "published", "x-y"]), VALUES), min_size=1, max_size=4
)


@settings(max_examples=500)
@given(LINES)
def test_what_needs_no_parser_is_what_a_parser_gives(lines: list[tuple[str, str]]) -> None:
    """Front matter of names and plain values is read without one, and never otherwise than with one."""
    source = "".join(f"{name}: {value}\n" for name, value in lines)
    quick = simple(source)
    if quick is not None:
        assert quick == parsed(source)


def test_most_front_matter_needs_no_parser() -> None:
    """Values of the usual forms are read without one."""
    source = 'title: Ferry stays in port\npublished: 2024-05-01\noutlet: "The Gull"\nurl: https://gull.example/#a\n'
    assert simple(source) == parsed(source)
    assert simple("title: no\n") is None
