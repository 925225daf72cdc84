"""A check: submissions against an archive, one way."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from cli_samples import COPY, ORIGINAL, OTHER

from syndetect import Settings, check, scan
from syndetect.errors import InputError
from syndetect.gates import gate
from syndetect.model import Document, Family, Report
from syndetect.records import to_dict
from syndetect.reporters.outline import unrelated

FURTHER = "Our own photographer found the quay deserted, but for two herons and a man who sold chestnuts."
THIRD = ORIGINAL.replace("Monday", "Friday")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive with two versions of one article and another one, and drafts that took from it."""
    for name, text in {
        "archive/old.txt": ORIGINAL,
        "archive/older.txt": THIRD,
        "archive/bees.txt": OTHER,
        "drafts/copy.txt": COPY,
        "drafts/again.txt": COPY.replace("cracks", "fine cracks"),
        "drafts/bees.txt": "Seventeen kites were lost on the beach at Ostmoor, and all but two were found.",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def sides(report: Report) -> set[tuple[str, str]]:
    """Submission and source of each finding."""
    return {(one.submission, one.source) for one in gate(report).findings}


def test_only_submissions_are_judged_and_only_against_the_archive(folder: Path) -> None:
    """Neither two drafts with each other, nor two archived articles."""
    report = check(folder / "drafts", against=folder / "archive")
    assert report.submissions == ("drafts/again.txt", "drafts/bees.txt", "drafts/copy.txt")
    assert sides(report) == {
        (f"drafts/{draft}.txt", f"archive/{old}.txt")
        for draft in ("again", "copy")
        for old in ("old", "older")
    }
    assert [one.id for one in report.documents if one.id == "archive/bees.txt"] == []
    assert [one.id for one in unrelated(report)] == ["drafts/bees.txt"]


def test_the_family_knows_how_the_archive_hangs_together(folder: Path) -> None:
    """Archived versions are members too, so that the source is not guessed from the drafts alone."""
    (family,) = check(folder / "drafts" / "copy.txt", against=folder / "archive").families
    assert {member.document for member in family.members} == {
        "copy.txt",
        "archive/old.txt",
        "archive/older.txt",
    }


def test_submissions_that_lie_in_the_archive_are_compared_with_each_other(folder: Path) -> None:
    """Checked against everything, a draft is held against other drafts too, and never against itself."""
    report = check("drafts/copy.txt", "drafts/again.txt", against=".")
    assert report.submissions == ("drafts/again.txt", "drafts/copy.txt")
    ids = set(report.submissions or ())
    inside = [pair for pair in report.pairs if {pair.left, pair.right} == ids]
    assert len(inside) == 1
    assert all(pair.left != pair.right for pair in report.pairs)
    assert report.skipped == ()


def test_a_file_that_both_sides_name_is_read_once_without_a_word(folder: Path) -> None:
    """In a scan a file named twice is a slip; in a check it is both sides."""
    (folder / "drafts" / "notes.unknown").write_text(COPY, encoding="utf-8")
    report = check("drafts/notes.unknown", "drafts/copy.txt", against=["archive", "drafts/copy.txt"])
    assert [item.reason for item in report.skipped] == []
    assert len(report.submissions or ()) == 2


def test_articles_can_be_given_as_values() -> None:
    """From Python: documents on either side, and one id on both sides names two articles."""
    archive = [Document("a", ORIGINAL), Document("b", OTHER)]
    report = check([Document("a", COPY)], against=archive)
    assert report.submissions == ("submission: a",)
    assert sides(report) == {("submission: a", "a")}


def test_the_order_of_reading_is_no_input() -> None:
    """Shuffled sides, one or more processes: the same report."""
    ours = [Document("x", COPY), Document("y", OTHER)]
    theirs = [Document("a", ORIGINAL), Document("b", OTHER), Document("c", THIRD)]
    one = check(ours, against=theirs)
    two = check(ours[::-1], against=theirs[::-1])
    assert to_dict(replace(one, run=two.run)) == to_dict(two)
    assert {pair.left for pair in one.pairs} | {pair.right for pair in one.pairs} == {"a", "b", "c", "x", "y"}


def test_the_weakest_relation_holds_for_checks_too(folder: Path) -> None:
    """What a scan would not list, a check does not list either."""
    quiet = check(folder / "drafts", against=folder / "archive", settings=Settings(min_relation="copy"))
    assert {pair.relation for pair in quiet.pairs} == {"copy"}


def test_a_check_of_nothing_is_empty() -> None:
    """When no article has changed there is nothing to read, and still a report."""
    report = check(against="nowhere")
    assert (report.submissions, report.documents, report.pairs) == ((), (), ())


@pytest.mark.parametrize(
    ("submission", "against", "message"),
    [
        ("empty", "archive", "no submission could be read"),
        ("drafts", "empty", "the archive holds no article"),
        ("nowhere.txt", "archive", "nowhere.txt does not exist"),
    ],
)
def test_a_side_without_articles_is_an_error(
    folder: Path, submission: str, against: str, message: str
) -> None:
    """A gate that compared nothing must not look like one that found nothing."""
    (folder / "empty").mkdir()
    with pytest.raises(InputError, match=message):
        check(submission, against=against)


@pytest.mark.parametrize("ending", ["", "\nNo. {}"])
def test_many_prints_among_the_submissions_hide_none_of_them(ending: str) -> None:
    """Each of a dozen and more equal, or nearly equal, submissions is held against the archive."""
    ours = [Document(f"a{number:02}", COPY + ending.format(number)) for number in range(15)]
    report = check(ours, against=[Document("old", ORIGINAL), Document("other", OTHER)])
    assert sides(report) == {(one.id, "old") for one in ours}


def test_rules_about_dates_and_outlets_hold_for_checks() -> None:
    """Also for pairs that were found by way of another print."""
    ours = [Document(f"a{number:02}", COPY, outlet="Post" if number else "Echo") for number in range(15)]
    archive = [Document("old", ORIGINAL, outlet="Post")]
    assert sides(check(ours, against=archive, settings=Settings(outlets="across"))) == {("a00", "old")}


CORPUS = Path(__file__).resolve().parents[1] / "corpus"


def kin(family: Family) -> tuple[object, ...]:
    """What a family says of who belongs to it and where it comes from."""
    members = frozenset(member.document for member in family.members)
    return members, family.same_story, family.origins, family.source.document, family.source.name


@pytest.mark.parametrize(
    "submission",
    ["quayside-digest/fog-crash-ferry.md", "commons-review/what-a-pool-is-for.md"],
)
def test_the_family_of_a_submission_is_that_of_a_scan(submission: str) -> None:
    """Members, origins and source are the same, since the archive's pairs around it are judged too."""
    whole = scan(CORPUS)
    report = check(CORPUS / submission, against=CORPUS)
    found, wanted = (one.family_of(submission) for one in (report, whole))
    assert found is not None
    assert wanted is not None
    assert kin(found) == kin(wanted)
    assert all(submission in (pair.left, pair.right) for pair in report.pairs)
    assert [family.id for family in report.families] == [found.id]
    assert any(member.changes is not None for member in found.members)


@pytest.mark.parametrize(("ours", "theirs"), [(None, None), ("2026-03-04T10:00:00Z", None)])
def test_without_dates_a_submission_is_the_later_one(ours: str | None, theirs: str | None) -> None:
    """A draft that is longer than the archived text is not taken for its source, nor is an equal one."""
    archive = [Document("old", ORIGINAL, published=theirs), Document("other", OTHER)]
    for text in (ORIGINAL, f"{ORIGINAL} {FURTHER}"):
        (family,) = check([Document("draft", text, published=ours)], against=archive).families
        assert family.source.document == "old"


def test_dates_say_more_than_the_side() -> None:
    """A submission that was published before the archived text may well be its source."""
    archive = [Document("old", ORIGINAL, published="2026-03-06"), Document("other", OTHER)]
    draft = Document("draft", f"{ORIGINAL} {FURTHER}", published="2026-03-01T10:00:00Z")
    (family,) = check([draft], against=archive).families
    assert family.source.document == "draft"


def test_an_edited_submission_is_not_taken_for_later(folder: Path) -> None:
    """Of a file that the archive had in another version nothing says that its copies were there first."""
    (folder / "drafts" / "copy.txt").write_text(f"{ORIGINAL} {FURTHER}", encoding="utf-8")
    (folder / "archive" / "older.txt").unlink()
    reasons = [
        [
            clue.reason
            for family in check("drafts/copy.txt", against="archive", edited=edited).families
            for member in family.members
            for clue in member.evidence
            if clue.kind == "time"
        ]
        for edited in ((), ("drafts/copy.txt",))
    ]
    assert reasons == [["copy.txt was handed in to be held against archive/old.txt"], []]


def test_wordings_of_ones_own_count_in_a_check(tmp_path: Path) -> None:
    """The setting `credits` is heard, as in a scan."""
    own = tmp_path / "mine.json"
    own.write_text('{"outlets": [{"name": "Kelp & Kin", "aliases": ["Kelpkin"]}]}', encoding="utf-8")
    archive = [Document("old", ORIGINAL, outlet="Kelp & Kin"), Document("other", OTHER)]
    text = f"{ORIGINAL} Kelpkin reports."
    report = check(
        [Document("draft", text, outlet="Post")], against=archive, settings=Settings(credits=str(own))
    )
    (member,) = [one for family in report.families for one in family.members if one.document == "draft"]
    assert member.credit.name == "Kelp & Kin"


@pytest.mark.parametrize("name", ["half \ud800 a pair", "a null \0", "x" * 5000])
def test_articles_of_a_program_may_have_paths_that_no_file_can_have(folder: Path, name: str) -> None:
    """They are on the side that they were given on, and on no other one."""
    ours, theirs = Document("ours", COPY, path=name), Document("theirs", ORIGINAL, path=f"{name}\ud800")
    report = check([ours], folder / "drafts", against=[theirs])
    assert ("ours", "theirs") in sides(report)
    assert report.submissions is not None
    assert "theirs" not in report.submissions
