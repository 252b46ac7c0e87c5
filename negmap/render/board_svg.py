"""A board as SVG elements, in the form that laid-out drawings have too."""

from __future__ import annotations

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
    for track in board.tracks:
        root.append(_track(track, theme))
    for cell in board.cells:
        root.append(_cell(cell))
    for track in board.above:
        root.append(_track(track, theme))
    return root


def _cell(cell: Cell) -> ET.Element:
    group = ET.Element(f"{SVG}g", {"class": f"node {cell.outline}", "data-key": clean(cell.key)})
    if cell.tip:
        ET.SubElement(group, f"{SVG}title").text = clean(cell.tip)
    inside = group
    if is_web(cell.url):
        link = {"href": cell.url, "target": "_blank", "rel": "noopener noreferrer"}
        inside = ET.SubElement(group, f"{SVG}a", link)
    ET.SubElement(inside, f"{SVG}path", _shape(cell))
    down = cell.y + cell.inset[1]
    for line in cell.lines:
        down += line.height
        inside.append(_text(cell, line, down - line.size * 0.3))
    return group


def _shape(cell: Cell) -> dict[str, str]:
    at = (cell.x, cell.y, cell.x + cell.wide, cell.y + cell.high)
    shape = {"fill": cell.fill, "stroke": cell.colour, "stroke-width": f"{cell.width:g}", "d": path(cell.outline, at)}
    return shape | ({"stroke-dasharray": DASHES[cell.dash]} if cell.dash in DASHES else {})


def _text(cell: Cell, line: Line, y: float) -> ET.Element:
    middle = cell.align == "middle"
    x = cell.x + cell.wide / 2 if middle else cell.x + cell.inset[0]
    attributes = {"x": f"{x:.2f}", "y": f"{y:.2f}", "font-size": f"{line.size:g}", "fill": line.colour}
    attributes |= {"font-weight": "bold"} if line.bold else {}
    attributes |= {"text-anchor": "middle"} if middle else {}
    attributes |= {"text-decoration": "line-through"} if cell.struck else {}
    element = ET.Element(f"{SVG}text", attributes)
    element.text = clean(line.text)
    return element


def _track(track: Track, theme: Theme) -> ET.Element:
    style = STROKES[track.stroke]
    colour = theme.colour(style.colour)
    group = ET.Element(f"{SVG}g", {"class": f"edge line {track.stroke}", "data-key": clean(" ".join(track.ends))})
    if track.tip:
        ET.SubElement(group, f"{SVG}title").text = clean(track.tip)
    dash = track.dash or style.dash
    line = {"fill": "none", "stroke": colour, "stroke-width": f"{track.width or style.width:g}", "d": track.path}
    ET.SubElement(group, f"{SVG}path", line | ({"stroke-dasharray": DASHES[dash]} if dash in DASHES else {}))
    if track.head is not None:
        x, y = track.head
        inside = theme.ground if style.head == "empty" else colour
        points = f"M{x:.2f},{y:.2f} L{x - 8:.2f},{y - 3.5:.2f} L{x - 8:.2f},{y + 3.5:.2f} Z"
        ET.SubElement(group, f"{SVG}path", {"fill": inside, "stroke": colour, "d": points})
    return group
