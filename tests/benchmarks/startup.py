"""How long commands take from start to end, beside importing the libraries they rest on alone.

    PYTHONPATH=tests .venv/bin/python -m benchmarks.startup

Prints medians of ten whole processes each, in milliseconds of processor time, taken in turn.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable

from benchmarks.measuring import NEGMAP, in_turn, row, spent

RUNS = 10
LIBRARIES = "import click, yaml, pysat.solvers; from pydantic import BaseModel"


def main() -> None:
    """Measure every case and print a table."""
    with tempfile.TemporaryDirectory() as cache:
        spent((*NEGMAP, "conflicts"), NEGMAP_CACHE=cache)
        click, helped, version, libraries, known, anew = in_turn(
            RUNS,
            _taken(sys.executable, "-c", "import click"),
            _taken(*NEGMAP, "--help"),
            _taken(*NEGMAP, "--version"),
            _taken(sys.executable, "-c", LIBRARIES),
            _taken(*NEGMAP, "conflicts", NEGMAP_CACHE=cache),
            _taken(*NEGMAP, "conflicts", NEGMAP_CACHE="off"),
        )
    row("`import click`", "", f"{click:.0f} ms")
    row("`negmap --help`", "1.6 ×", f"{helped:.0f} ms: {helped / click:.2f} ×")
    row("`negmap --version`", "1.6 ×", f"{version:.0f} ms: {version / click:.2f} ×")
    row("importing click, pydantic, PyYAML and PySAT", "", f"{libraries:.0f} ms")
    row("`negmap conflicts`, nothing changed (from memory)", "1.6 ×", f"{known:.0f} ms: {known / libraries:.2f} ×")
    row("`negmap conflicts`, really computed", "1.6 ×", f"{anew:.0f} ms: {anew / libraries:.2f} ×")


def _taken(*command: str, **environment: str) -> Callable[[], float]:
    return lambda: spent(command, **environment).seconds * 1000


if __name__ == "__main__":
    main()
