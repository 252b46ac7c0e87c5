"""Which orders are drawn between positions: few enough to follow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from negmap.graph import key
from negmap.render.views.scene import Scene
from negmap.render.views.sticking import StickingPoint

_ASKED = ("demand", "support", "accept", "offer", "only", "consider")


@dataclass(frozen=True, slots=True, order=True)
class DrawnOrder:
    """An arrow from a position on the term that comes first to one on the term that comes after it."""

    first: str
    then: str
    inferred: bool


def drawn_orders(scene: Scene, points: Iterable[StickingPoint]) -> tuple[DrawnOrder, ...]:
    """Return the orders that positions at a sticking point ask for, to a position on the other term at the same one.

    There is one arrow for each position and other term; where no position at the sticking point is on the
    other term there is none, and the words of the position say it.
    """
    found = {order for point in points for order in _of_point(scene, point)}
    return tuple(sorted(found))


def _of_point(scene: Scene, point: StickingPoint) -> Iterator[DrawnOrder]:
    about = {position: _terms(scene, position) for position in point.parts}
    for position in point.having("clash"):
        for other, comes_first in _asked(scene, position):
            partner = next((p for p in point.parts if p != position and other in about[p] and _wanted(scene, p)), None)
            if partner is not None:
                inferred = scene.node("position", position)["read"] == "inferred"
                first, then = (partner, position) if comes_first else (position, partner)
                yield DrawnOrder(first, then, inferred)


def _terms(scene: Scene, position: str) -> set[str]:
    edges = scene.graph.leaving(key("position", position))
    return {head for head, edge in edges if edge["kind"] == "about"}


def _wanted(scene: Scene, position: str) -> bool:
    return scene.node("position", position)["stance"] in _ASKED


def _asked(scene: Scene, position: str) -> list[tuple[str, bool]]:
    """Return the terms that a position orders its own by, and whether they come first."""
    found = {
        (head, edge["kind"] == "after")
        for term in _terms(scene, position)
        for head, edge in scene.graph.leaving(term)
        if edge["kind"] in ("after", "before", "no_later_than") and edge["position"] == position
    }
    return sorted(found)
