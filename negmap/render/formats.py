"""A picture in each format that there is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, get_args

from negmap.render.sketch import Sketch

Format = Literal["svg", "pdf", "png", "dot", "mermaid"]
FORMATS: tuple[Format, ...] = get_args(Format)
ENDINGS: Mapping[str, Format] = {
    ".svg": "svg", ".pdf": "pdf", ".png": "png", ".dot": "dot", ".gv": "dot", ".mmd": "mermaid", ".mermaid": "mermaid",
}  # fmt: skip
"""The formats by the ending of a file's name."""


def written(sketch: Sketch, format_: Format) -> str | bytes:
    """Return a picture in a format; raise PictureError where it cannot be had in that one."""
    return _WRITTEN[format_](sketch)


def _svg(sketch: Sketch) -> str:
    from negmap.render.svg import svg

    return svg(sketch)


def _png(sketch: Sketch) -> bytes:
    from negmap.render.paper import png

    return png(_svg(sketch))


def _pdf(sketch: Sketch) -> bytes:
    from negmap.render.paper import pdf

    return pdf(_svg(sketch))


def _mermaid(sketch: Sketch) -> str:
    from negmap.render.mermaid import mermaid

    return mermaid(sketch)


_WRITTEN: Mapping[Format, Callable[[Sketch], str | bytes]] = {
    "svg": _svg,
    "pdf": _pdf,
    "png": _png,
    "dot": lambda sketch: sketch.dot,
    "mermaid": _mermaid,
}
