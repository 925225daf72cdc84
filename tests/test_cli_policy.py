"""``--fail-on``: what is parsed and when it is met."""

import pytest
from cli_samples import report_with

from syndetect.cli.policy import Policy, parse
from syndetect.errors import UnknownNameError
from syndetect.model import RELATIONS, Relation


@pytest.mark.parametrize("relation", RELATIONS[:-1])
def test_every_relation_that_can_be_found_is_a_policy(relation: Relation) -> None:
    """A relation's name stands for that relation or a stronger one."""
    assert parse(relation) == Policy(relation)


@pytest.mark.parametrize("text", ["unrelated", "Copy", "", "copy,rewrite", "cop"])
def test_what_is_no_relation_is_refused_with_the_valid_ones(text: str) -> None:
    """Nothing is guessed from a slip of the finger, and `unrelated` is no finding."""
    with pytest.raises(UnknownNameError, match="copy, paraphrase, rewrite, excerpt, same-story"):
        parse(text)


@pytest.mark.parametrize("least", RELATIONS[:-1])
@pytest.mark.parametrize("found", RELATIONS)
def test_a_policy_is_met_by_its_relation_and_by_stronger_ones(least: Relation, found: Relation) -> None:
    """Order decides: copy, paraphrase, rewrite, excerpt, same-story."""
    assert Policy(least).met(report_with(found)) == (RELATIONS.index(found) <= RELATIONS.index(least))


def test_a_report_without_pairs_meets_no_policy() -> None:
    """Nothing found is never a failure."""
    assert not Policy("same-story").met(report_with())
