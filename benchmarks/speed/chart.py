"""A picture of growth as plain SVG: a panel a figure, both axes logarithmic, the straight line beside it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

Points = Sequence[tuple[float, float]]

WIDTH, HEIGHT = 380, 300
LEFT, RIGHT, TOP, BOTTOM = 56, 12, 34, 66
COLOURS = ("#1b6ca8", "#c0392b", "#2e7d32", "#7b4fa3")


@dataclass(frozen=True, slots=True)
class Panel:
    """One figure for several contestants: `series` by name, points of articles and value, all above 0."""

    title: str
    series: Mapping[str, Points]


@dataclass(frozen=True, slots=True)
class _Axes:
    left: float
    low: tuple[float, float]
    high: tuple[float, float]

    def x(self, value: float) -> float:
        share = (math.log10(value) - self.low[0]) / (self.high[0] - self.low[0])
        return self.left + LEFT + share * (WIDTH - LEFT - RIGHT)

    def y(self, value: float) -> float:
        share = (math.log10(value) - self.low[1]) / (self.high[1] - self.low[1])
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)


def picture(panels: Sequence[Panel]) -> str:
    """The panels side by side as one SVG document."""
    width = WIDTH * len(panels)
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {HEIGHT}" width="{width}" '
            f'height="{HEIGHT}" font-family="sans-serif" font-size="11" fill="#333">'
        ),
        f'<rect width="{width}" height="{HEIGHT}" fill="#fff"/>',
    ]
    for place, panel in enumerate(panels):
        parts += _panel(panel, place * WIDTH)
    return "\n".join([*parts, "</svg>", ""])


def _panel(panel: Panel, left: float) -> Iterator[str]:
    points = [point for series in panel.series.values() for point in series]
    across, up = _decades([x for x, _ in points]), _decades([y for _, y in points])
    axes = _Axes(left, (across[0], up[0]), (across[1], up[1]))
    yield f'<text x="{left + LEFT}" y="20" font-size="13">{escape(panel.title)}</text>'
    yield from _grid(axes)
    yield _linear(axes, points)
    for place, (name, series) in enumerate(panel.series.items()):
        colour = COLOURS[place % len(COLOURS)]
        line = " ".join(f"{axes.x(x):.1f},{axes.y(y):.1f}" for x, y in series)
        yield f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>'
        for x, y in series:
            yield f'<circle cx="{axes.x(x):.1f}" cy="{axes.y(y):.1f}" r="3" fill="{colour}"/>'
        y_of = HEIGHT - 26 + 14 * place
        yield f'<text x="{left + LEFT}" y="{y_of}" fill="{colour}">{escape(name)}</text>'


def _decades(values: Sequence[float]) -> tuple[int, int]:
    """The powers of ten that an axis begins and ends with; never the same one."""
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return low, max(low + 1, high)


def _grid(axes: _Axes) -> Iterator[str]:
    for power in range(int(axes.low[0]), int(axes.high[0]) + 1):
        x, bottom = axes.x(10.0**power), HEIGHT - BOTTOM
        yield f'<path d="M{x:.1f} {TOP}V{bottom}" stroke="#ddd"/>'
        yield f'<text x="{x:.1f}" y="{bottom + 16}" text-anchor="middle">{short(10.0**power)}</text>'
    for power in range(int(axes.low[1]), int(axes.high[1]) + 1):
        y, begin = axes.y(10.0**power), axes.left + LEFT
        yield f'<path d="M{begin:.1f} {y:.1f}H{axes.left + WIDTH - RIGHT}" stroke="#ddd"/>'
        yield f'<text x="{begin - 6:.1f}" y="{y + 4:.1f}" text-anchor="end">{short(10.0**power)}</text>'


def _linear(axes: _Axes, points: Points) -> str:
    """A dashed line of exponent 1 through the largest point, cut where it leaves the panel."""
    last_x, last_y = max(points)
    first_x = max(10 ** axes.low[0], last_x * 10 ** axes.low[1] / last_y)
    first_y = last_y * first_x / last_x
    return (
        f'<path d="M{axes.x(first_x):.1f} {axes.y(first_y):.1f}L{axes.x(last_x):.1f} {axes.y(last_y):.1f}" '
        f'stroke="#999" stroke-dasharray="4 4"><title>linear</title></path>'
    )


def short(value: float) -> str:
    """A power of ten as an axis has it: 0.1, 10, 1k, 1M."""
    for size, letter in ((1e6, "M"), (1e3, "k")):
        if value >= size:
            return f"{value / size:.0f}{letter}"
    return f"{value:g}"
