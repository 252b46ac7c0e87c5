"""A drawing that is yet to be laid out: boxes, groups of them, and lines between them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from negmap.render.lettering import Line
from negmap.render.theme import STROKES, Dash, Outline, Theme

ARROWS = 0.8
"""How large the heads of arrows are, beside what the layout program makes of them."""
_PAD: Mapping[Outline, tuple[float, float]] = {
    "hexagon": (20, 7),
    "arrow": (18, 7),
    "notched": (18, 7),
    "octagon": (14, 9),
    "plaque": (14, 9),
    "circle": (3, 3),
    "tag": (8, 6),
    "plain": (2, 1),
}


@dataclass(frozen=True, slots=True)
class Box:
    """A node: its key in the graph, its lines of text and how it is drawn.

    `tip` is what a pointer shows; `url`, where it is a web address, is where a click leads; `room` is
    the least width of its text, in points, so that boxes of one column are of one width. `double` is its border.
    """

    key: str
    lines: tuple[Line, ...]
    colour: str
    outline: Outline = "box"
    fill: str = "none"
    dash: Dash = "solid"
    width: float = 1.2
    tip: str = ""
    url: str = ""
    room: float = 0.0
    double: bool = False

    @property
    def padding(self) -> tuple[float, float]:
        """Return the room between text and outline, in points."""
        return _PAD.get(self.outline, (10, 6))

    @property
    def size(self) -> tuple[float, float]:
        """Return width and height in points, whatever the layout program makes of the letters."""
        across, down = self.padding
        wide = max((self.room, *(line.width for line in self.lines))) + 2 * across
        high = sum(line.height for line in self.lines) + 2 * down
        if self.outline == "circle":
            wide = high = math.hypot(wide, high)
        return wide, high


@dataclass(frozen=True, slots=True)
class Group:
    """A labelled frame round boxes; `key` is that of a node of the graph, or any other name."""

    key: str
    lines: tuple[Line, ...]
    colour: str
    fill: str = "none"
    double: bool = False


@dataclass(frozen=True, slots=True)
class Joint:
    """A line from one box to another, by their keys: which kind of line, what is written on it, what a pointer shows.

    Its settings are the layout program's own.
    """

    tail: str
    head: str
    stroke: str
    dash: Dash
    label: tuple[Line, ...]
    tip: str
    settings: Mapping[str, str]

    @property
    def seen(self) -> bool:
        """Say whether it is drawn; others only keep boxes in their places."""
        return self.settings.get("style") != "invis"

    @property
    def ends(self) -> tuple[str, str]:
        """Return where it begins and where it ends; those laid out backwards are turned round."""
        return (self.head, self.tail) if self.settings.get("dir") == "back" else (self.tail, self.head)


@dataclass(slots=True)
class Drawing:
    """Boxes in groups and lines between them, in the order in which they are put in."""

    name: str
    theme: Theme
    settings: Mapping[str, str] = field(default_factory=dict)
    joints: list[Joint] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    ranks: list[tuple[str, ...]] = field(default_factory=list)
    _boxes: dict[str, list[Box]] = field(default_factory=dict)

    def group(self, group: Group) -> None:
        """Put in a frame."""
        self.groups.append(group)

    def box(self, box: Box, group: str = "") -> None:
        """Put in a box, inside the frame with that key if one is given."""
        self._boxes.setdefault(group, []).append(box)

    def line(
        self,
        tail: str,
        head: str,
        stroke: str,
        *,
        dash: Dash | None = None,
        label: tuple[Line, ...] = (),
        tip: str = "",
        **settings: str,
    ) -> None:
        """Put in a line between two boxes, drawn as the theme draws lines of that name."""
        self.joints.append(Joint(tail, head, stroke, dash or STROKES[stroke].dash, label, tip, settings))

    def same_rank(self, keys: Iterable[str]) -> None:
        """Ask for boxes to stand in one column (or row)."""
        self.ranks.append(tuple(keys))

    def within(self, group: str = "") -> tuple[Box, ...]:
        """Return the boxes of a frame, or those in none."""
        return tuple(self._boxes.get(group, ()))

    @property
    def boxes(self) -> tuple[Box, ...]:
        """Return every box."""
        return tuple(box for _, boxes in self.grouped for box in boxes)

    @property
    def grouped(self) -> tuple[tuple[Group | None, tuple[Box, ...]], ...]:
        """Return the boxes in no frame, then every frame with its boxes."""
        frames = [(None, ""), *((group, group.key) for group in self.groups)]
        return tuple((group, self.within(name)) for group, name in frames)
