"""Three ways to tell a solver that orders form no ring, compared on rings inside components of 20, 100, 500 terms.

Every term is in. Each claim says that one term comes after another; most fit a hidden order, some go against it. The
first minimal clashes are enumerated by the same plain MARCO over the same engine; only what forbids rings differs:

- lazy: a ring that a model holds is forbidden, and the question asked again (what negmap does);
- closure: "before" is made transitive within each strongly connected part;
- elimination: terms are eliminated one by one, fewest neighbours first, and orders through each carried over to its
  neighbours (Rankooh and Rintanen, "Propositional encodings of acyclicity and reachability by using vertex
  elimination", 2022).

PYTHONPATH=tests .venv/bin/python -m benchmarks.orders
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from random import Random

from pysat.solvers import Solver

from benchmarks.measuring import in_turn, row
from negmap.logic.order import broken_rings, strong_parts
from negmap.logic.rules import Edge

SIZES = (20, 100, 500)
WANTED = 50
LIMIT = 10.0
MOST = 5_000_000
"""An encoding of more clauses than this is not made."""
Pair = tuple[str, str]
Clause = list[int]
Numbers = dict[Pair, int]


class TooLarge(Exception):
    """There are too many clauses."""


def claims(terms: int, seed: int = 1, each: float = 3.0, against: float = 0.3) -> list[Pair]:
    """Return which term has to come before which other one; a share goes against the order of the names."""
    random = Random(seed)
    names = [f"t{number:03}" for number in range(terms)]
    found: set[Pair] = set()
    while len(found) < each * terms:
        first, then = sorted(random.sample(names, 2))
        found.add((then, first) if random.random() < against else (first, then))
    return sorted(found)


def inside(pairs: Iterable[Pair]) -> list[list[Pair]]:
    """Return the orders that can be on a ring, by strongly connected part."""
    edges = [Edge(first, then, strict=True) for first, then in pairs]
    part = strong_parts(edges)
    parts: dict[int, list[Pair]] = {}
    for edge in edges:
        if part[edge.first] == part[edge.then]:
            parts.setdefault(part[edge.first], []).append((edge.first, edge.then))
    return list(parts.values())


def closure(pairs: list[Pair], number: Callable[[Pair], int]) -> Iterator[Clause]:
    """Yield the clauses that make "before" transitive in each part, and forbid both ways at once."""
    for part in inside(pairs):
        terms = sorted({term for pair in part for term in pair})
        if len(terms) ** 3 > MOST:
            raise TooLarge(f"{len(terms) ** 3:,} clauses")
        for a in terms:
            for b in terms:
                if a < b:
                    yield [-number((a, b)), -number((b, a))]
                for c in terms if a != b else ():
                    if c not in (a, b):
                        yield [-number((a, b)), -number((b, c)), number((a, c))]


def elimination(pairs: list[Pair], number: Callable[[Pair], int]) -> Iterator[Clause]:
    """Yield the clauses of vertex elimination in each part, fewest neighbours first."""
    for part in inside(pairs):
        after: dict[str, set[str]] = {term: set() for pair in part for term in pair}
        before: dict[str, set[str]] = {term: set() for term in after}
        for first, then in part:
            after[first].add(then)
            before[then].add(first)
        while after:
            term = min(after, key=lambda t: (len(after[t] | before[t]), t))
            ins, outs = before.pop(term), after.pop(term)
            for a in sorted(ins):
                after[a].discard(term)
                for b in sorted(outs):
                    if a == b:
                        yield [-number((a, term)), -number((term, a))]
                    else:
                        after[a].add(b)
                        before[b].add(a)
                        yield [-number((a, term)), -number((term, b)), number((a, b))]
            for b in outs:
                before[b].discard(term)


class Orders:
    """Asks whether some claims, by their numbers, can hold together."""

    def __init__(
        self, pairs: list[Pair], forbid: Callable[[list[Pair], Callable[[Pair], int]], Iterator[Clause]] | None
    ) -> None:
        self.pairs, self._numbers = pairs, {pair: at for at, pair in enumerate(pairs, 1)}
        self.clauses = list(forbid(pairs, self._number)) if forbid else []
        self._engine, self._lazy = Solver("g4", bootstrap_with=self.clauses), forbid is None

    def _number(self, pair: Pair) -> int:
        return self._numbers.setdefault(pair, len(self._numbers) + 1)

    def holds(self, chosen: Iterable[int]) -> bool:
        """Say whether they can."""
        while self._engine.solve(assumptions=sorted(chosen)):
            rings = self._rings() if self._lazy else []
            if not rings:
                return True
            for ring in rings:
                self.clauses.append([-self._numbers[edge.first, edge.then] for edge in ring])
                self._engine.add_clause(self.clauses[-1])
        return False

    def _rings(self) -> list[tuple[Edge, ...]]:
        model = self._engine.get_model() or []
        held = [self.pairs[literal - 1] for literal in model if 0 < literal <= len(self.pairs)]
        return broken_rings([Edge(first, then, strict=True) for first, then in held])

    def core(self) -> set[int]:
        """Return claims that cannot hold together."""
        return set(self._engine.get_core() or ())


def clashes(orders: Orders, until: float) -> Iterator[frozenset[int]]:
    """Yield minimal sets of claims that form a ring, until a moment of processor time."""
    every = set(range(1, len(orders.pairs) + 1))
    with Solver("g4") as seeds:
        seeds.set_phases(sorted(every))
        while seeds.solve() and time.process_time() < until:
            seed = every - {-literal for literal in seeds.get_model() or ()}
            if orders.holds(seed):
                for claim in sorted(every - seed):
                    if orders.holds(seed | {claim}):
                        seed.add(claim)
                seeds.add_clause(sorted(every - seed))
                continue
            core = orders.core()
            for claim in sorted(core):
                if not orders.holds(core - {claim}):
                    core.discard(claim)
            seeds.add_clause([-claim for claim in sorted(core)])
            yield frozenset(core)


def tried(
    pairs: list[Pair], forbid: Callable[[list[Pair], Callable[[Pair], int]], Iterator[Clause]] | None
) -> tuple[float, int, int]:
    """Return the seconds taken, the clashes found (so many at most), and the clauses at the end."""
    start = time.process_time()
    orders, found = Orders(pairs, forbid), set[frozenset[int]]()
    for clash in clashes(orders, start + LIMIT):
        found.add(clash)
        if len(found) == WANTED:
            break
    return time.process_time() - start, len(found), len(orders.clauses)


def main() -> None:
    """Measure and print."""
    for size in SIZES:
        pairs = max(inside(claims(size)), key=len)  # what is on no ring is trimmed by all alike
        largest = len({term for pair in pairs for term in pair})
        for name, forbid in (("lazy", None), ("closure", closure), ("elimination", elimination)):
            try:
                taken, found, clauses = tried(pairs, forbid)
            except TooLarge as large:
                row(f"{size} terms, {largest} on rings", name, f"not made: {large}")
                continue
            if taken < 1:
                taken = in_turn(3, lambda p=pairs, f=forbid: tried(p, f)[0])[0]  # type: ignore[misc]
            row(f"{size} terms, {largest} on rings", name, f"{taken:.2f} s: {found} clashes, {clauses:,} clauses")


if __name__ == "__main__":
    main()
