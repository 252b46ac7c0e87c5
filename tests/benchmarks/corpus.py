"""How fast many negotiations are analysed on one core and on two, and how much memory the driver takes.

Run on request, on a quiet machine:

    .venv/bin/python tests/benchmarks/corpus.py speed 1000
    .venv/bin/python tests/benchmarks/corpus.py memory 1000 10000
    .venv/bin/python tests/benchmarks/corpus.py driver 1000 10000

The negotiations are made up, of 50 positions each (tests/made_corpus.py). Writes the wall time of the whole command,
the processor time of all its processes together, and the peak memory of the process that drives it, not of its workers.
`driver` leaves the analysis out: every negotiation gets the rows of the first, so that only the driver is measured.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
_DRIVER = """
import resource, sys
from negmap.cli.main import main
try:
    main()
finally:
    print("PEAK", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
"""

_IDLE = """
from negmap.comparisons.corpus import run, task
known = []
def analysed(settings, name, files):
    known or known.append(task.analysed(settings, name, files))
    return known[0]
run.analysed = analysed
"""


@dataclass(frozen=True)
class Measured:
    """One run: seconds by the clock, seconds of processor time, the driver's peak in MB."""

    wall: float
    processor: float
    peak: float


def measured(folder: Path, processes: int, first: str = "") -> Measured:
    """Run the command once, from nothing, after some lines of program."""
    with tempfile.TemporaryDirectory() as output:
        before, start = os.times(), time.perf_counter()
        ran = subprocess.run(
            [sys.executable, "-c", first + _DRIVER, "corpus", str(folder), "-o", output, "-p", str(processes)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        wall, after = time.perf_counter() - start, os.times()
    used = after.children_user - before.children_user + after.children_system - before.children_system
    return Measured(wall, used, int(ran.stderr.rpartition("PEAK")[2]) / 1024)


def corpus(number: int, into: Path) -> Path:
    """Write a made-up corpus."""
    folder = into / str(number)
    subprocess.run([sys.executable, str(ROOT / "tests" / "made_corpus.py"), str(folder), str(number)], check=True)
    return folder


def tell(text: str) -> None:
    """Write a line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def speed(number: int, folder: Path) -> None:
    """Compare one process with two, three times in turn."""
    for _ in range(3):
        one, two = measured(folder, 1), measured(folder, 2)
        tell(
            f"{number} negotiations: one process {one.wall:.1f} s ({one.processor:.1f} s of processor time), "
            f"two {two.wall:.1f} s ({two.processor:.1f} s): {one.wall / two.wall:.2f} times as fast"
        )


def memory(number: int, folder: Path) -> None:
    """Show the driver's peak."""
    run = measured(folder, 2)
    tell(f"{number} negotiations: the driver's peak {run.peak:.0f} MB, {run.wall:.0f} s")


def driver(number: int, folder: Path) -> None:
    """Show the driver's peak where nothing but one negotiation is analysed."""
    run = measured(folder, 1, _IDLE)
    tell(f"{number} negotiations, the analysis left out: the driver's peak {run.peak:.0f} MB, {run.wall:.0f} s")


if __name__ == "__main__":
    what = {"speed": speed, "memory": memory, "driver": driver}[sys.argv[1]]
    with tempfile.TemporaryDirectory() as temporary:
        for count in map(int, sys.argv[2:]):
            what(count, corpus(count, Path(temporary)))
