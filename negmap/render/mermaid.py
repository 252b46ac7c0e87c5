"""Pictures as Mermaid: boxes and arrows as a flowchart, days as a timeline. Text from files stays text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from negmap.render.drawing import Box, Drawing
from negmap.render.errors import NotInThisFormat
from negmap.render.lettering import clean
from negmap.render.sketch import Sketch
from negmap.render.theme import STROKES, Outline

_SHAPES: dict[Outline, tuple[str, str]] = {
    "rounded": ("(", ")"),
    "hexagon": ("{{", "}}"),
    "octagon": ("[[", "]]"),
    "circle": ("((", "))"),
    "arrow": ("([", "])"),
}
_PLAIN = re.compile(r"[^\w .,!?()/×+=~–…「」、。・“”’‘-]")
"""Characters that are written by their number: whatever Mermaid, Markdown or HTML might read as more than text."""


def mermaid(sketch: Sketch) -> str:
    """Return a picture as Mermaid text; raise NotInThisFormat for a table."""
    if sketch.periods:
        body = list(_timeline(sketch))
    elif sketch.drawing is not None:
        body = list(_flowchart(sketch.drawing))
    else:
        raise NotInThisFormat(sketch.name, "Mermaid")
    head = [f"%% {_text(line)}" for line in (sketch.title, *sketch.above, *sketch.notes)]
    return "\n".join([*head, *body]) + "\n"


def _flowchart(drawing: Drawing) -> Iterator[str]:
    """Yield a flowchart; boxes are named by numbers, so that no id can be read as anything else."""
    yield f"flowchart {drawing.settings.get('rankdir', 'TB')}"
    names = {box.key: f"n{number}" for number, box in enumerate(drawing.boxes, 1)}
    for number, (group, boxes) in enumerate(drawing.grouped, 1):
        if group is not None:
            yield f'  subgraph g{number}["{_lines(line.text for line in group.lines)}"]'
        for box in boxes:
            yield f"    {_box(box, names[box.key])}"
        if group is not None:
            yield "  end"
    for joint in drawing.joints:
        tail, head = joint.ends
        if joint.seen and tail in names and head in names:
            said = f'|"{_lines(line.text for line in joint.label)}"|' if joint.label else ""
            yield f"  {names[tail]} {_arrow(joint.stroke)}{said} {names[head]}"


def _box(box: Box, name: str) -> str:
    left, right = _SHAPES.get(box.outline, ("[", "]"))
    return f'{name}{left}"{_lines(line.text for line in box.lines)}"{right}'


def _arrow(stroke: str) -> str:
    style = STROKES[stroke]
    if style.dash == "dotted":
        return "-.-" if style.head == "none" else "-.->"
    if style.head == "none":
        return "===" if style.width > 2 else "---"
    return "==>" if style.width > 2 else "--x" if style.head == "tee" else "--o" if style.head == "dot" else "-->"


def _timeline(sketch: Sketch) -> Iterator[str]:
    yield "timeline"
    yield f"  title {_text(sketch.title)}"
    for when, told in sketch.periods:
        yield f"  {_text(when)}" + "".join(f" : {_text(line)}" for line in told)


def _lines(texts: Iterable[str]) -> str:
    return "<br/>".join(_text(text) for text in texts if text)


def _text(text: str) -> str:
    """Return a text in which every character with a meaning of its own is written by its number."""
    return _PLAIN.sub(lambda match: f"#{ord(match[0])};", clean(text))
