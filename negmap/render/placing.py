"""A drawing on a board: each box, group and line where the layout program puts it."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from negmap.render.board import Board, Cell, Track
from negmap.render.drawing import Box, Drawing, Group, Joint
from negmap.render.errors import LayoutError
from negmap.render.layout import layout
from negmap.render.outlines import Points, circle
from negmap.render.skeleton import LABEL, skeleton

SVG = "{http://www.w3.org/2000/svg}"
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_PAIR = re.compile(r"(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)")


def placed(drawing: Drawing) -> Board:
    """Return a drawing on a board. Raises LayoutError if the layout program fails."""
    found = _Places(layout(skeleton(drawing)))
    board = Board(found.wide, found.high)
    board.frames += (found.frame(group, f"c{number}") for number, group in enumerate(drawing.groups))
    board.cells += (found.cell(box, f"n{number}") for number, box in enumerate(drawing.boxes))
    board.tracks += (found.track(joint, f"e{number}") for number, joint in enumerate(drawing.joints) if joint.seen)
    return board


class _Places:
    """What the layout program wrote, by the ids of boxes, groups and lines."""

    def __init__(self, text: str) -> None:
        try:
            root = ET.fromstring(text)
            graph = next(root.iter(f"{SVG}g"))
            _, _, self.wide, self.high = (float(part) for part in root.get("viewBox", "").split())
            self.right, self.down = _shift(graph)
        except (ET.ParseError, StopIteration, ValueError):
            raise LayoutError("the layout program wrote no SVG that can be read") from None
        self.shapes = {group.get("id", ""): list(group) for group in graph.iter(f"{SVG}g")}

    def frame(self, group: Group, name: str) -> Cell:
        """Return the frame of a group, with its words."""
        left, top, right, bottom = self._rectangle(name, label=False)
        x, y, *_ = self._rectangle(name, label=True)
        size = (right - left, bottom - top)
        return Cell(
            group.key,
            left,
            top,
            *size,
            group.lines,
            group.colour,
            group.fill,
            inset=(x - left, y - top),
            double=group.double,
        )

    def cell(self, box: Box, name: str) -> Cell:
        """Return a box with its words in its middle, those of a circle centred."""
        left, top, right, bottom = self._rectangle(name, label=False)
        inset = (box.padding[0], (bottom - top - sum(line.height for line in box.lines)) / 2)
        return Cell(
            box.key,
            left,
            top,
            right - left,
            bottom - top,
            box.lines,
            box.colour,
            box.fill,
            box.outline,
            box.dash,
            box.width,
            box.tip,
            box.url,
            inset,
            "middle" if box.outline == "circle" else "left",
            double=box.double,
        )

    def track(self, joint: Joint, name: str) -> Track:
        """Return a line with its heads, and its words where there is room left for them."""
        shapes = [shape for shape in self.shapes[name] if shape.get("fill") != LABEL]
        drawn = [path for shape in shapes if (path := self._path(shape))]
        corner = self._rectangle(name, label=True)[:2] if joint.label else (0.0, 0.0)
        ends = (joint.tail, joint.head)
        return Track(
            drawn[0], joint.stroke, ends, joint.dash, joint.tip, tuple(drawn[1:]), label=joint.label, corner=corner
        )

    def _path(self, shape: ET.Element) -> str:
        """Return a line, or a part of a head, as path data."""
        if shape.tag == f"{SVG}ellipse":
            x, y = float(shape.get("cx", "")) + self.right, float(shape.get("cy", "")) + self.down
            return circle(x, y, float(shape.get("rx", "")))
        points = shape.get("points", "").replace(" ", " L")
        data = f"M{points} Z" if points else shape.get("d", "")
        return _PAIR.sub(lambda pair: f"{float(pair[1]) + self.right:.2f},{float(pair[2]) + self.down:.2f}", data)

    def _rectangle(self, name: str, *, label: bool) -> Points:
        """Return the rectangle of a thing, or of the words that belong to it."""
        shape = next(s for s in self.shapes[name] if s.tag != f"{SVG}title" and (s.get("fill") == LABEL) == label)
        left, top, right, bottom = _around(shape)
        return left + self.right, top + self.down, right + self.right, bottom + self.down


def _around(shape: ET.Element) -> Points:
    if shape.tag == f"{SVG}ellipse":
        x, y, wide, high = (float(shape.get(name, "")) for name in ("cx", "cy", "rx", "ry"))
        return x - wide, y - high, x + wide, y + high
    numbers = [float(n) for n in _NUMBER.findall(shape.get("points", ""))]
    across, down = numbers[::2], numbers[1::2]
    return min(across), min(down), max(across), max(down)


def _shift(graph: ET.Element) -> tuple[float, float]:
    """Return by how much the layout program shifts what it drew: it counts heights from the bottom."""
    right, down = (float(n) for n in _NUMBER.findall(graph.get("transform", "").rpartition("translate")[2]))
    return right, down
