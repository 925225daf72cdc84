"""An index: the same reports as the articles themselves, after whatever happened to it."""

from __future__ import annotations

import itertools
import random
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from stories import FURNITURE, SENTENCES, SUBJECTS, article

from syndetect import Settings, check, scan
from syndetect.archive.segments import Segment
from syndetect.errors import ArchiveError, InputError
from syndetect.model import Document, Report
from syndetect.pipeline import index_families, indexing
from syndetect.pipeline.run_log import RunLog
from syndetect.pipeline.task import Task, opened
from syndetect.records import dumps, to_dict
from syndetect.spill import MEMORY, Budget
from syndetect.views import LINES

# Few articles are many here: what is rare in three is popular in four, and a line in three is furniture.
SMALL = Settings(rare_documents=3, furniture_articles=3, max_candidates=4)
OUTLETS = ("Post", "Echo", None)


def task(given: Settings = SMALL) -> Task:
    """How everything here is read."""
    return Task(given, RunLog(None), Budget(MEMORY))


def told(report: Report) -> str:
    """A report as JSON, without what differs between two equal runs."""
    record = to_dict(report)
    del record["run"]
    return dumps(record)


def made(number: int) -> Document:
    """An article that follows from its number: sentences of a subject, some changed, some from elsewhere."""
    chance = random.Random(number)  # noqa: S311 (no secret)
    subject = chance.choice(SUBJECTS)
    sentences = [*subject[: chance.choice((6, 8, 12))]]
    if chance.random() < 0.3:
        sentences[2:4] = chance.sample(SENTENCES, 2)
    if chance.random() < 0.3:
        sentences = [sentence.replace(" the ", " that ") for sentence in sentences]
    outlet = chance.choice(OUTLETS)
    text = article(*sentences)
    if outlet == "Post":
        text += f"\n\n{chance.choice(FURNITURE)} to {outlet} readers of the evening edition"
    published = chance.choice((None, f"2026-03-{1 + number % 9:02}T10:00:00Z"))
    return Document(
        f"{number % 7}/{number}", text, outlet=outlet, published=published, meta={"number": [number]}
    )


ARTICLES = [made(number) for number in range(60)]
NUMBER = strategies.integers(0, 59)
NUMBERS = strategies.lists(NUMBER, min_size=1, max_size=20, unique=True)


class Histories(RuleBasedStateMachine):
    """An index that articles are added to and removed from in any order, beside the articles themselves."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.path = Path(self._folder.name) / "index"
        self.held: dict[str, Document] = {}
        self.replaced: set[str] = set()
        self.outside = iter(itertools.cycle(ARTICLES))
        days = replace(SMALL, within_hours=50.0)
        self.rules = iter(itertools.cycle((SMALL, days, replace(days, outlets="across"))))

    @initialize(first=NUMBERS)
    def build(self, first: list[int]) -> None:
        """A new index."""
        some = [ARTICLES[number] for number in first]
        indexing.build(self.path, [some], task())
        self.held = {one.id: one for one in some}

    @rule(numbers=NUMBERS)
    def add(self, numbers: list[int]) -> None:
        """Add what may be there already."""
        some = [one for number in numbers if (one := ARTICLES[number]).id not in self.replaced]
        changed = indexing.add(self.path, [some], task())
        assert changed.known == sum(one.id in self.held for one in some)
        self.held |= {one.id: one for one in some}

    @rule(one=NUMBER, text=NUMBER)
    def replace(self, one: int, text: int) -> None:
        """Give an id another text."""
        new = replace(ARTICLES[one], text=ARTICLES[text].text)
        indexing.add(self.path, [[new]], task(), replace=True)
        self.held[new.id] = new
        self.replaced.add(new.id)

    @precondition(lambda self: len(self.held) > 3)
    @rule(seed=strategies.integers(0, 99))
    def remove(self, seed: int) -> None:
        """Let some go, but never all."""
        chance = random.Random(seed)  # noqa: S311 (no secret)
        gone = set(chance.sample(sorted(self.held), chance.randint(1, len(self.held) - 1)))
        indexing.remove(self.path, lambda rows: [row.key for row in rows if row.id in gone], task())
        self.held = {id: one for id, one in self.held.items() if id not in gone}

    @rule()
    def merge(self) -> None:
        """Make one segment of all."""
        indexing.merge(self.path, task())

    @invariant()
    def equal_to_a_folder(self) -> None:
        """A check says the same, byte for byte, whichever it is given."""
        if not self.held:
            return
        asked = [next(self.outside) for _ in range(3)]
        asked = [replace(one, id=f"new/{one.id}") for one in asked]
        chosen = next(self.rules)
        one, two = (
            told(check(asked, against=against, settings=chosen))
            for against in (list(self.held.values()), self.path)
        )
        assert one == two

    def teardown(self) -> None:
        """Nothing is left behind."""
        self._folder.cleanup()


TestHistories = Histories.TestCase
TestHistories.settings = settings(
    max_examples=5, stateful_step_count=5, deadline=None, suppress_health_check=list(HealthCheck)
)


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """An index of forty articles."""
    indexing.build(tmp_path / "index", [ARTICLES[:40]], task())
    return tmp_path / "index"


@given(within=strategies.sampled_from((0.0, 30.0)), outlets=strategies.sampled_from(("all", "across")))
@settings(deadline=None, max_examples=4, suppress_health_check=list(HealthCheck))
def test_dates_and_outlets_are_asked_for_each_time(index: Path, within: float, outlets: str) -> None:
    """An index serves every choice of them, and says what the articles themselves would."""
    chosen = replace(SMALL, within_hours=within, outlets=outlets)
    asked = [replace(one, id=f"new/{one.id}") for one in ARTICLES[30:50]]
    one, two = (told(check(asked, against=each, settings=chosen)) for each in (ARTICLES[:40], index))
    assert one == two


def test_what_is_found_for_a_submission_does_not_depend_on_the_others(index: Path) -> None:
    """Twenty together have the pairs that each has alone."""
    asked = [replace(one, id=f"new/{one.id}") for one in ARTICLES[40:60]]
    chosen = replace(SMALL, furniture_articles=0)
    path = index.parent / "other"
    indexing.build(path, [ARTICLES[:40]], task(chosen))
    together = check(asked, against=path, settings=chosen)
    alone = [check([one], against=path, settings=chosen) for one in asked]
    pairs = {(pair.left, pair.right) for report in alone for pair in report.pairs}
    assert {(pair.left, pair.right) for pair in together.pairs} == pairs
    assert pairs


def test_the_families_of_an_index_are_those_of_a_scan(index: Path) -> None:
    """Byte for byte, whatever was added and removed before."""
    indexing.add(index, [ARTICLES[40:50]], task())
    indexing.remove(index, lambda rows: [row.key for row in rows][::7], task())
    left = sorted(ARTICLES[:50], key=lambda one: one.id)
    left = [one for number, one in enumerate(left) if number % 7]
    assert told(index_families(index, settings=SMALL)) == told(scan(left, settings=SMALL))


def test_new_articles_are_scanned_among_themselves_and_against_an_index(index: Path) -> None:
    """The same beside an index as beside its articles: their own pairs and those of a check, no other."""
    new = [replace(one, id=f"new/{one.id}") for one in ARTICLES[30:60]]
    folder, kept = (scan(new, against=each, settings=SMALL) for each in (ARTICLES[:40], index))
    assert told(folder) == told(kept)
    assert kept.submissions is None
    pairs = {(pair.left, pair.right) for pair in kept.pairs}
    ids = {one.id for one in new}
    across = {pair for pair in pairs if not ids.issuperset(pair)}
    checked = check(new, against=index, settings=SMALL)
    assert across == {(pair.left, pair.right) for pair in checked.pairs}
    assert all(ids & {*pair} for pair in pairs)
    assert pairs - across
    assert ids <= {one.id for one in kept.documents}


def test_what_the_index_has_is_no_new_article(index: Path) -> None:
    """Scanned once more beside its own index, nothing of it is told again."""
    again = replace(ARTICLES[0], id="0/again", text=ARTICLES[1].text)
    report = scan([ARTICLES[0], again], against=index, settings=SMALL)
    assert report.pairs
    assert all("0/again" in (pair.left, pair.right) for pair in report.pairs)


def test_an_article_that_the_index_has_is_not_held_against_itself(tmp_path: Path) -> None:
    """Checked once more under its own path, it is the archive's, as it would be in a folder."""
    for number, one in enumerate(ARTICLES[:6]):
        (tmp_path / f"{number}.txt").write_text(one.text, encoding="utf-8")
    indexing.build(tmp_path / "index", [tmp_path / f"{number}.txt" for number in range(6)], task())
    report = check(tmp_path / "0.txt", against=tmp_path / "index", settings=SMALL)
    assert report.submissions == ("0.txt",)
    assert all(pair.left != f"submission: {pair.right}" for pair in report.pairs)


def test_other_settings_are_refused_with_what_to_do(index: Path) -> None:
    """An index that was made for rarer words does not answer as if it had not been."""
    with pytest.raises(ArchiveError, match=r"rare_documents = 3 and not 4.*index build NEW --from"):
        check([ARTICLES[0]], against=index, settings=replace(SMALL, rare_documents=4))


def test_base_texts_are_those_of_the_index(index: Path, tmp_path: Path) -> None:
    """They shape what articles are found by, so that they cannot be named later."""
    (tmp_path / "form.txt").write_text(ARTICLES[0].text, encoding="utf-8")
    with pytest.raises(InputError, match="index build"):
        check([ARTICLES[0]], against=index, settings=SMALL, ignore=[tmp_path / "form.txt"])


def test_what_is_added_leaves_base_texts_out_as_well(tmp_path: Path) -> None:
    """Without naming them again, and after everything was removed; naming others is refused."""
    (tmp_path / "form.txt").write_text(article(*SUBJECTS[2]), encoding="utf-8")
    path = tmp_path / "index"
    indexing.build(path, [ARTICLES[:2]], opened(SMALL, ignore=[tmp_path / "form.txt"]))
    indexing.remove(path, lambda rows: [row.key for row in rows], task())
    indexing.add(path, [ARTICLES[:9]], task())
    indexing.add(path, [ARTICLES[9:30]], task())
    gone = {document.id for document in ARTICLES[2:12]}
    indexing.remove(path, lambda rows: [row.key for row in rows if row.id in gone], task())
    held = [document for document in ARTICLES[:30] if document.id not in gone]
    asked = [replace(document, id=f"new/{document.id}") for document in ARTICLES[30:]]
    beside = check(asked, against=held, settings=SMALL, ignore=[tmp_path / "form.txt"])
    assert told(check(asked, against=path, settings=SMALL)) == told(beside)
    (tmp_path / "other.txt").write_text(article(*SUBJECTS[1]), encoding="utf-8")
    with pytest.raises(InputError, match="index build"):
        indexing.add(path, [ARTICLES[40:]], opened(SMALL, ignore=[tmp_path / "other.txt"]))


def test_a_known_id_with_another_text_is_skipped_and_told(index: Path) -> None:
    """Nothing is replaced unless that is asked for."""
    changed = indexing.add(index, [[replace(ARTICLES[0], text=ARTICLES[50].text)]], task())
    (skipped,) = changed.skipped
    assert "--replace" in skipped.reason
    assert changed.added == 0
    assert changed.articles == 40


@pytest.mark.parametrize("rule", [{"within_hours": 30.0}, {"outlets": "across"}])
def test_segments_that_cannot_matter_are_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rule: dict[str, object]
) -> None:
    """Of articles too old, or of an outlet that is not to be compared with itself, nothing is looked up."""
    dated = [
        replace(one, outlet="Post", published="2026-03-01T10:00:00Z", text=one.text) for one in ARTICLES[:20]
    ]
    recent = [replace(one, outlet="Echo", published="2026-03-08T10:00:00Z") for one in ARTICLES[20:40]]
    # Nobody stands for an article of the other day.
    recent = [replace(one, text=one.text[::-1]) for one in recent]
    plain = replace(SMALL, furniture_articles=0)
    path, chosen = tmp_path / "index", replace(plain, **rule)  # type: ignore[arg-type]
    indexing.build(path, [dated], task(plain))
    indexing.add(path, [recent], task(plain))
    read: list[int] = []
    for name in ("postings", "mates"):
        known = getattr(Segment, name)

        def noted(segment: Segment, *asked: object, known: object = known) -> object:
            if not (len(asked) == 2 and asked[0] == LINES):
                read.append(segment.number)
            return known(segment, *asked)  # type: ignore[operator]

        monkeypatch.setattr(Segment, name, noted)
    new = replace(recent[0], id="new", outlet="Post")
    report = check([new], against=path, settings=chosen)
    assert set(read) == {2}
    assert report.pairs
    read.clear()
    check([new], against=path, settings=plain)
    assert set(read) == {1, 2}
