"""Furniture learned from a corpus."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndetect import render, scan
from syndetect.boilerplate.learned_lines import owner, spans
from syndetect.kernels.line_hashes import LONG_LINE, LONGEST, lines
from syndetect.kernels.words import words
from syndetect.model import Document, Report
from syndetect.settings import Settings

LETTERS = ("bdfgklm", "aeiou", "nprstvz", "aeiou", "dklmnr", ("", "a", "ets", "ion"))
FOOTER = (
    "Follow the harbour desk of this paper for tide tables, ferry news and letters from readers\n"
    "Our offices on the quay are open on weekdays from nine to five, ask for the duty editor"
)


def prose(seed: int, count: int) -> str:
    """Invented words in lines of forty, the same ones for the same seed."""
    generator = random.Random(seed)  # noqa: S311
    made = ["".join(map(generator.choice, LETTERS)) for _ in range(count)]
    return "\n".join(" ".join(made[begin : begin + 40]) for begin in range(0, count, 40))


def courier(count: int, length: int, footer: str = FOOTER) -> list[Document]:
    """Articles of one outlet that share a footer and nothing else, and two of another outlet."""
    own = [
        Document(f"c{row:03}", f"{prose(row, length)}\n{footer}", outlet="Courier") for row in range(count)
    ]
    return [
        *own,
        Document("l1", prose(901, 80), outlet="Ledger"),
        Document("l2", prose(902, 80), outlet="Ledger"),
    ]


def counts(report: Report) -> tuple[int, int]:
    """Lines and articles with furniture."""
    return report.run.counts["furniture_lines"], report.run.counts["furniture_articles"]


def test_a_footer_makes_no_pairs() -> None:
    """Short articles under one long footer are strangers, and the report says what was left out of them."""
    report = scan(courier(30, 60))
    assert report.run.counts["candidates"] == 0
    assert counts(report) == (2, 30)
    assert "2 lines that recur across articles that are else unlike; stand in 30 of them" in render(report)


def test_without_learning_the_footer_counts() -> None:
    """With the setting at 0 nothing is learned, and the same articles become candidates."""
    report = scan(courier(30, 60), settings=Settings(furniture_articles=0))
    assert counts(report) == (0, 0)
    assert report.run.counts["candidates"] > 0


def test_versions_of_one_article_keep_their_lines() -> None:
    """Lines that recur because an outlet printed one article six times are text, and the copies are found."""
    text = prose(1, 200)
    versions = [
        Document(f"v{row}", f"{text}\nVersion {row} of it was {prose(50 + row, 5)}", outlet="Courier")
        for row in range(6)
    ]
    report = scan(versions)
    assert counts(report) == (0, 0)
    assert len(report.families[0].members) == 6


def test_furniture_is_counted_on_the_pair() -> None:
    """A copy by an outlet with a footer is a copy, and the words left out are among its evidence."""
    documents = courier(12, 120)
    copied = documents[0].text.removesuffix(FOOTER).strip()
    report = scan([*documents, Document("copy", copied, outlet="Ledger")])
    pair = report.between("c000", "copy")
    assert pair is not None
    assert pair.relation == "copy"
    assert pair.evidence.boilerplate_left == len(words([FOOTER]).begins)
    assert pair.evidence.coverage_left == 1.0


def test_articles_without_an_outlet_share_no_furniture() -> None:
    """Where nobody says whose articles they are, what recurs may be what was copied."""
    documents = [Document(f"c{row}", f"{prose(row, 60)}\n{FOOTER}") for row in range(12)]
    assert counts(scan(documents)) == (0, 0)


def test_the_order_of_reading_is_no_input() -> None:
    """Shuffled articles have the same furniture and the same pairs."""
    documents = [*courier(20, 90), *(Document(f"x{row}", prose(row, 90), outlet="Echo") for row in range(5))]
    shuffled = random.Random(3).sample(documents, len(documents))  # noqa: S311
    one, two = scan(documents), scan(shuffled)
    assert counts(one) == counts(two) == (2, 20)
    assert one.pairs == two.pairs


line = st.lists(st.sampled_from(["tide", "quay", "ferry", "Zug", "Größe", "город"]), max_size=6).map(" ".join)


@given(st.lists(st.lists(line, max_size=5), max_size=4), st.sampled_from(["", "Ledger"]))
def test_lines_are_those_of_the_texts(texts: list[list[str]], outlet: str) -> None:
    """One key a line that has words, equal for equal words in any case and order, with their number."""
    joined = ["\n".join(text) for text in texts]
    batch = words(joined)
    found = lines(batch, np.full(len(joined), owner(outlet), np.uint64)).lines
    flat = [(row, part) for row, text in enumerate(texts) for part in text if part.strip()]
    assert found.texts.tolist() == [row for row, _ in flat]
    assert found.sizes.tolist() == [len(part.split()) for _, part in flat]
    assert ((found.keys >> np.uint64(24)) & np.uint64(LONGEST)).tolist() == [len(p.split()) for _, p in flat]
    bags = [tuple(sorted(part.lower().split())) for _, part in flat]
    assert (
        len(set(zip(bags, found.keys.tolist(), strict=True)))
        == len(set(bags))
        == len(set(found.keys.tolist()))
    )


@given(st.lists(st.tuples(line, st.sampled_from([". ", "! ", '." ', "\n", ".\n", "? "])), max_size=8))
def test_sentences_are_those_of_the_lines(parts: list[tuple[str, str]]) -> None:
    """Each is a stretch of one line, equal for equal words, whoever owns it, but in a long line."""
    text = "".join(words_of + end for words_of, end in parts)
    batch = words([text])
    found = [lines(batch, np.array([owner(outlet)], np.uint64)) for outlet in ("Ledger", "Echo")]
    said = [part.split() for part, _ in parts if part]
    assert found[0].sentences.sizes.tolist() == [len(each) for each in said]
    assert found[0].sentences.keys.tolist() == found[1].sentences.keys.tolist()
    assert set(found[0].sentences.firsts.tolist()) >= set(found[0].lines.firsts.tolist())
    per_line = [
        sum(1 for part in row.replace("!", ".").replace("?", ".").split(".") if part.strip(' "'))
        for row in text.split("\n")
    ]
    assert np.bincount(found[0].line_of).tolist() == [count for count in per_line if count]
    bags = [tuple(sorted(part.lower() for part in each)) for each in said]
    assert len(set(bags)) == len(set(found[0].sentences.keys.tolist()))
    long = words([" ".join(["tide"] * LONG_LINE) + ". " + text.replace("\n", " ")])
    behind = lines(long, np.zeros(1, np.uint64)).sentences.keys[1:]
    assert set(behind.tolist()).isdisjoint(found[0].sentences.keys.tolist())


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        ("Die Fähre kam. «Zu spät.» Der Zug fuhr… ‘Gut!’ Ende", [3, 2, 3, 1, 1]),
        ("a 3.5 b.c d", [5]),
        ("潮が。船が！", [2, 2]),
        ("هل وصل؟ نعم۔ لا", [2, 1, 1]),
    ],
)
def test_sentences_end_in_other_scripts(text: str, sizes: list[int]) -> None:
    """With the signs of the script, inside quotation marks, and not between figures or letters."""
    found = lines(words([text]), np.zeros(1, np.uint64)).sentences
    assert found.sizes.tolist() == sizes


@given(st.lists(line, max_size=6))
def test_spans_hold_the_words_of_the_line(parts: list[str]) -> None:
    """What is left out begins at the first word of a furniture line and ends at its last one."""
    text = " – ".join(["", *parts[:1]]) + "\n".join(["", *parts[1:], "Harbour desk letters"])
    batch = words(["Harbour desk letters"])
    keys = lines(batch, np.array([owner("Ledger")], np.uint64)).lines.keys
    found = spans([text, text], ["Ledger", "Echo"], np.sort(keys & ~np.uint64(0xFFFFFF)))
    assert [text[begin:end] for begin, end in found[0]] == ["Harbour desk letters"]
    assert found[1] == []
