"""Errors of our own: whichever step fails, the rest of the report is there and says what is missing."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from reports import scan_report
from stories import CHESS, PIER, VINES, WATER

from syndetect import check, compare, doctor, render, scan, why
from syndetect.attribution.credit_wording import wording
from syndetect.attribution.phrases import NO_PHRASES
from syndetect.cli.app import app
from syndetect.cli.exits import Code, run
from syndetect.errors import InputError, InternalError
from syndetect.families.batches import Batch, Common, Group, built
from syndetect.faults import contained, described, named
from syndetect.model import Document, Fault, Pair, Report
from syndetect.pipeline.chunks import Chunk
from syndetect.pipeline.judging import NO_CORPUS, judge_chunk
from syndetect.pipeline.workers import Workers
from syndetect.plugins import names
from syndetect.records import dumps, from_dict, schema, to_dict
from syndetect.settings import Settings

pytestmark = pytest.mark.faulty

BAD = "Nobody reads the word quoxalot without failing here."
"""What the steps that are made to fail look for."""

DOCUMENTS = [
    Document("bad", f"{PIER}\n{BAD}", "Press", None, "2024-03-01"),
    Document("bad-copy", PIER, "Herald", None, "2024-03-02"),
    Document("good", VINES, "Press", None, "2024-03-01"),
    Document("good-copy", f"{VINES}\nThe council meets on Monday.", "Herald", None, "2024-03-02"),
    Document("other", CHESS, "Times"),
]


def boom(*_: Any, **__: Any) -> Any:
    """Fail whatever is asked."""
    raise KeyError((0, 2))


class PanicException(BaseException):
    """What a library in Rust raises when it breaks a promise of its own."""


def test_a_panic_of_a_library_is_a_fault_and_an_interrupt_is_none() -> None:
    """Python takes both for interrupts; only that of the user ends the run."""
    faults: list[Fault] = []
    with contained(faults, "align", "one pair"):
        raise PanicException("not a boundary")
    assert [fault.what for fault in faults] == ["one pair"]
    with pytest.raises(KeyboardInterrupt), contained(faults, "align", "one pair"):
        raise KeyboardInterrupt
    assert len(faults) == 1


def failing(true: Callable[..., Any], tells: Callable[..., bool]) -> Callable[..., Any]:
    """A function that does what another one does, and fails where `tells` says so of its arguments."""

    def step(*given: Any, **named: Any) -> Any:
        if tells(*given):
            raise KeyError((0, 2))
        return true(*given, **named)

    return step


def about_bad(*given: Any) -> bool:
    """Whether the bad text, or its id among ids, is part of what a step is given."""
    return any(
        BAD in str(getattr(one, "text", one)) or (isinstance(one, (list, tuple)) and about_bad(*one))
        for one in given
        if isinstance(one, (str, Document, list, tuple))
    )


def of_bad(ids: Any, *_: Any) -> bool:
    """Whether a family is that of the bad text."""
    return "bad" in ids


def from_bad(source: Document, *_: Any) -> bool:
    """Whether a comparison is with the bad text."""
    return source.id == "bad"


def bad_words(_: Any, left: int, right: int) -> bool:
    """Whether a verdict is on a text as long as the bad one."""
    return len(DOCUMENTS[0].text.split()) in (left, right)


STEPS = {
    "fingerprint": ("syndetect.pipeline.searching.fingerprint", about_bad, "fingerprint", ["bad"]),
    "tokens": ("syndetect.pipeline.judging.tokenise", about_bad, "normalise", ["bad"]),
    "verdict": ("syndetect.pipeline.judging.judge", bad_words, "align", ["bad", "bad-copy"]),
    "credits": ("syndetect.attribution.profile.find_credits", about_bad, "families", ["bad"]),
    "names": ("syndetect.attribution.profile.introductions", about_bad, "families", ["bad"]),
    "family": ("syndetect.families.batches.family_of", of_bad, "families", ["bad", "bad-copy"]),
    "changes": ("syndetect.changes.changes_between", from_bad, "changes", ["bad", "bad-copy"]),
}
"""For each step the name it is looked up by, what makes it fail, the stage that is named, and the ids."""


def broken(monkeypatch: pytest.MonkeyPatch, step: str) -> tuple[str, list[str]]:
    """Make a step fail for the bad text; the stage and the ids that a report has to name."""
    import importlib

    place, tells, stage, ids = STEPS[step]
    module, _, name = place.rpartition(".")
    home = importlib.import_module(module)
    monkeypatch.setattr(home, name, failing(getattr(home, name), tells))
    return stage, ids


def sides(report: Report) -> set[tuple[str, str]]:
    """The pairs of a report."""
    return {(pair.left, pair.right) for pair in report.pairs}


@pytest.mark.parametrize("step", STEPS)
def test_a_step_that_fails_for_one_text_leaves_the_rest(step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other family of a scan is there in full, and one fault names the step and the text."""
    whole = scan(DOCUMENTS)
    stage, ids = broken(monkeypatch, step)
    report = scan(DOCUMENTS)
    (fault,) = report.faults
    assert (fault.stage, list(fault.documents)) == (stage, ids)
    assert fault.error.startswith("KeyError: (0, 2) at ")
    assert report.family_of("good") == whole.family_of("good") is not None
    assert report.between("good", "good-copy") == whole.between("good", "good-copy")
    assert [one.id for one in report.documents] == [one.id for one in whole.documents]


@pytest.mark.parametrize("step", STEPS)
def test_a_failing_step_of_a_check_is_contained(step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A check, too, has the findings of the other submission."""
    stage, ids = broken(monkeypatch, step)
    report = check(DOCUMENTS[1:4:2], against=[DOCUMENTS[0], DOCUMENTS[2], DOCUMENTS[4]])
    assert [(fault.stage, list(fault.documents)) for fault in report.faults] == [(stage, ids)]
    assert ("good", "good-copy") in sides(report)


@pytest.mark.parametrize("step", ["tokens", "verdict"])
def test_a_pair_that_cannot_be_judged_is_named(step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A comparison of two texts without a verdict has a fault and no pair; why has all gates before it."""
    stage, _ = broken(monkeypatch, step)
    report = compare(DOCUMENTS[0], DOCUMENTS[1])
    assert (report.pairs, [fault.stage for fault in report.faults]) == ((), [stage])
    trace = why("bad", "bad-copy", DOCUMENTS)
    assert trace.pair is None
    assert [fault.stage for fault in trace.faults][:1] == [stage]
    assert (trace.steps[0].name, trace.steps[-1].passed) == ("read", False)


def test_a_search_that_fails_leaves_the_articles(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without candidates there are no pairs, and the report says why instead of looking clean."""
    monkeypatch.setattr("syndetect.engines.local.candidates", boom)
    report = scan(DOCUMENTS)
    assert [fault.stage for fault in report.faults] == ["candidates"]
    assert len(report.documents) == len(DOCUMENTS)
    assert "No article was found to be derived" in render(report)
    assert "missing: all pairs and families" in render(report, width=200)


def test_pairs_that_cannot_be_grouped_are_still_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pairs need no families to be reported."""
    monkeypatch.setattr("syndetect.families.grouped", boom)
    report = scan(DOCUMENTS)
    assert (len(report.pairs), report.families, len(report.faults)) == (2, (), 1)


@pytest.mark.faulty
@pytest.mark.parametrize("step", ["visits", "elsewhere", "compiled", "_bridges", "_grounds", "directed"])
def test_a_step_across_families_that_fails_leaves_the_families(
    step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is looked for from one family to another costs itself alone: pairs and families stand."""
    whole = scan(DOCUMENTS)
    monkeypatch.setattr(f"syndetect.families.{step}", boom)
    report = scan(DOCUMENTS)
    assert [fault.stage for fault in report.faults] == ["families"]
    members = [[member.document for member in family.members] for family in report.families]
    assert members == [[member.document for member in family.members] for family in whole.families] != []
    assert len(report.pairs) == len(whole.pairs)


@pytest.mark.parametrize(
    ("place", "empty"),
    [
        ("syndetect.pipeline.auditing.search", ("exact", "excerpts")),
        ("syndetect.pipeline.auditing.overlaps", ("exact",)),
        ("syndetect.pipeline.auditing.would_be_found", ("excerpts",)),
    ],
)
def test_doctor_says_what_it_could_not_measure(
    place: str, empty: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One of its measures failing, it has the others, and the text says which one is missing."""
    from syndetect.reporters.audits import as_json, audit_text

    monkeypatch.setattr(place, boom)
    audit = doctor(DOCUMENTS)
    assert [fault.stage for fault in audit.faults] == ["candidates"]
    assert [name for name in ("exact", "excerpts", "curve") if not getattr(audit, name)] == list(empty)
    assert "could not be measured" in "".join(audit_text(audit, 80))
    assert "trace" not in json.loads("".join(as_json(audit)))["faults"][0]


def test_a_reader_that_fails_costs_its_file_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other files are read, the one is skipped with the reason, and is a fault."""
    from syndetect.readers.text import read_text

    for document in DOCUMENTS:
        (tmp_path / f"{document.id}.txt").write_text(document.text, "utf-8")
    monkeypatch.setattr(
        "syndetect.readers.text.read_text", failing(read_text, lambda _, origin, *__: origin.id == "bad.txt")
    )
    report = scan(tmp_path)
    assert [fault.stage for fault in report.faults] == ["read"]
    assert [item.source for item in report.skipped] == [str(tmp_path / "bad.txt")]
    assert ("good-copy.txt", "good.txt") in sides(report)


def test_an_author_that_cannot_be_told_costs_the_author_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The article itself is read."""
    (tmp_path / "a.txt").write_text(f"By Anna Torvald\n\n{PIER}", "utf-8")
    monkeypatch.setattr("syndetect.pipeline.reading.author", boom)
    report = scan(tmp_path)
    assert [document.id for document in report.documents] == ["a.txt"]
    assert [fault.stage for fault in report.faults] == ["read"]


def test_nothing_read_for_an_error_of_ours_is_no_mistake_of_the_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where not one article is left for such an error, it is told as one, with exit code 3."""
    (tmp_path / "a.txt").write_text(PIER, "utf-8")
    monkeypatch.setattr("syndetect.readers.text.read_text", boom)
    with pytest.raises(InternalError, match="please report"):
        scan(tmp_path)
    assert run(app, ["scan", str(tmp_path)], "syndetect") == Code.INTERNAL


@pytest.mark.parametrize("kept", [KeyboardInterrupt, MemoryError, InputError, OSError])
def test_other_errors_keep_their_meaning(kept: type[BaseException]) -> None:
    """Interrupts, want of memory, a full disk and what a user can mend end the run as ever."""
    faults: list[Fault] = []
    with pytest.raises(kept), contained(faults, "align", "a pair"):
        raise kept
    assert faults == []


def test_an_error_is_told_on_one_short_line() -> None:
    """Whatever an error quotes, its line stays a line."""
    told = described(KeyError("a\nb" * 1000))
    assert "\n" not in told
    assert len(told) < 400
    assert named(["a", "b", "c", "d", "e"]) == "a, b, c and 2 more"


def test_workers_contain_errors_as_well() -> None:
    """A chunk or a family that fails in another process comes back as a fault with what is left."""
    texts = tuple(DOCUMENTS[2:4])
    chunk = Chunk((*texts, Document("broken", None)), ((0, 1), (0, 2)))  # type: ignore[arg-type]
    broken = Pair("good", "good-copy", "copy", 1.0, "undetermined", None)  # type: ignore[arg-type]
    group = Group(texts, {("good", "good-copy"): broken}, frozenset(), {}, {}, {})
    batch = Batch((group,), Common(wording(), NO_PHRASES, several=True))
    with Workers(2) as workers:
        workers.start(10_000)
        (judged,) = workers.mapped(_judged, [chunk])
        ((families, faults),) = workers.mapped(built, [batch])
    assert [(pair.left, pair.right) for pair in judged.pairs] == [("good", "good-copy")]
    assert [(fault.stage, fault.documents) for fault in judged.faults] == [("normalise", ("broken",))]
    assert families == [None]
    assert [fault.documents for fault in faults] == [("good", "good-copy")]


def _judged(chunk: Chunk) -> Any:
    return judge_chunk(chunk, NO_CORPUS, Settings())


def faulty_report() -> Report:
    """A report with two faults, one of which holds what a terminal or a page could obey."""
    hostile = Fault("families", "the family of <b>\x1b[31m,=1+1", ("wire/ferry.txt",), "KeyError: '\u202e'")
    return replace(scan_report(), faults=(Fault("align", "the pair of x and y", ("x", "y"), "E"), hostile))


@pytest.mark.parametrize("format", names("reporters"))
def test_every_format_says_that_something_is_missing(format: str) -> None:
    """What is missing and the error stand in the text, whatever the format, and obey nobody."""
    text = render(faulty_report(), format, width=300)
    assert "the pair of x and y" in text.replace("&#34;", "")
    assert "KeyError" in text
    assert "\x1b[31m" not in text
    assert ("\u202e" in text) <= (format in ("json", "ndjson"))


@pytest.mark.parametrize("format", names("reporters"))
def test_a_format_without_faults_says_nothing_of_errors(format: str) -> None:
    """A sound report looks as ever."""
    text = render(scan_report(), format, width=300)
    assert "rror in syndetect" not in text.replace("An error in syndetect", "")


def test_faults_come_back_from_json() -> None:
    """A saved report has its faults, valid by the schema."""
    import jsonschema

    record = json.loads(dumps(to_dict(faulty_report())))
    jsonschema.validate(record, schema())
    assert from_dict(record).faults == faulty_report().faults
    del record["faults"]
    assert from_dict(record).faults == ()


@pytest.mark.parametrize("format", names("reporters"))
def test_a_part_that_a_format_cannot_show_is_named(format: str) -> None:
    """A pair with no evidence breaks every format; all else is shown, and the pair is a fault."""
    report = scan(DOCUMENTS)
    bad = [replace(one, evidence=None) if one.left == "bad" else one for one in report.pairs]  # type: ignore[arg-type]
    text = render(replace(report, pairs=tuple(bad)), format, width=300)
    assert "the pair of bad and bad-copy, which this format could not show" in text
    assert format == "html" or any(one in text for one in ("good-copy", "Press, good"))


def test_a_report_that_cannot_be_shown_at_all_is_an_error() -> None:
    """Where the frame itself fails, the error is raised as it is."""
    with pytest.raises(AttributeError):
        render(replace(scan_report(), run=None), "json")  # type: ignore[arg-type]


def saved(tmp_path: Path, report: Report) -> str:
    """The file that a report is saved in."""
    file = tmp_path / "report.json"
    file.write_text(dumps(to_dict(report)), "utf-8")
    return str(file)


def test_rendering_a_report_with_faults_ends_in_three(tmp_path: Path) -> None:
    """What is missing may be what would have failed, so a gate is never passed without a word."""
    result = CliRunner().invoke(app, ["render", saved(tmp_path, faulty_report())])
    assert Code.INTERNAL in (result.return_value, result.exit_code)
    assert "missing: the pair of x and y (align: E); please report this line" in result.stderr


def test_the_commands_end_in_three(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every command that meets a fault writes its report and ends in 3; --debug shows where it arose."""
    for document in DOCUMENTS:
        (tmp_path / f"{document.id}.txt").write_text(document.text, "utf-8")
    listed = tmp_path / "pairs.jsonl"
    listed.write_text(
        '{"left": "bad.txt", "right": "bad-copy.txt"}\n{"left": "good.txt", "right": "other.txt"}\n'
    )
    broken(monkeypatch, "tokens")
    folder, bad, copy = str(tmp_path), str(tmp_path / "bad.txt"), str(tmp_path / "bad-copy.txt")
    commands = [
        ["scan", folder, "--debug"],
        ["check", copy, "--against", folder],
        ["compare", "--pairs", str(listed), "--docs", folder],
        ["compare", bad, copy],
        ["why", "bad.txt", "bad-copy.txt", folder],
    ]
    for command in commands:
        assert run(app, [*command, "--no-progress"], "syndetect") == Code.INTERNAL
        said = capsys.readouterr()
        assert (
            "missing: all that bad.txt has in common with others (normalise: KeyError"
            in said.err.replace(f"{folder}/", "")
            or command[1] == bad
        )
        assert said.out
        assert ("Traceback" in said.err) == ("--debug" in command)


def test_a_gate_that_fails_writes_no_baseline(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The report is shown without findings, the baseline stays as it was, and the code is 3."""
    texts = tmp_path / "texts"
    texts.mkdir()
    for document in DOCUMENTS:
        (texts / f"{document.id}.txt").write_text(document.text, "utf-8")
    monkeypatch.setattr("syndetect.gates.gate", boom)
    baseline = tmp_path / "baseline.json"
    command = ["scan", str(texts), "--baseline", str(baseline), "--write-baseline", "--no-progress"]
    assert run(app, command, "syndetect") == Code.INTERNAL
    assert not baseline.exists()
    assert "missing: all findings" in capsys.readouterr().err


def test_faults_are_the_same_whatever_the_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """A report with faults is the same bytes for shuffled input."""
    broken(monkeypatch, "tokens")
    more = [*DOCUMENTS, Document("z", WATER), Document("zz", f"{WATER} {BAD}")]

    def bare(documents: list[Document]) -> str:
        record = to_dict(scan(documents))
        del record["run"]
        return dumps(record)

    assert bare(more) == bare(more[::-1])
