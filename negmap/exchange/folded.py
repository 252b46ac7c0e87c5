"""Faults of sheets with their cells: a name that nothing has is told once, with the cells that it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from negmap.diagnostics import Diagnostic, Span
from negmap.exchange.raw import Cell

_NAMES = frozenset({"unknown-party", "unknown-term", "unknown-stage", "bare-staged-term", "unknown-statement"})
"""Faults that are of a name, and recur wherever it stands."""
_SHOWN = 5
_LONGEST = 60


def folded(diagnostics: Iterable[Diagnostic], cells: Mapping[Span, Cell]) -> tuple[Diagnostic, ...]:
    """Return diagnostics in the same order, each with the cell that it is about; one for each name that is unknown."""
    groups: dict[object, list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        once = diagnostic.code in _NAMES
        groups.setdefault((diagnostic.code, diagnostic.message) if once else diagnostic, []).append(diagnostic)
    return tuple(_one(same, cells) for same in groups.values())


def _one(same: list[Diagnostic], cells: Mapping[Span, Cell]) -> Diagnostic:
    first = same[0]
    told = _told(cells.get(first.span)) if len(same) == 1 else _listed([fault.span for fault in same])
    return replace(first, message=first.message + told)


def _told(cell: Cell | None) -> str:
    """Return the name of a cell, the heading above it, and what it holds."""
    if cell is None or not cell.heading:
        return ""
    text = " ".join(cell.text.split())
    short = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    return f" (cell {cell.letters}, {cell.heading}{f': {short}' if short else ''})"


def _listed(found: list[Span]) -> str:
    """Return how many cells there are, and the names of the first."""
    more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    sheet, names = found[0].file, list[str]()
    for span in found[:_SHOWN]:
        cell = Cell(span.file, span.line, span.column, "", "")
        names.append(cell.letters if cell.sheet == sheet else f"{cell.sheet} {cell.letters}")
        sheet = cell.sheet
    return f", {len(found)} times (cells {', '.join(names)}{more})"
