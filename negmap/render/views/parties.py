"""Parties: between which two there are conflicts, and what they both say. A circle, or a table where there are many."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from negmap.findings.relations import Relation
from negmap.graph import key
from negmap.render.board import Board, Cell, Track, height
from negmap.render.drawing import Box, Drawing
from negmap.render.lettering import BOLD, Line, lines
from negmap.render.sketch import Sample, Sketch
from negmap.render.theme import CLASH
from negmap.render.views.legend import double_legend
from negmap.render.views.scene import BODY, SMALL, Scene
from negmap.render.views.table import Slot, Table, entry

MOST = 9
"""The most parties in a circle; more make a table."""
SHARED, TENSION = "=", "~"
_WIDE, _HEAD, _COLUMN = 126.0, 150.0, 92.0


Point = tuple[float, float]


def parties(scene: Scene) -> Sketch:
    """Return the picture of parties, by twos."""
    return _Parties(scene).sketch()


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two parties with the number of conflicts and tensions between them alone, and of claims that both voice."""

    ends: tuple[str, str]
    conflicts: int
    tensions: int
    shared: int

    @property
    def signs(self) -> tuple[str, ...]:
        """Return the numbers with their signs, those that are not zero."""
        counts = ((CLASH, self.conflicts), (TENSION, self.tensions), (SHARED, self.shared))
        return tuple(f"{sign}{number}" for sign, number in counts if number)


@dataclass
class _Parties:
    scene: Scene

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Return the parties that have said anything, by id."""
        return tuple(sorted({said.party for said in self.scene.study.view.positions}))

    @cached_property
    def _conflicts(self) -> frozenset[str]:
        return frozenset(c.id for c in self.scene.study.conflicts.conflicts)

    @cached_property
    def pairs(self) -> tuple[_Pair, ...]:
        return tuple(map(self._pair, self.scene.study.relations.pairs))

    def _pair(self, found: Relation) -> _Pair:
        conflicts = sum(name in self._conflicts for name in found.opposed)
        return _Pair(found.parties, conflicts, len(found.opposed) - conflicts, len(found.shared))

    @cached_property
    def further(self) -> int:
        """Return the number of conflicts that no two parties have between them alone."""
        between = {name for pair in self.scene.study.relations.pairs for name in pair.opposed}
        return len(self._conflicts - between)

    def sketch(self) -> Sketch:
        scene, words = self.scene, self.scene.words
        many = len(self.names) > MOST
        notes = tuple(self._notes()) if many else ()
        return Sketch(
            name="parties",
            theme=scene.theme,
            lang=words.lang,
            title=words("{title}: conflicts and common ground between two parties", title=scene.head().title),
            board=self._table() if many else self._circle(),
            drawing=self._drawing(),
            above=scene.above(),
            below=(*notes, *self._below()),
            legend=tuple(self._legend()),
            about=(*scene.above(), *self._about(), *self._below()),
            notes=notes,
        )

    def _circle(self) -> Board:
        radius = max(190.0, len(self.names) * 40.0)
        board = Board(2 * radius + _WIDE + 40, 2 * radius + 60)
        places = self._places(radius, board)
        for pair in self.pairs:
            self._line(board, pair, *(places[end] for end in pair.ends))
        for pair in self.pairs:
            board.cell(self._label(pair, places))
        for name, (x, y) in places.items():
            board.cell(self._box(name, x, y))
        return board

    def _places(self, radius: float, board: Board) -> dict[str, tuple[float, float]]:
        """Return the middle of each party's box, clockwise from the top by id."""
        found = {}
        for number, name in enumerate(self.names):
            turn = 2 * math.pi * number / max(1, len(self.names))
            x, y = board.wide / 2 + radius * math.sin(turn), board.high / 2 - radius * math.cos(turn)
            found[name] = (round(x, 2), round(y, 2))
        return found

    def _box(self, name: str, x: float, y: float) -> Cell:
        scene = self.scene
        text = [Line(t, BODY, scene.colour(name), True) for t in lines(scene.phrases.party(name), (_WIDE - 16) / 12.8)]
        high = height(tuple(text), 7)
        return Cell(
            key("party", name),
            x - _WIDE / 2,
            y - high / 2,
            _WIDE,
            high,
            tuple(text),
            scene.colour(name),
            scene.tint(name),
            "rounded",
            width=1.6,
            inset=(8, 7),
            align="middle",
            tip="; ".join(self._read_out(pair) for pair in self.pairs if name in pair.ends),
            double=scene.double(name),
        )

    def _line(self, board: Board, pair: _Pair, first: tuple[float, float], second: tuple[float, float]) -> None:
        drawn = f"M{first[0]:.2f},{first[1]:.2f} L{second[0]:.2f},{second[1]:.2f}"
        ends = tuple(key("party", end) for end in pair.ends)
        tip = self._read_out(pair)
        if pair.conflicts:
            wide = round(min(1.4 + math.sqrt(pair.conflicts) / 2, 5.0), 2)
            board.track(Track(drawn, "clash", ends, tip=tip, width=wide))
        else:
            board.track(Track(drawn, "frame", ends, dash="dashed" if pair.tensions else None, tip=tip))

    def _label(self, pair: _Pair, places: Mapping[str, Point]) -> Cell:
        theme, text = self.scene.theme, " ".join(pair.signs)
        line = Line(text, SMALL + 1, theme.clash if pair.conflicts else theme.ink, True)
        x, y = self._clear(pair, places)
        wide, high = line.width + 8, line.height + 4
        ends = " ".join(key("party", end) for end in pair.ends)
        return Cell(
            f"pair {ends}",
            round(x - wide / 2, 2),
            round(y - high / 2, 2),
            wide,
            high,
            (line,),
            fill=theme.ground,
            inset=(4, 2),
            align="middle",
            tip=self._read_out(pair),
        )

    def _clear(self, pair: _Pair, places: Mapping[str, Point]) -> Point:
        """Return the place on a pair's line that is farthest from all other lines, of a few."""
        first, second = (places[end] for end in pair.ends)
        others = [tuple(places[end] for end in p.ends) for p in self.pairs if p is not pair]
        tried = [_along(first, second, share) for share in (0.5, 0.4, 0.6, 0.32, 0.68)]
        return max(tried, key=lambda spot: min([60.0, *(_distance(spot, a, b) for a, b in others)]))

    def _table(self) -> Board:
        table = Table(self.scene.theme, [_HEAD, *[_COLUMN] * len(self.names)])
        table.row([Slot(framed=False), *(self._heading(name, _COLUMN) for name in self.names)])
        by_ends = {pair.ends: pair for pair in self.pairs}
        for first in self.names:
            row = [self._heading(first, _HEAD)]
            for second in self.names:
                ends = (min(first, second), max(first, second))
                row.append(self._slot(by_ends.get(ends), same=first == second))
            table.row(row, 34)
        return table.board

    def _heading(self, name: str, wide: float) -> Slot:
        scene = self.scene
        room = (wide - 20) / SMALL / BOLD
        words = [Line(t, SMALL, scene.colour(name), True) for t in lines(scene.phrases.party(name), room)]
        return Slot((replace(entry(key("party", name), words), align="middle"),), scene.tint(name), centred=True)

    def _slot(self, pair: _Pair | None, *, same: bool) -> Slot:
        theme = self.scene.theme
        if same:
            return Slot(fill=theme.neutral_tint)
        if pair is None or not pair.signs:
            return Slot()
        text = [
            Line(sign, SMALL, theme.clash if sign[0] == CLASH else theme.ink, sign[0] == CLASH) for sign in pair.signs
        ]
        name = "pair " + " ".join(key("party", end) for end in pair.ends)
        cell = replace(entry(name, text), align="middle", tip=self._read_out(pair), inset=(2, 2))
        return Slot((cell,), theme.node, centred=True)

    def _drawing(self) -> Drawing:
        """Return the same as boxes and lines, for formats that know nothing else."""
        scene = self.scene
        drawing = Drawing("parties", scene.theme, {"rankdir": "LR", "nodesep": "0.4", "ranksep": "1.2"})
        for name in self.names:
            text = tuple(scene.text(scene.phrases.party(name), bold=True))
            box = Box(key("party", name), text, scene.colour(name), "rounded", scene.tint(name))
            drawing.box(replace(box, double=scene.double(name)))
        for pair in self.pairs:
            first, second = (key("party", end) for end in pair.ends)
            colour = scene.theme.clash if pair.conflicts else scene.theme.ink
            label = (Line(" ".join(pair.signs), SMALL, colour, True),)
            drawing.line(first, second, "clash" if pair.conflicts else "frame", label=label, dir="none")
        return drawing

    def _read_out(self, pair: _Pair) -> str:
        words = self.scene.words
        parts = []
        if pair.conflicts:
            parts.append(words.many("{number} conflict", "{number} conflicts", pair.conflicts))
        if pair.tensions:
            parts.append(words.many("{number} tension", "{number} tensions", pair.tensions))
        if pair.shared:
            parts.append(words.many("{number} claim of both", "{number} claims of both", pair.shared))
        who = self.scene.phrases.parties(pair.ends)
        return words("{party}: {text}", party=who, text=words(", ").join(parts))

    def _notes(self) -> Iterator[str]:
        yield self.scene.words(
            "With {number} parties the lines could not be followed; a table instead.", number=len(self.names)
        )

    def _below(self) -> Iterator[str]:
        words = self.scene.words
        if not self.pairs:
            yield words("No two parties have a conflict between them alone, or say the same.")
        if self.further:
            yield words.many(
                "{number} conflict is not between two parties alone and is not counted here.",
                "{number} conflicts are not between two parties alone and are not counted here.",
                self.further,
            )
        yield words("Counts say how much was said and coded, not how far apart two parties are.")

    def _legend(self) -> Iterator[Sample]:
        words = self.scene.words
        for sign, text, used in (
            (CLASH, words("conflicts between these two alone"), any(p.conflicts for p in self.pairs)),
            (
                TENSION,
                words("the same, where one of the claims is only a preference"),
                any(p.tensions for p in self.pairs),
            ),
            (SHARED, words("claims that both voice"), any(p.shared for p in self.pairs)),
        ):
            if used:
                yield Sample(text, sign=sign)
        if len(self.names) <= MOST:
            yield from double_legend(self.scene, self.names)

    def _about(self) -> Iterator[str]:
        words = self.scene.words
        yield from (words("– {text}", text=self.scene.phrases.party(name)) for name in self.names)
        yield from (self._read_out(pair) for pair in self.pairs)


def _along(a: Point, b: Point, share: float) -> Point:
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def _distance(spot: Point, a: Point, b: Point) -> float:
    """Return how far a spot is from the line between two points."""
    long = math.dist(a, b) or 1.0
    share = ((spot[0] - a[0]) * (b[0] - a[0]) + (spot[1] - a[1]) * (b[1] - a[1])) / long**2
    return math.dist(spot, _along(a, b, min(1.0, max(0.0, share))))
