"""The lanes of a sequence: phases from left to right, a lane for each party that carries a step out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from negmap.findings.sequence import OrderEdge, Sequence, SettledTerm
from negmap.render.board import Board, Cell, Track, height
from negmap.render.lettering import Line, lines
from negmap.render.views.scene import SMALL, Scene

HEAD, COLUMN, BETWEEN = 138.0, 196.0, 58.0
"""The widths of lane headings, of phases, and of the room between phases, in points."""
PAD, GAP, FRAME = 8.0, 7.0, 5.0
MOST_ARROWS = 30
"""With more orders between neighbouring phases only the longest chain is drawn; the words say the others."""
MOST_JOINS = 12
"""With more steps in several lanes they are not joined by lines; the words say what belongs together."""
NOBODY = ""
TOGETHER = "="
OPEN = "?"


@dataclass
class Lanes:
    """Puts the terms of a sequence on a board."""

    scene: Scene
    found: Sequence
    terms: Mapping[str, SettledTerm]
    board: Board = field(default_factory=lambda: Board(0, 0))
    places: dict[str, list[Cell]] = field(default_factory=dict)

    @cached_property
    def phase_of(self) -> dict[str, int]:
        """Return the number of each term's phase, from 0."""
        return {term: number for number, phase in enumerate(self.found.phases) for term in phase}

    @cached_property
    def number_of(self) -> dict[str, int]:
        """Return the number of each term in the picture: phase by phase, tied terms one after the other."""
        ordered = [term for phase in self.found.phases for term in sorted(phase, key=self._rank)]
        return {term: number for number, term in enumerate(ordered, 1)}

    @cached_property
    def _group_of(self) -> dict[str, tuple[str, ...]]:
        return {term: group for group in self.found.tied for term in group}

    def _rank(self, term: str) -> tuple[str, str]:
        return min(self._group_of.get(term, (term,))), term

    def carriers(self, term: str) -> tuple[str, ...]:
        """Return the parties that would carry a term out, by id; NOBODY where none is named."""
        known = self.scene.study.view.negotiation.term_of.get(term)
        return tuple(sorted(known.by)) if known and known.by else (NOBODY,)

    @cached_property
    def lanes(self) -> tuple[str, ...]:
        """Return the parties with a lane, by id; terms that nobody is named for come last."""
        found = {party for term in self.phase_of for party in self.carriers(term)}
        return tuple(sorted(found, key=lambda party: (party == NOBODY, party)))

    @cached_property
    def arrows(self) -> tuple[tuple[str, str, OrderEdge], ...]:
        """Return the orders that are drawn: to the next phase; where they are too many, only the longest chain."""
        near = [
            (edge.first, edge.then, edge)
            for edge in self.found.orders
            if edge.strict and self.phase_of.get(edge.then, -1) - self.phase_of.get(edge.first, -9) == 1
        ]
        return tuple(near if len(near) <= MOST_ARROWS else [a for a in near if a[:2] in self._chain])

    @cached_property
    def _chain(self) -> set[tuple[str, str]]:
        return set(pairwise(self.found.critical_path))

    @property
    def cut(self) -> bool:
        """Say whether there are more arrows than are drawn."""
        near = (
            self.phase_of.get(e.then, -1) - self.phase_of.get(e.first, -9) == 1 for e in self.found.orders if e.strict
        )
        return sum(near) > len(self.arrows)

    def drawn(self) -> Board:
        """Return the board."""
        down = self._headings()
        for lane in self.lanes:
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
        name = Cell(key, 0, top, HEAD, end - top, head, colour, fill, inset=(8, PAD), tip=self._tip(lane))
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
        for text in self.exchange(lane):
            for part in lines(text, room):
                yield Line(part, SMALL, scene.theme.ink)

    def exchange(self, party: str) -> Iterator[str]:
        """Yield what a party gives and gets, by the numbers in the picture, and how long it waits."""
        words, wait = self.scene.words, self.found.waits.get(party)
        if wait is None:
            return
        for text, terms in (("gives", wait.gives), ("gets", wait.gets)):
            numbers = sorted(self.number_of[term] for term, _ in terms if term in self.number_of)
            if numbers:
                listed = words(", ").join(map(str, numbers))
                yield words("gives {terms}", terms=listed) if text == "gives" else words("gets {terms}", terms=listed)
        if wait.wait:
            yield words.many("waits {number} step for it", "waits {number} steps for it", wait.wait)

    def _tip(self, party: str) -> str:
        wait, words = self.found.waits.get(party), self.scene.words
        if wait is None:
            return ""
        gives = words(", ").join(self.scene.title(term) for term, _ in wait.gives)
        gets = words(", ").join(self.scene.title(term) for term, _ in wait.gets)
        parts = [
            words("gives {terms}", terms=gives) if gives else "",
            words("gets {terms}", terms=gets) if gets else "",
        ]
        return words("; ").join(part for part in parts if part)

    def _stack(self, lane: str, phase: int, top: float) -> list[Cell]:
        """Return the boxes of a lane in a phase; those that take effect at one step stand in one frame."""
        here = [t for t in self.number_of if self.phase_of[t] == phase and lane in self.carriers(t)]
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
            groups.setdefault(self._group_of.get(term, (term,)), []).append(term)
        return list(groups.values())

    def _box(self, term: str, lane: str, phase: int, down: float, inset: float) -> Cell:
        scene = self.scene
        room = (COLUMN - 2 * inset - 16) / SMALL
        text = scene.words("{number}. {text}", number=self.number_of[term], text=scene.title(term))
        body = [Line(t, SMALL + 1, scene.theme.ink) for t in lines(text, room * SMALL / (SMALL + 1), 5)]
        body += [Line(t, SMALL, scene.theme.quiet) for note in self._notes(term, lane) for t in lines(note, room, 4)]
        settled = self.terms[term]
        if settled.not_yet_agreed:
            open_ = scene.words("{sign} not yet agreed", sign=OPEN)
            body += [Line(t, SMALL, scene.theme.clash) for t in lines(open_, room)]
        first = lane == self.carriers(term)[0]
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
            tip=self.why(term),
            inset=(8, 5),
        )

    def _notes(self, term: str, lane: str) -> Iterator[str]:
        """Yield with whom a term is carried out, what it takes effect together with, and what it waits for."""
        words, phrases = self.scene.words, self.scene.phrases
        others = [party for party in self.carriers(term) if party not in (lane, NOBODY)]
        if others:
            yield words("with {parties}", parties=phrases.parties(others))
        group = self._group_of.get(term, ())
        apart = [t for t in group if t != term and t in self.number_of and lane not in self.carriers(t)]
        if apart:
            yield words("{sign} together with {terms}", sign=TOGETHER, terms=self._numbers(apart))
        yield from self._after(term)

    def _after(self, term: str) -> Iterator[str]:
        """Yield what a term comes after, by who asks for it."""
        words = self.scene.words
        found: dict[tuple[bool, tuple[str, ...]], list[str]] = {}
        for edge in self.found.orders:
            if edge.then == term and edge.first in self.number_of and edge.first not in self._group_of.get(term, ()):
                found.setdefault((edge.strict, self.asking(edge)), []).append(edge.first)
        for (strict, parties), firsts in sorted(found.items()):
            who = self.scene.phrases.parties(parties) if parties else words("by definition")
            numbers = self._numbers(firsts)
            text = words("after {terms}", terms=numbers) if strict else words("not before {terms}", terms=numbers)
            yield words("{text} ({marks})", text=text, marks=who)

    def _numbers(self, terms: Iterable[str]) -> str:
        return self.scene.words(", ").join(str(n) for n in sorted(self.number_of[t] for t in terms))

    def asking(self, edge: OrderEdge) -> tuple[str, ...]:
        """Return the parties whose claims ask for an order, by id; none where only definitions do."""
        claims = self.scene.study.claims
        return tuple(sorted({p for name in edge.because if name in claims for p in claims[name].holders}))

    def why(self, term: str) -> str:
        """Return a term in words: its title, and who has said what of it."""
        scene, words, settled = self.scene, self.scene.words, self.terms[term]
        said = [
            (words("asked for by {parties}", parties=scene.phrases.parties(settled.asked)), settled.asked),
            (words("offered by {parties}", parties=scene.phrases.parties(settled.offered)), settled.offered),
            (words("accepted by {parties}", parties=scene.phrases.parties(settled.accepted)), settled.accepted),
            (words("nothing said by {parties}", parties=scene.phrases.parties(settled.silent)), settled.silent),
        ]
        title = scene.title(term)
        parts = words(", ").join(text for text, parties in said if parties)
        return words("{term}: {text}", term=title, text=parts) if parts else title

    def _joins(self) -> None:
        """Join the boxes of one step that stand in several lanes, in the room left of their phase."""
        found = [cells for cells in self._of_one_step() if len({self._lane_of(c) for c in cells}) > 1]
        used: dict[float, int] = {}
        for cells in found if len(found) <= MOST_JOINS else ():
            column = self._left(self.phase_of[cells[0].key.removeprefix("term:")])
            level = used[column] = used.get(column, 0) + 1
            self._join(cells, column - 5.0 * ((level - 1) % 4 + 1))

    def _of_one_step(self) -> Iterator[list[Cell]]:
        """Yield the boxes of each group of tied terms, and of each other term, from the top down."""
        groups = dict.fromkeys(self._group_of.get(term, (term,)) for term in self.number_of)
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
        x1, y1 = self._left(self.phase_of[first]) + COLUMN, a.y + a.high / 2
        x2, y2 = b.x, b.y + b.high / 2
        bend = BETWEEN * 0.55
        drawn = f"M{x1:.2f},{y1:.2f} C{x1 + bend:.2f},{y1:.2f} {x2 - bend - 8:.2f},{y2:.2f} {x2 - 8:.2f},{y2:.2f}"
        chain = (first, then) in self._chain
        dash = None if self.asking(edge) else "dotted"
        stroke = "chain" if chain else "order"
        track = Track(drawn, stroke, (a.key, b.key), dash if not chain else None, head=(x2, y2))  # type: ignore[arg-type]
        self.board.above.append(track)
