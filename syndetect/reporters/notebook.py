"""What a notebook shows of a report: a line of figures and the largest families, as a small table."""

from __future__ import annotations

from html import escape
from itertools import islice

from syndetect.model import Family, Report
from syndetect.reporters.escape import spelled
from syndetect.reporters.outline import head_document

_ROWS = 10
_HEADING = ("source", "title", "members", "relations", "independent tellings")


def table(report: Report) -> str:
    """The table as HTML; text from articles is escaped."""
    rows = [_row(report, family) for family in islice(report.families, _ROWS)]
    more = len(report.families) - len(rows)
    note = f"<p>{more} more in <code>report.families</code></p>" if more else ""
    head = "".join(f"<th>{name}</th>" for name in _HEADING)
    body = "".join(f"<tr>{''.join(f'<td>{_text(cell)}</td>' for cell in row)}</tr>" for row in rows)
    whole = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>" if rows else ""
    return f"<div><p>{_text(repr(report))}</p>{whole}{note}</div>"


def _row(report: Report, family: Family) -> tuple[str, ...]:
    source = family.source
    titles = {document.id: document.title for document in report.documents}
    name = head_document(family, titles.get)
    derived = [member.relation for member in family.members if member.document != source.document]
    counts = [f"{derived.count(name)} {name}" for name in dict.fromkeys(derived)]
    return (
        source.name or source.document or "not known",
        titles.get(name) or name,
        str(len(family.members)),
        ", ".join(counts),
        str(len(family.same_story)),
    )


def _text(value: str) -> str:
    return escape(spelled(value[:200]))
