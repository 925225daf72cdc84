"""Baselines, suppressions and partners: what is read, and what is said about a file that cannot be used."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from cli_samples import report_with

from syndetect.errors import GateError
from syndetect.gates import KnownFinding, baseline_text, gate, read_baseline, read_partners, read_suppressions


def written(folder: Path, text: str) -> Path:
    """A file with that text."""
    path = folder / "gate.file"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_baseline_comes_back_as_it_was_written(tmp_path: Path) -> None:
    """Sorted, a finding a line, keyed by submission, source and relation."""
    report = gate(report_with("copy", "same-story"))
    text = "".join(baseline_text(report, Path.cwd()))
    known = read_baseline(written(tmp_path, text))
    assert {(one.submission, one.source, one.relation) for one in known} == {
        ("d01.txt#d01", "d00.txt#d00", "copy"),
        ("d02.txt#d02", "d00.txt#d00", "same-story"),
    }
    assert all(len(one.text or "") == len(one.group or "") == 32 for one in known)
    assert [line.split(', "text"')[0] for line in text.splitlines() if "d01.txt" in line] == [
        '{"submission": "d01.txt#d01", "source": "d00.txt#d00", "relation": "copy"'
    ]


def test_an_old_baseline_is_read(tmp_path: Path) -> None:
    """One of version 0.1 has names alone, and they go on to count."""
    text = (
        '{"schema": "syndetect/baseline/1", "findings": '
        '[{"submission": "a.txt", "source": "b.txt", "relation": "copy"}]}'
    )
    assert read_baseline(written(tmp_path, text)) == {KnownFinding("a.txt", "b.txt", "copy")}


def test_an_empty_baseline_is_one(tmp_path: Path) -> None:
    """Nothing found is written, and read, as nothing."""
    assert read_baseline(written(tmp_path, "".join(baseline_text(report_with(), tmp_path)))) == frozenset()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "is not valid JSON"),
        ("[]", "is no baseline; this version reads 'syndetect/baseline/2'"),
        ('{"schema": "syndetect/baseline/9"}', "is of schema 'syndetect/baseline/9'"),
        ('{"schema": "syndetect/baseline/1"}', "has no list of findings"),
        ('{"schema": "syndetect/baseline/1", "findings": [{"submission": 1}]}', "finding 1 needs submission"),
        (
            json.dumps(
                {
                    "schema": "syndetect/baseline/1",
                    "findings": [{"submission": "a", "source": "b", "relation": "stolen"}],
                }
            ),
            "unknown relation 'stolen'",
        ),
    ],
)
def test_a_baseline_that_is_none_is_named(tmp_path: Path, text: str, message: str) -> None:
    """The message has the file and what to do."""
    path = written(tmp_path, text)
    with pytest.raises(GateError, match=message) as caught:
        read_baseline(path)
    assert str(path) in str(caught.value)


def test_a_missing_baseline_says_how_to_make_one(tmp_path: Path) -> None:
    """It is not taken for an empty one."""
    with pytest.raises(GateError, match=r"no baseline .*--write-baseline"):
        read_baseline(tmp_path / "none.json")


def test_suppressions_are_read_with_their_reason_and_expiry(tmp_path: Path) -> None:
    """A date may be written as one or as text; source and relation may be left out."""
    path = written(
        tmp_path,
        """
        [[suppress]]
        submission = "drafts/*"
        reason = "agreed with the desk"
        expires = 2027-01-31
        [[suppress]]
        submission = "a"
        source = "b"
        relation = ["copy", "excerpt"]
        reason = "ours"
        expires = "2027-02-01"
        """,
    )
    first, second = read_suppressions(path)
    assert (first.source, first.relations, first.expires) == ("*", (), date(2027, 1, 31))
    assert (second.relations, second.expires) == (("copy", "excerpt"), date(2027, 2, 1))


def test_all_problems_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    """A missing reason, a missing expiry, a wrong date, a wrong relation and an unknown key."""
    path = written(
        tmp_path,
        """
        [[suppress]]
        submission = "a"
        expires = "soon"
        [[suppress]]
        submission = ""
        reson = "x"
        relation = "stolen"
        """,
    )
    with pytest.raises(GateError) as caught:
        read_suppressions(path)
    assert str(caught.value).removeprefix(f"{path}: ").split("; ") == [
        "suppress 1: 'expires' must be a date, such as 2027-01-31",
        "suppress 1 has no 'reason'",
        "suppress 2: 'submission' must be a text that is not empty",
        "suppress 2 has an unknown key 'reson'",
        "did you mean 'reason'?",
        "suppress 2: 'relation' names no relation 'stolen'",
        "valid are: copy, paraphrase, translation, rewrite, excerpt, same-story",
        "suppress 2 has no 'reason'",
        "suppress 2 has no 'expires'",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("= 1", "is not valid TOML"),
        ("partner = 1", "'partner' is no list of tables"),
        ("[[partners]]\nname = 'x'", r"unknown key 'partners'; the tables are called \[\[partner\]\]"),
        ("[[partner]]\ncredit = 1\nname = 'x'", "'credit' must be true or false"),
        ("[[partner]]\noutlets = []\nname = 'x'", "'outlets' must be a text or a list of texts"),
        ("[[partner]]\n", "partner 1 has no 'name'"),
    ],
)
def test_partners_that_are_none_are_named(tmp_path: Path, text: str, message: str) -> None:
    """The message has the file, the place and what it should be."""
    with pytest.raises(GateError, match=message):
        read_partners(written(tmp_path, text))


def test_a_missing_list_is_an_error(tmp_path: Path) -> None:
    """A typo in a file's name does not quietly open the gate or close it."""
    with pytest.raises(GateError, match=r"cannot read .*no\.toml"):
        read_suppressions(tmp_path / "no.toml")
