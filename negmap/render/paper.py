"""From SVG text to PNG and PDF: the same bytes each time, with the fonts that come with the `print` extra only."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Literal
from xml.etree import ElementTree as ET

from negmap.render.errors import NoFont
from negmap.render.fonts import EXTRA, check, folders

SVG = "{http://www.w3.org/2000/svg}"
PIXELS_AN_INCH = 192.0
MOST_PIXELS = 60_000_000
"""A picture that would have more is drawn with fewer pixels an inch."""
_SIDE = 3
"""A side of so many points has whole pixels at any multiple of _STEP pixels an inch."""
_STEP = 72 // _SIDE
_SIZE = re.compile(r'width="(\d+)pt" height="(\d+)pt" viewBox="0 0 \1 \2"')
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_ARC = re.compile(r"A\S+ 0 0 \d")
_PAGE = """
#set document(title: sys.inputs.title, date: none)
#set page(width: auto, height: auto, margin: 0pt)
#image("picture.svg", alt: sys.inputs.about)
#for l in json(bytes(sys.inputs.links)) {
  place(top + left, dx: l.x * 1pt, dy: l.y * 1pt, link(l.url, box(width: l.wide * 1pt, height: l.high * 1pt)))
}
"""


def png(svg: str) -> bytes:
    """Return an SVG picture as PNG. Raises NoFont."""
    return _printed(_SIZE.sub(_whole, svg, count=1), "png")


def _whole(size: re.Match[str]) -> str:
    """Return the size of a picture with room added, for whole pixels: or typst fits it by leaving out rows of them."""
    wide, high = (-(-int(points) // _SIDE) * _SIDE for points in size.groups())
    return f'width="{wide}pt" height="{high}pt" viewBox="0 0 {wide} {high}"'


def pdf(svg: str) -> bytes:
    """Return an SVG picture as PDF, on one page of its size, its links in it. Raises NoFont."""
    return _printed(svg, "pdf")


def _printed(svg: str, kind: Literal["png", "pdf"]) -> bytes:
    places = folders()
    try:
        import typst
    except ImportError:
        raise NoFont(f"PNG and PDF need typst; run `pip install '{EXTRA}'`, or draw it as svg") from None
    root = ET.fromstring(svg)
    check((text.text or "" for text in root.iter(f"{SVG}text")), places)
    files: Any = {"main.typ": _PAGE.encode(), "picture.svg": svg.encode()}
    made: bytes = typst.compile(
        files,
        font_paths=[str(place) for place in places],
        ignore_system_fonts=True,
        format=kind,
        ppi=_density(root),
        sys_inputs={
            "title": root.findtext(f"{SVG}title") or "",
            "about": root.findtext(f"{SVG}desc") or "",
            "links": json.dumps(list(_links(root)) if kind == "pdf" else []),
        },
        timestamp=0,
    )
    return made


def _density(root: ET.Element) -> float:
    wide, high = (float(part) / 72 for part in root.get("viewBox", "").split()[2:])
    most = (MOST_PIXELS / max(wide * high, 1.0)) ** 0.5
    return float(min(PIXELS_AN_INCH, max(most // _STEP, 1.0) * _STEP))


def _links(root: ET.Element) -> Iterator[dict[str, object]]:
    """Yield each link with the rectangle that it covers, in points from the upper left corner."""
    for group in root.iter(f"{SVG}g"):
        if "transform" not in group.attrib:
            continue
        right, down = [float(n) for n in _NUMBER.findall(group.get("transform", "").rpartition("translate")[2])][:2]
        for link in group.iter(f"{SVG}a"):
            shape = link.find(f"{SVG}path")
            if shape is None:
                continue
            numbers = [float(n) for n in _NUMBER.findall(_ARC.sub("", shape.get("d", "")))]
            across, along = numbers[::2], numbers[1::2]
            yield {
                "url": link.get("href", ""),
                "x": round(min(across) + right, 2),
                "y": round(min(along) + down, 2),
                "wide": round(max(across) - min(across), 2),
                "high": round(max(along) - min(along), 2),
            }
