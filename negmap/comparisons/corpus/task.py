"""The work on one negotiation, wherever it is done: its files as bytes in, its rows as bytes out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from negmap.checks import check
from negmap.checks.impossible import impossible
from negmap.checks.partial import without_faulty
from negmap.comparisons.corpus.days import Days, NotDays
from negmap.comparisons.corpus.evolution import evolution
from negmap.comparisons.corpus.rows import Rows, rows_of
from negmap.diagnostics import Diagnostic
from negmap.files.below import Files, laid_out, program
from negmap.files.loader import load
from negmap.findings.corpus import TABLES, FaultRow, cells
from negmap.model.negotiation import Negotiation
from negmap.model.variants import Filters, View, view
from negmap.study import Study

FORMAT = 1
"""Of what is kept of one negotiation; goes up when that changes."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How every negotiation of a corpus is analysed."""

    days: Days = field(default_factory=Days)
    first_hand: bool = False
    stated: bool = False
    must_agree: bool = False
    internal: bool = False
    partial: bool = False
    timeout: float | None = None

    def text(self) -> str:
        """Return the settings as text that says the same on every machine."""
        return json.dumps(asdict(self), default=date.isoformat, sort_keys=True)

    @classmethod
    def parse(cls, text: str) -> Settings:
        """Read what `text` wrote."""
        data = json.loads(text)
        days = data.pop("days")
        ends = {key: date.fromisoformat(days[key]) if days[key] else None for key in ("first", "last")}
        return cls(days=Days(**{**days, **ends}), **data)


@cache
def this_program() -> str:
    """Return a digest of negmap and its engine: two that are equal make the same rows of the same files."""
    return program(Path(__file__).parents[2], str(FORMAT), version("python-sat"))


@dataclass(frozen=True, slots=True)
class Part:
    """What comes of one negotiation: its rows as JSON, how many faults are among them, and the program that made them.

    `kept` says that the same program would make the same again, so that it need not be made again.
    """

    rows: bytes
    faults: int = 0
    kept: bool = True
    program: str = ""


def analysed(settings: str, name: str, files: Files) -> tuple[bytes, int, bool, str]:
    """Return the fields of a part: the rows of a negotiation in every table. A fault, even of negmap, is a row too.

    The arguments are plain data: settings as text, the negotiation's name, the bytes of its files.
    """
    wanted, found, kept = Settings.parse(settings), _nothing(), True
    try:
        for rows in _rows(wanted, name, files):
            for table, more in rows.items():
                found[table] += more
        found["evolution"] = list(evolution(found)) if wanted.days.is_range else []
    except Exception as wrong:
        # One negotiation must not stop thousands: what went wrong is a row to be looked at.
        remedy = _DISK if isinstance(wrong, OSError | MemoryError) else _REPORT
        found, kept = _nothing(), False
        found["faults"] = [fault_row(name, "failed", f"{type(wrong).__name__}: {wrong}", remedy)]
    return packed(found), len(found["faults"]), kept, this_program()


_DISK = "look at the disk and the memory of the machine it ran on, and run the command again"
_REPORT = "this is a fault of negmap, not of the files; please report it with the negotiation's folder"


def packed(found: Rows) -> bytes:
    """Return rows as JSON."""
    return json.dumps({t: [cells(row) for row in rows] for t, rows in found.items()}, ensure_ascii=False).encode()


def _nothing() -> Rows:
    return {table: [] for table in TABLES}


def _rows(wanted: Settings, name: str, files: Files) -> Iterator[Rows]:
    """Yield the rows of each map; the faults alone where the files are faulty and nothing is to be left out."""
    with laid_out(name, files) as folder:
        negotiation, faults = _read(folder)
        left_out: tuple[str, ...] = ()
        if faults:
            yield {"faults": [_fault(name, d) for d in faults]}
            if not wanted.partial:
                return
            negotiation, left_out = without_faulty(negotiation, faults)
        try:
            days = wanted.days.of(negotiation, internal=wanted.internal)
        except NotDays as wrong:
            yield {"faults": [fault_row(name, "too-many-maps", str(wrong))]}
            return
        yield from _maps(wanted, name, negotiation, days, left_out)


def _read(folder: Path) -> tuple[Negotiation, tuple[Diagnostic, ...]]:
    negotiation, found = load(folder)
    errors = tuple(d for d in (*found, *check(negotiation)) if d.is_error)
    return negotiation, errors or tuple(d for d in impossible(negotiation) if d.is_error)


def _maps(
    wanted: Settings, name: str, negotiation: Negotiation, days: Iterable[date | None], left_out: tuple[str, ...]
) -> Iterator[Rows]:
    """Yield the rows of the map of each day; where the same words count as the day before, they are taken over."""
    known: tuple[object, Rows] | None = None
    for day in days:
        seen = view(negotiation, _filters(wanted, day))
        counted = _counted(seen)
        if known is None or known[0] != counted:
            known = (counted, rows_of(Study(seen, wanted.timeout), name, VERSION, left_out))
            yield known[1]
        else:
            yield {t: [replace(row, as_of=seen.as_of) for row in rows] for t, rows in known[1].items()}


def _filters(wanted: Settings, day: date | None) -> Filters:
    return Filters(
        as_of=day,
        first_hand=wanted.first_hand,
        stated=wanted.stated,
        must_agree=wanted.must_agree,
        include_internal=wanted.internal,
    )


def _counted(seen: View) -> object:
    """Return all that a map rests on but its day: the positions in force, and the statements up to then."""
    return [p.id for p in seen.positions], [s.id for s in seen.statements]


VERSION = version("negmap")


def _fault(name: str, d: Diagnostic) -> FaultRow:
    span = d.span
    line, column = (span.line, span.column) if span.line else (None, None)
    return FaultRow(
        negotiation=name,
        as_of=None,
        version=VERSION,
        stage="reading",
        code=d.code,
        file=span.file,
        line=line,
        column=column,
        message=d.message,
        remedy=d.remedy,
    )


def fault_row(name: str, code: str, message: str, remedy: str = "", stage: str = "analysis") -> FaultRow:
    """Return a fault that lies in no file."""
    nowhere: dict[str, Any] = dict.fromkeys(("as_of", "file", "line", "column"))
    return FaultRow(
        negotiation=name, version=VERSION, stage=stage, code=code, message=message, remedy=remedy, **nowhere
    )


def faults_of(name: str, found: Iterable[Diagnostic]) -> Part:
    """Return the part of a negotiation of which some file cannot even be read."""
    return part_of([_fault(name, d) for d in found], kept=False)


def part_of(faults: list[FaultRow], *, kept: bool) -> Part:
    """Return the part of a negotiation that was not analysed."""
    return Part(packed({**_nothing(), "faults": faults}), len(faults), kept)
