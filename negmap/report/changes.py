"""The report of `negmap changes` between two days."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from negmap.comparisons.causes import Blame, Step
from negmap.comparisons.changes import Changes, changes
from negmap.comparisons.moments import Moment
from negmap.explain.evidence import occasion
from negmap.findings.comparison_reports import (
    AskedChangeRow,
    ChangesReport,
    DayRow,
    MoveRow,
    PointChangeRow,
    TensionChangeRow,
    TensionsChangeRow,
    TermChangeRow,
    TotalsRow,
    WordsRow,
)
from negmap.findings.comparisons import Cause, CauseKind, Move
from negmap.logic.claims import claims_of
from negmap.report.context import Context
from negmap.report.points import Points, asked_rows
from negmap.report.rows import Rows
from negmap.report.wordings import titles


def changes_report(
    context: Context, since: date, timeout: float | None = None, *, tensions: bool = False
) -> ChangesReport:
    """Return what changed from the end of a day to that of the study; with `tensions`, which of those did."""
    found = changes(context.study.view, since, timeout)
    maker = _Days(context, tensions=tensions)
    days = [maker.day(step) for step in found.steps]
    moves = tuple(maker.move(move) for move in found.moves)
    # Last, so that sources of words that changed nothing get the last numbers.
    days = [maker.with_words(row, step) for row, step in zip(days, found.steps, strict=True)]
    head: dict[str, Any] = context.head("changes", found.unfinished.completeness)
    return ChangesReport(
        **head,
        since=found.since.isoformat(),
        until=found.until.isoformat(),
        start=maker.totals(found, first=True),
        end=maker.totals(found, first=False),
        days=tuple(days),
        moves=moves,
        unfinished={part: day.isoformat() for part, day in found.unfinished.parts.items()},
        dates={day.isoformat(): context.phrases.day(day) for day in _dates(found)},
        titles=titles(context),
        sources=maker.rows.footnotes,
    )


def _dates(found: Changes) -> list[date]:
    days = {step.day for step in found.steps} | {move.day for move in found.moves}
    return sorted(days | {found.since, found.until} | set(found.unfinished.parts.values()))


class _Days:
    """Makes rows of days; sources are numbered in the order in which they are cited."""

    def __init__(self, context: Context, *, tensions: bool) -> None:
        self._context, self._tensions = context, tensions
        self._words, self._phrases = context.words, context.phrases
        self._view = context.study.view
        self.rows = Rows(context)

    def totals(self, found: Changes, *, first: bool) -> TotalsRow:
        """Return how much the map shows at the beginning or at the end."""
        moment = found.first if first else found.last
        known = "tensions" not in found.unfinished.parts
        return Points(moment, self._words).totals(len(moment.tensions.sets) if known else None)

    def day(self, step: Step) -> DayRow:
        """Return what a day changed."""
        told = [cause.position for cause in step.causes]
        before = Points(step.before, self._words, self.rows, told)
        after = Points(step.after, self._words, self.rows, told)
        blame = Blame(step)
        conflicts = step.conflicts
        return DayRow(
            day=step.day.isoformat(),
            appeared=tuple(self._points(after, conflicts.new, blame.appeared, step.before)) if conflicts else None,
            vanished=tuple(self._points(before, conflicts.gone, blame.vanished, step.after)) if conflicts else None,
            terms=self._terms(step, after, blame),
            asked=self._asked(step, before, after, blame),
            tensions=self._tension_rows(step, before, after),
            totals=after.totals(len(step.after.tensions.sets) if step.tensions is not None else None),
            words=(),
        )

    def with_words(self, row: DayRow, step: Step) -> DayRow:
        """Return the row of a day with all words that came into force or ended on it."""
        return replace(row, words=tuple(self.said(cause) for cause in step.causes))

    def said(self, cause: Cause) -> WordsRow:
        """Return a position in words, with what came of it."""
        said = self._view.negotiation.positions[cause.position]
        statement = said.statement
        later = self._view.negotiation.statements[cause.by.partition("#")[0]] if cause.by else None
        return WordsRow(
            position=cause.position,
            statement=statement.id,
            party=said.party,
            text=self._phrases.stance(said),
            occasion=occasion(statement, self._phrases),
            date=statement.date.text,
            change=cause.kind,
            by=cause.by,
            by_occasion=occasion(later, self._phrases) if later else None,
            by_sources=tuple(self.rows.source(ref) for ref in later.sources) if later else (),
            binding=any(c.binding for c in claims_of(said, self._view.negotiation.proposals)),
            hypothetical=statement.id in self._view.hypothetical,
            sources=tuple(self.rows.source(ref) for ref in statement.sources),
        )

    def _points(
        self, points: Points, keys: Iterable[str], blame: Callable[[Iterable[str]], tuple[Cause, ...]], other: Moment
    ) -> Iterator[PointChangeRow]:
        """Yield the sticking points of conflicts that one side of a day has; `other` is the map on the other side."""
        claims = {c.id: c.claims for c in points.moment.conflicts.conflicts}
        keys = tuple(keys)
        did = {name for key in keys for name in claims[key] if name not in other.binding}
        there = {o.id for o in other.conflicts.obstacles}
        for point in points.of(keys, did):
            causes = blame(name for key in point.conflicts for name in claims[key])
            yield PointChangeRow(point=point, fresh=point.id not in there, by=_positions(causes))

    def _terms(self, step: Step, after: Points, blame: Blame) -> tuple[TermChangeRow, ...] | None:
        if step.terms is None:
            return None
        return tuple(TermChangeRow(term=after.term(change), by=_positions(blame.term(change))) for change in step.terms)

    @staticmethod
    def _asked(step: Step, before: Points, after: Points, blame: Blame) -> AskedChangeRow | None:
        if step.asked is None:
            return None
        rows = asked_rows(step.asked, before, after)
        return AskedChangeRow(asked=rows, by=_positions(blame.asked()) if rows.gone or rows.new else ())

    def _tension_rows(self, step: Step, before: Points, after: Points) -> TensionsChangeRow | None:
        found = step.tensions
        if found is None:
            return None
        shown = (found.new, found.gone) if self._tensions else ((), ())
        return TensionsChangeRow(
            appeared=len(found.new),
            vanished=len(found.gone),
            shown_appeared=tuple(_tension(names, after) for names in shown[0]),
            shown_vanished=tuple(_tension(names, before) for names in shown[1]),
        )

    def move(self, move: Move) -> MoveRow:
        """Return positions that moved, beside what took their place."""
        kind: CauseKind = "ran-out" if move.by is None else "replaced" if move.after else "withdrawn"
        return MoveRow(
            kind=move.kind,
            day=move.day.isoformat(),
            party=move.party,
            before=tuple(self.said(Cause(kind, key, move.by)) for key in move.before),
            after=tuple(self.said(Cause("said", key)) for key in move.after),
            by=move.by,
        )


def _positions(causes: Iterable[Cause]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cause.position for cause in causes))


def _tension(names: str, points: Points) -> TensionChangeRow:
    claims = points.moment.study.claims
    return TensionChangeRow(claims=tuple(points.claim(claims[name]) for name in names.split("\n")))
