"""Minimal packages of a component one after the other, least weight first, however many there are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from negmap.logic.budget import Budget, OutOfTime
from negmap.logic.rungs import Levels, Limits, Rungs, giving_up
from negmap.logic.solver import Optimizer

Total = tuple[int, ...]
"""Numbers that are compared from the left."""
Weight = Callable[[str, int], Total]
"""The share of a claim at a rung in the order of packages: what is summed over the claims that move."""


def total(weight: Weight, levels: Levels) -> Total:
    """Return the sum over the claims that move."""
    return tuple(sum(column) for column in zip(*(weight(claim, rung) for claim, rung in levels), strict=True))


def cheapest(rungs: Rungs, weight: Weight, limits: Limits, budget: Budget) -> Iterator[tuple[Total, Levels]]:
    """Yield every minimal package within the limits with its weight, least first; those of one weight in no order.

    Raises OutOfTime when the budget is spent.
    """
    scale = _Scale({c: [weight(c, r) for r in range(len(steps))] for c, steps in rungs.ladders.items()})
    wishes = {
        variable: scale.step(claim, number)
        for claim, variables in rungs.variables.items()
        for number, variable in enumerate(variables, 1)
    }
    engine = Optimizer([*rungs.encoding.clauses, *rungs.clauses, *_within(rungs, limits)], wishes)
    while True:
        try:
            model = engine.best(budget.seconds)
        except TimeoutError:
            raise OutOfTime from None
        if model is None:
            return
        rings = rungs.encoding.forbid_rings(model)
        for clause in rings:
            engine.add(clause)
        if rings:
            continue
        levels = rungs.levels(model)
        if not (limits.some_of or limits.more_than) or rungs.minimal(levels):
            yield total(weight, levels), levels
        engine.add([-literal for literal in rungs.moved(levels)])


def _within(rungs: Rungs, limits: Limits) -> Iterator[list[int]]:
    for claim, variables in rungs.variables.items():
        if claim in limits.held:
            yield [variables[0]]
        elif limits.no_giving_up:
            yield [variables[giving_up(rungs.ladders[claim]) - 1]]
    yield from (rungs.moved(some) for some in limits.some_of)
    if limits.more_than is not None:
        some, number = limits.more_than
        yield from rungs.encoding.solver.at_least(rungs.moved(some), number + 1)


class _Scale:
    """Vectors that are summed and compared from the left, as whole numbers that do the same."""

    def __init__(self, vectors: Mapping[str, list[Total]]) -> None:
        self._vectors = vectors
        self._base = 1 + sum(max(max(v) for v in steps) for steps in vectors.values())

    def _number(self, vector: Total) -> int:
        number = 0
        for digit in vector:
            number = number * self._base + digit
        return number

    def step(self, claim: str, rung: int) -> int:
        """Return what moving from the rung above to this one adds."""
        return self._number(self._vectors[claim][rung]) - self._number(self._vectors[claim][rung - 1])
