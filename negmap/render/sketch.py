"""A picture before it is laid out: its DOT text, and what stands around and behind it."""

from __future__ import annotations

from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Panel:
    """A framed list under the drawing, in as many columns as fit."""

    title: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sketch:
    """A picture to be laid out.

    `above` are lines of text under the title, `premises` panels under them, with what the drawing
    supposes; `panels` and then lines `below` stand under the drawing. `about` is the text
    alternative: what the picture shows, line by line.
    """

    name: str
    dot: str
    theme: Theme
    lang: str
    title: str
    above: tuple[str, ...] = ()
    premises: tuple[Panel, ...] = ()
    panels: tuple[Panel, ...] = ()
    below: tuple[str, ...] = ()
    legend: tuple[Sample, ...] = ()
    about: tuple[str, ...] = ()
