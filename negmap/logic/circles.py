"""Every ring that orders can form, of up to so many claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from negmap.logic.budget import Work
from negmap.logic.order import strong_parts
from negmap.logic.rules import Edge
from negmap.logic.sets import Claims


class Order(NamedTuple):
    """An order towards a term: strict or not, the claim that asks for it, the terms that it rests on."""

    then: str
    strict: bool
    claim: Claims
    body: frozenset[str]


@dataclass(slots=True)
class Circles:
    """The rings that were found, each as its claims and the terms they rest on; whether larger ones were left out."""

    found: list[tuple[Claims, frozenset[str]]] = field(default_factory=list)
    cut: bool = False


def circles(
    orders: Iterable[tuple[Edge, Claims, frozenset[str]]], most: int, work: Work, counted: Claims = -1
) -> Circles:
    """Return every simple ring with a strict order that takes up to `most` of the claims that count, once each."""
    graph = _Graph(list(orders), counted)
    result = Circles()
    for root in graph.roots:
        result.found.extend(_Search(root, graph, most, result, work).rings())
    return result


class _Graph:
    """The orders that can lie on a ring with a strict one.

    Terms with many orders come first: once all rings through one are found, no search passes it again.
    """

    def __init__(self, orders: list[tuple[Edge, Claims, frozenset[str]]], counted: Claims) -> None:
        self.counted = counted
        part = strong_parts(edge for edge, _, _ in orders)
        strict = {part[e.first] for e, _, _ in orders if e.strict and part[e.first] == part[e.then]}
        self.out: dict[str, dict[str, list[Order]]] = {}
        self.back: dict[str, dict[str, int]] = {}
        number: dict[str, int] = {}
        for edge, claim, body in orders:
            if part[edge.first] != part[edge.then] or part[edge.first] not in strict:
                continue
            following = self.out.setdefault(edge.first, {})
            following.setdefault(edge.then, []).append(Order(edge.then, edge.strict, claim, body))
            costs = self.back.setdefault(edge.then, {})
            costs[edge.first] = min(costs.get(edge.first, 1), 1 if claim & counted else 0)
            for term in (edge.first, edge.then):
                number[term] = number.get(term, 0) + 1
        self.roots = sorted(number, key=lambda term: (-number[term], term))
        self.rank = {term: rank for rank, term in enumerate(self.roots)}


class _Search:
    """The rings through one term and terms of later rank."""

    def __init__(self, root: str, graph: _Graph, most: int, result: Circles, work: Work) -> None:
        self._root, self._graph, self._most, self._result, self._work = root, graph, most, result, work
        self._home = self._ways_home()
        self._near: list[list[str]] = [[] for _ in range(most + 1)]
        for term, cost in self._home.items():
            self._near[cost].append(term)

    def _ways_home(self) -> dict[str, int]:
        """Return how many claims the way from each term to the root takes at least, where there are enough of them."""
        rank, far = self._graph.rank, {self._root: 0}
        now = [self._root]
        while now:
            later = []
            for term in now:
                for first, cost in self._graph.back.get(term, {}).items():
                    self._work.step()
                    whole, known = far[term] + cost, far.get(first)
                    if rank[first] <= rank[self._root] or (known is not None and known <= whole):
                        continue
                    if whole > self._most:
                        self._result.cut = True
                    else:
                        far[first] = whole
                        later.append(first)
            now = later
        return far

    def rings(self) -> Iterator[tuple[Claims, frozenset[str]]]:
        """Follow every path while it can still be closed with the claims that are left."""
        on_path: set[str] = set()
        stack = [(self._root, 0, frozenset[str](), False, self._onward(self._root, 0))]
        while stack:
            here, claims, body, strict, rest = stack[-1]
            order = next(rest, None)
            if order is None:
                stack.pop()
                on_path.discard(here)
            elif order.then == self._root:
                if strict or order.strict:
                    yield claims | order.claim, body | order.body
            elif order.then not in on_path:
                on_path.add(order.then)
                whole = claims | order.claim
                onward = self._onward(order.then, whole)
                stack.append((order.then, whole, body | order.body, strict or order.strict, onward))

    def _onward(self, here: str, claims: Claims) -> Iterator[Order]:
        """Yield the orders from a term that still lead home."""
        new = self._graph.counted & ~claims
        left, out = self._most - (claims & self._graph.counted).bit_count(), self._graph.out.get(here, {})
        near = [term for cost in range(left + 1) for term in self._near[cost]] if left < 3 else ()
        for then in near if near and len(near) < len(out) else out:
            self._work.step()
            cost = self._home.get(then)
            if cost is None:
                continue
            for order in out.get(then, ()):
                if cost + (1 if order.claim & new else 0) <= left:
                    yield order
                else:
                    self._result.cut = True
