"""Everything that follows from some orders: who comes before whom, or no later."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from negmap.logic.rules import Edge


class Closure:
    """Orders among terms, with all that follows from them, as bit masks over the terms' places.

    `later[i]` has the terms that come no earlier than the i-th, itself among them; `after[i]` those
    that come after it. They are consistent while no term comes after itself.
    """

    def __init__(self, terms: Iterable[str], edges: Iterable[Edge] = ()) -> None:
        self.terms = tuple(terms)
        self.place = {term: i for i, term in enumerate(self.terms)}
        self.later = [1 << i for i in range(len(self.terms))]
        self.after = [0] * len(self.terms)
        for edge in edges:
            self._add(edge)

    def plus(self, edges: Iterable[Edge]) -> Closure:
        """Return the closure with more orders."""
        more = Closure.__new__(Closure)
        more.terms, more.place = self.terms, self.place
        more.later, more.after = list(self.later), list(self.after)
        for edge in edges:
            more._add(edge)
        return more

    def _add(self, edge: Edge) -> None:
        if self.holds(edge):
            return
        first, then = self.place[edge.first], self.place[edge.then]
        later, after = self.later[then], self.after[then]
        for i, known in enumerate(self.later):
            if known >> first & 1:
                self.later[i] |= later
                self.after[i] |= later if edge.strict or self.after[i] >> first & 1 else after

    def holds(self, edge: Edge) -> bool:
        """Say whether an order follows."""
        known = self.after if edge.strict else self.later
        return bool(known[self.place[edge.first]] >> self.place[edge.then] & 1)

    def all_hold(self, edges: Iterable[Edge]) -> bool:
        """Say whether several orders follow."""
        return all(self.holds(edge) for edge in edges)

    def admits(self, edges: Collection[Edge]) -> bool:
        """Say whether there are steps that keep further orders too, where there are any that keep these."""
        if len(edges) > 1:
            return self.plus(edges).consistent
        return not any(self.holds(Edge(edge.then, edge.first, strict=not edge.strict)) for edge in edges)

    def implies(self, edges: Collection[Edge], others: Collection[Edge]) -> bool:
        """Say whether other orders follow once some hold too."""
        if len(edges) == len(others) == 1:
            return self._leads(*edges, *others)
        return self.plus(edges).all_hold(others)

    def _leads(self, edge: Edge, other: Edge) -> bool:
        if self.holds(other):
            return True
        ends = Edge(other.first, edge.first, strict=False), Edge(edge.then, other.then, strict=False)
        if not self.all_hold(ends):
            return False
        strict = (replace(end, strict=True) for end in ends)
        return not other.strict or edge.strict or any(map(self.holds, strict))

    @property
    def consistent(self) -> bool:
        """Say whether there are steps that keep all orders."""
        return not any(after >> i & 1 for i, after in enumerate(self.after))

    def earliest(self) -> dict[str, int]:
        """Return the earliest step of each term, from 1; the orders must be consistent."""
        steps = [0] * len(self.terms)
        left, step = (1 << len(self.terms)) - 1, 0
        while left:
            step += 1
            waiting = 0
            for i in places(left):
                waiting |= self.after[i]
            for i in places(left & ~waiting):
                steps[i] = step
            left &= waiting
        return dict(zip(self.terms, steps, strict=True))

    def tied(self) -> Iterator[tuple[str, ...]]:
        """Yield each group of terms that come no later than each other, by its first term."""
        seen = 0
        for i, later in enumerate(self.later):
            if not seen >> i & 1:
                group = [j for j in places(later) if self.later[j] >> i & 1]
                seen |= sum(1 << j for j in group)
                yield tuple(self.terms[j] for j in group)


def places(mask: int) -> Iterator[int]:
    """Yield the place of each bit of a mask, lowest first."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low
