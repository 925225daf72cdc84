"""Corpora that nobody would write: no run ends on one, and what is found in it holds together.

``python -m benchmarks.hunt`` does the same for as many corpora as there is time for.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from benchmarks.hunt import promises
from benchmarks.hunt.corpora import Corpus, corpus
from benchmarks.hunt.notices import notice
from benchmarks.hunt.texts import words_of
from syndetect.model import Fault
from syndetect.pipeline import judging, workers

seeds = st.integers(0, 10_000_000)
corpora = seeds.map(lambda seed: corpus(seed, 0))
few = settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow], phases=[Phase.generate])
"""A smaller seed makes no simpler corpus."""


@few
@given(corpora)
def test_a_scan_keeps_its_promises(one: Corpus) -> None:
    """No error, no pair lost, no circle, no offset outside a text; and the same bytes in any order."""
    report = promises.scanned(one.documents)
    if report is None:
        return
    assert list(promises.broken(report)) == []
    again = promises.scanned(one.documents[::-1])
    assert again is not None
    assert promises.bare(again) == promises.bare(report)


@few
@given(corpora)
def test_all_pairs_compared_keep_their_promises(one: Corpus) -> None:
    """Pairs that no search would list are judged, and their families made, without an error."""
    report = promises.compared(one.documents, promises.every_pair(one.documents))
    assert report is None or list(promises.broken(report)) == []


@few
@given(corpora)
def test_a_check_keeps_its_promises(one: Corpus) -> None:
    """Whatever is held against whatever."""
    ours, theirs = one.documents[: one.submitted], one.documents[one.submitted :]
    report = promises.checked(ours, theirs)
    assert report is None or list(promises.broken(report)) == []


@few
@given(corpora)
def test_why_and_doctor_end_without_an_error(one: Corpus) -> None:
    """Every gate is shown, and every figure."""
    assert list(promises.asked(one.documents)) == []


@pytest.mark.parametrize("format", promises.FORMATS)
@settings(few, max_examples=2)
@given(one=corpora)
def test_every_format_shows_every_report(format: str, one: Corpus) -> None:
    """No part of a report is left out for what stands in its articles."""
    report = promises.scanned(one.documents)
    assert (
        report is None
        or [*promises.shown(report, format, explain=False), *promises.shown(report, format, explain=True)]
        == []
    )


@settings(max_examples=300, phases=[Phase.generate])
@given(seeds)
def test_no_notice_is_too_odd(seed: int) -> None:
    """By-lines, datelines and credits with their parts swapped are read, and their offsets lie inside."""
    from syndetect.attribution.credits import find_credits
    from syndetect.attribution.leftovers import find_leftovers
    from syndetect.boilerplate.authors import author

    source = Random(seed)  # noqa: S311 - not for secrets
    text = notice(source, words_of(source))
    for credit in find_credits(text, ("Bay Times",)):
        assert credit.begin is not None
        assert credit.end is not None
        assert 0 <= credit.begin < credit.end <= len(text)
    for trace in find_leftovers(text, ("Bay Times",)):
        assert 0 <= trace.begin < trace.end <= len(text)
    author(text, None)


def test_two_processes_find_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty corpora as one: the same bytes with one process and with two."""
    from syndetect import scan

    documents = [document for number in range(8) for document in corpus(2, number).documents]
    alone = scan(documents)
    monkeypatch.setattr(workers, "_FEW", 0)
    assert promises.bare(scan(documents, jobs=2)) == promises.bare(alone)
    assert list(promises.broken(alone)) == []


@pytest.mark.faulty
def test_the_promises_are_broken_by_what_breaks_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault, a circle, a lost pair and evidence that does not add up are all seen."""
    documents = [document for number in range(8) for document in corpus(2, number).documents]
    report = promises.scanned(documents)
    assert report is not None
    assert list(promises.broken(report)) == []
    fault = Fault("align", "a pair", (), "KeyError")
    assert list(promises.broken(replace(report, faults=(fault,))))
    assert any("no family" in said for said in promises.broken(replace(report, families=())))
    family = next(one for one in report.families if any(member.source for member in one.members))
    taker = next(member for member in family.members if member.source)
    unsure = replace(taker, certainty=taker.certainty / 2)
    changed = replace(family, members=tuple(unsure if one is taker else one for one in family.members))
    assert any("evidence sums" in said for said in promises.broken(replace(report, families=(changed,))))
    looped = tuple(replace(one, source=taker.document) for one in family.members)
    circle = replace(report, families=(replace(family, members=looped),))
    assert any("circle" in said for said in promises.broken(circle))
    monkeypatch.setattr(judging, "judge", lambda *_: 1 / 0)
    broken = promises.scanned(documents)
    assert broken is not None
    assert list(promises.broken(broken))
