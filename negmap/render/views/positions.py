"""The map of positions: those at the sticking points in full, the others counted or listed, by party or by issue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from negmap.graph import key, subjects
from negmap.render.drawing import Box, Drawing, Group
from negmap.render.lettering import Line
from negmap.render.sketch import Panel, Sample, Sketch
from negmap.render.text.layout import nothing_sticks
from negmap.render.theme import CLASH, Dash
from negmap.render.views.legend import double_legend, legend
from negmap.render.views.orders import DrawnOrder, drawn_orders
from negmap.render.views.scene import BODY, Scene
from negmap.render.views.sticking import Part, StickingPoint, first_of, further_on, sides, sticking_points

Cluster = Literal["party", "issue"]
DEFAULT: Cluster = "party"
MOST, MOST_OF_ALL = 40, 100
"""The most positions that are drawn in full: by default, and where everything is asked for."""
_STROKE: Mapping[Part, str] = {"clash": "clash", "held": "held"}


def positions(scene: Scene, *, cluster: Cluster = DEFAULT, everything: bool = False) -> Sketch:
    """Return the map of positions, grouped by party or by issue.

    Positions at sticking points are drawn in full, the first MOST of them (with `everything` MOST_OF_ALL);
    the others are counted, or listed with `everything`, and where there is no sticking point.
    """
    every = sticking_points(scene.study)
    points = first_of(every, MOST_OF_ALL if everything else MOST)
    return _Map(scene, cluster, everything or not points, points, every[len(points) :]).sketch()


@dataclass
class _Map:
    scene: Scene
    cluster: Cluster
    everything: bool
    points: tuple[StickingPoint, ...]
    undrawn: tuple[StickingPoint, ...]

    @cached_property
    def drawn(self) -> tuple[str, ...]:
        """Return the positions drawn in full, by id."""
        return tuple(sorted({position for point in self.points for position in point.parts}))

    @cached_property
    def others(self) -> dict[str, tuple[str, ...]]:
        """Return the positions not drawn in full, by group."""
        drawn = set(self.drawn)
        return self._grouped(said.id for said in self.scene.study.view.positions if said.id not in drawn)

    @cached_property
    def left(self) -> frozenset[str]:
        """Return the parties on the left."""
        return sides(self.points, {position: self._party(position) for position in self.drawn})

    def _party(self, position: str) -> str:
        return self.scene.said(position).party

    def _group(self, position: str) -> str:
        """Return the party or the issue of a position; of a proposal, the issue of its first term."""
        if self.cluster == "party":
            return self._party(position)
        terms = subjects(self.scene.said(position), self.scene.study.view.negotiation)
        return str(self.scene.node("term", terms[0])["issue"]) if terms else ""

    def _grouped(self, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
        groups: dict[str, tuple[str, ...]] = {}
        for position in sorted(ids):
            group = self._group(position)
            groups[group] = (*groups.get(group, ()), position)
        return dict(sorted(groups.items()))

    def sketch(self) -> Sketch:
        scene, words = self.scene, self.scene.words
        drawing = Drawing("positions", scene.theme, self._room)
        self._boxes(drawing)
        for point in self.points:
            self._hub(drawing, point)
        self._orders(drawing)
        head = scene.head()
        by = words("by party") if self.cluster == "party" else words("by issue")
        return Sketch(
            name="positions",
            drawing=drawing,
            theme=scene.theme,
            lang=words.lang,
            title=words("{title}: positions {by}", title=head.title, by=by),
            above=scene.above(),
            panels=tuple(self._panels()),
            below=tuple(self._below()),
            legend=tuple(self._legend()),
            about=(*scene.above(), *self._about()),
            notes=tuple(self._notes()),
        )

    @property
    def _room(self) -> dict[str, str]:
        """Return how far apart things stand; many sticking points need more room for their lines."""
        across = min(0.55 + max(0, len(self.points) - 10) * 0.06, 1.5)
        return {"rankdir": "LR", "nodesep": "0.18", "ranksep": f"{across:.2f}"}

    def _boxes(self, drawing: Drawing) -> None:
        full = self._grouped(self.drawn)
        for group, ids in full.items():
            drawing.group(self._frame(group))
            for position in ids:
                box = self.scene.position_box(position, name=self.cluster == "issue")
                drawing.box(box, f"{self.cluster}:{group}")

    def _frame(self, group: str) -> Group:
        scene, name = self.scene, f"{self.cluster}:{group}"
        if self.cluster == "party":
            colour, fill = scene.colour(group), scene.tint(group)
        else:
            colour, fill = scene.theme.quiet, scene.theme.neutral_tint
        title = next(
            iter(scene.small(self._name(group), colour=colour if self.cluster == "party" else scene.theme.ink))
        )
        lines = [Line(title.text, BODY + 1, title.colour, True)]
        if not self.everything and (more := len(self.others.get(group, ()))):
            text = scene.words.many("and {number} more position", "and {number} more positions", more)
            lines += scene.small(text)
        return Group(name, tuple(lines), colour, fill, self.cluster == "party" and scene.double(group))

    def _name(self, group: str) -> str:
        scene = self.scene
        if self.cluster == "party":
            return scene.phrases.party(group)
        issue = scene.study.view.negotiation.issues.get(group)
        return issue.title.within(scene.words.lang) if issue else scene.words("no issue")

    def _panels(self) -> Iterator[Panel]:
        """Yield a list for each group, of the positions not drawn in full, if all are to be shown."""
        words = self.scene.words
        for group, ids in self.others.items() if self.everything else ():
            title = words("{name}: other positions", name=self._name(group))
            yield Panel(title, tuple(words("– {text}", text=self._listed(position)) for position in ids))

    def _listed(self, position: str) -> str:
        scene, words = self.scene, self.scene.words
        text = scene.phrases.stance(scene.said(position))
        if self.cluster == "issue":
            text = words("{party}: {text}", party=scene.phrases.party(self._party(position)), text=text)
        text = words("{text} ({marks})", text=text, marks=scene.marks(position))
        numbers = "".join(f" {CLASH}{number}" for number in self.further.get(position, ()))
        return text + numbers

    @cached_property
    def further(self) -> dict[str, tuple[int, ...]]:
        """Return the positions at sticking points or held up further on, with the numbers of the sticking points."""
        return further_on(self.scene.study, (*self.points, *self.undrawn))

    def _hub(self, drawing: Drawing, point: StickingPoint) -> None:
        scene, theme = self.scene, self.scene.theme
        sign = Line(f"{CLASH}{point.number}", BODY, theme.clash, True)
        ring = tuple(scene.small(scene.words("deadlock"), colour=theme.clash)) if point.obstacle.rings else ()
        hub = Box(point.key, (sign, *ring), theme.clash, "circle", theme.node, width=1.6, tip=self._read_out(point))
        groups = {self._group(position) for position in point.parts}
        inside = self.cluster == "issue" and len(groups) == 1
        drawing.box(hub, f"issue:{groups.pop()}" if inside else "")
        for position, part in point.parts.items():
            self._tie(drawing, point.key, position, part)

    def _tie(self, drawing: Drawing, hub: str, position: str, part: Part) -> None:
        """Draw the line between a sticking point and a position, from left to right; its head is at the position."""
        inferred: Dash | None = "dashed" if self.scene.node("position", position)["read"] == "inferred" else None
        box = key("position", position)
        if self._party(position) in self.left:
            drawing.line(box, hub, _STROKE[part], dash=inferred, dir="back", tailport="e")
        else:
            drawing.line(hub, box, _STROKE[part], dash=inferred, headport="w")

    def _orders(self, drawing: Drawing) -> None:
        """Draw an arrow for each order between positions on one side, where it can be followed."""
        for order in self._arrows:
            dash: Dash | None = "dashed" if order.inferred else None
            away = "w" if self._party(order.first) in self.left else "e"
            drawing.line(
                key("position", order.first),
                key("position", order.then),
                "order",
                dash=dash,
                constraint="false",
                tailport=away,
                headport=away,
            )

    @cached_property
    def _arrows(self) -> tuple[DrawnOrder, ...]:
        return tuple(
            order
            for order in drawn_orders(self.scene, self.points)
            if (self._party(order.first) in self.left) == (self._party(order.then) in self.left)
        )

    def _read_out(self, point: StickingPoint) -> str:
        """Return a sticking point in words: what stands in the way, what it holds up."""
        scene, words, claims = self.scene, self.scene.words, self.scene.study.claims
        sayings = [
            words(
                "{party}: {text}",
                party=scene.phrases.parties(claims[name].holders),
                text=scene.phrases.claim(claims[name]),
            )
            for name in point.obstacle.claims
        ]
        text = words(
            "{sign} {id}: {claims}.", sign=f"{CLASH}{point.number}", id=point.obstacle.id, claims=" / ".join(sayings)
        )
        held = [scene.phrases.claim(claims[name]) for name in point.obstacle.blocks]
        return text + (words(" Holds up: {claims}.", claims=" / ".join(held)) if held else "")

    def _notes(self) -> Iterator[str]:
        """Yield what the picture leaves out so that it can be read."""
        words = self.scene.words
        if self.undrawn:
            ids = words(", ").join(f"{CLASH}{point.number}\u00a0{point.obstacle.id}" for point in self.undrawn)
            yield words.many(
                "{number} sticking point is left out, so that the picture can be read: {ids}.",
                "{number} sticking points are left out, so that the picture can be read: {ids}.",
                len(self.undrawn),
                ids=ids,
            )
        if cut := self._cut():
            yield words.many(
                "{number} of its positions is left out too.", "{number} of its positions are left out too.", cut
            )

    def _below(self) -> Iterator[str]:
        """Yield what the picture leaves out, and where to look further."""
        words = self.scene.words
        if not self.points:
            yield nothing_sticks(words, self.scene.head())
        yield from self._notes()
        if not self.everything and (rest := self._elsewhere()):
            yield words("Other positions are only counted; not in the picture: {groups}.", groups=rest)
        if self.everything and self.further:
            yield words(
                "{sign} with a number behind a position: it has to do with that sticking point, or hangs on it.",
                sign=CLASH,
            )
        ids = words(" · ").join(f"{CLASH}{point.number}\u00a0{point.obstacle.id}" for point in self.points)
        if ids:
            yield words("One at a time, by id: {ids}", ids=ids)

    def _cut(self) -> int:
        """Return how many positions of the sticking points drawn are not drawn."""
        whole = {point.number: point for point in sticking_points(self.scene.study)}
        return sum(len(whole[point.number].parts) - len(point.parts) for point in self.points)

    def _elsewhere(self) -> str:
        """Return the groups that the picture does not show, each with the number of its positions."""
        shown = self._grouped(self.drawn)
        return self.scene.words(", ").join(
            self.scene.words("{name} ({number})", name=self._name(group), number=len(ids))
            for group, ids in self.others.items()
            if group not in shown
        )

    def _legend(self) -> Iterator[Sample]:
        parts = {part for point in self.points for part in point.parts.values()}
        strokes = ["clash"] * bool(self.points) + ["held"] * ("held" in parts)
        strokes += ["order"] * bool(self._arrows)
        yield from legend(self.scene, self.drawn, strokes)
        yield from double_legend(self.scene, map(self._party, self.drawn))

    def _about(self) -> Iterator[str]:
        """Yield the text alternative: the sticking points, then the positions by group."""
        words = self.scene.words
        for point in self.points:
            yield self._read_out(point)
        for group, ids in self._grouped(self.drawn).items():
            yield words("{name}:", name=self._name(group))
            for position in ids:
                yield words("– {text}", text=self.scene.read_out(position))
        for panel in self._panels():
            yield words("{name}:", name=panel.title)
            yield from panel.items
        yield from self._below()
