"""Either/ors among orders: what they leave, what must be, and whether anything is left (method.md §8.1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations, product

from negmap.logic.best import holds
from negmap.logic.budget import Budget
from negmap.logic.closure import Closure
from negmap.logic.encoding import Encoding
from negmap.logic.rules import Edge, Rule
from negmap.logic.timing import Options


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
        return frozenset(edge for options in self.either for edge in edges_in(options))

    def plus(self, edges: Iterable[Edge]) -> Placings:
        """Return the placings that keep further orders too."""
        edges = frozenset(edges)
        return replace(self, closure=self.closure.plus(sorted(edges)), fixed=self.fixed | edges)


def edges_in(options: Options) -> tuple[Edge, ...]:
    """Return every order of an either/or."""
    return tuple(edge for option in options for edge in sorted(option))


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


def apart(placings: Placings) -> Iterator[Placings]:
    """Yield placings with one either/or less that together are all of these, no two of them with one in common."""
    options, *others = placings.either
    for place, option in enumerate(options):
        for refused in product(*map(_refusals, options[:place])):
            yield replace(placings.plus(option.union(*refused)), either=tuple(others))


def _refusals(option: frozenset[Edge]) -> Iterator[frozenset[Edge]]:
    """Yield the ways not to keep an option: each keeps the orders before one of its orders, and the reverse of that."""
    edges = sorted(option)
    for place, edge in enumerate(edges):
        yield frozenset({*edges[:place], Edge(edge.then, edge.first, strict=not edge.strict)})


class Question:
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


def decided(placings: Placings, budget: Budget) -> Placings:
    """Return some of the placings, with all either/ors decided. Raises OutOfTime when the budget is spent."""
    edges = Question(placings, (), budget).decided()
    if edges is None:
        raise AssertionError("the orders of the settlement admit no steps")
    return replace(placings.plus(edges), either=())


def possible(placings: Placings, budget: Budget) -> bool:
    """Say whether there is any placing. Raises OutOfTime when the budget is spent."""
    now = settled(placings)
    if now is None or not now.either:
        return now is not None
    return Question(now, (), budget).decided() is not None
