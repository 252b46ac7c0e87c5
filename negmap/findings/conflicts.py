"""Conflicts, tensions, obstacles; blocked and rejected terms; settlements that witness."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

ConflictKind = Literal["quantity", "deadlock", "options", "direct", "definition", "condition"]
Ring = tuple[str, ...]
"""Terms in a ring: each before, or no later than, the next, and the last before the first."""


TIME = "the time given was up"
"""The reason of a search that was ended."""
SIZE = "only those up to a size were looked for"
"""The reason of a search for minimal sets of claims that is complete up to a size."""
APART = "the time given was up before all that was found was taken apart"
"""The reason of a list of conflicts that lacks some that were found."""


@dataclass(frozen=True, slots=True)
class Completeness:
    """Whether everything was found; else what cut the search: a limit on number or size, or the time.

    Where the reason is SIZE, the limit is the number of claims up to which every set was found; where it is APART,
    the number of conflicts that were found and are not listed.
    """

    complete: bool = True
    limit: int | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Clashes:
    """Minimal sets of claims that clash, as sorted claim ids, smallest first, and how complete the list is."""

    sets: tuple[tuple[str, ...], ...]
    completeness: Completeness


@dataclass(frozen=True, slots=True)
class Settlement:
    """Terms that are in with the step of each, and a value for each of their quantities that is bounded."""

    steps: Mapping[str, int]
    quantities: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class NeededDefinition:
    """A definition that a conflict uses, and whether the conflict stands without it."""

    id: str
    stands_without: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    """A minimal set of claims that no settlement satisfies.

    `claims` are claim ids, sorted. `witnesses` has, for each of them, a settlement that satisfies
    all the others and every definition. `obstacle` is the id of the obstacle it is shown under; where
    its own obstacle contains a smaller one, `follows_from` names that one.
    """

    id: str
    kind: ConflictKind
    claims: tuple[str, ...]
    definitions: tuple[NeededDefinition, ...]
    rings: tuple[Ring, ...]
    witnesses: Mapping[str, Settlement]
    obstacle: str
    follows_from: str | None = None


@dataclass(frozen=True, slots=True)
class Obstacle:
    """The conditions and refusals that stand in the way, and the wants that each conflict with it holds up."""

    id: str
    kind: ConflictKind
    claims: tuple[str, ...]
    blocks: tuple[str, ...]
    conflicts: tuple[str, ...]
    rings: tuple[Ring, ...]


@dataclass(frozen=True, slots=True)
class Conflicts:
    """All conflicts of a map, smallest first, by obstacle, and how complete the list is."""

    conflicts: tuple[Conflict, ...]
    obstacles: tuple[Obstacle, ...]
    completeness: Completeness


@dataclass(frozen=True, slots=True)
class Reason:
    """A minimal set of binding claims, satisfiable by itself, with which a term cannot be in."""

    claims: tuple[str, ...]
    definitions: tuple[str, ...]
    rings: tuple[Ring, ...]


@dataclass(frozen=True, slots=True)
class RejectedTerm:
    """A term on the table that a single refusal keeps out: of itself, or of what it brings by definition."""

    term: str
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Blocked:
    """Blocked and rejected terms, by id."""

    blocked: tuple[str, ...]
    rejected: tuple[RejectedTerm, ...]
    completeness: Completeness
