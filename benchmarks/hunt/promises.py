"""What must hold of a report, whatever articles it is about."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import combinations

from syndetect import check, compare_pairs, doctor, render, scan, why
from syndetect.classify import ledger
from syndetect.errors import InputError
from syndetect.model import Audit, Document, Report, Trace
from syndetect.plugins import names
from syndetect.records import dumps, from_dict, to_dict
from syndetect.reporters.audits import as_json, audit_text, trace_text

FORMATS = names("reporters")


def scanned(documents: Sequence[Document]) -> Report | None:
    """The scan of articles, None where none of them can be used."""
    return _tried(partial(scan, documents))


def compared(documents: Sequence[Document], pairs: Iterable[tuple[str, str]]) -> Report | None:
    """Listed pairs compared, None where none of them can be."""
    return _tried(partial(compare_pairs, list(pairs), documents))


def checked(documents: Sequence[Document], against: Sequence[Document]) -> Report | None:
    """Articles held against others, None where one side has none."""
    return _tried(partial(check, documents, against=against))


def _tried(make: Callable[[], Report]) -> Report | None:
    try:
        return make()
    except InputError:
        return None


def every_pair(documents: Sequence[Document]) -> Iterator[tuple[str, str]]:
    """All pairs of articles, now and then the other way round."""
    for number, (one, other) in enumerate(combinations(documents, 2)):
        yield (one.id, other.id) if number % 3 else (other.id, one.id)


def broken(report: Report) -> Iterator[str]:
    """What does not hold of a report, a sentence each."""
    for fault in report.faults:
        yield f"fault: {fault.what} ({fault.stage}): {fault.error}\n{fault.trace}"
    yield from _untold(report)
    yield from _circles(report)
    yield from _figures(report)
    yield from _ledgers(report)
    try:
        text = dumps(to_dict(report))
        # Ranges of figures, ids and offsets are all looked at when a report is read.
        if dumps(to_dict(from_dict(json.loads(text)))) != text:
            yield "a report that is read back is another one"
    except Exception as error:  # noqa: BLE001 - finding these is what this is for
        yield f"the report cannot be saved and read: {type(error).__name__}: {error}"


def _untold(report: Report) -> Iterator[str]:
    """Derived pairs whose ends are not of one family, and that no bridge names."""
    bridges = {(one.left, one.right): one.reason for family in report.families for one in family.bridges}
    listed = {pair for pair in bridges if bridges[pair]}
    for pair in report.pairs:
        family = report.family_of(pair.left)
        if not pair.derived or pair.left == pair.right or (family and family is report.family_of(pair.right)):
            continue
        if (pair.left, pair.right) not in listed and report.submissions is None:
            yield f"{pair.left!r} and {pair.right!r} are of no family and no bridge"


def _circles(report: Report) -> Iterator[str]:
    """Trees that lead back to where they began, or out of their family; members without their place."""
    for family in report.families:
        above = {member.document: member.source for member in family.members}
        if len(above) < 2 or len(above) != len(family.members) or family.id != min(above):
            yield f"the family {family.id!r} has the members {sorted(above)}"
        for start in above:
            at, steps = start, 0
            while (source := above.get(at)) is not None and steps <= len(above):
                at, steps = source, steps + 1
            if steps > len(above) or at not in above:
                yield f"the sources of {start!r} lead in a circle or out of the family"
        for member in family.members:
            if member.document in {second.document for second in member.also} or member.source in {
                second.document for second in member.also
            }:
                yield f"{member.document!r} has a source twice, or itself"
        if family.source.document is not None and above.get(family.source.document) is not None:
            yield f"the source of {family.id!r} has a source"
        if set(family.same_story) & above.keys():
            yield f"members of {family.id!r} tell its story independently"


def _figures(report: Report) -> Iterator[str]:
    for document in report.documents:
        if document.words < 0:
            yield f"{document.id!r} has {document.words} words"
    for family in report.families:
        for member in family.members:
            audit = member.audit
            if audit is not None and not 0 <= audit.uncredited_words <= audit.derived_words:
                yield f"{member.document!r} has {audit}"


_SIGNS = {"for": 1.0, "against": -1.0, "neutral": 0.0}
_ROUNDED = 0.01


def _ledgers(report: Report) -> Iterator[str]:
    """Links and verdicts whose evidence, as it is explained, does not add up to what is said."""
    for pair in report.pairs:
        words = [report.document(id).words for id in (pair.left, pair.right)]
        boilerplate = pair.evidence.boilerplate_left, pair.evidence.boilerplate_right
        left, right = (count - furniture for count, furniture in zip(words, boilerplate, strict=True))
        for entry in ledger(pair.evidence, left, right):
            if not all(math.isfinite(figure) for figure in (entry.value, entry.coefficient, entry.adds)):
                yield f"the ledger of {pair.left!r} and {pair.right!r} has no figure for {entry.measure}"
    for family in report.families:
        for member in family.members:
            if member.source is not None and not member.evidence:
                yield f"nothing is said for {member.document!r} being from {member.source!r}"
            if member.source is None:
                continue
            total = sum(_SIGNS[clue.sign] * clue.weight for clue in member.evidence)
            if abs(total - math.log(member.certainty / (1 - member.certainty))) > _ROUNDED:
                yield f"{member.document!r}: the evidence sums to {total:.2f}, at {member.certainty:.4f}"


def bare(report: Report) -> str:
    """A report as JSON, without what differs between two equal runs."""
    record = to_dict(report)
    del record["run"]
    for document in record["documents"]:
        del document["line"], document["record"]
    return dumps(record)


def shown(report: Report, format: str, *, explain: bool) -> Iterator[str]:
    """What is wrong with a report in one format."""
    text = render(report, format, width=80, explain=explain)
    if "which this format could not show" in text:
        yield f"{format} cannot show a part: {text[text.index('which this format') - 200 :][:600]}"
    if format in _LINES and (odd := _STEERING.search(text)) is not None:
        yield f"{format} passes {odd[0]!r} on: {text[max(0, odd.start() - 80) : odd.end() + 80]!r}"


_LINES = {"terminal", "markdown", "github", "csv", "junit", "sarif", "json", "ndjson"}
_STEERING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def asked(documents: Sequence[Document]) -> Iterator[str]:
    """What is wrong with why and doctor for some articles."""
    try:
        trace: Trace = why(documents[0].id, documents[1].id, documents)
        audit: Audit = doctor(documents, sample=3)
    except InputError:
        return
    for fault in (*trace.faults, *audit.faults):
        yield f"fault: {fault.what} ({fault.stage}): {fault.error}\n{fault.trace}"
    for text in (trace_text(trace, 60), audit_text(audit, 60), as_json(trace), as_json(audit)):
        "".join(text).encode("utf-8", "backslashreplace")
