"""Charts, drawn by ourselves: one series of bars from zero; where nobody knows, a gap that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from shared.numbers import NOT_MEASURABLE, number_in_words

if TYPE_CHECKING:
    from services.reporting.exports.document import Chart

WIDTH, HEIGHT = 720, 260
LEFT, RIGHT, TOP, BOTTOM = 20, 20, 24, 44
"""Of the drawing, in its own units: room for labels."""
FULL = 0.72
"""How much of its place a bar takes."""


def svg(chart: Chart) -> str:
    """The drawing, readable in black and white and by who cannot see it: its text says each value."""
    highest = max([float(value) for _, value in chart.points if value is not None] + [0.0]) or 1.0
    place = (WIDTH - LEFT - RIGHT) / max(len(chart.points), 1)
    ground = HEIGHT - BOTTOM
    drawn = []
    for rank, (label, value) in enumerate(chart.points):
        middle = LEFT + place * (rank + 0.5)
        drawn.append(_text(middle, ground + 18, label))
        if value is None:
            drawn.append(_text(middle, ground - 6, NOT_MEASURABLE))
            continue
        height = (ground - TOP) * max(float(value), 0.0) / highest
        drawn.append(
            f'<rect x="{middle - place * FULL / 2:.1f}" y="{ground - height:.1f}" width="{place * FULL:.1f}"'
            f' height="{height:.1f}" fill="#3f5a78"/>'
        )
        drawn.append(_text(middle, ground - height - 6, number_in_words(float(value))))
    axis = f'<line x1="{LEFT}" y1="{ground}" x2="{WIDTH - RIGHT}" y2="{ground}" stroke="#000"/>'
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
        ' role="img" font-family="sans-serif" font-size="12">'
    )
    told = f"<title>{escape(chart.title)}</title><desc>{escape(alternative(chart))}</desc>"
    return f"{head}{told}{axis}{''.join(drawn)}</svg>"


def alternative(chart: Chart) -> str:
    """What it shows, in words."""
    values = (
        f"{label} : {NOT_MEASURABLE if value is None else number_in_words(float(value))}"
        for label, value in chart.points
    )
    return f"{chart.title} ({chart.unit}). {' ; '.join(values)}."


def _text(x: float, y: float, words: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="middle">{escape(words)}</text>'
