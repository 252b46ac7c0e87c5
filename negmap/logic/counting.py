"""How many paths there are: exactly, or between which bounds (method.md §8.2)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from math import comb, factorial, prod

from negmap.logic.budget import OutOfTime
from negmap.logic.closure import Closure, places
from negmap.logic.courses import STATES, Course, TooMany, Ways
from negmap.logic.least import Earliest
from negmap.logic.placings import Placings

DECISIONS = 16
"""So many ways to decide either/ors are added up for the upper bound of one part."""


@dataclass(frozen=True, slots=True)
class Count:
    """The number of paths, by their number of groups: the least and the most that there can be."""

    least: Ways
    most: Ways
    exact: bool

    @property
    def bounds(self) -> tuple[int, int]:
        """Return the least and the greatest number."""
        return sum(self.least.values()), sum(self.most.values())


def count(placings: Placings, earliest: Earliest, course: Course) -> Count:
    """Count the paths of one part; with bounds where it has too many sets of terms, or the time is up."""
    try:
        ways = _exactly(course)
    except (TooMany, OutOfTime):
        return Count(_at_least(placings, earliest), _at_most(placings), exact=False)
    return Count(ways, ways, exact=True)


def together(counts: Iterable[Count]) -> Count:
    """Count the paths of several parts that do not touch: every way to shuffle their groups into one list."""
    whole = Count({0: 1}, {0: 1}, exact=True)
    for one in counts:
        whole = Count(_shuffled(whole.least, one.least), _shuffled(whole.most, one.most), whole.exact and one.exact)
    return whole


def _shuffled(some: Ways, more: Ways) -> Ways:
    found: Ways = {}
    for (a, x), (b, y) in product(some.items(), more.items()):
        found[a + b] = found.get(a + b, 0) + x * y * comb(a + b, a)
    return found


def _exactly(course: Course) -> Ways:
    if course.fixed:
        return {len(course.atoms): _Plain(course).count(course.all)}
    return course.ways()


class _Plain:
    """Counts where all is fixed: in parts that do not touch, in layers one after the other, else set by set."""

    def __init__(self, course: Course) -> None:
        self._course = course
        before = course.before
        later = [sum(1 << j for j, mask in enumerate(before) if mask >> i & 1) for i in range(len(before))]
        self._related = [a | b for a, b in zip(before, later, strict=True)]

    def count(self, inside: int) -> int:
        """Count the paths through these atoms, all others aside."""
        if inside.bit_count() == 1:
            return 1
        beside = _split(inside, lambda i: self._related[i])
        if len(beside) > 1:
            return _multinomial(part.bit_count() for part in beside) * prod(map(self.count, beside))
        layers = _split(inside, lambda i: ~self._related[i])
        if len(layers) > 1:
            return prod(map(self.count, layers))
        return self._set_by_set(inside)

    def _set_by_set(self, inside: int) -> int:
        """Count in how many orders each set can have come first, from the empty set on."""
        before = {1 << i: self._course.before[i] & inside for i in places(inside)}
        sets = {0: 1}
        looked_at = 0
        for _ in before:
            self._course.budget.check()
            more: dict[int, int] = {}
            for done, count in sets.items():
                left = inside & ~done
                for atom, needed in before.items():
                    if atom & left and not needed & left:
                        more[done | atom] = more.get(done | atom, 0) + count
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


def _multinomial(sizes: Iterable[int]) -> int:
    sizes = list(sizes)
    return factorial(sum(sizes)) // prod(map(factorial, sizes))


def _at_least(placings: Placings, earliest: Earliest) -> Ways:
    """Bound the paths from below: those of one way to decide the either/ors, where it ties nothing more.

    A partial order of n has at least n! / (h1 · h2 · …) linear extensions, h the number of elements
    no earlier than each (Hammett and Pittel 2008).
    """
    decided = Closure(placings.terms, sorted(earliest.edges))
    atoms = list(decided.tied())
    if len(atoms) < len(list(placings.closure.tied())):
        return {len(atoms): 1}
    heads = _heads(decided)
    sizes = [(decided.later[i] & heads).bit_count() for i in places(heads)]
    return {len(atoms): -(-factorial(len(atoms)) // prod(sizes))}


def _at_most(placings: Placings) -> Ways:
    """Bound the paths from above: in each way to decide the either/ors, those of some chains side by side."""
    atoms = _heads(placings.closure).bit_count()
    if prod(len(options) for options in placings.either) > DECISIONS:
        return {atoms: _chains(placings.closure) << (atoms - 1)}  # any neighbours might be at one step
    return {atoms: sum(_chains(closure) for closure in _decided(placings))}


def _decided(placings: Placings) -> Iterator[Closure]:
    for choice in product(*placings.either):
        closure = placings.closure.plus(edge for option in choice for edge in sorted(option))
        if closure.consistent:
            yield closure


def _heads(closure: Closure) -> int:
    """Return the first of each group of tied terms."""
    return sum(1 << closure.place[atom[0]] for atom in closure.tied())


def _chains(closure: Closure) -> int:
    """Return in how many ways chains that cover all can be shuffled, longest chains first."""
    left = _heads(closure)
    sizes = []
    while left:
        chain = _longest(closure, left)
        sizes.append(chain.bit_count())
        left &= ~chain
    return _multinomial(sizes)


def _longest(closure: Closure, inside: int) -> int:
    """Return a longest chain of terms among some of which none are tied."""
    best: dict[int, int] = {}
    for i in sorted(places(inside), key=lambda i: (closure.later[i] & inside).bit_count()):
        rest = [best[j] for j in places(closure.later[i] & inside) if j != i]
        best[i] = max(rest, key=int.bit_count, default=0) | 1 << i
    return max(best.values(), key=int.bit_count)
