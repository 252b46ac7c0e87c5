"""The orders that rules ask for among the terms of one settlement (method.md §8.1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from negmap.findings.sequence import OrderEdge
from negmap.logic.rules import Alternative, Edge, Rule
from negmap.logic.settle import possible

Options = tuple[frozenset[Edge], ...]
"""Several sets of orders, of which one has to hold."""


@dataclass(frozen=True, slots=True)
class Timing:
    """What is asked of the steps of the terms still to come: `fixed` orders, and one of each `either`.

    `shown` are the same orders with who asks for them, and those from terms that are already so.
    `overtaken` are ids of rules that ask for an order which events have overtaken.
    """

    terms: tuple[str, ...]
    fixed: frozenset[Edge]
    either: tuple[Options, ...]
    shown: tuple[OrderEdge, ...]
    overtaken: tuple[str, ...]

    @property
    def ordered(self) -> frozenset[str]:
        """Return the terms that some order names together with another term still to come."""
        edges = self.fixed.union(edge for options in self.either for option in options for edge in option)
        return frozenset(term for edge in edges for term in (edge.first, edge.then))


def timing(rules: Iterable[Rule], terms: frozenset[str], already: frozenset[str]) -> Timing:
    """Return the orders that rules ask for in a settlement with such terms, of which some are already so."""
    coming = terms - already
    fixed: set[Edge] = set()
    either: set[Options] = set()
    overtaken: set[str] = set()
    shown: dict[tuple[Edge, bool], set[str]] = {}
    for rule in rules:
        asked = tuple(_edges(alternative) for alternative in possible(rule, terms))
        if asked and all(any(_is_overtaken(edge, already) for edge in edges) for edges in asked):
            overtaken.add(rule.because)
        options, visible = _left(asked, coming, already)
        for edge in visible:
            shown.setdefault((edge, len(asked) > 1), set()).add(rule.because)
        if len(options) == 1:
            fixed |= options[0]
        elif options:
            either.add(options)
    return Timing(
        tuple(sorted(coming)),
        frozenset(fixed),
        tuple(sorted(either, key=in_order)),
        tuple(_order_edges(shown)),
        tuple(sorted(overtaken)),
    )


def _edges(alternative: Alternative) -> frozenset[Edge]:
    return frozenset(literal for literal in alternative if isinstance(literal, Edge))


def _is_overtaken(edge: Edge, already: frozenset[str]) -> bool:
    return edge.then in already and edge.first not in already


def _left(
    asked: Iterable[frozenset[Edge]], coming: frozenset[str], already: frozenset[str]
) -> tuple[Options, frozenset[Edge]]:
    """Return what is still asked of terms to come (nothing once events meet it), and the orders to show."""
    asked = tuple(asked)
    options = {edges: frozenset(e for e in edges if e.first in coming and e.then in coming) for edges in asked}
    met = [edges for edges in asked if not options[edges]]
    visible = frozenset(edge for edges in met or asked for edge in edges if edge.then not in already)
    return () if met else in_order_options(options.values()), visible


def in_order_options(options: Iterable[frozenset[Edge]]) -> Options:
    """Return options once each, in a fixed order."""
    return tuple(sorted(set(options), key=sorted))


def in_order(options: Options) -> list[list[Edge]]:
    """Return the key of the fixed order of either/ors."""
    return [sorted(option) for option in options]


def _order_edges(shown: Mapping[tuple[Edge, bool], set[str]]) -> Iterator[OrderEdge]:
    for (edge, either), because in sorted(shown.items()):
        yield OrderEdge(edge.first, edge.then, edge.strict, tuple(sorted(because)), either)


def wholes(including: Iterable[Rule], terms: frozenset[str]) -> dict[str, frozenset[str]]:
    """Return the parts of each whole, from rules that say what includes what, where their guards hold."""
    found: dict[str, set[str]] = {}
    for rule in including:
        left = possible(rule, terms)
        for edge in _edges(left[0]) if len(left) == 1 else ():
            found.setdefault(edge.then, set()).add(edge.first)
    return {whole: frozenset(found[whole]) for whole in sorted(found)}


def loose_ends(
    cases: Mapping[str, frozenset[str]], parts: Mapping[str, frozenset[str]], already: frozenset[str]
) -> Iterator[Options]:
    """Yield what would put each term with cases at the earliest of them, then each whole at the last of its parts.

    Where a case is already so, or all parts are, there is nothing left to choose.
    """
    for term in sorted(cases.keys() - already):
        if not cases[term] & already:
            yield in_order_options(frozenset({Edge(case, term, strict=False)}) for case in cases[term])
    for whole in sorted(parts.keys() - already):
        if coming := parts[whole] - already:
            yield in_order_options(frozenset({Edge(whole, part, strict=False)}) for part in coming)
