"""10,000 statement files: read and checked for the first time, and again; beside PyYAML parsing them and nothing else.

PYTHONPATH=tests .venv/bin/python -m benchmarks.reading
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks import archive
from benchmarks.measuring import NEGMAP, in_turn, row, spent

FILES = 10_000
RUNS = 5
BARE = """
import sys, yaml
from pathlib import Path
for path in sorted(Path(sys.argv[1]).rglob("*.yaml")):
    yaml.load(path.read_bytes(), yaml.CSafeLoader)
"""


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as place:
        folder, cache = archive.write(Path(place) / "archive", FILES), str(Path(place) / "cache")
        check = (*NEGMAP, "check", "--positions", folder)
        spent(check, NEGMAP_CACHE=cache)
        bare, cold, warm, changed = in_turn(
            RUNS,
            lambda: spent((sys.executable, "-c", BARE, folder)).seconds,
            lambda: spent(check, NEGMAP_CACHE="off").seconds,
            lambda: spent(check, NEGMAP_CACHE=cache).seconds,
            lambda: _after_a_change(folder, check, cache),
        )
        row("PyYAML's CSafeLoader parses the files", "", f"{bare:.2f} s")
        row("`negmap check`, cold", "2 ×", f"{cold:.2f} s: {cold / bare:.2f} ×")
        row("the same, nothing changed (from memory)", "0.25 × cold", f"{warm:.2f} s: {warm / cold:.2f} ×")
        row("the same, one file changed (parsed files from the cache)", "", f"{changed:.2f} s: {changed / cold:.2f} ×")


def _after_a_change(folder: Path, check: tuple[str | Path, ...], cache: str) -> float:
    changed = folder / "statements" / "statement-00042.yaml"
    changed.write_text(changed.read_text(encoding="utf-8") + "  - accept: term-7\n", encoding="utf-8")
    return spent(check, NEGMAP_CACHE=cache).seconds


if __name__ == "__main__":
    main()
