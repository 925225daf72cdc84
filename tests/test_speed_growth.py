"""Growth and corners: exponents, the picture, and that the corners are what they say."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from itertools import islice
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from benchmarks.speed import corners, growth
from benchmarks.speed.chart import Panel, picture, short
from benchmarks.speed.corners import CORNERS, Outcome
from benchmarks.speed.growth import Point
from benchmarks.speed.usage import Usage

SVG = "{http://www.w3.org/2000/svg}"


@given(st.floats(0.1, 3.0), st.floats(0.001, 1000.0))
def test_exponent_is_that_of_a_power(power: float, factor: float) -> None:
    """Of seconds that are a power of the size, whatever the factor, the exponent is the power."""
    points = [(size, factor * size**power) for size in (10.0, 1000.0, 50_000.0)]
    assert growth.exponent(points) == pytest.approx(power)


def test_one_size_has_no_exponent() -> None:
    """Without two sizes there is nothing to draw a line through."""
    assert math.isnan(growth.exponent([(10, 1.0), (10, 2.0)]))


def test_tables_hold_medians_and_exponents() -> None:
    """Several runs of one size are one row; exponents are over all sizes and over the two largest."""
    points = [Point("stage", 1000, 1.0, cpu, 50.0) for cpu in (0.9, 1.0, 8.0)]
    points += [Point("stage", 10_000, 3.0, 10.0, 100.0), Point("stage", 100_000, 30.0, 1000.0, 200.0)]
    found = growth.medians(points)
    rows = growth.table(found)
    assert [point.articles for point in found] == [1000, 10_000, 100_000]
    assert rows[2] == "| stage | 1,000 | 1.0 | 1.0 | 1.000 | 50 |"
    assert rows[-1] == "| stage | 1.50 | 2.00 | 0.30 |"


@given(
    st.lists(
        st.tuples(st.floats(1, 1e7), st.floats(0.01, 1e5)), min_size=2, max_size=6, unique_by=lambda xy: xy[0]
    )
)
@example([(1.0, 1.0), (2.0, 1.0)])
def test_pictures_stay_inside_their_frame(points: list[tuple[float, float]]) -> None:
    """Whatever the figures, the SVG is well formed and every point of a line is on the canvas."""
    drawn = picture([Panel("a < b", {"one & two": sorted(points)}), Panel("other", {"one": sorted(points)})])
    root = ET.fromstring(drawn)  # noqa: S314 - our own output
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    circles = root.findall(f"{SVG}circle")
    assert len(circles) == 2 * len(points)
    for circle in circles:
        assert 0 <= float(circle.attrib["cx"]) <= width
        assert 0 <= float(circle.attrib["cy"]) <= height


def test_axes_are_short() -> None:
    """Powers of ten are written as people say them."""
    assert [short(10.0**power) for power in (-1, 0, 2, 3, 5, 6)] == ["0.1", "1", "100", "1k", "100k", "1M"]


def test_figures_of_earlier_calls_are_kept(tmp_path: Path) -> None:
    """A second call adds its size to the first one's table and picture, and corpora are made once."""
    results, svg = tmp_path / "results.json", tmp_path / "growth.svg"
    for size in ("40", "80"):
        options = ["--sizes", size, "--scan-up-to", "40", "--corpora", str(tmp_path)]
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-m", "benchmarks.speed.growth", *options, "--results", results, "--svg", svg],
            capture_output=True,
            text=True,
            check=True,
        )
    kept = [(item["command"], item["articles"]) for item in json.loads(results.read_text(encoding="utf-8"))]
    assert kept == [(growth.STAGE, 40), (growth.SCAN, 40), (growth.STAGE, 80)]
    assert f"| {growth.STAGE} | 80 |" in done.stdout
    assert f"| {growth.SCAN} | 40 |" in done.stdout
    assert (tmp_path / "80.jsonl").read_text(encoding="utf-8").count("\n") == 80
    assert growth.SCAN in svg.read_text(encoding="utf-8")


# ---------------------------------------------------------------- corners


def test_corners_are_what_they_say() -> None:
    """Equal texts are equal, near-equal ones nearly, footers the same at the end of different articles."""
    same = list(corners.identical(5))
    near = [text.split() for text in corners.near_identical(5)]
    below = list(corners.footer(5))
    assert len(set(same)) == 1
    assert len({tuple(words) for words in near}) == 5
    for words in near[1:]:
        assert sum(one != two for one, two in zip(near[0], words, strict=True)) < 0.06 * len(words)
    assert len({text.rsplit("\n\n", 1)[1] for text in below}) == 1
    assert len({text.rsplit("\n\n", 1)[0] for text in below}) == 5


def test_the_large_document_holds_some_of_the_small_ones() -> None:
    """It is about as large as asked for, and every hundredth article stands in it."""
    whole, *small = islice(corners.large(500_000), 1001)
    assert 480_000 < len(whole) < 530_000
    assert {place for place, text in enumerate(small) if text in whole} >= set(range(0, 1000, 100))


def test_corners_grow_by_cpu_seconds() -> None:
    """Four times the size in four times the seconds is an exponent of 1; wall time does not count."""

    def outcome(size: int, cpu: float) -> Outcome:
        return Outcome(size, Usage(99.0 / size, cpu, 10**6, None), Usage(1.0, cpu**2, 10**6, None), 1, 2, 3)

    small, whole = outcome(1000, 2.0), outcome(4000, 8.0)
    assert corners.exponent(small, whole, "stage") == pytest.approx(1.0)
    assert corners.exponent(small, whole, "scan") == pytest.approx(2.0)
    row = corners.row("identical", CORNERS["identical"], whole)
    assert row == "| identical | 4,000 texts | 8.0 | 1 | 64.0 | 1 | 1 | 2 | 3 |"


def test_a_corner_runs_whole() -> None:
    """Equal texts are one family with one pair a text, through the candidate stage and through a scan."""
    outcome = corners.measured(CORNERS["identical"], 30)
    assert (outcome.candidates, outcome.pairs, outcome.families) == (29, 29, 1)
    assert outcome.stage.cpu > 0
