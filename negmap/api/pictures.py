"""A picture that shows itself in a notebook."""

from __future__ import annotations

from dataclasses import dataclass
from os import PathLike
from pathlib import Path


@dataclass(frozen=True, slots=True, repr=False)
class Picture:
    """A picture as SVG text: `str()` is the text, `save` writes it to a file, a notebook shows it."""

    svg: str

    def __str__(self) -> str:
        return self.svg

    def __repr__(self) -> str:
        return f"<Picture: {len(self.svg.encode()):,} bytes of SVG; save(path) writes it>"

    def save(self, path: str | PathLike[str]) -> Path:
        """Write the picture to a file and return its path."""
        target = Path(path)
        target.write_text(self.svg, encoding="utf-8", newline="\n")
        return target

    def _repr_svg_(self) -> str:
        return self.svg
