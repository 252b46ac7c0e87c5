"""What stands round a drawing: title and scope above, legend and notes below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from negmap.render.lettering import BOLD, LINE, Line, lines
from negmap.render.outlines import path
from negmap.render.sketch import Panel, Sample, Sketch
from negmap.render.theme import FONTS, STROKES, Theme

TITLE, TEXT, SOURCE = 16.0, 11.0, 9.0
_SAMPLE_WIDE, _SAMPLE_HIGH, _GAP = 30.0, 14.0, 18.0
_ROW = 22.0
_INSET, _COLUMN = 10.0, 260.0
_DASHES = {"dashed": "5,2", "dotted": "1,5"}


@dataclass(frozen=True, slots=True)
class Element:
    """One SVG element: its name, attributes and text."""

    name: str
    attributes: Mapping[str, str]
    text: str = ""


@dataclass(slots=True)
class Placed:
    """Elements that were placed one below the other, and the height they take."""

    name: str
    elements: list[Element] = field(default_factory=list)
    height: float = 0.0

    def write(self, line: Line, *, x: float = 0.0) -> None:
        """Put a line of text below what is there."""
        self.height += line.height
        self.elements.append(_text(line, x, self.height - line.size * 0.3))


def body_font() -> str:
    """Return the fonts that a picture asks for."""
    return ", ".join(f"'{font}'" if " " in font else font for font in FONTS)


def above(sketch: Sketch, room: float) -> Placed:
    """Return the title and the lines under it."""
    placed = Placed("above")
    for part in lines(sketch.title, room / TITLE / BOLD):
        placed.write(Line(part, TITLE, sketch.theme.ink, bold=True))
    for text in sketch.above:
        for part in lines(text, room / TEXT):
            placed.write(Line(part, TEXT, sketch.theme.quiet))
    placed.height += 10
    for panel in sketch.premises:
        _panel(placed, panel, sketch.theme, room)
    return placed


def below(sketch: Sketch, room: float) -> Placed:
    """Return the notes and the legend."""
    placed = Placed("below", height=10)
    for panel in sketch.panels:
        _panel(placed, panel, sketch.theme, room)
    for text in sketch.below:
        for part in lines(text, room / TEXT):
            placed.write(Line(part, TEXT, sketch.theme.ink))
    if sketch.legend:
        placed.height += 8
        _legend(placed, sketch, room)
    if sketch.source:
        placed.height += 4
        for part in lines(sketch.source, room / SOURCE):
            placed.write(Line(part, SOURCE, sketch.theme.quiet))
    return placed


def _panel(placed: Placed, panel: Panel, theme: Theme, room: float) -> None:
    """Put a framed list below what is there, its items in columns of equal width, down each column."""
    columns = max(1, int((room - 2 * _INSET) // _COLUMN))
    wide = (room - 2 * _INSET) / columns
    items = [lines(item, (wide - _GAP) / TEXT) for item in panel.items]
    per_column = -(-sum(map(len, items)) // columns)
    top = placed.height
    parts = Placed("", height=top + _INSET)
    for part in lines(panel.title, (room - 2 * _INSET) / (TEXT + 1) / BOLD):
        parts.write(Line(part, TEXT + 1, theme.ink, bold=True), x=_INSET)
    start = parts.height + 3
    column, parts.height, lowest = 0, start, start
    for item in items:
        if parts.height > start and parts.height + len(item) * TEXT * LINE > start + (per_column + 1) * TEXT * LINE:
            column, parts.height = min(column + 1, columns - 1), start if column + 1 < columns else parts.height
        for part in item:
            parts.write(Line(part, TEXT, theme.ink), x=_INSET + column * wide)
        lowest = max(lowest, parts.height)
    placed.height = lowest + _INSET
    frame = {"width": f"{room:.2f}", "height": f"{placed.height - top:.2f}", "y": f"{top:.2f}"}
    placed.elements.append(Element("rect", frame | {"fill": theme.neutral_tint, "stroke": theme.quiet}))
    placed.elements += parts.elements
    placed.height += 8


def _legend(placed: Placed, sketch: Sketch, room: float) -> None:
    x, top = 0.0, placed.height
    for sample in sketch.legend:
        words = Line(sample.words, TEXT, sketch.theme.ink)
        wide = _SAMPLE_WIDE + 6 + words.width + _GAP
        if x and x + wide - _GAP > room:
            x, top = 0.0, top + _ROW
        placed.elements += _sample(sample, sketch.theme, x, top)
        placed.elements.append(_text(words, x + _SAMPLE_WIDE + 6, top + _SAMPLE_HIGH / 2 + TEXT * 0.35))
        x += wide
    placed.height = top + _ROW


def _sample(sample: Sample, theme: Theme, x: float, y: float) -> Iterator[Element]:
    if sample.outline is not None:
        yield _outlined(sample, theme, x, y)
    if sample.double:
        inner = path("box", (x + 3.5, y + 2.5, x + _SAMPLE_WIDE - 3.5, y + _SAMPLE_HIGH - 2.5))
        yield Element("path", {"fill": "none", "stroke": theme.ink, "stroke-width": "0.8", "d": inner})
    if sample.stroke:
        yield from _stroked(sample, theme, x, y + _SAMPLE_HIGH / 2)
    if sample.struck:
        line = f"M{x + 6:.2f},{y + _SAMPLE_HIGH / 2:.2f} L{x + _SAMPLE_WIDE - 6:.2f},{y + _SAMPLE_HIGH / 2:.2f}"
        yield Element("path", {"stroke": theme.quiet, "stroke-width": "1.4", "d": line})
    if sample.sign:
        sign = Line(sample.sign, TEXT, theme.ink, bold=True)
        yield _text(sign, x + (_SAMPLE_WIDE - sign.width) / 2, y + _SAMPLE_HIGH / 2 + TEXT * 0.35)


def _outlined(sample: Sample, theme: Theme, x: float, y: float) -> Element:
    at = (x + 1, y, x + _SAMPLE_WIDE - 1, y + _SAMPLE_HIGH)
    shape = {"fill": theme.node, "stroke": theme.ink, "stroke-width": "3" if sample.heavy else "1.2"} | _dashed(
        sample.dash
    )
    if sample.outline == "circle":
        middle = {
            "cx": f"{x + _SAMPLE_WIDE / 2:.2f}",
            "cy": f"{y + _SAMPLE_HIGH / 2:.2f}",
            "r": f"{_SAMPLE_HIGH / 2:.2f}",
        }
        return Element("circle", shape | middle)
    return Element("path", shape | {"d": path(sample.outline or "box", at, cut=5)})


def _stroked(sample: Sample, theme: Theme, x: float, y: float) -> Iterator[Element]:
    style = STROKES[sample.stroke]
    colour, end = theme.colour(style.colour), x + _SAMPLE_WIDE
    line = {"stroke": colour, "stroke-width": f"{style.width:g}", "fill": "none"} | _dashed(sample.dash or style.dash)
    yield Element("path", line | {"d": f"M{x:.2f},{y:.2f} L{end - (6 if style.head != 'none' else 0):.2f},{y:.2f}"})
    if style.head == "tee":
        yield Element(
            "path",
            {"stroke": colour, "stroke-width": "2", "d": f"M{end - 5:.2f},{y - 5:.2f} L{end - 5:.2f},{y + 5:.2f}"},
        )
    elif style.head == "dot":
        yield Element("circle", {"fill": colour, "cx": f"{end - 4:.2f}", "cy": f"{y:.2f}", "r": "3.5"})
    elif style.head != "none":
        back = 5 if style.head == "vee" else 8
        points = (
            f"M{end:.2f},{y:.2f} L{end - 8:.2f},{y - 3.5:.2f} L{end - back:.2f},{y:.2f} L{end - 8:.2f},{y + 3.5:.2f} Z"
        )
        inside = theme.ground if style.head == "empty" else colour
        yield Element("path", {"fill": inside, "stroke": colour, "d": points})


def _dashed(dash: str | None) -> dict[str, str]:
    return {"stroke-dasharray": _DASHES[dash]} if dash in _DASHES else {}


def _text(line: Line, x: float, y: float) -> Element:
    weight = {"font-weight": "bold"} if line.bold else {}
    return Element(
        "text",
        {"x": f"{x:.2f}", "y": f"{y:.2f}", "font-size": f"{line.size:g}", "fill": line.colour, **weight},
        line.text,
    )
