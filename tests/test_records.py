"""The published JSON: written, read back, and refused when it is not whole."""

from __future__ import annotations

import copy
import io
import json
from dataclasses import asdict, fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reports import compare_report, nothing_report, scan_report

from syndetect.errors import InputError, ReportError
from syndetect.model import (
    RELATIONS,
    Bridge,
    Change,
    Changes,
    Clue,
    Credit,
    CreditAudit,
    Document,
    Evidence,
    Exchange,
    Family,
    LedgerLine,
    Member,
    Pair,
    Passage,
    Report,
    Run,
    SecondSource,
    Skipped,
    Source,
    Span,
    SupportedSpan,
    Versions,
)
from syndetect.records import (
    dumps,
    from_dict,
    load_report,
    parts,
    pieces,
    quick_dumps,
    records,
    schema,
    to_dict,
)

VALIDATOR = jsonschema.Draft202012Validator(schema())

words = st.text(max_size=12)
maybe = st.none() | words
shares = st.integers(0, 10_000).map(lambda whole: whole / 10_000)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=6,
)
figures = {item.name: st.integers(0, 10**6) if item.type == "int" else shares for item in fields(Evidence)}


def spans(text: str) -> st.SearchStrategy[Span]:
    """A stretch of the text."""
    ends = st.tuples(*[st.integers(0, len(text))] * 2)
    return ends.map(lambda pair: Span(min(pair), max(pair)))


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Any report of the model with figures that are rounded already."""
    names = sorted(draw(st.lists(words, min_size=2, max_size=4, unique=True)))
    documents = [
        Document(
            name,
            draw(words),
            *(draw(maybe) for _ in range(6)),
            draw(st.dictionaries(words, json_values, max_size=2)),
        )
        for name in names
    ]
    texts = {item.id: item.text for item in documents}
    left, right = draw(st.permutations(names))[:2]
    passage = st.builds(
        Passage,
        spans(texts[left]),
        spans(texts[right]),
        st.sampled_from(["verbatim", "edited", "reworded", "quote"]),
        shares,
    )
    pair = Pair(
        left,
        right,
        draw(st.sampled_from(RELATIONS)),
        draw(shares),
        draw(st.sampled_from(["left-from-right", "right-from-left", "common-source", "undetermined"])),
        draw(st.builds(Evidence, **figures)),
        tuple(draw(st.lists(passage, max_size=2))),
        tuple(draw(st.lists(words, max_size=2))),
    )
    credit = draw(
        st.just(Credit("none")) | spans(texts[left]).map(lambda at: Credit("named", "x", at.begin, at.end))
    )
    mine, theirs = draw(spans(texts[left])), draw(spans(texts[right]))
    clue = Clue("credit", "for", 2.5, draw(words), left, mine.begin, mine.end)
    changes = Changes(
        (Change("number", draw(words), draw(words), theirs, mine), Change("headline", "x", "y")),
        (theirs,),
        (mine,),
        draw(st.integers(0, 9)),
    )
    audit = CreditAudit(
        "part", draw(st.integers(0, 9)), 0, "text", draw(st.sampled_from([None, "end"])), "why"
    )
    member = Member(
        left,
        "copy",
        right,
        draw(shares),
        draw(shares),
        credit,
        draw(shares),
        (SecondSource(right, draw(shares)),),
        (clue, Clue("time", "neutral", 0.0, "r")),
        draw(st.sampled_from([None, audit])),
        draw(st.sampled_from([None, changes])),
    )
    family = Family(
        draw(words),
        Source(
            draw(st.sampled_from([None, right])),
            draw(maybe),
            draw(shares),
            tuple(draw(st.lists(words, max_size=2))),
            (SupportedSpan(left, mine.begin, mine.end, (right,)),),
        ),
        (member, Member(right, "copy", None, 1.0, 0.5)),
        (names[0],),
        draw(st.integers(0, 5)),
        (Versions((left, right), draw(st.sampled_from([None, left]))),),
        ((left, right),),
        (Bridge(left, right, "r"),),
    )
    chosen = (pair,) * draw(st.integers(0, 1)), (family,) * draw(st.integers(0, 1))
    kept = {side for pair in chosen[0] for side in (pair.left, pair.right)}
    for item in chosen[1]:
        kept |= {left, right, *item.same_story, item.source.document}  # type: ignore[arg-type]
    return Report(
        Run(
            draw(words),
            draw(words),
            draw(shares),
            {"read": draw(shares)},
            {"documents": draw(st.integers(0, 9))},
        ),
        draw(st.dictionaries(words, json_values, max_size=2)),
        tuple(item if item.id in kept else replace(item, text="") for item in documents),
        tuple(draw(st.lists(st.builds(Skipped, words, words), max_size=2))),
        *chosen,
        (
            Exchange(
                "x", "y", 3, 1, 0.1, 0.9, 0, 0.0, 1.0, 9, 4, -2.5, None, None, enough=draw(st.booleans())
            ),
        ),
    )


@given(reports())
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_round_trip(report: Report) -> None:
    """A report comes back from its JSON as it was, and the JSON keeps to the schema."""
    data = to_dict(report)
    assert from_dict(data) == report
    text = "".join(pieces(data))
    text.encode()
    assert from_dict(json.loads(text)) == report
    VALIDATOR.validate(json.loads(text))


def damaged(path: list[str | int], value: Any) -> dict[str, Any]:
    """The scan's JSON with one value replaced."""
    data = copy.deepcopy(to_dict(scan_report()))
    place: Any = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return data


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (["pairs", 1, "relation"], "stolen", r"pairs\[1\]\.relation is 'stolen'; valid are: copy,"),
        (["pairs", 2, "evidence", "order"], "much", r"pairs\[2\]\.evidence\.order is 'much', not a number"),
        (
            ["pairs", 2, "evidence", "order"],
            1.5,
            r"pairs\[2\]\.evidence\.order is 1\.5; it must be from 0 to 1",
        ),
        (["pairs", 2, "evidence", "bits"], float("inf"), r"evidence\.bits is inf; it must be 0 or more"),
        (["pairs", 0, "passages", 0, "left", "begin"], -1, r"passages\[0\]\.left\.begin is -1"),
        (
            ["pairs", 0, "passages", 0, "left", "end"],
            10**9,
            r"passages\[0\]\.left is no stretch of a text of \d+",
        ),
        (["pairs", 0, "left"], "nowhere", r"pairs\[0\]\.left is 'nowhere', which is no document"),
        (["documents", 3, "words"], True, r"documents\[3\]\.words is true, not a whole number"),
        (["documents", 3, "meta"], [], r"documents\[3\]\.meta is a list, not an object"),
        (["documents", 3, "id"], "bay/own.txt", r"documents\[3\]\.id is a second 'bay/own\.txt'"),
        (["documents"], {}, r"documents is an object, not a list"),
        (["families", 1, "members", 0, "from"], "nowhere", r"families\[1\]\.members\[0\]\.from is 'nowhere'"),
        (
            ["families", 1, "members", 0, "credit", "end"],
            None,
            r"members\[0\]\.credit has a begin without an end",
        ),
        (["families", 1, "members", 0, "credit", "end"], 10**6, r"members\[0\]\.credit lies outside"),
        (["families", 1, "source", "document"], "nowhere", r"families\[1\]\.source\.document is 'nowhere'"),
        (["families", 1, "same_story"], ["nowhere"], r"families\[1\]\.same_story\[0\] is 'nowhere'"),
        (
            ["families", 1, "members", 0, "evidence"],
            [{"kind": "time", "sign": "for", "weight": -1, "reason": "r"}],
            r"evidence\[0\]\.weight is -1; it must be 0 or more",
        ),
        (
            ["families", 1, "members", 0, "evidence"],
            [{"kind": "credit", "sign": "for", "weight": 1, "reason": "r", "document": "nowhere"}],
            r"evidence\[0\]\.document is 'nowhere'",
        ),
        (
            ["families", 1, "members", 0, "changes"],
            {"cut": [], "added": [{"begin": 0, "end": 10**6}]},
            r"changes\.added\[0\] lies outside",
        ),
        (["families", 1, "copies"], [["nowhere"]], r"families\[1\]\.copies is 'nowhere'"),
        (
            ["families", 1, "source", "inferred"],
            [{"document": "nowhere", "begin": 0, "end": 1, "support": []}],
            r"inferred\[0\]\.document is 'nowhere'",
        ),
        (["outlets"], [{"outlet": 3}], r"outlets\[0\]\.outlet is 3, not a string"),
        (["run", "stages", "read"], None, r"run\.stages\.read is null, not a number"),
        (["skipped"], [7], r"skipped\[0\] is 7, not an object"),
    ],
)
def test_damage_is_located(path: list[str | int], value: Any, message: str) -> None:
    """A value that does not belong is named with its path."""
    with pytest.raises(ReportError, match=message):
        from_dict(damaged(path, value))


def test_missing_key_is_located() -> None:
    """A key that is missing is named with its path, unless it has a default."""
    data = to_dict(scan_report())
    del data["pairs"][0]["evidence"]["bits"]
    assert from_dict(data).pairs[0].evidence.bits == 0.0
    del data["pairs"][0]["relation"]
    with pytest.raises(ReportError, match=r"pairs\[0\]\.relation is missing"):
        from_dict(data)


def test_unknown_keys_are_left_aside() -> None:
    """A report of the same schema with additions of a later version is read."""
    data = to_dict(scan_report())
    data["documents"][0]["reading_age"] = 12
    assert from_dict(data) == from_dict(to_dict(scan_report()))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            {"schema": "syndetect/report/2"},
            "is of schema 'syndetect/report/2', and this version reads .*upgrade",
        ),
        ({"schema": 1}, "not a syndetect report"),
        ({}, "not a syndetect report"),
        ([], "not a syndetect report"),
    ],
)
def test_other_schemas_are_refused(data: Any, message: str) -> None:
    """What is not ours is told apart from what is of another version."""
    with pytest.raises(ReportError, match=message):
        from_dict(data)


@pytest.mark.parametrize("report", [scan_report(), compare_report(), nothing_report()])
def test_schema_holds(report: Report) -> None:
    """The hand-made reports, whole and record by record, keep to the published schema."""
    VALIDATOR.validate(to_dict(report))
    for record in records(report):
        kind = record.pop("type")
        if kind == "run":
            assert record.pop("schema") == "syndetect/report/1"
            record.pop("settings")
            record.pop("models")
            record.pop("submissions")
        checker = jsonschema.Draft202012Validator({"$ref": f"#/$defs/{kind}", "$defs": schema()["$defs"]})
        checker.validate(record)


def test_schema_is_complete() -> None:
    """Every property of the schema is described, and nothing else is allowed beside the open objects."""
    jsonschema.Draft202012Validator.check_schema(schema())

    def walk(part: Any, path: str) -> None:
        if isinstance(part, dict):
            for name, described in part.get("properties", {}).items():
                assert described.get("description") or "const" in described, f"{path}.{name}"
            if part.get("type") == "object":
                name = path.rpartition(".")[2]
                assert "additionalProperties" in part, path
                assert (part["additionalProperties"] is True) == (name in {"meta", "settings"}), path
            for key, inner in part.items():
                walk(inner, f"{path}.{key}")

    walk(schema(), "")


def test_keys_keep_the_order_of_the_format() -> None:
    """Keys stand in the order that the schema lists them in."""
    data, published = to_dict(scan_report()), schema()
    assert list(data) == list(published["properties"])
    for key, name in (
        ("documents", "document"),
        ("pairs", "pair"),
        ("families", "family"),
        ("skipped", "skipped"),
    ):
        known = list(published["$defs"][name]["properties"])
        assert list(data[key][0]) == [entry for entry in known if entry in data[key][0]]


def test_text_only_where_it_is_needed() -> None:
    """A document without a relation has no text in the report, and comes back with an empty one."""
    data = to_dict(scan_report())
    with_text = {item["id"] for item in data["documents"] if "text" in item}
    assert with_text == {item["id"] for item in data["documents"]} - {"north/garden.txt"}
    assert from_dict(data).document("north/garden.txt").text == ""


def test_figures_are_rounded() -> None:
    """Figures have four places and no negative zero; the user's own numbers stay as they are."""
    report = scan_report()
    pair = replace(report.pairs[0], confidence=2 / 3, evidence=Evidence(resemblance=-0.0))
    own = replace(report.documents[0], meta={"weight": 1 / 3, "day": date(2026, 3, 4), "odd": float("nan")})
    data = to_dict(replace(report, pairs=(pair,), families=(), documents=(own, *report.documents[1:])))
    assert data["pairs"][0]["confidence"] == 0.6667
    assert dumps(data["pairs"][0]["evidence"]["resemblance"]) == "0.0"
    assert data["documents"][0]["meta"] == {"weight": 1 / 3, "day": "2026-03-04", "odd": None}


def test_no_figure_is_nan() -> None:
    """A figure that is not finite is an error, never NaN in a file that nobody else can read."""
    report = compare_report()
    broken = replace(report.pairs[0], confidence=float("nan"))
    with pytest.raises(ValueError, match="must be finite"):
        to_dict(replace(report, pairs=(broken,)))


def test_meta_that_holds_itself() -> None:
    """A value that contains itself ends in … instead of an endless report."""
    loop: list[Any] = []
    loop.append(loop)
    report = nothing_report()
    own = replace(report.documents[0], meta={"loop": loop})
    assert "…" in dumps(to_dict(replace(report, documents=(own,))))


def test_every_text_encodes() -> None:
    """Line ends and half surrogates are escaped, two halves side by side do not become one character."""
    for text in ("a\u2028b\u2029c\x85", "caf\udce9.txt", "\\\ud800", "\\\u2028"):
        encoded = dumps([text]).encode()
        assert len(encoded.decode().splitlines()) == 1
        assert json.loads(encoded) == [text]
    assert json.loads(dumps("\ud83d\ude00!")) == "\ufffd\ude00!"


rounded = st.integers(-(10**11), 10**11).map(lambda whole: whole / 10_000)
plain_values: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | rounded
    | st.text(st.characters(), max_size=12),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=6), inside, max_size=3),
    max_leaves=12,
)


@given(plain_values)
def test_records_are_spelt_as_everything_else(value: Any) -> None:
    """The quick way to write a record gives the same characters as the plain one."""
    assert quick_dumps(value) == dumps(value)


def test_records_are_made_one_at_a_time() -> None:
    """What is written piece by piece is the whole report."""
    for report in (scan_report(), compare_report(), nothing_report()):
        assert "".join(pieces(parts(report))) == "".join(pieces(to_dict(report)))


@pytest.mark.parametrize("name", ["value", "coefficient", "adds"])
def test_a_ledger_is_finite(name: str) -> None:
    """What is not finite is refused wherever it stands, and never becomes null."""
    report = compare_report()
    pair = report.pairs[0]
    assert pair.ledger
    figure: Any = float("nan")
    broken = replace(pair, ledger=(replace(pair.ledger[0], **{name: figure}),))
    with pytest.raises(ValueError, match="must be finite"):
        list(pieces(parts(replace(report, pairs=(broken,)))))


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\u200f", "\u061c", "\x9b", "\x7f", "\ufeff", "\u2028"])
def test_what_steers_a_screen_is_an_escape(sign: str) -> None:
    """A parser gives the character back; whoever looks at the file does not meet it."""
    for value in (f"a{sign}b", f"é{sign}"):
        assert sign not in dumps({value: [value]})
        assert json.loads(dumps({value: [value]})) == {value: [value]}


def test_records_come_in_order() -> None:
    """The run comes first, then documents, skipped, pairs and families."""
    report = scan_report()
    kinds = [record["type"] for record in records(report)]
    counts = (
        ("run", 1),
        ("document", len(report.documents)),
        ("skipped", len(report.skipped)),
        ("pair", len(report.pairs)),
        ("family", len(report.families)),
    )
    assert kinds == [kind for kind, count in counts for _ in range(count)]


def test_load_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A report is read from a file or standard input, in any encoding that JSON may have."""
    expected = from_dict(to_dict(scan_report()))
    text = "".join(pieces(to_dict(scan_report())))
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        path = tmp_path / f"{encoding}.json"
        path.write_text(text, encoding=encoding)
        assert load_report(path) == expected
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert load_report("-") == expected


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "report.json: not a JSON file"),
        (b'{"schema": "syndetect/report/1"', "not a JSON file"),
        (b"[" * 100_000, "nested too deeply to be a report"),
        (b"\xff\x00\xff", "not a JSON file"),
        (b'{"schema": NaN}', "NaN is no JSON number"),
        (b'{"type": "run"}\n{"type": "document"}\n', "this is ndjson, .* save with --format json"),
        (b'{"schema": "syndetect/report/1"}', "report.json: the report is damaged: run is missing"),
    ],
)
def test_load_report_refuses(tmp_path: Path, content: bytes, message: str) -> None:
    """A file that holds no whole report is refused with its name and what to do."""
    path = tmp_path / "report.json"
    path.write_bytes(content)
    with pytest.raises(ReportError, match=message):
        load_report(path)


def test_load_report_without_a_file(tmp_path: Path) -> None:
    """A path that cannot be read is an input error that names it."""
    with pytest.raises(InputError, match=r"cannot read the report .*missing\.json: No such file"):
        load_report(tmp_path / "missing.json")
    with pytest.raises(InputError, match="cannot read the report"):
        load_report(tmp_path)


def _lines(report: Report) -> dict[tuple[str, str], tuple[LedgerLine, ...]]:
    return {(pair.left, pair.right): pair.ledger for pair in report.pairs}


def test_a_ledger_is_read_as_it_was_written() -> None:
    """Measures, values, coefficients and what they add come back, to four places, the weightiest first."""
    report = scan_report()
    assert any(pair.ledger for pair in report.pairs)
    assert _lines(from_dict(to_dict(report))) == _lines(report)


def test_a_coefficient_is_told_once() -> None:
    """The names and coefficients of measures stand in the report's models, and in no pair."""
    data = to_dict(scan_report())
    names = {measure for measures in data["models"].values() for measure in measures}
    text = json.dumps([pair["ledger"] for pair in data["pairs"]])
    assert names
    assert not [name for name in names if f'"{name}"' in text]


def test_a_ledger_of_lines_is_read_as_well() -> None:
    """Reports had their ledgers written out before they had models: these are read as ever."""
    report = scan_report()
    data = to_dict(report)
    del data["models"]
    for pair, ledger in zip(data["pairs"], (pair.ledger for pair in report.pairs), strict=True):
        pair["ledger"] = [asdict(line) for line in ledger]
    assert _lines(from_dict(data)) == _lines(report)


@pytest.mark.parametrize("figures", [[], [[0.5, 0.25]] * 99, [[0.5]], 7, [["a", "b"]] * 14])
def test_a_ledger_that_fits_no_model_is_damage(figures: Any) -> None:
    """Too few or too many figures, and what is no figure, are refused with the pair's number."""
    data = to_dict(scan_report())
    number, pair = next((row, pair) for row, pair in enumerate(data["pairs"]) if pair["ledger"])
    pair["ledger"] = dict.fromkeys(pair["ledger"], figures)
    with pytest.raises(ReportError, match=rf"pairs\[{number}\].ledger"):
        from_dict(data)
