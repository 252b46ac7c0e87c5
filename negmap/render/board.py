"""A drawing whose places are known beforehand: cells with text, and lines between points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from negmap.render.lettering import Line
from negmap.render.theme import Dash, Outline


@dataclass(frozen=True, slots=True)
class Cell:
    """A rectangle with lines of text, from its upper left corner on.

    `key` is that of a node of the graph, or any other name; `tip` is what a pointer shows; `url`, where it is a web
    address, is where a click leads. `inset` is the room between its edge and its text, across and down. The border of a
    `double` cell is drawn twice, and the text of one that is `struck` is struck out.
    """

    key: str
    x: float
    y: float
    wide: float
    high: float
    lines: tuple[Line, ...] = ()
    colour: str = "none"
    fill: str = "none"
    outline: Outline = "box"
    dash: Dash = "solid"
    width: float = 1.0
    tip: str = ""
    url: str = ""
    inset: tuple[float, float] = (6.0, 4.0)
    align: Literal["left", "middle"] = "left"
    struck: bool = False
    double: bool = False


@dataclass(frozen=True, slots=True)
class Track:
    """A line along SVG path data; `stroke` is a kind of line of the theme, `ends` the keys that it joins.

    `heads` are the path data of its arrowheads; its `label` has its upper left corner at `corner`.
    """

    path: str
    stroke: str
    ends: tuple[str, ...] = ()
    dash: Dash | None = None
    tip: str = ""
    heads: tuple[str, ...] = ()
    width: float | None = None
    label: tuple[Line, ...] = ()
    corner: tuple[float, float] = (0.0, 0.0)


@dataclass(slots=True)
class Board:
    """Frames, tracks over them, then cells, and further tracks over these, as they are put in; its size, in points."""

    wide: float
    high: float
    cells: list[Cell] = field(default_factory=list)
    tracks: list[Track] = field(default_factory=list)
    above: list[Track] = field(default_factory=list)
    frames: list[Cell] = field(default_factory=list)

    def cell(self, cell: Cell) -> None:
        """Put in a cell, and make the board large enough for it."""
        self.cells.append(cell)
        self.wide, self.high = max(self.wide, cell.x + cell.wide), max(self.high, cell.y + cell.high)

    def track(self, track: Track) -> None:
        """Put in a line."""
        self.tracks.append(track)


def height(lines: tuple[Line, ...], inset: float = 4.0) -> float:
    """Return the height that a cell needs for lines of text."""
    return sum(line.height for line in lines) + 2 * inset


DASHES: Mapping[Dash, str] = {"dashed": "5,2", "dotted": "1,5"}
"""How lines are broken up."""
