"""The sequence as lanes: a row for each phase, a column for each party that would carry something out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from negmap.explain.messages import Words
from negmap.findings.package_reports import ConcessionRow, SequenceReport
from negmap.findings.relations import Cell
from negmap.findings.sequence import Sequence, Wait
from negmap.model.negotiation import Negotiation

NAMED = 6
"""How many gifts of one party are named before the rest is counted."""


@dataclass(frozen=True, slots=True)
class Step:
    """A term in a lane."""

    title: str
    tied: bool
    critical: bool
    not_yet: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a party gives and gets, in words."""

    party: str
    text: str


@dataclass(frozen=True, slots=True)
class Lanes:
    """A sequence as a table: `lanes` are parties, or empty where nobody is named; a cell is phase by lane."""

    premises: tuple[ConcessionRow, ...]
    lanes: tuple[str, ...]
    phases: tuple[tuple[tuple[Step, ...], ...], ...]
    already: tuple[str, ...]
    any_time: tuple[str, ...]
    any_time_head: str
    first_movers: tuple[str, ...]
    waits: tuple[Waiting, ...]
    legend: str


def lanes(report: SequenceReport | None, negotiation: Negotiation, words: Words) -> Lanes | None:
    """Return the sequence of a report as lanes; None where there is none."""
    if report is None or report.combined.sequence is None:
        return None
    return _Lanes(report, report.combined.sequence, negotiation, words).made()


@dataclass
class _Lanes:
    report: SequenceReport
    found: Sequence
    negotiation: Negotiation
    words: Words

    def made(self) -> Lanes:
        words = self.words
        ordered = [term for phase in self.found.phases for term in phase]
        columns = tuple(sorted({self._lane(term) for term in ordered}, key=lambda lane: (not lane, lane)))
        applied = set(self.report.combined.packages)
        packages = [p for c in self.report.components for p in c.packages if p.id in applied]
        free = tuple(map(self._title, self.found.any_time))
        return Lanes(
            premises=tuple(k for p in packages for k in p.concessions),
            lanes=columns,
            phases=tuple(
                tuple(tuple(self._step(t) for t in phase if self._lane(t) == lane) for lane in columns)
                for phase in self.found.phases
            ),
            already=tuple(map(self._title, self.found.already)),
            any_time=free,
            any_time_head=words.many(
                "At any time: {number} term in no order with anything",
                "At any time: {number} terms in no order with anything",
                len(free),
            ),
            first_movers=self.found.first_movers,
            waits=tuple(self._waits()),
            legend=words(
                "Bold: on the longest chain. ＝ at the same time as others. ○ not yet agreed by who would do it."
            ),
        )

    def _title(self, term: str) -> str:
        return self.report.titles.get(term, term)

    def _lane(self, term: str) -> str:
        """Return the party that would carry a term out; the first by id where several would."""
        known = self.negotiation.term_of.get(term)
        return min(known.by) if known and known.by else ""

    def _step(self, term: str) -> Step:
        tied = any(term in group for group in self.found.tied)
        return Step(self._title(term), tied, term in self._chain(), term in self._open())

    def _chain(self) -> set[str]:
        return {t for pair in pairwise(self.found.critical_path) for t in pair}

    def _open(self) -> set[str]:
        settlement = self.report.combined.settlement
        return {t.term for t in settlement.in_ if t.not_yet_agreed} if settlement else set()

    def _waits(self) -> Iterator[Waiting]:
        for party, wait in self.found.waits.items():
            if text := self._wait(wait):
                yield Waiting(party, text)

    def _wait(self, wait: Wait) -> str:
        words = self.words
        parts = [
            part
            for part in (
                self._listed(words("gives {items}", items="{items}"), wait.gives),
                self._listed(words("gets {items}", items="{items}"), wait.gets),
                words.many("longest wait {number} step", "longest wait {number} steps", wait.wait) if wait.wait else "",
            )
            if part
        ]
        return words("; ").join(parts)

    def _listed(self, text: str, items: tuple[tuple[str, int], ...]) -> str:
        if not items:
            return ""
        words = self.words
        shown = [words("{term} at {step}", term=self._title(t), step=step) for t, step in items[:NAMED]]
        if len(items) > NAMED:
            shown.append(words("and {number} more", number=len(items) - NAMED))
        return text.format(items=words(", ").join(shown))


def signs(cell: Cell | None, words: Words) -> tuple[str, str]:
    """Return the signs of one cell of the matrix, and the same in words."""
    if cell is None:
        return "", ""
    kinds = (
        ("+", cell.wants, words("asks for, agrees to or offers something")),
        ("−", cell.refuses, words("refuses something")),
        ("?", cell.conditions, words("sets a condition")),
        ("…", cell.ready_to_talk, words("ready to talk")),
    )
    found = [(sign, text) for sign, terms, text in kinds if terms]
    return "".join(sign for sign, _ in found), words(", ").join(text for _, text in found)
