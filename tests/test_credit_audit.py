"""Credits held against what was taken."""

from __future__ import annotations

import pytest

from syndetect.attribution.credit_wording import wording
from syndetect.attribution.mentions import identity
from syndetect.attribution.phrases import NO_PHRASES
from syndetect.attribution.traits import Traits, traits_of
from syndetect.families.credit_audit import Chain, audit_of
from syndetect.model import Document

BODY = " ".join(f"Sentence number {n} tells of the weir and of nothing else." for n in range(40))
OUTLETS = ("Alder Press", "Bay Times", "Coast Herald")


def traits(text: str, outlet: str | None = "Bay Times") -> Traits:
    """A document's traits, with the other outlets known from the family."""
    documents = [Document(f"x{name}", "Nothing.", name) for name in OUTLETS]
    documents.append(Document("it", text, outlet))
    by_id = {document.id: document for document in documents}
    return traits_of([tuple(by_id)], by_id, wording(), NO_PHRASES)["it"]


PRESS = Chain("Alder Press", (), None)
SECOND_HAND = Chain("Coast Herald", ("Alder Press",), None)
NOT_SURE = Chain("Coast Herald", ("Alder Press",), None, frozenset(map(identity, OUTLETS)))


@pytest.mark.parametrize(
    ("credit", "chain", "verdict"),
    [
        ("The weir broke, Alder Press reports. ", PRESS, "full"),
        ("The weir broke, Alder Press reports. ", SECOND_HAND, "full"),
        ("The weir broke, the Coast Herald reports. ", SECOND_HAND, "laundered"),
        ("The weir broke, Reuters reports. ", PRESS, "wrong"),
        ("The weir broke, the Coast Herald reports. ", NOT_SURE, "full"),
        ("The weir broke, Reuters reports. ", NOT_SURE, "wrong"),
        ("FERNOW (Bay Times) - The weir broke. ", PRESS, "uncredited"),
        ("The weir broke, according to media reports. ", PRESS, "vague"),
        ("The weir broke. ", PRESS, "uncredited"),
        ("The weir broke, Alder Press reports. ", Chain("Bay Times", (), None), "own"),
        ("The weir broke, Reuters reports. ", Chain("Alder Press", (), "Reuters"), "full"),
    ],
)
def test_the_verdict_follows_from_who_is_credited(credit: str, chain: Chain, verdict: str) -> None:
    """Right, wrong, only the last stop, nobody named, nobody but itself, or the outlet's own article."""
    text = credit + BODY
    audit = audit_of(traits(text), chain, [(0, len(text))])
    assert audit is not None
    assert audit.verdict == verdict
    assert audit.uncredited_words == (0 if verdict in {"full", "own"} else audit.derived_words)


@pytest.mark.parametrize(
    ("credit", "scope"),
    [
        ("The gate held, Alder Press reported.", "paragraph"),
        ("The gate held, according to media reports.", "paragraph"),
        ("See https://www.reuters.com/world/weir for more.", "paragraph"),
        ("Source: Alder Press", "text"),
        ("WEIRTON (AP) - The gate held.", "text"),
    ],
)
def test_scope_and_position_of_a_credit_are_told(credit: str, scope: str) -> None:
    """Notices speak for the whole text wherever they stand, sentences at its ends only, links never."""
    for parts, position in (
        ((credit, BODY, BODY), "opening"),
        ((BODY, credit, BODY), "body"),
        ((BODY, BODY, credit), "end"),
    ):
        text = "\n\n".join(parts)
        audit = audit_of(traits(text), PRESS, [(0, len(text))])
        assert audit is not None
        linked = "https" in credit
        assert audit.position == position
        assert audit.scope == ("paragraph" if linked else "text" if position != "body" else scope)


def test_a_credit_inside_reaches_its_paragraph_only() -> None:
    """What was taken beyond the paragraph is uncredited, and the figure says how much."""
    credited = "The gate held, Alder Press reported."
    text = f"{BODY}\n\n{credited}\n\n{BODY}"
    audit = audit_of(traits(text), PRESS, [(0, len(text))])
    assert audit is not None
    assert (audit.verdict, audit.scope, audit.position) == ("part", "paragraph", "body")
    assert audit.derived_words - audit.uncredited_words == len(credited.split())


def test_a_credit_for_something_else_is_not_wrong() -> None:
    """Another outlet's name beside the outlet's own reporting says nothing of the paragraphs it took."""
    text = f"{BODY}\n\n{BODY}\n\nElsewhere a bridge fell, Reuters reported.\n\n{BODY}"
    audit = audit_of(traits(text), PRESS, [(0, len(BODY))])
    assert audit is not None
    assert audit.verdict == "uncredited"


def test_without_a_name_only_a_lack_of_credits_is_told() -> None:
    """Where the source has no outlet, any credit may be the right one."""
    nobody = Chain(None, (), None)
    assert audit_of(traits("It broke, Reuters reports. " + BODY), nobody, [(0, 90)]) is None
    audit = audit_of(traits(BODY), nobody, [(0, 90)])
    assert audit is not None
    assert audit.verdict == "uncredited"
    assert 0 < audit.uncredited_words < 30


def test_words_in_two_passages_count_once() -> None:
    """Passages that overlap add no words."""
    once = audit_of(traits(BODY), PRESS, [(0, 500)])
    twice = audit_of(traits(BODY), PRESS, [(0, 500), (100, 400), (0, 500)])
    assert once == twice
