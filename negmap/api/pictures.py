"""A picture that shows itself in a notebook."""

from __future__ import annotations

from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from negmap.prepare.errors import NotUnderstood

if TYPE_CHECKING:
    from negmap.render.sketch import Sketch


class Picture:
    """A picture: `str()` is its SVG text, `save` writes it to a file, a notebook shows it."""

    def __init__(self, sketch: Sketch) -> None:
        """Take a picture that is not yet laid out."""
        self._sketch = sketch

    @cached_property
    def svg(self) -> str:
        """Return the picture as SVG text."""
        from negmap.render.svg import svg

        return svg(self._sketch)

    @property
    def notes(self) -> tuple[str, ...]:
        """Return what the picture leaves out."""
        return tuple(self._sketch.notes)

    def __str__(self) -> str:
        return self.svg

    def __repr__(self) -> str:
        return f"<Picture: {len(self.svg.encode()):,} bytes of SVG; save(path) writes it>"

    def save(self, path: str | PathLike[str]) -> Path:
        """Write the picture to a file and return its path; the ending says whether SVG, PDF, PNG, DOT or Mermaid.

        Raises NotUnderstood for another ending, and for a view that the format cannot hold.
        """
        from negmap.render.errors import PictureError
        from negmap.render.formats import ENDINGS, written

        target = Path(path)
        if target.suffix.lower() not in ENDINGS:
            raise NotUnderstood(f"no picture is written as `{target.name}`", f"end it in {', '.join(ENDINGS)}")
        try:
            drawn = written(self._sketch, ENDINGS[target.suffix.lower()])
        except PictureError as wrong:
            raise NotUnderstood(str(wrong)) from None
        target.write_bytes(drawn if isinstance(drawn, bytes) else drawn.encode())
        return target

    def _repr_svg_(self) -> str:
        return self.svg
