"""Pictures of hundreds of positions beside the layout program alone.

PYTHONPATH=tests .venv/bin/python -m benchmarks.pictures

The layout program alone draws the DOT text that `negmap render --format dot` writes; and the DOT text without words
that negmap itself hands to it, which takes it less time. Ours is the first picture of a fresh process, from the
sketch to the SVG text, with the layout program that it starts.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from made_up import write_made_up

from benchmarks.measuring import NEGMAP, in_turn, row, spent, told
from negmap.files.loader import load
from negmap.model.variants import view
from negmap.render.layout import program
from negmap.render.pictures import sketch
from negmap.render.skeleton import skeleton
from negmap.render.svg import svg
from negmap.render.views import positions
from negmap.study import Study

RUNS = 5
SOME: dict[str, Any] = {"positions": 500}
"""Positions of which a part stands at sticking points; the others are listed under the picture."""
ALL: dict[str, Any] = {"positions": 730, "terms": 640, "conflicts": 340}
"""Positions of which most stand at sticking points."""


def once(folder: Path, place: Path) -> None:
    """Draw a map once and print what it took; keep both DOT texts in a folder."""
    positions.MOST_OF_ALL = sys.maxsize  # the picture shows a hundred positions at most, so that it can be read
    study = Study(view(load(folder)[0]))
    drawn = sketch(study, "positions", everything=True)
    assert drawn.drawing is not None
    start = _so_far()
    svg(drawn)
    seconds = _so_far() - start
    (place / "map.dot").write_text(drawn.dot, encoding="utf-8")
    (place / "bare.dot").write_text(skeleton(drawn.drawing), encoding="utf-8")
    said = {box.key for box in drawn.drawing.boxes if box.key.startswith("position:")}
    sys.stdout.write(json.dumps({"seconds": seconds, "boxes": len(drawn.drawing.boxes), "positions": len(said)}) + "\n")


def _so_far() -> float:
    """Return the processor time used so far, here and in the programs that were started."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def measure(place: Path, size: dict[str, Any]) -> None:
    """Measure one map, and print its rows."""
    place.mkdir()
    folder = write_made_up(place / "made-up", **size)
    ours = [sys.executable, "-m", "benchmarks.pictures", str(folder), str(place)]
    found = told(spent(ours).printed)
    command: list[str | Path] = [*NEGMAP, "render", "--positions", folder, "--all", "-o", place / "map.svg"]
    alone, bare, drawn, whole = in_turn(
        RUNS,
        lambda: spent([program(), "-Kdot", "-Tsvg", place / "map.dot"]).seconds,
        lambda: spent([program(), "-Kdot", "-Tsvg", place / "bare.dot"]).seconds,
        lambda: told(spent(ours).printed)["seconds"],
        lambda: spent(command, NEGMAP_CACHE="off").seconds,
    )
    named = f"SVG of {found['positions']} positions drawn, {found['boxes']} boxes"
    row(named, "1.2 ×", f"{drawn:.3f} s; {alone:.3f} s alone on the same DOT: {drawn / alone:.2f} ×")
    row("the same, beside it on the DOT without words", "", f"{bare:.3f} s: {drawn / bare:.2f} ×")
    row("the same, the whole command", "", f"{whole:.2f} s")


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as place:
        measure(Path(place) / "some", SOME)
        measure(Path(place) / "all", ALL)


if __name__ == "__main__":
    if sys.argv[1:]:
        once(*map(Path, sys.argv[1:]))
    else:
        main()
