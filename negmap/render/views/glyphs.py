"""Small signs for shapes of deadlock: what each looks like on a map, in a square of 26 points."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import cos, pi, sin

from negmap.render.chart import Chart
from negmap.render.frame import TEXT
from negmap.render.lettering import Line

SIZE = 26.0
_RADIUS = 10.0
MOST = 9
"""A ring of more terms than this is drawn as a circle with its number."""


def glyph(chart: Chart, shape: str, x: float, middle: float) -> None:
    """Draw the sign of a shape, its middle at a height."""
    base, _, length = shape.partition("-")
    y = middle - SIZE / 2
    if base == "ring":
        _ring(chart, int(length), x, y)
    elif base == "definitions":
        _chain(chart, int(length), x, y)
    else:
        _DRAWN[base](chart, x, y)


def _ring(chart: Chart, number: int, x: float, y: float) -> None:
    centre = SIZE / 2
    chart.dot(x + centre, y + centre, _RADIUS, fill="none", stroke=chart.theme.ink, stroke_width="1.4")
    if number > MOST:
        chart.put(Line(str(number), TEXT - 2, chart.theme.ink), x + centre, y + centre + 3.2, middle=True)
        return
    for n in range(number):
        turn = 2 * pi * n / number - pi / 2
        chart.dot(x + centre + _RADIUS * cos(turn), y + centre + _RADIUS * sin(turn), 2.9, fill=chart.theme.clash)


def _chain(chart: Chart, number: int, x: float, y: float) -> None:
    """Draw a want on the left, definitions as a dotted line with a knot each, a refusal on the right."""
    centre = SIZE / 2
    chart.dot(x + 3.5, y + centre, 3, fill=chart.theme.ink)
    chart.draw(
        f"M3.5,{centre} L22,{centre}", x, y, stroke=chart.theme.quiet, stroke_width="1.8", stroke_dasharray="1.5,3"
    )
    for n in range(1, min(number, 5)):
        at = 3.5 + 18.5 * n / min(number, 5)
        chart.box(x + at - 2.2, y + centre - 2.2, 4.4, 4.4, fill=chart.theme.ground, stroke=chart.theme.ink)
    chart.draw(f"M23,{centre - 7} L23,{centre + 7}", x, y, stroke=chart.theme.clash, stroke_width="2.4")


def _options(chart: Chart, x: float, y: float) -> None:
    look = {"fill": chart.theme.node, "stroke": chart.theme.ink, "stroke_width": "1.4"}
    chart.box(x + 1, y + 8, 9, 10, **look)
    chart.box(x + 16, y + 8, 9, 10, **look)
    chart.draw("M10.5,10.5 L15.5,15.5 M15.5,10.5 L10.5,15.5", x, y, stroke=chart.theme.clash, stroke_width="1.8")


def _numbers(chart: Chart, x: float, y: float) -> None:
    """Draw two ranges side by side that leave a gap."""
    chart.draw("M0,8 L10,8 M10,3.5 L10,12.5", x, y, stroke_width="1.8")
    chart.draw("M26,18 L16,18 M16,13.5 L16,22.5", x, y, stroke_width="1.8")
    chart.draw("M11.5,13 L14.5,13", x, y, stroke=chart.theme.clash, stroke_width="2")


def _direct(chart: Chart, x: float, y: float) -> None:
    centre = SIZE / 2
    chart.draw(f"M5,{centre} L20,{centre}", x, y, stroke_width="1.4")
    chart.dot(x + 4, y + centre, 3, fill=chart.theme.ink)
    chart.draw(f"M21,{centre - 7} L21,{centre + 7}", x, y, stroke=chart.theme.clash, stroke_width="2.4")


def _conditions(chart: Chart, x: float, y: float) -> None:
    chart.draw("M5,13 L9,7 L17,7 L21,13 L17,19 L9,19 Z", x, y, fill=chart.theme.node, stroke_width="1.4")
    chart.draw("M10.5,10.5 L15.5,15.5 M15.5,10.5 L10.5,15.5", x, y, stroke=chart.theme.clash, stroke_width="1.8")


_DRAWN: Mapping[str, Callable[[Chart, float, float], None]] = {
    "options": _options,
    "numbers": _numbers,
    "direct": _direct,
    "conditions": _conditions,
}
