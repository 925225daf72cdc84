"""The nouns: frozen values, and the questions that a report answers."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, fields, replace
from itertools import product

import pytest
from reports import compare_report, nothing_report, scan_report

from syndetect.model import (
    DERIVED,
    NO_CREDIT,
    RELATIONS,
    Credit,
    Document,
    Evidence,
    Family,
    Member,
    Pair,
    Passage,
    Report,
    Run,
    Skipped,
    Source,
    Span,
    at_least,
)

VALUES = (
    Document("a", "text"),
    Document("a", "text", meta={"desk": ["one", "two"]}),
    Skipped("a.txt", "it is empty"),
    Passage(Span(0, 4), Span(2, 6), "verbatim", 1.0),
    Evidence(),
    Pair("a", "b", "copy", 0.9, "undetermined", Evidence()),
    Credit("named", "Harbour Gazette", 3, 18),
    Family("a", Source("a", None, 0.5), (Member("a", "copy", None, 1.0, 1.0),)),
    Run("1", "2024-05-01T00:00:00Z", 0.5, {"read": 0.1}, {"documents": 2}),
)


def pair(left: str, right: str, confidence: float = 0.5, relation: str = "copy") -> Pair:
    """A pair of which only the verdict matters."""
    return Pair(left, right, relation, confidence, "undetermined", Evidence(resemblance=0.25))  # type: ignore[arg-type]


def report(*pairs: Pair, families: tuple[Family, ...] = ()) -> Report:
    """A report of those pairs over documents a to e."""
    documents = tuple(Document(name, f"text {name}") for name in "abcde")
    return Report(Run("1", "now", 0.0), {}, documents, (), pairs, families)


def family(name: str, *members: str) -> Family:
    """A family of those members."""
    return Family(
        name, Source(None, None, 0.0), tuple(Member(member, "copy", None, 1.0, 1.0) for member in members)
    )


def test_relations_are_ordered_by_strength() -> None:
    """Copy is the strongest and unrelated the weakest; a relation is as strong as itself."""
    order = ("copy", "paraphrase", "translation", "rewrite", "excerpt", "same-story", "unrelated")
    assert order == RELATIONS
    for (i, relation), (j, least) in product(enumerate(order), repeat=2):
        assert at_least(relation, least) == (i <= j)


def test_derived_relations_are_those_of_reuse() -> None:
    """A same story and unrelated texts are not derived, and pairs know it."""
    assert set(RELATIONS) - DERIVED == {"same-story", "unrelated"}
    for relation in RELATIONS:
        assert pair("a", "b", relation=relation).derived == (relation in DERIVED)


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_values_can_be_pickled(value: object) -> None:
    """Every noun can be sent to another process and comes back equal."""
    assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_values_can_be_hashed(value: object) -> None:
    """Every noun can stand in a set, whatever its free-form fields hold."""
    assert len({value, replace(value)}) == 1  # type: ignore[type-var]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_values_are_frozen(value: object) -> None:
    """No field of a noun can be set."""
    for item in fields(value):  # type: ignore[arg-type]
        with pytest.raises(FrozenInstanceError):
            setattr(value, item.name, None)


def test_documents_do_not_share_their_fields() -> None:
    """Two documents without extra fields have a mapping each."""
    first, second = Document("a", ""), Document("b", "")
    assert first.meta == second.meta == {}
    assert first.meta is not second.meta


@pytest.mark.parametrize("made", [scan_report(), compare_report(), nothing_report()])
def test_reports_can_be_pickled(made: Report) -> None:
    """A report comes back equal, also after it has been asked something."""
    assert made.family_of("nobody") is None
    assert pickle.loads(pickle.dumps(made)) == made  # noqa: S301


def test_a_pair_is_found_in_either_order() -> None:
    """Both orders give the one pair, as it is; two documents without a pair give None, as strangers do."""
    one = pair("a", "b")
    found = report(one, pair("d", "c"))
    assert found.between("a", "b") is one is found.between("b", "a")
    assert found.between("c", "d") is found.pairs[1]
    assert found.between("a", "c") is found.between("a", "a") is found.between("x", "y") is None


def test_a_family_is_found_by_each_member() -> None:
    """Members lead to their family; documents that only tell the same story do not."""
    first = replace(family("a", "a", "b"), same_story=("e",))
    found = report(families=(first, family("c", "c")))
    assert found.family_of("a") is found.family_of("b") is first
    assert found.family_of("c") is found.families[1]
    assert found.family_of("e") is found.family_of("nobody") is None


def test_a_document_is_found_by_its_id() -> None:
    """An id leads to the document; an unknown one is a KeyError."""
    found = report()
    assert found.document("b") is found.documents[1]
    with pytest.raises(KeyError, match="nobody"):
        found.document("nobody")


def test_the_most_doubtful_pairs_come_first() -> None:
    """Least confidence first, equals by their ids, no more than asked for."""
    found = report(pair("a", "b", 0.9), pair("a", "d", 0.4), pair("a", "c", 0.4), pair("b", "c", 0.6))
    ranked = [(one.left, one.right) for one in found.doubtful()]
    assert ranked == [("a", "c"), ("a", "d"), ("b", "c"), ("a", "b")]
    assert [(one.left, one.right) for one in found.doubtful(2)] == ranked[:2]
    assert found.doubtful(0) == report().doubtful() == ()


def test_rows_are_flat() -> None:
    """One row a pair: every figure by its name, the reasons as one text, the family that both are in."""
    joined = replace(pair("a", "b"), reasons=("first reason", "second reason"))
    rows = list(report(joined, pair("a", "c"), families=(family("F", "a", "b"), family("G", "c"))).rows())
    assert [row["family"] for row in rows] == ["F", None]
    assert rows[0]["reasons"] == "first reason; second reason"
    assert rows[1]["reasons"] == ""
    assert {item.name for item in fields(Evidence)} < rows[0].keys() == rows[1].keys()
    assert (rows[0]["left"], rows[0]["right"], rows[0]["relation"]) == ("a", "b", "copy")
    assert rows[0]["resemblance"] == 0.25
    assert not any(isinstance(value, (list, tuple, dict)) for row in rows for value in row.values())


def test_an_empty_report_has_no_rows() -> None:
    """Nothing found is no rows."""
    assert list(report().rows()) == []


def test_no_credit_is_empty() -> None:
    """The credit of a document without one has no name and no place."""
    assert Credit("none", None, None, None) == NO_CREDIT
