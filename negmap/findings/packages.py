"""Ladders and packages: what a claim could be softened to, and minimal sets of such steps that open a settlement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from negmap.findings.claims import Claim
from negmap.findings.conflicts import Completeness

Group = Literal["bridge", "only", "several", "without"]
"""bridge: nobody gives anything up; only: one party moves; several: several move; without: by going without."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung of a ladder.

    `name` is as-stated, same-time, any-order, a number, within-1, within-2 … or dropped. `held` are
    the claims that are kept in place of the one stated: itself on the highest rung, none on the
    lowest. `gives_up` says that the claim counts as dropped.
    """

    name: str
    held: tuple[Claim, ...]
    gives_up: bool


@dataclass(frozen=True, slots=True)
class Cost:
    """How many parties give way on what: red lines, firm and flexible words, dropped and softened.

    Compared from the left; a reading order, not a price.
    """

    red_lines_dropped: int = 0
    red_lines_softened: int = 0
    firm_dropped: int = 0
    firm_softened: int = 0
    flexible_dropped: int = 0
    flexible_softened: int = 0


@dataclass(frozen=True, slots=True)
class Concession:
    """One claim moved down its ladder: `rung` counts from 1; `gives_up` says that it counts as dropped."""

    claim: str
    parties: tuple[str, ...]
    rung: int
    to: str
    gives_up: bool


@dataclass(frozen=True, slots=True)
class Package:
    """A minimal set of concessions of one component that opens a settlement.

    `gives_up` are the wants that count as dropped. `pareto` is None where not every package is
    known, so that it cannot be told. `empty` says that no demand of the component is met.
    """

    id: str
    group: Group
    movers: tuple[str, ...]
    concessions: tuple[Concession, ...]
    gives_up: tuple[str, ...]
    cost: Cost
    rungs_down: int
    empty: bool
    pareto: bool | None = None

    @property
    def bridge(self) -> bool:
        """Say whether no claim counts as dropped."""
        return not any(c.gives_up for c in self.concessions)


@dataclass(frozen=True, slots=True)
class Component:
    """Claims that hang together, and the packages that open a settlement for them, smallest first.

    `conflicts` are ids of the conflicts among them as stated. `firsts` are the ids of the packages
    shown first: each group's smallest, and the one with the fewest moves.
    """

    id: str
    claims: tuple[str, ...]
    conflicts: tuple[str, ...]
    packages: tuple[Package, ...]
    firsts: tuple[str, ...]
    completeness: Completeness


@dataclass(frozen=True, slots=True)
class Concessions:
    """The packages of every component; `combined` has the id of the first package of each."""

    components: tuple[Component, ...]
    combined: tuple[str, ...]
    completeness: Completeness
