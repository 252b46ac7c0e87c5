"""The lanes of a sequence: phases from left to right, a lane for each party that carries a step out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from negmap.findings.sequence import OrderEdge, Sequence
from negmap.render.board import Board, Cell, Track, height
from negmap.render.lettering import Line, lines
from negmap.render.outlines import head
from negmap.render.views.scene import SMALL, Scene
from negmap.render.views.steps import TOGETHER, Steps

HEAD, COLUMN, BETWEEN = 138.0, 196.0, 58.0
"""The widths of lane headings, of phases, and of the room between phases, in points."""
PAD, GAP, FRAME = 8.0, 7.0, 5.0
MOST_ARROWS = 30
"""With more orders between neighbouring phases only the longest chain is drawn; the words say the others."""
MOST_JOINS = 12
"""With more steps in several lanes they are not joined by lines; the words say what belongs together."""
OPEN = "○"


@dataclass
class Lanes:
    """Puts the terms of a sequence on a board."""

    steps: Steps
    board: Board = field(default_factory=lambda: Board(0, 0))
    places: dict[str, list[Cell]] = field(default_factory=dict)

    @property
    def scene(self) -> Scene:
        """Return what is drawn, in which language and colours."""
        return self.steps.scene

    @property
    def found(self) -> Sequence:
        """Return the sequence."""
        return self.steps.found

    @cached_property
    def arrows(self) -> tuple[tuple[str, str, OrderEdge], ...]:
        """Return the orders that are drawn: to the next phase; where they are too many, only the longest chain."""
        near = [
            (edge.first, edge.then, edge)
            for edge in self.found.orders
            if edge.strict and self.steps.phase_of.get(edge.then, -1) - self.steps.phase_of.get(edge.first, -9) == 1
        ]
        return tuple(near if len(near) <= MOST_ARROWS else [a for a in near if a[:2] in self._chain])

    @cached_property
    def _chain(self) -> set[tuple[str, str]]:
        return set(pairwise(self.found.critical_path))

    @property
    def cut(self) -> bool:
        """Say whether there are more arrows than are drawn."""
        near = (
            self.steps.phase_of.get(e.then, -1) - self.steps.phase_of.get(e.first, -9) == 1
            for e in self.found.orders
            if e.strict
        )
        return sum(near) > len(self.arrows)

    def drawn(self) -> Board:
        """Return the board."""
        down = self._headings()
        for lane in self.steps.lanes:
            down = self._lane(lane, down)
        self._joins()
        for first, then, edge in self.arrows:
            self._arrow(first, then, edge)
        return self.board

    def _left(self, phase: int) -> float:
        return HEAD + BETWEEN / 2 + phase * (COLUMN + BETWEEN)

    def _headings(self) -> float:
        scene = self.scene
        for number in range(len(self.found.phases)):
            title = tuple(scene.text(scene.words("Phase {number}", number=number + 1), bold=True))
            self.board.cell(Cell(f"phase:{number + 1}", self._left(number), 0, COLUMN, 24, title, align="middle"))
        return 26.0

    def _lane(self, lane: str, top: float) -> float:
        """Put in a lane, and return where it ends."""
        scene, wide = self.scene, self._left(len(self.found.phases)) - BETWEEN / 2
        stacks = [self._stack(lane, phase, top + PAD) for phase in range(len(self.found.phases))]
        head = tuple(self._head(lane))
        end = max(top + height(head, PAD), *(cell.y + cell.high + PAD for stack in stacks for cell in stack), top + 40)
        fill = scene.tint(lane) if lane else scene.theme.neutral_tint
        colour = scene.colour(lane) if lane else scene.theme.quiet
        self.board.cell(Cell("", 0, top, wide, end - top, (), scene.theme.quiet, fill, width=0.6))
        key = f"party:{lane}" if lane else "lane:"
        name = Cell(key, 0, top, HEAD, end - top, head, colour, fill, inset=(8, PAD), tip=self.steps.tip(lane))
        name = replace(name, double=bool(lane) and scene.double(lane))
        self.board.cell(name)
        for cell in (cell for stack in stacks for cell in stack):
            self.board.cell(cell)
            if cell.key.startswith("term:"):
                self.places.setdefault(cell.key.removeprefix("term:"), []).append(cell)
        return end

    def _head(self, lane: str) -> Iterator[Line]:
        """Yield a lane's name, what its party gives and gets, and how long it waits."""
        scene, words, room = self.scene, self.scene.words, (HEAD - 18) / SMALL
        name = scene.phrases.party(lane) if lane else words("carried out by nobody named")
        colour = scene.colour(lane) if lane else scene.theme.quiet
        for part in lines(name, room / 1.3):
            yield Line(part, SMALL + 2, colour, True)
        for text in self.steps.exchange(lane):
            for part in lines(text, room):
                yield Line(part, SMALL, scene.theme.ink)

    def _stack(self, lane: str, phase: int, top: float) -> list[Cell]:
        """Return the boxes of a lane in a phase; those that take effect at one step stand in one frame."""
        here = [t for t in self.steps.number_of if self.steps.phase_of[t] == phase and lane in self.steps.carriers(t)]
        cells: list[Cell] = []
        down = top
        for group in self._together(here):
            framed = len(group) > 1
            start, inner = down, []
            if framed:
                down += SMALL * 1.35 + FRAME
            for term in group:
                box = self._box(term, lane, phase, down, FRAME if framed else 0.0)
                inner.append(box)
                down += box.high + GAP
            if framed:
                down += FRAME - GAP
                label = (
                    Line(self.scene.words("{sign} at the same time", sign=TOGETHER), SMALL, self.scene.theme.ink, True),
                )
                ink, key = self.scene.theme.ink, f"tied:{'+'.join(sorted(group))}"
                frame = Cell(key, self._left(phase), start, COLUMN, down - start, label, ink, self.scene.theme.node)
                cells.append(replace(frame, width=2.2, inset=(6, 3)))
                down += GAP
            cells += inner
        return cells

    def _together(self, here: Iterable[str]) -> list[list[str]]:
        groups: dict[tuple[str, ...], list[str]] = {}
        for term in here:
            groups.setdefault(self.steps.group_of.get(term, (term,)), []).append(term)
        return list(groups.values())

    def _box(self, term: str, lane: str, phase: int, down: float, inset: float) -> Cell:
        scene = self.scene
        room = (COLUMN - 2 * inset - 16) / SMALL
        text = scene.words("{number}. {text}", number=self.steps.number_of[term], text=scene.title(term))
        body = [Line(t, SMALL + 1, scene.theme.ink) for t in lines(text, room * SMALL / (SMALL + 1), 5)]
        body += [
            Line(t, SMALL, scene.theme.quiet) for note in self.steps.notes(term, lane) for t in lines(note, room, 4)
        ]
        settled = self.steps.terms[term]
        if settled.not_yet_agreed:
            open_ = scene.words("{sign} not yet agreed", sign=OPEN)
            body += [Line(t, SMALL, scene.theme.clash) for t in lines(open_, room)]
        first = lane == self.steps.carriers(term)[0]
        return Cell(
            f"term:{term}",
            self._left(phase) + inset,
            down,
            COLUMN - 2 * inset,
            height(tuple(body), 5),
            tuple(body),
            scene.theme.ink,
            scene.theme.node,
            dash="solid" if first else "dashed",
            width=1.0,
            tip=self.steps.why(term),
            inset=(8, 5),
        )

    def _joins(self) -> None:
        """Join the boxes of one step that stand in several lanes, in the room left of their phase."""
        found = [cells for cells in self._of_one_step() if len({self._lane_of(c) for c in cells}) > 1]
        used: dict[float, int] = {}
        for cells in found if len(found) <= MOST_JOINS else ():
            column = self._left(self.steps.phase_of[cells[0].key.removeprefix("term:")])
            level = used[column] = used.get(column, 0) + 1
            self._join(cells, column - 5.0 * ((level - 1) % 4 + 1))

    def _of_one_step(self) -> Iterator[list[Cell]]:
        """Yield the boxes of each group of tied terms, and of each other term, from the top down."""
        groups = dict.fromkeys(self.steps.group_of.get(term, (term,)) for term in self.steps.number_of)
        for group in groups:
            yield sorted((cell for term in group for cell in self.places.get(term, [])), key=lambda cell: cell.y)

    def _join(self, cells: list[Cell], x: float) -> None:
        middles = [cell.y + cell.high / 2 for cell in cells]
        drawn = f"M{x:.2f},{middles[0]:.2f} L{x:.2f},{middles[-1]:.2f}"
        drawn += "".join(f" M{x:.2f},{y:.2f} L{c.x:.2f},{y:.2f}" for c, y in zip(cells, middles, strict=True))
        self.board.above.append(Track(drawn, "together", tuple(dict.fromkeys(cell.key for cell in cells))))

    def _lane_of(self, cell: Cell) -> float:
        """Return the top of the lane in which a cell stands."""
        return max(
            (c.y for c in self.board.cells if c.key.startswith(("party:", "lane:")) and c.y <= cell.y), default=0
        )

    def _arrow(self, first: str, then: str, edge: OrderEdge) -> None:
        """Draw an arrow between the two boxes that are nearest to each other."""
        pairs = [(a, b) for a in self.places.get(first, []) for b in self.places.get(then, [])]
        a, b = min(pairs, key=lambda pair: abs(pair[0].y - pair[1].y))
        x1, y1 = self._left(self.steps.phase_of[first]) + COLUMN, a.y + a.high / 2
        x2, y2 = b.x, b.y + b.high / 2
        bend = BETWEEN * 0.55
        drawn = f"M{x1:.2f},{y1:.2f} C{x1 + bend:.2f},{y1:.2f} {x2 - bend - 8:.2f},{y2:.2f} {x2 - 8:.2f},{y2:.2f}"
        chain = (first, then) in self._chain
        dash = None if self.steps.asking(edge) else "dotted"
        stroke = "chain" if chain else "order"
        track = Track(drawn, stroke, (a.key, b.key), dash if not chain else None, heads=(head(x2, y2),))  # type: ignore[arg-type]
        self.board.above.append(track)
