"""The matrix: who has said what on which issue, or on which term, counted and without weight."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from negmap.findings.relations import Cell as Said
from negmap.render.board import Board
from negmap.render.lettering import BOLD, Line, ems, lines
from negmap.render.sketch import Sample, Sketch
from negmap.render.theme import CLASH
from negmap.render.views.scene import BODY, SMALL, Scene
from negmap.render.views.sticking import sticking_points
from negmap.render.views.table import GAP, Slot, Table, entry

Rows = Literal["issue", "term"]
HEAD, COLUMN = 190.0, 98.0
"""The widths of row headings and of columns, in points."""
PARTIES = 12
"""The most parties side by side; further ones stand in a table below."""
MOST_TERMS = 200
"""The most terms that have a row each."""
_BETWEEN = "\u00a0\u00a0"
FOR, AGAINST, CONDITION, TALKS, NOTHING = "+", "−", "?", "…", "·"


def matrix(scene: Scene, *, rows: Rows = "issue") -> Sketch:
    """Return the matrix of parties and issues, or terms by issue; past MOST_TERMS terms it falls back to issues."""
    made = _Matrix(scene, rows)
    return made.sketch() if len(made.terms) <= MOST_TERMS else _Matrix(scene, "issue", len(made.terms)).sketch()


@dataclass
class _Matrix:
    scene: Scene
    rows: Rows
    too_many: int = 0

    @cached_property
    def said(self) -> Mapping[str, Mapping[str, Said]]:
        return self.scene.study.relations.matrix

    @cached_property
    def issues(self) -> tuple[str, ...]:
        """Return the issues on which anything was said, by id; "" stands for none."""
        found = {issue for by_issue in self.said.values() for issue, said in by_issue.items() if not said.silent}
        return tuple(sorted(found, key=lambda issue: (not issue, issue)))

    @cached_property
    def terms(self) -> tuple[tuple[str, str], ...]:
        """Return issues and terms on which anything was said."""
        if self.rows == "issue":
            return ()
        cells = ((issue, by_issue[issue]) for by_issue in self.said.values() for issue in self.issues)
        return tuple(sorted({(issue, t) for issue, said in cells for t in _all(said)}))

    @cached_property
    def points(self) -> dict[tuple[str, str], set[int]]:
        """Return the sticking points that a party is part of with its words on a term, by number.

        Which ones, and never how many conflicts: parties are not counted up against each other. Who asks for
        what is refused is as much a part of it as who refuses.
        """
        found: dict[tuple[str, str], set[int]] = {}
        study = self.scene.study
        conflicts = {c.id: c for c in study.conflicts.conflicts}
        for point in sticking_points(study):
            both_sides = {name for key in point.obstacle.conflicts for name in conflicts[key].claims}
            for claim in (study.claims[name] for name in both_sides):
                for party in claim.holders:
                    for term in claim.subjects:
                        found.setdefault((party, term), set()).add(point.number)
        return found

    def sketch(self) -> Sketch:
        scene, words = self.scene, self.scene.words
        by = words("by party and issue") if self.rows == "issue" else words("by party and term")
        notes = tuple(self._notes())
        return Sketch(
            name="matrix",
            theme=scene.theme,
            lang=words.lang,
            title=words("{title}: what was said {by}", title=scene.head().title, by=by),
            board=self._board(),
            above=scene.above(),
            below=(*notes, *self._below()),
            legend=tuple(self._legend()),
            about=(*scene.above(), *self._about(), *notes),
            notes=notes,
        )

    def _board(self) -> Board:
        parties = tuple(self.said)
        board = Board(0, 0)
        down = 0.0
        for start in range(0, max(1, len(parties)), PARTIES):
            block = parties[start : start + PARTIES]
            table = Table(self.scene.theme, [HEAD, *[COLUMN] * len(block)], board, down)
            self._block(table, block)
            down = table.down + 20
        return board

    def _block(self, table: Table, parties: tuple[str, ...]) -> None:
        table.row([Slot(framed=False), *(self._heading(party) for party in parties)])
        for issue in self.issues:
            if self.rows == "issue":
                table.row([self._issue(issue), *(self._slot(p, issue, self.said[p][issue]) for p in parties)], 30)
                continue
            room = (sum(table.columns) - 16) / BODY / BOLD
            table.band(tuple(self.scene.small(self._title(issue), colour=self.scene.theme.ink, bold=True, room=room)))
            for term in (t for i, t in self.terms if i == issue):
                cells = (self._slot(p, term, _only(self.said[p][issue], term)) for p in parties)
                table.row([self._term(term), *cells], 24)

    def _heading(self, party: str) -> Slot:
        scene = self.scene
        room = (COLUMN - 22) / SMALL / BOLD
        words = [Line(t, SMALL, scene.colour(party), True) for t in lines(scene.phrases.party(party), room)]
        return Slot((replace(entry(f"party:{party}", words), align="middle"),), scene.tint(party), centred=True)

    def _issue(self, issue: str) -> Slot:
        words = self.scene.small(self._title(issue), colour=self.scene.theme.ink, bold=True, room=(HEAD - 24) / BODY)
        return Slot((entry(f"issue:{issue}", words),), self.scene.theme.neutral_tint, centred=True)

    def _term(self, term: str) -> Slot:
        words = self.scene.small(self.scene.title(term), colour=self.scene.theme.ink, room=(HEAD - 26) / BODY)
        return Slot((entry(f"term:{term}", words),), centred=True)

    def _title(self, issue: str) -> str:
        known = self.scene.study.view.negotiation.issues.get(issue)
        return known.title.within(self.scene.words.lang) if known else self.scene.words("no issue")

    def _slot(self, party: str, row: str, said: Said) -> Slot:
        theme = self.scene.theme
        marks = self._marks(party, said)
        if not marks:
            nothing = entry(f"cell:{party}:{row}", [Line(NOTHING, BODY, theme.quiet)])
            return Slot((replace(nothing, align="middle", inset=(2, 2)),), centred=True)
        texts = [f"{sign}{number}" if self.rows == "issue" else sign for sign, number in marks[0]]
        shown = [Line(part, BODY, theme.ink) for part in _rows(texts)]
        shown += [Line(part, SMALL, theme.clash, True) for part in _wrapped([f"{CLASH}{n}" for n in marks[1]])]
        cell = entry(f"cell:{party}:{row}", shown)
        tip = "; ".join(self._read_out(party, said))
        return Slot((replace(cell, align="middle", tip=tip, inset=(2, 2)),), theme.node, centred=True)

    def _marks(self, party: str, said: Said) -> tuple[list[tuple[str, int]], list[int]] | None:
        """Return the signs of a cell with how many terms each is about, and the sticking points by number."""
        signs = ((FOR, said.wants), (AGAINST, said.refuses), (CONDITION, said.conditions), (TALKS, said.ready_to_talk))
        shown = [(sign, len(terms)) for sign, terms in signs if terms]
        return (shown, self._points(party, said)) if shown else None

    def _points(self, party: str, said: Said) -> list[int]:
        return sorted({n for term in _all(said) for n in self.points.get((party, term), ())})

    def _read_out(self, party: str, said: Said) -> Iterator[str]:
        words, title = self.scene.words, self.scene.phrases.terms
        if said.wants:
            yield words("for: {terms}", terms=words(", ").join(title(said.wants)))
        if said.refuses:
            yield words("against: {terms}", terms=words(", ").join(title(said.refuses)))
        if said.conditions:
            yield words("on a condition: {terms}", terms=words(", ").join(title(said.conditions)))
        if said.ready_to_talk:
            yield words("ready to talk: {terms}", terms=words(", ").join(title(said.ready_to_talk)))
        if found := self._points(party, said):
            yield words("sticking points: {numbers}", numbers=words(", ").join(f"{CLASH}{n}" for n in found))

    def _notes(self) -> Iterator[str]:
        if self.too_many:
            yield self.scene.words(
                "There are {number} terms, too many for a row each; shown by issue instead.", number=self.too_many
            )

    def _below(self) -> Iterator[str]:
        words = self.scene.words
        if not self.issues:
            yield words("Nothing was said on any term.")
        elif self.rows == "issue":
            yield words("The numbers count terms, not how often or how firmly something was said.")

    def _legend(self) -> Iterator[Sample]:
        words = self.scene.words
        cells = [said for by_issue in self.said.values() for said in by_issue.values()]
        for sign, said, used in (
            (FOR, words("asks for it, supports, accepts or offers it"), any(c.wants for c in cells)),
            (AGAINST, words("refuses or opposes it"), any(c.refuses for c in cells)),
            (CONDITION, words("sets a condition"), any(c.conditions for c in cells)),
            (TALKS, words("ready to talk"), any(c.ready_to_talk for c in cells)),
            (NOTHING, words("nothing said"), any(c.silent for c in cells)),
            (CLASH, words("part of this sticking point, by its number in `negmap conflicts`"), bool(self.points)),
        ):
            if used:
                yield Sample(said, sign=sign)

    def _about(self) -> Iterator[str]:
        """Yield the text alternative: issue by issue, party by party."""
        words = self.scene.words
        for issue in self.issues:
            yield words("{name}:", name=self._title(issue))
            for party in self.said:
                said = self.said[party][issue]
                text = "; ".join(self._read_out(party, said)) or words("nothing said")
                yield "– " + words("{party}: {text}", party=self.scene.phrases.party(party), text=text)


def _rows(texts: list[str]) -> list[str]:
    """Return signs on one line, or on two where they would not fit."""
    whole = _BETWEEN.join(texts)
    if ems(whole) * BODY <= COLUMN - 2 * GAP - 4:
        return [whole] if whole else []
    half = len(texts) // 2
    return [_BETWEEN.join(texts[:half]), _BETWEEN.join(texts[half:])]


def _wrapped(texts: list[str]) -> list[str]:
    """Return short texts in rows that fit a column."""
    rows: list[str] = []
    for text in texts:
        if rows and ems(longer := f"{rows[-1]} {text}") * SMALL * BOLD <= COLUMN - 2 * GAP - 4:
            rows[-1] = longer
        else:
            rows.append(text)
    return rows


def _all(said: Said) -> tuple[str, ...]:
    return (*said.wants, *said.refuses, *said.conditions, *said.ready_to_talk)


def _only(said: Said, term: str) -> Said:
    """Return what was said on one term."""
    parts = (said.wants, said.refuses, said.conditions, said.ready_to_talk)
    return Said(*(tuple(t for t in part if t == term) for part in parts))
