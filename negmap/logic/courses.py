"""One part of a sequence step by step: which groups can come next after what is there (method.md §8.2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import product
from math import prod

from negmap.logic.budget import Budget
from negmap.logic.closure import Closure, places
from negmap.logic.either import Placings, possible
from negmap.logic.extensions import STATES, TooMany
from negmap.logic.rules import Edge
from negmap.logic.timing import Options

MERGES = 4_096
"""So many ways to decide either/ors that can make terms simultaneous are looked at in one part."""
TOGETHER = 12
"""So many terms, tied ones counted once, can stand in one group whose splits are looked at."""
DEPTH = 400
"""So many terms, tied ones counted once, can a part with either/ors have for its paths to be counted."""

Ways = dict[int, int]
"""How many paths there are, by their number of groups."""


class Course:
    """The paths through one part, as bit masks over its atoms: groups of terms that fixed orders tie.

    What may come next depends only on which atoms are there already, because every either/or turns on
    one atom and is decided when that atom comes.
    """

    def __init__(self, placings: Placings, budget: Budget) -> None:
        self.atoms = tuple(placings.closure.tied())
        self.all = (1 << len(self.atoms)) - 1
        self.before, self._strictly_before = before(placings.closure, self.atoms)
        self.budget = budget
        self._placings = placings
        self._known: dict[int, Ways] = {self.all: {0: 1}}
        self._atom_of = {term: i for i, atom in enumerate(self.atoms) for term in atom}
        self._choices: list[list[list[_Option]]] = [[] for _ in self.atoms]
        for options in placings.either:
            atom = self._turns_on(options)
            self._choices[atom].append([_Option(atom, option, self._atom_of) for option in options])

    def _turns_on(self, options: Options) -> int:
        """Return the atom that all orders of an either/or are about.

        Every either/or of method.md has one: the act with a condition, the general term, the whole.
        """
        pairs = [{self._atom_of[edge.first], self._atom_of[edge.then]} for option in options for edge in option]
        return min(set.intersection(*(pair for pair in pairs if len(pair) > 1)))

    @property
    def fixed(self) -> bool:
        """Say whether there is no either/or."""
        return not self._placings.either

    def terms(self, group: int) -> tuple[str, ...]:
        """Return the terms of a group, by id."""
        return tuple(sorted(term for i in places(group) for term in self.atoms[i]))

    def atoms_of(self, terms: Iterable[str]) -> int:
        """Return the atoms of some terms."""
        return sum({1 << self._atom_of[term] for term in terms})

    def next(self, done: int) -> Iterator[int]:
        """Yield each group that can come next, and that cannot be split in two."""
        left = ~done
        for i, before in enumerate(self.before):
            if left >> i & 1 and not before & left and (not self._choices[i] or self._fits(done, 1 << i)):
                yield 1 << i
        for group in self._merges:
            if not group & done and self._fits(done, group) and not any(self.splits(done, group)):
                yield group

    def splits(self, done: int, group: int) -> Iterator[tuple[int, int]]:
        """Yield each way to split a group in two that come one after the other."""
        if group.bit_count() > TOGETHER:
            raise TooMany
        part = (group - 1) & group
        while part:
            if self._fits(done, part) and self._fits(done | part, group ^ part):
                yield part, group ^ part
            part = (part - 1) & group

    def _fits(self, done: int, group: int) -> bool:
        """Say whether the atoms of a group can come together, right after those that are there."""
        there = done | group
        for i in places(group):
            if self._strictly_before[i] & ~done or self.before[i] & ~there:
                return False
            for options in self._choices[i]:
                if not any(option.fits(done, there) for option in options):
                    return False
        return True

    def ways(self, done: int = 0) -> Ways:
        """Count the paths from what is there to the end; raise TooMany, or OutOfTime when the budget is spent."""
        known = self._known.get(done)
        if known is None:
            self.budget.check()
            if len(self._known) > STATES or len(self.atoms) > DEPTH:
                raise TooMany
            known = {}
            for group in self.next(done):
                for length, count in self.ways(done | group).items():
                    known[length + 1] = known.get(length + 1, 0) + count
            self._known[done] = known
        return known

    def leads_on(self, done: int) -> bool:
        """Say whether some path goes on from what is there. Raises OutOfTime when the budget is spent."""
        left = self.all & ~done
        if self.fixed or not left:
            return True
        last = [i for i in places(done) if not any(self.before[j] >> i & 1 for j in places(done))]
        first = [j for j in places(left) if not self.before[j] & left]
        cut = (Edge(self.atoms[i][0], self.atoms[j][0], strict=True) for i in last for j in first)
        return possible(self._placings.plus(cut), self.budget)

    def can_split(self, terms: Iterable[str], closure: Closure) -> bool:
        """Say whether a group that further orders tie can be split in two where only these orders hold.

        `closure` is of all orders. Raises TooMany where they leave that open.
        """
        group = self.atoms_of(terms)
        if group.bit_count() == 1:
            return False
        place = closure.place[self.atoms[next(places(group))][0]]
        done = self.atoms_of(t for t, later in zip(closure.terms, closure.later, strict=True) if later >> place & 1)
        placed = done | self.atoms_of(closure.terms[i] for i in places(closure.later[place]))
        for i in places(group):
            if any(option.atoms & ~placed for options in self._choices[i] for option in options):
                raise TooMany
        return any(self.splits(done & ~group, group))

    @cached_property
    def _merges(self) -> tuple[int, ...]:
        """Return each group of several atoms that some way to decide the either/ors ties."""
        closure = self._placings.closure
        loose = sorted(edge for edge in self._placings.options if not edge.strict)
        found: set[int] = set()
        for block in closure.plus(loose).tied():
            for edges in _decisions(self._placings.either, block):
                decided = closure.plus(edges)
                if decided.consistent:
                    found.update(self.atoms_of(group) for group in decided.tied())
        return tuple(sorted(group for group in found if group.bit_count() > 1))


class _Option:
    """One option of an either/or, as the atoms that have to be there, or not yet, when the atom it is about comes."""

    __slots__ = ("_earlier", "_later", "_no_earlier", "_no_later")

    def __init__(self, atom: int, option: Iterable[Edge], atom_of: dict[str, int]) -> None:
        self._earlier = self._no_later = self._later = self._no_earlier = 0
        for edge in option:
            first, then = atom_of[edge.first], atom_of[edge.then]
            if then == atom != first:
                self._earlier |= edge.strict << first
                self._no_later |= 1 << first
            elif first == atom != then:
                self._later |= edge.strict << then
                self._no_earlier |= 1 << then

    @property
    def atoms(self) -> int:
        """Return the atoms it speaks of, beside the one it is about."""
        return self._no_later | self._no_earlier

    def fits(self, done: int, there: int) -> bool:
        """Say whether the option holds when its atom comes: `there` are the atoms of its group and those before."""
        return not (self._earlier & ~done or self._no_later & ~there or self._no_earlier & done or self._later & there)


def before(closure: Closure, atoms: Sequence[tuple[str, ...]]) -> tuple[list[int], list[int]]:
    """Return, for each atom, those that come no later than it, and those that come before it."""
    heads = [closure.place[atom[0]] for atom in atoms]
    no_later, strictly = [0] * len(atoms), [0] * len(atoms)
    for i, first in enumerate(heads):
        for j, then in enumerate(heads):
            if i != j:
                no_later[j] |= (closure.later[first] >> then & 1) << i
                strictly[j] |= (closure.after[first] >> then & 1) << i
    return no_later, strictly


def _decisions(either: tuple[Options, ...], block: tuple[str, ...]) -> Iterator[list[Edge]]:
    """Yield each way to decide what either/ors say of simultaneity in a block of terms."""
    inside = [dict.fromkeys(_loose(option, block) for option in options) for options in either]
    choices = [list(options) for options in inside if any(options)]
    if prod(map(len, choices)) > MERGES:
        raise TooMany
    for decided in product(*choices) if choices else ():
        yield sorted(frozenset[Edge]().union(*decided))


def _loose(option: frozenset[Edge], block: tuple[str, ...]) -> frozenset[Edge]:
    return frozenset(e for e in option if not e.strict and e.first in block and e.then in block)
