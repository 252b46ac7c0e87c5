"""In how many orders the elements of a partial order can stand: exactly, at least, at most."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import factorial, prod

from negmap.logic.budget import Budget
from negmap.logic.closure import places

STATES = 20_000
"""So many sets of elements that can have come first are looked at to count exactly."""
ALIKE = 60
"""Among so many elements, those that stand alike to all others are looked for."""


class TooMany(Exception):
    """There are too many sets of elements, or too many choices, to look at all."""


class Extensions:
    """Counts the orders of elements: of parts that do not touch, of layers one after the other, else set by set.

    `earlier` has, for each element, the elements before it, as a bit mask; none are tied.
    """

    def __init__(self, earlier: list[int], budget: Budget) -> None:
        self._before, self._budget = earlier, budget
        later = [sum(1 << j for j, mask in enumerate(earlier) if mask >> i & 1) for i in range(len(earlier))]
        self._related = [a | b for a, b in zip(earlier, later, strict=True)]

    def count(self, inside: int) -> int:
        """Count the orders of some elements, all others aside; raise TooMany, or OutOfTime when the budget is spent."""
        if inside.bit_count() == 1:
            return 1
        beside = _split(inside, lambda i: self._related[i])
        if len(beside) > 1:
            return multinomial(part.bit_count() for part in beside) * prod(map(self.count, beside))
        layers = _split(inside, lambda i: ~self._related[i])
        if len(layers) > 1:
            return prod(map(self.count, layers))
        return self._set_by_set(inside)

    def _set_by_set(self, inside: int) -> int:
        """Count in how many orders each set can have come first, from the empty set on.

        Where elements stand alike to all others, only how many of them are there matters: they are
        counted among themselves, and are a chain for the others.
        """
        needed_by = {1 << i: self._before[i] & inside for i in places(inside)}
        alike = 1
        for module in self._modules(inside):
            alike *= self.count(module)
            earlier = 0
            for i in places(module):
                needed_by[1 << i] = needed_by[1 << i] & ~module | earlier
                earlier |= 1 << i
        return alike * _orders(inside, needed_by, self._budget)

    def _modules(self, inside: int) -> list[int]:
        """Return sets of several elements, without one in common, that stand alike to all others."""
        found: list[int] = []
        if inside.bit_count() > ALIKE:
            return found
        for i in places(inside):
            for j in places(inside & ~self._related[i] & -(2 << i)):
                module = self._alike(1 << i | 1 << j, inside)
                if module != inside:
                    touching = [other for other in found if other & module]
                    found = [other for other in found if not other & module]
                    found.append(module | sum(touching))
        return found

    def _alike(self, module: int, inside: int) -> int:
        """Return the least set of elements with these that stand alike to all others."""
        grown = 0
        while grown != module:
            grown = module
            for i in places(inside & ~module):
                before, related = self._before[i] & grown, self._related[i] & grown
                if related and before != grown and related & ~before != grown:
                    module |= 1 << i
        return module


def _orders(inside: int, needed_by: dict[int, int], budget: Budget) -> int:
    """Count the orders of some elements in which each comes after those it needs."""
    sets = {0: 1}
    looked_at = 0
    for _ in needed_by:
        budget.check()
        more: dict[int, int] = {}
        for done, count in sets.items():
            left = inside & ~done
            for element, needed in needed_by.items():
                if element & left and not needed & left:
                    more[done | element] = more.get(done | element, 0) + count
        sets = more
        looked_at += len(sets)
        if looked_at > STATES:
            raise TooMany
    return sets[inside]


def _split(inside: int, linked: Callable[[int], int]) -> list[int]:
    """Split a set into parts without links between them."""
    found = []
    while inside:
        part = fresh = inside & -inside
        while fresh:
            reached = 0
            for i in places(fresh):
                reached |= linked(i)
            fresh = reached & inside & ~part
            part |= fresh
        found.append(part)
        inside &= ~part
    return found


def multinomial(sizes: Iterable[int]) -> int:
    """Return in how many ways lists of these sizes can be shuffled into one."""
    sizes = list(sizes)
    return factorial(sum(sizes)) // prod(map(factorial, sizes))


def at_least(earlier: list[int]) -> int:
    """Bound the orders of all elements from below.

    There are at least n! / (h1 · h2 · …), h the number of elements no earlier than each (Hammett and Pittel 2008).
    """
    sizes = [1 + sum(mask >> i & 1 for mask in earlier) for i in range(len(earlier))]
    return -(-factorial(len(earlier)) // prod(sizes))


def at_most(earlier: list[int]) -> int:
    """Bound the orders of all elements from above: by those of chains side by side that cover them, longest first."""
    left = (1 << len(earlier)) - 1
    sizes = []
    while left:
        chain = _longest(earlier, left)
        sizes.append(chain.bit_count())
        left &= ~chain
    return multinomial(sizes)


def _longest(earlier: list[int], inside: int) -> int:
    best: dict[int, int] = {}
    for i in sorted(places(inside), key=lambda i: (earlier[i] & inside).bit_count()):
        before = (best[j] for j in places(earlier[i] & inside))
        best[i] = max(before, key=int.bit_count, default=0) | 1 << i
    return max(best.values(), key=int.bit_count)
