"""Vertex elimination beside lazy clauses, in what negmap asks a solver: packages, and clashes where there are choices.

`orders` compares the ways to forbid rings where every claim is an order and all are strict. Here the clauses are
negmap's own, for made-up negotiations and the shipped one: orders that hold under conditions only, some of them
"no later than", so that elimination has to tell "before" from "no later".

PYTHONPATH=tests .venv/bin/python -m benchmarks.orders_asked
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from unittest import mock

from benchmarks import maps
from benchmarks.deadline import with_choices
from benchmarks.measuring import ROOT, in_turn, row
from negmap.analysis.concessions import Wanted, _Component
from negmap.files.loader import load
from negmap.logic import corrections
from negmap.logic.budget import Budget
from negmap.logic.components import components
from negmap.logic.encoding import Encoding
from negmap.logic.enumerate import minimal_clashes
from negmap.logic.order import strong_parts
from negmap.logic.packages import parts
from negmap.logic.rules import of_claim
from negmap.model.variants import view
from negmap.study import Study

RUNS = 3
PACKAGES = 10
CLASHES = 100
Pair = tuple[str, str]
Clause = list[int]


def eliminate(encoding: Encoding) -> int:
    """Forbid every ring from the start, and return how many clauses that takes."""
    number = 0
    for edges in _parts(encoding):
        for clause in _Elimination(encoding, edges).clauses():
            encoding.solver.add(clause)
            number += 1
    return number


def _parts(encoding: Encoding) -> list[list[int]]:
    part = strong_parts(encoding._edges.values())
    found: dict[int, list[int]] = {}
    for variable in encoding._followed:
        found.setdefault(part[encoding._edges[variable].first], []).append(variable)
    return list(found.values())


class _Elimination:
    """Terms of one part, eliminated one by one, those with the fewest ways through them first."""

    def __init__(self, encoding: Encoding, edges: list[int]) -> None:
        self._encoding, self._edges = encoding, edges
        self._weak: dict[Pair, int] = {}
        self._strict: dict[Pair, int] = {}
        self._after: dict[str, set[str]] = {}
        self._before: dict[str, set[str]] = {}

    def clauses(self) -> Iterator[Clause]:
        """Yield what follows from two orders through each term, and that no term comes before itself."""
        for variable in self._edges:
            edge = self._encoding._edges[variable]
            pair = edge.first, edge.then
            yield [-variable, self._number(self._strict if edge.strict else self._weak, pair)]
            self._join(*pair)
        for pair in self._strict:
            yield self._at_least_weak(pair)
        while self._after:
            term = min(self._after, key=lambda t: (len(self._after[t]) * len(self._before[t]), t))
            yield from self._through(term)

    def _number(self, numbers: dict[Pair, int], pair: Pair) -> int:
        if pair not in numbers:
            numbers[pair] = self._encoding.solver.new_variable()
        return numbers[pair]

    def _at_least_weak(self, pair: Pair) -> Clause:
        return [-self._strict[pair], self._number(self._weak, pair)]

    def _join(self, first: str, then: str) -> None:
        for term in (first, then):
            self._after.setdefault(term, set())
            self._before.setdefault(term, set())
        self._after[first].add(then)
        self._before[then].add(first)

    def _through(self, term: str) -> Iterator[Clause]:
        first, then = sorted(self._before.pop(term)), sorted(self._after.pop(term))
        for a in first:
            self._after[a].discard(term)
        for b in then:
            self._before[b].discard(term)
        for a in first:
            for b in then:
                yield from self._carried(a, term, b)

    def _carried(self, a: str, term: str, b: str) -> Iterator[Clause]:
        on = -self._encoding._order
        ways = [
            (self._weak[a, term], self._strict.get((term, b))),
            (self._strict.get((a, term)), self._weak[term, b]),
        ]
        strict = [[on, -one, -other] for one, other in ways if one is not None and other is not None]
        if a == b:
            yield from strict
            return
        self._join(a, b)
        if strict:
            new = (a, b) not in self._strict
            before = self._number(self._strict, (a, b))
            yield from ([*clause, before] for clause in strict)
            if new:
                yield self._at_least_weak((a, b))
        yield [on, -self._weak[a, term], -self._weak[term, b], self._number(self._weak, (a, b))]


def _packages(study: Study) -> Callable[..., object]:
    """Return what finds the ids of the first packages of each component."""
    steps = study.ladders()
    components_found = list(parts(steps, study.definitions, Budget()))

    def asked(*, eliminated: bool) -> list[tuple[str, ...]]:
        found = []
        for names, near in components_found:
            part = _Component(names, study.claims, steps, near, study.view.negotiation, Budget(), Wanted())
            if eliminated:
                eliminate(part._search._rungs.encoding)
            with mock.patch.object(corrections, "STEPS", 0):  # one after the other, by RC2
                found.append(tuple(package.id for package in islice(part._listed(part._limits()), PACKAGES)))
        return found

    return asked


def _clashes(study: Study) -> Callable[..., object]:
    """Return what counts the minimal clashes of the largest part that a solver finds: so many at most."""
    rules = {claim.id: of_claim(claim) for claim in study.claims.values() if claim.binding}
    soft, hard = max(components(rules, study.definitions), key=lambda part: len(part[0]))

    def asked(*, eliminated: bool) -> int:
        encoding = Encoding({**soft, **hard})
        if eliminated:
            eliminate(encoding)
        return len(list(islice(minimal_clashes(encoding, soft, hard), CLASHES)))

    return asked


def _taken(what: Callable[[], object]) -> float:
    start = time.process_time()
    what()
    return time.process_time() - start


def _compare(name: str, asked: Callable[..., object]) -> None:
    if asked(eliminated=False) != asked(eliminated=True):
        raise AssertionError(f"{name}: the two do not agree")
    lazy, gone = in_turn(
        RUNS,
        lambda: _taken(lambda: asked(eliminated=False)),
        lambda: _taken(lambda: asked(eliminated=True)),
    )
    row(name, f"lazy {lazy:.3f} s", f"elimination {gone:.3f} s: {gone / lazy:.1f} ×")


def main() -> None:
    """Measure and print."""
    made: dict[str, Callable[[], maps.Map]] = {
        "200 terms, 500 positions, 8 in a hundred against": lambda: maps.tangled(200, 500, 0.08, 1),
        "500, 2,000, 2": lambda: maps.tangled(500, 2000, 0.02, 1),
        "1,000, 5,000, 1": lambda: maps.tangled(1000, 5000, 0.01, 1),
        "200, 500, 8, with 20 either/ors": lambda: with_choices(maps.tangled(200, 500, 0.08, 1), 20),
        "300, 1,000, 5, with 30 either/ors": lambda: with_choices(maps.tangled(300, 1000, 0.05, 1), 30),
        "100, 400, 15, with 40 either/ors": lambda: with_choices(maps.tangled(100, 400, 0.15, 1), 40),
    }
    with tempfile.TemporaryDirectory() as place:
        folders = {name: make().write(Path(place) / str(at)) for at, (name, make) in enumerate(made.items())}
        for name, folder in {"the shipped negotiation": ROOT / "positions" / "ukraine-2025", **folders}.items():
            study = Study(view(load(folder)[0]))
            if "either" in name:
                _compare(f"{name}: {CLASHES} clashes", _clashes(study))
            else:
                _compare(f"{name}: {PACKAGES} packages", _packages(study))


if __name__ == "__main__":
    main()
