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


def _tied_up(placings: Placings, ends: list[Options], budget: Budget) -> Placings:
    question = _Question(placings, ends, budget)
    if question.decided() is None:
        raise AssertionError("the orders of the settlement admit no steps")
    chosen: list[Options] = []
    for options in ends:
        if question.decided([*chosen, options]) is not None:
            chosen.append(options)
    tied = settled(replace(placings, either=(*placings.either, *chosen)))
    assert tied is not None
    return tied


def settled(placings: Placings) -> Placings | None:
    """Return the same placings, either/ors decided that can go one way only; None if it shows that there are none."""
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


def decided(placings: Placings, budget: Budget) -> Placings:
    """Return some of the placings, with all either/ors decided. Raises OutOfTime when the budget is spent."""
    edges = _Question(placings, (), budget).decided()
    if edges is None:
        raise AssertionError("the orders of the settlement admit no steps")
    return replace(placings.plus(edges), either=())


class _Question:
    """Asks for placings that keep one of some further options too; of each, those are given at the start."""

    def __init__(self, placings: Placings, further: Iterable[Options], budget: Budget) -> None:
        self._edges = placings.options
        self._names = {options: str(number) for number, options in enumerate(further)}
        asked = [_rule([placings.fixed]), *map(_rule, placings.either)]
        more = {name: (_rule(options),) for options, name in self._names.items()}
        self._encoding = Encoding({"": tuple(asked), **more}, budget)

    def decided(self, further: Iterable[Options] = ()) -> frozenset[Edge] | None:
        """Return the orders out of either/ors that hold in some such placing; None if there is none."""
        model = self._encoding.model(["", *(self._names[options] for options in further)])
        if model is None:
            return None
        return frozenset(edge for edge in self._edges if holds(model, self._encoding.literal(edge)))


def _rule(options: Iterable[frozenset[Edge]]) -> Rule:
    return Rule("", frozenset(), tuple(tuple(sorted(option)) for option in options))


def tied(placings: Placings, steps: Mapping[str, int], budget: Budget) -> tuple[tuple[str, ...], ...]:
    """Return the terms in groups, each of the terms that are at one step in every placing, by their first ids.

    `steps` are those of any placing. Raises OutOfTime when the budget is spent.
    """
    group_of = {group[0]: list(group) for group in placings.closure.tied()}
    candidates = list(_at_one_step(placings, group_of, steps)) if placings.either else []
    ways = {pair: [(frozenset({Edge(*way, strict=True)}),) for way in (pair, pair[::-1])] for pair in candidates}
    question = _Question(placings, [way for pair in candidates for way in ways[pair]], budget)
    for first, other in candidates:
        both = first in group_of and other in group_of
        if both and not any(question.decided([way]) is not None for way in ways[first, other]):
            group_of[first] += group_of.pop(other)
    return tuple(tuple(sorted(group)) for group in group_of.values())


def _at_one_step(placings: Placings, terms: Collection[str], steps: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Yield each two of some terms that either/ors may put at one step, and that are at one in a given placing."""
    for block in placings.closure.plus(sorted(placings.options)).tied():
        inside = [term for term in block if term in terms]
        yield from (pair for pair in combinations(inside, 2) if steps[pair[0]] == steps[pair[1]])
