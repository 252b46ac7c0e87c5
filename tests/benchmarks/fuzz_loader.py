"""Try the loader with spoilt files for some seconds: ``python tests/benchmarks/fuzz_loader.py 1800``.

Stops at the first that breaks it, and writes its files to ``tests/found_by_fuzzing/new``.
"""

from __future__ import annotations

import shutil
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from hostile import folders
from hypothesis import HealthCheck, given, seed, settings
from test_files_fuzzed import FOUND, survives, written

ROUND = 500


def main() -> int:
    """Try until the time is over; return 1 where something broke."""
    end = time.monotonic() + float(sys.argv[1])
    rounds = 0
    while time.monotonic() < end:
        rounds += 1
        settings(max_examples=ROUND, deadline=None, database=None, suppress_health_check=list(HealthCheck))(
            seed(rounds)(given(folders())(tried))
        )()
        sys.stdout.write(f"\r{rounds * ROUND} folders")
        sys.stdout.flush()
    sys.stdout.write("\n")
    return 0


def tried(files: dict[str, bytes]) -> None:
    """Try one folder; keep the last one that broke, which is the smallest."""
    new = FOUND / "new"
    kept = Path("/tmp") / "negmap-fuzzed"
    shutil.rmtree(kept, ignore_errors=True)
    try:
        survives(written(files, kept))
    except Exception:
        shutil.rmtree(new, ignore_errors=True)
        written(files, new)
        raise


if __name__ == "__main__":
    sys.exit(main())
