"""A picture of 500 positions beside the layout program alone on the same DOT.

PYTHONPATH=tests .venv/bin/python -m benchmarks.pictures
"""

from __future__ import annotations

import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from made_up import write_made_up

from benchmarks.measuring import NEGMAP, in_turn, row, spent
from negmap.files.loader import load
from negmap.model.variants import view
from negmap.render.layout import layout, program
from negmap.render.pictures import sketch
from negmap.render.svg import svg
from negmap.study import Study

RUNS = 3


def used(what: Callable[[], object]) -> float:
    """Return the processor time that something takes, here and in the programs it starts."""

    def so_far() -> float:
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        return time.process_time() + children.ru_utime + children.ru_stime

    start = so_far()
    what()
    return so_far() - start


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as place:
        folder = write_made_up(Path(place) / "made-up", positions=500)
        study = Study(view(load(folder)[0]))
        drawn = sketch(study, "positions", everything=True)
        dot = Path(place) / "map.dot"
        dot.write_text(drawn.dot, encoding="utf-8")
        command: list[str | Path] = [*NEGMAP, "render", "--positions", folder, "--all", "-o", Path(place) / "map.svg"]
        alone, ours, whole = in_turn(
            RUNS,
            lambda: spent([program(), "-Kdot", "-Tsvg", dot]).seconds,
            lambda: used(lambda: svg(drawn)),
            lambda: spent(command, NEGMAP_CACHE="off").seconds,
        )
        count = layout(drawn.dot).count('<g id="node')
    row(
        f"SVG of {len(study.view.positions)} positions ({count} nodes)",
        "1.2 ×",
        f"{ours:.2f} s; {alone:.2f} s alone: {ours / alone:.2f} ×",
    )
    row("the same, the whole command", "", f"{whole:.2f} s: {whole / alone:.2f} ×")


if __name__ == "__main__":
    main()
