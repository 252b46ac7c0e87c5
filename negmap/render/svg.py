"""From a sketch to SVG text: laid out, cleaned, titled, with a text alternative. No script, no clock, no version."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from negmap.graph import is_web
from negmap.render.board import Board
from negmap.render.board_svg import board_element
from negmap.render.dot import key_of
from negmap.render.frame import Placed, above, below, body_font
from negmap.render.layout import layout
from negmap.render.lettering import clean
from negmap.render.outlines import Points, path
from negmap.render.sketch import Sketch
from negmap.render.theme import OUTLINE_OF, Outline

SVG = "http://www.w3.org/2000/svg"
XLINK = "{http://www.w3.org/1999/xlink}"
XML = "{http://www.w3.org/XML/1998/namespace}"
EDGE = 14.0
"""The margin of a picture, in points."""
LEAST_WIDTH = 520.0
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_OUTLINES: frozenset[str] = frozenset(OUTLINE_OF.values())


def svg(sketch: Sketch) -> str:
    """Return the picture as SVG text. Raises LayoutError if the layout program fails."""
    drawing, wide, high = _board(sketch) if sketch.board else _laid_out(sketch)
    room = max(wide, LEAST_WIDTH)
    top, bottom = above(sketch, room), below(sketch, room)
    root = _root(sketch, room + 2 * EDGE, top.height + high + bottom.height + 2 * EDGE)
    _put(root, top, EDGE)
    drawing.set("transform", _moved(drawing, EDGE + (room - wide) / 2, EDGE + top.height))
    root.append(drawing)
    _put(root, bottom, EDGE + top.height + high)
    ET.register_namespace("", SVG)
    return ET.tostring(root, encoding="unicode") + "\n"


def _laid_out(sketch: Sketch) -> tuple[ET.Element, float, float]:
    """Return a drawing as an element, with its width and height."""
    bare = ET.fromstring(layout(sketch.dot))
    drawing = _named(bare, "g")
    _clean(drawing)
    return drawing, *_size(bare)


def _board(sketch: Sketch) -> tuple[ET.Element, float, float]:
    board = sketch.board or Board(0, 0)
    return board_element(board, sketch.theme), board.wide, board.high


def _named(parent: ET.Element, name: str) -> ET.Element:
    found = parent.find(f"{{{SVG}}}{name}")
    if found is None:
        raise ValueError(f"the layout program wrote no <{name}>")
    return found


def _size(bare: ET.Element) -> tuple[float, float]:
    _, _, wide, high = (float(part) for part in bare.get("viewBox", "").split())
    return wide, high


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


def _moved(drawing: ET.Element, right: float, down: float) -> str:
    """Return the drawing's transform: the layout program turns it upside down by a shift of its own."""
    shift = [float(n) for n in _NUMBER.findall(drawing.get("transform", "").rpartition("translate")[2])] or [0.0, 0.0]
    return f"translate({shift[0] + right:.2f} {shift[1] + down:.2f})"


def _clean(drawing: ET.Element) -> None:
    drawing.attrib.pop("id", None)
    for title in drawing.findall(f"{{{SVG}}}title"):
        drawing.remove(title)
    ground = drawing.find(f"{{{SVG}}}polygon")
    if ground is not None:
        drawing.remove(ground)
    for group in drawing.findall(f"{{{SVG}}}g"):
        _clean_group(group)
    for element in drawing.iter():
        element.tail = None
        element.attrib.pop(f"{XML}space", None)
        if element.tag == f"{{{SVG}}}text":
            element.attrib.pop("font-family", None)
        elif element.text and not element.text.strip():
            element.text = None


def _clean_group(group: ET.Element) -> None:
    """Give a node, edge or cluster its key and its words; make links safe; draw its outline."""
    title = _named(group, "title")
    group.attrib.pop("id", None)
    kinds = group.get("class", "").split()
    name = (title.text or "").removeprefix("cluster_")
    group.set("data-key", " ".join(key_of(part) for part in name.split("->")))
    tip = next((a.get(f"{XLINK}title", "") for a in group.iter(f"{{{SVG}}}a")), "").strip()
    title.text = tip
    if not tip:
        group.remove(title)
    _unwrap(group)
    outline = next((kind for kind in kinds if kind in _OUTLINES), None)
    if outline is not None:
        _outline(group, outline)  # type: ignore[arg-type] # a member of _OUTLINES


def _unwrap(group: ET.Element) -> None:
    """Take links without a web address away, with the groups round them, and mark the others."""
    for wrapper in list(group):
        link = wrapper.find(f"{{{SVG}}}a") if wrapper.tag == f"{{{SVG}}}g" else None
        if link is None:
            continue
        place = list(group).index(wrapper)
        group.remove(wrapper)
        url = link.get(f"{XLINK}href", "")
        if is_web(url):
            link.attrib.clear()
            link.attrib.update({"href": url, "target": "_blank", "rel": "noopener noreferrer"})
            group.insert(place, link)
        else:
            for offset, child in enumerate(list(link)):
                group.insert(place + offset, child)


def _outline(group: ET.Element, outline: Outline) -> None:
    """Draw a node's outline in the rectangle that it was laid out with."""
    for shape in group.iter(f"{{{SVG}}}polygon"):
        points = shape.attrib.pop("points")
        shape.tag = f"{{{SVG}}}path"
        shape.set("d", path(outline, _rectangle(points)))
        return


def _rectangle(points: str) -> Points:
    numbers = [float(n) for n in _NUMBER.findall(points)]
    across, down = numbers[::2], numbers[1::2]
    return min(across), min(down), max(across), max(down)
