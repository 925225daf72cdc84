"""Situations that others wrote down, each with what is right; they are no part of this repository."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

from syndetect import check, scan
from syndetect.model import Member, Pair, Report

CASES = Path(os.environ.get("SYNDETECT_CASES") or Path(__file__).parents[2] / "shared/cases/detection")
BLAMES = {"uncredited", "wrong", "laundered", "part"}
NONE: frozenset[str | None] = frozenset({None})

pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="the cases are not here")


@dataclass(frozen=True)
class Right:
    """What is right of a case.

    `families`: how many there are. `origins`: of each family. `sources`: whom articles are from, None where
    they are from nobody or nobody tells. `further`: who stands in `also`. `blameless`: against whom nothing
    is held; all where it is None. `pairs`: relations that a pair may have, None where it may be in no list.
    `directions`: of pairs, by taker and source. `shares`: of an article over all its sources, and how far
    off.
    """

    families: int | None = None
    origins: int | None = None
    sources: Mapping[str, str | None] = field(default_factory=dict)
    further: Mapping[str, set[str]] = field(default_factory=dict)
    blameless: frozenset[str] | None = frozenset()
    pairs: Mapping[tuple[str, str], frozenset[str | None]] = field(default_factory=dict)
    directions: frozenset[tuple[str, str]] = frozenset()
    shares: Mapping[str, tuple[float, float]] = field(default_factory=dict)


def weaker(*more: str | None) -> frozenset[str | None]:
    """Relations of two that share no more than something from elsewhere."""
    return frozenset({None, "excerpt", "same-story", *more})


REPRINTS = {f"{wire}{number}/bridge.txt": f"{full}/bridge.txt"
            for wire, full in (("ap", "ap"), ("rt", "reuters")) for number in range(4)}  # fmt: skip
WIRES = {"ap/bridge.txt": None, "reuters/bridge.txt": None}
LIVE = [f"gazzetta/{name}.md" for name in ("budget", "hospital", "museum", "quake", "strike", "whale")]
ROUND = [*LIVE, "gazzetta/bus.md", "gazzetta/wine.md"]

RIGHT = {
    "b2clean": Right(families=2, origins=2, sources=WIRES, blameless=frozenset(WIRES)),
    "b2mergedated": Right(
        families=2,
        origins=2,
        sources=WIRES | REPRINTS | {"merge/bridge.txt": "ap/bridge.txt"},
        further={"merge/bridge.txt": {"reuters/bridge.txt"}},
        blameless=None,
        directions=frozenset({("merge/bridge.txt", "reuters/bridge.txt")}),
    ),
    "b2chain": Right(families=2, origins=2, sources=WIRES | REPRINTS, blameless=None),
    "g-factcheck": Right(
        sources={"mayor/speech.txt": None, "checker/fact.txt": "mayor/speech.txt"},
        blameless=frozenset({"mayor/speech.txt"}),
        shares={"checker/fact.txt": (0.60, 0.03)},
    ),
    "g-fc-dated": Right(
        sources={"mayor/speech.txt": None, "checker/fact.txt": "mayor/speech.txt"},
        blameless=frozenset({"mayor/speech.txt"}),
    ),
    "c-live2": Right(
        directions=frozenset(("coastnews/live.md", one) for one in LIVE),
        shares={"coastnews/live.md": (0.97, 0.03)},
    ),
    "d-round": Right(directions=frozenset(("hilltop/roundup.md", one) for one in ROUND)),
    "m-num": Right(blameless=None),
    "r-poem": Right(origins=2, blameless=None, pairs={("a/rev.txt", "b/rev.txt"): weaker()}),
    "u-stmt": Right(origins=2, blameless=None, pairs={("a/s.txt", "b/s.txt"): weaker()}),
    "q-law": Right(blameless=None, pairs={("blog/a.txt", "law-review/b.txt"): weaker()}),
    "j-qa": Right(blameless=None),
    "e-series": Right(blameless=None),
    "k-oped": Right(blameless=None),
    "s-short": Right(blameless=None),
    "h-pr": Right(
        sources={
            "lindqvist/release.txt": None,
            "karlsby-bladet/mill.txt": "lindqvist/release.txt",
            "trade-grain/mill.txt": "lindqvist/release.txt",
        },
        blameless=frozenset({"lindqvist/release.txt"}),
        pairs={("daily-north/mill.txt", "karlsby-bladet/mill.txt"): frozenset({"same-story"})},
    ),
    **{name: Right(families=0, pairs={}) for name in ("p-quake", "p-quake6", "p-stock", "p-lotto", "p-obit")},
    **{name: Right(families=0, pairs={}) for name in ("i-match2", "n-weather", "u-zh")},
    "u-dax": Right(pairs={("a/1.txt", "a/2.txt"): NONE, ("a/2.txt", "b/1.txt"): NONE}),
    "l-corr": Right(
        sources={"echo/pool-v2.txt": "echo/pool-v1.txt", "herald/pool.txt": "echo/pool-v1.txt"},
        blameless=frozenset({"echo/pool-v1.txt", "echo/pool-v2.txt"}),
    ),
    "o-bi": Right(blameless=None, pairs={("fremd/de2.txt", "zeitung/de.txt"): weaker()}),
    "t-dup": Right(blameless=None, shares={"a/x.txt": (1.0, 0.05), "b/x.txt": (1.0, 0.05)}),
}


@cache
def told(case: str) -> Report:
    """The report on a case."""
    return scan(CASES / case)


def members(report: Report) -> dict[str, Member]:
    """Every member by its article."""
    return {one.document: one for family in report.families for one in family.members}


def pairs(report: Report) -> dict[tuple[str, str], Pair]:
    """Every pair by its articles."""
    return {(pair.left, pair.right): pair for pair in report.pairs}


@pytest.mark.parametrize("case", [name for name, right in RIGHT.items() if right.families is not None])
def test_a_case_has_as_many_families(case: str) -> None:
    """Forms make none; two wires stay two."""
    report = told(case)
    assert len(report.families) == RIGHT[case].families
    if not RIGHT[case].families:
        assert not report.pairs


@pytest.mark.parametrize("case", [name for name, right in RIGHT.items() if right.origins is not None])
def test_a_case_has_as_many_origins(case: str) -> None:
    """Tellings of one event, and what two quote, count each."""
    assert {family.origins for family in told(case).families} == {RIGHT[case].origins}


@pytest.mark.parametrize("case", [name for name, right in RIGHT.items() if right.sources])
def test_sources_are_right(case: str) -> None:
    """Who is from whom, and who is from nobody."""
    right, found = RIGHT[case], members(told(case))
    assert {id: found[id].source if id in found else None for id in right.sources} == right.sources
    for id, others in right.further.items():
        assert others <= {second.document for second in found[id].also}


@pytest.mark.parametrize("case", RIGHT)
def test_nobody_is_blamed_wrongly(case: str) -> None:
    """Nothing is held against a source, nor where it is not told who has it from whom."""
    blameless = RIGHT[case].blameless
    for id, one in members(told(case)).items():
        if one.audit is not None and (blameless is None or id in blameless):
            assert one.audit.verdict not in BLAMES, (id, one.audit)
            assert not one.audit.uncredited_words


@pytest.mark.parametrize("case", [name for name, right in RIGHT.items() if right.pairs])
def test_relations_are_right(case: str) -> None:
    """What both have from elsewhere is no copy; two fillings of a form, and two events, are nothing."""
    found = pairs(told(case))
    for ids, allowed in RIGHT[case].pairs.items():
        assert (found[ids].relation if ids in found else None) in allowed


@pytest.mark.parametrize("case", [name for name, right in RIGHT.items() if right.directions])
def test_compilations_and_blends_have_directions(case: str) -> None:
    """Every source of an article that was made from several is one by its pair, too."""
    found = pairs(told(case))
    for taker, source in RIGHT[case].directions:
        pair = found[min(taker, source), max(taker, source)]
        assert pair.direction == ("left-from-right" if pair.left == taker else "right-from-left")


@pytest.mark.parametrize("case", [name for name, right in RIGHT.items() if right.shares])
def test_shares_over_all_sources_are_right(case: str) -> None:
    """What of an article stands in any of its sources, or in the other one where neither is told."""
    report = told(case)
    for id, (share, off) in RIGHT[case].shares.items():
        assert report.document(id).total_coverage == pytest.approx(share, abs=off)


@pytest.mark.parametrize(
    ("taker", "share"), [("own12", 0.95), ("own25", 0.90), ("own45", 0.83), ("twice25", 0.71)]
)
def test_own_words_between_copied_ones_are_in_no_share(taker: str, share: float) -> None:
    """A paragraph of its own counts as its own, however short."""
    found = pairs(told("f-swallow"))[f"{taker}/a.txt", "wire/a.txt"].evidence
    assert found.coverage_left == pytest.approx(share, abs=0.02)


def test_a_submission_that_is_all_from_an_archive_is_told_so() -> None:
    """Each of its parts is from there, and together they are nearly all of it."""
    report = check([CASES / "gate-live-sub"], against=CASES / "gate-live" / "gazzetta")
    (submission,) = [one for one in report.documents if one.total_coverage]
    assert submission.total_coverage > 0.9
    assert len(report.pairs) >= 6
    for pair in report.pairs:
        taken = "left-from-right" if pair.left == submission.id else "right-from-left"
        assert pair.direction == taken


@pytest.mark.slow
@pytest.mark.parametrize("case", ["x-line8", "x-line9", "w-cut25", "w-cut40", "w-same15"])
def test_what_was_made_from_a_wire_is_found_however_often_it_was_printed(case: str) -> None:
    """Submissions against an archive with one wire in many prints, cut or whole."""
    report = check([CASES / case / "sub"], against=CASES / case / "arch")
    found = {pair.left if "sub" in pair.left else pair.right for pair in report.pairs if pair.derived}
    names = [path.name for path in (CASES / case / "sub").rglob("*.txt")]
    assert {id.rpartition("/")[2] for id in found} == set(names)


@pytest.mark.slow
def test_forty_prints_are_one_family() -> None:
    """Other heads, tails and cuts part nobody, and an own report stays outside."""
    (family,) = told("a40").families
    assert family.source.document == "norwire/slide.txt"
    assert len(family.members) == 41
