"""Where values stand in a text: a tree of places, found by path."""

from __future__ import annotations

from dataclasses import dataclass

from negmap.diagnostics import Path, Span


@dataclass(slots=True)
class Place:
    """The place of one value and of its key; line and column count from 0, width 0 is the rest of the line."""

    line: int
    column: int
    width: int = 0
    key: Place | None = None
    children: dict[str, Place] | list[Place] | None = None


def find(root: Place, path: Path) -> Place:
    """Return the place at a path, or the nearest one around it that exists.

    Components that no file writes are passed over: the tag of a form (``<any_of>``), index 0 where
    one value stands for a list of it, and a key that a short form leaves out.
    """
    here = root
    for step in path:
        below = _step(here, step)
        if below is None:
            break
        here = below
    return here


def _step(here: Place, step: str | int) -> Place | None:
    children = here.children
    if isinstance(step, int):
        if isinstance(children, list):
            return children[step] if 0 <= step < len(children) else None
        return here if step == 0 else None
    if not isinstance(children, dict):
        return here
    return children.get(step, here if is_tag(step) else None)


def is_tag(step: str) -> bool:
    """Say whether a component names a form of a value, and not a key."""
    return step.startswith("<") and step.endswith(">")


def span_of(name: str, place: Place, line: str, number: int) -> Span:
    """Return the span of a place in the text of its line, which has that number."""
    column = min(place.column, len(line))
    rest = len(line.rstrip()) - column
    width = rest if place.width == 0 else min(place.width, len(line) - column)
    return Span(name, number, column + 1, max(1, width))
