"""The map as part of the page: its colours are the page's, its nodes are links into the text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from xml.etree import ElementTree as ET

from markupsafe import Markup

from negmap.render.errors import PictureError
from negmap.render.frame import above
from negmap.render.html.anchors import anchor
from negmap.render.pictures import sketch
from negmap.render.sketch import Sketch
from negmap.render.svg import EDGE, SVG, svg
from negmap.render.theme import LIGHT, Theme
from negmap.render.views.scene import BODY
from negmap.report.context import Context

_FRACTION = re.compile(r"-?\d+\.\d+")
_NUMBERS = {"x", "y", "d", "font-size", "transform"}
"""Attributes that hold places; a tenth of a point is near enough, and the page is a tenth smaller."""
_CLASSES = {"cluster", "node", "edge"}


def embedded(context: Context) -> Markup | None:
    """Return the map of positions as an SVG element for the page; None where it cannot be drawn.

    It is marked as markup: ElementTree has escaped every text in it.
    """
    drawn = sketch(
        context.study, "positions", lang=context.words.lang, theme="light", files=context.files, partial=context.partial
    )
    bare = replace(drawn, above=(), premises=(), panels=(), below=(), about=())
    try:
        root = ET.fromstring(_laid_out(bare))
    except PictureError:
        return None
    _strip(root, above(bare, _room(root)).height)
    for group in list(root.iter(f"{{{SVG}}}g")):
        if _CLASSES & set(group.get("class", "").split()):
            _hook(group, context.words.lang)
    _round(root)
    _inherit(root)
    text = ET.tostring(root, encoding="unicode").replace("\n", " ")
    return Markup(_recoloured(text, {value.lower(): name for name, value in colours(LIGHT)}))


_MADE: dict[tuple[object, ...], str] = {}
"""The last pictures by what they show: a page that is made again for other reasons need not lay them out again."""
_KEPT = 8


def _laid_out(drawn: Sketch) -> str:
    """Return a picture as SVG text."""
    if drawn.board is not None:
        return svg(drawn)  # nothing to wait for
    key = (drawn.dot, drawn.title, drawn.lang, drawn.legend)
    if key not in _MADE:
        made = svg(drawn)
        while len(_MADE) >= _KEPT:
            del _MADE[next(iter(_MADE))]
        _MADE[key] = made
    return _MADE[key]


def _round(root: ET.Element) -> None:
    """Write places to a tenth of a point."""
    for element in root.iter():
        for name in _NUMBERS & element.attrib.keys():
            element.set(name, _FRACTION.sub(_tenth, element.get(name, "")))


def _tenth(found: re.Match[str]) -> str:
    return f"{float(found[0]):.1f}".removesuffix(".0")


def _inherit(root: ET.Element) -> None:
    """Say once what most texts have in common."""
    common = {"font-size": f"{BODY:g}", "fill": LIGHT.ink}
    root.attrib.update(common)
    for element in root.iter(f"{{{SVG}}}text"):
        for name, value in common.items():
            if element.get(name, "").lower() == value.lower():
                del element.attrib[name]


def colours(theme: Theme) -> tuple[tuple[str, str], ...]:
    """Return each colour of a theme with the name it has on the page."""
    single = (("tint", theme.neutral_tint), ("quiet", theme.quiet), ("ink", theme.ink), ("clash", theme.clash))
    tints = ((f"t{number}", colour) for number, colour in enumerate(theme.tints))
    parties = ((f"p{number}", colour) for number, colour in enumerate(theme.parties))
    return (*single, *tints, *parties, ("node", theme.node))


def _recoloured(text: str, known: Mapping[str, str]) -> str:
    def named(match: re.Match[str]) -> str:
        name = known.get(match[2].lower())
        return f'{match[1]}="var(--{name})"' if name else match[0]

    return re.sub(r'\b(fill|stroke)="(#[0-9a-fA-F]{6})"', named, text)


def _room(root: ET.Element) -> float:
    return float(root.get("viewBox", "0 0 0 0").split()[2]) - 2 * EDGE


def _strip(root: ET.Element, top: float) -> None:
    """Take away what the page says itself: title, ground, text alternative; give the room back."""
    left, _, wide, high = (float(part) for part in root.get("viewBox", "").split())
    root.set("viewBox", f"{left:g} {top:g} {wide:g} {high - top:g}")
    for name in ("width", "height", "role", "font-family", "aria-labelledby", "aria-describedby"):
        root.attrib.pop(name, None)
    root.set("role", "group")
    root.set("width", f"{wide:g}")
    root.set("height", f"{high - top:g}")
    for child in list(root):
        heading = child.get("class") == "above"
        if heading or child.tag in (f"{{{SVG}}}title", f"{{{SVG}}}desc", f"{{{SVG}}}rect"):
            root.remove(child)


def _hook(group: ET.Element, lang: str) -> None:
    """Make a node a link to its words on the page, and let lines carry the keys of both ends."""
    key = group.get("data-key", "")
    for title in group.findall(f"{{{SVG}}}title"):
        group.remove(title)
    for link in group.findall(f"{{{SVG}}}a"):
        place = list(group).index(link)
        group.remove(link)
        for offset, child in enumerate(list(link)):
            group.insert(place + offset, child)
    kind, _, name = key.partition(":")
    if kind in ("position", "obstacle") and " " not in key:
        link = ET.Element(f"{{{SVG}}}a", {"href": f"#{anchor(lang, kind, name)}"})
        link.extend(list(group))
        group[:] = [link]
