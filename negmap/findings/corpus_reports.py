"""The report on many negotiations; what they hold in full is in the tables beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from negmap.findings.reports import FORMAT, Applied


@dataclass(frozen=True, slots=True, kw_only=True)
class ShapeRow:
    """A shape of deadlock: in how many negotiations it occurs, as how many sticking points, in how many conflicts."""

    shape: str
    text: str
    negotiations: int
    obstacles: int
    conflicts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusFaultRow:
    """A fault of a negotiation, as in the table of faults."""

    negotiation: str
    where: str | None
    code: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysRow:
    """The days of the maps; in a range `step` says how far apart. An end that is None is each negotiation's own."""

    first: str | None
    last: str | None
    step: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusReport:
    """The report of `negmap corpus`.

    `negotiations` counts those found, `analysed` those with a map. `tables` has the rows of each
    file written. `single` has, where there are few negotiations, the sticking points of each by
    shape. `faults` shows the first of `fault_count`.
    """

    format: int = FORMAT
    negmap: str
    command: str
    lang: str
    corpus: str
    scope: str
    days: DaysRow | None
    binding: str
    applied: Applied
    partial: bool
    negotiations: int
    analysed: int
    maps: int
    incomplete: int
    tables: Mapping[str, int]
    shapes: tuple[ShapeRow, ...]
    single: Mapping[str, Mapping[str, int]]
    faults: tuple[CorpusFaultRow, ...]
    fault_count: int
