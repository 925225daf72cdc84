"""The documents and families that the page can show, each with the number by which its data names it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from syndetect.families.outlet_exchange import spellings
from syndetect.gates.stable_names import name_of
from syndetect.model import CREDIT_KINDS, Credit, Document, Family, Member, Pair, Report
from syndetect.reporters.outline import head_document, is_directed, ordered
from syndetect.reporters.wording import date_words
from syndetect.text.language_words import language_words

NO_CREDIT, VAGUE, CREDITED, NOT_ASKED = 0, 1, 2, -1
"""Whether a pair's derived side credits its source; NOT_ASKED where nothing is derived."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A report with its related documents and its families in the order in which the page numbers them."""

    report: Report
    documents: tuple[Document, ...]
    number: dict[str, int]
    families: tuple[Family, ...]
    family_of: dict[str, int]
    credit_of: dict[str, Credit]
    member_of: dict[str, Member]
    spelt: Mapping[str, str]
    """The most frequent spelling of each outlet, by its identity."""


def catalogue(report: Report) -> Catalogue:
    """Number the documents of pairs and families; an id without a document gets an empty one."""
    wanted = _related(report)
    known = [document for document in report.documents if document.id in wanted]
    lost = wanted - {document.id for document in known}
    documents = (*known, *(Document(name, "") for name in sorted(lost)))
    families = tuple(ordered(report))
    members = [(number, member) for number, family in enumerate(families) for member in family.members]
    return Catalogue(
        report,
        documents,
        {document.id: number for number, document in enumerate(documents)},
        families,
        {member.document: number for number, member in members},
        {member.document: member.credit for _, member in members},
        {member.document: member for _, member in members},
        spellings(documents),
    )


def document_row(document: Document, *, spoken: bool = False) -> list[object]:
    """A row of the page's list of documents.

    Id, outlet, title, date in words, number of words, address, language (only with `spoken`), its name in a
    file of suppressions (empty where that is the id), and the share and the number of the words that it has
    from all its sources.
    """
    name = name_of(document)
    return [
        document.id,
        document.outlet or "",
        document.title or "",
        date_words(document.published) if document.published else "",
        document.words,
        _address(document.url),
        language_words(document.language) if spoken else "",
        "" if name == document.id else name,
        round(document.total_coverage, 4),
        document.total_derived_words,
    ]


def story_title(catalogue: Catalogue, family: Family) -> str:
    """The headline of the family's head document, or its id where it has none."""

    def title(name: str) -> str | None:
        number = catalogue.number.get(name)
        return catalogue.documents[number].title if number is not None else None

    name = head_document(family, title)
    return title(name) or name


def family_of_pair(catalogue: Catalogue, pair: Pair) -> int:
    """The number of the family of both articles; -1 for none.

    Also the family of one article where the other tells its story independently.
    """
    left, right = catalogue.family_of.get(pair.left, -1), catalogue.family_of.get(pair.right, -1)
    if left == right:
        return left
    for number, other in ((left, pair.right), (right, pair.left)):
        if number >= 0 and other in catalogue.families[number].same_story:
            return number
    return -1


def credit_of_pair(catalogue: Catalogue, pair: Pair) -> int:
    """NO_CREDIT, VAGUE or CREDITED, by the derived article; the weaker one where both are derived.

    NOT_ASKED where the direction is not known.
    """
    if not pair.derived or pair.direction == "undetermined":
        return NOT_ASKED
    sides = [pair.left, pair.right]
    if is_directed(pair):
        sides = [pair.left if pair.direction == "left-from-right" else pair.right]
    else:
        number = catalogue.family_of.get(pair.left)
        source = catalogue.families[number].source.document if number is not None else None
        sides = [side for side in sides if side != source]
    credits = [catalogue.credit_of[side] for side in sides if side in catalogue.credit_of]
    return min((_credited(credit) for credit in credits), default=NOT_ASKED)


def _credited(credit: Credit) -> int:
    if credit.kind == "unread":
        return NOT_ASKED
    if credit.kind == "none":
        return NO_CREDIT
    return CREDITED if CREDIT_KINDS[credit.kind].names else VAGUE


def _related(report: Report) -> set[str]:
    ids = {side for pair in report.pairs for side in (pair.left, pair.right)}
    for family in report.families:
        ids.update(member.document for member in family.members)
        ids.update(member.source for member in family.members if member.source is not None)
        ids.update(family.same_story)
        if family.source.document is not None:
            ids.add(family.source.document)
    return ids


def _address(url: str | None) -> str:
    """The address where it is one of the web (http or https), else empty: a link must never run a script."""
    try:
        return url if url and urlsplit(url).scheme.casefold() in {"http", "https"} else ""
    except ValueError:
        return ""
