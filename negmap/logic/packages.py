"""Packages: minimal sets of concessions that open a settlement, in the order of method.md §9.3."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from negmap.findings.packages import Rung
from negmap.logic.budget import Budget, OutOfTime, TooMuch
from negmap.logic.components import components
from negmap.logic.encoding import Encoding, Groups
from negmap.logic.labels import small_first
from negmap.logic.rules import Rule, of_claim
from negmap.logic.solver import Model, Optimizer

Levels = tuple[tuple[str, int], ...]
"""The claims that move, by id, each with the rung it moves to, counted from 1."""
Weight = Callable[[str, int], tuple[int, ...]]
"""The share of a claim at a rung in the order of packages: numbers that are summed and compared from the left."""

STEPS = {500: 600_000, 10**9: 60_000}
"""How many steps the search for which claims belong together may take in a part with up to so many rungs.

A step takes two millionths of a second. In a large part the search seldom ends, so it is given a short try.
"""


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


def parts(
    ladders: Mapping[str, tuple[Rung, ...]], definitions: Groups, budget: Budget
) -> Iterator[tuple[tuple[str, ...], dict[str, tuple[Rule, ...]]]]:
    """Yield each component: its claims, sorted, and the definitions that can matter to it (method.md §9.2).

    Claims belong together when they occur together in a minimal clash of claims, each on some rung. Where
    there are too many such clashes to look through, all claims that can touch each other count as together.
    """
    for soft, hard in components(rung_groups(ladders), definitions, budget=budget):
        together = _Together()
        every = {name.rpartition("@")[0] for name in soft}
        try:
            for clash in small_first(soft, hard, budget, _steps(len(soft))):
                together.join(name.rpartition("@")[0] for name in clash)
                if together.one(every):
                    break
        except TooMuch:
            together.join(every)
        for claims in together.sets():
            yield claims, hard


def _steps(rungs: int) -> int:
    return next(steps for most, steps in STEPS.items() if rungs <= most)


class _Together:
    """Sets of claims that grow together."""

    def __init__(self) -> None:
        self._set_of: dict[str, set[str]] = {}

    def join(self, claims: Iterable[str]) -> None:
        joined: set[str] = set()
        for claim in claims:
            joined |= self._set_of.get(claim, {claim})
        self._set_of.update((claim, joined) for claim in joined)

    def one(self, claims: set[str]) -> bool:
        return len(next(iter(self._set_of.values()), ())) == len(claims)

    def sets(self) -> list[tuple[str, ...]]:
        return sorted(tuple(sorted(found)) for found in {id(found): found for found in self._set_of.values()}.values())


@dataclass(frozen=True, slots=True)
class Limits:
    """What a search is held to: claims that must not move; rungs that must not be reached."""

    held: frozenset[str] = frozenset()
    no_giving_up: bool = False
    some_of: tuple[frozenset[tuple[str, int]], ...] = ()
    """Of each of these sets, one claim at least must move to its rung or below."""
    more_than: tuple[frozenset[tuple[str, int]], int] | None = None
    """Of this set, more claims than this number must move to their rungs or below."""


class Search:
    """Packages of one component."""

    def __init__(
        self, claims: Sequence[str], ladders: Mapping[str, tuple[Rung, ...]], definitions: Groups, budget: Budget
    ) -> None:
        self._ladders = {claim: ladders[claim] for claim in claims}
        self._budget = budget
        self._definitions = definitions
        self._encoding = Encoding({**rung_groups(self._ladders), **definitions}, budget)
        self._always = [[self._encoding.switch(name)] for name in definitions]
        self._variables = {
            claim: [self._encoding.switch(f"{claim}@{number}") for number in range(len(rungs) - 1)]
            for claim, rungs in self._ladders.items()
        }
        for variables in self._variables.values():
            self._always += [[-above, below] for above, below in pairwise(variables)]

    def _at(self, claim: str, rung: int) -> int:
        """Return the variable that says that a claim is held on this rung or above."""
        return self._variables[claim][rung]

    def listed(self, weight: Weight, limits: Limits | None = None) -> Iterator[tuple[tuple[int, ...], Levels]]:
        """Yield every minimal package within the limits with its total weight, least first, then by claims and rungs.

        Raises OutOfTime when the budget is spent.
        """
        for total, same in groupby(self._by_weight(weight, limits or Limits()), key=lambda found: found[0]):
            yield from ((total, levels) for _, levels in sorted(same, key=lambda found: self._names(found[1])))

    def _names(self, levels: Levels) -> tuple[tuple[str, str], ...]:
        return tuple((claim, self._ladders[claim][rung].name) for claim, rung in levels)

    def _by_weight(self, weight: Weight, limits: Limits) -> Iterator[tuple[tuple[int, ...], Levels]]:
        scale = _Scale({c: [weight(c, r) for r in range(len(rungs))] for c, rungs in self._ladders.items()})
        wishes = {
            self._at(claim, number): scale.step(claim, number + 1)
            for claim, rungs in self._ladders.items()
            for number in range(len(rungs) - 1)
        }
        engine = Optimizer([*self._encoding.clauses, *self._always, *self._within(limits)], wishes)
        while True:
            try:
                model = engine.best(self._budget.seconds)
            except TimeoutError:
                raise OutOfTime from None
            if model is None:
                return
            rings = self._encoding.forbid_rings(model)
            for clause in rings:
                engine.add(clause)
            if rings:
                continue
            levels = self._levels(model)
            if not (limits.some_of or limits.more_than) or self.minimal(levels):
                yield scale.total(levels), levels
            engine.add([self._at(claim, rung - 1) for claim, rung in levels])

    def _within(self, limits: Limits) -> Iterator[list[int]]:
        for claim, rungs in self._ladders.items():
            if claim in limits.held:
                yield [self._at(claim, 0)]
            elif limits.no_giving_up:
                yield [self._at(claim, next(n for n, rung in enumerate(rungs) if rung.gives_up) - 1)]
        for choice in limits.some_of:
            yield [-self._at(claim, rung - 1) for claim, rung in sorted(choice)]
        if limits.more_than is not None:
            choice, number = limits.more_than
            moved = [-self._at(claim, rung - 1) for claim, rung in sorted(choice)]
            yield from self._encoding.solver.at_least(moved, number + 1)

    def _levels(self, model: Model) -> Levels:
        return tuple(
            (claim, next((rung for rung, held in enumerate(variables) if model[held - 1] > 0), len(variables)))
            for claim, variables in self._variables.items()
            if model[variables[0] - 1] < 0
        )

    def opens(self, levels: Levels) -> bool:
        """Say whether some settlement satisfies every claim of the component at its rung."""
        moved = dict(levels)
        held = [
            f"{claim}@{moved.get(claim, 0)}"
            for claim, rungs in self._ladders.items()
            if rungs[moved.get(claim, 0)].held
        ]
        return self._encoding.holds((*held, *self._definitions))

    def minimal(self, levels: Levels) -> bool:
        """Say whether no claim could stand one rung higher, so that nothing above the package opens."""
        return not any(self.opens(_raised(levels, claim)) for claim, _ in levels)


def _raised(levels: Levels, claim: str) -> Levels:
    return tuple((c, r - (c == claim)) for c, r in levels if (c, r) != (claim, 1))


class _Scale:
    """Vectors that are summed and compared from the left, as whole numbers that do the same."""

    def __init__(self, vectors: Mapping[str, list[tuple[int, ...]]]) -> None:
        self._vectors = vectors
        self._base = 1 + sum(max(max(v) for v in steps) for steps in vectors.values())

    def _number(self, vector: tuple[int, ...]) -> int:
        number = 0
        for digit in vector:
            number = number * self._base + digit
        return number

    def step(self, claim: str, rung: int) -> int:
        """Return what moving from the rung above to this one adds."""
        return self._number(self._vectors[claim][rung]) - self._number(self._vectors[claim][rung - 1])

    def total(self, levels: Levels) -> tuple[int, ...]:
        """Return the sum over the claims that move."""
        return tuple(sum(column) for column in zip(*(self._vectors[c][r] for c, r in levels), strict=True))
