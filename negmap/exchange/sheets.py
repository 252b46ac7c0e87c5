"""Statements, their positions and their sources as sheets: rows of cells under headings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from negmap.exchange.columns import COLUMNS, KEYS, SHOWN, STANCES, Column, written
from negmap.exchange.notation import of_choice
from negmap.files.marked_yaml import Data
from negmap.files.statement_text import plain_data
from negmap.model.statements import Statement
from negmap.report.cells import guarded

Row = Mapping[str, str]
"""The cells of a row by their headings, guarded; those that are empty may lack."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table by name: its headings, and its rows."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]

    def cells(self) -> Iterator[tuple[str, ...]]:
        """Yield the cells row by row, the headings first."""
        yield self.headings
        for row in self.rows:
            yield tuple(row.get(heading, "") for heading in self.headings)


def sheet(name: str, keys: Iterable[str], rows: Iterable[Row], last: Iterable[str] = ()) -> Sheet:
    """Return a sheet with the keys first, then every other heading that a row has, in the order of appearance."""
    rows = tuple(rows)
    last = tuple(last)
    found = dict.fromkeys((*keys, *(heading for row in rows for heading in row if heading not in last), *last))
    return Sheet(name, tuple(found), rows)


def statement_sheets(statements: Iterable[Statement], shown: Mapping[str, Row] | None = None) -> tuple[Sheet, ...]:
    """Return the sheets of statements, positions and sources, from which the same statements can be read again.

    `shown` has, by position, cells that are only to be read.
    """
    shown = shown or {}
    datas = {statement.id: _said(plain_data(statement)) for statement in statements}
    return (
        _sheet("statements", (_row("statements", {"statement": key}, data) for key, data in datas.items())),
        _sheet("positions", (row for key, data in datas.items() for row in _positions(key, data, shown))),
        _sheet("sources", (row for key, data in datas.items() for row in _sources(key, data))),
    )


def _said(data: dict[str, Data]) -> dict[str, Data]:
    """Return the data of a statement with what goes unsaid in a file, and would leave a reader of a sheet guessing."""
    positions: Data = [{"read": "stated", **position} for position in _list(data, "positions")]
    return {"via": "text", "setting": "public", "handling": "public", **data, "positions": positions}


def _sheet(name: str, rows: Iterable[Row]) -> Sheet:
    """Return a sheet with all its columns in their order, those of the languages that occur beside their text."""
    rows = tuple(rows)
    used = {heading for row in rows for heading in row}
    headings = [*KEYS[name]]
    for column in COLUMNS[name]:
        langs = sorted(h for h in used if column.sort == "text" and h.startswith(f"{column.name}."))
        headings += [column.name, *langs] if not langs or column.name in used else langs
    return Sheet(name, (*headings, *(h for h in SHOWN[name] if h in used)), rows)


def _row(name: str, keys: Row, data: Data) -> dict[str, str]:
    return {**keys, **{heading: guarded(cell) for column in COLUMNS[name] for heading, cell in _cells(column, data)}}


def _cells(column: Column, data: Data) -> Iterator[tuple[str, str]]:
    value = data
    for step in column.path:
        if not isinstance(value, dict) or step not in value:
            return
        value = value[step]
    if column.sort == "text" and isinstance(value, dict):
        yield from ((f"{column.name}.{lang}", str(words)) for lang, words in value.items())
    else:
        yield column.name, written(column.sort, value)


def _positions(key: str, data: dict[str, Data], shown: Mapping[str, Row]) -> Iterator[Row]:
    for number, position in enumerate(_list(data, "positions"), 1):
        row = next(rows := _position(key, number, "", position))
        yield {**row, **shown.get(f"{key}#{row.get('id') or number}", {})}
        yield from rows


def _position(key: str, number: int, reading: str, data: dict[str, Data]) -> Iterator[Row]:
    """Yield the row of a position, then those of its other readings."""
    stance = next(stance for stance in STANCES if stance in data)
    keys = {"statement": key, "number": str(number), "reading": reading, "stance": stance}
    yield _row("positions", {**keys, "on": guarded(of_choice(data[stance]))}, data)
    for place, other in enumerate(_list(data, "readings"), 1):
        yield from _position(key, number, f"{reading}.{place}".lstrip("."), other)


def _sources(key: str, data: dict[str, Data]) -> Iterator[Row]:
    for number, source in enumerate(_list(data, "sources"), 1):
        yield _row("sources", {"statement": key, "number": str(number)}, source)


def _list(data: dict[str, Data], key: str) -> list[dict[str, Data]]:
    found = data.get(key)
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []
