"""``--fail-on``: what a policy means, and what is said about one that means nothing."""

from __future__ import annotations

from typing import Any

import pytest
from cli_samples import report_with
from hypothesis import given
from hypothesis import strategies as st

from syndetect.errors import PolicyError
from syndetect.gates import cases, parse
from syndetect.gates.policy_fields import FIELDS
from syndetect.model import RELATIONS, Relation


def met(text: str, **values: Any) -> bool | None:
    """Whether the policy is met by these values, None when they do not say."""
    return parse(text).root.met(values.get)


@pytest.mark.parametrize("least", RELATIONS[:-1])
@pytest.mark.parametrize("found", RELATIONS[:-1])
def test_a_relation_stands_for_itself_and_for_stronger_ones(least: Relation, found: Relation) -> None:
    """Order decides: copy, paraphrase, translation, rewrite, excerpt, same-story."""
    (case,) = cases(report_with(found))
    stronger = RELATIONS.index(found) <= RELATIONS.index(least)
    assert parse(least).met(case) == stronger
    assert parse(f"relation >= {least}").met(case) == stronger
    assert parse(f"relation < '{least}'").met(case) != stronger


@pytest.mark.parametrize("name", FIELDS)
def test_every_field_has_a_value_that_it_can_be_compared_with(name: str) -> None:
    """A policy about any field is parsed and judged."""
    field = FIELDS[name]
    (case,) = cases(report_with("copy"))
    value = field.of(case)
    assert parse(f"{name}=={value}").met(case)
    assert not parse(f"{name}!={value}").met(case)


def test_shares_can_be_written_as_percentages() -> None:
    """7% is .07, neither more nor less."""
    assert met("coverage>=7%", coverage=0.07)
    assert met("coverage<=7%", coverage=0.07)
    assert not met("coverage>7.5%", coverage=0.07)


def test_and_binds_closer_than_or_and_not_closest() -> None:
    """Precedence is the usual one, and parentheses outweigh it."""
    values = {"relation": "copy", "credit": "none", "words": 10}
    assert met("copy or credit==named and words>99", **values)
    assert not met("(copy or credit==named) and words>99", **values)
    assert met("not credit==named and copy", **values)
    assert not met("not (credit==none and copy)", **values)
    assert met("NOT credit==named AND copy", **values)


def test_what_is_not_known_decides_nothing_unless_it_need_not() -> None:
    """With only the relation known, a policy is met, not met, or open."""
    assert met("copy and coverage>50%", relation="copy") is None
    assert met("copy and coverage>50%", relation="rewrite") is False
    assert met("copy or coverage>50%", relation="copy") is True
    assert met("not coverage>50%") is None


@pytest.mark.parametrize(
    ("text", "weakest"),
    [
        ("paraphrase", "paraphrase"),
        ("relation==copy or relation==excerpt", "excerpt"),
        ("relation>=rewrite and coverage>10%", "rewrite"),
        ("not relation>=rewrite", "same-story"),
        ("coverage>10%", None),
        ("copy and not copy", None),
    ],
)
def test_the_weakest_relation_that_can_meet_a_policy_is_known(text: str, weakest: str | None) -> None:
    """So that a scan which leaves it out can be refused."""
    assert parse(text).weakest() == weakest


@pytest.mark.parametrize(
    ("text", "message", "begin", "end"),
    [
        ("coverge>0.5", "unknown name 'coverge' at column 1.*did you mean 'coverage'", 0, 7),
        ("copy or relation>=parphrase", "never 'parphrase' at column 19.*did you mean 'paraphrase'", 18, 27),
        (
            "cop",
            "unknown relation 'cop'.*'copy'.*copy, paraphrase, translation, rewrite, excerpt, same-story",
            0,
            3,
        ),
        ("unrelated", "valid are: copy, paraphrase, translation, rewrite, excerpt, same-story", 0, 9),
        ("Copy", "did you mean 'copy'", 0, 4),
        ("relation==unrelated", "never 'unrelated'", 10, 19),
        ("copy and coverage", "'coverage' at column 10.*write coverage>=50%", 9, 17),
        ("coverage>80", "share from 0 to 1, and 80 is more", 9, 11),
        ("words>5%", "a count, not a share", 6, 8),
        ("words>many", "takes a number, not 'many'", 6, 10),
        ("coverage>", "a value for coverage is missing", 9, 9),
        ("coverage>>1", "a value for coverage is missing", 9, 10),
        ("credit>none", "credit has no order.*== or !=", 6, 7),
        ("credit==nam", "did you mean 'named'", 8, 11),
        ("credit=none", "'=' at column 7.*write '=='", 6, 7),
        ("copy && rewrite", "'&&' at column 6.*write 'and'", 5, 7),
        ("copy || rewrite", "write 'or'", 5, 7),
        ("!copy", "write 'not'", 0, 1),
        ("copy; import os", "';' at column 5.*leave it out", 4, 5),
        ("copy rewrite", "something is missing before 'rewrite' at column 6", 5, 12),
        ("copy and", "ends where a condition is missing", 8, 8),
        ("and copy", "'and' at column 1 of the policy is no condition", 0, 3),
        ("0.5<coverage", "'0.5' at column 1 of the policy is no condition", 0, 3),
        ("(copy or (rewrite)", r"the '\(' at column 1 of the policy is not closed", 0, 1),
        ("copy)", r"the '\)' at column 5 of the policy has no '\('", 4, 5),
        ("credit=='none", "quotation that begins at column 9", 8, 13),
        ("", "the policy is empty; give a relation", 0, 0),
        ("(" * 51 + "copy" + ")" * 51, "more than 50 levels deep", 50, 51),
        ("not " * 60 + "copy", "more than 50 levels deep", 200, 203),
    ],
)
def test_a_mistake_is_named_and_pointed_at(text: str, message: str, begin: int, end: int) -> None:
    """The message says what is wrong and what to do; the picture has carets under the place."""
    with pytest.raises(PolicyError, match=message) as caught:
        parse(text)
    shown, carets = caught.value.picture.split("\n")
    assert shown == f"  {text}"
    assert carets == " " * (begin + 2) + "^" * max(1, end - begin)


def test_the_picture_of_a_policy_over_several_lines_stays_two_lines() -> None:
    """Line breaks and tabs are shown as spaces, so that the carets stand where they should."""
    with pytest.raises(PolicyError) as caught:
        parse("copy\n\tand coverge>1")
    assert caught.value.picture.split("\n")[1].index("^") == 2 + len("copy\n\tand ")


leaves = st.sampled_from([("words>5", True), ("words>50", False), ("copy", True), ("credit==named", False)])
trees = st.recursive(
    leaves,
    lambda inner: st.one_of(
        inner.map(lambda one: (f"not ({one[0]})", not one[1])),
        st.tuples(inner, inner).map(
            lambda two: (f"({two[0][0]}) and ({two[1][0]})", two[0][1] and two[1][1])
        ),
        st.tuples(inner, inner).map(lambda two: (f"({two[0][0]}) or ({two[1][0]})", two[0][1] or two[1][1])),
    ),
    max_leaves=12,
)


@given(trees)
def test_any_tree_of_conditions_means_what_it_says(tree: tuple[str, bool]) -> None:
    """However conditions are joined, the policy agrees with the truth table."""
    text, truth = tree
    assert met(text, relation="copy", credit="none", words=10) is truth


@given(st.text(alphabet=st.sampled_from("copyand ()<>=!'\"%0.5creditnone"), max_size=30))
def test_no_text_is_more_than_a_policy_or_a_mistake(text: str) -> None:
    """Whatever is typed, it is parsed or it is a PolicyError that points into the text."""
    try:
        parse(text)
    except PolicyError as error:
        assert len(error.picture.split("\n")[1]) <= len(text) + 3  # noqa: PT017
