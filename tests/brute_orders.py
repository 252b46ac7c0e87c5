"""An oracle for sequences: tries every placing of a few terms, from claims and definitions as method.md §8 says.

Written from docs/method.md §2, §3, §7 and §8 as it stands, without thought for speed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise

from negmap.findings.claims import Claim
from negmap.model.definitions import Definition

Order = tuple[str, str, bool]
"""The first before the second, or no later where not strict."""
Option = tuple[Order, ...]
Path = tuple[tuple[str, ...], ...]


def orders_of(said: Claim | Definition, inside: Collection[str]) -> list[list[Option]]:
    """Return the orders that a claim or a definition asks for among terms that are in: one option of each list."""
    if isinstance(said, Definition):
        return _of_definition(said, inside)
    x = said.subjects[0]
    if said.kind in ("in", "out", "requires") or x not in inside or not _guard_holds(said, inside):
        return []
    others = [y for y in said.others if y in inside]
    rows: dict[str, Callable[[str], Option]] = {
        "before": lambda y: ((x, y, True),),
        "no-later": lambda y: ((x, y, False),),
        "after": lambda y: ((y, x, True),),
        "with": lambda y: ((x, y, False), (y, x, False)),
        "includes": lambda y: ((y, x, False),),
    }
    return [[rows[said.kind](y) for y in others]] if said.kind in rows and others else []


def _guard_holds(claim: Claim, inside: Collection[str]) -> bool:
    guard = claim.guard
    return (
        all(t in inside for t in guard.all_of)
        and (not guard.any_of or any(t in inside for t in guard.any_of))
        and not any(t in inside for t in guard.unless)
    )


def _of_definition(d: Definition, inside: Collection[str]) -> list[list[Option]]:
    if d.kind == "stages":
        return [[((early, late, False),)] for early, late in pairwise(d.terms) if late in inside]
    if d.kind not in ("is_a", "includes", "after", "closed") or d.terms[0] not in inside:
        return []
    x, *others = d.terms
    if d.kind == "closed":
        kinds = [y for y in others if y in inside]
        earliest_of_them: list[Option] = [((y, x, False),) for y in kinds]
        no_later: list[list[Option]] = [[((x, y, False),)] for y in kinds]
        return [earliest_of_them, *no_later]
    return [[((others[0], x, d.kind == "after"),)]]


@dataclass
class Orders:
    """The placings of terms: some are already so, the others stand in what `asked` says, each one of its options."""

    coming: list[str]
    already: frozenset[str]
    asked: list[list[Option]]

    def __init__(self, terms: Iterable[str], already: Iterable[str], asked: Iterable[list[Option]]) -> None:
        self.already = frozenset(already)
        self.coming = sorted(set(terms) - self.already)
        self.asked = [options for options in asked if options]

    def holds(self, order: Order, steps: Mapping[str, int]) -> bool:
        """Say whether an order is kept, or asks for nothing because its second term is already so."""
        first, then, strict = order
        return then in self.already or steps.get(first, 0) + strict <= steps[then]

    def left(self) -> list[list[Option]]:
        """Return what still asks for something among terms to come."""
        bare = [[tuple(o for o in option if not self.already & {o[0], o[1]}) for option in opts] for opts in self.asked]
        return [options for options in bare if all(options)]

    def ordered(self) -> list[str]:
        """Return the terms to come that stand in some order."""
        return sorted({term for opts in self.left() for option in opts for order in option for term in order[:2]})

    def placings(self, terms: Collection[str]) -> list[Path]:
        """Return all placings of some terms, as lists of groups."""
        return [p for p in lists_of_groups(tuple(terms)) if self.allows(p)]

    def allows(self, placing: Path) -> bool:
        """Say whether a placing holds all that is asked of its terms."""
        steps = steps_of(placing)
        return all(
            any(all(self.holds(order, steps) for order in option) for option in options) for options in self.left()
        )


def lists_of_groups(terms: tuple[str, ...]) -> Iterator[Path]:
    """Give every way to put terms in groups, one group after the other."""
    if not terms:
        yield ()
    for size in range(1, len(terms) + 1):
        for group in combinations(terms, size):
            rest = tuple(term for term in terms if term not in group)
            yield from ((group, *more) for more in lists_of_groups(rest))


def steps_of(placing: Path) -> dict[str, int]:
    return {term: step for step, group in enumerate(placing, 1) for term in group}


def tidied(
    placings: list[Path], cases: Mapping[str, Collection[str]], parts: Mapping[str, Collection[str]]
) -> list[Path]:
    """Keep placings that put terms at the earliest of their cases, then wholes at the last of their parts.

    Members that have no step in the placings are already so.
    """
    for which, members in ((min, cases), (max, parts)):
        for term in sorted(members):
            if term in steps_of(placings[0]):
                placings = _at(placings, term, members[term], which) or placings
    return placings


def _at(placings: list[Path], term: str, others: Collection[str], which: Callable[[list[int]], int]) -> list[Path]:
    kept = []
    for placing in placings:
        steps = steps_of(placing)
        if steps[term] == which([steps.get(other, 0) for other in others]):
            kept.append(placing)
    return kept


def earliest(placings: list[Path]) -> dict[str, int]:
    """Return the steps with the smallest sum, then the first by ids. (Lists of groups have no gaps.)"""
    every = (dict(sorted(steps_of(placing).items())) for placing in placings)
    return min(every, key=lambda steps: (sum(steps.values()), tuple(steps.values())))


def tied(placings: list[Path]) -> list[tuple[str, ...]]:
    """Return the groups of several terms that every placing puts at one step."""
    terms = sorted(steps_of(placings[0]))
    groups: dict[tuple[int, ...], list[str]] = {}
    for term in terms:
        groups.setdefault(tuple(steps_of(p)[term] for p in placings), []).append(term)
    return sorted(tuple(group) for group in groups.values() if len(group) > 1)


def paths(placings: list[Path]) -> list[Path]:
    """Return the placings in which no group can be split in two, in order."""
    every = {tuple(tuple(sorted(group)) for group in placing) for placing in placings}
    return sorted(p for p in every if not any(split in every for split in _splits(p)))


def _splits(placing: Path) -> Iterator[Path]:
    for place, group in enumerate(placing):
        for size in range(1, len(group)):
            for first in combinations(group, size):
                second = tuple(term for term in group if term not in first)
                yield (*placing[:place], first, second, *placing[place + 1 :])
