"""Sticking points to draw: which positions stand in whose way, and what is left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from negmap.findings.conflicts import Obstacle
from negmap.graph import voiced_in
from negmap.study import Study

Part = Literal["clash", "held"]
"""What a position has to do with a sticking point: it stands in the way, or is held up."""


@dataclass(frozen=True, slots=True)
class StickingPoint:
    """An obstacle with its number in the picture, and the part each position has in it."""

    number: int
    obstacle: Obstacle
    parts: Mapping[str, Part]

    @property
    def key(self) -> str:
        """Return its key in the picture."""
        return f"obstacle:{self.obstacle.id}"

    def having(self, *parts: Part) -> tuple[str, ...]:
        """Return the positions that have one of these parts."""
        return tuple(position for position, part in self.parts.items() if part in parts)


def sticking_points(study: Study) -> tuple[StickingPoint, ...]:
    """Return every obstacle with its positions; those of conflicts that only follow from it are not among them."""
    return tuple(
        StickingPoint(number, obstacle, dict(sorted(_parts(study, obstacle).items())))
        for number, obstacle in enumerate(study.conflicts.obstacles, 1)
    )


def _parts(study: Study, obstacle: Obstacle) -> dict[str, Part]:
    parts: dict[str, Part] = dict.fromkeys(_voicing(study, obstacle.blocks), "held")
    parts.update(dict.fromkeys(_voicing(study, obstacle.claims), "clash"))
    return parts


def further_on(study: Study, points: Iterable[StickingPoint]) -> dict[str, tuple[int, ...]]:
    """Return the positions in conflicts at sticking points or following from them, with the numbers of these."""
    found: dict[str, set[int]] = {}
    for point in points:
        names = {name for c in study.conflicts.conflicts if c.follows_from == point.obstacle.id for name in c.claims}
        for position in {*_voicing(study, names), *point.parts}:
            found.setdefault(position, set()).add(point.number)
    return {position: tuple(sorted(found[position])) for position in sorted(found)}


def _voicing(study: Study, claims: Iterable[str]) -> Iterator[str]:
    yield from voiced_in((study.claims[name] for name in claims), binding=True)


def first_of(points: Iterable[StickingPoint], most: int) -> tuple[StickingPoint, ...]:
    """Return the first sticking points that have at most so many positions together.

    The very first is among them in any case, if need be with only so many of its positions.
    """
    chosen: list[StickingPoint] = []
    drawn: set[str] = set()
    for point in points:
        if len(drawn | point.parts.keys()) > most:
            return tuple(chosen) or (_first_positions(point, most),)
        chosen.append(point)
        drawn |= point.parts.keys()
    return tuple(chosen)


def _first_positions(point: StickingPoint, most: int) -> StickingPoint:
    kept = {*(*point.having("clash"), *point.having("held"))[:most]}
    return replace(point, parts={position: part for position, part in point.parts.items() if position in kept})


def sides(points: Iterable[StickingPoint], party_of: Mapping[str, str]) -> frozenset[str]:
    """Return the parties to draw on the left: so that sticking points lie between the sides, as far as they can.

    The first party by id is among them. It is a matter of layout and says nothing of who stands with whom.
    """
    against: dict[tuple[str, str], int] = {}
    for point in points:
        parties = sorted({party_of[position] for position in point.parts})
        for a in parties:
            for b in parties:
                against[a, b] = against.get((a, b), 0) + (a != b)
    left: set[str] = set()
    right: set[str] = set()
    for party in sorted({a for a, _ in against}):
        to_left = sum(against.get((party, other), 0) for other in left)
        to_right = sum(against.get((party, other), 0) for other in right)
        (right if to_left > to_right else left).add(party)
    return frozenset(left)
