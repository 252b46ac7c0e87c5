"""The cheapest package and the ten cheapest of a large map, beside bare RC2 on the very same clauses.

Bare RC2 gets the clauses of each component as our search left them, with every ring it had met forbidden from the
start, and the same weights; it is spared trimming, splitting, finding components, and saying what a package means.

PYTHONPATH=tests .venv/bin/python -m benchmarks.packages
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any
from unittest import mock

from pysat.examples.rc2 import RC2
from pysat.formula import WCNF

from benchmarks import maps
from benchmarks.measuring import in_turn, row
from negmap.analysis.concessions import Wanted, _Component
from negmap.files.loader import load
from negmap.logic import cheapest, packages
from negmap.logic.budget import Budget
from negmap.logic.ladders import ladders
from negmap.logic.solver import Optimizer
from negmap.model.variants import view
from negmap.study import Study

RUNS = 5
TEN = 10
Problem = tuple[list[list[int]], dict[int, int]]


class _Recorded(Optimizer):
    """An optimizer that notes what it is asked."""

    every: list[Problem] = []  # noqa: RUF012

    def __init__(self, clauses: Iterable[Sequence[int]], wishes: Mapping[int, int]) -> None:
        self._noted: Problem = ([list(clause) for clause in clauses], dict(wishes))
        super().__init__(*self._noted)
        self.every.append(self._noted)

    def add(self, clause: Sequence[int]) -> None:
        super().add(clause)
        if all(literal < 0 for literal in clause):  # a ring; what leaves a package out has no minus
            self._noted[0].append(list(clause))


@contextmanager
def _instead(name: str, value: object) -> Any:
    with mock.patch.object(cheapest, name, value):
        yield


def problems(first: Callable[[], object]) -> list[Problem]:
    """Return the clauses and wishes of each component."""
    _Recorded.every = []
    with _instead("Optimizer", _Recorded):
        first()
    return _Recorded.every


def bare(every: Iterable[Problem], number: int) -> int:
    """Return how many models RC2 found: so many of each component, cheapest first."""
    found = 0
    for clauses, wishes in every:
        formula = WCNF()
        formula.extend(clauses)
        for literal, weight in wishes.items():
            formula.append([literal], weight=weight)
        with RC2(formula, solver="g4") as engine:
            for _ in range(number):
                model = engine.compute()
                if model is None:
                    break
                found += 1
                held = set(model)
                engine.add_clause([literal for literal in wishes if literal not in held])
    return found


def seconds(what: Callable[[], object]) -> float:
    """Return the processor time that something takes."""
    start = time.process_time()
    what()
    return time.process_time() - start


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as place:
        negotiation, _ = load(maps.tangled(1000, 5000, 0.01, 1).write(Path(place) / "map"))
    study = Study(view(negotiation))
    claims, definitions = study.claims, study.definitions
    steps = ladders(claims.values(), negotiation.issues)
    found = list(packages.parts(steps, definitions, Budget()))

    def listed(number: int) -> object:
        components = (_Component(names, claims, steps, near, negotiation, Budget(), Wanted()) for names, near in found)
        return [list(islice(part._listed(part._limits()), number)) for part in components]

    every = problems(lambda: listed(1))
    for name, number in (("cheapest package", 1), ("ten cheapest packages", TEN)):
        mine, other = in_turn(
            RUNS,
            lambda n=number: seconds(lambda: listed(n)),  # type: ignore[misc]
            lambda n=number: seconds(lambda: bare(every, n)),  # type: ignore[misc]
        )
        row(name, "1.5 ×", f"{mine:.2f} s; bare RC2 {other:.2f} s: {mine / other:.2f} ×")
    parted = in_turn(RUNS, lambda: seconds(lambda: list(packages.parts(steps, definitions, Budget()))))
    row("finding the components first", "", f"{parted[0]:.2f} s")


if __name__ == "__main__":
    main()
