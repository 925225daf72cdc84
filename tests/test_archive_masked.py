"""An index that keeps no texts: what it finds is where it is, and what it cannot know it does not say."""

from __future__ import annotations

import json
import re
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings, strategies
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from stories import FURNITURE, SUBJECTS, article
from test_archive import ARTICLES, NUMBERS, SMALL, task, told
from test_reporters_html import data_of

from syndetect import Index, check, render
from syndetect.archive.container import MAGIC
from syndetect.archive.positions import (
    HIDDEN,
    TextAtHand,
    hidden,
    invented,
    laid_over,
    packed_positions,
    positions_of,
    unpacked_positions,
)
from syndetect.cli.app import app
from syndetect.errors import ArchiveError
from syndetect.model import Document
from syndetect.pipeline import index_families, indexing
from syndetect.plugins import names
from syndetect.records import load_report

WIRE = article(*SUBJECTS[0][:8])
PLAIN = replace(SMALL, furniture_articles=0)
"""Without lines that are learned: what becomes furniture later is not taken out of what is there."""


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """An index of a few articles, without their texts."""
    some = [
        Document(
            "wire/ferry",
            WIRE,
            outlet="Wire",
            published="2026-03-01T08:00:00Z",
            meta={"body": WIRE, "status": "ok"},
        ),
        Document("other/one", article(*SUBJECTS[1][:8]), outlet="Other", published="2026-03-01T09:00:00Z"),
    ]
    indexing.build(tmp_path / "index", [some], task(PLAIN), texts=False)
    return tmp_path / "index"


def test_a_copy_is_found_where_it_stands(index: Path) -> None:
    """With the places that the texts themselves would give, and the words that both have."""
    draft = Document("draft", f"Rain fell all over the county on Sunday night.\n\n{WIRE}", outlet="Echo")
    report = check([draft], against=index, settings=PLAIN)
    (pair,) = report.pairs
    assert pair.relation == "copy"
    assert pair.right == "wire/ferry"
    for passage in pair.passages:
        ours = draft.text[passage.left.begin : passage.left.end]
        assert WIRE[passage.right.begin : passage.right.end] == ours
        assert report.document("wire/ferry").text[passage.right.begin : passage.right.end] == ours
    assert report.document("wire/ferry").masked
    assert not report.document("draft").masked


def test_what_the_submission_does_not_have_stays_hidden(index: Path) -> None:
    """Not a word of an archived article comes back that was not handed in."""
    half = WIRE[: WIRE.index(SUBJECTS[0][4])]
    report = check([Document("draft", half, outlet="Echo")], against=index, settings=PLAIN)
    shown = report.document("wire/ferry").text
    assert len(shown) == len(WIRE)
    assert HIDDEN in shown
    assert set(re.findall(r"\w+", shown)) <= set(re.findall(r"\w+", half))
    assert report.pairs[0].evidence.coverage_right < 0.7


def test_no_text_is_in_the_files(index: Path) -> None:
    """Nor in fields of the input that nobody knows."""
    kept = b"".join(file.read_bytes() for file in index.iterdir())
    assert MAGIC in kept
    with Path(index, "manifest.sqlite").open("rb") as file:
        assert b"ferry" in file.read()
    (one,) = [one for one in _records(index) if one.id == "wire/ferry"]
    assert one.text == ""
    assert one.meta == {"status": "ok"}


def _records(index: Path) -> list[Document]:
    from syndetect.archive.kept import Kept

    kept = Kept(index)
    return [kept.document(place) for place in range(len(kept))]


def test_a_form_that_was_filled_in_otherwise_is_no_copy(tmp_path: Path) -> None:
    """Names and figures are not kept, but that they are some is: a form is told from what was taken."""
    form = (
        "{0} said it will pay a quarterly dividend of {1} cents a share on {2} 15, to holders of record on "
        "{2} 1. It paid {3} cents in the quarter before. {0} has {4} million shares outstanding."
    )
    fillings = [
        ("Harbour Mills", 12, "March", 11, 40),
        ("Nordvik Power", 31, "June", 30, 7),
        ("Bell Foods", 5, "May", 6, 120),
    ]
    archived = [
        Document(f"form/{at}", form.format(*one), outlet="Wire") for at, one in enumerate(fillings[:2])
    ]
    indexing.build(tmp_path / "index", [archived], task(PLAIN), texts=False)
    report = check(
        [Document("new", form.format(*fillings[2]), outlet="Wire")],
        against=tmp_path / "index",
        settings=PLAIN,
    )
    assert not report.pairs


def test_a_credit_that_is_not_kept_is_not_called_missing(index: Path) -> None:
    """An archived article that is later than the submission has a credit that nobody read."""
    early = Document("early", WIRE, outlet="Echo", published="2026-02-01T08:00:00Z")
    report = check([early], against=index, settings=PLAIN)
    credits = {member.document: member.credit.kind for family in report.families for member in family.members}
    assert credits.get("wire/ferry") in (None, "unread") or report.families[0].source.document == "wire/ferry"
    assert all(member.changes is None for family in report.families for member in family.members)


@pytest.mark.parametrize(
    "format", [name for name in names("reporters") if name not in ("graphml", "gexf", "notebook", "html")]
)
def test_every_format_says_so(index: Path, format: str) -> None:
    """Whoever reads a finding learns that the other text was not there."""
    report = check([Document("draft", WIRE, outlet="Echo")], against=index, settings=PLAIN)
    shown = render(report, format)
    assert any(
        word in shown
        for word in ("keeps no text", "by its fingerprints alone", '"masked":true', '"masked": true')
    )


def _pages(index: Path) -> tuple[str, dict[str, Any], dict[str, Any]]:
    """A draft with half of the wire, the data of its page beside the index, and beside the articles."""
    half = WIRE[: WIRE.index(SUBJECTS[0][4])]
    draft = Document("draft", f"Rain fell all over the county on Sunday night.\n\n{half}", outlet="Echo")
    wire = Document("wire/ferry", WIRE, outlet="Wire", published="2026-03-01T08:00:00Z")
    page, known = (
        data_of(render(check([draft], against=each, settings=PLAIN), "html")) for each in (index, [wire])
    )
    return draft.text, page, known


def test_a_page_tells_passages_by_their_places(index: Path) -> None:
    """Where the articles themselves have them, in a text of the real length, and with the reason."""
    draft, page, known = _pages(index)
    (pair,), (alike,) = page["pairs-0"], known["pairs-0"]
    assert pair["passages"]
    assert [passage[:4] for passage in pair["passages"]] == [passage[:4] for passage in alike["passages"]]
    texts = [next(text for text in page["texts-0"] if (HIDDEN in text) is masked) for masked in (False, True)]
    assert texts[0] == draft
    assert len(texts[1]) == len(WIRE)
    for own_begin, own_end, begin, end, *_ in pair["passages"]:
        assert draft[own_begin:own_end] == texts[1][begin:end] == WIRE[begin:end]
    assert any("keeps no text" in reason for reason in pair["reasons"])


def test_a_page_has_no_text_of_the_archive(index: Path) -> None:
    """No three words in a row that stand in the archived article alone, packed into the page or not."""
    draft, page, known = _pages(index)

    def runs_of(text: str) -> set[tuple[str, ...]]:
        found = re.findall(r"\w+", text)
        return set(zip(found, found[1:], found[2:], strict=False))

    secret = runs_of(WIRE) - runs_of(draft)
    assert len(secret) > 40
    assert secret & runs_of(json.dumps(known, ensure_ascii=False))
    assert not secret & runs_of(json.dumps(page, ensure_ascii=False))


def test_a_report_is_read_back(index: Path) -> None:
    """Places lie inside of what is shown."""
    report = check([Document("draft", WIRE, outlet="Echo")], against=index, settings=PLAIN)
    (index.parent / "report.json").write_text(render(report, "json"), encoding="utf-8")
    again = load_report(index.parent / "report.json")
    assert again.document("wire/ferry").masked
    assert [one.reason for one in again.notes] == [one.reason for one in report.notes]


def test_what_needs_texts_says_what_to_do(index: Path, tmp_path: Path) -> None:
    """Families of the whole archive, and another index made of this one."""
    with pytest.raises(ArchiveError, match="index build NEW PATH"):
        index_families(index, settings=PLAIN)
    done = CliRunner().invoke(app, ["index", "build", str(tmp_path / "other"), "--from", str(index)])
    assert done.exit_code == 2
    assert "keeps no texts" in done.stderr


def test_known_articles_are_known_by_their_digests(index: Path) -> None:
    """The same text is passed over, another one under its id is told."""
    same = Document(
        "wire/ferry",
        WIRE,
        outlet="Wire",
        published="2026-03-01T08:00:00Z",
        meta={"body": WIRE, "status": "ok"},
    )
    changed = indexing.add(index, [[same, replace(same, id="other/one")]], task(PLAIN))
    assert changed.known == 1
    assert "--replace" in changed.skipped[0].reason
    assert (
        indexing.add(index, [[replace(same, text=WIRE + " And more.")]], task(PLAIN), replace=True).replaced
        == 1
    )


def test_an_archived_article_that_is_checked_again_lends_its_text(tmp_path: Path) -> None:
    """It is at hand, so it is shown, and not held against itself."""
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(WIRE, encoding="utf-8")
    indexing.build(tmp_path / "index", [tmp_path / "a.txt", tmp_path / "b.txt"], task(PLAIN), texts=False)
    report = check(tmp_path / "a.txt", against=tmp_path / "index", settings=PLAIN)
    assert [(pair.left, pair.right) for pair in report.pairs] == [("a.txt", "b.txt")]
    assert not report.document("a.txt").masked
    assert report.document("b.txt").masked


def test_the_command_builds_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And `info` says what it is."""
    monkeypatch.chdir(tmp_path)
    Path("archive").mkdir()
    Path("archive/a.txt").write_text(WIRE, encoding="utf-8")
    runner = CliRunner()
    assert runner.invoke(app, ["index", "build", "kept", "archive", "--no-text", "-q"]).exit_code == 0
    assert "not kept" in runner.invoke(app, ["index", "info", "kept"]).stdout
    assert (
        json.loads(runner.invoke(app, ["index", "info", "kept", "--format", "json"]).stdout)["texts"] is False
    )
    assert runner.invoke(app, ["index", "verify", "kept"]).exit_code == 0
    assert Index.open("kept").info().articles == 1


TEXTS = strategies.text(strategies.sampled_from("ab Ö.\n,1“”'船京 "), max_size=200)


@given(TEXTS, TEXTS)
@settings(max_examples=200, deadline=None)
def test_positions_survive_and_lay_over(text: str, other: str) -> None:
    """Whatever the text: the same length, and every word that shows is the other's."""
    kept = positions_of(text, "en")
    again = unpacked_positions(packed_positions(kept))
    for name in ("begins", "ends", "kinds", "at", "hashes"):
        assert (getattr(kept, name) == getattr(again, name)).all()
    for way in (hidden, invented):
        assert len(laid_over(again, [TextAtHand(other)], way)) == len(text)
    if len(kept) >= 2 * kept.run:
        own = laid_over(again, [TextAtHand(text)], hidden)
        assert HIDDEN not in own.replace(text, "") or any(char in text for char in "船京")


@given(strategies.binary(max_size=200))
@settings(max_examples=200, deadline=None)
def test_damaged_positions_are_refused(raw: bytes) -> None:
    """Nothing but a ValueError comes of any bytes."""
    good = packed_positions(positions_of(WIRE, "en"))
    for some in (raw, good[: len(raw)], raw + good, good[: len(good) // 2] + raw):
        try:
            unpacked_positions(some)
        except ValueError:
            continue
        assert some[: len(good)] == good


class MaskedHistories(RuleBasedStateMachine):
    """An index without texts that articles come to and leave, beside one that was made at once."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.path = Path(self._folder.name) / "index"
        self.held: dict[str, Document] = {}
        self.rounds = 0

    @initialize(first=NUMBERS)
    def build(self, first: list[int]) -> None:
        """A new index."""
        some = [ARTICLES[number] for number in first]
        indexing.build(self.path, [some], task(PLAIN), texts=False)
        self.held = {one.id: one for one in some}

    @rule(numbers=NUMBERS)
    def add(self, numbers: list[int]) -> None:
        """Add what may be there already."""
        some = [ARTICLES[number] for number in numbers]
        changed = indexing.add(self.path, [some], task(PLAIN))
        assert changed.known == sum(one.id in self.held for one in some)
        self.held |= {one.id: one for one in some}

    @precondition(lambda self: len(self.held) > 1)
    @rule()
    def remove(self) -> None:
        """Let every third one go."""
        gone = set(sorted(self.held)[::3])
        indexing.remove(self.path, lambda rows: [row.key for row in rows if row.id in gone], task(PLAIN))
        self.held = {id: one for id, one in self.held.items() if id not in gone}

    @rule()
    def merge(self) -> None:
        """Make one segment of all."""
        indexing.merge(self.path, task(PLAIN))

    @invariant()
    def equal_to_one_made_at_once(self) -> None:
        """A check says the same, byte for byte."""
        if not self.held:
            return
        self.rounds += 1
        other = Path(self._folder.name) / f"other{self.rounds}" / "index"
        other.parent.mkdir()
        indexing.build(other, [list(self.held.values())], task(PLAIN), texts=False)
        asked = [replace(one, id=f"new/{one.id}") for one in ARTICLES[self.rounds :: 20]]
        one, two = (told(check(asked, against=path, settings=PLAIN)) for path in (self.path, other))
        assert one.replace(str(self.path), "") == two.replace(str(other), "")

    def teardown(self) -> None:
        """Nothing is left behind."""
        self._folder.cleanup()


TestMaskedHistories = MaskedHistories.TestCase
TestMaskedHistories.settings = settings(
    max_examples=5, stateful_step_count=5, deadline=None, suppress_health_check=list(HealthCheck)
)


def test_a_notice_that_becomes_furniture_later_is_left_out(tmp_path: Path) -> None:
    """What the index learns after an article came holds for it, too, where passages are told."""
    notice = f"{FURNITURE[0]} to readers of the evening edition, and to all who write to its editors"
    some = [replace(one, text=f"{one.text}\n\n{notice}", outlet="Post") for one in ARTICLES[:12]]
    indexing.build(tmp_path / "index", [some[:1]], task(), texts=False)
    indexing.add(tmp_path / "index", [some[1:]], task())
    new = Document("new", f"{article(*SUBJECTS[2][:6])}\n\n{notice}", outlet="Post")
    report = check([new], against=tmp_path / "index", settings=SMALL)
    for pair in report.pairs:
        mine = "left" if pair.left == "new" else "right"
        assert all(getattr(passage, mine).end <= new.text.index(notice) for passage in pair.passages)


def test_a_wire_that_both_may_have_is_no_copy_of_the_archived_one(tmp_path: Path) -> None:
    """What the archived article says of its source is not known, so nobody is said to be from it."""
    body = article(*SUBJECTS[0][:8])
    held = Document("a", f"{body}\n\nReported from the harbour by our staff.", outlet="Post")
    new = Document("b", f"{body}\n\n(Reuters)", outlet="Echo")
    indexing.build(tmp_path / "index", [[held]], task(PLAIN), texts=False)
    report = check([new], against=tmp_path / "index", settings=PLAIN)
    (pair,) = report.pairs
    assert pair.derived
    assert pair.direction in ("undetermined", "common-source")
    assert all(member.source is None for family in report.families for member in family.members)
