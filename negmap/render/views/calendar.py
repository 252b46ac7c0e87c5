"""The boards of a timeline: day by day with every position in words, or month by month with positions counted."""

from __future__ import annotations

from dataclasses import replace

from negmap.graph import web_address
from negmap.render.board import Board, Cell, height
from negmap.render.lettering import BOLD, Line, lines
from negmap.render.theme import OUTLINE_OF
from negmap.render.views.chronicle import Chronicle
from negmap.render.views.history import Said
from negmap.render.views.scene import SMALL
from negmap.render.views.table import Slot, Table, entry

WHEN, COLUMN, CLASHES = 84.0, 132.0, 132.0
"""The widths of the columns for days, parties and conflicts, in points."""
PARTIES = 12
"""The most parties side by side."""
ACROSS, WIDE, GAP, PAD = 4, 202.0, 7.0, 8.0
"""How many positions stand side by side, how wide each is, the room between them and round them."""
DAY, WHO = 66.0, 112.0
"""The widths of the columns for days and parties where positions are shown one by one."""
MOST_AT_ONCE = 12
"""The most positions of one party and day that have a box each."""


def months(chronicle: Chronicle) -> Board:
    """Return a table of months and parties; past PARTIES parties further ones stand below."""
    board, down = Board(0, 0), 0.0
    parties = chronicle.parties
    for start in range(0, max(1, len(parties)), PARTIES):
        block = parties[start : start + PARTIES]
        table = Table(chronicle.scene.theme, [WHEN, *[COLUMN] * len(block), CLASHES], board, down)
        clashes = _head("", chronicle.scene.words("conflicts"), chronicle.scene.theme.clash, CLASHES)
        names = [_party(chronicle, party) for party in block]
        table.row([Slot(framed=False), *names, replace(clashes, fill=chronicle.scene.theme.neutral_tint)])
        for period in chronicle.periods:
            slots = [_counted(chronicle, period, party) for party in block]
            table.row([_period(chronicle, period), *slots, _appeared(chronicle, period)])
        down = table.down + 20
    return board


def _head(key: str, text: str, colour: str, wide: float) -> Slot:
    words = [Line(t, SMALL, colour, True) for t in lines(text, (wide - 22) / SMALL / BOLD)]
    return Slot((replace(entry(key, words), align="middle"),), centred=True)


def _party(chronicle: Chronicle, party: str) -> Slot:
    scene = chronicle.scene
    made = _head(f"party:{party}", scene.phrases.party(party), scene.colour(party), COLUMN)
    return replace(made, fill=scene.tint(party))


def _period(chronicle: Chronicle, period: str) -> Slot:
    theme = chronicle.scene.theme
    words = [Line(t, SMALL, theme.ink, True) for t in lines(chronicle.when(period), (WHEN - 22) / SMALL / BOLD)]
    return Slot((entry(f"day:{period}", words),), theme.neutral_tint)


def _counted(chronicle: Chronicle, period: str, party: str) -> Slot:
    said, theme = chronicle.periods[period].get(party, []), chronicle.scene.theme
    if not said:
        return Slot()
    body = [
        Line(t, SMALL, theme.clash if clashing else theme.ink)
        for text, clashing in chronicle.counted(said)
        for t in lines(text, (COLUMN - 22) / SMALL)
    ]
    return Slot((entry(f"cell:{party}:{period}", body),), theme.node)


def _appeared(chronicle: Chronicle, period: str) -> Slot:
    body = chronicle.appeared(period, CLASHES - 22)
    if not body:
        return Slot()
    ids = " ".join(c.id for c in chronicle.clashes[period])
    return Slot((replace(entry(f"conflicts:{period}", body), tip=ids),), chronicle.scene.theme.node)


def days(chronicle: Chronicle) -> Board:
    """Return the days from the top down, each with its positions by party, and the conflicts that came to be."""
    return _Days(chronicle).board()


class _Days:
    """Puts days on a board."""

    def __init__(self, chronicle: Chronicle) -> None:
        self._chronicle, self._scene, self._board = chronicle, chronicle.scene, Board(0, 0)
        self._left = DAY + WHO + PAD
        self._middle = ACROSS * (WIDE + GAP) + PAD

    def board(self) -> Board:
        down = 0.0
        for period in self._chronicle.periods:
            down = self._day(period, down)
        return self._board

    def _day(self, period: str, top: float) -> float:
        """Put in a day, and return where it ends."""
        cells: list[Cell] = []
        down = top + PAD
        for party, said in self._chronicle.periods[period].items():
            down = self._party(cells, party, said, down)
        clashes = self._chronicle.appeared(period, CLASHES - 16)
        theme = self._scene.theme
        room = (DAY - 12) / (SMALL + 1) / BOLD
        when = [Line(t, SMALL + 1, theme.ink, True) for t in lines(self._chronicle.when(period), room)]
        end = max(down, top + height(tuple(clashes), 8), top + height(tuple(when), 8))
        right = DAY + WHO + self._middle
        grounds = (
            Cell(f"day:{period}", 0, top, DAY, end - top, tuple(when), theme.quiet, theme.neutral_tint),
            Cell("", DAY, top, WHO + self._middle, end - top, (), theme.quiet),
            Cell(f"conflicts:{period}", right, top, CLASHES, end - top, tuple(clashes), theme.quiet),
        )
        for ground in grounds:
            self._board.cell(replace(ground, inset=(8, 8), width=0.6))
        for cell in cells:
            self._board.cell(cell)
        return end

    def _party(self, cells: list[Cell], party: str, said: list[Said], top: float) -> float:
        """Add a party's name, its positions in rows of boxes, and the others in small print; return where they end."""
        scene = self._scene
        name = tuple(
            Line(t, SMALL + 1, scene.colour(party), True)
            for t in lines(scene.phrases.party(party), (WHO - PAD) / (SMALL + 1) / BOLD)
        )
        cells.append(Cell(f"party:{party}", DAY + PAD, top, WHO - PAD, height(name, 2), name, inset=(0, 2)))
        shown = self._chronicle.boxed(said, MOST_AT_ONCE)
        down = top
        for start in range(0, len(shown), ACROSS):
            row = [self._position(s) for s in shown[start : start + ACROSS]]
            high = max(height(cell.lines, cell.inset[1]) for cell in row)
            for place, cell in enumerate(row):
                across = self._left + place * (WIDE + GAP)
                cells.append(replace(cell, x=across, y=down, wide=WIDE, high=high))
            down += high + GAP
        if len(shown) < len(said):
            others = self._others(party, said, shown)
            cells.append(replace(others, x=self._left, y=down, wide=self._middle - PAD))
            down += others.high + 2
        return max(down, top + height(name, 2) + 2)

    def _others(self, party: str, said: list[Said], shown: list[Said]) -> Cell:
        """Return the positions without a box in small print."""
        scene, words = self._scene, self._scene.words
        rest = [one for one in said if one not in shown]
        text = words(" · ").join(scene.phrases.stance(one.position) for one in rest)
        if shown:
            text = words.many("and {number} more: {text}", "and {number} more: {text}", len(rest), text=text)
        body = lines(text, (self._middle - 2 * PAD) / SMALL)
        small = tuple(Line(t, SMALL, scene.theme.quiet) for t in body)
        key = f"others:{party}:{said[0].day.isoformat()}"
        return Cell(key, 0, 0, 0, height(small, 2), small, inset=(0, 2), tip=text)

    def _position(self, said: Said) -> Cell:
        scene, position = self._scene, said.position
        theme, ended = scene.theme, said.fate != "in force"
        outline = OUTLINE_OF[position.position.stance.value]
        inset = (16.0, 5.0) if outline in ("hexagon", "arrow", "notched", "octagon", "plaque") else (8.0, 5.0)
        room = (WIDE - 2 * inset[0]) / SMALL
        body = [
            Line(t, SMALL, theme.quiet if ended else theme.ink) for t in lines(scene.phrases.stance(position), room, 5)
        ]
        numbers = " ".join(f"×{n}" for n in self._chronicle.further.get(position.id, ()))
        body += (
            [Line(t, SMALL, theme.clash, True) for t in lines(numbers, room / BOLD)] if numbers and not ended else []
        )
        tip, fate = scene.tip(position.id), self._chronicle.fate(said)
        return Cell(
            f"position:{position.id}",
            0,
            0,
            WIDE,
            0,
            tuple(body),
            theme.quiet if ended else scene.colour(position.party),
            theme.node,
            outline,
            "dashed" if position.position.read == "inferred" else "solid",
            2.6 if position.position.firmness == "red-line" else 1.0,
            scene.words("{text} ({marks})", text=tip, marks=fate) if fate else tip,
            web_address(position.statement.sources),
            inset,
            struck=ended,
            double=scene.double(position.party),
        )
