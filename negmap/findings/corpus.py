"""Rows of the tables on many negotiations: one table a question, each row back to the statements behind it."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from typing import Literal, Union, get_args, get_origin, get_type_hints

ColumnKind = Literal["text", "number", "truth", "day", "texts"]
Cell = str | int | bool | list[str] | None
"""What a table holds in one place; a day is written as 2025-12-15."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its name and what it holds."""

    name: str
    kind: ColumnKind


@dataclass(frozen=True, slots=True, kw_only=True)
class MapRow:
    """What every row on a map begins with.

    `negotiation` is its folder below that of the corpus, `as_of` the day of the map, `version` that of negmap.
    """

    negotiation: str
    as_of: date | None
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NegotiationRow(MapRow):
    """One map of a negotiation: how much it rests on, and how much it shows; `partial` is what was left out."""

    title: str
    statements: int
    positions: int
    claims: int
    definitions: int
    parties: tuple[str, ...]
    conflicts: int
    obstacles: int
    tensions: int
    blocked: int
    rejected: int
    complete: bool
    partial: tuple[str, ...]
    internal: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictTableRow(MapRow):
    """A conflict of a map; each ring is its terms joined by >. What the evidence says is as in `negmap conflicts`."""

    conflict: str
    kind: str
    shape: str
    size: int
    core: bool
    obstacle: str
    follows_from: str | None
    parties: tuple[str, ...]
    same_side: tuple[str, ...]
    claims: tuple[str, ...]
    definitions: tuple[str, ...]
    rings: tuple[str, ...]
    fewest_statements: int
    fewest_speakers: int
    fewest_sources: int
    first_hand: bool
    stated: bool
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ObstacleTableRow(MapRow):
    """An obstacle of a map, with the wants that it holds up (`blocks`) and the conflicts shown under it."""

    obstacle: str
    kind: str
    shape: str
    parties: tuple[str, ...]
    claims: tuple[str, ...]
    blocks: tuple[str, ...]
    conflicts: tuple[str, ...]
    definitions: tuple[str, ...]
    rings: tuple[str, ...]
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockedTableRow(MapRow):
    """One reason for which a term is blocked or rejected, smallest first, of so many `reasons`.

    Where the time was up before its reasons were known, `reason` is empty.
    """

    term: str
    title: str
    issue: str | None
    hold: str
    reason: int | None
    reasons: int | None
    claims: tuple[str, ...]
    definitions: tuple[str, ...]
    rings: tuple[str, ...]
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageTableRow(MapRow):
    """The package that comes first in a component, smallest first; none where none was found.

    `concessions` are claims with the rung each moves to, as CLAIM=RUNG. `statements` are those
    behind the claims that move.
    """

    component: str
    conflicts: tuple[str, ...]
    package: str | None
    group: str | None
    bridge: bool | None
    empty: bool | None
    movers: tuple[str, ...]
    concessions: tuple[str, ...]
    gives_up: tuple[str, ...]
    red_lines_dropped: int | None
    red_lines_softened: int | None
    firm_dropped: int | None
    firm_softened: int | None
    flexible_dropped: int | None
    flexible_softened: int | None
    rungs_down: int | None
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationTableRow(MapRow):
    """Two parties: the claims that both voice, the conflicts and tensions that they alone make up."""

    party: str
    other: str
    shared: tuple[str, ...]
    opposed: tuple[str, ...]
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvolutionRow:
    """An unbroken run of maps on which a conflict stands: `maps` of them, from `first` to `last`.

    `before` and `after` are the maps next to the run, without it: none where the range ends.
    `statements` are those behind the conflict on the first map of the run.
    """

    negotiation: str
    version: str
    conflict: str
    obstacle: str
    kind: str
    shape: str
    before: date | None
    first: date
    last: date
    after: date | None
    maps: int
    of_maps: int
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultRow(MapRow):
    """Why a negotiation, or a map of it, is missing: a fault in a file, or a search that failed.

    `stage` is `reading` or `analysis`. File, line and column are empty where it lies in no file.
    """

    stage: str
    code: str
    file: str | None
    line: int | None
    column: int | None
    message: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShapeTableRow:
    """How often a shape of deadlock occurs: in how many of the negotiations analysed, and as how many obstacles."""

    shape: str
    negotiations: int
    of_negotiations: int
    obstacles: int
    conflicts: int
    version: str


TABLES: Mapping[str, type] = {
    "negotiations": NegotiationRow,
    "conflicts": ConflictTableRow,
    "obstacles": ObstacleTableRow,
    "blocked": BlockedTableRow,
    "packages": PackageTableRow,
    "relations": RelationTableRow,
    "evolution": EvolutionRow,
    "faults": FaultRow,
}
"""The tables by name, each with the record that is a row of it."""
SHAPES = "shapes"
"""The table on all negotiations together."""

_KINDS: Mapping[type, ColumnKind] = {str: "text", int: "number", bool: "truth", date: "day", tuple: "texts"}


@cache
def columns(row: type) -> tuple[Column, ...]:
    """Return the columns of the table that a record is a row of."""
    hints = get_type_hints(row)
    return tuple(Column(f.name, _kind(hints[f.name])) for f in fields(row))


def _kind(hint: object) -> ColumnKind:
    if get_origin(hint) in (Union, types.UnionType):
        hint = next(part for part in get_args(hint) if part is not type(None))
    base = get_origin(hint) or hint
    assert isinstance(base, type)
    return _KINDS[base]


def cells(row: object) -> list[Cell]:
    """Return a row as plain values, in the order of its columns."""
    return [_plain(getattr(row, f.name)) for f in fields(row)]  # type: ignore[arg-type] # a record of TABLES


def _plain(value: object) -> Cell:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    assert value is None or isinstance(value, str | int)
    return value
