"""Plain dicts and lists -> Report, with every type and range checked and the path of a bad value named."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from os import PathLike
from pathlib import Path
from typing import Any, NoReturn

from syndetect.errors import ArgumentError, InputError, ReportError
from syndetect.model import SCHEMA, Changes, Family, Member, Pair, Report, Span
from syndetect.records.checks import BadValueError, converter
from syndetect.records.ledgers import with_lines

_AGAIN = "make it again with --format json"


def load_report(path: str | PathLike[str]) -> Report:
    """Load a saved report, to read it or to show it in another format.

    Args:
        path: a JSON file, or a folder of Parquet tables; "-" is JSON on standard input.

    Returns:
        The report that was saved, without the traces of its faults.

    Raises:
        InputError: the file or folder cannot be read.
        ReportError: it is not a whole report of syndetect, or of another version of the format.
        ArgumentError: `path` is not a path.

    >>> import pathlib, tempfile
    >>> from syndetect import render, scan
    >>> report = scan("corpus/")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = pathlib.Path(folder, "report.json")
    ...     _ = file.write_text(render(report, "json"), encoding="utf-8")
    ...     repr(load_report(file)) == repr(report)
    True
    """
    given: Any = path
    if not isinstance(given, str | PathLike):
        kind = type(given).__name__
        raise ArgumentError(f"a value of type {kind} is no path; pass that of a saved report")
    name = "standard input" if str(path) == "-" else str(path)
    try:
        if name == str(path) and Path(path).is_dir():
            return from_dict(_tables(Path(path)))
    except ReportError as error:
        raise ReportError(f"{name}: {error}") from error
    try:
        data = sys.stdin.buffer.read() if str(path) == "-" else Path(path).read_bytes()
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise InputError(f"cannot read the report {name}: {why}; check the path") from error
    try:
        return from_dict(_parsed(data))
    except ReportError as error:
        raise ReportError(f"{name}: {error}") from error


def from_dict(data: Mapping[str, Any]) -> Report:
    """The report that `to_dict` wrote; keys that this version does not know are ignored.

    Raises ReportError when it is not a report of syndetect, is of another schema version, or is damaged.
    """
    _check_schema(data)
    try:
        report: Report = converter(Report)(with_lines(data))
        _check_names(report)
    except BadValueError as bad:
        where = "".join(bad.path).lstrip(".") or "the report"
        raise ReportError(f"the report is damaged: {where} {bad}; {_AGAIN}") from None
    return report


def _tables(folder: Path) -> Any:
    from syndetect.records import parquet_tables

    return parquet_tables.read(folder)


def _parsed(data: bytes) -> Any:
    try:
        return json.loads(data, parse_constant=_no_constant)
    except RecursionError:
        raise ReportError(f"is nested too deeply to be a report; {_AGAIN}") from None
    except ValueError as error:
        if data.lstrip()[:1] == b"{" and b'\n{"type"' in data:
            raise ReportError(
                "this is ndjson, which holds no whole report; save with --format json"
            ) from error
        raise ReportError(f"not a JSON file ({error}); {_AGAIN}") from error


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")


def _check_schema(data: Any) -> None:
    schema = data.get("schema") if isinstance(data, Mapping) else None
    if schema == SCHEMA:
        return
    if isinstance(schema, str) and schema.startswith("syndetect/report/"):
        raise ReportError(
            f"the report is of schema {schema!r}, and this version reads {SCHEMA!r}: "
            "upgrade syndetect, or make the report again with this version"
        )
    raise ReportError(f'not a syndetect report: its "schema" is not {SCHEMA!r}; {_AGAIN}')


def _check_names(report: Report) -> None:
    """Raise BadValueError for an id that is not a document's, or a span that is not inside its text."""
    texts: dict[str, int] = {}
    for number, document in enumerate(report.documents):
        if document.id in texts:
            raise BadValueError(f"is a second {document.id!r}", f".documents[{number}].id")
        texts[document.id] = len(document.text)
    for number, pair in enumerate(report.pairs):
        _check_pair(pair, texts, f".pairs[{number}]")
    for number, family in enumerate(report.families):
        _check_family(family, texts, f".families[{number}]")
    for number, submission in enumerate(report.submissions or ()):
        _known(submission, texts, f".submissions[{number}]")
    for number, finding in enumerate(report.findings):
        if report.between(finding.submission, finding.source) is None:
            sides = f"{finding.submission!r} and {finding.source!r}"
            raise BadValueError(f"is about {sides}, which are no pair of the report", f".findings[{number}]")


def _check_pair(pair: Pair, texts: dict[str, int], path: str) -> None:
    for side, document in (("left", pair.left), ("right", pair.right)):
        _known(document, texts, f"{path}.{side}")
    sides: tuple[tuple[str, Callable[[Any], Span], int], ...] = (
        ("left", lambda passage: passage.left, texts[pair.left]),
        ("right", lambda passage: passage.right, texts[pair.right]),
    )
    for number, passage in enumerate(pair.passages):
        for side, span_of, length in sides:
            span = span_of(passage)
            if not span.begin <= span.end <= length:
                where = f"{path}.passages[{number}].{side}"
                raise BadValueError(f"is no stretch of a text of {length} characters", where)


def _check_family(family: Family, texts: dict[str, int], path: str) -> None:
    if family.source.document is not None:
        _known(family.source.document, texts, f"{path}.source.document")
    for number, document in enumerate(family.same_story):
        _known(document, texts, f"{path}.same_story[{number}]")
    for number, sentence in enumerate(family.source.inferred):
        where = f"{path}.source.inferred[{number}]"
        _known(sentence.document, texts, f"{where}.document")
        _inside(sentence.begin, sentence.end, texts[sentence.document], where)
    for number, member in enumerate(family.members):
        _check_member(member, texts, f"{path}.members[{number}]")
    named = [
        *(("versions", id) for chain in family.versions for id in (*chain.documents, chain.copied)),
        *(("copies", id) for group in family.copies for id in group),
        *(("bridges", id) for bridge in family.bridges for id in (bridge.left, bridge.right)),
    ]
    for key, id in named:
        if id is not None:
            _known(id, texts, f"{path}.{key}")


def _check_member(member: Member, texts: dict[str, int], where: str) -> None:
    _known(member.document, texts, f"{where}.document")
    if member.source is not None:
        _known(member.source, texts, f"{where}.from")
    _inside(member.credit.begin, member.credit.end, texts[member.document], f"{where}.credit")
    for number, second in enumerate(member.also):
        _known(second.document, texts, f"{where}.also[{number}].document")
    for number, clue in enumerate(member.evidence):
        clue_path = f"{where}.evidence[{number}]"
        if clue.document is not None:
            _known(clue.document, texts, f"{clue_path}.document")
            _inside(clue.begin, clue.end, texts[clue.document], clue_path)
    for number, span in enumerate(member.audit.credited if member.audit is not None else ()):
        _inside(span.begin, span.end, texts[member.document], f"{where}.audit.credited[{number}]")
    if member.changes is not None:
        _check_changes(member, member.changes, texts, f"{where}.changes")


def _check_changes(member: Member, changes: Changes, texts: Mapping[str, int], where: str) -> None:
    mine, theirs = texts[member.document], texts.get(member.source or "", 0)
    spans = [
        *(
            (f"altered[{number}].source", change.source, theirs)
            for number, change in enumerate(changes.altered)
        ),
        *(
            (f"altered[{number}].target", change.target, mine)
            for number, change in enumerate(changes.altered)
        ),
        *((f"cut[{number}]", span, theirs) for number, span in enumerate(changes.cut)),
        *((f"added[{number}]", span, mine) for number, span in enumerate(changes.added)),
    ]
    for name, span, length in spans:
        if span is not None:
            _inside(span.begin, span.end, length, f"{where}.{name}")


def _inside(begin: int | None, end: int | None, length: int, path: str) -> None:
    if (begin is None) != (end is None):
        raise BadValueError("has a begin without an end, or an end without a begin", path)
    if begin is not None and end is not None and not begin <= end <= length:
        raise BadValueError("lies outside the document's text", path)


def _known(id: str, texts: Mapping[str, int], path: str) -> None:
    if id not in texts:
        raise BadValueError(f"is {id!r}, which is no document of the report", path)
