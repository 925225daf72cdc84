"""What a tree shows of one link: the audit of the credit, the changes, and the ledger."""

from __future__ import annotations

from collections.abc import Iterator

from syndetect.counting import percent, plural
from syndetect.model import CREDIT_KINDS, Change, Clue, Credit, CreditAudit, Document, Member
from syndetect.reporters.escape import clip
from syndetect.reporters.terminal.view import View, name_of, safe
from syndetect.reporters.wording import AUDIT_MARKS, AUDIT_WORDS, CREDIT_WORDS, change_words

_QUOTED, _CLUES, _ALTERED = 60, 20, 40
_TOLD, _SHORT = 6, 36
"""Altered facts in a member's line, and their cells on either side."""

LOG_ODDS = "+ for, − against, in log odds: 1.1 is three to one, 3.0 twenty to one"


def credit_words(document: Document, member: Member, *, quoted: bool = True) -> Iterator[str]:
    """The member's credit with a mark, and how many of its derived words no credit covers.

    With `quoted` the words of the credit follow.
    """
    if not quoted:
        document = Document(document.id, "")
    credit, audit = member.credit, member.audit
    if audit is None and member.source is None:
        # Where the source is not known, no credit can be wrong.
        if CREDIT_KINDS[credit.kind].given:
            yield _said(document, credit)
        return
    if audit is None:
        kind = CREDIT_KINDS[credit.kind]
        mark = "✓" if kind.given else AUDIT_MARKS[kind.verdict]
        yield f"{mark} {_said(document, credit) if kind.given else CREDIT_WORDS[credit.kind]}"
        return
    yield f"{AUDIT_MARKS[audit.verdict]} {_audited(document, credit, audit)}"
    if audit.uncredited_words:
        yield f"{plural(audit.uncredited_words, 'word')} uncredited"


def _audited(document: Document, credit: Credit, audit: CreditAudit) -> str:
    if audit.verdict == "unread" and audit.reason:
        return audit.reason
    if audit.verdict in {"own", "uncredited", "unread"}:
        return AUDIT_WORDS[audit.verdict]
    said = _said(document, credit)
    extra = AUDIT_WORDS[audit.verdict]
    if audit.verdict == "open":
        return f"{said}, and {extra}"
    return f"{said} ({extra})" if extra else said


def _said(document: Document, credit: Credit) -> str:
    words = CREDIT_WORDS[credit.kind].format(clip(safe(credit.name) or "somebody", 40))
    if credit.begin is None or credit.end is None or not document.text:
        return words
    quoted = clip(safe(document.text[credit.begin : credit.end]), 40)
    return f"{words}: “{quoted}”" if quoted else words


def changes_words(member: Member, *, whole: bool = True) -> Iterator[str]:
    """The altered facts, with `whole` also how many words were cut and added."""
    changes = member.changes
    if changes is None:
        return
    facts = [change for change in changes.altered if change.kind != "headline"]
    worded = [change_words(change, _SHORT) for change in facts[:_TOLD]]
    if len(facts) > _TOLD:
        worded.append(f"{len(facts) - _TOLD:,} more")
    if worded:
        yield f"told otherwise: {worded[0]}"
        yield from worded[1:]
    if not whole:
        return
    if changes.cut_words:
        yield f"{plural(changes.cut_words, 'word')} cut"
    if changes.added_words:
        yield f"{plural(changes.added_words, 'word')} of its own"


def second_words(view: View, member: Member) -> Iterator[str]:
    """The second sources of a member."""
    for second in member.also:
        name = name_of(view.document(second.document), 60)
        yield f"and from {name}, which alone has {percent(second.coverage)} of its wording"


def ledger(view: View, member: Member) -> Iterator[str]:
    """The evidence of the link, a line for each clue: weight in log odds, reason, quoted words."""
    for clue in member.evidence[:_CLUES]:
        yield f"{_weight(clue)}  {clue.kind}: {safe(clue.reason)}{_quoted(view, clue)}"


def _weight(clue: Clue) -> str:
    sign = {"for": "+", "against": "−", "neutral": "±"}[clue.sign]
    return f"{sign}{clue.weight:.1f}"


def _quoted(view: View, clue: Clue) -> str:
    if clue.document is None or clue.begin is None or clue.end is None:
        return ""
    words = safe(view.document(clue.document).text[clue.begin : clue.end])
    return f": “{clip(words, _QUOTED)}”" if words else ""


def altered(member: Member) -> Iterator[str]:
    """A line for each altered fact."""
    if member.changes is None:
        return
    for change in member.changes.altered[:_ALTERED]:
        yield _altered(change)


def _altered(change: Change) -> str:
    return f"{change.kind}: {change_words(change, _QUOTED)}"
