"""How many paths there are: exactly, or between which bounds (method.md §8.2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from math import comb, prod

from negmap.logic.budget import OutOfTime
from negmap.logic.closure import Closure
from negmap.logic.courses import Course, Ways, before
from negmap.logic.either import Placings, apart, settled
from negmap.logic.extensions import Extensions, TooMany, at_least, at_most
from negmap.logic.least import Earliest

DECISIONS = 16
"""So many ways to decide either/ors are added up for the upper bound of one part."""

CASES = 500
"""So many ways to decide the either/ors of one part are looked at, before its paths are counted set by set."""


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
    for exactly in (_case_by_case, _step_by_step):
        try:
            ways = exactly(placings, course)
            return Count(ways, ways, exact=True)
        except TooMany:
            continue
        except OutOfTime:
            break
    return Count(_at_least(placings, earliest), _at_most(placings), exact=False)


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


def _step_by_step(placings: Placings, course: Course) -> Ways:
    if not placings.either:
        raise TooMany  # that was done before
    return course.ways()


def _case_by_case(placings: Placings, course: Course) -> Ways:
    """Count where either/ors are decided, in ways that exclude each other, and add up.

    What such a way ties is a group of a path only where it cannot be split by deciding otherwise.
    """
    found: Ways = {}
    left, looked_at = [placings], 0
    while left:
        course.budget.check()
        looked_at += 1
        if looked_at > CASES:
            raise TooMany
        case = settled(left.pop())
        if case is not None and case.either:
            left += apart(case)
        elif case is not None:
            length, number = _in_case(case.closure, course)
            found[length] = found.get(length, 0) + number
    return {length: number for length, number in found.items() if number}


def _in_case(closure: Closure, course: Course) -> tuple[int, int]:
    """Return the number of groups of the paths where all orders are fixed, and how many paths there are."""
    atoms = tuple(closure.tied())
    if any(course.can_split(atom, closure) for atom in atoms):
        return len(atoms), 0
    number = Extensions(before(closure, atoms)[0], course.budget).count((1 << len(atoms)) - 1)
    return len(atoms), number


def _at_least(placings: Placings, earliest: Earliest) -> Ways:
    """Bound the paths from below: those of one way to decide the either/ors, where it ties nothing more."""
    decided = Closure(placings.terms, sorted(earliest.edges))
    atoms = tuple(decided.tied())
    ties_more = len(atoms) < len(tuple(placings.closure.tied()))
    return {len(atoms): 1 if ties_more else at_least(before(decided, atoms)[0])}


def _at_most(placings: Placings) -> Ways:
    """Bound the paths from above: by those of each way to decide the either/ors, added up."""
    atoms = tuple(placings.closure.tied())
    if prod(map(len, placings.either)) > DECISIONS:  # any neighbours might be at one step
        return {len(atoms): at_most(before(placings.closure, atoms)[0]) << (len(atoms) - 1)}
    return {len(atoms): sum(at_most(before(c, tuple(c.tied()))[0]) for c in _decided(placings))}


def _decided(placings: Placings) -> Iterator[Closure]:
    for choice in product(*placings.either):
        closure = placings.closure.plus(edge for option in choice for edge in sorted(option))
        if closure.consistent:
            yield closure
