"""The outlines of nodes as SVG paths, and samples of them for the legend."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from negmap.render.theme import Outline

Points = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def path(outline: Outline, at: Points, cut: float = 9) -> str:
    """Return the path of an outline in a rectangle; `cut` is how deep corners and tips go in."""
    left, top, right, bottom = at
    cut = min(cut, (right - left) / 3, (bottom - top) / 3)
    return _SHAPES.get(outline, _box)(left, top, right, bottom, cut)


def circle(x: float, y: float, radius: float) -> str:
    """Return the path of a circle round a point."""
    arc = f"A{radius:.2f},{radius:.2f} 0 0 1"
    return f"M{x - radius:.2f},{y:.2f} {arc} {x + radius:.2f},{y:.2f} {arc} {x - radius:.2f},{y:.2f} Z"


def head(x: float, y: float) -> str:
    """Return the path of an arrow's head that points right, to a point."""
    return _closed((x, y), (x - 8, y - 3.5), (x - 8, y + 3.5))


def _closed(*points: tuple[float, float]) -> str:
    return "M" + " L".join(f"{x:.2f},{y:.2f}" for x, y in points) + " Z"


def _box(x: float, y: float, r: float, b: float, cut: float) -> str:
    return _closed((x, y), (r, y), (r, b), (x, b))


def _octagon(x: float, y: float, r: float, b: float, c: float) -> str:
    return _closed((x + c, y), (r - c, y), (r, y + c), (r, b - c), (r - c, b), (x + c, b), (x, b - c), (x, y + c))


def _hexagon(x: float, y: float, r: float, b: float, c: float) -> str:
    middle = (y + b) / 2
    return _closed((x + 1.4 * c, y), (r - 1.4 * c, y), (r, middle), (r - 1.4 * c, b), (x + 1.4 * c, b), (x, middle))


def _arrow(x: float, y: float, r: float, b: float, c: float) -> str:
    return _closed((x, y), (r - 1.4 * c, y), (r, (y + b) / 2), (r - 1.4 * c, b), (x, b))


def _notched(x: float, y: float, r: float, b: float, c: float) -> str:
    return _closed((x, y), (r, y), (r, b), (x, b), (x + 1.2 * c, (y + b) / 2))


def _folded(x: float, y: float, r: float, b: float, c: float) -> str:
    fold = f" M{r - c:.2f},{y:.2f} L{r - c:.2f},{y + c:.2f} L{r:.2f},{y + c:.2f}"
    return _closed((x, y), (r - c, y), (r, y + c), (r, b), (x, b)) + fold


def _arcs(x: float, y: float, r: float, b: float, c: float, sweep: int) -> str:
    corners = ((r - c, y, r, y + c), (r, b - c, r - c, b), (x + c, b, x, b - c), (x, y + c, x + c, y))
    parts = [f"L{x1:.2f},{y1:.2f} A{c:.2f},{c:.2f} 0 0 {sweep} {x2:.2f},{y2:.2f}" for x1, y1, x2, y2 in corners]
    return f"M{x + c:.2f},{y:.2f} " + " ".join(parts) + " Z"


def _rounded(x: float, y: float, r: float, b: float, c: float) -> str:
    return _arcs(x, y, r, b, 1.2 * c, 1)


def _plaque(x: float, y: float, r: float, b: float, c: float) -> str:
    return _arcs(x, y, r, b, c, 0)


def _circle(x: float, y: float, r: float, b: float, c: float) -> str:
    return circle((x + r) / 2, (y + b) / 2, min(r - x, b - y) / 2)


_SHAPES: Mapping[Outline, Callable[[float, float, float, float, float], str]] = {
    "box": _box,
    "rounded": _rounded,
    "octagon": _octagon,
    "plaque": _plaque,
    "hexagon": _hexagon,
    "arrow": _arrow,
    "notched": _notched,
    "folded": _folded,
    "circle": _circle,
}
