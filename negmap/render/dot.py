"""DOT text from a drawing. Text from files becomes text, and never markup or an attribute."""

from __future__ import annotations

import math
from collections.abc import Iterable
from html import escape

import graphviz

from negmap.graph import is_web
from negmap.render.drawing import ARROWS, Box, Drawing, Joint
from negmap.render.lettering import Line, clean
from negmap.render.theme import STROKES, Theme

METRICS = "Helvetica"
"""The font whose widths the layout program knows; pictures ask for the theme's fonts."""
_POINTS_AN_INCH = 72


def source(drawing: Drawing) -> str:
    """Return a drawing as DOT text, for other programs to lay out and draw."""
    dot = graphviz.Digraph(dot_name(drawing.name))
    dot.attr(
        "graph", charset="UTF-8", newrank="true", fontname=METRICS, bgcolor="transparent", pad="0", **drawing.settings
    )
    dot.attr("node", fontname=METRICS)
    dot.attr("edge", fontname=METRICS)
    _put_boxes(dot, drawing, "")
    for group in drawing.groups:
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
            _put_boxes(inner, drawing, group.key)
    for keys in drawing.ranks:
        with dot.subgraph() as inner:
            inner.attr(rank="same")
            for key in keys:
                inner.node(dot_name(key))
    for joint in drawing.joints:
        dot.edge(dot_name(joint.tail), dot_name(joint.head), **_of_joint(joint, drawing.theme))
    return str(dot.source)


def _put_boxes(dot: graphviz.Digraph, drawing: Drawing, group: str) -> None:
    for box in drawing.within(group):
        dot.node(dot_name(box.key), **_of_box(box))


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
    if box.double:
        attributes["peripheries"] = "2"
    if box.tip:
        attributes["tooltip"] = text(box.tip)
    if is_web(box.url):
        attributes["URL"] = text(box.url)
    return attributes


def _of_joint(joint: Joint, theme: Theme) -> dict[str, str]:
    stroke = STROKES[joint.stroke]
    attributes = {
        "color": theme.colour(stroke.colour),
        "style": joint.dash,
        "penwidth": f"{stroke.width:g}",
        "arrowhead": stroke.head,
        "arrowtail": stroke.head,
        "arrowsize": f"{ARROWS:g}",
        "class": f"line {joint.stroke}",
        **joint.settings,
    }
    if joint.tip:
        attributes["tooltip"] = text(joint.tip)
    if joint.label:
        attributes["label"] = table(joint.label)
    return attributes


def dot_name(key: str) -> str:
    """Return a key as the name of a node: a colon would cut it into a name and a port."""
    return clean(key).replace(":", "/").replace("\\", "/")


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
