"""A picture before it is laid out: its DOT text, and what stands around and behind it."""

from __future__ import annotations

from dataclasses import dataclass

from negmap.render.board import Board
from negmap.render.drawing import Drawing
from negmap.render.errors import NotInThisFormat
from negmap.render.theme import Dash, Outline, Theme


@dataclass(frozen=True, slots=True)
class Sample:
    """One entry of a legend: an outline or a kind of line, and what it stands for."""

    words: str
    outline: Outline | None = None
    stroke: str = ""
    dash: Dash | None = None
    heavy: bool = False
    sign: str = ""
    struck: bool = False
    double: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """A framed list under the drawing, in as many columns as fit."""

    title: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sketch:
    """A picture to be laid out.

    It has a board, whose places are known, or a drawing, which the layout program places; where it has both, the
    board is what is shown, and the drawing says the same for formats that know boxes and arrows only. `periods`
    are what happened when, in order, for formats that know timelines. `notes` are what the picture leaves out,
    `source` is the line on what it rests on.

    `above` are lines of text under the title, `premises` panels under them, with what the drawing
    supposes; `panels` and then lines `below` stand under the drawing. `about` is the text
    alternative: what the picture shows, line by line.
    """

    name: str
    theme: Theme
    lang: str
    title: str
    drawing: Drawing | None = None
    board: Board | None = None
    periods: tuple[tuple[str, tuple[str, ...]], ...] = ()
    above: tuple[str, ...] = ()
    premises: tuple[Panel, ...] = ()
    panels: tuple[Panel, ...] = ()
    below: tuple[str, ...] = ()
    legend: tuple[Sample, ...] = ()
    about: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    source: str = ""

    @property
    def dot(self) -> str:
        """Return the drawing as DOT text; raise NotInThisFormat where there is none."""
        from negmap.render.dot import source  # the graphviz library, which no other format needs

        if self.drawing is None:
            raise NotInThisFormat(self.name, "DOT")
        return source(self.drawing)
