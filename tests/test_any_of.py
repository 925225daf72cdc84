"""Many expressions at once: the same answer as by matching each, whatever a line is first asked for."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndetect.text.any_of import AnyOf
from syndetect.text.pattern_parts import SIZE, beginnings, held

CORPUS = Path(__file__).parents[1] / "corpus"
NOTICES = Path(__file__).with_name("notices.jsonl")

SIGNS = st.sampled_from(
    ["a", "b", "ß", " ", r"\.", r"\(", "[ab]", "[^a]", "[(:]", "[^(]", "[a-c.]", r"[\w-]", r"\d", ".", r"\b"]
)


def sequences(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Parts one after the other, each perhaps repeated, in alternatives."""
    times = st.sampled_from(["", "", "", "?", "*", "+", "{2}", "{0,3}", "{1,2}", "*?"])
    repeated = st.tuples(parts, times).map(lambda both: both[0] + ("" if both[0] == r"\b" else both[1]))
    sequence = st.lists(repeated, max_size=4).map("".join)
    return st.lists(sequence, min_size=1, max_size=3).map("|".join)


GROUPS = st.sampled_from(["(", "(?:", "(?=", "(?!", "(?-i:"])
PATTERNS = st.recursive(
    sequences(SIGNS),
    lambda inner: sequences(st.tuples(GROUPS, inner).map(lambda both: f"{both[0]}{both[1]})")),
    max_leaves=4,
)
LINES = st.text("?:abcsißſıİAB .(1-", max_size=9)


def compiles(pattern: str) -> bool:
    """Whether the library takes an expression."""
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True


@given(st.lists(PATTERNS.filter(compiles), min_size=1, max_size=3), LINES)
@pytest.mark.parametrize("flags", [re.NOFLAG, re.IGNORECASE])
def test_the_answer_is_that_of_each_expression(flags: re.RegexFlag, patterns: list[str], line: str) -> None:
    """No line is left out that one of them matches, and none is added."""
    matched = any(re.fullmatch(pattern, line, flags) for pattern in patterns)
    assert AnyOf(patterns, flags).fullmatch(line) is matched


@given(PATTERNS.filter(compiles), st.data())
def test_a_match_begins_and_holds_what_is_said(pattern: str, data: st.DataObject) -> None:
    """Whatever an expression matches has one of its beginnings, and one of the words that it holds."""
    if "(?" in pattern.replace("(?:", ""):
        return
    line = data.draw(st.from_regex(pattern, fullmatch=True))
    assert line.startswith(tuple(beginnings(pattern)))
    words = held(pattern)
    assert not words or any(word in line for word in words)


@pytest.mark.parametrize(
    ("pattern", "begins"),
    [
        ("(please )?enter", {"please", "enter"}),
        (r"\(?(the|a) story", {"(the s", "(a sto", "the st", "a stor"}),
        ("[-* ]*ad", {"-", "*", " ", "ad"}),
        (".{0,5}ad", {""}),
        ("(?=.{0,9}x)share", {"share"}),
        ("(unclosed", {""}),
    ],
)
def test_beginnings_are_read(pattern: str, begins: set[str]) -> None:
    """Of plain parts all beginnings are known; what may be anything says nothing."""
    assert beginnings(pattern) == begins
    assert all(len(begin) <= SIZE for begin in begins)


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (".{0,80}all rights reserved.*", ("all rights reserved",)),
        ("(?=.*(?:feeds?|wires?))x", ("feed", "wire")),
        ("(a|bcd?)e?", ("a", "bc")),
        ("(ab)?c?", ()),
        ("a|.*", ()),
    ],
)
def test_words_are_read(pattern: str, words: tuple[str, ...]) -> None:
    """What a match cannot do without, the longest; nothing where it can do without any."""
    assert held(pattern) == words


def test_a_bracket_in_a_class_is_no_group() -> None:
    """What a class leaves out is what it says."""
    assert AnyOf([r"tags \([^()]+\)"]).fullmatch("tags (what: this?)")


def everything() -> dict[str, tuple[list[str], re.RegexFlag]]:
    """The lists of expressions of the package that lines are held against."""
    data = files("syndetect").joinpath("data")
    page = json.loads(data.joinpath("furniture.json").read_text("utf-8"))
    lists = {kind: (page[kind], re.IGNORECASE) for kind in ("capitals", "teasers")}
    lists["lines"] = page["lines"], re.NOFLAG
    for code, part in json.loads(data.joinpath("bylines.json").read_text("utf-8"))["languages"].items():
        lists[code] = [*part["syndicated"], *part["notices"], *part["lines"]], re.NOFLAG
    return lists


@pytest.mark.parametrize("name", everything())
def test_lines_of_articles_and_of_notices_are_told_alike(name: str) -> None:
    """The expressions of the package say the same of real lines as they do one by one."""
    patterns, flags = everything()[name]
    texts = [path.read_text("utf-8") for path in sorted(CORPUS.rglob("*.txt"))[:12]]
    lines = {line.strip() for text in texts for line in text.split("\n")}
    lines |= {line for row in NOTICES.read_text("utf-8").splitlines() for line in json.loads(row)["lines"]}
    several = AnyOf(patterns, flags)
    compiled = [re.compile(pattern, flags) for pattern in patterns]
    for line in {*lines, *(line.casefold() for line in lines)}:
        assert several.fullmatch(line) is any(one.fullmatch(line) for one in compiled), line
