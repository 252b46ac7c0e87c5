"""The made-up negotiation is as large as it says, and the same each time."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_up import made_up, write_made_up

from negmap.model.variants import view
from negmap.study import Study


def test_its_size() -> None:
    negotiation = made_up()
    assert [len(part) for part in (negotiation.parties, negotiation.terms, negotiation.positions)] == [12, 150, 600]
    seen = view(negotiation)
    assert 540 < len(seen.positions) < 600
    found = Study(seen).conflicts
    assert found.completeness.complete
    assert len(found.conflicts) == 80
    assert {c.kind for c in found.conflicts} == {"direct", "condition", "deadlock", "quantity", "options"}


@pytest.mark.parametrize("size", [(2, 3, 10, 0), (3, 40, 60, 10), (12, 400, 500, 120)])
def test_other_sizes(size: tuple[int, int, int, int]) -> None:
    parties, terms, positions, conflicts = size
    negotiation = made_up(max(3, parties), terms, positions, conflicts, seed=7)
    assert (len(negotiation.terms), len(negotiation.positions)) == (terms, positions)
    assert len(Study(view(negotiation)).conflicts.conflicts) == conflicts


def test_too_few_terms() -> None:
    with pytest.raises(ValueError, match="5 terms cannot hold 80 conflicts"):
        made_up(terms=5)


def test_the_same_each_time(tmp_path: Path) -> None:
    first, again = (write_made_up(tmp_path / name) for name in ("first", "again"))
    for path in sorted(first.rglob("*.*")):
        assert path.read_bytes() == (again / path.relative_to(first)).read_bytes()
    assert made_up(seed=2) != made_up(seed=1)
