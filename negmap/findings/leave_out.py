"""What stands on maps from which something was left out, and what falls with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from negmap.findings.conflicts import Completeness

UnitKind = Literal["statement", "speaker", "source"]
ItemKind = Literal["obstacle", "conflict", "blocked", "rejected", "package"]
ITEM_KINDS: tuple[ItemKind, ...] = ("obstacle", "conflict", "blocked", "rejected", "package")
"""What is looked for on every map, in the order in which it is shown."""
Item = tuple[ItemKind, str]
"""A result by its kind and id: of an obstacle, a conflict, a term, a package."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What can be left out: a statement, a speaker of a party, an independent source.

    `statements` are those that it bears: one goes when all that bear it are left out. `alone` are those that go when
    this is left out alone.
    """

    id: str
    statements: tuple[str, ...]
    alone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """Which maps are made: so many units left out at a time; all such maps, or a sample of them.

    `possible` is the number of all such maps. `seed` is None where all of them are made.
    """

    kind: UnitKind
    size: int
    possible: int
    maps: tuple[tuple[int, ...], ...]
    seed: int | None


@dataclass(frozen=True, slots=True)
class Standing:
    """A result on the whole map or on others: on how many maps it stands, and what else is so.

    `on_whole` says whether it stands on the whole map. `falls_without` are the units (by place) without
    each of which alone it falls. `falls_with` are results of the whole map that are missing on every map from
    which this one is missing. `example` are the units left out of the first map on which it stands, if it does
    not stand on the whole one.
    """

    item: Item
    on_whole: bool
    maps: int
    falls_without: tuple[int, ...]
    falls_with: tuple[Item, ...]
    example: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitEffect:
    """A unit, what falls where it alone is left out, and what comes there that the whole map does not have."""

    unit: Unit
    falls: tuple[Item, ...]
    comes: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class LeaveOut:
    """A study: the maps that were made, what stands on how many, what each unit brings down.

    `done` counts the maps that were made within the time.
    """

    choice: Choice
    done: int
    units: tuple[Unit, ...]
    standings: Mapping[Item, Standing]
    effects: tuple[UnitEffect, ...]
    completeness: Completeness
