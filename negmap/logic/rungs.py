"""Claims on the rungs of their ladders, as clauses: which rungs can be held together (method.md §9.1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from negmap.findings.packages import Rung
from negmap.logic.budget import Budget
from negmap.logic.encoding import Encoding, Groups
from negmap.logic.rules import Rule, of_claim
from negmap.logic.solver import Model

Ladders = Mapping[str, tuple[Rung, ...]]
Levels = tuple[tuple[str, int], ...]
"""The claims that move, by id, each with the rung it moves to, counted from 1."""
Reached = frozenset[tuple[str, int]]
"""Claims, each with a rung: a claim that moves there or below has reached it."""


def giving_up(rungs: Sequence[Rung]) -> int:
    """Return the highest rung on which a claim is given up; on those below it is, too."""
    return next(number for number, rung in enumerate(rungs) if rung.gives_up)


def rung_rules(rung: Rung) -> tuple[Rule, ...]:
    """Return the rules of what a rung still holds."""
    return tuple(rule for claim in rung.held for rule in of_claim(claim))


def rung_groups(ladders: Mapping[str, tuple[Rung, ...]]) -> dict[str, tuple[Rule, ...]]:
    """Return the rules of every rung that holds something, as ``claim@rung``."""
    return {
        f"{claim}@{number}": rung_rules(rung)
        for claim, rungs in ladders.items()
        for number, rung in enumerate(rungs)
        if rung.held
    }


@dataclass(frozen=True, slots=True)
class Limits:
    """What packages are held to: claims that must not move; rungs that must, or must not, be reached."""

    held: frozenset[str] = frozenset()
    no_giving_up: bool = False
    some_of: tuple[Reached, ...] = ()
    """One of each of these at least must be reached."""
    more_than: tuple[Reached, int] | None = None
    """More of these than this number must be reached."""


class Rungs:
    """The claims of one component on their rungs, and the definitions that matter to them."""

    def __init__(self, ladders: Ladders, definitions: Groups, budget: Budget) -> None:
        """Take the ladders of the component's claims."""
        self.ladders = ladders
        self.encoding = Encoding({**rung_groups(ladders), **definitions}, budget)
        self._definitions = [self.encoding.switch(name) for name in definitions]
        self.variables = {
            claim: [self.encoding.switch(f"{claim}@{number}") for number in range(len(rungs) - 1)]
            for claim, rungs in ladders.items()
        }
        """For each claim the variables that say that it is held on a rung or above, from the top rung down."""

    @property
    def clauses(self) -> list[list[int]]:
        """Return clauses that always hold: the definitions do, and who stands on a rung keeps what is below it."""
        below = [[-up, down] for variables in self.variables.values() for up, down in pairwise(variables)]
        return [*([switch] for switch in self._definitions), *below]

    def moved(self, reached: Iterable[tuple[str, int]]) -> list[int]:
        """Return the literals that say that these are reached."""
        return [-self.variables[claim][rung - 1] for claim, rung in sorted(reached)]

    def levels(self, model: Model) -> Levels:
        """Return the claims that move in a model."""
        return tuple(
            (claim, next((rung for rung, held in enumerate(variables) if model[held - 1] > 0), len(variables)))
            for claim, variables in self.variables.items()
            if model[variables[0] - 1] < 0
        )

    def opens(self, levels: Levels) -> bool:
        """Say whether some settlement satisfies every claim at its rung."""
        moved = dict(levels)
        held = (variables[moved.get(claim, 0) :] for claim, variables in self.variables.items())
        return self.encoding.model_of([*self._definitions, *(v for variables in held for v in variables)]) is not None

    def minimal(self, levels: Levels) -> bool:
        """Say whether no claim could stand one rung higher, so that nothing above the package opens."""
        return not any(self.opens(_raised(levels, claim)) for claim, _ in levels)

    def fit(self, levels: Levels, limits: Limits) -> bool:
        """Say whether a package is within limits."""
        return (
            all(claim not in limits.held for claim, _ in levels)
            and not (limits.no_giving_up and any(self.ladders[claim][rung].gives_up for claim, rung in levels))
            and all(_reached(levels, some) for some in limits.some_of)
            and (limits.more_than is None or _reached(levels, limits.more_than[0]) > limits.more_than[1])
        )


def _reached(levels: Levels, aims: Reached) -> int:
    moved = dict(levels)
    return sum(moved.get(claim, 0) >= rung for claim, rung in aims)


def _raised(levels: Levels, claim: str) -> Levels:
    return tuple((c, r - (c == claim)) for c, r in levels if (c, r) != (claim, 1))
