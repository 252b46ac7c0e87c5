"""By how much searches overrun the time given, on maps on which they would take longer.

PYTHONPATH=tests .venv/bin/python -m benchmarks.deadline
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from benchmarks import maps
from benchmarks.measuring import row
from negmap.files.loader import load
from negmap.model.variants import view
from negmap.study import Study

GIVEN = 1.0


def with_choices(made: maps.Map, number: int, seed: int = 1) -> maps.Map:
    """Add positions that demand one of three terms, for which a solver is asked."""
    random, names = Random(seed), sorted(made.terms)
    for at in range(number):
        made.positions.append((f"p{at % maps.PARTIES}", {"demand": {"any_of": random.sample(names, 3)}}))
    return made


MAPS: dict[str, Callable[[], maps.Map]] = {
    "5,000 positions on 1,000 terms, 1 in a hundred against": lambda: maps.tangled(1000, 5000, 0.01, 1),
    "2,000 on 500, 8 in a hundred against": lambda: maps.tangled(500, 2000, 0.08, 2),
    "500 on 100, 15 in a hundred against": lambda: maps.tangled(100, 500, 0.15, 3),
    "5,000 on 1,000, 2 in a hundred against, 200 either/ors": lambda: with_choices(
        maps.tangled(1000, 5000, 0.02, 2), 200
    ),
}
ASKED: dict[str, Callable[[Study], object]] = {
    "conflicts, blocked terms": lambda study: (study.conflicts, study.blocked, study.robustness),
    "packages and sequence": lambda study: study.sequence(),
}


def over(made: maps.Map, asked: Callable[[Study], object], folder: Path) -> float:
    """Return by how many seconds of the clock the time given was overrun; below nothing where it was not used up."""
    if not folder.exists():
        made.write(folder)
    known = view(load(folder)[0])
    start = time.monotonic()
    asked(Study(known, GIVEN))
    return time.monotonic() - start - GIVEN


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as place:
        for number, (name, make) in enumerate(MAPS.items()):
            for what, asked in ASKED.items():
                longest = max(over(make(), asked, Path(place) / str(number)) for _ in range(3))
                row(f"{name}: {what}", "0.5 s over", f"{longest:.2f} s over, at worst of three")


if __name__ == "__main__":
    main()
