"""Which sheet is which, and whether its headings can be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from negmap.diagnostics import Diagnostic, nearest
from negmap.exchange.columns import COLUMNS, KEYS, SHOWN, Column
from negmap.exchange.raw import Cell, Raw, wrong
from negmap.report.cells import unguarded

PASSED_OVER = frozenset({"about", "conflicts", "packages"})
"""Sheets of an exported workbook that are only to be read."""
_NEEDED = {
    "statements": ("statement", "party", "date"),
    "positions": ("statement", "stance", "on"),
    "sources": ("statement",),
}
_MARKS = {"positions": "stance", "statements": "party", "sources": "publisher"}
"""Headings by which a sheet with another name is known, in this order."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a sheet that has cells, by heading; cells that are empty lack."""

    first: Cell
    cells: dict[str, Cell]


def kind_of(raw: Raw) -> str | None:
    """Return what a sheet holds: by its name, else by its headings."""
    if raw.name in COLUMNS or raw.name in PASSED_OVER:
        return raw.name
    there = {heading.strip() for heading in raw.rows[0][1]} if raw.rows else set()
    return next((kind for kind, mark in _MARKS.items() if mark in there), None)


def lines(raw: Raw, kind: str, found: list[Diagnostic]) -> Iterator[Line]:
    """Yield the rows of a sheet below its headings; note headings that are unknown, doubled or lacking."""
    if not raw.rows:
        place = Cell(raw.label, 1, 1, "", "")
        found.append(wrong(place, "missing-column", "the sheet is empty", "write the headings in its first row"))
        return
    number, row = raw.rows[0]
    headings = [Cell(raw.label, number, column, "", text.strip()) for column, text in enumerate(row, 1)]
    found += _faults(raw, kind, headings)
    titles = {cell.column: cell.text for cell in headings if cell.text}
    for number, row in raw.rows[1:]:
        first = Cell(raw.label, number, 1, titles.get(1, ""), "")
        cells: dict[str, Cell] = {}
        for column, text in enumerate(row, 1):
            cell = Cell(raw.label, number, column, titles.get(column, ""), unguarded(text))
            if text and not cell.heading:
                found.append(
                    wrong(cell, "no-heading", f"a cell under no heading: `{text[:40]}`", "give the column a heading")
                )
            elif text:
                cells.setdefault(cell.heading, cell)
        if cells:
            yield Line(first, cells)


def _faults(raw: Raw, kind: str, headings: list[Cell]) -> Iterator[Diagnostic]:
    known = [*KEYS[kind], *(column.name for column in COLUMNS[kind]), *SHOWN[kind]]
    seen: set[str] = set()
    for cell in headings:
        if not cell.text:
            continue
        if column_of(kind, cell.text) is None and cell.text not in (*KEYS[kind], *SHOWN[kind]):
            remedy = nearest(cell.text, known) or f"the headings are: {', '.join(known)}"
            yield wrong(cell, "unknown-column", f"`{cell.text[:60]}` is no heading of {kind}", remedy)
        if cell.text in seen:
            yield wrong(
                cell, "duplicate-column", f"the heading `{cell.text[:60]}` is there twice", "keep one of the two"
            )
        seen.add(cell.text)
    for name in _NEEDED[kind]:
        if name not in seen:
            place = Cell(raw.label, raw.rows[0][0], 1, "", "")
            yield wrong(place, "missing-column", f"{kind} need a column `{name}`", "add it to the first row")


def column_of(kind: str, heading: str) -> tuple[Column, str] | None:
    """Return the column that a heading names and the language in it (none: empty), or None."""
    name, dot, lang = heading.partition(".")
    for column in COLUMNS[kind]:
        if column.name == name and (not dot or column.sort == "text"):
            return column, lang
    return None
