"""The placings kept: every way to give the terms of a settlement their steps (method.md §8.1)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

from negmap.logic.best import holds
from negmap.logic.budget import Budget
from negmap.logic.closure import Closure
from negmap.logic.encoding import Encoding
from negmap.logic.rules import Edge, Rule
from negmap.logic.timing import Options, Timing


@dataclass(frozen=True, slots=True)
class Placings:
    """Terms that touch each other, and what their steps have to keep: `fixed` orders, one of each `either`.

    `closure` is what follows from the fixed orders.
    """

    closure: Closure
    fixed: frozenset[Edge]
    either: tuple[Options, ...] = ()

    @property
    def terms(self) -> tuple[str, ...]:
        """Return the terms, by id."""
        return self.closure.terms

    @property
    def options(self) -> frozenset[Edge]:
        """Return every order that is one of an either/or."""
        return frozenset(edge for options in self.either for edge in _edges(options))

    def plus(self, edges: Iterable[Edge]) -> Placings:
        """Return the placings that keep further orders too."""
        edges = frozenset(edges)
        return replace(self, closure=self.closure.plus(sorted(edges)), fixed=self.fixed | edges)


def kept(timing: Timing, ends: Iterable[Options], budget: Budget) -> tuple[Placings, ...]:
    """Return the placings kept of the ordered terms, in parts that do not touch, by their first ids.

    `ends` tie up what hangs loose, one after the other, each only if some placing is left then.
    Raises OutOfTime when the budget is spent.
    """
    ends = tuple(ends)
    found: list[Placings] = []
    for terms in _connected(timing.ordered, timing.fixed, [*timing.either, *ends]):
        own = [options for options in ends if _edges(options)[0].first in terms]
        part = _tied_up(_within(terms, timing.fixed, timing.either), own, budget)
        apart = _connected(terms, part.fixed, part.either)
        found += [_within(names, part.fixed, part.either) for names in apart]
    return tuple(sorted(found, key=lambda part: part.terms))


def _edges(options: Options) -> tuple[Edge, ...]:
    return tuple(edge for option in options for edge in sorted(option))


def _within(terms: Collection[str], fixed: Iterable[Edge], either: Iterable[Options]) -> Placings:
    inside = frozenset(edge for edge in fixed if edge.first in terms)
    choices = tuple(options for options in either if _edges(options)[0].first in terms)
    return Placings(Closure(sorted(terms), sorted(inside)), inside, choices)


def _connected(terms: Iterable[str], fixed: Iterable[Edge], either: Iterable[Options]) -> Iterator[list[str]]:
    """Yield the terms in groups that no order and no either/or connects, by their first ids."""
    parent = {term: term for term in sorted(terms)}

    def find(term: str) -> str:
        while parent[term] != term:
            parent[term] = parent[parent[term]]
            term = parent[term]
        return term

    for together in [*((edge,) for edge in fixed), *map(_edges, either)]:
        for edge in together:
            parent[find(edge.first)] = parent[find(edge.then)] = find(together[0].first)
    groups: dict[str, list[str]] = {}
    for term in parent:
        groups.setdefault(find(term), []).append(term)
    yield from groups.values()


def _tied_up(placings: Placings, ends: Iterable[Options], budget: Budget) -> Placings:
    now = settled(placings)
    if now is None or some(now, budget) is None:
        raise AssertionError("the orders of the settlement admit no steps")
    for options in ends:
        more = settled(replace(now, either=(*now.either, options)))
        if more is not None and some(more, budget) is not None:
            now = more
    return now


def settled(placings: Placings) -> Placings | None:
    """Return the same placings with all either/ors decided that can only go one way; None if it shows there are none."""
    now, closure = placings, None
    while now.closure is not closure:
        closure = now.closure
        for options in now.either:
            left = _left(now.closure, options)
            others = tuple(o for o in now.either if o is not options)
            if not left:
                return None
            if any(map(now.closure.all_hold, left)):
                now = replace(now, either=others)
            elif len(left) == 1:
                now = replace(now.plus(left[0]), either=others)
            elif len(left) < len(options):
                now = replace(now, either=tuple(left if o is options else o for o in now.either))
    return now if now.closure.consistent else None


def _left(closure: Closure, options: Options) -> Options:
    """Return the options that can hold, less those that another one holds with anyway."""
    left = [option for option in options if closure.admits(option)]
    for option, other in combinations(tuple(left), 2):
        if option in left and other in left:
            if closure.implies(option, other):
                left.remove(option)
            elif closure.implies(other, option):
                left.remove(other)
    return tuple(left)


def some(placings: Placings, budget: Budget) -> Placings | None:
    """Return placings with all either/ors decided so that there is one left; None if there never is.

    Raises OutOfTime when the budget is spent.
    """
    now = settled(placings)
    if now is None:
        return now
    steps = now.closure.earliest()
    options = [option_kept(options, steps) for options in now.either]
    if all(options):
        return replace(now.plus(edge for option in options for edge in option), either=())
    return _searched(now, budget)


def option_kept(options: Options, steps: Mapping[str, int]) -> frozenset[Edge]:
    """Return the first option that such steps keep; empty where they keep none."""
    kept = (option for option in options if all(steps[e.first] + e.strict <= steps[e.then] for e in option))
    return next(kept, frozenset())


def _searched(now: Placings, budget: Budget) -> Placings | None:
    choices = [tuple(tuple(sorted(option)) for option in options) for options in now.either]
    fixed = Rule("", frozenset(), (tuple(sorted(now.fixed)),))
    encoding = Encoding({"": (fixed, *(Rule("", frozenset(), heads) for heads in choices))}, budget)
    model = encoding.model([""])
    if model is None:
        return None
    return replace(now.plus(edge for edge in now.options if holds(model, encoding.literal(edge))), either=())


def tied(placings: Placings, steps: Mapping[str, int], budget: Budget) -> tuple[tuple[str, ...], ...]:
    """Return the terms in groups, each of the terms that are at one step in every placing, by their first ids.

    `steps` are those of any placing. Raises OutOfTime when the budget is spent.
    """
    if not placings.either:
        return tuple(placings.closure.tied())
    groups: list[list[str]] = []
    together = _Together(placings, budget)
    for group in placings.closure.tied():
        alike = (other for other in groups if steps[other[0]] == steps[group[0]])
        known = next((other for other in alike if together.always(other[0], group[0])), None)
        if known is None:
            groups.append(list(group))
        else:
            known.extend(group)
    return tuple(tuple(sorted(group)) for group in groups)


class _Together:
    """Tells whether two terms are at one step in every placing."""

    def __init__(self, placings: Placings, budget: Budget) -> None:
        self._placings, self._budget = placings, budget
        self._widest = placings.closure.plus(sorted(placings.options))

    def always(self, a: str, b: str) -> bool:
        ways = ((a, b), (b, a))
        if not all(self._widest.holds(Edge(first, then, strict=False)) for first, then in ways):
            return False
        return all(some(self._placings.plus([Edge(*way, strict=True)]), self._budget) is None for way in ways)
