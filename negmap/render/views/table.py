"""Tables on a board: columns of given widths, rows as high as what stands in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from negmap.render.board import Board, Cell, height
from negmap.render.lettering import Line
from negmap.render.theme import Theme

GAP = 5.0
"""The room between entries of one slot, and round them."""


def entry(key: str, lines: Iterable[Line]) -> Cell:
    """Return an entry of a slot; the table gives it its place and size."""
    return Cell(key, 0, 0, 0, 0, tuple(lines))


@dataclass(frozen=True, slots=True)
class Slot:
    """What stands at one place of a table: entries one below the other, on a ground."""

    entries: tuple[Cell, ...] = ()
    fill: str = "none"
    framed: bool = True
    centred: bool = False


@dataclass(slots=True)
class Table:
    """Puts rows of slots on a board, from the top down."""

    theme: Theme
    columns: Sequence[float]
    board: Board = field(default_factory=lambda: Board(0, 0))
    down: float = 0.0

    def row(self, slots: Sequence[Slot], least: float = 0.0) -> None:
        """Put in a row, a slot for each column."""
        high = max([least, *(self._height(slot) for slot in slots)])
        across = 0.0
        for wide, slot in zip(self.columns, slots, strict=True):
            self._slot(slot, across, wide, high)
            across += wide
        self.down += high

    def band(self, lines: Sequence[Line], key: str = "") -> None:
        """Put in a heading across the whole table."""
        cell = Cell(key, 0, self.down, sum(self.columns), height(tuple(lines), 5.0), tuple(lines))
        self.board.cell(replace(cell, colour=self.theme.quiet, fill=self.theme.neutral_tint, inset=(8, 5), width=0.6))
        self.down += cell.high

    def space(self, high: float) -> None:
        """Leave room before the next row."""
        self.down += high

    @staticmethod
    def _height(slot: Slot) -> float:
        return sum(height(e.lines, e.inset[1]) + GAP for e in slot.entries) + GAP if slot.entries else 0.0

    def _slot(self, slot: Slot, across: float, wide: float, high: float) -> None:
        if slot.framed:
            ground = Cell("", across, self.down, wide, high, (), self.theme.quiet, slot.fill, width=0.6)
            self.board.cell(ground)
        down = self.down + GAP
        if slot.centred:
            down = self.down + (high - self._height(slot)) / 2 + GAP
        for item in slot.entries:
            tall = height(item.lines, item.inset[1])
            placed = replace(item, x=across + GAP, y=down, wide=wide - 2 * GAP, high=tall)
            self.board.cell(placed)
            down += tall + GAP
