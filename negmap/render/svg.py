"""From a sketch to SVG text: laid out, titled, with a text alternative. No script, no clock, no version."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from negmap.render.board import Board
from negmap.render.board_svg import board_element
from negmap.render.frame import Placed, above, below, body_font
from negmap.render.lettering import clean
from negmap.render.placing import placed
from negmap.render.sketch import Sketch

SVG = "http://www.w3.org/2000/svg"
XML = "{http://www.w3.org/XML/1998/namespace}"
EDGE = 14.0
"""The margin of a picture, in points."""
LEAST_WIDTH = 520.0


def svg(sketch: Sketch) -> str:
    """Return the picture as SVG text. Raises LayoutError if the layout program fails."""
    board = sketch.board or (placed(sketch.drawing) if sketch.drawing else Board(0, 0))
    room = max(board.wide, LEAST_WIDTH)
    top, bottom = above(sketch, room), below(sketch, room)
    root = _root(sketch, room + 2 * EDGE, top.height + board.high + bottom.height + 2 * EDGE)
    _put(root, top, EDGE)
    drawn = board_element(board, sketch.theme)
    drawn.set("transform", f"translate({EDGE + (room - board.wide) / 2:.2f} {EDGE + top.height:.2f})")
    root.append(drawn)
    _put(root, bottom, EDGE + top.height + board.high)
    ET.register_namespace("", SVG)
    return ET.tostring(root, encoding="unicode") + "\n"


def _root(sketch: Sketch, wide: float, high: float) -> ET.Element:
    name, points = f"negmap-{sketch.name}", f"{wide:.0f} {high:.0f}"
    root = ET.Element(
        f"{{{SVG}}}svg",
        {
            "width": f"{wide:.0f}pt",
            "height": f"{high:.0f}pt",
            "viewBox": f"0 0 {points}",
            "role": "img",
            "lang": sketch.lang,
            f"{XML}lang": sketch.lang,
            "class": f"negmap {sketch.theme.name}",
            "font-family": body_font(),
            "aria-labelledby": f"{name}-title",
            "aria-describedby": f"{name}-desc",
        },
    )
    ET.SubElement(root, f"{{{SVG}}}title", {"id": f"{name}-title"}).text = clean(sketch.title)
    ET.SubElement(root, f"{{{SVG}}}desc", {"id": f"{name}-desc"}).text = "\n".join(clean(line) for line in sketch.about)
    ET.SubElement(root, f"{{{SVG}}}rect", {"width": "100%", "height": "100%", "fill": sketch.theme.ground})
    return root


def _put(root: ET.Element, placed: Placed, down: float) -> None:
    group = ET.SubElement(root, f"{{{SVG}}}g", {"class": placed.name, "transform": f"translate({EDGE:g} {down:.2f})"})
    for element in placed.elements:
        item = ET.SubElement(group, f"{{{SVG}}}{element.name}", dict(element.attributes))
        item.text = clean(element.text) or None
