"""A board as SVG elements."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from xml.etree import ElementTree as ET

from negmap.graph import is_web
from negmap.render.board import DASHES, Board, Cell, Track
from negmap.render.lettering import Line, clean
from negmap.render.outlines import path
from negmap.render.theme import STROKES, Theme

SVG = "{http://www.w3.org/2000/svg}"


def board_element(board: Board, theme: Theme) -> ET.Element:
    """Return a board as a group of elements."""
    root = ET.Element(f"{SVG}g", {"class": "graph board"})
    for frame in board.frames:
        root.append(_cell(frame, "cluster group"))
    for track in board.tracks:
        root.append(_track(track, theme))
    for cell in board.cells:
        root.append(_cell(cell, f"node {cell.outline}"))
    for track in board.above:
        root.append(_track(track, theme))
    return root


def _cell(cell: Cell, kind: str) -> ET.Element:
    group = ET.Element(f"{SVG}g", {"class": kind, "data-key": clean(cell.key)})
    if cell.tip:
        ET.SubElement(group, f"{SVG}title").text = clean(cell.tip)
    inside = group
    if is_web(cell.url):
        link = {"href": cell.url, "target": "_blank", "rel": "noopener noreferrer"}
        inside = ET.SubElement(group, f"{SVG}a", link)
    ET.SubElement(inside, f"{SVG}path", _shape(cell))
    if cell.double:
        ET.SubElement(inside, f"{SVG}path", _inner(cell))
    middle = cell.align == "middle"
    x = cell.x + cell.wide / 2 if middle else cell.x + cell.inset[0]
    _write(inside, x, cell.y + cell.inset[1], cell.lines, middle=middle, struck=cell.struck)
    return group


def _inner(cell: Cell) -> dict[str, str]:
    """Return the second border of a cell, inside the first."""
    off = cell.width / 2 + 2
    within = replace(cell, x=cell.x + off, y=cell.y + off, wide=cell.wide - 2 * off, high=cell.high - 2 * off)
    return {**_shape(within), "fill": "none", "stroke-width": "0.8"}


def _write(
    group: ET.Element, x: float, down: float, lines: Iterable[Line], *, middle: bool = False, struck: bool = False
) -> None:
    """Put lines of text in, from a height downwards."""
    look = ({"text-anchor": "middle"} if middle else {}) | ({"text-decoration": "line-through"} if struck else {})
    for line in lines:
        down += line.height
        weight = {"font-weight": "bold"} if line.bold else {}
        place = {"x": f"{x:.2f}", "y": f"{down - line.size * 0.3:.2f}", "font-size": f"{line.size:g}"}
        element = ET.SubElement(group, f"{SVG}text", {**place, "fill": line.colour, **weight, **look})
        element.text = clean(line.text)


def _shape(cell: Cell) -> dict[str, str]:
    at = (cell.x, cell.y, cell.x + cell.wide, cell.y + cell.high)
    shape = {"fill": cell.fill, "stroke": cell.colour, "stroke-width": f"{cell.width:g}", "d": path(cell.outline, at)}
    return shape | ({"stroke-dasharray": DASHES[cell.dash]} if cell.dash in DASHES else {})


def _track(track: Track, theme: Theme) -> ET.Element:
    style = STROKES[track.stroke]
    colour = theme.colour(style.colour)
    group = ET.Element(f"{SVG}g", {"class": f"edge line {track.stroke}", "data-key": clean(" ".join(track.ends))})
    if track.tip:
        ET.SubElement(group, f"{SVG}title").text = clean(track.tip)
    dash = track.dash or style.dash
    line = {"fill": "none", "stroke": colour, "stroke-width": f"{track.width or style.width:g}", "d": track.path}
    ET.SubElement(group, f"{SVG}path", line | ({"stroke-dasharray": DASHES[dash]} if dash in DASHES else {}))
    inside = theme.ground if style.head == "empty" else colour
    for head in track.heads:
        ET.SubElement(group, f"{SVG}path", {"fill": inside, "stroke": colour, "d": head})
    x, y = track.corner
    _write(group, x, y, track.label)
    return group
