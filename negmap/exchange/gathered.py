"""Rows put together: of each statement the data that its file would hold, and the cell of every value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from negmap.diagnostics import Diagnostic, Path, Span, nearest
from negmap.exchange.columns import KEYS, SHOWN, read
from negmap.exchange.headings import Line, column_of
from negmap.exchange.notation import to_choice
from negmap.exchange.raw import Cell, wrong
from negmap.files.marked_yaml import Data
from negmap.files.records import bad_id
from negmap.model.positions import Stance
from negmap.model.values import MISSING

_LAST = 10**9


@dataclass
class Gathered:
    """One statement: its data, and where each value stands; a source of diagnostics that point at cells."""

    key: str
    first: Cell
    data: dict[str, Data] = field(default_factory=dict)
    cells: dict[tuple[Path, bool], Cell] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Return what the sheet of the statement is called."""
        return self.first.sheet

    def span(self, path: Path, *, key: bool = False) -> Span:
        """Return the place of the cell that holds the value at a path, or the nearest around it."""
        for length in range(len(path), -1, -1):
            found = self.cells.get((path[:length], key)) or self.cells.get((path[:length], not key))
            if found is not None:
                return found.span
        return self.first.span

    def excerpt(self, line: int) -> str:
        """Return nothing: what a cell holds is said beside the message."""
        return ""

    def put(self, path: Path, value: Data, cell: Cell) -> None:
        """Put a value at a path, whose holders are made, and note its cell."""
        holder: Any = self.data
        for step in path[:-1]:
            holder = holder.setdefault(step, {}) if isinstance(holder, dict) else holder[step]
        holder[path[-1]] = value
        self.cells[path, False] = cell


def gather(sheets: Mapping[str, list[Line]], found: list[Diagnostic]) -> dict[str, Gathered]:
    """Return the statements of sheets by id, with their positions and sources; note rows that belong to nothing."""
    made: dict[str, Gathered] = {}
    for line in sheets["statements"]:
        if (statement := _statement(line, made, found)) is not None:
            made[statement.key] = statement
    for kind in ("sources", "positions"):
        for key, rows in _by_statement(kind, sheets[kind], made, found).items():
            _fill(made[key], kind, _in_order(rows, found), found)
    return made


def _statement(line: Line, made: Mapping[str, Gathered], found: list[Diagnostic]) -> Gathered | None:
    cell = line.cells.get("statement")
    if cell is None:
        found.append(wrong(line.first, "missing-id", "a statement without an id", "write its id under `statement`"))
        return None
    if bad := bad_id(cell.text.strip()):
        found.append(wrong(cell, *bad))
        return None
    key = cell.text.strip()
    if key in made:
        first = made[key].first
        found.append(wrong(cell, "duplicate-id", f"`{key}` is also the id in row {first.row}", "rename one of the two"))
        return None
    statement = Gathered(key, cell)
    statement.cells[(), False] = cell
    _take(statement, "statements", (), line, found)
    return statement


def _take(statement: Gathered, kind: str, at: Path, line: Line, found: list[Diagnostic]) -> None:
    """Put the cells of a row under a path."""
    for heading, cell in line.cells.items():
        column = column_of(kind, heading)
        if column is None or heading in KEYS[kind] or heading in SHOWN[kind]:
            continue
        if column[1] and column[0].name in line.cells:
            message = f"`{column[0].name}` and `{heading}` both hold words"
            found.append(wrong(cell, "two-texts", message, "keep the one without a language, or the ones with"))
            continue
        where = (*at, *column[0].path, *([column[1]] if column[1] else []))
        statement.put(where, read(column[0].sort, cell.text), cell)


def _by_statement(
    kind: str, lines: list[Line], made: Mapping[str, Gathered], found: list[Diagnostic]
) -> dict[str, list[Line]]:
    rows: dict[str, list[Line]] = {}
    for line in lines:
        cell = line.cells.get("statement")
        key = cell.text.strip() if cell else ""
        if key in made:
            rows.setdefault(key, []).append(line)
        elif cell is None:
            remedy = "write the id of a statement under `statement`"
            found.append(wrong(line.first, "missing-id", f"a row of {kind} that belongs to no statement", remedy))
        else:
            remedy = nearest(key, made) or "give it a row in the sheet of statements"
            found.append(wrong(cell, "unknown-statement", f"no statement `{key[:80]}` in these sheets", remedy))
    return rows


def _in_order(lines: list[Line], found: list[Diagnostic]) -> list[Line]:
    """Return rows by their numbers, which may lack: then they follow in the order in which they stand."""
    return sorted(lines, key=lambda line: (_number(line, found), _reading(line)))


def _number(line: Line, found: list[Diagnostic]) -> int:
    cell = line.cells.get("number")
    if cell is None:
        return _LAST
    if cell.text.strip().isdecimal() and 0 < int(cell.text[:9]) < _LAST:
        return int(cell.text)
    found.append(wrong(cell, "not-a-number", f"`{cell.text[:40]}` is no place in a list", "write 1, 2 …, or nothing"))
    return _LAST


def _reading(line: Line) -> tuple[int, ...]:
    cell = line.cells.get("reading")
    return tuple(int(part) for part in cell.text.split(".") if part.isdecimal()) if cell else ()


def _fill(statement: Gathered, kind: str, lines: list[Line], found: list[Diagnostic]) -> None:
    """Put the rows of a statement into its list, and readings under their positions."""
    items: list[Data] = []
    statement.data[kind] = items
    for line in lines:
        reading = line.cells.get("reading")
        if reading is None:
            items.append({})
            at: Path | None = (kind, len(items) - 1)
            _check_number(line, len(items), kind, found)
        else:
            at = _under(items, line, reading, found)
        if at is not None:
            statement.cells[at, False] = line.cells.get("stance", line.first)
            _stance(statement, at, line, found)
            _take(statement, kind, at, line, found)


def _check_number(line: Line, place: int, kind: str, found: list[Diagnostic]) -> None:
    cell = line.cells.get("number")
    if cell is not None and cell.text.strip() != str(place):
        remedy = "number the rows of a statement 1, 2 … without a gap, or leave the numbers out"
        found.append(
            wrong(cell, "wrong-number", f"numbered {cell.text[:20]}, and in place {place} of its {kind}", remedy)
        )


def _under(items: list[Data], line: Line, cell: Cell, found: list[Diagnostic]) -> Path | None:
    """Make room for a reading under the position, or the reading, that it is another reading of."""
    number, steps = line.cells.get("number"), cell.text.strip().split(".")
    place = int(number.text) - 1 if number and number.text.strip().isdecimal() else len(items) - 1
    path: list[str | int] = ["positions", place]
    holder: Any = items[place] if 0 <= place < len(items) else None
    for step in steps[:-1]:
        below = holder.get("readings", []) if isinstance(holder, dict) else []
        index = int(step) - 1 if step.isdecimal() else -1
        holder = below[index] if 0 <= index < len(below) else None
        path += ["readings", index]
    if not isinstance(holder, dict) or steps[-1] != str(len(holder.get("readings", [])) + 1):
        remedy = "give it the number of its position, and the readings of one position 1, 2 …"
        found.append(wrong(cell, "wrong-number", f"reading {cell.text[:20]} does not follow on anything", remedy))
        return None
    holder.setdefault("readings", []).append({})
    return (*path, "readings", len(holder["readings"]) - 1)


def _stance(statement: Gathered, at: Path, line: Line, found: list[Diagnostic]) -> None:
    stance, on = line.cells.get("stance"), line.cells.get("on")
    if at[0] != "positions" or (stance is None and on is None):
        return
    if stance is None or on is None:
        what = "what it is on" if on is None else "a stance"
        remedy = "write the id of a term under `on`" if on is None else "write demand, support, reject … under `stance`"
        found.append(wrong(stance or on or line.first, "no-stance", f"a position without {what}", remedy))
        statement.put((*at, Stance.CONSIDER.value), MISSING, stance or on or line.first)
        return
    path = (*at, stance.text.strip())
    statement.put(path, to_choice(on.text), on)
    statement.cells[path, True] = stance
