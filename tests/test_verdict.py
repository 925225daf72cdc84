"""Verdicts: rules and models agree on what they must, reasons carry figures, the ledger adds up."""

from __future__ import annotations

import math
from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from stories import SUBJECTS, article
from test_align import prepared

from syndetect.align import align
from syndetect.classify import judge, ledger, measure, verdict
from syndetect.classify.models import calibrated, contributions, probability
from syndetect.model import DERIVED, Evidence

STORY = article(*SUBJECTS[0])
SHARED = Evidence(
    containment_left=0.1,
    containment_right=0.1,
    coverage_left=0.9,
    coverage_right=0.8,
    equal=0.5,
    passages=4,
    steps=9,
    matched_words=300,
    narrative_left=0.7,
    narrative_right=0.6,
    facts=0.8,
    shared_facts=12,
    facts_order=0.9,
    topic=0.7,
    answered_left=0.8,
    answered_right=0.75,
    told_words=250,
    word_order=0.9,
    named=0.4,
    shared_words=40,
    carried_left=0.6,
    carried_right=0.5,
)
APART = replace(SHARED, shared_words=4, shared_facts=2, own_facts_left=14, own_facts_right=11)
"""The same of two texts that besides have their own figures and names."""


@st.composite
def evidences(draw: st.DrawFn) -> Evidence:
    """Any evidence of a pair with passages."""
    share, count = st.floats(0, 1), st.integers(0, 500)
    values = {item.name: draw(count if item.type == "int" else share) for item in fields(Evidence)}
    return Evidence(**{**values, "passages": draw(st.integers(1, 30))})


def judged(left: str, right: str) -> verdict.Verdict:
    """The verdict on two texts."""
    articles = prepared(left, right)
    (evidence,) = measure(articles, align(articles, np.array([[0, 1]])))
    return judge(evidence, *np.diff(articles.firsts).tolist())


@given(evidences(), st.integers(1, 900), st.integers(1, 900))
def test_the_relation_follows_the_probability(evidence: Evidence, left: int, right: int) -> None:
    """From the least probability on a pair is derived, below it is not; no relation is surer than that."""
    found = judge(evidence, left, right)
    least = verdict.least_derived(evidence, left, right)
    assert (found.relation in DERIVED) == (found.derived >= least)
    most = found.derived if found.relation in DERIVED else 1 - found.derived
    assert 0 <= found.confidence <= most + 1e-9
    if found.relation == "excerpt":
        assert found.confidence == found.derived
    doubtful = verdict.DOUBTFUL <= found.derived < least
    assert any("uncertain" in reason for reason in found.reasons) == doubtful


@given(evidences(), st.integers(1, 900), st.integers(1, 900))
def test_a_brief_verdict_is_the_same_but_for_why_two_are_unrelated(
    evidence: Evidence, left: int, right: int
) -> None:
    """All that is saved is what nobody would be told."""
    whole, brief = judge(evidence, left, right), judge(evidence, left, right, brief=True)
    if whole.relation == "unrelated":
        whole = replace(whole, reasons=brief.reasons, ledger=brief.ledger)
    assert brief == whole


@given(evidences(), st.integers(1, 900), st.integers(1, 900))
def test_the_ledger_adds_up(evidence: Evidence, left: int, right: int) -> None:
    """What the measures add and what is usual make the models' odds; the weightiest stand first."""
    entries = ledger(evidence, left, right)
    sizes = [abs(round(entry.adds, 4)) for entry in entries]
    assert sizes == sorted(sizes, reverse=True)
    may = {"whole" if verdict.is_whole(evidence) else "excerpt", "retold"}
    (asked,) = {entry.model for entry in entries} - {"agreed"}
    assert asked in may
    for model in (asked, "agreed"):
        some = [entry for entry in entries if entry.model == model]
        values = {entry.measure: entry.value for entry in some}
        parts = contributions(model, values)
        odds = sum(parts.values())
        assert probability(model, values) == pytest.approx(1 / (1 + math.exp(-odds)))
        assert all(entry.coefficient * entry.value == parts[entry.measure] for entry in some)


@given(evidences(), st.integers(1, 900), st.integers(1, 900))
def test_kinds_share_out_what_is_derived(evidence: Evidence, left: int, right: int) -> None:
    """The kinds' shares are one together, and a kind's confidence is its share of the derivation."""
    shares = verdict.kinds(evidence)
    assert sum(shares.values()) == pytest.approx(1)
    found = judge(evidence, left, right)
    if found.relation in shares and verdict.is_whole(evidence):
        assert found.relation == verdict.kind(evidence)
        certain = found.relation == "copy" and evidence.equal == 1
        sure = 1.0 if certain else calibrated(found.relation, max(shares.values()))
        assert found.confidence == pytest.approx(found.derived * sure)


@given(evidences(), st.integers(50, 900), st.floats(0, 1))
@example(Evidence(passages=1, containment_right=0.3125, clashes=8), 50, 1.0)
def test_more_answered_is_no_evidence_against(evidence: Evidence, words: int, more: float) -> None:
    """When more of what a passage says stands on the other side, the pair is not less likely derived."""
    better = replace(evidence, answered_left=max(evidence.answered_left, more))
    assert judge(better, words, words).derived >= judge(evidence, words, words).derived


def test_forms_filled_in_twice_are_not_derived() -> None:
    """Texts alike in all but figures and names are not derived, however much of the wording recurs."""
    for contained in (0.05, 0.5):
        alike = replace(SHARED, containment_left=contained, containment_right=contained)
        assert judge(alike, 300, 300).relation in DERIVED
        form = judge(replace(alike, facts=0.3, clashes=12), 300, 300)
        assert form.relation not in DERIVED
        assert "30 % of the figures and names agree and 12" in form.reasons[0]


def test_a_few_changed_facts_among_many_kept_do_not_hide_a_copy() -> None:
    """Three figures changed in a text of which all others stayed leave it derived."""
    changed = replace(SHARED, facts=0.9, clashes=3, equal=0.95)
    assert judge(changed, 300, 300).relation == "copy"


@given(evidences(), st.integers(1, 900), st.integers(1, 900), st.integers(1, 40))
def test_clashing_facts_are_no_evidence_for(evidence: Evidence, left: int, right: int, more: int) -> None:
    """When more figures and names clash, the pair is not more likely derived."""
    worse = replace(evidence, clashes=evidence.clashes + more)
    assert judge(worse, left, right).derived <= judge(evidence, left, right).derived + 1e-9


def test_one_event_takes_figures_and_names() -> None:
    """Texts without passages are the same story by subject, figures and names together, else unrelated."""
    apart = Evidence(topic=0.3, opening=0.25, named=0.4, shared_words=25, facts=0.6)
    assert judge(apart, 300, 300).relation == "same-story"
    # What is new stands at the beginning: these are two events of one affair.
    assert judge(replace(apart, opening=0.02), 300, 300).relation == "unrelated"
    assert judge(replace(apart, named=0.0, facts=0.2), 300, 300).relation == "unrelated"
    found = judge(replace(SHARED, facts=0.2, clashes=30, named=0.0, topic=0.1, shared_words=6), 300, 300)
    assert found.relation == "unrelated"


def test_a_close_call_between_kinds_is_told() -> None:
    """A kind that its wording hardly decides is stated with less confidence, and the next one is named."""
    close, clear = (judge(replace(SHARED, equal=share), 300, 300) for share in (0.6, 1.0))
    assert close.confidence < clear.confidence
    assert any("of the kinds of derivation" in reason for reason in close.reasons)
    assert not any("of the kinds of derivation" in reason for reason in clear.reasons)


def test_a_line_of_furniture_is_no_excerpt() -> None:
    """A few equal words in two articles of their own are not enough, however equal."""
    few = replace(APART, coverage_left=0.05, coverage_right=0.05, told_words=20, equal=1.0)
    found = judge(few, 400, 400)
    assert found.relation not in DERIVED
    assert "20 words" in found.reasons[0]
    assert judge(replace(few, told_words=60), 400, 400).relation == "excerpt"


def test_much_of_a_text_in_another_is_derived_though_quoted() -> None:
    """Two fifths of a text's wording are reuse, of what both quote four fifths; a tenth is not."""
    quoted = replace(APART, quoted=1.0, answered_left=0.0, answered_right=0.0, steps=0, narrative_left=0.0)
    quoted = replace(quoted, narrative_right=0.0, coverage_left=0.5, equal=0.9)
    assert judge(replace(quoted, containment_left=0.8), 300, 300).relation in DERIVED
    assert judge(replace(quoted, containment_left=0.4), 300, 300).relation not in DERIVED
    half = replace(quoted, containment_left=0.4, quoted=0.2)
    assert judge(half, 300, 300).relation in DERIVED
    assert judge(quoted, 300, 300).relation not in DERIVED


def test_two_who_were_there_are_not_derived() -> None:
    """Texts worded apart, or with voices of their own, are not; longer equal runs and more carried speak."""
    worded = replace(SHARED, carried_left=0.2, carried_right=0.1, equal=0.05, longest_told_run=2)
    assert judge(worded, 300, 300).relation not in DERIVED
    assert judge(replace(worded, carried_left=0.4), 300, 300).relation in DERIVED
    assert judge(replace(worded, longest_told_run=5), 300, 300).relation in DERIVED
    voiced = replace(SHARED, own_quotes_left=0.8, own_quotes_right=1.0, longest_told_run=4)
    found = judge(voiced, 300, 300)
    assert found.relation not in DERIVED
    assert "by two who were there" in found.reasons[0] + found.reasons[1]
    for other in (replace(voiced, own_quotes_left=0.5), replace(voiced, longest_told_run=5)):
        assert judge(other, 300, 300).relation in DERIVED


def test_two_short_reports_are_derived_by_more() -> None:
    """What is enough between long texts is doubtful between short ones, whose few words are the event's."""
    short, long = (verdict.least_derived(SHARED, words, 900) for words in (129, 130))
    assert short > long == verdict.LEAST_DERIVED


def test_two_short_reports_with_facts_of_their_own_are_derived_by_more() -> None:
    """Where short texts share many figures and names, and each has others, two reporters are likelier."""
    own = replace(SHARED, own_facts_left=2, own_facts_right=5)
    assert verdict.least_derived(own, 90, 90) == verdict.LEAST_APART > verdict.LEAST_SHORT
    for other in (replace(own, own_facts_left=1), replace(own, shared_facts=5)):
        assert verdict.least_derived(other, 90, 90) == verdict.LEAST_SHORT
    assert verdict.least_derived(own, 130, 130) == verdict.LEAST_DERIVED


def test_what_is_retold_is_derived_though_few_of_its_sentences_answer() -> None:
    """A text with another one's rare words and facts in its order retells it; not one with others."""
    loose = replace(
        SHARED, coverage_left=0.1, coverage_right=0.15, told_words=24, steps=2, order=1.0, equal=0.2
    )
    loose = replace(loose, trigrams_left=0.1, trigrams_right=0.1, answered_left=0.4, answered_right=0.4)
    assert judge(loose, 300, 300).relation == "rewrite"
    assert judge(replace(loose, own_facts_left=20, own_facts_right=24), 300, 300).relation not in DERIVED
    assert judge(loose, 90, 300).relation not in DERIVED
    assert judge(replace(loose, equal=1.0, told_words=60), 300, 300).relation == "excerpt"
    listed = replace(loose, carried_left=0.1, carried_right=0.1)
    assert judge(listed, 300, 300).relation not in DERIVED


def test_equal_runs_tell_copy_from_paraphrase_from_rewrite() -> None:
    """The more of the aligned words stand in equal runs, the closer the relation."""
    relations = [verdict.kind(replace(SHARED, equal=share)) for share in (1.0, 0.95, 0.8, 0.75, 0.2, 0.1)]
    assert relations == ["copy", "copy", "paraphrase", "paraphrase", "rewrite", "rewrite"]


def test_a_copy_is_a_copy_and_strangers_are_unrelated() -> None:
    """A text and itself are a copy beyond doubt; texts of two stories have nothing in common."""
    same = judged(STORY, STORY)
    assert same.relation == "copy"
    assert same.confidence > 0.9
    assert judged(STORY, article(*SUBJECTS[1])).relation == "unrelated"


def test_reasons_are_sentences_with_figures() -> None:
    """Every reason names a figure, none is said twice, and what was found comes first."""
    reasons = judge(SHARED, 300, 300).reasons
    assert len(set(reasons)) == len(reasons)
    assert all(any(c.isdigit() for c in reason) for reason in reasons)
    assert "90 % of the left text" in reasons[0]


@pytest.mark.parametrize(
    "curve", ["whole", "excerpt", "few", "retold", "agreed", "story", "apart", *verdict.kinds(SHARED)]
)
def test_curves_never_fall(curve: str) -> None:
    """A larger stated probability is never calibrated to a smaller one, beyond the knots too."""
    values = [calibrated(curve, step / 50) for step in range(51)]
    assert values == sorted(values)
    assert values[0] >= 0
    assert values[-1] <= 1


WEIR = (
    "The Halden weir will shut for eleven weeks so that divers can replace two of its six gates, "
    "the river authority said on Tuesday, its longest stoppage since 1957.\n\nBarges with grain "
    "and gravel must take the Orrin canal instead, a 43-kilometre detour that costs skippers a "
    'day and some 900 crowns of fuel. "Nobody asked us," said Marta Quill, who has four barges in '
    "Fenwick.\n\nInspectors in March found cracks as long as a hand in gates two and five, chief "
    "engineer Tomas Berling said; to wait for winter would risk failure in the spring flood."
)
MEETING = (
    "The Halden weir repairs have divided Fenwick. At a meeting on Wednesday evening residents "
    "shouted at Tomas Berling, the engineer, for an hour. He told them that two gates had cracked "
    'and that the river would not wait. Marta Quill, the barge owner, left before the end. "I '
    'have gravel to move," she told this newspaper.'
)
BRIEF = (
    "For the first time since 1957 the weir at Halden closes for long: eleven weeks, so that two "
    "of six gates can be replaced by divers, said the river authority on Tuesday. Barges of "
    "gravel and grain have to go round by the Orrin canal, 43 kilometres more, which costs a day "
    "and 900 crowns in fuel. In March inspectors had come upon hand-long cracks in gates two and "
    "five, and waiting for winter would risk a failure in the spring flood, according to chief "
    "engineer Tomas Berling."
)


def test_short_reports_of_one_event_are_not_derived() -> None:
    """The same few names and nouns are the event's; what is selected, ordered and worded alike is not."""
    assert judged(WEIR, MEETING).relation == "same-story"
    assert judged(WEIR, BRIEF).relation in {"paraphrase", "rewrite"}


@given(st.floats(0, 1), st.floats(0, 1))
def test_what_contains_much_of_a_text_is_never_less_likely_derived(share: float, more: float) -> None:
    """With all else equal, a larger share of common shingles lowers no probability."""
    low, high = sorted((share, more))
    less, most = (
        verdict.likelihood(replace(SHARED, containment_left=one, word_order=0.2, answered_left=0.1), 300, 300)
        for one in (low, high)
    )
    assert less <= most
    assert most >= 0.6 or high < 0.3


TEAM = (
    "Orrindale: Vasker, Holm, Tessari, Brandt, Okoro, Lindqvist (Marsh 70), Pell, Quarrie, Dunmore, Sato "
    "(Reyes 81), Whitlock. Subs not used: Ferris, Adeyemi, Kowal.\n\nSaltmere: Ingram, Pollard, Nkemelu, "
    "Strand, Vance, Torrance (Bell 65), Iversen, Cato, Marlow, Duarte, Finch. Subs not used: Grieve, "
    "Hartnell, Osei."
)


def test_a_list_of_names_is_no_excerpt() -> None:
    """Two reports of different matches print one team sheet: names are nobody's wording."""
    cup = article(*SUBJECTS[1]) + "\n\n" + TEAM
    league = article(*SUBJECTS[2]) + "\n\n" + TEAM
    assert judged(cup, league).relation not in DERIVED


def test_a_note_that_both_print_makes_no_story_of_two() -> None:
    """Its own figures and names agree, whatever the rest of the two texts tells."""
    note = replace(
        SHARED,
        coverage_left=0.29,
        coverage_right=0.29,
        aligned_left=0.29,
        aligned_right=0.29,
        equal=1.0,
        passages=1,
        steps=2,
        matched_words=28,
        told_words=21,
        facts=0.91,
        shared_facts=7,
        own_facts_left=23,
        own_facts_right=23,
        topic=0.18,
        opening=0.15,
        named=0.16,
        shared_words=7,
        narrative_left=0.2,
        narrative_right=0.2,
    )
    assert judge(note, 100, 100).relation == "unrelated"
    # A quotation that both have is of an event.
    assert judge(replace(note, quoted=1.0), 100, 100).relation == "same-story"
