"""Try the engine against its second encoding: ``python tests/benchmarks/two_encodings.py 10000 [FIRST-SEED]``.

Stops at the first negotiation on which they differ, made small.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from hypothesis import HealthCheck, given, seed, settings, strategies as st
from test_second_encoding import compared

ROUND = 250


def main() -> None:
    """Try that many negotiations, in rounds of one seed each."""
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    rounds = -(-int(sys.argv[1]) // ROUND)
    checks = settings(max_examples=ROUND, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    for number in range(rounds):
        checks(seed(first + number)(given(st.data())(compared)))()
        sys.stdout.write(f"seed {first + number}: {(number + 1) * ROUND} negotiations\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
