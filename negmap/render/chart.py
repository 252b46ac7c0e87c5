"""Pictures that no layout program draws: bars, dots and lists on a page, written as SVG from the top down."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from negmap.render.frame import TEXT, TITLE, Element, body_font
from negmap.render.lettering import BOLD, Line, clean, lines
from negmap.render.theme import Theme

SVG = "http://www.w3.org/2000/svg"
XML = "{http://www.w3.org/XML/1998/namespace}"
EDGE = 14.0
"""The margin of a picture, in points."""


@dataclass(slots=True)
class Chart:
    """A page of one width that grows downwards; `about` is the text alternative, line by line."""

    name: str
    theme: Theme
    lang: str
    title: str
    wide: float
    about: list[str] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)
    down: float = EDGE

    def head(self, above: Iterable[str]) -> None:
        """Write the title and the lines under it."""
        for part in lines(self.title, self.wide / TITLE / BOLD):
            self.write(part, size=TITLE, bold=True)
        for text in above:
            self.note(text)
        self.down += 8

    def note(self, text: str, *, strong: bool = False) -> None:
        """Write a paragraph."""
        for part in lines(text, self.wide / TEXT):
            self.write(part, quiet=not strong)

    def heading(self, text: str) -> None:
        """Write a heading with room above it."""
        self.down += 14
        for part in lines(text, self.wide / (TEXT + 2) / BOLD):
            self.write(part, size=TEXT + 2, bold=True)
        self.down += 4

    def write(self, text: str, *, size: float = TEXT, bold: bool = False, quiet: bool = False) -> None:
        """Write a line, and go down by its height."""
        line = Line(text, size, self.theme.quiet if quiet else self.theme.ink, bold)
        self.down += line.height
        self.put(line, 0, self.down - size * 0.3)

    def put(self, line: Line, x: float, y: float, *, middle: bool = False, end: bool = False) -> None:
        """Put a line of text at a place, counted from the left margin: its start, its middle or its end."""
        anchor = {"text-anchor": "middle"} if middle else {"text-anchor": "end"} if end else {}
        weight = {"font-weight": "bold"} if line.bold else {}
        place = {"x": f"{EDGE + x:.2f}", "y": f"{y:.2f}", "font-size": f"{line.size:g}", "fill": line.colour}
        self.elements.append(Element("text", place | weight | anchor, line.text))

    def label(self, text: str, x: float, middle: float, room: float, *, quiet: bool = False, most: int = 2) -> None:
        """Put a text of a few lines, its middle at a height."""
        parts = lines(text, room / TEXT, most=most)
        for number, part in enumerate(parts):
            line = Line(part, TEXT, self.theme.quiet if quiet else self.theme.ink)
            self.put(line, x, middle + TEXT * 0.35 + (number - (len(parts) - 1) / 2) * line.height)

    def box(self, x: float, y: float, wide: float, high: float, **look: str) -> None:
        """Put a rectangle."""
        place = {"x": f"{EDGE + x:.2f}", "y": f"{y:.2f}", "width": f"{wide:.2f}", "height": f"{high:.2f}"}
        self.elements.append(Element("rect", place | _attributes(look)))

    def draw(self, d: str, x: float, y: float, **look: str) -> None:
        """Put a path whose own origin is moved to a place."""
        look = {"fill": "none", "stroke": self.theme.ink, **look}
        place = {"d": d, "transform": f"translate({EDGE + x:.2f} {y:.2f})"}
        self.elements.append(Element("path", place | _attributes(look)))

    def dot(self, x: float, y: float, radius: float, **look: str) -> None:
        """Put a circle."""
        place = {"cx": f"{EDGE + x:.2f}", "cy": f"{y:.2f}", "r": f"{radius:.2f}"}
        self.elements.append(Element("circle", place | _attributes(look)))

    def svg(self) -> str:
        """Return the page as SVG text."""
        wide, high = f"{self.wide + 2 * EDGE:.0f}", f"{self.down + EDGE:.0f}"
        named = f"negmap-{self.name}"
        root = ET.Element(
            f"{{{SVG}}}svg",
            {
                "width": f"{wide}pt",
                "height": f"{high}pt",
                "viewBox": f"0 0 {wide} {high}",
                "role": "img",
                "lang": self.lang,
                f"{XML}lang": self.lang,
                "class": f"negmap {self.theme.name}",
                "font-family": body_font(),
                "aria-labelledby": f"{named}-title",
                "aria-describedby": f"{named}-desc",
            },
        )
        ET.SubElement(root, f"{{{SVG}}}title", {"id": f"{named}-title"}).text = clean(self.title)
        ET.SubElement(root, f"{{{SVG}}}desc", {"id": f"{named}-desc"}).text = "\n".join(map(clean, self.about))
        ET.SubElement(root, f"{{{SVG}}}rect", {"width": "100%", "height": "100%", "fill": self.theme.ground})
        for element in self.elements:
            item = ET.SubElement(root, f"{{{SVG}}}{element.name}", dict(element.attributes))
            item.text = clean(element.text) or None
        ET.register_namespace("", SVG)
        return ET.tostring(root, encoding="unicode") + "\n"


def _attributes(look: dict[str, str]) -> dict[str, str]:
    return {key.replace("_", "-"): value for key, value in look.items()}
