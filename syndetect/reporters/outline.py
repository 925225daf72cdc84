"""What reporters for people need of a report: the order of families, their heads, what is in doubt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from syndetect.model import Document, Family, Member, Pair, Report
from syndetect.reporters.wording import RELATION_WORDS


def ordered(report: Report) -> list[Family]:
    """The families as they are shown: the largest first, then by id."""
    return sorted(report.families, key=lambda family: (-len(family.members), family.id))


def derived_members(family: Family) -> int:
    """The number of members that were made from another text, inside or outside the report."""
    return sum(member.document != family.source.document for member in family.members)


def tellers(family: Family) -> tuple[str, ...]:
    """The ids of all articles with the family's story, members or not."""
    return (*(member.document for member in family.members), *family.same_story)


def unrelated(report: Report) -> list[Document]:
    """The articles that were judged and are related to no other, in the report's order.

    A check judges its submissions alone.
    """
    related = {
        side for pair in report.pairs if pair.relation != "unrelated" for side in (pair.left, pair.right)
    }
    for family in report.families:
        related.update(tellers(family))
    judged = None if report.submissions is None else frozenset(report.submissions)
    return [
        document
        for document in report.documents
        if document.id not in related and (judged is None or document.id in judged)
    ]


def head_document(family: Family, title: Callable[[str], str | None]) -> str:
    """The id of the family's head: its source, or a member with the most frequent headline.

    `title` returns the headline of the document with that id, or None. Where no two members have the same
    headline, the head is the member that is the source of most others, then that of the largest coverage.
    """
    if family.source.document is not None:
        return family.source.document
    heads = {
        member.document: " ".join((title(member.document) or "").casefold().split())
        for member in family.members
    }
    counts = Counter(head for head in heads.values() if head)
    taken = Counter(member.source for member in family.members)

    def central(member: Member) -> tuple[int, int, float]:
        return counts[heads[member.document]], taken[member.document], member.coverage

    return max(family.members, key=central).document if family.members else family.id


def is_comparison(report: Report) -> bool:
    """Whether the report holds one pair and only its two documents."""
    return len(report.pairs) == 1 and len(report.documents) <= 2


def is_directed(pair: Pair) -> bool:
    """Whether it was decided which of the two comes from the other."""
    return pair.direction in {"left-from-right", "right-from-left"}


def is_doubtful(pair: Pair | None) -> bool:
    """Whether one of the pair's reasons contains the word "uncertain"; False for None."""
    return pair is not None and any("uncertain" in reason.casefold() for reason in pair.reasons)


def verdict_sentence(pair: Pair) -> str:
    """The verdict as a sentence about the left and the right article."""
    words = RELATION_WORDS[pair.relation]
    if pair.relation == "unrelated":
        return "The two have nothing in common beyond chance and page furniture."
    if not pair.derived:
        return "The two tell the same story, each independently of the other."
    if is_directed(pair):
        source, derived = ("right", "left") if pair.direction == "left-from-right" else ("left", "right")
        return f"The {derived} article is {words} from the {source} one."
    if pair.direction == "common-source":
        return f"The two share {words} text, and both have it from a third one."
    return f"One of the two is {words} from the other; which one could not be told."
