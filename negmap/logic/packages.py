"""Packages: minimal sets of concessions that open a settlement, in the order of method.md §9.3."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby

from negmap.logic.budget import Budget, TooMuch
from negmap.logic.cheapest import Total, Weight, cheapest, total
from negmap.logic.components import components
from negmap.logic.corrections import all_packages
from negmap.logic.encoding import Encoding, Groups
from negmap.logic.enumerate import minimal_clashes
from negmap.logic.forward import without_choice
from negmap.logic.labels import small_first
from negmap.logic.rules import Rule
from negmap.logic.rungs import Ladders, Levels, Limits, Rungs, rung_groups

STEPS, STEPS_IN_LARGE = 600_000, 60_000
"""How many steps the search for which claims belong together may take: about a second, and a tenth of one."""
LARGE = 500
"""In a part with more rungs than this the search seldom ends."""


def parts(
    ladders: Ladders, definitions: Groups, budget: Budget
) -> Iterator[tuple[tuple[str, ...], dict[str, tuple[Rule, ...]]]]:
    """Yield each component: its claims, sorted, and the definitions that can matter to it (method.md §9.2).

    Claims belong together when they occur together in a minimal clash of claims, each on some rung. Where
    there are too many such clashes to look through, all claims that can touch each other count as together.
    """
    for soft, hard in components(rung_groups(ladders), definitions, budget=budget):
        together = _Together()
        every = {name.rpartition("@")[0] for name in soft}
        try:
            for clash in _clashes(soft, hard, budget):
                together.join(name.rpartition("@")[0] for name in clash)
                if together.one(every):
                    break
        except TooMuch:
            together.join(every)
        for claims in together.sets():
            yield claims, hard


def _clashes(soft: Groups, hard: Groups, budget: Budget) -> Iterator[frozenset[str]]:
    """Yield every minimal clash of a part (some twice); raises TooMuch where that takes too long."""
    large = len(soft) > LARGE
    try:
        yield from small_first(soft, hard, budget, STEPS_IN_LARGE if large else STEPS)
    except TooMuch:
        if large or without_choice({**soft, **hard}):
            raise
        yield from minimal_clashes(Encoding({**soft, **hard}, budget), soft, hard)


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


class Search:
    """Packages of one component: all at once where they are not too many, else one after the other."""

    def __init__(self, claims: Sequence[str], ladders: Ladders, definitions: Groups, budget: Budget) -> None:
        """Take the claims of the component, and the ladders of these and others."""
        self._ladders = {claim: ladders[claim] for claim in claims}
        self._definitions, self._budget = definitions, budget

    @cached_property
    def _rungs(self) -> Rungs:
        return Rungs(self._ladders, self._definitions, self._budget)

    @cached_property
    def _every(self) -> list[Levels] | None:
        try:
            return all_packages(self._ladders, self._definitions, self._budget)
        except TooMuch:
            return None

    @property
    def whole(self) -> bool:
        """Say whether all packages could be found at once; raises OutOfTime."""
        return self._every is not None

    def confirmed(self, levels: Levels) -> bool:
        """Solve a package again: say whether it opens and, where all were found at once, nothing above it does.

        One by one they come in order of weight, so that what is above a package was found before it, and left it out.
        """
        return self._rungs.opens(levels) and (not self.whole or self._rungs.minimal(levels))

    def listed(self, weight: Weight, limits: Limits | None = None) -> Iterator[tuple[Total, Levels]]:
        """Yield every minimal package within the limits with its total weight, least first, then by claims and rungs.

        Raises OutOfTime when the budget is spent.
        """
        for _, same in groupby(self._by_weight(weight, limits or Limits()), key=lambda found: found[0]):
            yield from sorted(same, key=lambda found: self._names(found[1]))

    def _names(self, levels: Levels) -> tuple[tuple[str, str], ...]:
        return tuple((claim, self._ladders[claim][rung].name) for claim, rung in levels)

    def _by_weight(self, weight: Weight, limits: Limits) -> Iterator[tuple[Total, Levels]]:
        if self._every is None:
            return cheapest(self._rungs, weight, limits, self._budget)
        fitting = (levels for levels in self._every if self._rungs.fit(levels, limits))
        return iter(sorted((total(weight, levels), levels) for levels in fitting))
