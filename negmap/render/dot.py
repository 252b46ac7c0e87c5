"""DOT text from boxes, groups and lines. Text from files becomes text, and never markup or an attribute."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape

import graphviz

from negmap.graph import is_web
from negmap.render.lettering import Line, clean
from negmap.render.theme import STROKES, Dash, Outline, Stroke, Theme

METRICS = "Helvetica"
"""The font whose widths the layout program knows; pictures ask for the theme's fonts."""
_PAD: Mapping[Outline, tuple[float, float]] = {
    "hexagon": (20, 7),
    "arrow": (18, 7),
    "notched": (18, 7),
    "octagon": (14, 9),
    "plaque": (14, 9),
    "circle": (3, 3),
    "tag": (8, 6),
    "plain": (2, 1),
}
_POINTS_AN_INCH = 72


@dataclass(frozen=True, slots=True)
class Box:
    """A node: its key in the graph, its lines of text and how it is drawn.

    `tip` is what a pointer shows; `url`, where it is a web address, is where a click leads; `room` is
    the least width of its text, in points, so that boxes of one column are of one width.
    """

    key: str
    lines: tuple[Line, ...]
    colour: str
    outline: Outline = "box"
    fill: str = "none"
    dash: Dash = "solid"
    width: float = 1.2
    tip: str = ""
    url: str = ""
    room: float = 0.0

    @property
    def padding(self) -> tuple[float, float]:
        """Return the room between text and outline, in points."""
        return _PAD.get(self.outline, (10, 6))

    @property
    def size(self) -> tuple[float, float]:
        """Return width and height in points, whatever the layout program makes of the letters."""
        wide, high = self.padding
        return (
            max((self.room, *(line.width for line in self.lines))) + 2 * wide,
            sum(line.height for line in self.lines) + 2 * high,
        )


@dataclass(frozen=True, slots=True)
class Group:
    """A labelled frame round boxes; `key` is that of a node of the graph, or any other name."""

    key: str
    lines: tuple[Line, ...]
    colour: str
    fill: str = "none"


@dataclass(slots=True)
class Drawing:
    """Boxes in groups and lines between them, in the order in which they are put in."""

    name: str
    theme: Theme
    settings: Mapping[str, str] = field(default_factory=dict)
    _boxes: dict[str, list[tuple[Box, dict[str, str]]]] = field(default_factory=dict)
    _groups: list[Group] = field(default_factory=list)
    _lines: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    _ranks: list[tuple[str, ...]] = field(default_factory=list)
    _joined: list[tuple[str, str, str, tuple[Line, ...]]] = field(default_factory=list)

    def group(self, group: Group) -> None:
        """Put in a frame."""
        self._groups.append(group)

    def box(self, box: Box, group: str = "", **settings: str) -> None:
        """Put in a box, inside the frame with that key if one is given; settings are the layout program's own."""
        self._boxes.setdefault(group, []).append((box, settings))

    def line(
        self,
        tail: str,
        head: str,
        stroke: str,
        *,
        dash: Dash | None = None,
        label: tuple[Line, ...] = (),
        tip: str = "",
        **settings: str,
    ) -> None:
        """Put in a line between two boxes, drawn as the theme draws lines of that name."""
        style = STROKES[stroke]
        attributes = {**_of_stroke(style, self.theme, dash or style.dash), "class": f"line {stroke}", **settings}
        if tip:
            attributes["tooltip"] = text(tip)
        if label:
            attributes["label"] = table(label)
        self._lines.append((tail, head, attributes))
        if settings.get("style") != "invis":
            ends = (head, tail) if settings.get("dir") == "back" else (tail, head)
            self._joined.append((*ends, stroke, label))

    def same_rank(self, keys: Iterable[str]) -> None:
        """Ask for boxes to stand in one column (or row)."""
        self._ranks.append(tuple(keys))

    @property
    def boxes(self) -> tuple[Box, ...]:
        """Return every box."""
        return tuple(box for _, boxes in self.grouped for box in boxes)

    @property
    def grouped(self) -> tuple[tuple[Group | None, tuple[Box, ...]], ...]:
        """Return the boxes in no frame, then every frame with its boxes."""
        frames = [(None, ""), *((group, group.key) for group in self._groups)]
        return tuple((group, tuple(box for box, _ in self._boxes.get(name, []))) for group, name in frames)

    @property
    def joined(self) -> tuple[tuple[str, str, str, tuple[Line, ...]], ...]:
        """Return the lines that are seen: tail, head, stroke, label; those laid out backwards are turned round."""
        return tuple(self._joined)

    def source(self) -> str:
        """Return the DOT text."""
        dot = graphviz.Digraph(dot_name(self.name))
        dot.attr(
            "graph", charset="UTF-8", newrank="true", fontname=METRICS, bgcolor="transparent", pad="0", **self.settings
        )
        dot.attr("node", fontname=METRICS)
        dot.attr("edge", fontname=METRICS)
        self._put_boxes(dot, "")
        for group in self._groups:
            with dot.subgraph(name=f"cluster_{dot_name(group.key)}") as inner:
                inner.attr(
                    label=table(group.lines),
                    color=group.colour,
                    fillcolor=group.fill,
                    style="filled",
                    margin="12",
                    labeljust="l",
                    **{"class": "group"},
                )
                self._put_boxes(inner, group.key)
        for keys in self._ranks:
            with dot.subgraph() as inner:
                inner.attr(rank="same")
                for key in keys:
                    inner.node(dot_name(key))
        for tail, head, attributes in self._lines:
            dot.edge(dot_name(tail), dot_name(head), **attributes)
        return str(dot.source)

    def _put_boxes(self, dot: graphviz.Digraph, group: str) -> None:
        for box, settings in self._boxes.get(group, []):
            dot.node(dot_name(box.key), **{**_of_box(box), **settings})


def _of_box(box: Box) -> dict[str, str]:
    wide, high = box.padding
    attributes = {
        "label": table(box.lines, box.room, centred=box.outline == "circle"),
        "class": box.outline,
        "color": box.colour,
        "fillcolor": box.fill,
        "style": f"filled,{box.dash}",
        "penwidth": f"{box.width:g}",
        "margin": f"{wide / _POINTS_AN_INCH:.4f},{high / _POINTS_AN_INCH:.4f}",
        "width": "0",
        "height": "0",
        "shape": "circle" if box.outline == "circle" else "box",
    }
    if box.tip:
        attributes["tooltip"] = text(box.tip)
    if is_web(box.url):
        attributes["URL"] = text(box.url)
    return attributes


def _of_stroke(stroke: Stroke, theme: Theme, dash: Dash) -> dict[str, str]:
    return {
        "color": theme.colour(stroke.colour),
        "style": dash,
        "penwidth": f"{stroke.width:g}",
        "arrowhead": stroke.head,
        "arrowtail": stroke.head,
        "arrowsize": "0.8",
    }


def dot_name(key: str) -> str:
    """Return a key as the name of a node: a colon would cut it into a name and a port."""
    return clean(key).replace(":", "/").replace("\\", "/")


def key_of(name: str) -> str:
    """Return the key that a name was made from."""
    return name.replace("/", ":")


def text(value: str) -> str:
    """Return a text as the value of an attribute: one line, no markup, nothing that the layout program expands.

    It expands backslashes in tooltips twice, so that each is written four times.
    """
    return str(graphviz.escape(escape(clean(value)).replace("\\", "\\\\")))


def table(lines: Iterable[Line], room: float = 0.0, *, centred: bool = False) -> str:
    """Return lines of text as a label, each in a cell as wide as it needs to be, aligned left if not centred."""
    rows = "".join(_row(line, room, "CENTER" if centred else "LEFT") for line in lines)
    return f'<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0">{rows}</TABLE>>' if rows else ""


def _row(line: Line, room: float, align: str) -> str:
    words = escape(clean(line.text)).replace("\\", "\\\\") or " "
    words = f"<B>{words}</B>" if line.bold else words
    cell = f'ALIGN="{align}" WIDTH="{math.ceil(max(line.width, room))}" HEIGHT="{math.ceil(line.height)}"'
    return f'<TR><TD {cell}><FONT POINT-SIZE="{line.size:g}" COLOR="{line.colour}">{words}</FONT></TD></TR>'
