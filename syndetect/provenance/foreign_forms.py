"""What a translation keeps of the language it was made from, as evidence of its direction."""

from __future__ import annotations

from collections.abc import Iterator

from syndetect.attribution.profile import Profile
from syndetect.crosslingual.foreign_traces import TraceKind, foreign_traces
from syndetect.crosslingual.translation_notes import translation_note
from syndetect.model import Document, Span
from syndetect.text.identify import language_of
from syndetect.text.language_words import language_words
from syndetect.text.lexicon import code

_KEPT: dict[TraceKind, tuple[str, str]] = {
    "name": ("foreign-name", "names places and people as"),
    "unit": ("foreign-unit", "measures by the units of"),
    "figure": ("foreign-figure", "writes figures as"),
    "marks": ("foreign-marks", "has the quotation marks of"),
    "phrase": ("foreign-phrase", "leaves names untranslated that are"),
    "script": ("foreign-script", "has words in the letters of"),
}
"""By kind the row of its weight, and what is said of it."""

_CAPITAL_NOUNS = frozenset(("de", "lb"))


def kept_forms(source: Profile, target: Profile) -> Iterator[tuple[str, str, Span]]:
    """The row of each kind of trace of the source's language in the target, its reason and its first place.

    Where the target credits somebody no form counts: a credit is foreign for another reason.
    """
    mine, theirs = target.document, source.document
    note = translation_note(mine.text, _language(mine), _language(theirs))
    if note is not None:
        words = mine.text[note.begin : note.end]
        reason = f"{target.id} says that it was translated from the language of {source.id}: {words}"
        yield "foreign-note", reason, note
    found: dict[TraceKind, list[tuple[str, Span]]] = {}
    for trace in foreign_traces(mine.text, _language(mine), theirs.text, _language(theirs)):
        if not any(_overlap(trace.span, credit.begin, credit.end) for credit in target.credits):
            found.setdefault(trace.kind, []).append((trace.words, trace.span))
    for kind, traces in found.items():
        row, does = _KEPT[kind]
        named = ", ".join(dict.fromkeys(words for words, _ in traces[:3]))
        reason = f"{target.id} {does} {language_words(_language(theirs))}, as {source.id} does: {named}"
        yield row, reason, traces[0][1]


def introduces_in_capitals(document: Document) -> bool:
    """Whether any noun of the text has a capital: there a noun before a name looks like a given name."""
    return _language(document) in _CAPITAL_NOUNS


def _language(document: Document) -> str:
    return (code(document.language) if document.language else None) or language_of(document.text)


def _overlap(span: Span, begin: int | None, end: int | None) -> bool:
    return begin is not None and end is not None and span.begin < end and begin < span.end
