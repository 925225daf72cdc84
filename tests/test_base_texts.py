"""Base texts: what they hold is no evidence, in whichever command."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from syndetect import scan
from syndetect.boilerplate.base_texts import RUN, learned, left_out, stretches
from syndetect.cli.app import app
from syndetect.errors import InputError
from syndetect.kernels.words import words
from syndetect.model import Document, Pair

ACT = (
    "Whoever takes water from a weir without the leave of its keeper shall pay the keeper the worth of the "
    "water taken and a penny for every day on which the sluice stood open against his will. The keeper shall "
    "write the days into a book that any miller of the valley may read between sunrise and noon. "
)
FIRST = (
    "A bakery in Tarn has lost its case about the mill race. Its owner, Ida Brannock, told reporters outside "
    "the court that she would not appeal. The judge read out the old act in full. " + ACT
    + "Mrs Brannock said nobody had opened that book since her grandmother was a child."
)  # fmt: skip
SECOND = (
    "Students of law in Ossel went through statutes that nobody has applied for a century. One of the oldest "
    "is about mills, and it is still in force today. " + ACT
    + "Their professor, Olaf Severin, wants parliament to strike out forty such acts before the summer."
)  # fmt: skip


def pairs(*texts: str, ignore: tuple[Path, ...] = ()) -> list[Pair]:
    """The pairs of a scan of these texts."""
    documents = [Document(f"d{number}", text, outlet=f"o{number}") for number, text in enumerate(texts)]
    return list(scan(documents, ignore=ignore).pairs)


@pytest.fixture
def act(tmp_path: Path) -> Path:
    """The statute as a file."""
    path = tmp_path / "act.txt"
    path.write_text(ACT, encoding="utf-8")
    return path


def test_two_articles_that_share_only_the_base_text_are_no_pair(act: Path) -> None:
    """With the statute both have a long passage in common, without it nothing."""
    assert pairs(FIRST, SECOND)[0].derived
    assert pairs(FIRST, SECOND, ignore=(act,)) == []


def test_what_is_copied_beside_the_base_text_is_found_all_the_same(act: Path) -> None:
    """The words of the statute are counted as furniture, and those around them still tell."""
    (pair,) = pairs(FIRST, FIRST.replace("Its owner", "The owner"), ignore=(act,))
    assert pair.derived
    assert pair.evidence.boilerplate_left == pair.evidence.boilerplate_right == len(ACT.split())


@pytest.mark.parametrize("command", ["scan", "check", "compare", "why", "doctor"])
def test_every_command_that_reads_articles_takes_base_texts(tmp_path: Path, act: Path, command: str) -> None:
    """scan, check, compare, why and doctor know --ignore."""
    left, right = tmp_path / "left.txt", tmp_path / "right.txt"
    left.write_text(FIRST, encoding="utf-8")
    right.write_text(SECOND, encoding="utf-8")
    words = {
        "scan": ["scan", left, right, "--fail-on", "excerpt"],
        "check": ["check", left, "--against", right, "--fail-on", "excerpt"],
        "compare": ["compare", left, right, "--fail-on", "excerpt"],
        "why": ["why", left, right, left, right],
        "doctor": ["doctor", left, right],
    }[command]
    asked = list(map(str, words))
    assert invoke(*asked, "--ignore", str(act)).exit_code == 0
    if "--fail-on" in asked:
        assert invoke(*asked).exit_code == 1


def test_a_base_text_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    """Nothing is left out silently because a name was mistyped."""
    with pytest.raises(InputError, match=r"none\.txt"):
        scan([Document("a", FIRST)], ignore=(tmp_path / "none.txt",))


def invoke(*words: str) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(app, list(words))


WORDS = st.lists(st.sampled_from(["alpha", "beta", "gamma", "delta", "eta"]), max_size=24)


def test_a_table_of_metadata_need_not_name_the_base_texts(tmp_path: Path, act: Path) -> None:
    """It is joined with the articles; base texts are none, and read without it."""
    table = tmp_path / "dates.csv"
    table.write_text("id,published\na,2026-03-01\n", "utf-8")
    articles = tmp_path / "articles.jsonl"
    articles.write_text('{"id": "a", "text": "A ferry turned back in the fog before dawn."}\n', "utf-8")
    report = scan(str(articles), ignore=[act], metadata=str(table))
    assert report.documents[0].published == "2026-03-01"


@given(WORDS, WORDS)
def test_words_are_left_out_where_a_run_of_them_stands_in_the_base_text(
    text: list[str], base: list[str]
) -> None:
    """A word goes if, and only if, it is inside a run of RUN words that the base text has."""
    runs = {tuple(base[at : at + RUN]) for at in range(len(base) - RUN + 1)}
    inside = {
        at + step
        for at in range(len(text) - RUN + 1)
        if tuple(text[at : at + RUN]) in runs
        for step in range(RUN)
    }
    kept = [word for at, word in enumerate(text) if at not in inside]
    known = learned([" ".join(base)])
    expected = words([" ".join(kept)]).hashes
    assert np.array_equal(left_out(words([" ".join(text)]), known).hashes, expected)
    plain = " ".join(text)
    (found,) = stretches([plain], known)
    assert sum(len(plain[begin:end].split()) for begin, end in found) == len(inside)
