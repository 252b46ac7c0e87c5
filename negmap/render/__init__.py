"""Reports as text or bytes: terminals, pictures, tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from negmap.study import Study

View = Literal["positions", "conflict", "sequence", "terms", "parties", "matrix", "timeline"]


def picture(study: Study, view: View = "positions", **choices: Any) -> str:
    """Return a picture of a study as SVG text; the choices are those of `negmap.render.pictures.picture`."""
    from negmap.render import pictures  # loads the graph library, which few commands need

    return pictures.picture(study, view, **choices)
