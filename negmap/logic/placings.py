"""The placings kept: every way to give the terms of a settlement their steps (method.md §8.1)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import combinations

from negmap.logic.budget import Budget
from negmap.logic.closure import Closure
from negmap.logic.either import Placings, Question, edges_in, settled
from negmap.logic.rules import Edge
from negmap.logic.timing import Options, Timing


def kept(timing: Timing, ends: Iterable[Options], budget: Budget) -> tuple[Placings, ...]:
    """Return the placings kept of the ordered terms, in parts that do not touch, by their first ids.

    `ends` tie up what hangs loose, one after the other, each only if some placing is left then.
    Raises OutOfTime when the budget is spent.
    """
    ends = tuple(ends)
    found: list[Placings] = []
    for terms in _connected(timing.ordered, timing.fixed, [*timing.either, *ends]):
        own = [options for options in ends if edges_in(options)[0].first in terms]
        part = _tied_up(_within(terms, timing.fixed, timing.either), own, budget)
        apart = _connected(terms, part.fixed, part.either)
        found += [_within(names, part.fixed, part.either) for names in apart]
    return tuple(sorted(found, key=lambda part: part.terms))


def _within(terms: Collection[str], fixed: Iterable[Edge], either: Iterable[Options]) -> Placings:
    inside = frozenset(edge for edge in fixed if edge.first in terms)
    choices = tuple(options for options in either if edges_in(options)[0].first in terms)
    return Placings(Closure(sorted(terms), sorted(inside)), inside, choices)


def _connected(terms: Iterable[str], fixed: Iterable[Edge], either: Iterable[Options]) -> Iterator[list[str]]:
    """Yield the terms in groups that no order and no either/or connects, by their first ids."""
    parent = {term: term for term in sorted(terms)}

    def find(term: str) -> str:
        while parent[term] != term:
            parent[term] = parent[parent[term]]
            term = parent[term]
        return term

    for together in [*((edge,) for edge in fixed), *map(edges_in, either)]:
        for edge in together:
            parent[find(edge.first)] = parent[find(edge.then)] = find(together[0].first)
    groups: dict[str, list[str]] = {}
    for term in parent:
        groups.setdefault(find(term), []).append(term)
    yield from groups.values()


def _tied_up(placings: Placings, ends: list[Options], budget: Budget) -> Placings:
    question = Question(placings, ends, budget)
    if question.decided() is None:
        raise AssertionError("the orders of the settlement admit no steps")
    chosen: list[Options] = []
    for options in ends:
        if question.decided([*chosen, options]) is not None:
            chosen.append(options)
    tied = settled(replace(placings, either=(*placings.either, *chosen)))
    assert tied is not None
    return tied


def tied(placings: Placings, steps: Mapping[str, int], budget: Budget) -> tuple[tuple[str, ...], ...]:
    """Return the terms in groups, each of the terms that are at one step in every placing, by their first ids.

    `steps` are those of any placing. Raises OutOfTime when the budget is spent.
    """
    group_of = {group[0]: list(group) for group in placings.closure.tied()}
    candidates = list(_at_one_step(placings, group_of, steps)) if placings.either else []
    ways = {pair: [(frozenset({Edge(*way, strict=True)}),) for way in (pair, pair[::-1])] for pair in candidates}
    question = Question(placings, [way for pair in candidates for way in ways[pair]], budget)
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
