"""The earliest of all placings: steps, and the longest chain of orders (method.md §7.2, §8.3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from negmap.logic.budget import Budget
from negmap.logic.either import Placings, decided, settled
from negmap.logic.rules import Edge
from negmap.logic.timing import Options

TRIES = 50_000
"""So many steps of terms are tried in one part, for ways to decide either/ors, before the best so far is taken."""


@dataclass(frozen=True, slots=True)
class Earliest:
    """The step of each term from 1, and orders that make up the steps, with either/ors decided.

    Where not `exact` there were too many either/ors to try all.
    """

    steps: Mapping[str, int]
    edges: frozenset[Edge]
    exact: bool = True

    @property
    def rank(self) -> tuple[int, tuple[int, ...]]:
        """Return the sum of the steps, and the steps in order of ids: the smaller, the earlier."""
        return sum(self.steps.values()), tuple(self.steps.values())


def earliest(placings: Placings, budget: Budget) -> Earliest:
    """Return the placing with the smallest sum of steps; of several, with smaller steps first in order of ids.

    Raises OutOfTime when the budget is spent.
    """
    search = _Search(budget)
    search.try_all(placings)
    best = search.best or _any(placings, budget)
    return best if search.tries <= TRIES or not placings.either else replace(best, exact=False)


def _any(placings: Placings, budget: Budget) -> Earliest:
    one = decided(placings, budget)
    return Earliest(one.closure.earliest(), one.fixed)


def _option_kept(options: Options, steps: Mapping[str, int]) -> frozenset[Edge]:
    """Return the first option that such steps keep; empty where they keep none."""
    kept = (option for option in options if all(steps[e.first] + e.strict <= steps[e.then] for e in option))
    return next(kept, frozenset())


class _Search:
    """Decides either/ors one by one, those first that the steps so far do not keep; never what cannot be better."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self.best: Earliest | None = None
        self.tries = 0

    def try_all(self, placings: Placings) -> None:
        """Look for a better placing among these."""
        self._budget.check()
        self.tries += len(placings.terms)
        here = Earliest(placings.closure.earliest(), placings.fixed)
        if (self.tries > TRIES and placings.either) or (self.best is not None and here.rank >= self.best.rank):
            return
        broken = next((options for options in placings.either if not _option_kept(options, here.steps)), None)
        if broken is None:
            self.best = replace(here, edges=here.edges.union(*(_option_kept(o, here.steps) for o in placings.either)))
            return
        others = tuple(options for options in placings.either if options != broken)
        for option in broken:
            narrower = settled(replace(placings.plus(option), either=others))
            if narrower is not None:
                self.try_all(narrower)


def longest_chain(edges: Iterable[Edge]) -> tuple[str, ...]:
    """Return the terms of a chain with the most strict orders: of several, one with the fewest terms, first by ids.

    Each term is followed by one that an order puts after it, or no earlier. Empty where no order is strict.
    """
    edges = sorted(edges)
    ends = {term for edge in edges for term in (edge.first, edge.then)}
    best: dict[str, tuple[int, int, tuple[str, ...]]] = {term: (0, 1, (term,)) for term in ends}
    changed = True
    while changed:
        changed = False
        for edge in edges:
            strict, length, rest = best[edge.then]
            longer = (strict - edge.strict, length + 1, (edge.first, *rest))
            if longer < best[edge.first]:
                best[edge.first] = longer
                changed = True
    strict, _, chain = min(best.values(), default=(0, 0, ()))
    return chain if strict else ()
