"""All minimal conflicts of large maps, beside a bare MARCO on the same clauses, trimmed and split.

PYTHONPATH=tests .venv/bin/python -m benchmarks.clashes
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from benchmarks import bare, maps
from benchmarks.measuring import in_turn, row
from negmap.files.loader import load
from negmap.logic.budget import Budget, TooMany
from negmap.logic.clashes import all_clashes
from negmap.logic.components import components
from negmap.logic.encoding import Groups
from negmap.logic.rules import of_claim
from negmap.model.variants import view
from negmap.study import Study

RUNS = 5
LIMIT = 15.0
"""A bare enumeration is given up after so many seconds."""


def rules_of(made: maps.Map) -> tuple[Groups, Groups]:
    """Return the binding claims and the definitions of a map, as rules."""
    with tempfile.TemporaryDirectory() as place:
        negotiation, _ = load(made.write(Path(place) / "map"))
    study = Study(view(negotiation))
    return {c.id: of_claim(c) for c in study.claims.values() if c.binding}, study.definitions


def ours(soft: Groups, hard: Groups) -> tuple[float, int, int | None]:
    """Return the seconds taken, the number of conflicts, and the size up to which these are all."""
    start, number = time.process_time(), 0
    try:
        for _ in all_clashes(soft, hard, Budget()):
            number += 1
    except TooMany as many:
        return time.process_time() - start, number, many.size
    return time.process_time() - start, number, None


def reference(soft: Groups, hard: Groups) -> tuple[float, int, bool]:
    """Return the seconds taken by a bare MARCO, the number of conflicts, and whether it came to its end."""
    start = time.process_time()
    until, number = start + LIMIT, 0
    for claims, definitions in components(soft, hard):
        number += sum(1 for _ in bare.marco(bare.Clauses(claims, definitions), until))
    return time.process_time() - start, number, time.process_time() < until


def measured(work: str, bar: str, made: maps.Map, *, beside: bool = True) -> None:
    """Measure one map and print a row."""
    soft, hard = rules_of(made)
    _, number, size = ours(soft, hard)
    said = f"{number} conflicts" + (f", all of up to {size} claims" if size else "")
    if not beside:
        (taken,) = in_turn(RUNS, lambda: ours(soft, hard)[0])
        row(work, bar, f"{taken:.2f} s: {said}")
        return
    seconds, known, ended = reference(soft, hard)
    if not ended:
        (taken,) = in_turn(RUNS, lambda: ours(soft, hard)[0])
        row(work, bar, f"{taken:.3f} s: {said}; bare MARCO: {known} after {seconds:.0f} s, not at its end")
        return
    taken, other = in_turn(RUNS, lambda: ours(soft, hard)[0], lambda: reference(soft, hard)[0])
    row(work, bar, f"{taken:.3f} s: {said}; bare MARCO {other:.3f} s, {known} conflicts: {taken / other:.2f} ×")


def main() -> None:
    """Measure and print."""
    measured("5,000 positions on 1,000 terms, 30 planted conflicts", "1 s, 1.5 ×", maps.planted(1000, 5000))
    measured("500 positions on 200 terms, 8 in a hundred against", "1 s", maps.tangled(200, 500, 0.08, 2))
    large = maps.tangled(1000, 5000, 0.01, 1)
    measured("5,000 positions on 1,000 terms, 1 in a hundred against", "3 s, bounded", large, beside=False)


if __name__ == "__main__":
    main()
