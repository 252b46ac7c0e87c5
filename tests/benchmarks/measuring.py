"""Processor time of whole processes, and tables of it.

A busy machine disturbs processor time less than wall time, and a measurement and what it is held against run in
turn, so that both see the same machine.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
NEGMAP = (sys.executable, "-m", "negmap")
MEGABYTE = 1_000_000
USUAL = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""The environment of measured processes: modules are compiled once, as on any user's machine."""


@dataclass(frozen=True, slots=True)
class Spent:
    """User and system time in seconds, the most memory in MB, and what was printed."""

    seconds: float
    memory: float
    printed: str


def spent(command: Sequence[str | Path], **environment: str) -> Spent:
    """Run a process to its end; it may fail only with 1, as `check` does for faults."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    ran = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env={**USUAL, "PYTHONPATH": str(ROOT / "tests"), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if ran.returncode not in (0, 1):
        raise RuntimeError(f"{command}: {ran.returncode}\n{ran.stderr[-2000:]}")
    used = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return Spent(used, after.ru_maxrss / 1024, ran.stdout)


def in_turn(runs: int, *what: Callable[[], float]) -> tuple[float, ...]:
    """Return the median of each of several measurements, taken in turn."""
    taken = [[one() for one in what] for _ in range(runs)]
    return tuple(statistics.median(column) for column in zip(*taken, strict=True))


def row(work: str, bar: str, figure: str) -> None:
    """Print a row of the table."""
    sys.stdout.write(f"| {work} | {bar} | {figure} |\n")
    sys.stdout.flush()


def told(printed: str) -> dict[str, float]:
    """Return the figures that a measured process printed as its last line."""
    found: dict[str, float] = json.loads(printed.splitlines()[-1])
    return found
