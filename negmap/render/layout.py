"""The layout program: DOT text in, bare SVG text out. It runs as a process of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

from negmap.render.errors import LayoutError

VARIABLE = "NEGMAP_DOT"
"""The environment variable that names another layout program, such as a system's `dot`."""
PROGRAM = "graphviz-pure"
SECONDS = 120.0


def program() -> str:
    """Return the layout program's path: the one NEGMAP_DOT names, else the one that was installed with negmap.

    Raises LayoutError where there is none.
    """
    named = os.environ.get(VARIABLE, "")
    if named:
        found = shutil.which(named)
        if found is None:
            raise LayoutError(f"{VARIABLE} names `{named}`, and no such program can be run; unset it to use {PROGRAM}")
        return found
    for place in _places():
        found = shutil.which(PROGRAM, path=place)
        if found is not None:
            return found
    raise LayoutError(
        f"`{PROGRAM}` is not installed; run `pip install {PROGRAM}`, or set {VARIABLE} to a Graphviz `dot`"
    )


def _places() -> Iterator[str | None]:
    yield sysconfig.get_path("scripts")
    yield str(Path(sys.executable).parent)
    yield None  # the PATH


def layout(dot: str, *, seconds: float = SECONDS) -> str:
    """Return DOT text laid out, as SVG text. Raises LayoutError if the program fails or takes longer."""
    command = [program(), "-Kdot", "-Tsvg"]
    try:
        done = subprocess.run(command, input=dot.encode(), capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        raise LayoutError(f"the layout took longer than {seconds:g} seconds; draw a smaller part") from None
    except OSError as error:
        raise LayoutError(f"`{command[0]}` cannot be run: {error.strerror}") from None
    if done.returncode != 0 or not done.stdout:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        why = next((line for line in said if line.startswith("Error")), said[-1] if said else "no reason given")
        raise LayoutError(f"the layout program failed: {why}")
    return done.stdout.decode("utf-8")
