"""Sheets as they are read: cells with their places, before anything is made of them."""

from __future__ import annotations

from dataclasses import dataclass

from negmap.diagnostics import Diagnostic, Severity, Span

MAX_ROWS = 1_048_576
"""The most rows of a sheet that are read, as many as a spreadsheet has."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: the sheet it is in, its row and column from 1, the heading above it, its text (unguarded)."""

    sheet: str
    row: int
    column: int
    heading: str
    text: str

    @property
    def span(self) -> Span:
        """Return the place of the cell."""
        return Span(self.sheet, self.row, self.column)

    @property
    def letters(self) -> str:
        """Return the cell's name in a spreadsheet, as F12."""
        name, left = "", self.column
        while left:
            left, rest = divmod(left - 1, 26)
            name = chr(ord("A") + rest) + name
        return f"{name}{self.row}"


@dataclass(frozen=True, slots=True)
class Raw:
    """A sheet: what it is called in messages, its own name, and its rows with their numbers; texts are as written."""

    label: str
    name: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def wrong(cell: Cell, code: str, message: str, remedy: str = "", subject: str = "") -> Diagnostic:
    """Return an error at a cell."""
    return Diagnostic(Severity.ERROR, code, message, cell.span, "", remedy, subject or f"file:{cell.sheet}")
