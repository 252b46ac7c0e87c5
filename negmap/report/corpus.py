"""The report of `negmap corpus`, and the tables beside it, written from what is kept of each negotiation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from negmap.comparisons.corpus.days import Days
from negmap.comparisons.corpus.store import Tables as Rows
from negmap.comparisons.shapes import Count
from negmap.explain.messages import Words
from negmap.explain.shapes import shape_text
from negmap.findings.corpus import SHAPES, TABLES, Cell, Column, ShapeTableRow, cells, columns
from negmap.findings.corpus_reports import CorpusFaultRow, CorpusReport, DaysRow, ShapeRow
from negmap.findings.reports import Applied

FAULTS = 10
"""So many faults are shown in the report; the table has all."""


class Out(Protocol):
    """Where rows go."""

    def add(self, rows: Mapping[str, Iterable[list[Cell]]]) -> None:
        """Add rows to tables."""


@dataclass(slots=True)
class Gathered:
    """What is gathered while the parts go by, one after the other; none of it grows with the corpus."""

    count: Count = field(default_factory=Count)
    maps: int = 0
    incomplete: int = 0
    analysed: int = 0
    faults: list[CorpusFaultRow] = field(default_factory=list)
    fault_count: int = 0
    shapes: tuple[ShapeTableRow, ...] = ()


def table_columns(*, evolution: bool) -> dict[str, tuple[Column, ...]]:
    """Return the tables that are written with their columns; `evolution` only for a range of days."""
    made = {name: columns(row) for name, row in TABLES.items() if evolution or name != "evolution"}
    return {**made, SHAPES: columns(ShapeTableRow)}


def gathered(parts: Iterable[Rows], out: Out, version: str, *, evolution: bool) -> Gathered:
    """Write the rows of every part to the tables, and those of the shapes at the end; return what the report needs."""
    found = Gathered()
    for part in parts:
        out.add({name: rows for name, rows in part.items() if evolution or name != "evolution"})
        _add(found, part)
    found.shapes = tuple(found.count.rows(version))
    out.add({SHAPES: [cells(row) for row in found.shapes]})
    return found


def _add(found: Gathered, part: Rows) -> None:
    maps = _records("negotiations", part)
    found.maps += len(maps)
    found.incomplete += sum(not row["complete"] for row in maps)
    for row in _records("faults", part):
        found.fault_count += 1
        if len(found.faults) < FAULTS:
            found.faults.append(_fault(row))
    if maps:
        found.analysed += 1
        obstacles = _records("obstacles", part)
        found.count.add(
            str(maps[0]["negotiation"]),
            [(str(o["obstacle"]), str(o["shape"]), o["conflicts"]) for o in obstacles],  # type: ignore[misc] # a list
        )


def _records(table: str, part: Rows) -> list[dict[str, Cell]]:
    names = [column.name for column in columns(TABLES[table])]
    return [dict(zip(names, row, strict=True)) for row in part[table]]


def _fault(row: Mapping[str, Cell]) -> CorpusFaultRow:
    place = [str(row[key]) for key in ("file", "line", "column") if row[key] is not None]
    return CorpusFaultRow(
        negotiation=str(row["negotiation"]),
        where=":".join(place) or None,
        code=str(row["code"]),
        message=str(row["message"]),
    )


def days_row(days: Days) -> DaysRow | None:
    """Return the days of the maps; None where it is the latest day of each negotiation."""
    if days == Days():
        return None
    first, last = (day.isoformat() if day else None for day in (days.first, days.last))
    return DaysRow(first=first, last=last, step=f"{days.step}{days.unit}" if days.is_range else None)


@dataclass(frozen=True, slots=True)
class Told:
    """What a report says of how the corpus was analysed."""

    corpus: str
    days: DaysRow | None
    must_agree: bool
    applied: Applied
    negotiations: int
    tables: Mapping[str, int]


def corpus_report(found: Gathered, told: Told, version: str, words: Words) -> CorpusReport:
    """Return the report."""
    return CorpusReport(
        negmap=version,
        command="corpus",
        lang=words.lang,
        corpus=told.corpus,
        scope=words.many(
            "What public statements say in {number} negotiation. Not what parties would accept.",
            "What public statements say in {number} negotiations. Not what parties would accept.",
            found.analysed,
        ),
        days=told.days,
        binding="must-agree" if told.must_agree else "all",
        applied=told.applied,
        partial=bool(found.fault_count),
        negotiations=told.negotiations,
        analysed=found.analysed,
        maps=found.maps,
        incomplete=found.incomplete,
        tables=told.tables,
        shapes=tuple(
            ShapeRow(
                shape=row.shape,
                text=shape_text(row.shape, words),
                negotiations=row.negotiations,
                obstacles=row.obstacles,
                conflicts=row.conflicts,
            )
            for row in found.shapes
        ),
        single=found.count.single,
        faults=tuple(found.faults),
        fault_count=found.fault_count,
    )
