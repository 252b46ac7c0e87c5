"""The evolution of every conflict over the maps of one negotiation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby, pairwise

from negmap.comparisons.corpus.rows import Rows
from negmap.findings.corpus import ConflictTableRow, EvolutionRow


def evolution(found: Rows) -> Iterator[EvolutionRow]:
    """Yield every unbroken run of maps on which a conflict stands, by conflict and day."""
    days = [row.as_of for row in found["negotiations"]]
    number = {day: n for n, day in enumerate(days)}
    ordered = sorted(found["conflicts"], key=lambda row: (row.conflict, number[row.as_of]))
    for _, rows in groupby(ordered, key=lambda row: row.conflict):
        for run in _runs(list(rows), number):
            yield _spell(run, days, number)


def _runs(rows: list[ConflictTableRow], number: dict[date | None, int]) -> Iterator[list[ConflictTableRow]]:
    """Yield the rows of one conflict, those on maps next to each other together."""
    run = rows[:1]
    for before, row in pairwise(rows):
        if number[row.as_of] != number[before.as_of] + 1:
            yield run
            run = []
        run.append(row)
    yield run


def _spell(run: list[ConflictTableRow], days: list[date | None], number: dict[date | None, int]) -> EvolutionRow:
    start, end = run[0], run[-1]
    assert start.as_of is not None
    assert end.as_of is not None
    first, last = number[start.as_of], number[end.as_of]
    return EvolutionRow(
        negotiation=start.negotiation,
        version=start.version,
        conflict=start.conflict,
        obstacle=start.obstacle,
        kind=start.kind,
        shape=start.shape,
        before=days[first - 1] if first else None,
        first=start.as_of,
        last=end.as_of,
        after=days[last + 1] if last + 1 < len(days) else None,
        maps=len(run),
        of_maps=len(days),
        statements=start.statements,
    )
