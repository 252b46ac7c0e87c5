"""How long commands take from start to end, beside importing the libraries they rest on alone.

Run on request: ``.venv/bin/python tests/benchmarks/startup.py``. Prints medians of ten whole processes, in
milliseconds: wall time, and processor time, which a busy machine disturbs less.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 10
ROOT = Path(__file__).parents[2]
LIBRARIES = "import click, yaml, pysat.solvers; from pydantic import BaseModel"
CASES = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "import click": [sys.executable, "-c", "import click"],
    "negmap --help": [sys.executable, "-m", "negmap", "--help"],
    LIBRARIES: [sys.executable, "-c", LIBRARIES],
    "negmap conflicts, nothing changed": [sys.executable, "-m", "negmap", "conflicts"],
    "negmap conflicts --no-cache": [sys.executable, "-m", "negmap", "conflicts", "--no-cache"],
    "negmap check": [sys.executable, "-m", "negmap", "check"],
    "negmap concessions --no-cache": [sys.executable, "-m", "negmap", "concessions", "--no-cache"],
    "negmap sequence --no-cache": [sys.executable, "-m", "negmap", "sequence", "--no-cache"],
    "negmap render": [sys.executable, "-m", "negmap", "render"],
    "negmap verify": [sys.executable, "-m", "negmap", "verify"],
}


def measured(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """Return the wall and the processor time of one run, in milliseconds."""
    before, start = os.times(), time.perf_counter()
    subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=True)
    wall, after = time.perf_counter() - start, os.times()
    used = after.children_user - before.children_user + after.children_system - before.children_system
    return wall * 1000, used * 1000


def main() -> None:
    """Measure every case and print a table."""
    with tempfile.TemporaryDirectory() as cache:
        environment = {**os.environ, "NEGMAP_CACHE": cache}
        sys.stdout.write("| what | wall, ms | processor, ms |\n| --- | --- | --- |\n")
        for name, command in CASES.items():
            measured(command, environment)
            runs = [measured(command, environment) for _ in range(RUNS)]
            wall, used = (statistics.median(column) for column in zip(*runs, strict=True))
            sys.stdout.write(f"| `{name}` | {wall:.0f} | {used:.0f} |\n")


if __name__ == "__main__":
    main()
